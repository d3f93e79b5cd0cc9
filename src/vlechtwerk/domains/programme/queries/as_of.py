"""What was known on a day: what had surely happened, and what may have happened by then."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from django.db.models import DateField, F, Func
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Decision, Project
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.domains.programme.models import ActivityStatus, MilestoneDate, PreconditionJudgement
from vlechtwerk.domains.programme.models.status import ENDED
from vlechtwerk.foundation.periods import Certainty, PreciseDate

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class AsOf(Generic[Record]):
    """The last record that surely held on a day, and the later ones that possibly held already."""

    known: Record | None = None
    possible: tuple[Record, ...] = ()


def as_of(records: Iterable[Record], day: date, moment_of: Callable[[Record], PreciseDate | None]) -> AsOf[Record]:
    """Read a history, oldest first, as of a day. A record without a date has held from the start.

    “In July 2023” says on 30 June: not yet; in July: possibly; from 31 July: surely.
    """
    known: Record | None = None
    possible: list[Record] = []
    for record in records:
        moment = moment_of(record)
        certainty = Certainty.SURELY if moment is None else moment.as_of(day)
        if certainty is Certainty.SURELY:
            known, possible = record, []
        elif certainty is Certainty.POSSIBLY:
            possible.append(record)
    return AsOf(known, tuple(possible))


# A status that may have changed since is called old after half a year.
OLD_AFTER = timedelta(days=183)


def told_until(change: ActivityStatus, described: date | None) -> date | None:
    """Return the last day of which is told that a status held: the day the case describes, or of registering it."""
    if change.recorded_by.loads_cases:
        return max(described, change.occurred_on.latest) if described else None
    return timezone.localdate(change.recorded_at)


def is_old(change: ActivityStatus, day: date, described: date | None) -> bool:
    """Tell whether a status that may have changed since was told of long before a day."""
    told = told_until(change, described)
    return change.status not in ENDED and told is not None and day - told > OLD_AFTER


def changes_by_users(project: Project) -> int:
    """Return how many statuses, judgements, decisions and dates people registered after a published case was loaded."""
    if project.origin != Origin.PUBLISHED and project.described_on is None:
        return 0
    by_people = {"project": project, "recorded_by__loads_cases": False}
    # Of a date is not kept who set it: what holds from after the day described is no part of the case.
    since = Func(F("known_from"), function="date_earliest", output_field=DateField())
    described = project.described_on or timezone.localdate()
    dates = MilestoneDate.objects.alias(since=since).filter(project=project, since__gt=described)
    registered = [model.objects.filter(**by_people) for model in (ActivityStatus, PreconditionJudgement, Decision)]
    first, *others = (found.order_by().values("pk") for found in (*registered, dates))
    return first.union(*others, all=True).count()


def present_day(project: Project, changes: int) -> date:
    """Return the day that pages show when none is asked: today, or the day that a published case describes.

    Once someone has registered something newer than the case, the case goes on living and today counts.
    """
    return timezone.localdate() if project.described_on is None or changes else project.described_on
