"""An outcome map as it is written down to be exchanged: plain words and codes, the same in every form of file."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from vlechtwerk.engines.documents.outcome_map.signs import one_form

NODE_KINDS = (
    "problem",
    "higher_goal",
    "focus_area",
    "precondition",
    "activity",
    "output",
    "observable_effect",
    "effect_on_society",
)
CONTRIBUTES_TO, NEEDS = "contributes_to", "needs"
LINK_KINDS = (CONTRIBUTES_TO, NEEDS)
# The longest code, name and text; a map with more rows than this on one sheet is no map that anyone can read.
LONGEST_CODE, LONGEST_NAME, LONGEST_TITLE, LONGEST_TEXT = 20, 120, 300, 4000
MOST_ROWS = 5000


class WrittenPart:
    """A node or a link."""

    __slots__ = ()

    @property
    def checksum(self) -> str:
        """What tells whether it was changed since someone read it."""
        return sha256(json.dumps(asdict(self)).encode()).hexdigest()  # type: ignore[call-overload]  # both are dataclasses


@dataclass(frozen=True, slots=True)
class WrittenNode(WrittenPart):
    """One node: its place, what it stands for, and from which nodes of the former version it comes."""

    code: str
    kind: str
    title: str
    explanation: str = ""
    inferred: bool = False
    parent: str = ""
    focus_area: str = ""
    precondition: str = ""
    activities: tuple[str, ...] = ()
    comes_from: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("code", "parent", "focus_area", "precondition"):
            object.__setattr__(self, name, one_form(getattr(self, name)))
        for name in ("activities", "comes_from"):
            object.__setattr__(self, name, tuple(one_form(code) for code in getattr(self, name)))


@dataclass(frozen=True, slots=True)
class WrittenLink(WrittenPart):
    """What should lead to what, or needs what, by the codes of the nodes."""

    start: str
    end: str
    kind: str = CONTRIBUTES_TO
    explanation: str = ""
    assumption: str = ""
    inferred: bool = False

    def __post_init__(self) -> None:
        for name in ("start", "end"):
            object.__setattr__(self, name, one_form(getattr(self, name)))


@dataclass(frozen=True, slots=True)
class WrittenMap:
    """A whole version; dates are written with the precision that is known."""

    code: str
    name: str
    adopted_on: str = ""
    described_on: str = ""
    shows_status: bool = True
    former: str = ""
    note: str = ""
    nodes: tuple[WrittenNode, ...] = ()
    links: tuple[WrittenLink, ...] = ()

    def __post_init__(self) -> None:
        for name in ("code", "former"):
            object.__setattr__(self, name, one_form(getattr(self, name)))

    def node(self, code: str) -> WrittenNode | None:
        """Return the node with a code, or nothing."""
        sought = one_form(code)
        return next((node for node in self.nodes if node.code == sought), None)


def tidy(text: str) -> str:
    """Return a text as every form of file can hold it: lines end in one way, and nothing stands around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def as_data(written: WrittenMap) -> dict[str, Any]:
    """Return a map as plain lists and words."""
    return asdict(written)


def from_data(data: Mapping[str, Any]) -> WrittenMap:
    """Return the map that `as_data` wrote."""
    whole = dict(data)
    nodes = tuple(WrittenNode(**_with_tuples(node)) for node in whole.pop("nodes"))
    links = tuple(WrittenLink(**link) for link in whole.pop("links"))
    return WrittenMap(**whole, nodes=nodes, links=links)


def _with_tuples(node: Mapping[str, Any]) -> dict[str, Any]:
    return {**node, "activities": tuple(node["activities"]), "comes_from": tuple(node["comes_from"])}
