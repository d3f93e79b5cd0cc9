"""The shapes that go in and out: camelCase names, dates with their precision, no identifiers that count."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints, field_validator
from pydantic.alias_generators import to_camel

from vlechtwerk.domains.programme.models import MilestoneDate, TeamRole
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.models.status import GoalReached, Status
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Ground, LocatorKind, Stance
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.periods import PreciseDate

# No database keeps the character that ends a text in C.
NO_NUL = r"^[^\x00]*$"
Line = Annotated[str, StringConstraints(max_length=300, pattern=NO_NUL)]
Text = Annotated[str, StringConstraints(max_length=4000, pattern=NO_NUL)]


class CamelSchema(Schema):
    """Names in camelCase outside, as ours inside."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True, extra="forbid")


class DayQuery(CamelSchema):
    """The day asked."""

    as_of: date | None = None


class DateOut(CamelSchema):
    """A date with the first and last day that it can mean."""

    text: str
    earliest: date
    latest: date

    @classmethod
    def of(cls, moment: PreciseDate | None) -> "DateOut | None":
        """Return the shape of a date, or nothing."""
        return None if moment is None else cls.certain(moment)

    @classmethod
    def certain(cls, moment: PreciseDate) -> "DateOut":
        """Return the shape of a date."""
        return cls(text=moment.text, earliest=moment.earliest, latest=moment.latest)


class EvidenceOut(CamelSchema):
    """What something rests on."""

    kind: str
    identifier: str
    version: str
    locator_kind: str
    locator: str
    text: str
    stance: str
    ground: str
    base: str

    @classmethod
    def of(cls, link: EvidenceLink) -> "EvidenceOut":
        """Return the shape of an evidence link."""
        return cls(**{name: getattr(link, name) for name in cls.model_fields})


class EvidenceIn(CamelSchema):
    """Evidence by its address."""

    kind: Line = "document"
    identifier: Line
    locator_kind: LocatorKind = LocatorKind.NONE
    locator: Annotated[str, StringConstraints(max_length=40, pattern=NO_NUL)] = ""
    text: Line = ""
    stance: Stance = Stance.SUPPORTS
    ground: Ground = Ground.NONE

    def evidence(self) -> Evidence:
        """Return the evidence."""
        address = EvidenceAddress(self.kind, self.identifier, "", self.locator_kind, self.locator)
        return Evidence(address, self.text, self.stance, self.ground)


def read_date(value: Any) -> str:
    """Return the text of a date with its precision; raise `ValueError` when it is none."""
    return PreciseDate.read(str(value)).text


class StatusOut(CamelSchema):
    """One change of status."""

    id: UUID
    status: str
    occurred_on: DateOut
    reason: str
    note: str
    goal_reached: str
    merged_into: str | None
    recorded_by: str
    recorded_at: datetime
    evidence: list[EvidenceOut]


class StatusIn(CamelSchema):
    """A change of status."""

    status: Status
    occurred_on: Line
    reason: Text
    note: Annotated[str, StringConstraints(max_length=160, pattern=NO_NUL)] = ""
    goal_reached: GoalReached = GoalReached.UNKNOWN
    merged_into: Line | None = None
    evidence: list[EvidenceIn] = []

    _occurred_on = field_validator("occurred_on")(read_date)


class ActivityOut(CamelSchema):
    """An activity as it stood on a day."""

    code: str
    name: str
    kind: str
    focus_area: str | None
    goal: str
    status: str | None
    goal_reached: str | None
    possible_statuses: list[str]
    former_names: list[str]
    held_up_by: list[str]


class EntryOut(CamelSchema):
    """One thing told about an activity."""

    text: str
    occurred_on: DateOut | None
    evidence: list[EvidenceOut]


class MilestoneDateOut(CamelSchema):
    """One date that a milestone had; a later one moved it."""

    date: DateOut
    basis: str
    known_from: DateOut | None
    decision: UUID | None
    reason: str


class MilestoneOut(CamelSchema):
    """A milestone, the date that held on the day asked, and those that possibly held."""

    id: UUID
    title: str
    date: DateOut | None
    possible_dates: list[DateOut]
    all_dates: list[MilestoneDateOut]


