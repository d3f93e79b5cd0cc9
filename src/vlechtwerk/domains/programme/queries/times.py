"""All activities on one line of time: how each stood, and its dates."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vlechtwerk.domains.programme.models import Activity, ActivityStatus
from vlechtwerk.domains.programme.queries.activities import NEWEST_FIRST, MilestoneAsOf, milestones_as_of


@dataclass(frozen=True, slots=True)
class Times:
    """One activity in time: its changes of status, oldest first, and its milestones as of the day asked."""

    activity: Activity
    statuses: tuple[ActivityStatus, ...]
    milestones: tuple[MilestoneAsOf, ...]


def times_as_of(activities: Sequence[Activity], day: date) -> list[Times]:
    """Return how activities stood till a day, and their dates as they were known then: three queries."""
    ids = [activity.id for activity in activities]
    statuses: dict[UUID, list[ActivityStatus]] = defaultdict(list)
    known = ActivityStatus.objects.known_by(day).filter(activity__in=ids).select_related("recorded_by")
    for status in known.order_by("activity_id", *NEWEST_FIRST):
        statuses[status.activity_id].insert(0, status)
    milestones = milestones_as_of(ids, day)
    return [
        Times(activity, tuple(statuses[activity.id]), tuple(milestones.get(activity.id, ()))) for activity in activities
    ]
