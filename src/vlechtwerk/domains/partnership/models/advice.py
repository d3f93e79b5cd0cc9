"""Advice that was asked and given, and what was promised to whom outside the partnership."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models.decisions import Decision
from vlechtwerk.domains.partnership.models.organisations import Body, Organisation
from vlechtwerk.domains.partnership.models.people import Person
from vlechtwerk.domains.partnership.models.projects import ProjectRecord
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, OptionalPreciseDateField, earliest_day, latest_day


class AdviceQuerySet(models.QuerySet["Advice"]):
    """Questions to an advisory body."""

    def known_by(self, day: date) -> Self:
        """Keep what was asked, or may have been given, by a day; without a date, what the case describes."""
        undated = models.Q(asked_on__isnull=True, given_on__isnull=True)
        described = models.Q(project__described_on__isnull=True) | models.Q(project__described_on__lte=day)
        return self.filter(
            models.Q(asked_earliest__lte=day) | models.Q(given_earliest__lte=day) | (undated & described)
        )


class Advice(ProjectRecord):
    """A question to an advisory body, what it advised, and whether that was followed."""

    class Followed(models.TextChoices):
        """What was done with an advice."""

        YES = "yes", _("Followed")
        PARTLY = "partly", _("Followed in part")
        NO = "no", _("Not followed")

    question = models.CharField(_("question"), max_length=300)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="advice")
    asked_on = OptionalPreciseDateField(_("asked on"))
    asked_earliest = earliest_day("asked_on")
    asked_latest = latest_day("asked_on")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asking_body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("wanted by"), null=True, blank=True)
    # The question to be decided for which it is asked.
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="advice")
    given_on = OptionalPreciseDateField(_("given on"))
    given_earliest = earliest_day("given_on")
    given_latest = latest_day("given_on")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("advice"), max_length=LONGEST_TEXT, blank=True)
    followed = models.CharField(max_length=6, choices=Followed.choices, blank=True)
    weighed_on = OptionalPreciseDateField()
    weighed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.TextField(_("why"), max_length=LONGEST_TEXT, blank=True)
    # The decision in which it was weighed.
    followed_in = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(text="", given_on__isnull=True)
                | (~models.Q(text="") & models.Q(given_on__isnull=False)),
                name="given_advice_has_a_text_and_a_date",
            ),
            models.CheckConstraint(
                condition=models.Q(followed="", weighed_on__isnull=True)
                | (~models.Q(followed="") & models.Q(weighed_on__isnull=False, given_on__isnull=False)),
                name="advice_is_followed_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PromiseQuerySet(models.QuerySet["Promise"]):
    """What was promised."""

    def known_by(self, day: date) -> Self:
        """Keep what was promised, or may have been, by a day; without a date, what the case describes."""
        described = models.Q(project__described_on__isnull=True) | models.Q(project__described_on__lte=day)
        return self.filter(models.Q(made_earliest__lte=day) | (models.Q(made_on__isnull=True) & described))


class Promise(ProjectRecord):
    """What was promised to someone outside the partnership; what became of it stands in its steps."""

    class Recipient(models.TextChoices):
        """To whom it was promised."""

        PARLIAMENT = "parliament", _("Parliament")
        MINISTRY = "ministry", _("Ministry")
        MUNICIPALITY = "municipality", _("Mayor or municipality")
        PARTNER = "partner", _("Partner")
        OTHER = "other", _("Someone else")

    text = models.TextField(_("what was promised"), max_length=LONGEST_TEXT)
    recipient = models.CharField(_("to whom"), max_length=12, choices=Recipient.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # In words: who promises to parliament is seldom someone who works here. Empty: the source does not say.
    made_by = models.CharField(_("made by"), max_length=160, blank=True)
    made_on = OptionalPreciseDateField(_("made on"))
    made_earliest = earliest_day("made_on")
    due_on = OptionalPreciseDateField(_("due"))
    # Who sees to it.
    responsible = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="promises")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "id"]

    def __str__(self) -> str:
        return str(self.id)


class PromiseStep(ProjectRecord):
    """What became of a promise on a day; a later step stands beside the earlier ones."""

    class Kind(models.TextChoices):
        """What became of it."""

        KEPT = "kept", _("Kept")
        PARTLY = "partly", _("Kept in part")
        MOVED = "moved", _("Moved to another date")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    occurred_on = OptionalPreciseDateField()
    reason = models.TextField(_("reason"), max_length=LONGEST_TEXT, blank=True)
    # Of one that is moved: the new date, and the decision that moved it.
    due_on = OptionalPreciseDateField(_("due"))
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["promise_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["promise", "order"], name="steps_of_a_promise_follow_each_other"),
            models.CheckConstraint(
                condition=models.Q(kind="moved", due_on__isnull=False, decision__isnull=False)
                | (~models.Q(kind="moved") & models.Q(due_on__isnull=True)),
                name="moved_promise_has_a_date_and_a_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="kept") | ~models.Q(reason=""),
                name="promise_that_is_not_kept_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
