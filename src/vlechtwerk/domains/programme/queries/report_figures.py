"""The figures of a progress report: each from records that can be named, so that anyone can compute it again."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.queries import days_waiting
from vlechtwerk.domains.programme.evidence import (
    ACTIVITY,
    CAPACITY_LINE,
    DECISION,
    ENTRY,
    HINDRANCE,
    MILESTONE_DATE,
    QUESTION,
    STATUS,
)
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityEntry,
    ActivityStatus,
    CapacityLine,
    Hindrance,
    MilestoneDate,
)
from vlechtwerk.domains.programme.models.capacity import CapacityKind
from vlechtwerk.domains.programme.models.reports import ReportPart
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.queries.capacity import CapacityFilter, holding_lines
from vlechtwerk.domains.programme.queries.report_facts import (
    Found,
    Period,
    dates_in,
    decisions_in,
    entries_in,
    former_dates,
    hindrances_in,
    statuses_in,
)
from vlechtwerk.engines.statistics.figures import as_written, compute
from vlechtwerk.foundation.periods import Precision

# From two, each would learn what the other gave by taking off its own.
FEWEST_ORGANISATIONS = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure: under which heading, what it counts, and the records that it is computed from."""

    key: str
    part: str
    label: str
    unit: str
    computation: str
    measure: str
    kind: str
    identifiers: tuple[str, ...]


def figures_of(project_id: UUID, period: Period, unreported: Sequence[Activity]) -> list[Counted]:
    """Return the figures of a period; `unreported` are the activities of which nothing came in."""
    return [
        *_by_status(statuses_in(project_id, period)),
        _counted(
            "unreported",
            ReportPart.STATUS,
            _("Activities: no report received"),
            ACTIVITY,
            [str(item.id) for item in unreported],
        ),
        *_told(project_id, period),
        *_held_up(hindrances_in(project_id, period)),
        *_decided(decisions_in(project_id, period), period),
        *_moved(dates_in(project_id, period)),
        *hours_of(period),
    ]


def _counted(key: str, part: str, label: str, kind: str, identifiers: Iterable[str]) -> Counted:
    unit = _("number")
    return Counted(key, part, label, unit, "count", "one", kind, tuple(dict.fromkeys(identifiers)))


def _days(key: str, part: str, label: str, computation: str, measure: str, kind: str, rows: Iterable[str]) -> Counted:
    return Counted(key, part, label, _("days"), computation, measure, kind, tuple(dict.fromkeys(rows)))


def _by_status(found: Sequence[Found]) -> list[Counted]:
    """Count the activities by how they stand: the last status of each."""
    last: dict[UUID | None, ActivityStatus] = {item.activity_id: item.row for item in found}
    return [
        _counted(
            f"status:{status.value}",
            ReportPart.STATUS,
            _("Activities: %(status)s") % {"status": str(status.label).lower()},
            STATUS,
            [str(row.pk) for row in last.values() if row.status == status],
        )
        for status in Status
    ]


def _told(project_id: UUID, period: Period) -> list[Counted]:
    kinds = {
        ReportPart.DONE: (ActivityEntry.Kind.DONE, _("What was done: facts told")),
        ReportPart.PREPARED: (ActivityEntry.Kind.PREPARED, _("What is prepared or intended: facts told")),
    }
    return [
        _counted(part, part, label, ENTRY, [str(item.row.pk) for item in entries_in(kind, project_id, period)])
        for part, (kind, label) in kinds.items()
    ]


def _held_up(found: Sequence[Found]) -> list[Counted]:
    """Count, per precondition, what holds activities up."""
    by_precondition: dict[tuple[int, str, str], dict[UUID, str]] = defaultdict(dict)
    for item in found:
        hindrance: Hindrance = item.row
        if needed := hindrance.precondition:
            # An activity counts once, however much of it waits for the same.
            by_precondition[needed.order, needed.code, needed.title][hindrance.activity_id] = str(hindrance.pk)
    return [
        _counted(
            f"held_up:{code}",
            ReportPart.PRECONDITION,
            _("Held up by “%(title)s”: activities") % {"title": title},
            HINDRANCE,
            rows.values(),
        )
        for (_order, code, title), rows in sorted(by_precondition.items())
    ]


def _decided(found: Sequence[Found], period: Period) -> list[Counted]:
    decisions: list[Decision] = list({item.row.pk: item.row for item in found}.values())
    taken = [row for row in decisions if row.decided_on and period.first <= row.decided_on.latest <= period.last]
    asked = [row for row in decisions if row.asked_on and period.first <= row.asked_on.latest <= period.last]
    waiting = [row for row in decisions if row.state == Decision.State.ASKED]
    timed = [str(row.pk) for row in taken if days_waiting(row) is not None]
    part, took = ReportPart.DECISION, "days_to_decide"
    return [
        _counted("asked", part, _("Decisions asked"), QUESTION, [str(row.pk) for row in asked]),
        _counted("taken", part, _("Decisions taken"), DECISION, [str(row.pk) for row in taken]),
        _counted("waiting", part, _("Decisions that wait"), QUESTION, [str(row.pk) for row in waiting]),
        _counted("timed", part, _("Decisions with both days known"), DECISION, timed),
        _days("taken:median", part, _("Half of those were taken within"), "median", took, DECISION, timed),
        _days("taken:nine", part, _("Nine of ten of those were taken within"), "nine_of_ten", took, DECISION, timed),
    ]


