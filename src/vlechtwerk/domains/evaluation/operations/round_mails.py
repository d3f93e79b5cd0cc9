"""Ask for invitations and reminders, and claim each mail once; a link is made when it is sent, and kept as a digest."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from vlechtwerk.domains.evaluation.models import EvaluationRound, Respondent, RoundMail
from vlechtwerk.domains.evaluation.operations.rounds import locked_round, note_round_act
from vlechtwerk.domains.evaluation.rules import rounds as rules
from vlechtwerk.domains.evaluation.rules.evaluators import is_evaluator
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.refusal import refuse_if


def digest_of(token: str) -> str:
    """Return what is kept of the token in a link."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(asked: EvaluationRound, *, by: Person, at: datetime) -> int:
    """Let an invitation go to everyone who has none yet; return for how many none waited already."""
    asked = locked_round(asked, by=by, at=at)
    refuse_if(rules.reasons_against_inviting(asked, by=by, at=at))
    return _ask(asked, rules.to_invite(asked), RoundMail.Kind.INVITATION, by=by, at=at)


@transaction.atomic
def remind(asked: EvaluationRound, *, by: Person, at: datetime) -> int:
    """Let a reminder, with a link of its own, go to everyone who has not answered; once a day.

    Return for how many none waited already.
    """
    asked = locked_round(asked, by=by, at=at)
    refuse_if(rules.reasons_against_reminding(asked, by=by, at=at))
    return _ask(asked, rules.to_remind(asked, at), RoundMail.Kind.REMINDER, by=by, at=at)


def _ask(asked: EvaluationRound, people: list[Respondent], kind: RoundMail.Kind, *, by: Person, at: datetime) -> int:
    made = 0
    for respondent in people:
        waiting = respondent.mails.filter(kind=kind, state=RoundMail.State.WAITING)
        if waiting.exists():
            continue
        # What the mail server refused today is tried again.
        RoundMail.objects.update_or_create(
            respondent=respondent,
            kind=kind,
            asked_on=timezone.localdate(at),
            defaults={"state": RoundMail.State.WAITING, "digest": "", "project_id": asked.project_id},
        )
        made += 1
    act = "invite_respondents" if kind == RoundMail.Kind.INVITATION else "remind_respondents"
    note_round_act(act, asked, by=by, at=at, details={"people": made})
    return made


@dataclass(frozen=True, slots=True)
class ClaimedMail:
    """A mail that is being sent, with the token that nothing else holds."""

    mail: RoundMail
    respondent: Respondent
    asked: EvaluationRound
    token: str


@transaction.atomic
def claim_mail(asked: EvaluationRound, *, by: Person, at: datetime) -> ClaimedMail | None:
    """Claim the next mail of a round that waits, for this process only; nothing when none waits.

    Who answered meanwhile, or was noted, gets none, and of a round that has closed nobody does.
    """
    # Not its row: whoever answers holds that one too.
    asked = EvaluationRound.objects.select_related("evaluation", "project", "version__instrument").get(id=asked.id)
    if not is_evaluator(asked.evaluation, by, at) or rules.reasons_against_mailing(asked, by=by, at=at):
        return None
    mail = (
        RoundMail.objects.filter(
            respondent__round=asked,
            state=RoundMail.State.WAITING,
            respondent__sent_on__isnull=True,
            respondent__noted=Respondent.Noted.NONE,
        )
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("respondent")
        .order_by("id")
        .first()
    )
    if mail is None:
        return None
    token = secrets.token_urlsafe(32)
    mail.state, mail.digest = RoundMail.State.CLAIMED, digest_of(token)
    mail.save(update_fields=["state", "digest"])
    return ClaimedMail(mail, mail.respondent, asked, token)


@transaction.atomic
def note_mail(mail: RoundMail, state: RoundMail.State) -> None:
    """Note that the mail server took a mail, or refused it."""
    RoundMail.objects.filter(id=mail.id, state=RoundMail.State.CLAIMED).update(state=state)
