"""Of what someone is told: read anew each time, so that nothing is told that they may not read at that moment."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Decision, DecisionForwarding, DecisionSubject, Person
from vlechtwerk.domains.partnership.rules import running_seats
from vlechtwerk.domains.programme.models import (
    Activity,
    DecisionAbout,
    MilestoneDate,
    NoticeKind,
    ProgressReport,
    RemarkMention,
    ReminderRecipient,
    ReportFact,
    ReportWords,
    SeenNotice,
    TaskChange,
)
from vlechtwerk.domains.programme.queries.activities import activities_of
from vlechtwerk.domains.programme.queries.following import following
from vlechtwerk.domains.programme.queries.planning import activities_of_advice
from vlechtwerk.domains.programme.queries.reminders import reminders
from vlechtwerk.domains.programme.queries.work import in_teams_of, led_by, tasks_now
from vlechtwerk.domains.programme.rules.reports import OPEN
from vlechtwerk.foundation.database.compiled import CompiledQuery, Values

# What is older than this is found on the pages that it is about.
REACHES_BACK = timedelta(days=60)
MOST = 100


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing of which someone is told: what, when, by whom, in which activities, and whether they saw it."""

    kind: NoticeKind
    subject_id: UUID
    at: datetime
    seen: bool
    by: str
    activities: tuple[Activity, ...]
    # What it is about, in words that the reader may read now.
    title: str
    team_only: bool = False
    # Of a reminder: of what it is, and its identifier or code.
    of: tuple[str, str] | None = None
    # Of a decision that was taken: its result, and the act that follows.
    result: str = ""
    follows: str = ""


# What every branch of the question tells: its kind, what it is about, and when.
Rows = QuerySet[Any, dict[str, Any]]


def _rows(found: QuerySet[Any], kind: NoticeKind, subject: str, moment: str, person: Person) -> Rows:
    seen = SeenNotice.objects.filter(person=person, kind=kind, subject_id=OuterRef(subject))
    told = found.order_by().annotate(
        kind=Value(kind.value, CharField()),
        subject=F(subject),
        moment=F(moment),
        seen=Exists(seen),
    )
    rows: Rows = told.values("kind", "subject", "moment", "seen")
    return rows


def _branches(person: Person, at: datetime, kinds: Collection[str], since: datetime) -> Iterator[Rows]:
    """Yield per kind what there is to tell someone; a remark that they may not read mentions them to nobody."""
    day = timezone.localdate(at)
    if NoticeKind.MENTIONED in kinds:
        mentions = RemarkMention.objects.filter(person=person, remark__withdrawn_at__isnull=True)
        mentions = mentions.filter(remark__written_at__gte=since)
        yield _rows(mentions, NoticeKind.MENTIONED, "remark_id", "remark__written_at", person)
    if NoticeKind.TASK_GIVEN in kinds:
        given = tasks_now().select_related(None).filter(owner=person, state=TaskChange.State.OPEN)
        given = given.filter(recorded_at__gte=since).exclude(recorded_by=person)
        yield _rows(given, NoticeKind.TASK_GIVEN, "task_id", "recorded_at", person)
    if NoticeKind.DECISION_WAITING in kinds:
        sent_on = DecisionForwarding.objects.filter(decision=OuterRef("pk")).order_by("-forwarded_at")
        waits_since = Coalesce(Subquery(sent_on.values("forwarded_at")[:1]), F("recorded_at"))
        asked = Decision.objects.annotate(waits_since=waits_since).filter(
            state=Decision.State.ASKED, body__in=running_seats(person, at).values("body"), waits_since__gte=since
        )
        yield _rows(asked.exclude(recorded_by=person), NoticeKind.DECISION_WAITING, "pk", "waits_since", person)
    if NoticeKind.DECISION_TAKEN in kinds:
        yield _rows(_decided_for(person, day, since), NoticeKind.DECISION_TAKEN, "pk", "taken_at", person)
    if NoticeKind.DATE_MOVED in kinds:
        moved = MilestoneDate.objects.filter(
            milestone__activity__in=in_teams_of(person, day).values("pk"),
            order__gt=0,
            basis=MilestoneDate.Basis.PLANNED,
            recorded_at__gte=since,
        ).exclude(recorded_by=person)
        yield _rows(moved, NoticeKind.DATE_MOVED, "pk", "recorded_at", person)
    if NoticeKind.REMINDED in kinds:
        reminded = ReminderRecipient.objects.filter(_still_waits(), person=person, reminder__sent_at__gte=since)
        yield _rows(reminded, NoticeKind.REMINDED, "reminder_id", "reminder__sent_at", person)
    if NoticeKind.REPORT_RETURNED in kinds:
        sent_back = _taken_since(since).filter(id__in=_returned_to(person, day).values("decision"))
        yield _rows(sent_back.exclude(taken_by=person), NoticeKind.REPORT_RETURNED, "pk", "taken_at", person)


