"""Two ways to the same figures that know nothing of each other: worked out by hand, and counted by the oracle."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.oracles import histories as written
from tests.oracles.calendar import Range
from tests.oracles.hours import NONE, Sums, cells, per_word, sums, whole
from tests.oracles.leaving import Left, counted, told
from tests.oracles.recruiting import compare, step_days
from tests.oracles.slips import direction, met, met_n_of_m, moves, per_ground, slip, to_reached
from tests.oracles.spread import spread
from tests.oracles.waiting import is_late, lead_times, lies_with, took, waits


def cases(kind: str) -> pytest.MarkDecorator:
    """Give each history of a kind to a test, under its name."""
    found = written.histories(kind)
    return pytest.mark.parametrize("history", found.values(), ids=found.keys())


@cases("lead_times")
def test_lead_times(history: dict[str, Any]) -> None:
    questions = [written.question(name, said) for name, said in history["questions"].items()]
    for day, expected in history["days_shown"].items():
        shown = date.fromisoformat(day)
        taken = {one.name: took(one, shown) for one in questions if took(one, shown) is not None}
        assert taken == {name: written.span(days) for name, days in expected["took"].items()}
        assert {one.name: waits(one, shown) for one in questions if waits(one, shown) is not None} == expected["waits"]
        assert {one.name: is_late(one, shown) for one in questions if is_late(one, shown) != "no"} == expected["late"]
        assert lead_times(questions, shown) == written.spread_of(expected["spread"])
        for name, body in expected.get("lies_with", {}).items():
            assert [lies_with(one, shown) for one in questions if one.name == name] == [body]
        for body, spread_of in expected.get("bodies", {}).items():
            assert lead_times(questions, shown, body) == written.spread_of(spread_of)


@cases("date_slips")
def test_date_slips(history: dict[str, Any]) -> None:
    milestones = [written.milestone(name, said) for name, said in history["milestones"].items()]
    for day, expected in history["days_shown"].items():
        shown = date.fromisoformat(day)
        moved = {
            one.name: [(span, direction(span), ground) for span, ground in moves(one, shown)]
            for one in milestones
            if moves(one, shown)
        }
        assert moved == {
            name: [(written.span(span), way, ground) for span, way, ground in listed]
            for name, listed in expected["moves"].items()
        }
        slips = {one.name: slip(one, shown) for one in milestones if slip(one, shown)}
        reached = {one.name: to_reached(one, shown) for one in milestones if to_reached(one, shown)}
        assert slips == {name: written.span(span) for name, span in expected["slips"].items()}
        assert reached == {name: written.span(span) for name, span in expected["reached"].items()}
        assert {one.name: met(one, shown) for one in milestones if met(one, shown)} == expected["met"]
        assert met_n_of_m(milestones, shown) == tuple(expected["met_n_of_m"])
        grounds = {ground: written.spread_of(of) for ground, of in expected["grounds"].items()}
        assert per_ground(milestones, shown) == grounds
        for name, values in (("slips_spread", slips), ("reached_spread", reached)):
            if name in expected:
                known = [span for span in values.values() if isinstance(span, Range)]
                assert spread(known) == written.spread_of(expected[name])


@cases("capacity")
def test_capacity(history: dict[str, Any]) -> None:
    lines = [written.line(words) for words in history["lines"]]
    for day, expected in history["days_shown"].items():
        shown = date.fromisoformat(day)
        found = cells(lines, shown)
        assert sums(found, shown) == written.sums_of(expected["all"])
        assert sums(found, shown).share == expected["share"]
        if "whole_gap" in expected:
            assert whole(sums(found, shown).gap) == expected["whole_gap"]
        for word in ("organisation", "profile", "activity", "place"):
            if word in expected:
                apart = {name: written.sums_of(of) for name, of in expected[word].items()}
                assert per_word(found, word, shown) == apart
        per_organisation = per_word(found, "organisation", shown)
        for name, share in expected.get("shares", {}).items():
            assert per_organisation[name].share == share
        for name, hours in expected.get("whole_gaps", {}).items():
            assert whole(per_organisation[name].gap) == hours


def test_a_ledger_without_lines_adds_up_to_nothing() -> None:
    assert sums(cells([], date(2024, 1, 1)), date(2024, 1, 1)) == Sums(*[NONE] * 6)
    assert whole(Decimal("0.5")) == 1


@cases("recruitment")
def test_recruitment(history: dict[str, Any]) -> None:
    assert step_days([written.request(one) for one in history["requests"]]) == history["steps"]


def test_vacancy_is_compared_word_by_word() -> None:
    assert compare("Senior  analyst\n36 hours", " senior ANALYST 36 hours ") == "as asked"
    assert compare("Senior analyst", "Analyst, senior") == "not what was asked"
    assert compare("Senior analyst", "  ") == "left out"
    assert compare("", "Senior analyst") == "not what was asked"
    assert compare("", " ") == "as asked"


@cases("departures")
def test_departures(history: dict[str, Any]) -> None:
    for year in history["years"]:
        found = told(dict(zip(history["reasons"], year["counts"], strict=True)))
        assert (found.total, found.reasons) == (year["total"], year["reasons"])
    for one in history["departures"]:
        left = Left(date.fromisoformat(one["ended_on"]), date.fromisoformat(one["registered_on"]), one["reason"])
        years = counted([left], history["reasons"], date.fromisoformat(history["shown"]))
        assert list(years) == ([] if one["year"] is None else [one["year"]])
