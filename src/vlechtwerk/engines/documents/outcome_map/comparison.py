"""What became of each node and link between two versions, by kept lineage: never guessed from titles."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from vlechtwerk.engines.documents.outcome_map.written import WrittenLink, WrittenMap, WrittenNode

# The code of a node before, and of a node after that comes from it.
Pairs = Collection[tuple[str, str]]


class Change(StrEnum):
    """What can have become of nodes."""

    UNCHANGED = "unchanged"
    RENAMED = "renamed"
    MOVED = "moved"
    RENAMED_AND_MOVED = "renamed_and_moved"
    SPLIT = "split"
    MERGED = "merged"
    REARRANGED = "rearranged"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Became:
    """Nodes that hang together by lineage, on both sides, and what happened between them."""

    change: Change
    before: tuple[WrittenNode, ...]
    after: tuple[WrittenNode, ...]
    # What changed of a node that moved: kind, focus_area, parent.
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side."""

    nodes: tuple[Became, ...]
    links_added: tuple[WrittenLink, ...]
    links_dropped: tuple[WrittenLink, ...]

    @property
    def changed(self) -> tuple[Became, ...]:
        """What did not stay as it was."""
        return tuple(row for row in self.nodes if row.change is not Change.UNCHANGED)

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return not self.changed and not self.links_added and not self.links_dropped


def compare(before: WrittenMap, after: WrittenMap, pairs: Pairs) -> Comparison:
    """Lay two versions side by side; pairs of codes that one of them lacks say nothing."""
    known_before = {node.code: node for node in before.nodes}
    known_after = {node.code: node for node in after.nodes}
    held = {(old, new) for old, new in pairs if old in known_before and new in known_after}
    rows = []
    for olds, news in _groups(list(known_before), list(known_after), held):
        rows.append(
            _became(tuple(known_before[code] for code in olds), tuple(known_after[code] for code in news), held)
        )
    onward, back = _steps(held), _steps({(new, old) for old, new in held})
    return Comparison(
        tuple(rows),
        _without_match(after, before, back),
        _without_match(before, after, onward),
    )


def composed(first: Pairs, second: Pairs) -> set[tuple[str, str]]:
    """Follow lineage over a version between two others."""
    onward = _steps(second)
    return {(old, new) for old, middle in first for new in onward.get(middle, ())}


def _groups(
    olds: list[str], news: list[str], pairs: set[tuple[str, str]]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return what hangs together: in the order of the version before, then what was added in its own order."""
    onward, back = _steps(pairs), _steps({(new, old) for old, new in pairs})
    groups, seen = [], set()
    for start in olds:
        if start in seen:
            continue
        found_old, found_new = {start}, set()
        waiting = [start]
        while waiting:
            for new in onward.get(waiting.pop(), ()):
                if new not in found_new:
                    found_new.add(new)
                    waiting += [old for old in back[new] if old not in found_old]
                    found_old |= set(back[new])
        seen |= found_old
        groups.append(
            (tuple(code for code in olds if code in found_old), tuple(code for code in news if code in found_new))
        )
    linked = {new for _old, new in pairs}
    return groups + [((), (code,)) for code in news if code not in linked]


def _steps(pairs: Pairs) -> Mapping[str, set[str]]:
    steps: dict[str, set[str]] = defaultdict(set)
    for start, end in pairs:
        steps[start].add(end)
    return steps


def _became(before: tuple[WrittenNode, ...], after: tuple[WrittenNode, ...], pairs: set[tuple[str, str]]) -> Became:
    if not before or not after:
        return Became(Change.ADDED if after else Change.DROPPED, before, after)
    if len(before) == len(after) == 1:
        (old,), (new,) = before, after
        moved = tuple(_moved(old, new, pairs))
        if moved:
            return Became(Change.MOVED if old.title == new.title else Change.RENAMED_AND_MOVED, before, after, moved)
        return Became(Change.UNCHANGED if old.title == new.title else Change.RENAMED, before, after)
    if len(before) == 1:
        return Became(Change.SPLIT, before, after)
    return Became(Change.MERGED if len(after) == 1 else Change.REARRANGED, before, after)


def _moved(old: WrittenNode, new: WrittenNode, pairs: set[tuple[str, str]]) -> list[str]:
    changes = [name for name in ("kind", "focus_area") if getattr(old, name) != getattr(new, name)]
    if (old.parent or new.parent) and (old.parent, new.parent) not in pairs:
        changes.append("parent")
    return changes


def _without_match(one: WrittenMap, other: WrittenMap, steps: Mapping[str, set[str]]) -> tuple[WrittenLink, ...]:
    """Return the links of a version that the other does not have between the same nodes by lineage."""
    known = {(link.start, link.end, link.kind) for link in other.links}
    return tuple(
        link
        for link in one.links
        if not any(
            (start, end, link.kind) in known for start in steps.get(link.start, ()) for end in steps.get(link.end, ())
        )
    )
