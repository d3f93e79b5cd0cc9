"""Invitations and reminders by mail: each is claimed once, and its personal link is made when it is sent."""

import logging
import smtplib
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vlechtwerk.domains.evaluation.models import EvaluationRound, RoundMail
from vlechtwerk.domains.evaluation.operations.round_mails import ClaimedMail, claim_mail, note_mail
from vlechtwerk.domains.evaluation.queries.rounds import names_of_evaluators
from vlechtwerk.domains.evaluation.rules.rounds import is_very_small, people_asked
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.interfaces.web.answering.forms import minutes_for
from vlechtwerk.interfaces.web.digest_mail import SURELY_NOT_SENT, site
from vlechtwerk.interfaces.web.words import say_day

log = logging.getLogger(__name__)


def send_round_mails(of_round: UUID, person: UUID, appointment: UUID) -> int:
    """Send what waits of a round, as the evaluator who asked for it; return how many the mail server took.

    Nothing is logged of to whom: neither an address nor a link.
    """
    taken = 0
    while True:
        with reading_as(person, appointment):
            by = Person.objects.get(id=person)
            asked = EvaluationRound.objects.get(id=of_round)
            claimed = claim_mail(asked, by=by, at=timezone.now())
            mail = _compose(claimed) if claimed is not None else None
        # From here on it is claimed, and committed: no other process sends it, and neither does this one after a crash.
        if claimed is None or mail is None:
            return taken
        state = _send(mail)
        if state is None:
            continue
        taken += state == RoundMail.State.SENT
        with reading_as(person, appointment):
            note_mail(claimed.mail, state)


def _send(mail: EmailMessage) -> RoundMail.State | None:
    try:
        mail.send()
    except SURELY_NOT_SENT as error:
        log.warning("A mail of a round was refused by the mail server: %s", type(error).__name__)
        return RoundMail.State.REFUSED
    except (OSError, smtplib.SMTPException) as error:
        log.warning("Of a mail of a round is not known whether it was sent: %s", type(error).__name__)
        return None
    return RoundMail.State.SENT


def _compose(claimed: ClaimedMail) -> EmailMessage:
    asked, people = claimed.asked, people_asked(claimed.asked)
    is_reminder = claimed.mail.kind == RoundMail.Kind.REMINDER
    with override(asked.language):
        context = {
            "name": claimed.respondent.name,
            "round": asked.name,
            "project": asked.project.name,
            "invented": asked.project.origin == Origin.INVENTED,
            "is_reminder": is_reminder,
            "invitation": asked.invitation,
            "minutes": minutes_for(len(asked.questionnaire["statements"])),
            "closes_on": say_day(asked.closes_on) if asked.closes_on else "",
            "url": site() + reverse("answering:enter", args=[claimed.token]),
            "anonymous": asked.promise == EvaluationRound.Promise.ANONYMOUS,
            "threshold": asked.threshold,
            "told_apart": bool(asked.breakdowns),
            "people": people,
            "is_very_small": is_very_small(people, asked.threshold),
            "evaluators": ", ".join(names_of_evaluators(asked.evaluation)),
        }
        subject = _("Reminder: %(round)s") if is_reminder else _("Invitation: %(round)s")
        return EmailMessage(
            subject % {"round": asked.name},
            render_to_string("mail/round.txt", context),
            settings.DEFAULT_FROM_EMAIL,
            [claimed.respondent.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
