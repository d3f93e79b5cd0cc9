"""The added value: the model, and pages of it on their way to the public."""

from uuid import UUID

from django.utils import timezone
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.programme.models import ValueElement, ValuePoint, ValuePublication
from vlechtwerk.domains.programme.operations import added_value as operations
from vlechtwerk.domains.programme.operations import publishing
from vlechtwerk.domains.programme.queries.added_value import (
    ElementAsItStands,
    element_as_it_stands,
    elements_as_they_stand,
)
from vlechtwerk.interfaces.api import value_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import PROBLEMS, find
from vlechtwerk.interfaces.api.schemas import DayQuery, EvidenceOut

router = Router(tags=["programme"])
PAGE = {200: schemas.PublicationOut, **PROBLEMS}
ELEMENTS, PUBLICATIONS = ValueElement.objects, ValuePublication.objects.select_related("project")


@router.get("/value-elements", response={200: list[schemas.ElementOut], **PROBLEMS}, by_alias=True)
def value_elements(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.ElementOut]:
    """List the elements of the added value as known on a day, those that left the model last."""
    project_id, day = request.actor.project.id, query.as_of
    found = [elements_as_they_stand(project_id, retired=retired, day=day) for retired in (False, True)]
    return [_element(item) for items in found for item in items]


def _element(item: ElementAsItStands) -> schemas.ElementOut:
    return schemas.ElementOut(
        code=item.element.code,
        name=item.wording.name,
        explanation=item.wording.explanation,
        worth=item.worth,
        retired_on=item.element.retired_on,
        retired_because=item.element.retired_because,
        wordings=[schemas.ValueWordingOut.from_orm(wording) for wording in item.wordings],
        points=[
            schemas.PointOut(
                id=point.id,
                kind=point.kind,
                text=point.text,
                said_by=point.said_by,
                evidence=[EvidenceOut.of(link) for link in item.links.get(point.id, [])],
            )
            for point in item.points
        ],
    )


def _as_it_stands(element: ValueElement) -> schemas.ElementOut:
    return _element(element_as_it_stands(element))


