"""What an activity produced and what it did: products with their use, and actions with their counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Person, ProjectRecord
from vlechtwerk.domains.programme.models.activities import Activity
from vlechtwerk.domains.programme.models.told import ToldQuerySet
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, OptionalPreciseDateField, earliest_day, latest_day


class ProductQuerySet(ToldQuerySet["Product"]):
    """What was produced."""

    moment = "made_on"


class Product(ProjectRecord):
    """Something that an activity produced and that can be pointed at."""

    class Kind(models.TextChoices):
        """What sort of product it is."""

        PICTURE = "picture", _("Picture of a phenomenon")
        ANALYSIS = "analysis", _("Analysis or study")
        ADVICE = "advice", _("Advice")
        INSTRUMENT = "instrument", _("Instrument or model")
        CONTROL = "control", _("Way of control")
        PUBLICATION = "publication", _("Publication")
        TRAINING = "training", _("Training")
        OTHER = "other", _("Other product")

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="products")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    about = models.TextField(max_length=LONGEST_TEXT, blank=True)
    made_on = OptionalPreciseDateField()
    for_whom = models.CharField(max_length=200, blank=True)
    document_address = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    order = models.PositiveSmallIntegerField(default=0)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["activity__order", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["activity", "title"], name="product_is_named_once_per_activity")]

    def __str__(self) -> str:
        return str(self.id)


class ProductUse(ProjectRecord):
    """Whether a product was taken into use, and by whom; a later row changes it, earlier ones stay."""

    class InUse(models.TextChoices):
        """Whether it is used."""

        YES = "yes", _("Taken into use")
        PARTLY = "partly", _("Partly taken into use")
        NO = "no", _("Not taken into use")

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="uses")
    in_use = models.CharField(max_length=8, choices=InUse.choices)
    by_whom = models.CharField(max_length=200, blank=True)
    used_from = OptionalPreciseDateField()
    explanation = models.TextField(max_length=LONGEST_TEXT, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    # How many there were before: what is noted at one moment keeps its order.
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["product_id", "order"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(in_use="no") | ~models.Q(by_whom=""), name="use_says_who_uses_the_product"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class ActionQuerySet(ToldQuerySet["Action"]):
    """What was done."""

    moment = "done_on"


class Action(ProjectRecord):
    """Something that an activity did; how often or how much is told by its counts."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="actions")
    title = models.CharField(max_length=300)
    done_on = OptionalPreciseDateField()
    done_earliest = earliest_day("done_on")
    done_latest = latest_day("done_on")
    with_whom = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    order = models.PositiveSmallIntegerField(default=0)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["activity__order", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["activity", "title"], name="action_is_named_once_per_activity")]

    def __str__(self) -> str:
        return str(self.id)


class ActionCount(ProjectRecord):
    """A number that tells of an action: of what, in which unit and period, and on which ground.

    A mistake is mended by a new row that names the one it corrects and why; both stay.
    """

    class CountedFrom(models.TextChoices):
        """On which ground the number is known."""

        REGISTER = "register", _("Counted")
        SELF_REPORT = "self_report", _("Self-report")

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="counts")
    # What is counted, exactly: numbers of different definitions are never added up.
    definition = models.CharField(max_length=200)
    unit = models.CharField(max_length=60)
    number = models.PositiveBigIntegerField()
    counted_from = OptionalPreciseDateField()
    # The last date that is counted along.
    counted_until = OptionalPreciseDateField()
    ground = models.CharField(max_length=20, choices=CountedFrom.choices)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["action_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["action", "order"], name="counts_of_an_action_follow_each_other"),
            models.CheckConstraint(
                condition=models.Q(corrects__isnull=True) | ~models.Q(reason=""), name="corrected_count_has_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(corrects__isnull=True) | ~models.Q(corrects=models.F("id")),
                name="count_does_not_correct_itself",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
