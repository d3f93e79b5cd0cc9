"""Closed rounds for tests of results: an evaluation of Dilara's, an instrument, the people asked, and their answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

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
    RoundResult,
    Statement,
)
from vlechtwerk.domains.evaluation.operations.evaluations import begin_evaluation
from vlechtwerk.domains.evaluation.operations.results import conclude
from vlechtwerk.domains.evaluation.rules.questionnaire import questionnaire_of
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.engines.surveys.answers import Answer, Missing

SIDES = ("disagree", "disagree", "neutral", "agree", "agree")
LABELS = ("Helemaal oneens", "Oneens", "Neutraal", "Eens", "Helemaal eens")
ENGLISH = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")
TEXTS = {
    "S1": "Ik heb de gegevens die ik nodig heb.",
    "S2": "Wij werken aan hetzelfde doel.",
    "S3": "Er zijn te weinig mensen.",
}
EMPTY, DO_NOT_KNOW = Missing.NOT_ANSWERED, Missing.DO_NOT_KNOW


def evaluation_of(world: World, code: str = "EV1") -> Evaluation:
    """Find or begin an evaluation, of which Dilara is evaluator; read as Dilara."""
    found = Evaluation.objects.filter(code=code).first()
    return found or begin_evaluation(code, f"Evaluatie {code}", by=world.dilara, at=now())


def version_of(
    world: World, evaluation: Evaluation, texts: Mapping[str, str] = TEXTS, negative: str = "S3"
) -> InstrumentVersion:
    """Make a version of a thermometer on a scale of five, with one open question."""
    of = {"project": world.project}
    instrument = Instrument.objects.filter(code="thermo", evaluation=evaluation).first() or Instrument.objects.create(
        **of, evaluation=evaluation, code="thermo", name_nl="Procesthermometer", name_en="Process thermometer"
    )
    version = InstrumentVersion.objects.create(
        **of, instrument=instrument, number=instrument.versions.count() + 1, made_by=world.dilara, made_at=now()
    )
    scale = AnswerScale.objects.create(**of, version=version, code="agree5")
    for value, (label, english, side) in enumerate(zip(LABELS, ENGLISH, SIDES, strict=True), 1):
        AnswerCategory.objects.create(**of, scale=scale, value=value, label_nl=label, label_en=english, side=side)
    for order, (code, text) in enumerate(texts.items(), 1):
        Statement.objects.create(
            **of, version=version, code=code, order=order, dimension="support", scale=scale, text_nl=text,
            negative=code == negative,
        )  # fmt: skip
    OpenQuestion.objects.create(**of, version=version, code="R1", order=1, text_nl="Wat wilt u verder kwijt?")
    version.state, version.fixed_at = "fixed", now()
    version.save()
    return version


def round_of(
    world: World,
    code: str = "T1",
    *,
    promise: str = "anonymous",
    version: InstrumentVersion | None = None,
    **more: object,
) -> EvaluationRound:
    """Make an open round."""
    version = version or version_of(world, evaluation_of(world))
    return EvaluationRound.objects.create(
        project=world.project, evaluation=version.instrument.evaluation, version=version, code=code,
        name=f"Meting {code}", promise=promise, made_by=world.dilara, made_at=now(),
        questionnaire=questionnaire_of(version).as_json(), opened_at=now(), **more,
    )  # fmt: skip


def ask(
    world: World,
    asked: EvaluationRound,
    count: int,
    *,
    level: str = "not_stated",
    organisation: str = "",
    body: str = "",
    noted: str = "",
    pseudonyms: Sequence[UUID] = (),
    sent: int = 0,
) -> list[Respondent]:
    """Ask so many people of a group; the first `sent` of them answered."""
    first = asked.respondents.count()
    return [
        Respondent.objects.create(
            project=world.project, round=asked, pseudonym=pseudonyms[number] if pseudonyms else uuid4(),
            name=f"Genodigde {first + number}", email=f"g{first + number}@example.org", level=level,
            organisation=world.organisations.get(organisation), body=world.bodies.get(body), noted=noted,
            sent_on=date(2026, 10, 5) if number < sent else None,
        )
        for number in range(count)
    ]  # fmt: skip


def sheets(*answers: Mapping[str, Answer], **place: object) -> list[FilledIn]:
    """Return sheets of people in one place."""
    return [FilledIn(one, **place) for one in answers]  # type: ignore[arg-type]  # what a sheet takes


def spread(code: str, *counts: int, unknown: int = 0) -> list[dict[str, Answer]]:
    """Return so many answers to one statement per category (from the first on), and “don't know”."""
    answers: list[Answer] = [value for value, count in enumerate(counts, 1) for _ in range(count)]
    return [{code: answer} for answer in [*answers, *[DO_NOT_KNOW] * unknown]]


def close(world: World, asked: EvaluationRound, filled_in: Sequence[FilledIn], **more: object) -> RoundResult:
    """Close a round, and conclude it."""
    asked.closed_at = now()
    asked.save(update_fields=["closed_at"])
    return conclude(asked, filled_in, by=world.dilara, at=now(), **more)  # type: ignore[arg-type]  # what it takes


def thirty_one(world: World, code: str = "T1", **more: object) -> EvaluationRound:
    """Make a closed round of 31 people, of whom 26 have a view on S1 and 18 agree; one does not know."""
    asked = round_of(world, code, **more)  # type: ignore[arg-type]  # what it takes
    ask(world, asked, 12, level="strategic", organisation="NP", sent=10)
    ask(world, asked, 12, level="tactical", organisation="BD", sent=11)
    ask(world, asked, 7, level="operational", organisation="NP", sent=6)
    answers = spread("S1", 2, 3, 3, 10, 8, unknown=1)
    groups = [("strategic", "NP")] * 10 + [("tactical", "BD")] * 11 + [("operational", "NP")] * 6
    # Spread over the groups: every seventh answer after each other.
    filled_in = [
        FilledIn({**answers[number * 7 % 27], "S2": 4 if number % 3 else 2, "S3": 2 if number % 4 else 4},
                 level=level, organisation=organisation)
        for number, (level, organisation) in enumerate(groups)
    ]  # fmt: skip
    close(world, asked, filled_in)
    return asked
