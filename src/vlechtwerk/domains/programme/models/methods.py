"""What was learnt in a form that others can use: methods, their versions, who tried them, and with what outcome."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Person, ProjectRecord
from vlechtwerk.domains.programme.models.activities import Activity
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, OptionalPreciseDateField


class Method(ProjectRecord):
    """A way of working that another activity can take up; what it is stands in its versions."""

    code = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    # Where it was developed; empty when that was outside the activities.
    developed_in = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="methods")
    # A function, not a person: it outlives who holds it.
    contact_function = models.CharField(max_length=160, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "title"]
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="method_code_is_unique_in_a_project")]

    def __str__(self) -> str:
        return self.code


class MethodVersion(ProjectRecord):
    """How a method stands written: each version is added, none is edited."""

    class LawChange(models.TextChoices):
        """Whether a law must change before the method can be used."""

        YES = "yes", _("A law must change first")
        NO = "no", _("No law has to change")
        UNKNOWN = "unknown", _("Not in the source")

    method = models.ForeignKey(Method, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    does = models.TextField(max_length=LONGEST_TEXT)
    when_to_use = models.TextField(max_length=LONGEST_TEXT, blank=True)
    needs_data = models.TextField(max_length=LONGEST_TEXT, blank=True)
    needs_people = models.TextField(max_length=LONGEST_TEXT, blank=True)
    needs_legal_basis = models.TextField(max_length=LONGEST_TEXT, blank=True)
    needs_means = models.TextField(max_length=LONGEST_TEXT, blank=True)
    law_change = models.CharField(max_length=8, choices=LawChange.choices, default=LawChange.UNKNOWN)
    which_law = models.TextField(max_length=LONGEST_TEXT, blank=True)
    steps = models.TextField(max_length=LONGEST_TEXT, blank=True)
    what_failed = models.TextField(max_length=LONGEST_TEXT, blank=True)
    # What is other than in the version before, and why.
    change = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["method_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["method", "number"], name="versions_of_a_method_follow_each_other"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(change=""), name="later_version_of_a_method_says_what_changed"
            ),
            models.CheckConstraint(
                condition=~models.Q(law_change="yes") | ~models.Q(which_law=""), name="change_of_law_names_the_law"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class MethodUse(ProjectRecord):
    """That a method was tried where it was made, or taken up by someone else, in which version and why."""

    class Kind(models.TextChoices):
        """Whether it was tried or taken up."""

        TRIED = "tried", _("Tried where it was made")
        TAKEN_UP = "taken_up", _("Taken up")

    method = models.ForeignKey(Method, on_delete=models.PROTECT, related_name="uses")
    version = models.ForeignKey(MethodVersion, on_delete=models.PROTECT, related_name="uses")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="method_uses")
    # Who uses it outside our activities.
    by_whom = models.CharField(max_length=200, blank=True)
    reason = models.TextField(max_length=LONGEST_TEXT, blank=True)
    used_from = OptionalPreciseDateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    # How many there were before: what is noted at one moment keeps its order.
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["method_id", "order"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(activity__isnull=False, by_whom="")
                | (models.Q(activity__isnull=True) & ~models.Q(by_whom="")),
                name="method_is_used_by_an_activity_or_by_someone_named",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="taken_up") | ~models.Q(reason=""), name="method_is_taken_up_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class MethodOutcome(ProjectRecord):
    """What came of using a method; a later row tells more, earlier ones stay."""

    class Outcome(models.TextChoices):
        """Whether it worked there."""

        WORKS_HERE = "works_here", _("Works here")
        PARTLY = "partly", _("Works in part")
        DOES_NOT = "does_not", _("Does not work here")
        STOPPED = "stopped", _("Stopped")

    use = models.ForeignKey(MethodUse, on_delete=models.PROTECT, related_name="outcomes")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    because = models.TextField(max_length=LONGEST_TEXT)
    told_on = OptionalPreciseDateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    # How many there were before: what is noted at one moment keeps its order.
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["use_id", "order"]

    def __str__(self) -> str:
        return str(self.id)
