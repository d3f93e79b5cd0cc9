"""Two versions of the map side by side, as they are printed: in words, as a drawing, and as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.programme.models import FocusArea, MapNode
from vlechtwerk.domains.programme.queries.map_drafts import Side
from vlechtwerk.engines.documents.outcome_map import SideBySide, SideCard, draw_side_by_side
from vlechtwerk.engines.documents.outcome_map.comparison import Became, Change, Comparison
from vlechtwerk.engines.documents.outcome_map.written import WrittenLink, WrittenMap, WrittenNode
from vlechtwerk.interfaces.web.programme.link_words import say_link
from vlechtwerk.interfaces.web.table_files import Table

# The kinds of change in the order in which they are counted.
COUNTED = (
    Change.ADDED,
    Change.DROPPED,
    Change.RENAMED,
    Change.SPLIT,
    Change.MERGED,
    Change.MOVED,
    Change.REARRANGED,
)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """What became of nodes or of a link, ready to print."""

    kind: str
    before: tuple[str, ...]
    change: str
    after: tuple[str, ...]
    detail: str = ""


def say_change(row: Became) -> str:
    """Name a change in one or two words."""
    return {
        Change.UNCHANGED: _("unchanged"),
        Change.RENAMED: _("renamed"),
        Change.MOVED: _("put elsewhere"),
        Change.RENAMED_AND_MOVED: _("renamed and moved"),
        Change.SPLIT: _("split into %(count)s") % {"count": len(row.after)},
        Change.MERGED: _("merged from %(count)s") % {"count": len(row.before)},
        Change.REARRANGED: _("rearranged"),
        Change.ADDED: _("added"),
        Change.DROPPED: _("dropped"),
    }[row.change]


def compared_rows(comparison: Comparison) -> list[ComparedRow]:
    """Return what became of every node, in the order of the first version."""
    areas = dict(FocusArea.objects.values_list("code", "name"))
    return [_row(row, areas) for row in comparison.nodes]


def changed_rows(comparison: Comparison) -> list[ComparedRow]:
    """Return only what did not stay as it was."""
    areas = dict(FocusArea.objects.values_list("code", "name"))
    return [_row(row, areas) for row in comparison.changed]


def _row(row: Became, areas: dict[str, str]) -> ComparedRow:
    first = (row.before or row.after)[0]
    return ComparedRow(
        str(MapNode.Kind(first.kind).label),
        tuple(node.title for node in row.before),
        say_change(row),
        tuple(node.title for node in row.after),
        _moved(row, areas),
    )


def _moved(row: Became, areas: dict[str, str]) -> str:
    """Say from where to where a node moved."""
    if not row.moved:
        return ""
    old, new = row.before[0], row.after[0]
    words = []
    for name in row.moved:
        if name == "kind":
            ends = str(MapNode.Kind(old.kind).label), str(MapNode.Kind(new.kind).label)
        elif name == "focus_area":
            ends = areas.get(old.focus_area, old.focus_area) or "–", areas.get(new.focus_area, new.focus_area) or "–"
        else:
            ends = old.parent or "–", new.parent or "–"
        heading = {"kind": _("column"), "focus_area": _("focus area"), "parent": _("below")}[name]
        words.append(_("%(what)s: from %(old)s to %(new)s") % {"what": heading, "old": ends[0], "new": ends[1]})
    return "; ".join(words)


def link_rows(comparison: Comparison, before: WrittenMap, after: WrittenMap) -> list[ComparedRow]:
    """Return the links that were added and dropped."""
    return [
        *_links(comparison.links_dropped, before, _("link dropped"), is_new=False),
        *_links(comparison.links_added, after, _("link added"), is_new=True),
    ]


def _links(links: Iterable[WrittenLink], written: WrittenMap, change: str, *, is_new: bool) -> list[ComparedRow]:
    titles = {node.code: node.title for node in written.nodes}
    rows = []
    for link in links:
        words = {"start": titles[link.start], "kind": say_link(link.kind), "end": titles[link.end]}
        said = (_("%(start)s %(kind)s %(end)s") % words,)
        rows.append(
            ComparedRow(_("Line of the map"), () if is_new else said, change, said if is_new else (), link.assumption)
        )
    return rows


def say_counts(comparison: Comparison) -> list[str]:
    """Count what changed, kind by kind."""
    changes = [row.change for row in comparison.changed]
    counts = {change: changes.count(change) for change in COUNTED}
    both = changes.count(Change.RENAMED_AND_MOVED)
    counts[Change.RENAMED] += both
    counts[Change.MOVED] += both
    words = {
        Change.ADDED: ngettext("%(count)s node added", "%(count)s nodes added", counts[Change.ADDED]),
        Change.DROPPED: ngettext("%(count)s dropped", "%(count)s dropped", counts[Change.DROPPED]),
        Change.RENAMED: ngettext("%(count)s renamed", "%(count)s renamed", counts[Change.RENAMED]),
        Change.SPLIT: ngettext("%(count)s split", "%(count)s split", counts[Change.SPLIT]),
        Change.MERGED: ngettext("%(count)s merger", "%(count)s mergers", counts[Change.MERGED]),
        Change.MOVED: ngettext("%(count)s moved", "%(count)s moved", counts[Change.MOVED]),
        Change.REARRANGED: ngettext("%(count)s rearranged", "%(count)s rearranged", counts[Change.REARRANGED]),
    }
    said = [words[change] % {"count": counts[change]} for change in COUNTED if counts[change]]
    added, dropped = len(comparison.links_added), len(comparison.links_dropped)
    if added:
        said.append(ngettext("%(count)s link added", "%(count)s links added", added) % {"count": added})
    if dropped:
        said.append(ngettext("%(count)s link dropped", "%(count)s links dropped", dropped) % {"count": dropped})
    return said


def compared_table(comparison: Comparison, before: Side, after: Side) -> Table:
    """Return all rows as a table that leaves as a file."""
    heads = [_("Kind"), before.written.name, _("Became"), after.written.name, _("Detail")]
    rows = [*changed_rows(comparison), *link_rows(comparison, before.written, after.written)]
    rows += [row for row in compared_rows(comparison) if row.change == _("unchanged")]
    name = f"{_('Side by side')} {before.written.code} {after.written.code}"
    return Table(
        name, heads, [[row.kind, ", ".join(row.before), row.change, ", ".join(row.after), row.detail] for row in rows]
    )


def side_drawing(comparison: Comparison, before: Side, after: Side, heads: Sequence[tuple[str, str]]) -> str:
    """Draw the two throughput columns with lines for what became of what."""
    notes: dict[tuple[bool, str], tuple[str, bool]] = {}
    lines: list[tuple[str, str, bool]] = []
    for row in comparison.nodes:
        said = "" if row.change is Change.UNCHANGED else say_change(row)
        alone = row.change in (Change.ADDED, Change.DROPPED)
        for is_after, nodes in ((False, row.before), (True, row.after)):
            for node in nodes:
                notes[is_after, node.code] = (said, alone)
        lines += [(old.code, new.code, bool(said)) for old in row.before for new in row.after]
    areas = dict(FocusArea.objects.values_list("code", "name"))
    left, right = heads
    return draw_side_by_side(
        SideBySide(
            title=_("Outcome map: two versions side by side"),
            description=_(
                "Two columns of activities; a line leads from what was to what it became. The table holds the same."
            ),
            heads=(left, right),
            before=_cards(before.written, areas, notes, is_after=False),
            after=_cards(after.written, areas, notes, is_after=True),
            lines=tuple(lines),
        )
    )


def _cards(
    written: WrittenMap, areas: dict[str, str], notes: dict[tuple[bool, str], tuple[str, bool]], *, is_after: bool
) -> tuple[SideCard, ...]:
    activities = {node.code: node for node in written.nodes if node.kind == MapNode.Kind.ACTIVITY}
    order = [*areas, ""]
    return tuple(
        SideCard(
            node.code,
            areas.get(node.focus_area, "") or _("Work process"),
            node.title,
            *notes.get((is_after, node.code), ("", False)),
            is_part=node.parent in activities,
        )
        for node in sorted(activities.values(), key=lambda node: _place(node, order))
    )


def _place(node: WrittenNode, order: list[str]) -> int:
    return order.index(node.focus_area) if node.focus_area in order else len(order)


def compared_context(comparison: Comparison | None, before: Side, after: Side, heads: Any) -> dict[str, Any]:
    """Return what the page shows of two versions side by side."""
    if comparison is None:
        return {"no_lineage": True, "heads": heads}
    rows = changed_rows(comparison)
    unchanged = len(comparison.nodes) - len(comparison.changed)
    return {
        "no_lineage": False,
        "heads": heads,
        "is_same": comparison.is_same,
        "counts": say_counts(comparison),
        "rows": rows,
        "links": link_rows(comparison, before.written, after.written),
        "unchanged": ngettext("%(count)s node is unchanged.", "%(count)s nodes are unchanged.", unchanged)
        % {"count": unchanged},
        "drawing": side_drawing(comparison, before, after, heads),
    }
