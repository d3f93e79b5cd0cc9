"""Where the day goes: whether staff are asked, what they tick (sealed), that they were asked, and what came out."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Person, ProjectRecord
from vlechtwerk.engines.statistics.suppression import LEAST_THRESHOLD, MOST_THRESHOLD, THRESHOLD


class TimeKind(models.TextChoices):
    """What working time goes to."""

    GATHERING = "gathering", _("Gathering information")
    AGREEING = "agreeing", _("Making agreements")
    EXCHANGING = "exchanging", _("Sending and asking for documents")
    WORK = "work", _("The work itself")


class TimeAmount(models.TextChoices):
    """How much of the past seven days went to one kind, in words."""

    NONE = "none", _("Nothing")
    LITTLE = "little", _("A little")
    HALF = "half", _("About half")
    MOST = "most", _("Most")


class TickSwitch(ProjectRecord):
    """Someone switched on or off that staff are asked where their day goes; the last one counts."""

    is_on = models.BooleanField()
    threshold = models.PositiveSmallIntegerField(
        _("smallest group"),
        default=THRESHOLD,
        validators=[MinValueValidator(LEAST_THRESHOLD), MaxValueValidator(MOST_THRESHOLD)],
    )
    switched_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    switched_at = models.DateTimeField()

    class Meta:
        ordering = ["switched_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(threshold__gte=LEAST_THRESHOLD, threshold__lte=MOST_THRESHOLD),
                name="smallest_group_of_ticks_is_three_to_ten",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class TickMonth(ProjectRecord):
    """A month of whole weeks: its public key while it runs, and what may be shown of it once it is over.

    Its figures are made once, when it is over, and are the same for every reader. See `rules/tick_figures.py`.
    """

    # The first day of the calendar month.
    month = models.DateField()
    threshold = models.PositiveSmallIntegerField()
    # Empty in a month that a case brings: nothing was ever sealed for it.
    public_key = models.BinaryField(null=True, blank=True)
    figures = models.JSONField(null=True, blank=True)
    checksum = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["project", "month"], name="month_of_ticks_is_there_once")]

    def __str__(self) -> str:
        return self.month.strftime("%Y-%m")


class SealedTick(ProjectRecord):
    """One sealed tick of a month that runs: all are of one length, and nothing of a person, day or week is with it."""

    month = models.ForeignKey(TickMonth, on_delete=models.PROTECT, related_name="+")
    payload = models.BinaryField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.id)


class TickMark(ProjectRecord):
    """That someone was asked in a week: a sum of person and week with the secret of the month, which is not here.

    The same mark stands for a tick and for “not this week”. All marks of a month go when it is over.
    """

    month = models.ForeignKey(TickMonth, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64)

    class Meta:
        ordering = ["mark"]
        constraints = [models.UniqueConstraint(fields=["month", "mark"], name="someone_is_asked_once_a_week")]

    def __str__(self) -> str:
        return str(self.id)


class TickChoice(ProjectRecord):
    """Whether someone wants to be asked on their home page; only they read it, and it has no date."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    wants_to_be_asked = models.BooleanField()

    class Meta:
        ordering = ["person_id"]

    def __str__(self) -> str:
        return str(self.id)
