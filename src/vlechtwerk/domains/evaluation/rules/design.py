"""Whether the design of an evaluation may be changed: its aims, questions, measurements, groups, methods and parts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationGroup,
    EvaluationQuestion,
    Measurement,
    PlannedMethod,
)
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason


@dataclass(frozen=True, slots=True)
class MethodTold:
    """What is told of a method: what it is, how many are asked, and how much came in (nothing: not known)."""

    kind: str
    name: str
    asked: int | None = None
    came_in: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartsTold:
    """Which groups a method asks: whether they took part is not known yet, they did, or they did not."""

    planned: Collection[EvaluationGroup] = ()
    took_part: Collection[EvaluationGroup] = ()
    did_not: Collection[EvaluationGroup] = field(default=())

    def by_group(self) -> list[tuple[EvaluationGroup, bool | None]]:
        """Return each group that is named, with whether it took part."""
        told = ((self.planned, None), (self.took_part, True), (self.did_not, False))
        return [(group, answer) for groups, answer in told for group in groups]


def reasons_against_aim(evaluation: Evaluation, text: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why an aim can't be written so."""
    return reasons_against_evaluating(evaluation, by=by, at=at) + _reasons_without(text, _("Write the aim."))


def reasons_against_question(evaluation: Evaluation, text: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a question can't be written so."""
    return reasons_against_evaluating(evaluation, by=by, at=at) + _reasons_without(text, _("Write the question."))


def reasons_against_measurement(
    evaluation: Evaluation, name: str, period: tuple[PreciseDate | None, PreciseDate | None], *, by: Person,
    at: datetime,
) -> list[Reason]:  # fmt: skip
    """Return why a measurement can't be told so: it has a name, and it ends no sooner than it begins."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at) + _reasons_without(name, _("Write the name."))
    begins, ends = period
    if begins and ends and ends.latest < begins.earliest:
        reasons.append(Reason("ends_before_start", _("The last date lies before the first.")))
    return reasons


def reasons_against_group(evaluation: Evaluation, name: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a group can't be named so."""
    return reasons_against_evaluating(evaluation, by=by, at=at) + _reasons_without(name, _("Write the name."))


def reasons_against_method(measurement: Measurement, told: MethodTold, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a method can't be told so: it is of a known kind, and no more came in than was asked."""
    reasons = reasons_against_evaluating(measurement.evaluation, by=by, at=at)
    reasons += _reasons_without(told.name, _("Write the name."))
    if told.kind not in PlannedMethod.Kind.values:
        reasons.append(Reason("kind_unknown", _("Choose what kind of method it is.")))
    if told.asked is not None and told.came_in is not None and told.came_in > told.asked:
        reasons.append(Reason("more_came_in_than_asked", _("More came in than was asked. Check both numbers.")))
    return reasons


def reasons_against_parts(method: PlannedMethod, told: PartsTold, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a method can't ask these groups: they are of its evaluation, and each is named once."""
    evaluation = method.measurement.evaluation
    groups = [group for group, _answer in told.by_group()]
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    if len({group.id for group in groups}) < len(groups):
        reasons.append(Reason("named_twice", _("A group is named twice. Say of each group one thing.")))
    return reasons + _reasons_against_others(evaluation, groups)


def reasons_against_serving(
    method: PlannedMethod, questions: Collection[EvaluationQuestion], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a method can't serve these questions: they are of its evaluation."""
    evaluation = method.measurement.evaluation
    return reasons_against_evaluating(evaluation, by=by, at=at) + _reasons_against_others(evaluation, questions)


def _reasons_without(text: str, words: str) -> list[Reason]:
    return [] if text.strip() else [Reason("text_missing", words)]


def _reasons_against_others(
    evaluation: Evaluation, named: Iterable[EvaluationGroup | EvaluationQuestion]
) -> list[Reason]:
    if all(one.evaluation_id == evaluation.id for one in named):
        return []
    return [Reason("other_evaluation", _("This belongs to another evaluation."))]
