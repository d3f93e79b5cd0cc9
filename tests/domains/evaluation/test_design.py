"""The design of an evaluation is written by its evaluators only, and its plan shows what has no method yet."""

from typing import Any

import pytest
from django.db import connection
from django.utils.timezone import localdate

from tests.evaluations import begun, group, measurement, method, planned, question
from tests.refusals import refusal, refused_codes
from tests.world import LONG_AGO, World, days_from_now, moment, now
from vlechtwerk.domains.evaluation.models import EvaluatorRole
from vlechtwerk.domains.evaluation.operations import design
from vlechtwerk.domains.evaluation.operations.evaluations import (
    add_evaluator,
    begin_evaluation,
    end_evaluator_role,
)
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by, evaluation_as_it_stands, evaluations
from vlechtwerk.domains.evaluation.queries.plan import Part, plan_of
from vlechtwerk.domains.evaluation.queries.rounds import names_of_evaluators
from vlechtwerk.domains.evaluation.rules.design import MethodTold, PartsTold
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.operations import people
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.refusal import Refused

INTERVIEWS = MethodTold("interviews", "Interviews")


def test_plan_tells_who_is_asked_and_which_question_has_no_method(world: World) -> None:
    plan = plan_of(planned(world))
    first, second = plan.measurements
    (asked,) = first.methods
    assert [asked.part_of(one) for one in plan.groups] == [Part.TOOK_PART, Part.PLANNED, Part.NOT_ASKED]
    assert [[method.code for method in item.serving(plan.questions[1])] for item in (first, second)] == [["PT"], []]
    assert plan.empty_cells == 1


def test_aims_questions_and_measurements_stand_in_their_order(world: World) -> None:
    evaluation = begun(world)
    for words in ("Uitvoering", "Output"):
        design.add_aim(evaluation, words, by=world.dilara, at=now())
    question(world, evaluation, "V2")
    question(world, evaluation, "V1")
    period = (moment("2027-01"), moment("2027-03"))
    design.add_measurement(evaluation, "Eerste", focus="Voorwaarden", period=period, by=world.dilara, at=now())
    found = evaluation_as_it_stands("EV1")
    assert found is not None
    assert [aim.text for aim in found.aims] == ["Uitvoering", "Output"]
    assert [(one.code, one.brought_in_by) for one in found.questions] == [("V2", "stuurgroep"), ("V1", "stuurgroep")]
    (first,) = found.measurements
    assert (first.number, first.focus, first.measured_from, first.measured_to) == (1, "Voorwaarden", *period)
    assert [role.person for role in found.evaluators] == [world.dilara]
    assert [item.evaluation.code for item in evaluations()] == ["EV1"]


def test_what_is_planned_can_be_told_otherwise(world: World) -> None:
    evaluation = planned(world)
    made = plan_of(evaluation).measurements[0].methods[0].method
    design.change_method(
        made, MethodTold("registers", "Tellingen", 12, 9, "uit het register"), by=world.dilara, at=now()
    )
    everyone = plan_of(evaluation).groups
    design.set_parts(made, PartsTold(did_not=everyone), by=world.dilara, at=now())
    design.set_served_questions(made, [], by=world.dilara, at=now())
    changed = plan_of(evaluation).measurements[0].methods[0]
    assert (changed.method.kind, changed.method.asked, changed.method.came_in) == ("registers", 12, 9)
    assert {changed.part_of(one) for one in everyone} == {Part.DID_NOT}
    assert plan_of(evaluation).empty_cells == 3