@router.post("/value-elements", response={201: schemas.ElementOut, **PROBLEMS}, by_alias=True)
def add_value_element(
    request: ApiRequest, project: Path[str], element: schemas.ElementIn
) -> Status[schemas.ElementOut]:
    """Add an element to the model."""
    made = operations.add_element(
        element.code,
        element.name,
        element.explanation,
        evidence=[item.evidence() for item in element.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _as_it_stands(made))


@router.post("/value-elements/{code}/wordings", response={201: schemas.ElementOut, **PROBLEMS}, by_alias=True)
def reword_value_element(
    request: ApiRequest, project: Path[str], code: str, wording: schemas.ValueWordingIn
) -> Status[schemas.ElementOut]:
    """Give an element another wording; the former ones stay."""
    found = find(ELEMENTS.all(), code=code)
    operations.reword_element(
        found,
        wording.name,
        wording.explanation,
        wording.reason,
        evidence=[item.evidence() for item in wording.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _as_it_stands(found))


@router.post("/value-elements/{code}/ending", response={200: schemas.ElementOut, **PROBLEMS}, by_alias=True)
def retire_value_element(
    request: ApiRequest, project: Path[str], code: str, ending: schemas.RetirementIn
) -> schemas.ElementOut:
    """Take an element out of the model; it stays readable."""
    found = find(ELEMENTS.all(), code=code)
    operations.retire_element(found, ending.until, ending.because, by=request.actor.person, at=timezone.now())
    return _as_it_stands(found)


@router.post("/value-elements/{code}/points", response={201: schemas.ElementOut, **PROBLEMS}, by_alias=True)
def say_of_value_element(
    request: ApiRequest, project: Path[str], code: str, point: schemas.PointIn
) -> Status[schemas.ElementOut]:
    """Say of an element what supports it, what is hoped, what speaks against it, or on which condition."""
    found = find(ELEMENTS.all(), code=code)
    operations.say_of_element(
        found,
        point.kind,
        point.text,
        said_by=point.said_by,
        evidence=[item.evidence() for item in point.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _as_it_stands(found))


@router.post("/value-points/{point}/ending", response={200: schemas.ElementOut, **PROBLEMS}, by_alias=True)
def drop_value_point(
    request: ApiRequest, project: Path[str], point: UUID, ending: schemas.BecauseIn
) -> schemas.ElementOut:
    """Drop something that is said of an element."""
    found = find(ValuePoint.objects.select_related("element"), id=point)
    operations.drop_point(found, ending.because, by=request.actor.person, at=timezone.now())
    return _as_it_stands(found.element)


@router.get("/value-publications", response={200: list[schemas.PublicationOut], **PROBLEMS}, by_alias=True)
def value_publications(request: ApiRequest, project: Path[str]) -> list[schemas.PublicationOut]:
    """List the pages about the added value, newest first."""
    return [schemas.PublicationOut.from_orm(page) for page in PUBLICATIONS.all()]


@router.post("/value-publications", response={201: schemas.PublicationOut, **PROBLEMS}, by_alias=True)
def draft_value_publication(
    request: ApiRequest, project: Path[str], draft: schemas.PublicationDraftIn
) -> Status[schemas.PublicationOut]:
    """Begin a page about the added value."""
    page = publishing.draft_publication(
        draft.title, introduction=draft.introduction, by=request.actor.person, at=timezone.now()
    )
    return Status(201, schemas.PublicationOut.from_orm(page))


@router.post("/value-publications/{number}/draft", response=PAGE, by_alias=True)
def revise_value_publication(
    request: ApiRequest, project: Path[str], number: int, draft: schemas.PublicationDraftIn
) -> schemas.PublicationOut:
    """Write in a draft."""
    page = publishing.revise_publication(
        _page(number), draft.title, introduction=draft.introduction, by=request.actor.person, at=timezone.now()
    )
    return schemas.PublicationOut.from_orm(page)


def _page(number: int) -> ValuePublication:
    return find(PUBLICATIONS.all(), number=number)


@router.post(
    "/value-publications/{number}/putting-up", response={200: schemas.PublicationOut, **PROBLEMS}, by_alias=True
)
def put_up_value_publication(request: ApiRequest, project: Path[str], number: int) -> schemas.PublicationOut:
    """Freeze the text of a draft, and put it up for approval."""
    page = publishing.put_up_publication(_page(number), by=request.actor.person, at=timezone.now())
    return schemas.PublicationOut.from_orm(page)


@router.post("/value-publications/{number}/approval", response=PAGE, by_alias=True)
def approve_value_publication(
    request: ApiRequest, project: Path[str], number: int, approval: schemas.PublicationApprovalIn
) -> schemas.PublicationOut:
    """Publish the very text that was read, named by its checksum."""
    page = publishing.approve_publication(_page(number), approval.checksum, by=request.actor.person, at=timezone.now())
    return schemas.PublicationOut.from_orm(page)


@router.post("/value-publications/{number}/return", response=PAGE, by_alias=True)
def return_value_publication(
    request: ApiRequest, project: Path[str], number: int, why: schemas.BecauseIn
) -> schemas.PublicationOut:
    """Return a page to its writers."""
    page = publishing.return_publication(_page(number), why.because, by=request.actor.person, at=timezone.now())
    return schemas.PublicationOut.from_orm(page)


@router.post(
    "/value-publications/{number}/withdrawal", response={200: schemas.PublicationOut, **PROBLEMS}, by_alias=True
)
def withdraw_value_publication(
    request: ApiRequest, project: Path[str], number: int, why: schemas.BecauseIn
) -> schemas.PublicationOut:
    """Withdraw a published page."""
    page = publishing.withdraw_publication(_page(number), why.because, by=request.actor.person, at=timezone.now())
    return schemas.PublicationOut.from_orm(page)
