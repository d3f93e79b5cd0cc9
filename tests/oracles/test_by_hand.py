"""Two ways to the same figures that know nothing of each other: worked out by hand, and counted by the oracle."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
import yaml

from tests.oracles import histories as written
from tests.oracles.calendar import PARTS, Range, Vague, day_in_amsterdam, said
from tests.oracles.hours import NONE, Key, Line, Sums, cells, per_word, sums, whole
from tests.oracles.leaving import counted, together, told
from tests.oracles.recruiting import compare, step_days
from tests.oracles.slips import Milestone, Plan, direction, met, met_n_of_m, moves, per_ground, slip, to_reached
from tests.oracles.spread import Spread, spread
from tests.oracles.waiting import Question, is_late, lead_times, lies_with, took, waits


def cases(kind: str) -> pytest.MarkDecorator:
    """Give each history of a kind to a test, under its name."""
    found = written.histories(kind)
    return pytest.mark.parametrize("history", found.values(), ids=found.keys())


@cases("lead_times")
def test_lead_times(history: dict[str, Any]) -> None:
    questions = [written.question(name, one) for name, one in history["questions"].items()]
    for day, expected in history["days_shown"].items():
        shown = date.fromisoformat(day)
        taken = {one.name: took(one, shown) for one in questions if took(one, shown) is not None}
        assert taken == {name: written.span(days) for name, days in expected["took"].items()}
        assert {one.name: waits(one, shown) for one in questions if waits(one, shown) is not None} == expected["waits"]
        assert [one.name for one in questions if is_late(one, shown)] == expected["late"]
        assert lead_times(questions, shown) == written.spread_of(expected["spread"])
        for name, body in expected.get("lies_with", {}).items():
            assert [lies_with(one, shown) for one in questions if one.name == name] == [body]
        for body, spread_of in expected.get("bodies", {}).items():
            assert lead_times(questions, shown, body) == written.spread_of(spread_of)


@cases("date_slips")
def test_date_slips(history: dict[str, Any]) -> None:
    milestones = [written.milestone(name, one) for name, one in history["milestones"].items()]
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
        for first, then in pairwise(expected.get("largest_first", [])):
            assert per_organisation[first].gap > per_organisation[then].gap


# Histories that were worked out beside the code.


def beside_the_code(kind: str) -> pytest.MarkDecorator:
    files = sorted((written.BY_HAND.parent / kind).glob("*.yaml"))
    return pytest.mark.parametrize(
        "told", [yaml.safe_load(file.read_text()) for file in files], ids=[f.stem for f in files]
    )


def date_of(text: str | None) -> Vague | None:
    """Read 2026-early, and the day in Amsterdam of a moment."""
    if text is None:
        return None
    if "T" in text:
        return said(day_in_amsterdam(datetime.fromisoformat(text)).isoformat())
    year, _, part = text.partition("-")
    return said(f"{part} {year}" if part in PARTS else text)


def known_date(text: str) -> Vague:
    found = date_of(text)
    assert found is not None
    return found


def bounds(span: Range | None) -> list[int] | None:
    return None if span is None else [span.least, span.most]


def same_spread(found: Spread, told: dict[str, Any] | None) -> None:
    for name, figure in (told or {"n": 0}).items():
        assert getattr(found, name) == (tuple(figure) if isinstance(figure, list) else figure)


@beside_the_code("lead_times")
def test_lead_times_beside_the_code(told: dict[str, Any]) -> None:
    questions = [
        Question("", "MT", date_of(one["asked"]), "taken" if one["taken"] else "waits", date_of(one["taken"]))
        for one in told["decisions"]
    ]
    assert [bounds(took(one, date.max)) for one in questions] == [one["days"] for one in told["decisions"]]
    same_spread(lead_times(questions, date.max), {name: told[name] for name in ("n", "median", "nine_of_ten")})


@beside_the_code("date_slips")
def test_date_slips_beside_the_code(told: dict[str, Any]) -> None:
    shown, always = known_date(told["day"]).last, Vague(date.min, date.min)
    milestones = [
        Milestone(
            "",
            tuple(
                Plan(known_date(text), always, ground)
                for text, ground in zip(one["planned"], ["", *one["grounds"]], strict=False)
            ),
            date_of(one["reached"]),
        )
        for one in told["histories"]
    ]
    words = {"yes": "yes", "no": "no", "unknown": "can't be told", "not_yet": "not yet"}
    for one, expected in zip(milestones, told["histories"], strict=True):
        assert [bounds(span) for span, _ground in moves(one, shown)] == expected["moves"]
        assert (bounds(slip(one, shown)) or [0, 0]) == (expected["slip"] or [0, 0])
        assert bounds(to_reached(one, shown)) == expected["reached_after"]
        assert met(one, shown) == words.get(expected["met"], "")
    moved = [span for one in milestones for span, _ground in moves(one, shown)]
    same_spread(spread(moved), told["per_move"])
    same_spread(spread([span for one in milestones if (span := slip(one, shown))]), told["per_milestone"])
    same_spread(spread([span for one in milestones if (span := to_reached(one, shown))]), told["reached"])
    for ground, figures in told["per_ground"].items():
        same_spread(per_ground(milestones, shown)[ground], figures)
    ways = [direction(span) for span in moved]
    assert [ways.count(way) for way in "+-?"] == [told["directions"][way] for way in ("later", "earlier", "unknown")]


@beside_the_code("capacity")
def test_capacity_beside_the_code(told: dict[str, Any]) -> None:
    lines = [
        Line(
            Key(row["organisation"], row["profile"], row["activity"], row["place"]),
            said(row["month"]).first,
            row["kind"],
            Decimal(row["hours"]),
            datetime(2020, 1, 1, 0, row.get("number", 1), tzinfo=UTC),
        )
        for row in told["lines"]
    ]
    shown = said(told["until"]).first
    found = cells(lines, shown)
    added = sums(found, shown)
    for name in ("asked", "pledged", "delivered", "never_pledged", "not_delivered", "awaited", "gap"):
        assert getattr(added, name) == Decimal(told["expected"][name])
    assert added.share == told["expected"]["percent"]
    assert sum(cell.delivered is not None for cell in found) == told["expected"]["given"]
    assert sum(cell.awaited(shown) > NONE for cell in found) == told["expected"]["awaiting"]


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
    left = [written.departure(one) for one in history["departures"]]
    assert counted(left, history["reasons"], date.fromisoformat(history["shown"])) == {
        year: dict(zip(history["reasons"], counts, strict=True)) for year, counts in history["counted"].items()
    }
    for one in history["together"]:
        years = [told(dict(zip(history["reasons"], counts, strict=True))) for counts in one["years"]]
        added = together(years, history["reasons"])
        assert (added.total, added.reasons) == (one["total"], one["reasons"])
