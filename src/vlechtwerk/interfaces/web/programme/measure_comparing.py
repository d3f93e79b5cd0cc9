"""What may be said of a series: two periods beside each other, and what it did where something began."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.queries.evidence_of_measures import (
    comparison_identifier,
    count_identifier,
    interruption_identifier,
)
from vlechtwerk.domains.programme.queries.measures import MeasureAsRead, compared_periods, interrupted_at
from vlechtwerk.domains.programme.words.designs import say_level
from vlechtwerk.domains.programme.words.measures import (
    reasons_not_comparable,
    reasons_not_fitted,
    say_change,
    say_decimal,
    say_estimate,
    say_period,
    say_season,
    say_signed,
    say_step,
)
from vlechtwerk.engines.documents.month_series import Line
from vlechtwerk.engines.statistics.interrupted_series import Compared, Interrupted
from vlechtwerk.engines.statistics.monthly_series import Comparison, Period, against_total, months_from, total
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import select
from vlechtwerk.interfaces.web.programme.measure_rows import series_drawing
from vlechtwerk.interfaces.web.programme.result_rows import say_number
from vlechtwerk.interfaces.web.words import say_long_month

PERIODS = ("first_from", "first_until", "second_from", "second_until")
BEGUN = ("start", "season", "beside")


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if text else None
    except ValueError:
        return None


def _months(read: MeasureAsRead, chosen: str) -> list[tuple[str, str]]:
    known = [(f"{one.month:%Y-%m}", say_long_month(one.month)) for one in read.months]
    # What the address names that is no month of the series stays chosen, and is refused by name.
    return [("", _("choose")), *known, *([(chosen, chosen)] if chosen and chosen not in dict(known) else [])]


def comparison_of(request: PageRequest, read: MeasureAsRead) -> dict[str, Any]:
    """Gather the form of two periods with what may be said of them: whether the count rose, or why not."""
    asked = {name: request.GET.get(name, "") for name in PERIODS}
    labels = (_("First period, from"), _("up to and including"), _("Second period, from"), _("up to and including"))
    fields = [
        select(name, label, _months(read, asked[name]), asked[name])
        for name, label in zip(PERIODS, labels, strict=True)
    ]
    named = [_month(asked[name]) for name in PERIODS]
    shown: dict[str, Any] = {"fields": fields, "hidden": _kept(request, BEGUN), "asked": any(asked.values())}
    periods = [Period(first, last) for first, last in (named[:2], named[2:]) if first and last]
    if not periods:
        unclear = _("Choose the first and the last month of both periods.") if shown["asked"] else ""
        return shown | {"unclear": unclear}
    shown["totals"] = [_total(read, period) for period in periods]
    if len(periods) == 2:
        found = compared_periods(read, *periods)
        if isinstance(found, Comparison):
            shown |= _compared(read, periods, found)
        else:
            shown["refused"] = reasons_not_comparable(found)
    return shown


def _total(read: MeasureAsRead, period: Period) -> dict[str, Any]:
    count = total(read.series, period)
    reasons = reasons_not_comparable(against_total(read.series, period))
    return {
        "period": say_period(period),
        "count": "" if count is None else say_number(count),
        "why": " ".join(reason.text for reason in reasons),
        "identifier": "" if count is None else count_identifier(read.measure.code, period),
    }


def _compared(read: MeasureAsRead, periods: Sequence[Period], found: Comparison) -> dict[str, Any]:
    words = {"measure": read.measure.name, "change": say_change(found)}
    return {
        "said": _("%(measure)s %(change)s.") % words,
        "identifier": comparison_identifier(read.measure.code, periods[0], periods[1]),
        "other_season": not found.same_season,
    }


def _kept(request: PageRequest, names: Sequence[str]) -> dict[str, str]:
    """Return what the other form of the page asked, so that both stay."""
    return {name: request.GET[name] for name in (*names, "as_of") if request.GET.get(name)}


def beginning_of(request: PageRequest, read: MeasureAsRead, others: Sequence[MeasureAsRead]) -> dict[str, Any]:
    """Gather the form of a month in which something began, with the time series, or the reasons why there is none."""
    asked = {name: request.GET.get(name, "") for name in BEGUN}
    beside = [("", _("none")), *((one.measure.code, one.measure.name) for one in others)]
    seasons = [("", _("no")), ("yes", _("yes"))]
    shown: dict[str, Any] = {
        "fields": [
            select("start", _("In which month did something begin?"), _months(read, asked["start"]), asked["start"]),
            select("season", _("Does something return each year?"), seasons, asked["season"]),
            select("beside", _("Beside a series in which nothing began"), beside, asked["beside"]),
        ],
        "hidden": _kept(request, PERIODS),
    }
    start = _month(asked["start"])
    if start is None:
        return shown
    season = asked["season"] == "yes"
    other = next((one for one in others if one.measure.code == asked["beside"]), None)
    found = interrupted_at(read, start, season=season)
    if not isinstance(found, Compared):
        return shown | {"refused": reasons_not_fitted(found)}
    both = interrupted_at(read, start, season=season, beside=other) if other else found
    if isinstance(both, Compared):
        return shown | _told(read, both, other)
    # It stands alone then, and says why.
    without = " ".join(reason.text for reason in reasons_not_fitted(both))
    return shown | _told(read, found, None) | {"without": without}


def _told(read: MeasureAsRead, found: Compared, other: MeasureAsRead | None) -> dict[str, Any]:
    own = found.own
    first = months_from(read.months[0].month, own.months[0])
    begun = months_from(own.months[0], own.start)
    lines = [
        Line("fitted", first, own.fitted[:begun]),
        Line("fitted", first + begun, own.fitted[begun:]),
        Line("expected", first + begun, own.expected),
    ]
    return {
        "drawing": series_drawing(read, begins=own.start, lines=lines),
        "said": _say(found, read.definition.unit),
        "level": say_level(found.design_level),
        "identifier": interruption_identifier(read.measure.code, found, other.measure.code if other else ""),
        "estimates": _estimates(found, other),
        **_pseudo(own),
        "method": _say_method(own),
        "season": say_season(own.season),
        "comparable": read.comparable[other.measure.code].reason if other else "",
        "too_narrow": own.too_narrow,
        "few": own.has_few_months,
        "months": [
            {
                "month": say_long_month(month),
                "count": say_number(count),
                "fitted": say_decimal(fitted),
                "expected": say_decimal(own.expected[place - begun]) if place >= begun else "",
            }
            for place, (month, count, fitted) in enumerate(zip(own.months, own.counts, own.fitted, strict=True))
        ],
    }


def _pseudo(own: Interrupted) -> dict[str, Any]:
    """Return what the same model tells of starts that were none, or why it can't be tried there."""
    words = _("There are fewer than %(needed)s months before the start: the same model can't be tried there.")
    return {
        "pseudo": [
            {
                "month": say_long_month(one.month),
                "level": say_estimate(one.level) if one.level else "",
                "found": one.level is not None and one.level.is_told_from_nothing,
            }
            for one in own.pseudo_starts
        ],
        "no_pseudo": "" if own.pseudo_starts else words % {"needed": own.needed_for_pseudo},
    }


