"""Keep the model of the added value: its elements, how they are worded, and what is said of each."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import ValueElement, ValuePoint, ValueWording
from vlechtwerk.domains.programme.rules.added_value import (
    reasons_against_adding_element,
    reasons_against_dropping,
    reasons_against_retiring,
    reasons_against_rewording,
    reasons_against_saying,
)
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def add_element(
    code: str,
    name: str,
    explanation: str,
    *,
    by: Person,
    at: datetime,
    order: int | None = None,
    evidence: Sequence[Evidence] = (),
) -> ValueElement:
    """Add an element to the model, in its first wording."""
    wait_for_others("value_elements", by.project_id)
    refuse_if(reasons_against_adding_element(code, name, explanation, by=by, at=at))
    place = ValueElement.objects.filter(project_id=by.project_id).count() if order is None else order
    element = ValueElement.objects.create(project_id=by.project_id, code=code.strip(), order=place)
    _word(element, 1, name, explanation, "", evidence, by=by, at=at)
    note_act("add_value_element", "value_element", element.id, project_id=by.project_id, by=by.id, at=at)
    return element


@transaction.atomic
def reword_element(
    element: ValueElement,
    name: str,
    explanation: str,
    reason: str,
    *,
    by: Person,
    at: datetime,
    evidence: Sequence[Evidence] = (),
) -> ValueWording:
    """Give an element another wording; the former ones stay readable."""
    element = ValueElement.objects.select_for_update().get(id=element.id)
    refuse_if(reasons_against_rewording(element, name, explanation, reason, by=by, at=at))
    wording = _word(element, element.wordings.count() + 1, name, explanation, reason, evidence, by=by, at=at)
    note_act("reword_value_element", "value_element", element.id, project_id=element.project_id, by=by.id, at=at)
    return wording


def _word(
    element: ValueElement,
    number: int,
    name: str,
    explanation: str,
    reason: str,
    evidence: Sequence[Evidence],
    *,
    by: Person,
    at: datetime,
) -> ValueWording:
    wording = ValueWording.objects.create(
        project_id=element.project_id,
        element=element,
        number=number,
        name=name.strip(),
        explanation=explanation.strip(),
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    attach(wording, evidence)
    return wording


@transaction.atomic
def retire_element(element: ValueElement, until: date, because: str, *, by: Person, at: datetime) -> ValueElement:
    """Take an element out of the model; it stays readable with why."""
    element = ValueElement.objects.select_for_update().get(id=element.id)
    refuse_if(reasons_against_retiring(element, until, because, by=by, at=at))
    element.retired_on, element.retired_because = until, because.strip()
    element.save(update_fields=["retired_on", "retired_because"])
    note_act("retire_value_element", "value_element", element.id, project_id=element.project_id, by=by.id, at=at)
    return element


@transaction.atomic
def say_of_element(
    element: ValueElement,
    kind: str,
    text: str,
    *,
    by: Person,
    at: datetime,
    said_by: str = "",
    evidence: Sequence[Evidence] = (),
) -> ValuePoint:
    """Say of an element what supports it, what is only hoped, what speaks against it, or on which condition."""
    element = ValueElement.objects.select_for_update().get(id=element.id)
    refuse_if(reasons_against_saying(element, kind, text, evidence=evidence, by=by, at=at))
    point = ValuePoint.objects.create(
        project_id=element.project_id,
        element=element,
        kind=kind,
        text=text.strip(),
        said_by=said_by.strip(),
        order=element.points.filter(kind=kind).count(),
        recorded_by=by,
        recorded_at=at,
    )
    attach(point, evidence)
    note_act("say_of_value_element", "value_element", element.id, project_id=element.project_id, by=by.id, at=at)
    return point


@transaction.atomic
def drop_point(point: ValuePoint, because: str, *, by: Person, at: datetime) -> ValuePoint:
    """Drop something that is said of an element; it is kept with why."""
    point = ValuePoint.objects.select_for_update().get(id=point.id)
    refuse_if(reasons_against_dropping(point, because, by=by, at=at))
    point.dropped_at, point.dropped_because = at, because.strip()
    point.save(update_fields=["dropped_at", "dropped_because"])
    note_act("drop_value_point", "value_element", point.element_id, project_id=point.project_id, by=by.id, at=at)
    return point
