"""What waits for someone in a purpose: notices and recalls, with the items that they may see at this moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.sharing.models import Consent, Document, Notice, Purpose, Recall
from vlechtwerk.domains.sharing.queries.documents import announced, is_giver
from vlechtwerk.domains.sharing.queries.purposes import purposes_of
from vlechtwerk.domains.sharing.queries.reader import Reading

OF_DOCUMENTS = (Notice.Kind.SENT, Notice.Kind.MENTIONED)
# Older notices are found by asking the sender; nobody scrolls through more.
MOST = 100
# A notice waits: a request till it is answered, by whomever; all else till it is seen.
STILL_WAITS = Q(
    Q(kind=Notice.Kind.CONSENT_ASKED)
    & Exists(Consent.objects.filter(id=OuterRef("subject_id"), state=Consent.State.ASKED))
) | Q(~Q(kind=Notice.Kind.CONSENT_ASKED), seen_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Notices and recalls of one person, and what they may see now of that which these are about."""

    notices: Sequence[Notice]
    recalls: Sequence[Recall]
    # What was sent, and what was recalled and still opens to the reader: to its own provider's people, that is.
    documents: Mapping[UUID, Document]
    recalled: Mapping[UUID, Document]
    # The purposes in which the reader is still authorised; another one is not named to them.
    purposes: frozenset[UUID]
    known: frozenset[UUID]
    consents: Mapping[UUID, Consent]
    # The notices that wait (`STILL_WAITS`); another one was seen, or its request answered.
    still_waiting: frozenset[UUID]

    def still_waits(self, notice: Notice) -> bool:
        """Whether a notice waits."""
        return notice.id in self.still_waiting


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

    @property
    def number(self) -> int:
        """Return how much waits in this purpose, as home, the tab and the page of notices say it."""
        return self.sent + self.mentioned + self.to_answer + self.answered


def waiting_in(reading: Reading) -> WaitingIn:
    """Return how much waits for the reader in this purpose; no item is looked at."""
    kinds = Notice.Kind
    mine = Notice.objects.filter(STILL_WAITS, purpose=reading.purpose, person=reading.actor.person)
    number = mine.aggregate(
        sent=Count("id", filter=Q(kind=kinds.SENT)),
        mentioned=Count("id", filter=Q(kind=kinds.MENTIONED)),
        to_answer=Count("id", filter=Q(kind=kinds.CONSENT_ASKED)),
        answered=Count("id", filter=Q(kind=kinds.CONSENT_ANSWERED)),
    )
    return WaitingIn(reading.purpose, **number)


def new_recalls(appointment: Appointment) -> list[Recall]:
    """Return the recalls that someone did not see yet; they reach them in every purpose, and in none."""
    mine = Recall.objects.filter(person=appointment.person_id, seen_at__isnull=True)
    return list(mine.select_related("organisation", "recalled_by", "purpose")[:MOST])


def waiting_number(reading: Reading) -> int:
    """Return how much waits in the purpose that is read in, and how many recalls were not seen yet."""
    recalls = Recall.objects.filter(person=reading.actor.person, seen_at__isnull=True).count()
    return waiting_in(reading).number + recalls


def waiting_for(reading: Reading) -> Waiting:
    """Return the notices and recalls of the reader, newest first, with what they may see of it now."""
    person = reading.actor.person
    mine = Notice.objects.filter(purpose=reading.purpose, person=person).annotate(waits=STILL_WAITS)
    notices = list(mine.select_related("sent_by").order_by("-sent_at", "id")[:MOST])
    about_documents = {notice.subject_id for notice in notices if notice.kind in OF_DOCUMENTS}
    about_consents = {notice.subject_id for notice in notices} - about_documents
    recalls = list(Recall.objects.filter(person=person).select_related("organisation", "recalled_by", "purpose")[:MOST])
    documents = list(Document.objects.filter(id__in=about_documents, recalled_at__isnull=True))
    recalled = _still_open(reading, recalls)
    return Waiting(
        notices=notices,
        recalls=recalls,
        documents={document.id: document for document in documents},
        recalled={document.id: document for document in recalled},
        purposes=frozenset(purpose.id for purpose in purposes_of(reading.appointment, timezone.now())),
        known=frozenset(item.document_id for item in announced(reading)) if about_documents else frozenset(),
        consents={
            consent.id: consent
            for consent in Consent.objects.filter(id__in=about_consents).select_related(
                "marking__organisation", "marking__capacity", "receiver", "provider"
            )
        },
        still_waiting=frozenset(notice.id for notice in notices if notice.waits),
    )


def _still_open(reading: Reading, recalls: Sequence[Recall]) -> list[Document]:
    """Return what was recalled and still opens to the reader now, as `find_standing` does for one document."""
    found = Document.objects.select_related("marking").filter(id__in=[recall.document_id for recall in recalls])
    return [document for document in found if is_giver(reading, document)] if recalls else []
