"""Dates that move: on which ground, how far as of a day, and what advice and promises are about."""

from datetime import date

from tests.refusals import refusal
from tests.world import WHY, World, moment, now
from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.operations.advice import ask_advice
from vlechtwerk.domains.partnership.operations.promises import make_promise
from vlechtwerk.domains.partnership.rules.mandates import Subject
from vlechtwerk.domains.programme.models import Activity, Milestone
from vlechtwerk.domains.programme.operations.about import link_advice, link_promise
from vlechtwerk.domains.programme.operations.planning import add_milestone, ask_decision_about, link_decision, set_date
from vlechtwerk.domains.programme.queries.planning import (
    PlanningFilter,
    activities_of_advice,
    planning_as_of,
    slips_of,
    subjects_of_promises,
)
from vlechtwerk.domains.programme.queries.report_facts import Period, dates_in
from vlechtwerk.engines.statistics.date_slips import Met
from vlechtwerk.engines.statistics.days import Days

EVERYTHING = PlanningFilter()


def planned(activity: Activity, world: World, on: str = "2023-09-15") -> Milestone:
    milestone = add_milestone(activity, "Fenomeenbeeld", by=world.bram, at=now())
    set_date(milestone, moment(on), "planned", by=world.loader, at=now())
    return milestone


def about(activity: Activity, world: World, days: int | None = None) -> Decision:
    decision = world.taken(on="2023-07", body="SG")
    Decision.objects.filter(id=decision.id).update(subject_kind="planning", size=days)
    return link_decision(activity, Decision.objects.get(id=decision.id), by=world.loader, at=now())


def test_date_moves_on_a_ground_of_the_list(world: World) -> None:
    activity = world.activity()
    milestone, decision = planned(activity, world), about(activity, world)
    for ground, codes in (("", {"ground_missing"}), ("weather", {"ground_without_moving"})):
        with refusal(*codes):
            set_date(
                milestone,
                moment("2023-12"),
                "planned",
                decision=decision,
                ground=ground,
                reason="Later",
                by=world.bram,
                at=now(),
            )
    for ground in ("data", "other"):
        with refusal("reason_missing"):
            set_date(
                milestone, moment("2023-12"), "planned", decision=decision, ground=ground, reason=" ", by=world.bram,
                at=now(),
            )  # fmt: skip
    with refusal("ground_without_moving"):
        set_date(milestone, moment("2023-12"), "happened", ground="data", by=world.bram, at=now())
    moved = set_date(milestone, moment("2023-12-01"), "planned", decision=decision, by=world.bram, at=now(), **WHY)
    assert (moved.ground, moved.reason) == ("data", "De telling kwam later")


def test_date_moves_no_further_than_was_decided(world: World) -> None:
    activity = world.activity()
    milestone, decision = planned(activity, world), about(activity, world, 77)
    for later in ("2023-12-02", "2024-01"):
        with refusal("moved_further_than_decided"):
            set_date(milestone, moment(later), "planned", decision=decision, by=world.bram, at=now(), **WHY)
    set_date(milestone, moment("2023-12"), "planned", decision=decision, by=world.bram, at=now(), **WHY)


def test_planning_as_of_a_day_knows_only_what_surely_held(world: World) -> None:
    activity, by = world.activity(), world.loader
    milestone = planned(activity, world)
    decision = about(activity, world)
    set_date(milestone, moment("2023-12-01"), "planned", decision=decision, ground="legal", by=by, at=now())
    set_date(milestone, moment("2023-12-04"), "happened", by=by, at=now())
    told = {}
    for day in (date(2023, 7, 12), date(2023, 8, 31), date(2023, 12, 31)):
        (row,) = planning_as_of(day, EVERYTHING)
        counted = slips_of([row], day)
        told[day.month] = (counted.moves, len(row.possible), row.reached is not None)
    assert told == {7: (0, 1, False), 8: (1, 0, False), 12: (1, 0, True)}
    counted = slips_of(planning_as_of(date(2023, 12, 31), EVERYTHING), date(2023, 12, 31))
    assert counted.per_ground["legal"].median == Days(77, 77)


