"""All activities on one line of time, with the same dates in a table beside it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import FocusArea, MilestoneDate
from vlechtwerk.domains.programme.queries.activities import ActivityFilter, MilestoneAsOf, narrow, units_as_of
from vlechtwerk.domains.programme.queries.planning import PlannedMilestone, planned_milestone
from vlechtwerk.domains.programme.queries.times import Times, times_as_of
from vlechtwerk.engines.documents.timeline.together import Group, Mark, Row, Together, draw_together
from vlechtwerk.engines.statistics.date_slips import is_overdue
from vlechtwerk.foundation.periods import Precision
from vlechtwerk.interfaces.web.frame import ShownDay, shown_day, words_for_unknown
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import as_of, page_links, select
from vlechtwerk.interfaces.web.programme.planning_rows import say_moved
from vlechtwerk.interfaces.web.programme.rows import activity_url
from vlechtwerk.interfaces.web.programme.timeline_rows import spans_of, ticks_between
from vlechtwerk.interfaces.web.programme.views import WITHOUT_AREA
from vlechtwerk.interfaces.web.table_files import Table, table_file
from vlechtwerk.interfaces.web.words import say_date, say_day

ROWS_PER_PAGE = 40
PLANNED = MilestoneDate.Basis.PLANNED


@require_safe
def timeline(request: PageRequest, project: str) -> HttpResponse:
    """Show how all activities stood in time, and which dates were planned, moved and met."""
    return render(request, "programme/timeline.html", _timeline(request))


@kept
def _timeline(request: PageRequest) -> dict[str, Any]:
    shown, area = shown_day(request), request.GET.get("area", "")
    pages = Paginator(narrow(units_as_of(shown.day), ActivityFilter(area=area), WITHOUT_AREA), ROWS_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    found = times_as_of(list(page.object_list), shown.day)
    rows = _rows(request, found, shown)
    moved = sum(1 for row in rows if row["moved"])
    late = sum(1 for row in rows if row["late"])
    return {
        "shown": shown,
        "drawing": _draw(request, found, shown) if any(item.statuses or item.milestones for item in found) else "",
        "rows": rows,
        "moved": moved,
        "late": late,
        "dates": sum(1 for row in rows if row["title"]),
        "filters": _filters(shown, area),
        "acts": _exports(request),
        "clear_url": request.path if area or shown.is_past else "",
        "pages": page_links(request, page, pages),
        "missing": words_for_unknown(shown),
        "statuses": ["completed", "closing", "running", "delayed", "dissolved", "planned"],
    }


def _filters(shown: ShownDay, area: str) -> list[dict[str, Any]]:
    areas = [("", _("All areas")), *FocusArea.objects.values_list("code", "name"), (WITHOUT_AREA, _("Work process"))]
    return [as_of(shown), select("area", _("Focus area"), areas, area)]


def _exports(request: PageRequest) -> list[dict[str, str]]:
    area = request.GET.get("area", "")
    query = urlencode(({"area": area} if area else {}) | shown_day(request).kept)
    tail = f"?{query}" if query else ""
    code = request.actor.project.code
    return [
        {"label": label, "url": reverse("programme:timeline_export", args=[code, form]) + tail}
        for label, form in (("CSV", "csv"), ("Excel", "xlsx"))
    ]


def _draw(request: PageRequest, found: Sequence[Times], shown: ShownDay) -> str:
    days = [shown.day]
    for item in found:
        days += [status.occurred_on.earliest for status in item.statuses]
        days += [row.date_on.latest for milestone in item.milestones for row in milestone.known_dates]
    first, last = min(days), max(days)
    groups: dict[str, list[Row]] = {}
    for item in found:
        area = item.activity.focus_area
        row = _drawn(item, first, shown, request.actor.project.described_on)
        groups.setdefault(area.name if area else _("Work process"), []).append(row)
    return draw_together(
        Together(
            title=_("All activities in time"),
            description=_("The table below holds the same dates."),
            ticks=ticks_between(first, last),
            groups=tuple(Group(name, tuple(rows)) for name, rows in groups.items()),
            shown=shown.day,
            shown_words=_("as of %(day)s") % {"day": say_day(shown.day)},
        )
    )


def _drawn(item: Times, first: date, shown: ShownDay, described_on: date | None) -> Row:
    spans = spans_of(item.statuses, first, shown.day, described_on)
    return Row(item.activity.name, tuple(span for span in spans if span.status), _marks(item.milestones))


def _marks(milestones: Sequence[MilestoneAsOf]) -> tuple[Mark, ...]:
    marks = []
    for item in milestones:
        for row in item.known_dates:
            kind = "replaced" if item.is_replaced(row) else row.basis
            words = f"{item.milestone.title}: {say_date(row.date_on)}"
            first = row.date_on.earliest if row.date_on.precision is not Precision.DAY else row.date_on.latest
            marks.append(Mark(first, row.date_on.latest, kind, words))
    return tuple(marks)


def _rows(request: PageRequest, found: Sequence[Times], shown: ShownDay) -> list[dict[str, Any]]:
    rows = []
    for item in found:
        known = [change for change in item.statuses if change.occurred_on.latest <= shown.day]
        status = known[-1] if known else None
        head = {
            "name": item.activity.name,
            "url": activity_url(request, item.activity.code),
            "area": item.activity.focus_area.name if item.activity.focus_area else "",
            "status": status.status if status else "",
            "status_word": str(status.get_status_display()) if status else "",
            "since": say_date(status.occurred_on) if status else "",
        }
        milestones = [planned_milestone(item.activity, one) for one in item.milestones if one.known_dates]
        dates = [_date_row(milestone, shown) for milestone in milestones]
        nothing = {"title": "", "first": "", "now": "", "reached": "", "moved": "", "late": False}
        rows += [head | row for row in dates or [nothing]]
    return rows


def _date_row(item: PlannedMilestone, shown: ShownDay) -> dict[str, Any]:
    now = [row.date_on for row in item.planned[-1:]] or [row.date_on for row in item.possible if row.basis == PLANNED]
    return {
        "title": item.found.milestone.title,
        "first": say_date(item.planned[0].date_on) if item.planned else "",
        "now": ", ".join(say_date(date_on) for date_on in now),
        "reached": say_date(item.reached.date_on) if item.reached else "",
        "moved": say_moved(item),
        "late": is_overdue(item.history, shown.day),
    }


@require_safe
def timeline_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the dates of all activities, as narrowed, as CSV or as a workbook."""
    shown, area = shown_day(request), request.GET.get("area", "")
    units = narrow(units_as_of(shown.day), ActivityFilter(area=area), WITHOUT_AREA)
    rows = _rows(request, times_as_of(list(units), shown.day), shown)
    heads = [
        _("Activity"), _("Focus area"), _("Status"), _("Since"), _("What"), _("First planned"), _("Now planned"),
        _("Moved"), _("Reached"),
    ]  # fmt: skip
    keys = ("name", "area", "status_word", "since", "title", "first", "now", "moved", "reached")
    table = Table(_("Timeline"), heads, [[str(row[key]) for key in keys] for row in rows])
    return table_file(request, table, form)
