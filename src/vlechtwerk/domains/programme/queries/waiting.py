"""What waits, on whom, since when and until when: tasks, decisions, advice, dates, maps, reports: one kind of row."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import override

from vlechtwerk.domains.partnership.models import Advice, Decision, Person
from vlechtwerk.domains.partnership.queries import days_waiting
from vlechtwerk.domains.partnership.queries.promises import AdviceAsOf, advice_as_of
from vlechtwerk.domains.partnership.rules import functions_of, running_on
from vlechtwerk.domains.programme.models import (
    Activity,
    MapDraft,
    MilestoneDate,
    ProgressReport,
    Reminder,
    TaskChange,
    TeamRole,
)
from vlechtwerk.domains.programme.queries.activities import MilestoneAsOf, activities_of, milestones_as_of
from vlechtwerk.domains.programme.queries.asked import (
    Asked,
    asked_by,
    asked_in,
    asked_of,
    number_of_advice,
    number_of_decisions,
    number_of_tasks,
)
from vlechtwerk.domains.programme.queries.planning import activities_of_advice
from vlechtwerk.domains.programme.queries.reminders import last_reminders
from vlechtwerk.domains.programme.queries.report_content import say_title
from vlechtwerk.domains.programme.queries.standing_out import under_way
from vlechtwerk.domains.programme.queries.work import in_teams_of, led_by, open_tasks, read_part
from vlechtwerk.domains.programme.rules import MANAGERS
from vlechtwerk.domains.programme.rules.reports import OPEN

# What is planned within six weeks waits; what is planned later does not yet.
DAYS_AHEAD = 42
MOST_OF_ONE_KIND = 60


class WaitingKind(StrEnum):
    """What waits."""

    TASK = "task"
    DECISION = "decision"
    ADVICE = "advice"
    DATE = "date"
    # A draft of the map that the body said yes to, a report that was returned, and words that a report waits for.
    ADOPTION = "adoption"
    REPORT = "report"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One thing that waits: what, for which activities, on whom, since when, and until when it may."""

    kind: WaitingKind
    # The task, the decision, the advice, the milestone, the draft or the report.
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
    # Of a draft or a report: its code, and what has to be mended.
    code: str = ""
    note: str = ""

    def left(self, day: date) -> int | None:
        """Return how many days are left; below zero it is late, and without a date nobody knows."""
        return None if self.due is None else (self.due - day).days


def in_order_of_dates(rows: Iterable[WaitingRow]) -> list[WaitingRow]:
    """Sort what is due first on top, and what has no date at the end."""
    return sorted(rows, key=lambda row: (row.due is None, row.due or date.max, row.kind, row.title))


def waiting_for(person: Person, at: datetime) -> list[WaitingRow]:
    """Return what waits for someone: their tasks, decisions of their bodies, dates, and what they manage and write."""
    day = timezone.localdate(at)
    return in_order_of_dates(
        [
            *_listed(asked_of(person, at), day),
            *_of_dates(list(in_teams_of(person, day)), day),
            *_of_managers(person, at),
            *_of_words(person, day),
        ]
    )


def waiting_in(activities: Sequence[Activity], day: date) -> list[WaitingRow]:
    """Return what waits in some activities, on whomever, on the present day: of a published case a day it describes."""
    return in_order_of_dates([*_listed(asked_in(activities), day), *_of_dates(activities, day)])


def waiting_on_others(person: Person, at: datetime, most: int | None = None) -> list[WaitingRow]:
    """Return what someone asked or gave, and others have yet to decide or do; of each kind so many at most."""
    tasks, *others = _by_kind(asked_by(person), timezone.localdate(at), most or MOST_OF_ONE_KIND)
    return [row for rows in (*others, tasks) for row in rows]


@dataclass(frozen=True, slots=True)
class Beyond:
    """How much waits besides what a list holds, and how much of that is late."""

    number: int = 0
    late: int = 0


def _by_kind(asked: Asked, day: date, most: int) -> tuple[list[WaitingRow], list[WaitingRow], list[WaitingRow]]:
    return (
        rows_of_tasks(asked.tasks[:most]),
        _of_decisions(list(asked.decisions[:most]), day),
        _of_advice(advice_waiting(day, asked.advice)[:most], day),
    )


def _listed(asked: Asked, day: date) -> list[WaitingRow]:
    return [row for rows in _by_kind(asked, day, MOST_OF_ONE_KIND) for row in rows]


def beyond_those_for(person: Person, at: datetime, rows: Sequence[WaitingRow]) -> Beyond:
    """Return how much waits for someone besides the rows: no query, unless so much waits that rows were left out."""
    return _beyond(rows, timezone.localdate(at), lambda: asked_of(person, at), MOST_OF_ONE_KIND)