def _say(found: Compared, unit: str) -> str:
    """Say the step, and of a series alone that it tells no cause."""
    said = say_step(found, unit)
    said = f"{said[:1].upper()}{said[1:]}."
    why = _("Why, this design can't tell.")
    is_alone = found.other is None and found.own.level.is_told_from_nothing
    return f"{said} {why}" if is_alone else said


def _estimates(found: Compared, other: MeasureAsRead | None) -> list[dict[str, str]]:
    own = found.own
    rows = [
        (_("Trend before, a month"), own.trend),
        (_("Step in the first month"), own.level),
        (_("Change of the trend, a month"), own.slope),
        (_("Distance between both lines in the last month"), own.at_end),
    ]
    if found.level is not None and found.slope is not None and found.other is not None and other is not None:
        rows += [
            (_("Step of “%(name)s”") % {"name": other.measure.name}, found.other.level),
            (_("Step, less that of the other"), found.level),
            (_("Change of the trend, less that of the other"), found.slope),
        ]
    return [
        {"what": what, "value": say_signed(one.value), "low": say_signed(one.low), "high": say_signed(one.high)}
        for what, one in rows
    ]


def _say_method(own: Interrupted) -> str:
    if own.dependence is None:
        return _("Least squares.")
    return _("Generalised least squares, errors of order one by restricted likelihood (dependence %(phi)s).") % {
        "phi": number_format(own.dependence, decimal_pos=2)
    }
