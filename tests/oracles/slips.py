"""How often and how far do dates move, on which ground, and were they met?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.oracles.calendar import Range, Vague, between
from tests.oracles.spread import Spread, spread

A_WEEK = 7


@dataclass(frozen=True)
class Plan:
    """A planned date, since when it held, and on which ground it took the place of the one before."""

    date: Vague
    held_since: Vague
    ground: str = ""


@dataclass(frozen=True)
class Milestone:
    """Planned dates in the order in which they held, and when it was reached."""

    name: str
    plans: tuple[Plan, ...]
    reached: Vague | None = None


def plans_by(milestone: Milestone, shown: date) -> list[Plan]:
    """Keep the planned dates that surely held by a day, and those before one that did: all when it was reached."""
    kept = len(milestone.plans) if reached_by(milestone, shown) is not None else 0
    for place, plan in enumerate(milestone.plans):
        if plan.held_since.last <= shown:
            kept = max(kept, place + 1)
    return list(milestone.plans[:kept])


def reached_by(milestone: Milestone, shown: date) -> Vague | None:
    """Give when it was reached, when that was surely so by a day."""
    return milestone.reached if milestone.reached is not None and milestone.reached.last <= shown else None


def moves(milestone: Milestone, shown: date) -> list[tuple[Range, str]]:
    """List each move with its days and its ground."""
    plans = plans_by(milestone, shown)
    return [(between(plans[i].date, plans[i + 1].date), plans[i + 1].ground) for i in range(len(plans) - 1)]


def direction(move: Range) -> str:
    """Tell which way a date moved, when every number of days that it can be says the same."""
    ways = {"+" if days > 0 else "-" if days < 0 else "?" for days in range(move.least, move.most + 1)}
    return ways.pop() if len(ways) == 1 else "?"


def slip(milestone: Milestone, shown: date) -> Range | None:
    """Count from the first plan to the present one, when it moved."""
    plans = plans_by(milestone, shown)
    if len(plans) < 2:
        return None
    if plans[0].date == plans[-1].date:
        return Range(0, 0)
    return between(plans[0].date, plans[-1].date)


def to_reached(milestone: Milestone, shown: date) -> Range | None:
    """Count from the first plan to the day reached, when it has both."""
    plans, reached = plans_by(milestone, shown), reached_by(milestone, shown)
    return between(plans[0].date, reached) if plans and reached is not None else None


def met(milestone: Milestone, shown: date) -> str:
    """Answer yes, no, not yet or can't be told: was the first plan met within a week? Empty without a plan."""
    plans, reached = plans_by(milestone, shown), reached_by(milestone, shown)
    if not plans:
        return ""
    if reached is None:
        return "no" if between(plans[0].date, Vague(shown, shown)).least > A_WEEK else "not yet"
    span = between(plans[0].date, reached)
    if span.least > A_WEEK:
        return "no"
    return "yes" if span.most <= A_WEEK else "can't be told"


def met_n_of_m(milestones: Sequence[Milestone], shown: date) -> tuple[int, int]:
    """Count who met the first plan within a week, of those of whom that is over."""
    answers = [met(milestone, shown) for milestone in milestones]
    return answers.count("yes"), answers.count("yes") + answers.count("no") + answers.count("can't be told")


def per_ground(milestones: Sequence[Milestone], shown: date) -> dict[str, Spread]:
    """Tell how the moves on each ground are spread."""
    by_ground: dict[str, list[Range]] = {}
    for milestone in milestones:
        for span, ground in moves(milestone, shown):
            by_ground.setdefault(ground, []).append(span)
    return {ground: spread(spans) for ground, spans in by_ground.items()}
