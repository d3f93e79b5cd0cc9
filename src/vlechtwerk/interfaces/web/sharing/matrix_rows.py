"""The matrix of what is possible, ready to print: cells, the list for one receiver, and one cell spelled out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.sharing.queries.matrix import (
    POLICE_DOMAIN,
    Cell,
    How,
    Matrix,
    Party,
    Possible,
    categories_of,
    levels_between,
)
from vlechtwerk.engines.policy.facts import LEVELS, CapacityKind
from vlechtwerk.engines.policy.grounds import Clause, Grounds
from vlechtwerk.interfaces.web.sharing.ground_words import clause_words, needs_in_words, short_article
from vlechtwerk.interfaces.web.sharing.marks import LEVEL_WORDS, SHORT_CATEGORIES
from vlechtwerk.interfaces.web.words import say_article

Words = str | Promise

HOW_WORDS: dict[How, Words] = {
    How.FREE: gettext_lazy("Yes"),
    How.CONDITION: gettext_lazy("On a condition"),
    How.ONCE: gettext_lazy("Once"),
    How.CLOSED: gettext_lazy("No"),
    How.OWN: gettext_lazy("own data"),
}
HOW_ICONS = {How.FREE: "met", How.CONDITION: "partly_met", How.ONCE: "partly_met", How.CLOSED: "not_met"}
REGIMES: Sequence[tuple[Words, Callable[[str], bool]]] = (
    (gettext_lazy("police domain (Wpg)"), lambda kind: kind in POLICE_DOMAIN),
    (gettext_lazy("prosecution (Wjsg)"), lambda kind: kind == CapacityKind.PROSECUTION),
    (
        gettext_lazy("outside the police domain"),
        lambda kind: kind not in POLICE_DOMAIN and kind != CapacityKind.PROSECUTION,
    ),
)


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell as the table shows it: the level, the article, and where it is spelled out."""

    key: str
    look: str
    level: Words
    note: str
    doubt: bool
    url: str
    current: bool
    receiver: str
    receiver_capacity: str


def cell_key(cell: Cell) -> str:
    """Return what names a cell in an address."""
    return f"{cell.giver.key}~{cell.category}~{cell.receiver.key}"


def regime_of(kind: str) -> int:
    """Return the place of the regime that a capacity falls under."""
    return next(place for place, (_words, holds) in enumerate(REGIMES) if holds(kind))


def column_groups(parties: Sequence[Party]) -> list[dict[str, Any]]:
    """Return the regimes above the columns, each with how many columns it spans."""
    groups = []
    for place, (words, _holds) in enumerate(REGIMES):
        number = sum(1 for party in parties if regime_of(party.kind) == place)
        if number:
            groups.append({"words": words, "number": number})
    return groups


def cell_row(cell: Cell, chosen: str, address: Callable[[str], str]) -> CellRow:
    """Return a cell ready to print."""
    possible = cell.possible
    key = cell_key(cell)
    return CellRow(
        key=key,
        look=_look(possible),
        level=LEVEL_WORDS[possible.level] if possible.how != How.OWN else HOW_WORDS[How.OWN],
        note=_note(possible),
        doubt=possible.from_memory and possible.how != How.CLOSED,
        url="" if possible.how == How.OWN else address(key),
        current=key == chosen,
        receiver=cell.receiver.name,
        receiver_capacity=cell.receiver.capacity.lower(),
    )


def _look(possible: Possible) -> str:
    return f"free-{possible.level}" if possible.how == How.FREE else possible.how.value


def _note(possible: Possible) -> str:
    if possible.how == How.OWN:
        return ""
    if possible.how == How.CLOSED:
        return _("%(article)s closes") % {"article": short_article(possible.closed_by)}
    article = short_article(possible.clauses[0].article)
    if possible.how == How.CONDITION:
        return _("%(article)s, if") % {"article": article}
    return _("%(article)s, once") % {"article": article} if possible.how == How.ONCE else article


