"""Change a written map: each change gives another map, and nothing is lost without being said."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from vlechtwerk.engines.documents.outcome_map.checking import Mistake
from vlechtwerk.engines.documents.outcome_map.signs import one_form
from vlechtwerk.engines.documents.outcome_map.written import WrittenLink, WrittenMap, WrittenNode


class CanNotChange(Exception):
    """A change that names what is not there, or that means nothing."""

    def __init__(self, mistake: str, /, **details: str) -> None:
        self.mistake = Mistake(mistake, details=details)
        super().__init__(mistake)


def copied(written: WrittenMap, code: str, name: str, note: str = "") -> WrittenMap:
    """Return a copy that builds on a version: each node comes from the node that it copies."""
    nodes = tuple(replace(node, comes_from=(node.code,)) for node in written.nodes)
    return replace(
        written, code=code, name=name, note=note, former=written.code, adopted_on="", described_on="", nodes=nodes
    )


def with_node(written: WrittenMap, node: WrittenNode) -> WrittenMap:
    """Add a node, at the end of those of its kind."""
    if written.node(node.code) is not None:
        raise CanNotChange("code_twice", code=node.code)
    of_kind = [place for place, found in enumerate(written.nodes) if found.kind == node.kind]
    place = of_kind[-1] + 1 if of_kind else len(written.nodes)
    return replace(written, nodes=(*written.nodes[:place], node, *written.nodes[place:]))


def with_changed_node(written: WrittenMap, node: WrittenNode) -> WrittenMap:
    """Rename, move or describe a node otherwise; where it comes from stays as it was."""
    before = _find(written, node.code)
    changed = replace(node, comes_from=before.comes_from)
    return replace(written, nodes=tuple(changed if found is before else found for found in written.nodes))


def without_node(written: WrittenMap, code: str) -> WrittenMap:
    """Drop a node with its links; what stood below it stands below what was above it."""
    dropped = _find(written, code)
    code = dropped.code
    nodes = tuple(
        replace(node, parent=dropped.parent) if node.parent == code else node
        for node in written.nodes
        if node is not dropped
    )
    return replace(
        written, nodes=nodes, links=tuple(link for link in written.links if code not in (link.start, link.end))
    )


def with_split_node(written: WrittenMap, code: str, parts: Sequence[tuple[str, str]]) -> WrittenMap:
    """Split a node into parts (code and title): each comes from what it came from, and gets its links.

    What stood below it stands below the first part.
    """
    whole = _find(written, code)
    if len(parts) < 2:
        raise CanNotChange("too_few_parts")
    code, parts = whole.code, [(one_form(part), title) for part, title in parts]
    codes = [part for part, _title in parts]
    for part in codes:
        if codes.count(part) > 1 or (part != code and written.node(part) is not None):
            raise CanNotChange("code_twice", code=part)
    new = [replace(whole, code=part, title=title) for part, title in parts]
    nodes = []
    for node in written.nodes:
        if node is whole:
            nodes += new
        else:
            nodes.append(replace(node, parent=codes[0]) if node.parent == code else node)
    links: list[WrittenLink] = []
    for link in written.links:
        starts = codes if link.start == code else [link.start]
        ends = codes if link.end == code else [link.end]
        links += [replace(link, start=start, end=end) for start in starts for end in ends]
    return replace(written, nodes=tuple(nodes), links=tuple(links))


def with_merged_nodes(written: WrittenMap, codes: Sequence[str], code: str, title: str) -> WrittenMap:
    """Merge nodes into one: it comes from all they came from, and gets their links and what stood below them."""
    code = one_form(code)
    merged = [_find(written, one) for one in dict.fromkeys(map(one_form, codes))]
    if len(merged) < 2:
        raise CanNotChange("too_few_merged")
    gone = {node.code for node in merged}
    if code not in gone and written.node(code) is not None:
        raise CanNotChange("code_twice", code=code)
    first = merged[0]
    one = replace(
        first,
        code=code,
        title=title,
        parent="" if first.parent in gone else first.parent,
        activities=tuple(dict.fromkeys(found for node in merged for found in node.activities)),
        comes_from=tuple(dict.fromkeys(found for node in merged for found in node.comes_from)),
    )

    def renamed(named: str) -> str:
        return code if named in gone else named

    nodes = []
    for node in written.nodes:
        if node is first:
            nodes.append(one)
        elif node.code not in gone:
            nodes.append(replace(node, parent=renamed(node.parent)))
    links: dict[tuple[str, str, str], WrittenLink] = {}
    for link in written.links:
        moved = replace(link, start=renamed(link.start), end=renamed(link.end))
        if moved.start != moved.end:
            links.setdefault((moved.start, moved.end, moved.kind), moved)
    return replace(written, nodes=tuple(nodes), links=tuple(links.values()))


def with_link(written: WrittenMap, link: WrittenLink) -> WrittenMap:
    """Draw a link."""
    if find_link(written, link.start, link.end, link.kind) is not None:
        raise CanNotChange("link_twice", start=link.start, end=link.end)
    return replace(written, links=(*written.links, link))


def with_changed_link(written: WrittenMap, link: WrittenLink) -> WrittenMap:
    """Give a link another explanation or assumption."""
    before = _found_link(written, link.start, link.end, link.kind)
    return replace(written, links=tuple(link if found is before else found for found in written.links))


def without_link(written: WrittenMap, start: str, end: str, kind: str) -> WrittenMap:
    """Take a link away."""
    gone = _found_link(written, start, end, kind)
    return replace(written, links=tuple(link for link in written.links if link is not gone))


def coming_from_same_codes(written: WrittenMap, former: WrittenMap) -> WrittenMap:
    """Say of each node whose code the former version has, that it comes from that node."""
    known = {node.code for node in former.nodes}
    nodes = tuple(
        replace(node, comes_from=(node.code,) if node.code in known else node.comes_from) for node in written.nodes
    )
    return replace(written, nodes=nodes)


def find_link(written: WrittenMap, start: str, end: str, kind: str) -> WrittenLink | None:
    """Return a link by its ends and kind, or nothing."""
    sought = (one_form(start), one_form(end), kind)
    return next((link for link in written.links if (link.start, link.end, link.kind) == sought), None)


def _found_link(written: WrittenMap, start: str, end: str, kind: str) -> WrittenLink:
    link = find_link(written, start, end, kind)
    if link is None:
        raise CanNotChange("no_such_link", start=start, end=end)
    return link


def _find(written: WrittenMap, code: str) -> WrittenNode:
    node = written.node(code)
    if node is None:
        raise CanNotChange("unknown_node", code=code)
    return node


Change = Callable[[WrittenMap], WrittenMap]
