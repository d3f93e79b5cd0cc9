"""Keep parts of pages that are the same for every member of a project, until something of it changes."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.core.cache import caches
from django.db import connection
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language

from vlechtwerk.domains.partnership.models import Project
from vlechtwerk.foundation.database.changes import standing_mark, tables_with_change_marks
from vlechtwerk.interfaces.web.middleware import PageRequest

Words = ParamSpec("Words")
Part = TypeVar("Part")

# What functions of the database tell of the reader.
OF_THE_READER = re.compile(r"\b(reading_(?!project)\w+|\w+_markings)\s*\(", re.IGNORECASE)
# Tables, as the ORM writes them; a list with commas between, which it never writes, is refused whole.
READ = re.compile(r'\b(?:from|join)\s+"?(\w+)"?', re.IGNORECASE)
LISTED = re.compile(r'\bfrom\s+"?\w+"?(?:\s+(?:as\s+)?"?\w+"?)?\s*,', re.IGNORECASE)


class NotTheSameForAll(Exception):
    """A part that is kept for every member was made of something that not every member may read."""


@dataclass(frozen=True, slots=True)
class Member:
    """Any member of a project: what a part that is kept may know of who asks."""

    project: Project
    present: date


@dataclass(frozen=True, slots=True)
class RequestOfAnyMember:
    """A request without a person, an account or a session."""

    actor: Member
    path: str
    GET: QueryDict


def kept(make: Callable[Concatenate[PageRequest, Words], Part]) -> Callable[Concatenate[PageRequest, Words], Part]:
    """Make a part of a page once per project, language, day, address and parameters, for all who may see it.

    Inside, the request has no person, and only tables may be read of which every member reads all rows of the project
    and every change leaves a mark; `NotTheSameForAll` is raised for another. Parameters are told apart by their `repr`.
    """

    @wraps(make)
    def find(request: PageRequest, /, *words: Words.args, **more: Words.kwargs) -> Part:
        member = Member(request.actor.project, request.actor.present)
        anyone = cast(PageRequest, RequestOfAnyMember(member, request.path, request.GET))
        mark = standing_mark()
        key = _key(
            mark, make.__module__, make.__qualname__, member.project.id, member.present, timezone.localdate(),
            get_language(), request.path, sorted(request.GET.lists()), words, sorted(more.items()),
        )  # fmt: skip
        found: tuple[Part] | None = caches["kept"].get(key) if mark is not None else None
        if found is None:
            with connection.execute_wrapper(OnlyForAll(tables_with_change_marks())):
                found = (make(anyone, *words, **more),)
                # Here too, as storing it reads what was not read yet.
                if mark is not None:
                    caches["kept"].set(key, found)
        return found[0]

    return find


def _key(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class OnlyForAll:
    """Let a statement through when it reads no other tables than these."""

    tables: frozenset[str]

    def __call__(self, execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        """Send the statement."""
        others = (set(READ.findall(sql)) - self.tables) | set(LISTED.findall(sql)) | set(OF_THE_READER.findall(sql))
        if others:
            raise NotTheSameForAll(", ".join(sorted(others)))
        return execute(sql, parameters, many, context)
