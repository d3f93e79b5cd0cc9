"""“Rose” only between periods as long, by one definition, without a month missing; the numbers are the sums."""

from calendar import monthrange
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vlechtwerk.engines.documents.month_series import Line, MonthDot, SeriesChart, draw
from vlechtwerk.engines.statistics.design_level import DesignLevel, verb_of
from vlechtwerk.engines.statistics.monthly_series import (
    Change,
    Comparison,
    Counted,
    NotComparable,
    Objection,
    Period,
    compare,
    latest_comparable,
    month_after,
    total,
)

FIRST = date(2025, 1, 1)


def period(first: int, last: int) -> Period:
    return Period(month_after(FIRST, first), month_after(FIRST, last))


def series(*counts: int | None, new_from: int = 99, few: int = -1) -> dict[date, Counted]:
    return {
        month_after(FIRST, place): Counted(count, 1 + (place >= new_from), few=place == few)
        for place, count in enumerate(counts)
    }


def why(found: object) -> set[NotComparable]:
    assert isinstance(found, list), found
    return {one.why for one in found}


def test_equal_periods_are_compared_with_their_numbers() -> None:
    counts = series(3, 4, 0, 5, 4, 3, 1)
    found = compare(counts, period(0, 1), period(3, 4))
    assert isinstance(found, Comparison)
    assert (found.change, found.before, found.after, found.difference) == (Change.ROSE, 7, 9, 2)
    assert not found.same_season
    told = [compare(counts, period(*one), period(*other)) for one, other in (((0, 1), (4, 5)), ((3, 4), (5, 6)))]
    assert [one.change for one in told if isinstance(one, Comparison)] == [Change.AS_MANY, Change.FELL]


def test_nought_is_a_count_and_not_registered_is_none() -> None:
    assert total(series(0, 0, 0), period(0, 2)) == 0
    assert total(series(0, None, 0), period(0, 2)) is None
    assert total(series(0, 0), period(0, 2)) is None


@pytest.mark.parametrize(
    ("counts", "before", "after", "reasons"),
    [
        (series(1, 2, 3, 4, 5), (0, 1), (2, 4), {NotComparable.UNEQUAL_LENGTH}),
        (series(1, 2, 3, 4), (0, 2), (1, 3), {NotComparable.OVERLAP}),
        (series(1, 2, 3, 4), (2, 3), (0, 1), {NotComparable.OVERLAP}),
        (series(1, 2, None, 4), (0, 1), (2, 3), {NotComparable.MONTH_MISSING}),
        (series(1, 2, None, 4, few=2), (0, 1), (2, 3), {NotComparable.FEW_PEOPLE}),
        (series(1, 2, 3, 4, new_from=2), (0, 1), (2, 3), {NotComparable.OTHER_DEFINITION}),
        (series(1, 2, 3, 4, new_from=3), (0, 1), (2, 3), {NotComparable.BREAK_INSIDE}),
        (series(1, 2, 3), (1, 0), (2, 2), {NotComparable.NO_PERIOD}),
        (
            series(1, None, 3, 4, 5, new_from=4), (0, 1), (2, 4),
            {NotComparable.MONTH_MISSING, NotComparable.UNEQUAL_LENGTH, NotComparable.BREAK_INSIDE},
        ),
    ],
)  # fmt: skip
def test_refused_with_every_reason(
    counts: dict[date, Counted], before: tuple[int, int], after: tuple[int, int], reasons: set[NotComparable]
) -> None:
    assert why(compare(counts, period(*before), period(*after))) == reasons


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        # February 2025 has 28 days, March 31.
        ((28, 31), (28, 31)),
        ((28, 30), (28, 31)),
        ((28, 32), Change.ROSE),
        ((28, 28), Change.AS_MANY),
        ((0, 1), Change.ROSE),
        ((31, 28), Change.FELL),
        ((0, 0), Change.AS_MANY),
    ],
)
def test_more_days_alone_are_no_rise(counts: tuple[int, int], outcome: Change | tuple[int, int]) -> None:
    found = compare(series(0, *counts), period(1, 1), period(2, 2))
    if isinstance(outcome, Change):
        assert isinstance(found, Comparison)
        assert (found.change, found.days) == (outcome, (28, 31))
    else:
        assert found == [Objection(NotComparable.UNEQUAL_DAYS, days=outcome)]


