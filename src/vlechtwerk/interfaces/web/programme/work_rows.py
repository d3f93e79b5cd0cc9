"""The work of every day on the page of an activity: what waits on whom, tasks, and what was said."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.programme.models import Activity, TaskChange
from vlechtwerk.domains.programme.queries.waiting import beyond_those_in, waiting_in
from vlechtwerk.domains.programme.queries.work import RemarkRead, intended_without_task, remarks_on, tasks_of
from vlechtwerk.domains.programme.rules.work import readers_of_notes, reasons_against_working_in
from vlechtwerk.interfaces.web.frame import is_offered, past_day, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.work_forms import RemarkForm
from vlechtwerk.interfaces.web.waiting_rows import point_of, say_distance, without_doubles
from vlechtwerk.interfaces.web.words import days_from_today, say_day, say_moment, say_short_weekday

# On the page of an activity; the rest stands on a page of its own.
MOST_TASKS, MOST_REMARKS, MOST_WAITING = 7, 12, 7


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as it stands, ready to print."""

    title: str
    url: str
    activity: str
    activity_url: str
    owner: str
    due: str
    distance: str
    late: bool
    state: str
    state_word: str
    ended: str
    note: str


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One remark, ready to print."""

    anchor: str
    author: str
    when: str
    text: SafeString
    mentioned: str
    is_note: bool
    withdrawn: bool
    withdraw_url: str


def task_row(request: PageRequest, change: TaskChange) -> TaskRow:
    """Return a task, ready to print."""
    project, task, past = request.actor.project.code, change.task, past_day(request)
    left = (change.due_on - past).days if change.due_on and past else None
    if change.due_on and past is None:
        left = days_from_today(change.due_on)
    ended = change.state != TaskChange.State.OPEN
    words = {"day": say_day(timezone.localdate(change.recorded_at)), "name": change.recorded_by.name}
    return TaskRow(
        title=task.title,
        url=reverse("programme:task", args=[project, task.id]) + shown_day(request).query,
        activity=task.activity.name,
        activity_url=reverse("programme:activity", args=[project, task.activity.code]) + shown_day(request).query,
        owner=change.owner.name,
        due=say_short_weekday(change.due_on) if change.due_on else "",
        distance=say_distance(left) if left is not None and not ended else "",
        late=left is not None and left < 0 and not ended,
        state=change.state,
        state_word=str(change.get_state_display()),
        ended=_("%(day)s, by %(name)s") % words if ended else "",
        note=change.note,
    )


def workspace(request: PageRequest, activity: Activity) -> dict[str, Any]:
    """Return what a team works with today; a page of a past day shows none of it."""
    shown = shown_day(request)
    if shown.is_past:
        return {"works_today": False}
    at, person, code = timezone.now(), request.actor.person, activity.code
    may_work = is_offered(request, reasons_against_working_in(activity, by=person, at=at))
    may_say = is_offered(request, reasons_against_acting(person, at))
    tasks = tasks_of(activity)
    found = waiting_in([activity], shown.day)
    waiting = without_doubles(found)

    def url(route: str) -> str:
        return reverse(f"programme:{route}", args=[request.actor.project.code, code])

    return {
        "works_today": True,
        "may_work": may_work,
        "may_say": may_say,
        "waits": [point_of(request, row, shown.day) for row in waiting[:MOST_WAITING]],
        "waits_count": len(waiting) + beyond_those_in([activity], shown.day, found).number,
        "tasks": [task_row(request, change) for change in tasks.open[:MOST_TASKS]],
        "tasks_count": len(tasks.open),
        "tasks_ended": len(tasks.ended),
        "tasks_url": f"{reverse('programme:tasks', args=[request.actor.project.code])}?{urlencode({'activity': code})}",
        "intended": len(intended_without_task(activity, timezone.localdate(at))) if may_work else 0,
        "task_url": url("add_task"),
        "make_url": url("make_tasks"),
        "tell_url": url("tell"),
        "step_url": url("begin_step"),
        "remarks": remark_rows(request, remarks_on(activity, MOST_REMARKS)),
        "remarks_url": url("remarks"),
        "remark_url": url("write_remark"),
        "remark_form": remark_form(activity, person) if may_say else None,
    }


def remark_form(activity: Activity, person: Person, data: Any = None) -> RemarkForm:
    """Return the form in which someone says something; a note is offered to who may write it."""
    may_note = person in readers_of_notes(activity, [person], timezone.now())
    return RemarkForm(data, may_note=may_note, auto_id="remark_%s")


def remark_rows(request: PageRequest, remarks: Iterable[RemarkRead]) -> list[RemarkRow]:
    """Return remarks, ready to print."""
    project, mine = request.actor.project.code, request.actor.person.id
    return [
        RemarkRow(
            anchor=f"remark-{read.remark.id}",
            author=read.remark.written_by.name,
            when=say_moment(read.remark.written_at),
            text=said(read.remark.text, read.mentioned),
            mentioned=", ".join(_told_besides(read)),
            is_note=read.remark.team_only,
            withdrawn=read.remark.withdrawn_at is not None,
            withdraw_url=reverse("programme:withdraw_remark", args=[project, read.remark.id])
            if read.remark.written_by_id == mine and read.remark.withdrawn_at is None and not past_day(request)
            else "",
        )
        for read in remarks
    ]


def _told_besides(read: RemarkRead) -> list[str]:
    """Return who was told of a remark without being named in it."""
    text = read.remark.text.casefold()
    return [person.name for person in read.mentioned if f"@{person.name}".casefold() not in text]


def said(text: str, mentioned: Sequence[Person]) -> SafeString:
    """Return what was said, escaped, with who is mentioned in bold and its lines kept."""
    found = str(escape(text))
    names = sorted((escape(person.name) for person in mentioned), key=len, reverse=True)
    if names:
        named = "|".join(re.escape(name) for name in names)
        found = re.sub(rf"(?<!\w)@({named})(?!\w)", r"<b>@\1</b>", found, flags=re.IGNORECASE)
    return mark_safe(found.replace("\n", "<br>"))  # noqa: S308  # escaped above; the marks are our own
