"""Tasks: all of them in one list, and one with its history and how it goes on."""

from datetime import date
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import Activity, Task, TaskChange
from vlechtwerk.domains.programme.operations import work
from vlechtwerk.domains.programme.queries.work import history_of, read_part, tasks_now
from vlechtwerk.domains.programme.rules.work import reasons_against_ending_task, reasons_against_working_in
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.frame import is_offered, past_day, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import page_links, select
from vlechtwerk.interfaces.web.programme.work_forms import EndTaskForm, GiveOnForm, people_to_choose
from vlechtwerk.interfaces.web.programme.work_rows import TaskRow, task_row
from vlechtwerk.interfaces.web.programme.work_views import way_to
from vlechtwerk.interfaces.web.reminder_rows import remind_part
from vlechtwerk.interfaces.web.table_files import Table, table_file
from vlechtwerk.interfaces.web.words import say_day, say_moment

ROWS_PER_PAGE = 60
State = TaskChange.State
LATE, ALL = "late", "all"
# Tasks of the reader, in the list and in an address that is sent to a colleague.
MINE = "mine"


def _asked(request: PageRequest) -> dict[str, str]:
    names = ("state", "owner", "activity")
    return {name: request.GET.get(name, "").strip()[:60] for name in names}


def _narrowed(request: PageRequest, asked: dict[str, str]) -> "QuerySet[TaskChange]":
    found = tasks_now(past_day(request))
    if asked["state"] == LATE:
        found = found.filter(state=State.OPEN, due_on__lt=_day_of(request))
    elif asked["state"] in State.values:
        found = found.filter(state=asked["state"])
    elif asked["state"] != ALL:
        found = found.filter(state=State.OPEN)
    if asked["owner"] == MINE:
        found = found.filter(owner=request.actor.person)
    elif asked["owner"]:
        found = found.filter(owner__id=_identifier(asked["owner"]))
    return found.filter(task__activity__code=asked["activity"]) if asked["activity"] else found


def _day_of(request: PageRequest) -> date:
    """Return the day from which is counted whether a task is late."""
    return past_day(request) or timezone.localdate()


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


