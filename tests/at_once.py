"""Two who act at once, on two connections, for tests of what the second is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from django.db import connection, connections, transaction

from tests.databases import make_copy
from tests.world import World, find_world, now
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.refusal import Refused

Act = Callable[[], object]
# How long the first act stays open when the second is about to begin.
A_WHILE = 0.15


@contextmanager
def lasting(django_db_blocker: Any) -> Iterator[World]:
    """Find a world in which everything done is committed, for all tests of a module; afterwards it is made anew."""
    with django_db_blocker.unblock(), find_world() as world:
        try:
            yield world
        finally:
            connections.close_all()
            make_copy(connections["default"].settings_dict["NAME"])


def acting_by(world: World) -> dict[str, Any]:
    """Say that Karin, the director, acts now."""
    return {"by": world.karin, "at": now()}


def second_of(by: Person, act: Act, first_act: Act | None = None, acted: Event | None = None) -> set[str]:
    """Begin an act while the same of another, or another act, is not yet committed; return for what it was refused.

    The first one may tell by itself that it acted, halfway.
    """
    acted = acted or Event()

    def first() -> None:
        with reading_as(by.id), transaction.atomic():
            (first_act or act)()
            acted.set()
            Event().wait(A_WHILE)
        connection.close()

    other = Thread(target=first)
    other.start()
    try:
        assert acted.wait(20)
        with reading_as(by.id), transaction.atomic():
            act()
    except Refused as refused:
        return {reason.code for reason in refused.reasons}
    finally:
        other.join()
    return set()
