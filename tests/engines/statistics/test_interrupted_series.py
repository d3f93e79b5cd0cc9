"""A simple interrupted time series gives what R gives, is refused where it can't be told, and steps where it should."""

import random
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pytest
from scipy import stats

from vlechtwerk.engines.statistics.interrupted_series import (
    Compared,
    Interrupted,
    NotFitted,
    Refusal,
    Season,
    compared,
    design_of,
    fit,
    interrupted,
    interrupted_beside,
    refusals,
)
from vlechtwerk.engines.statistics.monthly_series import Counted, month_after
from vlechtwerk.engines.statistics.regression import Method, least_squares, restricted_likelihood, student_quantile

FIRST = date(2024, 1, 1)
# Longley's data on employment in the United States, 1947 to 1962 (R: datasets::longley): GNP, population, employed.
LONGLEY = np.array([
    [234.289, 107.608, 60.323], [259.426, 108.632, 61.122], [258.054, 109.773, 60.171], [284.599, 110.929, 61.187],
    [328.975, 112.075, 63.221], [346.999, 113.270, 63.639], [365.385, 115.094, 64.989], [363.112, 116.219, 63.761],
    [397.469, 117.388, 66.019], [419.180, 118.734, 67.857], [442.769, 120.445, 68.169], [444.546, 121.950, 66.513],
    [482.704, 123.366, 68.655], [502.601, 125.368, 69.564], [518.173, 127.852, 69.331], [554.894, 130.081, 70.551],
])  # fmt: skip
# Share of one antipsychotic in the Medicaid market of West Virginia by quarter, from 2001 Q2; a policy began in 2003 Q2
# (M. Law, course ITSx of the University of British Columbia; data: github.com/EpiSci2020/Interrupted-Time-Series).
WEST_VIRGINIA = (
    0.527, 0.500, 0.492, 0.497, 0.497, 0.497, 0.500, 0.501, 0.464, 0.434, 0.423, 0.419, 0.386, 0.370, 0.357, 0.338,
    0.311, 0.305, 0.289,
)  # fmt: skip


def months(count: int) -> list[date]:
    return [month_after(FIRST, step) for step in range(count)]


def series(counts: Sequence[int | None], definitions: Mapping[int, int] | None = None) -> dict[date, Counted]:
    """Return counts by month; from the places named on another definition holds."""
    found, number = {}, 1
    for place, count in enumerate(counts):
        number = (definitions or {}).get(place, number)
        found[month_after(FIRST, place)] = Counted(count, number)
    return found


def wavering(count: int, level: float = 0.0, start: int = 0, seed: int = 1) -> list[int]:
    chance = random.Random(seed)  # no secret
    return [round(40 + 0.2 * place + level * (place >= start) + chance.gauss(0, 3)) for place in range(count)]


def waving(count: int, height: float, chance: float, seed: int) -> list[int]:
    """Return counts with a wave of a year, and chance."""
    draw = random.Random(seed)  # no secret
    turns = [np.sin(2 * np.pi * month.month / 12) for month in months(count)]
    return [round(60 + height * turn + draw.gauss(0, chance)) for turn in turns]


def told(counts: Sequence[int | None], start: int, **more: bool) -> Interrupted:
    found = interrupted(series(counts), month_after(FIRST, start), **more)
    assert isinstance(found, Interrupted), found
    return found


def why(counts: Sequence[int | None], start: int, **more: bool) -> list[NotFitted]:
    return [one.why for one in refusals(series(counts), month_after(FIRST, start), **more)]


def test_restricted_likelihood_gives_what_gls_of_r_gives() -> None:
    # R: nlme::gls(Employed ~ GNP + Population, correlation = corAR1(form = ~Year), data = longley), so REML; example of
    # J. Faraway, Practical Regression and Anova using R (2002), chapter 5. R 4.2.2 with nlme 3.1.162 prints
    # 101.85813306875 14.19893237305, 0.07207087926 0.01060570112, -0.54851349956 0.15412972863, Phi 0.6441692017.
    design = np.column_stack([np.ones(16), LONGLEY[:, 0], LONGLEY[:, 1]])
    found = restricted_likelihood(design, LONGLEY[:, 2])
    assert found.dependence == pytest.approx(0.6441692, abs=1e-6)
    assert found.estimates == pytest.approx((101.85813307, 0.07207088, -0.5485135), abs=1e-5)
    assert found.errors == pytest.approx((14.19893237, 0.0106057, 0.15412973), abs=1e-5)
    assert found.freedom == 13
    # R: lm(emp ~ gnp + pop), printed at www.stat.nthu.edu.tw/~swcheng/Teaching/stat5410/lab/06.01_GLS.html.
    plain = least_squares(design, LONGLEY[:, 2])
    assert plain.estimates == pytest.approx((88.93880, 0.06317, -0.40974), abs=1e-5)
    assert plain.errors == pytest.approx((13.78503, 0.01065, 0.15214), abs=1e-5)


