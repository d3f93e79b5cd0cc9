"""Purposes: what is read for, laid down in writing; and who is authorised in them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Appointment, Person, ProjectRecord
from vlechtwerk.engines.policy.facts import Category

CATEGORY_LABELS = {
    Category.POLICE_8: _("police data, daily work (article 8)"),
    Category.POLICE_9: _("police data, investigation (article 9)"),
    Category.POLICE_10A: _("police data, serious crime (article 10a)"),
    Category.POLICE_10C: _("police data, public order (article 10c)"),
    Category.FISCAL: _("fiscal data"),
    Category.CUSTOMS: _("customs data"),
    Category.CRIMINAL_JUSTICE: _("criminal-justice data"),
    Category.OPEN_SOURCE: _("open source"),
    Category.KNOWLEDGE: _("knowledge"),
}
CATEGORIES = [(category.value, CATEGORY_LABELS[category]) for category in Category]


class Purpose(ProjectRecord):
    """What data are read for. Until it is laid down in writing it is provisional (Wpg art. 9(2), 13(4))."""

    class Kind(models.TextChoices):
        """What the purpose serves."""

        ACTIVITY = "activity", _("An activity")
        STEERING = "steering", _("Steering")
        EVALUATION = "evaluation", _("Evaluation")
        SUPERVISION = "supervision", _("Supervision")

    code = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    opened_on = models.DateField()
    # The written statement: exactly the fields of Wpg art. 13(4).
    aim = models.TextField(_("what the data are needed for"), blank=True)
    persons = models.TextField(_("about which kinds of persons"), blank=True)
    data = models.TextField(_("which kinds of data"), blank=True)
    ends_on = models.DateField(_("when it ends"), null=True, blank=True)
    stated_on = models.DateField(null=True, blank=True)
    stated_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # ADW art. 1:33(3): customs gives only for carrying out customs law.
    serves_customs_law = models.BooleanField(_("carries out customs law"), default=False)
    # The impact assessment (Wpg art. 4c, AVG art. 35): where it is found, of when, and which categories it covers.
    dpia_reference = models.CharField(_("reference of the impact assessment (DPIA)"), max_length=200, blank=True)
    dpia_on = models.DateField(null=True, blank=True)
    dpia_categories = ArrayField(models.CharField(max_length=20, choices=CATEGORIES), default=list, blank=True)
    dpia_overtaken_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="purpose_code_is_unique_in_a_project"),
            models.CheckConstraint(
                condition=models.Q(stated_on__isnull=True) | ~models.Q(aim=""), name="stated_purpose_says_what_for"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("opened_on")),
                name="purpose_ends_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Authorisation(ProjectRecord):
    """Someone may read in a purpose, in one appointment and so in one capacity, for a period (Wpg art. 6)."""

    class Role(models.TextChoices):
        """What someone may do in the purpose beside reading."""

        READER = "reader", _("Reads")
        OFFICER = "officer", _("Gives consent for the own organisation")
        AUTHORISED_OFFICER = "authorised_officer", _("Authorised officer (Bpg 2:10)")

    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="authorisations")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.READER)
    authorised_from = models.DateField()
    # The end is not included.
    authorised_until = models.DateField(null=True, blank=True)
    authorised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["authorised_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(authorised_until__isnull=True)
                | models.Q(authorised_until__gte=models.F("authorised_from")),
                name="authorisation_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["purpose", "appointment", "role", "authorised_from"], name="authorisation_is_given_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PastSuspension(ProjectRecord):
    """A suspension that ended: when it ran, so that who could read on a past day can still be told."""

    authorisation = models.ForeignKey(Authorisation, on_delete=models.PROTECT, related_name="+")
    suspended_at = models.DateTimeField()
    suspended_because = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["ended_at"]

    def __str__(self) -> str:
        return str(self.id)


class PastPurpose(ProjectRecord):
    """What was laid down and assessed of a purpose until a moment; written when it is replaced, and never changed."""

    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    aim = models.TextField(blank=True)
    persons = models.TextField(blank=True)
    data = models.TextField(blank=True)
    ends_on = models.DateField(null=True, blank=True)
    stated_on = models.DateField(null=True, blank=True)
    stated_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dpia_reference = models.CharField(max_length=200, blank=True)
    dpia_on = models.DateField(null=True, blank=True)
    dpia_categories = ArrayField(models.CharField(max_length=20, choices=CATEGORIES), default=list, blank=True)
    dpia_overtaken_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["replaced_at"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "replaced_at"], name="purpose_is_replaced_once_at_a_moment")
        ]

    def __str__(self) -> str:
        return str(self.id)
