"""What is possible now: from whom to whom, of which category, how recognisable, and by which ground."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.sharing.queries.grounds import IN_FORCE, Chosen, chosen_grounds
from vlechtwerk.domains.sharing.queries.matrix import (
    Cell,
    How,
    Matrix,
    Party,
    levels_between,
    matrix_of,
    parties_of_project,
)
from vlechtwerk.engines.documents.handing_out.table import as_csv
from vlechtwerk.engines.policy.facts import LEVELS
from vlechtwerk.engines.policy.grounds import LAW, MODEL_COVENANT, Clause
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing import matrix_rows as rows
from vlechtwerk.interfaces.web.sharing.ground_words import needs_in_words
from vlechtwerk.interfaces.web.sharing.marks import LEVEL_WORDS, SHORT_CATEGORIES
from vlechtwerk.interfaces.web.words import say_article, say_capacity


def _asked(request: PageRequest) -> tuple[Chosen, tuple[Party, ...], str]:
    chosen = chosen_grounds(request.GET.get("law", ""), shown_day(request).day)
    level = request.GET.get("level", "")
    parties = tuple(replace(party, capacity=say_capacity(party.capacity)) for party in parties_of_project())
    return chosen, parties, level if level in LEVELS else ""


@require_safe
def matrix(request: PageRequest, project: str) -> HttpResponse:
    """Show the matrix, or what one receiver can get, with one cell spelled out."""
    chosen, parties, level = _asked(request)
    found = matrix_of(chosen.grounds, parties, level)
    receiver = next((party for party in parties if party.key == request.GET.get("receiver")), None)
    mine = receiver or _own_party(request, parties)
    cell = _chosen_cell(found, request.GET.get("cell", ""), mine)
    key = rows.cell_key(cell) if cell else ""

    def address(other: str) -> str:
        return _address(request, cell=other) + "#chosen"

    context = {
        "chosen": chosen,
        "heading": _heading(chosen),
        "warning": _warning(chosen),
        "lead": _lead(chosen),
        "filters": _filters(request, chosen, parties),
        "filters_on": filters_on(request, chosen),
        # Under another law the same cell is spelled out.
        "hidden": {"cell": key} if key else {},
        "shown": shown_day(request),
        "exports": [{"label": _("As a table (CSV)"), "url": _export_address(request, project)}],
        "legend": rows.legend(found),
        "combinations": sum(count for how, count in found.counts().items() if how != How.OWN),
        "parties": parties,
        "groups": rows.column_groups(parties),
        "rows": rows.table_rows(found, key, address) if receiver is None else [],
        "receiver": receiver,
        "mine": mine,
        "list": rows.receiver_rows(found, mine, key, address) if mine else [],
        "cell": _spelled_out(request, project, chosen, parties, cell) if cell else None,
    }
    return render(request, "sharing/matrix.html", context)


@require_safe
def export(request: PageRequest, project: str) -> HttpResponse:
    """Give the whole matrix as a table: one row for each level between two parties."""
    chosen, parties, _level = _asked(request)
    heads = [
        _("Gives"), _("Capacity"), _("Category"), _("Receives"), _("Capacity"), _("Level"), _("Possible"),
        _("Ground"), _("Conditions"), _("How sure"),
    ]  # fmt: skip
    lines = [
        _line(cell, possible)
        for _giver, _category, cells in matrix_of(chosen.grounds, parties).rows
        for cell in cells
        if cell.possible.how != How.OWN
        for possible in levels_between(chosen.grounds, cell.giver, cell.category, cell.receiver)
    ]
    origin = _("invented") if request.actor.project.origin == "invented" else request.actor.project.code
    answer = HttpResponse(as_csv(heads, lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{project}-{origin}-{chosen.law}.csv"'
    return answer


def _line(cell: Cell, possible: Any) -> list[str]:
    return [
        cell.giver.name,
        cell.giver.capacity,
        str(SHORT_CATEGORIES[cell.category]),
        cell.receiver.name,
        cell.receiver.capacity,
        str(LEVEL_WORDS[possible.level]),
        str(rows.HOW_WORDS[possible.how]),
        "; ".join(say_article(clause.article) for clause in possible.clauses) or say_article(possible.closed_by),
        "; ".join(str(words) for words in needs_in_words(possible.needs)),
        ", ".join(sorted({clause.reading for clause in possible.clauses})),
    ]


def _own_party(request: PageRequest, parties: Sequence[Party]) -> Party | None:
    appointment = request.actor.appointment
    kind = appointment.capacity.kind if appointment.capacity else ""
    mine = [party for party in parties if (party.organisation, party.kind) == (appointment.organisation.code, kind)]
    return next(iter([*mine, *parties]), None)


def _chosen_cell(found: Matrix, asked: str, mine: Party | None) -> Cell | None:
    """Return the cell asked for; else one that tells most: what the reader cannot get."""
    cells = [cell for _giver, _category, line in found.rows for cell in line if cell.possible.how != How.OWN]
    for cell in cells:
        if rows.cell_key(cell) == asked:
            return cell
    order = sorted(cells, key=lambda cell: (cell.possible.how != How.CLOSED, cell.receiver != mine))
    return order[0] if order else None


def _address(request: PageRequest, **changed: str) -> str:
    kept = {name: request.GET[name] for name in ("law", "as_of", "receiver", "level", "cell") if request.GET.get(name)}
    return "?" + urlencode(kept | changed)


def _export_address(request: PageRequest, project: str) -> str:
    return reverse("sharing:matrix_export", args=[project]) + _address(request)


def _heading(chosen: Chosen) -> str:
    """Return which ways the page shows, with the grounds that they rest on."""
    if chosen.covenant is not None:
        return _("What is possible by the law and the covenant “%(name)s”") % {"name": chosen.covenant.name}
    if chosen.law == MODEL_COVENANT:
        return _("What would be possible with the model covenant (not in force)")
    return _("What is possible by the law only")


def _warning(chosen: Chosen) -> str:
    """Say what holds when the page shows something else."""
    if chosen.law == MODEL_COVENANT and chosen.in_force is not None:
        words = _("This is not what holds. In force are the law and the covenant “%(name)s”.")
        return words % {"name": chosen.in_force.name}
    if chosen.law == MODEL_COVENANT:
        return _("This is not what holds. No covenant is in force: only the law holds.")
    if chosen.law == LAW and chosen.in_force is not None:
        words = _("This is not all that holds. The covenant “%(name)s” is in force too.")
        return words % {"name": chosen.in_force.name}
    return ""


def filters_on(request: PageRequest, chosen: Chosen) -> int:
    """Return how many filters differ from what is shown without any."""
    usual = IN_FORCE if chosen.in_force is not None else LAW
    narrowed = [request.GET.get("receiver"), request.GET.get("level"), shown_day(request).is_past]
    return sum(map(bool, [*narrowed, chosen.law != usual]))


def _lead(chosen: Chosen) -> str:
    if chosen.covenant is not None:
        return _("The law and the covenant “%(name)s” open these ways.") % {"name": chosen.covenant.name}
    if chosen.law == MODEL_COVENANT:
        return _("This is what the model covenant would open beside the law. It opens nothing until it is in force.")
    return _("Without a covenant only the ways hold that the law gives by itself.")


def law_options(chosen: Chosen) -> list[dict[str, Any]]:
    """Return the choice of law, as far as there is something to choose."""
    options = [(LAW, _("The law only"))]
    if chosen.in_force is not None:
        options.append((IN_FORCE, _("Covenant in force: %(name)s") % {"name": chosen.in_force.name}))
    options.append((MODEL_COVENANT, _("The model covenant (not in force)")))
    return [{"value": value, "label": label, "selected": value == chosen.law} for value, label in options]


def _filters(request: PageRequest, chosen: Chosen, parties: Sequence[Party]) -> list[dict[str, Any]]:
    shown, receiver, level = shown_day(request), request.GET.get("receiver", ""), request.GET.get("level", "")
    receivers = [{"value": "", "label": _("all partners"), "selected": not receiver}] + [
        {
            "value": party.key,
            "label": f"{party.name}, {party.capacity.lower()}",
            "selected": party.key == receiver,
        }
        for party in parties
    ]
    levels = [{"value": "", "label": _("the highest that is possible"), "selected": not level}] + [
        {"value": item.value, "label": LEVEL_WORDS[item.value], "selected": item.value == level} for item in LEVELS[1:]
    ]
    return [
        {"kind": "select", "name": "law", "label": _("Which law?"), "options": law_options(chosen)},
        {
            "kind": "date", "name": "as_of", "label": _("As of"), "value": shown.day.isoformat(),
            "latest": shown.present.isoformat(),
        },
        {"kind": "select", "name": "receiver", "label": _("I receive as"), "options": receivers},
        {"kind": "select", "name": "level", "label": _("Level"), "options": levels},
    ]  # fmt: skip


def _spelled_out(
    request: PageRequest, project: str, chosen: Chosen, parties: tuple[Party, ...], cell: Cell
) -> dict[str, Any]:
    law = f"?law={chosen.law}"

    def clause_address(clause: Clause) -> str:
        return reverse("sharing:clause", args=[project, clause.id]) + law

    levels = levels_between(chosen.grounds, cell.giver, cell.category, cell.receiver)
    key = rows.cell_key(cell)
    other = None
    if chosen.law != MODEL_COVENANT:
        model = chosen_grounds(MODEL_COVENANT, shown_day(request).day).grounds
        changed = levels_between(model, cell.giver, cell.category, cell.receiver)
        other = {
            "changes": [level.how for level in changed] != [level.how for level in levels],
            "url": _address(request, law=MODEL_COVENANT, cell=key) + "#chosen",
        }
    return {
        "giver": cell.giver,
        "receiver": cell.receiver,
        "category": SHORT_CATEGORIES[cell.category],
        "levels": [rows.level_row(level, clause_address) for level in levels],
        "reverse": rows.reverse_rows(chosen.grounds, cell.giver, cell.receiver),
        "model": other,
        "reverse_url": _reverse_address(request, chosen, parties, cell),
    }


def _reverse_address(request: PageRequest, chosen: Chosen, parties: tuple[Party, ...], cell: Cell) -> str:
    back = matrix_of(chosen.grounds, parties)
    for giver, category, _cells in back.rows:
        if giver == cell.receiver:
            key = f"{giver.key}~{category}~{cell.giver.key}"
            return _address(request, cell=key) + "#chosen"
    return ""
