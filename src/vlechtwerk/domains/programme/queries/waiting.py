"""What waits, on whom, since when and until when: tasks, decisions, advice and dates, as one kind of row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Advice, Decision, Person
from vlechtwerk.domains.partnership.queries import days_waiting, decisions
from vlechtwerk.domains.partnership.queries.promises import AdviceAsOf, advice_as_of
from vlechtwerk.domains.partnership.rules import running_on, running_seats
from vlechtwerk.domains.programme.models import (
    Activity,
    AdviceAbout,
    DecisionAbout,
    MilestoneDate,
    Reminder,
    TaskChange,
    TeamRole,
)
from vlechtwerk.domains.programme.queries.activities import MilestoneAsOf, activities_of, milestones_as_of
from vlechtwerk.domains.programme.queries.planning import activities_of_advice
from vlechtwerk.domains.programme.queries.reminders import last_reminders
from vlechtwerk.domains.programme.queries.work import in_teams_of, open_tasks

# What is planned within six weeks waits; what is planned later does not yet.
DAYS_AHEAD = 42
MOST_OF_ONE_KIND = 60


class WaitingKind(StrEnum):
    """What waits."""

    TASK = "task"
    DECISION = "decision"
    ADVICE = "advice"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One thing that waits: what, for which activities, on whom, since when, and until when it may."""

    kind: WaitingKind
    # The task, the decision, the advice or the milestone.
    subject_id: UUID
    title: str
    activities: tuple[Activity, ...]
    # On whom it waits; empty when nobody is asked yet, or for a date: on the team.
    on: str
    asked_by: str
    since: date | None
    due: date | None
    # How many days a decision waits, and may wait as agreed.
    waited: int | None = None
    agreed: int | None = None
    # Who reminded of it last, and when.
    reminder: Reminder | None = None

    def left(self, day: date) -> int | None:
        """Return how many days are left; below zero it is late, and without a date nobody knows."""
        return None if self.due is None else (self.due - day).days


def in_order_of_dates(rows: Iterable[WaitingRow]) -> list[WaitingRow]:
    """Sort what is due first on top, and what has no date at the end."""
    return sorted(rows, key=lambda row: (row.due is None, row.due or date.max, row.kind, row.title))


def waiting_for(person: Person, at: datetime) -> list[WaitingRow]:
    """Return what waits for someone: their tasks, decisions of their bodies, and dates of their activities."""
    day = timezone.localdate(at)
    bodies = running_seats(person, at).values("body")
    asked = decisions(Decision.State.ASKED).filter(body__in=bodies)[:MOST_OF_ONE_KIND]
    advice = advice_waiting(day, Q(body__in=bodies))
    return in_order_of_dates(
        [
            *_of_tasks(open_tasks(owner=person)[:MOST_OF_ONE_KIND]),
            *_of_decisions(list(asked), day),
            *_of_advice(advice, day),
            *_of_dates(list(in_teams_of(person, day)), day),
        ]
    )


def waiting_in(activities: Sequence[Activity], day: date) -> list[WaitingRow]:
    """Return what waits in some activities, on whomever, on the present day: of a published case a day it describes."""
    ids = [activity.id for activity in activities]
    about = DecisionAbout.objects.filter(activity__in=ids).values("decision")
    asked = decisions(Decision.State.ASKED).filter(id__in=about)[:MOST_OF_ONE_KIND]
    advised = AdviceAbout.objects.filter(activity__in=ids).values("advice")
    return in_order_of_dates(
        [
            *_of_tasks(open_tasks(activities=ids)[:MOST_OF_ONE_KIND]),
            *_of_decisions(list(asked), day),
            *_of_advice(advice_waiting(day, Q(id__in=advised)), day),
            *_of_dates(activities, day),
        ]
    )


def waiting_on_others(person: Person, at: datetime) -> list[WaitingRow]:
    """Return what someone asked or gave, and others have yet to decide or do."""
    day = timezone.localdate(at)
    asked = decisions(Decision.State.ASKED).filter(asked_by=person)[:MOST_OF_ONE_KIND]
    given = open_tasks().filter(task__given_by=person).exclude(owner=person)[:MOST_OF_ONE_KIND]
    advice = advice_waiting(day, Q(asked_by=person))
    return [*_of_decisions(list(asked), day), *_of_advice(advice, day), *_of_tasks(given)]


def late_in(activities: QuerySet[Activity], at: datetime) -> list[WaitingRow]:
    """Return the tasks of some activities that are late, the latest first."""
    late = open_tasks(due_before=timezone.localdate(at)).filter(task__activity__in=activities)
    return _of_tasks(late[:MOST_OF_ONE_KIND])


