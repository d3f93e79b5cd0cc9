"""Registered counts as they are printed: a measure, its series with breaks, its definitions and its draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.models import MapNode, MeasureDefinition, MeasureDraw, MeasureMonth
from vlechtwerk.domains.programme.queries.evidence_of_measures import count_identifier
from vlechtwerk.domains.programme.queries.measures import MeasureAsRead, MonthAsRead
from vlechtwerk.domains.programme.words.measures import list_months, say_period
from vlechtwerk.engines.documents.month_series import Line, MonthDot, SeriesChart, draw
from vlechtwerk.engines.statistics.monthly_series import Period, month_after, months_from
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.result_rows import say_number
from vlechtwerk.interfaces.web.programme.rows import Link, activity_url
from vlechtwerk.interfaces.web.words import say_day, say_long_month, say_month


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in the list."""

    code: str
    name: str
    url: str
    of: list[Link]
    holder: str
    unit: str
    direction: str
    months: str
    last: str
    breaks: int
    drawn: str


def measure_url(request: PageRequest, code: str) -> str:
    """Return the page of a measure, on the day that is shown."""
    return reverse("programme:measure", args=[request.actor.project.code, code]) + shown_day(request).query


def measure_rows(
    request: PageRequest, reads: Sequence[MeasureAsRead], nodes: Mapping[str, MapNode]
) -> list[MeasureRow]:
    """Turn measures into rows."""
    return [_row(request, read, nodes) for read in reads]


def _row(request: PageRequest, read: MeasureAsRead, nodes: Mapping[str, MapNode]) -> MeasureRow:
    measure, last = read.measure, read.months[-1] if read.months else None
    return MeasureRow(
        code=measure.code,
        name=measure.name,
        url=measure_url(request, measure.code),
        of=of_what(request, read, nodes),
        holder=measure.holder.name,
        unit=read.definition.unit,
        direction=str(measure.get_direction_display()),
        months=say_period(Period(read.months[0].month, read.months[-1].month)) if read.months else "",
        last=f"{say_count(last.stands)} ({say_long_month(last.month)})" if last else "",
        breaks=len(read.breaks),
        drawn=say_day(read.draws[-1].drawn_on) if read.draws else "",
    )


def of_what(request: PageRequest, read: MeasureAsRead, nodes: Mapping[str, MapNode]) -> list[Link]:
    """Return of which activity and which place on the map something is a measure."""
    measure, found = read.measure, []
    if measure.activity is not None:
        found.append(Link(measure.activity.name, activity_url(request, measure.activity.code)))
    if (node := nodes.get(measure.node)) is not None:
        page = reverse("programme:map", args=[request.actor.project.code])
        found.append(Link(node.title, f"{page}?version={node.version.code}&node={node.code}"))
    return found


def say_count(row: MeasureMonth) -> str:
    """Say what stands of a month: a number, or why there is none."""
    return str(row.get_state_display()) if row.count is None else say_number(row.count)


def month_rows(request: PageRequest, read: MeasureAsRead) -> list[dict[str, Any]]:
    """Return the series as a table, newest first; a new definition begins where one is named."""
    several, breaks = len(read.definitions) > 1, read.breaks
    return [
        {
            "month": say_long_month(one.month),
            "count": say_count(one.stands),
            "is_number": one.stands.count is not None,
            "draw": one.stands.draw.number,
            "former": [{"count": say_count(row), "draw": row.draw.number} for row in one.former],
            "definition": one.definition.number if several else None,
            "breaks": one.month in breaks,
            "identifier": count_identifier(read.measure.code, Period(one.month, one.month))
            if one.stands.count is not None
            else "",
        }
        for one in reversed(read.months)
    ]


def month_table(read: MeasureAsRead) -> tuple[list[str], list[list[str]]]:
    """Return the series as the cells of a file: a row a month, with what it rests on."""
    heads = [_("Month"), _("How many"), _("Unit"), _("Definition"), _("From draw"), _("Drawn on"), _("Stood before")]
    rows = [
        [
            f"{one.month:%Y-%m}",
            str(one.stands.get_state_display()) if one.stands.count is None else str(one.stands.count),
            one.definition.unit,
            str(one.definition.number),
            str(one.stands.draw.number),
            one.stands.draw.drawn_on.isoformat(),
            "; ".join(f"{say_count(row)} ({row.draw.number})" for row in one.former),
        ]
        for one in read.months
    ]
    return heads, rows


def series_drawing(read: MeasureAsRead, *, begins: Any = None, lines: Sequence[Line] = ()) -> str:
    """Draw a series; months that no draw tells of stand there without a number."""
    if not read.months:
        return ""
    by_month: dict[Any, MonthAsRead] = {one.month: one for one in read.months}
    first, last = read.months[0].month, read.months[-1].month
    breaks, dots = read.breaks, []
    for step in range(months_from(first, last) + 1):
        month = month_after(first, step)
        known = by_month.get(month)
        starts = month == begins
        dots.append(
            MonthDot(
                say_month(month),
                known.stands.count if known else None,
                breaks=month in breaks and step > 0,
                begins=_("start") if starts else _("new definition") if month in breaks and step > 0 else "",
            )
        )
    words = {"measure": read.measure.name, "period": say_period(Period(first, last))}
    told = _("%(measure)s by month, %(period)s. The numbers stand in the table.") % words
    return draw(SeriesChart(told, tuple(dots), tuple(lines)), lambda value: say_number(round(value)))


def definition_rows(read: MeasureAsRead) -> list[dict[str, Any]]:
    """Return the definitions, newest first, each with the month from which it holds."""
    return [_definition(one) for one in reversed(read.definitions)]


def _definition(one: MeasureDefinition) -> dict[str, Any]:
    return {
        "number": one.number,
        "text": one.text,
        "unit": one.unit,
        "from": say_long_month(one.holds_from),
        "defined": say_day(one.defined_on),
        "reason": one.reason,
        "counts_people": one.counts_people,
    }


def draw_rows(read: MeasureAsRead) -> list[dict[str, Any]]:
    """Return the draws, newest first: how each was made, of which months it tells, and what it corrects."""
    later: dict[Any, list[int]] = {}
    for draw_made in read.draws:
        if draw_made.corrects_id:
            later.setdefault(draw_made.corrects_id, []).append(draw_made.number)
    return [_draw(one, later) for one in reversed(read.draws)]


def _draw(one: MeasureDraw, later: Mapping[Any, Sequence[int]]) -> dict[str, Any]:
    return {
        "number": one.number,
        "on": say_day(one.drawn_on),
        "by": one.drawn_by,
        "source": one.source,
        "query": one.query,
        "file_name": one.file_name,
        "checksum": one.file_checksum,
        "months": list_months([row.month for row in one.months.all()]),
        "corrects": one.corrects.number if one.corrects else None,
        "reason": one.reason,
        "corrected_by": ", ".join(map(str, later.get(one.id, ()))),
    }


def beside_rows(read: MeasureAsRead) -> list[dict[str, str]]:
    """Return which series can stand beside this one where something began, each with why and who said so."""
    return [
        {
            "name": one.beside.name,
            "code": code,
            "reason": one.reason,
            "who": one.recorded_by.name,
            "day": say_day(timezone.localdate(one.recorded_at)),
        }
        for code, one in read.comparable.items()
    ]
