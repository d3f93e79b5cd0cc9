"""Dates that were planned, moved and met, decisions, advice and promises behind them, and what holds up."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Advice, Body, Decision, Person, ProjectRecord, Promise
from vlechtwerk.domains.programme.models.activities import Activity, FocusArea
from vlechtwerk.domains.programme.models.preconditions import Precondition
from vlechtwerk.domains.programme.models.told import ToldQuerySet
from vlechtwerk.foundation.database.fields import (
    LONGEST_TEXT,
    OptionalPreciseDateField,
    PreciseDateField,
    earliest_day,
    latest_day,
)


class Milestone(ProjectRecord):
    """Something an activity delivers or reaches on a date."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["activity_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "title"], name="milestone_is_named_once_per_activity")
        ]

    def __str__(self) -> str:
        return str(self.id)


class MoveGround(models.TextChoices):
    """On which ground a date moved."""

    CAPACITY = "capacity", _("Working capacity")
    LEGAL = "legal", _("Legal framework")
    DATA = "data", _("Data")
    DECISION = "decision", _("A decision came late")
    SCOPE = "scope", _("The scope changed")
    OUTSIDE = "outside", _("Outside the partnership")
    OTHER = "other", _("Another ground")


class MilestoneDate(ProjectRecord):
    """A date of a milestone: planned, or the day it happened. A later row moves or corrects it; the earlier stays."""

    class Basis(models.TextChoices):
        """Whether the date is a plan or a fact."""

        PLANNED = "planned", _("Planned")
        HAPPENED = "happened", _("Happened")

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="dates")
    date_on = PreciseDateField(_("date"))
    date_earliest = earliest_day("date_on")
    date_latest = latest_day("date_on")
    basis = models.CharField(max_length=8, choices=Basis.choices)
    # Since when this is the date; empty for the first date, of which the source does not say when it was set.
    known_from = OptionalPreciseDateField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Empty of a first plan and a fact, and of a move of which the source does not say why.
    ground = models.CharField(_("ground"), max_length=10, choices=MoveGround.choices, blank=True)
    reason = models.TextField(_("reason"), max_length=LONGEST_TEXT, blank=True)
    # Who of the people here set it, and when; empty for what a case tells.
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["milestone_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "order"], name="dates_of_a_milestone_follow_each_other"),
            models.CheckConstraint(
                condition=models.Q(order=0) | models.Q(basis="happened") | models.Q(decision__isnull=False),
                name="moved_date_rests_on_a_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(ground="") | models.Q(order__gt=0, basis="planned"),
                name="only_a_moved_date_has_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class HindranceQuerySet(ToldQuerySet["Hindrance"]):
    """What holds activities up; what no document tells is known since it began."""

    moment = "since"


class Hindrance(ProjectRecord):
    """What holds an activity up: often a precondition that is not met, and who must decide about it."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="hindrances")
    precondition = models.ForeignKey(
        Precondition, on_delete=models.PROTECT, null=True, blank=True, related_name="hindrances"
    )
    description = models.TextField()
    # Empty: the source does not say who must decide.
    decider = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = OptionalPreciseDateField()
    since_earliest = earliest_day("since")
    until = OptionalPreciseDateField()
    until_latest = latest_day("until")
    order = models.PositiveSmallIntegerField(default=0)

    objects = HindranceQuerySet.as_manager()

    class Meta:
        ordering = ["activity_id", "order"]

    def __str__(self) -> str:
        return str(self.id)


class AdviceAbout(ProjectRecord):
    """Which activity an advice is about."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="advice")
    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["activity_id", "advice_id"]
        constraints = [models.UniqueConstraint(fields=["activity", "advice"], name="advice_is_about_an_activity_once")]

    def __str__(self) -> str:
        return str(self.id)


class PromiseAbout(ProjectRecord):
    """Which activity, or which focus area with its work goal, a promise is about."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="promises")
    focus_area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, null=True, blank=True, related_name="promises")

    class Meta:
        ordering = ["promise_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["promise", "activity"], name="promise_is_about_an_activity_once"),
            models.UniqueConstraint(fields=["promise", "focus_area"], name="promise_is_about_a_focus_area_once"),
            models.CheckConstraint(
                condition=models.Q(activity__isnull=True, focus_area__isnull=False)
                | models.Q(activity__isnull=False, focus_area__isnull=True),
                name="promise_is_about_an_activity_or_a_focus_area",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class DecisionAbout(ProjectRecord):
    """Which activity a decision is about."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="decisions")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["activity_id", "decision_id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "decision"], name="decision_is_about_an_activity_once")
        ]

    def __str__(self) -> str:
        return str(self.id)
