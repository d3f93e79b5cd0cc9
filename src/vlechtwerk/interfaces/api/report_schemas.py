"""Shapes of progress reports: a report, its facts, figures and words, and what was found when it was verified."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Field
from pydantic import StringConstraints

from vlechtwerk.domains.programme.models import ProgressReport
from vlechtwerk.domains.programme.models.reports import LONGEST_WORDS
from vlechtwerk.interfaces.api.schemas import NO_NUL, CamelSchema, Line, Text

Words = Annotated[str, StringConstraints(max_length=LONGEST_WORDS, pattern=NO_NUL)]


class ReportOut(CamelSchema):
    """A progress report, and how far it is."""

    code: str
    title: str
    period_from: date
    period_until: date
    language: str
    state: ProgressReport.State
    approving_body: str
    told_in: str | None
    decision: UUID | None
    gathered_at: datetime | None
    gathering_share: int | None
    gathering_failed: bool


class FactOut(CamelSchema):
    """One fact, with its number at its activity and what it rests on."""

    activity: str | None
    part: str
    number: int
    words: str
    ground: str
    base: str
    sources: list[str]


class FigureOut(CamelSchema):
    """One figure: how it is computed, and from how many records."""

    part: str
    key: str
    label: str
    value: str | None
    unit: str
    computation: str
    records: int


class RefusedOut(CamelSchema):
    """A sentence that its facts do not carry; without an activity it stands at the whole."""

    activity: str | None
    sentence: str
    objection: str
    text: str


class WordsOut(CamelSchema):
    """The words at an activity, or at the whole."""

    activity: str | None
    text: str
    version: int
    written_by: str


class ReportDetailOut(ReportOut):
    """All that a reader may read of a report; of a frozen one, its checksum and the files there are."""

    facts: list[FactOut]
    figures: list[FigureOut]
    words: list[WordsOut]
    refused: list[RefusedOut]
    # Of which activities nothing came in.
    unreported: list[str]
    checksum: str | None
    files: list[str]


class ReportIn(CamelSchema):
    """Over which four months a report is drafted, and who is to approve it."""

    period_from: date
    approving_body: Line
    language: ProgressReport.Language = ProgressReport.Language.DUTCH


class WordsIn(CamelSchema):
    """What is said at an activity, or at the whole when none is named; `seen` is the version before it."""

    activity: Line = ""
    text: Words
    seen: int = Field(0, ge=0, le=32_000)


class ReportApprovalIn(CamelSchema):
    """Under which mandate a report is approved."""

    mandate: UUID | None = None


class ReturnIn(ReportApprovalIn):
    """What has to be mended."""

    reasons: Text


class VerificationFindingOut(CamelSchema):
    """One thing that no longer holds."""

    code: str
    text: str
    where: str
    stands: str
    found: str


class VerifiedOut(CamelSchema):
    """What was looked at in a file, and what no longer holds."""

    report: str
    holds: bool
    # Whether the rows of the draft were compared as well; what is said when they were not.
    rows_compared: bool
    remark: str
    figures: int
    facts: int
    findings: list[VerificationFindingOut]
