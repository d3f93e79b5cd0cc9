"""Ask for what would open data, answer it, and take it back; acknowledge that data are secret; send to a colleague."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.sharing.models import Acknowledgement, Consent, Document, Marking, Notice
from vlechtwerk.domains.sharing.models.log import ALLOWED, CHANGE, DISCLOSE, NOTHING, READ, Event, Outcome
from vlechtwerk.domains.sharing.operations import log
from vlechtwerk.domains.sharing.operations.clearance import decide_anew
from vlechtwerk.domains.sharing.operations.documents import tell
from vlechtwerk.domains.sharing.queries.audience import explanation_for, who_may_know_of
from vlechtwerk.domains.sharing.queries.consents import who_answers
from vlechtwerk.domains.sharing.queries.documents import Announced, announced
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.domains.sharing.rules import (
    reasons_against_answering_consent,
    reasons_against_asking_again,
    reasons_against_asking_consent,
    reasons_against_sending,
    requests_for,
)
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import sign_act
from vlechtwerk.foundation.refusal import NothingThere, refuse_if


def find_to_ask_about(reading: Reading, document_id: UUID) -> Announced:
    """Return what consent can be asked for: what is announced. Anything else is as absent.

    Raises `NothingThere`; not atomic, as the line about that attempt stays in the log.
    """
    item = next((item for item in announced(reading) if item.document_id == document_id), None)
    if item is None:
        about = log.Processed(str(document_id), None)
        log.note(reading.actor, reading.trace, Event.CONSENT_ASKED, READ, NOTHING, [about])
        raise NothingThere
    return item


def ask_consent(
    reading: Reading, document_id: UUID, needs: Sequence[str], necessity: str, *, at: datetime
) -> list[Consent]:
    """Ask the provider for what would open an announced document to the own organisation, capacity and purpose."""
    return _ask(reading, find_to_ask_about(reading, document_id), needs, necessity, at)


@transaction.atomic
def _ask(reading: Reading, item: Announced, needs: Sequence[str], necessity: str, at: datetime) -> list[Consent]:
    marking = item.marking
    by = reading.appointment.person
    kinds = requests_for(needs)
    wait_for_others("consents", marking.id)
    refuse_if(
        reasons_against_asking_consent(kinds, necessity, by=by, at=at)
        + reasons_against_asking_again(kinds, marking, reading.purpose, reading.appointment)
    )
    sign_act("ask_consent")
    asked, answer = [], who_answers(reading.purpose, marking, at)
    for kind in kinds:
        consent = Consent(
            project_id=by.project_id,
            marking=marking,
            purpose=reading.purpose,
            provider=marking.organisation,
            providing_capacity=marking.capacity,
            receiver=reading.appointment.organisation,
            receiving_capacity=reading.appointment.capacity,
            kind=kind,
            necessity=necessity.strip(),
            asked_by=by,
            asked_at=at,
        )
        consent.save(force_insert=True)
        tell(
            reading,
            [person for person in answer[kind] if person.id != by.id],
            Notice.Kind.CONSENT_ASKED,
            consent.id,
            at=at,
        )
        asked.append(consent)
    about = log.Processed(str(item.document_id), marking.id)
    log.note(reading.actor, reading.trace, Event.CONSENT_ASKED, READ, Outcome.ASKED, [about], {"kinds": kinds})
    return asked


@transaction.atomic
def answer_consent(
    reading: Reading, consent: Consent, give: bool, *, at: datetime, until: date | None = None, answer: str = ""
) -> Consent:
    """Give or refuse what was asked; given, it opens the data at the next statement of whoever asked."""
    by = reading.appointment.person
    # Two consents about one marking are of two people, so one answer sees the other.
    wait_for_others("consents", consent.marking_id)
    consent = _locked(consent)
    refuse_if(reasons_against_answering_consent(consent, until if give else None, acting=reading.appointment, at=at))
    consent.state = Consent.State.GIVEN if give else Consent.State.REFUSED
    consent.answered_by, consent.answered_at, consent.answer = by, at, answer.strip()
    consent.given_until = until if give else None
    _change(reading, consent, Event.CONSENT_GIVEN if give else Event.CONSENT_REFUSED, at)
    return consent


@transaction.atomic
def withdraw_consent(reading: Reading, consent: Consent, *, at: datetime) -> Consent:
    """Take a consent back: the data shut at the next statement of every open page."""
    consent = _locked(consent)
    acting = reading.appointment
    refuse_if(reasons_against_answering_consent(consent, None, acting=acting, at=at, state=Consent.State.GIVEN))
    consent.state, consent.withdrawn_at = Consent.State.WITHDRAWN, at
    _change(reading, consent, Event.CONSENT_WITHDRAWN, at)
    return consent


def _locked(consent: Consent) -> Consent:
    """Return a consent as it stands, for changing; who may not gets it as it was, and is refused by the rule."""
    return Consent.objects.select_for_update(of=("self",)).filter(id=consent.id).first() or consent


def _change(reading: Reading, consent: Consent, event: Event, at: datetime) -> None:
    tell(reading, [consent.asked_by], Notice.Kind.CONSENT_ANSWERED, consent.id, at=at)
    item = log.Processed("", consent.marking_id)
    log.note(reading.actor, reading.trace, event, CHANGE, ALLOWED, [item], {"consent": str(consent.id)})
    sign_act("change_consent")
    consent.save()
    # The change empties every open clearance, and so the one in which it was made.
    decide_anew(reading)


@transaction.atomic
def acknowledge_notice(reading: Reading, marking: Marking, *, at: datetime) -> None:
    """Note that the reader knows that data of this marking are secret, and that the duty goes along with them."""
    _known, new = Acknowledgement.objects.get_or_create(
        project_id=reading.actor.project_id,
        marking=marking,
        person=reading.appointment.person,
        defaults={"acknowledged_at": at},
    )
    if new:
        log.note(
            reading.actor, reading.trace, Event.NOTICE_ACKNOWLEDGED, READ, ALLOWED,
            [log.Processed("", marking.id)],
        )  # fmt: skip


@transaction.atomic
def send_document(reading: Reading, document: Document, to: Person, *, at: datetime, anyway: bool = False) -> None:
    """Give a colleague a notice with a link; refused when they can't open it.

    Who may only know of it is told when the sender wants it `anyway`: they see what would open it.
    """
    marking = document.marking
    may_know = who_may_know_of(reading, marking, [to.id], at)
    explanation = explanation_for(reading, marking, to.id, at)
    refuse_if(reasons_against_sending(document, to, may_know, explanation, anyway=anyway))
    tell(reading, [to], Notice.Kind.SENT, document.id, at=at)
    item = log.processed(document)
    details = {"to": str(to.id)}
    log.note(reading.actor, reading.trace, Event.DOCUMENT_SENT, DISCLOSE, ALLOWED, [item], details)
