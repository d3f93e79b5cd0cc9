"""Who reads: in which appointment, for what, under which clearance; and whether that still holds."""

import secrets
from dataclasses import dataclass, field
from uuid import UUID

from django.db import DatabaseError, connection

from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.sharing.models import Purpose


@dataclass(frozen=True, slots=True)
class Trace:
    """What joins the lines of one request, and where it came from. Ids follow W3C Trace Context and tell nothing."""

    trace_id: str = field(default_factory=lambda: secrets.token_hex(16))
    origin: str = ""

    def span(self) -> str:
        """Return a new span id: 8 bytes in hexadecimal."""
        return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which appointment and purpose; stands in the actor's line and never in that of the processing."""

    project_id: UUID
    person: UUID
    appointment: UUID
    organisation: str
    organisation_id: UUID
    capacity: str
    purpose: UUID | None
    purpose_code: str
    clearance: UUID | None
    grounds: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Someone who reads in a purpose: all that queries and operations on marked content need."""

    appointment: Appointment
    purpose: Purpose
    actor: Actor
    trace: Trace


def actor_of(
    appointment: Appointment, purpose: Purpose | None = None, clearance: UUID | None = None, grounds: str = ""
) -> Actor:
    """Return who acts in an appointment, as the log names them."""
    capacity = appointment.capacity
    return Actor(
        project_id=appointment.project_id,
        person=appointment.person_id,
        appointment=appointment.id,
        organisation=appointment.organisation.code,
        organisation_id=appointment.organisation_id,
        capacity=capacity.kind if capacity else "other",
        purpose=purpose.id if purpose else None,
        purpose_code=purpose.code if purpose else "",
        clearance=clearance,
        grounds=grounds,
    )


def still_holds() -> bool:
    """Whether all that was read in this transaction is still allowed at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("select clearance_still_holds()")
        (holds,) = cursor.fetchone()
    return bool(holds)


def met_a_change() -> bool:
    """Whether a failed act rested on what was taken away meanwhile; a transaction that is over can't tell."""
    try:
        return not still_holds()
    except DatabaseError:
        return False
