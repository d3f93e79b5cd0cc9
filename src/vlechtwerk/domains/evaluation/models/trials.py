"""The learning loop: what was observed and seen, what is tried in an activity, and how it was looked at again."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.agenda import LearningQuestion, LearningSession
from vlechtwerk.domains.evaluation.models.evaluations import Evaluation, EvaluationGroup, Measurement
from vlechtwerk.domains.partnership.models import Person, ProjectRecord
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.foundation.database.fields import LONGEST_TEXT

# So many points has each of the two lists after a measurement at most.
MOST_LISTED = 5


class Insight(ProjectRecord):
    """What was observed, and what it taught; it waits until someone tries it."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="insights")
    code = models.CharField(_("code"), max_length=20)
    order = models.PositiveSmallIntegerField()
    observation = models.TextField(_("what we observed"), max_length=LONGEST_TEXT)
    text = models.TextField(_("insight"), max_length=LONGEST_TEXT)
    # The question that it helps with, in the version of that day.
    question = models.ForeignKey(
        LearningQuestion, on_delete=models.PROTECT, null=True, blank=True, related_name="insights"
    )
    session = models.ForeignKey(LearningSession, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "code"], name="insight_code_is_unique_in_an_evaluation")
        ]

    def __str__(self) -> str:
        return self.code


class Trial(ProjectRecord):
    """An insight is tried in an activity: what changes, until when, and how we would know."""

    insight = models.ForeignKey(Insight, on_delete=models.PROTECT, related_name="trials")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(_("what we change"), max_length=500)
    until_on = models.DateField(_("until"))
    known_by = models.CharField(_("how we would know"), max_length=500)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # The trial that was changed into this one.
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["begun_at", "id"]

    def __str__(self) -> str:
        return str(self.id)


class TrialLook(ProjectRecord):
    """A trial was looked at again: what was seen, and whether it is kept, changed or dropped."""

    class Outcome(models.TextChoices):
        """What was decided."""

        KEPT = "kept", _("Kept as it is")
        CHANGED = "changed", _("Changed")
        DROPPED = "dropped", _("Stopped")

    trial = models.OneToOneField(Trial, on_delete=models.PROTECT, related_name="look")
    session = models.ForeignKey(LearningSession, on_delete=models.PROTECT, null=True, blank=True, related_name="looks")
    saw = models.TextField(_("what we saw"), max_length=LONGEST_TEXT)
    outcome = models.CharField(_("what we do"), max_length=7, choices=Outcome.choices)
    looked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()

    class Meta:
        ordering = ["looked_at"]

    def __str__(self) -> str:
        return str(self.id)


class ListedPoint(ProjectRecord):
    """A point on one of the two lists after a measurement: to solve now, or to keep."""

    class Kind(models.TextChoices):
        """On which list it stands."""

        SOLVE_NOW = "solve_now", _("Solve now")
        KEEP = "keep", _("Keep")

    measurement = models.ForeignKey(Measurement, on_delete=models.PROTECT, related_name="listed_points")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    order = models.PositiveSmallIntegerField()
    text = models.CharField(_("point"), max_length=500)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("by when"))
    # Codes of the groups that named it: the same groups judge it next time.
    groups = ArrayField(models.CharField(max_length=20))
    listed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    listed_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "order"]
        constraints = [
            models.UniqueConstraint(fields=["measurement", "kind", "order"], name="listed_points_follow_each_other"),
            models.CheckConstraint(
                condition=models.Q(order__gte=1, order__lte=MOST_LISTED), name="list_has_five_points_at_most"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PointJudgement(ProjectRecord):
    """How a group judges a listed point in a later measurement."""

    class Verdict(models.TextChoices):
        """Whether it is solved, or kept."""

        YES = "yes", _("Reached")
        PARTLY = "partly", _("Partly reached")
        NO = "no", _("Not reached")

    point = models.ForeignKey(ListedPoint, on_delete=models.PROTECT, related_name="judgements")
    measurement = models.ForeignKey(Measurement, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(EvaluationGroup, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=6, choices=Verdict.choices)
    note = models.CharField(max_length=500, blank=True)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ["judged_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["point", "measurement", "group"], name="group_judges_a_point_once_in_a_measurement"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