def test_segmented_line_gives_what_r_gives() -> None:
    # R: lm(marketshare ~ time + level + trend), where trend is 1 in the first quarter of the policy. Output printed in
    # “Preliminary Analysis Quiz”, S. Angiolillo's answers to the course ITSx (2018): 0.510321 (0.006341), -0.001988
    # (0.001256), -0.017435 (0.007436), -0.015448 (0.001476), on 15 degrees of freedom.
    values = np.array(WEST_VIRGINIA)
    ours = design_of(months(19), 8, season=False)
    theirs = ours.copy()
    # R counted time from one, and the quarters since the start from one as well; we from nought (d18).
    theirs[:, 1] += 1
    theirs[:, 3] += theirs[:, 2]
    found = least_squares(theirs, values)
    assert found.estimates == pytest.approx((0.510321, -0.001988, -0.017435, -0.015448), abs=1e-6)
    assert found.errors == pytest.approx((0.006341, 0.001256, 0.007436, 0.001476), abs=1e-6)
    step = least_squares(ours, values)
    # The step in the first quarter itself: that of R with one change of the trend; the same line.
    assert step.estimates[2] == pytest.approx(found.estimates[2] + found.estimates[3], abs=1e-12)
    assert (step.estimates[3], step.errors[3]) == pytest.approx((found.estimates[3], found.errors[3]), abs=1e-12)
    assert ours @ step.estimates == pytest.approx(theirs @ found.estimates, abs=1e-12)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 12, 41, 100])
def test_quantiles_are_those_of_student(freedom: int) -> None:
    for chance in (0.6, 0.9, 0.975, 0.9995):
        assert student_quantile(chance, freedom) == pytest.approx(stats.t.ppf(chance, freedom), rel=1e-7)


def test_dependence_is_found_where_the_likelihood_is_highest() -> None:
    """Compare with the likelihood written out with its whole matrix, on a fine grid."""
    values, design = np.array(wavering(30, 9, 18), dtype=float), design_of(months(30), 18, season=False)
    lag = np.abs(np.subtract.outer(np.arange(30), np.arange(30)))

    def likelihood(dependence: float) -> float:
        inverse = np.linalg.inv(dependence**lag)
        precision = design.T @ inverse @ design
        rest = values - design @ np.linalg.solve(precision, design.T @ inverse @ values)
        spread = float(rest @ inverse @ rest)
        return -0.5 * (-np.linalg.slogdet(inverse)[1] + np.linalg.slogdet(precision)[1] + 26 * np.log(spread))  # type: ignore[no-any-return]  # a number of numpy

    grid = np.arange(-0.95, 0.95, 0.001)
    best = grid[np.argmax([likelihood(one) for one in grid])]
    assert restricted_likelihood(design, values).dependence == pytest.approx(best, abs=0.002)


def test_step_and_line_as_it_would_have_gone_on() -> None:
    exact = [20 + place + (7 + 2 * (place - 10) if place >= 10 else 0) for place in range(20)]
    # A wobble that no part of the model can follow.
    found = told([count + (0, 1, -1, 1, 0, -1)[place % 6] for place, count in enumerate(exact)], 10)
    assert (found.level.value, found.slope.value, found.trend.value) == pytest.approx((7, 2, 1), abs=0.6)
    assert found.expected[0] == pytest.approx(30, abs=1)
    assert found.at_end.value == pytest.approx(found.fitted[-1] - found.expected[-1])
    assert found.level.low < 7 < found.level.high
    assert len(found.expected) == 10
    nothing = told(wavering(36), 24)
    assert not nothing.level.is_told_from_nothing
    assert told(wavering(36, 15, 24), 24).level.is_told_from_nothing


