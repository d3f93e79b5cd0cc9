"""Look at what waits for someone, and note that they have seen it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.sharing.models import Document, Notice, Purpose, Recall
from vlechtwerk.domains.sharing.operations.clearance import read_in
from vlechtwerk.domains.sharing.operations.reading import note_titles
from vlechtwerk.domains.sharing.queries.notices import Waiting, WaitingIn, waiting_for, waiting_in
from vlechtwerk.domains.sharing.queries.reader import Reading, Trace

# Each purpose is counted in a clearance of its own; who reads in more looks there.
MOST_PURPOSES = 6


def count_waiting(appointment: Appointment, purposes: Sequence[Purpose], trace: Trace | None = None) -> list[WaitingIn]:
    """Count what waits for someone in each purpose, in the clearance of that purpose; no item is looked at."""
    found = [waiting_in(read_in(appointment, purpose, trace)) for purpose in purposes[:MOST_PURPOSES]]
    return found + [WaitingIn(purpose, counted=False) for purpose in purposes[MOST_PURPOSES:]]


def list_waiting(reading: Reading) -> Waiting:
    """Return the notices and recalls of the reader with what they may see of it now, and log what that names."""
    waiting = waiting_for(reading)
    return _logged(reading, waiting, {**waiting.documents, **waiting.recalled})


def list_notices(reading: Reading) -> Waiting:
    """Return the same for who shows the notices only: what was recalled is not logged as shown."""
    waiting = waiting_for(reading)
    return _logged(reading, waiting, waiting.documents)


def list_recalls(reading: Reading) -> Waiting:
    """Return the same for who shows the recalls only: what was sent is not logged as shown."""
    waiting = waiting_for(reading)
    return _logged(reading, waiting, waiting.recalled)


def _logged(reading: Reading, waiting: Waiting, named: Mapping[UUID, Document]) -> Waiting:
    if named:
        note_titles(reading, list(named.values()))
    return waiting


@transaction.atomic
def see_notices(reading: Reading, *, at: datetime) -> int:
    """Mark everything that waits for the reader as seen; return how many there were."""
    person = reading.actor.person
    seen = Notice.objects.filter(purpose=reading.purpose, person=person, seen_at__isnull=True, sent_at__lte=at)
    recalls = Recall.objects.filter(person=person, seen_at__isnull=True, recalled_at__lte=at)
    return seen.update(seen_at=at) + recalls.update(seen_at=at)


def see_notices_about(
    reading: Reading, kinds: Collection[str], subject_id: UUID | None = None, *, at: datetime
) -> None:
    """Mark the notices of these kinds as seen once their reader opens what they lead to; of one item, or of all."""
    seen = Notice.objects.filter(
        purpose=reading.purpose, person=reading.actor.person, kind__in=kinds, seen_at__isnull=True, sent_at__lte=at
    )
    (seen if subject_id is None else seen.filter(subject_id=subject_id)).update(seen_at=at)
