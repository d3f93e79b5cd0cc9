"""A project: everything that belongs together, with the promise that it is published or invented."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.foundation.evidence.address import Base
from vlechtwerk.foundation.identifiers import new_identifier


class Origin(models.TextChoices):
    """Where the data of a project come from. Real and invented data never mix."""

    PUBLISHED = "published", _("Published data")
    INVENTED = "invented", _("Invented data")
    OWN = "own", _("Own data")


class Level(models.TextChoices):
    """The level at which a body steers or a person works."""

    STRATEGIC = "strategic", _("Strategic")
    TACTICAL = "tactical", _("Tactical")
    OPERATIONAL = "operational", _("Operational")
    ADVISORY = "advisory", _("Advisory")
    NOT_STATED = "not_stated", _("Not in the source")


class Project(models.Model):
    """One partnership with all that belongs to it. Records of two projects never refer to each other."""

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    full_name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    # The day that the source describes. Pages show this day until something newer is registered.
    described_on = models.DateField(null=True, blank=True)
    # How the source that the case comes from colours each status, where it does: status and colour, in its words.
    status_colours = models.JSONField(default=dict, blank=True)
    # The sum of the case files that it was loaded from; empty for a project made by hand.
    loaded_checksum = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def base_of_documents(self) -> Base:
        """The base of what its documents say: of a published case the figures behind it are not ours."""
        return Base.PUBLISHED if self.origin == Origin.PUBLISHED else Base.OWN


class ProjectRecord(models.Model):
    """A record of one project; row-level security and composite foreign keys hold it to that project."""

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
