"""Registered counts: what is counted in a register, by which definition, and each draw from it month by month."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Organisation, Person, ProjectRecord
from vlechtwerk.domains.programme.models.activities import Activity
from vlechtwerk.foundation.database.fields import LONGEST_TEXT

# A SHA-256 in hexadecimal.
CHECKSUM_LENGTH = 64


class Measure(ProjectRecord):
    """Something that a register counts, and what on the map or which activity it is a measure of."""

    class Direction(models.TextChoices):
        """What the partnership wants to see of it."""

        MORE = "more", _("More is wanted")
        FEWER = "fewer", _("Fewer is wanted")
        NONE = "none", _("Neither is wanted: it is followed")

    code = models.SlugField(max_length=20)
    name = models.CharField(max_length=120)
    # The organisation that keeps the register.
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="measures")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="measures")
    # The code of a node, which is the same in each version of the map.
    node = models.CharField(max_length=20, blank=True)
    direction = models.CharField(max_length=5, choices=Direction.choices)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="measure_code_is_unique_in_a_project"),
            models.CheckConstraint(
                condition=Q(activity__isnull=False) | ~Q(node=""), name="measure_is_of_an_activity_or_of_the_map"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class MeasureDefinition(ProjectRecord):
    """What exactly is counted, from a month on; another one breaks the series there."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="definitions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=LONGEST_TEXT)
    unit = models.CharField(max_length=60)
    # Of people so few in a month are not kept that someone could be known by it.
    counts_people = models.BooleanField(default=False)
    # The first day of the month from which it holds.
    holds_from = models.DateField()
    # The day on which it was laid down.
    defined_on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["measure_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="definitions_of_a_measure_follow_each_other"),
            models.UniqueConstraint(fields=["measure", "holds_from"], name="one_definition_holds_from_a_month"),
            models.CheckConstraint(condition=Q(holds_from__day=1), name="definition_holds_from_the_first_of_a_month"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="other_definition_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class MeasureDraw(ProjectRecord):
    """One draw from a register: when, by whom, out of what and how, so that someone else can do it again."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField()
    drawn_on = models.DateField()
    # A function, not a name.
    drawn_by = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    query = models.TextField(max_length=LONGEST_TEXT, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_checksum = models.CharField(max_length=CHECKSUM_LENGTH, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by")
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["measure_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="draws_of_a_measure_follow_each_other"),
            models.CheckConstraint(condition=~Q(query="") | ~Q(file_checksum=""), name="draw_says_how_it_was_made"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(reason=""), name="draw_that_corrects_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")), name="draw_does_not_correct_itself"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ComparisonSeries(ProjectRecord):
    """Why a series can stand beside another where something began: a judgement of people; the latest reason counts."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="comparison_series")
    beside = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["measure_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "number"], name="comparison_series_of_a_measure_follow_each_other"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="comparison_series_has_a_reason"),
            models.CheckConstraint(condition=~Q(measure=F("beside")), name="measure_is_no_comparison_series_of_itself"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class MeasureMonth(ProjectRecord):
    """What a draw says of one month: a count, that nothing was registered, or that there were too few people."""

    class State(models.TextChoices):
        """What is known of the month; nought is a count."""

        COUNTED = "counted", _("Counted")
        NOT_REGISTERED = "not_registered", _("Not registered")
        FEW = "few", _("Fewer than five people")

    draw = models.ForeignKey(MeasureDraw, on_delete=models.PROTECT, related_name="months")
    month = models.DateField()
    state = models.CharField(max_length=14, choices=State.choices)
    count = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["draw_id", "month"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "month"], name="draw_tells_of_a_month_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="counted_month_is_named_by_its_first_day"),
            models.CheckConstraint(
                condition=Q(state="counted", count__isnull=False) | (~Q(state="counted") & Q(count__isnull=True)),
                name="only_a_counted_month_has_a_count",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
