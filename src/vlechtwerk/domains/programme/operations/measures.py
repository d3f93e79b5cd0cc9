"""Add measures, define them anew, take in draws, and say which series are comparable; what was there before stays."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import (
    ComparisonSeries,
    Measure,
    MeasureDefinition,
    MeasureDraw,
    MeasureMonth,
)
from vlechtwerk.domains.programme.rules.measures import (
    DefinitionTold,
    DrawTold,
    MeasureTold,
    MonthTold,
    reasons_against_adding_measure,
    reasons_against_defining_anew,
    reasons_against_setting_beside,
    reasons_against_taking_in,
)
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def add_measure(told: MeasureTold, definition: DefinitionTold, *, by: Person, at: datetime) -> Measure:
    """Add a measure with its first definition."""
    wait_for_others("measures", by.project_id)
    refuse_if(reasons_against_adding_measure(told, definition, by=by, at=at))
    measure = Measure.objects.create(
        project_id=by.project_id,
        code=told.code,
        name=told.name.strip(),
        holder=told.holder,
        activity=told.activity,
        node=told.node,
        direction=told.direction,
        recorded_by=by,
        recorded_at=at,
        order=Measure.objects.filter(project_id=by.project_id).count(),
    )
    _define(measure, definition, "", by=by, at=at)
    note_act("add_measure", "measure", measure.id, project_id=measure.project_id, by=by.id, at=at)
    return measure


@transaction.atomic
def define_measure(
    measure: Measure, definition: DefinitionTold, reason: str, *, by: Person, at: datetime
) -> MeasureDefinition:
    """Define a measure anew from a month on; its series breaks there, and the former definition stays."""
    measure = _held(measure)
    refuse_if(reasons_against_defining_anew(measure, definition, reason, by=by, at=at))
    made = _define(measure, definition, reason, by=by, at=at)
    note_act("define_measure", "measure", measure.id, project_id=measure.project_id, by=by.id, at=at)
    return made


def _held(measure: Measure) -> Measure:
    """Return a measure as it is now, which nobody else writes till the end of this transaction."""
    wait_for_others("measure", measure.id)
    return Measure.objects.select_related("holder", "activity").get(id=measure.id)


def _define(
    measure: Measure, definition: DefinitionTold, reason: str, *, by: Person, at: datetime
) -> MeasureDefinition:
    return MeasureDefinition.objects.create(
        project_id=measure.project_id,
        measure=measure,
        number=measure.definitions.count() + 1,
        text=definition.text.strip(),
        unit=definition.unit.strip(),
        counts_people=definition.counts_people,
        holds_from=definition.holds_from,
        defined_on=definition.defined_on,
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=at,
    )


@transaction.atomic
def take_in_draw(
    measure: Measure, told: DrawTold, months: Sequence[MonthTold], *, by: Person, at: datetime
) -> MeasureDraw:
    """Take in a draw month by month; where it says otherwise than before it is a correction, and both stay."""
    measure = _held(measure)
    refuse_if(reasons_against_taking_in(measure, told, months, by=by, at=at))
    draw = MeasureDraw.objects.create(
        project_id=measure.project_id,
        measure=measure,
        number=measure.draws.count() + 1,
        drawn_on=told.drawn_on,
        drawn_by=told.drawn_by.strip(),
        source=told.source.strip(),
        query=told.query.strip(),
        file_name=told.file_name,
        file_checksum=told.file_checksum,
        corrects=told.corrects,
        reason=told.reason.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    MeasureMonth.objects.bulk_create(
        MeasureMonth(project_id=measure.project_id, draw=draw, month=one.month, state=one.state, count=one.count)
        for one in sorted(months, key=lambda one: one.month)
    )
    note_act(
        "take_in_draw",
        "measure",
        measure.id,
        project_id=measure.project_id,
        by=by.id,
        at=at,
        details={"draw": draw.number, "months": len(months)},
    )
    return draw


@transaction.atomic
def set_beside(measure: Measure, beside: Measure, reason: str, *, by: Person, at: datetime) -> ComparisonSeries:
    """Say why a series can stand beside another where something began; a former reason stays, the latest counts."""
    # Nobody changes either meanwhile; in one order, so that two who set each beside the other wait for no one.
    held = {one.id: _held(one) for one in sorted((measure, beside), key=lambda one: one.id)}
    measure, beside = held[measure.id], held[beside.id]
    refuse_if(reasons_against_setting_beside(measure, beside, reason, by=by, at=at))
    made = ComparisonSeries.objects.create(
        project_id=measure.project_id,
        measure=measure,
        beside=beside,
        number=measure.comparison_series.count() + 1,
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    note_act(
        "set_series_beside", "measure", measure.id, project_id=measure.project_id, by=by.id, at=at,
        details={"number": made.number},
    )  # fmt: skip
    return made
