"""Ask, take and withdraw decisions, grant and end mandates, and write a body's notes."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import cast

from django.db import transaction
from django.utils import timezone

from vlechtwerk.domains.partnership.models import (
    Advice,
    Body,
    BodyNote,
    Decision,
    DecisionForwarding,
    DecisionSubject,
    Mandate,
    Person,
)
from vlechtwerk.domains.partnership.rules import reasons_against_writing_note
from vlechtwerk.domains.partnership.rules.advice import reasons_against_drafting
from vlechtwerk.domains.partnership.rules.decisions import (
    NOT_NAMED,
    reasons_against_asking_decision,
    reasons_against_ending_mandate,
    reasons_against_forwarding,
    reasons_against_granting_mandate,
    reasons_against_taking_decision,
    reasons_against_withdrawing_decision,
)
from vlechtwerk.domains.partnership.rules.mandates import Subject
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if

# Called within the transaction in which a decision is taken, withdrawn or sent on, after it was saved; may refuse.
Follower = Callable[[Decision, Person, datetime], None]
_FOLLOWERS: dict[str, Follower] = {}


def follow_decisions_about(subject: DecisionSubject, follower: Follower) -> None:
    """Let what waits for decisions about a subject follow them, wherever they are taken."""
    _FOLLOWERS[subject] = follower


def _let_follow(decision: Decision, by: Person, at: datetime) -> None:
    if decision.subject_kind in _FOLLOWERS:
        _FOLLOWERS[decision.subject_kind](decision, by, at)


@transaction.atomic
def ask_decision(
    question: str,
    *,
    by: Person,
    at: datetime,
    body: Body | None = None,
    agreed_days: int | None = None,
    asked_on: PreciseDate | None = None,
    asked_by: Person | None = None,
    about: Subject = NOT_NAMED,
    evidence: Sequence[Evidence] = (),
) -> Decision:
    """Put a question to a body; without a body the platform says that it is not known who must decide.

    Only when a case is loaded do the day of asking and the asker come from its source; then both may be unknown.
    """
    refuse_if(reasons_against_asking_decision(question, about=about, by=by, at=at))
    decision = Decision.objects.create(
        project_id=by.project_id,
        question=question.strip(),
        body=body,
        subject_kind=about.kind,
        size=about.size,
        agreed_days=agreed_days,
        asked_on=asked_on if by.loads_cases else PreciseDate.of_day(timezone.localdate(at)),
        asked_by=asked_by if by.loads_cases else by,
        recorded_by=by,
        recorded_at=at,
    )
    attach(decision, evidence)
    note_act("ask_decision", "decision", decision.id, project_id=by.project_id, by=by.id, at=at)
    return decision


@transaction.atomic
def take_decision(
    decision: Decision,
    result: str,
    decided_on: PreciseDate,
    *,
    by: Person,
    at: datetime,
    outcome: str = "",
    reasons: str = "",
    mandate: Mandate | None = None,
) -> Decision:
    """Take a decision that was asked, under a mandate that runs on that day."""
    decision = Decision.objects.select_for_update(of=("self",)).select_related("body").get(id=decision.id)
    refuse_if(reasons_against_taking_decision(decision, result, decided_on, mandate, by=by, at=at))
    decision.state = Decision.State.TAKEN
    decision.result = result
    decision.decided_on = decided_on
    decision.outcome = outcome
    decision.reasons = reasons
    decision.mandate = mandate
    if not by.loads_cases:
        decision.taken_at, decision.taken_by = at, by
    told = ["state", "result", "decided_on", "outcome", "reasons", "mandate", "taken_at", "taken_by"]
    decision.save(update_fields=told)
    note_act(
        "take_decision",
        "decision",
        decision.id,
        project_id=by.project_id,
        by=by.id,
        at=at,
        details={"result": result, "decided_on": decided_on.text},
    )
    _let_follow(decision, by, at)
    return decision


@transaction.atomic
def forward_decision(decision: Decision, to: Body, *, by: Person, at: datetime) -> Decision:
    """Send a question on to another body; that it waited at the first one stays known."""
    decision = Decision.objects.select_for_update(of=("self",)).select_related("body").get(id=decision.id)
    refuse_if(reasons_against_forwarding(decision, to, by=by, at=at))
    asked = cast(Body, decision.body)  # without one it is refused
    DecisionForwarding.objects.create(
        project_id=by.project_id,
        decision=decision,
        from_body=asked,
        to_body=to,
        forwarded_by=by,
        forwarded_at=at,
    )
    decision.body = to
    decision.save(update_fields=["body"])
    note_act("forward_decision", "decision", decision.id, project_id=by.project_id, by=by.id, at=at)
    _let_follow(decision, by, at)
    return decision


@transaction.atomic
def withdraw_decision(decision: Decision, *, by: Person, at: datetime) -> Decision:
    """Withdraw a question that still waits."""
    decision = Decision.objects.select_for_update(of=("self",)).get(id=decision.id)
    refuse_if(reasons_against_withdrawing_decision(decision, by=by, at=at))
    decision.state = Decision.State.WITHDRAWN
    decision.save(update_fields=["state"])
    note_act("withdraw_decision", "decision", decision.id, project_id=by.project_id, by=by.id, at=at)
    _let_follow(decision, by, at)
    return decision


@transaction.atomic
def grant_mandate(
    subject: str,
    *,
    by: Person,
    at: datetime,
    body: Body | None = None,
    person: Person | None = None,
    kinds: Sequence[str] = (),
    limit: int | None = None,
    limits: str = "",
    mandated_from: date | None = None,
    mandated_until: date | None = None,
    granted_by: Decision | None = None,
    evidence: Sequence[Evidence] = (),
) -> Mandate:
    """Grant a body or a person the mandate to decide something, resting on a decision that was taken.

    `kinds` are the subjects it is about and `limit` the most of its one kind; without them it says so in words only.
    """
    mandate = Mandate(
        project_id=by.project_id,
        body=body,
        person=person,
        subject=subject.strip(),
        subject_kinds=list(kinds),
        limit=limit,
        limits=limits,
        mandated_from=mandated_from,
        mandated_until=mandated_until,
        granted_by=granted_by,
    )
    refuse_if(reasons_against_granting_mandate(mandate, by=by, at=at))
    mandate.save(force_insert=True)
    attach(mandate, evidence)
    note_act("grant_mandate", "mandate", mandate.id, project_id=by.project_id, by=by.id, at=at)
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, until: date, *, by: Person, at: datetime) -> Mandate:
    """End a mandate on a day (not included)."""
    mandate = Mandate.objects.select_for_update(of=("self",)).select_related("person").get(id=mandate.id)
    refuse_if(reasons_against_ending_mandate(mandate, until, by=by, at=at))
    mandate.mandated_until = until
    mandate.save(update_fields=["mandated_until"])
    note_act("end_mandate", "mandate", mandate.id, project_id=by.project_id, by=by.id, at=at)
    return mandate


@transaction.atomic
def write_body_note(body: Body, text: str, *, by: Person, at: datetime, advice: Advice | None = None) -> BodyNote:
    """Write a note that only those who sit in the body can read; about an advice it is a draft of it."""
    reasons = reasons_against_writing_note(body, text, by=by, at=at)
    refuse_if(reasons if advice is None else reasons_against_drafting(advice, text, by=by, at=at))
    note = BodyNote.objects.create(
        project_id=by.project_id, body=body, advice=advice, text=text.strip(), written_by=by, written_at=at
    )
    note_act("write_body_note", "body_note", note.id, project_id=by.project_id, by=by.id, at=at)
    return note
