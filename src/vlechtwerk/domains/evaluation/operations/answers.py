"""Write down what is not known of a question, and set the words for amounts that an evaluation uses."""

from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.evaluation.models import AmountWords, Evaluation, EvaluationQuestion, KnowledgeGap
from vlechtwerk.domains.evaluation.operations.findings import reopen_changed
from vlechtwerk.domains.evaluation.rules.amount_words import ScaleTold, reasons_against_amount_words, scale_as_set
from vlechtwerk.domains.evaluation.rules.answers import reasons_against_changing_gap, reasons_against_gap
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def note_gap(question: EvaluationQuestion, text: str, reason: str, *, by: Person, at: datetime) -> KnowledgeGap:
    """Note that something of a question is not known, and why."""
    wait_for_others("knowledge_gaps", question.id)
    refuse_if(reasons_against_gap(question, text, reason, by=by, at=at))
    number = question.gaps.values("number").distinct().count() + 1
    return _keep(question, (number, 1), text, reason, KnowledgeGap.State.OPEN, by=by, at=at)


@transaction.atomic
def change_gap(gap: KnowledgeGap, text: str, reason: str, state: str, *, by: Person, at: datetime) -> KnowledgeGap:
    """Tell otherwise what is not known, or that it is known by now or no longer asked: a new version."""
    wait_for_others("knowledge_gaps", gap.question_id)
    refuse_if(reasons_against_changing_gap(gap, text, reason, state, by=by, at=at))
    last = gap.question.gaps.filter(number=gap.number).count()
    return _keep(gap.question, (gap.number, last + 1), text, reason, state, by=by, at=at)


def _keep(
    question: EvaluationQuestion,
    numbers: tuple[int, int],
    text: str,
    reason: str,
    state: str,
    *,
    by: Person,
    at: datetime,
) -> KnowledgeGap:
    gap = KnowledgeGap.objects.create(
        project_id=question.project_id,
        evaluation_id=question.evaluation_id,
        question=question,
        number=numbers[0],
        version=numbers[1],
        text=text.strip(),
        reason=reason.strip(),
        state=state,
        noted_by=by,
        noted_at=at,
    )
    act = "note_knowledge_gap" if gap.version == 1 else "change_knowledge_gap"
    note_act(act, "evaluation", gap.evaluation_id, project_id=gap.project_id, by=by.id, at=at)
    return gap


@transaction.atomic
def set_amount_words(evaluation: Evaluation, told: ScaleTold, *, by: Person, at: datetime) -> AmountWords:
    """Set the words for amounts of an evaluation; what was approved with other words no longer holds."""
    wait_for_others("amount_words", evaluation.id)
    refuse_if(reasons_against_amount_words(evaluation, told, by=by, at=at))
    before = scale_as_set(evaluation)
    words = AmountWords.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        number=before.number + 1 if before else 1,
        none=told.none.strip(),
        few=told.few.strip(),
        few_at_most=told.few_at_most,
        steps=[{"word": one.word.strip(), "from": one.from_percent, "above": one.above} for one in told.steps],
        all=told.all.strip(),
        set_by=by,
        set_at=at,
    )
    note_act("set_amount_words", "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at)
    reopen_changed(evaluation, by=by, at=at)
    return words
