"""Take in a round that was held elsewhere, from a file: it is closed at once, and has its result."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from random import SystemRandom

from django.db import transaction
from django.utils import timezone

from vlechtwerk.domains.evaluation.models import Breakdown, Evaluation, EvaluationRound, InstrumentVersion
from vlechtwerk.domains.evaluation.operations.instruments import begin_instrument, fix_version
from vlechtwerk.domains.evaluation.operations.results import conclude
from vlechtwerk.domains.evaluation.rules.answer_files import (
    Elsewhere,
    reasons_against_collecting_elsewhere,
    reasons_against_the_same_answers,
)
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire, questionnaire_of
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def collect_elsewhere(
    evaluation: Evaluation,
    plan: Elsewhere,
    asked: InstrumentVersion | AskedQuestionnaire,
    filled_in: Sequence[FilledIn],
    *,
    by: Person,
    at: datetime,
) -> EvaluationRound:
    """Make a closed round of answers from a file, to a fixed version or to what the file itself asked.

    Of the latter a fixed instrument is made, called as the round. Raises `Refused`, and then leaves nothing.
    """
    wait_for_others("rounds", evaluation.id)
    fixed = None if isinstance(asked, AskedQuestionnaire) else asked
    refuse_if(reasons_against_collecting_elsewhere(evaluation, plan, fixed, filled_in, by=by, at=at))
    version = _instrument(evaluation, plan, asked, by=by, at=at) if isinstance(asked, AskedQuestionnaire) else asked
    made = _closed_round(evaluation, plan, version, by=by, at=at)
    sheets = _in_no_order(_within(filled_in, plan.population))
    result = conclude(made, sheets, by=by, at=at, population=plan.population)
    refuse_if(reasons_against_the_same_answers(result))
    note_act(
        "collect_elsewhere", "round", made.id, project_id=made.project_id, by=by.id, at=at,
        details={"sheets": len(sheets)},
    )  # fmt: skip
    return made


def _closed_round(
    evaluation: Evaluation, plan: Elsewhere, version: InstrumentVersion, *, by: Person, at: datetime
) -> EvaluationRound:
    closed_at = _moment_of(plan, at)
    return EvaluationRound.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        version=version,
        code=plan.code.strip(),
        name=plan.name.strip(),
        promise=plan.promise,
        collected=EvaluationRound.Collected.ELSEWHERE,
        threshold=plan.threshold,
        breakdowns=[one for one in Breakdown.values if one in plan.breakdowns],
        made_by=by,
        made_at=at,
        questionnaire=questionnaire_of(version).as_json(),
        opened_at=closed_at,
        closed_at=closed_at,
    )


def _in_no_order(filled_in: Sequence[FilledIn]) -> list[FilledIn]:
    """Return the sheets without whom they are of: that is not known here, also where the round was confidential."""
    sheets = [replace(one, pseudonym=None) for one in filled_in]
    return SystemRandom().sample(sheets, len(sheets))


def _within(filled_in: Sequence[FilledIn], population: int | None) -> Sequence[FilledIn]:
    """Return the sheets without the empty ones of which there are more than people who were asked."""
    empty = [one for one in filled_in if one.is_empty]
    beyond = 0 if population is None else max(0, len(filled_in) - population)
    left_out = {id(one) for one in empty[:beyond]}
    return [one for one in filled_in if id(one) not in left_out]


def _moment_of(plan: Elsewhere, at: datetime) -> datetime:
    """Return a moment on the day on which it closed: the time of taking it in, so rounds of one day have an order."""
    assert plan.closed_on is not None
    return timezone.make_aware(datetime.combine(plan.closed_on, timezone.localtime(at).time()))


def _instrument(
    evaluation: Evaluation, plan: Elsewhere, asked: AskedQuestionnaire, *, by: Person, at: datetime
) -> InstrumentVersion:
    draft = begin_instrument(evaluation, plan.code, {"nl": plan.name}, by=by, at=at, content=asked)
    return fix_version(draft, by=by, at=at)
