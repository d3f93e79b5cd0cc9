"""Ask, give and weigh advice."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Advice, Body, Decision, Person
from vlechtwerk.domains.partnership.rules.advice import (
    reasons_against_asking_advice,
    reasons_against_giving_advice,
    reasons_against_weighing_advice,
)
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach, reasons_against_attaching
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def ask_advice(
    question: str,
    body: Body,
    *,
    by: Person,
    at: datetime,
    asking_body: Body | None = None,
    due_on: date | None = None,
    decision: Decision | None = None,
    asked_on: PreciseDate | None = None,
    asked_by: Person | None = None,
) -> Advice:
    """Ask an advisory body for advice, for oneself or for a body; only a case tells another day and asker."""
    refuse_if(reasons_against_asking_advice(question, body, asking_body, by=by, at=at))
    advice = Advice.objects.create(
        project_id=by.project_id,
        question=question.strip(),
        body=body,
        asking_body=asking_body,
        due_on=due_on,
        decision=decision,
        asked_on=asked_on if by.loads_cases else PreciseDate.of_day(timezone.localdate(at)),
        asked_by=asked_by if by.loads_cases else by,
        recorded_by=by,
        recorded_at=at,
    )
    note_act("ask_advice", "advice", advice.id, project_id=by.project_id, by=by.id, at=at)
    return advice


@transaction.atomic
def give_advice(
    advice: Advice,
    text: str,
    given_on: PreciseDate,
    *,
    by: Person,
    at: datetime,
    given_by: Person | None = None,
    evidence: Sequence[Evidence] = (),
) -> Advice:
    """Give the advice that was asked; from then on every member reads it. Only a case tells who else gave it."""
    advice = Advice.objects.select_for_update(of=("self",)).select_related("body").get(id=advice.id)
    refuse_if(
        reasons_against_giving_advice(advice, text, given_on, by=by, at=at)
        + reasons_against_attaching(advice.project_id, evidence)
    )
    advice.text, advice.given_on, advice.given_by = text.strip(), given_on, given_by if by.loads_cases else by
    advice.save(update_fields=["text", "given_on", "given_by"])
    attach(advice, evidence)
    note_act("give_advice", "advice", advice.id, project_id=by.project_id, by=by.id, at=at)
    return advice


@transaction.atomic
def weigh_advice(
    advice: Advice,
    followed: str,
    *,
    by: Person,
    at: datetime,
    why: str = "",
    decision: Decision | None = None,
    weighed_on: PreciseDate | None = None,
) -> Advice:
    """Say whether an advice was followed, why, and in which decision; only a case tells another day."""
    advice = Advice.objects.select_for_update(of=("self",)).select_related("asking_body").get(id=advice.id)
    refuse_if(reasons_against_weighing_advice(advice, followed, why, decision, by=by, at=at))
    told = weighed_on if by.loads_cases else None
    advice.followed, advice.why, advice.followed_in = followed, why.strip(), decision
    advice.weighed_on, advice.weighed_by = told or PreciseDate.of_day(timezone.localdate(at)), by
    advice.save(update_fields=["followed", "why", "followed_in", "weighed_on", "weighed_by"])
    note_act(
        "weigh_advice", "advice", advice.id, project_id=by.project_id, by=by.id, at=at, details={"followed": followed}
    )
    return advice
