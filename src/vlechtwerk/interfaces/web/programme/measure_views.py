"""What do registers count? All measures, and one with its series, its draws and what may be said of it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.queries.measures import MeasureAsRead, measure_by, measured_nodes, measures_by
from vlechtwerk.domains.programme.rules.measures import reasons_against_measuring
from vlechtwerk.interfaces.web.frame import is_offered, past_day, shown_day, words_for_unknown
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import as_of
from vlechtwerk.interfaces.web.programme.measure_comparing import beginning_of, comparison_of
from vlechtwerk.interfaces.web.programme.measure_rows import (
    beside_rows,
    definition_rows,
    draw_rows,
    measure_rows,
    month_rows,
    month_table,
    of_what,
    series_drawing,
)
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file

# Two years.
MOST_OPEN = 24


@require_safe
def measures(request: PageRequest, project: str) -> HttpResponse:
    """Show what registers count, and how far the numbers go."""
    shown, reads = shown_day(request), measures_by(past_day(request))
    person = request.actor.person
    may_add = is_offered(request, reasons_against_measuring(None, None, by=person, at=timezone.now()))
    context = {
        "shown": shown,
        "missing": words_for_unknown(shown),
        "filters": [as_of(shown)],
        "acts": export_links(request, "programme:measures_export"),
        "rows": measure_rows(request, reads, measured_nodes(reads)),
        "add_url": reverse("programme:add_measure", args=[project]) if may_add else "",
    }
    return render(request, "programme/measures.html", context)


@require_safe
def measures_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the measures as a file."""
    heads = [
        _("Code"), _("What is counted"), _("Measure of"), _("Who keeps the register"), _("Unit"), _("What is wanted"),
        _("Months"), _("Last count"), _("Breaks"), _("Last draw"),
    ]  # fmt: skip
    reads = measures_by(past_day(request))
    rows = [
        [
            row.code, row.name, "; ".join(link.label for link in row.of), row.holder, row.unit, row.direction,
            row.months, row.last, str(row.breaks), row.drawn,
        ]
        for row in measure_rows(request, reads, measured_nodes(reads))
    ]  # fmt: skip
    return table_file(request, Table(_("Registered counts"), heads, rows), form)


def find_measure(request: PageRequest, code: str) -> MeasureAsRead:
    """Return a measure as it was known on the day shown, or answer that there is nothing here."""
    read = measure_by(code, past_day(request))
    if read is None:
        raise Http404
    return read


@require_safe
def measure(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show one measure: what it counts, its series with breaks, its draws, and what may be said of it."""
    read, shown = find_measure(request, code), shown_day(request)
    others = [one for one in measures_by(past_day(request)) if one.measure.code != code]
    found = read.measure
    reasons = reasons_against_measuring(found.holder, found.activity, by=request.actor.person, at=timezone.now())
    context: dict[str, Any] = {
        "shown": shown,
        "missing": words_for_unknown(shown),
        "crumbs": [
            {"label": _("Registered counts"), "url": reverse("programme:measures", args=[project]) + shown.query},
            {"label": code, "url": ""},
        ],
        "measure": found,
        "direction": found.get_direction_display(),
        "of": of_what(request, read, measured_nodes([read])),
        "definition": definition_rows(read)[0],
        "definitions": definition_rows(read),
        "drawing": series_drawing(read),
        "has_breaks": bool(read.breaks),
        "months": month_rows(request, read),
        # A long table would push away what may be said of it.
        "numbers_open": len(read.months) <= MOST_OPEN,
        "draws": draw_rows(read),
        "beside": beside_rows(read),
        "comparison": comparison_of(request, read),
        "beginning": beginning_of(request, read, others),
        "exports": export_links(request, "programme:measure_export", code),
        "acts": _acts(project, code) if is_offered(request, reasons) else None,
    }
    return render(request, "programme/measure.html", context)


def _acts(project: str, code: str) -> dict[str, str]:
    names = ("take_in_draw", "define_measure", "set_beside")
    return {name: reverse(f"programme:{name}", args=[project, code]) for name in names}


@require_safe
def measure_export(request: PageRequest, project: str, code: str, form: str) -> HttpResponse:
    """Give the series of a measure as a file."""
    read = find_measure(request, code)
    return table_file(request, Table(read.measure.name, *month_table(read)), form)
