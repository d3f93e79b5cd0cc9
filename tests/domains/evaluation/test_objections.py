"""Whoever checks a judgement can object: nobody checks it then, who judged judges anew, and the objection stays."""

import pytest

from tests.fieldwork import evaluated, interviewed
from tests.findings import of
from tests.frameworks import checked, criterion, judged, read, rubric
from tests.refusals import refusal, why_refused
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import CriterionJudgement, JudgementObjection
from vlechtwerk.domains.evaluation.operations import judging, transcripts
from vlechtwerk.domains.evaluation.queries.judgements import judgements_objected_to, judgements_waiting_for
from vlechtwerk.domains.evaluation.rules.fieldwork import State, Use
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
