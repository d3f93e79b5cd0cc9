"""People: who they are, where they are appointed, and in which bodies they sit."""

from uuid import UUID

from django.utils import timezone
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.partnership import queries
from vlechtwerk.domains.partnership.models import (
    Appointment,
    Body,
    Department,
    LegalCapacity,
    Organisation,
    Person,
    Seat,
)
from vlechtwerk.domains.partnership.operations import people as operations
from vlechtwerk.interfaces.api import partnership_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import PROBLEMS, find, find_if_named
from vlechtwerk.interfaces.api.schemas import DayQuery

router = Router(tags=["people"])
PEOPLE = Person.objects.filter(loads_cases=False)


@router.get("/people", response={200: list[schemas.PersonOut], **PROBLEMS}, by_alias=True)
def people(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.PersonOut]:
    """List who takes part on a day, with the appointments and seats that run."""
    return [_person(item) for item in queries.people_on(query.as_of or request.actor.present)]


@router.get("/people/{person}", response={200: schemas.PersonOut, **PROBLEMS}, by_alias=True)
def one_person(request: ApiRequest, project: Path[str], person: UUID) -> schemas.PersonOut:
    """Show one person with all appointments and seats."""
    return _with_all(find(PEOPLE.all(), id=person))


def _with_all(person: Person) -> schemas.PersonOut:
    (found,) = Person.objects.filter(id=person.id).prefetch_related(
        "appointments__organisation", "appointments__capacity", "seats__body"
    )
    return _person(found)


def _person(item: Person) -> schemas.PersonOut:
    return schemas.PersonOut(
        id=item.id,
        name=item.name,
        appointments=[
            schemas.AppointmentOut(
                id=held.id,
                organisation=held.organisation.code,
                capacity=held.capacity.name if held.capacity else None,
                function=held.function,
                title=held.title,
                level=held.level,
                appointed_from=held.appointed_from,
                appointed_until=held.appointed_until,
            )
            for held in item.appointments.all()
        ],
        seats=[
            schemas.SeatOut(
                id=seat.id,
                body=seat.body.code,
                role=seat.role,
                seated_from=seat.seated_from,
                seated_until=seat.seated_until,
            )
            for seat in item.seats.all()
        ],
    )


@router.post("/people", response={201: schemas.PersonOut, **PROBLEMS}, by_alias=True)
def add_person(request: ApiRequest, project: Path[str], added: schemas.PersonIn) -> Status[schemas.PersonOut]:
    """Register someone who takes part; without an appointment this person sees nothing yet."""
    person = operations.add_person(added.name, email=added.email, by=request.actor.person, at=timezone.now())
    return Status(201, _with_all(person))


@router.post("/people/{person}/appointments", response={201: schemas.PersonOut, **PROBLEMS}, by_alias=True)
def appoint(
    request: ApiRequest, project: Path[str], person: UUID, appointed: schemas.AppointmentIn
) -> Status[schemas.PersonOut]:
    """Give someone a function at an organisation, for a period (end not included)."""
    found = find(PEOPLE.all(), id=person)
    organisation = find(Organisation.objects.all(), code=appointed.organisation)
    capacities = LegalCapacity.objects.filter(organisation=organisation)
    operations.appoint(
        found,
        organisation,
        appointed.function,
        appointed.appointed_from,
        appointed_until=appointed.appointed_until,
        capacity=find_if_named(capacities, name=appointed.capacity),
        department=find_if_named(Department.objects.all(), code=appointed.department),
        title=appointed.title,
        level=appointed.level,
        manager=find_if_named(PEOPLE.all(), id=appointed.manager),
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _with_all(found))


@router.post("/appointments/{appointment}/ending", response={201: schemas.PersonOut, **PROBLEMS}, by_alias=True)
def end_appointment(
    request: ApiRequest, project: Path[str], appointment: UUID, ending: schemas.AppointmentEndingIn
) -> Status[schemas.PersonOut]:
    """End an appointment on a day (not included); seats end with the last one."""
    found = find(Appointment.objects.select_related("person"), id=appointment)
    operations.end_appointment(
        found,
        ending.until,
        ending.reason_kind,
        explanation=ending.explanation,
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _with_all(found.person))


@router.post("/people/{person}/seats", response={201: schemas.PersonOut, **PROBLEMS}, by_alias=True)
def seat(request: ApiRequest, project: Path[str], person: UUID, seated: schemas.SeatIn) -> Status[schemas.PersonOut]:
    """Give someone a seat in a body, for a period (end not included)."""
    found = find(PEOPLE.all(), id=person)
    operations.seat(
        found,
        find(Body.objects.all(), code=seated.body),
        seated.role,
        seated.seated_from,
        seated_until=seated.seated_until,
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _with_all(found))


@router.post("/seats/{seat}/ending", response={201: schemas.PersonOut, **PROBLEMS}, by_alias=True)
def end_seat(
    request: ApiRequest, project: Path[str], seat: UUID, ending: schemas.EndingIn
) -> Status[schemas.PersonOut]:
    """End a seat on a day (not included)."""
    found = find(Seat.objects.select_related("person"), id=seat)
    operations.end_seat(found, ending.until, by=request.actor.person, at=timezone.now())
    return Status(201, _with_all(found.person))