@require_safe
def tasks(request: PageRequest, project: str) -> HttpResponse:
    """Show the tasks that are to be done, those that are due first on top; narrowed as asked."""
    asked, kept = _asked(request), shown_day(request).kept
    pages = Paginator(_narrowed(request, asked), ROWS_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    query = urlencode({name: value for name, value in asked.items() if value} | kept)
    tail = f"?{query}" if query else ""
    late = tasks_now(past_day(request)).filter(state=State.OPEN, due_on__lt=_day_of(request)).count()
    context = {
        "filters": _filters(asked),
        "acts": [
            {"label": label, "url": reverse("programme:tasks_export", args=[project, form]) + tail}
            for label, form in (("CSV", "csv"), ("Excel", "xlsx"))
        ],
        "clear_url": f"{request.path}{shown_day(request).query}" if any(asked.values()) else "",
        "rows": [task_row(request, change) for change in read_part(cast("QuerySet[TaskChange]", page.object_list))],
        "found": ngettext("%(count)s task", "%(count)s tasks", pages.count) % {"count": pages.count},
        "late": late,
        "late_url": f"{request.path}?{urlencode({'state': LATE} | kept)}",
        "pages": page_links(request, page, pages),
    }
    return render(request, "programme/tasks.html", context)


def _filters(asked: dict[str, str]) -> list[dict[str, Any]]:
    states = [("", _("To be done")), (LATE, _("Late")), *list(State.choices)[1:], (ALL, _("All"))]
    owners = [("", _("Everyone")), (MINE, _("Mine")), *people_to_choose()]
    activities = [("", _("All")), *Activity.objects.values_list("code", "name")]
    return [
        select("state", _("State"), states, asked["state"]),
        select("owner", _("Who"), owners, asked["owner"]),
        select("activity", _("Activity"), activities, asked["activity"]),
    ]


@require_safe
def tasks_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the tasks, as narrowed, as CSV or as a workbook."""
    rows = [task_row(request, change) for change in _narrowed(request, _asked(request))]
    heads = [_("Task"), _("Activity"), _("Who"), _("By when"), _("State"), _("Ended"), _("Note")]
    return table_file(request, Table(_("Tasks"), heads, [_cells(row) for row in rows]), form)


def _cells(row: TaskRow) -> list[str]:
    return [row.title, row.activity, row.owner, row.due, row.state_word, row.ended, row.note]


def _find(task: UUID, past: date | None = None) -> tuple[Task, TaskChange]:
    found = Task.objects.filter(id=task).select_related("activity", "milestone", "entry", "given_by").first()
    current = tasks_now(past).filter(task=found).first() if found else None
    if found is None or current is None:
        raise Http404
    return found, current


@require_safe
def task(request: PageRequest, project: str, task: UUID) -> HttpResponse:
    """Show one task: who has it, by when, what it comes from, and every change of it; as it stood on a past day."""
    past = past_day(request)
    found, current = _find(task, past)
    at, person = timezone.now(), request.actor.person
    may_work = is_offered(request, reasons_against_working_in(found.activity, by=person, at=at))
    ending = reasons_against_ending_task(found, current, State.DONE, "", by=person, at=at)
    context = {
        "crumbs": way_to(request, found.activity),
        "task": task_row(request, current),
        "facts": _facts(found, current),
        "history": [_change(change) for change in history_of(found, past)],
        "end_url": reverse("programme:end_task", args=[project, task]) if is_offered(request, ending) else "",
        "give_on_url": reverse("programme:give_on_task", args=[project, task])
        if may_work and current.state == State.OPEN
        else "",
        **remind_part(request, found),
    }
    return render(request, "programme/task.html", context)


def _facts(found: Task, current: TaskChange) -> list[dict[str, Any]]:
    given = {"name": found.given_by.name, "day": say_day(timezone.localdate(found.given_at))}
    facts = [
        (_("Who does it"), current.owner.name),
        (_("By when"), say_day(current.due_on) if current.due_on else _("no date agreed")),
        (_("Given"), _("by %(name)s, %(day)s") % given),
    ]
    if found.milestone is not None:
        facts.append((_("For the date"), found.milestone.title))
    if found.entry is not None:
        facts.append((_("From the intention"), found.entry.text))
    return [{"term": term, "value": value, "url": "", "note": "", "evidence": []} for term, value in facts]


def _change(change: TaskChange) -> dict[str, str]:
    words = {"name": change.owner.name, "day": say_day(change.due_on) if change.due_on else ""}
    if change.state != State.OPEN:
        said = str(change.get_state_display())
    elif change.due_on:
        said = _("With %(name)s, due %(day)s") % words
    else:
        said = _("With %(name)s, without a date") % words
    return {"said": said, "when": say_moment(change.recorded_at), "by": change.recorded_by.name, "note": change.note}


@read_and_write
def end_task(request: PageRequest, project: str, task: UUID) -> HttpResponse:
    """Call a task done, or drop it."""
    found, current = _find(task)
    form = EndTaskForm(request.POST or None)
    before = reasons_against_ending_task(found, current, State.DONE, "", by=request.actor.person, at=timezone.now())

    def act() -> str:
        chosen = form.cleaned_data
        change = work.end_task(found, chosen["state"], note=chosen["note"], by=request.actor.person, at=timezone.now())
        words = {"title": found.title, "state": str(change.get_state_display()).lower()}
        return _("“%(title)s” is %(state)s. What was done can be told in the activity, with its ground.") % words

    return answer_form(
        request,
        _("End the task “%(title)s”") % {"title": found.title},
        _("End task"),
        form,
        reverse("programme:activity", args=[project, found.activity.code]),
        act,
        before=before,
        fields={"reason_missing": "note"},
        crumbs=way_to(request, found.activity),
    )


@read_and_write
def give_on_task(request: PageRequest, project: str, task: UUID) -> HttpResponse:
    """Give a task to someone else, or another date."""
    found, current = _find(task)
    form = GiveOnForm(request.POST or None, initial={"owner": str(current.owner_id), "due_on": current.due_on})
    before: list[Reason] = reasons_against_working_in(found.activity, by=request.actor.person, at=timezone.now())

    def act() -> str:
        chosen = form.cleaned_data
        change = work.give_on_task(
            found,
            form.chosen_owner,
            chosen["due_on"],
            note=chosen["note"],
            by=request.actor.person,
            at=timezone.now(),
        )
        return _("“%(title)s” is with %(name)s.") % {"title": found.title, "name": change.owner.name}

    return answer_form(
        request,
        _("Another owner or date for “%(title)s”") % {"title": found.title},
        _("Change task"),
        form,
        reverse("programme:task", args=[project, task]),
        act,
        before=before,
        fields={"owner_not_present": "owner", "nothing_changes": "owner"},
        crumbs=way_to(request, found.activity),
    )