def _moved(found: Sequence[Found]) -> list[Counted]:
    dates: list[MilestoneDate] = [item.row for item in found]
    former = former_dates(dates)
    moved = [row for row in dates if row.basis == MilestoneDate.Basis.PLANNED and row.pk in former]
    exact = [str(row.pk) for row in moved if _days_between(former[row.pk], row) is not None]
    part, days = ReportPart.DATE, "days_moved"
    return [
        _counted("moved", part, _("Dates moved"), MILESTONE_DATE, [str(row.pk) for row in moved]),
        _counted("moved:exact", part, _("Dates moved, of which both days are known"), MILESTONE_DATE, exact),
        _days("moved:median", part, _("Half of those moved by at most"), "median", days, MILESTONE_DATE, exact),
        _days("moved:sum", part, _("Those moved together by"), "sum", days, MILESTONE_DATE, exact),
    ]


def hours_of(period: Period) -> list[Counted]:
    """Add up the hours of the months of a period, as the ledger holds them now.

    Every member reads a frozen report, and not every member the hours of each organisation: without lines of enough
    organisations there is no figure. The hours of a report that a case tells are not in the ledger.
    """
    if period.told_in:
        return []
    lines = holding_lines(CapacityFilter(first=period.first, until=period.until), timezone.localdate())
    labels = {
        CapacityKind.ASKED: _("Hours asked"),
        CapacityKind.PLEDGED: _("Hours pledged"),
        CapacityKind.DELIVERED: _("Hours delivered, of the months that were handed in"),
    }
    part, hours = ReportPart.CAPACITY, _("hours")
    found = {kind: [line for line in lines if line.kind == kind] for kind in labels}
    return [
        Counted(f"hours:{kind}", part, labels[kind], hours, "sum", "hours", CAPACITY_LINE, _ids(rows))
        for kind, rows in found.items()
        if len({line.organisation_id for line in rows}) >= FEWEST_ORGANISATIONS
    ]


def _ids(lines: Iterable[CapacityLine]) -> tuple[str, ...]:
    return tuple(str(line.pk) for line in lines)


def _days_between(former: MilestoneDate, later: MilestoneDate) -> int | None:
    if {former.date_on.precision, later.date_on.precision} != {Precision.DAY}:
        return None
    return int((later.date_on.earliest - former.date_on.earliest).days)


def _days_to_decide(identifiers: Sequence[str]) -> Mapping[str, Decimal]:
    found = {str(row.pk): days_waiting(row) for row in Decision.objects.filter(id__in=identifiers)}
    return {identifier: Decimal(days) for identifier, days in found.items() if days is not None}


def _days_moved(identifiers: Sequence[str]) -> Mapping[str, Decimal]:
    rows = list(MilestoneDate.objects.filter(id__in=identifiers))
    former = former_dates(rows)
    found = {str(row.pk): _days_between(former[row.pk], row) for row in rows if row.pk in former}
    return {identifier: Decimal(days) for identifier, days in found.items() if days is not None}


def _hours_of(identifiers: Sequence[str]) -> Mapping[str, Decimal]:
    return {str(pk): hours for pk, hours in CapacityLine.objects.filter(id__in=identifiers).values_list("id", "hours")}


# What each record brings in to a figure, as it is registered at this moment.
MEASURES: Mapping[str, Callable[[Sequence[str]], Mapping[str, Decimal]]] = {
    "one": lambda identifiers: dict.fromkeys(identifiers, Decimal(1)),
    "days_to_decide": _days_to_decide,
    "days_moved": _days_moved,
    "hours": _hours_of,
}


def value_of(counted: Counted) -> str:
    """Return a figure as it is written, computed from the register of now."""
    brought = MEASURES[counted.measure](counted.identifiers)
    return as_written(compute(counted.computation, list(brought.values())))


def number_that_changed(before: Sequence[Mapping[str, str]], now: Counted) -> int:
    """Return how many organisations bring other hours in to a sum now than its records did before."""
    former = _by_organisation({source["identifier"]: Decimal(source["value"]) for source in before})
    present = _by_organisation(_hours_of(now.identifiers))
    return sum(former.get(one) != present.get(one) for one in {*former, *present}) if former else 0


def _by_organisation(hours: Mapping[str, Decimal]) -> Mapping[UUID, Decimal]:
    found: dict[UUID, Decimal] = defaultdict(Decimal)
    for pk, organisation in CapacityLine.objects.filter(id__in=hours).values_list("id", "organisation_id"):
        found[organisation] += hours[str(pk)]
    return found
