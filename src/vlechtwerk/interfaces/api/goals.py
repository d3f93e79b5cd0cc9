"""Goals: how they are worded and how concrete, where room is left, and how they fit the goals of others."""

from datetime import date
from typing import Any

from django.utils import timezone
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.partnership.models import Organisation
from vlechtwerk.domains.programme.models import (
    Activity,
    FocusArea,
    Goal,
    GoalComparison,
    GoalWording,
    OutsideGoal,
    RoomToExplore,
)
from vlechtwerk.domains.programme.operations import goals as setting
from vlechtwerk.domains.programme.queries.goals import GoalAsOf, goals_as_of, outside_goals
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.activity_shapes import links_out
from vlechtwerk.interfaces.api.problems import PROBLEMS, absent, find, find_if_named
from vlechtwerk.interfaces.api.schemas import CamelSchema, DateOut, DayQuery, EvidenceIn, EvidenceOut, Line, kept

router = Router(tags=["programme"])
GOALS = Goal.objects.select_related("activity", "focus_area", "parent")


class PartsOut(CamelSchema):
    """The five parts that make a goal concrete; an empty one is open."""

    who: str
    what: str
    how_much: str
    by_when: str
    how_known: str


class GoalWordingOut(PartsOut):
    """One wording of a goal."""

    text: str
    worded_on: DateOut | None
    reason: str
    evidence: list[EvidenceOut]


class RoomOut(CamelSchema):
    """That a goal stays open on purpose, or no longer does."""

    is_open: bool
    reason: str
    look_again_on: date | None
    marked_on: date
    marked_by: str


class FitOut(CamelSchema):
    """How a goal fits one of someone else."""

    outside_goal: str
    whose: str
    fit: str
    explanation: str
    compared_on: date


class GoalOut(CamelSchema):
    """A goal as it was worded on a day."""

    code: str
    level: str
    horizon: str
    focus_area: str | None
    activity: str | None
    parent: str | None
    text: str
    parts: PartsOut
    filled: list[str]
    room: RoomOut | None
    fits: list[FitOut]


class GoalDetailOut(GoalOut):
    """A goal with its wordings and the marks of room, newest first."""

    wordings: list[GoalWordingOut]
    marks: list[RoomOut]


class GoalPartsIn(CamelSchema):
    """The words of a goal, and its parts."""

    text: str = kept(GoalWording, "text")
    who: str = kept(GoalWording, "who", "")
    what: str = kept(GoalWording, "what", "")
    how_much: str = kept(GoalWording, "how_much", "")
    by_when: str = kept(GoalWording, "by_when", "")
    how_known: str = kept(GoalWording, "how_known", "")
    evidence: list[EvidenceIn] = []

    def parts(self) -> dict[str, str]:
        """Return the parts by their names."""
        return {name: getattr(self, name) for name in PartsOut.model_fields}


class GoalIn(GoalPartsIn):
    """A goal, its level and place."""

    code: str = kept(Goal, "code")
    level: Goal.Level
    horizon: str = kept(Goal, "horizon", "")
    focus_area: Line | None = None
    activity: Line | None = None
    parent: Line | None = None


class GoalWordingIn(GoalPartsIn):
    """A goal in other words, and why."""

    reason: str = kept(GoalWording, "reason")


class RoomIn(CamelSchema):
    """Why a goal stays open for now, and when to look again."""

    reason: str = kept(RoomToExplore, "reason")
    look_again_on: date


class RoomEndIn(CamelSchema):
    """What was learnt, or why the room ends."""

    reason: str = kept(RoomToExplore, "reason")


class OutsideGoalOut(CamelSchema):
    """A goal of a home organisation or another partnership."""

    code: str
    organisation: str | None
    whose: str
    text: str
    evidence: list[EvidenceOut]


class OutsideGoalIn(CamelSchema):
    """A goal of someone else: of an organisation, or of a party by its name."""

    code: str = kept(OutsideGoal, "code")
    text: str = kept(OutsideGoal, "text")
    organisation: Line | None = None
    party: str = kept(OutsideGoal, "party", "")
    evidence: list[EvidenceIn] = []


class FitIn(CamelSchema):
    """Whether a goal agrees or collides with one of someone else."""

    outside_goal: Line
    fit: GoalComparison.Fit
    explanation: str = kept(GoalComparison, "explanation", "")


class GoalQuery(DayQuery):
    """How the list of goals is narrowed."""

    level: Goal.Level | None = None


def _room(mark: RoomToExplore) -> RoomOut:
    return RoomOut(
        is_open=mark.is_open,
        reason=mark.reason,
        look_again_on=mark.look_again_on,
        marked_on=mark.marked_on,
        marked_by=mark.marked_by.name,
    )


def _parts(wording: GoalWording | None) -> PartsOut:
    return PartsOut(**{name: getattr(wording, name) if wording else "" for name in PartsOut.model_fields})


def _goal(item: GoalAsOf) -> dict[str, Any]:
    goal, wording = item.goal, item.shown
    return {
        "code": goal.code,
        "level": goal.level,
        "horizon": goal.horizon,
        "focus_area": goal.focus_area.code if goal.focus_area else None,
        "activity": goal.activity.code if goal.activity else None,
        "parent": goal.parent.code if goal.parent else None,
        "text": wording.text if wording else "",
        "parts": _parts(wording),
        "filled": list(item.filled),
        "room": _room(item.room) if item.room else None,
        "fits": [
            FitOut(
                outside_goal=one.outside_goal.code,
                whose=one.outside_goal.whose,
                fit=one.fit,
                explanation=one.explanation,
                compared_on=one.compared_on,
            )
            for one in item.comparisons
        ],
    }


