"""Note that someone has seen what waited for them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from vlechtwerk.domains.sharing.models import Notice, Recall
from vlechtwerk.domains.sharing.operations.clearance import Reading


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
