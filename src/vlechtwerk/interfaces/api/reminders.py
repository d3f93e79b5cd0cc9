"""Reminders: of a task, a decision, advice, or the words of a report; and who was reminded of what."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from ninja import Path, Router, Status

from vlechtwerk.domains.partnership.models import Advice, Decision
from vlechtwerk.domains.programme.models import Activity, ProgressReport, Reminder, Task
from vlechtwerk.domains.programme.operations.reminders import remind
from vlechtwerk.domains.programme.queries.reminders import reminders
from vlechtwerk.domains.programme.rules.reminders import Awaited, AwaitedWords
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import PROBLEMS, find
from vlechtwerk.interfaces.api.schemas import CamelSchema, Line

router = Router(tags=["work"])
MOST = 100


class ReminderOut(CamelSchema):
    """One reminder: of which task, decision, advice or report (at which activity), by whom, and who was reminded."""

    id: UUID
    task: UUID | None
    decision: UUID | None
    advice: UUID | None
    report: str | None
    activity: str | None
    sent_by: str
    sent_at: datetime
    people: list[str]

    @classmethod
    def of(cls, reminder: Reminder) -> "ReminderOut":
        """Return the shape of a reminder."""
        return cls(
            id=reminder.id,
            task=reminder.task_id,
            decision=reminder.decision_id,
            advice=reminder.advice_id,
            report=reminder.report.code if reminder.report else None,
            activity=reminder.activity.code if reminder.activity else None,
            sent_by=reminder.sent_by.name,
            sent_at=reminder.sent_at,
            people=[recipient.person.name for recipient in reminder.recipients.all()],
        )


class AwaitedWordsIn(CamelSchema):
    """At which activity the words of a report are awaited, by its code."""

    activity: Line


@router.get("/reminders", response={200: list[ReminderOut], **PROBLEMS}, by_alias=True)
def list_reminders(request: ApiRequest, project: Path[str]) -> list[ReminderOut]:
    """List the last hundred reminders, newest first."""
    return [ReminderOut.of(reminder) for reminder in reminders()[:MOST]]


def _remind(request: ApiRequest, awaited: Awaited) -> Status[ReminderOut]:
    sent = remind(awaited, by=request.actor.person, at=timezone.now())
    return Status(201, ReminderOut.of(reminders().get(id=sent.id)))


@router.post("/tasks/{task}/reminders", response={201: ReminderOut, **PROBLEMS}, by_alias=True)
def remind_of_task(request: ApiRequest, project: Path[str], task: UUID) -> Status[ReminderOut]:
    """Remind the owner of a task; once a day."""
    return _remind(request, find(Task.objects.select_related("activity"), id=task))


@router.post("/decisions/{decision}/reminders", response={201: ReminderOut, **PROBLEMS}, by_alias=True)
def remind_of_decision(request: ApiRequest, project: Path[str], decision: UUID) -> Status[ReminderOut]:
    """Remind those who decide of a question that waits; once a day."""
    return _remind(request, find(Decision.objects.select_related("body"), id=decision))


@router.post("/advice/{advice}/reminders", response={201: ReminderOut, **PROBLEMS}, by_alias=True)
def remind_of_advice(request: ApiRequest, project: Path[str], advice: UUID) -> Status[ReminderOut]:
    """Remind those who advise of a question that waits; once a day."""
    return _remind(request, find(Advice.objects.select_related("body"), id=advice))


@router.post("/progress-reports/{code}/reminders", response={201: ReminderOut, **PROBLEMS}, by_alias=True)
def remind_of_words(request: ApiRequest, project: Path[str], code: str, awaited: AwaitedWordsIn) -> Status[ReminderOut]:
    """Remind those who write at an activity of the words that a report waits for; once a day."""
    report = find(ProgressReport.objects.select_related("approving_body"), code=code)
    activity = find(Activity.objects.select_related("parent"), code=awaited.activity)
    return _remind(request, AwaitedWords(report, activity))
