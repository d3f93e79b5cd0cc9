"""The shapes of advice, promises and the planning."""

from datetime import date
from uuid import UUID

from pydantic import field_validator

from vlechtwerk.domains.partnership.models import Advice, Promise, PromiseStep
from vlechtwerk.domains.programme.models import MoveGround
from vlechtwerk.interfaces.api.schemas import (
    CamelSchema,
    DateOut,
    DayQuery,
    DaysOut,
    EvidenceIn,
    EvidenceOut,
    Line,
    SpreadOut,
    kept,
    read_date,
    read_optional_date,
)


class AdviceOut(CamelSchema):
    """A question to an advisory body, what it advised, and whether that was followed."""

    id: UUID
    question: str
    body: str
    asking_body: str | None
    asked_by: str | None
    asked_on: DateOut | None
    due_on: date | None
    overdue_days: int
    waited: DaysOut | None
    decision: UUID | None
    activities: list[str]
    given_on: DateOut | None
    given_by: str | None
    text: str
    followed: str
    why: str
    followed_in: UUID | None
    evidence: list[EvidenceOut]


class AdviceIn(CamelSchema):
    """A question to an advisory body; activities and bodies by their codes."""

    question: str = kept(Advice, "question")
    body: Line
    asking_body: Line | None = None
    due_on: date | None = None
    decision: UUID | None = None
    activity: Line | None = None


class AdviceDraftIn(CamelSchema):
    """A draft of an advice; only who sits in the body reads it."""

    text: str = kept(Advice, "text")


class AdviceDraftOut(CamelSchema):
    """A draft of an advice."""

    text: str
    written_by: str


class GivingIn(CamelSchema):
    """The advice, and the day on which it is given."""

    text: str = kept(Advice, "text")
    given_on: Line
    evidence: list[EvidenceIn] = []

    _given_on = field_validator("given_on")(read_date)


class WeighingIn(CamelSchema):
    """Whether an advice was followed, why, and in which decision."""

    followed: Advice.Followed
    why: str = kept(Advice, "why", "")
    decision: UUID | None = None


class PromiseStepOut(CamelSchema):
    """What became of a promise on a day."""

    kind: str
    occurred_on: DateOut | None
    reason: str
    due_on: DateOut | None
    decision: UUID | None


class PromiseOut(CamelSchema):
    """What was promised, to whom, for when, and what became of it; an empty state is open."""

    id: UUID
    text: str
    recipient: str
    organisation: str | None
    made_by: str
    made_on: DateOut | None
    first_due_on: DateOut | None
    due_on: DateOut | None
    overdue_days: int
    state: str
    responsible: str | None
    about: list[str]
    steps: list[PromiseStepOut]
    evidence: list[EvidenceOut]


class PromiseIn(CamelSchema):
    """A promise; organisation, activity and focus area by their codes, who sees to it by identifier."""

    text: str = kept(Promise, "text")
    recipient: Promise.Recipient
    organisation: Line | None = None
    made_by: str = kept(Promise, "made_by", "")
    made_on: Line | None = None
    due_on: Line | None = None
    responsible: UUID | None = None
    activity: Line | None = None
    focus_area: Line | None = None
    evidence: list[EvidenceIn] = []

    _dates = field_validator("made_on", "due_on")(read_optional_date)


class PromiseStepIn(CamelSchema):
    """What became of a promise: a moved one needs a new date, a decision and a reason."""

    kind: PromiseStep.Kind
    occurred_on: Line
    reason: str = kept(PromiseStep, "reason", "")
    due_on: Line | None = None
    decision: UUID | None = None
    evidence: list[EvidenceIn] = []

    _occurred_on = field_validator("occurred_on")(read_date)
    _due_on = field_validator("due_on")(read_optional_date)


class PlanningQuery(DayQuery):
    """How the planning is narrowed."""

    area: Line = ""
    activity: Line = ""
    ground: MoveGround | None = None


class MoveOut(CamelSchema):
    """One time that a date moved."""

    date: DateOut
    days: DaysOut
    ground: str
    reason: str
    decision: UUID | None
    body: str | None


class PlannedMilestoneOut(CamelSchema):
    """One milestone: first planned, now planned, reached, and every move between."""

    id: UUID
    activity: str
    title: str
    first_planned: DateOut | None
    now_planned: DateOut | None
    reached: DateOut | None
    moved: DaysOut | None
    reached_after: DaysOut | None
    met_within_a_week: str | None
    moves: list[MoveOut]


class PlanningOut(CamelSchema):
    """How often and how far dates move, and every milestone."""

    milestones: int
    moved: int
    moves: int
    per_move: SpreadOut | None
    per_ground: dict[str, SpreadOut]
    per_milestone: SpreadOut | None
    reached: SpreadOut | None
    met_within_a_week: dict[str, int]
    items: list[PlannedMilestoneOut]
