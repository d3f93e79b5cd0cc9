"""Insights with their trials, trials in an activity, what waits to be looked at, and the two lists per measurement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    Insight,
    LearningQuestion,
    ListedPoint,
    Measurement,
    PointJudgement,
    Trial,
    TrialLook,
)
from vlechtwerk.domains.evaluation.rules.trials import is_over
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Activity


class TrialState(StrEnum):
    """How far a trial is."""

    RUNS = "runs"
    NEVER_LOOKED_AT = "never_looked_at"
    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class TrialAsItStands:
    """A trial with how it was looked at again, when it was."""

    trial: Trial
    look: TrialLook | None

    def state(self, day: date) -> TrialState:
        """Return how far it is on a day."""
        if self.look is not None:
            return TrialState(self.look.outcome)
        return TrialState.NEVER_LOOKED_AT if is_over(self.trial, day) else TrialState.RUNS

    def waits_for_a_look(self, day: date) -> bool:
        """Whether its day has passed and nobody has looked at it."""
        return self.state(day) is TrialState.NEVER_LOOKED_AT


@dataclass(frozen=True, slots=True)
class InsightAsItStands:
    """An insight with its trials, oldest first."""

    insight: Insight
    trials: Sequence[TrialAsItStands]


def _trials() -> QuerySet[Trial]:
    return Trial.objects.select_related(
        "activity", "owner", "insight__evaluation", "look__looked_by", "look__session"
    ).order_by("begun_at", "id")


def _standing(trials: Iterable[Trial]) -> list[TrialAsItStands]:
    return [TrialAsItStands(one, getattr(one, "look", None)) for one in trials]


def insights_of(evaluation: Evaluation) -> list[InsightAsItStands]:
    """Return the insights of an evaluation in order, each with its trials; two queries."""
    found = evaluation.insights.select_related("question__version", "noted_by", "session")
    found = found.prefetch_related(Prefetch("trials", _trials())).order_by("order")
    return [InsightAsItStands(one, _standing(one.trials.all())) for one in found]


def find_trial(identifier: UUID) -> TrialAsItStands | None:
    """Return one trial."""
    return next(iter(_standing(_trials().filter(id=identifier))), None)


def all_trials() -> list[TrialAsItStands]:
    """Return the trials of all evaluations, oldest first."""
    return _standing(_trials())


def trials_in(activity: Activity) -> list[TrialAsItStands]:
    """Return what is and was tried in an activity, newest first."""
    return _standing(_trials().filter(activity=activity).reverse())


@dataclass(frozen=True, slots=True)
class LearningWaits:
    """What the learning agenda asks of someone: questions that come back, trials to look at, points to solve."""

    questions: Sequence[LearningQuestion]
    trials: Sequence[TrialAsItStands]
    points: Sequence[ListedPoint]

    @property
    def number(self) -> int:
        """Return how much that is together."""
        return len(self.questions) + len(self.trials) + len(self.points)


def learning_waits_for(person: Person, at: datetime) -> LearningWaits:
    """Return what waits for someone: questions they have whose day has come, trials of theirs that are over, and
    points to solve that no group judged yet.
    """
    day = timezone.localdate(at)
    questions = (
        LearningQuestion.objects.filter(
            owner=person,
            state=LearningQuestion.State.OPEN,
            comes_back_on__lte=day,
            version__adopted_at__isnull=False,
        )
        # Of an older version the later form waits.
        .exclude(went_to__to_question__version__adopted_at__isnull=False)
        .select_related("version__evaluation")
        .order_by("comes_back_on", "code")
    )
    trials = _standing(_trials().filter(owner=person, look__isnull=True, until_on__lt=day))
    points = (
        ListedPoint.objects.filter(owner=person, kind=ListedPoint.Kind.SOLVE_NOW, judgements__isnull=True)
        .select_related("measurement__evaluation")
        .order_by("due_on")
    )
    return LearningWaits(list(questions), trials, list(points))


@dataclass(frozen=True, slots=True)
class ListedAsItStands:
    """A point with the judgements of the groups that named it, oldest first."""

    point: ListedPoint
    judgements: Sequence[PointJudgement]

    @property
    def still_to_judge(self) -> list[str]:
        """Return the codes of the groups that named it and have not judged it."""
        judged = {one.group.code for one in self.judgements}
        return [code for code in self.point.groups if code not in judged]


@dataclass(frozen=True, slots=True)
class TwoLists:
    """The two lists after a measurement."""

    measurement: Measurement
    solve_now: Sequence[ListedAsItStands]
    keep: Sequence[ListedAsItStands]


def lists_of(evaluation: Evaluation) -> list[TwoLists]:
    """Return the two lists of each measurement of an evaluation, in order; three queries."""
    judgements = PointJudgement.objects.select_related("group", "measurement").order_by("judged_at")
    points = ListedPoint.objects.select_related("owner").prefetch_related(Prefetch("judgements", judgements))
    measurements = evaluation.measurements.prefetch_related(Prefetch("listed_points", points.order_by("order")))
    found = []
    for measurement in measurements.order_by("number"):
        standing = [ListedAsItStands(one, list(one.judgements.all())) for one in measurement.listed_points.all()]
        found.append(
            TwoLists(
                measurement,
                [one for one in standing if one.point.kind == ListedPoint.Kind.SOLVE_NOW],
                [one for one in standing if one.point.kind == ListedPoint.Kind.KEEP],
            )
        )
    return found
