"""What is asked, pledged and delivered, as the reader may see it, and how that stood on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Organisation
from vlechtwerk.domains.programme.models import (
    Activity,
    CapacityFinding,
    CapacityKind,
    CapacityLine,
    CapacityProfile,
)
from vlechtwerk.engines.statistics.capacity import Cell, Key, Line, cells_of, month_after

WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class CapacityFilter:
    """What of the ledger is asked; empty is everything. `activity` “whole” is the partnership as a whole."""

    organisation: str = ""
    profile: str = ""
    activity: str = ""
    place: str = ""
    # First days of months; `until` is not included.
    first: date | None = None
    until: date | None = None


def reads_all_capacity() -> bool:
    """Tell whether the reader sees the lines of every organisation."""
    with connection.cursor() as cursor:
        cursor.execute("select reads_all_capacity()")
        (found,) = cursor.fetchone()
    return bool(found)


def capacity_lines(wanted: CapacityFilter = CapacityFilter()) -> QuerySet[CapacityLine]:
    """Return the lines of the ledger, those that were replaced too."""
    asked = Q()
    if wanted.organisation:
        asked &= Q(organisation__code=wanted.organisation)
    if wanted.profile:
        asked &= Q(profile__code=wanted.profile)
    if wanted.place:
        asked &= Q(place=wanted.place)
    if wanted.activity:
        asked &= Q(activity__isnull=True) if wanted.activity == WHOLE else Q(activity__code=wanted.activity)
    if wanted.first:
        asked &= Q(month__gte=wanted.first)
    if wanted.until:
        asked &= Q(month__lt=wanted.until)
    return CapacityLine.objects.filter(asked)


def known_on(day: date) -> Q:
    """Return the condition that a line had been recorded by the end of a day."""
    if day == date.max:
        return Q()
    return Q(recorded_at__lt=timezone.make_aware(datetime.combine(day + timedelta(days=1), time())))


def capacity_cells(wanted: CapacityFilter, day: date) -> list[Cell]:
    """Return the cells of the ledger as they stood at the end of a day, by codes: one query."""
    return _cells(capacity_lines(wanted).filter(known_on(day)))


def _cells(rows: QuerySet[CapacityLine]) -> list[Cell]:
    columns = ("organisation__code", "profile__code", "activity__code", "place", "kind", "month", "hours", "number")
    return cells_of(
        Line(Key(organisation, profile, activity or "", place), kind, month, hours, number)
        for organisation, profile, activity, place, kind, month, hours, number in rows.values_list(*columns).order_by()
    )


def holding_lines(wanted: CapacityFilter, day: date) -> list[CapacityLine]:
    """Return the lines that held on a day, with what they are of, in order."""
    found: dict[tuple[object, ...], CapacityLine] = {}
    rows = capacity_lines(wanted).filter(known_on(day)).select_related("organisation", "profile", "activity")
    for line in rows.order_by("number"):
        found[line.organisation_id, line.profile_id, line.activity_id, line.place, line.month, line.kind] = line
    kinds = CapacityKind.values
    return sorted(
        found.values(),
        key=lambda line: (
            line.organisation.name, line.profile.order, line.activity.code if line.activity else "", line.place,
            line.month, kinds.index(line.kind),
        ),
    )  # fmt: skip


def history_of(wanted: CapacityFilter, day: date) -> QuerySet[CapacityLine]:
    """Return every line that was recorded by a day, newest first, with who recorded it."""
    rows = capacity_lines(wanted).filter(known_on(day))
    return rows.select_related("organisation", "profile", "activity", "recorded_by", "decision").order_by(
        "-recorded_at", "organisation__name", "profile__order", "month", "kind"
    )


def months_told(day: date) -> tuple[date, date] | None:
    """Return the first and the last month of which the reader sees lines."""
    months = list(
        CapacityLine.objects.filter(known_on(day)).order_by("month").values_list("month", flat=True).distinct()
    )
    return (months[0], months[-1]) if months else None


def month_of(day: date) -> date:
    """Return the first day of the month of a day."""
    return day.replace(day=1)


def months_not_given(organisations: Collection[Organisation], today: date) -> list[tuple[Organisation, date]]:
    """Return for which organisation which month, that is over, pledged hours were not confirmed; the oldest first."""
    known = {item.code: item for item in organisations}
    until = month_of(today)
    rows = capacity_lines(CapacityFilter(until=until)).filter(known_on(today), organisation__in=organisations)
    found = {(cell.month, cell.key.organisation) for cell in _cells(rows) if cell.awaits(until)}
    return [(known[code], month) for month, code in sorted(found)]


def to_confirm(organisation: Organisation, month: date, today: date) -> list[Cell]:
    """Return the cells of a month of one organisation of which hours were pledged or given."""
    wanted = CapacityFilter(organisation=organisation.code, first=month, until=month_after(month, 1))
    return [cell for cell in capacity_cells(wanted, today) if cell.pledged or cell.delivered is not None]


def capacity_profiles() -> QuerySet[CapacityProfile]:
    """Return the profiles of the project in their order."""
    return CapacityProfile.objects.all()


def capacity_findings(day: date) -> QuerySet[CapacityFinding]:
    """Return what sources tell about capacity, as far as it was known on a day."""
    return CapacityFinding.objects.known_by(day)


@dataclass(frozen=True, slots=True)
class CapacityNames:
    """The names behind the codes of cells."""

    organisations: dict[str, str]
    profiles: dict[str, str]
    activities: dict[str, str]


def capacity_names() -> CapacityNames:
    """Return the names behind the codes of cells: three queries."""
    return CapacityNames(
        dict(Organisation.objects.values_list("code", "name")),
        dict(CapacityProfile.objects.values_list("code", "name")),
        dict(Activity.objects.values_list("code", "name")),
    )
