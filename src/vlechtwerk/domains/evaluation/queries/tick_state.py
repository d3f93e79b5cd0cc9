"""How it stands for someone this week: whether they are asked where their day goes, and whether they were."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from vlechtwerk.domains.evaluation.queries.round_keys import round_key
from vlechtwerk.domains.evaluation.rules.tick_weeks import month_of
from vlechtwerk.domains.evaluation.rules.ticks import mark
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.statistics.suppression import THRESHOLD
from vlechtwerk.foundation.database.sealing import seal

# The public key of the month that runs, by project and month, so that home asks the database once; it tells nothing.
_keys: dict[tuple[UUID, date], bytes] = {}


@dataclass(frozen=True, slots=True)
class TickState:
    """How it stands for someone: whether staff are asked, whether they want to be, and whether they were this week."""

    is_on: bool = False
    threshold: int = THRESHOLD
    wants_to_be_asked: bool = True
    month: UUID | None = None
    public_key: bytes | None = None
    is_over: bool = False
    was_asked: bool = False


def tick_state(person: Person, at: datetime) -> TickState:
    """Return how it stands for the reader this week: one query, and one more the first time that a month is met."""
    day = timezone.localdate(at)
    here = (person.project_id, month_of(day))
    known = _keys.get(here)
    state = _asked_of_the_database(person, day, known)
    if state.public_key is not None and state.public_key != known:
        _keys[here] = state.public_key
        state = _asked_of_the_database(person, day, state.public_key)
    return state


def _asked_of_the_database(person: Person, day: date, public_key: bytes | None) -> TickState:
    key = None if public_key is None else round_key(public_key)
    of_week = mark(key.secret, person.id, day) if key is not None else ""
    month = month_of(day)
    with connection.cursor() as cursor:
        cursor.execute("select * from tick_state(%s, %s, %s)", [month, of_week, seal("tick_state", month, of_week)])
        is_on, threshold, asks, month_id, found, is_over, marked = cursor.fetchone()
    found = None if found is None else bytes(found)
    return TickState(is_on, threshold, asks, month_id, found, is_over, marked)
