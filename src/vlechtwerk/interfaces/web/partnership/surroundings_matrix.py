"""The surroundings as a matrix: bodies by theme, or levels by theme with the bodies named in each cell."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import OutsideBody, Reach, Theme
from vlechtwerk.domains.programme.queries.surroundings import OwnWork, own_work
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership.surroundings_rows import link, own_links, say_where


@dataclass(frozen=True, slots=True)
class CellItem:
    """What stands in a cell: words that may lead somewhere."""

    words: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: its head, and its cells in the order of the themes."""

    head: str
    url: str
    note: str
    cells: tuple[tuple[CellItem, ...], ...]
    own: bool = False


def own_row(request: PageRequest, themes: Sequence[Theme]) -> MatrixRow:
    """Return the row of our own work, which stands first."""
    work = own_work()
    cells = tuple(
        tuple(
            CellItem(item["name"], item["url"], item["kind"])
            for item in own_links(request, work.get(theme.id, OwnWork()))
        )
        for theme in themes
    )
    return MatrixRow(_("We ourselves"), "", "", cells, own=True)


def rows_by_body(request: PageRequest, themes: Sequence[Theme], bodies: Sequence[OutsideBody]) -> list[MatrixRow]:
    """Return a row per outside body, with what it does on each theme."""
    rows = []
    for body in bodies:
        done: dict[object, list[CellItem]] = defaultdict(list)
        for role in body.roles.all():
            done[role.theme_id].append(CellItem(role.what, "", say_where(role.reach, role.region)))
        url = link(request, "partnership:outside_body", body.organisation.code)
        cells = tuple(tuple(done[theme.id]) for theme in themes)
        rows.append(MatrixRow(body.organisation.name, url, str(body.get_kind_display()), cells))
    return rows


def rows_by_level(request: PageRequest, themes: Sequence[Theme], bodies: Sequence[OutsideBody]) -> list[MatrixRow]:
    """Return a row per level, with the bodies that work there on each theme."""
    found: dict[tuple[str, object], dict[str, CellItem]] = defaultdict(dict)
    for body in bodies:
        url = link(request, "partnership:outside_body", body.organisation.code)
        for role in body.roles.all():
            cell = CellItem(body.organisation.name, url, role.region)
            found[role.reach, role.theme_id].setdefault(body.organisation.code, cell)
    return [
        MatrixRow(str(reach.label), "", "", tuple(tuple(found[reach.value, theme.id].values()) for theme in themes))
        for reach in Reach
        if any((reach.value, theme.id) in found for theme in themes)
    ]
