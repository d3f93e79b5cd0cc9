"""One version of the outcome map with its nodes, what they stand for, and its links."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from vlechtwerk.domains.programme.models import Activity, MapLink, MapNode, MapNodeActivity, MapVersion


@dataclass(frozen=True, slots=True)
class MapContents:
    """A version with its nodes in plan order, the activities each node stands for, and its links."""

    version: MapVersion
    nodes: tuple[MapNode, ...]
    activities: dict[UUID, tuple[Activity, ...]]
    links: tuple[MapLink, ...]


def map_versions() -> list[MapVersion]:
    """Return the versions of the map, oldest first."""
    return list(MapVersion.objects.all())


def map_contents(version: MapVersion, area_codes: frozenset[str] | None = None) -> MapContents:
    """Return what stands on a version; with `area_codes` only the activities of those focus areas are opened.

    Three queries, however large the map is.
    """
    nodes = tuple(version.nodes.select_related("parent", "focus_area", "precondition").order_by("order", "code"))
    stands_for: dict[UUID, list[Activity]] = defaultdict(list)
    for pair in MapNodeActivity.objects.filter(node__version=version).select_related("activity").order_by("order"):
        stands_for[pair.node_id].append(pair.activity)
    links = tuple(version.links.select_related("from_node", "to_node").order_by("order", "id"))
    contents = MapContents(version, nodes, {node: tuple(found) for node, found in stands_for.items()}, links)
    return contents if area_codes is None else _only(contents, area_codes)


def _only(contents: MapContents, area_codes: frozenset[str]) -> MapContents:
    kept = {node.id for node in contents.nodes if _area_of(node) is None or _area_of(node) in area_codes}
    return MapContents(
        contents.version,
        tuple(node for node in contents.nodes if node.id in kept),
        {node: found for node, found in contents.activities.items() if node in kept},
        tuple(link for link in contents.links if link.from_node_id in kept and link.to_node_id in kept),
    )


def _area_of(node: MapNode) -> str | None:
    return node.focus_area.code if node.kind == MapNode.Kind.ACTIVITY and node.focus_area else None
