"""Hours a month that are asked, pledged and delivered: one ledger, to which lines are only added."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Decision, Organisation, Person, ProjectRecord
from vlechtwerk.domains.programme.models.activities import Activity
from vlechtwerk.domains.programme.models.told import ToldQuerySet
from vlechtwerk.engines.statistics import capacity
from vlechtwerk.foundation.database.fields import LONGEST_TEXT

# A hundred people for a month, many times over.
MOST_HOURS = Decimal("99999.75")


class CapacityProfile(ProjectRecord):
    """A kind of expertise of which hours are asked."""

    code = models.SlugField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="capacity_profile_code_is_unique_in_a_project")
        ]

    def __str__(self) -> str:
        return self.code


class CapacityKind(models.TextChoices):
    """What is said of hours."""

    ASKED = capacity.ASKED, _("Asked")
    PLEDGED = capacity.PLEDGED, _("Pledged")
    DELIVERED = capacity.DELIVERED, _("Delivered")


class CapacityPlace(models.TextChoices):
    """Where the hours are made."""

    INSIDE = "inside", _("Inside the partnership")
    HOME = "home", _("Dedicated at the home organisation")


class CapacityLine(ProjectRecord):
    """Hours of one organisation and profile in one month. A later line of the same key replaces it; both stay."""

    kind = models.CharField(max_length=9, choices=CapacityKind.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    profile = models.ForeignKey(CapacityProfile, on_delete=models.PROTECT, related_name="lines")
    # Empty: for the partnership as a whole.
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=6, choices=CapacityPlace.choices)
    # The first day of the month.
    month = models.DateField()
    hours = models.DecimalField(_("hours"), max_digits=7, decimal_places=2)
    # Which line of its key this is; the highest holds.
    number = models.PositiveSmallIntegerField()
    # The decision on which a pledge rests.
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["organisation_id", "profile_id", "activity_id", "place", "month", "kind", "number"]
        indexes = [models.Index(fields=["project", "month"], name="capacity_lines_by_month")]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "organisation", "profile", "activity", "place", "month", "number"],
                nulls_distinct=False,
                name="lines_of_a_key_follow_each_other",
            ),
            models.CheckConstraint(condition=models.Q(month__day=1), name="month_is_named_by_its_first_day"),
            models.CheckConstraint(
                condition=models.Q(hours__gte=0, hours__lte=MOST_HOURS), name="hours_are_not_less_than_none"
            ),
            models.CheckConstraint(
                condition=models.lookups.Exact(models.functions.Mod("hours", capacity.QUARTER), 0),
                name="hours_are_whole_quarters",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class CapacityFindingQuerySet(ToldQuerySet["CapacityFinding"]):
    """Findings; what no document tells is known since the day that the case describes."""

    moment = ""


class CapacityFinding(ProjectRecord):
    """What a source tells about capacity, in words; the hours behind it need not be in the source."""

    text = models.TextField(max_length=LONGEST_TEXT)
    order = models.PositiveSmallIntegerField(default=0)

    objects = CapacityFindingQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return str(self.id)


@dataclass(frozen=True, slots=True)
class HoursKey:
    """What hours are of."""

    organisation: Organisation
    profile: CapacityProfile
    place: str
    activity: Activity | None = None


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Hours of one key in one month."""

    key: HoursKey
    month: date
    hours: Decimal
    kind: str = CapacityKind.DELIVERED
    # When a case tells that it was recorded; what people write is recorded when they write it.
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class MonthRange:
    """The months of one act, named by their first days; `until` is not included."""

    first: date
    until: date

    def months(self) -> list[date]:
        """Return the first days of the months; days that are no first days stay what they are, to be refused."""
        if self.first.day != 1 or self.until.day != 1:
            return [self.first.replace(day=2)]
        return capacity.months_between(self.first, self.until)
