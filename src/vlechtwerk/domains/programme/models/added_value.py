"""What the partnership is worth beyond its parts: elements, what is said of each, and pages of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Person, ProjectRecord
from vlechtwerk.foundation.database.fields import LONGEST_TEXT

CHECKSUM = 64


class ValueElement(ProjectRecord):
    """One way in which working together is meant to be worth more; how it is called stands in its wordings."""

    code = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField(default=0)
    # The first day on which it is no element any more.
    retired_on = models.DateField(null=True, blank=True)
    retired_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="value_element_code_is_unique_in_a_project"),
            models.CheckConstraint(
                condition=models.Q(retired_on__isnull=True) | ~models.Q(retired_because=""),
                name="value_element_is_retired_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ValueWording(ProjectRecord):
    """How an element is called and explained; a later wording replaces it, earlier ones stay."""

    element = models.ForeignKey(ValueElement, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    explanation = models.TextField(max_length=LONGEST_TEXT)
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["element_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["element", "number"], name="wordings_of_an_element_follow_each_other"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="other_wording_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ValuePoint(ProjectRecord):
    """One thing said of an element: what supports it, what is hoped, what speaks against it, on which condition."""

    class Kind(models.TextChoices):
        """Which of the four it is; they stand apart."""

        SUPPORTS = "supports", _("What supports it")
        HOPED = "hoped", _("What is only hoped")
        AGAINST = "against", _("What speaks against it")
        CONDITION = "condition", _("On which condition")

    element = models.ForeignKey(ValueElement, on_delete=models.PROTECT, related_name="points")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(max_length=LONGEST_TEXT)
    # By whom it is said, in the words of the source; empty: the source attributes it to nobody.
    said_by = models.CharField(max_length=160, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["element_id", "kind", "order"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(dropped_at__isnull=True) | ~models.Q(dropped_because=""),
                name="value_point_is_dropped_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class ValuePublication(ProjectRecord):
    """A page about the added value on its way to the public; what is approved is the text as it was put up."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("Draft")
        PUT_UP = "put_up", _("Put up for approval")
        APPROVED = "approved", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    introduction = models.TextField(max_length=LONGEST_TEXT, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    # Frozen when it is put up: the text, its checksum, the day it is of, and each piece of evidence in it.
    text = models.TextField(blank=True)
    checksum = models.CharField(max_length=CHECKSUM, blank=True)
    as_of = models.DateField(null=True, blank=True)
    evidence = models.JSONField(default=list, blank=True)
    put_up_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    put_up_at = models.DateTimeField(null=True, blank=True)
    returned_because = models.CharField(max_length=300, blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # In which function or body: the only thing of the approver that the page tells.
    approved_as = models.CharField(max_length=160, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="value_publications_follow_each_other"),
            models.CheckConstraint(
                condition=models.Q(state="draft") | (~models.Q(text="") & ~models.Q(checksum="")),
                name="what_is_put_up_is_frozen",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "withdrawn"])
                | (models.Q(approved_by__isnull=False, approved_at__isnull=False) & ~models.Q(approved_as="")),
                name="published_page_was_approved",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("put_up_by")),
                name="published_page_was_seen_by_four_eyes",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="withdrawn")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_because="")),
                name="page_is_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
