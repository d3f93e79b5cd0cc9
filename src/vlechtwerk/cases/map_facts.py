"""Load the versions of the outcome map."""

from typing import Any

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.programme.models import MapLink, MapNode, MapVersion
from vlechtwerk.domains.programme.operations import map as drawing
from vlechtwerk.domains.programme.operations import map_drafts as drafting
from vlechtwerk.engines.documents.outcome_map.written import WrittenLink, WrittenNode


def load_maps(file: Block, loading: Loading) -> None:
    """Load each version with its nodes and links."""
    versions: dict[str, MapVersion] = {}
    nodes: dict[str, dict[str, MapNode]] = {}
    for order, block in enumerate(file.blocks("versions")):
        former = block.one_of("former", versions)
        with place_of(block):
            version = drawing.add_map_version(
                block.text("code"),
                block.text("name"),
                adopted_on=block.moment("adopted_on"),
                described_on=block.moment("described_on"),
                note=block.optional_text("note"),
                shows_status=block.flag("shows_status", True),
                former=former,
                order=order,
                evidence=loading.evidence(block),
                by=loading.by,
                at=loading.at,
            )
        versions[version.code] = version
        found = nodes[version.code] = {}
        before = nodes[former.code] if former else {}
        for place, item in enumerate(block.blocks("nodes")):
            with place_of(item):
                node = _node(item, version, found, before, place, loading)
            found[node.code] = node
            item.finish()
        for place, item in enumerate(block.blocks("links")):
            with place_of(item):
                _link(item, found, place, loading)
            item.finish()
        drawing.fix_map_version(version, by=loading.by, at=loading.at)
        block.finish()
    for block in file.blocks("drafts"):
        with place_of(block):
            _draft(block, versions, loading)
        block.finish()


def _node(
    item: Block,
    version: MapVersion,
    nodes: dict[str, MapNode],
    before: dict[str, MapNode],
    place: int,
    loading: Loading,
) -> MapNode:
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
        comes_from=item.codes("comes_from", before),
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


def _draft(block: Block, versions: dict[str, MapVersion], loading: Loading) -> None:
    """Load a draft of a next version: what changes against the version that it builds on, and whom it is put to."""
    former = block.one_of("former", versions)
    if former is None:
        raise block.wrong("former", "A draft builds on a version (former).")
    who: Any = {"by": loading.by, "at": loading.at}
    draft = drafting.draft_map_version(
        former, block.text("code"), block.text("name"), note=block.optional_text("note"), **who
    )
    for item in block.blocks("added"):
        drafting.add_draft_node(draft, _written(item), **who)
        item.finish()
    for item in block.blocks("changed"):
        drafting.change_draft_node(draft, _written(item), **who)
        item.finish()
    for item in block.blocks("split"):
        parts = [(part.text("code"), part.text("title")) for part in item.blocks("parts")]
        drafting.split_draft_node(draft, item.text("code"), parts, **who)
        item.finish()
    for item in block.blocks("merged"):
        codes = item.text("codes").replace(",", " ").split()
        drafting.merge_draft_nodes(draft, codes, item.text("code"), item.text("title"), **who)
        item.finish()
    for item in block.blocks("dropped"):
        drafting.drop_draft_node(draft, item.text("code"), **who)
        item.finish()
    for item in block.blocks("links"):
        kind = item.choice("kind", MapLink.Kind, MapLink.Kind.CONTRIBUTES_TO)
        link = WrittenLink(item.text("from"), item.text("to"), kind, assumption=item.optional_text("assumption"))
        drafting.add_draft_link(draft, link, **who)
        item.finish()
    body = block.one_of("body", loading.bodies)
    if body is not None:
        drafting.put_map_draft_to_body(draft, body, question=block.optional_text("question"), **who)


def _written(item: Block) -> WrittenNode:
    return WrittenNode(
        item.text("code"),
        item.choice("kind", MapNode.Kind),
        item.text("title"),
        explanation=item.optional_text("explanation"),
        parent=item.optional_text("parent"),
        focus_area=item.optional_text("area"),
        precondition=item.optional_text("precondition"),
        activities=tuple(item.optional_text("activities").replace(",", " ").split()),
    )
