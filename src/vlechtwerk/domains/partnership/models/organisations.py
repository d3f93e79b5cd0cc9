"""Organisations with their legal capacities, bodies and departments."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models.projects import Level, ProjectRecord
from vlechtwerk.engines.policy.facts import CapacityKind
from vlechtwerk.foundation.database.fields import OptionalPreciseDateField


class Organisation(ProjectRecord):
    """A partner of the partnership, its ministry, or another party that it works with."""

    class Kind(models.TextChoices):
        """What the organisation is to the partnership."""

        PARTNER = "partner", _("Partner")
        MINISTRY = "ministry", _("Ministry")
        OTHER_PARTY = "other_party", _("Other party")

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    role = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="organisation_code_is_unique_in_a_project")
        ]

    def __str__(self) -> str:
        return self.code


class LegalCapacity(ProjectRecord):
    """One of the ways in which an organisation acts; the legal regime belongs to it, not to the organisation."""

    class Regime(models.TextChoices):
        """The law that binds what the organisation does with data in this capacity."""

        WPG = "wpg", _("Police Data Act (Wpg)")
        WJSG = "wjsg", _("Judicial and Criminal Records Act (Wjsg)")
        AVG = "avg", _("General Data Protection Regulation (AVG)")
        AVG_TAX_SECRECY = "avg_tax_secrecy", _("AVG with tax secrecy (AWR article 67)")
        AVG_CUSTOMS = "avg_customs", _("AVG with customs secrecy (ADW article 1:33)")

    # The kinds that the law tells apart; the grounds speak of these.
    KINDS = [
        (CapacityKind.POLICE.value, _("police task")),
        (CapacityKind.SPECIAL_INVESTIGATION.value, _("special investigation service")),
        (CapacityKind.CUSTOMS_INVESTIGATION.value, _("customs, investigation")),
        (CapacityKind.CUSTOMS_SUPERVISION.value, _("customs, supervision")),
        (CapacityKind.TAX.value, _("carrying out tax law")),
        (CapacityKind.PROSECUTION.value, _("prosecution")),
        (CapacityKind.OTHER.value, _("another task")),
    ]

    class BasisMark(models.TextChoices):
        """How sure we are of the legal basis that is written down."""

        READ_IN_TEXT = "read_in_text", _("read in the text of the law")
        SECONDARY = "secondary", _("read in a secondary source")
        FROM_MEMORY = "from_memory", _("from memory: check first")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="capacities")
    name = models.CharField(max_length=120)
    regime = models.CharField(max_length=20, choices=Regime.choices)
    kind = models.CharField(max_length=24, choices=KINDS, default=CapacityKind.OTHER.value)
    controller = models.CharField(max_length=160)
    basis = models.CharField(max_length=300)
    basis_mark = models.CharField(max_length=12, choices=BasisMark.choices)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="capacity_is_named_once_per_organisation")
        ]

    def __str__(self) -> str:
        return self.name


class Body(ProjectRecord):
    """A group that steers, decides, coordinates or advises."""

    class Existence(models.TextChoices):
        """Whether the body is known to exist."""

        EXISTS = "exists", _("Exists")
        PLANNED_UNREPORTED = "planned_unreported", _("Planned; whether it came about is not in the source")

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.NOT_STATED)
    composition = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    existence = models.CharField(max_length=20, choices=Existence.choices, default=Existence.EXISTS)
    exists_since = OptionalPreciseDateField()
    run_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="body_code_is_unique_in_a_project")]

    def __str__(self) -> str:
        return self.code


class Department(ProjectRecord):
    """A part of the partnership's own organisation."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=160)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="department_code_is_unique_in_a_project")
        ]

    def __str__(self) -> str:
        return self.code
