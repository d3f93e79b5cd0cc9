"""Advice, promises, and the planning of all activities."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.partnership.models import Advice, Body, Decision, Organisation, Person, Promise
from vlechtwerk.domains.partnership.operations import advice as advice_operations
from vlechtwerk.domains.partnership.operations import promises as promise_operations
from vlechtwerk.domains.partnership.operations.decisions import write_body_note
from vlechtwerk.domains.partnership.queries.promises import advice_as_of, promises_as_of
from vlechtwerk.domains.programme.models import Activity, FocusArea
from vlechtwerk.domains.programme.operations.about import ask_advice_about, make_promise_about
from vlechtwerk.domains.programme.queries.planning import (
    PlannedMilestone,
    PlanningFilter,
    planning_as_of,
    slips_of,
)
from vlechtwerk.engines.statistics.date_slips import met, moves, reached_after, slip
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.api import promise_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import PROBLEMS, find, find_if_named
from vlechtwerk.interfaces.api.promise_shapes import advice_out, promises_out
from vlechtwerk.interfaces.api.schemas import DateOut, DayQuery, DaysOut, SpreadOut

router = Router(tags=["partnership"])


@router.get("/advice", response={200: list[schemas.AdviceOut], **PROBLEMS}, by_alias=True)
def advice(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.AdviceOut]:
    """List the advice asked, as it stood on a day: what waits first."""
    return advice_out(advice_as_of(query.as_of or request.actor.present))


def _one_advice(found: Advice) -> schemas.AdviceOut:
    (item,) = advice_out(advice_as_of(timezone.localdate(), Q(id=found.id)))
    return item


@router.post("/advice", response={201: schemas.AdviceOut, **PROBLEMS}, by_alias=True)
def ask_advice(request: ApiRequest, project: Path[str], asked: schemas.AdviceIn) -> Status[schemas.AdviceOut]:
    """Ask an advisory body for advice."""
    activity = find_if_named(Activity.objects.all(), code=asked.activity)
    made = ask_advice_about(
        [activity] if activity else [],
        asked.question,
        find(Body.objects.all(), code=asked.body),
        asking_body=find_if_named(Body.objects.all(), code=asked.asking_body),
        due_on=asked.due_on,
        decision=find_if_named(Decision.objects.all(), id=asked.decision),
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _one_advice(made))


@router.post("/advice/{advice}/drafts", response={201: schemas.AdviceDraftOut, **PROBLEMS}, by_alias=True)
def draft_advice(
    request: ApiRequest, project: Path[str], advice: UUID, draft: schemas.AdviceDraftIn
) -> Status[schemas.AdviceDraftOut]:
    """Write a draft of an advice; only who sits in the body reads it."""
    found = find(Advice.objects.select_related("body"), id=advice)
    note = write_body_note(found.body, draft.text, advice=found, by=request.actor.person, at=timezone.now())
    return Status(201, schemas.AdviceDraftOut(text=note.text, written_by=request.actor.person.name))


@router.post("/advice/{advice}/giving", response={201: schemas.AdviceOut, **PROBLEMS}, by_alias=True)
def give_advice(
    request: ApiRequest, project: Path[str], advice: UUID, giving: schemas.GivingIn
) -> Status[schemas.AdviceOut]:
    """Give the advice that was asked; every member reads it from then on."""
    given = advice_operations.give_advice(
        find(Advice.objects.all(), id=advice),
        giving.text,
        PreciseDate.read(giving.given_on),
        evidence=[item.evidence() for item in giving.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _one_advice(given))


@router.post("/advice/{advice}/weighing", response={201: schemas.AdviceOut, **PROBLEMS}, by_alias=True)
def weigh_advice(
    request: ApiRequest, project: Path[str], advice: UUID, weighing: schemas.WeighingIn
) -> Status[schemas.AdviceOut]:
    """Say whether an advice was followed."""
    weighed = advice_operations.weigh_advice(
        find(Advice.objects.all(), id=advice),
        weighing.followed,
        why=weighing.why,
        decision=find_if_named(Decision.objects.all(), id=weighing.decision),
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _one_advice(weighed))


@router.get("/promises", response={200: list[schemas.PromiseOut], **PROBLEMS}, by_alias=True)
def promises(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.PromiseOut]:
    """List what was promised, as it stood on a day: overdue first."""
    return promises_out(promises_as_of(query.as_of or request.actor.present))


def _one_promise(found: Promise) -> schemas.PromiseOut:
    (item,) = promises_out(promises_as_of(timezone.localdate(), Q(id=found.id)))
    return item


def _date(text: str | None) -> PreciseDate | None:
    return PreciseDate.read(text) if text else None


@router.post("/promises", response={201: schemas.PromiseOut, **PROBLEMS}, by_alias=True)
def make_promise(request: ApiRequest, project: Path[str], made: schemas.PromiseIn) -> Status[schemas.PromiseOut]:
    """Register what was promised outside the partnership."""
    activity = find_if_named(Activity.objects.all(), code=made.activity)
    area = find_if_named(FocusArea.objects.all(), code=made.focus_area)
    promise = make_promise_about(
        [activity] if activity else [],
        [area] if area else [],
        made.text,
        made.recipient,
        organisation=find_if_named(Organisation.objects.all(), code=made.organisation),
        made_by=made.made_by,
        made_on=_date(made.made_on),
        due_on=_date(made.due_on),
        responsible=find_if_named(Person.objects.filter(loads_cases=False), id=made.responsible),
        evidence=[item.evidence() for item in made.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _one_promise(promise))


@router.post("/promises/{promise}/steps", response={201: schemas.PromiseOut, **PROBLEMS}, by_alias=True)
def follow_promise(
    request: ApiRequest, project: Path[str], promise: UUID, step: schemas.PromiseStepIn
) -> Status[schemas.PromiseOut]:
    """Say what became of a promise: kept, kept in part, moved by a decision, or withdrawn."""
    found = find(Promise.objects.all(), id=promise)
    promise_operations.follow_promise(
        found,
        step.kind,
        PreciseDate.read(step.occurred_on),
        reason=step.reason,
        due_on=_date(step.due_on),
        decision=find_if_named(Decision.objects.all(), id=step.decision),
        evidence=[item.evidence() for item in step.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _one_promise(found))


@router.get("/planning", response={200: schemas.PlanningOut, **PROBLEMS}, by_alias=True, tags=["programme"])
def planning(request: ApiRequest, project: Path[str], query: Query[schemas.PlanningQuery]) -> schemas.PlanningOut:
    """Show which dates moved, how often, how far and on which ground, as of a day."""
    day = query.as_of or request.actor.present
    found = planning_as_of(day, PlanningFilter(query.area, query.activity, query.ground or ""))
    counted = slips_of(found, day)
    per_ground = {ground: SpreadOut.of(measured) for ground, measured in counted.per_ground.items()}
    return schemas.PlanningOut(
        milestones=counted.milestones,
        moved=counted.moved,
        moves=counted.moves,
        per_move=SpreadOut.of(counted.per_move),
        per_ground={ground: measured for ground, measured in per_ground.items() if measured},
        per_milestone=SpreadOut.of(counted.per_milestone),
        reached=SpreadOut.of(counted.reached),
        met_within_a_week={str(answer): count for answer, count in counted.met.items()},
        items=[_milestone(item, PreciseDate.of_day(day)) for item in found],
    )


def _milestone(item: PlannedMilestone, day: PreciseDate) -> schemas.PlannedMilestoneOut:
    answer = met(item.history, day)
    return schemas.PlannedMilestoneOut(
        id=item.found.milestone.id,
        activity=item.activity.code,
        title=item.found.milestone.title,
        first_planned=DateOut.of(item.planned[0].date_on) if item.planned else None,
        now_planned=DateOut.of(item.planned[-1].date_on) if item.planned else None,
        reached=DateOut.of(item.reached.date_on) if item.reached else None,
        moved=DaysOut.of(slip(item.history)),
        reached_after=DaysOut.of(reached_after(item.history)),
        met_within_a_week=str(answer) if answer else None,
        moves=[
            schemas.MoveOut(
                date=DateOut.certain(row.date_on),
                days=DaysOut(least=days.least, most=days.most),
                ground=row.ground,
                reason=row.reason,
                decision=row.decision_id,
                body=row.decision.body.code if row.decision and row.decision.body else None,
            )
            for row, days in zip(item.moves, moves(item.history), strict=True)
        ],
    )
