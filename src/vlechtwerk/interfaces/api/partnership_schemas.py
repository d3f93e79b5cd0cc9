"""The shapes of the partnership: organisations, bodies, people, mandates and decisions."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from ninja import Field
from pydantic import field_validator

from vlechtwerk.domains.partnership.models import (
    Account,
    Appointment,
    Decision,
    DecisionSubject,
    Departure,
    Level,
    Mandate,
    Person,
    Seat,
)
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules.mandates import MandateAnswer, Within
from vlechtwerk.interfaces.api.problems import ProblemReason
from vlechtwerk.interfaces.api.schemas import (
    MOST,
    CamelSchema,
    DateOut,
    DayQuery,
    EvidenceOut,
    Line,
    QuestionIn,
    SpreadOut,
    kept,
    read_date,
)


class CapacityOut(CamelSchema):
    """A legal capacity in which an organisation acts."""

    name: str
    regime: str
    controller: str
    basis: str
    basis_mark: str


class OrganisationOut(CamelSchema):
    """An organisation with its capacities."""

    code: str
    name: str
    kind: str
    role: str
    capacities: list[CapacityOut]


class MemberOut(CamelSchema):
    """Someone who sits in a body."""

    person: str
    person_id: UUID
    role: str
    seated_from: date
    seated_until: date | None


class BodyOut(CamelSchema):
    """A body, with what it may decide and who sat in it on a day."""

    code: str
    name: str
    level: str
    composition: str
    purpose: str
    existence: str
    exists_since: DateOut | None
    run_by: str | None
    note: str
    decides: list[str]
    members: list[MemberOut]
    evidence: list[EvidenceOut]


class DepartmentOut(CamelSchema):
    """A part of the partnership's own organisation."""

    code: str
    name: str
    evidence: list[EvidenceOut]


class AppointmentOut(CamelSchema):
    """A function at an organisation, for a period (end not included)."""

    id: UUID
    organisation: str
    capacity: str | None
    function: str
    title: str
    level: str
    appointed_from: date
    appointed_until: date | None


class SeatOut(CamelSchema):
    """A seat in a body, for a period (end not included)."""

    id: UUID
    body: str
    role: str
    seated_from: date
    seated_until: date | None


class PersonOut(CamelSchema):
    """Someone who takes part."""

    id: UUID
    name: str
    appointments: list[AppointmentOut]
    seats: list[SeatOut]


class PersonIn(CamelSchema):
    """Someone new, with the address at which they sign in."""

    name: str = kept(Person, "name")
    email: str = kept(Account, "email")

    @field_validator("email")
    @classmethod
    def _is_address(cls, value: str) -> str:
        try:
            validate_email(value)
        except ValidationError as error:
            raise ValueError(_("This is not an e-mail address.")) from error
        return value.lower()


class AppointmentIn(CamelSchema):
    """An appointment; the capacity by its name, department by its code, the manager by identifier."""

    organisation: Line
    function: Function
    appointed_from: date
    appointed_until: date | None = None
    capacity: Line | None = None
    department: Line | None = None
    title: str = kept(Appointment, "title", "")
    level: Level = Level.NOT_STATED
    manager: UUID | None = None


class EndingIn(CamelSchema):
    """The day on which something ends (not included)."""

    until: date


class AppointmentEndingIn(EndingIn):
    """When an appointment ends, and why; the reason is read by the responsible manager only."""

    reason_kind: Departure.ReasonKind
    explanation: str = kept(Departure, "explanation", "")


class SeatIn(CamelSchema):
    """A seat in a body."""

    body: Line
    role: Seat.Role = Seat.Role.MEMBER
    seated_from: date
    seated_until: date | None = None


class MandateOut(CamelSchema):
    """Who may decide what."""

    id: UUID
    subject: str
    subject_kinds: list[str]
    limit: int | None
    limits: str
    body: str | None
    person: str | None
    mandated_from: date | None
    mandated_until: date | None
    granted_by: UUID | None


class MandateIn(CamelSchema):
    """A mandate of a body or of a person, resting on a decision."""

    subject: str = kept(Mandate, "subject")
    subject_kinds: list[DecisionSubject] = []
    limit: int | None = Field(None, ge=1, le=MOST)
    limits: str = kept(Mandate, "limits", "")
    body: Line | None = None
    person: UUID | None = None
    granted_by: UUID | None = None
    mandated_from: date | None = None
    mandated_until: date | None = None


class DecisionQuery(DayQuery):
    """How the list of decisions is narrowed."""

    state: Decision.State | None = None
    within_mandate: Within | None = None


class MandateAnswerOut(CamelSchema):
    """Whether something is within a mandate: yes, no or unknown, with why, and the mandate that carries it."""

    answer: Within
    mandate: UUID | None
    reasons: list[ProblemReason]

    @classmethod
    def of(cls, found: MandateAnswer) -> "MandateAnswerOut":
        """Return the shape of an answer."""
        reasons = [ProblemReason(code=item.code, text=item.text, rule=item.rule) for item in found.reasons]
        return cls(answer=found.answer, mandate=found.mandate.id if found.mandate else None, reasons=reasons)


class MandateQuestion(DayQuery):
    """May this body, or person, decide about a kind of subject on a day?"""

    kind: DecisionSubject
    size: int | None = Field(None, ge=1, le=MOST)
    body: Line | None = None
    person: UUID | None = None


class BodyTimesOut(CamelSchema):
    """How long a body takes to decide, and what waits for it; open questions are in no median."""

    body: str | None
    taken: SpreadOut | None
    waiting: int
    longer_than_agreed: int
    longest_wait: int | None


class DecisionOut(CamelSchema):
    """A question, and what was decided."""

    id: UUID
    question: str
    state: str
    body: str | None
    asked_on: DateOut | None
    asked_by: str | None
    subject_kind: str
    size: int | None
    agreed_days: int | None
    decided_on: DateOut | None
    result: str
    outcome: str
    reasons: str
    mandate: str | None
    within_mandate: MandateAnswerOut | None = None


class DecisionIn(QuestionIn):
    """A question for a body."""


class ForwardingIn(CamelSchema):
    """To which body a question goes on."""

    body: Line


class TakingIn(CamelSchema):
    """What is decided, and under which mandate."""

    result: Decision.Result
    decided_on: Line
    mandate: UUID | None = None
    outcome: str = kept(Decision, "outcome", "")
    reasons: str = kept(Decision, "reasons", "")

    _decided_on = field_validator("decided_on")(read_date)
