"""Tasks as they stand, and the remarks on an activity that the reader may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, Remark, Task, TaskChange, TeamRole

State = TaskChange.State


def end_of(day: date) -> datetime:
    """Return the moment at which a day has ended here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def tasks_now(past: date | None = None) -> QuerySet[TaskChange]:
    """Return how every task stands, or stood on a day in the past: the last change of each, with its task."""
    known = TaskChange.objects.all() if past is None else TaskChange.objects.filter(recorded_at__lt=end_of(past))
    # Changes follow each other without a gap: the last one is that which has no next.
    following = known.filter(task=OuterRef("task"), number=OuterRef("number") + 1)
    return _with_what_they_are_of(known.filter(~Exists(following)))


def _with_what_they_are_of(found: QuerySet[TaskChange]) -> QuerySet[TaskChange]:
    related = ("task__activity", "task__milestone", "task__given_by", "owner", "recorded_by")
    return found.select_related(*related).order_by("due_on", "task__given_at", "task_id")


def read_part(tasks: QuerySet[TaskChange]) -> list[TaskChange]:
    """Read a slice of tasks: which these are first, so that the rest is not joined with what it is of."""
    return list(_with_what_they_are_of(TaskChange.objects.filter(pk__in=tasks.select_related(None).values("pk"))))


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


def history_of(task: Task, past: date | None = None) -> list[TaskChange]:
    """Return every change of a task, newest first; with a day in the past those until then."""
    changes = task.changes.select_related("owner", "recorded_by").order_by("-number")
    return list(changes if past is None else changes.filter(recorded_at__lt=end_of(past)))


def intended_without_task(activity: Activity, day: date, past: date | None = None) -> list[ActivityEntry]:
    """Return what is prepared or intended in an activity and is no task yet, or was none on a day in the past."""
    intended = ActivityEntry.objects.known_by(day).filter(activity=activity, kind=ActivityEntry.Kind.PREPARED)
    without = Q(task__isnull=True)
    if past is not None:
        without |= Q(task__given_at__gte=end_of(past))
    return list(intended.filter(without).order_by("order"))


@dataclass(frozen=True, slots=True)
class RemarkRead:
    """A remark as its reader may read it, with who is mentioned in it."""

    remark: Remark
    mentioned: tuple[Person, ...]


def remarks_on(activity: Activity, most: int | None = None, past: date | None = None) -> list[RemarkRead]:
    """Return the comments, and the notes that the reader may read, on an activity; newest first.

    With a day in the past those that were written by then; what was withdrawn since is gone.
    """
    found = activity.remarks.select_related("written_by").prefetch_related("mentions__person")
    if past is not None:
        found = found.filter(written_at__lt=end_of(past))
    return [
        RemarkRead(remark, tuple(mention.person for mention in remark.mentions.all()))
        for remark in found.order_by("-written_at", "id")[:most]
    ]


def led_by(person: Person, day: date) -> QuerySet[Activity]:
    """Return the activities that someone leads on a day, and the parts of those."""
    running = Q(active_from__lte=day) & (Q(active_until__isnull=True) | Q(active_until__gt=day))
    led = person.activity_roles.filter(running, role=TeamRole.Role.LEAD).values("activity")
    return Activity.objects.filter(Q(id__in=led) | Q(parent__in=led)).select_related("focus_area")


def in_teams_of(person: Person, day: date) -> QuerySet[Activity]:
    """Return the activities in whose team someone is on a day, in plan order."""
    running = Q(active_from__lte=day) & (Q(active_until__isnull=True) | Q(active_until__gt=day))
    roles = person.activity_roles.filter(running).values("activity")
    return Activity.objects.filter(id__in=roles).select_related("focus_area")
