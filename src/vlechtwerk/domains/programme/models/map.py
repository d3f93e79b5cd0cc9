"""The outcome map in its versions: nodes in columns, and links that say what should lead to what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Decision, ProjectRecord
from vlechtwerk.domains.programme.models.activities import Activity, FocusArea
from vlechtwerk.domains.programme.models.preconditions import Precondition
from vlechtwerk.foundation.database.fields import OptionalPreciseDateField


class MapVersion(ProjectRecord):
    """One version of the outcome map, as adopted or as described on a date."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    adopted_on = OptionalPreciseDateField()
    described_on = OptionalPreciseDateField()
    note = models.TextField(blank=True)
    # Whether statuses and hindrances of this moment belong on it; a plan shows none.
    shows_status = models.BooleanField(default=True)
    # The version that it builds on, and the decision that adopted it.
    former = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # From then on the database lets nothing be added to it, changed on it or removed from it.
    fixed_at = models.DateTimeField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="map_version_code_is_unique_in_a_project")
        ]

    def __str__(self) -> str:
        return self.code


class MapNode(ProjectRecord):
    """One node of one version, with the name that it had in that version."""

    class Kind(models.TextChoices):
        """What the node is; the column of the map follows from it."""

        PROBLEM = "problem", _("Problem")
        HIGHER_GOAL = "higher_goal", _("Higher goal")
        FOCUS_AREA = "focus_area", _("Focus area")
        PRECONDITION = "precondition", _("Precondition")
        ACTIVITY = "activity", _("Activity")
        OUTPUT = "output", _("Output")
        OBSERVABLE_EFFECT = "observable_effect", _("Observable effect")
        EFFECT_ON_SOCIETY = "effect_on_society", _("Effect on society")

    version = models.ForeignKey(MapVersion, on_delete=models.PROTECT, related_name="nodes")
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=300)
    explanation = models.TextField(blank=True)
    # Concluded by us from what the source says, not a node there.
    inferred = models.BooleanField(default=False)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    focus_area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    precondition = models.ForeignKey(Precondition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="node_code_is_unique_in_a_version")]

    def __str__(self) -> str:
        return self.code


class MapNodeActivity(ProjectRecord):
    """Which activity a node stands for; one node of a plan can have become several activities."""

    node = models.ForeignKey(MapNode, on_delete=models.PROTECT, related_name="stands_for")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="map_nodes")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["node", "activity"], name="node_stands_for_an_activity_once")]

    def __str__(self) -> str:
        return str(self.id)


class MapLink(ProjectRecord):
    """What should lead to what, and what needs what: an expectation with its assumption, never a result."""

    class Kind(models.TextChoices):
        """What the link says."""

        CONTRIBUTES_TO = "contributes_to", _("should contribute to")
        NEEDS = "needs", _("needs")

    version = models.ForeignKey(MapVersion, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.CONTRIBUTES_TO)
    from_node = models.ForeignKey(MapNode, on_delete=models.PROTECT, related_name="leads_to")
    to_node = models.ForeignKey(MapNode, on_delete=models.PROTECT, related_name="rests_on")
    explanation = models.TextField(blank=True)
    assumption = models.TextField(blank=True)
    inferred = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["from_node", "to_node", "kind"], name="link_is_drawn_once"),
            models.CheckConstraint(
                condition=~models.Q(from_node=models.F("to_node")), name="link_joins_two_different_nodes"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
