"""Open the reading context: who reads, in which project. Without it, guarded tables have no rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

from vlechtwerk.foundation.database.sealing import seal


class NoRunningAppointment(Exception):
    """Nobody reads without an appointment that runs today."""


@contextmanager
def reading_as(person_id: UUID, appointment_id: UUID | None = None, *, steady: bool = False) -> Iterator[None]:
    """Read and write as a person, in one of their appointments (the newest, when none is named), in one transaction.

    steady: everything is read as it stood at one moment, whatever others write meanwhile; for what takes long to read.
    A context within another one is as steady as that.

    The database itself looks up whether the person has a running appointment, and answers with a handle that cannot
    be guessed and is worth nothing outside this transaction. Contexts can be nested; the former one comes back.
    Raises `NoRunningAppointment` when the database gives no handle.
    """
    is_first = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if steady and is_first:
            cursor.execute("set transaction isolation level repeatable read")
        cursor.execute(
            "select former, set_config('vw.reading', open_reading(%s, %s, %s), true)"
            " from current_setting('vw.reading', true) former",
            [person_id, appointment_id, seal("open_reading", person_id, appointment_id or "")],
        )
        former, handle = cursor.fetchone()
        if not handle:
            raise NoRunningAppointment
        yield
        # A rollback takes the context with it.
        if not transaction.get_rollback():
            cursor.execute("select close_reading(%s), set_config('vw.reading', %s, true)", [handle, former or ""])
