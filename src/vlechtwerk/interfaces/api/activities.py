"""Activities: how they stand, what is told, their dates and people; and what can be changed."""

from datetime import date
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

from django.utils import timezone
from ninja import Field, Path, Query, Router, Status

from vlechtwerk.domains.partnership.models import Body, Decision, Person
from vlechtwerk.domains.programme.models import Activity, Milestone
from vlechtwerk.domains.programme.models.status import GoalReached
from vlechtwerk.domains.programme.operations import planning
from vlechtwerk.domains.programme.operations import status as operations
from vlechtwerk.domains.programme.queries.activities import ActivityFilter, narrow, status_history, units_as_of
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.api import schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.activity_schemas import ActivityDetailOut
from vlechtwerk.interfaces.api.activity_shapes import activities_out, detail_out, statuses_out
from vlechtwerk.interfaces.api.partnership import decision_out
from vlechtwerk.interfaces.api.partnership_schemas import DecisionOut
from vlechtwerk.interfaces.api.problems import PROBLEMS, find, find_if_named

router = Router(tags=["programme"])
PER_PAGE = 50
FOUND = Activity.objects.select_related("focus_area", "parent")


class StatusAsked(StrEnum):
    """A status, or that none is known on the day asked."""

    PLANNED = "planned"
    RUNNING = "running"
    DELAYED = "delayed"
    CLOSING = "closing"
    COMPLETED = "completed"
    DISSOLVED = "dissolved"
    UNKNOWN = "unknown"


class ActivityQuery(schemas.CamelSchema):
    """How the list of activities is narrowed."""

    as_of: date | None = None
    area: schemas.Line = ""
    status: StatusAsked | None = None
    goal_reached: GoalReached | None = None
    name: schemas.Line = ""
    page: int = Field(1, ge=1, le=100_000)


@router.get("/activities", response={200: schemas.PageOut, **PROBLEMS}, by_alias=True)
def activities(request: ApiRequest, project: Path[str], query: Query[ActivityQuery]) -> schemas.PageOut:
    """List the activities that have a status of their own, as they stood on a day."""
    day = query.as_of or request.actor.present
    wanted = ActivityFilter(query.area, query.status or "", query.goal_reached or "", query.name)
    units = narrow(units_as_of(day), wanted)
    total, first = units.count(), PER_PAGE * (query.page - 1)
    found = list(units[first : first + PER_PAGE])
    return schemas.PageOut(
        total=total,
        next=_page(request, query, query.page + 1) if first + PER_PAGE < total else None,
        previous=_page(request, query, query.page - 1) if query.page > 1 else None,
        items=activities_out(found, day),
    )


def _page(request: ApiRequest, query: ActivityQuery, number: int) -> str:
    asked = query.model_dump(by_alias=True, mode="json", exclude_defaults=True) | {"page": number}
    return f"{request.path}?{urlencode(asked)}"


@router.get("/activities/{code}", response={200: ActivityDetailOut, **PROBLEMS}, by_alias=True)
def activity(request: ApiRequest, project: Path[str], code: str, query: Query[schemas.DayQuery]) -> ActivityDetailOut:
    """Show one activity as it stood on a day."""
    return detail_out(find(FOUND.all(), code=code), query.as_of or request.actor.present)


@router.get("/activities/{code}/statuses", response={200: list[schemas.StatusOut], **PROBLEMS}, by_alias=True)
def statuses(request: ApiRequest, project: Path[str], code: str) -> list[schemas.StatusOut]:
    """List every change of status of an activity, newest first."""
    return statuses_out(status_history(find(FOUND.all(), code=code)))


@router.post("/activities/{code}/statuses", response={201: schemas.StatusOut, **PROBLEMS}, by_alias=True)
def change_status(
    request: ApiRequest, project: Path[str], code: str, change: schemas.StatusIn
) -> Status[schemas.StatusOut]:
    """Register that an activity got another status."""
    changed = operations.change_status(
        find(FOUND.all(), code=code),
        change.status,
        PreciseDate.read(change.occurred_on),
        change.reason,
        note=change.note,
        goal_reached=change.goal_reached,
        merged_into=find_if_named(FOUND.all(), code=change.merged_into),
        evidence=[item.evidence() for item in change.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, statuses_out([changed])[0])


def _as_it_stands(found: Activity, since: date = date.min) -> ActivityDetailOut:
    # Of today, also when pages show the day that a case describes: what was done just now is part of the answer.
    return detail_out(found, max(since, timezone.localdate()))


@router.post("/activities/{code}/team", response={201: ActivityDetailOut, **PROBLEMS}, by_alias=True)
def assign(request: ApiRequest, project: Path[str], code: str, role: schemas.TeamRoleIn) -> Status[ActivityDetailOut]:
    """Give someone a role in an activity for a period (end not included)."""
    found = find(FOUND.all(), code=code)
    assigned = planning.assign(
        found,
        find(Person.objects.filter(loads_cases=False), id=role.person),
        role.role,
        role.active_from,
        active_until=role.active_until,
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _as_it_stands(found, assigned.active_from))


@router.post("/activities/{code}/milestones", response={201: ActivityDetailOut, **PROBLEMS}, by_alias=True)
def add_milestone(
    request: ApiRequest, project: Path[str], code: str, milestone: schemas.MilestoneIn
) -> Status[ActivityDetailOut]:
    """Name something that an activity delivers or reaches, with the date that is planned for it."""
    found = find(FOUND.all(), code=code)
    planning.plan_milestone(
        found,
        milestone.title,
        PreciseDate.read(milestone.date),
        evidence=[item.evidence() for item in milestone.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _as_it_stands(found))


@router.post(
    "/activities/{code}/milestones/{milestone}/dates",
    response={201: ActivityDetailOut, **PROBLEMS},
    by_alias=True,
)
def set_date(
    request: ApiRequest, project: Path[str], code: str, milestone: UUID, chosen: schemas.MilestoneDateIn
) -> Status[ActivityDetailOut]:
    """Plan a date, move it by a decision with its ground and reason, or note or correct when it was reached."""
    found = find(FOUND.all(), code=code)
    planning.set_date(
        find(Milestone.objects.filter(activity=found), id=milestone),
        PreciseDate.read(chosen.date),
        chosen.basis,
        decision=find_if_named(Decision.objects.all(), id=chosen.decision),
        ground=chosen.ground or "",
        reason=chosen.reason,
        evidence=[item.evidence() for item in chosen.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _as_it_stands(found))


@router.post("/activities/{code}/decisions", response={201: DecisionOut, **PROBLEMS}, by_alias=True)
def ask_about_activity(
    request: ApiRequest, project: Path[str], code: str, asked: schemas.QuestionIn
) -> Status[DecisionOut]:
    """Put a question about an activity to a body."""
    decision = planning.ask_decision_about(
        find(FOUND.all(), code=code),
        asked.question,
        body=find_if_named(Body.objects.all(), code=asked.body),
        agreed_days=asked.agreed_days,
        about=asked.about(),
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, decision_out(decision))
