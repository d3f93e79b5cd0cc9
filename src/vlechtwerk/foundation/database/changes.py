"""Tell whether anything changed of what every member of a project may read."""

from functools import cache

from django.db import connection


def standing_mark() -> int | None:
    """Return a number that is another one after each change, or nothing when this transaction has changed something.

    Read it before what it stands for: then what is kept under it is as new as the mark, or newer.
    """
    with connection.cursor() as cursor:
        cursor.execute("select standing_mark()")
        (mark,) = cursor.fetchone()
    return None if mark is None else int(mark)


@cache
def tables_with_change_marks() -> frozenset[str]:
    """Return the tables of which every change leaves a mark."""
    with connection.cursor() as cursor:
        cursor.execute("select tgrelid::regclass::text from pg_trigger where tgname = 'marks_each_change'")
        return frozenset(name for (name,) in cursor.fetchall())
