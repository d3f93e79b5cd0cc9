"""What the plan wants and needs: goals, preconditions, sources, the map; and finding things by name."""

from typing import Any

from django.utils import timezone
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.programme.models import FocusArea, MapVersion, PlanText, Precondition, Source
from vlechtwerk.domains.programme.operations.status import judge_precondition
from vlechtwerk.domains.programme.queries.map import map_contents, map_versions
from vlechtwerk.domains.programme.queries.preconditions import preconditions_as_of
from vlechtwerk.domains.programme.queries.search import find as find_by_name
from vlechtwerk.domains.programme.queries.sources import what_rests_on
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.api import schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import PROBLEMS, find

router = Router(tags=["programme"])
PRECONDITIONS = Precondition.objects.select_related("owner_body")


@router.get("/preconditions", response={200: list[schemas.PreconditionOut], **PROBLEMS}, by_alias=True)
def preconditions(
    request: ApiRequest, project: Path[str], query: Query[schemas.DayQuery]
) -> list[schemas.PreconditionOut]:
    """List the preconditions as they were judged on a day."""
    return [
        schemas.PreconditionOut(
            code=item.precondition.code,
            title=item.precondition.title,
            in_plan=item.precondition.in_plan,
            due_on=schemas.DateOut.of(item.precondition.due_on),
            verdict=item.verdict,
            holds_up=[hindrance.activity.code for hindrance in item.holds_up],
        )
        for item in preconditions_as_of(query.as_of or request.actor.present)
    ]


@router.get("/preconditions/{code}/judgements", response={200: list[schemas.JudgementOut], **PROBLEMS}, by_alias=True)
def judgements(request: ApiRequest, project: Path[str], code: str) -> list[schemas.JudgementOut]:
    """List the judgements on a precondition, newest first."""
    found = list(
        find(PRECONDITIONS.all(), code=code).judgements.select_related("recorded_by").order_by("-judged_latest")
    )
    links = evidence_of(item.id for item in found)
    return [
        schemas.JudgementOut(
            verdict=item.verdict,
            period=item.period,
            judged_on=schemas.DateOut.certain(item.judged_on),
            note=item.note,
            inferred=item.inferred,
            recorded_by=item.recorded_by.name,
            evidence=[schemas.EvidenceOut.of(link) for link in links.get(item.id, [])],
        )
        for item in found
    ]


@router.post("/preconditions/{code}/judgements", response={201: schemas.JudgementOut, **PROBLEMS}, by_alias=True)
def judge(
    request: ApiRequest, project: Path[str], code: str, judgement: schemas.JudgementIn
) -> Status[schemas.JudgementOut]:
    """Judge how far a precondition was met."""
    judge_precondition(
        find(PRECONDITIONS.all(), code=code),
        judgement.period,
        PreciseDate.read(judgement.judged_on),
        judgement.verdict,
        note=judgement.note,
        evidence=[item.evidence() for item in judgement.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, judgements(request, project, code)[0])


@router.get("/sources", response={200: list[schemas.SourceOut], **PROBLEMS}, by_alias=True)
def sources(request: ApiRequest, project: Path[str]) -> list[schemas.SourceOut]:
    """List the documents under everything."""
    return [_source(item) for item in Source.objects.all()]


def _source(item: Source) -> schemas.SourceOut:
    return schemas.SourceOut(
        code=item.code,
        title=item.title,
        kind=item.kind,
        version=item.version,
        dated_on=schemas.DateOut.of(item.dated_on),
        publisher=item.publisher,
        doubt=item.doubt,
    )


@router.get("/sources/{code}/resting", response={200: list[schemas.RestingOut], **PROBLEMS}, by_alias=True)
def resting(request: ApiRequest, project: Path[str], code: str) -> list[schemas.RestingOut]:
    """List what rests on a source."""
    return [
        schemas.RestingOut(
            holder_kind=item.holder_kind,
            code=item.code,
            title=item.title,
            detail=item.detail,
            moment=schemas.DateOut.of(item.moment),
            locator_kind=item.link.locator_kind,
            locator=item.link.locator,
        )
        for item in what_rests_on(find(Source.objects.all(), code=code))
    ]


@router.get("/plan", response={200: schemas.PlanOut, **PROBLEMS}, by_alias=True)
def plan(request: ApiRequest, project: Path[str]) -> schemas.PlanOut:
    """Show what the partnership wants."""
    return schemas.PlanOut(
        passages=[schemas.PlanTextOut.model_validate(item) for item in PlanText.objects.all()],
        focus_areas=[schemas.FocusAreaOut.model_validate(item) for item in FocusArea.objects.all()],
    )


@router.get("/map-versions", response={200: list[schemas.MapVersionOut], **PROBLEMS}, by_alias=True)
def versions(request: ApiRequest, project: Path[str]) -> list[schemas.MapVersionOut]:
    """List the versions of the outcome map, oldest first."""
    return [schemas.MapVersionOut(**_version(item)) for item in map_versions()]


def _version(item: MapVersion) -> dict[str, Any]:
    return {
        "code": item.code,
        "name": item.name,
        "adopted_on": schemas.DateOut.of(item.adopted_on),
        "described_on": schemas.DateOut.of(item.described_on),
        "note": item.note,
    }


@router.get("/map-versions/{code}", response={200: schemas.MapOut, **PROBLEMS}, by_alias=True)
def outcome_map(request: ApiRequest, project: Path[str], code: str) -> schemas.MapOut:
    """Show a version of the outcome map with its nodes and links."""
    version = find(MapVersion.objects.all(), code=code)
    contents = map_contents(version)
    codes = {node.id: node.code for node in contents.nodes}
    return schemas.MapOut(
        **_version(version),
        nodes=[
            schemas.MapNodeOut(
                code=node.code,
                kind=node.kind,
                title=node.title,
                explanation=node.explanation,
                inferred=node.inferred,
                parent=codes.get(node.parent_id) if node.parent_id else None,
                focus_area=node.focus_area.code if node.focus_area else None,
                precondition=node.precondition.code if node.precondition else None,
                activities=[activity.code for activity in contents.activities.get(node.id, ())],
            )
            for node in contents.nodes
        ],
        links=[
            schemas.MapLinkOut(
                kind=link.kind,
                from_node=codes[link.from_node_id],
                to_node=codes[link.to_node_id],
                explanation=link.explanation,
                assumption=link.assumption,
                inferred=link.inferred,
            )
            for link in contents.links
        ],
    )


# A search may hold a person's name, which does not belong in an address: the design rules give it this form.
@router.post("/_search", response={200: list[schemas.FoundOut], **PROBLEMS}, by_alias=True)
def search(request: ApiRequest, project: Path[str], sought: schemas.SearchIn) -> list[schemas.FoundOut]:
    """Find records by a name that they have or had."""
    return [
        schemas.FoundOut(kind=item.kind, code=item.code, title=item.title, found_as=item.found_as)
        for items in find_by_name(sought.words).values()
        for item in items
    ]
