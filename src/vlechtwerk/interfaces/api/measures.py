"""Registered counts: measures, their definitions and draws, and what may be said of a series."""

from dataclasses import asdict
from datetime import date
from http import HTTPStatus
from pathlib import Path as FilePath
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils.translation import gettext as _
from ninja import File, Form, Path, Query, Router, Status
from ninja.files import UploadedFile

from vlechtwerk.domains.partnership.models import Organisation
from vlechtwerk.domains.programme.models import Activity, Measure, MeasureDefinition, MeasureDraw, MeasureMonth
from vlechtwerk.domains.programme.operations import measures as operations
from vlechtwerk.domains.programme.queries.evidence_of_measures import comparison_identifier, interruption_identifier
from vlechtwerk.domains.programme.queries.measures import (
    MeasureAsRead,
    compared_periods,
    interrupted_at,
    measure_by,
    measures_by,
)
from vlechtwerk.domains.programme.queries.measures_file import read_draw_file, reasons_of_mistakes
from vlechtwerk.domains.programme.rules.measures import DefinitionTold, DrawTold, MeasureTold, MonthTold
from vlechtwerk.domains.programme.words.measures import reasons_not_comparable, reasons_not_fitted, say_change
from vlechtwerk.engines.statistics.design_level import verb_of
from vlechtwerk.engines.statistics.interrupted_series import Compared, Interrupted
from vlechtwerk.engines.statistics.monthly_series import Comparison, Period
from vlechtwerk.foundation.refusal import Reason, refuse_if
from vlechtwerk.interfaces.api import measure_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom
from vlechtwerk.interfaces.api.problems import PROBLEMS, ProblemReason, Wrong, absent, find, find_if_named
from vlechtwerk.interfaces.api.schemas import DayQuery

router = Router(tags=["programme"])


def _read(code: str, day: date | None = None) -> MeasureAsRead:
    read = measure_by(code, day)
    if read is None:
        raise absent()
    return read


def _out(read: MeasureAsRead) -> schemas.MeasureOut:
    measure = read.measure
    return schemas.MeasureOut(
        code=measure.code,
        name=measure.name,
        holder=measure.holder.code,
        activity=measure.activity.code if measure.activity else None,
        node=measure.node,
        direction=measure.direction,
        unit=read.definition.unit,
        definitions=[_definition_out(one) for one in read.definitions],
        draws=[_draw_out(one) for one in read.draws],
        months=_months(read),
        comparable=[
            schemas.BesideOut(
                beside=code, reason=one.reason, recorded_by=one.recorded_by.name, recorded_at=one.recorded_at
            )
            for code, one in read.comparable.items()
        ],
    )


def _definition_out(one: MeasureDefinition) -> schemas.DefinitionOut:
    return schemas.DefinitionOut(
        number=one.number,
        text=one.text,
        unit=one.unit,
        counts_people=one.counts_people,
        holds_from=f"{one.holds_from:%Y-%m}",
        defined_on=one.defined_on,
        reason=one.reason,
    )


def _draw_out(one: MeasureDraw) -> schemas.DrawOut:
    return schemas.DrawOut(
        number=one.number,
        drawn_on=one.drawn_on,
        drawn_by=one.drawn_by,
        source=one.source,
        query=one.query,
        file_name=one.file_name,
        file_checksum=one.file_checksum,
        corrects=one.corrects.number if one.corrects else None,
        reason=one.reason,
        recorded_at=one.recorded_at,
        months=[f"{row.month:%Y-%m}" for row in one.months.all()],
    )


def _months(read: MeasureAsRead) -> list[schemas.SeriesMonthOut]:
    def former(row: MeasureMonth) -> schemas.FormerOut:
        return schemas.FormerOut(draw=row.draw.number, state=row.state, count=row.count)

    return [
        schemas.SeriesMonthOut(
            month=f"{one.month:%Y-%m}",
            state=one.stands.state,
            count=one.stands.count,
            definition=one.definition.number,
            draw=one.stands.draw.number,
            former=[former(row) for row in one.former],
        )
        for one in read.months
    ]