def _detail(code: str, day: date) -> GoalDetailOut:
    item = next(iter(goals_as_of(day, code)), None)
    if item is None:
        raise absent()
    links = evidence_of(wording.id for wording in item.history)
    return GoalDetailOut(
        **_goal(item),
        wordings=[
            GoalWordingOut(
                **_parts(wording).model_dump(),
                text=wording.text,
                worded_on=DateOut.of(wording.worded_on),
                reason=wording.reason,
                evidence=links_out(links, wording),
            )
            for wording in reversed(item.history)
        ],
        marks=[_room(mark) for mark in reversed(item.marks)],
    )


def _who(request: ApiRequest) -> dict[str, Any]:
    return {"by": request.actor.person, "at": timezone.now()}


def _as_it_stands(code: str) -> GoalDetailOut:
    return _detail(code, timezone.localdate())


@router.get("/goals", response={200: list[GoalOut], **PROBLEMS}, by_alias=True)
def goals(request: ApiRequest, project: Path[str], query: Query[GoalQuery]) -> list[GoalOut]:
    """List the goals as they were worded on a day, with how concrete each is."""
    found = goals_as_of(query.as_of or request.actor.present)
    return [GoalOut(**_goal(item)) for item in found if query.level in (None, item.goal.level)]


@router.get("/goals/{code}", response={200: GoalDetailOut, **PROBLEMS}, by_alias=True)
def goal(request: ApiRequest, project: Path[str], code: str, query: Query[DayQuery]) -> GoalDetailOut:
    """Show one goal with its wordings, and the room that it has."""
    return _detail(code, query.as_of or request.actor.present)


@router.post("/goals", response={201: GoalDetailOut, **PROBLEMS}, by_alias=True)
def add_goal(request: ApiRequest, project: Path[str], asked: GoalIn) -> Status[GoalDetailOut]:
    """Set a goal."""
    added = setting.add_goal(
        asked.code,
        str(asked.level.value),
        asked.text,
        parts=asked.parts(),
        horizon=asked.horizon,
        focus_area=find_if_named(FocusArea.objects.all(), code=asked.focus_area),
        activity=find_if_named(Activity.objects.all(), code=asked.activity),
        parent=find_if_named(Goal.objects.all(), code=asked.parent),
        evidence=[item.evidence() for item in asked.evidence],
        **_who(request),
    )
    return Status(201, _as_it_stands(added.code))


@router.post("/goals/{code}/wordings", response={201: GoalDetailOut, **PROBLEMS}, by_alias=True)
def word_goal(request: ApiRequest, project: Path[str], code: str, asked: GoalWordingIn) -> Status[GoalDetailOut]:
    """Word a goal otherwise; earlier wordings stay."""
    evidence = [item.evidence() for item in asked.evidence]
    found = find(GOALS.all(), code=code)
    setting.word_goal(found, asked.text, asked.parts(), asked.reason, evidence=evidence, **_who(request))
    return Status(201, _as_it_stands(code))


@router.post("/goals/{code}/room", response={201: GoalDetailOut, **PROBLEMS}, by_alias=True)
def leave_room(request: ApiRequest, project: Path[str], code: str, asked: RoomIn) -> Status[GoalDetailOut]:
    """Leave a goal open on purpose, with a reason and a day to look again."""
    setting.leave_room(find(GOALS.all(), code=code), asked.reason, asked.look_again_on, **_who(request))
    return Status(201, _as_it_stands(code))


@router.post("/goals/{code}/room-end", response={201: GoalDetailOut, **PROBLEMS}, by_alias=True)
def end_room(request: ApiRequest, project: Path[str], code: str, asked: RoomEndIn) -> Status[GoalDetailOut]:
    """Say that a goal is no longer left open."""
    setting.end_room(find(GOALS.all(), code=code), asked.reason, **_who(request))
    return Status(201, _as_it_stands(code))


@router.post("/goals/{code}/fits", response={201: GoalDetailOut, **PROBLEMS}, by_alias=True)
def compare_goals(request: ApiRequest, project: Path[str], code: str, asked: FitIn) -> Status[GoalDetailOut]:
    """Say whether a goal agrees or collides with one of someone else."""
    outside = find(OutsideGoal.objects.select_related("organisation"), code=asked.outside_goal)
    found = find(GOALS.all(), code=code)
    setting.compare_goals(found, outside, str(asked.fit.value), explanation=asked.explanation, **_who(request))
    return Status(201, _as_it_stands(code))


@router.get("/outside-goals", response={200: list[OutsideGoalOut], **PROBLEMS}, by_alias=True)
def goals_of_others(request: ApiRequest, project: Path[str]) -> list[OutsideGoalOut]:
    """List the goals of home organisations and other partnerships."""
    found = outside_goals()
    links = evidence_of(one.id for one in found)
    return [_outside(one, links_out(links, one)) for one in found]


def _outside(one: OutsideGoal, evidence: list[EvidenceOut]) -> OutsideGoalOut:
    return OutsideGoalOut(
        code=one.code,
        organisation=one.organisation.code if one.organisation else None,
        whose=one.whose,
        text=one.text,
        evidence=evidence,
    )


@router.post("/outside-goals", response={201: OutsideGoalOut, **PROBLEMS}, by_alias=True)
def note_outside_goal(request: ApiRequest, project: Path[str], asked: OutsideGoalIn) -> Status[OutsideGoalOut]:
    """Note a goal of a home organisation or another partnership."""
    noted = setting.note_outside_goal(
        asked.code,
        asked.text,
        organisation=find_if_named(Organisation.objects.all(), code=asked.organisation),
        party=asked.party,
        evidence=[item.evidence() for item in asked.evidence],
        **_who(request),
    )
    return Status(201, _outside(noted, links_out(evidence_of([noted.id]), noted)))
