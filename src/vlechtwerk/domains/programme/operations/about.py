"""Tie advice and promises to the activities and focus areas that they are about."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Advice, Body, Decision, Organisation, Person, Promise
from vlechtwerk.domains.partnership.operations.advice import ask_advice
from vlechtwerk.domains.partnership.operations.promises import make_promise
from vlechtwerk.domains.programme.models import Activity, AdviceAbout, FocusArea, PromiseAbout
from vlechtwerk.domains.programme.rules.about import reasons_against_linking_advice, reasons_against_linking_promise
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def ask_advice_about(
    activities: Sequence[Activity],
    question: str,
    body: Body,
    *,
    by: Person,
    at: datetime,
    asking_body: Body | None = None,
    due_on: date | None = None,
    decision: Decision | None = None,
) -> Advice:
    """Ask an advisory body for advice about activities; about none it is about the partnership."""
    advice = ask_advice(question, body, asking_body=asking_body, due_on=due_on, decision=decision, by=by, at=at)
    for activity in activities:
        link_advice(activity, advice, by=by, at=at)
    return advice


@transaction.atomic
def link_advice(activity: Activity, advice: Advice, *, by: Person, at: datetime) -> Advice:
    """Say that an advice is about an activity."""
    wait_for_others("advice", activity.id)
    refuse_if(reasons_against_linking_advice(activity, advice, by=by, at=at))
    AdviceAbout.objects.create(project_id=activity.project_id, activity=activity, advice=advice)
    note_act("link_advice", "activity", activity.id, project_id=activity.project_id, by=by.id, at=at)
    return advice


@transaction.atomic
def make_promise_about(
    activities: Sequence[Activity],
    focus_areas: Sequence[FocusArea],
    text: str,
    recipient: str,
    *,
    by: Person,
    at: datetime,
    organisation: Organisation | None = None,
    made_by: str = "",
    made_on: PreciseDate | None = None,
    due_on: PreciseDate | None = None,
    responsible: Person | None = None,
    evidence: Sequence[Evidence] = (),
) -> Promise:
    """Register what was promised about activities and focus areas; about none it is about the partnership."""
    promise = make_promise(
        text,
        recipient,
        organisation=organisation,
        made_by=made_by,
        made_on=made_on,
        due_on=due_on,
        responsible=responsible,
        evidence=evidence,
        by=by,
        at=at,
    )
    for activity in activities:
        link_promise(promise, activity=activity, by=by, at=at)
    for focus_area in focus_areas:
        link_promise(promise, focus_area=focus_area, by=by, at=at)
    return promise


@transaction.atomic
def link_promise(
    promise: Promise,
    *,
    by: Person,
    at: datetime,
    activity: Activity | None = None,
    focus_area: FocusArea | None = None,
) -> Promise:
    """Say that a promise is about an activity, or about a focus area with its work goal."""
    wait_for_others("promise_about", promise.id)
    refuse_if(reasons_against_linking_promise(promise, activity, focus_area, by=by, at=at))
    PromiseAbout.objects.create(
        project_id=promise.project_id, promise=promise, activity=activity, focus_area=focus_area
    )
    note_act("link_promise", "promise", promise.id, project_id=promise.project_id, by=by.id, at=at)
    return promise
