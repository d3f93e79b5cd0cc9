"""Tells how far a job is while it works: what the job itself writes shows only when all of it is done."""

import time
from collections.abc import Callable
from threading import Thread
from uuid import UUID

from django.db import connection

from vlechtwerk.foundation.database.reading import reading_as

# How often it is told how far a job is.
SECONDS_BETWEEN = 1.0


class ToldProgress:
    """Tells now and then, by `keep(done, total)`, how far a job is, as who asked for it, on a connection of its own."""

    def __init__(self, keep: Callable[[int, int], None], person: UUID, appointment: UUID) -> None:
        self._keep, self._whose = keep, (person, appointment)
        self._last = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Tell that so many parts of the whole are done, unless that was told just now."""
        if time.monotonic() - self._last < SECONDS_BETWEEN:
            return
        # A thread has a connection of its own.
        telling = Thread(target=self._tell, args=(done, total))
        telling.start()
        telling.join()
        self._last = time.monotonic()

    def _tell(self, done: int, total: int) -> None:
        try:
            with reading_as(*self._whose):
                self._keep(done, total)
        finally:
            connection.close()
