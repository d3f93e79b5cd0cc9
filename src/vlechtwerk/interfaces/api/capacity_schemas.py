"""The shapes of capacity: hours, the ledger, recruitment and departures."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Field
from pydantic import field_validator

from vlechtwerk.domains.programme.models import (
    Candidate,
    CapacityKind,
    CapacityPlace,
    CapacityProfile,
    RecruitmentPart,
    RecruitmentRequest,
    RecruitmentStep,
    VacancyDifference,
)
from vlechtwerk.engines.statistics import capacity
from vlechtwerk.engines.statistics.capacity import month_after
from vlechtwerk.interfaces.api.schemas import CamelSchema, EvidenceIn, EvidenceOut, Line, SpreadOut, Text, kept

# Larger is refused by the rules with their words; this keeps out what no column holds.
MOST_DIGITS = 12


def read_month(value: Any) -> Any:
    """Return the first day of a month, written as 2026-01; raise `ValueError` when it is none."""
    if value is None:
        return None
    try:
        return capacity.read_month(str(value))
    except ValueError:
        raise ValueError(_("“%(text)s” is not a month. Write it as 2026-01.") % {"text": value}) from None


class CapacityQuery(CamelSchema):
    """What of the ledger is asked; months as 2026-01, `until` not included."""

    organisation: Line = ""
    profile: Line = ""
    activity: Line = ""
    place: CapacityPlace | None = None
    first: str | None = Field(None, max_length=10)
    until: str | None = Field(None, max_length=10)
    as_of: date | None = None

    @field_validator("first", "until")
    @classmethod
    def _is_month(cls, value: str | None) -> str | None:
        read_month(value)
        return value


class ProfileOut(CamelSchema):
    """A kind of expertise."""

    code: str
    name: str


class ProfileIn(CamelSchema):
    """A kind of expertise to add."""

    code: str = Field(max_length=20, pattern=r"^[-a-zA-Z0-9_]+$")
    name: str = kept(CapacityProfile, "name")


class SumsOut(CamelSchema):
    """Hours added up: asked, pledged, delivered, and the two kinds of gap."""

    asked: Decimal
    pledged: Decimal
    delivered: Decimal
    never_pledged: Decimal
    not_delivered: Decimal
    # Pledged over months that are over and were not handed in: left out of delivered and of the gap.
    awaited: Decimal
    given: int
    awaiting: int
    gap: Decimal
    percent: int | None


class CellOut(CamelSchema):
    """The hours of one organisation, profile, activity and place in one month; delivered is null when not given."""

    organisation: str
    profile: str
    activity: str | None
    place: str
    month: str
    asked: Decimal
    pledged: Decimal
    delivered: Decimal | None
    never_pledged: Decimal
    not_delivered: Decimal


class CapacityFindingOut(CamelSchema):
    """What a source tells about capacity."""

    text: str
    evidence: list[EvidenceOut]


class LedgerOut(CamelSchema):
    """The ledger as far as the caller may read it, as it stood on a day."""

    reads_all: bool
    as_of: date
    sums: SumsOut
    cells: list[CellOut]
    findings: list[CapacityFindingOut]


class CapacityLineOut(CamelSchema):
    """One line as it was recorded; the highest number of its key holds."""

    id: UUID
    kind: str
    organisation: str
    profile: str
    activity: str | None
    place: str
    month: str
    hours: Decimal
    number: int
    decision: UUID | None
    recorded_by: str
    recorded_at: datetime
    evidence: list[EvidenceOut]


class HoursIn(CamelSchema):
    """So many hours in each month of a period; months as 2026-01, `until` not included."""

    organisation: Line
    profile: Line
    activity: Line | None = None
    place: CapacityPlace = CapacityPlace.INSIDE
    first: str = Field(max_length=10)
    # Without it: one month.
    until: str | None = Field(None, max_length=10)
    hours: Decimal = Field(max_digits=MOST_DIGITS)
    evidence: list[EvidenceIn] = []

    @field_validator("first", "until")
    @classmethod
    def _is_month(cls, value: str | None) -> str | None:
        read_month(value)
        return value

    def period(self) -> tuple[date, date]:
        """Return the first month, and the month that is not included."""
        first: date = read_month(self.first)
        return first, read_month(self.until) if self.until else month_after(first, 1)


class PledgeIn(HoursIn):
    """Hours that are pledged, with the decision behind them."""

    decision: UUID | None = None


class ConfirmIn(CamelSchema):
    """Hours that were delivered in a month."""

    organisation: Line
    profile: Line
    activity: Line | None = None
    place: CapacityPlace = CapacityPlace.INSIDE
    month: str = Field(max_length=10)
    hours: Decimal = Field(max_digits=MOST_DIGITS)

    @field_validator("month")
    @classmethod
    def _is_month(cls, value: str) -> str:
        read_month(value)
        return value


class LedgerImportIn(CamelSchema):
    """Whether a file is only read and shown, or saved too."""

    save: bool = False


class MistakeOut(CamelSchema):
    """What is wrong in a file, and where."""

    sheet: str
    row: int
    column: str
    text: str


class UnderstoodLineOut(CamelSchema):
    """A line as it was understood."""

    organisation: str
    profile: str
    activity: str | None
    place: str
    month: str
    kind: CapacityKind
    hours: Decimal


class ImportOut(CamelSchema):
    """What a file says; `saved` lines were added, what held already was left out."""

    lines: list[UnderstoodLineOut]
    mistakes: list[MistakeOut]
    saved: int


class ProfilePartsIn(CamelSchema):
    """The parts in which a request and a vacancy are written."""

    profile_text: str = kept(RecruitmentRequest, "profile_text", "")
    tasks: Text = ""
    level: str = kept(RecruitmentRequest, "level", "")
    hours: str = kept(RecruitmentRequest, "hours", "")
    screening: str = kept(RecruitmentRequest, "screening", "")
    begins: str = kept(RecruitmentRequest, "begins", "")

    def parts(self) -> dict[str, str]:
        """Return the words of each part."""
        return {part.value: getattr(self, part.value) for part in RecruitmentPart}


class ProfileRequestIn(ProfilePartsIn):
    """A request for someone with a profile."""

    code: str = kept(RecruitmentRequest, "code")
    organisation: Line
    profile: Line
    activity: Line | None = None
    asked_on: date


class VacancyIn(ProfilePartsIn):
    """A vacancy as it was published."""

    published_on: date


class DifferenceIn(CamelSchema):
    """Whether a part was published as asked."""

    part: RecruitmentPart
    verdict: VacancyDifference.Verdict
    remark: str = kept(VacancyDifference, "remark", "")


class CandidateIn(CamelSchema):
    """Someone who may fill a vacancy."""

    name: str = kept(Candidate, "name")
    found_on: date


class RecruitmentStepIn(CamelSchema):
    """A step that a candidate took."""

    kind: RecruitmentStep.Kind
    occurred_on: date


class PartOut(CamelSchema):
    """A part of a request beside the vacancy."""

    part: str
    asked: str
    published: str
    compared: str
    verdict: str
    judged_by: str | None
    remark: str


class RecruitmentStepOut(CamelSchema):
    """A step of a candidate."""

    kind: str
    occurred_on: date


class CandidateOut(CamelSchema):
    """A candidate whom the caller keeps."""

    id: UUID
    name: str
    steps: list[RecruitmentStepOut]


class RecruitmentOut(CamelSchema):
    """A request with the vacancy as published, and how many candidates took each step."""

    id: UUID
    code: str
    organisation: str
    profile: str
    activity: str | None
    asked_on: date
    published_on: date | None
    differs: list[str]
    steps: dict[str, int]
    parts: list[PartOut]
    candidates: list[CandidateOut]


class WayOut(CamelSchema):
    """How long it takes from one step to another: over how many, the median, and 9 of 10 from ten on."""

    earlier: str
    later: str
    days: SpreadOut | None


class DeparturesOut(CamelSchema):
    """Who left in a year that is over, as counts; null is a count that is not shown."""

    year: int
    total: int | None
    together: int | None
    reasons: dict[str, int | None]
