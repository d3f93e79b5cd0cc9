"""One version of the outcome map with its nodes, what they stand for, and its links."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from vlechtwerk.domains.programme.models import Activity, MapLink, MapNode, MapNodeActivity, MapVersion
from vlechtwerk.foundation.periods import Certainty, PreciseDate

# A map with more activities than this opens one focus area at a time.
MOST_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class MapContents:
    """What is opened of a version: its nodes in plan order, what each stands for, its links, and the links left out."""

    version: MapVersion
    nodes: tuple[MapNode, ...]
    activities: dict[UUID, tuple[Activity, ...]]
    links: tuple[MapLink, ...]
    links_outside: int


def map_versions() -> list[MapVersion]:
    """Return the versions of the map, oldest first."""
    return list(MapVersion.objects.select_related("decision__body", "former"))


def versions_by(day: date) -> list[MapVersion]:
    """Return the versions that were, or may have been, adopted or described by a day, oldest first."""
    return [version for version in map_versions() if _came(version, day) is not Certainty.NOT_YET]


def version_held_on(versions: Sequence[MapVersion], day: date) -> MapVersion:
    """Return the version that held on a day: the last that was not adopted later; the first when all came later.

    What a case describes without an adoption is no decision: it follows the statuses of every day.
    """
    later = {version.id for version in versions if version.adopted_on and _came(version, day) is Certainty.NOT_YET}
    return next((version for version in reversed(versions) if version.id not in later), versions[0])


def _came(version: MapVersion, day: date) -> Certainty:
    moment = version.adopted_on or version.described_on
    return moment.as_of(day) if moment else Certainty.SURELY


def plan_adopted_on() -> PreciseDate | None:
    """Return when the plan was adopted, or nothing when that is not known."""
    return next((version.adopted_on for version in map_versions() if version.adopted_on), None)


def activities_per_area(version: MapVersion) -> dict[str, int]:
    """Count the activities on a version by the code of their focus area; the empty code counts those without one."""
    counted = (
        version.nodes.filter(kind=MapNode.Kind.ACTIVITY)
        .order_by("focus_area__order")
        .values("focus_area__code")
        .annotate(nodes=Count("id"))
    )
    return {row["focus_area__code"] or "": row["nodes"] for row in counted}


def map_contents(version: MapVersion, area_codes: Collection[str] | None = None) -> MapContents:
    """Return what stands on a version; with `area_codes` only the activities of those focus areas are opened.

    Reads only what is opened: three queries, and one that counts what is left out.
    """
    opened = version.nodes.all() if area_codes is None else _opened(version, area_codes)
    nodes = tuple(opened.select_related("parent", "focus_area", "precondition").order_by("order", "code"))
    shown = [node.id for node in nodes]
    stands_for: dict[UUID, list[Activity]] = defaultdict(list)
    for pair in MapNodeActivity.objects.filter(node__in=shown).select_related("activity").order_by("order"):
        stands_for[pair.node_id].append(pair.activity)
    links = version.links.filter(from_node__in=shown, to_node__in=shown).order_by("order", "id")
    drawn = tuple(links)
    outside = 0 if area_codes is None else _links_outside(version, shown)
    return MapContents(version, nodes, {node: tuple(found) for node, found in stands_for.items()}, drawn, outside)


def _opened(version: MapVersion, area_codes: Collection[str]) -> QuerySet[MapNode]:
    in_areas = Q(focus_area__code__in=area_codes)
    if "" in area_codes:
        in_areas |= Q(focus_area__isnull=True)
    return version.nodes.filter(~Q(kind=MapNode.Kind.ACTIVITY) | in_areas)


def _links_outside(version: MapVersion, shown: list[UUID]) -> int:
    reaching_in = Q(from_node__in=shown) | Q(to_node__in=shown)
    inside = Q(from_node__in=shown) & Q(to_node__in=shown)
    return version.links.filter(reaching_in).exclude(inside).count()


def on_a_path(pairs: Collection[tuple[str, str]], code: str) -> frozenset[str]:
    """Return all codes on a path that leads to or from a code, itself included; `pairs` run from cause to effect."""
    forward: dict[str, set[str]] = defaultdict(set)
    backward: dict[str, set[str]] = defaultdict(set)
    for start, end in pairs:
        forward[start].add(end)
        backward[end].add(start)
    return frozenset({code} | _reached(forward, code) | _reached(backward, code))


def _reached(steps: dict[str, set[str]], code: str) -> set[str]:
    found: set[str] = set()
    waiting = [code]
    while waiting:
        for following in steps.get(waiting.pop(), ()):
            if following not in found:
                found.add(following)
                waiting.append(following)
    return found
