"""The covenant and the grounds: which clauses are in force, and by which decision."""

from uuid import UUID

from django.utils import timezone
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.sharing.models import Covenant
from vlechtwerk.domains.sharing.operations import covenants as operations
from vlechtwerk.domains.sharing.queries.grounds import covenant_at
from vlechtwerk.domains.sharing.rules import SIX_FACTS
from vlechtwerk.engines.policy.grounds import law_only, with_covenant
from vlechtwerk.interfaces.api import purpose_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import PROBLEMS, find

router = Router(tags=["grounds"])


@router.get("/covenants", response={200: list[schemas.CovenantOut], **PROBLEMS}, by_alias=True)
def covenants(request: ApiRequest, project: Path[str]) -> list[schemas.CovenantOut]:
    """List the covenants, the one in force first, each with the six facts of its decision."""
    return [_covenant(item) for item in Covenant.objects.all()]


def _covenant(item: Covenant) -> schemas.CovenantOut:
    return schemas.CovenantOut(
        id=item.id,
        name=item.name,
        decision=item.decision_id,
        exemption=item.exemption,
        exemption_on=item.exemption_on,
        in_force_from=item.in_force_from,
        in_force_until=item.in_force_until,
        clauses=item.clauses,
        interest=item.interest,
        partnership=item.partnership,
        aim=item.aim,
        data=item.data,
        conditions=item.conditions,
        recipients=item.recipients,
    )


@router.post("/covenants", response={201: schemas.CovenantOut, **PROBLEMS}, by_alias=True)
def adopt_covenant(request: ApiRequest, project: Path[str], adopted: schemas.CovenantIn) -> Status[schemas.CovenantOut]:
    """Put a covenant in force by a decision of the steering body, in place of the one before it."""
    covenant = operations.adopt_covenant(
        adopted.name,
        adopted.clauses,
        find(Decision.objects.select_related("body"), id=adopted.decision),
        {fact: getattr(adopted, fact) for fact in SIX_FACTS},
        exemption=adopted.exemption,
        exemption_on=adopted.exemption_on,
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _covenant(covenant))


@router.post("/covenants/{covenant}/ending", response={201: schemas.CovenantOut, **PROBLEMS}, by_alias=True)
def end_covenant(request: ApiRequest, project: Path[str], covenant: UUID) -> Status[schemas.CovenantOut]:
    """End the covenant in force: from this moment only the law holds."""
    found = find(Covenant.objects.filter(in_force_until__isnull=True), id=covenant)
    return Status(201, _covenant(operations.end_covenant(found, by=request.actor.person, at=timezone.now())))


@router.get("/grounds", response={200: schemas.GroundsOut, **PROBLEMS}, by_alias=True)
def grounds(request: ApiRequest, project: Path[str], query: Query[schemas.MomentQuery]) -> schemas.GroundsOut:
    """List the clauses in force at a moment, in Dutch and English, each with its article and direction."""
    moment = query.as_of or timezone.now()
    covenant = covenant_at(moment)
    found = with_covenant(covenant.clauses) if covenant else law_only()
    return schemas.GroundsOut(
        as_of=moment,
        covenant=covenant.id if covenant else None,
        digest=found.digest,
        clauses=[schemas.ClauseOut.of(clause) for clause in found.clauses.values()],
    )
