"""Which evaluations are there, what is each for, what does it ask, and who evaluates?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationAim,
    EvaluationQuestion,
    EvaluatorRole,
    Measurement,
)
from vlechtwerk.domains.evaluation.rules.evaluators import holds_no_other_function
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.rules import running_on

if TYPE_CHECKING:
    import psycopg


@dataclass(frozen=True, slots=True)
class EvaluationAsItStands:
    """An evaluation with its aims, questions and measurements in order, and everyone who is or was its evaluator."""

    evaluation: Evaluation
    aims: Sequence[EvaluationAim]
    questions: Sequence[EvaluationQuestion]
    measurements: Sequence[Measurement]
    evaluators: Sequence[EvaluatorRole]


def evaluations() -> list[EvaluationAsItStands]:
    """Return the evaluations in order of code; the number of queries does not grow with their number."""
    return [_as_it_stands(evaluation) for evaluation in _with_parts()]


def evaluation_as_it_stands(code: str) -> EvaluationAsItStands | None:
    """Return one evaluation, or nothing."""
    found = _with_parts().filter(code=code).first()
    return None if found is None else _as_it_stands(found)


def evaluated_by(person: Person, at: datetime) -> frozenset[str]:
    """Return the codes of the evaluations of which someone is evaluator at a moment."""
    if not holds_no_other_function(person, at):
        return frozenset()
    running = running_on(timezone.localdate(at), "evaluator_from", "evaluator_until")
    return frozenset(EvaluatorRole.objects.filter(running, person=person).values_list("evaluation__code", flat=True))


def evaluations_read_closely() -> frozenset[UUID]:
    """Return the evaluations of which the reader reads drafts and fieldwork too, as the database decides it."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce((select reading_evaluations())::uuid[], '{}')")
        return frozenset(cursor.fetchone()[0])


def evaluator_of_case(owner: "psycopg.Connection[Any]", case: str, evaluation: str | None) -> tuple[UUID, UUID] | None:
    """Return who evaluates a case, and its evaluation: the one that is named, or else its first.

    Who evaluates is known to nobody outside a reading context; so the owner of the tables is asked, whose connection
    only who keeps the machine has.
    """
    row = owner.execute(_EVALUATOR_OF_CASE, {"case": case, "evaluation": evaluation}).fetchone()
    return None if row is None else (row[0], row[1])


_EVALUATOR_OF_CASE = """
    select role.person_id, evaluation.id
    from evaluation_evaluatorrole role
    join evaluation_evaluation evaluation on evaluation.id = role.evaluation_id
    join partnership_project project on project.id = evaluation.project_id
    where project.code = %(case)s and project.loaded_checksum <> ''
      and (evaluation.code = %(evaluation)s or %(evaluation)s::text is null) and role.evaluator_until is null
    order by evaluation.code, role.recorded_at, role.person_id limit 1
"""


def _with_parts() -> QuerySet[Evaluation]:
    roles = EvaluatorRole.objects.select_related("person").order_by("evaluator_from", "id")
    return Evaluation.objects.prefetch_related(
        "aims", "questions", "measurements", Prefetch("evaluators", roles)
    ).order_by("code")


def _as_it_stands(evaluation: Evaluation) -> EvaluationAsItStands:
    return EvaluationAsItStands(
        evaluation,
        list(evaluation.aims.all()),
        list(evaluation.questions.all()),
        list(evaluation.measurements.all()),
        list(evaluation.evaluators.all()),
    )
