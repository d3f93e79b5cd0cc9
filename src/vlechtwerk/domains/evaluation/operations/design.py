"""Write the design of an evaluation: what it is for, what it asks, when, whom and how, and what came in."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationAim,
    EvaluationGroup,
    EvaluationQuestion,
    Measurement,
    MethodQuestion,
    PlannedMethod,
    PlannedPart,
)
from vlechtwerk.domains.evaluation.rules.codes import reasons_against_code
from vlechtwerk.domains.evaluation.rules.design import (
    MethodTold,
    PartsTold,
    reasons_against_aim,
    reasons_against_group,
    reasons_against_measurement,
    reasons_against_method,
    reasons_against_parts,
    reasons_against_question,
    reasons_against_serving,
)
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if

Period = tuple[PreciseDate | None, PreciseDate | None]
UNKNOWN: Period = (None, None)


@transaction.atomic
def add_aim(
    evaluation: Evaluation, text: str, *, by: Person, at: datetime, evidence: Sequence[Evidence] = ()
) -> EvaluationAim:
    """Add something that the evaluation is meant to give insight in."""
    wait_for_others("evaluation_design", evaluation.id)
    refuse_if(reasons_against_aim(evaluation, text, by=by, at=at))
    order = evaluation.aims.count()
    aim = EvaluationAim.objects.create(
        project_id=evaluation.project_id, evaluation=evaluation, order=order, text=text.strip()
    )
    attach(aim, evidence)
    _note("add_evaluation_aim", evaluation, by, at)
    return aim


@transaction.atomic
def change_aim(aim: EvaluationAim, text: str, *, by: Person, at: datetime) -> EvaluationAim:
    """Word an aim otherwise."""
    refuse_if(reasons_against_aim(aim.evaluation, text, by=by, at=at))
    _change(aim, text=text.strip())
    _note("change_evaluation_aim", aim.evaluation, by, at)
    return aim


@transaction.atomic
def add_question(
    evaluation: Evaluation,
    code: str,
    text: str,
    *,
    by: Person,
    at: datetime,
    brought_in_by: str = "",
    evidence: Sequence[Evidence] = (),
) -> EvaluationQuestion:
    """Add a question, with who brought it in (in the words of the source; empty: not known)."""
    wait_for_others("evaluation_design", evaluation.id)
    in_use = evaluation.questions.filter(code=code.strip()).exists()
    refuse_if(reasons_against_question(evaluation, text, by=by, at=at) + reasons_against_code(code, in_use))
    question = EvaluationQuestion.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        code=code.strip(),
        order=evaluation.questions.count(),
        text=text.strip(),
        brought_in_by=brought_in_by.strip(),
    )
    attach(question, evidence)
    _note("add_evaluation_question", evaluation, by, at)
    return question


@transaction.atomic
def change_question(
    question: EvaluationQuestion, text: str, brought_in_by: str, *, by: Person, at: datetime
) -> EvaluationQuestion:
    """Word a question otherwise, or say otherwise who brought it in; its code stays."""
    refuse_if(reasons_against_question(question.evaluation, text, by=by, at=at))
    _change(question, text=text.strip(), brought_in_by=brought_in_by.strip())
    _note("change_evaluation_question", question.evaluation, by, at)
    return question


@transaction.atomic
def add_measurement(
    evaluation: Evaluation,
    name: str,
    *,
    by: Person,
    at: datetime,
    focus: str = "",
    period: Period = UNKNOWN,
    evidence: Sequence[Evidence] = (),
) -> Measurement:
    """Add a time at which the evaluation looks: its number follows the last one."""
    wait_for_others("evaluation_design", evaluation.id)
    refuse_if(reasons_against_measurement(evaluation, name, period, by=by, at=at))
    measurement = Measurement.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        number=evaluation.measurements.count() + 1,
        name=name.strip(),
        focus=focus.strip(),
        measured_from=period[0],
        measured_to=period[1],
    )
    attach(measurement, evidence)
    _note("add_measurement", evaluation, by, at)
    return measurement


@transaction.atomic
def change_measurement(
    measurement: Measurement, name: str, focus: str, period: Period, *, by: Person, at: datetime
) -> Measurement:
    """Tell a measurement otherwise: its name, its focus, its period."""
    refuse_if(reasons_against_measurement(measurement.evaluation, name, period, by=by, at=at))
    _change(measurement, name=name.strip(), focus=focus.strip(), measured_from=period[0], measured_to=period[1])
    _note("change_measurement", measurement.evaluation, by, at)
    return measurement


@transaction.atomic
def add_group(
    evaluation: Evaluation,
    code: str,
    name: str,
    *,
    by: Person,
    at: datetime,
    inferred: bool = False,
    evidence: Sequence[Evidence] = (),
) -> EvaluationGroup:
    """Add a group of people whom the evaluation can ask; `inferred` says that the source does not name it so."""
    wait_for_others("evaluation_design", evaluation.id)
    in_use = evaluation.groups.filter(code=code.strip()).exists()
    refuse_if(reasons_against_group(evaluation, name, by=by, at=at) + reasons_against_code(code, in_use))
    group = EvaluationGroup.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        code=code.strip(),
        name=name.strip(),
        order=evaluation.groups.count(),
        inferred=inferred,
    )
    attach(group, evidence)
    _note("add_evaluation_group", evaluation, by, at)
    return group


@transaction.atomic
def change_group(group: EvaluationGroup, name: str, *, by: Person, at: datetime) -> EvaluationGroup:
    """Name a group otherwise; its code stays."""
    refuse_if(reasons_against_group(group.evaluation, name, by=by, at=at))
    _change(group, name=name.strip())
    _note("change_evaluation_group", group.evaluation, by, at)
    return group


@transaction.atomic
def add_method(
    measurement: Measurement,
    code: str,
    told: MethodTold,
    *,
    by: Person,
    at: datetime,
    evidence: Sequence[Evidence] = (),
) -> PlannedMethod:
    """Add a method to a measurement."""
    evaluation = measurement.evaluation
    wait_for_others("evaluation_design", evaluation.id)
    in_use = measurement.methods.filter(code=code.strip()).exists()
    refuse_if(reasons_against_method(measurement, told, by=by, at=at) + reasons_against_code(code, in_use))
    method = PlannedMethod.objects.create(
        project_id=measurement.project_id,
        measurement=measurement,
        code=code.strip(),
        order=measurement.methods.count(),
        **_told(told),
    )
    attach(method, evidence)
    _note("add_evaluation_method", evaluation, by, at)
    return method


@transaction.atomic
def change_method(method: PlannedMethod, told: MethodTold, *, by: Person, at: datetime) -> PlannedMethod:
    """Tell a method otherwise: also how many were asked, and what came in."""
    refuse_if(reasons_against_method(method.measurement, told, by=by, at=at))
    _change(method, **_told(told))
    _note("change_evaluation_method", method.measurement.evaluation, by, at)
    return method


def _told(told: MethodTold) -> dict[str, object]:
    return {
        "kind": told.kind,
        "name": told.name.strip(),
        "asked": told.asked,
        "came_in": told.came_in,
        "note": told.note.strip(),
    }


@transaction.atomic
def set_parts(method: PlannedMethod, told: PartsTold, *, by: Person, at: datetime) -> list[PlannedPart]:
    """Say which groups a method asks and which of them took part; a group that is not named is not asked."""
    wait_for_others("evaluation_design", method.measurement.evaluation_id)
    refuse_if(reasons_against_parts(method, told, by=by, at=at))
    method.parts.all().delete()
    parts = PlannedPart.objects.bulk_create(
        PlannedPart(project_id=method.project_id, method=method, group=group, took_part=answer)
        for group, answer in told.by_group()
    )
    _note("set_evaluation_parts", method.measurement.evaluation, by, at)
    return parts


@transaction.atomic
def set_served_questions(
    method: PlannedMethod, questions: Collection[EvaluationQuestion], *, by: Person, at: datetime
) -> list[MethodQuestion]:
    """Say which questions a method serves; it serves no others."""
    wait_for_others("evaluation_design", method.measurement.evaluation_id)
    refuse_if(reasons_against_serving(method, questions, by=by, at=at))
    method.serves.all().delete()
    served = MethodQuestion.objects.bulk_create(
        MethodQuestion(project_id=method.project_id, method=method, question=question)
        for question in {question.id: question for question in questions}.values()
    )
    _note("set_served_questions", method.measurement.evaluation, by, at)
    return served


def _change(record: Model, **values: object) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record.save(update_fields=list(values))


def _note(act: str, evaluation: Evaluation, by: Person, at: datetime) -> None:
    note_act(act, "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at)
