"""The shapes of results: products, actions with counts, methods with their use."""

from datetime import datetime
from uuid import UUID

from ninja import Field
from pydantic import field_validator

from vlechtwerk.domains.programme.models import (
    Action,
    ActionCount,
    Method,
    MethodOutcome,
    MethodUse,
    MethodVersion,
    Product,
    ProductUse,
)
from vlechtwerk.domains.programme.rules.methods import MethodText
from vlechtwerk.domains.programme.rules.results import LARGEST_COUNT
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.api.schemas import CamelSchema, DateOut, EvidenceIn, EvidenceOut, Line, kept, read_date


def date_of(text: str) -> PreciseDate | None:
    """Return the date that was sent, or nothing."""
    return PreciseDate.read(text) if text else None


def _optional_date(value: object) -> str:
    return read_date(value) if value else ""


class ProductUseOut(CamelSchema):
    """Whether a product was taken into use, as noted once."""

    in_use: str
    by_whom: str
    used_from: DateOut | None
    explanation: str
    recorded_at: datetime
    evidence: list[EvidenceOut]


class ProductOut(CamelSchema):
    """Something that was produced, with what was noted of its use, newest last."""

    id: UUID
    activity: str
    title: str
    kind: str
    about: str
    made_on: DateOut | None
    for_whom: str
    document_address: str
    uses: list[ProductUseOut]
    evidence: list[EvidenceOut]


class ProductIn(CamelSchema):
    """Something that was produced."""

    title: str = kept(Product, "title")
    kind: Product.Kind
    about: str = kept(Product, "about", "")
    made_on: Line = ""
    for_whom: str = kept(Product, "for_whom", "")
    document_address: str = kept(Product, "document_address", "")
    evidence: list[EvidenceIn] = []

    _made_on = field_validator("made_on")(_optional_date)


class ProductUseIn(CamelSchema):
    """Whether a product is used."""

    in_use: ProductUse.InUse
    by_whom: str = kept(ProductUse, "by_whom", "")
    used_from: Line = ""
    explanation: str = kept(ProductUse, "explanation", "")
    evidence: list[EvidenceIn] = []

    _used_from = field_validator("used_from")(_optional_date)


class CountOut(CamelSchema):
    """A number that tells of an action; a corrected one stays, with the number that replaces it."""

    id: UUID
    definition: str
    unit: str
    number: int
    counted_from: DateOut | None
    counted_until: DateOut | None
    ground: str
    corrects: UUID | None
    corrected_by: UUID | None
    reason: str
    evidence: list[EvidenceOut]


class CountSumOut(CamelSchema):
    """Counts of one definition, unit and ground; without a total when they can't be added up."""

    definition: str
    unit: str
    ground: str
    counts: int
    total: int | None


class ActionOut(CamelSchema):
    """Something that was done, with its numbers and what they are together."""

    id: UUID
    activity: str
    title: str
    done_on: DateOut | None
    with_whom: str
    counts: list[CountOut]
    sums: list[CountSumOut]
    evidence: list[EvidenceOut]


class ActionIn(CamelSchema):
    """Something that was done."""

    title: str = kept(Action, "title")
    done_on: Line = ""
    with_whom: str = kept(Action, "with_whom", "")
    evidence: list[EvidenceIn] = []

    _done_on = field_validator("done_on")(_optional_date)


class CountIn(CamelSchema):
    """A number that tells of an action."""

    definition: str = kept(ActionCount, "definition")
    unit: str = kept(ActionCount, "unit")
    number: int = Field(ge=0, le=LARGEST_COUNT)
    counted_from: Line = ""
    counted_until: Line = ""
    ground: ActionCount.CountedFrom
    evidence: list[EvidenceIn] = []

    _dates = field_validator("counted_from", "counted_until")(_optional_date)


class CorrectionIn(CamelSchema):
    """The right number in the place of a wrong one."""

    number: int = Field(ge=0, le=LARGEST_COUNT)
    reason: str = kept(ActionCount, "reason")
    evidence: list[EvidenceIn] = []


class MethodTextIn(CamelSchema):
    """How a method is written."""

    does: str = kept(MethodVersion, "does")
    when_to_use: str = kept(MethodVersion, "when_to_use", "")
    needs_data: str = kept(MethodVersion, "needs_data", "")
    needs_people: str = kept(MethodVersion, "needs_people", "")
    needs_legal_basis: str = kept(MethodVersion, "needs_legal_basis", "")
    needs_means: str = kept(MethodVersion, "needs_means", "")
    law_change: MethodVersion.LawChange = MethodVersion.LawChange.UNKNOWN
    which_law: str = kept(MethodVersion, "which_law", "")
    steps: str = kept(MethodVersion, "steps", "")
    what_failed: str = kept(MethodVersion, "what_failed", "")
    evidence: list[EvidenceIn] = []

    def text(self) -> MethodText:
        """Return the text of the method."""
        return MethodText(**{name: getattr(self, name) for name in MethodText.__dataclass_fields__})


class MethodIn(MethodTextIn):
    """A new method."""

    code: str = kept(Method, "code")
    title: str = kept(Method, "title")
    developed_in: Line | None = None
    contact_function: str = kept(Method, "contact_function", "")


class MethodVersionIn(MethodTextIn):
    """Another version of a method."""

    change: str = kept(MethodVersion, "change")


class TakeUpIn(CamelSchema):
    """Which activity takes up a method, and why."""

    activity: Line
    reason: str = kept(MethodUse, "reason")
    used_from: Line = ""
    evidence: list[EvidenceIn] = []

    _used_from = field_validator("used_from")(_optional_date)


class TrialIn(CamelSchema):
    """Who tried a method."""

    activity: Line | None = None
    by_whom: str = kept(MethodUse, "by_whom", "")
    used_from: Line = ""
    evidence: list[EvidenceIn] = []

    _used_from = field_validator("used_from")(_optional_date)


class OutcomeIn(CamelSchema):
    """What came of using a method."""

    outcome: MethodOutcome.Outcome
    because: str = kept(MethodOutcome, "because")
    told_on: Line = ""
    evidence: list[EvidenceIn] = []

    _told_on = field_validator("told_on")(_optional_date)


class OutcomeOut(CamelSchema):
    """What came of it, as told once."""

    outcome: str
    because: str
    told_on: DateOut | None
    evidence: list[EvidenceOut]


class MethodUseOut(CamelSchema):
    """Who used a method, why, and what came of it, oldest first."""

    id: UUID
    kind: str
    activity: str | None
    by_whom: str
    version: int
    reason: str
    used_from: DateOut | None
    outcomes: list[OutcomeOut]
    evidence: list[EvidenceOut]


class MethodOut(CamelSchema):
    """A method in its newest version, how far it is tried, and where it was used."""

    code: str
    title: str
    developed_in: str | None
    contact_function: str
    state: str
    version: int
    does: str
    when_to_use: str
    needs_data: str
    needs_people: str
    needs_legal_basis: str
    needs_means: str
    law_change: str
    which_law: str
    steps: list[str]
    what_failed: str
    uses: list[MethodUseOut]
    evidence: list[EvidenceOut]
