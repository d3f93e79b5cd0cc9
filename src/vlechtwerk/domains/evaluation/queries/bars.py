"""How the goals that criteria are about are worded now, and what of the bar was moved since criteria were judged."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from vlechtwerk.domains.evaluation.models import (
    CheckedJudgement,
    Criterion,
    CriterionBaseline,
    CriterionJudgement,
    CriterionNorm,
    CriterionWording,
    SubjectKind,
)
from vlechtwerk.domains.evaluation.rules.bars import Bar, Goal, bar_of, moved_since
from vlechtwerk.domains.programme.models import GoalWording

NO_GOAL = Goal()
Row = TypeVar("Row", CriterionWording, CriterionNorm, CriterionBaseline)


def goals_about(project: UUID, wordings: Iterable[CriterionWording]) -> Mapping[tuple[str, str], Goal]:
    """Return by kind and code of subjects how their goals are worded: one query, none where nothing has a goal."""
    asked = {(one.subject_kind, one.subject) for one in wordings}
    goals = {code for kind, code in asked if kind == SubjectKind.GOAL}
    activities = {code for kind, code in asked if kind == SubjectKind.ACTIVITY}
    if not goals and not activities:
        return {}
    rows = GoalWording.objects.filter(
        Q(goal__code__in=goals) | Q(goal__activity__code__in=activities), goal__project=project
    )
    told: dict[tuple[str, str], dict[str, GoalWording]] = {}
    for one in rows.select_related("goal__activity").order_by("goal__code", "order"):
        subjects = [(SubjectKind.GOAL.value, one.goal.code)]
        if one.goal.activity:
            subjects.append((SubjectKind.ACTIVITY.value, one.goal.activity.code))
        for subject in subjects:
            told.setdefault(subject, {})[one.goal.code] = one
    return {
        subject: Goal(
            ",".join(f"{code}:{row.order}" for code, row in sorted(latest.items())),
            max(row.recorded_at for row in latest.values()),
        )
        for subject, latest in told.items()
    }


def bar_now(criterion: Criterion) -> Bar:
    """Return by what a criterion is judged at this moment, read anew."""
    wordings = list(CriterionWording.objects.filter(criterion=criterion).order_by("number"))
    norms = list(CriterionNorm.objects.filter(criterion=criterion).order_by("number"))
    baselines = list(CriterionBaseline.objects.filter(criterion=criterion).order_by("number"))
    goals = goals_about(criterion.project_id, wordings[-1:])
    return bar_of(wordings, norms, baselines, goals.get(_subject(wordings), NO_GOAL))


def moved_by(
    project: UUID, judgements: Sequence[CriterionJudgement | CheckedJudgement]
) -> Mapping[UUID, tuple[str, ...]]:
    """Return for each judgement what of its bar was changed since: four queries, however many there are."""
    criteria = {one.criterion_id for one in judgements}
    if not criteria:
        return {}
    wordings = _by_criterion(CriterionWording, criteria)
    norms, baselines = _by_criterion(CriterionNorm, criteria), _by_criterion(CriterionBaseline, criteria)
    goals = goals_about(project, [rows[-1] for rows in wordings.values()])
    return {
        one.id: moved_since(
            one,
            wordings[one.criterion_id],
            norms.get(one.criterion_id, []),
            baselines.get(one.criterion_id, []),
            goals.get(_subject(wordings[one.criterion_id]), NO_GOAL),
        )
        for one in judgements
    }


def _subject(wordings: Sequence[CriterionWording]) -> tuple[str, str]:
    return wordings[-1].subject_kind, wordings[-1].subject


def _by_criterion(model: type[Row], criteria: Collection[UUID]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for one in model._default_manager.filter(criterion__in=criteria).order_by("criterion_id", "number"):
        found.setdefault(one.criterion_id, []).append(one)
    return found
