"""Where the day goes: ticked once a week, sealed and unlinked, and read only as groups of a month that is over."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.refusals import refusal
from tests.rounds import evaluation
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import Evaluation, TickChoice, TickMonth
from vlechtwerk.domains.evaluation.operations import ticks
from vlechtwerk.domains.evaluation.operations.closing_ticks import close_months_over, people_of
from vlechtwerk.domains.evaluation.operations.evaluations import add_evaluator
from vlechtwerk.domains.evaluation.queries.evidence_methods import found_by
from vlechtwerk.domains.evaluation.queries.evidence_of_ticks import resolve_day_months
from vlechtwerk.domains.evaluation.queries.round_keys import has_round_key
from vlechtwerk.domains.evaluation.queries.tick_state import tick_state
from vlechtwerk.domains.evaluation.queries.ticks import months_over
from vlechtwerk.domains.evaluation.rules.tick_figures import KINDS
from vlechtwerk.domains.evaluation.rules.ticks import OpenedTick
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.operations.people import appoint
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.models import EvidenceLink

# A Tuesday; its week is the second of October, and the week of 30 October the last.
TUESDAY = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
ASKED = ("anna", "bram", "chris", "eva", "farid", "gwen")
Commit = Callable[..., Any]


def switched_on(world: World, **more: Any) -> None:
    """Let Dilara ask staff where their day goes."""
    with reading_as(world.dilara.id):
        evaluation(world)
        ticks.switch_ticks(True, more.get("threshold", 5), by=world.dilara, at=now())


def week(**amounts: str) -> dict[str, str]:
    """Return how a week went; what is not named took no time."""
    return dict.fromkeys(KINDS, "none") | amounts


def ticked(world: World, name: str, at: datetime, commit: Commit, **amounts: str) -> None:
    """Let someone tick, and commit it as a request does."""
    with commit(execute=True), reading_as(world.people[name].id):
        ticks.tick(week(**amounts), by=world.people[name], at=at)


def test_once_a_week_by_whoever_is_asked_and_not_this_week_counts_as_asked(
    world: World, django_capture_on_commit_callbacks: Commit
) -> None:
    commit = django_capture_on_commit_callbacks
    with reading_as(world.anna.id), refusal("ticks_are_off"):
        ticks.tick(week(work="most"), by=world.anna, at=TUESDAY)
    switched_on(world)
    ticked(world, "anna", TUESDAY, commit, gathering="half", work="half")
    with commit(execute=True), reading_as(world.bram.id):
        ticks.skip_week(by=world.bram, at=TUESDAY)
    for name in ("anna", "bram"):
        with reading_as(world.people[name].id):
            assert tick_state(world.people[name], TUESDAY).was_asked
            for day in (0, 1, 5):
                with refusal("already_asked"):
                    ticks.tick(week(work="most"), by=world.people[name], at=TUESDAY + timedelta(days=day))
            assert not tick_state(world.people[name], TUESDAY + WEEK).was_asked
    ticked(world, "anna", TUESDAY + timedelta(days=6), commit, work="most")
    with reading_as(world.dilara.id), refusal("not_asked"):
        ticks.tick(week(work="most"), by=world.dilara, at=TUESDAY)


@pytest.mark.parametrize(
    ("amounts", "code"),
    [
        ({}, "amount_missing"),
        ({"work": "most"}, "amount_missing"),
        (week(), "nothing_ticked"),
        (week(work="most", gathering="most"), "more_than_a_week"),
        (week(work="most", gathering="half"), "more_than_a_week"),
        (week(work="half", gathering="half", agreeing="half"), "more_than_a_week"),
        ({"work": "all"}, "amount_unknown"),
        ({"coffee": "most"}, "amount_unknown"),
    ],
)
def test_what_fits_in_no_week_is_refused(world: World, amounts: dict[str, str], code: str) -> None:
    switched_on(world)
    with reading_as(world.anna.id), refusal(code):
        ticks.tick(amounts, by=world.anna, at=TUESDAY)


def test_only_an_evaluator_switches_it_and_only_someone_themselves_knows_that_they_said_no(world: World) -> None:
    # Nor does who could be an evaluator and is none, or was one and got another function beside it.
    for name in ("karin", "mila"):
        with reading_as(world.people[name].id), refusal("not_an_evaluator"):
            ticks.switch_ticks(True, 5, by=world.people[name], at=TUESDAY)
    switched_on(world)
    with reading_as(world.dilara.id):
        add_evaluator(Evaluation.objects.get(), world.mila, by=world.dilara, at=now())
    with reading_as(world.mila.id):
        appoint(world.mila, world.organisations["NP"], Function.TEAM_MANAGER, TUESDAY.date(), by=world.loader, at=now())
        with refusal("not_an_evaluator"):
            ticks.switch_ticks(False, 5, by=world.mila, at=now())
    with reading_as(world.dilara.id):
        for is_on, threshold, code in ((True, 5, "no_change"), (False, 2, "threshold_out_of_range")):
            with refusal(code):
                ticks.switch_ticks(is_on, threshold, by=world.dilara, at=now())
    with reading_as(world.anna.id):
        ticks.choose_to_be_asked(False, by=world.anna, at=TUESDAY)
        assert not tick_state(world.anna, TUESDAY).wants_to_be_asked
        ticks.choose_to_be_asked(True, by=world.anna, at=TUESDAY)
        assert tick_state(world.anna, TUESDAY).wants_to_be_asked
        assert TickChoice.objects.count() == 1
    for other in ("dilara", "karin"):
        with reading_as(world.people[other].id):
            assert not TickChoice.objects.exists()


def test_month_is_read_when_it_is_over_as_groups_only_and_nothing_of_it_is_left(
    world: World, django_capture_on_commit_callbacks: Commit
) -> None:
    commit = django_capture_on_commit_callbacks
    switched_on(world)
    for number, name in enumerate(ASKED):
        # Anna ticks in each week, the others once: everyone weighs the same.
        for later in range(4 if name == "anna" else 1):
            if number % 2:
                ticked(world, name, TUESDAY + later * WEEK, commit, exchanging="most", gathering="little")
            else:
                ticked(world, name, TUESDAY + later * WEEK, commit, work="half", gathering="half")
    with reading_as(world.dilara.id):
        assert not months_over()
        key = bytes(TickMonth.objects.get().public_key or b"")
    assert has_round_key(key)
    last_sunday = datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert close_months_over(last_sunday) == 0
    with commit(execute=True):
        assert close_months_over(last_sunday + timedelta(days=1)) == 1
    assert close_months_over(last_sunday + WEEK) == 0
    assert not has_round_key(key)
    with reading_as(world.karin.id):
        (month,) = months_over()
        whole = month.figures.whole
        assert whole is not None
        # Three with half and half, three with six of seven parts: (3 × ½ + 3 × 1/7) / 6 and so on.
        assert whole.shares == {"gathering": 30, "agreeing": 0, "exchanging": 40, "work": 30}
        assert (whole.people_from, whole.people_until) == (5, 9)
        found = resolve_day_months(world.project.id, ["2026-10", "2026-09"])
        assert list(found) == ["2026-10"]
        assert (found["2026-10"].ground, found["2026-10"].base) == ("self_report", "own")
        used = EvidenceLink(kind="day_month", identifier="2026-10")
        assert found_by(Evaluation.objects.get(), [used])[used.id].methods == ("other",)
        with refusal("key_missing"):
            ticks.tick(week(work="most"), by=world.karin, at=TUESDAY)


def test_who_ticked_in_two_departments_is_counted_in_neither() -> None:
    at = [("DATA", "a"), ("BELEID", "a"), ("DATA", "b"), ("DATA", "b")]
    found = people_of([OpenedTick(department, week(work="most"), once) for department, once in at])
    assert [one.department for one in found] == ["", "DATA"]


def test_fewer_than_the_smallest_group_are_never_shown(
    world: World, django_capture_on_commit_callbacks: Commit
) -> None:
    switched_on(world)
    for name in ASKED[:4]:
        ticked(world, name, TUESDAY, django_capture_on_commit_callbacks, work="most")
    close_months_over(TUESDAY + 5 * WEEK)
    with reading_as(world.dilara.id):
        (month,) = months_over()
        assert month.figures.whole is None
        assert not resolve_day_months(world.project.id, ["2026-10"])
