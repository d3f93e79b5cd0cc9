"""How an activity stands: who may change it, what may follow what, and what was known on a day."""

from datetime import date

import pytest

from tests.refusals import refused_codes
from tests.world import World, moment, now, place
from vlechtwerk.domains.programme.models import ActivityStatus
from vlechtwerk.domains.programme.models.status import GoalReached, Status
from vlechtwerk.domains.programme.operations.map import add_map_version
from vlechtwerk.domains.programme.operations.status import change_status
from vlechtwerk.domains.programme.queries.activities import statuses_as_of, tally, units_as_of
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.refusal import Refused


def test_lead_changes_the_status_with_reason_and_source(world: World) -> None:
    world.source("T1")
    activity = world.activity(lead="anna")
    changed = change_status(
        activity, Status.RUNNING, moment("2023-03"), "Begonnen", evidence=[place()], by=world.anna, at=now()
    )
    known = statuses_as_of([activity.id], date(2023, 4, 1))[activity.id].known
    assert known == changed
    assert evidence_of([changed.id])[changed.id][0].identifier == "T1"


def test_someone_outside_the_team_cannot_change_the_status(world: World) -> None:
    activity = world.activity(lead="anna")
    with pytest.raises(Refused) as refused:
        change_status(activity, Status.RUNNING, moment("2023-03"), "Begonnen", by=world.chris, at=now())
    assert refused_codes(refused) == {"not_your_activity"}
    assert not activity.statuses.exists()


def test_someone_without_an_appointment_cannot_act(world: World) -> None:
    activity = world.activity()
    with pytest.raises(Refused) as refused:
        change_status(activity, Status.RUNNING, moment("2023-03"), "Begonnen", by=world.olaf, at=now())
    assert refused_codes(refused) == {"no_running_appointment"}


@pytest.mark.parametrize(
    ("first", "then", "allowed"),
    [
        (Status.PLANNED, Status.RUNNING, True),
        (Status.PLANNED, Status.COMPLETED, False),
        (Status.RUNNING, Status.RUNNING, False),
        (Status.RUNNING, Status.DELAYED, True),
        (Status.DELAYED, Status.RUNNING, True),
        (Status.CLOSING, Status.COMPLETED, True),
        (Status.COMPLETED, Status.DISSOLVED, False),
        (Status.DISSOLVED, Status.RUNNING, True),
        (Status.DISSOLVED, Status.PLANNED, False),
    ],
)
def test_only_some_statuses_follow_each_other(world: World, first: Status, then: Status, allowed: bool) -> None:
    activity = world.activity()
    world.stands(activity, first, "2023-01")
    if allowed:
        change_status(activity, then, moment("2023-03"), "Zo is het", by=world.bram, at=now())
        assert activity.statuses.count() == 2
    else:
        with pytest.raises(Refused):
            change_status(activity, then, moment("2023-03"), "Zo is het", by=world.bram, at=now())


def test_status_registered_late_must_fit_what_came_after_it(world: World) -> None:
    activity = world.activity()
    world.stands(activity, Status.PLANNED, "2023-01")
    world.stands(activity, Status.RUNNING, "2023-06")
    with pytest.raises(Refused) as refused:
        change_status(activity, Status.RUNNING, moment("2023-03"), "Eerder al", by=world.bram, at=now())
    assert refused_codes(refused) == {"status_is_the_same"}


def test_status_needs_a_reason_and_a_day_that_has_come(world: World) -> None:
    activity = world.activity()
    with pytest.raises(Refused) as refused:
        change_status(activity, Status.RUNNING, moment("2999-01"), "  ", by=world.bram, at=now())
    assert refused_codes(refused) == {"reason_missing", "in_the_future"}


@pytest.mark.parametrize("on", ["1600", "1999-12-31", "1999"])
def test_status_of_before_any_partnership_is_refused_also_with_a_source(world: World, on: str) -> None:
    world.source()
    activity = world.activity()
    with pytest.raises(Refused) as refused:
        change_status(activity, Status.RUNNING, moment(on), "Zo", evidence=[place()], by=world.bram, at=now())
    assert refused_codes(refused) == {"too_long_ago"}


