"""Focus areas and activities: what is done, by whom, towards which goal, and what is told about it."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Organisation, Person, ProjectRecord
from vlechtwerk.domains.programme.models.told import ToldQuerySet
from vlechtwerk.domains.sharing.models import Purpose
from vlechtwerk.foundation.database.fields import OptionalPreciseDateField, PreciseDateField, earliest_day, latest_day
from vlechtwerk.foundation.evidence.models import GROUNDS


class FocusArea(ProjectRecord):
    """A field that the partnership chose to work on, with its work goal."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    gap_at_start = models.TextField(blank=True)
    work_goal = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="focus_area_code_is_unique_in_a_project")
        ]

    def __str__(self) -> str:
        return self.code


class PlanText(ProjectRecord):
    """A passage of the plan that holds for the whole programme."""

    class Kind(models.TextChoices):
        """What the passage says."""

        PROBLEM = "problem", _("Problem")
        HIGHER_GOAL = "higher_goal", _("Higher goal")
        WORK_GOAL = "work_goal", _("General work goal")
        STEP = "step", _("Step of the way of working")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return str(self.id)


class Activity(ProjectRecord):
    """What a team of the partnership does towards a goal; the spine of the platform."""

    code = models.CharField(max_length=20)
    name = models.CharField(_("name"), max_length=160)
    # The partnership's own word: lab, phenomenon approach, exploration, work process.
    kind = models.CharField(_("kind"), max_length=80, blank=True)
    focus_area = models.ForeignKey(
        FocusArea, on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    goal = models.TextField(_("goal"), blank=True)
    plan_name_note = models.CharField(max_length=200, blank=True)
    data_used = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)
    # What its team reads data for; the purpose knows nothing of the activity.
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        indexes = [models.Index(fields=["project", "order", "code"], name="activities_in_plan_order")]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="activity_code_is_unique_in_a_project"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="activity_is_not_part_of_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name_with_whole(self) -> str:
        """The name; a part is named with its whole, unless that is called as its focus area."""
        if self.parent is None or (self.focus_area and self.focus_area.name == self.parent.name):
            return self.name
        return f"{self.parent.name} – {self.name}"


class FormerName(ProjectRecord):
    """A name that the activity had before, or has elsewhere; old names find the present record."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=160)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "name"], name="former_name_is_noted_once_per_activity")
        ]

    def __str__(self) -> str:
        return self.name


class ActivityEntry(ProjectRecord):
    """One thing told about an activity. Done, self-reported and prepared are different lists, never one."""

    class Kind(models.TextChoices):
        """What is told: a fact, what the organisation says itself, an intention, or what people find."""

        DONE = "done", _("Done")
        SELF_REPORTED = "self_reported", _("Said by the organisation itself")
        PREPARED = "prepared", _("Prepared or intended")
        OPINION = "opinion", _("What those questioned think")

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    text = models.TextField(_("what is told"))
    occurred_on = OptionalPreciseDateField()
    # On what the word of who told it rests; of a published case its evidence says so.
    ground = models.CharField(_("ground"), max_length=20, choices=GROUNDS, blank=True)
    # Who of the people here told it, and when; empty for what a case tells.
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = ToldQuerySet["ActivityEntry"].as_manager()

    class Meta:
        ordering = ["activity_id", "kind", "order"]

    def __str__(self) -> str:
        return str(self.id)


class ActivityPartner(ProjectRecord):
    """A part that an organisation has in an activity."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="activities")
    part = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "organisation", "part"], name="organisation_has_each_part_once")
        ]

    def __str__(self) -> str:
        return str(self.id)


class TeamRole(ProjectRecord):
    """Someone's role in an activity, for a period."""

    class Role(models.TextChoices):
        """What someone does in the team."""

        LEAD = "lead", _("Lead")
        MEMBER = "member", _("Member")
        ADVISER = "adviser", _("Adviser")

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="activity_roles")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    active_from = models.DateField()
    # The end is not included.
    active_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["role", "active_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(active_until__isnull=True) | models.Q(active_until__gte=models.F("active_from")),
                name="team_role_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class StepQuerySet(models.QuerySet["ActivityStep"]):
    """Steps of the way of working."""

    def known_by(self, day: date) -> Self:
        """Keep what had, or may have, begun by a day."""
        began = models.Func(models.F("started_on"), function="date_earliest", output_field=models.DateField())
        return self.alias(began=began).filter(began__lte=day)


class ActivityStep(ProjectRecord):
    """One of the three steps of the way of working; steps may overlap and come back."""

    class Step(models.TextChoices):
        """The steps, in the order of the plan."""

        INSIGHT = "insight", _("Insight")
        IDENTIFICATION = "identification", _("Identification")
        INTERVENTION = "intervention", _("Intervention")

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=14, choices=Step.choices)
    started_on = PreciseDateField()
    started_earliest = earliest_day("started_on")
    started_latest = latest_day("started_on")
    ended_on = OptionalPreciseDateField()
    # Who of the people here noted it last, and when; empty for what a case tells.
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["started_earliest", "started_latest", "id"]

    def __str__(self) -> str:
        return str(self.id)
