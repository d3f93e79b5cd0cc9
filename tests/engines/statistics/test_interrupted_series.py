"""A simple interrupted time series gives what R gives, is refused where it can't be told, and steps where it should."""

import random
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pytest
from scipy import stats

from vlechtwerk.engines.statistics.interrupted_series import (
    Interrupted,
    NotFitted,
    compared,
    design_of,
    fit,
    interrupted,
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


def told(counts: Sequence[int | None], start: int, **more: bool) -> Interrupted:
    found = interrupted(series(counts), month_after(FIRST, start), **more)
    assert isinstance(found, Interrupted), found
    return found


def why(counts: Sequence[int | None], start: int, **more: bool) -> list[NotFitted]:
    return [one.why for one in refusals(series(counts), month_after(FIRST, start), **more)]


def test_restricted_likelihood_gives_what_gls_of_r_gives() -> None:
    # R: nlme::gls(Employed ~ GNP + Population, correlation = corAR1(form = ~Year), data = longley), so REML. Read:
    # Phi = 0.6441692, noted in public scripts on this example of J. Faraway, Practical Regression and Anova using R
    # (2002), chapter 5. The estimates and errors are those of that book, written down from memory, not read again.
    design = np.column_stack([np.ones(16), LONGLEY[:, 0], LONGLEY[:, 1]])
    found = restricted_likelihood(design, LONGLEY[:, 2])
    assert found.dependence == pytest.approx(0.6441692, abs=1e-6)
    assert found.estimates == pytest.approx((101.85813, 0.07207, -0.54851), abs=1e-5)
    assert found.errors == pytest.approx((14.1989, 0.0106, 0.1541), abs=1e-4)
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
    found = told([count + (-1) ** place for place, count in enumerate(exact)], 10)
    assert (found.level.value, found.slope.value, found.trend.value) == pytest.approx((7, 2, 1), abs=0.6)
    assert found.expected[0] == pytest.approx(30, abs=1)
    assert found.at_end.value == pytest.approx(found.fitted[-1] - found.expected[-1])
    assert found.level.low < 7 < found.level.high
    assert len(found.expected) == 10
    nothing = told(wavering(36), 24)
    assert not nothing.level.is_told_from_nothing
    assert told(wavering(36, 15, 24), 24).level.is_told_from_nothing


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
    assert [one.month for one in calm.pseudo_starts] == [month_after(FIRST, place) for place in (6, 12, 18)]
    assert calm.pseudo_starts == stirred.pseudo_starts
    drifting = told([30 + 25 * (place >= 12) + place % 3 for place in range(36)], 24)
    assert drifting.pseudo_starts[1].level.is_told_from_nothing
    assert len(told(wavering(12), 8).pseudo_starts) == 3


def test_series_beside_it_is_subtracted_and_raises_the_design() -> None:
    own, other = told(wavering(40, 20, 20), 20), told(wavering(40, 12, 20, seed=9), 20)
    alone, beside = compared(own, None), compared(own, other)
    assert (alone.design_level, beside.design_level) == (2, 3)
    assert beside.level is not None
    assert beside.level.value == pytest.approx(own.level.value - other.level.value)
    assert beside.level.high - beside.level.low > own.level.high - own.level.low


def test_wave_of_a_year_is_told_apart_from_a_step() -> None:
    turning = [round(60 + 25 * np.sin(2 * np.pi * month.month / 12)) + place % 2 for place, month in
               enumerate(months(30))]  # fmt: skip
    assert abs(told(turning, 18, season=True).level.value) < 1
    assert abs(told(turning, 18).level.value) > 5