@pytest.mark.parametrize("name", ["karin", "farid", "anna", "mila", "nora"])
def test_nobody_else_writes_in_the_design(world: World, name: str) -> None:
    evaluation = planned(world)
    item = plan_of(evaluation).measurements[0]
    made, who = item.methods[0].method, {"by": world.people[name], "at": now()}
    found = evaluation_as_it_stands("EV1")
    assert found is not None
    acts: list[Any] = [
        lambda: design.add_aim(evaluation, "Doel", **who),
        lambda: design.add_question(evaluation, "V9", "Vraag?", **who),
        lambda: design.change_question(found.questions[0], "Anders?", "", **who),
        lambda: design.add_measurement(evaluation, "Derde", **who),
        lambda: design.change_measurement(item.measurement, "Anders", "", (None, None), **who),
        lambda: design.add_group(evaluation, "XX", "Anderen", **who),
        lambda: design.change_group(plan_of(evaluation).groups[0], "Anders", **who),
        lambda: design.add_method(item.measurement, "IN", INTERVIEWS, **who),
        lambda: design.change_method(made, INTERVIEWS, **who),
        lambda: design.set_parts(made, PartsTold(), **who),
        lambda: design.set_served_questions(made, [], **who),
        lambda: add_evaluator(evaluation, world.mila, **who),
        lambda: end_evaluator_role(found.evaluators[0], localdate(), **who),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert "not_an_evaluator" in refused_codes(refused)


def test_administrator_neither_begins_nor_becomes_evaluator(world: World) -> None:
    evaluation = begun(world)
    ties = people.add_person("Ties", by=world.loader, at=now())
    people.appoint(ties, world.organisations["NP"], Function.ADMINISTRATOR, LONG_AGO, by=world.loader, at=now())
    with refusal("not_their_function"):
        add_evaluator(evaluation, ties, by=world.dilara, at=now())
    with refusal("not_your_function"):
        begin_evaluation("EV2", "Andere", by=ties, at=now())
    # Nor does who is both.
    people.appoint(ties, world.organisations["EVAL"], Function.EVALUATOR, LONG_AGO, by=world.loader, at=now())
    with refusal("not_their_function"):
        add_evaluator(evaluation, ties, by=world.dilara, at=now())
    with refusal("not_their_function"):
        begin_evaluation("EV2", "Andere", by=ties, at=now())


def test_evaluator_stops_and_one_always_stays(world: World) -> None:
    evaluation = begun(world)
    dilara = EvaluatorRole.objects.get()
    with refusal("last_evaluator"):
        end_evaluator_role(dilara, days_from_now(1), by=world.dilara, at=now())
    add_evaluator(evaluation, world.mila, by=world.dilara, at=now())
    end_evaluator_role(dilara, localdate(), by=world.mila, at=now())
    with refusal("not_an_evaluator"):
        design.add_aim(evaluation, "Doel", by=world.dilara, at=now())


def test_who_takes_another_function_evaluates_no_more(world: World) -> None:
    evaluation = begun(world)
    add_evaluator(evaluation, world.mila, by=world.dilara, at=now())
    mila = EvaluatorRole.objects.get(person=world.mila)
    people.appoint(
        world.dilara, world.organisations["NP"], Function.TEAM_MANAGER, localdate(), by=world.loader, at=now()
    )
    assert evaluated_by(world.dilara, now()) == frozenset()
    # The database says so by itself, to whoever asks it.
    with reading_as(world.dilara.id), connection.cursor() as cursor:
        cursor.execute("select reading_evaluations()")
        assert cursor.fetchone() == ([],)
    with reading_as(world.mila.id), connection.cursor() as cursor:
        cursor.execute("select reading_evaluations()")
        assert cursor.fetchone() == ([evaluation.id],)
    assert names_of_evaluators(evaluation) == ["Mila"]
    with refusal("not_an_evaluator"):
        design.add_aim(evaluation, "Doel", by=world.dilara, at=now())
    # Who can't read is no one to leave it to.
    with refusal("last_evaluator"):
        end_evaluator_role(mila, days_from_now(1), by=world.mila, at=now())


def test_what_can_not_be_is_refused_with_its_reason(world: World) -> None:
    evaluation = begun(world)
    by, at = world.dilara, now()
    first = measurement(world, evaluation)
    made = method(world, first)
    for code, why in (("", "code_missing"), ("a b", "code_unclear"), ("a,b", "code_unclear"), ("PT", "code_in_use")):
        with refusal(why):
            design.add_method(first, code, INTERVIEWS, by=by, at=at)
    with refusal("text_missing"):
        design.add_question(evaluation, "V1", " ", by=by, at=at)
    with refusal("ends_before_start"):
        design.add_measurement(evaluation, "Tweede", period=(moment("2027-02"), moment("2027-01")), by=by, at=at)
    with refusal("more_came_in_than_asked"):
        design.change_method(made, MethodTold("interviews", "Interviews", 3, 4), by=by, at=at)
    with refusal("kind_unknown"):
        design.change_method(made, MethodTold("gossip", "Horen zeggen"), by=by, at=at)
    mine = group(world, evaluation)
    with refusal("named_twice"):
        design.set_parts(made, PartsTold(planned=[mine], took_part=[mine]), by=by, at=at)


def test_evaluations_do_not_share_groups_or_questions(world: World) -> None:
    made = method(world, measurement(world, begun(world)))
    other = begun(world, "EV2")
    with refusal("other_evaluation"):
        design.set_parts(made, PartsTold([group(world, other)]), by=world.dilara, at=now())
    with refusal("other_evaluation"):
        design.set_served_questions(made, [question(world, other)], by=world.dilara, at=now())
