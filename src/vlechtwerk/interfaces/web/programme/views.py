"""How it stands: the overview, and one activity with its history."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import Activity, ActivityEntry, FocusArea, Source
from vlechtwerk.domains.programme.models.status import GoalReached, Status
from vlechtwerk.domains.programme.queries.activities import (
    ActivityFilter,
    Tally,
    narrow,
    tally,
    telling,
    units_as_of,
)
from vlechtwerk.interfaces.web.frame import ShownDay, shown_day, words_for_unknown
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import as_of, page_links, select
from vlechtwerk.interfaces.web.programme.activity_rows import activity_page, history_rows
from vlechtwerk.interfaces.web.programme.rows import ActivityRow, activity_rows, activity_url, by_area
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file
from vlechtwerk.interfaces.web.templatetags.components import TALLY_ORDER
from vlechtwerk.interfaces.web.words import say_date

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vlechtwerk.domains.programme.queries.activities import Unit

ROWS_PER_PAGE = 60
WITHOUT_AREA = "none"


def asked_filter(request: PageRequest) -> ActivityFilter:
    """Read what the overview is narrowed to."""
    return ActivityFilter(
        area=request.GET.get("area", ""),
        status=request.GET.get("status", ""),
        goal_reached=request.GET.get("goal", ""),
        words=request.GET.get("name", ""),
    )


def _asked_told(request: PageRequest) -> str:
    told = request.GET.get("told", "")
    return told if told in ActivityEntry.Kind.values else ""


def _narrowed(units: "QuerySet[Unit]", wanted: ActivityFilter, told: str, day: date) -> "QuerySet[Unit]":
    found = narrow(units, wanted, WITHOUT_AREA)
    return telling(found, told, day) if told else found


def _of_status(request: PageRequest, status: str) -> str:
    return f"{request.path}?{urlencode({'status': status} | shown_day(request).kept)}"


@require_safe
def overview(request: PageRequest, project: str) -> HttpResponse:
    """Answer “how does it stand?”: counts first, then every activity with its source."""
    return render(request, "programme/overview.html", _overview(request))


@kept
def _overview(request: PageRequest) -> dict[str, Any]:
    shown, wanted = shown_day(request), asked_filter(request)
    units = units_as_of(shown.day)
    told = _asked_told(request)
    pages = Paginator(_narrowed(units, wanted, told, shown.day), ROWS_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    counted = tally(units)
    by_status = counted.by_status
    rows = activity_rows(request, list(page.object_list), shown.day, wanted.words)
    filtered = wanted != ActivityFilter() or told != ""
    found = {"found": pages.count, "all": counted.units, "told": ActivityEntry.Kind(told).label if told else ""}
    found_words = _("%(found)s of %(all)s, under the heading “%(told)s”") if told else _("%(found)s of %(all)s")
    return {
        "shown": shown,
        "missing": words_for_unknown(shown),
        "counts": _counts(counted),
        "parts": [
            {"status": status, "count": by_status.get(status, 0), "url": _of_status(request, status)}
            for status in Status.values
        ],
        "unknown": by_status.get("", 0),
        "filters": _filters(shown, wanted),
        "hidden": {"told": told} if told else {},
        "acts": export_links(request, "programme:overview_export"),
        "clear_url": request.path + shown.query if filtered else "",
        "filtered_words": found_words % found if filtered else "",
        "words": wanted.words,
        "areas": by_area(rows),
        "pages": page_links(request, page, pages),
        "sources": _sources_named(request, rows),
        "colours": _colours(request.actor.project.status_colours, by_status),
    }


def _counts(counted: Tally) -> dict[str, Any]:
    units, goals = counted.units, counted.by_goal
    return {
        "units": ngettext(
            "%(units)s unit with a status of its own", "%(units)s units with a status of their own", units
        )
        % {"units": units},
        "reached": [
            {"goal": goal, "words": f"{goals[goal]} {GoalReached(goal).label}".lower()}
            for goal in ("yes", "partly", "no")
            if goals.get(goal)
        ],
        "unknown": goals.get("unknown", 0),
    }


def _filters(shown: ShownDay, wanted: ActivityFilter) -> list[dict[str, Any]]:
    areas = [("", _("All areas")), *FocusArea.objects.values_list("code", "name"), (WITHOUT_AREA, _("Work process"))]
    statuses = [("", _("All")), *Status.choices, ("unknown", words_for_unknown(shown))]
    goals = [("", _("All")), *GoalReached.choices]
    return [
        as_of(shown),
        select("area", _("Focus area"), areas, wanted.area),
        select("status", _("Status"), statuses, wanted.status),
        select("goal", _("Goal reached?"), goals, wanted.goal_reached),
        {"kind": "text", "name": "name", "label": _("Name or former name"), "value": wanted.words, "placeholder": ""},
    ]


def _sources_named(request: PageRequest, rows: list[ActivityRow]) -> list[dict[str, str]]:
    codes = {evidence.source for row in rows for evidence in row.evidence if evidence.source}
    return [
        {
            "code": source.code,
            "title": source.title,
            "dated": say_date(source.dated_on),
            "doubt": source.doubt,
            "url": reverse("programme:source", args=[request.actor.project.code, source.code])
            + shown_day(request).query,
        }
        for source in Source.objects.filter(code__in=codes)
    ]


def _colours(legend: Mapping[str, str], counted: Mapping[str, int]) -> str:
    """Count the statuses by the colours of the source's own legend, each with the words of what it stands for."""
    sums: dict[str, int] = {}
    words: dict[str, list[str]] = {}
    for status in TALLY_ORDER:
        if colour := legend.get(status, ""):
            sums[colour] = sums.get(colour, 0) + counted.get(status, 0)
            words.setdefault(colour, []).append(str(Status(status).label).lower())
    return ", ".join(f"{colour} {count} ({', '.join(words[colour])})" for colour, count in sums.items())


