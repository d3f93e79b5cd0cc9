"""Write journal entries: part of the act, in its transaction."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from vlechtwerk.foundation.database.sealing import seal
from vlechtwerk.foundation.journal.models import JournalEntry

Detail = str | int | bool | None


def note_act(
    act: str,
    subject_kind: str,
    subject_id: UUID,
    *,
    project_id: UUID,
    by: UUID,
    at: datetime,
    details: dict[str, Detail] | None = None,
) -> None:
    """Note an act; if it can't be noted the act does not happen, as both stand in one transaction.

    Tables that give someone a say or a view take rows only in a transaction that is noted so (decision record 0018).
    """
    JournalEntry.objects.create(
        act=act,
        subject_kind=subject_kind,
        subject_id=subject_id,
        project_id=project_id,
        person_id=by,
        happened_at=at,
        details=details or {},
    )
    sign_act(act)


def sign_act(act: str) -> None:
    """Tell the database which act of the program this transaction is; its entry stands here or in another log."""
    with connection.cursor() as cursor:
        cursor.execute("select note_act(%s, %s)", [act, seal("note_act", act)])
