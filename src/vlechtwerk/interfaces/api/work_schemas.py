"""The shapes of the work of every day: tasks, remarks, what is told, steps, what waits and of what someone is told."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from ninja import Field
from pydantic import AwareDatetime, field_validator

from vlechtwerk.domains.programme.models import (
    ActivityEntry,
    ActivityStep,
    DigestChoice,
    NoticeKind,
    Remark,
    Task,
    TaskChange,
)
from vlechtwerk.domains.programme.queries.notices import Notice
from vlechtwerk.domains.programme.queries.waiting import WaitingKind, WaitingRow
from vlechtwerk.domains.programme.queries.work import RemarkRead
from vlechtwerk.domains.sharing.queries.notices import WaitingIn
from vlechtwerk.foundation.evidence.address import Ground
from vlechtwerk.interfaces.api.schemas import CamelSchema, DateOut, EvidenceIn, Line, Text, kept, read_date


class TaskChangeOut(CamelSchema):
    """One change of a task; the last one holds."""

    state: str
    owner: str
    owner_id: UUID
    due_on: date | None
    note: str
    recorded_by: str
    recorded_at: datetime

    @classmethod
    def of(cls, change: TaskChange) -> "TaskChangeOut":
        """Return the shape of a change."""
        return cls(
            state=change.state,
            owner=change.owner.name,
            owner_id=change.owner_id,
            due_on=change.due_on,
            note=change.note,
            recorded_by=change.recorded_by.name,
            recorded_at=change.recorded_at,
        )


class TaskOut(CamelSchema):
    """A task as it stands."""

    id: UUID
    title: str
    activity: str
    milestone: UUID | None
    entry: UUID | None
    given_by: str
    given_at: datetime
    state: str
    owner: str
    owner_id: UUID
    due_on: date | None

    @classmethod
    def of(cls, change: TaskChange) -> "TaskOut":
        """Return the shape of a task, by its last change."""
        task = change.task
        return cls(
            id=task.id,
            title=task.title,
            activity=task.activity.code,
            milestone=task.milestone_id,
            entry=task.entry_id,
            given_by=task.given_by.name,
            given_at=task.given_at,
            state=change.state,
            owner=change.owner.name,
            owner_id=change.owner_id,
            due_on=change.due_on,
        )


class TaskDetailOut(TaskOut):
    """A task with every change of it, newest first."""

    changes: list[TaskChangeOut]


class TaskPageOut(CamelSchema):
    """A page of tasks."""

    total: int
    next: str | None
    previous: str | None
    items: list[TaskOut]


class TaskStateAsked(StrEnum):
    """How far the tasks are that are asked for."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    DROPPED = "dropped"
    ALL = "all"


class TaskQuery(CamelSchema):
    """How the list of tasks is narrowed."""

    state: TaskStateAsked = TaskStateAsked.OPEN
    owner: UUID | None = None
    mine: bool = False
    activity: Line = ""
    page: int = Field(1, ge=1, le=100_000)


class TaskIn(CamelSchema):
    """A task for someone; made of an intention, or for a date, where it names one."""

    title: str = kept(Task, "title")
    owner: UUID
    due_on: date | None = None
    milestone: UUID | None = None
    entry: UUID | None = None


class TaskEndIn(CamelSchema):
    """How a task ended; what is dropped says why."""

    state: TaskChange.State = TaskChange.State.DONE
    note: str = kept(TaskChange, "note", "")


class TaskOwnerIn(CamelSchema):
    """Who gets a task, and by when it is due."""

    owner: UUID
    due_on: date | None = None
    note: str = kept(TaskChange, "note", "")


class RemarkOut(CamelSchema):
    """A comment, or a note that the reader may read; of what was withdrawn is told that it was there."""

    id: UUID
    activity: str
    team_only: bool
    text: str
    written_by: str
    written_at: datetime
    withdrawn_at: datetime | None
    mentioned: list[str]

    @classmethod
    def of(cls, read: RemarkRead, activity: str) -> "RemarkOut":
        """Return the shape of a remark."""
        remark = read.remark
        return cls(
            id=remark.id,
            activity=activity,
            team_only=remark.team_only,
            text=remark.text,
            written_by=remark.written_by.name,
            written_at=remark.written_at,
            withdrawn_at=remark.withdrawn_at,
            mentioned=[person.name for person in read.mentioned],
        )


class RemarkIn(CamelSchema):
    """A comment, or a note for the team; an @ before a name mentions someone as well."""

    text: str = kept(Remark, "text")
    team_only: bool = False
    mentioned: list[UUID] = Field([], max_length=50)


class EntryIn(CamelSchema):
    """What was done, said, prepared or found, with its ground."""

    kind: ActivityEntry.Kind
    text: Text
    occurred_on: Line | None = None
    ground: Ground
    evidence: list[EvidenceIn] = []

    _occurred_on = field_validator("occurred_on")(lambda value: None if value is None else read_date(value))


class ActivityStepIn(CamelSchema):
    """A step that an activity is in, and since when."""

    step: ActivityStep.Step
    started_on: Line

    _started_on = field_validator("started_on")(read_date)


