"""The shapes that go in and out: camelCase names, dates with their precision, no identifiers that count."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, field_validator
from pydantic.alias_generators import to_camel

from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Ground, LocatorKind, Stance
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.periods import PreciseDate


class CamelSchema(Schema):
    """Names in camelCase outside, as ours inside."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True, extra="forbid")


class DateOut(CamelSchema):
    """A date with the first and last day that it can mean."""

    text: str
    earliest: date
    latest: date

    @classmethod
    def of(cls, moment: PreciseDate | None) -> "DateOut | None":
        """Return the shape of a date, or nothing."""
        return None if moment is None else cls(text=moment.text, earliest=moment.earliest, latest=moment.latest)


class EvidenceOut(CamelSchema):
    """What something rests on."""

    kind: str
    identifier: str
    version: str
    locator_kind: str
    locator: str
    text: str
    stance: str
    ground: str
    base: str

    @classmethod
    def of(cls, link: EvidenceLink) -> "EvidenceOut":
        """Return the shape of an evidence link."""
        return cls(**{name: getattr(link, name) for name in cls.model_fields})


class EvidenceIn(CamelSchema):
    """Evidence by its address."""

    kind: str = "document"
    identifier: str
    locator_kind: LocatorKind = LocatorKind.NONE
    locator: str = ""
    text: str = ""
    stance: Stance = Stance.SUPPORTS
    ground: Ground = Ground.NONE

    def evidence(self) -> Evidence:
        """Return the evidence."""
        address = EvidenceAddress(self.kind, self.identifier, "", self.locator_kind, self.locator)
        return Evidence(address, self.text, self.stance, self.ground)


def read_date(value: Any) -> str:
    """Return the text of a date with its precision; raise `ValueError` when it is none."""
    return PreciseDate.read(str(value)).text


class StatusOut(CamelSchema):
    """One change of status."""

    id: UUID
    status: str
    occurred_on: DateOut
    reason: str
    note: str
    goal_reached: str
    merged_into: str | None
    recorded_by: str
    recorded_at: datetime
    evidence: list[EvidenceOut]


class StatusIn(CamelSchema):
    """A change of status."""

    status: str
    occurred_on: str
    reason: str
    note: str = ""
    goal_reached: str = "unknown"
    merged_into: str | None = None
    evidence: list[EvidenceIn] = []

    _occurred_on = field_validator("occurred_on")(read_date)


class ActivityOut(CamelSchema):
    """An activity as it stood on a day."""

    code: str
    name: str
    kind: str
    focus_area: str | None
    goal: str
    status: str | None
    goal_reached: str | None
    possible_statuses: list[str]
    former_names: list[str]
    held_up_by: list[str]


class EntryOut(CamelSchema):
    """One thing told about an activity."""

    text: str
    occurred_on: DateOut | None
    evidence: list[EvidenceOut]


class MilestoneOut(CamelSchema):
    """A milestone, the date that held on the day asked, and those that possibly held."""

    title: str
    date: DateOut | None
    possible_dates: list[DateOut]


class ActivityDetailOut(ActivityOut):
    """An activity with what is told about it, in lists that never mix."""

    done: list[EntryOut]
    self_reported: list[EntryOut]
    prepared: list[EntryOut]
    opinions: list[EntryOut]
    milestones: list[MilestoneOut]


class PageOut(CamelSchema):
    """A page of activities."""

    total: int
    next: str | None
    previous: str | None
    items: list[ActivityOut]


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

    verdict: str
    period: str
    judged_on: str
    note: str = ""
    evidence: list[EvidenceIn] = []

    _judged_on = field_validator("judged_on")(read_date)


class PreconditionOut(CamelSchema):
    """A precondition as it was judged on a day, and what it held up."""

    code: str
    title: str
    in_plan: bool
    due_on: DateOut | None
    verdict: str
    holds_up: list[str]


class SourceOut(CamelSchema):
    """A document that facts rest on."""

    code: str
    title: str
    kind: str
    version: str
    dated_on: DateOut | None
    publisher: str
    doubt: str


class OrganisationOut(CamelSchema):
    """An organisation."""

    code: str
    name: str
    kind: str
    role: str


class BodyOut(CamelSchema):
    """A body."""

    code: str
    name: str
    level: str
    composition: str
    purpose: str


class PersonOut(CamelSchema):
    """Someone who takes part."""

    id: UUID
    name: str


class MandateOut(CamelSchema):
    """Who may decide what."""

    id: UUID
    subject: str
    limits: str
    body: str | None
    person: str | None
    mandated_from: date | None
    mandated_until: date | None


class DecisionOut(CamelSchema):
    """A question, and what was decided."""

    id: UUID
    question: str
    state: str
    body: str | None
    asked_on: DateOut | None
    decided_on: DateOut | None
    result: str
    outcome: str
    reasons: str


class DecisionIn(CamelSchema):
    """A question for a body."""

    question: str
    body: str | None = None
    agreed_days: int | None = None


class TakingIn(CamelSchema):
    """What is decided, and under which mandate."""

    result: str
    decided_on: str
    mandate: UUID | None = None
    outcome: str = ""
    reasons: str = ""

    _decided_on = field_validator("decided_on")(read_date)
