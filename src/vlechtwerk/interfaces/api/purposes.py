"""Purposes: what is read for, laid down in writing, and who is authorised."""

from uuid import UUID

from django.utils import timezone
from ninja import Path, Router, Status

from vlechtwerk.domains.partnership.models import Appointment, Person
from vlechtwerk.domains.sharing.models import Authorisation, Purpose
from vlechtwerk.domains.sharing.operations import purposes as operations
from vlechtwerk.domains.sharing.queries.purposes import purposes_of
from vlechtwerk.interfaces.api import purpose_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.partnership_schemas import EndingIn
from vlechtwerk.interfaces.api.problems import PROBLEMS, find

router = Router(tags=["purposes"])
PEOPLE = Person.objects.filter(loads_cases=False)
AUTHORISATIONS = Authorisation.objects.select_related(
    "appointment__person", "appointment__organisation", "appointment__capacity"
)


@router.get("/purposes", response={200: list[schemas.PurposeOut], **PROBLEMS}, by_alias=True)
def purposes(request: ApiRequest, project: Path[str]) -> list[schemas.PurposeOut]:
    """List the purposes, and say in which of them you are authorised in this capacity."""
    mine = {item.id for item in purposes_of(request.actor.appointment, timezone.now())}
    return [schemas.PurposeOut.of(item, authorised=item.id in mine) for item in Purpose.objects.all()]


@router.get("/purposes/{purpose}", response={200: schemas.PurposeDetailOut, **PROBLEMS}, by_alias=True)
def one_purpose(request: ApiRequest, project: Path[str], purpose: str) -> schemas.PurposeDetailOut:
    """Show one purpose with everyone who is or was authorised in it."""
    return _detail(request, _found(purpose))


def _found(code: str) -> Purpose:
    return find(Purpose.objects.all(), code=code)


def _detail(request: ApiRequest, purpose: Purpose) -> schemas.PurposeDetailOut:
    mine = purposes_of(request.actor.appointment, timezone.now())
    shown = schemas.PurposeOut.of(purpose, authorised=purpose in mine)
    people = AUTHORISATIONS.filter(purpose=purpose).order_by("authorised_from", "id")
    return schemas.PurposeDetailOut(
        **shown.model_dump(), authorisations=[schemas.AuthorisationOut.of(item) for item in people]
    )


@router.post("/purposes", response={201: schemas.PurposeDetailOut, **PROBLEMS}, by_alias=True)
def open_purpose(
    request: ApiRequest, project: Path[str], opened: schemas.PurposeIn
) -> Status[schemas.PurposeDetailOut]:
    """Open a purpose; it is provisional until it is laid down in writing, within a week."""
    made = operations.open_purpose(
        opened.code,
        opened.name,
        opened.kind,
        opened.opened_on,
        serves_customs_law=opened.serves_customs_law,
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _detail(request, made))


@router.post("/purposes/{purpose}/statement", response={201: schemas.PurposeDetailOut, **PROBLEMS}, by_alias=True)
def state_purpose(
    request: ApiRequest, project: Path[str], purpose: str, statement: schemas.StatementIn
) -> Status[schemas.PurposeDetailOut]:
    """Lay a purpose down in writing."""
    stated = operations.state_purpose(
        _found(purpose),
        statement.aim,
        statement.persons,
        statement.data,
        statement.ends_on,
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _detail(request, stated))


@router.post("/purposes/{purpose}/dpia", response={201: schemas.PurposeDetailOut, **PROBLEMS}, by_alias=True)
def record_dpia(
    request: ApiRequest, project: Path[str], purpose: str, dpia: schemas.DpiaIn
) -> Status[schemas.PurposeDetailOut]:
    """Record the impact assessment of a purpose."""
    recorded = operations.record_dpia(
        _found(purpose),
        dpia.reference,
        dpia.dated_on,
        [category.value for category in dpia.categories],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _detail(request, recorded))


@router.post("/purposes/{purpose}/dpia/overtaking", response={201: schemas.PurposeDetailOut, **PROBLEMS}, by_alias=True)
def overtake_dpia(request: ApiRequest, project: Path[str], purpose: str) -> Status[schemas.PurposeDetailOut]:
    """Note that the impact assessment no longer covers what happens; recognisable people are shut until a new one."""
    overtaken = operations.overtake_dpia(_found(purpose), by=request.actor.person, at=timezone.now())
    return Status(201, _detail(request, overtaken))


@router.post("/purposes/{purpose}/authorisations", response={201: schemas.AuthorisationOut, **PROBLEMS}, by_alias=True)
def authorise(
    request: ApiRequest, project: Path[str], purpose: str, authorised: schemas.AuthorisationIn
) -> Status[schemas.AuthorisationOut]:
    """Authorise someone in a purpose, in one of their appointments; never yourself."""
    made = operations.authorise(
        _found(purpose),
        find(Appointment.objects.select_related("person"), id=authorised.appointment),
        authorised.role,
        authorised.authorised_from,
        authorised_until=authorised.authorised_until,
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, schemas.AuthorisationOut.of(find(AUTHORISATIONS.all(), id=made.id)))


@router.post(
    "/authorisations/{authorisation}/ending", response={201: schemas.AuthorisationOut, **PROBLEMS}, by_alias=True
)
def end_authorisation(
    request: ApiRequest, project: Path[str], authorisation: UUID, ending: EndingIn
) -> Status[schemas.AuthorisationOut]:
    """End an authorisation on a day (not included)."""
    found = find(AUTHORISATIONS.all(), id=authorisation)
    ended = operations.end_authorisation(found, ending.until, by=request.actor.person, at=timezone.now())
    return Status(201, schemas.AuthorisationOut.of(ended))


@router.post("/people/{person}/suspension", response={201: schemas.SuspensionOut, **PROBLEMS}, by_alias=True)
def suspend(
    request: ApiRequest, project: Path[str], person: UUID, suspension: schemas.SuspensionIn
) -> Status[schemas.SuspensionOut]:
    """Suspend someone in every purpose; from the next call on they read nothing."""
    found = find(PEOPLE.all(), id=person)
    number = operations.suspend(found, suspension.because, by=request.actor.person, at=timezone.now())
    return Status(201, schemas.SuspensionOut(authorisations=number))


@router.post("/people/{person}/suspension/ending", response={201: schemas.SuspensionOut, **PROBLEMS}, by_alias=True)
def end_suspension(request: ApiRequest, project: Path[str], person: UUID) -> Status[schemas.SuspensionOut]:
    """Let someone read again in every purpose."""
    number = operations.end_suspension(find(PEOPLE.all(), id=person), by=request.actor.person, at=timezone.now())
    return Status(201, schemas.SuspensionOut(authorisations=number))
