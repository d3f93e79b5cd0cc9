"""Digests by e-mail: composed as their reader, at the moment of sending, and sent once."""

import logging
import smtplib
import socket
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from vlechtwerk.domains.partnership.models import Appointment, Person
from vlechtwerk.domains.partnership.rules import running_on
from vlechtwerk.domains.programme.models import Digest, DigestChoice, NoticeKind
from vlechtwerk.domains.programme.operations.attention import claim_digest, note_digest
from vlechtwerk.domains.programme.queries.digests import (
    DigestLine,
    DueDigest,
    digest_choice,
    digest_lines,
    due_digests,
)
from vlechtwerk.domains.sharing.operations.notices import count_waiting
from vlechtwerk.domains.sharing.queries.notices import WaitingIn
from vlechtwerk.domains.sharing.queries.purposes import purposes_of
from vlechtwerk.domains.sharing.queries.reader import Trace, still_holds
from vlechtwerk.foundation.database.reading import NoRunningAppointment, reading_as

log = logging.getLogger(__name__)

# What the mail server answers, or does not answer at all: then nothing was delivered, and it may be tried again. After
# anything else nobody knows, and it is not sent a second time.
SURELY_NOT_SENT = (
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
    ConnectionRefusedError,
    socket.gaierror,
)


def send_due_digests(at: datetime) -> int:
    """Send every digest that is due; return how many were taken by the mail server."""
    return sum(_send_one(due, at) for due in due_digests(timezone.localdate(at)))


def _send_one(due: DueDigest, at: datetime) -> bool:
    try:
        with reading_as(due.person_id):
            composed = _compose(due, at)
    except (NoRunningAppointment, _Overtaken):
        # Gone, or changed while it was composed: the next round begins anew.
        return False
    # From here on it is claimed, and committed: no other process sends it, and neither does this one after a crash.
    if composed is None:
        return False
    digest, mail = composed
    state = Digest.State.SENT
    try:
        mail.send()
    except SURELY_NOT_SENT as error:
        state = Digest.State.REFUSED
        log.warning("A digest was refused by the mail server: %s", type(error).__name__)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("Of a digest is not known whether it was sent: %s", type(error).__name__)
        return False
    with reading_as(due.person_id):
        note_digest(digest, state)
    return state == Digest.State.SENT


class _Overtaken(Exception):
    """What was read may no longer be read."""


def _compose(due: DueDigest, at: datetime) -> tuple[Digest, EmailMultiAlternatives] | None:
    """Claim a digest and write it, as its reader; nothing when there is nothing to tell, or it was claimed already."""
    person = Person.objects.select_related("project", "account").get(id=due.person_id)
    choice = digest_choice(person)
    if choice is None or choice.how_often == DigestChoice.HowOften.NEVER or person.account is None:
        return None
    lines = digest_lines(choice, at)
    waiting = _waiting_in_sharing(person, at) if choice.with_sharing else []
    told = sum(line.number for line in lines) + sum(item.number for item in waiting)
    digest = claim_digest(due.for_day, told, by=person, at=at)
    if digest is None or not told:
        return None
    with override(choice.language):
        mail = _mail(person, person.account.email, lines, waiting)
    if not still_holds():
        raise _Overtaken
    return digest, mail


def _waiting_in_sharing(person: Person, at: datetime) -> list[WaitingIn]:
    """Return how much waits per purpose; no item is looked at."""
    running = Appointment.objects.filter(
        running_on(timezone.localdate(at), "appointed_from", "appointed_until"), person=person
    )
    acting = (
        running.select_related("person__project", "organisation", "capacity").order_by("-appointed_from", "id").first()
    )
    if acting is None:
        return []
    found = count_waiting(acting, purposes_of(acting, at), Trace())
    return [item for item in found if item.number]


def _mail(
    person: Person, address: str, lines: Sequence[DigestLine], waiting: Sequence[WaitingIn]
) -> EmailMultiAlternatives:
    project = person.project
    context = {
        "name": person.name,
        "project": project.name,
        "invented": project.origin == "invented",
        "lines": [{"words": _say(line), "url": _address(project.code, line)} for line in lines],
        "waiting": [
            {
                "words": ngettext("%(number)d point waits for you", "%(number)d points wait for you", item.number)
                % {"number": item.number},
                "purpose": item.purpose.name,
                "url": site() + reverse("sharing:notices", args=[project.code, item.purpose.code]),
            }
            for item in waiting
        ],
        "home_url": site() + reverse("home", args=[project.code]),
        "choose_url": site() + reverse("digest", args=[project.code]),
    }
    mail = EmailMultiAlternatives(
        _("Vlechtwerk, %(project)s: what is new for you") % {"project": project.name},
        render_to_string("mail/digest.txt", context),
        settings.DEFAULT_FROM_EMAIL,
        [address],
        headers={"Auto-Submitted": "auto-generated", "List-Unsubscribe": f"<{context['choose_url']}>"},
    )
    mail.attach_alternative(render_to_string("mail/digest.html", context), "text/html")
    return mail


def site() -> str:
    """Return the address under which people reach the site."""
    return settings.SITE_URL.rstrip("/")


def _say(line: DigestLine) -> str:
    number = line.number
    match line.kind:
        case NoticeKind.MENTIONED:
            one, more = _("You are mentioned once in %(name)s"), _("You are mentioned %(number)d times in %(name)s")
        case NoticeKind.TASK_GIVEN:
            one = _("A task was given to you in %(name)s")
            more = _("%(number)d tasks were given to you in %(name)s")
        case NoticeKind.REMINDED if line.name:
            one = _("You are reminded once of what waits on you in %(name)s")
            more = _("You are reminded %(number)d times of what waits on you in %(name)s")
        case NoticeKind.REMINDED:
            one, more = _("You are reminded once"), _("You are reminded %(number)d times")
        case NoticeKind.DATE_MOVED:
            one, more = _("A date moved in %(name)s"), _("%(number)d dates moved in %(name)s")
        case _ if line.name:
            one = _("A decision about %(name)s waits for your body")
            more = _("%(number)d decisions about %(name)s wait for your body")
        case _:
            one, more = _("A decision waits for your body"), _("%(number)d decisions wait for your body")
    return (one if number == 1 else more) % {"number": number, "name": line.name}


def _address(project: str, line: DigestLine) -> str:
    if line.code:
        return site() + reverse("programme:activity", args=[project, line.code])
    if line.kind is NoticeKind.REMINDED:
        return site() + reverse("notices", args=[project])
    return site() + reverse("partnership:decisions", args=[project])
