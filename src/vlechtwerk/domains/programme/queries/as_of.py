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


# What people register, each with the column of who did. A new table is named here, or in the test that holds it to this
# list with why not.
REGISTERED = (
    ("partnership_advice", "recorded_by_id"),
    ("partnership_advice", "weighed_by_id"),
    ("partnership_bodynote", "written_by_id"),
    ("partnership_decision", "recorded_by_id"),
    ("partnership_decisionforwarding", "forwarded_by_id"),
    ("partnership_outsideposition", "recorded_by_id"),
    ("partnership_promise", "recorded_by_id"),
    ("partnership_promisestep", "recorded_by_id"),
    ("programme_action", "recorded_by_id"),
    ("programme_actioncount", "recorded_by_id"),
    ("programme_activityentry", "recorded_by_id"),
    ("programme_activitystatus", "recorded_by_id"),
    ("programme_activitystep", "recorded_by_id"),
    ("programme_capacityline", "recorded_by_id"),
    ("programme_comparisonseries", "recorded_by_id"),
    ("programme_frozenreport", "frozen_by_id"),
    ("programme_goalcomparison", "compared_by_id"),
    ("programme_goalwording", "recorded_by_id"),
    ("programme_mapdraft", "written_by_id"),
    ("programme_measure", "recorded_by_id"),
    ("programme_measuredefinition", "recorded_by_id"),
    ("programme_measuredraw", "recorded_by_id"),
    ("programme_methodoutcome", "recorded_by_id"),
    ("programme_methoduse", "recorded_by_id"),
    ("programme_methodversion", "recorded_by_id"),
    ("programme_milestonedate", "recorded_by_id"),
    ("programme_preconditionjudgement", "recorded_by_id"),
    ("programme_product", "recorded_by_id"),
    ("programme_productuse", "recorded_by_id"),
    ("programme_progressreport", "drafted_by_id"),
    ("programme_recruitmentrequest", "recorded_by_id"),
    ("programme_remark", "written_by_id"),
    ("programme_reminder", "sent_by_id"),
    ("programme_reportmove", "moved_by_id"),
    ("programme_reportwords", "written_by_id"),
    ("programme_roomtoexplore", "marked_by_id"),
    ("programme_task", "given_by_id"),
    ("programme_taskchange", "recorded_by_id"),
    ("programme_vacancy", "recorded_by_id"),
    ("programme_vacancydifference", "recorded_by_id"),
    ("programme_valuepoint", "recorded_by_id"),
    ("programme_valuepublication", "drafted_by_id"),
    ("programme_valuewording", "recorded_by_id"),
)
# What is of after the day described is no part of the case, whoever it names: dates whose setter was not kept, and who
# decided or advised on what the case asked.
DATED = (
    ("programme_milestonedate", "date_earliest(known_from)"),
    ("partnership_decision", "decided_earliest"),
    ("partnership_advice", "given_earliest"),
)
# Every page asks it, so it stops at the first that it finds; of what not everyone reads it sees what the reader reads.
_BRANCHES = [f"select 1 from {table} where {who} = any ((select ids from people)::uuid[])" for table, who in REGISTERED]  # noqa: S608  # named above
_BRANCHES += [f"select 1 from {table} where project_id = %(project)s and {day} > %(described)s" for table, day in DATED]  # noqa: S608  # named above
ANY_REGISTERED = f"""
    with people as materialized (
        select array_agg(id) as ids from partnership_person where project_id = %(project)s and not loads_cases
    )
    select exists ({" union all ".join(_BRANCHES)})
"""  # noqa: S608  # named above


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


def is_changed_by_users(project: Project) -> bool:
    """Tell whether people registered anything after a published case was loaded."""
    if project.origin != Origin.PUBLISHED and project.described_on is None:
        return False
    with connection.cursor() as cursor:
        described = project.described_on or timezone.localdate()
        cursor.execute(ANY_REGISTERED, {"project": project.id, "described": described})
        (is_changed,) = cursor.fetchone()
    return bool(is_changed)


def present_day(project: Project, is_changed: bool) -> date:
    """Return the day that pages show when none is asked: today, or the day that a published case describes.

    Once someone has registered something newer than the case, the case goes on living and today counts.
    """
    return timezone.localdate() if project.described_on is None or is_changed else project.described_on