def _taken_since(since: datetime) -> QuerySet[Decision]:
    return Decision.objects.filter(state=Decision.State.TAKEN, taken_at__gte=since)


def _decided_for(person: Person, day: date, since: datetime) -> QuerySet[Decision]:
    """Return what others decided on someone's questions, and about the activities that they lead."""
    about = DecisionAbout.objects.filter(activity__in=_led(person, day)).values("decision")
    # Of a report that was returned another notice tells.
    returned = Q(subject_kind=DecisionSubject.PROGRESS_REPORT, result=Decision.Result.NO)
    found = _taken_since(since).filter(Q(asked_by=person) | Q(id__in=about))
    return found.exclude(returned).exclude(taken_by=person)


def _led(person: Person, day: date) -> QuerySet[Activity, UUID]:
    return led_by(person, day).select_related(None).order_by().values_list("pk", flat=True)


def _returned_to(person: Person, day: date) -> QuerySet[ProgressReport]:
    """Return the reports that lie with their writers again: who drafted, submitted or leads what is in it."""
    led = _led(person, day)
    has_facts = ReportFact.objects.filter(report=OuterRef("pk"), is_gone=False, activity__in=led)
    has_words = ReportWords.objects.filter(report=OuterRef("pk"), activity__in=led)
    writes = Q(drafted_by=person) | Q(decision__asked_by=person) | Q(Exists(has_facts)) | Q(Exists(has_words))
    return ProgressReport.objects.filter(writes, state=ProgressReport.State.RETURNED).order_by()


def _still_waits() -> Q:
    """Return the condition that what a reminder is of was not done meanwhile."""
    open_task = tasks_now().select_related(None).filter(task=OuterRef("reminder__task"), state=TaskChange.State.OPEN)
    written = ReportWords.objects.filter(
        report=OuterRef("reminder__report"),
        activity=OuterRef("reminder__activity"),
        written_at__gt=OuterRef("reminder__sent_at"),
    )
    return (
        Q(Exists(open_task))
        | Q(reminder__decision__state=Decision.State.ASKED)
        | Q(reminder__advice__isnull=False, reminder__advice__given_on__isnull=True)
        | (Q(reminder__report__state__in=OPEN) & ~Q(Exists(written)))
    )


def _union(person: Person, at: datetime, kinds: Collection[str], since: datetime, *, only_unseen: bool = False) -> Rows:
    branches = _branches(person, at, kinds, since)
    first, *others = (branch.filter(seen=False) if only_unseen else branch for branch in branches)
    return first.union(*others, all=True) if others else first


def _values(person_id: UUID, at: datetime) -> Values:
    return {"person": person_id, "at": at, "day": timezone.localdate(at), "since": at - REACHES_BACK}


def _unseen(values: Values) -> Rows:
    person = Person(id=values["person"])
    return _union(person, values["at"], NoticeKind.values, values["since"], only_unseen=True)


_UNSEEN = CompiledQuery(
    _unseen,
    _values(UUID(int=1), datetime(2001, 1, 1, tzinfo=UTC)),
    _values(UUID(int=2), datetime(2002, 2, 2, tzinfo=UTC)),
)


def unseen_number(person: Person, at: datetime) -> int:
    """Return of how much someone was told and did not see it yet: one query, in which the database counts."""
    return _UNSEEN.count(_values(person.id, at))


class Unseen(NamedTuple):
    """What someone was told of and did not see yet, without its words."""

    kind: NoticeKind
    subject_id: UUID
    at: datetime


def unseen_notices(person: Person, at: datetime) -> list[Unseen]:
    """Return everything of which someone was told and that they did not see yet: one query."""
    found = _union(person, at, NoticeKind.values, at - REACHES_BACK, only_unseen=True)
    return [Unseen(NoticeKind(row["kind"]), row["subject"], row["moment"]) for row in found]


def notice_of(person: Person, at: datetime, kind: str, subject: str) -> Notice | None:
    """Return one notice of someone; nothing when there is none that they may read."""
    if kind not in NoticeKind.values:
        return None
    rows = [row for row in _union(person, at, [kind], at - REACHES_BACK) if str(row["subject"]) == subject]
    return next(iter(_in_words(rows)), None)


def notices_of(
    person: Person, at: datetime, kinds: Collection[str] = tuple(NoticeKind.values), since: datetime | None = None
) -> list[Notice]:
    """Return of what someone is told, what they did not see on top, then newest first.

    One query, and one for each kind that is among it. More than can be read in one go is left out, what was seen first.
    """
    if not kinds:
        return []
    furthest = at - REACHES_BACK
    found = _union(person, at, kinds, max(since, furthest) if since else furthest)
    return _in_words(sorted(found, key=_unseen_and_newest, reverse=True)[:MOST])


