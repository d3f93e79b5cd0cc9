"""The shapes of the assessment framework: lists, criteria, what was fixed of them, defects, coverage and judgements."""

from datetime import datetime

from ninja import Field
from pydantic import field_validator

from vlechtwerk.domains.evaluation.models import (
    CriteriaList,
    Criterion,
    CriterionBaseline,
    CriterionJudgement,
    CriterionNorm,
    CriterionSource,
    CriterionWording,
    EvidenceAgainst,
    JudgementObjection,
    Language,
    Rubric,
)
from vlechtwerk.domains.evaluation.rules.judging import MOST_EVIDENCE
from vlechtwerk.interfaces.api.schemas import (
    CamelSchema,
    DaysOut,
    EvidenceIn,
    EvidenceOut,
    Line,
    Text,
    kept,
    read_optional_date,
)

MOST_PARTS = 10


class CriteriaListIn(CamelSchema):
    """A list of criteria."""

    code: str = kept(CriteriaList, "code")
    title: str = kept(CriteriaList, "title")
    about: str = kept(CriteriaList, "about", "")
    language: str = kept(CriteriaList, "language", Language.DUTCH.value)
    # Whether its criteria are printed with its code.
    is_prefixed: bool = True


class CriteriaListOut(CamelSchema):
    """A list of criteria."""

    code: str
    title: str
    about: str
    language: str
    is_prefixed: bool


class CriterionWordsIn(CamelSchema):
    """A criterion as it is told."""

    question: str = kept(CriterionWording, "question")
    kind: str = kept(CriterionWording, "kind")
    group: str = kept(CriterionWording, "group", "")
    indicator: str = kept(CriterionWording, "indicator", "")
    methods: list[Line] = Field(default=[], max_length=10)
    subject_kind: str = kept(CriterionWording, "subject_kind", "")
    subject: str = kept(CriterionWording, "subject", "")


class CriterionIn(CriterionWordsIn):
    """A new criterion, and where it stands in a source."""

    code: str = kept(Criterion, "code")
    evidence: list[EvidenceIn] = Field(default=[], max_length=MOST_EVIDENCE)


class ChangedCriterionIn(CriterionWordsIn):
    """A criterion worded otherwise."""

    reason: str = kept(CriterionWording, "reason")


class WhyIn(CamelSchema):
    """Why something changes."""

    reason: str = kept(CriterionWording, "reason")


class CriterionSplitIn(WhyIn):
    """One question for each condition; the first keeps the code."""

    questions: list[Text] = Field(max_length=MOST_PARTS)


class MergeIn(WhyIn):
    """Codes of the criteria that go into this one."""

    others: list[Line] = Field(max_length=MOST_PARTS)


class SourceIn(CamelSchema):
    """A real thing from which a criterion is found out."""

    # `statement`, `activity_status`, `measure`, `lead_time` (a body), or a kind of evidence.
    kind: str = kept(CriterionSource, "kind")
    identifier: str = kept(CriterionSource, "identifier")


class NormIn(CamelSchema):
    """From when on a criterion is met; a later one needs a reason."""

    text: str = kept(CriterionNorm, "text")
    reason: str = kept(CriterionNorm, "reason", "")


class BaselineIn(CamelSchema):
    """How it was before; a later one needs a reason."""

    text: str = kept(CriterionBaseline, "text")
    measured_on: str | None = None
    reason: str = kept(CriterionBaseline, "reason", "")
    evidence: list[EvidenceIn] = Field(default=[], max_length=MOST_EVIDENCE)

    @field_validator("measured_on", mode="before")
    @classmethod
    def _date(cls, value: object) -> str | None:
        return read_optional_date(value)


class RubricIn(CamelSchema):
    """What each level of judgement means; a later one needs a reason."""

    met: str = kept(Rubric, "met")
    largely: str = kept(Rubric, "largely")
    partly: str = kept(Rubric, "partly")
    not_met: str = kept(Rubric, "not_met")
    reason: str = kept(Rubric, "reason", "")


class CriterionJudgementIn(CamelSchema):
    """A judgement, and what speaks for and against it."""

    level: str = kept(CriterionJudgement, "level")
    text: str = kept(CriterionJudgement, "text")
    sought: str = kept(CriterionJudgement, "sought", EvidenceAgainst.NOT_SOUGHT.value)
    evidence: list[EvidenceIn] = Field(default=[], max_length=MOST_EVIDENCE)


class CriterionWordingOut(CamelSchema):
    """How a criterion is worded since a moment."""

    number: int
    group: str
    kind: str
    question: str
    indicator: str
    methods: list[str]
    subject_kind: str
    subject: str
    is_closed: bool
    # Codes of criteria; empty: it was not merged, or not split off.
    merged_into: str
    split_from: str
    reason: str
    worded_by: str
    worded_at: datetime