class StepEndIn(CamelSchema):
    """Since when an activity is no longer in a step."""

    ended_on: Line

    _ended_on = field_validator("ended_on")(read_date)


class StepKeptOut(CamelSchema):
    """A step of an activity, with what it is ended by."""

    id: UUID
    activity: str
    step: str
    started_on: DateOut
    ended_on: DateOut | None

    @classmethod
    def of(cls, step: ActivityStep) -> "StepKeptOut":
        """Return the shape of a step."""
        return cls(
            id=step.id,
            activity=step.activity.code,
            step=step.step,
            started_on=DateOut.certain(step.started_on),
            ended_on=DateOut.of(step.ended_on),
        )


class WaitingOut(CamelSchema):
    """One thing that waits: what, for which activities, on whom, since when and until when it may."""

    kind: WaitingKind
    id: UUID
    title: str
    activities: list[str]
    on: str
    asked_by: str
    since: date | None
    due: date | None
    days_waited: int | None
    days_agreed: int | None
    reminded_on: date | None
    # Of a draft of the map or a report: its code, and what has to be mended.
    code: str
    note: str

    @classmethod
    def of(cls, row: WaitingRow) -> "WaitingOut":
        """Return the shape of what waits."""
        return cls(
            kind=row.kind,
            id=row.subject_id,
            title=row.title,
            activities=[activity.code for activity in row.activities],
            on=row.on,
            asked_by=row.asked_by,
            since=row.since,
            due=row.due,
            days_waited=row.waited,
            days_agreed=row.agreed,
            reminded_on=row.reminder.sent_on if row.reminder else None,
            code=row.code,
            note=row.note,
        )


class WaitingInPurposeOut(CamelSchema):
    """How much waits for the caller in one purpose; what it is about is told in that purpose only."""

    purpose: str
    number: int | None

    @classmethod
    def of(cls, item: WaitingIn) -> "WaitingInPurposeOut":
        """Return the shape of it; nothing where it was not counted."""
        return cls(purpose=item.purpose.code, number=item.number if item.counted else None)


class WaitingForMeOut(CamelSchema):
    """What waits for the caller, and what waits on others that the caller asked or gave."""

    for_me: list[WaitingOut]
    on_others: list[WaitingOut]
    in_sharing: list[WaitingInPurposeOut]


class NotificationOut(CamelSchema):
    """One thing of which the caller is told, and whether they saw it."""

    kind: NoticeKind
    subject: UUID
    at: datetime
    seen: bool
    by: str
    activities: list[str]
    title: str
    team_only: bool
    # Of a reminder: of what (task, decision, advice or report), and its identifier or code.
    reminds_of: str | None
    reminds_of_id: str | None

    @classmethod
    def of(cls, notice: Notice) -> "NotificationOut":
        """Return the shape of a notice."""
        return cls(
            kind=notice.kind,
            subject=notice.subject_id,
            at=notice.at,
            seen=notice.seen,
            by=notice.by,
            activities=[activity.code for activity in notice.activities],
            title=notice.title,
            team_only=notice.team_only,
            reminds_of=notice.of[0] if notice.of else None,
            reminds_of_id=notice.of[1] if notice.of else None,
        )


class SeenIn(CamelSchema):
    """Which notice was seen; without one, all of them, or those that came from a moment until another."""

    kind: NoticeKind | None = None
    subject: UUID | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


class NotificationsSeenOut(CamelSchema):
    """How many notices were new until now."""

    seen: int


class DigestChoiceIn(CamelSchema):
    """Of what the caller wants to be told by e-mail, how often, and in which language."""

    how_often: DigestChoice.HowOften
    kinds: list[NoticeKind] = Field(list(NoticeKind), max_length=20)
    with_sharing: bool = True
    language: DigestChoice.Language = DigestChoice.Language.DUTCH


class DigestChoiceOut(CamelSchema):
    """Of what the caller is told by e-mail."""

    how_often: str
    kinds: list[str]
    with_sharing: bool
    language: str

    @classmethod
    def of(cls, choice: DigestChoice | None) -> "DigestChoiceOut":
        """Return the shape of a choice; who chose nothing gets nothing."""
        if choice is None:
            return cls(how_often=DigestChoice.HowOften.NEVER, kinds=[], with_sharing=False, language="nl")
        return cls(
            how_often=choice.how_often,
            kinds=list(choice.kinds),
            with_sharing=choice.with_sharing,
            language=choice.language,
        )


class ActivityTimesOut(CamelSchema):
    """One activity in time: since when it had which status, and its dates as they were planned and met."""

    code: str
    name: str
    focus_area: str | None
    statuses: list["StatusSinceOut"]
    dates: list["DateSinceOut"]


class StatusSinceOut(CamelSchema):
    """A status and since when."""

    status: str
    since: DateOut


class DateSinceOut(CamelSchema):
    """A date of a milestone: planned or happened; a later row replaced it."""

    title: str
    date: DateOut
    basis: str
    replaced: bool
