"""The shapes of findings, answers and the words for amounts."""

from datetime import datetime
from typing import Any

from ninja import Field
from pydantic import field_validator

from vlechtwerk.domains.evaluation.models import AmountWords, EvidenceAgainst, Finding, FindingKind, KnowledgeGap
from vlechtwerk.domains.evaluation.rules.amount_words import MOST_STEPS
from vlechtwerk.domains.evaluation.rules.findings import MOST_EVIDENCE
from vlechtwerk.foundation.evidence.address import Base
from vlechtwerk.interfaces.api.schemas import CamelSchema, EvidenceIn, EvidenceOut, Line, kept

MOST_QUESTIONS = 50


class FindingWordsIn(CamelSchema):
    """A finding as it is told: a sentence with holes ({aandeel 1}), its ground and base, and what it serves."""

    sentence: str = kept(Finding, "sentence")
    ground: str = kept(Finding, "ground")
    base: str = kept(Finding, "base", Base.OWN.value)
    kind: str = kept(Finding, "kind", FindingKind.NEITHER.value)
    sought: str = kept(Finding, "sought", EvidenceAgainst.NOT_SOUGHT.value)
    language: str = kept(Finding, "language", "nl")
    # Codes of questions of the evaluation.
    questions: list[Line] = Field(default=[], max_length=MOST_QUESTIONS)


class FindingIn(FindingWordsIn):
    """A new finding; its evidence is numbered from one."""

    evidence: list[EvidenceIn] = Field(default=[], max_length=MOST_EVIDENCE)


class ChangedFindingIn(FindingWordsIn):
    """A finding told otherwise."""

    remark: str = kept(Finding, "check_remark", "")


class AddedEvidenceIn(CamelSchema):
    """Evidence for or against a finding, which gets the next numbers."""

    evidence: list[EvidenceIn] = Field(min_length=1, max_length=MOST_EVIDENCE)


class FindingRemarkIn(CamelSchema):
    """What someone says with an act."""

    remark: str = kept(Finding, "check_remark", "")


class WordsAtFaultOut(CamelSchema):
    """Words that the evidence does not carry: where, why, and on which grounds they could stand."""

    code: str
    at: str
    start: int
    end: int
    why: str
    needs: list[str]


class JudgedOut(CamelSchema):
    """What is said of a sentence: filled, the words at fault, and sentences that the evidence does carry."""

    allowed: bool
    filled: str
    objections: list[WordsAtFaultOut]
    suggestions: list[str]


class JudgedNewOut(JudgedOut):
    """What is said of the sentence of a new finding, with the holes that each piece of evidence can fill, by number."""

    holes: dict[int, list[str]]


class FindingEvidenceOut(CamelSchema):
    """A piece of evidence with the number that holes give, what it says now, and how it was found."""

    number: int
    # What it leads to now; empty: nowhere any more.
    title: str
    methods: list[str]
    levels: list[str]
    used_in: list[str]
    evidence: EvidenceOut


class FindingChangeOut(CamelSchema):
    """What changed: old and new."""

    what: str
    old: str
    new: str


class FindingStepOut(CamelSchema):
    """One act on a finding."""

    act: str
    taken_by: str
    taken_at: datetime
    remark: str
    changes: list[FindingChangeOut]


class MethodSaysOut(CamelSchema):
    """What one method says of a finding: numbers of evidence for and against."""

    method: str
    levels: list[str]
    supports: list[int]
    contradicts: list[int]


class FindingOut(CamelSchema):
    """A finding with its evidence and history; for evaluators."""

    evaluation: str
    code: str
    # As it was written, and with its holes filled.
    sentence: str
    filled: str
    language: str
    ground: str
    base: str
    kind: str
    sought: str
    # As it counts now: what was approved on evidence that changed since is reopened.
    state: str
    questions: list[str]
    written_by: str
    written_at: datetime
    checked_by: str
    checked_at: datetime | None
    check_remark: str
    approved_by: str
    approved_at: datetime | None
    approval_remark: str
    changed: list[FindingChangeOut]
    judged: JudgedOut
    evidence: list[FindingEvidenceOut]
    methods: list[MethodSaysOut]
    methods_agree: bool
    steps: list[FindingStepOut]


