"""Counts month by month, and whether they rose between two periods: only where that may be said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Period:
    """Months from the first to the last, which is counted along; each is named by its first day."""

    first: date
    last: date

    def months(self) -> list[date]:
        """Return the months; none when the last lies before the first."""
        return [month_after(self.first, step) for step in range(months_from(self.first, self.last) + 1)]

    @property
    def days(self) -> int:
        """Return how many days the months have together: a February has fewer than a March, or than in a leap year."""
        return (month_after(self.last) - self.first).days


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands of one month: its count, and by which definition it is counted.

    count: None when it was not registered, or when there were so few people that no number is kept. unit: in which it
    is counted by that definition.
    """

    count: int | None
    definition: int
    few: bool = False
    unit: str = ""


class Change(StrEnum):
    """What became of a count."""

    ROSE = "rose"
    FELL = "fell"
    AS_MANY = "as_many"


class NotComparable(StrEnum):
    """Why two periods can't be compared, or a period can't be added up."""

    NO_PERIOD = "no_period"
    MONTH_MISSING = "month_missing"
    FEW_PEOPLE = "few_people"
    UNEQUAL_LENGTH = "unequal_length"
    OVERLAP = "overlap"
    BREAK_INSIDE = "break_inside"
    OTHER_DEFINITION = "other_definition"
    # More or fewer alone because a period has more days: per day it went the other way, or nowhere.
    UNEQUAL_DAYS = "unequal_days"


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason against it, with the months at fault, or how many days each of two periods has."""

    why: NotComparable
    months: tuple[date, ...] = ()
    days: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two periods that may be compared: their counts, whether they are the same months of the year, and their days."""

    before: int
    after: int
    same_season: bool
    days: tuple[int, int]

    @property
    def difference(self) -> int:
        """Return by how many the later count is larger."""
        return self.after - self.before

    @property
    def change(self) -> Change:
        """Return what became of the count."""
        if self.difference == 0:
            return Change.AS_MANY
        return Change.ROSE if self.difference > 0 else Change.FELL


Series = Mapping[date, Counted]
# As many months as are set beside the same months of a year before: a year, or less where that can't be, but a quarter.
MOST_MONTHS, FEWEST_MONTHS = 12, 3


def month_after(month: date, count: int = 1) -> date:
    """Return the first day of a month that lies so many months later.

    >>> month_after(date(2025, 12, 1))
    datetime.date(2026, 1, 1)
    """
    number = month.year * 12 + month.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def months_from(first: date, last: date) -> int:
    """Return how many months a month lies after another."""
    return (last.year - first.year) * 12 + last.month - first.month


def against_total(series: Series, period: Period) -> list[Objection]:
    """Return why the months of a period can't be added up: one has no number, or the definition changed."""
    months = period.months()
    if not months:
        return [Objection(NotComparable.NO_PERIOD)]
    without = [month for month in months if month not in series or series[month].count is None]
    few = tuple(month for month in without if month in series and series[month].few)
    missing = tuple(month for month in without if month not in few)
    at_fault = {
        NotComparable.MONTH_MISSING: missing,
        NotComparable.FEW_PEOPLE: few,
        NotComparable.BREAK_INSIDE: _changes(series, months),
    }
    return [Objection(why, at) for why, at in at_fault.items() if at]


def total(series: Series, period: Period) -> int | None:
    """Return the count of a period; None where it can't be added up."""
    if against_total(series, period):
        return None
    return sum(series[month].count or 0 for month in period.months())


def against_comparing(series: Series, before: Period, after: Period) -> list[Objection]:
    """Return why it can't be said whether a count rose from one period to a later one.

    Both are added up whole, are as long, do not overlap, and are counted by the same definition; where one has more
    days, it also rose or fell per day.
    """
    found = list(dict.fromkeys([*against_total(series, before), *against_total(series, after)]))
    if any(one.why is NotComparable.NO_PERIOD for one in found):
        return found
    if len(before.months()) != len(after.months()):
        found.append(Objection(NotComparable.UNEQUAL_LENGTH))
    if before.last >= after.first:
        found.append(Objection(NotComparable.OVERLAP))
    known = [{series[month].definition for month in period.months() if month in series} for period in (before, after)]
    inside = any(one.why is NotComparable.BREAK_INSIDE for one in found)
    if all(known) and known[0] != known[1] and not inside:
        found.append(Objection(NotComparable.OTHER_DEFINITION))
    return found or _against_days(series, before, after)


def _against_days(series: Series, before: Period, after: Period) -> list[Objection]:
    """Return why a count can't be said to have risen or fallen: per day it did not, as its period has more days.

    Months are not as long: 28 in a February and 31 in a March is as many a day. Counts are compared with each other by
    whole numbers, so that nothing is rounded.
    """
    earlier, later = total(series, before) or 0, total(series, after) or 0
    per_day = later * before.days - earlier * after.days
    if earlier == later or ((later > earlier) == (per_day > 0) and per_day != 0):
        return []
    return [Objection(NotComparable.UNEQUAL_DAYS, days=(before.days, after.days))]


def compare(series: Series, before: Period, after: Period) -> Comparison | list[Objection]:
    """Compare two periods, or return why they can't be."""
    if objections := against_comparing(series, before, after):
        return objections
    earlier, later = total(series, before), total(series, after)
    assert earlier is not None
    assert later is not None
    return Comparison(earlier, later, before.first.month == after.first.month, (before.days, after.days))


def latest_comparable(series: Series) -> tuple[Period, Period] | list[Objection]:
    """Return the last months that were counted and the same months a year before, or why these can't be compared.

    A rule and no choice, so that nobody picks the months: as many as can be compared, at most a year. Where only their
    days stand in the way, nothing is told: fewer months might say what these do not.
    """
    known = [month for month, counted in series.items() if counted.count is not None]
    if not known:
        return [Objection(NotComparable.NO_PERIOD)]
    last, found = max(known), list[Objection]()
    for months in range(MOST_MONTHS, FEWEST_MONTHS - 1, -1):
        first = month_after(last, 1 - months)
        before = Period(month_after(first, -MOST_MONTHS), month_after(last, -MOST_MONTHS))
        found = against_comparing(series, before, Period(first, last))
        if not found:
            return before, Period(first, last)
        if all(one.why is NotComparable.UNEQUAL_DAYS for one in found):
            break
    return found


def _changes(series: Series, months: Sequence[date]) -> tuple[date, ...]:
    """Return the months from which another definition holds than for the known month before."""
    known = [month for month in months if month in series]
    return tuple(later for earlier, later in pairwise(known) if series[earlier].definition != series[later].definition)
