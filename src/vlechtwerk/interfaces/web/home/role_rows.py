"""What stands out, by role: for a team manager in their teams, for the steering group and the director in all."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.queries import days_waiting
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.domains.programme.queries.standing_out import delayed, overdue_decisions, passed_dates, quiet
from vlechtwerk.domains.programme.queries.waiting import late_tasks, managed_by, rows_of_tasks
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.waiting_rows import say_distance
from vlechtwerk.interfaces.web.words import say_day

SHOWN = 5
SEES_ALL = frozenset({Function.DIRECTOR, Function.STEERING_MEMBER})


def role_rows(request: PageRequest) -> dict[str, Any] | None:
    """Return what asks for attention in the activities that someone answers for; nothing for who answers for none."""
    function = request.actor.appointment.function
    if function in SEES_ALL:
        activities = Activity.objects.all()
        heading = _("What stands out in the programme")
    elif function == Function.TEAM_MANAGER:
        activities = managed_by(request.actor.person, timezone.now())
        heading = _("What stands out in your teams")
    else:
        return None
    day = request.actor.present
    lists = [
        _tasks(request, activities) if function != Function.STEERING_MEMBER else None,
        _dates(request, activities),
        _delays(request, activities) if function != Function.TEAM_MANAGER else None,
        _quiet(request, activities) if function != Function.STEERING_MEMBER else None,
        _decisions(request) if function in SEES_ALL else None,
    ]
    return {"heading": heading, "day": say_day(day), "lists": [item for item in lists if item and item["count"]]}


def _activity_url(request: PageRequest, code: str) -> str:
    return reverse("programme:activity", args=[request.actor.project.code, code])


def _list(heading: str, url: str, rows: list[dict[str, str]], count: int) -> dict[str, Any]:
    return {"heading": heading, "url": url, "rows": rows, "count": count, "more": count - len(rows)}


def _tasks(request: PageRequest, activities: Any) -> dict[str, Any]:
    # The reader's own stand on top already.
    found = late_tasks(activities, timezone.now()).exclude(owner=request.actor.person)
    project, today = request.actor.project.code, timezone.localdate()
    rows = [
        {
            "words": row.title,
            "url": reverse("programme:task", args=[project, row.subject_id]),
            "detail": f"{row.on}, {row.activities[0].name}",
            "when": say_distance(row.left(today) or 0),
        }
        for row in rows_of_tasks(found[:SHOWN])
    ]
    url = reverse("programme:tasks", args=[project]) + f"?{urlencode({'state': 'late'})}"
    return _list(_("Tasks that are late"), url, rows, found.count())


def _dates(request: PageRequest, activities: Any) -> dict[str, Any]:
    day = request.actor.present
    found = passed_dates(activities, day)
    rows = [
        {
            "words": row.milestone.title,
            "url": _activity_url(request, row.milestone.activity.code),
            "detail": row.milestone.activity.name,
            "when": say_distance((row.date_on.latest - day).days),
        }
        for row in found[:SHOWN]
    ]
    url = reverse("programme:timeline", args=[request.actor.project.code])
    return _list(_("Dates that passed"), url, rows, found.count())


def _delays(request: PageRequest, activities: Any) -> dict[str, Any]:
    found = delayed(activities, request.actor.present)
    url = reverse("programme:overview", args=[request.actor.project.code]) + f"?{urlencode({'status': 'delayed'})}"
    return _list(_("Activities that are delayed"), url, _since(request, found[:SHOWN]), found.count())


def _quiet(request: PageRequest, activities: Any) -> dict[str, Any]:
    found = quiet(activities, request.actor.present)
    url = reverse("programme:overview", args=[request.actor.project.code])
    return _list(_("No change of status for three months"), url, _since(request, found[:SHOWN]), found.count())


def _since(request: PageRequest, found: Any) -> list[dict[str, str]]:
    return [
        {
            "words": activity.name,
            "url": _activity_url(request, activity.code),
            "detail": "",
            "when": _("since %(day)s") % {"day": say_day(activity.now_since)},
        }
        for activity in found
    ]


def _decisions(request: PageRequest) -> dict[str, Any]:
    today, project = timezone.localdate(), request.actor.project.code
    found = overdue_decisions(today)
    words = _("%(days)s days, agreed %(agreed)s")
    rows = [
        {
            "words": decision.question,
            "url": reverse("partnership:decision", args=[project, decision.id]),
            "detail": decision.body.name if decision.body else _("nobody asked yet"),
            "when": words % {"days": days_waiting(decision, today), "agreed": decision.agreed_days},
        }
        for decision in found[:SHOWN]
    ]
    url = reverse("partnership:decisions", args=[project])
    return _list(_("Decisions that take longer than agreed"), url, rows, len(found))