def table_rows(matrix: Matrix, chosen: str, address: Callable[[str], str]) -> list[dict[str, Any]]:
    """Return the rows of the table; the first row of a giver names it, the first of a regime is ruled off."""
    rows: list[dict[str, Any]] = []
    giver, regime = None, None
    for party, category, cells in matrix.rows:
        rows.append(
            {
                "giver": party.short_name if party != giver else "",
                "full_name": party.name,
                "giver_words": f"{party.name}, {party.capacity.lower()}",
                "capacity": party.capacity.lower() if party != giver else "",
                "span": sum(1 for other, _category, _cells in matrix.rows if other == party),
                "category": SHORT_CATEGORIES[category],
                "new_regime": regime is not None and regime != regime_of(party.kind),
                "cells": [cell_row(cell, chosen, address) for cell in cells],
            }
        )
        giver, regime = party, regime_of(party.kind)
    return rows


def receiver_rows(matrix: Matrix, receiver: Party, chosen: str, address: Callable[[str], str]) -> list[dict[str, Any]]:
    """Return what one receiver can get, by giver: for narrow screens and for who asks about one receiver."""
    rows: list[dict[str, Any]] = []
    for party, category, cells in matrix.rows:
        cell = next(item for item in cells if item.receiver == receiver)
        if cell.possible.how == How.OWN:
            continue
        if not rows or rows[-1]["key"] != party.key:
            rows.append({"key": party.key, "giver": party.name, "capacity": party.capacity.lower(), "cells": []})
        rows[-1]["cells"].append({"category": SHORT_CATEGORIES[category], "cell": cell_row(cell, chosen, address)})
    return rows


def legend(matrix: Matrix) -> list[dict[str, Any]]:
    """Return the legend with its counts; the counts add up to all cells between different parties."""
    counts = matrix.counts()
    free = {level.value: 0 for level in reversed(LEVELS)}
    for _giver, _category, cells in matrix.rows:
        for cell in cells:
            if cell.possible.how == How.FREE:
                free[cell.possible.level] += 1
    rows = [
        {
            "look": f"free-{level}",
            "number": number,
            "words": _("%(level)s, without more") % {"level": LEVEL_WORDS[level]},
        }
        for level, number in free.items()
        if number or level == LEVELS[-1]
    ]
    words = {
        How.CONDITION: _("on a condition (if)"),
        How.ONCE: _("once"),
        How.CLOSED: _("knowledge only"),
    }
    return rows + [{"look": how.value, "number": counts[how], "words": word} for how, word in words.items()]


def level_row(possible: Possible, clause_address: Callable[[Clause], str]) -> dict[str, Any]:
    """Return one level of a chosen cell: whether it is possible, by which clauses, and on what conditions."""
    return {
        "level": possible.level,
        "level_word": LEVEL_WORDS[possible.level],
        "look": HOW_ICONS[possible.how],
        "how": HOW_WORDS[possible.how],
        "clauses": [
            {
                "article": say_article(clause.article),
                "words": clause_words(clause),
                "url": clause_address(clause),
                "reading": clause.reading,
            }
            for clause in possible.clauses
        ],
        "closed_by": "" if possible.clauses else say_article(possible.closed_by),
        "needs": needs_in_words(possible.needs),
        "legal": needs_in_words(possible.legal),
    }


def reverse_rows(grounds: Grounds, giver: Party, receiver: Party) -> list[dict[str, Any]]:
    """Return the opposite direction: what the receiver can give back, and how far."""
    rows = []
    for category in categories_of(grounds, receiver.kind):
        levels = levels_between(grounds, receiver, category, giver)
        reachable = [level for level in levels if level.how != How.CLOSED]
        highest = reachable[-1] if reachable else levels[0]
        closed = highest.level == LEVELS[0]
        rows.append(
            {
                "category": SHORT_CATEGORIES[category],
                "level": highest.level,
                "level_word": LEVEL_WORDS[highest.level],
                "note": _note(levels[-1]) if closed else _note(highest),
            }
        )
    return rows
