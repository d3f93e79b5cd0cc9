"""To whom a digest is due, and what is told in it: numbers and names of activities, nothing that may be taken back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Digest, DigestChoice, NoticeKind
from vlechtwerk.domains.programme.queries.notices import notices_of
from vlechtwerk.foundation.database.sealing import seal

# The first digest tells of the last week, as far as it was not seen on the pages.
FIRST_LOOKS_BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DueDigest:
    """Whose digest is due, in which project, and for which day."""

    person_id: UUID
    project_code: str
    for_day: date


def due_digests(today: date) -> list[DueDigest]:
    """Return to whom a digest is due on a day and was not sent; asked by the program, which then reads as nobody."""
    with connection.cursor() as cursor:
        cursor.execute("select * from due_digests(%s, %s)", [today, seal("due_digests", today)])
        return [DueDigest(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class DigestLine:
    """How often someone is told of one kind of thing in one activity."""

    kind: NoticeKind
    # Code and name of the activity; empty for a decision about none.
    code: str
    name: str
    number: int


def digest_choice(person: Person) -> DigestChoice | None:
    """Return of what someone chose to be told by e-mail; nothing when they chose nothing."""
    return DigestChoice.objects.filter(person=person).first()


def digest_lines(choice: DigestChoice, at: datetime) -> Sequence[DigestLine]:
    """Return what is new to someone since their last digest and not seen by them, as they may read it now.

    A digest of which is not known whether it arrived does not count: what it told is told again.
    """
    delivered = Digest.objects.filter(person=choice.person_id, state__in=[Digest.State.SENT, Digest.State.EMPTY])
    last = delivered.order_by("-composed_at").first()
    since = last.composed_at if last else at - FIRST_LOOKS_BACK
    counted: Counter[tuple[NoticeKind, str, str]] = Counter()
    for notice in notices_of(choice.person, at, choice.kinds, since):
        if not notice.seen:
            activity = notice.activities[0] if notice.activities else None
            counted[notice.kind, activity.code if activity else "", activity.name if activity else ""] += 1
    order = list(NoticeKind)
    return [
        DigestLine(*key, number)
        for key, number in sorted(counted.items(), key=lambda item: (order.index(item[0][0]), item[0][2], item[0][1]))
    ]