def test_fewer_days_alone_are_no_fall_and_a_leap_day_counts() -> None:
    # Fewer in February than in January, and more a day.
    for february in (29, 28):
        counts = series(31, february)
        assert why(compare(counts, period(0, 0), period(1, 1))) == {NotComparable.UNEQUAL_DAYS}
    leap = {date(2024, 2, 1): Counted(29, 1), date(2025, 2, 1): Counted(28, 1)}
    (found,) = compare(leap, Period(date(2024, 2, 1), date(2024, 2, 1)), Period(date(2025, 2, 1), date(2025, 2, 1)))  # type: ignore[misc]  # refused
    assert found.days == (29, 28)


def test_days_do_not_lead_to_fewer_months_that_do_tell_of_a_rise() -> None:
    # A count a day over a year with a leap day and one without: as many a day, whatever the last months did.
    leap, after = date(2024, 1, 1), date(2025, 1, 1)
    year = {month_after(leap, place): Counted(30, 1) for place in range(12)}
    year |= {month_after(after, place): Counted(30, 1) for place in range(12)}
    assert isinstance(latest_comparable(year), tuple)
    year[month_after(leap)] = Counted(36, 1)
    year[month_after(after)] = Counted(35, 1)
    assert why(latest_comparable(year)) == {NotComparable.UNEQUAL_DAYS}


@given(
    some.lists(some.tuples(some.one_of(some.none(), some.integers(0, 9)), some.integers(1, 2)), min_size=4, max_size=9),
    some.tuples(*[some.integers(0, 8)] * 4),
)
def test_compared_only_when_nothing_speaks_against_it(rows: list[tuple[int | None, int]], at: tuple[int, ...]) -> None:
    """Say it again from the months one by one."""
    counts = {month_after(FIRST, place): Counted(*row) for place, row in enumerate(rows)}
    before, after = range(at[0], at[1] + 1), range(at[2], at[3] + 1)
    named = [*before, *after]
    whole = all(place < len(rows) and rows[place][0] is not None for place in named)
    alike = len({rows[place][1] for place in named if place < len(rows)}) == 1
    allowed = bool(before and after) and len(before) == len(after) and at[1] < at[2] and whole and alike
    if allowed:
        days = [sum(monthrange(2025, place + 1)[1] for place in part) for part in (before, after)]
        sums = [sum(rows[place][0] or 0 for place in part) for part in (before, after)]
        a_day = [Fraction(*both) for both in zip(sums, days, strict=True)]
        ways = {(one > other) - (one < other) for one, other in (sums, a_day)}
        allowed = sums[0] == sums[1] or len(ways) == 1
    found = compare(counts, period(at[0], at[1]), period(at[2], at[3]))
    assert isinstance(found, Comparison) == allowed
    if isinstance(found, Comparison):
        assert (found.before, found.after) == tuple(sum(rows[one][0] or 0 for one in part) for part in (before, after))


def test_each_level_of_design_has_its_strongest_verb() -> None:
    assert [verb_of(level).value for level in DesignLevel] == [
        "goes_with", "goes_with", "is_plausible", "led_to", "led_to",
    ]  # fmt: skip


def test_drawing_breaks_its_line_at_a_new_definition_and_where_no_number_is() -> None:
    dots = (MonthDot("jan", 4), MonthDot("feb", None), MonthDot("mrt", 0), MonthDot("apr", 7, breaks=True, begins="x<"))
    svg = draw(SeriesChart("Kades & sloten", dots, (Line("expected", 2, (-3.0, 9.0)),)), str)
    (line,) = [part for part in svg.splitlines() if "vw-series__counts" in part]
    assert (line.count("M"), line.count("L")) == (3, 0)
    assert (svg.count("<circle"), svg.count("vw-series__missing"), svg.count("vw-series__break")) == (3, 1, 1)
    assert "Kades &amp; sloten" in svg
    assert "x&lt;" in svg
