"""Activities: how they stand, what is told, their dates and people; and what can be changed."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.utils import timezone
from ninja import Field, Path, Query, Router, Status

from vlechtwerk.domains.partnership.models import Body, Decision, Person
from vlechtwerk.domains.partnership.rules import running_on
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, ActivityStatus, Milestone
from vlechtwerk.domains.programme.operations import planning
from vlechtwerk.domains.programme.operations import status as operations
from vlechtwerk.domains.programme.queries.activities import (
    ActivityFilter,
    MilestoneAsOf,
    entries_of,
    hindrances_as_of,
    milestones_as_of,
    narrow,
    status_history,
    statuses_as_of,
    units_as_of,
)
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.api import schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.partnership import decision_out
from vlechtwerk.interfaces.api.partnership_schemas import DecisionOut
from vlechtwerk.interfaces.api.problems import PROBLEMS, find, find_if_named

router = Router(tags=["programme"])
PER_PAGE = 50
FOUND = Activity.objects.select_related("focus_area")


class ActivityQuery(schemas.CamelSchema):
    """How the list of activities is narrowed."""

    as_of: date | None = None
    area: schemas.Line = ""
    status: schemas.Line = ""
    goal_reached: schemas.Line = ""
    name: schemas.Line = ""
    page: int = Field(1, ge=1, le=100_000)


@router.get("/activities", response={200: schemas.PageOut, **PROBLEMS}, by_alias=True)
def activities(request: ApiRequest, project: Path[str], query: Query[ActivityQuery]) -> schemas.PageOut:
    """List the activities that have a status of their own, as they stood on a day."""
    day = query.as_of or request.actor.present
    wanted = ActivityFilter(query.area, query.status, query.goal_reached, query.name)
    units = narrow(units_as_of(day), wanted)
    total, first = units.count(), PER_PAGE * (query.page - 1)
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


@router.get("/activities/{code}", response={200: schemas.ActivityDetailOut, **PROBLEMS}, by_alias=True)
def activity(
    request: ApiRequest, project: Path[str], code: str, query: Query[schemas.DayQuery]
) -> schemas.ActivityDetailOut:
    """Show one activity as it stood on a day."""
    day = query.as_of or request.actor.present
    found = find(FOUND.all(), code=code)
    entries = entries_of(found)
    told = {kind: _entries(items) for kind, items in entries.items()}
    (shown,) = _activities([found], day)
    return schemas.ActivityDetailOut(
        **shown.model_dump(),
        done=told["done"],
        self_reported=told["self_reported"],
        prepared=told["prepared"],
        opinions=told["opinion"],
        milestones=[_milestone(item) for item in milestones_as_of([found.id], day).get(found.id, [])],
        team=[
            schemas.TeamRoleOut(
                person=role.person.name,
                role=role.role,
                active_from=role.active_from,
                active_until=role.active_until,
            )
            for role in found.team.filter(running_on(day, "active_from", "active_until")).select_related("person")
        ],
        parts=[part.code for part in found.parts.all()],
    )


def _milestone(item: MilestoneAsOf) -> schemas.MilestoneOut:
    current = item.current.known
    return schemas.MilestoneOut(
        id=item.milestone.id,
        title=item.milestone.title,
        date=schemas.DateOut.of(current.date_on) if current else None,
        possible_dates=[schemas.DateOut.certain(row.date_on) for row in item.current.possible],
        all_dates=[
            schemas.MilestoneDateOut(
                date=schemas.DateOut.certain(row.date_on),
                basis=row.basis,
                known_from=schemas.DateOut.of(row.known_from),
                decision=row.decision_id,
                reason=row.reason,
            )
            for row in item.dates
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
    return _statuses(status_history(find(FOUND.all(), code=code)))


def _statuses(history: list[ActivityStatus]) -> list[schemas.StatusOut]:
    links = evidence_of(change.id for change in history)
    return [
        schemas.StatusOut(
            id=change.id,
            status=change.status,
            occurred_on=schemas.DateOut.certain(change.occurred_on),
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
    return Status(201, _statuses([changed])[0])


@router.post("/activities/{code}/team", response={201: schemas.ActivityDetailOut, **PROBLEMS}, by_alias=True)
def assign(
    request: ApiRequest, project: Path[str], code: str, role: schemas.TeamRoleIn
) -> Status[schemas.ActivityDetailOut]:
    """Give someone a role in an activity for a period (end not included)."""
    found = find(FOUND.all(), code=code)
    planning.assign(
        found,
        find(Person.objects.filter(loads_cases=False), id=role.person),
        role.role,
        role.active_from,
        active_until=role.active_until,
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, activity(request, project, code, schemas.DayQuery()))


@router.post("/activities/{code}/milestones", response={201: schemas.ActivityDetailOut, **PROBLEMS}, by_alias=True)
def add_milestone(
    request: ApiRequest, project: Path[str], code: str, milestone: schemas.MilestoneIn
) -> Status[schemas.ActivityDetailOut]:
    """Name something that an activity delivers or reaches."""
    found = find(FOUND.all(), code=code)
    planning.add_milestone(found, milestone.title, by=request.actor.person, at=timezone.now())
    return Status(201, activity(request, project, code, schemas.DayQuery()))


@router.post(
    "/activities/{code}/milestones/{milestone}/dates",
    response={201: schemas.ActivityDetailOut, **PROBLEMS},
    by_alias=True,
)
def set_date(
    request: ApiRequest, project: Path[str], code: str, milestone: UUID, chosen: schemas.MilestoneDateIn
) -> Status[schemas.ActivityDetailOut]:
    """Plan a date, move it by a decision, or note when it was reached."""
    planning.set_date(
        find(Milestone.objects.filter(activity__code=code), id=milestone),
        PreciseDate.read(chosen.date),
        chosen.basis,
        decision=find_if_named(Decision.objects.all(), id=chosen.decision),
        reason=chosen.reason,
        evidence=[item.evidence() for item in chosen.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, activity(request, project, code, schemas.DayQuery()))


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
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, decision_out(decision))
