"""Whoever checks a judgement can object: nobody checks it then, who judged judges anew, and the objection stays."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from tests.fieldwork import evaluated, interviewed
from tests.findings import of
from tests.frameworks import checked, criterion, judged, read, rubric
from tests.refusals import refusal, why_refused
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import CriterionJudgement, EvaluatorRole, JudgementObjection
from vlechtwerk.domains.evaluation.operations import judging, transcripts
from vlechtwerk.domains.evaluation.operations.evaluations import end_evaluator_role
from vlechtwerk.domains.evaluation.queries.coverage import Move, coverage_of
from vlechtwerk.domains.evaluation.queries.framework import framework_of
from vlechtwerk.domains.evaluation.queries.judgements import judgements_objected_to, judgements_waiting_for
from vlechtwerk.domains.evaluation.rules.fieldwork import State, Use
from vlechtwerk.domains.evaluation.rules.judging import JudgementTold
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.operations import people
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.journal.models import JournalEntry

pytestmark = pytest.mark.usefixtures("as_dilara")
AGAINST = "Het bewijs komt van één partij. Noem een tweede bron."
SAID = "Wij bellen elkaar elke maandag over de schepen die binnenkomen."


def a_judgement(world: World) -> CriterionJudgement:
    """Let Dilara judge a criterion on a document."""
    evaluation = evaluated(world)
    world.source()
    rubric(world, evaluation)
    return judged(world, criterion(world, evaluation), "met", of("document", "T1"))


def objected(world: World, judgement: CriterionJudgement, text: str = AGAINST) -> JudgementObjection:
    """Let Mila object to a judgement of Dilara's."""
    mila = world.people["mila"]
    with reading_as(mila.id):
        return judging.object_to_judgement(judgement, text, by=mila, at=now())


def test_who_judges_is_to_move_once_a_judgement_was_objected_to(world: World) -> None:
    judgement = a_judgement(world)

    def moves() -> list[Move]:
        (row,) = coverage_of(framework_of(judgement.evaluation))
        return row.moves

    assert moves() == [Move.CHECKER]
    objected(world, judgement)
    assert moves() == [Move.EVALUATORS]
    anew = judged(world, judgement.criterion, "met", of("document", "T1"))
    assert moves() == [Move.CHECKER]
    checked(world, anew)
    assert moves() == [Move.NOBODY]


def test_a_judgement_that_was_objected_to_is_judged_anew_before_anyone_checks_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    judgement, mila = a_judgement(world), world.people["mila"]
    assert judgements_waiting_for(mila, now()) == [judgement]
    assert judgements_objected_to(world.dilara, now()) == []
    noted, create = [], JournalEntry.objects.create
    monkeypatch.setattr(JournalEntry.objects, "create", lambda **row: (noted.append(row["act"]), create(**row))[1])
    objected(world, judgement)
    assert noted == ["object_to_judgement"]
    assert (judgements_waiting_for(mila, now()), judgements_objected_to(world.dilara, now())) == ([], [judgement])
    with refusal("objected_to"):
        checked(world, judgement)
    with refusal("objected_to"):
        objected(world, judgement, "Nog iets.")
    again = judged(world, read().criterion, "partly", of("document", "T1"), text="Eén bron, dus deels.")
    assert judgements_objected_to(world.dilara, now()) == []
    checked(world, again)
    kept = [(one.number, [each.text for each in one.objections.all()]) for one in read().judgements]
    assert kept == [(1, [AGAINST]), (2, [])]


def test_what_was_objected_to_waits_for_every_evaluator_when_who_judged_evaluates_no_more(world: World) -> None:
    judgement, mila = a_judgement(world), world.people["mila"]
    objected(world, judgement)
    role = EvaluatorRole.objects.get(person=world.dilara)
    # Up to the last day it waits for who judged alone.
    end_evaluator_role(role, days_from_now(1), by=world.dilara, at=now())
    with reading_as(mila.id):
        assert judgements_objected_to(mila, now()) == []
        assert judgements_objected_to(mila, now() + timedelta(days=2)) == [judgement]
        # Who does other work beside it reads none of it.
        assert judgements_objected_to(world.karin, now() + timedelta(days=2)) == []


def test_what_was_objected_to_waits_for_others_when_who_judged_takes_another_function(world: World) -> None:
    judgement, mila = a_judgement(world), world.people["mila"]
    objected(world, judgement)
    people.appoint(
        world.dilara, world.organisations["NP"], Function.TEAM_MANAGER, localdate(), by=world.loader, at=now()
    )
    with reading_as(mila.id):
        assert judgements_objected_to(mila, now()) == [judgement]
        judging.judge_criterion(
            read().criterion, JudgementTold("partly", "Eén bron."), [of("document", "T1")], by=mila, at=now()
        )
        assert judgements_objected_to(mila, now()) == []


def test_who_judged_does_not_object_and_an_objection_says_what_is_wrong(world: World) -> None:
    judgement = a_judgement(world)
    outsider = why_refused(lambda: judging.object_to_judgement(judgement, AGAINST, by=world.anna, at=now()))
    assert outsider == ["not_an_evaluator"]
    assert why_refused(lambda: judging.object_to_judgement(judgement, "Zo", by=world.dilara, at=now())) == [
        "own_judgement"
    ]
    with refusal("objection_missing"):
        objected(world, judgement, "  ")
    checked(world, judgement)
    with refusal("checked_already"):
        objected(world, judgement)


def test_words_that_go_go_from_objections_and_are_not_typed_in_one(world: World) -> None:
    judgement = a_judgement(world)
    # Typed before their text is there.
    objected(world, judgement, f"Er staat: {SAID}")
    (part,) = interviewed(world, judgement.evaluation, words=f"{SAID}\nEn meer.\n").session.parts.all()
    again = judged(world, read().criterion, "met", of("document", "T1"))
    with refusal("quotation_typed"):
        objected(world, again, f"Er staat: {SAID}")
    transcripts.note_consent(part, Use.QUOTES, State.GIVEN, days_from_now(0), by=world.dilara, at=now())
    transcripts.withdraw_consent(part, days_from_now(0), by=world.dilara, at=now())
    assert [one.text for one in JudgementObjection.objects.all()] == ["[…]"]
