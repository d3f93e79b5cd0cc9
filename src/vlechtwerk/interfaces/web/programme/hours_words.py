"""Hours, months and periods as they are printed and chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vlechtwerk.engines.statistics.capacity import month_after

LONGEST_PERIOD = 12
# A third of a year: the period of a progress report.
THIRD = 4


def say_hours(hours: Decimal | float) -> str:
    """Return hours with their quarters, as far as there are any: 1.200 or 364,75."""
    exact = Decimal(hours).quantize(Decimal("0.01"))
    places = 0 if exact == exact.to_integral() else 2
    text = number_format(exact, decimal_pos=places, use_l10n=True, force_grouping=True)
    return text.rstrip("0") if places and text.endswith("0") else text


def say_whole_hours(hours: Decimal) -> str:
    """Return hours without their quarters, a half rounded up."""
    return say_hours(hours.quantize(Decimal(1), ROUND_HALF_UP))


def short_month(month: date) -> str:
    """Return a month in short: jan."""
    words = date_format(month, "M")
    return words.lower() if get_language() == "nl" else words


def say_period(first: date, until: date) -> str:
    """Return a period of whole months in words: januari–augustus 2026."""
    last = month_after(until, -1)
    if first == last:
        return date_format(first, "F Y")
    if first.year == last.year:
        return f"{date_format(first, 'F')}–{date_format(last, 'F Y')}"
    return f"{date_format(first, 'F Y')}–{date_format(last, 'F Y')}"


@dataclass(frozen=True, slots=True)
class Period:
    """A period that can be chosen; `until` is not included."""

    first: date
    until: date
    label: str

    @property
    def value(self) -> str:
        """Return how it stands in an address."""
        return f"{self.first:%Y-%m}_{self.until:%Y-%m}"


def periods(told: tuple[date, date] | None, present_month: date) -> list[Period]:
    """Return the periods to choose from, the usual one first: the last twelve months that are over."""
    if told is None:
        return []
    first, after = told[0], month_after(told[1], 1)
    over = min(after, present_month)
    found = []
    if over > first:
        begins = max(first, month_after(over, -LONGEST_PERIOD))
        found.append(Period(begins, over, say_period(begins, over)))
        third = date(over.year, (over.month - 1) // THIRD * THIRD + 1, 1)
        while third > month_after(first, -THIRD):
            begins, ends = max(third, first), min(month_after(third, THIRD), over)
            if begins < ends:
                found.append(Period(begins, ends, say_period(begins, ends)))
            third = month_after(third, -THIRD)
    if after > present_month:
        begins = max(first, present_month)
        found.append(Period(begins, after, _("still to come: %(period)s") % {"period": say_period(begins, after)}))
    found.append(Period(first, after, _("everything: %(period)s") % {"period": say_period(first, after)}))
    unique: dict[str, Period] = {}
    for period in found:
        unique.setdefault(period.value, period)
    return list(unique.values())


def period_asked(offered: Sequence[Period], asked: str) -> Period | None:
    """Return the period that an address names, or the usual one."""
    return next((period for period in offered if period.value == asked), offered[0] if offered else None)
