"""Home: what waits for you and how it stands; and finding things by name."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.operations.accounts import remember_project
from vlechtwerk.domains.partnership.queries import days_waiting, decisions
from vlechtwerk.domains.partnership.rules import running_on, running_seats
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, ActivityStatus
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.queries.activities import (
    ActivityFilter,
    activities_of,
    milestones_as_of,
    narrow,
    statuses_as_of,
    tally,
    units_as_of,
)
from vlechtwerk.domains.programme.queries.as_of import OLD_AFTER
from vlechtwerk.domains.programme.queries.preconditions import PreconditionAsOf, preconditions_as_of
from vlechtwerk.domains.programme.queries.search import find
from vlechtwerk.domains.sharing.queries.purposes import purposes_of
from vlechtwerk.engines.documents.timeline import Move, Tick, Timeline, draw
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.home.sharing_rows import sharing_rows
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.rows import ActivityRow, activity_rows
from vlechtwerk.interfaces.web.words import (
    days_from_today,
    say_date,
    say_day,
    say_long_month,
    say_short_day,
    say_short_weekday,
    say_weekday,
)

# Six weeks, in days; and how wide they are drawn.
WEEKS_AHEAD, WIDTH_AHEAD = 42, 790
MOST_CHANGES = 7
MOST_WAITING = 12


@require_safe
def home(request: PageRequest, project: str) -> HttpResponse:
    """Show what waits for the reader, and how the programme stands in words."""
    remember_project(request.actor.account, request.actor.project)
    mine = _my_activities(request)
    waiting = [*_decisions_to_take(request), *_dates_ahead(request, mine)]
    waiting.sort(key=lambda point: (point["days"] is None, point["days"] or 0))
    from_sharing = sharing_rows(request)
    context = {
        "today": say_weekday(timezone.localdate()),
        "groups": _groups(waiting),
        "sharing": from_sharing,
        "waiting": len(waiting) + from_sharing["number"],
        "late": sum(1 for point in waiting if point["days"] is not None and point["days"] < 0),
        "ahead": _weeks_ahead(waiting),
        "on_others": _on_others(request),
        "changes": _changes(request),
        "activities": _rows_of(request, [activity.code for activity in mine]),
        "standing": _standing(request),
    }
    return render(request, "home/home.html", context)


def _my_activities(request: PageRequest) -> list[Activity]:
    running = running_on(timezone.localdate(), "active_from", "active_until")
    roles = request.actor.person.activity_roles.filter(running).values("activity")
    return list(Activity.objects.filter(id__in=roles).select_related("focus_area"))


def _decisions_to_take(request: PageRequest) -> list[dict[str, Any]]:
    bodies = running_seats(request.actor.person, timezone.now()).values("body")
    today = timezone.localdate()
    points = []
    asked = list(decisions(Decision.State.ASKED).filter(body__in=bodies)[:MOST_WAITING])
    about = activities_of(asked)
    for decision in asked:
        waited, agreed = days_waiting(decision, today), decision.agreed_days
        # Without an agreed term or an exact day of asking nobody knows when it is due.
        left = agreed - waited if agreed is not None and waited is not None else None
        points.append(
            {
                "title": _("Decide: %(question)s") % {"question": decision.question},
                "url": reverse("partnership:decision", args=[request.actor.project.code, decision.id]),
                "where": " · ".join(
                    [decision.body.name if decision.body else "", *(item.name for item in about[decision.id])]
                ),
                "why": _asked(decision),
                "days": left,
                "date": today + timedelta(days=left) if left is not None else None,
                "act": _("Look at it"),
            }
        )
    return points


def _asked(decision: Decision) -> str:
    if decision.asked_by is None or decision.asked_on is None:
        return _("Who asked it, and when, is not in the source.")
    words = {"name": decision.asked_by.name, "day": say_day(decision.asked_on.earliest)}
    return _("%(name)s asks this since %(day)s.") % words


def _dates_ahead(request: PageRequest, mine: list[Activity]) -> list[dict[str, Any]]:
    today = timezone.localdate()
    names = {activity.id: activity for activity in mine}
    points = []
    for activity_id, milestones in milestones_as_of(names, today).items():
        for item in milestones:
            known = item.current.known
            if known is None or known.basis != "planned" or days_from_today(known.date_on.latest) > WEEKS_AHEAD:
                continue
            activity = names[activity_id]
            points.append(
                {
                    "title": item.milestone.title,
                    "url": reverse("programme:activity", args=[request.actor.project.code, activity.code]),
                    "where": activity.name,
                    "why": "",
                    "days": days_from_today(known.date_on.latest),
                    "date": known.date_on.latest,
                    "act": _("Open activity"),
                }
            )
    return points


def _groups(waiting: list[dict[str, Any]]) -> list[dict[str, Any]]:
    dated = [point for point in waiting if point["days"] is not None]
    late = [point for point in dated if point["days"] < 0]
    week = [point for point in dated if 0 <= point["days"] < 7]
    later = [point for point in dated if point["days"] >= 7]
    undated = [point for point in waiting if point["days"] is None]
    for point in waiting:
        point["on"] = say_short_weekday(point["date"]) if point["date"] else ""
        point["when"] = _say_distance(point["days"]) if point["days"] is not None else ""
        point["late"] = point["days"] is not None and point["days"] < 0
    named = [
        (_("Late"), late, True),
        (_("This week"), week, False),
        (_("Later"), later, False),
        (_("Without a date"), undated, False),
    ]
    return [{"heading": heading, "points": points, "alarm": alarm} for heading, points, alarm in named if points]


def _weeks_ahead(waiting: list[dict[str, Any]]) -> str:
    """Draw the dates of the coming six weeks on one line; nothing when there are none."""
    today = timezone.localdate()
    ahead = [point for point in waiting if point["date"] is not None and 0 <= point["days"] <= WEEKS_AHEAD]
    if not ahead:
        return ""
    days = [today + timedelta(days=number) for number in range(0, WEEKS_AHEAD + 1, 7)]
    return draw(
        Timeline(
            title=_("The coming six weeks"),
            description=_("The list above holds the same dates."),
            ticks=tuple(Tick(day, say_short_day(day)) for day in days),
            events=(),
            moves=tuple(Move(((point["date"], say_short_weekday(point["date"]), point["title"]),)) for point in ahead),
            spans=(),
            shown=today,
            shown_words=_("today"),
            width=WIDTH_AHEAD,
        )
    )


def _say_distance(days: int) -> str:
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    if days == 0:
        return _("today")
    return _("tomorrow") if days == 1 else _("in %(days)s days") % {"days": days}


def _on_others(request: PageRequest) -> list[dict[str, Any]]:
    asked = decisions(Decision.State.ASKED).filter(asked_by=request.actor.person)
    return [
        {
            "who": decision.body.name if decision.body else _("nobody asked yet"),
            "what": decision.question,
            "url": reverse("partnership:decision", args=[request.actor.project.code, decision.id]),
            "days": days_waiting(decision),
            "agreed": decision.agreed_days,
        }
        for decision in asked
    ]


@kept
def _changes(request: PageRequest) -> list[dict[str, Any]]:
    latest = ActivityStatus.objects.known_by(shown_day(request).day).select_related("activity", "recorded_by")
    return [
        {
            "when": say_date(change.occurred_on),
            "name": change.activity.name,
            "url": reverse("programme:activity_history", args=[request.actor.project.code, change.activity.code]),
            "status": change.status,
            "by": change.recorded_by.name,
            "reason": change.reason,
        }
        for change in latest.order_by("-occurred_latest", "-recorded_at")[:MOST_CHANGES]
    ]


@kept
def _rows_of(request: PageRequest, codes: Sequence[str]) -> list[ActivityRow]:
    units = {unit.code: unit for unit in Activity.objects.filter(code__in=codes).select_related("focus_area")}
    return activity_rows(request, [units[code] for code in codes], shown_day(request).day)


@kept
def _standing(request: PageRequest) -> dict[str, Any]:
    """Say in words how the programme stands: what is delayed, not met, and ended without its goal."""
    day = shown_day(request).day
    code = request.actor.project.code
    units = units_as_of(day)
    delayed = list(narrow(units, ActivityFilter(status="delayed"))[:MOST_WAITING])
    overview, kept = reverse("programme:overview", args=[code]), shown_day(request).kept
    missed = list(narrow(units, ActivityFilter(goal_reached="no"))[:MOST_WAITING])
    unmet = [item for item in preconditions_as_of(day) if item.verdict == Verdict.NOT_MET]
    told = ActivityEntry.objects.known_by(day).filter(kind=ActivityEntry.Kind.SELF_REPORTED)
    own_words = told.count()
    counted, statuses = tally(units), statuses_as_of([unit.id for unit in missed], day)

    def activity_url(activity: Activity) -> str:
        return reverse("programme:activity", args=[code, activity.code])

    return {
        "delayed_count": counted.by_status.get("delayed", 0),
        "missed_count": counted.by_goal.get("no", 0),
        "own_words_count": own_words,
        "day": say_day(day),
        "old": _say_old(request, day),
        "parts": [
            {"status": status, "count": count, "url": f"{overview}?{urlencode({'status': status} | kept)}"}
            for status, count in counted.by_status.items()
            if status
        ],
        **_headings_lead_to(request),
        "delayed": activity_rows(request, delayed, day),
        "missed": [
            {"name": unit.name, "url": activity_url(unit), "reason": known.reason if known else ""}
            for unit, known in ((unit, statuses[unit.id].known) for unit in missed)
        ],
        "unmet": [_unmet(code, item) for item in unmet],
        "any": bool(delayed or missed or unmet or own_words),
        "own_words": [
            {"name": entry.activity.name, "text": entry.text, "url": activity_url(entry.activity)}
            for entry in told.select_related("activity").order_by("activity__order", "order")[:MOST_WAITING]
        ],
    }


def _unmet(project: str, item: PreconditionAsOf) -> dict[str, str]:
    return {
        "title": item.precondition.title,
        "url": reverse("programme:precondition", args=[project, item.precondition.code]),
        "holds_up": ", ".join(hindrance.activity.name for hindrance in item.holds_up),
    }


def _headings_lead_to(request: PageRequest) -> dict[str, str]:
    """Return where each heading of how the programme stands leads: to all that it counts."""
    code, kept = request.actor.project.code, shown_day(request).kept
    overview = reverse("programme:overview", args=[code])
    return {
        "delayed_url": f"{overview}?{urlencode({'status': 'delayed'} | kept)}",
        "missed_url": f"{overview}?{urlencode({'goal': 'no'} | kept)}",
        "unmet_url": reverse("programme:preconditions", args=[code]) + shown_day(request).query,
        "own_words_url": f"{overview}?{urlencode({'told': ActivityEntry.Kind.SELF_REPORTED.value} | kept)}",
    }


def _say_old(request: PageRequest, day: date) -> str:
    """Say when much of what is shown as standing was told long ago."""
    described = request.actor.project.described_on
    if described is None or day - described <= OLD_AFTER:
        return ""
    words = {"month": say_long_month(described)}
    return _("Where nothing later is registered, this is how it stood in %(month)s.") % words


@require_safe
def search(request: PageRequest, project: str) -> HttpResponse:
    """Find what has the words in its name; former names find the present record."""
    words = request.GET.get("q", "").strip()[:100]
    headings = {
        "activity": _("Activities"),
        "precondition": _("Preconditions"),
        "organisation": _("Organisations"),
        "body": _("Bodies"),
        "person": _("People"),
        "source": _("Sources"),
    }
    routes = {
        "activity": "programme:activity",
        "precondition": "programme:precondition",
        "organisation": "partnership:organisation",
        "body": "partnership:body",
        "person": "partnership:person",
        "source": "programme:source",
    }
    found = find(words)
    groups = [
        {
            "heading": headings[kind],
            "rows": [
                {
                    "title": item.title,
                    "url": reverse(routes[kind], args=[project, item.code]),
                    "found_as": item.found_as,
                    "detail": item.detail,
                }
                for item in items
            ],
        }
        for kind, items in found.items()
    ]
    context = {
        "words": words,
        "groups": groups,
        "count": sum(len(items) for items in found.values()),
        "documents": _where_documents_are(request),
    }
    return render(request, "home/search.html", context)


def _where_documents_are(request: PageRequest) -> list[dict[str, str]]:
    """Return the lists of documents that can be searched: one for each purpose in which the reader is authorised."""
    purposes = purposes_of(request.actor.appointment, timezone.now())
    project = request.actor.project.code
    return [
        {"purpose": purpose.name, "url": reverse("sharing:documents", args=[project, purpose.code])}
        for purpose in purposes
    ]