def new_mentions(person: Person, at: datetime, most: int) -> tuple[list[Notice], int]:
    """Return where someone is mentioned and did not look yet: the newest, and how often in all."""
    found = _union(person, at, [NoticeKind.MENTIONED], at - REACHES_BACK, only_unseen=True)
    rows = sorted(found, key=_unseen_and_newest, reverse=True)
    return _in_words(rows[:most]), len(rows)


def _unseen_and_newest(row: dict[str, Any]) -> tuple[bool, datetime, str]:
    return not row["seen"], row["moment"], str(row["subject"])


def _in_words(rows: Sequence[dict[str, Any]]) -> list[Notice]:
    told: dict[tuple[str, UUID], Words] = {}
    for kind, tell in _TELL.items():
        ids = [row["subject"] for row in rows if row["kind"] == kind]
        for subject, words in tell(ids) if ids else ():
            told[kind, subject] = words
    return [
        Notice(NoticeKind(row["kind"]), row["subject"], row["moment"], row["seen"], *told[row["kind"], row["subject"]])
        for row in rows
    ]


class Words(NamedTuple):
    """What a notice says: by whom, in which activities, its title, whether it is for the team, what follows."""

    by: str
    activities: tuple[Activity, ...]
    title: str
    team_only: bool = False
    of: tuple[str, str] | None = None
    result: str = ""
    follows: str = ""


Told = Iterator[tuple[UUID, Words]]


def _mentions(ids: Collection[UUID]) -> Told:
    found = RemarkMention.objects.filter(remark__in=ids).select_related("remark__activity", "remark__written_by")
    for mention in found:
        remark = mention.remark
        yield remark.id, Words(remark.written_by.name, (remark.activity,), remark.text, remark.team_only)


def _tasks(ids: Collection[UUID]) -> Told:
    for change in tasks_now().filter(task__in=ids):
        yield change.task_id, Words(change.recorded_by.name, (change.task.activity,), change.task.title)


def _decisions(ids: Collection[UUID]) -> Told:
    found = list(Decision.objects.filter(id__in=ids).select_related("asked_by"))
    about = activities_of(found)
    for decision in found:
        asked_by = decision.asked_by.name if decision.asked_by else ""
        yield decision.id, Words(asked_by, tuple(about.get(decision.id, ())), decision.question)


def _taken(ids: Collection[UUID]) -> Told:
    found = list(Decision.objects.filter(id__in=ids).select_related("body", "taken_by"))
    about, follows = activities_of(found), following(found)
    for decision in found:
        by = decision.body.name if decision.body else decision.taken_by.name if decision.taken_by else ""
        act = follows[decision.id].act.value if decision.id in follows else ""
        activities = tuple(about.get(decision.id, ()))
        yield decision.id, Words(by, activities, decision.question, result=decision.result, follows=act)


def _returned(ids: Collection[UUID]) -> Told:
    for report in ProgressReport.objects.filter(decision__in=ids).select_related("decision__body"):
        decision = report.decision
        if decision is not None:
            by = decision.body.name if decision.body else ""
            yield decision.id, Words(by, (), decision.reasons, of=("report", report.code))


def _dates(ids: Collection[UUID]) -> Told:
    found = MilestoneDate.objects.filter(id__in=ids).select_related("milestone__activity", "recorded_by")
    for moved in found:
        by = moved.recorded_by.name if moved.recorded_by else ""
        yield moved.id, Words(by, (moved.milestone.activity,), moved.milestone.title)


def _reminders(ids: Collection[UUID]) -> Told:
    found = list(reminders().filter(id__in=ids).select_related("task__activity"))
    about = activities_of(reminder.decision for reminder in found if reminder.decision)
    advised = activities_of_advice([reminder.advice for reminder in found if reminder.advice])
    for reminder in found:
        by = reminder.sent_by.name
        if reminder.task:
            words = Words(by, (reminder.task.activity,), reminder.task.title, of=("task", str(reminder.task_id)))
        elif reminder.decision:
            activities, of = about.get(reminder.decision.id, ()), ("decision", str(reminder.decision_id))
            words = Words(by, tuple(activities), reminder.decision.question, of=of)
        elif reminder.advice:
            of = ("advice", str(reminder.advice_id))
            words = Words(by, tuple(advised[reminder.advice.id]), reminder.advice.question, of=of)
        elif reminder.report and reminder.activity:
            activity = reminder.activity
            words = Words(by, (activity,), activity.name, of=("report", reminder.report.code))
        yield reminder.id, words


_TELL = {
    NoticeKind.MENTIONED: _mentions,
    NoticeKind.TASK_GIVEN: _tasks,
    NoticeKind.DECISION_WAITING: _decisions,
    NoticeKind.DECISION_TAKEN: _taken,
    NoticeKind.DATE_MOVED: _dates,
    NoticeKind.REMINDED: _reminders,
    NoticeKind.REPORT_RETURNED: _returned,
}
