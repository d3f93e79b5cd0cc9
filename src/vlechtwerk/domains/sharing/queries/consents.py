"""Requests for consent in a purpose: who asked whom for what, who can answer, and who has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Organisation, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import running_on
from vlechtwerk.domains.sharing.models import Authorisation, Consent, Document, Marking, Purpose
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.domains.sharing.rules import ANSWERING_ROLES, holds_data_of
from vlechtwerk.engines.policy.facts import Given


def consents_in(reading: Reading) -> QuerySet[Consent]:
    """Return the requests of this purpose in which the reader's organisation gives or receives, newest first."""
    return Consent.objects.filter(purpose=reading.purpose).select_related(
        "marking__organisation", "marking__capacity", "provider", "receiver", "receiving_capacity", "asked_by",
        "answered_by",
    )  # fmt: skip


def is_ours_to_answer(reading: Reading, consent: Consent) -> bool:
    """Whether a request is answered on the reader's side: by the provider, or the competent authority (Wpg 19)."""
    if consent.kind == Given.COMPETENT_AUTHORITY_AGREEMENT:
        return bool(reading.appointment.function == Function.PROSECUTOR)
    return holds_data_of(reading.appointment, consent)


def consents_about(reading: Reading, marking: Marking) -> list[Consent]:
    """Return who asked for what of one marking, or has it."""
    return list(consents_in(reading).filter(marking=marking))


def waiting_requests_of(reading: Reading, marking: Marking) -> list[Consent]:
    """Return what the reader asked for a marking, in this capacity and purpose, and waits; nothing of others."""
    appointment = reading.appointment
    mine = consents_in(reading).filter(
        marking=marking, state=Consent.State.ASKED, asked_by=appointment.person_id,
        receiver=appointment.organisation_id, receiving_capacity=appointment.capacity_id,
    )  # fmt: skip
    return list(mine)


def times_asked(document: Document) -> int:
    """Return how often the marking of a document was asked for: one request may ask several consents at once."""
    asked = Consent.objects.filter(marking=document.marking_id).order_by()
    return asked.values("asked_by", "asked_at", "receiving_capacity").distinct().count()


@dataclass(frozen=True, slots=True)
class ReadBy:
    """An organisation that read a document: how many of its people, how often, and when last."""

    organisation: Organisation
    people: int
    times: int
    last_read: datetime


def organisations_that_read(document_id: UUID) -> list[ReadBy]:
    """Return which organisations read a document, as the log has it; nothing for who does not give it.

    The provider sees organisations, not people: the log is no means to watch another's staff (Wpg art. 32a).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisation_id, count(*), sum(times), max(last_read) from readers_in_log(%s) group by 1",
            [document_id],
        )
        rows = cursor.fetchall()
    names = Organisation.objects.in_bulk([row[0] for row in rows])
    found = [ReadBy(names[row[0]], row[1], int(row[2]), row[3]) for row in rows if row[0] in names]
    return sorted(found, key=lambda row: row.organisation.name)


def who_answers(purpose: Purpose, marking: Marking, at: datetime) -> Mapping[str, Sequence[Person]]:
    """Return for each request about a marking who can answer it, in this purpose."""
    day = timezone.localdate(at)
    officers = Authorisation.objects.filter(
        running_on(day, "authorised_from", "authorised_until"),
        running_on(day, "appointment__appointed_from", "appointment__appointed_until"),
        purpose=purpose,
        suspended_at__isnull=True,
    ).select_related("appointment__person", "appointment__organisation")
    answer: dict[str, dict[UUID, Person]] = {given.value: {} for given in ANSWERING_ROLES}
    answer[Given.COMPETENT_AUTHORITY_AGREEMENT.value] = {}
    for officer in officers:
        appointment = officer.appointment
        for given, roles in ANSWERING_ROLES.items():
            held = (marking.organisation_id, marking.capacity_id)
            if officer.role in roles and (appointment.organisation_id, appointment.capacity_id) == held:
                answer[given.value][appointment.person_id] = appointment.person
        if appointment.function == Function.PROSECUTOR:
            answer[Given.COMPETENT_AUTHORITY_AGREEMENT.value][appointment.person_id] = appointment.person
    return {given: list(people.values()) for given, people in answer.items()}
