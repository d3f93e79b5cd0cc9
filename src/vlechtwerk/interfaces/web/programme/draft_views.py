"""Drafts of the outcome map: which there are, one with all that can be changed on it, and versions as files."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.programme.models import FocusArea, MapDraft, MapNode, MapVersion
from vlechtwerk.domains.programme.queries.drawn_map import drawing_of, drawn_map
from vlechtwerk.domains.programme.queries.map_drafts import (
    contents_of_draft,
    find_draft,
    laid_side_by_side,
    map_drafts,
    side_of,
    written_draft,
    written_version,
)
from vlechtwerk.domains.programme.rules.maps import (
    reasons_against_adopting,
    reasons_against_changing_draft,
    reasons_against_drafting,
)
from vlechtwerk.engines.documents.outcome_map import draw
from vlechtwerk.engines.documents.outcome_map.json_form import as_json
from vlechtwerk.engines.documents.outcome_map.workbook_form import as_workbook
from vlechtwerk.engines.documents.outcome_map.written import WrittenMap, WrittenNode
from vlechtwerk.interfaces.web.frame import is_offered, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.origins import words_of_origin
from vlechtwerk.interfaces.web.programme.compare_rows import changed_rows, link_rows, say_counts
from vlechtwerk.interfaces.web.programme.link_words import say_link
from vlechtwerk.interfaces.web.programme.map_views import map_sheet, nodes_url
from vlechtwerk.interfaces.web.words import say_date, say_day

FILES = {
    "json": (as_json, "application/json"),
    "xlsx": (as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def draft_or_404(code: str) -> MapDraft:
    """Return a draft that the reader may see."""
    draft = find_draft(code)
    if draft is None:
        raise Http404
    return draft


@require_safe
def drafts(request: PageRequest, project: str) -> HttpResponse:
    """List the versions of the map that are being written, with whom each waits for."""
    found = map_drafts()
    may_draft = is_offered(request, reasons_against_drafting(by=request.actor.person, at=timezone.now()))
    context = {
        "rows": [_draft_row(request, draft) for draft in found],
        "map_url": reverse("programme:map", args=[project]),
        "may_copy": may_draft and MapVersion.objects.exists(),
        "may_draft": may_draft,
        "new_url": reverse("programme:draft_map", args=[project]),
        "import_url": reverse("programme:import_map", args=[project]),
    }
    return render(request, "programme/map_drafts.html", context)


def _draft_row(request: PageRequest, draft: MapDraft) -> dict[str, Any]:
    written = written_draft(draft)
    cards = len(written.nodes)
    return {
        "name": draft.name,
        "code": draft.code,
        "note": draft.note,
        "state": say_state(draft),
        "former": draft.former.name if draft.former else _("no version"),
        "changed": _("changed by %(name)s on %(day)s")
        % {"name": draft.changed_by.name, "day": say_day(timezone.localdate(draft.changed_at))},
        "count": ngettext("%(count)s node", "%(count)s nodes", cards) % {"count": cards},
        "url": reverse("programme:map_draft", args=[request.actor.project.code, draft.code]),
    }


def say_state(draft: MapDraft) -> str:
    """Say how far a draft is, and whom it waits for."""
    decision, body = draft.decision, draft.body.name if draft.body else ""
    if draft.state != MapDraft.State.ASKED or decision is None:
        return str(draft.get_state_display())
    if decision.state == Decision.State.WITHDRAWN:
        return _("the question to %(body)s was withdrawn") % {"body": body}
    if decision.state == Decision.State.TAKEN:
        words = {"body": body, "result": str(decision.get_result_display()).lower()}
        return _("%(body)s decided: %(result)s") % words
    return _("waits for %(body)s") % {"body": body}


@require_safe
def draft(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show one draft: what it changes, the map itself, and everything that can be changed."""
    found = draft_or_404(code)
    written, shown = written_draft(found), shown_day(request)
    drawn = drawn_map(contents_of_draft(written), shown.day, request.GET.get("node", ""), nodes_url(request))
    person, now = request.actor.person, timezone.now()
    title = _title(found)
    changing = is_offered(request, reasons_against_changing_draft(found, by=person, at=now))
    context = {
        "crumbs": [
            {"label": _("Outcome map"), "url": reverse("programme:map", args=[project])},
            {"label": _("Drafts"), "url": reverse("programme:map_drafts", args=[project])},
            {"label": found.name, "url": ""},
        ],
        "title": title,
        "note": found.note,
        "facts": _facts(request, found),
        "acts": _acts(request, found, changing),
        "changes": _changes(request, found),
        "drawing": draw(drawing_of(drawn, title)),
        "chosen": drawn.selected,
        "groups": _groups(request, found, written, changing),
        "links": _links(request, found, written, changing),
        "changing": changing,
        "urls": {name: reverse(f"programme:{name}", args=[project, code]) for name in URLS},
        "exports": [
            {"label": label, "url": reverse("programme:map_draft_file", args=[project, code, form])}
            for label, form in (("JSON", "json"), ("Excel", "xlsx"))
        ],
    }
    return render(request, "programme/map_draft.html", context)


URLS = ("add_draft_node", "merge_draft_nodes", "add_draft_link", "map_draft_sheet", "map_draft_compare")


def _title(found: MapDraft) -> str:
    if found.state == MapDraft.State.ADOPTED:
        return _("Adopted: %(name)s") % {"name": found.name}
    return _("Draft: %(name)s") % {"name": found.name}


