"""Keep parts of pages that are the same for every member of a project, until something of it changes."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.core.cache import caches
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language

from vlechtwerk.domains.partnership.models import Project
from vlechtwerk.foundation.database.changes import standing_mark
from vlechtwerk.foundation.database.kept import only_for_all
from vlechtwerk.interfaces.web.middleware import PageRequest

Words = ParamSpec("Words")
Part = TypeVar("Part")


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
    and every change leaves a mark; `foundation.database.kept.NotTheSameForAll` is raised for another. Parameters
    are told apart by their `repr`.
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
            with only_for_all():
                found = (make(anyone, *words, **more),)
                # Here too, as storing it reads what was not read yet.
                if mark is not None:
                    caches["kept"].set(key, found)
        return found[0]

    return find


def _key(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
