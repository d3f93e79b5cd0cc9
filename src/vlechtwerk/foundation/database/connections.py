"""What holds for each connection to the database that the site keeps open."""

from typing import Any

import psycopg
from psycopg.pq.abc import PGconn
from psycopg.rows import tuple_row

# All pages together ask some hundreds of questions; psycopg by itself remembers the plans of a hundred.
QUESTIONS_REMEMBERED = 1_000


class RememberingConnection(psycopg.Connection[Any]):
    """A connection that remembers the plans of all that the pages ask together."""

    def __init__(self, pgconn: PGconn, row_factory: Any = tuple_row) -> None:
        super().__init__(pgconn, row_factory)
        self.prepared_max = QUESTIONS_REMEMBERED


def forget_reader(connection: psycopg.Connection[Any]) -> None:
    """Forget who read over this connection, before it serves the next one; a held cursor would outlive them."""
    connection.execute("close all; reset vw.reading")
    connection.commit()
