"""Versions and drafts as written maps: to draft from, to lay side by side, and to exchange."""

from collections import defaultdict
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.programme.models import (
    Activity,
    FocusArea,
    MapDraft,
    MapLineage,
    MapLink,
    MapNode,
    MapVersion,
    Precondition,
)
from vlechtwerk.domains.programme.queries.map import MapContents, map_contents
from vlechtwerk.engines.documents.outcome_map.comparison import Comparison, compare, composed
from vlechtwerk.engines.documents.outcome_map.written import WrittenLink, WrittenMap, WrittenNode, from_data, tidy


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are laid side by side: a version, or a draft with the version that it builds on."""

    written: WrittenMap
    version: MapVersion | None = None
    draft: MapDraft | None = None

    @property
    def builds_on(self) -> MapVersion | None:
        """The version before it."""
        return self.draft.former if self.draft else self.version.former if self.version else None


def map_drafts() -> list[MapDraft]:
    """Return the drafts that the reader may see and that were not put aside, last changed first."""
    return list(_drafts())


def find_draft(code: str) -> MapDraft | None:
    """Return a draft by its code, or nothing when there is none that the reader may see."""
    return _drafts().filter(code=code).first()


def _drafts() -> QuerySet[MapDraft]:
    related = ("former", "decision", "body", "version", "changed_by", "written_by")
    return MapDraft.objects.exclude(state=MapDraft.State.DISCARDED).select_related(*related)


def written_draft(draft: MapDraft) -> WrittenMap:
    """Return a draft as a written map."""
    content = from_data({"code": draft.code, "name": draft.name, **draft.content})
    former = draft.former.code if draft.former else ""
    return replace(content, shows_status=draft.shows_status, note=draft.note, former=former)


def written_version(version: MapVersion) -> WrittenMap:
    """Return a version as a written map, with from which nodes of the former one each node comes."""
    contents = map_contents(version)
    codes = {node.id: node.code for node in contents.nodes}
    comes_from: dict[UUID, list[str]] = defaultdict(list)
    for one in MapLineage.objects.filter(node__version=version).select_related("former"):
        comes_from[one.node_id].append(one.former.code)
    former = MapVersion.objects.filter(pk=version.former_id).first() if version.former_id else None
    return WrittenMap(
        version.code,
        tidy(version.name),
        version.adopted_on.text if version.adopted_on else "",
        version.described_on.text if version.described_on else "",
        version.shows_status,
        former.code if former else "",
        tidy(version.note),
        tuple(_written_node(node, contents, codes, comes_from) for node in contents.nodes),
        tuple(
            WrittenLink(
                codes[link.from_node_id],
                codes[link.to_node_id],
                link.kind,
                tidy(link.explanation),
                tidy(link.assumption),
                link.inferred,
            )
            for link in contents.links
        ),
    )


def _written_node(
    node: MapNode, contents: MapContents, codes: dict[UUID, str], comes_from: dict[UUID, list[str]]
) -> WrittenNode:
    return WrittenNode(
        node.code,
        node.kind,
        tidy(node.title),
        tidy(node.explanation),
        node.inferred,
        codes[node.parent_id] if node.parent_id else "",
        node.focus_area.code if node.focus_area else "",
        node.precondition.code if node.precondition else "",
        tuple(activity.code for activity in contents.activities.get(node.id, ())),
        tuple(comes_from.get(node.id, ())),
    )


def contents_of_draft(written: WrittenMap) -> MapContents:
    """Return a draft as the contents of a version, to be drawn as one; nothing of it is in the database."""
    version = MapVersion(code=written.code, name=written.name, note=written.note, shows_status=written.shows_status)
    areas = {area.code: area for area in FocusArea.objects.all()}
    needed = {node.precondition for node in written.nodes if node.precondition}
    preconditions = {one.code: one for one in Precondition.objects.filter(code__in=needed)}
    wanted = {code for node in written.nodes for code in node.activities}
    activities = {one.code: one for one in Activity.objects.filter(code__in=wanted)}
    nodes = {
        node.code: MapNode(
            version=version,
            code=node.code,
            kind=node.kind,
            title=node.title,
            explanation=node.explanation,
            inferred=node.inferred,
            focus_area=areas.get(node.focus_area),
            precondition=preconditions.get(node.precondition),
        )
        for node in written.nodes
    }
    for node in written.nodes:
        nodes[node.code].parent = nodes.get(node.parent)
    links = tuple(
        MapLink(
            version=version,
            kind=link.kind,
            from_node=nodes[link.start],
            to_node=nodes[link.end],
            explanation=link.explanation,
            assumption=link.assumption,
            inferred=link.inferred,
        )
        for link in written.links
    )
    stands_for = {
        nodes[node.code].id: tuple(activities[code] for code in node.activities if code in activities)
        for node in written.nodes
    }
    return MapContents(version, tuple(nodes.values()), stands_for, links, 0)


def side_of(found: MapVersion | MapDraft) -> Side:
    """Return a version or a draft to lay beside another."""
    if isinstance(found, MapDraft):
        return Side(written_draft(found), draft=found)
    return Side(written_version(found), version=found)


def laid_side_by_side(before: Side, after: Side) -> Comparison | None:
    """Compare two by the lineage that was kept; nothing when no lineage leads from one to the other."""
    pairs = _pairs(before, after)
    return None if pairs is None else compare(before.written, after.written, pairs)


def _pairs(before: Side, after: Side) -> set[tuple[str, str]] | None:
    """Follow lineage from each side back to the last version that both build on, and put the two ways together."""
    if before.written.code == after.written.code and bool(before.draft) == bool(after.draft):
        return {(node.code, node.code) for node in before.written.nodes}
    versions = {version.id: version for version in MapVersion.objects.all()}
    ways = [_way_back(side, versions) for side in (before, after)]
    shared = next((one for one in ways[0] if one in set(ways[1])), None)
    if shared is None:
        return None
    steps = _steps_back({one for way in ways for one in way})
    back = [_back_to(side, way, shared, steps) for side, way in zip((before, after), ways, strict=True)]
    # From a node of the first back to the shared version, and from there on to the second.
    return composed(back[0], {(old, new) for new, old in back[1]})


def _way_back(side: Side, versions: dict[UUID, MapVersion]) -> list[UUID]:
    way: list[UUID] = [side.version.id] if side.version else []
    found = side.builds_on
    while found is not None and found.id not in way:
        way.append(found.id)
        found = versions.get(found.former_id) if found.former_id else None
    return way


def _steps_back(versions: set[UUID]) -> dict[UUID, set[tuple[str, str]]]:
    """Return, per version, each of its nodes with the node of the version before that it comes from."""
    steps: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    rows = MapLineage.objects.filter(node__version__in=versions).values_list(
        "node__version_id", "node__code", "former__code"
    )
    for version, node, former in rows.order_by():
        steps[version].add((node, former))
    return steps


def _back_to(
    side: Side, way: list[UUID], shared: UUID, steps: dict[UUID, set[tuple[str, str]]]
) -> set[tuple[str, str]]:
    nodes = side.written.nodes
    pairs = {(node.code, node.code) for node in nodes}
    if side.draft:
        pairs = {(node.code, old) for node in nodes for old in node.comes_from}
    for version in way[: way.index(shared)]:
        pairs = composed(pairs, steps.get(version, set()))
    return pairs


def decided_about(decision: Decision) -> tuple[MapVersion | None, MapDraft | None]:
    """Return the version that a decision adopted, and the draft that it is about, when the reader may see that."""
    version = MapVersion.objects.filter(decision=decision).first()
    return version, None if version else MapDraft.objects.filter(decision=decision).first()
