"""The shapes of purposes, authorisations, covenants and grounds; each names its fields, none is made from a record."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Field
from pydantic import StringConstraints, field_validator

from vlechtwerk.domains.sharing.models import Authorisation, Purpose
from vlechtwerk.engines.policy.facts import Category
from vlechtwerk.engines.policy.grounds import Clause
from vlechtwerk.interfaces.api.schemas import NO_NUL, CamelSchema, Line, Text

Code = Annotated[str, StringConstraints(max_length=40, pattern=r"^[-a-zA-Z0-9_]+$")]
Name = Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)]
Clauses = Annotated[str, StringConstraints(max_length=200_000, pattern=NO_NUL)]
# Nothing was in force before or will be after, and every calendar has these years.
FIRST_YEAR, LAST_YEAR = 1900, 2999


class PurposeOut(CamelSchema):
    """A purpose, with its written statement (Wpg article 13) as far as there is one."""

    code: str
    name: str
    kind: str
    opened_on: date
    ends_on: date | None
    stated_on: date | None
    aim: str
    persons: str
    data: str
    serves_customs_law: bool
    dpia_reference: str
    dpia_on: date | None
    dpia_categories: list[str]
    dpia_overtaken_on: date | None
    authorised: bool

    @classmethod
    def of(cls, item: Purpose, *, authorised: bool) -> "PurposeOut":
        """Return the shape of a purpose."""
        return cls(
            code=item.code,
            name=item.name,
            kind=item.kind,
            opened_on=item.opened_on,
            ends_on=item.ends_on,
            stated_on=item.stated_on,
            aim=item.aim,
            persons=item.persons,
            data=item.data,
            serves_customs_law=item.serves_customs_law,
            dpia_reference=item.dpia_reference,
            dpia_on=item.dpia_on,
            dpia_categories=item.dpia_categories,
            dpia_overtaken_on=item.dpia_overtaken_on,
            authorised=authorised,
        )


class AuthorisationOut(CamelSchema):
    """Someone who may read in a purpose, in one capacity (Wpg article 6)."""

    id: UUID
    person: str
    organisation: str
    capacity: str | None
    role: str
    authorised_from: date
    authorised_until: date | None
    suspended_at: datetime | None

    @classmethod
    def of(cls, item: Authorisation) -> "AuthorisationOut":
        """Return the shape of an authorisation."""
        appointment = item.appointment
        return cls(
            id=item.id,
            person=appointment.person.name,
            organisation=appointment.organisation.code,
            capacity=appointment.capacity.name if appointment.capacity else None,
            role=item.role,
            authorised_from=item.authorised_from,
            authorised_until=item.authorised_until,
            suspended_at=item.suspended_at,
        )


class PurposeDetailOut(PurposeOut):
    """A purpose with everyone who is or was authorised in it."""

    authorisations: list[AuthorisationOut]


class PurposeIn(CamelSchema):
    """A purpose to open; provisional until it is laid down in writing."""

    code: Code
    name: Name
    kind: Purpose.Kind
    opened_on: date
    serves_customs_law: bool = False


class StatementIn(CamelSchema):
    """A purpose laid down in writing: exactly the fields of Wpg article 13(4)."""

    aim: Text
    persons: Text
    data: Text
    ends_on: date | None = None


class DpiaIn(CamelSchema):
    """An impact assessment and which categories it covers (Wpg article 4c, AVG article 35)."""

    reference: Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]
    dated_on: date
    categories: list[Category] = Field(max_length=len(Category))


class AuthorisationIn(CamelSchema):
    """Someone to authorise, in one appointment and so in one capacity."""

    appointment: UUID
    role: Authorisation.Role = Authorisation.Role.READER
    authorised_from: date
    authorised_until: date | None = None


class SuspensionIn(CamelSchema):
    """Why someone is suspended in every purpose."""

    because: Line


class SuspensionOut(CamelSchema):
    """In how many purposes someone was suspended, or reads again."""

    authorisations: int


class SixFacts(CamelSchema):
    """What the decision behind a covenant records (Wpg article 20(2))."""

    interest: Text
    partnership: Text
    aim: Text
    data: Text
    conditions: Text
    recipients: Text


class CovenantOut(SixFacts):
    """A covenant: when it is in force, the decision behind it and its six facts, and its clauses as Cedar."""

    id: UUID
    name: str
    decision: UUID
    exemption: str
    exemption_on: date | None
    in_force_from: datetime
    in_force_until: datetime | None
    clauses: str


class CovenantIn(SixFacts):
    """A covenant to put in force, in place of the one before it."""

    name: Name
    decision: UUID
    clauses: Clauses
    exemption: Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)] = ""
    exemption_on: date | None = None


class MomentQuery(CamelSchema):
    """The moment asked, in UTC or with its own offset; without it, now."""

    as_of: datetime | None = None

    @field_validator("as_of")
    @classmethod
    def certain(cls, asked: datetime | None) -> datetime | None:
        """Return the moment with its zone; raise `ValueError` when nobody keeps such a year."""
        if asked is None:
            return None
        if not FIRST_YEAR <= asked.year <= LAST_YEAR:
            words = {"first": FIRST_YEAR, "last": LAST_YEAR}
            raise ValueError(_("Ask for a moment between %(first)s and %(last)s.") % words)
        return asked if asked.tzinfo else asked.replace(tzinfo=UTC)


class ClauseOut(CamelSchema):
    """A ground: what it permits or forbids, on which article, from whom to whom, and how sure we are of the article."""

    id: str
    permits: bool
    article: str
    direction: str
    nl: str
    en: str
    conditions: str
    reading: str

    @classmethod
    def of(cls, clause: Clause) -> "ClauseOut":
        """Return the shape of a clause."""
        return cls(
            id=clause.id,
            permits=clause.permits,
            article=clause.article,
            direction=clause.direction,
            nl=clause.nl,
            en=clause.en,
            conditions=clause.conditions,
            reading=clause.reading,
        )


class GroundsOut(CamelSchema):
    """The clauses that were in force at a moment: those of the law, and those of the covenant where there was one."""

    as_of: datetime
    covenant: UUID | None
    digest: str
    clauses: list[ClauseOut]
