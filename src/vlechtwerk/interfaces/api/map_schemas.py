"""The shapes of drafts of the outcome map, and of two versions side by side."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints, field_validator

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.programme.models import MapDraft, MapLink, MapNode
from vlechtwerk.engines.documents.outcome_map.written import (
    LONGEST_CODE,
    WrittenLink,
    WrittenNode,
)
from vlechtwerk.interfaces.api.schemas import NO_NUL, CamelSchema, DateOut, Line, Text, kept

Code = Line
Word = Annotated[str, StringConstraints(max_length=LONGEST_CODE, pattern=NO_NUL)]
Seen = Annotated[str, StringConstraints(max_length=64, pattern=NO_NUL)]


class WrittenNodeOut(CamelSchema):
    """A node of a draft, with the nodes of the former version that it comes from."""

    code: str
    kind: str
    title: str
    explanation: str
    inferred: bool
    parent: str
    focus_area: str
    precondition: str
    activities: list[str]
    comes_from: list[str]
    checksum: str


class WrittenLinkOut(CamelSchema):
    """A link of a draft."""

    from_node: str
    to_node: str
    kind: str
    explanation: str
    assumption: str
    inferred: bool
    checksum: str


class MapDraftOut(CamelSchema):
    """A version of the map that is being written."""

    code: str
    name: str
    note: str
    state: str
    former: str | None
    body: str | None
    decision: str | None
    adopted_as: str | None
    changed_at: datetime
    changed_by: str
    nodes: int
    links: int


class DraftDetailOut(CamelSchema):
    """A draft with all that stands on it."""

    draft: MapDraftOut
    nodes: list[WrittenNodeOut]
    links: list[WrittenLinkOut]


class MapDraftIn(CamelSchema):
    """Which version is copied into a draft."""

    former: Code
    code: str = kept(MapDraft, "code")
    name: str = kept(MapDraft, "name")
    note: str = kept(MapDraft, "note", "")


class MapImportIn(CamelSchema):
    """Under which name a file becomes a draft, and on which version it builds."""

    code: str = kept(MapDraft, "code")
    name: str = kept(MapDraft, "name")
    former: Code = ""
    same_codes: bool = False


class NodeIn(CamelSchema):
    """A node as it should be."""

    code: Word
    kind: MapNode.Kind
    title: Line
    explanation: Text = ""
    inferred: bool = False
    parent: Code = ""
    focus_area: Code = ""
    precondition: Code = ""
    activities: list[Code] = []

    def node(self) -> WrittenNode:
        """Return the node as it is written down."""
        return WrittenNode(
            self.code.strip(),
            str(self.kind.value),
            self.title.strip(),
            self.explanation.strip(),
            self.inferred,
            self.parent,
            self.focus_area,
            self.precondition,
            tuple(self.activities),
        )


class NodeChangeIn(NodeIn):
    """A node as it should be; with its checksum as it was read, nobody who changed it meanwhile is written over."""

    seen: Seen = ""


def _part_on_a_line(words: str) -> dict[str, str]:
    code, _equals, title = words.partition("=")
    return {"code": code.strip(), "title": title.strip()}


class DropIn(CamelSchema):
    """Which node is dropped."""

    code: Code


class PartIn(CamelSchema):
    """One part of a node that is split."""

    code: Word
    title: Line


class SplitIn(CamelSchema):
    """A node, and the parts into which it is split."""

    code: Code
    parts: list[PartIn]

    @field_validator("parts", mode="before")
    @classmethod
    def read_lines(cls, value: Any) -> Any:
        """Read parts that are written on one line each, as CODE=title."""
        if not isinstance(value, list):
            return value
        return [_part_on_a_line(one) if isinstance(one, str) else one for one in value]


class MergerIn(CamelSchema):
    """Which nodes are merged, and into what."""

    codes: list[Code]
    code: Word
    title: Line


class LinkEndsIn(CamelSchema):
    """A link, by its ends and kind."""

    from_node: Code
    to_node: Code
    kind: MapLink.Kind = MapLink.Kind.CONTRIBUTES_TO


class LinkIn(LinkEndsIn):
    """A link as it should be."""

    explanation: Text = ""
    assumption: Text = ""
    inferred: bool = False

    def link(self) -> WrittenLink:
        """Return the link as it is written down."""
        return WrittenLink(
            self.from_node,
            self.to_node,
            str(self.kind.value),
            self.explanation.strip(),
            self.assumption.strip(),
            self.inferred,
        )


class LinkChangeIn(LinkIn):
    """A link as it should be; with its checksum as it was read, nobody who changed it meanwhile is written over."""

    seen: Seen = ""


class AskBodyIn(CamelSchema):
    """Which body is asked to adopt a draft."""

    body: Code
    question: str = kept(Decision, "question", "")
    agreed_days: int | None = Field(None, ge=1, le=365)


class BecameOut(CamelSchema):
    """Nodes that hang together by lineage, and what happened between the two versions."""

    change: str
    before: list[WrittenNodeOut]
    after: list[WrittenNodeOut]
    moved: list[str]


class ComparisonOut(CamelSchema):
    """Two versions side by side; without lineage between them nothing is said, and nothing guessed."""

    before: str
    after: str
    has_lineage: bool
    nodes: list[BecameOut]
    links_added: list[WrittenLinkOut]
    links_dropped: list[WrittenLinkOut]


class AdoptedOut(CamelSchema):
    """A version that was adopted."""

    code: str
    name: str
    adopted_on: DateOut | None


class ComparisonQuery(CamelSchema):
    """Which two versions, or a draft and a version, are laid side by side."""

    before: Code
    after: Code
    changed_only: bool = True
