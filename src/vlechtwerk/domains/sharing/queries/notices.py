"""What waits for someone in a purpose: notices and recalls, with the items that they may see at this moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.sharing.models import Consent, Document, Notice, Purpose, Recall
from vlechtwerk.domains.sharing.queries.documents import announced
from vlechtwerk.domains.sharing.queries.reader import Reading

OF_DOCUMENTS = (Notice.Kind.SENT, Notice.Kind.MENTIONED)
# Older notices are found by asking the sender; nobody scrolls through more.
MOST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """Notices and recalls of one person, and what they may see now of that which these are about."""

    notices: Sequence[Notice]
    recalls: Sequence[Recall]
    documents: Mapping[UUID, Document]
    known: frozenset[UUID]
    consents: Mapping[UUID, Consent]


@dataclass(frozen=True, slots=True)
class WaitingIn:
    """How much waits for someone in one purpose; nothing is counted beyond the first so many purposes."""

    purpose: Purpose
    sent: int = 0
    mentioned: int = 0
    # Requests that still wait for an answer, whether their notice was seen or not.
    to_answer: int = 0
    answered: int = 0
    counted: bool = True


def waiting_in(reading: Reading) -> WaitingIn:
    """Return how much waits for the reader in this purpose; no item is looked at."""
    kinds = Notice.Kind
    mine = Notice.objects.filter(purpose=reading.purpose, person=reading.actor.person)
    asked = mine.filter(kind=kinds.CONSENT_ASKED).values("subject_id")
    number = mine.filter(seen_at__isnull=True).aggregate(
        sent=Count("id", filter=Q(kind=kinds.SENT)),
        mentioned=Count("id", filter=Q(kind=kinds.MENTIONED)),
        answered=Count("id", filter=Q(kind=kinds.CONSENT_ANSWERED)),
    )
    to_answer = Consent.objects.filter(id__in=asked, state=Consent.State.ASKED).count()
    return WaitingIn(reading.purpose, to_answer=to_answer, **number)


def new_recalls(appointment: Appointment) -> list[Recall]:
    """Return the recalls that someone did not see yet; they reach them in every purpose, and in none."""
    mine = Recall.objects.filter(person=appointment.person_id, seen_at__isnull=True)
    return list(mine.select_related("organisation")[:MOST])


def waiting_number(reading: Reading) -> int:
    """Return how many notices and recalls were not seen yet."""
    person = reading.actor.person
    notices = Notice.objects.filter(purpose=reading.purpose, person=person, seen_at__isnull=True).count()
    return notices + Recall.objects.filter(person=person, seen_at__isnull=True).count()


def waiting_for(reading: Reading) -> Waiting:
    """Return the notices and recalls of the reader, newest first, with what they may see of it now."""
    person = reading.actor.person
    notices = list(
        Notice.objects.filter(purpose=reading.purpose, person=person).select_related("sent_by").order_by(
            "-sent_at", "id"
        )[:MOST]
    )  # fmt: skip
    about_documents = {notice.subject_id for notice in notices if notice.kind in OF_DOCUMENTS}
    about_consents = {notice.subject_id for notice in notices} - about_documents
    documents = list(Document.objects.filter(id__in=about_documents, recalled_at__isnull=True))
    return Waiting(
        notices=notices,
        recalls=list(Recall.objects.filter(person=person).select_related("organisation", "recalled_by")[:MOST]),
        documents={document.id: document for document in documents},
        known=frozenset(item.document_id for item in announced(reading)) if about_documents else frozenset(),
        consents={
            consent.id: consent
            for consent in Consent.objects.filter(id__in=about_consents).select_related(
                "marking__organisation", "marking__capacity", "receiver", "provider"
            )
        },
    )
