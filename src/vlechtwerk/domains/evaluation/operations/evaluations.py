"""Begin an evaluation, and say who its evaluators are."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluatorRole
from vlechtwerk.domains.evaluation.rules.evaluators import (
    reasons_against_adding_evaluator,
    reasons_against_beginning,
    reasons_against_ending_role,
)
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def begin_evaluation(code: str, title: str, *, by: Person, at: datetime, kind: str = "") -> Evaluation:
    """Begin an evaluation; who begins it is its first evaluator (the loader of a case is none)."""
    wait_for_others("evaluations", by.project_id)
    refuse_if(reasons_against_beginning(code, title, by=by, at=at))
    evaluation = Evaluation.objects.create(
        project_id=by.project_id, code=code.strip(), title=title.strip(), kind=kind.strip(), begun_at=at
    )
    if not by.loads_cases:
        _make_evaluator(evaluation, by, by=by, at=at)
    note_act("begin_evaluation", "evaluation", evaluation.id, project_id=by.project_id, by=by.id, at=at)
    return evaluation


@transaction.atomic
def add_evaluator(evaluation: Evaluation, person: Person, *, by: Person, at: datetime) -> EvaluatorRole:
    """Make someone evaluator of an evaluation, from today on."""
    wait_for_others("evaluators", evaluation.id)
    refuse_if(reasons_against_adding_evaluator(evaluation, person, by=by, at=at))
    role = _make_evaluator(evaluation, person, by=by, at=at)
    note_act("add_evaluator", "evaluation", evaluation.id, project_id=by.project_id, by=by.id, at=at)
    return role


def _make_evaluator(evaluation: Evaluation, person: Person, *, by: Person, at: datetime) -> EvaluatorRole:
    return EvaluatorRole.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        person=person,
        evaluator_from=timezone.localdate(at),
        recorded_by=by,
        recorded_at=at,
    )


@transaction.atomic
def end_evaluator_role(role: EvaluatorRole, until: date, *, by: Person, at: datetime) -> EvaluatorRole:
    """Let someone be no evaluator any more from a day on."""
    wait_for_others("evaluators", role.evaluation_id)
    role = EvaluatorRole.objects.select_related("evaluation").get(id=role.id)
    refuse_if(reasons_against_ending_role(role, until, by=by, at=at))
    role.evaluator_until = until
    role.save(update_fields=["evaluator_until"])
    note_act("end_evaluator_role", "evaluation", role.evaluation_id, project_id=role.project_id, by=by.id, at=at)
    return role
