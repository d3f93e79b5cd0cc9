"""Register people: add, appoint, seat, and let it end."""

from datetime import date, datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import (
    Account,
    Appointment,
    Body,
    Department,
    Departure,
    LegalCapacity,
    Level,
    Organisation,
    Person,
    Seat,
)
from vlechtwerk.domains.partnership.rules import (
    reasons_against_adding_person,
    reasons_against_appointing,
    reasons_against_ending_appointment,
    reasons_against_ending_seat,
    reasons_against_seating,
    running_on,
)
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def add_person(name: str, *, by: Person, at: datetime, email: str = "") -> Person:
    """Register someone who takes part; without an appointment this person sees nothing yet.

    With an `email` they sign in with the account of that address; a new one still needs a password of its owner.
    """
    wait_for_others("people", by.project_id)
    account = Account.objects.filter(email=email.lower()).first() if email else None
    refuse_if(reasons_against_adding_person(name, account, by=by, at=at))
    if account is None and email:
        account = Account.objects.create_user(email)
    person = Person.objects.create(project_id=by.project_id, name=name.strip(), account=account)
    note_act("add_person", "person", person.id, project_id=by.project_id, by=by.id, at=at)
    return person


@transaction.atomic
def appoint(
    person: Person,
    organisation: Organisation,
    function: str,
    appointed_from: date,
    *,
    by: Person,
    at: datetime,
    appointed_until: date | None = None,
    capacity: LegalCapacity | None = None,
    department: Department | None = None,
    title: str = "",
    level: str = Level.NOT_STATED,
    manager: Person | None = None,
) -> Appointment:
    """Give someone a function at an organisation, in one of its capacities, for a period (end not included)."""
    wait_for_others("appointments", person.id)
    refuse_if(
        reasons_against_appointing(
            person, organisation, appointed_from, appointed_until, function=function, by=by, at=at
        )
    )
    appointment = Appointment.objects.create(
        project_id=by.project_id,
        person=person,
        organisation=organisation,
        capacity=capacity,
        department=department,
        function=function,
        title=title,
        level=level,
        manager=manager,
        appointed_from=appointed_from,
        appointed_until=appointed_until,
    )
    note_act("appoint", "appointment", appointment.id, project_id=by.project_id, by=by.id, at=at)
    return appointment


@transaction.atomic
def end_appointment(
    appointment: Appointment,
    until: date,
    reason_kind: str,
    *,
    by: Person,
    at: datetime,
    explanation: str = "",
) -> Appointment:
    """End an appointment on a day (not included); seats end with the last one, and sessions at that moment.

    The reason is a personnel record that only the responsible manager reads: the one named at the appointment, or
    else the one who ends it.
    """
    appointment = Appointment.objects.select_for_update(of=("self",)).select_related("person").get(id=appointment.id)
    refuse_if(reasons_against_ending_appointment(appointment, until, by=by, at=at))
    appointment.appointed_until = until
    appointment.save(update_fields=["appointed_until"])
    departure = Departure(
        project_id=by.project_id,
        appointment=appointment,
        manager_id=appointment.manager_id or by.id,
        reason_kind=reason_kind,
        explanation=explanation,
        recorded_at=at,
    )
    # Ended sooner than was registered before: the reason that was given first stays, seen by its manager only.
    Departure.objects.bulk_create([departure], ignore_conflicts=True)
    person = appointment.person
    if not person.appointments.filter(running_on(until, "appointed_from", "appointed_until")).exists():
        for seat in person.seats.filter(running_on(until, "seated_from", "seated_until")):
            seat.seated_until = max(until, seat.seated_from)
            seat.save(update_fields=["seated_until"])
    note_act("end_appointment", "appointment", appointment.id, project_id=by.project_id, by=by.id, at=at)
    return appointment


@transaction.atomic
def seat(
    person: Person,
    body: Body,
    role: str,
    seated_from: date,
    *,
    by: Person,
    at: datetime,
    seated_until: date | None = None,
) -> Seat:
    """Give someone a seat in a body for a period (end not included)."""
    wait_for_others("seats", person.id)
    refuse_if(reasons_against_seating(person, body, seated_from, seated_until, by=by, at=at))
    taken = Seat.objects.create(
        project_id=by.project_id,
        person=person,
        body=body,
        role=role,
        seated_from=seated_from,
        seated_until=seated_until,
    )
    note_act("seat", "seat", taken.id, project_id=by.project_id, by=by.id, at=at)
    return taken


@transaction.atomic
def end_seat(taken: Seat, until: date, *, by: Person, at: datetime) -> Seat:
    """End a seat on a day (not included)."""
    taken = Seat.objects.select_for_update(of=("self",)).select_related("person").get(id=taken.id)
    refuse_if(reasons_against_ending_seat(taken, until, by=by, at=at))
    taken.seated_until = until
    taken.save(update_fields=["seated_until"])
    note_act("end_seat", "seat", taken.id, project_id=by.project_id, by=by.id, at=at)
    return taken
