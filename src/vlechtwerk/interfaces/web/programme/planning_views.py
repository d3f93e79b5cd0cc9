"""Which dates moved, how often, how far and why: over all activities, and as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import Activity, FocusArea, MoveGround
from vlechtwerk.domains.programme.queries.planning import PlanningFilter, planning_as_of, slips_of
from vlechtwerk.domains.programme.rules import activities_led_by
from vlechtwerk.interfaces.web.frame import is_offered, shown_day, words_for_unknown
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import as_of, page_links, select
from vlechtwerk.interfaces.web.programme.planning_rows import (
    figures_of,
    milestone_cells,
    milestone_heads,
    milestone_row,
    moves_drawing,
    say_met,
)
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file

ROWS_PER_PAGE = 40
WITHOUT_AREA = "none"


def asked_filter(request: PageRequest) -> PlanningFilter:
    """Read what the planning is narrowed to."""
    asked = request.GET
    return PlanningFilter(
        asked.get("area", "")[:20], asked.get("activity", "")[:20], asked.get("ground", "").strip()[:20]
    )


@require_safe
def planning(request: PageRequest, project: str) -> HttpResponse:
    """Answer “which dates move, how far and why?”: the sum in words, then every milestone."""
    return render(request, "programme/planning.html", _planning(request, _led_by(request)))


def _led_by(request: PageRequest) -> tuple[str, ...]:
    """Return the codes of the activities of which the reader may change dates now."""
    person, at = request.actor.person, timezone.now()
    if not is_offered(request, []):
        return ()
    return tuple(activities_led_by(person, at).order_by("code").values_list("code", flat=True))


@kept
def _planning(request: PageRequest, led: tuple[str, ...]) -> dict[str, Any]:
    shown, wanted = shown_day(request), asked_filter(request)
    found = planning_as_of(shown.day, wanted, WITHOUT_AREA)
    counted = slips_of(found, shown.day)
    pages = Paginator(found, ROWS_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    rows = list(page.object_list)
    filtered = wanted != PlanningFilter()
    return {
        "shown": shown,
        "missing": words_for_unknown(shown),
        "counted": counted,
        "met": say_met(counted),
        "figures": figures_of(counted),
        "filters": _filters(request, wanted),
        "acts": export_links(request, "programme:planning_export"),
        "clear_url": f"{request.path}{shown.query}" if filtered else "",
        "drawing": moves_drawing(rows, shown) if rows else "",
        "rows": [milestone_row(request, item, shown, changes=item.activity.code in led) for item in rows],
        "pages": page_links(request, page, pages),
        "found": pages.count,
    }


def _filters(request: PageRequest, wanted: PlanningFilter) -> list[dict[str, Any]]:
    shown = shown_day(request)
    areas = [("", _("All areas")), *FocusArea.objects.values_list("code", "name"), (WITHOUT_AREA, _("Work process"))]
    with_dates = Activity.objects.filter(milestones__isnull=False).distinct().order_by("order", "code")
    activities = [("", _("All activities")), *with_dates.values_list("code", "name")]
    return [
        as_of(shown),
        select("area", _("Focus area"), areas, wanted.area),
        select("activity", _("Activity"), activities, wanted.activity),
        select("ground", _("Ground of a move"), [("", _("All")), *MoveGround.choices], wanted.ground),
    ]


@require_safe
def planning_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the milestones with their dates, as narrowed, as CSV or as a workbook."""
    shown = shown_day(request)
    found = planning_as_of(shown.day, asked_filter(request), WITHOUT_AREA)
    rows = [milestone_cells(item, shown) for item in found]
    return table_file(request, Table(_("Planning"), milestone_heads(), rows), form)
