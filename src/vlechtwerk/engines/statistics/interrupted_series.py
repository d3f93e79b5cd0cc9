"""Did a series change where something began? A simple interrupted time series, refused where it can't be told (d18).

y = b0 + b1·month + b2·level + b3·months since the start (+ a yearly wave). The level is nought before the start and one
from it on; months since the start are nought before it and in its first month, so that b2 is the step in that month.
Calendar time multiplied by the level would give a level at month nought, which tells nothing (PMC8271192).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

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
PSEUDO_STARTS = 3
# Below this chance a wave of a year is seen in the counts.
SEEN = 0.05
# The columns of the model that are the wave.
WAVE = (4, 5)
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
    DEPENDENCE_AT_LIMIT = "dependence_at_limit"
    # Of a series beside it.
    NO_REASON = "no_reason"
    SAME_MEASURE = "same_measure"
    OTHER_UNIT = "other_unit"
    OTHER_MONTHS = "other_months"
    BREAK_BESIDE = "break_beside"


class Season(StrEnum):
    """What a model does with what returns each year."""

    # It has a wave of a year.
    RECKONED_WITH = "reckoned_with"
    # It has none, and none is seen in the counts.
    NOT_SEEN = "not_seen"
    # It has none, though one is seen in the counts: what returns each year may pass for a step.
    LEFT_OUT = "left_out"
    # It has none, and there are too few months, or too little chance, to see one.
    NOT_TO_BE_SEEN = "not_to_be_seen"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason against it, with how many points there are of how many, or the months at fault.

    beside: it is said of the series beside it. units: of both, where these differ.
    """

    why: NotFitted
    points: int = 0
    needed: int = 0
    months: tuple[date, ...] = ()
    beside: bool = False
    units: tuple[str, str] = ("", "")


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
    """The same model with a start at which nothing began, on the months before the real one.

    level, slope: None where the model can't be fitted there, or its dependence is at the limit: nothing can be told.
    """

    month: date
    level: Estimate | None
    slope: Estimate | None


@dataclass(frozen=True, slots=True)
class Interrupted:
    """What the model says: trend before, step at the start, change of the trend, and where the series would have gone.

    months, counts, fitted: month by month; expected: without the start, from it on. at_end: the distance between both
    lines in the last month. dependence: of an error on the last. pseudo_starts: none where there are fewer months
    before the start than `needed_for_pseudo`, so that the same model can't be tried there.
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
    season: Season
    pseudo_starts: tuple[PseudoStart, ...]

    @property
    def has_season(self) -> bool:
        """Tell whether the model has a wave of a year."""
        return self.season is Season.RECKONED_WITH

    @property
    def too_narrow(self) -> bool:
        """Tell whether the intervals are narrower than they should be, as dependence was not reckoned with."""
        return self.method is Method.LEAST_SQUARES

    @property
    def needed_for_pseudo(self) -> int:
        """Return how many months before the start it takes to try the same model there."""
        return FEWEST_FOR_SEASON if self.has_season else FEWEST_BEFORE + FEWEST_AFTER

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


def against_beside(own: Interrupted, series: Mapping[date, Counted], beside: Mapping[date, Counted]) -> list[Refusal]:
    """Return why a series can't stand beside another: it has a number for each of the same months, by one definition.

    Both are counted by month, so that their periods are as long; they are counted in the same unit too.
    """
    found = []
    missing = tuple(month for month in own.months if month not in beside or beside[month].count is None)
    if missing:
        found.append(Refusal(NotFitted.OTHER_MONTHS, months=missing, beside=True))
    known = [month for month in own.months if month in beside]
    breaks = tuple(
        later for earlier, later in pairwise(known) if beside[earlier].definition != beside[later].definition
    )
    if breaks:
        found.append(Refusal(NotFitted.BREAK_BESIDE, months=breaks, beside=True))
    units = {beside[month].unit for month in known} - {series[own.start].unit}
    if units:
        found.append(Refusal(NotFitted.OTHER_UNIT, beside=True, units=(series[own.start].unit, sorted(units)[0])))
    return found


def interrupted_beside(
    own: Interrupted, series: Mapping[date, Counted], beside: Mapping[date, Counted]
) -> Compared | list[Refusal]:
    """Set a series beside one in which nothing began, of exactly the same months and by the same model; or why not."""
    if found := against_beside(own, series, beside):
        return found
    of_same = {month: beside[month] for month in own.months}
    other = interrupted(of_same, own.start, season=own.has_season)
    if isinstance(other, list):
        return [replace(one, beside=True) for one in other]
    return compared(own, other)


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


def _interrupted(months: list[date], counts: list[int], first: int, season: bool) -> Interrupted | list[Refusal]:
    design = design_of(months, first, season=season)
    found = fit(design, counts)
    if found.at_limit:
        return [Refusal(NotFitted.DEPENDENCE_AT_LIMIT)]
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
        season=Season.RECKONED_WITH if season else _season_in(months, counts, first),
        pseudo_starts=tuple(_pseudo_starts(months[:first], counts[:first], season=season)),
    )


def _season_in(months: list[date], counts: list[int], first: int) -> Season:
    """Tell whether a wave of a year is seen in counts of which the model has none: with the same model and a wave."""
    if len(months) < FEWEST_FOR_SEASON:
        return Season.NOT_TO_BE_SEEN
    try:
        found = fit(design_of(months, first, season=True), counts)
    except ValueError:
        return Season.LEFT_OUT
    if found.at_limit:
        return Season.NOT_TO_BE_SEEN
    return Season.LEFT_OUT if found.chance_of_nothing(*WAVE) < SEEN else Season.NOT_SEEN


def _estimate(found: Fit, weights: Mapping[int, float]) -> Estimate:
    return Estimate(*found.combined([weights.get(column, 0) for column in range(len(found.estimates))]))


def _pseudo_starts(months: list[date], counts: list[int], *, season: bool) -> list[PseudoStart]:
    """Fit the same model on the months before the start, where nothing is known to have begun, by the same floors.

    At three months as far from each other as can be: the first with enough months before it, the last with enough from
    it on, and one half way. The months after the real start are left out, so that its change can't be found elsewhere.
    """
    if len(months) < (FEWEST_FOR_SEASON if season else FEWEST_BEFORE + FEWEST_AFTER):
        return []
    room = len(months) - FEWEST_AFTER - FEWEST_BEFORE
    places = dict.fromkeys(FEWEST_BEFORE + room * part // (PSEUDO_STARTS - 1) for part in range(PSEUDO_STARTS))
    return [_pseudo_start(months, counts, place, season=season) for place in places]


def _pseudo_start(months: list[date], counts: list[int], place: int, *, season: bool) -> PseudoStart:
    try:
        here = fit(design_of(months, place, season=season), counts)
    except ValueError:
        return PseudoStart(months[place], None, None)
    if here.at_limit:
        return PseudoStart(months[place], None, None)
    return PseudoStart(months[place], _estimate(here, {2: 1}), _estimate(here, {3: 1}))
