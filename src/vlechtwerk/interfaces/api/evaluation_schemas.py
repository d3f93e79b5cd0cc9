"""The shapes of evaluations: their design, their plan, and figures that stand in a source."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field
from pydantic import field_validator

from vlechtwerk.domains.evaluation.models import (
    Dimension,
    Evaluation,
    EvaluationAim,
    EvaluationGroup,
    EvaluationQuestion,
    Measurement,
    PlannedMethod,
    PublishedFigure,
)
from vlechtwerk.domains.evaluation.operations.design import Period
from vlechtwerk.domains.evaluation.rules.design import MethodTold
from vlechtwerk.domains.evaluation.rules.published import LARGEST_BASE, FigureTold
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.api.schemas import (
    MOST,
    CamelSchema,
    DateOut,
    EvidenceIn,
    EvidenceOut,
    Line,
    kept,
    read_optional_date,
)


class EvaluatorOut(CamelSchema):
    """Someone who is or was evaluator of an evaluation."""

    id: UUID
    person: str
    person_id: UUID
    evaluator_from: date
    evaluator_until: date | None


class AimOut(CamelSchema):
    """What an evaluation is meant to give insight in."""

    id: UUID
    text: str
    evidence: list[EvidenceOut]


class QuestionOut(CamelSchema):
    """A question, who brought it in, and per measurement by which methods it is answered: none is an empty cell."""

    code: str
    text: str
    brought_in_by: str
    methods: dict[int, list[str]]
    evidence: list[EvidenceOut]


class GroupOut(CamelSchema):
    """A group that can be asked."""

    code: str
    name: str
    inferred: bool


class PlannedMethodOut(CamelSchema):
    """A method: how many are asked, what came in, and per group what it has to do with it."""

    code: str
    kind: str
    name: str
    asked: int | None
    came_in: int | None
    note: str
    parts: dict[str, str]
    questions: list[str]
    evidence: list[EvidenceOut]


class MeasurementOut(CamelSchema):
    """A time at which an evaluation looks, with its methods."""

    number: int
    name: str
    focus: str
    measured_from: DateOut | None
    measured_to: DateOut | None
    methods: list[PlannedMethodOut]
    evidence: list[EvidenceOut]


class EvaluationShortOut(CamelSchema):
    """An evaluation as it stands in the list."""

    code: str
    title: str
    kind: str
    aims: int
    questions: int
    measurements: int
    evaluators: list[EvaluatorOut]


class EvaluationOut(CamelSchema):
    """An evaluation with its design and its plan; `emptyCells` counts questions without a method, per measurement."""

    code: str
    title: str
    kind: str
    begun_at: datetime
    evaluators: list[EvaluatorOut]
    aims: list[AimOut]
    questions: list[QuestionOut]
    groups: list[GroupOut]
    measurements: list[MeasurementOut]
    empty_cells: int


class EvaluationIn(CamelSchema):
    """A new evaluation."""

    code: str = kept(Evaluation, "code")
    title: str = kept(Evaluation, "title")
    kind: str = kept(Evaluation, "kind", "")


class EvaluatorIn(CamelSchema):
    """Who becomes evaluator."""

    person: UUID


class EvaluatorEndIn(CamelSchema):
    """From when on someone is no evaluator any more."""

    until: date


class AimWordingIn(CamelSchema):
    """How an aim is worded."""

    text: str = kept(EvaluationAim, "text")


class AimIn(AimWordingIn):
    """A new aim."""

    evidence: list[EvidenceIn] = []


class QuestionWordingIn(CamelSchema):
    """How a question is worded, and who brought it in."""

    text: str = kept(EvaluationQuestion, "text")
    brought_in_by: str = kept(EvaluationQuestion, "brought_in_by", "")


class EvaluationQuestionIn(QuestionWordingIn):
    """A new question."""

    code: str = kept(EvaluationQuestion, "code")
    evidence: list[EvidenceIn] = []


class GroupNameIn(CamelSchema):
    """How a group is called."""

    name: str = kept(EvaluationGroup, "name")


class GroupIn(GroupNameIn):
    """A new group."""

    code: str = kept(EvaluationGroup, "code")
    inferred: bool = False
    evidence: list[EvidenceIn] = []


class MeasurementChangeIn(CamelSchema):
    """What a measurement looks at, and when."""

    name: str = kept(Measurement, "name")
    focus: str = kept(Measurement, "focus", "")
    measured_from: Line | None = None
    measured_to: Line | None = None

    _dates = field_validator("measured_from", "measured_to")(read_optional_date)

    def period(self) -> Period:
        """Return from when to when, as far as it is told."""
        begins, ends = (PreciseDate.read(text) if text else None for text in (self.measured_from, self.measured_to))
        return begins, ends


class MeasurementIn(MeasurementChangeIn):
    """A new measurement."""

    evidence: list[EvidenceIn] = []


class MethodChangeIn(CamelSchema):
    """What a method is, how many it asks, and what came in."""

    kind: PlannedMethod.Kind
    name: str = kept(PlannedMethod, "name")
    asked: int | None = Field(None, ge=0, le=MOST)
    came_in: int | None = Field(None, ge=0, le=MOST)
    note: str = kept(PlannedMethod, "note", "")

    def told(self) -> MethodTold:
        """Return what the operations take."""
        return MethodTold(self.kind, self.name, self.asked, self.came_in, self.note)


class PlannedMethodIn(MethodChangeIn):
    """A new method."""

    code: str = kept(PlannedMethod, "code")
    evidence: list[EvidenceIn] = []


class PartsIn(CamelSchema):
    """Which groups (codes) a method asks: planned, took part, or did not; who is not named is not asked."""

    planned: list[Line] = []
    took_part: list[Line] = []
    did_not: list[Line] = []


class ServedIn(CamelSchema):
    """Which questions (codes) a method helps to answer; it serves no others."""

    questions: list[Line] = []


class CountThatFitsOut(CamelSchema):
    """The whole counts that fit a share, if so many answered."""

    base: int
    counts: list[int]


class PublishedFigureOut(CamelSchema):
    """A figure as its source gives it. `fits` is computed: which counts can lie behind it, never which one does."""

    evaluation: str
    code: str
    kind: str
    text: str
    dimension: str
    percentage: int
    approximate: bool
    words: str
    figure: str
    negative: bool
    double_barrelled: bool
    about: list[str]
    measurement: int | None
    base_from: int | None
    base_to: int | None
    counted: int | None
    counted_of: int | None
    fits: list[CountThatFitsOut] | None
    note: str
    recorded_at: datetime
    evidence: list[EvidenceOut]


class PublishedFigureIn(CamelSchema):
    """A figure as a source gives it, with its place there. A share has no count; a response has one."""

    code: str = kept(PublishedFigure, "code")
    kind: PublishedFigure.Kind = PublishedFigure.Kind.SHARE
    text: str = kept(PublishedFigure, "text")
    dimension: Dimension = Dimension.OTHER
    percentage: int = Field(ge=0, le=100)
    approximate: bool = False
    words: str = kept(PublishedFigure, "words", "")
    figure: str = kept(PublishedFigure, "figure", "")
    negative: bool = False
    double_barrelled: bool = False
    about: list[Line] = []
    measurement: int | None = Field(None, ge=1, le=MOST)
    base_from: int | None = Field(None, ge=0, le=LARGEST_BASE)
    base_to: int | None = Field(None, ge=0, le=LARGEST_BASE)
    counted: int | None = Field(None, ge=0, le=MOST)
    counted_of: int | None = Field(None, ge=0, le=MOST)
    note: str = kept(PublishedFigure, "note", "")
    evidence: list[EvidenceIn] = []

    def told(self) -> FigureTold:
        """Return what the operation takes."""
        plain = (
            "code", "text", "percentage", "words", "kind", "dimension", "approximate", "figure", "negative",
            "double_barrelled", "note",
        )  # fmt: skip
        return FigureTold(
            **{name: getattr(self, name) for name in plain},
            about=tuple(self.about),
            base=None if self.base_from is None and self.base_to is None else (self.base_from, self.base_to),
            counted=self.counted,
            counted_of=self.counted_of,
        )
