"""Close the months of ticks that are over: read what was ticked, keep what may be shown, and destroy the rest."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from vlechtwerk.domains.evaluation.models import TickMonth
from vlechtwerk.domains.evaluation.operations.round_keys import destroy_round_key
from vlechtwerk.domains.evaluation.queries.round_keys import round_key
from vlechtwerk.domains.evaluation.rules.figures import checksum_of_figures
from vlechtwerk.domains.evaluation.rules.tick_figures import (
    MonthFigures,
    PersonMonth,
    figures_of_month,
    mean_of,
    shares_of,
    what_goes_on,
)
from vlechtwerk.domains.evaluation.rules.tick_weeks import days_of, month_of, preceding
from vlechtwerk.domains.evaluation.rules.ticks import NOT_ASKED, OpenedTick, about, reasons_against_amounts
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.surveys.sealing import Unreadable, open_sealed
from vlechtwerk.foundation.database.sealing import seal


@dataclass(frozen=True, slots=True)
class _Over:
    """A month that is over and has no figures yet, with those of the month before."""

    id: UUID
    project: UUID
    month: date
    threshold: int
    public_key: bytes
    before: Mapping[str, Any] | None


def close_months_over(at: datetime) -> int:
    """Close every month that is over, in all projects; return how many. What is left of them is figures only."""
    months = _months_over(month_of(timezone.localdate(at)))
    for one in months:
        _close(one)
    return len(months)


def add_months_of_case(months: Mapping[date, MonthFigures], *, by: Person) -> list[TickMonth]:
    """Add the figures of invented months that a case brings; the database lets only the owner of the tables do so."""
    return [
        TickMonth.objects.create(
            project_id=by.project_id,
            month=month,
            threshold=figures.threshold,
            figures=figures.as_json(),
            checksum=checksum_of_figures(figures.as_json()),
        )
        for month, figures in months.items()
    ]


@transaction.atomic
def _close(over: _Over) -> None:
    """Close one month: its ticks are opened, put together per person, counted, and gone; so is its key."""
    ticked = people_of(_opened(over))
    now, former = _who_could_tick(over.project, over.month), _who_could_tick(over.project, preceding(over.month))
    figures = figures_of_month(ticked, list(now.values()), over.threshold)
    before = MonthFigures.from_json(over.before) if over.before else None
    told = figures.as_json() | {"goes_on": list(what_goes_on(figures, before, now, former))}
    checksum = checksum_of_figures(told)
    with connection.cursor() as cursor:
        cursor.execute(
            "select keep_tick_figures(%s, %s::jsonb, %s, %s)",
            [over.id, json.dumps(told), checksum, seal("keep_tick_figures", over.id, checksum)],
        )
    transaction.on_commit(lambda: destroy_round_key(over.public_key))


def people_of(ticks: Sequence[OpenedTick]) -> list[PersonMonth]:
    """Put the ticks of each person together; who ticked in two departments is in neither."""
    of_person: dict[str, list[OpenedTick]] = {}
    for one in ticks:
        of_person.setdefault(one.once, []).append(one)
    found = []
    for weeks in of_person.values():
        departments = {one.department for one in weeks}
        shares = mean_of([shares_of(one.amounts) for one in weeks])
        found.append(PersonMonth(departments.pop() if len(departments) == 1 else "", shares))
    return found


def _opened(over: _Over) -> list[OpenedTick]:
    """Take the ticks of a month, and open those that can be read; “not this week” is left out."""
    key = round_key(over.public_key)
    with connection.cursor() as cursor:
        cursor.execute("select * from take_ticks(%s, %s)", [over.id, seal("take_ticks", over.id)])
        sealed = [bytes(payload) for (payload,) in cursor.fetchall()]
    if key is None:
        return []
    found = (_open(payload, key.private, over.id) for payload in sealed)
    return [one for one in found if one is not None and one.amounts and not reasons_against_amounts(one.amounts)]


def _open(payload: bytes, private: bytes, month: UUID) -> OpenedTick | None:
    try:
        return OpenedTick.from_bytes(open_sealed(payload, private, about=about(month)))
    except (Unreadable, ValueError, TypeError):
        return None


def _months_over(month: date) -> list[_Over]:
    with connection.cursor() as cursor:
        cursor.execute("select * from tick_months_over(%s, %s)", [month, seal("tick_months_over", month)])
        return [
            _Over(found, project, of, threshold, bytes(public_key), json.loads(before) if before else None)
            for found, project, of, threshold, public_key, before in cursor.fetchall()
        ]


def _who_could_tick(project: UUID, month: date) -> dict[UUID, str]:
    """Return who could tick in a month, with their department."""
    first, until = days_of(month)
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from who_could_tick(%s, %s, %s, %s, %s)",
            [project, first, until, sorted(NOT_ASKED), seal("who_could_tick", project, first, until)],
        )
        return dict(cursor.fetchall())
