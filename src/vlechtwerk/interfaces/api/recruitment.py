"""Recruitment and departures: what was asked beside what was published, steps and reasons as counts."""

from uuid import UUID

from django.utils import timezone
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.partnership.models import Organisation
from vlechtwerk.domains.programme.models import (
    Activity,
    Candidate,
    CapacityProfile,
    RecruitmentRequest,
    Vacancy,
    VacancyDifference,
)
from vlechtwerk.domains.programme.operations import recruitment as operations
from vlechtwerk.domains.programme.queries import recruitment as queries
from vlechtwerk.interfaces.api import capacity_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import PROBLEMS, absent, find, find_if_named
from vlechtwerk.interfaces.api.schemas import DayQuery, SpreadOut

router = Router(tags=["recruitment"])
ONE = {200: schemas.RecruitmentOut, **PROBLEMS}
MADE = {201: schemas.RecruitmentOut, **PROBLEMS}


@router.get("/recruitment", response={200: list[schemas.RecruitmentOut], **PROBLEMS}, by_alias=True)
def recruitment(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.RecruitmentOut]:
    """List the requests for profiles, with the vacancy as published and how many took each step."""
    day = query.as_of or request.actor.present
    counted = queries.steps_counted(day)
    return [_shape(item, counted.get(item.id, {})) for item in queries.recruitment_requests(day)]


@router.get("/recruitment/times", response={200: list[schemas.WayOut], **PROBLEMS}, by_alias=True)
def recruitment_times(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.WayOut]:
    """List how long each step takes."""
    return [
        schemas.WayOut(earlier=earlier, later=later, days=SpreadOut.of(time))
        for earlier, later, time in queries.recruitment_times(query.as_of or request.actor.present)
    ]


@router.get("/recruitment/{identifier}", response=ONE, by_alias=True)
def recruitment_request(request: ApiRequest, project: Path[str], identifier: UUID) -> schemas.RecruitmentOut:
    """Show one request, with the candidates whom you keep."""
    return _one(identifier)


def _one(identifier: UUID) -> schemas.RecruitmentOut:
    today = timezone.localdate()
    found = queries.recruitment_requests(today).filter(id=identifier).first()
    if found is None:
        raise absent()
    shape = _shape(found, queries.steps_counted(today).get(found.id, {}))
    shape.candidates = [
        schemas.CandidateOut(
            id=item.id,
            name=item.name,
            steps=[
                schemas.RecruitmentStepOut(kind=step.kind, occurred_on=step.occurred_on) for step in item.steps.all()
            ],
        )
        for item in queries.own_candidates(found)
    ]
    return shape


def _shape(item: RecruitmentRequest, counts: dict[str, int]) -> schemas.RecruitmentOut:
    vacancy = queries.latest_vacancy(item)
    parts = queries.compared(item, vacancy) if vacancy else []
    return schemas.RecruitmentOut(
        id=item.id,
        code=item.code,
        organisation=item.organisation.code,
        profile=item.profile.code,
        activity=item.activity.code if item.activity else None,
        asked_on=item.asked_on,
        published_on=vacancy.published_on if vacancy else None,
        differs=[part.part for part in parts if part.verdict != VacancyDifference.Verdict.SAME],
        steps=counts,
        parts=[
            schemas.PartOut(
                part=part.part,
                asked=part.asked,
                published=part.published,
                compared=part.found,
                verdict=part.verdict,
                judged_by=part.judged.recorded_by.name if part.judged else None,
                remark=part.judged.remark if part.judged else "",
            )
            for part in parts
        ],
        candidates=[],
    )


@router.post("/recruitment", response=MADE, by_alias=True)
def ask_profile(
    request: ApiRequest, project: Path[str], asked: schemas.ProfileRequestIn
) -> Status[schemas.RecruitmentOut]:
    """Ask an organisation to recruit someone with a profile."""
    made = operations.ask_profile(
        asked.code,
        find(Organisation.objects.all(), code=asked.organisation),
        find(CapacityProfile.objects.all(), code=asked.profile),
        asked.parts(),
        asked.asked_on,
        activity=find_if_named(Activity.objects.all(), code=asked.activity),
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _one(made.id))


@router.post("/recruitment/{identifier}/vacancies", response=MADE, by_alias=True)
def publish_vacancy(
    request: ApiRequest, project: Path[str], identifier: UUID, published: schemas.VacancyIn
) -> Status[schemas.RecruitmentOut]:
    """Copy what the vacancy says, in the same parts as the request."""
    found = find(RecruitmentRequest.objects.select_related("organisation"), id=identifier)
    operations.publish_vacancy(
        found, published.parts(), published.published_on, by=request.actor.person, at=timezone.now()
    )
    return Status(201, _one(found.id))


@router.post("/recruitment/{identifier}/differences", response=MADE, by_alias=True)
def judge_difference(
    request: ApiRequest, project: Path[str], identifier: UUID, judged: schemas.DifferenceIn
) -> Status[schemas.RecruitmentOut]:
    """Judge whether a part of the vacancy, as published last, is what was asked."""
    found = find(Vacancy.objects.order_by("-number"), request=identifier)
    operations.judge_difference(
        found, judged.part, judged.verdict, judged.remark, by=request.actor.person, at=timezone.now()
    )
    return Status(201, _one(identifier))


@router.post("/recruitment/{identifier}/candidates", response=MADE, by_alias=True)
def name_candidate(
    request: ApiRequest, project: Path[str], identifier: UUID, named: schemas.CandidateIn
) -> Status[schemas.RecruitmentOut]:
    """Name a candidate who was found; only you read the name."""
    found = find(RecruitmentRequest.objects.all(), id=identifier)
    operations.name_candidate(found, named.name, named.found_on, by=request.actor.person, at=timezone.now())
    return Status(201, _one(found.id))


@router.post("/candidates/{candidate}/steps", response=MADE, by_alias=True)
def note_step(
    request: ApiRequest, project: Path[str], candidate: UUID, step: schemas.RecruitmentStepIn
) -> Status[schemas.RecruitmentOut]:
    """Note a step of a candidate whom you keep."""
    found = find(Candidate.objects.all(), id=candidate)
    operations.note_step(found, step.kind, step.occurred_on, by=request.actor.person, at=timezone.now())
    return Status(201, _one(found.request_id))


@router.get("/departures", response={200: list[schemas.DeparturesOut], **PROBLEMS}, by_alias=True)
def departures(request: ApiRequest, project: Path[str]) -> list[schemas.DeparturesOut]:
    """List who left in each year that is over, and why, as counts; small ones are not shown."""
    return [
        schemas.DeparturesOut(year=item.year, total=item.total, together=item.together, reasons=item.by_reason)
        for item in queries.departures_counted()
    ]
