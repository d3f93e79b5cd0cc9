"""Did a series change where something began? A simple interrupted time series, refused where it can't be told (d18).

y = b0 + b1·month + b2·level + b3·months since the start (+ a yearly wave). The level is nought before the start and one
from it on; months since the start are nought before it and in its first month, so that b2 is the step in that month.
Calendar time multiplied by the level would give a level at month nought, which tells nothing (PMC8271192).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from vlechtwerk.engines.statistics.design_level import DesignLevel, level_of_series
from vlechtwerk.engines.statistics.monthly_series import Counted, month_after, months_from
from vlechtwerk.engines.statistics.regression import (
    Fit,
    Method,
    Numbers,
    least_squares,
    restricted_likelihood,
)

# RULES-evaluation d18: below these it is refused; with fewer points than so many, dependence can't be estimated.
FEWEST_BEFORE, FEWEST_AFTER, FEWEST_FOR_DEPENDENCE = 8, 4, 12
# Two years, or what returns each year can't be told from what changed.
FEWEST_FOR_SEASON = 24
A_YEAR = 12
# On each side of a pseudo-start, so that a line can be drawn.
FEWEST_BESIDE = 3
PSEUDO_STARTS = 3
# Of a year at least so many months were counted, or it is no monthly registration.
MOST_OF_A_YEAR = 2 / 3


class NotFitted(StrEnum):
    """Why there is no time series."""

    START_OUTSIDE = "start_outside"
    BREAK_AT_START = "break_at_start"
    NOT_MONTHLY = "not_monthly"
    MONTH_MISSING = "month_missing"
    TOO_FEW_BEFORE = "too_few_before"
    TOO_FEW_AFTER = "too_few_after"
    TOO_SHORT_FOR_SEASON = "too_short_for_season"
    NOTHING_VARIES = "nothing_varies"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason against it, with how many points there are of how many, or the months at fault."""

    why: NotFitted
    points: int = 0
    needed: int = 0
    months: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the bounds of its interval of 95%."""

    value: float
    low: float
    high: float

    @property
    def is_told_from_nothing(self) -> bool:
        """Tell whether nought lies outside the interval."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class PseudoStart:
    """The same model with a start at which nothing began, on the months before the real one."""

    month: date
    level: Estimate
    slope: Estimate


@dataclass(frozen=True, slots=True)
class Interrupted:
    """What the model says: trend before, step at the start, change of the trend, and where the series would have gone.

    months, counts, fitted: month by month; expected: without the start, from it on. at_end: the distance between both
    lines in the last month. dependence: of an error on the last, None for least squares. too_narrow: the intervals
    are, as dependence could not be estimated.
    """

    start: date
    months: tuple[date, ...]
    counts: tuple[int, ...]
    fitted: tuple[float, ...]
    expected: tuple[float, ...]
    trend: Estimate
    level: Estimate
    slope: Estimate
    at_end: Estimate
    method: Method
    dependence: float | None
    has_season: bool
    pseudo_starts: tuple[PseudoStart, ...]

    @property
    def too_narrow(self) -> bool:
        """Tell whether the intervals are narrower than they should be."""
        return self.method is Method.LEAST_SQUARES

    @property
    def has_few_months(self) -> bool:
        """Tell whether a change is easily missed: a year or less on one side (PMC6394245)."""
        before = months_from(self.months[0], self.start)
        return min(before, len(self.months) - before) <= A_YEAR


@dataclass(frozen=True, slots=True)
class Compared:
    """A series beside one in which nothing began: how much more the first changed, and the level of the design."""

    own: Interrupted
    other: Interrupted | None
    level: Estimate | None
    slope: Estimate | None

    @property
    def design_level(self) -> DesignLevel:
        """Return the level of the design (d17)."""
        return level_of_series(has_comparison=self.other is not None)


def stretch_of(series: Mapping[date, Counted], start: date) -> list[date]:
    """Return the months that can be used: around the start, all counted by the definition that holds there."""
    if start not in series:
        return []
    definition = series[start].definition
    same = sorted(month for month, counted in series.items() if counted.definition == definition)
    known = [month for month in same if series[month].count is not None]
    if not known:
        return []
    return [month_after(known[0], step) for step in range(months_from(known[0], known[-1]) + 1)]