@router.get("/measures", response={200: list[schemas.MeasureOut], **PROBLEMS}, by_alias=True)
def measures(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.MeasureOut]:
    """List what registers count, each with its series, as it was known on a day."""
    return [_out(read) for read in measures_by(query.as_of)]


@router.get("/measures/{code}", response={200: schemas.MeasureOut, **PROBLEMS}, by_alias=True)
def measure(request: ApiRequest, project: Path[str], code: str, query: Query[DayQuery]) -> schemas.MeasureOut:
    """Show one measure with its definitions, its draws and its series by month."""
    return _out(_read(code, query.as_of))


def _definition(told: schemas.DefinitionIn) -> DefinitionTold:
    return DefinitionTold(
        told.text, told.unit, schemas.month_of(told.holds_from), told.defined_on, counts_people=told.counts_people
    )


@router.post("/measures", response={201: schemas.MeasureOut, **PROBLEMS}, by_alias=True)
def add_measure(request: ApiRequest, project: Path[str], told: schemas.MeasureIn) -> Status[schemas.MeasureOut]:
    """Add a measure with its first definition."""
    made = operations.add_measure(
        MeasureTold(
            told.code,
            told.name,
            find(Organisation.objects.all(), code=told.holder),
            told.direction,
            activity=find_if_named(Activity.objects.all(), code=told.activity),
            node=told.node,
        ),
        _definition(told),
        **by_whom(request),
    )
    return Status(201, _out(_read(made.code)))


@router.post("/measures/{code}/definitions", response={201: schemas.MeasureOut, **PROBLEMS}, by_alias=True)
def define_measure(
    request: ApiRequest, project: Path[str], code: str, told: schemas.AnewIn
) -> Status[schemas.MeasureOut]:
    """Define a measure anew from a month on; the series breaks there."""
    found = find(Measure.objects.select_related("holder", "activity"), code=code)
    operations.define_measure(found, _definition(told), told.reason, **by_whom(request))
    return Status(201, _out(_read(code)))


@router.post("/measures/{code}/comparison-series", response={201: schemas.MeasureOut, **PROBLEMS}, by_alias=True)
def set_series_beside(
    request: ApiRequest, project: Path[str], code: str, told: schemas.BesideIn
) -> Status[schemas.MeasureOut]:
    """Say why a series can stand beside another where something began."""
    found, beside = _read(code).measure, find(Measure.objects.all(), code=told.beside)
    operations.set_beside(found, beside, told.reason, **by_whom(request))
    return Status(201, _out(_read(code)))


def _draw(read: MeasureAsRead, made: schemas.DrawMadeIn, file_name: str = "", file_checksum: str = "") -> DrawTold:
    corrects = next((one for one in read.draws if one.number == made.corrects), None)
    if made.corrects is not None and corrects is None:
        raise absent()
    told = (made.drawn_on, made.drawn_by, made.source, made.query, file_name, file_checksum)
    return DrawTold(*told, corrects=corrects, reason=made.reason)


@router.post("/measures/{code}/draws", response={201: schemas.MeasureOut, **PROBLEMS}, by_alias=True)
def take_in_draw(
    request: ApiRequest, project: Path[str], code: str, made: schemas.DrawIn
) -> Status[schemas.MeasureOut]:
    """Take in a draw from the register, month by month."""
    read = _read(code)
    months = [MonthTold(schemas.month_of(one.month), one.state, one.count) for one in made.months]
    operations.take_in_draw(read.measure, _draw(read, made), months, **by_whom(request))
    return Status(201, _out(_read(code)))


