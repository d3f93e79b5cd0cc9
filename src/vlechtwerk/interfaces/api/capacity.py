"""Capacity: hours asked, pledged and delivered, and files of them."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from pathlib import Path as FilePath

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Path, Query, Router, Status
from ninja.files import UploadedFile

from vlechtwerk.domains.partnership.models import Decision, Organisation
from vlechtwerk.domains.programme.models import Activity, CapacityKind, CapacityLine, CapacityProfile
from vlechtwerk.domains.programme.models.capacity import HoursKey, HoursLine, MonthRange
from vlechtwerk.domains.programme.operations import capacity as operations
from vlechtwerk.domains.programme.queries import capacity as queries
from vlechtwerk.domains.programme.queries.capacity_file import understand_file
from vlechtwerk.engines.statistics.capacity import Cell, sums_of
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.interfaces.api import capacity_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import PROBLEMS, Wrong, find, find_if_named
from vlechtwerk.interfaces.api.schemas import EvidenceOut

router = Router(tags=["capacity"])
KEPT = {201: list[schemas.CapacityLineOut], **PROBLEMS}


def _wanted(query: schemas.CapacityQuery) -> queries.CapacityFilter:
    return queries.CapacityFilter(
        query.organisation,
        query.profile,
        query.activity,
        query.place or "",
        schemas.read_month(query.first),
        schemas.read_month(query.until),
    )


def _day(request: ApiRequest, query: schemas.CapacityQuery) -> date:
    """Return the day asked: what was recorded after it does not count. Without it, today."""
    return query.as_of or timezone.localdate()


@router.get("/capacity", response={200: schemas.LedgerOut, **PROBLEMS}, by_alias=True)
def capacity(request: ApiRequest, project: Path[str], query: Query[schemas.CapacityQuery]) -> schemas.LedgerOut:
    """Show what was asked, pledged and delivered, and the gap: of your organisation, or of all when you may."""
    day = _day(request, query)
    cells = queries.capacity_cells(_wanted(query), day)
    findings = list(queries.capacity_findings(query.as_of or request.actor.present))
    links = evidence_of(item.id for item in findings)
    sums = sums_of(cells, queries.month_of(day))
    return schemas.LedgerOut(
        reads_all=queries.reads_all_capacity(),
        as_of=day,
        sums=schemas.SumsOut.model_validate(sums),
        cells=[_cell(cell) for cell in cells],
        findings=[
            schemas.CapacityFindingOut(
                text=item.text, evidence=[EvidenceOut.of(link) for link in links.get(item.id, [])]
            )
            for item in findings
        ],
    )


def _cell(cell: Cell) -> schemas.CellOut:
    return schemas.CellOut(
        organisation=cell.key.organisation,
        profile=cell.key.profile,
        activity=cell.key.activity or None,
        place=cell.key.place,
        month=f"{cell.month:%Y-%m}",
        asked=cell.asked,
        pledged=cell.pledged,
        delivered=cell.delivered,
        never_pledged=cell.never_pledged,
        not_delivered=cell.not_delivered,
    )


@router.get("/capacity/lines", response={200: list[schemas.CapacityLineOut], **PROBLEMS}, by_alias=True)
def capacity_lines(
    request: ApiRequest, project: Path[str], query: Query[schemas.CapacityQuery]
) -> list[schemas.CapacityLineOut]:
    """List every line that was recorded, newest first, also what a later one replaced."""
    return _lines(list(queries.history_of(_wanted(query), _day(request, query))))


def _lines(found: Sequence[CapacityLine]) -> list[schemas.CapacityLineOut]:
    links = evidence_of(item.id for item in found)
    return [
        schemas.CapacityLineOut(
            id=item.id,
            kind=item.kind,
            organisation=item.organisation.code,
            profile=item.profile.code,
            activity=item.activity.code if item.activity else None,
            place=item.place,
            month=f"{item.month:%Y-%m}",
            hours=item.hours,
            number=item.number,
            decision=item.decision_id,
            recorded_by=item.recorded_by.name,
            recorded_at=item.recorded_at,
            evidence=[EvidenceOut.of(link) for link in links.get(item.id, [])],
        )
        for item in found
    ]


@router.get("/capacity/profiles", response={200: list[schemas.ProfileOut], **PROBLEMS}, by_alias=True)
def capacity_profiles(request: ApiRequest, project: Path[str]) -> list[schemas.ProfileOut]:
    """List the kinds of expertise of which hours are asked."""
    return [schemas.ProfileOut.model_validate(item) for item in queries.capacity_profiles()]


@router.post("/capacity/profiles", response={201: schemas.ProfileOut, **PROBLEMS}, by_alias=True)
def add_capacity_profile(
    request: ApiRequest, project: Path[str], profile: schemas.ProfileIn
) -> Status[schemas.ProfileOut]:
    """Add a kind of expertise."""
    made = operations.add_profile(profile.code, profile.name, by=request.actor.person, at=timezone.now())
    return Status(201, schemas.ProfileOut.model_validate(made))


def _key(told: schemas.HoursIn | schemas.ConfirmIn) -> HoursKey:
    return HoursKey(
        find(Organisation.objects.all(), code=told.organisation),
        find(CapacityProfile.objects.all(), code=told.profile),
        told.place,
        find_if_named(Activity.objects.all(), code=told.activity),
    )


@router.post("/capacity/asked", response=KEPT, by_alias=True)
def ask_capacity(
    request: ApiRequest, project: Path[str], asked: schemas.HoursIn
) -> Status[list[schemas.CapacityLineOut]]:
    """Ask an organisation for so many hours in each month of a period."""
    added = operations.ask_capacity(
        _key(asked), MonthRange(*asked.period()), asked.hours,
        evidence=[item.evidence() for item in asked.evidence], by=request.actor.person, at=timezone.now(),
    )  # fmt: skip
    return Status(201, _lines(added))


@router.post("/capacity/pledged", response=KEPT, by_alias=True)
def pledge_capacity(
    request: ApiRequest, project: Path[str], pledged: schemas.PledgeIn
) -> Status[list[schemas.CapacityLineOut]]:
    """Pledge so many hours of your organisation in each month of a period."""
    added = operations.pledge_capacity(
        _key(pledged), MonthRange(*pledged.period()), pledged.hours,
        decision=find_if_named(Decision.objects.all(), id=pledged.decision),
        evidence=[item.evidence() for item in pledged.evidence], by=request.actor.person, at=timezone.now(),
    )  # fmt: skip
    return Status(201, _lines(added))


@router.post("/capacity/delivered", response=KEPT, by_alias=True)
def confirm_hours(
    request: ApiRequest, project: Path[str], delivered: schemas.ConfirmIn
) -> Status[list[schemas.CapacityLineOut]]:
    """Confirm the hours that your organisation delivered in a month that is over."""
    line = HoursLine(_key(delivered), schemas.read_month(delivered.month), delivered.hours, CapacityKind.DELIVERED)
    return Status(201, _lines(operations.confirm_hours([line], by=request.actor.person, at=timezone.now())))


@router.post("/capacity/files", response={200: schemas.ImportOut, **PROBLEMS}, by_alias=True)
def import_capacity(
    request: ApiRequest, project: Path[str], file: File[UploadedFile], how: Form[schemas.LedgerImportIn]
) -> schemas.ImportOut:
    """Read a file of hours (CSV or XLSX) and show what was understood; with `save`, add all its lines or none."""
    if not isinstance(file, TemporaryUploadedFile):
        raise Wrong(HTTPStatus.BAD_REQUEST, _("Send the file as multipart/form-data."))
    found = understand_file(FilePath(file.temporary_file_path()), file.name or "")
    saved = 0
    if how.save and not found.mistakes:
        saved = len(operations.import_capacity(found.lines, by=request.actor.person, at=timezone.now()))
    return schemas.ImportOut(
        lines=[
            schemas.UnderstoodLineOut(
                organisation=line.key.organisation.code,
                profile=line.key.profile.code,
                activity=line.key.activity.code if line.key.activity else None,
                place=line.key.place,
                month=f"{line.month:%Y-%m}",
                kind=CapacityKind(line.kind),
                hours=line.hours,
            )
            for line in found.lines
        ],
        mistakes=[
            schemas.MistakeOut(sheet=item.sheet, row=item.row, column=item.column, text=item.text)
            for item in found.mistakes
        ],
        saved=saved,
    )