def refusals(series: Mapping[date, Counted], start: date, *, season: bool = False) -> list[Refusal]:
    """Return why a series can't be looked at for a change at a month."""
    months = stretch_of(series, start)
    if not months or not months[0] <= start <= months[-1]:
        return [Refusal(NotFitted.START_OUTSIDE)]
    if start == months[0] and any(month < start for month in series):
        return [Refusal(NotFitted.BREAK_AT_START, months=(start,))]
    missing = tuple(month for month in months if month not in series or series[month].count is None)
    if missing:
        monthly = len(missing) <= len(months) * (1 - MOST_OF_A_YEAR)
        return [Refusal(NotFitted.MONTH_MISSING if monthly else NotFitted.NOT_MONTHLY, months=missing)]
    before = months_from(months[0], start)
    after = len(months) - before
    found = []
    if before < FEWEST_BEFORE:
        found.append(Refusal(NotFitted.TOO_FEW_BEFORE, before, FEWEST_BEFORE))
    if after < FEWEST_AFTER:
        found.append(Refusal(NotFitted.TOO_FEW_AFTER, after, FEWEST_AFTER))
    if season and len(months) < FEWEST_FOR_SEASON:
        found.append(Refusal(NotFitted.TOO_SHORT_FOR_SEASON, len(months), FEWEST_FOR_SEASON))
    if not found and len({series[month].count for month in months if month < start}) == 1:
        found.append(Refusal(NotFitted.NOTHING_VARIES))
    return found


def interrupted(series: Mapping[date, Counted], start: date, *, season: bool = False) -> Interrupted | list[Refusal]:
    """Fit the model, or return why not."""
    if found := refusals(series, start, season=season):
        return found
    months = stretch_of(series, start)
    counts = [series[month].count or 0 for month in months]
    first = months_from(months[0], start)
    try:
        return _interrupted(months, counts, first, season)
    except ValueError:
        return [Refusal(NotFitted.NOTHING_VARIES)]


def compared(own: Interrupted, other: Interrupted | None) -> Compared:
    """Set a series beside one in which nothing began: each has its own model, and their steps are subtracted."""
    if other is None:
        return Compared(own, None, None, None)
    return Compared(own, other, _difference(own.level, other.level), _difference(own.slope, other.slope))


def _difference(own: Estimate, other: Estimate) -> Estimate:
    value = own.value - other.value
    # Two intervals of estimates that do not depend on each other.
    reach = math.hypot(own.high - own.value, other.high - other.value)
    return Estimate(value, value - reach, value + reach)


def design_of(months: Sequence[date], first: int, *, season: bool) -> Numbers:
    """Return the columns of the model, a row a month: one, time, level, months since the start, and the wave."""
    place = np.arange(len(months), dtype=float)
    columns = [np.ones(len(months)), place, (place >= first).astype(float), np.maximum(place - first, 0)]
    if season:
        turn = np.array([2 * math.pi * month.month / 12 for month in months])
        columns += [np.sin(turn), np.cos(turn)]
    return np.column_stack(columns)


def fit(design: Numbers, counts: Sequence[int]) -> Fit:
    """Fit a model: by least squares when there are too few points to see how far errors depend on each other."""
    values = np.asarray(counts, dtype=float)
    return (least_squares if len(counts) < FEWEST_FOR_DEPENDENCE else restricted_likelihood)(design, values)


def _interrupted(months: list[date], counts: list[int], first: int, season: bool) -> Interrupted:
    design = design_of(months, first, season=season)
    found = fit(design, counts)
    without = design.copy()
    without[:, 2:4] = 0
    estimates = np.asarray(found.estimates)
    after = len(months) - first
    return Interrupted(
        start=months[first],
        months=tuple(months),
        counts=tuple(counts),
        fitted=tuple(map(float, design @ estimates)),
        expected=tuple(map(float, (without @ estimates)[first:])),
        trend=_estimate(found, {1: 1}),
        level=_estimate(found, {2: 1}),
        slope=_estimate(found, {3: 1}),
        at_end=_estimate(found, {2: 1, 3: after - 1}),
        method=found.method,
        dependence=found.dependence,
        has_season=season,
        pseudo_starts=tuple(_pseudo_starts(months[:first], counts[:first])),
    )


def _estimate(found: Fit, weights: Mapping[int, float]) -> Estimate:
    return Estimate(*found.combined([weights.get(column, 0) for column in range(len(found.estimates))]))


def _pseudo_starts(months: list[date], counts: list[int]) -> list[PseudoStart]:
    """Fit the model at a quarter, half and three quarters of the months before, where nothing is known to have begun.

    The months after the real start are left out, so that its change can't be found at another date.
    """
    wanted = [round(len(months) * part / (PSEUDO_STARTS + 1)) for part in range(1, PSEUDO_STARTS + 1)]
    places = dict.fromkeys(min(max(place, FEWEST_BESIDE), len(months) - FEWEST_BESIDE) for place in wanted)
    found = []
    for place in places:
        try:
            here = fit(design_of(months, place, season=False), counts)
        except ValueError:
            continue
        found.append(PseudoStart(months[place], _estimate(here, {2: 1}), _estimate(here, {3: 1})))
    return found