@require_safe
def overview_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the rows of the overview, as narrowed, as CSV or as a workbook."""
    shown = shown_day(request)
    day = shown.day
    wanted = asked_filter(request)
    rows = activity_rows(
        request, list(_narrowed(units_as_of(day), wanted, _asked_told(request), day)), day, wanted.words
    )
    heads = [
        _("Code"), _("Activity"), _("Kind"), _("Focus area"), _("Status"), _("Goal reached?"),
        _("Source of the status"), _("Held up by"), _("Remark"),
    ]  # fmt: skip
    return table_file(
        request, Table(_("Overview"), heads, [_cells(row, words_for_unknown(shown)) for row in rows]), form
    )


def _cells(row: ActivityRow, missing: str) -> list[str]:
    special = f"{row.special} {row.special_link.label}" if row.special_link else row.special
    return [
        row.code,
        row.name,
        row.kind,
        row.area,
        row.status_word or missing,
        str(GoalReached(row.goal).label) if row.goal else missing,
        ", ".join(evidence.label for evidence in row.evidence) or row.source_words or missing,
        ", ".join(link.label for link in row.held_up_by),
        special,
    ]


def find_activity(code: str) -> Activity:
    """Return an activity by its code, or answer that there is nothing here."""
    found = Activity.objects.filter(code=code).select_related("focus_area", "parent", "purpose").first()
    if found is None:
        raise Http404
    return found


@require_safe
def activity(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show one activity: how it stands, what holds it up, and what is told about it."""
    return render(request, "programme/activity.html", activity_page(request, find_activity(code)))


@require_safe
def activity_history(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show every change of status of an activity, with its author and source."""
    found = find_activity(code)
    context = {
        "activity": {"name": found.name, "url": activity_url(request, code)},
        "rows": history_rows(request, code),
        "shown": shown_day(request),
        "exports": export_links(request, "programme:history_export", code),
    }
    return render(request, "programme/activity_history.html", context)


@require_safe
def history_export(request: PageRequest, project: str, code: str, form: str) -> HttpResponse:
    """Give every change of status of an activity as a file."""
    name = find_activity(code).name
    heads = [_("Since"), _("Status"), _("Reason"), _("Note"), _("By"), _("Registered"), _("Source")]
    rows = [
        [
            row.when,
            str(Status(row.status).label),
            row.reason,
            row.note,
            row.author,
            row.recorded,
            ", ".join(item.label for item in row.evidence),
        ]
        for row in history_rows(request, code)
    ]
    return table_file(request, Table(_("History of %(name)s") % {"name": name}, heads, rows), form)
