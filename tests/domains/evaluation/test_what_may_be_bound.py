"""What is gone is no evidence, a lead time that is not known counts in nothing, and a text fits where it is kept."""

import pytest

from tests.evaluations import begun
from tests.fieldwork import evaluated
from tests.findings import of
from tests.frameworks import criterion, judged, rubric, told
from tests.measures import add_measure, definition, drawn, months
from tests.mechanisms import FIRST, expected, mapped
from tests.refusals import why_refused
from tests.results import add_action, count, counted
from tests.world import World, moment, now
from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.operations import framework, mechanisms
from vlechtwerk.domains.evaluation.queries.coverage import Standing, coverage_of
from vlechtwerk.domains.evaluation.queries.framework import framework_of
from vlechtwerk.domains.evaluation.queries.judgements import read_judgements
from vlechtwerk.domains.evaluation.rules.framework import BaselineTold, ListTold
from vlechtwerk.domains.evaluation.rules.mechanisms import ExplanationTold, MechanismTold
from vlechtwerk.domains.partnership.operations import decisions
from vlechtwerk.domains.programme.operations import measures, results
from vlechtwerk.domains.programme.rules.measures import MeasureTold

pytestmark = pytest.mark.usefixtures("as_dilara")
BELL = "Zo staat het er\x07."


def test_count_that_was_corrected_is_other_evidence_and_a_question_that_was_withdrawn_none(world: World) -> None:
    evaluation = begun(world)
    world.source()
    rubric(world, evaluation)
    one = criterion(world, evaluation)
    asked = world.asked()
    decisions.withdraw_decision(asked, by=world.anna, at=now())
    first = count(world, add_action(world, world.activity("A01")), 12)
    on_first = judged(world, one, "met", of("action_count", str(first.id)))
    assert not read_judgements(evaluation, [on_first])[0].changed
    results.correct_count(first, 14, "Twee vergeten.", evidence=[counted()], by=world.loader, at=now())
    assert read_judgements(evaluation, [on_first])[0].changed
    assert not read_judgements(evaluation, [judged(world, one, "met", of("action_count", str(first.id)))])[0].changed
    gone = str(asked.id)
    assert why_refused(lambda: judged(world, one, "met", of("decision", gone))) == ["evidence_gone"]
    assert why_refused(lambda: framework.bind_source(one, "decision", gone, by=world.dilara, at=now())) == [
        "evidence_gone"
    ]


def test_decision_of_which_it_is_not_known_when_it_was_asked_has_no_lead_time(world: World) -> None:
    evaluation = begun(world)
    one = criterion(world, evaluation)
    framework.bind_source(one, "lead_time", "SG", by=world.dilara, at=now())
    world.taken(body="SG")
    (row,) = coverage_of(framework_of(evaluation))
    assert (row.standing, list(row.sources[0].without)) == (Standing.NO_DATA, ["Mag het later?"])
    by = {"by": world.loader, "at": now()}
    known = decisions.ask_decision("Mag het nu?", body=world.bodies["SG"], asked_on=moment("2023-06-01"), **by)  # type: ignore[arg-type]  # by and at
    decisions.take_decision(known, "yes", moment("2023-07-06"), **by)  # type: ignore[arg-type]  # by and at
    (row,) = coverage_of(framework_of(evaluation))
    (source,) = row.sources
    assert row.standing == Standing.CAN_BE_JUDGED
    assert [(datum.resolved.title, datum.took and datum.took.most) for datum in source.data] == [("Mag het nu?", 35)]
    assert list(source.without) == ["Mag het later?"]


def test_text_that_is_too_long_or_holds_what_no_file_can_hold_is_refused_with_its_field(world: World) -> None:
    evaluation = evaluated(world)
    world.source()
    mapped(world)
    for act in _acts(world, evaluation, "x" * 10_001):
        assert "text_too_long" in why_refused(act)
    for act in _acts(world, evaluation, BELL):
        assert why_refused(act) == ["sign_unprintable"]


def _acts(world: World, evaluation: Evaluation, text: str) -> list[object]:
    """Return acts of the framework, of mechanisms and of counts, each with one text."""
    code = f"C{evaluation.criteria.count()}"
    one, by = criterion(world, evaluation, code), {"by": world.dilara, "at": now()}
    mechanism = expected(world, evaluation)
    measure = add_measure(world, world.activity(f"A0{code[1:]}"), f"M{code}")
    new = MeasureTold(f"N{code}", text, measure.holder, "more", node="A1")
    at_work = {"by": world.loader, "at": now()}
    return [
        lambda: framework.add_list(evaluation, ListTold("X", text), **by),  # type: ignore[arg-type]  # by and at
        lambda: framework.add_criterion(one.criteria_list, "Y", told(text), **by),  # type: ignore[arg-type]  # by and at
        lambda: framework.fix_norm(one, text, "Zo.", **by),  # type: ignore[arg-type]  # by and at
        lambda: framework.note_baseline(one, BaselineTold(text), **by),  # type: ignore[arg-type]  # by and at
        lambda: framework.close_criterion(one, text, **by),  # type: ignore[arg-type]  # by and at
        lambda: judged(world, one, "not_to_be_judged", text=text),
        lambda: mechanisms.add_mechanism(evaluation, MechanismTold(text, "both", FIRST), **by),  # type: ignore[arg-type]  # by and at
        lambda: mechanisms.note_explanation(mechanism, ExplanationTold(text), **by),  # type: ignore[arg-type]  # by and at
        lambda: measures.add_measure(new, definition(), **at_work),  # type: ignore[arg-type]  # by and at
        lambda: measures.take_in_draw(measure, drawn(source=text), months([1]), **at_work),  # type: ignore[arg-type]  # by and at
    ]
