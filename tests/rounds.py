"""Sentences to build evaluations, instruments and rounds for tests."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.world import World, now
from vlechtwerk.domains.evaluation.models import (
    AnswerCategory,
    AnswerScale,
    Evaluation,
    EvaluationRound,
    Instrument,
    InstrumentVersion,
    OpenQuestion,
    Respondent,
    RoundMail,
    Side,
    Statement,
)
from vlechtwerk.domains.evaluation.operations import rounds
from vlechtwerk.domains.evaluation.operations.answering import hand_in
from vlechtwerk.domains.evaluation.operations.evaluations import begin_evaluation
from vlechtwerk.domains.evaluation.operations.round_mails import digest_of
from vlechtwerk.domains.evaluation.queries.answering import Answering, answering_of
from vlechtwerk.domains.evaluation.rules.rounds import Asked, RoundPlan
from vlechtwerk.foundation.database.reading import reading_as

LABELS = ("Helemaal oneens", "Oneens", "Niet eens, niet oneens", "Eens", "Helemaal eens")
SIDES = (Side.DISAGREE, Side.DISAGREE, Side.NEUTRAL, Side.AGREE, Side.AGREE)
REMARK = "Opmerking"


def evaluation(world: World, code: str = "EV1") -> Evaluation:
    """Find an evaluation of Dilara, or begin one; she is the reader from here on."""
    known = Evaluation.objects.filter(code=code).first()
    return known or begin_evaluation(code, f"Evaluatie {code}", by=world.dilara, at=now())


def version(
    world: World, *, statements: int = 3, questions: int = 1, code: str = "PT", fixed: bool = True
) -> InstrumentVersion:
    """Make an instrument with statements on a scale of five, in Dutch and English."""
    project = world.project
    instrument = Instrument.objects.create(
        project=project, evaluation=evaluation(world), code=code, name_nl="Thermometer", name_en="Thermometer"
    )
    made = InstrumentVersion.objects.create(
        project=project, instrument=instrument, number=1, made_by=world.dilara, made_at=now()
    )
    scale = AnswerScale.objects.create(project=project, version=made, code="eens")
    for value, (label, side) in enumerate(zip(LABELS, SIDES, strict=True), start=1):
        AnswerCategory.objects.create(
            project=project, scale=scale, value=value, label_nl=label, label_en=f"Answer {value}", side=side
        )
    for number in range(1, statements + 1):
        Statement.objects.create(
            project=project, version=made, code=f"S{number}", order=number, dimension="support", scale=scale,
            text_nl=f"Stelling {number} gaat goed", text_en=f"Statement {number} goes well",
        )  # fmt: skip
    for number in range(1, questions + 1):
        OpenQuestion.objects.create(
            project=project, version=made, code=f"O{number}", order=number, text_nl="Wat wilt u kwijt?",
            text_en="What else?",
        )  # fmt: skip
    if fixed:
        made.state, made.fixed_at = InstrumentVersion.State.FIXED, now()
        made.save()
    return made


def plan(asked_version: InstrumentVersion, **more: Any) -> RoundPlan:
    """Plan an anonymous round of two weeks."""
    told: dict[str, Any] = {
        "name": "Hoe gaat het met de samenwerking?",
        "promise": "anonymous",
        "closes_on": timezone.localdate() + timedelta(days=14),
    }
    return RoundPlan(asked_version, **(told | more))


def prepared(world: World, people: int = 5, code: str = "R1", **more: Any) -> EvaluationRound:
    """Prepare a round that asks so many outsiders of the Dutch police."""
    asked_version = more.pop("version", None) or version(world)
    asked = rounds.prepare_round(evaluation(world), code, plan(asked_version, **more), by=world.dilara, at=now())
    if people:
        rounds.add_respondents(asked, outsiders(world, people), by=world.dilara, at=now())
    return asked


def outsiders(world: World, people: int, organisation: str = "NP") -> list[Asked]:
    """Name people without an account."""
    return [
        Asked(f"Vrager {number}", f"vrager{number}@example.net", "tactical", world.organisations[organisation])
        for number in range(1, people + 1)
    ]


def opened(world: World, people: int = 5, **more: Any) -> EvaluationRound:
    """Open a round."""
    return rounds.open_round(prepared(world, people, **more), by=world.dilara, at=now())


def links(asked: EvaluationRound) -> list[str]:
    """Give each respondent a link as a mail does, and return the tokens, in the order of their names."""
    tokens = []
    for respondent in Respondent.objects.filter(round=asked):
        token = f"{respondent.id.hex}{'x' * 11}"
        RoundMail.objects.create(
            project_id=asked.project_id, respondent=respondent, kind="invitation", state="sent",
            asked_on=timezone.localdate(), digest=digest_of(token),
        )  # fmt: skip
        tokens.append(token)
    return tokens


def following(token: str) -> Answering:
    """Return who answers with a link."""
    found = answering_of(digest_of(token))
    assert found is not None
    return found


def answers(token: str, values: Sequence[int], remark: str = "") -> None:
    """Let someone answer the statements, in order."""
    codes = (f"S{number}" for number in range(1, len(values) + 1))
    hand_in(following(token), dict(zip(codes, values, strict=True)), {"O1": remark})


def link_in(text: str) -> str:
    """Return the address of the personal link in a mail."""
    (found,) = re.findall(r"\S+/answer/\S+", text)
    return str(found)


def as_dilara(world: World) -> Any:
    """Read as the evaluator."""
    return reading_as(world.dilara.id)
