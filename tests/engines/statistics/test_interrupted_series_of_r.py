"""Whole interrupted time series are what R gives: one was published with its output, others R ran itself."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from vlechtwerk.engines.statistics.interrupted_series import (
    Estimate,
    Interrupted,
    PseudoStart,
    Season,
    design_of,
    interrupted,
)
from vlechtwerk.engines.statistics.monthly_series import Counted, month_after
from vlechtwerk.engines.statistics.regression import Method, least_squares

# What interrupted_series.R beside it printed, with the version of R in its first line.
PRINTED = Path(__file__).parents[2] / "data" / "by_hand" / "interrupted_series.csv"
Printed = dict[str, list[float]]
# Where R ended is as exact as its optimiser.
EXACT = 1e-5


@pytest.fixture(scope="module")
def of_r() -> dict[str, Printed]:
    found: dict[str, Printed] = defaultdict(lambda: defaultdict(list))
    with PRINTED.open() as file:
        assert file.readline().startswith("# R version 4.2.2")
        for row in csv.DictReader(file):
            found[row["series"]][row["what"]].append(float(row["value"]))
    return found


def analysed(printed: Printed, first: int, begin: date, *, season: bool = False) -> Interrupted:
    series = {month_after(begin, place): Counted(int(count), 1) for place, count in enumerate(printed["counts"])}
    found = interrupted(series, month_after(begin, first), season=season)
    assert isinstance(found, Interrupted), found
    return found


def same(found: Estimate, printed: Printed, column: int) -> None:
    told = [printed[what][column] for what in ("coefficients", "lower", "upper")]
    assert (found.value, found.low, found.high) == pytest.approx(told, rel=EXACT, abs=EXACT)


def test_published_analysis_is_given_whole(of_r: dict[str, Printed]) -> None:
    # G. Ji, R book on quasi-experiments, chapter 8 “Interupted Time Series (ITS) (1)”, after E. Green, Global Health
    # Research: https://gabriellajg.github.io/R_Book_QuasiExperiments/interupted-time-series-its-1.html. There stands:
    # lm(outcome ~ month + post + monthpost); (Intercept) 52.5606 2.2450; month -0.3427 0.3050; post 9.6876 2.9940;
    # monthpost 1.7832 0.4314; “Residual standard error: 3.648 on 20 degrees of freedom”. Months count from one, and so
    # do those since the start (monthpost is 1 in the first of them).
    counts = np.array(of_r["book"]["counts"])
    months = [month_after(date(2024, 1, 1), place) for place in range(24)]
    ours = design_of(months, 12, season=False)
    theirs = ours.copy()
    theirs[:, 1] += 1
    theirs[:, 3] += theirs[:, 2]
    found = least_squares(theirs, counts)
    assert found.estimates == pytest.approx((52.5606, -0.3427, 9.6876, 1.7832), abs=5e-5)
    assert found.errors == pytest.approx((2.2450, 0.3050, 2.9940, 0.4314), abs=5e-5)
    assert found.freedom == 20
    rest = counts - theirs @ np.array(found.estimates)
    assert np.sqrt(rest @ rest / found.freedom) == pytest.approx(3.648, abs=5e-4)
    # “Residuals: Min -6.5326 … Max 8.1247”.
    assert (rest.min(), rest.max()) == pytest.approx((-6.5326, 8.1247), abs=5e-5)
    # Our step is that of the first month itself, and the line as it would have gone on is theirs: 52.5606 - 0.3427 t.
    step = least_squares(ours, counts)
    assert step.estimates[2] == pytest.approx(9.6876 + 1.7832, abs=1e-4)
    without = ours.copy()
    without[:, 2:4] = 0
    assert (without @ np.array(step.estimates))[12:] == pytest.approx(
        [52.5606 - 0.3427 * month for month in range(13, 25)], abs=2e-3
    )


@pytest.mark.parametrize(
    ("name", "first", "begin", "season"),
    [
        ("book", 12, date(2024, 1, 1), False),
        ("belts", 169, date(1969, 1, 1), False),
        ("belts_season", 169, date(1969, 1, 1), True),
    ],
)
def test_whole_analysis_is_that_of_r(
    of_r: dict[str, Printed], name: str, first: int, begin: date, season: bool
) -> None:
    """Seat belts: compulsory in Great Britain from 31 January 1983 on, so February 1983 is the first month."""
    printed = of_r[name]
    found = analysed(printed, first, begin, season=season)
    assert found.method is Method.RESTRICTED_LIKELIHOOD
    assert found.dependence == pytest.approx(printed["phi"][0], abs=EXACT)
    for column, one in enumerate((found.trend, found.level, found.slope), 1):
        same(one, printed, column)
    assert found.fitted == pytest.approx(printed["fitted"], rel=EXACT)
    assert found.expected == pytest.approx(printed["expected"], rel=EXACT)
    assert found.at_end.value == pytest.approx(printed["fitted"][-1] - printed["expected"][-1], rel=1e-5)
    # What returns each year is there, and is told wherever the model leaves it out.
    wanted = {"book": Season.NOT_SEEN, "belts": Season.LEFT_OUT, "belts_season": Season.RECKONED_WITH}
    assert found.season is wanted[name]


def test_pseudo_starts_are_the_model_of_r_at_other_months(of_r: dict[str, Printed]) -> None:
    """Four years before the seat belts, with its wave: what R finds there is what stands beside the real start."""
    begin = month_after(date(1969, 1, 1), 121)
    printed = {place: of_r[f"before_{place}"] for place in (8, 26, 44)}
    later = of_r["belts_season"]["counts"][169:]
    series = {"counts": [*printed[8]["counts"], *later]}
    found = analysed(series, 48, begin, season=True).pseudo_starts
    assert [one.month for one in found] == [month_after(begin, place) for place in printed]
    for one, of_place in zip(found, printed.values(), strict=True):
        assert isinstance(one, PseudoStart)
        assert one.level is not None
        assert one.slope is not None
        same(one.level, of_place, 2)
        same(one.slope, of_place, 3)
