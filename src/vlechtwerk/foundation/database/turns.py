"""Let acts on one thing follow each other, where no row of it can be locked."""

from django.db import connection


def wait_for_turn(what: str, identifier: object) -> None:
    """Wait until nobody else is at this thing; it is free again at the end of the transaction.

    Rows that are never changed can't be locked either, and row security shows who may not change a row none to lock.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s), hashtext(%s))", [what, str(identifier)])
