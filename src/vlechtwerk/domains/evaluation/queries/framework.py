"""The assessment framework of an evaluation: its lists, criteria with their history, and what its levels mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from vlechtwerk.domains.evaluation.models import (
    CheckedJudgement,
    CriteriaList,
    Criterion,
    CriterionBaseline,
    CriterionJudgement,
    CriterionNorm,
    CriterionSource,
    CriterionWording,
    Evaluation,
    JudgementObjection,
    Rubric,
)
from vlechtwerk.domains.evaluation.queries.bars import NO_GOAL, goals_about
from vlechtwerk.domains.evaluation.rules.bars import Goal, days_of_evidence, moved_since
from vlechtwerk.domains.evaluation.rules.framework import former_sources_of, sources_of
from vlechtwerk.foundation.periods import PreciseDate


@dataclass(frozen=True, slots=True)
class CriterionAsRead:
    """A criterion as it stands, with all that was changed of it, oldest first.

    judgements: for evaluators only. checked: the one that stands for every member, or nothing.
    """

    criterion: Criterion
    wordings: Sequence[CriterionWording]
    norms: Sequence[CriterionNorm]
    baselines: Sequence[CriterionBaseline]
    sources: Sequence[CriterionSource]
    former_sources: Sequence[CriterionSource]
    judgements: Sequence[CriterionJudgement]
    checked: CheckedJudgement | None
    goal: Goal = NO_GOAL

    @property
    def code(self) -> str:
        """Return its code with that of its list."""
        return self.criterion.full_code

    @property
    def printed(self) -> str:
        """Return its code as its list has it printed."""
        return self.code if self.criterion.criteria_list.is_prefixed else self.criterion.code

    @property
    def now(self) -> CriterionWording:
        """Return how it is worded now."""
        return self.wordings[-1]

    @property
    def norm(self) -> CriterionNorm | None:
        """Return the norm that counts."""
        return self.norms[-1] if self.norms else None

    @property
    def baseline(self) -> CriterionBaseline | None:
        """Return the baseline that counts."""
        return self.baselines[-1] if self.baselines else None

    @property
    def judgement(self) -> CriterionJudgement | CheckedJudgement | None:
        """Return what was judged last, as far as the reader may see."""
        return self.judgements[-1] if self.judgements else self.checked

    @property
    def sources_once(self) -> list[CriterionSource]:
        """Return the sources that are or were bound."""
        return [*self.sources, *self.former_sources]

    @property
    def is_checked(self) -> bool:
        """Tell whether another checked what was judged last."""
        return self.checked is not None and (not self.judgements or self.checked.number == self.judgements[-1].number)

    @property
    def is_objected_to(self) -> bool:
        """Tell whether whoever would check what was judged last objected to it."""
        return bool(self.judgements and self.judgements[-1].objections.all())

    @property
    def moved(self) -> tuple[str, ...]:
        """Return what of its norm, question, baseline and goal was changed since it was judged last."""
        return self._moved(self.judgement)

    @property
    def moved_since_check(self) -> tuple[str, ...]:
        """Return what of these was changed since the judgement that stands for every member."""
        return self._moved(self.checked)

    def _moved(self, judgement: CriterionJudgement | CheckedJudgement | None) -> tuple[str, ...]:
        if judgement is None:
            return ()
        return moved_since(judgement, self.wordings, self.norms, self.baselines, self.goal)

    @property
    def days_of_evidence(self) -> list[PreciseDate | None]:
        """Return from which days the evidence was on which it was ever judged, as far as the reader may see."""
        if self.judgements:
            return [day for one in self.judgements for day in days_of_evidence(one)]
        return days_of_evidence(self.checked) if self.checked else []


@dataclass(frozen=True, slots=True)
class FrameworkAsRead:
    """The framework of an evaluation; rubrics: all of them, the last counts."""

    evaluation: Evaluation
    lists: Sequence[CriteriaList]
    criteria: Sequence[CriterionAsRead]
    rubrics: Sequence[Rubric]

    @property
    def rubric(self) -> Rubric | None:
        """Return what the levels of judgement mean now."""
        return self.rubrics[-1] if self.rubrics else None

    @property
    def open_criteria(self) -> list[CriterionAsRead]:
        """Return the criteria that are asked."""
        return [one for one in self.criteria if not one.now.is_closed]


def framework_of(evaluation: Evaluation) -> FrameworkAsRead:
    """Return the framework of an evaluation: twelve queries at most, however many criteria."""
    return FrameworkAsRead(
        evaluation,
        list(evaluation.criteria_lists.order_by("order")),
        _as_read(evaluation.criteria.all()),
        list(evaluation.rubrics.select_related("set_by").order_by("number")),
    )


def asked_in(evaluations: Sequence[Evaluation]) -> list[CriterionWording]:
    """Return how the criteria of evaluations that are asked are worded now, in their order: one query."""
    rows = CriterionWording.objects.filter(evaluation__in=evaluations).select_related(
        "evaluation", "criterion__criteria_list"
    )
    in_order = rows.order_by(
        "evaluation__code", "criterion__criteria_list__order", "criterion__order", "criterion_id", "number"
    )
    latest = {row.criterion_id: row for row in in_order}
    return [row for row in latest.values() if not row.is_closed]


def find_criterion(evaluation: str, code: str) -> CriterionAsRead | None:
    """Return a criterion by the code of its evaluation and its own with that of its list (“AP-A”), or nothing.

    A code of a list can hold a hyphen itself, so each place where it may end is tried.
    """
    parts = code.split("-")
    for end in range(1, len(parts)):
        rows = Criterion.objects.filter(
            evaluation__code=evaluation,
            criteria_list__code="-".join(parts[:end]),
            code="-".join(parts[end:]),
        )
        if found := _as_read(rows):
            return found[0]
    return None


def _with_history(criteria: QuerySet[Criterion]) -> QuerySet[Criterion]:
    """Return criteria with all that was changed and judged of them, in the order of the framework."""
    rows = criteria.select_related("criteria_list", "evaluation").prefetch_related(
        Prefetch(
            "wordings",
            CriterionWording.objects.select_related(
                "worded_by", "merged_into__criteria_list", "split_from__criteria_list"
            ).order_by("number"),
        ),
        Prefetch("norms", CriterionNorm.objects.select_related("fixed_by").order_by("number")),
        Prefetch("baselines", CriterionBaseline.objects.select_related("noted_by").order_by("number")),
        Prefetch("sources", CriterionSource.objects.select_related("bound_by").order_by("number")),
        Prefetch(
            "judgements",
            CriterionJudgement.objects.select_related("judged_by", "norm", "rubric")
            .prefetch_related(Prefetch("objections", JudgementObjection.objects.select_related("objected_by")))
            .order_by("number"),
        ),
        Prefetch(
            "checked_judgements",
            CheckedJudgement.objects.filter(ended_at__isnull=True).select_related(
                "judged_by", "checked_by", "norm", "rubric"
            ),
        ),
    )
    return rows.order_by("criteria_list__order", "order")


def _as_read(criteria: QuerySet[Criterion]) -> list[CriterionAsRead]:
    found = list(_with_history(criteria))
    latest = [max(one.wordings.all(), key=lambda wording: wording.number) for one in found]
    goals = goals_about(found[0].project_id, latest) if found else {}
    return [
        CriterionAsRead(
            one,
            list(one.wordings.all()),
            list(one.norms.all()),
            list(one.baselines.all()),
            sources_of(one),
            former_sources_of(one),
            list(one.judgements.all()),
            next(iter(one.checked_judgements.all()), None),
            goals.get((now.subject_kind, now.subject), NO_GOAL),
        )
        for one, now in zip(found, latest, strict=True)
    ]
