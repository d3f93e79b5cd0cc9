"""What the plan wants and needs: goals, preconditions, sources, the map; and finding things by name."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.programme.models import (
    Activity,
    FocusArea,
    MapVersion,
    PlanText,
    Precondition,
    PreconditionJudgement,
    Source,
)
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.operations.status import judge_precondition
from vlechtwerk.domains.programme.queries.activities import hindrances_as_of, statuses_as_of
from vlechtwerk.domains.programme.queries.map import MapContents, map_contents, map_versions
from vlechtwerk.domains.programme.queries.preconditions import PreconditionAsOf, preconditions_as_of, verdicts_as_of
from vlechtwerk.domains.programme.queries.search import find as find_records
from vlechtwerk.domains.programme.queries.sources import what_rests_on
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.api import plan_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.activity_shapes import Links, codes_held_up_by, hindrances_out, links_out
from vlechtwerk.interfaces.api.problems import PROBLEMS, absent, find
from vlechtwerk.interfaces.api.schemas import DateOut, DayQuery, EvidenceOut

router = Router(tags=["programme"])
PRECONDITIONS = Precondition.objects.select_related("owner_body")


@router.get("/preconditions", response={200: list[schemas.PreconditionOut], **PROBLEMS}, by_alias=True)
def preconditions(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.PreconditionOut]:
    """List the preconditions that were known on a day, as they were judged then."""
    known = [item for item in preconditions_as_of(query.as_of or request.actor.present) if item.is_known]
    return [schemas.PreconditionOut(**shape) for shape in _preconditions(known)]


@router.get("/preconditions/{code}", response={200: schemas.PreconditionDetailOut, **PROBLEMS}, by_alias=True)
def precondition(
    request: ApiRequest, project: Path[str], code: str, query: Query[DayQuery]
) -> schemas.PreconditionDetailOut:
    """Show one precondition as it was judged on a day, with its grounds and the judgements till then."""
    item = next(iter(preconditions_as_of(query.as_of or request.actor.present, code)), None)
    if item is None:
        raise absent()
    (shape,) = _preconditions([item])
    return schemas.PreconditionDetailOut(
        **shape, history=_judgements(item.history), hindrances=hindrances_out(item.holds_up)
    )


def _preconditions(found: Sequence[PreconditionAsOf]) -> list[dict[str, Any]]:
    judged = [item.judgement.known for item in found if item.judgement.known]
    possible = [judgement for item in found for judgement in item.judgement.possible]
    out = dict(
        zip([judgement.id for judgement in (*judged, *possible)], _judgements([*judged, *possible]), strict=True)
    )
    own = evidence_of(item.precondition.id for item in found if item.says_itself)
    return [_precondition(item, out, links_out(own, item.precondition)) for item in found]


def _precondition(
    item: PreconditionAsOf, judgements: Mapping[UUID, schemas.JudgementOut], own: list[EvidenceOut]
) -> dict[str, Any]:
    precondition, known = item.precondition, item.judgement.known
    judgement = judgements[known.id] if known else None
    return {
        "code": precondition.code,
        "title": precondition.title,
        "explanation": precondition.explanation,
        "in_plan": precondition.in_plan,
        "owner": precondition.owner.code if precondition.owner else None,
        "owner_body": precondition.owner_body.code if precondition.owner_body else None,
        "due_on": DateOut.of(precondition.due_on),
        "due_note": precondition.due_note,
        "verdict": item.verdict,
        "judgement": judgement,
        "possible_judgements": [judgements[possible.id] for possible in item.judgement.possible],
        "grounds": judgement.evidence if judgement else own,
        "holds_up": [hindrance.activity.code for hindrance in item.holds_up],
    }


@router.get("/preconditions/{code}/judgements", response={200: list[schemas.JudgementOut], **PROBLEMS}, by_alias=True)
def judgements(request: ApiRequest, project: Path[str], code: str) -> list[schemas.JudgementOut]:
    """List the judgements on a precondition, newest first."""
    of_one = find(PRECONDITIONS.all(), code=code).judgements.select_related("recorded_by")
    return _judgements(list(of_one.order_by("-judged_latest", "-judged_earliest", "-recorded_at")))


def _judgements(found: Sequence[PreconditionJudgement]) -> list[schemas.JudgementOut]:
    links = evidence_of(item.id for item in found)
    return [
        schemas.JudgementOut(
            verdict=item.verdict,
            period=item.period,
            judged_on=DateOut.certain(item.judged_on),
            note=item.note,
            inferred=item.inferred,
            recorded_by=item.recorded_by.name,
            evidence=[EvidenceOut.of(link) for link in links.get(item.id, [])],
        )
        for item in found
    ]


@router.post("/preconditions/{code}/judgements", response={201: schemas.JudgementOut, **PROBLEMS}, by_alias=True)
def judge(
    request: ApiRequest, project: Path[str], code: str, judgement: schemas.JudgementIn
) -> Status[schemas.JudgementOut]:
    """Judge how far a precondition was met."""
    made = judge_precondition(
        find(PRECONDITIONS.all(), code=code),
        judgement.period,
        PreciseDate.read(judgement.judged_on),
        judgement.verdict,
        note=judgement.note,
        evidence=[item.evidence() for item in judgement.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _judgements([made])[0])


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
        dated_on=DateOut.of(item.dated_on),
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
            moment=DateOut.of(item.moment),
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
        "adopted_on": DateOut.of(item.adopted_on),
        "described_on": DateOut.of(item.described_on),
        "note": item.note,
        "former": item.former.code if item.former else None,
        "decision": item.decision_id,
    }


@router.get("/map-versions/{code}", response={200: schemas.MapOut, **PROBLEMS}, by_alias=True)
def outcome_map(request: ApiRequest, project: Path[str], code: str, query: Query[DayQuery]) -> schemas.MapOut:
    """Show a version of the outcome map: its nodes and links, how they stood on a day, and what each rests on."""
    version, day = find(MapVersion.objects.select_related("former"), code=code), query.as_of or request.actor.present
    contents = map_contents(version)
    codes = {node.id: node.code for node in contents.nodes}
    links = evidence_of(item.id for item in (version, *contents.nodes, *contents.links))
    return schemas.MapOut(
        **_version(version),
        as_of=day,
        shows_status=version.shows_status,
        evidence=links_out(links, version),
        nodes=_nodes(contents, codes, links, day),
        links=[
            schemas.MapLinkOut(
                kind=link.kind,
                from_node=codes[link.from_node_id],
                to_node=codes[link.to_node_id],
                explanation=link.explanation,
                assumption=link.assumption,
                inferred=link.inferred,
                evidence=links_out(links, link),
            )
            for link in contents.links
        ],
    )


def _nodes(contents: MapContents, codes: Mapping[UUID, str], links: Links, day: date) -> list[schemas.MapNodeOut]:
    shows = contents.version.shows_status
    needed = [node.precondition_id for node in contents.nodes if node.precondition_id]
    verdicts = verdicts_as_of(needed, day) if shows else {}
    standings = _standings([item for found in contents.activities.values() for item in found], day) if shows else {}
    return [
        schemas.MapNodeOut(
            code=node.code,
            kind=node.kind,
            title=node.title,
            explanation=node.explanation,
            inferred=node.inferred,
            parent=codes.get(node.parent_id) if node.parent_id else None,
            focus_area=node.focus_area.code if node.focus_area else None,
            precondition=node.precondition.code if node.precondition else None,
            verdict=verdicts.get(node.precondition_id, Verdict.UNKNOWN) if node.precondition_id and shows else None,
            activities=[activity.code for activity in contents.activities.get(node.id, ())],
            standings=[standings[item.id] for item in contents.activities.get(node.id, ()) if item.id in standings],
            evidence=links_out(links, node),
        )
        for node in contents.nodes
    ]


def _standings(activities: Sequence[Activity], day: date) -> dict[UUID, schemas.StandingOut]:
    ids = [activity.id for activity in activities]
    statuses, held = statuses_as_of(ids, day), hindrances_as_of(ids, day)
    links = evidence_of(status.known.id for status in statuses.values() if status.known)
    return {
        activity.id: schemas.StandingOut(
            activity=activity.code,
            status=known.status if (known := statuses[activity.id].known) else None,
            goal_reached=known.goal_reached if known else None,
            note=known.note if known else "",
            possible_statuses=[change.status for change in statuses[activity.id].possible],
            merged_into=known.merged_into.code if known and known.merged_into else None,
            held_up_by=codes_held_up_by(held.get(activity.id, [])),
            evidence=links_out(links, known) if known else [],
        )
        for activity in activities
    }


# A search may hold a person's name, which does not belong in an address: the design rules give it this form.
@router.post("/_search", response={200: list[schemas.FoundOut], **PROBLEMS}, by_alias=True)
def search(request: ApiRequest, project: Path[str], sought: schemas.SearchIn) -> list[schemas.FoundOut]:
    """Find records by a name that they have or had, also mistyped, and by the words in them."""
    return [
        schemas.FoundOut.of(item)
        for items in find_records(sought.words, sought.kind or "").found.values()
        for item in items
    ]
