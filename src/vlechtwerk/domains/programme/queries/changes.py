"""What changed in the programme since a moment: statuses, dates, decisions, tasks and what was said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import DateTimeField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Decision, Person
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityEntry,
    ActivityStatus,
    MilestoneDate,
    Remark,
    TaskChange,
)
from vlechtwerk.domains.programme.queries.activities import NEWEST_FIRST, activities_of

MOST_OF_ONE_KIND = 20


# What a status was before it changed, as far as it is told.
_EARLIER = ActivityStatus.objects.filter(
    activity=OuterRef("activity"), recorded_at__lt=OuterRef("recorded_at")
).order_by(*NEWEST_FIRST)


class ChangeKind(StrEnum):
    """What changed."""

    STATUS = "status"
    DATE = "date"
    DECISION = "decision"
    TASK = "task"
    ENTRY = "entry"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when it was registered, by whom, in which activity, and what it became."""

    kind: ChangeKind
    at: datetime | None
    by: str
    activity: Activity | None
    # The record that changed: its own words and what it became are read from it.
    record: Any


@dataclass(frozen=True, slots=True)
class Changes:
    """The last changes, newest first, and how many there are of each kind."""

    newest: tuple[Change, ...]
    numbers: Mapping[ChangeKind, int]

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(self.numbers.values())


Asked = dict[ChangeKind, tuple[QuerySet[Any], Callable[[Any], Change]]]


def _asked(moment: datetime, reader: Person) -> Asked:
    """Return per kind what other people changed since a moment, and how one of them is told."""
    others = Q(recorded_by__loads_cases=False, recorded_at__gt=moment) & ~Q(recorded_by=reader)

    def recorded(rows: QuerySet[Any], *related: str) -> QuerySet[Any]:
        return rows.filter(others).select_related(*related, "recorded_by").order_by("-recorded_at")

    statuses = ActivityStatus.objects.annotate(before=Subquery(_EARLIER.values("status")[:1]))
    return {
        ChangeKind.STATUS: (
            recorded(statuses, "activity"),
            lambda row: Change(ChangeKind.STATUS, row.recorded_at, row.recorded_by.name, row.activity, row),
        ),
        ChangeKind.DATE: (
            recorded(MilestoneDate.objects.filter(order__gt=0), "milestone__activity"),
            lambda row: Change(ChangeKind.DATE, row.recorded_at, row.recorded_by.name, row.milestone.activity, row),
        ),
        ChangeKind.DECISION: (
            Decision.objects.filter(_taken_since(moment, reader), state=Decision.State.TAKEN)
            .select_related("body")
            .order_by(Coalesce("taken_at", Cast("decided_latest", DateTimeField())).desc()),
            lambda row: Change(ChangeKind.DECISION, row.taken_at, row.body.name if row.body else "", None, row),
        ),
        ChangeKind.TASK: (
            recorded(TaskChange.objects.all(), "task__activity", "owner"),
            lambda row: Change(ChangeKind.TASK, row.recorded_at, row.recorded_by.name, row.task.activity, row),
        ),
        ChangeKind.ENTRY: (
            recorded(ActivityEntry.objects.all(), "activity"),
            lambda row: Change(ChangeKind.ENTRY, row.recorded_at, row.recorded_by.name, row.activity, row),
        ),
        ChangeKind.REMARK: (
            Remark.objects.filter(~Q(written_by=reader), written_at__gt=moment, withdrawn_at__isnull=True)
            .select_related("activity", "written_by")
            .order_by("-written_at"),
            lambda row: Change(ChangeKind.REMARK, row.written_at, row.written_by.name, row.activity, row),
        ),
    }  # fmt: skip


def _taken_since(moment: datetime, reader: Person) -> Q:
    """Return the condition that others took or registered a decision since a moment; a case tells it by its day."""
    here = Q(taken_at__gt=moment) & ~Q(taken_by=reader)
    registered = Q(recorded_by__loads_cases=False, recorded_at__gt=moment) & ~Q(recorded_by=reader)
    of_a_case = Q(recorded_by__loads_cases=True, decided_latest__gt=timezone.localdate(moment))
    return here | (Q(taken_at__isnull=True) & (registered | of_a_case))


def changes_since(moment: datetime, reader: Person, most: int = MOST_OF_ONE_KIND) -> Changes:
    """Return what other people changed since a moment, that the reader may read."""
    newest, numbers = [], {}
    for kind, (rows, change_of) in _asked(moment, reader).items():
        if number := rows.order_by().count():
            numbers[kind] = number
            newest += [change_of(row) for row in rows[:most]]
    newest = _with_activities(newest)
    newest.sort(key=_moment, reverse=True)
    return Changes(tuple(newest[:most]), numbers)


def _moment(change: Change) -> float:
    if change.at is not None:
        return change.at.timestamp()
    day = change.record.decided_on.latest
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone()).timestamp()


def _with_activities(changes: list[Change]) -> list[Change]:
    decided = [change.record for change in changes if change.kind is ChangeKind.DECISION]
    about = activities_of(decided) if decided else {}
    return [
        Change(change.kind, change.at, change.by, about[change.record.id][0], change.record)
        if change.kind is ChangeKind.DECISION and about.get(change.record.id)
        else change
        for change in changes
    ]
