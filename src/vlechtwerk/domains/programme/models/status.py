"""How an activity stands: an append-only history. The current status is the latest."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Person, ProjectRecord
from vlechtwerk.domains.programme.models.activities import Activity
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, PreciseDateField, earliest_day, latest_day


class Status(models.TextChoices):
    """How an activity stands. Ended is not succeeded: whether the goal was reached is a field of its own."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    DELAYED = "delayed", _("Delayed")
    CLOSING = "closing", _("Closing")
    COMPLETED = "completed", _("Completed")
    DISSOLVED = "dissolved", _("Dissolved")


class GoalReached(models.TextChoices):
    """Whether the activity reached its goal, as far as anyone says."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("not in the source")


# Which status may follow which, and why.
MAY_FOLLOW: dict[str, frozenset[str]] = {
    # A plan starts, is late in starting, or never runs.
    Status.PLANNED: frozenset({Status.RUNNING, Status.DELAYED, Status.DISSOLVED}),
    Status.RUNNING: frozenset({Status.DELAYED, Status.CLOSING, Status.COMPLETED, Status.DISSOLVED}),
    # A delay is made good, or the activity ends late.
    Status.DELAYED: frozenset({Status.RUNNING, Status.CLOSING, Status.COMPLETED, Status.DISSOLVED}),
    # Closing can be taken back when work turns out to be left.
    Status.CLOSING: frozenset({Status.RUNNING, Status.DELAYED, Status.COMPLETED, Status.DISSOLVED}),
    # What has ended is taken up again as running, with its reason.
    Status.COMPLETED: frozenset({Status.RUNNING}),
    Status.DISSOLVED: frozenset({Status.RUNNING}),
}
ENDED = frozenset({Status.COMPLETED, Status.DISSOLVED})


class StatusQuerySet(models.QuerySet["ActivityStatus"]):
    """Changes of status."""

    def known_by(self, day: date) -> Self:
        """Keep what had, or may have, happened by a day."""
        return self.filter(occurred_earliest__lte=day)


class ActivityStatus(ProjectRecord):
    """One change of status: what it became, when (as exactly as known), why, and on whose word."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="statuses")
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    occurred_on = PreciseDateField(_("date"))
    occurred_earliest = earliest_day("occurred_on")
    occurred_latest = latest_day("occurred_on")
    reason = models.TextField(_("reason"), max_length=LONGEST_TEXT)
    note = models.CharField(_("note on the map"), max_length=160, blank=True)
    goal_reached = models.CharField(
        _("goal reached?"), max_length=8, choices=GoalReached.choices, default=GoalReached.UNKNOWN
    )
    merged_into = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = StatusQuerySet.as_manager()

    class Meta:
        ordering = ["activity_id", "occurred_latest", "occurred_earliest", "recorded_at"]
        indexes = [
            models.Index(
                fields=["activity", "-occurred_latest", "-occurred_earliest", "-recorded_at"],
                name="latest_status_of_an_activity",
            ),
            models.Index(fields=["project", "-occurred_latest", "-recorded_at"], name="statuses_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(status="dissolved"),
                name="only_a_dissolved_activity_is_merged",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("activity")),
                name="activity_is_not_merged_into_itself",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="status_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.id)
