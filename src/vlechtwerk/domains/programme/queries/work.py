"""Tasks as they stand, and the remarks on an activity that the reader may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, Remark, Task, TaskChange

State = TaskChange.State


def tasks_now() -> QuerySet[TaskChange]:
    """Return how every task stands: the last change of each, with its task and activity."""
    # Changes follow each other without a gap: the last one is that which has no next.
    following = TaskChange.objects.filter(task=OuterRef("task"), number=OuterRef("number") + 1)
    return (
        TaskChange.objects.filter(~Exists(following))
        .select_related("task__activity", "task__milestone", "task__given_by", "owner", "recorded_by")
        .order_by("due_on", "task__given_at", "task_id")
    )


def open_tasks(
    *, owner: Person | None = None, activities: Iterable[UUID] | None = None, due_before: date | None = None
) -> QuerySet[TaskChange]:
    """Return the tasks that are still to be done, those that are due first on top; narrowed as asked."""
    found = tasks_now().filter(state=State.OPEN)
    if owner is not None:
        found = found.filter(owner=owner)
    if activities is not None:
        found = found.filter(task__activity__in=list(activities))
    return found if due_before is None else found.filter(due_on__lt=due_before)


@dataclass(frozen=True, slots=True)
class TasksOfActivity:
    """The tasks of an activity: to be done, and ended, the last first."""

    open: tuple[TaskChange, ...]
    ended: tuple[TaskChange, ...]


def tasks_of(activity: Activity) -> TasksOfActivity:
    """Return the tasks of an activity as they stand: one query."""
    found = list(tasks_now().filter(task__activity=activity))
    ended = sorted((item for item in found if item.state != State.OPEN), key=lambda item: item.recorded_at)
    return TasksOfActivity(tuple(item for item in found if item.state == State.OPEN), tuple(reversed(ended)))


def history_of(task: Task) -> list[TaskChange]:
    """Return every change of a task, newest first."""
    return list(task.changes.select_related("owner", "recorded_by").order_by("-number"))


def intended_without_task(activity: Activity, day: date) -> list[ActivityEntry]:
    """Return what is prepared or intended in an activity and is no task yet."""
    intended = ActivityEntry.objects.known_by(day).filter(activity=activity, kind=ActivityEntry.Kind.PREPARED)
    return list(intended.filter(task__isnull=True).order_by("order"))


@dataclass(frozen=True, slots=True)
class RemarkRead:
    """A remark as its reader may read it, with who is mentioned in it."""

    remark: Remark
    mentioned: tuple[Person, ...]


def remarks_on(activity: Activity, most: int | None = None) -> list[RemarkRead]:
    """Return the comments, and the notes that the reader may read, on an activity; newest first."""
    found = activity.remarks.select_related("written_by").prefetch_related("mentions__person")
    return [
        RemarkRead(remark, tuple(mention.person for mention in remark.mentions.all()))
        for remark in found.order_by("-written_at", "id")[:most]
    ]


def in_teams_of(person: Person, day: date) -> QuerySet[Activity]:
    """Return the activities in whose team someone is on a day, in plan order."""
    running = Q(active_from__lte=day) & (Q(active_until__isnull=True) | Q(active_until__gt=day))
    roles = person.activity_roles.filter(running).values("activity")
    return Activity.objects.filter(id__in=roles).select_related("focus_area")
