"""Two versions of the outcome map side by side: the page, its table as a file, and on one sheet of paper."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import MapVersion
from vlechtwerk.domains.programme.queries.map import map_versions, versions_by
from vlechtwerk.domains.programme.queries.map_drafts import Side, find_draft, laid_side_by_side, side_of
from vlechtwerk.engines.documents.outcome_map.comparison import Comparison
from vlechtwerk.engines.documents.sheet import Sheet, sheet_of
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.origins import words_of_origin
from vlechtwerk.interfaces.web.programme.compare_rows import (
    changed_rows,
    compared_context,
    compared_table,
    link_rows,
    side_drawing,
)
from vlechtwerk.interfaces.web.table_files import table_file
from vlechtwerk.interfaces.web.words import say_date, say_day


def side_by_side(request: PageRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the two versions that were chosen; by default the first and the last of the day shown."""
    return render(request, "programme/map_side.html", context | _side_by_side(request))


@kept
def _side_by_side(request: PageRequest) -> dict[str, Any]:
    versions = versions_by(shown_day(request).day)
    if len(versions) < 2:
        return {"no_two": True}
    before, after = _chosen(request, versions)
    code = request.actor.project.code
    query = f"?before={before.code}&after={after.code}"
    sides = side_of(before), side_of(after)
    return {
        "no_two": False,
        "choices": [
            _choice("before", _("First version"), versions, before.code),
            _choice("after", _("Second version"), versions, after.code),
        ],
        "exports": [
            {"label": label, "url": reverse("programme:map_compare_export", args=[code, form]) + query}
            for label, form in (("CSV", "csv"), ("Excel", "xlsx"))
        ],
        "sheet_url": reverse("programme:map_compare_sheet", args=[code]) + query,
    } | compared_context(laid_side_by_side(*sides), *sides, _heads(*sides))


def _chosen(request: PageRequest, versions: list[MapVersion]) -> tuple[MapVersion, MapVersion]:
    found = []
    for name, usual in (("before", versions[0]), ("after", versions[-1])):
        asked = request.GET.get(name, "")
        version = next((item for item in versions if item.code == asked), None if asked else usual)
        if version is None:
            raise Http404
        found.append(version)
    return found[0], found[1]


def _choice(name: str, label: str, versions: list[MapVersion], chosen: str) -> dict[str, Any]:
    options = [{"value": item.code, "label": item.name, "selected": item.code == chosen} for item in versions]
    return {"kind": "select", "name": name, "label": label, "options": options}


def _heads(before: Side, after: Side) -> list[tuple[str, str]]:
    return [(side.written.name, _since(side)) for side in (before, after)]


def _since(side: Side) -> str:
    if side.version is None:
        return _("draft, not adopted")
    if side.version.adopted_on:
        return _("adopted: %(when)s") % {"when": say_date(side.version.adopted_on)}
    if side.version.described_on:
        return _("described: %(when)s") % {"when": say_date(side.version.described_on)}
    return _("described, date not known")


def draft_beside_former(code: str) -> tuple[Side, Side]:
    """Return a draft with the version that it builds on before it."""
    draft = find_draft(code)
    if draft is None or draft.former is None:
        raise Http404
    return side_of(draft.former), side_of(draft)


@require_safe
def compare_draft(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show a draft beside the version that it builds on."""
    before, after = draft_beside_former(code)
    context = {
        "shown": shown_day(request),
        "no_two": False,
        "crumbs": [
            {"label": _("Drafts"), "url": reverse("programme:map_drafts", args=[project])},
            {"label": after.written.name, "url": reverse("programme:map_draft", args=[project, code])},
            {"label": _("Side by side"), "url": ""},
        ],
        "exports": [
            {"label": label, "url": reverse("programme:map_draft_compare_export", args=[project, code, form])}
            for label, form in (("CSV", "csv"), ("Excel", "xlsx"))
        ],
        "sheet_url": reverse("programme:map_draft_compare_sheet", args=[project, code]),
    } | compared_context(laid_side_by_side(before, after), before, after, _heads(before, after))
    return render(request, "programme/map_side.html", context)


def _asked_sides(request: PageRequest) -> tuple[Side, Side]:
    versions = map_versions()
    if len(versions) < 2:
        raise Http404
    before, after = _chosen(request, versions)
    return side_of(before), side_of(after)


@require_safe
def compare_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give what changed between two versions as a table."""
    return _export(request, *_asked_sides(request), form)


@require_safe
def compare_draft_export(request: PageRequest, project: str, code: str, form: str) -> HttpResponse:
    """Give what a draft changes as a table."""
    return _export(request, *draft_beside_former(code), form)


def _export(request: PageRequest, before: Side, after: Side, form: str) -> HttpResponse:
    return table_file(request, compared_table(_compared(before, after), before, after), form)


def _compared(before: Side, after: Side) -> Comparison:
    comparison = laid_side_by_side(before, after)
    if comparison is None:
        raise Http404
    return comparison


@require_safe
def compare_sheet(request: PageRequest, project: str) -> HttpResponse:
    """Give two versions side by side on one sheet of A3 paper."""
    return _sheet(request, *_asked_sides(request))


@require_safe
def compare_draft_sheet(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Give a draft beside its former version on one sheet of A3 paper."""
    return _sheet(request, *draft_beside_former(code))


def _sheet(request: PageRequest, before: Side, after: Side) -> HttpResponse:
    comparison, shown = _compared(before, after), shown_day(request)
    origin, project = words_of_origin(request.actor.project), request.actor.project
    rows = [*changed_rows(comparison), *link_rows(comparison, before.written, after.written)]
    words = "; ".join(f"{', '.join(row.before)} {row.change} {', '.join(row.after)}".strip() for row in rows)
    sheet = Sheet(
        title=_("Outcome map: two versions side by side"),
        subtitle=f"{before.written.name} · {after.written.name}",
        words=words,
        origin=f"{project.name}: {origin.label}",
        footer=_("as of %(day)s") % {"day": say_day(shown.day)},
        language=get_language() or "nl",
        notes=(_("A dashed edge: on this side only. A blue line: changed."),),
    )
    drawing = side_drawing(comparison, before, after, _heads(before, after))
    name = f"{origin.file_prefix}{project.code}-{before.written.code}-{after.written.code}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(sheet_of(drawing, sheet, timezone.now()), content_type="application/pdf", headers=headers)
