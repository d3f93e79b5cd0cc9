"""Draw a version of the outcome map: its nodes, what they stand for, and its links."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.programme.models import (
    Activity,
    FocusArea,
    MapLink,
    MapNode,
    MapNodeActivity,
    MapVersion,
    Precondition,
)
from vlechtwerk.domains.programme.rules import MANAGERS
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
    order: int = 0,
    evidence: Sequence[Evidence] = (),
) -> MapNode:
    """Put a node on a version of the map, and say which activities it stands for."""
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
    MapNodeActivity.objects.bulk_create(
        MapNodeActivity(project_id=version.project_id, node=node, activity=activity, order=place)
        for place, activity in enumerate(activities)
    )
    attach(node, evidence)
    note_act("add_node", "map_node", node.id, project_id=version.project_id, by=by.id, at=at)
    return node


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