def _facts(request: PageRequest, found: MapDraft) -> list[dict[str, Any]]:
    project = request.actor.project.code
    facts: list[dict[str, Any]] = [
        {"term": _("State"), "value": say_state(found)},
        {"term": _("Builds on"), "value": found.former.name if found.former else _("no version")},
        {
            "term": _("Last changed"),
            "value": _("%(day)s by %(name)s")
            % {"day": say_day(timezone.localdate(found.changed_at)), "name": found.changed_by.name},
        },
        {"term": _("Read by"), "value": _readers(found)},
    ]
    if found.decision is not None:
        url = reverse("partnership:decision", args=[project, found.decision_id])
        facts.append({"term": _("Decision"), "value": found.decision.question, "url": url})
    if found.version is not None:
        facts.append(
            {
                "term": _("Adopted"),
                "value": say_date(found.version.adopted_on),
                "url": reverse("programme:map", args=[project]) + f"?version={found.version.code}",
            }
        )
    return facts


def _readers(found: MapDraft) -> str:
    if found.body is None:
        return _("team managers and the director")
    return _("team managers, the director and the members of %(body)s") % {"body": found.body.name}


def _acts(request: PageRequest, found: MapDraft, changing: bool) -> list[dict[str, str]]:
    """Return what can be done with the whole draft, the next step first."""
    project, person, now = request.actor.project.code, request.actor.person, timezone.now()
    acts = []
    if is_offered(request, reasons_against_adopting(found, by=person, at=now)):
        acts.append((_("Make it the version that holds"), "adopt_map"))
    if changing:
        acts += [(_("Put to a body"), "put_map_draft"), (_("Put aside"), "discard_map_draft")]
    return [{"label": label, "url": reverse(f"programme:{name}", args=[project, found.code])} for label, name in acts]


def _changes(request: PageRequest, found: MapDraft) -> dict[str, Any] | None:
    if found.former is None:
        return None
    before, after = side_of(found.former), side_of(found)
    comparison = laid_side_by_side(before, after)
    if comparison is None:
        return None
    return {
        "counts": say_counts(comparison),
        "is_same": comparison.is_same,
        "rows": [*changed_rows(comparison), *link_rows(comparison, before.written, after.written)],
    }


def _groups(request: PageRequest, found: MapDraft, written: WrittenMap, changing: bool) -> list[dict[str, Any]]:
    areas = dict(FocusArea.objects.values_list("code", "name"))
    groups = []
    for kind in MapNode.Kind:
        rows = [_node(request, found, node, areas, changing) for node in written.nodes if node.kind == kind]
        if rows:
            groups.append({"heading": str(kind.label), "rows": rows})
    return groups


def _node(
    request: PageRequest, found: MapDraft, node: WrittenNode, areas: dict[str, str], changing: bool
) -> dict[str, Any]:
    place = [areas.get(node.focus_area, ""), _("below %(code)s") % {"code": node.parent} if node.parent else ""]
    stands = [_("activity %(code)s") % {"code": code} for code in node.activities]
    stands += [_("precondition %(code)s") % {"code": node.precondition}] if node.precondition else []
    acts = (("change_draft_node", _("Change")), ("split_draft_node", _("Split")), ("drop_draft_node", _("Leave out")))
    return {
        "code": node.code,
        "title": node.title,
        "place": ", ".join(word for word in place if word),
        "stands_for": ", ".join(stands),
        "is_new": not node.comes_from and found.former is not None,
        "acts": [
            {
                "label": label,
                "url": reverse(f"programme:{name}", args=[request.actor.project.code, found.code, node.code]),
            }
            for name, label in acts
        ]
        if changing
        else [],
    }


def _links(request: PageRequest, found: MapDraft, written: WrittenMap, changing: bool) -> list[dict[str, Any]]:
    titles = {node.code: node.title for node in written.nodes}
    acts = (("change_draft_link", _("Change")), ("drop_draft_link", _("Leave out")))
    return [
        {
            "start": titles[link.start],
            "kind": say_link(link.kind),
            "end": titles[link.end],
            "assumption": link.assumption,
            "explanation": link.explanation,
            "acts": [
                {
                    "label": label,
                    "url": reverse(f"programme:{name}", args=[request.actor.project.code, found.code, named]),
                }
                for name, label in acts
            ]
            if changing
            else [],
        }
        for link in written.links
        for named in [f"{link.start},{link.end},{link.kind}"]
    ]


@require_safe
def draft_sheet(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Give a draft on one sheet of A3 paper, marked as a draft."""
    found = draft_or_404(code)
    contents = contents_of_draft(written_draft(found))
    drawn = drawn_map(contents, shown_day(request).day)
    mark = (
        ""
        if found.state == MapDraft.State.ADOPTED
        else _("DRAFT: not adopted. %(state)s.") % {"state": say_state(found)}
    )
    return map_sheet(request, drawn, contents.version, _title(found), mark)


@require_safe
def draft_file(request: PageRequest, project: str, code: str, form: str) -> HttpResponse:
    """Give a draft as JSON or as a workbook, to be taken in again."""
    return map_file_of(request, written_draft(draft_or_404(code)), form)


@require_safe
def version_file(request: PageRequest, project: str, version: str, form: str) -> HttpResponse:
    """Give a version as JSON or as a workbook, to be taken in again."""
    found = MapVersion.objects.filter(code=version).first()
    if found is None:
        raise Http404
    return map_file_of(request, written_version(found), form)


def map_file_of(request: PageRequest, written: WrittenMap, form: str) -> HttpResponse:
    """Return a written map as a file."""
    if form not in FILES:
        raise Http404
    write, content_type = FILES[form]
    origin = words_of_origin(request.actor.project)
    name = f"{origin.file_prefix}{request.actor.project.code}-map-{written.code}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(written), content_type=content_type, headers=headers)
