"""Set goals, word them otherwise, leave them open on purpose, and lay them beside the goals of others."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Organisation, Person
from vlechtwerk.domains.programme.models import (
    Activity,
    FocusArea,
    Goal,
    GoalComparison,
    GoalWording,
    OutsideGoal,
    RoomToExplore,
)
from vlechtwerk.domains.programme.models.goals import PARTS
from vlechtwerk.domains.programme.rules.goals import (
    reasons_against_adding_goal,
    reasons_against_comparing,
    reasons_against_ending_room,
    reasons_against_leaving_room,
    reasons_against_noting_outside_goal,
    reasons_against_wording_goal,
)
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach, reasons_against_attaching
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def add_goal(
    code: str,
    level: str,
    text: str,
    *,
    by: Person,
    at: datetime,
    parts: Mapping[str, str] | None = None,
    horizon: str = "",
    focus_area: FocusArea | None = None,
    activity: Activity | None = None,
    parent: Goal | None = None,
    worded_on: PreciseDate | None = None,
    order: int | None = None,
    evidence: Sequence[Evidence] = (),
) -> Goal:
    """Set a goal with its first wording, and say which of its parts (who, what, how much…) are filled in."""
    wait_for_others("goals", by.project_id)
    refuse_if(
        reasons_against_adding_goal(code, level, text, focus_area=focus_area, activity=activity, by=by, at=at)
        + reasons_against_attaching(by.project_id, evidence)
    )
    goal = Goal.objects.create(
        project_id=by.project_id,
        code=code.strip(),
        level=level,
        horizon=horizon.strip(),
        focus_area=focus_area,
        activity=activity,
        parent=parent,
        order=Goal.objects.count() if order is None else order,
    )
    _word(goal, text, parts or {}, "", worded_on, evidence, by, at)
    note_act("add_goal", "goal", goal.id, project_id=goal.project_id, by=by.id, at=at)
    return goal


@transaction.atomic
def word_goal(
    goal: Goal,
    text: str,
    parts: Mapping[str, str],
    reason: str,
    *,
    by: Person,
    at: datetime,
    worded_on: PreciseDate | None = None,
    evidence: Sequence[Evidence] = (),
) -> GoalWording:
    """Word a goal otherwise; earlier wordings stay readable."""
    goal = _locked(goal)
    refuse_if(
        reasons_against_wording_goal(goal, text, parts, reason, by=by, at=at)
        + reasons_against_attaching(goal.project_id, evidence)
    )
    wording = _word(goal, text, parts, reason, worded_on, evidence, by, at)
    note_act("word_goal", "goal", goal.id, project_id=goal.project_id, by=by.id, at=at)
    return wording


def _locked(goal: Goal) -> Goal:
    """Return a goal as it stands; what is said of it follows each other."""
    return Goal.objects.select_for_update(of=("self",)).select_related("activity").get(id=goal.id)


def _word(
    goal: Goal,
    text: str,
    parts: Mapping[str, str],
    reason: str,
    worded_on: PreciseDate | None,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> GoalWording:
    # Words of today; only a case tells of earlier.
    today = None if by.loads_cases else PreciseDate.of_day(timezone.localdate(at))
    wording = GoalWording(
        project_id=goal.project_id,
        goal=goal,
        text=text.strip(),
        worded_on=worded_on or today,
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=at,
        order=goal.wordings.count(),
        **{name: parts.get(name, "").strip() for name in PARTS},
    )
    wording.save(force_insert=True)
    attach(wording, evidence)
    return wording


@transaction.atomic
def leave_room(
    goal: Goal, reason: str, look_again_on: date, *, by: Person, at: datetime, marked_on: date | None = None
) -> RoomToExplore:
    """Leave a goal open on purpose, with a reason and a day to look again."""
    goal = _locked(goal)
    refuse_if(reasons_against_leaving_room(goal, reason, look_again_on, by=by, at=at))
    return _mark(
        "leave_room", goal, RoomToExplore(reason=reason.strip(), look_again_on=look_again_on), by, at, marked_on
    )


@transaction.atomic
def end_room(goal: Goal, reason: str, *, by: Person, at: datetime) -> RoomToExplore:
    """Say that a goal is no longer left open, and why."""
    goal = _locked(goal)
    refuse_if(reasons_against_ending_room(goal, reason, by=by, at=at))
    return _mark("end_room", goal, RoomToExplore(is_open=False, reason=reason.strip()), by, at, None)


def _mark(act: str, goal: Goal, mark: RoomToExplore, by: Person, at: datetime, marked_on: date | None) -> RoomToExplore:
    mark.project_id, mark.goal, mark.marked_by, mark.marked_at = goal.project_id, goal, by, at
    mark.marked_on = marked_on if marked_on and by.loads_cases else timezone.localdate(at)
    mark.order = goal.room.count()
    mark.save(force_insert=True)
    note_act(act, "goal", goal.id, project_id=goal.project_id, by=by.id, at=at)
    return mark


@transaction.atomic
def note_outside_goal(
    code: str,
    text: str,
    *,
    by: Person,
    at: datetime,
    organisation: Organisation | None = None,
    party: str = "",
    order: int | None = None,
    evidence: Sequence[Evidence] = (),
) -> OutsideGoal:
    """Note a goal of a home organisation or of another partnership."""
    wait_for_others("outside_goals", by.project_id)
    refuse_if(
        reasons_against_noting_outside_goal(code, text, organisation=organisation, party=party, by=by, at=at)
        + reasons_against_attaching(by.project_id, evidence)
    )
    outside = OutsideGoal.objects.create(
        project_id=by.project_id,
        code=code.strip(),
        organisation=organisation,
        party=party.strip(),
        text=text.strip(),
        order=OutsideGoal.objects.count() if order is None else order,
    )
    attach(outside, evidence)
    note_act("note_outside_goal", "outside_goal", outside.id, project_id=by.project_id, by=by.id, at=at)
    return outside


@transaction.atomic
def compare_goals(
    goal: Goal,
    outside_goal: OutsideGoal,
    fit: str,
    *,
    by: Person,
    at: datetime,
    explanation: str = "",
    compared_on: date | None = None,
) -> GoalComparison:
    """Say whether one of our goals agrees or collides with a goal of someone else; earlier answers stay readable."""
    goal = _locked(goal)
    refuse_if(reasons_against_comparing(fit, explanation, by=by, at=at))
    compared = GoalComparison.objects.create(
        project_id=goal.project_id,
        goal=goal,
        outside_goal=outside_goal,
        fit=fit,
        explanation=explanation.strip(),
        compared_by=by,
        compared_at=at,
        compared_on=compared_on if compared_on and by.loads_cases else timezone.localdate(at),
        order=goal.comparisons.filter(outside_goal=outside_goal).count(),
    )
    note_act("compare_goals", "goal", goal.id, project_id=goal.project_id, by=by.id, at=at)
    return compared
