"""The outcome map as it is shown: nodes in columns, the lines between them, and the path of a chosen node."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.models import ActivityStatus, Hindrance, MapLink, MapNode
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.models.status import GoalReached
from vlechtwerk.domains.programme.queries.activities import hindrances_on, statuses_as_of, units_as_of
from vlechtwerk.domains.programme.queries.as_of import AsOf
from vlechtwerk.domains.programme.queries.map import MapContents, on_a_path
from vlechtwerk.domains.programme.queries.preconditions import verdicts_as_of
from vlechtwerk.domains.programme.words.telling import say_possible
from vlechtwerk.engines.documents.outcome_map import CONTRIBUTES, HOLDS_UP, MERGED, Band, Card, Column, Line, OutcomeMap

# Drawn below the outcomes, in their column.
SOCIETY = "society"
COLUMN_OF = {
    MapNode.Kind.PRECONDITION: "input",
    MapNode.Kind.ACTIVITY: "throughput",
    MapNode.Kind.OUTPUT: "output",
    MapNode.Kind.OBSERVABLE_EFFECT: "outcome",
    MapNode.Kind.EFFECT_ON_SOCIETY: SOCIETY,
}


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One node, ready to print."""

    code: str
    column: str
    title: str
    url: str
    area: str
    area_name: str
    is_part: bool
    status: str
    status_word: str
    # Said instead of a status when none surely held on the day shown.
    status_missing: str
    verdict: str
    verdict_word: str
    note: str
    note_is_warning: bool
    inferred: bool
    explanation: str
    relations: tuple[str, ...] = ()
    held_up: bool = False
    on_path: bool = True
    selected: bool = False

    @property
    def spoken(self) -> str:
        """Return the name for a screen reader: the words on the card in their order."""
        return " ".join(word for word in (self.title, self.note, self.state) if word)

    @property
    def state(self) -> str:
        """Return how it stands, in words; nothing where that is not asked."""
        return self.status_word or self.verdict_word or self.status_missing


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """All that is drawn: nodes in plan order and lines; the same for the drawing and for the list."""

    nodes: tuple[NodeRow, ...]
    lines: tuple[Line, ...]
    selected: NodeRow | None

    def in_column(self, column: str) -> list[NodeRow]:
        """Return the nodes of one column."""
        return [node for node in self.nodes if node.column == column]


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes of a column that stand together: the activities of a focus area."""

    name: str
    nodes: tuple[NodeRow, ...]


@dataclass(frozen=True, slots=True)
class ColumnRows:
    """A column with what stands in it."""

    key: str
    title: str
    subtitle: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many nodes stand in it."""
        return sum(len(group.nodes) for group in self.groups)


def leads_nowhere(_code: str) -> str:
    """Return no address: on paper a node leads nowhere."""
    return ""


def drawn_map(
    contents: MapContents, day: date, chosen: str = "", url_of: Callable[[str], str] = leads_nowhere
) -> DrawnMap:
    """Gather what is drawn of a version as of a day; a chosen code that is not on it chooses nothing.

    url_of: where a node leads, by its code.
    """
    shows = contents.version.shows_status
    ids = [activity.id for found in contents.activities.values() for activity in found]
    statuses = statuses_as_of(ids, day) if shows else {}
    needed = [node.precondition_id for node in contents.nodes if node.precondition_id]
    verdicts = verdicts_as_of(needed, day) if shows else {}
    # A whole of which the parts have statuses has none of its own, and misses none.
    units = frozenset(units_as_of(day).filter(id__in=ids).values_list("id", flat=True)) if shows else frozenset()
    statuses_of = {unit: status for unit, status in statuses.items() if unit in units or status.known}
    nodes = [
        _node(node, contents, statuses_of, verdicts, url_of(node.code))
        for node in contents.nodes
        if node.kind in COLUMN_OF
    ]
    lines = _lines(contents, statuses, list(hindrances_on(day).filter(activity__in=ids)) if shows else [])
    known = {node.code for node in nodes}
    lines = [line for line in lines if line.start in known and line.end in known]
    chosen = chosen if chosen in known else ""
    path = on_a_path({(line.start, line.end) for line in lines}, chosen) if chosen else known
    titles = {node.code: node.title for node in nodes}
    relations = _relations(lines, titles)
    held = {line.end for line in lines if line.kind == HOLDS_UP}
    printed = tuple(
        replace(
            node,
            relations=tuple(relations.get(node.code, ())),
            held_up=node.code in held,
            on_path=node.code in path,
            selected=node.code == chosen,
        )
        for node in nodes
    )
    return DrawnMap(printed, tuple(lines), next((node for node in printed if node.selected), None))


