"""Who already does this, and how do we relate to them? As a list, a matrix, a page per body, and files."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import OutsideBody, OutsidePosition, Reach, Theme
from vlechtwerk.domains.partnership.queries.surroundings import (
    Counted,
    SurroundingsFilter,
    agreements,
    narrowed,
    outside_bodies,
    position_of,
)
from vlechtwerk.domains.partnership.rules.surroundings import reasons_against_adding_outside, reasons_against_mapping
from vlechtwerk.domains.programme.queries.surroundings import known_surroundings
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import is_offered, past_day, shown_day, words_for_unknown
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership.surroundings_matrix import own_row, rows_by_body, rows_by_level
from vlechtwerk.interfaces.web.partnership.surroundings_rows import (
    agreement_rows,
    answer,
    body_rows,
    own_rows,
    position_rows,
    say_where,
)
from vlechtwerk.interfaces.web.table_files import Table, table_file

VIEWS = ("bodies", "levels")


def _counted(request: PageRequest) -> Counted | None:
    """Return what counts of the surroundings: on a day in the past what was known on it."""
    day = past_day(request)
    return known_surroundings(day) if day else None


def _exports(request: PageRequest, route: str) -> list[dict[str, str]]:
    tail = f"?{request.GET.urlencode()}" if request.GET else ""
    return [
        {"label": label, "url": reverse(f"partnership:{route}", args=[request.actor.project.code, form]) + tail}
        for label, form in (("CSV", "csv"), ("Excel", "xlsx"))
    ]


def _asked(request: PageRequest) -> SurroundingsFilter:
    names = ("theme", "reach", "region", "kind", "position", "words")
    return SurroundingsFilter(**{name: request.GET.get(name, "").strip() for name in names})


def _acts(request: PageRequest) -> list[dict[str, str]]:
    """Return what the reader can add to the map."""
    person, now, project = request.actor.person, timezone.now(), request.actor.project.code
    acts = []
    if is_offered(request, reasons_against_adding_outside(person, now)):
        acts.append({"label": _("Add a body"), "url": reverse("partnership:register_outside", args=[project])})
    if is_offered(request, reasons_against_mapping(person, now)):
        acts.append({"label": _("Note an agreement"), "url": reverse("partnership:note_agreement", args=[project])})
        acts.append({"label": _("Add a theme"), "url": reverse("partnership:add_theme", args=[project])})
        acts.append(
            {"label": _("Tie our own work to a theme"), "url": reverse("partnership:tie_theme", args=[project])}
        )
    return acts


@require_safe
def surroundings(request: PageRequest, project: str) -> HttpResponse:
    """Answer “who already does this?”: outside bodies by theme, level and region, and what of ours does it."""
    return render(request, "partnership/surroundings.html", {**_surroundings(request), "acts": _acts(request)})


@kept
def _surroundings(request: PageRequest) -> dict[str, Any]:
    wanted = _asked(request)
    themes = list(Theme.objects.all())
    rows = body_rows(request, narrowed(wanted, _counted(request)))
    own = own_rows(request, themes)
    theme = next((one for one in themes if one.code == wanted.theme), None)
    return {
        "shown": shown_day(request),
        "missing": words_for_unknown(shown_day(request)),
        "answer": answer(rows, theme, own),
        "own": [item for item in own if theme is None or item["code"] == theme.code],
        "rows": rows,
        "filters": [_day_field(request), *_filters(wanted, themes)],
        "exports": _exports(request, "surroundings_export"),
        "clear_url": request.path + shown_day(request).query if wanted != SurroundingsFilter() else "",
    }


def _day_field(request: PageRequest) -> dict[str, Any]:
    shown = shown_day(request)
    return {
        "kind": "date", "name": "as_of", "label": _("As of"), "value": shown.day.isoformat(),
        "latest": shown.present.isoformat(),
    }  # fmt: skip


def _filters(wanted: SurroundingsFilter, themes: list[Theme]) -> list[dict[str, Any]]:
    def choose(name: str, label: str, options: Any) -> dict[str, Any]:
        chosen = getattr(wanted, name)
        offered = [("", _("All")), *options]
        picked = [{"value": value, "label": words, "selected": value == chosen} for value, words in offered]
        return {"kind": "select", "name": name, "label": label, "options": picked}

    def write(name: str, label: str) -> dict[str, Any]:
        return {"kind": "text", "name": name, "label": label, "value": getattr(wanted, name), "placeholder": ""}

    return [
        choose("theme", _("Theme"), [(theme.code, theme.name) for theme in themes]),
        choose("reach", _("Level"), Reach.choices),
        write("region", _("Region")),
        choose("kind", _("Kind"), OutsideBody.Kind.choices),
        choose("position", _("How we relate"), OutsidePosition.Position.choices),
        write("words", _("Name or words")),
    ]


@require_safe
def surroundings_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give who does what, as narrowed, as a file: a line per body and theme."""
    heads = [
        _("Code"), _("Outside body"), _("Kind"), _("Level and region"), _("Theme"), _("What they do"), _("Where"),
        _("Period"), _("How we relate"), _("Explanation"), _("With our activities"), _("Agreements"), _("Source"),
    ]  # fmt: skip
    missing = words_for_unknown(shown_day(request))
    lines = []
    for row in body_rows(request, narrowed(_asked(request), _counted(request))):
        first = [row.code, row.name, row.kind, row.where or missing]
        activities = "; ".join(item["name"] for item in row.activities)
        last = [row.position_word or missing, row.explanation, activities, "; ".join(row.agreements)]
        if not row.roles:
            lines.append([*first, missing, "", "", "", *last, ""])
        for role in row.roles:
            sources = "; ".join(item.label for item in role.evidence)
            lines.append([*first, role.theme, role.what, role.where, role.period, *last, sources])
    return table_file(request, Table(_("Surroundings"), heads, lines), form)


