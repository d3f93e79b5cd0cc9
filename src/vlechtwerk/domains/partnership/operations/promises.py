"""Register what was promised outside the partnership, and what became of it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Decision, Organisation, Person, Promise, PromiseStep
from vlechtwerk.domains.partnership.rules.promises import (
    reasons_against_making_promise,
    reasons_against_promise_step,
)
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach, reasons_against_attaching
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def make_promise(
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
    """Register what was promised, to whom, by whom and for when, as far as that is known."""
    refuse_if(
        reasons_against_making_promise(text, recipient, made_on, due_on, by=by, at=at)
        + reasons_against_attaching(by.project_id, evidence)
    )
    promise = Promise.objects.create(
        project_id=by.project_id,
        text=text.strip(),
        recipient=recipient,
        organisation=organisation,
        made_by=made_by.strip(),
        made_on=made_on,
        due_on=due_on,
        responsible=responsible,
        recorded_by=by,
        recorded_at=at,
    )
    attach(promise, evidence)
    note_act("make_promise", "promise", promise.id, project_id=by.project_id, by=by.id, at=at)
    return promise


@transaction.atomic
def follow_promise(
    promise: Promise,
    kind: str,
    occurred_on: PreciseDate,
    *,
    by: Person,
    at: datetime,
    reason: str = "",
    due_on: PreciseDate | None = None,
    decision: Decision | None = None,
    evidence: Sequence[Evidence] = (),
) -> PromiseStep:
    """Say what became of a promise: kept, kept in part, moved by a decision, or withdrawn. Earlier steps stay."""
    promise = Promise.objects.select_for_update(of=("self",)).get(id=promise.id)
    refuse_if(
        reasons_against_promise_step(promise, kind, occurred_on, reason, due_on=due_on, decision=decision, by=by, at=at)
        + reasons_against_attaching(promise.project_id, evidence)
    )
    step = PromiseStep.objects.create(
        project_id=promise.project_id,
        promise=promise,
        kind=kind,
        occurred_on=occurred_on,
        reason=reason.strip(),
        due_on=due_on,
        decision=decision,
        order=promise.steps.count(),
        recorded_by=by,
        recorded_at=at,
    )
    attach(step, evidence)
    note_act("follow_promise", "promise", promise.id, project_id=by.project_id, by=by.id, at=at, details={"kind": kind})
    return step
