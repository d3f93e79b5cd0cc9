"""What was known on a day: what had surely happened, and what may have happened by then."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from django.db import connection
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Project
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.domains.programme.models import ActivityStatus
from vlechtwerk.domains.programme.models.status import ENDED
from vlechtwerk.foundation.periods import Certainty, PreciseDate

Record = TypeVar("Record")


# Every page asks it. Of a date is not kept who set it: what holds from after the day described is no part of the case.
REGISTERED = """
    with people as (select id from partnership_person where project_id = %(project)s and not loads_cases)
    select (select count(*) from programme_activitystatus where recorded_by_id in (select id from people))
        + (select count(*) from programme_preconditionjudgement where recorded_by_id in (select id from people))
        + (select count(*) from partnership_decision where recorded_by_id in (select id from people))
        + (select count(*) from programme_goalwording where recorded_by_id in (select id from people))
        + (select count(*) from programme_roomtoexplore where marked_by_id in (select id from people))
        + (select count(*) from programme_goalcomparison where compared_by_id in (select id from people))
        + (select count(*) from programme_activityentry where recorded_by_id in (select id from people))
        + (select count(*) from programme_activitystep where recorded_by_id in (select id from people))
        + (select count(*) from programme_milestonedate
            where project_id = %(project)s and date_earliest(known_from) > %(described)s)
"""
# What else people register of results, the added value and the surroundings, each with who did.
ALSO_REGISTERED = (
    "programme_product", "programme_productuse", "programme_action", "programme_actioncount", "programme_methodversion",
    "programme_methoduse", "programme_methodoutcome", "programme_valuewording", "programme_valuepoint",
    "partnership_outsideposition",
)  # fmt: skip
REGISTERED += "".join(
    f" + (select count(*) from {table} where recorded_by_id in (select id from people))"  # noqa: S608  # named above
    for table in ALSO_REGISTERED
)


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
    with connection.cursor() as cursor:
        cursor.execute(REGISTERED, {"project": project.id, "described": project.described_on or timezone.localdate()})
        (changes,) = cursor.fetchone()
    return int(changes)


def present_day(project: Project, changes: int) -> date:
    """Return the day that pages show when none is asked: today, or the day that a published case describes.

    Once someone has registered something newer than the case, the case goes on living and today counts.
    """
    return timezone.localdate() if project.described_on is None or changes else project.described_on
