"""The shapes of measurement rounds: what is promised, whom they ask, and how the response stands."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field

from vlechtwerk.domains.evaluation.models import Breakdown, EvaluationRound, Respondent
from vlechtwerk.domains.partnership.models import Level
from vlechtwerk.engines.statistics.suppression import LEAST_THRESHOLD, MOST_THRESHOLD, THRESHOLD
from vlechtwerk.interfaces.api.schemas import CamelSchema, Line, kept


class RoundOut(CamelSchema):
    """A round: dates and promise, which every member may know."""

    evaluation: str
    code: str
    name: str
    instrument: str
    version: int
    measurement: int | None
    promise: str
    state: str
    threshold: int
    breakdowns: list[str]
    partial_from: int
    complete_above: int
    language: str
    closes_on: date | None
    opened_at: datetime | None
    closed_at: datetime | None


class RoundWithWarningsOut(RoundOut):
    """A round that is being prepared or opened, with what to know before it promises to be anonymous."""

    warnings: list[str]


class RoundPlanIn(CamelSchema):
    """What a round promises and asks, by codes of its evaluation."""

    name: str = kept(EvaluationRound, "name")
    instrument: Line
    version: int
    measurement: int | None = None
    promise: EvaluationRound.Promise = EvaluationRound.Promise.ANONYMOUS
    threshold: int = Field(THRESHOLD, ge=LEAST_THRESHOLD, le=MOST_THRESHOLD)
    breakdowns: list[Breakdown] = Field([Breakdown.LEVEL], max_length=3)
    partial_from: int = Field(50, ge=1, le=99)
    complete_above: int = Field(80, ge=1, le=99)
    invitation: str = kept(EvaluationRound, "invitation", "")
    language: str = Field("nl", pattern="^(nl|en)$")
    closes_on: date | None = None


class RoundIn(RoundPlanIn):
    """A round that is not there yet."""

    code: str = Field(max_length=20, pattern=r"^[-a-zA-Z0-9_]+$")


class PopulationIn(CamelSchema):
    """Which people of the project are asked: all those of a body, a level, an organisation, or these by themselves."""

    body: Line = ""
    level: Line = ""
    organisation: Line = ""
    people: list[Line] = Field([], max_length=500)


class OutsiderIn(CamelSchema):
    """Someone without an account."""

    name: str = kept(Respondent, "name")
    email: str = kept(Respondent, "email")
    level: Level = Level.NOT_STATED
    organisation: Line = ""
    body: Line = ""


class MailOut(CamelSchema):
    """One mail to a respondent; its link is known to nobody."""

    kind: str
    state: str
    asked_on: date


class RespondentOut(CamelSchema):
    """Someone whom a round asks, and whether they answered; never what."""

    id: UUID
    name: str
    email: str
    level: str
    organisation: str
    body: str
    answered: bool
    noted: str
    mails: list[MailOut]


class NoteIn(CamelSchema):
    """Why someone does not answer; empty takes the note back."""

    noted: Respondent.Noted = Respondent.Noted.NONE


class GroupResponseOut(CamelSchema):
    """A group's response; `answered` is nothing where the group is too small to show it."""

    kind: str
    name: str
    people: int
    answered: int | None


class ResponseOut(CamelSchema):
    """How a round stands."""

    people: int
    answered: int
    waiting: int
    not_eligible: int
    noted: dict[str, int]
    mails: dict[str, int]
    groups: list[GroupResponseOut]


class LastDayIn(CamelSchema):
    """A later last day."""

    closes_on: date


class ClosingIn(CamelSchema):
    """How a round closes: earlier than people were told when you say so.

    And without the answers that can't be read, when their key is lost or they are damaged.
    """

    early: bool = False
    without_answers: bool = False


class MailedOut(CamelSchema):
    """To how many people mail goes."""

    people: int
