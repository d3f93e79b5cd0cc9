"""Registered counts as they were known on a day: each measure with its definitions, draws, and series by month."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from vlechtwerk.domains.programme.models import (
    ComparisonSeries,
    MapNode,
    Measure,
    MeasureDefinition,
    MeasureDraw,
    MeasureMonth,
)
from vlechtwerk.domains.programme.rules.measures import definition_in, standing
from vlechtwerk.engines.statistics.interrupted_series import (
    Compared,
    NotFitted,
    Refusal,
    compared,
    interrupted,
    interrupted_beside,
)
from vlechtwerk.engines.statistics.monthly_series import (
    Comparison,
    Counted,
    Objection,
    Period,
    compare,
    latest_comparable,
)


@dataclass(frozen=True, slots=True)
class MonthAsRead:
    """What stands of one month, by which definition, and what draws before it said otherwise, oldest first."""

    month: date
    stands: MeasureMonth
    definition: MeasureDefinition
    former: tuple[MeasureMonth, ...]


@dataclass(frozen=True, slots=True)
class MeasureAsRead:
    """A measure as it was known on a day: definitions and draws in their order, and month by month what stands.

    comparable: why another series can stand beside it, by the code of that measure.
    """

    measure: Measure
    definitions: tuple[MeasureDefinition, ...]
    draws: tuple[MeasureDraw, ...]
    months: tuple[MonthAsRead, ...]
    comparable: Mapping[str, ComparisonSeries]

    @property
    def definition(self) -> MeasureDefinition:
        """Return the last definition."""
        return self.definitions[-1]

    @property
    def breaks(self) -> Mapping[date, MeasureDefinition]:
        """Return the definitions that break the series, by the month from which each holds."""
        return {one.holds_from: one for one in self.definitions[1:]}

    @property
    def series(self) -> dict[date, Counted]:
        """Return the counts by month; None where nothing was registered."""
        few = MeasureMonth.State.FEW
        return {
            one.month: Counted(
                one.stands.count, one.definition.number, few=one.stands.state == few, unit=one.definition.unit
            )
            for one in self.months
        }


def measures_by(day: date | None = None, codes: Collection[str] | None = None) -> list[MeasureAsRead]:
    """Return the measures as they were known on a day, or as they are: five queries, whatever their number."""
    found = Measure.objects.select_related("holder", "activity")
    if codes is not None:
        found = found.filter(code__in=codes)
    definitions = MeasureDefinition.objects.order_by("number")
    draws = MeasureDraw.objects.select_related("corrects").prefetch_related("months").order_by("number")
    beside = ComparisonSeries.objects.select_related("beside", "recorded_by").order_by("number")
    if day is not None:
        definitions, draws = definitions.filter(defined_on__lte=day), draws.filter(drawn_on__lte=day)
        beside = beside.filter(recorded_at__date__lte=day)
    read = found.prefetch_related(
        Prefetch("definitions", definitions), Prefetch("draws", draws), Prefetch("comparison_series", beside)
    )
    return [_as_read(measure) for measure in read if measure.definitions.all()]


def measure_by(code: str, day: date | None = None) -> MeasureAsRead | None:
    """Return one measure as it was known on a day; nothing when it was not there yet."""
    return next(iter(measures_by(day, [code])), None)


def _as_read(measure: Measure) -> MeasureAsRead:
    definitions, draws = tuple(measure.definitions.all()), tuple(measure.draws.all())
    told: dict[date, list[MeasureMonth]] = defaultdict(list)
    for draw in draws:
        for row in draw.months.all():
            row.draw = draw
            told[row.month].append(row)
    stands = standing(row for rows in told.values() for row in rows)
    months = []
    for month, rows in sorted(told.items()):
        # Drawn before a definition was known that holds so early: then the first one is what was counted by.
        definition = definition_in(definitions, month) or definitions[0]
        now = stands[month]
        former = tuple(row for row in rows if (row.state, row.count) != (now.state, now.count))
        months.append(MonthAsRead(month, now, definition, former))
    comparable = {one.beside.code: one for one in measure.comparison_series.all()}
    return MeasureAsRead(measure, definitions, draws, tuple(months), comparable)


def compared_periods(read: MeasureAsRead, before: Period, after: Period) -> Comparison | list[Objection]:
    """Return whether a count rose from one period to the other, with the numbers, or why that can't be said."""
    return compare(read.series, before, after)


def interrupted_at(
    read: MeasureAsRead,
    start: date,
    *,
    season: bool = False,
    beside: MeasureAsRead | None = None,
    until: date | None = None,
) -> Compared | list[Refusal]:
    """Return what a series did where something began, beside another series when one is given; or why not.

    Another series is of another measure, someone said why it is comparable, and it has the same months in the same
    unit. until: the last month that is looked at; nothing: all that was counted.
    """
    series = _up_to(read, until)
    own = interrupted(series, start, season=season)
    if isinstance(own, list):
        return own
    if beside is None:
        return compared(own, None)
    if beside.measure.id == read.measure.id:
        return [Refusal(NotFitted.SAME_MEASURE, beside=True)]
    found = interrupted_beside(own, series, _up_to(beside, until))
    if beside.measure.code in read.comparable:
        return found
    return [Refusal(NotFitted.NO_REASON, beside=True), *(found if isinstance(found, list) else [])]


def _up_to(read: MeasureAsRead, until: date | None) -> dict[date, Counted]:
    return {month: counted for month, counted in read.series.items() if until is None or month <= until}


def last_periods(read: MeasureAsRead) -> list[Period]:
    """Return the last months that were counted, behind the same months a year before where these may be compared.

    Where they may not: the last month alone. Nothing where no month has a number.
    """
    found = latest_comparable(read.series)
    if isinstance(found, tuple):
        return list(found)
    counted = [one.month for one in read.months if one.stands.count is not None]
    return [Period(counted[-1], counted[-1])] if counted else []


def measured_nodes(reads: Sequence[MeasureAsRead]) -> Mapping[str, MapNode]:
    """Return the node of each measure that is of the map, by its code, in the newest version that has it: one query."""
    codes = {one.measure.node for one in reads if one.measure.node}
    nodes = MapNode.objects.filter(code__in=codes).select_related("version").order_by("version__order")
    return {node.code: node for node in nodes} if codes else {}