class ApprovedFindingOut(CamelSchema):
    """An approved finding as every member reads it, with the evidence that the caller may resolve."""

    evaluation: str
    code: str
    # By what it is named as evidence, of kind “finding”.
    identifier: str
    sentence: str
    language: str
    ground: str
    base: str
    kind: str
    sought: str
    questions: list[str]
    methods: dict[str, list[str]]
    approved_by: str
    approved_at: datetime
    evidence: list[EvidenceOut]


class GapIn(CamelSchema):
    """What is not known of a question, and why."""

    text: str = kept(KnowledgeGap, "text")
    reason: str = kept(KnowledgeGap, "reason")


class ChangedGapIn(GapIn):
    """What is not known told otherwise, or that it is known by now or no longer asked."""

    state: str = kept(KnowledgeGap, "state", KnowledgeGap.State.OPEN.value)


class GapVersionOut(CamelSchema):
    """How it was told at a moment."""

    text: str
    reason: str
    state: str
    noted_by: str
    noted_at: datetime


class GapOut(GapVersionOut):
    """What is not known, with how it was told before, oldest first."""

    number: int
    before: list[GapVersionOut]


class NotHeardOnOut(CamelSchema):
    """Who was not heard: groups of the plan, levels and organisations among participants, and how many people."""

    groups: list[str]
    levels: list[str]
    organisations: list[str]
    people: int


class DisagreementOut(CamelSchema):
    """A finding with the methods of which evidence speaks against it, and for it."""

    finding: str
    against: list[str]
    supporting: list[str]


class AnswerOut(CamelSchema):
    """The answer to a question: what is known, what is not, what was computed to be missing, and what disagrees."""

    evaluation: str
    question: str
    text: str
    known: list[ApprovedFindingOut]
    gaps: list[GapOut]
    # Codes of planned methods of which no approved finding has evidence.
    without_evidence: list[str]
    # Nothing: the caller may not know who took part in fieldwork.
    not_heard: NotHeardOnOut | None
    disagreeing: list[DisagreementOut]
    # Codes of findings that were approved, and are being looked at again.
    looked_at_again: list[str]


class AmountStepIn(CamelSchema):
    """A word, and the whole percentage from which (or above which) it is used."""

    word: str = kept(AmountWords, "none")
    from_percent: int = Field(ge=0, le=99)
    above: bool = False


class AmountWordsIn(CamelSchema):
    """A table of words for amounts of people."""

    none: str = kept(AmountWords, "none")
    few: str = kept(AmountWords, "few")
    few_at_most: int = Field(ge=0, le=100)
    steps: list[AmountStepIn] = Field(min_length=1, max_length=MOST_STEPS)
    all: str = kept(AmountWords, "all")

    @field_validator("steps", mode="before")
    @classmethod
    def read_lines(cls, value: Any) -> Any:
        """Read steps that are written on one line each: 40|about half, or >60|a majority."""
        if not isinstance(value, list):
            return value
        return [_on_a_line(one) if isinstance(one, str) else one for one in value]


def _on_a_line(line: str) -> Any:
    share, mark, word = line.partition("|")
    if not mark:
        return line
    return {"word": word.strip(), "fromPercent": share.strip().lstrip("> "), "above": share.strip().startswith(">")}


class AmountLineOut(CamelSchema):
    """A word for an amount, and when it is used."""

    word: str
    used_for: str


class AmountWordsOut(CamelSchema):
    """The words for amounts of an evaluation, from nobody to everybody; its own or the default."""

    is_own: bool
    lines: list[AmountLineOut]
