"""Keep what is the same for every member of a project, and refuse to keep anything else."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection

from vlechtwerk.foundation.database.changes import standing_mark, tables_with_change_marks

Thing = TypeVar("Thing")

# What functions of the database tell of the reader.
OF_THE_READER = re.compile(r"\b(reading_(?!project)\w+|\w+_markings)\s*\(", re.IGNORECASE)
# Tables, as the ORM writes them; a list with commas between, which it never writes, is refused whole.
READ = re.compile(r'\b(?:from|join)\s+"?(\w+)"?', re.IGNORECASE)
LISTED = re.compile(r'\bfrom\s+"?\w+"?(?:\s+(?:as\s+)?"?\w+"?)?\s*,', re.IGNORECASE)


class NotTheSameForAll(Exception):
    """What is kept for every member was made of something that not every member may read."""


@contextmanager
def only_for_all() -> Iterator[None]:
    """Let statements through that read tables of which every member reads all rows and every change leaves a mark.

    Raises:
        NotTheSameForAll: a statement reads another table, or asks who reads.
    """
    with connection.execute_wrapper(_OnlyForAll(tables_with_change_marks())):
        yield


@dataclass(frozen=True, slots=True)
class _OnlyForAll:
    tables: frozenset[str]

    def __call__(self, execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        others = (set(READ.findall(sql)) - self.tables) | set(LISTED.findall(sql)) | set(OF_THE_READER.findall(sql))
        if others:
            raise NotTheSameForAll(", ".join(sorted(others)))
        return execute(sql, parameters, many, context)


@dataclass(slots=True)
class KeptForAll(Generic[Thing]):
    """What is the same for every member of a project: made once in this process, until something of it changes.

    It is given to everyone who asks, so nobody may change it; and it is the same in each language and on each day, as
    these are not in its key.
    """

    make: Callable[[], Thing]
    # Per project: the mark of how things stood, and what was made then.
    _made: dict[UUID, tuple[int, Thing]] = field(init=False, default_factory=dict)

    def __call__(self) -> Thing:
        """Return it, made anew when something changed since it was made."""
        mark = standing_mark()
        with connection.cursor() as cursor:
            cursor.execute("select reading_project()")
            (project,) = cursor.fetchone()
        kept = self._made.get(project)
        if kept is not None and kept[0] == mark:
            return kept[1]
        with only_for_all():
            thing = self.make()
        if mark is not None and project is not None:
            self._made[project] = (mark, thing)
        return thing
