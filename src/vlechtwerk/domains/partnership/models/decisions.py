"""Mandates, decisions and how long they take, and a body's own notes."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models.organisations import Body
from vlechtwerk.domains.partnership.models.people import Person
from vlechtwerk.domains.partnership.models.projects import ProjectRecord
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, OptionalPreciseDateField, earliest_day, latest_day
from vlechtwerk.foundation.periods import Certainty


class DecisionSubject(models.TextChoices):
    """What a decision is about, as mandates tell it apart."""

    PLANNING = "planning", _("Moving dates")
    CAPACITY = "capacity", _("Working capacity")
    SPENDING = "spending", _("Spending")
    PLAN = "plan", _("Work plan and strategies")
    OUTCOME_MAP = "outcome_map", _("Outcome map")
    PROGRESS_REPORT = "progress_report", _("Progress report")
    COVENANT = "covenant", _("Covenant")
    DATA_SOURCE = "data_source", _("A new data source")
    PRODUCTS = "products", _("Sharing products")
    DAILY = "daily", _("Daily management")
    OTHER = "other", _("Something else")


# What is counted has one unit: a limit and the size of a decision are whole numbers of it.
COUNTED = {DecisionSubject.PLANNING, DecisionSubject.CAPACITY, DecisionSubject.SPENDING}


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Questions that someone must decide."""

    def known_by(self, day: date) -> Self:
        """Keep what was asked, or may have been decided, by a day; without either date, what the case describes."""
        undated = models.Q(asked_on__isnull=True, decided_on__isnull=True)
        described = models.Q(project__described_on__isnull=True) | models.Q(project__described_on__lte=day)
        return self.filter(
            models.Q(asked_earliest__lte=day) | models.Q(decided_earliest__lte=day) | (undated & described)
        )


class Decision(ProjectRecord):
    """A question that someone must decide, and what was decided. What a source leaves out stays open."""

    class State(models.TextChoices):
        """How far the question is."""

        ASKED = "asked", _("Waiting")
        TAKEN = "taken", _("Taken")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Result(models.TextChoices):
        """What was decided."""

        YES = "yes", _("Yes")
        CONDITIONAL = "conditional", _("Yes, on a condition")
        NO = "no", _("No")

    question = models.CharField(_("question"), max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_on = OptionalPreciseDateField(_("asked on"))
    asked_earliest = earliest_day("asked_on")
    asked_latest = latest_day("asked_on")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    # Empty: not named, so no mandate can be held against it.
    subject_kind = models.CharField(_("what it is about"), max_length=16, choices=DecisionSubject.choices, blank=True)
    # How many days, hours a week or euros, by its kind.
    size = models.PositiveIntegerField(_("how much"), null=True, blank=True)
    # The term agreed for an answer, in days from the day of asking.
    agreed_days = models.PositiveSmallIntegerField(null=True, blank=True)
    decided_on = OptionalPreciseDateField(_("decided on"))
    decided_earliest = earliest_day("decided_on")
    decided_latest = latest_day("decided_on")
    result = models.CharField(max_length=12, choices=Result.choices, blank=True)
    outcome = models.TextField(_("outcome"), max_length=LONGEST_TEXT, blank=True)
    reasons = models.TextField(_("reasons"), max_length=LONGEST_TEXT, blank=True)
    mandate = models.ForeignKey("Mandate", on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    # When it was taken here, and by whom of the people here; empty for what a case tells.
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="taken") | (~models.Q(result="") & models.Q(decided_on__isnull=False)),
                name="taken_decision_has_a_result_and_a_date",
            ),
            models.CheckConstraint(
                condition=models.Q(state="taken") | models.Q(result=""),
                name="only_a_taken_decision_has_a_result",
            ),
            models.CheckConstraint(
                condition=models.Q(size__isnull=True) | models.Q(subject_kind__in=sorted(COUNTED)),
                name="size_of_a_decision_is_of_a_kind_that_is_counted",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def decided_by(self, day: date) -> Certainty:
        """Tell whether, on a day, this had been decided."""
        return self.decided_on.as_of(day) if self.decided_on else Certainty.NOT_YET


class Mandate(ProjectRecord):
    """Who may decide what, within which limits, from when until when."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates")
    subject = models.CharField(_("what may be decided"), max_length=300)
    # Empty: the source tells it in words only.
    subject_kinds = ArrayField(
        models.CharField(max_length=16, choices=DecisionSubject.choices), default=list, blank=True
    )
    # The most that may be decided at once, in the unit of its one kind; `limits` are the words for it.
    limit = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    limits = models.TextField(_("limits"), max_length=LONGEST_TEXT, blank=True)
    # Open on both sides where the source gives no date.
    mandated_from = models.DateField(null=True, blank=True)
    mandated_until = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["subject", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(body__isnull=True, person__isnull=False)
                | models.Q(body__isnull=False, person__isnull=True),
                name="mandate_is_held_by_a_body_or_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(mandated_until__isnull=True)
                | models.Q(mandated_from__isnull=True)
                | models.Q(mandated_until__gt=models.F("mandated_from")),
                name="mandate_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(limit__isnull=True)
                | models.Q(subject_kinds__in=[[kind] for kind in sorted(COUNTED)]),
                name="limit_of_a_mandate_is_of_one_kind_that_is_counted",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class DecisionForwarding(ProjectRecord):
    """A question that went on to another body, because the one asked may not decide it."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="forwardings")
    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    forwarded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    forwarded_at = models.DateTimeField()

    class Meta:
        ordering = ["forwarded_at", "id"]

    def __str__(self) -> str:
        return str(self.id)


class BodyNote(ProjectRecord):
    """A note that only those who sit in the body can read; about an advice it is a draft of it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    advice = models.ForeignKey("Advice", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("note"), max_length=LONGEST_TEXT)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return str(self.id)
