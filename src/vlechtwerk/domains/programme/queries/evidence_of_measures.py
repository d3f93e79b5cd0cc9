"""How a registered count of a period, and a comparison of two periods, are resolved as evidence.

Neither resolves while it can't be told: a month without a number, a break within, periods that are not alike. A later
correction changes their checksum, so that what rests on them is looked at again.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.evidence import COUNT_COMPARISON, REGISTERED_COUNT
from vlechtwerk.domains.programme.queries.measures import MeasureAsRead, measures_by
from vlechtwerk.domains.programme.words.measures import say_change, say_period
from vlechtwerk.domains.programme.words.telling import say_number
from vlechtwerk.engines.statistics.monthly_series import Comparison, Period, compare, total
from vlechtwerk.foundation.evidence.address import Base, Ground, ResolvedEvidence, Telling, checksum_of
from vlechtwerk.foundation.evidence.registry import register_kind

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def register() -> None:
    """Register both kinds of evidence."""
    register_kind(REGISTERED_COUNT, resolve_counts)
    register_kind(COUNT_COMPARISON, resolve_comparisons)


def count_identifier(code: str, period: Period) -> str:
    """Return by what the count of a period is named as evidence: “SEIZURES,2026-01,2026-04”."""
    return ",".join((code, *_named(period)))


def comparison_identifier(code: str, before: Period, after: Period) -> str:
    """Return by what a comparison is named as evidence: “SEIZURES,2025-01,2025-04,2026-01,2026-04”."""
    return ",".join((code, *_named(before), *_named(after)))


def _named(period: Period) -> tuple[str, str]:
    return f"{period.first:%Y-%m}", f"{period.last:%Y-%m}"


def resolve_counts(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve counts of a period that can be added up."""
    asked = {one: place for one in identifiers if (place := _read(one, 1)) is not None}
    known = _measures(project_id, asked.values())
    found = {}
    for identifier, (code, (period,)) in asked.items():
        read = known.get(code)
        count = total(read.series, period) if read else None
        if read is not None and count is not None:
            found[identifier] = _count(read, identifier, period, count)
    return found


def resolve_comparisons(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve comparisons of two periods that are allowed."""
    asked = {one: place for one in identifiers if (place := _read(one, 2)) is not None}
    known = _measures(project_id, asked.values())
    found = {}
    for identifier, (code, (before, after)) in asked.items():
        read = known.get(code)
        compared = compare(read.series, before, after) if read else []
        if read is not None and isinstance(compared, Comparison):
            found[identifier] = _comparison(read, identifier, (before, after), compared)
    return found


def _read(identifier: str, periods: int) -> tuple[str, list[Period]] | None:
    """Read an identifier: a code, and two months per period."""
    code, *named = identifier.split(",")
    months = [date(int(match[1]), int(match[2]), 1) for one in named if (match := _MONTH.fullmatch(one))]
    if len(named) != 2 * periods or len(months) != len(named):
        return None
    return code, [Period(*months[place : place + 2]) for place in range(0, len(months), 2)]


def _measures(project_id: UUID, asked: Iterable[tuple[str, list[Period]]]) -> Mapping[str, MeasureAsRead]:
    codes = {code for code, _periods in asked}
    read = measures_by(None, codes) if codes else []
    return {one.measure.code: one for one in read if one.measure.project_id == project_id}


def _sum(read: MeasureAsRead, identifier: str, periods: Sequence[Period]) -> tuple[str, str]:
    """Return the version of what is told, by its newest draw, and its sum: of each count and its definition."""
    wanted = {month for period in periods for month in period.months()}
    months = [one for one in read.months if one.month in wanted]
    told = [f"{one.month}:{one.stands.count}:{one.definition.text}:{one.definition.unit}" for one in months]
    version = str(max(one.stands.draw.number for one in months))
    return version, checksum_of(identifier, *told)


def _count(read: MeasureAsRead, identifier: str, period: Period, count: int) -> ResolvedEvidence:
    unit = next(one.definition.unit for one in read.months if one.month == period.first)
    version, checksum = _sum(read, identifier, [period])
    figure = f"{say_number(count)} {unit}"
    words = {"measure": read.measure.name, "period": say_period(period), "figure": figure}
    return ResolvedEvidence(
        short_title=f"{read.measure.code}, {say_period(period)}",
        title=_("%(measure)s, %(period)s: %(figure)s") % words,
        version=version,
        checksum=checksum,
        code=read.measure.code,
        figure=figure,
        ground=Ground.REGISTER,
        base=Base.OWN,
        telling=Telling(part=count),
    )


def _comparison(
    read: MeasureAsRead, identifier: str, periods: tuple[Period, Period], found: Comparison
) -> ResolvedEvidence:
    before, after = (say_period(one) for one in periods)
    version, checksum = _sum(read, identifier, periods)
    change = say_change(found)
    words = {"measure": read.measure.name, "before": before, "after": after, "change": change}
    return ResolvedEvidence(
        short_title=f"{read.measure.code}, {before} – {after}",
        title=_("%(measure)s %(change)s (%(before)s, and %(after)s)") % words,
        version=version,
        checksum=checksum,
        code=read.measure.code,
        figure=change,
        ground=Ground.REGISTER,
        base=Base.OWN,
        telling=Telling(change=change),
    )
