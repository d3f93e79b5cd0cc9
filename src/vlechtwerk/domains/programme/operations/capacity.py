"""Ask, pledge and confirm hours: each act adds lines to the ledger; a later line of a key replaces the earlier."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision, Person
from vlechtwerk.domains.programme.models import (
    CapacityFinding,
    CapacityKind,
    CapacityLine,
    CapacityProfile,
)
from vlechtwerk.domains.programme.models.capacity import HoursKey, HoursLine, MonthRange
from vlechtwerk.domains.programme.rules.capacity import (
    reasons_against_adding_finding,
    reasons_against_adding_profile,
    reasons_against_asking_capacity,
    reasons_against_confirming_months,
    reasons_against_giving,
    reasons_against_hours,
    reasons_against_importing,
    reasons_against_months,
    reasons_against_resting_on,
)
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach, reasons_against_attaching
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import Reason, refuse_if


@transaction.atomic
def add_profile(code: str, name: str, *, by: Person, at: datetime, order: int | None = None) -> CapacityProfile:
    """Add a kind of expertise to the list of the project."""
    wait_for_others("capacity_profiles", by.project_id)
    refuse_if(reasons_against_adding_profile(code, name, by=by, at=at))
    known = CapacityProfile.objects.filter(project_id=by.project_id).count()
    profile = CapacityProfile.objects.create(
        project_id=by.project_id, code=code.strip(), name=name.strip(), order=known if order is None else order
    )
    note_act("add_profile", "capacity_profile", profile.id, project_id=by.project_id, by=by.id, at=at)
    return profile


@transaction.atomic
def add_capacity_finding(
    text: str, *, by: Person, at: datetime, order: int = 0, evidence: Sequence[Evidence] = ()
) -> CapacityFinding:
    """Register what a source tells about capacity."""
    refuse_if(reasons_against_adding_finding(text, by=by, at=at) + reasons_against_attaching(by.project_id, evidence))
    finding = CapacityFinding.objects.create(project_id=by.project_id, text=text.strip(), order=order)
    attach(finding, evidence)
    note_act("add_capacity_finding", "capacity_finding", finding.id, project_id=by.project_id, by=by.id, at=at)
    return finding


@transaction.atomic
def ask_capacity(
    key: HoursKey,
    period: MonthRange,
    hours: Decimal,
    *,
    by: Person,
    at: datetime,
    evidence: Sequence[Evidence] = (),
    recorded_on: date | None = None,
) -> list[CapacityLine]:
    """Ask an organisation for so many hours in each month of a period."""
    refuse_if(
        reasons_against_asking_capacity(by=by, at=at)
        + reasons_against_hours([hours])
        + reasons_against_months(period.months())
        + reasons_against_attaching(by.project_id, evidence)
    )
    lines = [HoursLine(key, month, hours, CapacityKind.ASKED, recorded_on) for month in period.months()]
    return _add("ask_capacity", lines, by=by, at=at, evidence=evidence)


@transaction.atomic
def pledge_capacity(
    key: HoursKey,
    period: MonthRange,
    hours: Decimal,
    *,
    by: Person,
    at: datetime,
    decision: Decision | None = None,
    evidence: Sequence[Evidence] = (),
    recorded_on: date | None = None,
) -> list[CapacityLine]:
    """Pledge so many hours of one's organisation in each month of a period."""
    refuse_if(
        reasons_against_giving(key.organisation, by=by, at=at)
        + reasons_against_hours([hours])
        + reasons_against_months(period.months())
        + reasons_against_resting_on(decision)
        + reasons_against_attaching(by.project_id, evidence)
    )
    lines = [HoursLine(key, month, hours, CapacityKind.PLEDGED, recorded_on) for month in period.months()]
    return _add("pledge_capacity", lines, by=by, at=at, decision=decision, evidence=evidence)