def test_day_reached_is_corrected_with_a_reason_and_is_no_move(world: World) -> None:
    activity, by = world.activity(), world.bram
    milestone = planned(activity, world)
    set_date(milestone, moment("2023-10-20"), "happened", by=by, at=now())
    for on, basis, reason, code in (
        ("2023-09-20", "happened", " ", "reason_missing"),
        ("2023-10-20", "happened", "Typefout", "same_date"),
        ("2099-09-20", "happened", "Typefout", "in_the_future"),
        ("2023-11-20", "planned", "Typefout", "already_happened"),
    ):
        with refusal(code):
            set_date(milestone, moment(on), basis, reason=reason, by=by, at=now())
    with refusal("not_your_activity"):
        set_date(milestone, moment("2023-09-20"), "happened", reason="Typefout", by=world.jaap, at=now())
    set_date(milestone, moment("2023-09-20"), "happened", reason="Typefout", by=by, at=now())
    day = date(2023, 12, 31)
    (row,) = found = planning_as_of(day, EVERYTHING)
    counted = slips_of(found, day)
    assert (counted.moves, counted.moved, counted.met[Met.YES], counted.met[Met.NO]) == (0, 0, 1, 0)
    assert counted.reached is not None
    assert counted.reached.median == Days(5, 5)
    assert [(one.date_on.text, one.reason) for one in (*row.corrected, row.reached) if one] == [
        ("2023-10-20", ""), ("2023-09-20", "Typefout")
    ]  # fmt: skip
    (early,) = planning_as_of(date(2023, 10, 1), EVERYTHING)
    assert early.reached is not None
    # Corrected to a later day it was not reached on the day that was noted first.
    set_date(milestone, moment("2023-11-20"), "happened", reason="Toch later", by=by, at=now())
    assert [row.reached for row in planning_as_of(date(2023, 10, 31), EVERYTHING)] == [None]
    told = dates_in(activity.project_id, Period(date(2023, 9, 1), date(2024, 1, 1)))
    assert [
        all(words in item.words for words in ("20 november 2023", "20 september 2023", "Toch later")) for item in told
    ] == [True]


def test_planning_is_narrowed_by_activity_and_ground(world: World) -> None:
    for code, ground in (("A01", "data"), ("A02", "scope")):
        activity = world.activity(code, f"Activiteit {code}")
        milestone, decision = planned(activity, world), about(activity, world)
        set_date(milestone, moment("2023-12"), "planned", decision=decision, ground=ground, by=world.loader, at=now())
    day = date(2023, 12, 31)
    found = {
        wanted: [row.activity.code for row in planning_as_of(day, wanted)]
        for wanted in (EVERYTHING, PlanningFilter(activity="A02"), PlanningFilter(ground="data"), PlanningFilter("X"))
    }
    assert list(found.values()) == [["A01", "A02"], ["A02"], ["A01"], []]


def test_question_about_an_activity_says_what_it_is_about(world: World) -> None:
    asked = ask_decision_about(world.activity(), "Later?", about=Subject("planning", 30), by=world.anna, at=now())
    assert (asked.subject_kind, asked.size) == ("planning", 30)


def test_advice_and_promises_stand_with_their_activity_once(world: World) -> None:
    activity = world.activity(lead="hugo")
    advice = ask_advice("Hoe?", world.bodies["RG"], by=world.chris, at=now())
    promise = make_promise("Een brief", "ministry", by=world.karin, at=now())
    with refusal("not_your_activity"):
        link_advice(activity, advice, by=world.anna, at=now())
    link_advice(activity, advice, by=world.chris, at=now())
    link_promise(promise, activity=activity, by=world.karin, at=now())
    with refusal("linked_already"):
        link_advice(activity, advice, by=world.hugo, at=now())
    with refusal("linked_already"):
        link_promise(promise, activity=activity, by=world.karin, at=now())
    with refusal("one_subject"):
        link_promise(promise, by=world.karin, at=now())
    assert activities_of_advice([advice])[advice.id] == subjects_of_promises([promise])[promise.id] == [activity]
