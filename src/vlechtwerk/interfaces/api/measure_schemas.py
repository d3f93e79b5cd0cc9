"""The shapes of registered counts: measures with definitions, draws and months, and what may be said of a series."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field
from pydantic import AfterValidator, BeforeValidator, PlainSerializer, StringConstraints

from vlechtwerk.domains.programme.models import ComparisonSeries, Measure, MeasureDefinition, MeasureDraw, MeasureMonth
from vlechtwerk.domains.programme.rules.measures import LARGEST_COUNT, MOST_MONTHS
from vlechtwerk.interfaces.api.capacity_schemas import read_month
from vlechtwerk.interfaces.api.problems import ProblemReason
from vlechtwerk.interfaces.api.schemas import CamelSchema, Line, kept


def _is_month(value: str) -> str:
    read_month(value)
    return value


# A month, written as 2026-01.
MonthText = Annotated[str, StringConstraints(max_length=10), AfterValidator(_is_month)]
MonthOut = Annotated[date, PlainSerializer(lambda month: f"{month:%Y-%m}", return_type=str)]


def month_of(text: str) -> date:
    """Return the first day of a month that was sent."""
    month: Any = read_month(text)
    assert isinstance(month, date)
    return month


class DefinitionOut(CamelSchema):
    """What is counted from a month on; another one than the first breaks the series there."""

    number: int
    text: str
    unit: str
    counts_people: bool
    holds_from: str
    defined_on: date
    reason: str


class DrawOut(CamelSchema):
    """A draw: how it was made, of which months it tells, and which draw it corrects."""

    number: int
    drawn_on: date
    drawn_by: str
    source: str
    query: str
    file_name: str
    file_checksum: str
    corrects: int | None
    reason: str
    recorded_at: datetime
    months: list[str]


class FormerOut(CamelSchema):
    """What a draw before it said of a month."""

    draw: int
    state: str
    count: int | None


class SeriesMonthOut(CamelSchema):
    """What stands of a month: a count, or why there is none; by which definition and draw, and what stood before."""

    month: str
    state: str
    count: int | None
    definition: int
    draw: int
    former: list[FormerOut]


class BesideOut(CamelSchema):
    """A series that can stand beside it where something began, and why it is comparable."""

    beside: str
    reason: str
    recorded_by: str
    recorded_at: datetime


class MeasureOut(CamelSchema):
    """A measure; its last definition is what it counts now."""

    code: str
    name: str
    holder: str
    activity: str | None
    node: str
    direction: str
    unit: str
    definitions: list[DefinitionOut]
    draws: list[DrawOut]
    months: list[SeriesMonthOut]
    comparable: list[BesideOut]


class DefinitionIn(CamelSchema):
    """What is counted exactly, and from which month on."""

    text: str = kept(MeasureDefinition, "text")
    unit: str = kept(MeasureDefinition, "unit")
    counts_people: bool = False
    holds_from: MonthText
    defined_on: date


class AnewIn(DefinitionIn):
    """Another definition, with why."""

    reason: str = kept(MeasureDefinition, "reason")


class MeasureIn(DefinitionIn):
    """A measure with its first definition."""

    code: str = kept(Measure, "code")
    name: str = kept(Measure, "name")
    holder: Line
    activity: Line = ""
    node: str = kept(Measure, "node", "")
    direction: Measure.Direction


class BesideIn(CamelSchema):
    """The code of a measure in which nothing began, and why its series is comparable."""

    beside: Line
    reason: str = kept(ComparisonSeries, "reason")


class MonthIn(CamelSchema):
    """What a draw says of a month; nought is a count."""

    month: MonthText
    state: MeasureMonth.State = MeasureMonth.State.COUNTED
    count: int | None = Field(None, ge=0, le=LARGEST_COUNT)


def _number(value: object) -> object:
    # A form sends nothing as an empty text.
    return None if value == "" else value


class DrawMadeIn(CamelSchema):
    """How a draw was made, and which draw (by its number) it corrects."""

    drawn_on: date
    drawn_by: str = kept(MeasureDraw, "drawn_by")
    source: str = kept(MeasureDraw, "source")
    query: str = kept(MeasureDraw, "query", "")
    corrects: Annotated[int | None, BeforeValidator(_number)] = None
    reason: str = kept(MeasureDraw, "reason", "")


class DrawIn(DrawMadeIn):
    """A draw with its months."""

    months: list[MonthIn] = Field(max_length=MOST_MONTHS)


class PeriodsQuery(CamelSchema):
    """Two periods, from their first to their last month, which are counted along."""

    first_from: MonthText
    first_until: MonthText
    second_from: MonthText
    second_until: MonthText
    as_of: date | None = None


class CountComparisonOut(CamelSchema):
    """Whether a count rose, with both numbers; without a change the reasons why it can't be said."""

    change: str | None
    before: int | None
    after: int | None
    same_season: bool | None
    # How many days the periods have: months are not as long.
    days: list[int]
    said: str
    # By what it is named as evidence of the kind `count_comparison`.
    evidence: str
    reasons: list[ProblemReason]


class InterruptionQuery(CamelSchema):
    """The month in which something began, whether something returns each year, and a series in which nothing began.

    beside: of it someone said before why it is comparable.
    """

    start: MonthText
    season: bool = False
    beside: Line = ""
    as_of: date | None = None


class EstimateOut(CamelSchema):
    """An estimate with the bounds of its interval of 95%."""

    value: float
    low: float
    high: float


class PseudoStartOut(CamelSchema):
    """The same model at a month before the start, on what was counted before it; no estimates: nothing can be told."""

    month: str
    level: EstimateOut | None
    slope: EstimateOut | None


class ModelOut(CamelSchema):
    """A model: trend before, step at the start, change of the trend, and both lines by month.

    season: what it does with what returns each year (`reckoned_with`; or has no wave of a year, and one is `not_seen`,
    is seen and `left_out`, or is `not_to_be_seen` in so few months). pseudo_starts: none with fewer months before the
    start than `needed_for_pseudo`.
    """

    months: list[str]
    counts: list[int]
    fitted: list[float]
    # From the start on: where the series would have gone.
    expected: list[float]
    trend: EstimateOut
    level: EstimateOut
    slope: EstimateOut
    at_end: EstimateOut
    method: str
    dependence: float | None
    too_narrow: bool
    has_season: bool
    season: str
    needed_for_pseudo: int
    pseudo_starts: list[PseudoStartOut]


class InterruptionOut(CamelSchema):
    """What a series did where something began; without a model the reasons why there is none.

    level and slope: less those of the other series, when one was given. verb: the strongest that the design
    allows (`goes_with`, `is_plausible`, `led_to`).
    """

    model: ModelOut | None
    beside: ModelOut | None
    level: EstimateOut | None
    slope: EstimateOut | None
    design_level: int | None
    verb: str
    # By what it is named as evidence of the kind `interrupted_series`.
    evidence: str
    reasons: list[ProblemReason]
