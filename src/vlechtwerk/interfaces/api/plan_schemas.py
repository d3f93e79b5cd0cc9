"""The shapes of what the plan wants and needs: preconditions, goals, sources and the outcome map."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import field_validator

from vlechtwerk.domains.programme.models import PreconditionJudgement
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.queries.search import Found
from vlechtwerk.interfaces.api.document_schemas import SnippetPart, snippet_parts
from vlechtwerk.interfaces.api.schemas import (
    CamelSchema,
    DateOut,
    EvidenceIn,
    EvidenceOut,
    HindranceOut,
    Line,
    kept,
    read_date,
)


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
    period: str = kept(PreconditionJudgement, "period")
    judged_on: Line
    note: str = kept(PreconditionJudgement, "note", "")
    evidence: list[EvidenceIn] = []

    _judged_on = field_validator("judged_on")(read_date)


class PreconditionOut(CamelSchema):
    """A precondition with the judgement that held on a day, its grounds, and what it held up.

    The grounds are the evidence of that judgement or, where nobody judged it, of the precondition itself.
    """

    code: str
    title: str
    explanation: str
    in_plan: bool
    owner: str | None
    owner_body: str | None
    due_on: DateOut | None
    due_note: str
    verdict: str
    judgement: JudgementOut | None
    possible_judgements: list[JudgementOut]
    grounds: list[EvidenceOut]
    holds_up: list[str]


class PreconditionDetailOut(PreconditionOut):
    """A precondition with all judgements till a day, newest first, and each thing that it held up."""

    history: list[JudgementOut]
    hindrances: list[HindranceOut]


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


class StandingOut(CamelSchema):
    """How an activity that stands on the map stood on the day asked, and what that rests on."""

    activity: str
    status: str | None
    goal_reached: str | None
    note: str
    possible_statuses: list[str]
    merged_into: str | None
    held_up_by: list[str]
    evidence: list[EvidenceOut]


class MapNodeOut(CamelSchema):
    """A node of the outcome map, the activities that it stands for, and how it stood on the day asked.

    A version that shows no statuses, such as a plan, has neither standings nor a verdict.
    """

    code: str
    kind: str
    title: str
    explanation: str
    inferred: bool
    parent: str | None
    focus_area: str | None
    precondition: str | None
    verdict: str | None
    activities: list[str]
    standings: list[StandingOut]
    evidence: list[EvidenceOut]


class MapLinkOut(CamelSchema):
    """What should lead to what, with its assumption."""

    kind: str
    from_node: str
    to_node: str
    explanation: str
    assumption: str
    inferred: bool
    evidence: list[EvidenceOut]


class MapVersionOut(CamelSchema):
    """A version of the outcome map."""

    code: str
    name: str
    adopted_on: DateOut | None
    described_on: DateOut | None
    note: str
    # The version that it builds on, and the decision that adopted it.
    former: str | None
    decision: UUID | None


class MapOut(MapVersionOut):
    """A version of the outcome map with all that stands on it, as of a day."""

    as_of: date
    shows_status: bool
    evidence: list[EvidenceOut]
    nodes: list[MapNodeOut]
    links: list[MapLinkOut]


class KindFound(StrEnum):
    """A kind of record that is found by its name or its words."""

    ACTIVITY = "activity"
    GOAL = "goal"
    TASK = "task"
    DECISION = "decision"
    ADVICE = "advice"
    PROMISE = "promise"
    PRODUCT = "product"
    ACTION = "action"
    METHOD = "method"
    MEASURE = "measure"
    VALUE_ELEMENT = "value_element"
    ENTRY = "entry"
    REMARK = "remark"
    MILESTONE = "milestone"
    PRECONDITION = "precondition"
    MAP_NODE = "map_node"
    ORGANISATION = "organisation"
    OUTSIDE_GOAL = "outside_goal"
    OUTSIDE_BODY = "outside_body"
    AGREEMENT = "agreement"
    BODY = "body"
    PERSON = "person"
    MANDATE = "mandate"
    SOURCE = "source"


class FoundOut(CamelSchema):
    """What was found by a name that it has or had, or by words in it.

    The code leads to its page; of what stands on the page of an activity it is the code of the activity.
    """

    kind: str
    code: str
    title: str
    found_as: str
    detail: str
    snippet: list[SnippetPart]
    id: UUID | None

    @classmethod
    def of(cls, item: Found) -> "FoundOut":
        """Return the shape of what was found."""
        return cls(
            kind=item.kind,
            code=item.code,
            title=item.title,
            found_as=item.found_as,
            detail=item.detail,
            snippet=snippet_parts(item.snippet),
            id=item.record_id,
        )


class SearchIn(CamelSchema):
    """The words sought, in one kind of record or in all; sent in the body, because they may hold a person's name."""

    words: Line
    kind: KindFound | None = None


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
