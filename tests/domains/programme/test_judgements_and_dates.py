"""A judgement rests on evidence; a promised date moves only by a decision; both keep their history."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from tests.refusals import refused_codes
from tests.world import WHY, World, moment, now, place
from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.operations.decisions import ask_decision, take_decision
from vlechtwerk.domains.partnership.rules.mandates import Subject
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.operations import register
from vlechtwerk.domains.programme.operations.planning import add_milestone, link_decision, name_hindrance, set_date
from vlechtwerk.domains.programme.operations.status import judge_precondition
from vlechtwerk.domains.programme.queries.activities import hindrances_as_of, milestones_as_of
from vlechtwerk.domains.programme.queries.preconditions import preconditions_as_of, worst_first
from vlechtwerk.foundation.refusal import Refused


def test_judgement_without_evidence_is_refused(world: World) -> None:
    precondition = world.precondition()
    with pytest.raises(Refused) as refused:
        judge_precondition(precondition, "2023", moment("2023-08"), Verdict.MET, by=world.karin, at=now())
    assert refused_codes(refused) == {"evidence_missing"}


def test_analyst_does_not_judge_a_precondition(world: World) -> None:
    world.source()
    precondition = world.precondition()
    with pytest.raises(Refused) as refused:
        judge_precondition(
            precondition, "2023", moment("2023-08"), Verdict.MET, evidence=[place()], by=world.anna, at=now()
        )
    assert refused_codes(refused) == {"not_your_judgement"}


def test_later_judgement_leaves_the_earlier_one_to_be_read(world: World) -> None:
    world.source()
    precondition = world.precondition()
    for on, verdict in (("2023-04", Verdict.NOT_MET), ("2023-08", Verdict.PARTLY_MET)):
        judge_precondition(precondition, on, moment(on), verdict, evidence=[place()], by=world.karin, at=now())
    (in_june,) = preconditions_as_of(date(2023, 6, 1))
    (in_september,) = preconditions_as_of(date(2023, 9, 1))
    assert (in_june.verdict, in_september.verdict) == (Verdict.NOT_MET, Verdict.PARTLY_MET)
    assert len(in_september.history) == 2


def test_worst_judgement_comes_first(world: World) -> None:
    world.source()
    for code, verdict in (("P1", Verdict.MET), ("P2", Verdict.NOT_MET), ("P3", Verdict.DIVIDED)):
        precondition = world.precondition(code)
        judge_precondition(precondition, "2023", moment("2023"), verdict, evidence=[place()], by=world.karin, at=now())
    assert [item.precondition.code for item in worst_first(preconditions_as_of(date(2024, 1, 1)))] == [
        "P2",
        "P3",
        "P1",
    ]


def test_promised_date_moves_only_by_a_decision_about_it_that_was_taken(world: World) -> None:
    activity = world.activity()
    milestone = add_milestone(activity, "Fenomeenbeeld", by=world.bram, at=now())
    set_date(milestone, moment("2023-09-15"), "planned", by=world.bram, at=now())
    about, refusal, other = world.taken(), world.taken("no"), world.taken()
    on_products = ask_decision("Delen?", about=Subject("products"), by=world.loader, at=now())
    take_decision(on_products, "yes", moment("2023-07"), by=world.loader, at=now())
    for decision in (about, refusal, on_products):
        link_decision(activity, decision, by=world.loader, at=now())
    for decision, code in (
        (None, "no_decision_to_move"),
        (world.asked(), "no_decision_to_move"),
        (refusal, "no_decision_to_move"),
        (other, "decision_about_something_else"),
        (Decision.objects.get(id=on_products.id), "decision_about_something_else"),
    ):
        with pytest.raises(Refused) as refused:
            set_date(milestone, moment("2023-12-01"), "planned", decision=decision, by=world.bram, at=now(), **WHY)
        assert refused_codes(refused) == {code}
    set_date(milestone, moment("2023-12-01"), "planned", decision=about, by=world.bram, at=now(), **WHY)
    with pytest.raises(Refused) as refused:
        set_date(milestone, moment("2024-03-01"), "planned", decision=about, by=world.bram, at=now(), **WHY)
    assert refused_codes(refused) == {"decision_used"}
    assert milestone.dates.count() == 2


def due(activity: Activity, day: date) -> tuple[str, list[str]]:
    (found,) = milestones_as_of([activity.id], day)[activity.id]
    known = found.current.known
    return known.date_on.text if known else "", [row.date_on.text for row in found.current.possible]


def test_delivery_as_of_a_day_follows_what_was_decided_by_then(world: World) -> None:
    activity, by = world.activity(), world.loader
    milestone = add_milestone(activity, "Fenomeenbeeld", by=by, at=now())
    set_date(milestone, moment("2023-09-15"), "planned", by=by, at=now())
    set_date(milestone, moment("2023-12-01"), "planned", decision=world.taken(on="2023-07"), by=by, at=now())
    assert due(activity, date(2023, 6, 30)) == ("2023-09-15", [])
    assert due(activity, date(2023, 7, 12)) == ("2023-09-15", ["2023-12-01"])
    assert due(activity, date(2023, 8, 1)) == ("2023-12-01", [])


def test_date_recorded_today_changes_no_past_day(world: World) -> None:
    activity, by = world.activity(), world.loader
    milestone = add_milestone(activity, "Fenomeenbeeld", by=by, at=now())
    set_date(milestone, moment("2023-09-15"), "planned", by=by, at=now())
    set_date(milestone, moment("2023-12-01"), "planned", decision=world.taken(on="2023-07"), by=by, at=now())
    old = link_decision(activity, world.taken(on="2023-early"), by=by, at=now())
    set_date(milestone, moment("2027-02-01"), "planned", decision=old, by=world.bram, at=now(), **WHY)
    assert due(activity, date(2023, 7, 12)) == ("2023-09-15", ["2023-12-01"])
    assert due(activity, localdate()) == ("2027-02-01", [])


def test_first_plan_of_today_is_not_known_in_the_past(world: World) -> None:
    activity = world.activity()
    milestone = add_milestone(activity, "Fenomeenbeeld", by=world.bram, at=now())
    set_date(milestone, moment("2027-01-01"), "planned", by=world.bram, at=now())
    assert due(activity, date(2022, 1, 1)) == ("", [])


def test_what_held_an_activity_up_is_over_after_its_end(world: World) -> None:
    activity = world.activity()
    name_hindrance(
        activity, "Geen capaciteit", since=moment("2023-03"), until=moment("2023-06"), by=world.bram, at=now()
    )
    held = [
        bool(hindrances_as_of([activity.id], day)) for day in (date(2023, 2, 1), date(2023, 5, 1), date(2023, 7, 1))
    ]
    assert held == [False, True, False]


def test_decision_is_tied_to_an_activity_by_its_asker_or_the_lead(world: World) -> None:
    activity, decision = world.activity(lead="hugo"), world.asked(by="chris")
    with pytest.raises(Refused) as refused:
        link_decision(activity, decision, by=world.anna, at=now())
    assert [reason.code for reason in refused.value.reasons] == ["not_your_activity"]
    link_decision(activity, decision, by=world.chris, at=now())
    with pytest.raises(Refused) as again:
        link_decision(activity, decision, by=world.hugo, at=now())
    assert [reason.code for reason in again.value.reasons] == ["linked_already"]


def test_steps_follow_each_other_by_day_and_not_by_text(world: World) -> None:
    activity = world.activity()
    for step, started_on in (("intervention", "2023-10"), ("insight", "2023-early"), ("identification", "2023-02")):
        register.add_step(activity, step, moment(started_on), by=world.loader, at=now())
    assert [step.step for step in activity.steps.all()] == ["insight", "identification", "intervention"]


def test_source_of_a_judgement_needs_its_words(world: World) -> None:
    world.source()
    with pytest.raises(Refused) as refused:
        judge_precondition(
            world.precondition(),
            "2023",
            moment("2023"),
            Verdict.MET,
            evidence=[place(text=" ")],
            by=world.karin,
            at=now(),
        )
    assert refused_codes(refused) == {"evidence_without_words"}