def _node(
    node: MapNode,
    contents: MapContents,
    statuses: dict[UUID, AsOf[ActivityStatus]],
    verdicts: dict[UUID, Verdict],
    url: str,
) -> NodeRow:
    shows = contents.version.shows_status
    stands_for = contents.activities.get(node.id, ())
    status = statuses.get(stands_for[0].id) if len(stands_for) == 1 else None
    known = status.known if status else None
    verdict = verdicts.get(node.precondition_id, Verdict.UNKNOWN) if node.precondition_id and shows else None
    note, warning = _note(node, known, len(stands_for) > 1)
    return NodeRow(
        code=node.code,
        column=COLUMN_OF[MapNode.Kind(node.kind)],
        title=node.title,
        url=url,
        area=node.focus_area.code if node.focus_area else "",
        area_name=node.focus_area.name if node.focus_area else _("Work process"),
        is_part=node.parent is not None and node.parent.kind == MapNode.Kind.ACTIVITY,
        status=known.status if known else "",
        status_word=str(known.get_status_display()) if known else "",
        status_missing=say_possible(status.possible) or _("status not known on this day")
        if status and not known
        else "",
        verdict=verdict or "",
        verdict_word=str(verdict.label) if verdict else "",
        note=note,
        note_is_warning=warning,
        inferred=node.inferred,
        explanation=node.explanation,
    )


def _say_missing(status: AsOf[ActivityStatus] | None) -> str:
    if status is None or status.known:
        return ""
    return say_possible(status.possible) or _("status not known on this day")


def _note(node: MapNode, known: ActivityStatus | None, became_several: bool) -> tuple[str, bool]:
    if became_several:
        return _("became several activities"), False
    if known is not None and known.goal_reached == GoalReached.NO:
        return _("goal not reached"), True
    return (known.note if known else ""), False


def _lines(
    contents: MapContents, statuses: dict[UUID, AsOf[ActivityStatus]], hindrances: Sequence[Hindrance]
) -> list[Line]:
    codes = {node.id: node.code for node in contents.nodes}
    node_of_activity = {activity.id: codes[node] for node, found in contents.activities.items() for activity in found}
    node_of_precondition = {node.precondition_id: node.code for node in contents.nodes if node.precondition_id}
    lines = [
        Line(codes[link.from_node_id], codes[link.to_node_id], CONTRIBUTES)
        for link in contents.links
        if link.kind == MapLink.Kind.CONTRIBUTES_TO
    ]
    for hindrance in hindrances:
        start = node_of_precondition.get(hindrance.precondition_id) if hindrance.precondition_id else None
        end = node_of_activity.get(hindrance.activity_id)
        if start and end:
            lines.append(Line(start, end, HOLDS_UP))
    for activity_id, status in statuses.items():
        into = status.known.merged_into_id if status.known else None
        if into is not None and into in node_of_activity and activity_id in node_of_activity:
            lines.append(Line(node_of_activity[activity_id], node_of_activity[into], MERGED))
    return list(dict.fromkeys(lines))


def _relations(lines: Sequence[Line], titles: dict[str, str]) -> dict[str, list[str]]:
    """Say each line in words, at both of its ends."""
    said: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        start, end = {"name": titles[line.start]}, {"name": titles[line.end]}
        if line.kind == HOLDS_UP:
            said[line.start].append(_("holds up %(name)s") % end)
            said[line.end].append(_("held up by %(name)s") % start)
        elif line.kind == MERGED:
            said[line.start].append(_("merged into %(name)s") % end)
            said[line.end].append(_("took over %(name)s") % start)
        else:
            said[line.start].append(_("should contribute to %(name)s") % end)
            said[line.end].append(_("intended from %(name)s") % start)
    return said


def columns_of(drawn: DrawnMap) -> list[ColumnRows]:
    """Return the columns of a map with what stands in each; the activities by focus area."""
    heads = (
        ("input", _("Input"), _("what is needed")),
        ("throughput", _("Throughput"), _("what we do")),
        ("output", _("Output"), _("intended product")),
        ("outcome", _("Outcome"), _("intended effect")),
        (SOCIETY, _("Effect on society"), _("where it should lead")),
    )
    columns = []
    for key, title, subtitle in heads:
        areas: dict[str, list[NodeRow]] = {}
        for node in drawn.in_column(key):
            areas.setdefault(node.area_name if key == "throughput" else "", []).append(node)
        groups = tuple(Group(name, tuple(nodes)) for name, nodes in areas.items())
        columns.append(ColumnRows(key, title, subtitle, groups))
    return columns


def drawing_of(drawn: DrawnMap, title: str, name: str = "map") -> OutcomeMap:
    """Return what the engine draws; the same rows make the list."""
    bands = dict.fromkeys((node.area, node.area_name) for node in drawn.in_column("throughput"))
    columns = [one for one in columns_of(drawn) if one.key != SOCIETY]
    return OutcomeMap(
        title=title,
        description=_("Four columns, from what is needed to what should change. The list holds the same."),
        columns=tuple(
            Column(one.key, one.title, one.subtitle, str(one.count)) for one in columns if one.key != SOCIETY
        ),
        bands=tuple(Band(key, name) for key, name in bands),
        cards=tuple(_card(node) for node in drawn.nodes),
        lines=drawn.lines,
        society_title=_("Effect on society"),
        selected=drawn.selected.code if drawn.selected else "",
        on_path=frozenset(node.code for node in drawn.nodes if node.on_path),
        name=name,
    )


def _card(node: NodeRow) -> Card:
    society = node.column == SOCIETY
    return Card(
        key=node.code,
        column="outcome" if society else node.column,
        title=node.title,
        href=node.url,
        label=node.spoken,
        band=node.area,
        is_part=node.is_part,
        note=node.note,
        note_is_warning=node.note_is_warning,
        status=node.status,
        status_word=node.status_word,
        verdict=node.verdict,
        verdict_word=node.verdict_word,
        inferred=node.inferred and not society,
        society=society,
    )