@transaction.atomic
def confirm_hours(given: Sequence[HoursLine], *, by: Person, at: datetime) -> list[CapacityLine]:
    """Say how many hours one's organisation delivered in months that are over; what is not named stays not given."""
    organisations = {line.key.organisation.id: line.key.organisation for line in given}
    reasons = [
        reason
        for organisation in organisations.values()
        for reason in reasons_against_giving(organisation, by=by, at=at)
    ]
    if not given:
        reasons.append(Reason("no_hours", _("Write the hours of at least one line.")))
    months = [line.month for line in given]
    reasons += reasons_against_hours(line.hours for line in given)
    reasons += reasons_against_months(sorted(set(months))) if months else []
    refuse_if(reasons + reasons_against_confirming_months(months, at))
    lines = [replace(line, kind=CapacityKind.DELIVERED) for line in given]
    return _add("confirm_hours", lines, by=by, at=at)


@transaction.atomic
def import_capacity(lines: Sequence[HoursLine], *, by: Person, at: datetime) -> list[CapacityLine]:
    """Add the lines of a file, all of them or none; a line that says what holds already is left out."""
    refuse_if(reasons_against_importing(lines, by=by, at=at))
    return _add("import_capacity", lines, by=by, at=at)


_Address = tuple[str, UUID, UUID, UUID | None, str, date]


def _add(
    act: str,
    lines: Sequence[HoursLine],
    *,
    by: Person,
    at: datetime,
    decision: Decision | None = None,
    evidence: Sequence[Evidence] = (),
) -> list[CapacityLine]:
    """Add lines behind those of their keys, and note the act. A case tells on which day each was recorded."""
    # Two at once would give the same number to two lines of a key.
    wait_for_others("capacity", by.project_id)
    known = _known(by.project_id, lines)
    added = []
    for line in lines:
        address = _address(line)
        number, hours, former = known.get(address, (0, None, None))
        if hours == line.hours and former == (decision.id if decision else None) and not evidence:
            continue
        known[address] = (number + 1, line.hours, decision.id if decision else None)
        added.append(_line(line, number + 1, decision, by, _recorded(line.recorded_on, by, at)))
    CapacityLine.objects.bulk_create(added, batch_size=500)
    # Everyone reads what rests on a source; of a line that not everyone reads, that is the address and no words.
    addresses = [replace(item, text="") for item in evidence]
    for kept in added:
        attach(kept, addresses)
    note_act(act, "project", by.project_id, project_id=by.project_id, by=by.id, at=at, details={"lines": len(added)})
    return added


def _recorded(on: date | None, by: Person, at: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(12))) if on and by.loads_cases else at


def _line(line: HoursLine, number: int, decision: Decision | None, by: Person, recorded_at: datetime) -> CapacityLine:
    return CapacityLine(
        project_id=by.project_id,
        kind=line.kind,
        organisation=line.key.organisation,
        profile=line.key.profile,
        activity=line.key.activity,
        place=line.key.place,
        month=line.month,
        hours=line.hours,
        number=number,
        decision=decision,
        recorded_by=by,
        recorded_at=recorded_at,
    )


def _address(line: HoursLine) -> _Address:
    key = line.key
    return (
        line.kind,
        key.organisation.id,
        key.profile.id,
        key.activity.id if key.activity else None,
        key.place,
        line.month,
    )


def _known(project_id: UUID, lines: Iterable[HoursLine]) -> dict[_Address, tuple[int, Decimal | None, UUID | None]]:
    """Return of each key the number, hours and decision of the line that holds."""
    lines = list(lines)
    months = [line.month for line in lines]
    if not months:
        return {}
    about = Q(month__gte=min(months), month__lte=max(months))
    about &= Q(organisation__in={line.key.organisation.id for line in lines})
    found: dict[_Address, tuple[int, Decimal | None, UUID | None]] = {}
    names = ("kind", "organisation_id", "profile_id", "activity_id", "place", "month")
    rows = CapacityLine.objects.filter(about, project_id=project_id).order_by("number")
    for *address, number, hours, decision in rows.values_list(*names, "number", "hours", "decision_id"):
        found[tuple(address)] = (number, hours, decision)
    return found
