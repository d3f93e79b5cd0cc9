"""What was asked, pledged and delivered in hours a month: the page, one activity, every line, and files of them."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import CapacityKind, CapacityLine
from vlechtwerk.domains.programme.queries import capacity as queries
from vlechtwerk.domains.programme.queries.capacity_file import column_name, ledger_rows, lines_as_read
from vlechtwerk.engines.documents.capacity.ledger_file import COLUMNS
from vlechtwerk.engines.statistics.capacity import by_month, sums_of
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.capacity_rows import asked, capacity_page, groups_of
from vlechtwerk.interfaces.web.programme.hours_words import say_hours
from vlechtwerk.interfaces.web.programme.views import find_activity
from vlechtwerk.interfaces.web.table_files import Table, table_file
from vlechtwerk.interfaces.web.words import say_moment, say_month

LINES_PER_PAGE = 100


@require_safe
def capacity(request: PageRequest, project: str) -> HttpResponse:
    """Answer “how many hours are lacking, and of which kind?”."""
    return render(request, "programme/capacity.html", capacity_page(request))


@require_safe
def activity_capacity(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Answer the same of one activity."""
    return render(request, "programme/capacity.html", capacity_page(request, find_activity(code)))


@require_safe
def capacity_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the figures of the page, as narrowed and grouped, as CSV or as a workbook."""
    shown, names = asked(request), queries.capacity_names()
    cells = queries.capacity_cells(shown.wanted, shown.day) if shown.period else []
    rows = []
    for group in groups_of(cells, shown, names):
        for month, sums in [*by_month(group.cells, shown.months, shown.until).items(), (None, group.sums)]:
            rows.append(
                [
                    group.name,
                    group.profile,
                    f"{month:%Y-%m}" if month else _("Total"),
                    say_hours(sums.asked),
                    say_hours(sums.pledged),
                    say_hours(sums.delivered) if sums.given else "",
                    say_hours(sums.never_pledged),
                    say_hours(sums.not_delivered),
                    say_hours(sums.awaited),
                ]
            )
    together = sums_of(cells, shown.until)
    rows.append(
        [_("Together"), "", _("Total")]
        + [
            say_hours(hours)
            for hours in (
                together.asked, together.pledged, together.delivered, together.never_pledged, together.not_delivered,
                together.awaited,
            )
        ]
    )  # fmt: skip
    heads = [
        _("Organisation"), _("Profile"), _("Month"), _("Asked"), _("Pledged"), _("Delivered"), _("Never pledged"),
        _("Pledged and not delivered"), _("Pledged, month not given yet"),
    ]  # fmt: skip
    return table_file(request, Table(_("Staff capacity"), heads, rows), form)


@require_safe
def ledger_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the lines that hold, in the columns in which lines can be brought in again."""
    shown = asked(request)
    wanted = shown.wanted if request.GET.get("period") else replace(shown.wanted, first=None, until=None)
    lines = queries.holding_lines(wanted, shown.day)
    heads, rows = [column_name(item) for item in COLUMNS], ledger_rows(lines_as_read(lines))
    return table_file(request, Table(_("Hours"), heads, rows), form)


@require_safe
def capacity_history(request: PageRequest, project: str) -> HttpResponse:
    """Show every line that was recorded, also what a later one replaced."""
    shown, tail = asked(request), shown_day(request).query
    pages = Paginator(queries.history_of(queries.CapacityFilter(), shown.day), LINES_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    lines = list(page.object_list)
    evidences = Evidences(request, lines)

    def url(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"{request.path}?{query.urlencode()}"

    context = {
        "shown": shown_day(request),
        "rows": [_line(item) | {"evidence": evidences.of(item)} for item in lines],
        "count": pages.count,
        "pages": {
            "words": _("page %(page)s of %(pages)s") % {"page": page.number, "pages": pages.num_pages},
            "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
            "next_url": url(page.next_page_number()) if page.has_next() else "",
        },
        "exports": [
            {"label": label, "url": reverse("programme:ledger_export", args=[project, form]) + tail}
            for label, form in (("CSV", "csv"), ("Excel", "xlsx"))
        ],
        "crumbs": [
            {"label": _("Staff capacity"), "url": reverse("programme:capacity", args=[project]) + tail},
            {"label": _("Every line"), "url": ""},
        ],
    }
    return render(request, "programme/capacity_history.html", context)


def _line(line: CapacityLine) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "recorded": say_moment(line.recorded_at),
        "by": line.recorded_by.name,
        "kind": CapacityKind(line.kind).label,
        "organisation": line.organisation.name,
        "profile": line.profile.name,
        "activity": line.activity.name if line.activity else _("The partnership as a whole"),
        "place": line.get_place_display(),
        "month": say_month(line.month),
        "hours": say_hours(line.hours),
        "corrects": line.number > 1,
        "decision": line.decision.question if line.decision else "",
    }
