"""What is known of each question of an evaluation, on which findings; what is not known, and which method disagrees."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from vlechtwerk.domains.evaluation.models import (
    ApprovedFinding,
    Evaluation,
    EvaluationGroup,
    EvaluationQuestion,
    KnowledgeGap,
    PlannedMethod,
)
from vlechtwerk.domains.evaluation.queries.fieldwork import NotHeard, not_heard_on
from vlechtwerk.domains.evaluation.queries.findings import ApprovedAsRead, approved_findings
from vlechtwerk.domains.evaluation.queries.looked_at_again import LookedAtAgain, looked_at_again
from vlechtwerk.domains.evaluation.queries.plan import Part, Plan, plan_of
from vlechtwerk.domains.partnership.models import Level, Organisation
from vlechtwerk.foundation.evidence.address import Stance


@dataclass(frozen=True, slots=True)
class GapAsItStands:
    """What is not known, in its latest version, with all versions, oldest first."""

    gap: KnowledgeGap
    history: Sequence[KnowledgeGap]

    @property
    def is_open(self) -> bool:
        """Whether it is not known still."""
        return self.gap.state == KnowledgeGap.State.OPEN


@dataclass(frozen=True, slots=True)
class NotHeardOn:
    """Who was not heard on a question: groups that the plan asks, and levels and organisations among participants."""

    groups: Sequence[EvaluationGroup]
    levels: Sequence[str]
    organisations: Sequence[Organisation]
    people: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A finding, the kinds of methods of which evidence speaks against it, and those that speak for it."""

    approved: ApprovedFinding
    against: Sequence[str]
    supporting: Sequence[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with what is known, what is not known as written down, and what was computed to be missing.

    `not_heard` is nothing for a reader who may not know who took part in fieldwork.
    """

    question: EvaluationQuestion
    known: Sequence[ApprovedAsRead]
    gaps: Sequence[GapAsItStands]
    without_evidence: Sequence[PlannedMethod]
    not_heard: NotHeardOn | None
    disagreeing: Sequence[Disagreement]
    # What was known, and is being looked at again.
    again: Sequence[LookedAtAgain] = ()


def answers_of(
    evaluation: Evaluation, *, for_evaluator: bool, approved: Sequence[ApprovedAsRead] | None = None
) -> list[Answer]:
    """Return the answer to each question of an evaluation; the number of queries does not grow with theirs.

    approved: its approved findings that hold, where they are known already.
    """
    plan = plan_of(evaluation)
    approved = approved_findings(evaluation) if approved is None else approved
    gaps = gaps_of(evaluation)
    heard = {one.question.id: one for one in not_heard_on(evaluation)} if for_evaluator else {}
    again = looked_at_again(approved, evaluation.id)
    return [
        replace(
            _answer(question, plan, approved, gaps.get(question.id, []), heard.get(question.id)),
            again=[one for one in again if question.code in one.questions],
        )
        for question in plan.questions
    ]


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """How many questions an evaluation asks, of how many something is known, and on how many a method disagrees."""

    questions: int
    known: int
    doubted: int


def count_answers(answers: Sequence[Answer]) -> AnswerCounts:
    """Count the answers of an evaluation."""
    return AnswerCounts(
        len(answers), sum(bool(one.known) for one in answers), sum(bool(one.disagreeing) for one in answers)
    )


def counts_of_answers(approved: Iterable[ApprovedAsRead]) -> dict[UUID, AnswerCounts]:
    """Count the answers of each evaluation, on these approved findings; one query."""
    asked: dict[UUID, set[str]] = {}
    for evaluation, code in EvaluationQuestion.objects.values_list("evaluation_id", "code"):
        asked.setdefault(evaluation, set()).add(code)
    known: dict[UUID, set[str]] = {}
    doubted: dict[UUID, set[str]] = {}
    for one in approved:
        for counted in (known, doubted) if _disagreement(one.approved) else (known,):
            counted.setdefault(one.approved.evaluation_id, set()).update(one.approved.questions)
    return {
        evaluation: AnswerCounts(
            len(codes), len(codes & known.get(evaluation, set())), len(codes & doubted.get(evaluation, set()))
        )
        for evaluation, codes in asked.items()
    }


def gaps_of(evaluation: Evaluation) -> dict[Any, list[GapAsItStands]]:
    """Return what is not known, by question, in order: one query."""
    versions: dict[Any, dict[int, list[KnowledgeGap]]] = {}
    rows = KnowledgeGap.objects.filter(evaluation=evaluation).select_related("noted_by", "question__evaluation")
    for row in rows.order_by("question_id", "number", "version"):
        versions.setdefault(row.question_id, {}).setdefault(row.number, []).append(row)
    return {
        question: [GapAsItStands(history[-1], history) for history in numbers.values()]
        for question, numbers in versions.items()
    }


def find_gap(question: EvaluationQuestion, number: int) -> GapAsItStands | None:
    """Return one thing that is not known of a question, or nothing."""
    history = list(
        question.gaps.filter(number=number).select_related("noted_by", "question__evaluation").order_by("version")
    )
    return GapAsItStands(history[-1], history) if history else None


def _answer(
    question: EvaluationQuestion,
    plan: Plan,
    approved: Sequence[ApprovedAsRead],
    gaps: Sequence[GapAsItStands],
    heard: NotHeard | None,
) -> Answer:
    known = [one for one in approved if question.code in one.approved.questions]
    used = {method for one in known for method in one.approved.methods}
    planned = [item for measurement in plan.measurements for item in measurement.methods if question.id in item.serves]
    return Answer(
        question,
        known,
        gaps,
        [item.method for item in planned if item.method.kind not in used],
        None if heard is None else _not_heard(question, plan, heard),
        [told for one in known if (told := _disagreement(one.approved)) is not None],
    )


def _disagreement(approved: ApprovedFinding) -> Disagreement | None:
    against = [method for method, stances in approved.methods.items() if Stance.CONTRADICTS in stances]
    supporting = [method for method, stances in approved.methods.items() if Stance.SUPPORTS in stances]
    return Disagreement(approved, against, supporting) if against else None


def _not_heard(question: EvaluationQuestion, plan: Plan, told: NotHeard) -> NotHeardOn:
    """Return who was not heard: of groups, those of whom nobody took part in a method that serves the question."""
    serving = [item for one in plan.measurements for item in one.methods if question.id in item.serves]
    planned = {group.id for group in plan.groups for item in serving if item.part_of(group) != Part.NOT_ASKED}
    took_part = {group.id for group in plan.groups for item in serving if item.part_of(group) == Part.TOOK_PART}
    levels = {one.level for one in told.not_heard} - {one.level for one in told.heard} - {Level.NOT_STATED}
    heard = {one.organisation_id for one in told.heard}
    organisations = {
        one.organisation.code: one.organisation
        for one in told.not_heard
        if one.organisation is not None and one.organisation_id not in heard
    }
    return NotHeardOn(
        [group for group in plan.groups if group.id in planned - took_part],
        [level for level in Level.values if level in levels],
        [organisations[code] for code in sorted(organisations)],
        len(told.not_heard),
    )
