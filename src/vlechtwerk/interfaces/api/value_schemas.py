"""The shapes of the added value: elements, what is said of them, and pages on their way to the public."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from vlechtwerk.domains.programme.models import ValueElement, ValuePoint, ValuePublication, ValueWording
from vlechtwerk.interfaces.api.schemas import CamelSchema, EvidenceIn, EvidenceOut, kept


class ValueWordingOut(CamelSchema):
    """How an element is or was called."""

    number: int
    name: str
    explanation: str
    reason: str
    recorded_at: datetime


class PointOut(CamelSchema):
    """One thing that is said of an element."""

    id: UUID
    kind: str
    text: str
    said_by: str
    evidence: list[EvidenceOut]


class ElementOut(CamelSchema):
    """An element, what it is by what supports it, and what is said of it."""

    code: str
    name: str
    explanation: str
    worth: str
    retired_on: date | None
    retired_because: str
    wordings: list[ValueWordingOut]
    points: list[PointOut]


class ElementIn(CamelSchema):
    """A new element."""

    code: str = kept(ValueElement, "code")
    name: str = kept(ValueWording, "name")
    explanation: str = kept(ValueWording, "explanation")
    evidence: list[EvidenceIn] = []


class ValueWordingIn(CamelSchema):
    """Another wording of an element."""

    name: str = kept(ValueWording, "name")
    explanation: str = kept(ValueWording, "explanation")
    reason: str = kept(ValueWording, "reason")
    evidence: list[EvidenceIn] = []


class RetirementIn(CamelSchema):
    """When and why an element leaves the model."""

    until: date
    because: str = kept(ValueElement, "retired_because")


class PointIn(CamelSchema):
    """One thing that is said of an element."""

    kind: ValuePoint.Kind
    text: str = kept(ValuePoint, "text")
    said_by: str = kept(ValuePoint, "said_by", "")
    evidence: list[EvidenceIn] = []


class BecauseIn(CamelSchema):
    """Why something is dropped, returned or withdrawn."""

    because: str = kept(ValuePublication, "withdrawn_because")


class PublicationDraftIn(CamelSchema):
    """The title and introduction of a page."""

    title: str = kept(ValuePublication, "title")
    introduction: str = kept(ValuePublication, "introduction", "")


class PublicationApprovalIn(CamelSchema):
    """Which text was read by who approves it."""

    checksum: str = kept(ValuePublication, "checksum")


class PublicationOut(CamelSchema):
    """A page about the added value, with its frozen text, checksum and evidence."""

    number: int
    title: str
    introduction: str
    state: str
    as_of: date | None
    text: str
    checksum: str
    evidence: list[dict[str, Any]]
    approved_as: str
    approved_at: datetime | None
    returned_because: str
    withdrawn_at: datetime | None
    withdrawn_because: str
