"""An evaluation: what it is for, its questions, its measurements, who evaluates, and the plan of who is asked how."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Person, ProjectRecord
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, OptionalPreciseDateField


class Evaluation(ProjectRecord):
    """One evaluation of the partnership; its research records are for its evaluators only."""

    code = models.SlugField(_("code"), max_length=20)
    title = models.CharField(_("title"), max_length=160)
    # What sort of evaluation it is, in its own words: learning, accounting for, of effects.
    kind = models.TextField(_("kind of evaluation"), max_length=LONGEST_TEXT, blank=True)
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="evaluation_code_is_unique_in_a_project")
        ]

    def __str__(self) -> str:
        return self.code


class EvaluatorRole(ProjectRecord):
    """Someone is evaluator of one evaluation, for a period; nobody else reads its research records."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="evaluators")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    evaluator_from = models.DateField()
    # The end is not included.
    evaluator_until = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["evaluator_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(evaluator_until__isnull=True)
                | models.Q(evaluator_until__gte=models.F("evaluator_from")),
                name="evaluator_role_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["evaluation", "person"],
                condition=models.Q(evaluator_until__isnull=True),
                name="person_is_evaluator_of_an_evaluation_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class EvaluationAim(ProjectRecord):
    """One thing that the evaluation is meant to give insight in."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="aims")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(_("aim"), max_length=500)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "order"], name="aims_of_an_evaluation_follow_each_other")
        ]

    def __str__(self) -> str:
        return str(self.id)


class EvaluationQuestion(ProjectRecord):
    """One question that the evaluation answers, and who brought it in."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="questions")
    code = models.CharField(_("code"), max_length=20)
    order = models.PositiveSmallIntegerField()
    text = models.CharField(_("question"), max_length=1000)
    # In the words of the source; empty: not known.
    brought_in_by = models.CharField(_("brought in by"), max_length=160, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "code"], name="question_code_is_unique_in_an_evaluation")
        ]

    def __str__(self) -> str:
        return self.code


class Measurement(ProjectRecord):
    """One time at which the evaluation looks: its focus and its period."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="measurements")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=80)
    focus = models.TextField(_("focus"), max_length=LONGEST_TEXT, blank=True)
    measured_from = OptionalPreciseDateField()
    # The last day or month of it, as its source has it.
    measured_to = OptionalPreciseDateField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "number"], name="measurements_of_an_evaluation_follow_each_other"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class EvaluationGroup(ProjectRecord):
    """A group of people whom the evaluation can ask: the steering group, team managers, outsiders."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="groups")
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("group"), max_length=120)
    order = models.PositiveSmallIntegerField()
    # Who concluded it where the source does not say it.
    inferred = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "code"], name="group_code_is_unique_in_an_evaluation")
        ]

    def __str__(self) -> str:
        return self.code


class PlannedMethod(ProjectRecord):
    """One method in one measurement: how many are asked, and what came in."""

    class Kind(models.TextChoices):
        """How the evaluation finds out."""

        THERMOMETER = "thermometer", _("Process thermometer")
        INTERVIEWS = "interviews", _("Interviews")
        GROUP_TALKS = "group_talks", _("Group talks")
        STAKEHOLDERS = "stakeholders", _("Interviews with stakeholders outside")
        DOCUMENTS = "documents", _("Document study")
        OUTCOME_MAP = "outcome_map", _("Outcome map")
        REGISTERS = "registers", _("Counts from registers")
        OTHER = "other", _("Another method")

    measurement = models.ForeignKey(Measurement, on_delete=models.PROTECT, related_name="methods")
    code = models.CharField(_("code"), max_length=20)
    kind = models.CharField(_("method"), max_length=14, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=160)
    order = models.PositiveSmallIntegerField()
    asked = models.PositiveIntegerField(_("asked"), null=True, blank=True)
    came_in = models.PositiveIntegerField(_("came in"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["measurement", "code"], name="method_code_is_unique_in_a_measurement")
        ]

    def __str__(self) -> str:
        return self.code


class PlannedPart(ProjectRecord):
    """A group is asked by a method; whether anything came in is told apart from that it is planned."""

    method = models.ForeignKey(PlannedMethod, on_delete=models.PROTECT, related_name="parts")
    group = models.ForeignKey(EvaluationGroup, on_delete=models.PROTECT, related_name="parts")
    # Nothing: not known yet.
    took_part = models.BooleanField(_("took part"), null=True, blank=True)

    class Meta:
        ordering = ["method_id", "group_id"]
        constraints = [models.UniqueConstraint(fields=["method", "group"], name="group_is_asked_by_a_method_once")]

    def __str__(self) -> str:
        return str(self.id)


class MethodQuestion(ProjectRecord):
    """A method serves a question of the evaluation."""

    method = models.ForeignKey(PlannedMethod, on_delete=models.PROTECT, related_name="serves")
    question = models.ForeignKey(EvaluationQuestion, on_delete=models.PROTECT, related_name="served_by")

    class Meta:
        ordering = ["method_id", "question_id"]
        constraints = [models.UniqueConstraint(fields=["method", "question"], name="method_serves_a_question_once")]

    def __str__(self) -> str:
        return str(self.id)
