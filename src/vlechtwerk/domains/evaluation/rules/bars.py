"""By what a criterion is judged: its norm, question, baseline and goal, and what of these was changed since."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from vlechtwerk.domains.evaluation.models import (
    CheckedJudgement,
    CriterionBaseline,
    CriterionJudgement,
    CriterionNorm,
    CriterionWording,
)
from vlechtwerk.foundation.periods import PreciseDate

# What a bar consists of; how each is called stands in `words/framework.py`.
PARTS = ("norm", "wording", "baseline", "goal")
# Where the days of its evidence stand in what a judgement rested on.
DAYS = "days"


@dataclass(frozen=True, slots=True)
class Goal:
    """The goals that a criterion is about: by which wording each is told, and when the last of them was worded."""

    mark: str = ""
    worded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """By what a criterion is judged at a moment: numbers of norm and baseline (0: none), wording and goal.

    wording: the number of the first wording since when the same is asked. goal: how its goals are worded, as a mark.
    """

    norm: int
    wording: int
    baseline: int
    goal: str

    def as_kept(self) -> dict[str, Any]:
        """Return it as it is kept with a judgement."""
        return asdict(self)


def bar_of(
    wordings: Sequence[CriterionWording],
    norms: Sequence[CriterionNorm],
    baselines: Sequence[CriterionBaseline],
    goal: Goal,
) -> Bar:
    """Return by what a criterion is judged now, from all that was changed of it, oldest first."""
    norm, baseline = (max((one.number for one in rows), default=0) for rows in (norms, baselines))
    return Bar(norm, _asked_since(wordings).number, baseline, goal.mark)


def moved_since(
    judgement: CriterionJudgement | CheckedJudgement,
    wordings: Sequence[CriterionWording],
    norms: Sequence[CriterionNorm],
    baselines: Sequence[CriterionBaseline],
    goal: Goal,
) -> tuple[str, ...]:
    """Return which parts of the bar were changed since a criterion was judged, in the order of `PARTS`."""
    kept, now = judgement.rested_on, bar_of(wordings, norms, baselines, goal)
    if "norm" in kept:
        return tuple(part for part in PARTS if kept.get(part) != getattr(now, part))
    # Judged before the bar was kept: then moments tell.
    at = judgement.judged_at
    moved = {
        "norm": any(one.fixed_at > at for one in norms),
        "wording": _asked_since(wordings).worded_at > at,
        "baseline": any(one.noted_at > at for one in baselines),
        "goal": goal.worded_at is not None and goal.worded_at > at,
    }
    return tuple(part for part in PARTS if moved[part])


def days_of_evidence(judgement: CriterionJudgement | CheckedJudgement) -> list[PreciseDate | None]:
    """Return from which days the evidence of a judgement was; nothing for what is not dated, or not for the reader."""
    if DAYS in judgement.rested_on:
        return [PreciseDate.read(day) if day else None for day in judgement.rested_on[DAYS]]
    return [None] if judgement.methods else []


def _asked_since(wordings: Sequence[CriterionWording]) -> CriterionWording:
    """Return the first wording since when the same is asked of the same; how it is found out makes no difference."""
    since = wordings[-1]
    for one in reversed(wordings):
        if _asked(one) != _asked(since):
            break
        since = one
    return since


def _asked(wording: CriterionWording) -> tuple[str, ...]:
    return (wording.question, wording.kind, wording.indicator, wording.subject_kind, wording.subject)
