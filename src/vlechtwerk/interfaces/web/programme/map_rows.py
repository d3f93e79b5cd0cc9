"""The outcome map as it is printed: nodes in columns, the lines between them, and the path of a chosen node."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.models import ActivityStatus, Hindrance, MapLink, MapNode
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.models.status import GoalReached
from vlechtwerk.domains.programme.queries.activities import hindrances_on, statuses_as_of, units_as_of
from vlechtwerk.domains.programme.queries.as_of import AsOf
from vlechtwerk.domains.programme.queries.map import MapContents, on_a_path
from vlechtwerk.domains.programme.queries.preconditions import verdicts_as_of
from vlechtwerk.engines.documents.outcome_map import CONTRIBUTES, HOLDS_UP, MERGED
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.rows import say_possible

COLUMN_OF = {
    MapNode.Kind.PRECONDITION: "input",
    MapNode.Kind.ACTIVITY: "throughput",
    MapNode.Kind.OUTPUT: "output",
    MapNode.Kind.OBSERVABLE_EFFECT: "outcome",
    MapNode.Kind.EFFECT_ON_SOCIETY: "society",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the map: what should lead to what, what holds what up, what went on in what."""

    start: str
    end: str
    kind: str


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
        return " ".join(word for word in (self.title, self.note, self._state) if word)

    @property
    def _state(self) -> str:
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


def drawn_map(request: PageRequest, contents: MapContents, day: date, chosen: str) -> DrawnMap:
    """Gather what is drawn of a version as of a day; a chosen code that is not on it chooses nothing."""
    shows = contents.version.shows_status
    ids = [activity.id for found in contents.activities.values() for activity in found]
    statuses = statuses_as_of(ids, day) if shows else {}
    needed = [node.precondition_id for node in contents.nodes if node.precondition_id]
    verdicts = verdicts_as_of(needed, day) if shows else {}
    # A whole of which the parts have statuses has none of its own, and misses none.
    units = frozenset(units_as_of(day).filter(id__in=ids).values_list("id", flat=True)) if shows else frozenset()
    statuses_of = {unit: status for unit, status in statuses.items() if unit in units or status.known}
    nodes = [_node(request, node, contents, statuses_of, verdicts) for node in contents.nodes if node.kind in COLUMN_OF]
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
    request: PageRequest,
    node: MapNode,
    contents: MapContents,
    statuses: dict[UUID, AsOf[ActivityStatus]],
    verdicts: dict[UUID, Verdict],
) -> NodeRow:
    shows = contents.version.shows_status
    stands_for = contents.activities.get(node.id, ())
    status = statuses.get(stands_for[0].id) if len(stands_for) == 1 else None
    known = status.known if status else None
    verdict = verdicts.get(node.precondition_id, Verdict.UNKNOWN) if node.precondition_id and shows else None
    note, warning = _note(node, known, len(stands_for) > 1)
    query = {key: value for key, value in request.GET.items() if key in ("version", "area", "view", "as_of")}
    return NodeRow(
        code=node.code,
        column=COLUMN_OF[MapNode.Kind(node.kind)],
        title=node.title,
        url="?" + urlencode(query | {"node": node.code}),
        area=node.focus_area.code if node.focus_area else "",
        area_name=node.focus_area.name if node.focus_area else _("Work process"),
        is_part=node.parent is not None and node.parent.kind == MapNode.Kind.ACTIVITY,
        status=known.status if known else "",
        status_word=str(known.get_status_display()) if known else "",
        status_missing=say_possible(status) or _("status not known on this day") if status and not known else "",
        verdict=verdict or "",
        verdict_word=str(verdict.label) if verdict else "",
        note=note,
        note_is_warning=warning,
        inferred=node.inferred,
        explanation=node.explanation,
    )


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
