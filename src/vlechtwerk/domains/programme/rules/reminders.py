"""Whether someone may remind others of what they wait for, and whom that reaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Advice, Body, Decision, Person
from vlechtwerk.domains.partnership.rules import (
    DECIDING_ROLES,
    functions_of,
    reasons_against_acting,
    running_on,
    running_seats,
)
from vlechtwerk.domains.programme.models import Activity, ProgressReport, Reminder, Task, TaskChange, TeamRole
from vlechtwerk.domains.programme.rules import MANAGERS
from vlechtwerk.domains.programme.rules.reports import reasons_against_changing_report
from vlechtwerk.domains.programme.rules.work import in_team, present_people
from vlechtwerk.foundation.refusal import Reason


@dataclass(frozen=True, slots=True)
class AwaitedWords:
    """The words that a report waits for at an activity."""

    report: ProgressReport
    activity: Activity


Awaited = Task | Decision | Advice | AwaitedWords


def column_of(awaited: Awaited) -> dict[str, object]:
    """Return under which columns a reminder keeps what it is of."""
    if isinstance(awaited, AwaitedWords):
        return {"report": awaited.report, "activity": awaited.activity}
    return {type(awaited).__name__.lower(): awaited}


def people_awaited(awaited: Awaited, at: datetime) -> list[Person]:
    """Return on whom something waits, by name: only who has a running appointment can be reminded."""
    match awaited:
        case Task():
            found: Iterable[Person] = [awaited.changes.select_related("owner").latest("number").owner]
        case Decision():
            found = _seated(awaited.body, at, Q(seats__role__in=DECIDING_ROLES)) if awaited.body else []
        case Advice():
            found = _seated(awaited.body, at)
        case AwaitedWords():
            found = _who_report(awaited.activity, at)
    return sorted(present_people(set(found), at), key=lambda person: person.name)


def _seated(body: Body, at: datetime, narrowed: Q | None = None) -> Iterable[Person]:
    running = running_on(timezone.localdate(at), "seats__seated_from", "seats__seated_until")
    return Person.objects.filter(running & (narrowed or Q()), seats__body=body)


def _who_report(activity: Activity, at: datetime) -> Iterable[Person]:
    """Return who writes the words at an activity: who leads it, and who manages the people of its team."""
    day = timezone.localdate(at)
    teams = [activity.id] if activity.parent_id is None else [activity.id, activity.parent_id]
    roles = TeamRole.objects.filter(running_on(day, "active_from", "active_until"), activity__in=teams)
    leads = Q(id__in=roles.filter(role=TeamRole.Role.LEAD).values("person"))
    appointed = running_on(day, "person__appointments__appointed_from", "person__appointments__appointed_until")
    managers = Q(id__in=roles.filter(appointed).values("person__appointments__manager"))
    return Person.objects.filter(leads | managers)


def reasons_against_reminding(awaited: Awaited, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't remind of something: it does not wait, not for them, on nobody, or was done today."""
    reasons = reasons_against_acting(by, at)
    if reasons:
        return reasons
    reasons = _reasons_nothing_waits(awaited)
    if not _waits(awaited, by, at):
        words = _("This does not wait for you: you did not ask it, and you are not in the team that waits for it.")
        reasons.append(Reason("not_waiting_for_you", words, _("Who waits may remind")))
    if reasons:
        return reasons
    people = people_awaited(awaited, at)
    if not people:
        return [Reason("nobody_to_remind", _("There is nobody here on whom this waits."))]
    if people == [by]:
        return [Reason("waits_on_you", _("This waits on you yourself."))]
    return reasons_against_reminding_again(awaited, at)


def reasons_against_reminding_again(awaited: Awaited, at: datetime) -> list[Reason]:
    """Return why nobody can remind of something once more on this day."""
    today = Reminder.objects.filter(**column_of(awaited), sent_on=timezone.localdate(at)).select_related("sent_by")
    for reminder in today:
        words = {"name": reminder.sent_by.name}
        said = _("%(name)s sent a reminder of this today. Tomorrow another can follow.") % words
        return [Reason("reminded_today", said, _("One reminder a day"))]
    return []


def _reasons_nothing_waits(awaited: Awaited) -> list[Reason]:
    match awaited:
        case Task():
            waits = awaited.changes.latest("number").state == TaskChange.State.OPEN
        case Decision():
            waits = awaited.state == Decision.State.ASKED
        case Advice():
            waits = awaited.given_on is None
        case AwaitedWords():
            if reasons := reasons_against_changing_report(awaited.report):
                return reasons
            latest = awaited.report.words.filter(activity=awaited.activity).order_by("-version").first()
            waits = latest is None or not latest.text.strip()
    if waits:
        return []
    return [Reason("nothing_waits", _("This does not wait any more."), _("A reminder is of what waits"))]


def _waits(awaited: Awaited, by: Person, at: datetime) -> bool:
    """Whether someone waits for this: they asked it, sit in the body that did, are in the team, or lead the teams."""
    if by.loads_cases or functions_of(by, at) & MANAGERS:
        return True
    match awaited:
        case Task():
            return awaited.given_by_id == by.id or in_team(awaited.activity, by, timezone.localdate(at))
        case Decision():
            about = Activity.objects.filter(decisions__decision=awaited)
            asked = awaited.asked_by_id == by.id
        case Advice():
            about = Activity.objects.filter(advice__advice=awaited)
            for_body = awaited.asking_body_id is not None
            asked = awaited.asked_by_id == by.id or (
                for_body and running_seats(by, at).filter(body=awaited.asking_body_id).exists()
            )
        case AwaitedWords():
            return False
    return asked or any(in_team(activity, by, timezone.localdate(at)) for activity in about)