class FixedOut(CamelSchema):
    """A norm or a baseline with its reason; timing: of a norm, whether it was fixed before the first data."""

    number: int
    text: str
    reason: str
    by: str
    at: datetime
    timing: str = ""
    measured_on: str = ""
    evidence: list[EvidenceOut] = []


class SourceDatumOut(CamelSchema):
    """One thing that a source tells now, by its address as evidence."""

    kind: str
    identifier: str
    title: str
    day: str
    # Of a decision in a lead time: how long it took.
    took: DaysOut | None


class CriterionSourceOut(CamelSchema):
    """A source of a criterion, and what there is of it."""

    kind: str
    identifier: str
    title: str
    method: str
    data: list[SourceDatumOut]
    # Of a lead time: decisions of which it is not known how long they took, and which count in nothing.
    without: list[str]


class JudgedEvidenceOut(CamelSchema):
    """A piece of evidence of a judgement: what it leads to now (empty: nowhere), and whether it changed."""

    number: int
    title: str
    is_changed: bool
    methods: list[str]
    levels: list[str]
    evidence: EvidenceOut


class MethodTellsOut(CamelSchema):
    """What one method tells of a criterion: numbers of evidence for and against, and at which levels."""

    method: str
    levels: list[str]
    supports: list[int]
    contradicts: list[int]


class JudgementObjectionIn(CamelSchema):
    """What someone has against a judgement."""

    text: str = kept(JudgementObjection, "text")


class JudgementObjectionOut(CamelSchema):
    """What another evaluator has against a judgement."""

    text: str
    objected_by: str
    objected_at: datetime


class CriterionJudgementOut(CamelSchema):
    """A judgement, how strong its evidence is, and what each method tells."""

    number: int
    level: str
    text: str
    sought: str
    strength: str
    norm: str
    judged_by: str
    judged_at: datetime
    # Empty: nobody checked it.
    checked_by: str
    evidence: list[JudgedEvidenceOut]
    methods: list[MethodTellsOut]
    methods_agree: bool
    levels_agree: bool
    # Of these too few people were heard to tell how they speak.
    levels_of_few: list[str]
    # What was changed since it was judged: norm, wording, baseline or goal; then it is judged anew.
    moved: list[str] = []
    # Why another evaluator did not say that it is right; for evaluators only.
    objections: list[JudgementObjectionOut] = []


class CriterionRowOut(CamelSchema):
    """A criterion in the list: how it is worded now, what is fixed of it, and what was judged last."""

    code: str
    printed: str
    of_list: str
    group: str
    kind: str
    question: str
    methods: list[str]
    subject_kind: str
    subject: str
    is_closed: bool
    # Code of the criterion into which it went.
    merged_into: str
    norm: str
    baseline: str
    # As far as the caller may see; empty: not judged.
    level: str
    strength: str


class RubricOut(CamelSchema):
    """What each level of judgement means."""

    number: int
    met: str
    largely: str
    partly: str
    not_met: str
    reason: str
    set_by: str
    set_at: datetime


class FrameworkOut(CamelSchema):
    """The framework of an evaluation; rubrics: the last one counts."""

    evaluation: str
    lists: list[CriteriaListOut]
    rubrics: list[RubricOut]
    criteria: list[CriterionRowOut]


class CriterionOut(CamelSchema):
    """A criterion with all that was changed of it; judgements for evaluators only."""

    evaluation: str
    code: str
    printed: str
    is_closed: bool
    # To which other criteria it leads, by their codes.
    merged_into: str
    merged_from: list[str]
    split_from: str
    split_into: list[str]
    wordings: list[CriterionWordingOut]
    norms: list[FixedOut]
    baselines: list[FixedOut]
    sources: list[CriterionSourceOut]
    evidence: list[EvidenceOut]
    judgements: list[CriterionJudgementOut]
    checked: CriterionJudgementOut | None


class DefectOut(CamelSchema):
    """One thing that is wrong with a framework, where, and what is proposed."""

    kind: str
    title: str
    criteria: list[str]
    goal: str
    # Words of the question of the first criterion that it is about.
    places: list[str]
    act: str
    proposal: str
    texts: list[str]


class LackOut(CamelSchema):
    """A source without data, and whose move it is."""

    kind: str
    identifier: str
    title: str
    move: str


class CoveredOut(CamelSchema):
    """How far a criterion is, and whose move it is."""

    code: str
    question: str
    standing: str
    moves: list[str]
    lacks: list[LackOut]
