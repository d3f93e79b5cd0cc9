"""Markings: whose data, of which kind, how recognisable, for which purposes; and the consents that open them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import LegalCapacity, Organisation, Person, ProjectRecord
from vlechtwerk.domains.sharing.models.purposes import CATEGORIES, Purpose
from vlechtwerk.engines.policy import facts

LEVELS = [
    (facts.DataLevel.KNOWLEDGE.value, _("knowledge")),
    (facts.DataLevel.AGGREGATE.value, _("counts")),
    (facts.DataLevel.PSEUDONYMOUS.value, _("pseudonymous")),
    (facts.DataLevel.SUBJECT.value, _("person")),
]
HANDLINGS = [
    (facts.Handling.ASK_FIRST.value, _("ask first")),
    (facts.Handling.NOT_IN_COURT.value, _("not in court")),
    (facts.Handling.NOT_ONWARD.value, _("not onward")),
    (facts.Handling.EXISTENCE_HIDDEN.value, _("existence hidden")),
]
# What can be asked for. A legal duty (AWR art. 67(2)(a)) and bill 36 668 are found by a lawyer, and not recorded.
GIVENS = [
    (facts.Given.PROVIDER_CONSENT.value, _("consent of the provider")),
    (facts.Given.AUTHORISED_OFFICER_CONSENT.value, _("consent of the authorised officer (Bpg 2:10)")),
    (facts.Given.COMPETENT_AUTHORITY_AGREEMENT.value, _("agreement of the public prosecutor or the mayor")),
    (facts.Given.RESEARCH_PERMISSION.value, _("written permission for this research")),
]


class Marking(ProjectRecord):
    """What decides who may read an item. Many items share one; what is not marked does not exist."""

    class Grade(models.TextChoices):
        """Reliability of the source by accuracy of the information (Europol Regulation art. 29; Wpg art. 4(1))."""

        NONE = "", _("not graded")
        A1 = "A1", "A1"
        A2 = "A2", "A2"
        B2 = "B2", "B2"
        B3 = "B3", "B3"
        C3 = "C3", "C3"
        C4 = "C4", "C4"
        X4 = "X4", "X4"

    class Retention(models.TextChoices):
        """How long an item may be kept (RULES: Wpg art. 8, 9(4), 10(6), 14; Wjsg art. 39d)."""

        WPG_8 = "wpg-8", _("Wpg 8: one year free, removed within five years")
        WPG_9 = "wpg-9", _("Wpg 9: as long as the investigation needs, and half a year")
        WPG_10 = "wpg-10", _("Wpg 10: five years after the last need")
        WJSG = "wjsg", _("Wjsg 39d: by the kind of offence")
        FISCAL = "fiscal", _("as the covenant says (fiscal)")
        CUSTOMS = "customs", _("as the covenant says (customs)")
        KNOWLEDGE = "knowledge", _("as the selection list says")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # Nothing for who gives without a legal capacity of its own, such as a ministry.
    capacity = models.ForeignKey(LegalCapacity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORIES)
    level = models.CharField(max_length=14, choices=LEVELS)
    handling = ArrayField(models.CharField(max_length=20, choices=HANDLINGS), default=list, blank=True)
    special = models.BooleanField(default=False)
    grade = models.CharField(max_length=2, choices=Grade.choices, blank=True)
    retention = models.CharField(max_length=12, choices=Retention.choices)
    purposes = models.ManyToManyField(Purpose, through="MarkingPurpose", related_name="markings")
    # The sum of all that it says, so that equal markings are one, but for those that are closed.
    digest = models.CharField(max_length=64)
    # Since when nothing more is given with it: the competent authority agreed to what there was, once (Wpg art. 19).
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "digest"],
                condition=models.Q(closed_at__isnull=True),
                name="equal_open_markings_of_a_provider_are_one",
            ),
            models.CheckConstraint(
                condition=~models.Q(category="knowledge") | models.Q(level="knowledge"),
                name="knowledge_names_nobody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class MarkingPurpose(ProjectRecord):
    """A purpose for which items with a marking may be read."""

    marking = models.ForeignKey(Marking, on_delete=models.PROTECT, related_name="+")
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["marking", "purpose"], name="marking_names_each_purpose_once")]

    def __str__(self) -> str:
        return str(self.id)


class Consent(ProjectRecord):
    """Something asked for, and given or refused, for items of a marking, a receiver and a purpose.

    It opens all items with that marking to the receiving organisation in that capacity, within that purpose; also those
    given later, until the agreement of a competent authority closes the marking (Wpg art. 19).
    """

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("Asked")
        GIVEN = "given", _("Given")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    marking = models.ForeignKey(Marking, on_delete=models.PROTECT, related_name="consents")
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # The capacity in which the provider holds the data, as the marking has it: another one has no say about them.
    providing_capacity = models.ForeignKey(
        LegalCapacity, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    receiving_capacity = models.ForeignKey(
        LegalCapacity, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=32, choices=GIVENS)
    # Why it is needed, in writing; it counts as the necessity that some gateways ask (Wpg art. 19, Bpg art. 4:5).
    necessity = models.TextField(_("why it is necessary"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    # The end is not included; nothing means until it is withdrawn.
    given_until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="asked") | models.Q(answered_by__isnull=False, answered_at__isnull=False),
                name="answered_consent_says_by_whom",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("asked_by")),
                name="nobody_consents_to_their_own_request",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Acknowledgement(ProjectRecord):
    """Someone has read that the data they get are secret (Wpg art. 7, Bpg art. 4:8): once per marking."""

    marking = models.ForeignKey(Marking, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField()

    class Meta:
        ordering = ["acknowledged_at"]
        constraints = [
            models.UniqueConstraint(fields=["marking", "person"], name="notice_is_acknowledged_once_per_marking")
        ]

    def __str__(self) -> str:
        return str(self.id)