@router.post("/measures/{code}/draw-files", response={201: schemas.MeasureOut, **PROBLEMS}, by_alias=True)
def take_in_draw_file(
    request: ApiRequest, project: Path[str], code: str, file: File[UploadedFile], made: Form[schemas.DrawMadeIn]
) -> Status[schemas.MeasureOut]:
    """Take in a draw from a file (CSV or XLSX) with the columns month and count; the file itself is not kept."""
    if not isinstance(file, TemporaryUploadedFile):
        raise Wrong(HTTPStatus.BAD_REQUEST, _("Send the file as multipart/form-data."))
    read = _read(code)
    found = read_draw_file(FilePath(file.temporary_file_path()), file.name or "")
    refuse_if(reasons_of_mistakes(found))
    told = _draw(read, made, found.file_name, found.checksum)
    operations.take_in_draw(read.measure, told, found.months, **by_whom(request))
    return Status(201, _out(_read(code)))


def _problems(reasons: list[Reason]) -> list[ProblemReason]:
    return [ProblemReason(code=one.code, text=one.text, rule=one.rule) for one in reasons]


@router.get("/measures/{code}/comparison", response={200: schemas.CountComparisonOut, **PROBLEMS}, by_alias=True)
def compare_measure(
    request: ApiRequest, project: Path[str], code: str, query: Query[schemas.PeriodsQuery]
) -> schemas.CountComparisonOut:
    """Tell whether a count rose or fell from one period to a later one as long, or why that can't be said."""
    read = _read(code, query.as_of)
    before = Period(schemas.month_of(query.first_from), schemas.month_of(query.first_until))
    after = Period(schemas.month_of(query.second_from), schemas.month_of(query.second_until))
    found = compared_periods(read, before, after)
    if not isinstance(found, Comparison):
        return schemas.CountComparisonOut(
            change=None, before=None, after=None, same_season=None, days=[], said="", evidence="",
            reasons=_problems(reasons_not_comparable(found)),
        )  # fmt: skip
    return schemas.CountComparisonOut(
        change=found.change.value,
        before=found.before,
        after=found.after,
        same_season=found.same_season,
        days=list(found.days),
        said=say_change(found),
        evidence=comparison_identifier(code, before, after),
        reasons=[],
    )


@router.get("/measures/{code}/interruption", response={200: schemas.InterruptionOut, **PROBLEMS}, by_alias=True)
def interrupt_measure(
    request: ApiRequest, project: Path[str], code: str, query: Query[schemas.InterruptionQuery]
) -> schemas.InterruptionOut:
    """Tell what a series did where something began (a simple interrupted time series), or why that can't be told."""
    read = _read(code, query.as_of)
    beside = _read(query.beside, query.as_of) if query.beside else None
    found = interrupted_at(read, schemas.month_of(query.start), season=query.season, beside=beside)
    if not isinstance(found, Compared):
        return schemas.InterruptionOut(
            model=None, beside=None, level=None, slope=None, design_level=None, verb="", evidence="",
            reasons=_problems(reasons_not_fitted(found)),
        )  # fmt: skip
    return schemas.InterruptionOut(
        model=_model(found.own),
        beside=_model(found.other) if found.other else None,
        level=_estimate(found.level) if found.level else None,
        slope=_estimate(found.slope) if found.slope else None,
        design_level=int(found.design_level),
        verb=verb_of(found.design_level).value,
        evidence=interruption_identifier(code, found, query.beside),
        reasons=[],
    )


def _estimate(one: Any) -> schemas.EstimateOut:
    return schemas.EstimateOut(**asdict(one))


def _model(own: Interrupted) -> schemas.ModelOut:
    return schemas.ModelOut(
        months=[f"{month:%Y-%m}" for month in own.months],
        counts=list(own.counts),
        fitted=list(own.fitted),
        expected=list(own.expected),
        trend=_estimate(own.trend),
        level=_estimate(own.level),
        slope=_estimate(own.slope),
        at_end=_estimate(own.at_end),
        method=own.method.value,
        dependence=own.dependence,
        too_narrow=own.too_narrow,
        has_season=own.has_season,
        season=own.season.value,
        needed_for_pseudo=own.needed_for_pseudo,
        pseudo_starts=[
            schemas.PseudoStartOut(
                month=f"{one.month:%Y-%m}",
                level=_estimate(one.level) if one.level else None,
                slope=_estimate(one.slope) if one.slope else None,
            )
            for one in own.pseudo_starts
        ],
    )
