"""The shapes of the learning agenda: points, versions and lineage, sessions, insights, trials, lists and claims."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Field
from pydantic import StringConstraints

from vlechtwerk.domains.evaluation.models import (
    Insight,
    LearningPoint,
    LearningQuestion,
    LearningSession,
    ListedPoint,
    PointJudgement,
    PublishedClaim,
    SessionParticipant,
    SessionProposal,
    Trial,
    TrialLook,
)
from vlechtwerk.domains.evaluation.rules.published import ClaimTold
from vlechtwerk.domains.evaluation.rules.sessions import MOST_CHOICES
from vlechtwerk.domains.partnership.models import Level
from vlechtwerk.interfaces.api.schemas import CamelSchema, DateOut, EvidenceIn, EvidenceOut, Line, kept

CODE = r"^[-a-zA-Z0-9_]+$"
MOST_LEVELS = len(Level)
# As long as the code of a question.
Code = Annotated[str, StringConstraints(max_length=20)]


class LearningPointOut(CamelSchema):
    """What the partnership wants to learn."""

    code: str
    title: str
    levels: list[str]
    level_note: str
    reason: str
    evidence: list[EvidenceOut]


class LearningLineOut(CamelSchema):
    """Where a question came from in the version before, what became of it, and why."""

    code: str
    kind: str
    reason: str


class LearningQuestionOut(CamelSchema):
    """A question as one version words it; no owner, day or barrier: its source has none."""

    id: UUID
    version: int
    code: str
    point: str
    goal: str
    barrier: str
    levels: list[str]
    raised_by: str
    actions: list[str]
    about: list[str]
    owner: str
    comes_back_on: date | None
    state: str
    ending: str
    came_from: list[LearningLineOut]
    # Codes and versions of the questions with which it began: “A (1)”.
    first_forms: list[str]
    evidence: list[EvidenceOut]


class AgendaVersionOut(CamelSchema):
    """A version with its questions."""

    number: int
    session: str
    described_on: DateOut | None
    adopted_at: datetime | None
    questions: list[LearningQuestionOut]


class TrialOut(CamelSchema):
    """What is tried in an activity, and how it was looked at again."""

    id: UUID
    insight: str
    activity: str
    what: str
    until_on: date
    known_by: str
    owner: str
    state: str
    saw: str
    looked_at: datetime | None


class InsightOut(CamelSchema):
    """What was observed and what it taught, with its trials; none: never tried."""

    code: str
    observation: str
    text: str
    question: str
    session: str
    noted_by: str
    noted_at: datetime
    trials: list[TrialOut]
    evidence: list[EvidenceOut]


class AgendaOut(CamelSchema):
    """The agenda of an evaluation, oldest version first, with what was never tried and never looked at."""

    evaluation: str
    points: list[LearningPointOut]
    versions: list[AgendaVersionOut]
    insights: list[InsightOut]
    never_tried: int
    never_looked_at: int


class LearningPointIn(CamelSchema):
    """A learning point."""

    code: str = Field(max_length=20, pattern=CODE)
    title: str = kept(LearningPoint, "title")
    levels: list[Level] = Field([], max_length=MOST_LEVELS)
    level_note: str = kept(LearningPoint, "level_note", "")
    reason: str = kept(LearningPoint, "reason", "")
    evidence: list[EvidenceIn] = []


class QuestionWordsIn(CamelSchema):
    """A question without its code: where someone wants to go, and what stands in the way."""

    goal: str = kept(LearningQuestion, "goal")
    barrier: str = kept(LearningQuestion, "barrier", "")
    levels: list[Level] = Field([], max_length=MOST_LEVELS)
    point: Line = ""
    raised_by: str = kept(LearningQuestion, "raised_by", "")
    actions: list[Line] = Field([], max_length=5)
    about: list[Line] = Field([], max_length=20)
    owner: UUID | None = None
    comes_back_on: date | None = None


class NewLearningQuestionIn(QuestionWordsIn):
    """A question that is new, with what it rests on, and the proposal of a session that it takes up, when it does."""

    code: str = Field(max_length=20, pattern=CODE)
    session: Code = ""
    proposal: int | None = Field(default=None, ge=1, le=9999)
    evidence: list[EvidenceIn] = []


class ChangedQuestionIn(QuestionWordsIn):
    """A question in other words, and why; it keeps its code unless another is named."""

    new_code: Code = ""
    reason: str = Field(max_length=500)


class SplitQuestionIn(CamelSchema):
    """The questions into which one is split, side by side, and why; the rest they take over from it."""

    codes: list[Code] = Field(max_length=10)
    goals: list[Line] = Field(max_length=10)
    barriers: list[Line] = Field(max_length=10)
    reason: str = Field(max_length=500)


class MergedQuestionsIn(QuestionWordsIn):
    """The question into which others (codes in the draft) are merged, and why."""

    code: str = Field(max_length=20, pattern=CODE)
    merged: list[Line] = Field(max_length=20)
    reason: str = Field(max_length=500)


class EndedQuestionIn(CamelSchema):
    """The answer to a question, or why it is dropped."""

    ending: str = kept(LearningQuestion, "ending")
    evidence: list[EvidenceIn] = []


class OwnerIn(CamelSchema):
    """Who has a question, and when it comes back."""

    owner: UUID
    comes_back_on: date


class BegunVersionIn(CamelSchema):
    """The session in which a version is written, when it is in one."""

    session: Line = ""


class LearningSessionOut(CamelSchema):
    """A session: that it is held, every member may know."""

    evaluation: str
    code: str
    name: str
    asks: str
    held_on: date
    measurement: int | None
    choices_each: int
    state: str


class LearningSessionIn(CamelSchema):
    """A session that is not there yet."""

    code: str = Field(max_length=20, pattern=CODE)
    name: str = kept(LearningSession, "name")
    asks: str = kept(LearningSession, "asks")
    held_on: date
    choices_each: int = Field(3, ge=1, le=MOST_CHOICES)
    measurement: int | None = None


class SessionParticipantIn(CamelSchema):
    """Someone who takes part: a person of the project, or someone from outside by name."""

    person: UUID | None = None
    name: str = kept(SessionParticipant, "name", "")
    organisation: Line = ""
    level: Level = Level.NOT_STATED


class SessionParticipantOut(CamelSchema):
    """Who takes part, for evaluators, and whether they were given a link."""

    id: UUID
    name: str
    organisation: str
    level: str
    has_link: bool


class SessionLinkOut(CamelSchema):
    """A personal link, told once."""

    participant: UUID
    name: str
    url: str


class SessionLinksIn(CamelSchema):
    """Whose link is given anew; nobody named: everyone who has none."""

    participants: list[UUID] = Field([], max_length=200)


class SessionStateIn(CamelSchema):
    """What the group does from now on."""

    state: LearningSession.State


class SessionProposalIn(CamelSchema):
    """What the group proposes."""

    goal: str = kept(SessionProposal, "goal")
    barrier: str = kept(SessionProposal, "barrier")


class MergedProposalsIn(SessionProposalIn):
    """Proposals (numbers) that are put together with another, in these words."""

    numbers: list[int] = Field(max_length=100)


class SessionProposalOut(CamelSchema):
    """A proposal with those that went into it, and how many chose it; for evaluators."""

    number: int
    goal: str
    barrier: str
    merged: list[int]
    chosen_by: int
    place: int
    taken_up_as: str


class InsightIn(CamelSchema):
    """What was observed, and what it taught; `question` is a code in the adopted agenda."""

    code: str = Field(max_length=20, pattern=CODE)
    observation: str = kept(Insight, "observation")
    text: str = kept(Insight, "text")
    question: Line = ""
    session: Line = ""
    evidence: list[EvidenceIn] = []


class NewTrialIn(CamelSchema):
    """What changes in which activity, until when, how we would know, and who has it."""

    activity: Line
    what: str = kept(Trial, "what")
    until_on: date
    known_by: str = kept(Trial, "known_by")
    owner: UUID


class LookIn(CamelSchema):
    """What was seen, and what is done; a trial that is changed goes on as a new one, told in the last five."""

    outcome: TrialLook.Outcome
    saw: str = kept(TrialLook, "saw")
    session: Line = ""
    what: str = kept(Trial, "what", "")
    until_on: date | None = None
    known_by: str = kept(Trial, "known_by", "")
    owner: UUID | None = None
    activity: Line = ""


class PointJudgementOut(CamelSchema):
    """How a group judged a point in a later measurement."""

    measurement: int
    group: str
    verdict: str
    note: str


class ListedPointOut(CamelSchema):
    """A point on one of the two lists, and the groups that have not judged it yet."""

    id: UUID
    measurement: int
    kind: str
    order: int
    text: str
    owner: str
    due_on: date
    groups: list[str]
    judgements: list[PointJudgementOut]
    still_to_judge: list[str]


class ListedPointIn(CamelSchema):
    """A point for one of the two lists after a measurement; `groups` are codes of those that named it."""

    kind: ListedPoint.Kind
    text: str = kept(ListedPoint, "text")
    owner: UUID
    due_on: date
    groups: list[Line] = Field(max_length=50)


class PointJudgementIn(CamelSchema):
    """How a group judges a point in a later measurement."""

    measurement: int
    group: Line
    verdict: PointJudgement.Verdict
    note: str = kept(PointJudgement, "note", "")


class PublishedClaimOut(CamelSchema):
    """What a source says that people said. There is no count: `count` says so, and why."""

    evaluation: str
    code: str
    kind: str
    text: str
    quoted: str
    tells_amount: bool
    said_in: str
    note: str
    count: str
    ground: str
    base: str
    evidence: list[EvidenceOut]


class PublishedClaimIn(CamelSchema):
    """A claim in our own words, with only the word of the source for the amount quoted."""

    code: str = Field(max_length=20, pattern=CODE)
    text: str = kept(PublishedClaim, "text")
    quoted: str = kept(PublishedClaim, "quoted", "")
    without_amount: bool = False
    kind: PublishedClaim.Kind = PublishedClaim.Kind.CLAIM
    said_in: PublishedClaim.SaidIn = PublishedClaim.SaidIn.MIXED
    note: str = kept(PublishedClaim, "note", "")
    evidence: list[EvidenceIn] = []

    def told(self) -> ClaimTold:
        """Return what the operation takes."""
        return ClaimTold(self.code, self.text, self.quoted, not self.without_amount, self.kind, self.said_in, self.note)
