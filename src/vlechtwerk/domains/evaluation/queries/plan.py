"""Who is asked how and when, by which method is each question answered, what came in, and what is still empty?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Prefetch

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationGroup,
    EvaluationQuestion,
    Measurement,
    PlannedMethod,
)


class Part(StrEnum):
    """What a group has to do with a method."""

    TOOK_PART = "took_part"
    PLANNED = "planned"
    DID_NOT = "did_not"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class MethodInPlan:
    """A method with the groups that it asks and the questions that it serves."""

    method: PlannedMethod
    parts: Mapping[UUID, Part]
    serves: frozenset[UUID]

    def part_of(self, group: EvaluationGroup) -> Part:
        """Return what a group has to do with this method."""
        return self.parts.get(group.id, Part.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class MeasurementInPlan:
    """A measurement with its methods in order."""

    measurement: Measurement
    methods: Sequence[MethodInPlan]

    def serving(self, question: EvaluationQuestion) -> list[PlannedMethod]:
        """Return the methods by which a question is answered in this measurement; none leaves an empty cell."""
        return [item.method for item in self.methods if question.id in item.serves]


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of an evaluation: question × method × group × measurement."""

    evaluation: Evaluation
    questions: Sequence[EvaluationQuestion]
    groups: Sequence[EvaluationGroup]
    measurements: Sequence[MeasurementInPlan]

    @property
    def empty_cells(self) -> int:
        """Return of how many questions, in how many measurements together, no method is planned."""
        return sum(not item.serving(question) for question in self.questions for item in self.measurements)


_PART = {None: Part.PLANNED, True: Part.TOOK_PART, False: Part.DID_NOT}


def plan_of(evaluation: Evaluation) -> Plan:
    """Return the plan of an evaluation, in six queries whatever its size."""
    methods = PlannedMethod.objects.prefetch_related("parts", "serves").order_by("order")
    measurements = evaluation.measurements.prefetch_related(Prefetch("methods", methods)).order_by("number")
    return Plan(
        evaluation,
        list(evaluation.questions.all()),
        list(evaluation.groups.all()),
        [MeasurementInPlan(item, [_in_plan(method) for method in item.methods.all()]) for item in measurements],
    )


def _in_plan(method: PlannedMethod) -> MethodInPlan:
    parts = {part.group_id: _PART[part.took_part] for part in method.parts.all()}
    return MethodInPlan(method, parts, frozenset(served.question_id for served in method.serves.all()))
