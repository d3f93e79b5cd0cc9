"""Organisations, bodies, people, mandates and decisions."""

from uuid import UUID

from django.utils import timezone
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.partnership import queries
from vlechtwerk.domains.partnership.models import Body, Decision, Mandate
from vlechtwerk.domains.partnership.operations import decisions as operations
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.api import schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import absent
from vlechtwerk.interfaces.api.programme import PROBLEMS, DayQuery

router = Router(tags=["partnership"])


@router.get("/organisations", response={200: list[schemas.OrganisationOut], **PROBLEMS}, by_alias=True)
def organisations(request: ApiRequest, project: Path[str]) -> list[schemas.OrganisationOut]:
    """List the organisations."""
    return [schemas.OrganisationOut.model_validate(item) for item in queries.organisations()]


@router.get("/bodies", response={200: list[schemas.BodyOut], **PROBLEMS}, by_alias=True)
def bodies(request: ApiRequest, project: Path[str]) -> list[schemas.BodyOut]:
    """List the bodies."""
    return [schemas.BodyOut.model_validate(item) for item in queries.bodies()]


@router.get("/people", response={200: list[schemas.PersonOut], **PROBLEMS}, by_alias=True)
def people(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.PersonOut]:
    """List who takes part on a day."""
    found = queries.people_on(query.as_of or request.actor.present)
    return [schemas.PersonOut(id=item.id, name=item.name) for item in found]


@router.get("/mandates", response={200: list[schemas.MandateOut], **PROBLEMS}, by_alias=True)
def mandates(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.MandateOut]:
    """List the mandates that run on a day."""
    return [
        schemas.MandateOut(
            id=item.id,
            subject=item.subject,
            limits=item.limits,
            body=item.body.code if item.body else None,
            person=item.person.name if item.person else None,
            mandated_from=item.mandated_from,
            mandated_until=item.mandated_until,
        )
        for item in queries.mandates_on(query.as_of or request.actor.present)
    ]


@router.get("/decisions", response={200: list[schemas.DecisionOut], **PROBLEMS}, by_alias=True)
def decisions(request: ApiRequest, project: Path[str]) -> list[schemas.DecisionOut]:
    """List the decisions asked and taken."""
    return [_decision(item) for item in queries.decisions()]


def _decision(item: Decision) -> schemas.DecisionOut:
    return schemas.DecisionOut(
        id=item.id,
        question=item.question,
        state=item.state,
        body=item.body.code if item.body else None,
        asked_on=schemas.DateOut.of(item.asked_on),
        decided_on=schemas.DateOut.of(item.decided_on),
        result=item.result,
        outcome=item.outcome,
        reasons=item.reasons,
    )


@router.post("/decisions", response={201: schemas.DecisionOut, **PROBLEMS}, by_alias=True)
def ask_decision(request: ApiRequest, project: Path[str], asked: schemas.DecisionIn) -> Status[schemas.DecisionOut]:
    """Put a question to a body."""
    body = Body.objects.filter(code=asked.body).first() if asked.body else None
    if asked.body and body is None:
        raise absent()
    decision = operations.ask_decision(
        asked.question, body=body, agreed_days=asked.agreed_days, by=request.actor.person, at=timezone.now()
    )
    return Status(201, _decision(decision))


@router.post("/decisions/{decision}/taking", response={201: schemas.DecisionOut, **PROBLEMS}, by_alias=True)
def take_decision(
    request: ApiRequest, project: Path[str], decision: UUID, taking: schemas.TakingIn
) -> Status[schemas.DecisionOut]:
    """Take a decision under a mandate."""
    found = Decision.objects.filter(id=decision).first()
    if found is None:
        raise absent()
    taken = operations.take_decision(
        found,
        taking.result,
        PreciseDate.read(taking.decided_on),
        outcome=taking.outcome,
        reasons=taking.reasons,
        mandate=Mandate.objects.filter(id=taking.mandate).first() if taking.mandate else None,
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _decision(taken))
