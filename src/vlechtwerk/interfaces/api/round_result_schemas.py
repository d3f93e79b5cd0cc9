"""The shapes of what came out of a round: the same figures as on its page, after the same suppression."""

from datetime import datetime
from uuid import UUID

from ninja import Field

from vlechtwerk.domains.evaluation.models import RoundRemark
from vlechtwerk.interfaces.api.schemas import CamelSchema, Line, kept


class ShownGroupOut(CamelSchema):
    """A group: the codes of its level, organisation and body, as far as it is about them."""

    level: str = ""
    organisation: str = ""
    body: str = ""


class ShownCategoryOut(CamelSchema):
    """One answer of a scale."""

    value: int
    label: dict[str, str]
    side: str


class DistributionOut(CamelSchema):
    """How people answered: counts in the order of the categories; `notAnswered` holds who took no part as well."""

    counts: list[int]
    n: int
    do_not_know: int
    not_answered: int
    agree: int


class BoundsOut(CamelSchema):
    """From which count to which of all who were asked, and from which share to which.

    Counts are there where is known how many were asked, shares (0 to 1) from ten answers on.
    """

    least: int | None
    most: int | None
    of: int | None
    lowest: float | None
    highest: float | None


class GroupDistributionOut(CamelSchema):
    """How a group answered."""

    group: ShownGroupOut
    answers: DistributionOut


class StatementResultOut(CamelSchema):
    """One statement; without `whole` it is not shown. `percentage` is of n, a half rounded up; none below ten."""

    number: int
    code: str
    text: dict[str, str]
    negative: bool
    categories: list[ShownCategoryOut]
    whole: DistributionOut | None
    percentage: int | None
    hard_bounds: BoundsOut | None
    interval: BoundsOut | None
    groups: list[GroupDistributionOut]
    hidden: list[ShownGroupOut]


class RateOut(CamelSchema):
    """A rate in people."""

    part: int
    of: int


class GroupRateOut(CamelSchema):
    """How many of a group took part."""

    group: ShownGroupOut
    took_part: RateOut


class RoundResponseOut(CamelSchema):
    """What became of the invitations, as far as that may be told, and the rates that follow from it."""

    population: int | None
    took_part: int
    dispositions: dict[str, int]
    rates: dict[str, RateOut]
    groups: list[GroupRateOut]
    hidden: list[ShownGroupOut]


class StandingOutOut(CamelSchema):
    """What stands out: so many of n; of a change also what it was. It is an opinion."""

    kind: str
    statement: str
    part: int
    n: int
    amount: str
    before: RateOut | None
    ground: str = "opinion"


class ProposalOut(CamelSchema):
    """A statement to solve or to keep: how many of n are on the side that is hoped for."""

    statement: str
    side: str
    part: int
    n: int


class RoundResultOut(CamelSchema):
    """What came out of a round."""

    evaluation: str
    round: str
    name: str
    origin: str
    promise: str
    collected: str
    closed_at: datetime
    published_at: datetime | None
    threshold: int
    checksum: str
    response: RoundResponseOut
    statements: list[StatementResultOut]
    standing_out: list[StandingOutOut]
    to_solve: list[ProposalOut]
    to_keep: list[ProposalOut]
    remarks: list[dict[str, str]]


class RoundResultLine(CamelSchema):
    """A result in a list."""

    evaluation: str
    round: str
    name: str
    closed_at: datetime
    published_at: datetime | None
    took_part: int
    checksum: str


class MovesOut(CamelSchema):
    """Of the people who answered twice: how many chose a higher, the same, or a lower category."""

    up: int
    same: int
    down: int


class ComparedStatementOut(CamelSchema):
    """One statement in two rounds: `line` is goes_on, broken (other words: not to be compared), new or left."""

    code: str
    line: str
    before: RateOut | None
    now: RateOut | None
    moves: MovesOut | None


class ComparedGroupOut(CamelSchema):
    """One statement in a group that may be compared."""

    group: ShownGroupOut
    code: str
    before: RateOut
    now: RateOut


class RoundComparisonOut(CamelSchema):
    """Two rounds beside each other: how many of n agree. `joined` and `left` only where they may be told."""

    before: str
    now: str
    joined: int | None
    left: int | None
    statements: list[ComparedStatementOut]
    groups: list[ComparedGroupOut]


class RoundFigureOut(CamelSchema):
    """One statement for the evaluators, counted over all: numerator (`agree`), denominator (`n`), bounds, interval.

    Without `n` it is not shown. The interval (95%) is exact hypergeometric, or Wilson's where `basis` says that is not
    known how many were asked.
    """

    code: str
    agree: int | None
    disagree: int | None
    n: int | None
    do_not_know: int | None
    not_answered: int | None
    hard_bounds: BoundsOut | None
    interval: BoundsOut | None
    basis: str


class RoundFiguresOut(CamelSchema):
    """Every figure of a round with its computation, and all that became of the invitations."""

    response: RoundResponseOut
    statements: list[RoundFigureOut]


class VerificationOut(CamelSchema):
    """Whether the figures of the whole can still be computed from the sheets; nothing for those where none are kept."""

    holds: bool
    checksum_holds: bool
    differing: list[str]
    sheets: int | None


class HintOut(CamelSchema):
    """A piece of a remark that could tell who someone is."""

    kind: str
    words: str


class RoundRemarkOut(CamelSchema):
    """A remark as it was written, for the evaluators."""

    id: UUID
    question: str
    text: str
    state: str
    redacted: str
    may_stay: list[str]
    warnings: list[HintOut]


class RedactionIn(CamelSchema):
    """In which words a remark is shown, if it is; `may_stay`: those of its warnings that do no harm."""

    state: RoundRemark.State
    redacted: str = kept(RoundRemark, "redacted", "")
    may_stay: list[Line] = Field([], max_length=100)
