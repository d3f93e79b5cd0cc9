"""What waits, ready to print: verb first, where, on whom, by when, and the one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.programme.queries.waiting import WaitingKind, WaitingRow
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.reminder_rows import say_reminded
from vlechtwerk.interfaces.web.words import say_day, say_short_weekday

# Per group so many are shown, when more than this wait.
MOST_WAITING, SHOWN_OF_MANY = 12, 5
REMINDED_OF = frozenset({WaitingKind.TASK, WaitingKind.DECISION, WaitingKind.ADVICE})


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that waits, ready to print."""

    kind: str
    title: str
    url: str
    where: str
    why: str
    # Who has to do it, or decide.
    on: str
    left: int | None
    due: date | None
    day: str
    when: str
    late: bool
    act: str
    waited: int | None
    agreed: int | None
    # By whom and when it was last reminded of; and where the reader does so, when it was not done today.
    reminded: str
    remind_url: str
    # Where the act is done, when that is not the page of it; and whether it is what the reader is there for.
    act_url: str = ""
    primary: bool = False


def without_doubles(rows: Sequence[WaitingRow]) -> list[WaitingRow]:
    """Leave out a date for which a task of the same activity stands on the same day: it is the same work."""
    tasks = [row for row in rows if row.kind is WaitingKind.TASK and row.due]
    days = {(activity.id, row.due) for row in tasks for activity in row.activities}
    return [
        row
        for row in rows
        if row.kind is not WaitingKind.DATE or not any((activity.id, row.due) in days for activity in row.activities)
    ]


def point_of(request: PageRequest, row: WaitingRow, today: date) -> Point:
    """Return one thing that waits, ready to print."""
    project, left = request.actor.project.code, row.left(today)
    names = " · ".join(activity.name for activity in row.activities)
    if row.kind is WaitingKind.TASK:
        url, act = reverse("programme:task", args=[project, row.subject_id]), _("Open task")
        title, why = row.title, _given(row)
    elif row.kind is WaitingKind.DECISION:
        url, act = reverse("partnership:decision", args=[project, row.subject_id]), _("Look at it")
        title, why = _("Decide: %(question)s") % {"question": row.title}, _asked(row)
        names = " · ".join(part for part in (row.on, names) if part)
    elif row.kind is WaitingKind.ADVICE:
        url, act = reverse("partnership:advice", args=[project, row.subject_id]), _("Look at it")
        title, why = _("Advise: %(question)s") % {"question": row.title}, _asked(row)
        names = " · ".join(part for part in (row.on, names) if part)
    elif row.kind is WaitingKind.DATE:
        url, act = reverse("programme:activity", args=[project, row.activities[0].code]), _("Open activity")
        title, why = row.title, ""
    else:
        url, act, title, why = _following(project, row)
    return Point(
        row.kind.value, title, url, names, why, row.on or _on_nobody(row), left, row.due,
        say_short_weekday(row.due) if row.due else "", say_distance(left) if left is not None else "",
        left is not None and left < 0, act, row.waited, row.agreed,
        say_reminded(row.reminder) if row.reminder else "", _remind_url(request, row, today),
    )  # fmt: skip


def _following(project: str, row: WaitingRow) -> tuple[str, str, str, str]:
    """Return where what follows a decision is done, the act, what it is, and why it waits."""
    words = {"name": row.title, "body": row.asked_by or _("Someone"), "day": say_day(row.since) if row.since else ""}
    if row.kind is WaitingKind.ADOPTION:
        url, act = reverse("programme:adopt_map", args=[project, row.code]), _("Make it the version that holds")
        return url, act, _("Adopt the map: %(name)s") % words, _("%(body)s said yes on %(day)s.") % words
    page = reverse("programme:report", args=[project, row.code])
    if row.kind is WaitingKind.REPORT:
        why = _("Returned by %(body)s on %(day)s: %(reasons)s") % (words | {"reasons": row.note})
        return page, _("Open report"), _("Mend and submit: %(name)s") % words, why
    url = f"{page}?{urlencode({'activity': row.activities[0].code})}"
    return url, _("Write"), _("Write your words: %(name)s") % words, _("The facts are there since %(day)s.") % words


def _remind_url(request: PageRequest, row: WaitingRow, today: date) -> str:
    """Return where the reader reminds of it: not of a date, nor of what nobody or they themselves have to do."""
    reminded_today = row.reminder is not None and row.reminder.sent_on == today
    if row.kind not in REMINDED_OF or reminded_today or row.on in ("", request.actor.person.name):
        return ""
    return reverse(f"programme:remind_of_{row.kind}", args=[request.actor.project.code, row.subject_id])


def _on_nobody(row: WaitingRow) -> str:
    if row.kind in (WaitingKind.ADOPTION, WaitingKind.REPORT):
        return _("team managers and the director")
    return _("the team") if row.kind is WaitingKind.DATE else _("nobody asked yet")


def _given(row: WaitingRow) -> str:
    if not row.asked_by or row.asked_by == row.on:
        return ""
    return _("%(name)s gave this on %(day)s.") % {"name": row.asked_by, "day": say_day(row.since) if row.since else ""}


def _asked(row: WaitingRow) -> str:
    if not row.asked_by or row.since is None:
        return _("Who asked it, and when, is not in the source.")
    return _("%(name)s asks this since %(day)s.") % {"name": row.asked_by, "day": say_day(row.since)}


def say_distance(days: int) -> str:
    """Say how far a day is away: 3 days late, today, tomorrow, in 5 days."""
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    if days == 0:
        return _("today")
    return _("tomorrow") if days == 1 else _("in %(days)s days") % {"days": days}


def grouped(points: Sequence[Point]) -> list[dict[str, Any]]:
    """Group what waits: late, in the coming seven days, later, and without a date; of many, the first of each group."""
    groups = [
        (_("Late"), [point for point in points if point.late], True),
        (
            _("In the coming seven days"),
            [point for point in points if point.left is not None and 0 <= point.left < 7],
            False,
        ),
        (_("Later"), [point for point in points if point.left is not None and point.left >= 7], False),
        (_("Without a date"), [point for point in points if point.left is None], False),
    ]
    most = SHOWN_OF_MANY if len(points) > MOST_WAITING else MOST_WAITING
    return [
        {"heading": heading, "points": found[:most], "more": found[most:], "count": len(found), "alarm": alarm}
        for heading, found, alarm in groups
        if found
    ]
