"""Draw a version of the outcome map: its nodes, what they stand for, and its links."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Decision, Person
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.programme.models import (
    Activity,
    FocusArea,
    MapLineage,
    MapLink,
    MapNode,
    MapNodeActivity,
    MapVersion,
    Precondition,
)
from vlechtwerk.domains.programme.rules import MANAGERS
from vlechtwerk.engines.documents.outcome_map.signs import one_form
from vlechtwerk.engines.documents.outcome_map.written import WrittenMap
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def add_map_version(
    code: str,
    name: str,
    *,
    by: Person,
    at: datetime,
    adopted_on: PreciseDate | None = None,
    described_on: PreciseDate | None = None,
    note: str = "",
    shows_status: bool = True,
    former: MapVersion | None = None,
    order: int = 0,
    evidence: Sequence[Evidence] = (),
) -> MapVersion:
    """Start a version of the outcome map."""
    refuse_if(reasons_against_acting(by, at, MANAGERS))
    version = MapVersion.objects.create(
        project_id=by.project_id,
        code=code,
        name=name,
        adopted_on=adopted_on,
        described_on=described_on,
        note=note,
        shows_status=shows_status,
        former=former,
        order=order,
    )
    attach(version, evidence)
    note_act("add_map_version", "map_version", version.id, project_id=by.project_id, by=by.id, at=at)
    return version


@transaction.atomic
def add_node(
    version: MapVersion,
    code: str,
    kind: str,
    title: str,
    *,
    by: Person,
    at: datetime,
    explanation: str = "",
    inferred: bool = False,
    parent: MapNode | None = None,
    focus_area: FocusArea | None = None,
    precondition: Precondition | None = None,
    activities: Sequence[Activity] = (),
    comes_from: Sequence[MapNode] = (),
    order: int = 0,
    evidence: Sequence[Evidence] = (),
) -> MapNode:
    """Put a node on a version of the map; say which activities it stands for, and from which former nodes it comes."""
    refuse_if(reasons_against_acting(by, at, MANAGERS))
    node = MapNode.objects.create(
        project_id=version.project_id,
        version=version,
        code=code,
        kind=kind,
        title=title,
        explanation=explanation,
        inferred=inferred,
        parent=parent,
        focus_area=focus_area,
        precondition=precondition,
        order=order,
    )
    _join(node, activities, comes_from)
    attach(node, evidence)
    note_act("add_node", "map_node", node.id, project_id=version.project_id, by=by.id, at=at)
    return node


def _join(node: MapNode, activities: Sequence[Activity], comes_from: Sequence[MapNode]) -> None:
    """Keep for which activities a node stands and from which former nodes it comes, in their order."""
    MapNodeActivity.objects.bulk_create(
        MapNodeActivity(project_id=node.project_id, node=node, activity=activity, order=place)
        for place, activity in enumerate(activities)
    )
    MapLineage.objects.bulk_create(
        MapLineage(project_id=node.project_id, node=node, former=former, order=place)
        for place, former in enumerate(comes_from)
    )


@transaction.atomic
def add_link(
    from_node: MapNode,
    to_node: MapNode,
    kind: str,
    *,
    by: Person,
    at: datetime,
    explanation: str = "",
    assumption: str = "",
    inferred: bool = False,
    order: int = 0,
    evidence: Sequence[Evidence] = (),
) -> MapLink:
    """Draw what should lead to what, with its assumption."""
    refuse_if(reasons_against_acting(by, at, MANAGERS))
    link = MapLink.objects.create(
        project_id=from_node.project_id,
        version_id=from_node.version_id,
        kind=kind,
        from_node=from_node,
        to_node=to_node,
        explanation=explanation,
        assumption=assumption,
        inferred=inferred,
        order=order,
    )
    attach(link, evidence)
    note_act("add_link", "map_link", link.id, project_id=from_node.project_id, by=by.id, at=at)
    return link


@transaction.atomic
def fix_map_version(version: MapVersion, *, by: Person, at: datetime) -> MapVersion:
    """Close a version that is whole: from now on the database lets nothing of it be changed."""
    refuse_if(reasons_against_acting(by, at, MANAGERS))
    version.fixed_at = at
    version.save(update_fields=["fixed_at"])
    note_act("fix_map_version", "map_version", version.id, project_id=version.project_id, by=by.id, at=at)
    return version


def write_version(
    written: WrittenMap, *, former: MapVersion | None, decision: Decision | None, by: Person, at: datetime
) -> MapVersion:
    """Write a whole version as it was adopted, and close it; part of adopting it."""
    latest = MapVersion.objects.order_by("-order").first()
    version = MapVersion(
        project_id=by.project_id,
        code=written.code,
        name=written.name,
        note=written.note,
        shows_status=written.shows_status,
        former=former,
        decision=decision,
        adopted_on=decision.decided_on if decision else None,
        order=latest.order + 1 if latest else 0,
    )
    version.save(force_insert=True)
    nodes = _write_nodes(written, version)
    before = {one_form(node.code): node for node in former.nodes.all()} if former else {}
    MapLineage.objects.bulk_create(
        MapLineage(project_id=by.project_id, node=nodes[node.code], former=before[code], order=place)
        for node in written.nodes
        for place, code in enumerate(node.comes_from)
    )
    _write_links(written, version, nodes)
    version.fixed_at = at
    version.save(update_fields=["fixed_at"])
    return version


def _write_links(written: WrittenMap, version: MapVersion, nodes: Mapping[str, MapNode]) -> None:
    MapLink.objects.bulk_create(
        MapLink(
            project_id=version.project_id,
            version=version,
            kind=link.kind,
            from_node=nodes[link.start],
            to_node=nodes[link.end],
            explanation=link.explanation,
            assumption=link.assumption,
            inferred=link.inferred,
            order=place,
        )
        for place, link in enumerate(written.links)
    )


def _write_nodes(written: WrittenMap, version: MapVersion) -> dict[str, MapNode]:
    areas = {area.code: area for area in FocusArea.objects.all()}
    preconditions = {one.code: one for one in Precondition.objects.all()}
    activities = {one.code: one for one in Activity.objects.all()}
    nodes = {
        node.code: MapNode(
            project_id=version.project_id,
            version=version,
            code=node.code,
            kind=node.kind,
            title=node.title,
            explanation=node.explanation,
            inferred=node.inferred,
            focus_area=areas[node.focus_area] if node.focus_area else None,
            precondition=preconditions[node.precondition] if node.precondition else None,
            order=place,
        )
        for place, node in enumerate(written.nodes)
    }
    for node in written.nodes:
        nodes[node.code].parent = nodes[node.parent] if node.parent else None
    MapNode.objects.bulk_create(nodes.values())
    MapNodeActivity.objects.bulk_create(
        MapNodeActivity(project_id=version.project_id, node=nodes[node.code], activity=activities[code], order=place)
        for node in written.nodes
        for place, code in enumerate(node.activities)
    )
    return nodes