def test_refused_where_the_dependence_lies_at_its_limit() -> None:
    """A series that turns each month, and one that only wanders: any interval of theirs would be too small."""
    turning = [20 + place + (7 if place >= 10 else 0) + (-1) ** place for place in range(20)]
    # What returns each year and is left out does it as well; with its wave in the model there is no such thing.
    returning = waving(44, 25, 3, seed=1)
    for counts, start in ((turning, 10), (returning, 30)):
        found = interrupted(series(counts), month_after(FIRST, start))
        assert [one.why for one in found] == [NotFitted.DEPENDENCE_AT_LIMIT]  # type: ignore[union-attr]  # refused
    assert told(returning, 30, season=True).has_season
    limits = [
        fit(design_of(months(len(counts)), start, season=False), counts)
        for counts, start in ((turning, 10), (returning, 30), (wavering(36), 24))
    ]
    assert [one.at_limit for one in limits] == [True, True, False]
    assert [one.dependence for one in limits[:2]] == pytest.approx([-0.999, 0.999])


def test_nothing_is_told_at_a_pseudo_start_where_the_dependence_lies_at_its_limit() -> None:
    found = told(waving(44, 12, 4, seed=2), 30).pseudo_starts
    assert [one.level is None for one in found] == [False, True, True]
    assert [one.slope is None for one in found] == [False, True, True]


def test_fewer_than_twelve_points_are_fitted_as_if_they_did_not_depend() -> None:
    counts = wavering(12)
    assert fit(design_of(months(11), 5, season=False), counts[:11]).method is Method.LEAST_SQUARES
    longer = fit(design_of(months(12), 8, season=False), counts)
    assert longer.method is Method.RESTRICTED_LIKELIHOOD
    assert not told(counts, 8).too_narrow
    assert told(counts, 8).has_few_months
    assert not told(wavering(40), 20).has_few_months


def test_refused_below_the_floor_of_points() -> None:
    assert why(wavering(11), 7) == [NotFitted.TOO_FEW_BEFORE]
    assert why(wavering(11), 8) == [NotFitted.TOO_FEW_AFTER]
    assert why(wavering(9), 7) == [NotFitted.TOO_FEW_BEFORE, NotFitted.TOO_FEW_AFTER]
    assert why(wavering(12), 8) == []
    assert why(wavering(23), 12, season=True) == [NotFitted.TOO_SHORT_FOR_SEASON]
    assert why(wavering(24), 12, season=True) == []
    assert why(wavering(24), 30) == [NotFitted.START_OUTSIDE]


def test_refused_without_a_count_for_each_month() -> None:
    counts: list[int | None] = [*wavering(24)]
    counts[5] = None
    (gap,) = refusals(series(counts), month_after(FIRST, 12))
    assert (gap.why, gap.months) == (NotFitted.MONTH_MISSING, (month_after(FIRST, 5),))
    # Three numbers a year, as progress reports have them.
    sparse = [count if place % 4 == 3 else None for place, count in enumerate(wavering(36))]
    assert why(sparse, 23) == [NotFitted.NOT_MONTHLY]


def test_months_of_another_definition_are_left_out() -> None:
    counts, broken = wavering(40), month_after(FIRST, 10)
    found = interrupted(series(counts, {10: 2}), month_after(FIRST, 25))
    assert isinstance(found, Interrupted)
    assert (found.months[0], len(found.months)) == (broken, 30)
    assert [one.why for one in refusals(series(counts, {10: 2}), broken)] == [NotFitted.BREAK_AT_START]


def test_counts_without_any_chance_in_them_are_refused() -> None:
    assert why([5] * 30, 15) == [NotFitted.NOTHING_VARIES]
    straight = interrupted(series(list(range(30))), month_after(FIRST, 15))
    assert [one.why for one in straight] == [NotFitted.NOTHING_VARIES]  # type: ignore[union-attr]  # refused


def test_pseudo_starts_lie_before_the_start_and_know_nothing_of_it() -> None:
    calm, stirred = (told(wavering(36, level, 24), 24) for level in (0, 60))
    # As far apart as the same floors let them: eight months before the first, four from the last on.
    assert [one.month for one in calm.pseudo_starts] == [month_after(FIRST, place) for place in (8, 14, 20)]
    assert calm.pseudo_starts == stirred.pseudo_starts
    drifting = told([30 + 25 * (place >= 14) + place % 3 for place in range(36)], 24)
    level = drifting.pseudo_starts[1].level
    assert level is not None
    assert level.is_told_from_nothing


