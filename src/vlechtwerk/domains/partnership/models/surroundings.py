"""Who else works on the same: outside bodies, what they do on which theme, agreements with them, and our position."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models.organisations import Organisation
from vlechtwerk.domains.partnership.models.people import Person
from vlechtwerk.domains.partnership.models.projects import ProjectRecord
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, OptionalPreciseDateField


class Reach(models.TextChoices):
    """How far an outside body reaches."""

    LOCAL = "local", _("Local")
    REGIONAL = "regional", _("Regional")
    NATIONAL = "national", _("National")
    INTERNATIONAL = "international", _("International")
    NOT_STATED = "not_stated", _("Not in the source")


class Theme(ProjectRecord):
    """A subject by which it is told who does what, here and elsewhere."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="theme_code_is_unique_in_a_project")]

    def __str__(self) -> str:
        return self.code


class OutsideBody(ProjectRecord):
    """An organisation outside the partnership, placed on the map of surroundings."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        REGIONAL_CENTRE = "regional_centre", _("Regional centre")
        NATIONAL_CENTRE = "national_centre", _("National centre")
        KNOWLEDGE_CENTRE = "knowledge_centre", _("Knowledge centre")
        SUPERVISOR = "supervisor", _("Supervisor")
        INTELLIGENCE_UNIT = "intelligence_unit", _("Financial intelligence unit")
        OTHER_PARTNERSHIP = "other_partnership", _("Other partnership")
        GOVERNMENT = "government", _("Ministry or agency")
        MUNICIPALITY = "municipality", _("Municipality")
        UNIVERSITY = "university", _("University")
        BANK = "bank", _("Bank or payment provider")
        MARKET_PARTY = "market_party", _("Market party")
        PORT = "port", _("Port or airport")
        ABROAD = "abroad", _("Body abroad")
        OTHER = "other", _("Other body")

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="outside")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    # Empty: the source names no region.
    region = models.CharField(max_length=80, blank=True)
    reach = models.CharField(max_length=14, choices=Reach.choices, default=Reach.NOT_STATED)
    # A function only: people outside the partnership are not kept here.
    contact_function = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["organisation__name"]

    def __str__(self) -> str:
        return str(self.id)


class OutsideRole(ProjectRecord):
    """What an outside body does on a theme, how far and where, and since when."""

    body = models.ForeignKey(OutsideBody, on_delete=models.PROTECT, related_name="roles")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="roles")
    what = models.CharField(max_length=300)
    reach = models.CharField(max_length=14, choices=Reach.choices, default=Reach.NOT_STATED)
    region = models.CharField(max_length=80, blank=True)
    since = OptionalPreciseDateField()
    until = OptionalPreciseDateField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["body_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["body", "theme", "what"], name="outside_role_is_noted_once_per_theme")
        ]

    def __str__(self) -> str:
        return str(self.id)


class Agreement(ProjectRecord):
    """What was agreed with outside bodies, from when until when, and where it can be read."""

    class Kind(models.TextChoices):
        """What sort of agreement it is."""

        COVENANT = "covenant", _("Covenant")
        PROTOCOL = "protocol", _("Protocol")
        WORKING_ARRANGEMENT = "working_arrangement", _("Working arrangement")
        LETTER_OF_INTENT = "letter_of_intent", _("Letter of intent")
        OTHER = "other", _("Other agreement")

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    about = models.TextField(max_length=LONGEST_TEXT, blank=True)
    agreed_from = OptionalPreciseDateField()
    # The end is not included.
    agreed_until = OptionalPreciseDateField()
    document_address = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["project", "title"], name="agreement_is_named_once_in_a_project")
        ]

    def __str__(self) -> str:
        return str(self.id)


class AgreementParty(ProjectRecord):
    """An outside body with which something was agreed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    body = models.ForeignKey(OutsideBody, on_delete=models.PROTECT, related_name="agreements")

    class Meta:
        ordering = ["agreement_id", "body_id"]
        constraints = [models.UniqueConstraint(fields=["agreement", "body"], name="body_is_party_to_an_agreement_once")]

    def __str__(self) -> str:
        return str(self.id)


class OutsidePosition(ProjectRecord):
    """How the partnership relates to an outside body; a later row changes it, earlier ones stay."""

    class Position(models.TextChoices):
        """How we relate to them."""

        FOLLOW = "follow", _("We follow them")
        COMPLEMENT = "complement", _("We complement each other")
        OVERLAP = "overlap", _("We overlap")
        UNCLEAR = "unclear", _("Unclear")

    body = models.ForeignKey(OutsideBody, on_delete=models.PROTECT, related_name="positions")
    position = models.CharField(max_length=10, choices=Position.choices)
    explanation = models.TextField(max_length=LONGEST_TEXT)
    # Empty: the source does not say of when it is.
    said_on = OptionalPreciseDateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    # How many there were before: what is noted at one moment keeps its order.
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["body_id", "-order"]

    def __str__(self) -> str:
        return str(self.id)
