"""Goals as they were worded on a day: how concrete, left open on purpose or not, and how they fit those of others."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vlechtwerk.domains.programme.models import Goal, GoalComparison, GoalWording, OutsideGoal, RoomToExplore
from vlechtwerk.domains.programme.models.goals import PARTS
from vlechtwerk.domains.programme.queries.as_of import AsOf, as_of


@dataclass(frozen=True, slots=True)
class GoalAsOf:
    """A goal with the wording that held on a day, all wordings till then, and the room that it has."""

    goal: Goal
    wording: AsOf[GoalWording]
    history: tuple[GoalWording, ...]
    room: RoomToExplore | None
    marks: tuple[RoomToExplore, ...]
    # The latest comparison by the day with each goal of others.
    comparisons: tuple[GoalComparison, ...]

    @property
    def shown(self) -> GoalWording | None:
        """The wording to show: the one that held, or else the one that possibly held."""
        return self.wording.known or (self.wording.possible[-1] if self.wording.possible else None)

    @property
    def filled(self) -> tuple[str, ...]:
        """Which parts are filled in."""
        wording = self.shown
        return tuple(name for name in PARTS if wording is not None and getattr(wording, name))


def is_due(room: RoomToExplore | None, day: date) -> bool:
    """Tell whether the day to look again at what stays open has come."""
    return room is not None and room.look_again_on is not None and room.look_again_on <= day


def goals_as_of(day: date, code: str = "") -> list[GoalAsOf]:
    """Return the goals that were worded by a day, in their order; three queries more, however many there are."""
    goals = Goal.objects.select_related("focus_area", "activity", "parent")
    found = list(goals.filter(code=code) if code else goals)
    ids = [goal.id for goal in found]
    wordings: dict[UUID, list[GoalWording]] = defaultdict(list)
    for wording in GoalWording.objects.filter(goal__in=ids).select_related("recorded_by").order_by("order"):
        wordings[wording.goal_id].append(wording)
    marks: dict[UUID, list[RoomToExplore]] = defaultdict(list)
    marked = RoomToExplore.objects.filter(goal__in=ids, marked_on__lte=day).select_related("marked_by")
    for mark in marked.order_by("order"):
        marks[mark.goal_id].append(mark)
    compared: dict[UUID, dict[UUID, GoalComparison]] = defaultdict(dict)
    comparisons = GoalComparison.objects.filter(goal__in=ids, compared_on__lte=day)
    for one in comparisons.select_related("outside_goal__organisation", "compared_by").order_by("order"):
        compared[one.goal_id][one.outside_goal_id] = one
    rows = [_as_of(goal, wordings[goal.id], marks[goal.id], compared[goal.id], day) for goal in found]
    return [row for row in rows if row.shown is not None]


def _as_of(
    goal: Goal,
    wordings: Sequence[GoalWording],
    marks: Sequence[RoomToExplore],
    compared: dict[UUID, GoalComparison],
    day: date,
) -> GoalAsOf:
    stood = as_of(wordings, day, lambda wording: wording.worded_on)
    last = stood.known.order if stood.known else -1
    history = tuple(one for one in wordings if one.order <= last or one in stood.possible)
    room = marks[-1] if marks and marks[-1].is_open else None
    by_outside = sorted(compared.values(), key=lambda one: (one.outside_goal.order, one.outside_goal.code))
    return GoalAsOf(goal, stood, history, room, tuple(marks), tuple(by_outside))


def outside_goals() -> list[OutsideGoal]:
    """Return the goals of others, in their order."""
    return list(OutsideGoal.objects.select_related("organisation"))