def test_status_of_before_the_plan_needs_a_source(world: World) -> None:
    world.source()
    activity = world.activity()
    add_map_version("v1", "Plan", adopted_on=moment("2022-07"), by=world.loader, at=now())
    with pytest.raises(Refused) as refused:
        change_status(activity, Status.RUNNING, moment("2022-06-30"), "Zo", by=world.bram, at=now())
    assert refused_codes(refused) == {"before_the_plan"}
    change_status(activity, Status.RUNNING, moment("2021"), "Zo", evidence=[place()], by=world.bram, at=now())
    change_status(activity, Status.DELAYED, moment("2022-07-01"), "Zo", by=world.bram, at=now())
    assert activity.statuses.count() == 2


@pytest.mark.parametrize("line", ["-5", "banaan", "15-12", "12-12", "0", "12–15", "12, 13", ""])
def test_place_that_can_not_be_found_again_is_refused(world: World, line: str) -> None:
    world.source()
    activity = world.activity()
    with pytest.raises(Refused) as refused:
        change_status(
            activity, Status.RUNNING, moment("2023-01"), "Zo", evidence=[place(line=line)], by=world.bram, at=now()
        )
    assert refused_codes(refused) == {"place_unclear"}


def test_place_is_a_number_or_a_rising_range(world: World) -> None:
    world.source()
    activity, places = world.activity(), [place(line="12"), place(line="9-15")]
    changed = change_status(activity, Status.RUNNING, moment("2023-01"), "Zo", evidence=places, by=world.bram, at=now())
    assert [link.locator for link in evidence_of([changed.id])[changed.id]] == ["12", "9-15"]


def test_evidence_that_leads_nowhere_is_refused(world: World) -> None:
    activity = world.activity()
    with pytest.raises(Refused) as refused:
        change_status(
            activity, Status.RUNNING, moment("2023-01"), "Zo", evidence=[place("X9")], by=world.bram, at=now()
        )
    assert refused_codes(refused) == {"evidence_not_found"}
    assert not ActivityStatus.objects.filter(activity=activity).exists()


def test_activity_is_merged_only_when_dissolved_and_never_into_itself(world: World) -> None:
    gold, lab = world.activity("A01"), world.activity("A02")
    with pytest.raises(Refused) as refused:
        change_status(lab, Status.RUNNING, moment("2023"), "Zo", merged_into=lab, by=world.bram, at=now())
    assert refused_codes(refused) == {"merged_but_not_dissolved", "merged_into_itself"}
    change_status(lab, Status.DISSOLVED, moment("2022"), "Opgegaan", merged_into=gold, by=world.bram, at=now())
    assert [status.activity for status in gold.absorbed.all()] == [lab]


def test_past_day_shows_what_surely_held_and_what_possibly_held(world: World) -> None:
    activity = world.activity()
    world.stands(activity, Status.RUNNING, "2023-03-01")
    world.stands(activity, Status.DELAYED, "2023-07")
    before, during, after = (
        statuses_as_of([activity.id], day)[activity.id]
        for day in (date(2023, 6, 30), date(2023, 7, 12), date(2023, 7, 31))
    )
    assert before.known is not None
    assert (before.known.status, before.possible) == (Status.RUNNING, ())
    assert during.known is not None
    assert (during.known.status, [item.status for item in during.possible]) == (Status.RUNNING, [Status.DELAYED])
    assert after.known is not None
    assert (after.known.status, after.possible) == (Status.DELAYED, ())


def test_ended_is_counted_apart_from_reaching_the_goal(world: World) -> None:
    activity = world.activity()
    world.stands(activity, Status.CLOSING, "2023-05", goal_reached=GoalReached.NO)
    units = units_as_of(date(2023, 6, 1)).filter(code="A01")
    assert tally(units).by_status == {"closing": 1}
    assert [unit.known_goal_reached for unit in units] == ["no"]


def test_parts_without_a_status_stand_with_their_whole(world: World) -> None:
    whole = world.activity("A11")
    world.activity("A11a", parent=whole)
    assert [unit.code for unit in units_as_of(date(2023, 6, 1))] == ["A11"]
    part = whole.parts.get()
    world.stands(part, Status.RUNNING, "2023-01")
    assert [unit.code for unit in units_as_of(date(2023, 6, 1))] == ["A11a"]
