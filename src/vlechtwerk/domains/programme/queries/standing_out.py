"""What asks for attention in many activities at once: dates that passed, silence, and decisions that take long."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F, OuterRef, QuerySet, Subquery

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.queries import days_waiting, decisions
from vlechtwerk.domains.programme.models import Activity, ActivityStatus, MilestoneDate
from vlechtwerk.domains.programme.models.status import ENDED
from vlechtwerk.domains.programme.queries.activities import NEWEST_FIRST

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Now(TypedDict):
    """What the database adds to an activity: how it stands, and since when."""

    now_status: str
    now_since: date


if TYPE_CHECKING:
    UnderWay = WithAnnotations[Activity, Now]

# Whose status did not change for a season is asked after.
QUIET_AFTER = timedelta(days=92)


def under_way(activities: QuerySet[Activity], day: date) -> "QuerySet[UnderWay]":
    """Return the activities that have a status on a day and have not ended, with since when it holds."""
    known = ActivityStatus.objects.filter(activity=OuterRef("pk"), occurred_latest__lte=day).order_by(*NEWEST_FIRST)
    return activities.annotate(
        now_status=Subquery(known.values("status")[:1]), now_since=Subquery(known.values("occurred_latest")[:1])
    ).filter(now_status__isnull=False).exclude(now_status__in=ENDED)  # fmt: skip


def quiet(activities: QuerySet[Activity], day: date) -> "QuerySet[UnderWay]":
    """Return the activities under way whose status did not change for long, the longest first."""
    return under_way(activities, day).filter(now_since__lt=day - QUIET_AFTER).order_by("now_since", "code")


def delayed(activities: QuerySet[Activity], day: date) -> "QuerySet[UnderWay]":
    """Return the activities that are delayed, the longest first."""
    return under_way(activities, day).filter(now_status="delayed").order_by("now_since", "code")


def passed_dates(activities: QuerySet[Activity], day: date) -> QuerySet[MilestoneDate]:
    """Return the planned dates that have passed without being reached, in activities under way; the latest first."""
    last = MilestoneDate.objects.filter(milestone=OuterRef("milestone")).order_by("-order").values("order")[:1]
    return (
        MilestoneDate.objects.alias(last=Subquery(last))
        .filter(order=F("last"), basis=MilestoneDate.Basis.PLANNED, date_latest__lt=day)
        .filter(milestone__activity__in=under_way(activities, day).values("pk"))
        .select_related("milestone__activity")
        .order_by("date_latest", "milestone_id")
    )


def overdue_decisions(day: date) -> list[Decision]:
    """Return the decisions that wait longer than was agreed, the longest first."""
    found = [
        decision
        for decision in decisions(Decision.State.ASKED).filter(agreed_days__isnull=False)
        if (days_waiting(decision, day) or 0) > (decision.agreed_days or 0)
    ]
    return sorted(found, key=lambda decision: -(days_waiting(decision, day) or 0))
