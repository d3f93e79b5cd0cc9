"""How long decisions take and how far dates move: histories worked out by hand, beside the code that was written."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils import timezone

from vlechtwerk.engines.statistics.date_slips import History, met, moves, reached_after, slip, slips
from vlechtwerk.engines.statistics.days import Days, Spread, spread
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
