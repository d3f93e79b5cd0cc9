"""The shapes that go in and out: camelCase names, dates with their precision, no identifiers that count."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints, field_validator
from pydantic.alias_generators import to_camel

from vlechtwerk.domains.partnership.models import Decision, DecisionSubject
from vlechtwerk.domains.partnership.rules.mandates import Subject
from vlechtwerk.domains.programme.evidence import DOCUMENT
from vlechtwerk.domains.programme.models import (
    ActivityStatus,
    Milestone,
    MilestoneDate,
    MoveGround,
    TeamRole,
)
from vlechtwerk.domains.programme.models.status import GoalReached, Status
from vlechtwerk.engines.statistics.days import Days, Spread
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, longest
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Ground, LocatorKind, Stance
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.periods import PreciseDate

# What a whole number in the database holds.
MOST = 2_147_483_647

# No database keeps the character that ends a text in C.
NO_NUL = r"^[^\x00]*$"
# Words by which something is found; what is kept has the shape of its field.
Line = Annotated[str, StringConstraints(max_length=300, pattern=NO_NUL)]
# What someone writes at length.
Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT, pattern=NO_NUL)]


def kept(model: type[Model], name: str, default: Any = ...) -> Any:
    """Return the field of a schema whose text is kept in a field of a record: as long as that one, at most."""
    return Field(default, max_length=longest(model, name), pattern=NO_NUL)


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

    kind: str = kept(EvidenceLink, "kind", DOCUMENT)
    identifier: str = kept(EvidenceLink, "identifier")
    locator_kind: LocatorKind = LocatorKind.NONE
    locator: str = kept(EvidenceLink, "locator", "")
    text: str = kept(EvidenceLink, "text", "")
    stance: Stance = Stance.SUPPORTS
    ground: Ground = Ground.NONE

    def evidence(self) -> Evidence:
        """Return the evidence."""
        address = EvidenceAddress(self.kind, self.identifier, "", self.locator_kind, self.locator)
        return Evidence(address, self.text, self.stance, self.ground)


def read_date(value: Any) -> str:
    """Return the text of a date with its precision; raise `ValueError` when it is none."""
    try:
        return PreciseDate.read(str(value)).text
    except ValueError:
        words = _("“%(text)s” is not a date. Write 2023-07-15, 2023-07, 2023-early, 2023-mid, 2023-end or 2023.")
        raise ValueError(words % {"text": value}) from None


def read_optional_date(value: Any) -> str | None:
    """Return the text of a date with its precision, or nothing; raise `ValueError` when it is none."""
    return None if value is None or value == "" else read_date(value)


class DaysOut(CamelSchema):
    """A number of calendar days as far as it is known: both the same when it is exact."""

    least: float
    most: float

    @classmethod
    def of(cls, days: Days | None) -> "DaysOut | None":
        """Return the shape of a number of days, or nothing."""
        return None if days is None else cls(least=days.least, most=days.most)


class SpreadOut(CamelSchema):
    """How numbers of days are spread; “9 of 10” is given from ten values on."""

    n: int
    median: DaysOut
    nine_of_ten: DaysOut | None

    @classmethod
    def of(cls, found: Spread | None) -> "SpreadOut | None":
        """Return the shape of a spread, or nothing when there are no values."""
        if found is None:
            return None
        median = DaysOut(least=found.median.least, most=found.median.most)
        return cls(n=found.n, median=median, nine_of_ten=DaysOut.of(found.nine_of_ten))


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
    reason: str = kept(ActivityStatus, "reason")
    note: str = kept(ActivityStatus, "note", "")
    goal_reached: GoalReached = GoalReached.UNKNOWN
    merged_into: Line | None = None
    evidence: list[EvidenceIn] = []

    _occurred_on = field_validator("occurred_on")(read_date)


class HindranceOut(CamelSchema):
    """What held an activity up on a day, and who must decide about it, where that is known."""

    activity: str
    precondition: str | None
    description: str
    decider: str | None
    since: DateOut | None
    until: DateOut | None
    evidence: list[EvidenceOut]


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
    merged_into: str | None
    parent: str | None
    former_names: list[str]
    held_up_by: list[str]


class EntryOut(CamelSchema):
    """One thing told about an activity, or about a part of it that has no status of its own."""

    id: UUID
    kind: str
    text: str
    occurred_on: DateOut | None
    activity: str
    # On what the word of who told it rests, who that was and when; of what a case tells, its evidence says so.
    ground: str
    recorded_by: str | None
    recorded_at: datetime | None
    evidence: list[EvidenceOut]


class MilestoneDateOut(CamelSchema):
    """One date that a milestone had; a later one moved it."""

    date: DateOut
    basis: str
    known_from: DateOut | None
    decision: UUID | None
    ground: str
    reason: str
    # A day reached that was mistyped: a later one stands for it.
    corrected: bool
    evidence: list[EvidenceOut]


class MilestoneOut(CamelSchema):
    """A milestone, the date that held on the day asked, and those that possibly held."""

    id: UUID
    title: str
    date: DateOut | None
    possible_dates: list[DateOut]
    all_dates: list[MilestoneDateOut]


class StepOut(CamelSchema):
    """A step of the way of working that an activity is or was in; steps may overlap and come back."""

    step: str
    started_on: DateOut
    ended_on: DateOut | None


class PartnerOut(CamelSchema):
    """The part that an organisation has in an activity."""

    organisation: str
    name: str
    part: str
    evidence: list[EvidenceOut]


class TeamRoleOut(CamelSchema):
    """Someone's role in an activity."""

    person: str
    person_id: UUID
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
    """Something that an activity delivers or reaches, and when that is planned."""

    title: str = kept(Milestone, "title")
    date: Line
    evidence: list[EvidenceIn] = []

    _date = field_validator("date")(read_date)


class MilestoneDateIn(CamelSchema):
    """A date of a milestone: planned or happened; a promised date moves by a decision, with its ground and reason."""

    date: Line
    basis: MilestoneDate.Basis = MilestoneDate.Basis.PLANNED
    decision: UUID | None = None
    ground: MoveGround | None = None
    reason: str = kept(MilestoneDate, "reason", "")
    evidence: list[EvidenceIn] = []

    _date = field_validator("date")(read_date)


class QuestionIn(CamelSchema):
    """A question for a body; without a body it is not known who must decide."""

    question: str = kept(Decision, "question")
    body: Line | None = None
    agreed_days: int | None = Field(None, ge=1, le=365)
    subject_kind: DecisionSubject | None = None
    size: int | None = Field(None, ge=1, le=MOST)

    def about(self) -> Subject:
        """Return what it is about, and how much."""
        return Subject(self.subject_kind or "", self.size)


class PageOut(CamelSchema):
    """A page of activities."""

    total: int
    next: str | None
    previous: str | None
    items: list[ActivityOut]