def test_pseudo_starts_are_the_same_model_or_none() -> None:
    assert [len(told(wavering(count), 8 + count - 12).pseudo_starts) for count in (12, 16, 18)] == [0, 1, 3]
    assert told(wavering(12), 8).needed_for_pseudo == 12
    # With a wave of a year there has to be one in the months before as well.
    assert told(wavering(40), 23, season=True).pseudo_starts == ()
    turning = told(waving(44, 12, 4, seed=2), 30, season=True)
    assert (turning.needed_for_pseudo, len(turning.pseudo_starts)) == (24, 3)
    # With the wave of the real model: without it nothing can be told at two of the three.
    assert all(one.level is not None and abs(one.level.value) < 6 for one in turning.pseudo_starts)


def test_series_beside_it_is_subtracted_and_raises_the_design() -> None:
    own, other = told(wavering(40, 20, 20), 20), told(wavering(40, 12, 20, seed=9), 20)
    alone, beside = compared(own, None), compared(own, other)
    assert (alone.design_level, beside.design_level) == (2, 3)
    assert beside.level is not None
    assert beside.level.value == pytest.approx(own.level.value - other.level.value)
    assert beside.level.high - beside.level.low > own.level.high - own.level.low


def test_wave_of_a_year_is_told_apart_from_a_step() -> None:
    turning = waving(44, 12, 4, seed=2)
    with_wave, without = told(turning, 30, season=True), told(turning, 30)
    assert abs(with_wave.level.value) < 2 < 5 < abs(without.level.value)
    assert (with_wave.season, with_wave.has_season) == (Season.RECKONED_WITH, True)
    assert (without.season, without.has_season) == (Season.LEFT_OUT, False)
    assert told(wavering(36), 24).season is Season.NOT_SEEN
    assert told(turning[:23], 12).season is Season.NOT_TO_BE_SEEN


def test_chance_of_two_estimates_is_that_of_f() -> None:
    found = fit(design_of(months(36), 24, season=True), wavering(36))
    both = np.array(found.estimates)[4:]
    ratio = both @ np.linalg.inv(np.array(found.covariance)[4:, 4:]) @ both / 2
    assert found.chance_of_nothing(4, 5) == pytest.approx(stats.f.sf(ratio, 2, found.freedom), rel=1e-9)


def measured(
    counts: Sequence[int | None], unit: str = "kades", first: int = 0, new_from: int = 99
) -> dict[date, Counted]:
    return {
        month_after(FIRST, first + place): Counted(count, 1 + (place >= new_from), unit=unit)
        for place, count in enumerate(counts)
    }


def test_series_beside_it_has_the_same_months_in_the_same_unit_by_one_definition() -> None:
    own = measured(wavering(30, 9, 16))
    found = interrupted(own, month_after(FIRST, 16))
    assert isinstance(found, Interrupted)

    def beside(other: dict[date, Counted]) -> Sequence[Refusal]:
        refused = interrupted_beside(found, own, other)
        assert isinstance(refused, list), refused
        assert all(one.beside for one in refused)
        return refused

    (short,) = beside(measured(wavering(28)))
    assert (short.why, short.months) == (NotFitted.OTHER_MONTHS, (month_after(FIRST, 28), month_after(FIRST, 29)))
    (late,) = beside(measured(wavering(28, seed=4), first=2))
    assert late.months == (FIRST, month_after(FIRST))
    gap: list[int | None] = [*wavering(30)]
    gap[3] = None
    assert [one.months for one in beside(measured(gap))] == [(month_after(FIRST, 3),)]
    (unit,) = beside(measured(wavering(30), "panden"))
    assert (unit.why, unit.units) == (NotFitted.OTHER_UNIT, ("kades", "panden"))
    (broken,) = beside(measured(wavering(30), new_from=5))
    assert (broken.why, broken.months) == (NotFitted.BREAK_BESIDE, (month_after(FIRST, 5),))
    (still,) = beside(measured([4] * 30))
    assert still.why is NotFitted.NOTHING_VARIES
    # More months than the first has are left out: both are fitted on the same ones.
    long = interrupted_beside(found, own, measured(wavering(50, seed=9)))
    assert isinstance(long, Compared)
    assert long.other is not None
    assert long.other.months == found.months
