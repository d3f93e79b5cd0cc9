"""Activities, preconditions and sources."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.programme.models import Activity, ActivityEntry, ActivityStatus, Precondition, Source
from vlechtwerk.domains.programme.operations import status as operations
from vlechtwerk.domains.programme.queries.activities import (
    ActivityFilter,
    entries_of,
    hindrances_as_of,
    milestones_as_of,
    narrow,
    status_history,
    statuses_as_of,
    units_as_of,
)
from vlechtwerk.domains.programme.queries.preconditions import preconditions_as_of
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.api import schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import Problem, absent

router = Router(tags=["programme"])
PER_PAGE = 50
PROBLEMS = {400: Problem, 401: Problem, 404: Problem, 409: Problem, 429: Problem}


class ActivityQuery(schemas.CamelSchema):
    """How the list of activities is narrowed."""

    as_of: date | None = None
    area: str = ""
    status: str = ""
    goal_reached: str = ""
    name: str = ""
    page: int = 1


class DayQuery(schemas.CamelSchema):
    """The day asked."""

    as_of: date | None = None


@router.get("/activities", response={200: schemas.PageOut, **PROBLEMS}, by_alias=True)
def activities(request: ApiRequest, project: Path[str], query: Query[ActivityQuery]) -> schemas.PageOut:
    """List the activities that have a status of their own, as they stood on a day."""
    day = query.as_of or request.actor.present
    wanted = ActivityFilter(query.area, query.status, query.goal_reached, query.name)
    units = narrow(units_as_of(day), wanted)
    total, first = units.count(), PER_PAGE * (max(query.page, 1) - 1)
    found = list(units[first : first + PER_PAGE])
    return schemas.PageOut(
        total=total,
        next=_page(request, query, query.page + 1) if first + PER_PAGE < total else None,
        previous=_page(request, query, query.page - 1) if query.page > 1 else None,
        items=_activities(found, day),
    )


def _page(request: ApiRequest, query: ActivityQuery, number: int) -> str:
    asked = query.model_dump(by_alias=True, mode="json", exclude_defaults=True) | {"page": number}
    return f"{request.path}?{urlencode(asked)}"


def _activities(found: Sequence[Activity], day: date) -> list[schemas.ActivityOut]:
    ids = [activity.id for activity in found]
    statuses, held = statuses_as_of(ids, day), hindrances_as_of(ids, day)
    former: dict[object, list[str]] = {}
    for activity in Activity.objects.filter(id__in=ids).prefetch_related("former_names"):
        former[activity.id] = [name.name for name in activity.former_names.all()]
    return [
        schemas.ActivityOut(
            code=activity.code,
            name=activity.name,
            kind=activity.kind,
            focus_area=activity.focus_area.code if activity.focus_area else None,
            goal=activity.goal,
            status=known.status if (known := statuses[activity.id].known) else None,
            goal_reached=known.goal_reached if known else None,
            possible_statuses=[change.status for change in statuses[activity.id].possible],
            former_names=former[activity.id],
            held_up_by=[
                hindrance.precondition.code if hindrance.precondition else hindrance.description
                for hindrance in held.get(activity.id, [])
            ],
        )
        for activity in found
    ]


def _find(code: str) -> Activity:
    found = Activity.objects.filter(code=code).select_related("focus_area").first()
    if found is None:
        raise absent()
    return found


@router.get("/activities/{code}", response={200: schemas.ActivityDetailOut, **PROBLEMS}, by_alias=True)
def activity(request: ApiRequest, project: Path[str], code: str, query: Query[DayQuery]) -> schemas.ActivityDetailOut:
    """Show one activity as it stood on a day."""
    day = query.as_of or request.actor.present
    found = _find(code)
    entries = entries_of(found)
    told = {kind: _entries(items) for kind, items in entries.items()}
    (shown,) = _activities([found], day)
    return schemas.ActivityDetailOut(
        **shown.model_dump(),
        done=told["done"],
        self_reported=told["self_reported"],
        prepared=told["prepared"],
        opinions=told["opinion"],
        milestones=[
            schemas.MilestoneOut(
                title=item.milestone.title,
                date=schemas.DateOut.of(item.current.known.date_on) if item.current.known else None,
                possible_dates=[
                    out for row in item.current.possible if (out := schemas.DateOut.of(row.date_on)) is not None
                ],
            )
            for item in milestones_as_of([found.id], day).get(found.id, [])
        ],
    )


def _entries(items: list[ActivityEntry]) -> list[schemas.EntryOut]:
    links = evidence_of(item.id for item in items)
    return [
        schemas.EntryOut(
            text=item.text,
            occurred_on=schemas.DateOut.of(item.occurred_on),
            evidence=[schemas.EvidenceOut.of(link) for link in links.get(item.id, [])],
        )
        for item in items
    ]


@router.get("/activities/{code}/statuses", response={200: list[schemas.StatusOut], **PROBLEMS}, by_alias=True)
def statuses(request: ApiRequest, project: Path[str], code: str) -> list[schemas.StatusOut]:
    """List every change of status of an activity, newest first."""
    return _statuses(status_history(_find(code)))


def _statuses(history: list[ActivityStatus]) -> list[schemas.StatusOut]:
    links = evidence_of(change.id for change in history)
    return [
        schemas.StatusOut(
            id=change.id,
            status=change.status,
            occurred_on=_certain(change.occurred_on),
            reason=change.reason,
            note=change.note,
            goal_reached=change.goal_reached,
            merged_into=change.merged_into.code if change.merged_into else None,
            recorded_by=change.recorded_by.name,
            recorded_at=change.recorded_at,
            evidence=[schemas.EvidenceOut.of(link) for link in links.get(change.id, [])],
        )
        for change in history
    ]


def _certain(moment: PreciseDate) -> schemas.DateOut:
    return schemas.DateOut(text=moment.text, earliest=moment.earliest, latest=moment.latest)


@router.post("/activities/{code}/statuses", response={201: schemas.StatusOut, **PROBLEMS}, by_alias=True)
def change_status(
    request: ApiRequest, project: Path[str], code: str, change: schemas.StatusIn
) -> Status[schemas.StatusOut]:
    """Register that an activity got another status."""
    into = _find(change.merged_into) if change.merged_into else None
    changed = operations.change_status(
        _find(code),
        change.status,
        PreciseDate.read(change.occurred_on),
        change.reason,
        note=change.note,
        goal_reached=change.goal_reached,
        merged_into=into,
        evidence=[item.evidence() for item in change.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _statuses([changed])[0])


@router.get("/preconditions", response={200: list[schemas.PreconditionOut], **PROBLEMS}, by_alias=True)
def preconditions(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.PreconditionOut]:
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


def _precondition(code: str) -> Precondition:
    found = Precondition.objects.filter(code=code).select_related("owner_body").first()
    if found is None:
        raise absent()
    return found


@router.get("/preconditions/{code}/judgements", response={200: list[schemas.JudgementOut], **PROBLEMS}, by_alias=True)
def judgements(request: ApiRequest, project: Path[str], code: str) -> list[schemas.JudgementOut]:
    """List the judgements on a precondition, newest first."""
    found = list(_precondition(code).judgements.select_related("recorded_by").order_by("-judged_latest"))
    links = evidence_of(item.id for item in found)
    return [
        schemas.JudgementOut(
            verdict=item.verdict,
            period=item.period,
            judged_on=_certain(item.judged_on),
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
    operations.judge_precondition(
        _precondition(code),
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
    found: QuerySet[Source] = Source.objects.all()
    return [
        schemas.SourceOut(
            code=item.code,
            title=item.title,
            kind=item.kind,
            version=item.version,
            dated_on=schemas.DateOut.of(item.dated_on),
            publisher=item.publisher,
            doubt=item.doubt,
        )
        for item in found
    ]
