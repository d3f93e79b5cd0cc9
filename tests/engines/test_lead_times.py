"""How long decisions take and how far dates move: histories worked out by hand, and a slow, obvious second way."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from vlechtwerk.engines.statistics.date_slips import (
    Direction,
    History,
    Met,
    direction,
    met,
    moves,
    reached_after,
    slip,
    slips,
)
from vlechtwerk.engines.statistics.days import Days, Spread, days_between, spread
from vlechtwerk.engines.statistics.lead_times import is_late, time_taken
from vlechtwerk.foundation.periods import PreciseDate

DATA = Path(__file__).parent.parent / "data"


def worked_out(kind: str) -> list[Any]:
    return [pytest.param(yaml.safe_load(file.read_text()), id=file.stem) for file in sorted((DATA / kind).iterdir())]


def moment(text: str | None) -> PreciseDate | None:
    """Read a date, or the day in Amsterdam of a registered moment."""
    if text is None:
        return None
    if "T" in text:
        return PreciseDate.of_day(timezone.localdate(datetime.fromisoformat(text)))
    return PreciseDate.read(text)


def bounds(days: Days | None) -> list[float] | None:
    return None if days is None else [days.least, days.most]


def as_told(found: Spread | None, told: dict[str, Any]) -> dict[str, Any]:
    assert found is not None
    said = {"n": found.n, "median": bounds(found.median), "nine_of_ten": bounds(found.nine_of_ten)}
    return {name: said[name] for name in told}


@pytest.mark.parametrize("told", worked_out("lead_times"))
def test_lead_times_are_those_worked_out_by_hand(told: dict[str, Any]) -> None:
    days = [time_taken(moment(item["asked"]), moment(item["taken"])) for item in told["decisions"]]
    assert [bounds(item) for item in days] == [item["days"] for item in told["decisions"]]
    expected = {name: told[name] for name in ("n", "median", "nine_of_ten")}
    assert as_told(spread(item for item in days if item is not None), expected) == expected


@pytest.mark.parametrize("told", worked_out("date_slips"))
def test_date_slips_are_those_worked_out_by_hand(told: dict[str, Any]) -> None:
    day = PreciseDate.read(told["day"])
    histories = [
        History([PreciseDate.read(text) for text in item["planned"]], item["grounds"], moment(item["reached"]))
        for item in told["histories"]
    ]
    for history, item in zip(histories, told["histories"], strict=True):
        assert [bounds(days) for days in moves(history)] == item["moves"]
        assert bounds(slip(history)) == item["slip"]
        assert bounds(reached_after(history)) == item["reached_after"]
        assert met(history, day) == item["met"]
    found = slips(histories, day)
    assert (found.milestones, found.moved, found.moves) == (told["milestones"], told["moved"], told["moves"])
    for name in ("per_move", "per_milestone", "reached"):
        assert as_told(getattr(found, name), told[name]) == told[name], name
    assert {ground: as_told(found.per_ground[ground], said) for ground, said in told["per_ground"].items()} == (
        told["per_ground"]
    )
    assert dict(found.directions) == told["directions"]
    assert dict(found.met) == told["met"]


@pytest.mark.parametrize(("days", "agreed", "late"), [(5, 5, False), (6, 5, True), (None, 5, False), (6, None, False)])
def test_answer_is_late_after_the_day_agreed(days: int | None, agreed: int | None, late: bool) -> None:
    assert is_late(days, agreed) is late


# The second way: it walks over the calendar day by day, and tries every value as the median and as “9 of 10”.


def walked(start: date, end: date) -> int:
    """Count the steps from one day to another on the calendar."""
    steps, here, step = 0, start, timedelta(days=1 if end >= start else -1)
    while here != end:
        here, steps = here + step, steps + (1 if end >= start else -1)
    return steps


def furthest(earlier: PreciseDate, later: PreciseDate) -> list[int]:
    """Take every day that either date can mean, at both ends of each, and keep the least and the most."""
    pairs = [(one, two) for one in (earlier.earliest, earlier.latest) for two in (later.earliest, later.latest)]
    found = [walked(one, two) for one, two in pairs]
    return [min(found), max(found)]


def obvious_median(values: Sequence[float]) -> Fraction:
    """Take away the least and the most together until one or two are left; their mean is the middle."""
    left = list(values)
    while len(left) > 2:
        left.remove(min(left))
        left.remove(max(left))
    return Fraction(sum(Fraction(value) for value in left), len(left))


def obvious_nine_of_ten(values: Sequence[float]) -> float:
    """Return the least value that at least 9 in 10 of all values stay within."""
    return min(value for value in values if 10 * sum(other <= value for other in values) >= 9 * len(values))


@st.composite
def dates(draw: st.DrawFn) -> PreciseDate:
    day = draw(st.dates(min_value=date(2023, 12, 1), max_value=date(2024, 12, 31)))
    part = "early" if day.month <= 3 else "end" if day.month >= 10 else "mid"
    forms = [day.isoformat(), day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}-{part}", f"{day:%Y}"]
    return PreciseDate.read(draw(st.sampled_from(forms)))


@st.composite
def histories(draw: st.DrawFn) -> History:
    planned = draw(st.lists(dates(), max_size=4))
    grounds = [draw(st.sampled_from(["data", "scope", ""])) for _move in planned[1:]]
    return History(planned, grounds, draw(st.none() | dates()))


@settings(max_examples=60, deadline=None)
@given(dates(), dates())
def test_days_between_dates_are_steps_on_the_calendar(earlier: PreciseDate, later: PreciseDate) -> None:
    assert bounds(days_between(earlier, later)) == furthest(earlier, later)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(-40, 400), st.integers(0, 90)), max_size=24))
def test_spread_is_that_of_the_obvious_way(drawn: list[tuple[int, int]]) -> None:
    values = [Days(least, least + more) for least, more in drawn]
    found = spread(values)
    if not values:
        assert found is None
        return
    assert found is not None
    leasts, mosts = [item.least for item in values], [item.most for item in values]
    assert bounds(found.median) == [float(obvious_median(leasts)), float(obvious_median(mosts))]
    nine = [obvious_nine_of_ten(leasts), obvious_nine_of_ten(mosts)] if len(values) >= 10 else None
    assert (found.n, bounds(found.nine_of_ten)) == (len(values), nine)


@settings(max_examples=40, deadline=None)
@given(st.lists(histories(), max_size=6), st.dates(min_value=date(2024, 1, 1), max_value=date(2024, 12, 31)))
def test_slips_are_those_of_the_obvious_way(drawn: list[History], day: date) -> None:
    found = slips(drawn, PreciseDate.of_day(day))
    pairs = [
        (before, after, ground)
        for history in drawn
        for before, after, ground in zip(history.planned, history.planned[1:], history.grounds, strict=False)
    ]
    assert found.moves == len(pairs) == sum(found.directions.values())
    assert {ground: measured.n for ground, measured in found.per_ground.items()} == {
        ground: sum(1 for *_dates, named in pairs if named == ground) for *_dates, ground in pairs
    }
    if found.per_move is not None:
        leasts = [furthest(before, after)[0] for before, after, _ground in pairs]
        assert found.per_move.median.least == float(obvious_median(leasts))
    assert sum(found.met.values()) == found.milestones
    for history in drawn:
        assert met(history, PreciseDate.of_day(day)) == obviously_met(history, day)


def obviously_met(history: History, day: date) -> Met | None:
    """Try every end of every date: met when it always is within a week, not when it never is."""
    if not history.planned:
        return None
    ends = history.reached or PreciseDate.of_day(day)
    first = history.planned[0]
    tried = {walked(one, two) <= 7 for one in (first.earliest, first.latest) for two in (ends.earliest, ends.latest)}
    if tried == {False}:
        return Met.NO
    if history.reached is None:
        return Met.NOT_YET
    return Met.YES if tried == {True} else Met.UNKNOWN


@settings(max_examples=40, deadline=None)
@given(st.integers(-30, 30), st.integers(0, 30))
def test_direction_is_told_only_when_every_day_agrees(least: int, more: int) -> None:
    possible = (
        {days > 0 for days in range(least, least + more + 1)},
        {days < 0 for days in range(least, least + more + 1)},
    )
    told = direction(Days(least, least + more))
    assert (told is Direction.LATER) == (possible[0] == {True})
    assert (told is Direction.EARLIER) == (possible[1] == {True})
