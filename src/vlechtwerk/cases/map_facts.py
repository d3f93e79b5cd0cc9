"""Load the versions of the outcome map."""

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.programme.models import MapLink, MapNode, MapVersion
from vlechtwerk.domains.programme.operations import map as drawing


def load_maps(file: Block, loading: Loading) -> None:
    """Load each version with its nodes and links."""
    for order, block in enumerate(file.blocks("versions")):
        with place_of(block):
            version = drawing.add_map_version(
                block.text("code"),
                block.text("name"),
                adopted_on=block.moment("adopted_on"),
                described_on=block.moment("described_on"),
                note=block.optional_text("note"),
                shows_status=block.flag("shows_status", True),
                order=order,
                evidence=loading.evidence(block),
                by=loading.by,
                at=loading.at,
            )
        nodes: dict[str, MapNode] = {}
        for place, item in enumerate(block.blocks("nodes")):
            with place_of(item):
                node = _node(item, version, nodes, place, loading)
            nodes[node.code] = node
            item.finish()
        for place, item in enumerate(block.blocks("links")):
            with place_of(item):
                _link(item, nodes, place, loading)
            item.finish()
        block.finish()


def _node(item: Block, version: MapVersion, nodes: dict[str, MapNode], place: int, loading: Loading) -> MapNode:
    return drawing.add_node(
        version,
        item.text("code"),
        item.choice("kind", MapNode.Kind),
        item.text("title"),
        explanation=item.optional_text("explanation"),
        inferred=item.flag("inferred"),
        parent=item.one_of("parent", nodes),
        focus_area=item.one_of("area", loading.focus_areas),
        precondition=item.one_of("precondition", loading.preconditions),
        activities=item.codes("activities", loading.activities),
        order=place,
        evidence=loading.evidence(item),
        by=loading.by,
        at=loading.at,
    )


def _link(item: Block, nodes: dict[str, MapNode], place: int, loading: Loading) -> None:
    from_node, to_node = item.one_of("from", nodes), item.one_of("to", nodes)
    if from_node is None or to_node is None:
        raise item.wrong("from", "A link joins two nodes (from, to).")
    drawing.add_link(
        from_node,
        to_node,
        item.choice("kind", MapLink.Kind, MapLink.Kind.CONTRIBUTES_TO),
        explanation=item.optional_text("explanation"),
        assumption=item.optional_text("assumption"),
        inferred=item.flag("inferred"),
        order=place,
        evidence=loading.evidence(item),
        by=loading.by,
        at=loading.at,
    )
