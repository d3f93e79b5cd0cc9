"""Shapes of the report of an evaluation: its chapters, what is wrong with their sentences, and each building of it."""

from datetime import datetime
from typing import Annotated

from ninja import Field
from pydantic import StringConstraints

from vlechtwerk.domains.evaluation.models import EvaluationReport, Language
from vlechtwerk.domains.evaluation.models.reports import LONGEST_CHAPTER
from vlechtwerk.interfaces.api.schemas import NO_NUL, CamelSchema

ChapterWords = Annotated[str, StringConstraints(max_length=LONGEST_CHAPTER, pattern=NO_NUL)]


class ChapterOut(CamelSchema):
    """A chapter with its words: version nought are the words that come with the platform."""

    chapter: str
    title: str
    language: str
    version: int
    text: str
    parts: list[str]


class ChapterIn(CamelSchema):
    """The words of a chapter; `seen` is the version before them."""

    language: Language = Language.DUTCH
    text: ChapterWords
    seen: int = Field(0, ge=0, le=32_000)


class ChapterTryIn(CamelSchema):
    """Words of a chapter that are tried; nothing is kept."""

    language: Language = Language.DUTCH
    text: ChapterWords


class ReportObjectionOut(CamelSchema):
    """What is wrong with a sentence: in which chapter, which sentence of it, at which words and where, and why."""

    chapter: str
    number: int
    sentence: str
    at: str
    start: int
    code: str
    reason: str


class EvaluationReportOut(CamelSchema):
    """One building of the report, how far it is, and what it was refused for."""

    number: int
    language: str
    state: EvaluationReport.State
    share: int
    asked_at: datetime
    frozen_at: datetime | None
    checksum: str
    files: list[str]
    refused: list[ReportObjectionOut]


class EvaluationReportIn(CamelSchema):
    """In which language a report is built."""

    language: Language = Language.DUTCH


class LookedFindingOut(CamelSchema):
    """One thing that no longer holds."""

    code: str
    text: str
    where: str
    stands: str
    found: str


class LookedOut(CamelSchema):
    """What was looked at in a file of any report, and what no longer holds."""

    # “progress” or “evaluation”.
    kind: str
    report: str
    holds: bool
    is_frozen: bool
    remark: str
    looked_at: int
    findings: list[LookedFindingOut]


class ReportTemplateOut(CamelSchema):
    """By which Word template reports of an evaluation are made; without a name there is none."""

    name: str = ""
    version: int = 0
    checksum: str = ""
    given_at: datetime | None = None
