"""How a count of a period, a comparison of two periods and an interrupted series are resolved as evidence.

None resolves while it can't be told: a month without a number, a break within, periods that are not alike, too few
points. A later correction changes their checksum, so that what rests on them is looked at again; months that are
counted later do not, as an address names its last month.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.evidence import COUNT_COMPARISON, INTERRUPTED_SERIES, REGISTERED_COUNT
from vlechtwerk.domains.programme.queries.measures import MeasureAsRead, interrupted_at, last_periods, measures_by
from vlechtwerk.domains.programme.words.designs import say_level
from vlechtwerk.domains.programme.words.measures import say_change, say_decimal, say_period, say_season, say_step
from vlechtwerk.domains.programme.words.telling import say_number
from vlechtwerk.engines.statistics.design_level import DesignLevel
from vlechtwerk.engines.statistics.interrupted_series import Compared, Estimate
from vlechtwerk.engines.statistics.monthly_series import Change, Comparison, Period, compare, total
from vlechtwerk.foundation.evidence.address import Base, Direction, Ground, ResolvedEvidence, Telling, checksum_of
from vlechtwerk.foundation.evidence.registry import register_kind

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")

# In an address: that something returns each year is reckoned with.
SEASON = "season"

_DIRECTIONS = {Change.ROSE: Direction.UP, Change.FELL: Direction.DOWN, Change.AS_MANY: Direction.SAME}


def register() -> None:
    """Register these kinds of evidence."""
    register_kind(REGISTERED_COUNT, resolve_counts)
    register_kind(COUNT_COMPARISON, resolve_comparisons)
    register_kind(INTERRUPTED_SERIES, resolve_interruptions)


def count_identifier(code: str, period: Period) -> str:
    """Return by what the count of a period is named as evidence: “SEIZURES,2026-01,2026-04”."""
    return ",".join((code, *_named(period)))


def comparison_identifier(code: str, before: Period, after: Period) -> str:
    """Return by what a comparison is named as evidence: “SEIZURES,2025-01,2025-04,2026-01,2026-04”."""
    return ",".join((code, *_named(before), *_named(after)))


def interruption_identifier(code: str, found: Compared, beside: str = "") -> str:
    """Return by what an interrupted series is named as evidence: “SEIZURES,2025-09,2026-04,season,OTHER”."""
    own = found.own
    season = SEASON if own.has_season else ""
    return ",".join((code, *_named(Period(own.start, own.months[-1])), season, beside)).rstrip(",")


def last_addresses(read: MeasureAsRead) -> list[tuple[str, str]]:
    """Return as which evidence the last months of a measure are told, and what became of them in a year."""
    periods = last_periods(read)
    found = [(REGISTERED_COUNT, count_identifier(read.measure.code, one)) for one in periods[-1:]]
    if len(periods) > 1:
        found.append((COUNT_COMPARISON, comparison_identifier(read.measure.code, *periods)))
    return found


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


def resolve_interruptions(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve interrupted series that have points enough, beside another series where one is named."""
    asked = {one: place for one in identifiers if (place := _read_interruption(one)) is not None}
    known = {
        one.measure.code: one for one in _of_project(project_id, {code for one in asked.values() for code in one.codes})
    }
    found = {}
    for identifier, one in asked.items():
        read, beside = known.get(one.code), known.get(one.beside)
        if read is None or (one.beside and beside is None):
            continue
        compared = interrupted_at(read, one.period.first, season=one.season, beside=beside, until=one.period.last)
        if isinstance(compared, Compared):
            found[identifier] = _interruption(read, identifier, compared, beside)
    return found


@dataclass(frozen=True, slots=True)
class _Interruption:
    """What the address of an interrupted series names: from its start to its last month, and beside which other."""

    code: str
    period: Period
    season: bool
    beside: str

    @property
    def codes(self) -> set[str]:
        """Return the codes of both series."""
        return {self.code, self.beside} - {""}


