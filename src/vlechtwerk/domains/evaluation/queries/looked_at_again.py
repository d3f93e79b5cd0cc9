"""Which findings were approved and are being looked at again? Told to every member, without what they said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from vlechtwerk.domains.evaluation.models import ApprovedFinding
from vlechtwerk.domains.evaluation.queries.findings import ApprovedAsRead


@dataclass(frozen=True, slots=True)
class LookedAtAgain:
    """A finding that was approved and holds no longer; `since`: nothing when its evidence changed and no one acted."""

    evaluation_id: UUID
    number: int
    code: str
    questions: Sequence[str]
    approved_at: datetime
    since: datetime | None


def looked_at_again(holding: Iterable[ApprovedAsRead], evaluation_id: UUID) -> list[LookedAtAgain]:
    """Return those of one evaluation, in order, given the approved findings that hold; two queries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select evaluation_id, number, code, questions, approved_at, since from findings_looked_at_again() "
            "where evaluation_id = %s",
            [evaluation_id],
        )
        found = [LookedAtAgain(*row) for row in cursor.fetchall()]
    holds = {one.approved.id for one in holding}
    standing = ApprovedFinding.objects.filter(evaluation_id=evaluation_id, ended_at__isnull=True)
    found += [
        LookedAtAgain(one.evaluation_id, one.number, one.code, one.questions, one.approved_at, None)
        for one in standing
        if one.id not in holds
    ]
    return sorted(found, key=lambda one: one.number)