def managed_by(person: Person, at: datetime) -> QuerySet[Activity]:
    """Return the activities that a team manager looks after: those they lead, and those in whose team their people are.

    Their people have them as manager, or are appointed in the same department.
    """
    day = timezone.localdate(at)
    departments = list(
        person.appointments.filter(
            running_on(day, "appointed_from", "appointed_until"), department__isnull=False
        ).values_list("department", flat=True)
    )
    running = running_on(day, "person__appointments__appointed_from", "person__appointments__appointed_until")
    theirs = Q(person__appointments__manager=person) | Q(person__appointments__department__in=departments)
    roles = TeamRole.objects.filter(running_on(day, "active_from", "active_until")).filter(
        (running & theirs) | Q(person=person, role=TeamRole.Role.LEAD)
    )
    return Activity.objects.filter(id__in=roles.values("activity")).select_related("focus_area")


def _of_tasks(found: Iterable[TaskChange]) -> list[WaitingRow]:
    changes = list(found)
    reminded = last_reminders("task", [change.task_id for change in changes])
    return [
        WaitingRow(
            WaitingKind.TASK,
            change.task_id,
            change.task.title,
            (change.task.activity,),
            change.owner.name,
            change.task.given_by.name if not change.task.given_by.loads_cases else "",
            timezone.localdate(change.task.given_at),
            change.due_on,
            reminder=reminded.get(change.task_id),
        )
        for change in changes
    ]


def _of_decisions(asked: Sequence[Decision], day: date) -> list[WaitingRow]:
    about = activities_of(asked) if asked else {}
    reminded = last_reminders("decision", [decision.id for decision in asked])
    rows = []
    for decision in asked:
        waited, agreed = days_waiting(decision, day), decision.agreed_days
        # Without an agreed term or an exact day of asking nobody knows when it is due.
        left = agreed - waited if agreed is not None and waited is not None else None
        rows.append(
            WaitingRow(
                WaitingKind.DECISION,
                decision.id,
                decision.question,
                tuple(about.get(decision.id, ())),
                decision.body.name if decision.body else "",
                decision.asked_by.name if decision.asked_by else "",
                decision.asked_on.earliest if decision.asked_on else None,
                day + timedelta(days=left) if left is not None else None,
                waited,
                agreed,
                reminded.get(decision.id),
            )
        )
    return rows


def advice_waiting(day: date, only: Q) -> list[AdviceAsOf]:
    """Return the advice that was asked by a day and not given, narrowed: one query."""
    return advice_as_of(day, only & Q(given_on__isnull=True))[:MOST_OF_ONE_KIND]


def agreed_days_of(advice: Advice) -> int | None:
    """Return in how many days an advice was wanted; nothing when one of the two days is not known."""
    if advice.due_on is None or advice.asked_latest is None or advice.asked_latest != advice.asked_earliest:
        return None
    days: int = (advice.due_on - advice.asked_latest).days
    return days


def _of_advice(found: Sequence[AdviceAsOf], day: date) -> list[WaitingRow]:
    about = activities_of_advice([item.advice for item in found]) if found else {}
    reminded = last_reminders("advice", [item.advice.id for item in found])
    return [
        WaitingRow(
            WaitingKind.ADVICE,
            item.advice.id,
            item.advice.question,
            tuple(about.get(item.advice.id, ())),
            item.advice.body.name,
            item.advice.asked_by.name if item.advice.asked_by else "",
            item.advice.asked_on.earliest if item.advice.asked_on else None,
            item.advice.due_on,
            # Known to the day, or not at all.
            int(item.waited.most) if item.waited is not None and item.waited.is_exact else None,
            agreed_days_of(item.advice),
            reminder=reminded.get(item.advice.id),
        )
        for item in found
    ]


def _of_dates(activities: Sequence[Activity], day: date) -> list[WaitingRow]:
    named = {activity.id: activity for activity in activities}
    last = day + timedelta(days=DAYS_AHEAD)
    return [
        _of_date(named[activity_id], item)
        for activity_id, milestones in milestones_as_of(named, day).items()
        for item in milestones
        if item.current.known is not None
        and item.current.known.basis == MilestoneDate.Basis.PLANNED
        and item.current.known.date_on.latest <= last
    ]


def _of_date(activity: Activity, item: MilestoneAsOf) -> WaitingRow:
    known = item.current.known
    due = known.date_on.latest if known else None
    return WaitingRow(WaitingKind.DATE, item.milestone.id, item.milestone.title, (activity,), "", "", None, due)