@require_safe
def surroundings_matrix(request: PageRequest, project: str) -> HttpResponse:
    """Show the surroundings as a matrix."""
    return render(request, "partnership/surroundings_matrix.html", _matrix(request))


@kept
def _matrix(request: PageRequest) -> dict[str, Any]:
    asked = request.GET.get("view", "")
    view = asked if asked in VIEWS else "levels"
    themes, bodies = list(Theme.objects.all()), list(outside_bodies(_counted(request)))
    make = rows_by_body if view == "bodies" else rows_by_level
    labels = {"levels": _("Levels by theme"), "bodies": _("Bodies by theme")}
    return {
        "views": [
            {
                "label": label,
                "url": f"{request.path}?{urlencode({'view': name} | shown_day(request).kept)}",
                "current": name == view,
            }
            for name, label in labels.items()
        ],
        "themes": [theme.name for theme in themes],
        "rows": [own_row(request, themes), *make(request, themes, bodies)] if themes else [],
        "hidden": {"view": view} if asked else {},
        "exports": _exports(request, "surroundings_matrix_export"),
        "shown": shown_day(request),
    }


@require_safe
def surroundings_matrix_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the matrix, as it is shown, as a file."""
    matrix = _matrix(request)
    lines = [[row.head, *("; ".join(item.words for item in cell) for cell in row.cells)] for row in matrix["rows"]]
    return table_file(request, Table(_("Surroundings matrix"), ["", *matrix["themes"]], lines), form)


@require_safe
def agreements_page(request: PageRequest, project: str) -> HttpResponse:
    """List what is agreed with whom."""
    context = {
        "rows": agreement_rows(request, list(agreements(_counted(request)))),
        "exports": _exports(request, "agreements_export"),
        "acts": _acts(request),
        "missing": words_for_unknown(shown_day(request)),
        "shown": shown_day(request),
        "tie_url": reverse("partnership:tie_agreement", args=[project])
        if is_offered(request, reasons_against_mapping(request.actor.person, timezone.now()))
        else "",
    }
    return render(request, "partnership/agreements.html", context)


@require_safe
def agreements_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the agreements as a file."""
    heads = [
        _("Agreement"), _("Kind"), _("With whom"), _("About what"), _("Period"), _("Address"), _("Activities"),
        _("Source"),
    ]  # fmt: skip
    missing = words_for_unknown(shown_day(request))
    lines = [
        [
            row["title"], row["kind"], "; ".join(party["name"] for party in row["parties"]), row["about"],
            row["period"] or missing, row["address"], "; ".join(one["name"] for one in row["activities"]),
            "; ".join(item.label for item in row["evidence"]),
        ]
        for row in agreement_rows(request, list(agreements(_counted(request))))
    ]  # fmt: skip
    return table_file(request, Table(_("Agreements"), heads, lines), form)


def find_body(code: str, counted: Counted | None = None) -> OutsideBody:
    """Return an outside body by the code of its organisation, or answer that there is nothing here."""
    found = outside_bodies(counted).filter(organisation__code=code).first()
    if found is None:
        raise Http404
    return found


@require_safe
def outside_body(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Answer “how do we relate to them?” for one body."""
    counted = _counted(request)
    body = find_body(code, counted)
    (row,) = body_rows(request, [body])
    evidences = Evidences(request, [body, body.organisation])
    may_write = is_offered(request, reasons_against_mapping(request.actor.person, timezone.now()))
    routes = ("take_position", "name_outside_role") if may_write else ()
    context = {
        "shown": shown_day(request),
        "missing": words_for_unknown(shown_day(request)),
        "body": row,
        "held": position_of(body) is not None,
        "role": body.organisation.role,
        "note": body.organisation.note,
        "facts": [
            {"term": _("Level"), "value": "" if body.reach == Reach.NOT_STATED else str(body.get_reach_display())},
            {"term": _("Region"), "value": body.region},
            {"term": _("Whom to ask for"), "value": body.contact_function},
        ],
        "where": say_where(body.reach, body.region),
        "evidence": [*evidences.of(body.organisation), *evidences.of(body)],
        "positions": position_rows(request, body),
        "agreements": agreement_rows(request, list(agreements(counted).filter(parties__body=body))),
        "acts": {route: reverse(f"partnership:{route}", args=[project, code]) for route in routes},
        "crumbs": [
            {
                "label": _("Surroundings"),
                "url": reverse("partnership:surroundings", args=[project]) + shown_day(request).query,
            },
            {"label": row.name, "url": ""},
        ],
        "organisation_url": reverse("partnership:organisation", args=[project, code]) + shown_day(request).query,
    }
    return render(request, "partnership/outside_body.html", context)
