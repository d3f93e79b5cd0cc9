"""Let one wait for another where no row can be locked: what both are about to add is not there yet."""

from uuid import UUID

from django.db import connection


def wait_for_others(what: str, identifier: UUID) -> None:
    """Wait until nobody else does the same in a project, or to a thing; they wait until the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s), hashtext(%s))", [what, str(identifier)])