class TeamRoleOut(CamelSchema):
    """Someone's role in an activity."""

    person: str
    role: str
    active_from: date
    active_until: date | None


class TeamRoleIn(CamelSchema):
    """A role in an activity for someone."""

    person: UUID
    role: TeamRole.Role = TeamRole.Role.MEMBER
    active_from: date
    active_until: date | None = None


class MilestoneIn(CamelSchema):
    """Something that an activity delivers or reaches."""

    title: Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]


class MilestoneDateIn(CamelSchema):
    """A date of a milestone: planned or happened; a promised date moves by a decision."""

    date: Line
    basis: MilestoneDate.Basis = MilestoneDate.Basis.PLANNED
    decision: UUID | None = None
    reason: Text = ""
    evidence: list[EvidenceIn] = []

    _date = field_validator("date")(read_date)


class QuestionIn(CamelSchema):
    """A question for a body; without a body it is not known who must decide."""

    question: Line
    body: Line | None = None
    agreed_days: int | None = Field(None, ge=1, le=365)


class ActivityDetailOut(ActivityOut):
    """An activity with what is told about it, in lists that never mix."""

    done: list[EntryOut]
    self_reported: list[EntryOut]
    prepared: list[EntryOut]
    opinions: list[EntryOut]
    milestones: list[MilestoneOut]
    team: list[TeamRoleOut]
    parts: list[str]


class PageOut(CamelSchema):
    """A page of activities."""

    total: int
    next: str | None
    previous: str | None
    items: list[ActivityOut]


class JudgementOut(CamelSchema):
    """One judgement on a precondition."""

    verdict: str
    period: str
    judged_on: DateOut
    note: str
    inferred: bool
    recorded_by: str
    evidence: list[EvidenceOut]


class JudgementIn(CamelSchema):
    """A judgement, with the evidence that it rests on."""

    verdict: Verdict
    period: Annotated[str, StringConstraints(max_length=80, pattern=NO_NUL)]
    judged_on: Line
    note: Line = ""
    evidence: list[EvidenceIn] = []

    _judged_on = field_validator("judged_on")(read_date)


class PreconditionOut(CamelSchema):
    """A precondition as it was judged on a day, and what it held up."""

    code: str
    title: str
    in_plan: bool
    due_on: DateOut | None
    verdict: str
    holds_up: list[str]


class FocusAreaOut(CamelSchema):
    """A focus area with its work goal."""

    code: str
    name: str
    gap_at_start: str
    work_goal: str


class PlanTextOut(CamelSchema):
    """A passage of the plan that holds for the whole programme."""

    kind: str
    title: str
    text: str


class PlanOut(CamelSchema):
    """What the partnership wants: the passages of its plan, and its focus areas."""

    passages: list[PlanTextOut]
    focus_areas: list[FocusAreaOut]


class MapNodeOut(CamelSchema):
    """A node of the outcome map, and the activities that it stands for."""

    code: str
    kind: str
    title: str
    explanation: str
    inferred: bool
    parent: str | None
    focus_area: str | None
    precondition: str | None
    activities: list[str]


class MapLinkOut(CamelSchema):
    """What should lead to what, with its assumption."""

    kind: str
    from_node: str
    to_node: str
    explanation: str
    assumption: str
    inferred: bool


class MapVersionOut(CamelSchema):
    """A version of the outcome map."""

    code: str
    name: str
    adopted_on: DateOut | None
    described_on: DateOut | None
    note: str


class MapOut(MapVersionOut):
    """A version of the outcome map with all that stands on it."""

    nodes: list[MapNodeOut]
    links: list[MapLinkOut]


class FoundOut(CamelSchema):
    """What was found by a name that it has or had."""

    kind: str
    code: str
    title: str
    found_as: str


class SearchIn(CamelSchema):
    """The words sought; sent in the body, because they may hold a person's name."""

    words: Line


class RestingOut(CamelSchema):
    """What rests on a source."""

    holder_kind: str
    code: str
    title: str
    detail: str
    moment: DateOut | None
    locator_kind: str
    locator: str


class SourceOut(CamelSchema):
    """A document that facts rest on."""

    code: str
    title: str
    kind: str
    version: str
    dated_on: DateOut | None
    publisher: str
    doubt: str