def _read_interruption(identifier: str) -> _Interruption | None:
    head, more = identifier.split(",")[:3], identifier.split(",")[3:]
    season, beside = (*more, "", "")[:2]
    place = _read(",".join(head), 1)
    if place is None or len(more) > 2 or season not in ("", SEASON):
        return None
    code, (period,) = place
    return _Interruption(code, period, bool(season), beside)


def _read(identifier: str, periods: int) -> tuple[str, list[Period]] | None:
    """Read an identifier: a code, and two months per period."""
    code, *named = identifier.split(",")
    months = [date(int(match[1]), int(match[2]), 1) for one in named if (match := _MONTH.fullmatch(one))]
    if len(named) != 2 * periods or len(months) != len(named):
        return None
    return code, [Period(*months[place : place + 2]) for place in range(0, len(months), 2)]


def _measures(project_id: UUID, asked: Iterable[tuple[str, list[Period]]]) -> Mapping[str, MeasureAsRead]:
    return {one.measure.code: one for one in _of_project(project_id, {code for code, _periods in asked})}


def _of_project(project_id: UUID, codes: set[str]) -> list[MeasureAsRead]:
    read = measures_by(None, codes) if codes else []
    return [one for one in read if one.measure.project_id == project_id]


def _sum(read: MeasureAsRead, identifier: str, periods: Sequence[Period]) -> tuple[str, str]:
    """Return the version of what is told, by its newest draw, and its sum: of each count and its definition."""
    return _sum_of_months([(read, {month for period in periods for month in period.months()})], identifier)


def _sum_of_months(
    told_of: Sequence[tuple[MeasureAsRead, Collection[date]]], identifier: str, *more: str
) -> tuple[str, str]:
    months = [one for read, wanted in told_of for one in read.months if one.month in wanted]
    told = [f"{one.month}:{one.stands.count}:{one.definition.text}:{one.definition.unit}" for one in months]
    version = str(max(one.stands.draw.number for one in months))
    return version, checksum_of(identifier, *told, *filter(None, more))


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
        telling=Telling(change=change, direction=_DIRECTIONS[found.change]),
        # Before and after without anything to compare with (d17).
        design_level=int(DesignLevel.CORRELATION),
    )


def _interruption(
    read: MeasureAsRead, identifier: str, found: Compared, beside: MeasureAsRead | None
) -> ResolvedEvidence:
    """Tell the step with the verb of its design, and where the series would have gone without it."""
    own = found.own
    told_of: list[tuple[MeasureAsRead, Collection[date]]] = [(read, own.months)]
    comparable = ""
    if beside is not None and found.other is not None:
        told_of.append((beside, found.other.months))
        comparable = read.comparable[beside.measure.code].reason
    version, checksum = _sum_of_months(told_of, identifier, comparable)
    words = {
        "measure": read.measure.name,
        "step": say_step(found, read.definition.unit),
        "last": say_period(Period(own.months[-1], own.months[-1])),
        "count": say_number(own.counts[-1]),
        "expected": say_decimal(own.expected[-1]),
        "season": say_season(own.season),
        "level": say_level(found.design_level),
    }
    title = _(
        "%(measure)s: %(step)s. In %(last)s %(count)s were counted, where it would have gone on to %(expected)s. "
        "%(season)s Design: %(level)s"
    )
    return ResolvedEvidence(
        short_title=f"{read.measure.code}, {say_period(Period(own.start, own.months[-1]))}",
        title=title % words,
        version=version,
        checksum=checksum,
        code=read.measure.code,
        ground=Ground.REGISTER,
        base=Base.OWN,
        telling=Telling(step=words["step"], direction=_direction_of(own.level)),
        design_level=int(found.design_level),
    )


def _direction_of(step: Estimate) -> Direction | None:
    """Return which way a series itself went, also beside another one; nothing where chance alone may have done it."""
    if not step.is_told_from_nothing:
        return None
    return Direction.UP if step.value > 0 else Direction.DOWN
