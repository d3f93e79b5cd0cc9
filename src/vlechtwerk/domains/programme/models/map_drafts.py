"""Versions of the map that are being written, and from which nodes of a former version each node comes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Body, Decision, Person, ProjectRecord
from vlechtwerk.domains.programme.models.map import MapNode, MapVersion
from vlechtwerk.foundation.database.fields import LONGEST_TEXT


class MapDraft(ProjectRecord):
    """A version of the map that is being written: read by who writes it, and by the body that is asked to adopt it."""

    class State(models.TextChoices):
        """How far the draft is."""

        WRITTEN = "written", _("Being written")
        ASKED = "asked", _("Lies with a body")
        ADOPTED = "adopted", _("Adopted")
        DISCARDED = "discarded", _("Laid aside")

    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=120)
    note = models.TextField(_("note"), max_length=LONGEST_TEXT, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITTEN)
    # The version that it builds on; a map that was imported may build on none.
    former = models.ForeignKey(MapVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    shows_status = models.BooleanField(default=True)
    # Nodes and links, as `engines.documents.outcome_map.written` writes them.
    content = models.JSONField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The body that was asked reads the draft.
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.OneToOneField(MapVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code"],
                condition=~models.Q(state="discarded"),
                name="map_draft_code_is_unique_in_a_project",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["written", "discarded"])
                | models.Q(decision__isnull=False, body__isnull=False),
                name="draft_that_is_asked_or_adopted_has_its_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(state="adopted", version__isnull=False)
                | (~models.Q(state="adopted") & models.Q(version__isnull=True)),
                name="only_an_adopted_draft_is_a_version",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class MapLineage(ProjectRecord):
    """A node of a version comes from a node of the version before it: renamed, moved, split or merged."""

    node = models.ForeignKey(MapNode, on_delete=models.PROTECT, related_name="comes_from")
    former = models.ForeignKey(MapNode, on_delete=models.PROTECT, related_name="became")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["node", "former"], name="lineage_is_noted_once"),
            models.CheckConstraint(condition=~models.Q(node=models.F("former")), name="node_does_not_come_from_itself"),
        ]

    def __str__(self) -> str:
        return str(self.id)