def beyond_those_in(activities: Sequence[Activity], day: date, rows: Sequence[WaitingRow]) -> Beyond:
    """Return how much waits in some activities besides the rows."""
    return _beyond(rows, day, lambda: asked_in(activities), MOST_OF_ONE_KIND)


def beyond_those_on_others(person: Person, at: datetime, rows: Sequence[WaitingRow], most: int | None = None) -> Beyond:
    """Return how much of what someone asked or gave waits besides the rows, of which so many of a kind were read."""
    return _beyond(rows, timezone.localdate(at), lambda: asked_by(person), most or MOST_OF_ONE_KIND)


def _beyond(rows: Sequence[WaitingRow], day: date, asked_for: Callable[[], Asked], most: int) -> Beyond:
    listed = Counter(row.kind for row in rows)
    cut = [kind for kind in _CAN_BE_MANY if listed[kind] >= most]
    if not cut:
        return Beyond()
    late = Counter(row.kind for row in rows if (row.left(day) or 0) < 0)
    asked = asked_for()
    counted = [(kind, *_CAN_BE_MANY[kind](asked, day)) for kind in cut]
    return Beyond(
        sum(max(number - listed[kind], 0) for kind, number, _late in counted),
        sum(max(number - late[kind], 0) for kind, _all, number in counted),
    )


# Of these there can be more than a list holds: how many there are, and how many are late.
_CAN_BE_MANY: dict[WaitingKind, Callable[[Asked, date], tuple[int, int]]] = {
    WaitingKind.TASK: number_of_tasks,
    WaitingKind.DECISION: number_of_decisions,
    WaitingKind.ADVICE: number_of_advice,
}


def late_tasks(activities: QuerySet[Activity], at: datetime) -> QuerySet[TaskChange]:
    """Return the tasks of some activities that are late, the latest first: to be counted, and listed in part."""
    return open_tasks(due_before=timezone.localdate(at)).filter(task__activity__in=activities)


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


def rows_of_tasks(found: QuerySet[TaskChange]) -> list[WaitingRow]:
    """Return a slice of tasks as rows of what waits."""
    changes = read_part(found)
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


def _of_managers(person: Person, at: datetime) -> list[WaitingRow]:
    """Return what waits for who manages the teams: maps to be adopted after a yes, and reports that were returned."""
    if not functions_of(person, at) & MANAGERS:
        return []
    yes = MapDraft.objects.filter(
        state=MapDraft.State.ASKED, decision__state=Decision.State.TAKEN, decision__result=Decision.Result.YES
    )
    returned = ProgressReport.objects.filter(state=ProgressReport.State.RETURNED)
    return [
        *(
            _of_decided(WaitingKind.ADOPTION, draft.id, draft.name, draft.code, draft.decision)
            for draft in yes.select_related("decision__body")
        ),
        *(
            _of_decided(WaitingKind.REPORT, report.id, title_of(report), report.code, report.decision)
            for report in returned.select_related("decision__body")
        ),
    ]


def _of_decided(kind: WaitingKind, identifier: UUID, title: str, code: str, decision: Decision | None) -> WaitingRow:
    body = decision.body.name if decision and decision.body else ""
    since = decision.decided_on.latest if decision and decision.decided_on else None
    note = decision.reasons if decision and kind is WaitingKind.REPORT else ""
    return WaitingRow(kind, identifier, title, (), "", body, since, None, code=code, note=note)


def title_of(report: ProgressReport) -> str:
    """Return the title of a report in its own language."""
    with override(report.language):
        return say_title(report)


def _of_words(person: Person, day: date) -> list[WaitingRow]:
    """Return the reports that wait for someone's words, with the activities that they lead and wrote nothing at."""
    open_reports = list(ProgressReport.objects.filter(state__in=OPEN, gathered_at__isnull=False))
    if not open_reports:
        return []
    led = list(under_way(led_by(person, day), day))
    rows = []
    for report in open_reports if led else ():
        written = set(report.words.filter(activity__in=led).exclude(text="").values_list("activity", flat=True))
        silent = tuple(activity for activity in led if activity.id not in written)
        if silent:
            gathered = timezone.localdate(report.gathered_at)
            kind, name = WaitingKind.WORDS, title_of(report)
            rows.append(WaitingRow(kind, report.id, name, silent, person.name, "", gathered, None, code=report.code))
    return rows


def _of_date(activity: Activity, item: MilestoneAsOf) -> WaitingRow:
    known = item.current.known
    due = known.date_on.latest if known else None
    return WaitingRow(WaitingKind.DATE, item.milestone.id, item.milestone.title, (activity,), "", "", None, due)
