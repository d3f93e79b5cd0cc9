"""How often and how far planned dates move, on which ground, and whether they were met."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vlechtwerk.engines.statistics.days import Days, Spread, days_between, spread
from vlechtwerk.foundation.periods import PreciseDate

# A week after the first plan still counts as met.
WEEK = 7


@dataclass(frozen=True, slots=True)
class History:
    """The dates planned for one milestone in the order in which they held, why each moved, and when it was reached.

    `grounds` has one word for each move: the second planned date has the first.
    """

    planned: Sequence[PreciseDate]
    grounds: Sequence[str] = ()
    reached: PreciseDate | None = None


class Direction(StrEnum):
    """Which way a date moved, as far as its vagueness lets one tell."""

    LATER = "later"
    EARLIER = "earlier"
    UNKNOWN = "unknown"


class Met(StrEnum):
    """Whether a milestone was reached within a week of its first plan."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Slips:
    """How dates moved, over all histories given."""

    milestones: int
    moved: int
    moves: int
    # Days of each single move, and of each ground.
    per_move: Spread | None
    per_ground: Mapping[str, Spread]
    # From the first plan to the present one, of the milestones that moved; and to the day reached, of those reached.
    per_milestone: Spread | None
    reached: Spread | None
    directions: Mapping[Direction, int]
    met: Mapping[Met, int]


def moves(history: History) -> list[Days]:
    """Return by how many days the date moved each time: negative when it came earlier."""
    pairs = zip(history.planned, history.planned[1:], strict=False)
    return [days_between(before, after) for before, after in pairs]


def slip(history: History) -> Days | None:
    """Return the days from the first planned date to the present one: nothing moved is 0, also of a vague date."""
    if not history.planned:
        return None
    first, now = history.planned[0], history.planned[-1]
    return Days(0, 0) if first == now else days_between(first, now)


def is_overdue(history: History, day: date) -> bool:
    """Tell whether the present plan is surely over on a day, and nothing was reached."""
    return history.reached is None and bool(history.planned) and history.planned[-1].latest < day


def reached_after(history: History) -> Days | None:
    """Return the days from the first planned date to the day reached; nothing of what has not both."""
    if not history.planned or history.reached is None:
        return None
    return days_between(history.planned[0], history.reached)


def direction(days: Days) -> Direction:
    """Tell which way a move went; a vague one may have gone either way."""
    if days.least > 0:
        return Direction.LATER
    return Direction.EARLIER if days.most < 0 else Direction.UNKNOWN


def met(history: History, day: PreciseDate) -> Met | None:
    """Tell, on a day, whether it was reached at most a week after its first plan; early is met as well.

    What is not reached is a “no” once that week is surely over, and before that not yet to be told.
    """
    if not history.planned:
        return None
    late = days_between(history.planned[0], history.reached or day)
    if late.least > WEEK:
        return Met.NO
    if history.reached is None:
        return Met.NOT_YET
    return Met.YES if late.most <= WEEK else Met.UNKNOWN


def slips(histories: Iterable[History], day: PreciseDate) -> Slips:
    """Return how often and how far dates moved, as of a day."""
    found = [history for history in histories if history.planned]
    per_ground: dict[str, list[Days]] = defaultdict(list)
    directions = dict.fromkeys(Direction, 0)
    answers = dict.fromkeys(Met, 0)
    all_moves: list[Days] = []
    for history in found:
        moved_by = moves(history)
        all_moves += moved_by
        for move, ground in zip(moved_by, history.grounds, strict=True):
            per_ground[ground].append(move)
            directions[direction(move)] += 1
        answer = met(history, day)
        if answer is not None:
            answers[answer] += 1
    moved = [history for history in found if len(history.planned) > 1]
    slipped = [days for history in moved if (days := slip(history)) is not None]
    late = [days for history in found if (days := reached_after(history)) is not None]
    return Slips(
        milestones=len(found),
        moved=len(moved),
        moves=len(all_moves),
        per_move=spread(all_moves),
        per_ground={ground: measured for ground, found_by in per_ground.items() if (measured := spread(found_by))},
        per_milestone=spread(slipped),
        reached=spread(late),
        directions=directions,
        met=answers,
    )
