"""Home: what waits for you, what changed since you were here, and how it stands."""

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

from vlechtwerk.domains.partnership.operations.accounts import remember_project
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, ActivityStatus
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.operations.attention import note_visit
from vlechtwerk.domains.programme.queries.activities import (
    ActivityFilter,
    narrow,
    statuses_as_of,
    tally,
    units_as_of,
)
from vlechtwerk.domains.programme.queries.as_of import OLD_AFTER
from vlechtwerk.domains.programme.queries.notices import new_mentions
from vlechtwerk.domains.programme.queries.preconditions import PreconditionAsOf, preconditions_as_of
from vlechtwerk.domains.programme.queries.waiting import (
    WaitingKind,
    beyond_those_for,
    beyond_those_on_others,
    waiting_for,
    waiting_on_others,
)
from vlechtwerk.domains.programme.queries.work import in_teams_of
from vlechtwerk.engines.documents.timeline import Move, Tick, Timeline, draw
from vlechtwerk.interfaces.web.evaluation.day_rows import asked_this_week
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.home.change_rows import changed_rows
from vlechtwerk.interfaces.web.home.checking_rows import checking_rows
from vlechtwerk.interfaces.web.home.decision_acts import with_acts
from vlechtwerk.interfaces.web.home.learning_rows import learning_rows
from vlechtwerk.interfaces.web.home.notice_views import notice_row
from vlechtwerk.interfaces.web.home.role_rows import role_rows
from vlechtwerk.interfaces.web.home.sharing_rows import sharing_rows
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.rows import ActivityRow, activity_rows
from vlechtwerk.interfaces.web.waiting_rows import Point, grouped, point_of, without_doubles
from vlechtwerk.interfaces.web.words import (
    say_date,
    say_day,
    say_long_month,
    say_short_day,
    say_weekday,
)

# Six weeks, in days; and how wide they are drawn.
WEEKS_AHEAD, WIDTH_AHEAD = 42, 790
MOST_MENTIONS, MOST_ON_OTHERS, MOST_CHANGES = 5, 10, 4
MOST_WAITING = 12


@require_safe
def home(request: PageRequest, project: str) -> HttpResponse:
    """Show what waits for the reader, and how the programme stands in words; note that they were here."""
    remember_project(request.actor.account, request.actor.project)
    now, today = timezone.now(), timezone.localdate()
    mine = in_teams_of(request.actor.person, today)
    found = waiting_for(request.actor.person, now)
    rows, beyond = without_doubles(found), beyond_those_for(request.actor.person, now, found)
    waiting = with_acts(request, rows, [point_of(request, row, today) for row in rows], today)
    from_sharing, from_learning, to_check = sharing_rows(request), learning_rows(request), checking_rows(request)
    beside = sum(one["number"] for one in (from_sharing, from_learning, to_check))
    context = {
        "today": say_weekday(today),
        "groups": grouped(waiting),
        "sharing": from_sharing,
        "learning": from_learning,
        "to_check": to_check,
        "day": asked_this_week(request),
        "waiting": len(waiting) + beyond.number + beside,
        "late": sum(1 for point in waiting if point.late) + beyond.late,
        "beyond": beyond.number,
        "mentions": _mentions(request),
        "ahead": _weeks_ahead(waiting),
        "role": role_rows(request),
        **_on_others(request),
        "changes": changed_rows(request, note_visit(by=request.actor.person, at=now).former_at),
        "latest": _latest(request),
        "activities": _rows_of(request, [activity.code for activity in mine]),
        "standing": _standing(request),
    }
    return render(request, "home/home.html", context)


def _mentions(request: PageRequest) -> dict[str, Any]:
    """Return where the reader is mentioned and did not look yet."""
    new, number = new_mentions(request.actor.person, timezone.now(), MOST_MENTIONS)
    project = request.actor.project.code
    return {
        "rows": [notice_row(project, notice) for notice in new],
        "count": number,
        "see_url": reverse("see_notices", args=[project]),
        "all_url": reverse("notices", args=[project]),
    }


def _weeks_ahead(waiting: list[Point]) -> dict[str, Any]:
    """Draw the dates of the coming six weeks on one line, and list them; nothing when there are none."""
    today = timezone.localdate()
    by_day: dict[date, list[Point]] = {}
    for point in waiting:
        if point.due is not None and point.left is not None and 0 <= point.left <= WEEKS_AHEAD:
            by_day.setdefault(point.due, []).append(point)
    if not by_day:
        return {}
    days = [today + timedelta(days=number) for number in range(0, WEEKS_AHEAD + 1, 7)]
    found = [(day, points[0].day, _first_and_more(points)) for day, points in sorted(by_day.items())]
    drawing = draw(
        Timeline(
            title=_("The coming six weeks"),
            description=_("The list above holds the same dates."),
            ticks=tuple(Tick(day, say_short_day(day)) for day in days),
            events=(),
            moves=tuple(Move((moment,)) for moment in found),
            spans=(),
            shown=today,
            shown_words=_("today"),
            width=WIDTH_AHEAD,
        )
    )
    return {"drawing": drawing, "moments": [{"when": when, "what": what} for _day, when, what in found]}


def _first_and_more(points: Sequence[Point]) -> str:
    """Say what is due on a day: the first, and how many more."""
    first, more = points[0].title, len(points) - 1
    return (
        ngettext("%(first)s and %(more)d more", "%(first)s and %(more)d more", more)
        % {
            "first": first,
            "more": more,
        }
        if more
        else first
    )


def _on_others(request: PageRequest) -> dict[str, Any]:
    """Return what waits on others: the first of it, and how much it is."""
    now, today = timezone.now(), timezone.localdate()
    rows = waiting_on_others(request.actor.person, now, MOST_ON_OTHERS)
    beyond = beyond_those_on_others(request.actor.person, now, rows, MOST_ON_OTHERS)
    points = [(row, point_of(request, row, today)) for row in rows[:MOST_ON_OTHERS]]
    shown = [
        {
            "who": point.on,
            "what": row.title,
            "url": point.url,
            "days": row.waited if row.kind in (WaitingKind.DECISION, WaitingKind.ADVICE) else None,
            "agreed": row.agreed,
            "when": point.when,
            "late": point.late,
            "reminded": point.reminded,
            "remind_url": point.remind_url,
        }
        for row, point in points
    ]
    return {"on_others": shown, "on_others_count": len(rows) + beyond.number}


@kept
def _latest(request: PageRequest) -> list[dict[str, Any]]:
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
