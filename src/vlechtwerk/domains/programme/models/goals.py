"""Goals: how they are worded, how concrete that is, where room is left on purpose, and how they fit those of others."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Organisation, Person, ProjectRecord
from vlechtwerk.domains.programme.models.activities import Activity, FocusArea
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, OptionalPreciseDateField


class Goal(ProjectRecord):
    """What the partnership wants to reach, for all of it, a focus area or an activity; its words are kept apart."""

    class Level(models.TextChoices):
        """At which level the goal is set."""

        STRATEGIC = "strategic", _("Strategic")
        TACTICAL = "tactical", _("Tactical")
        OPERATIONAL = "operational", _("Operational")

    code = models.CharField(_("code"), max_length=20)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    # How far ahead it looks, as its makers say it; empty: not in the source.
    horizon = models.CharField(_("horizon"), max_length=80, blank=True)
    focus_area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, null=True, blank=True, related_name="goals")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="goals")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="goal_code_is_unique_in_a_project"),
            models.CheckConstraint(
                condition=models.Q(focus_area__isnull=True) | models.Q(activity__isnull=True),
                name="goal_stands_at_one_place",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="goal_does_not_serve_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.code


# The parts that make a goal concrete, and the field of each.
PARTS = ("who", "what", "how_much", "by_when", "how_known")


class GoalWording(ProjectRecord):
    """How a goal is worded since a date, and what of it is said in so many words; a later wording stands beside it."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="wordings")
    text = models.TextField(_("goal"), max_length=LONGEST_TEXT)
    who = models.CharField(_("who"), max_length=300, blank=True)
    what = models.CharField(_("what"), max_length=300, blank=True)
    how_much = models.CharField(_("how much"), max_length=300, blank=True)
    by_when = models.CharField(_("by when"), max_length=300, blank=True)
    how_known = models.CharField(_("how we would know"), max_length=300, blank=True)
    worded_on = OptionalPreciseDateField(_("date"))
    reason = models.TextField(_("reason"), max_length=LONGEST_TEXT, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["goal_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "order"], name="wordings_of_a_goal_follow_each_other"),
            models.CheckConstraint(condition=~models.Q(text=""), name="goal_has_words"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class RoomToExplore(ProjectRecord):
    """A goal stays open on purpose, for a reason, until someone looks again; a later row ends or extends it."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="room")
    # False: from here on the goal is no longer left open.
    is_open = models.BooleanField(default=True)
    reason = models.TextField(_("reason"), max_length=LONGEST_TEXT)
    look_again_on = models.DateField(_("look again on"), null=True, blank=True)
    marked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()
    marked_on = models.DateField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["goal_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "order"], name="marks_of_room_follow_each_other"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="room_to_explore_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(is_open=False) | models.Q(look_again_on__isnull=False),
                name="room_to_explore_has_a_day_to_look_again",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class OutsideGoal(ProjectRecord):
    """A goal of a home organisation or of another partnership."""

    code = models.CharField(_("code"), max_length=20)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="own_goals"
    )
    # Whose it is, when that is no organisation of the register.
    party = models.CharField(_("party"), max_length=160, blank=True)
    text = models.TextField(_("goal"), max_length=LONGEST_TEXT)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="outside_goal_code_is_unique_in_a_project"),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False, party="")
                | (models.Q(organisation__isnull=True) & ~models.Q(party="")),
                name="outside_goal_is_of_one_party",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def whose(self) -> str:
        """Return whose goal it is."""
        return self.organisation.name if self.organisation else self.party


class GoalComparison(ProjectRecord):
    """How one of our goals fits a goal of someone else; a later comparison stands beside it."""

    class Fit(models.TextChoices):
        """Whether they go together."""

        AGREES = "agrees", _("Agrees")
        COLLIDES = "collides", _("Collides")
        NOT_COMPARED = "not_compared", _("Not yet compared")

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="comparisons")
    outside_goal = models.ForeignKey(OutsideGoal, on_delete=models.PROTECT, related_name="comparisons")
    fit = models.CharField(_("fit"), max_length=12, choices=Fit.choices)
    explanation = models.TextField(_("explanation"), max_length=LONGEST_TEXT, blank=True)
    compared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    compared_at = models.DateTimeField()
    compared_on = models.DateField()
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["goal_id", "outside_goal_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "outside_goal", "order"], name="comparisons_follow_each_other"),
            models.CheckConstraint(
                condition=models.Q(fit="not_compared") | ~models.Q(explanation=""),
                name="fit_of_goals_is_explained",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
