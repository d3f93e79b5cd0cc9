"""Mail of a round is sent by a job, in the reading context of the evaluator who asked for it."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from vlechtwerk.domains.evaluation.models import EvaluationRound
from vlechtwerk.domains.evaluation.operations import round_mails
from vlechtwerk.interfaces.actor import Actor

SEND_ROUND_MAILS = "send_round_mails"


def invite(asked: EvaluationRound, *, actor: Actor, at: datetime) -> int:
    """Invite everyone who has no invitation yet, and let a job send the mails; return how many."""
    number = round_mails.invite(asked, by=actor.person, at=at)
    _ask(asked, actor)
    return number


def remind(asked: EvaluationRound, *, actor: Actor, at: datetime) -> int:
    """Remind everyone who has not answered, and let a job send the mails; return how many."""
    number = round_mails.remind(asked, by=actor.person, at=at)
    _ask(asked, actor)
    return number


def _ask(asked: EvaluationRound, actor: Actor) -> None:
    one = f"{SEND_ROUND_MAILS} {asked.id}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(SEND_ROUND_MAILS, lock=one, queueing_lock=one).defer(
            of_round=str(asked.id), person=str(actor.person.id), appointment=str(actor.appointment.id)
        )
