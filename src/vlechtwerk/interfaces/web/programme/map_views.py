"""The outcome map: as a drawing, as a list, and two versions side by side."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import FocusArea, MapDraft, MapVersion, PlanText
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.queries.drawn_map import DrawnMap, NodeRow, columns_of, drawing_of, drawn_map
from vlechtwerk.domains.programme.queries.map import (
    MOST_AT_ONCE,
    MapContents,
    activities_per_area,
    map_contents,
    map_versions,
    version_held_on,
)
from vlechtwerk.domains.programme.rules.maps import reasons_against_drafting
from vlechtwerk.domains.programme.words.map import say_lines, say_map_title
from vlechtwerk.engines.documents.drawing import STATES
from vlechtwerk.engines.documents.outcome_map import CONTRIBUTES, HOLDS_UP, MERGED, draw
from vlechtwerk.engines.documents.sheet import Sheet, sheet_of
from vlechtwerk.interfaces.web.frame import ShownDay, is_offered, shown_day
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.origins import words_of_origin
from vlechtwerk.interfaces.web.programme.compare_views import side_by_side
from vlechtwerk.interfaces.web.words import say_date, say_day

SIDE_BY_SIDE = "side"
ALL_AREAS = "all"
VIEWS = ("map", "list")


@require_safe
def outcome_map(request: PageRequest, project: str) -> HttpResponse:
    """Show what should lead to what, how each part stands, and the path of a chosen node."""
    template, context = _map(request)
    if template == SIDE_BY_SIDE:
        return side_by_side(request, context)
    return render(request, template, context | {"drafts_url": drafts_url(request)})


@kept
def _map(request: PageRequest) -> tuple[str, dict[str, Any]]:
    versions = map_versions()
    if not versions:
        return "programme/map_empty.html", {}
    shown = shown_day(request)
    asked = request.GET.get("version", "")
    version = next((item for item in versions if item.code == asked), None) or version_held_on(versions, shown.day)
    if asked and asked not in (version.code, SIDE_BY_SIDE):
        raise Http404
    context = {
        "shown": shown,
        "versions": _version_links(request, versions, SIDE_BY_SIDE if asked == SIDE_BY_SIDE else version.code),
        "goal": _higher_goal(),
    }
    if asked == SIDE_BY_SIDE:
        return SIDE_BY_SIDE, context | {"hidden": {"version": SIDE_BY_SIDE}}
    return "programme/map.html", context | _one_version(request, version, shown)


def _one_version(request: PageRequest, version: MapVersion, shown: ShownDay) -> dict[str, Any]:
    """Gather one version: drawn or as a list; a large map is shown one area at a time."""
    areas = activities_per_area(version)
    area, view = request.GET.get("area", ""), request.GET.get("view") or "map"
    if area not in ("", ALL_AREAS, *areas) or view not in VIEWS:
        raise Http404
    one_area, too_many = area != "" and area in areas, sum(areas.values()) > MOST_AT_ONCE
    if too_many and not one_area:
        area, one_area = next(iter(areas)), True
    contents = map_contents(version, {area} if one_area else None)
    drawn = drawn_map(contents, shown.day, request.GET.get("node", ""), nodes_url(request))
    title = say_map_title(version, shown.day)
    project = request.actor.project.code
    names = dict(FocusArea.objects.values_list("code", "name")) | {"": _("Work process")}
    return {
        "version": {"code": version.code, "name": version.name, "note": version.note},
        "title": title,
        "filters": _filters(request, areas, names, area, len(areas) > 1 and too_many),
        "hidden": {"version": version.code},
        "sentence": _sentence(drawn),
        "chosen": _chosen(request, drawn, contents),
        "all_url": _without_node(request),
        "sheet_url": reverse("programme:map_sheet", args=[project, version.code]) + shown.query,
        "exports": [
            {
                "label": label,
                "url": reverse("programme:map_file", args=[request.actor.project.code, version.code, form]),
            }
            for label, form in (("JSON", "json"), ("Excel", "xlsx"))
        ],
        "adopted": adopted_words(request, version),
        "columns": columns_of(drawn),
        "drawing": draw(drawing_of(drawn, title)) if view == "map" else "",
        "view": view,
        "views": _view_links(request, view),
        "outside": _say_outside(contents.links_outside),
        "statuses": _in_order(STATES, {node.status for node in drawn.nodes}),
        "verdicts": _in_order(Verdict.values, {node.verdict for node in drawn.nodes}),
        "has_inferred": any(node.inferred for node in drawn.nodes),
    }


def _in_order(every: Iterable[str], present: set[str]) -> list[str]:
    """Return the marks that are on the map, in their usual order."""
    return [mark for mark in every if mark in present]


def adopted_words(request: PageRequest, version: MapVersion) -> dict[str, str]:
    """Say by which decision a version was adopted; nothing when no decision is known."""
    if version.decision is None:
        return {}
    body = version.decision.body.name if version.decision.body else _("not known")
    return {
        "words": _("Adopted by %(body)s on %(when)s.") % {"body": body, "when": say_date(version.adopted_on)},
        "url": reverse("partnership:decision", args=[request.actor.project.code, version.decision_id]),
    }


def drafts_url(request: PageRequest) -> str:
    """Return where drafts are, for who writes them or is asked to adopt one."""
    writes = not reasons_against_drafting(by=request.actor.person, at=timezone.now())
    if not is_offered(request, []) or not (writes or MapDraft.objects.exists()):
        return ""
    return reverse("programme:map_drafts", args=[request.actor.project.code])


def _say_outside(count: int) -> str:
    words = ngettext("%(count)s link leads outside this area.", "%(count)s links lead outside this area.", count)
    return words % {"count": count} if count else ""


def _higher_goal() -> str:
    return PlanText.objects.filter(kind=PlanText.Kind.HIGHER_GOAL).values_list("text", flat=True).first() or ""


@require_safe
def outcome_map_sheet(request: PageRequest, project: str, version: str) -> HttpResponse:
    """Give a version of the map on one sheet of A3 paper."""
    found = MapVersion.objects.filter(code=version).first()
    if found is None:
        raise Http404
    shown = shown_day(request)
    drawn = drawn_map(map_contents(found), shown.day)
    return map_sheet(request, drawn, found, say_map_title(found, shown.day))


def map_sheet(request: PageRequest, drawn: DrawnMap, version: MapVersion, title: str, *notes: str) -> HttpResponse:
    """Return a drawn map on one sheet of A3 paper."""
    shown, origin, project = shown_day(request), words_of_origin(request.actor.project), request.actor.project
    sheet = Sheet(
        title=title,
        subtitle=_higher_goal(),
        words="; ".join(f"{node.spoken} ({', '.join(node.relations)})" for node in drawn.nodes),
        origin=f"{project.name}: {origin.label}",
        footer=_("as of %(day)s") % {"day": say_day(shown.day)},
        language=get_language() or "nl",
        notes=tuple(note for note in (*notes, say_lines(), version.note) if note),
    )
    pdf = sheet_of(draw(drawing_of(drawn, title)), sheet, timezone.now())
    name = f"{origin.file_prefix}{project.code}-{version.code}-{shown.day.isoformat()}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def nodes_url(request: PageRequest) -> Callable[[str], str]:
    """Return where each node of a map leads: to the same map with that node chosen."""
    kept = {key: value for key, value in request.GET.items() if key in ("version", "area", "view", "as_of")}
    return lambda code: "?" + urlencode(kept | {"node": code})


def _view_links(request: PageRequest, current: str) -> list[dict[str, Any]]:
    kept = {key: value for key, value in request.GET.items() if key != "view"}
    return [
        {"label": label, "url": "?" + urlencode(kept | {"view": view}), "current": view == current}
        for view, label in (("map", _("Map")), ("list", _("List")))
    ]


def _version_links(request: PageRequest, versions: list[MapVersion], current: str) -> list[dict[str, Any]]:
    kept = {key: value for key, value in request.GET.items() if key in ("as_of", "view")}
    choices = [(version.code, version.name) for version in versions]
    if len(versions) > 1:
        choices.append((SIDE_BY_SIDE, _("Side by side")))
    return [
        {"label": name, "url": "?" + urlencode(kept | {"version": code}), "current": code == current}
        for code, name in choices
    ]


def _filters(
    request: PageRequest, areas: dict[str, int], names: dict[str, str], chosen: str, too_many: bool
) -> list[dict[str, Any]]:
    shown = shown_day(request)
    options = [] if too_many else [{"value": ALL_AREAS, "label": _("All areas"), "selected": chosen not in areas}]
    options += [
        {"value": code, "label": f"{names.get(code, code)} ({_cards(count)})", "selected": code == chosen}
        for code, count in areas.items()
        if code
    ]
    return [
        {
            "kind": "date",
            "name": "as_of",
            "label": _("As of"),
            "value": shown.day.isoformat(),
            "latest": shown.present.isoformat(),
        },
        {"kind": "select", "name": "area", "label": _("Focus area"), "options": options},
    ]


def _cards(count: int) -> str:
    return ngettext("%(count)s card", "%(count)s cards", count) % {"count": count}


def _without_node(request: PageRequest) -> str:
    kept = {key: value for key, value in request.GET.items() if key != "node"}
    return "?" + urlencode(kept)


def _sentence(drawn: DrawnMap) -> str:
    """Say the worst news: how many are held up, and by how many preconditions."""
    held = {line.end for line in drawn.lines if line.kind == HOLDS_UP}
    by = {line.start for line in drawn.lines if line.kind == HOLDS_UP}
    if not held:
        return _("Choose a node to see what it rests on and what it should lead to.")
    activities = ngettext("%(count)s activity is held up", "%(count)s activities are held up", len(held)) % {
        "count": len(held)
    }
    preconditions = ngettext("by %(count)s precondition", "by %(count)s preconditions", len(by)) % {"count": len(by)}
    everywhere = [node.title for node in drawn.nodes if node.code in by and _holds_all(drawn, node.code, held)]
    tail = "; " + _("%(name)s holds up all of them") % {"name": everywhere[0]} if everywhere else ""
    return f"{activities}, {preconditions}{tail}."


def _holds_all(drawn: DrawnMap, code: str, held: set[str]) -> bool:
    return {line.end for line in drawn.lines if line.kind == HOLDS_UP and line.start == code} == held


def _chosen(request: PageRequest, drawn: DrawnMap, contents: MapContents) -> dict[str, Any] | None:
    node = drawn.selected
    if node is None:
        return None
    titles = {item.code: item.title for item in drawn.nodes}

    def named(kind: str, *, start: bool) -> list[str]:
        return [
            titles[line.start if start else line.end]
            for line in drawn.lines
            if line.kind == kind and node.code == (line.end if start else line.start)
        ]

    facts = [
        (_("Held up by"), named(HOLDS_UP, start=True)),
        (_("Holds up"), named(HOLDS_UP, start=False)),
        (_("Should contribute to"), named(CONTRIBUTES, start=False)),
        (_("Intended from"), named(CONTRIBUTES, start=True)),
        (_("Took over"), named(MERGED, start=True)),
        (_("Merged into"), named(MERGED, start=False)),
    ]
    return {
        "node": node,
        "url": activity_url_of(request, node, contents),
        "facts": [{"term": term, "names": ", ".join(names)} for term, names in facts if names],
        "no_links": not node.relations,
    }


def activity_url_of(request: PageRequest, node: NodeRow, contents: MapContents) -> str:
    """Return the page of what a node stands for: an activity or a precondition, or nothing."""
    project, query = request.actor.project.code, shown_day(request).query
    for found in contents.nodes:
        if found.code != node.code:
            continue
        if found.precondition is not None:
            return reverse("programme:precondition", args=[project, found.precondition.code]) + query
        stands_for = contents.activities.get(found.id, ())
        if stands_for:
            return reverse("programme:activity", args=[project, stands_for[0].code]) + query
    return ""
