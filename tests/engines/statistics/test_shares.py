"""Shares, bounds and intervals against scipy, figures of R and of papers, and a table that compares methods."""

import math
import re
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from vlechtwerk.engines.statistics.shares import (
    Basis,
    Showing,
    certainty_of,
    counts_that_fit,
    exact_interval,
    hard_bounds,
    showing_of,
    whole_percentage,
    wilson_interval,
)

PUBLISHED = yaml.safe_load((Path(__file__).parents[2] / "data" / "published_shares.yaml").read_text())
# x of n valid answers in a population of N.
ANSWERED = st.integers(1, 60).flatmap(
    lambda population: st.integers(0, population).flatmap(
        lambda n: st.tuples(st.integers(0, n), st.just(n), st.just(population))
    )
)


@pytest.mark.parametrize(
    ("share", "percentage"),
    [
        *[("1/8", 13), ("5/8", 63), ("2/16", 13), ("10/16", 63), ("3/24", 13), ("15/24", 63)],
        *[("0/7", 0), ("7/7", 100), ("1/3", 33), ("2/3", 67), ("23/31", 74), ("28/31", 90)],
    ],
)
def test_half_of_a_percent_is_rounded_up(share: str, percentage: int) -> None:
    assert whole_percentage(Fraction(share)) == percentage


def test_share_is_told_in_counts_below_ten_answers_and_with_its_count_up_to_thirty() -> None:
    told = [showing_of(n) for n in (9, 10, 30, 31)]
    assert told == [Showing.COUNTS, Showing.PERCENTAGE_WITH_COUNT, Showing.PERCENTAGE_WITH_COUNT, Showing.PERCENTAGE]


def test_eighteen_of_twenty_six_in_thirty_one_lies_between_58_and_74_percent() -> None:
    bounds = hard_bounds(18, 26, 31)
    assert (bounds.least, bounds.most) == (Fraction(18, 31), Fraction(23, 31))
    assert (whole_percentage(bounds.least), whole_percentage(bounds.most)) == (58, 74)


@given(st.lists(st.booleans(), min_size=1, max_size=40), st.data())
def test_hard_bounds_hold_whatever_the_others_would_have_said(everyone: list[bool], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(everyone)))
    bounds = hard_bounds(sum(everyone[:n]), n, len(everyone))
    assert 0 <= bounds.least <= Fraction(sum(everyone), len(everyone)) <= bounds.most <= 1


@given(ANSWERED)
def test_hard_bounds_are_reached(answered: tuple[int, int, int]) -> None:
    x, n, population = answered
    bounds = hard_bounds(x, n, population)
    held = [x + others for others in range(population - n + 1)]
    assert (bounds.least * population, bounds.most * population) == (min(held), max(held))


# One of one in forty: each end is as rare as the limit exactly, which counts as too rare.
@example((1, 1, 40), Fraction(95, 100))
@settings(max_examples=150, deadline=None)
@given(ANSWERED, st.sampled_from([Fraction(80, 100), Fraction(90, 100), Fraction(95, 100), Fraction(99, 100)]))
def test_exact_interval_is_that_of_scipy(answered: tuple[int, int, int], confidence: Fraction) -> None:
    x, n, population = answered
    rare = float(1 - confidence) / 2
    # A tail that is equal to the limit counts as too rare; floating point sees it a hair beside.
    least = min(k for k in range(population + 1) if hypergeom.sf(x - 1, population, k, n) > rare * (1 + 1e-9))
    most = max(k for k in range(population + 1) if hypergeom.cdf(x, population, k, n) > rare * (1 + 1e-9))
    found = exact_interval(x, n, population, confidence)
    assert (found.least * population, found.most * population) == (least, most)


@given(ANSWERED)
def test_exact_interval_lies_inside_the_hard_bounds_and_around_the_share(answered: tuple[int, int, int]) -> None:
    x, n, population = answered
    bounds, interval = hard_bounds(x, n, population), exact_interval(x, n, population)
    assert 0 <= bounds.least <= interval.least <= interval.most <= bounds.most <= 1
    if n:
        # In whole people: the share of a part need not be one of the whole's.
        assert math.floor(Fraction(x * population, n)) <= interval.most * population
        assert interval.least * population <= math.ceil(Fraction(x * population, n))


def test_exact_interval_lies_just_inside_the_ends_that_samplingbook_gives_in_r() -> None:
    """Sprop(m=3, n=10, N=50) gives "number in population: [4,32]", one person further at both ends.

    Its ends are the nearest numbers that are too rare (2.18% and 1.76%), ours the last that are not (4.83% and 2.58%).
    https://www.samplingbook.manitz.org/articles/samplingbook-Sprop.html
    """
    interval = exact_interval(3, 10, 50)
    assert (interval.least * 50, interval.most * 50) == (4 + 1, 32 - 1)
    assert round(hypergeom.sf(2, 50, 4, 10), 4) == 0.0218
    assert round(hypergeom.cdf(3, 50, 32, 10), 4) == 0.0176


def test_exact_interval_of_five_thousand_people_is_that_of_scipy() -> None:
    x, n, population = 1_300, 2_500, 5_000
    interval = exact_interval(x, n, population)
    least, most = int(interval.least * population), int(interval.most * population)
    assert hypergeom.sf(x - 1, population, least, n) > 0.025 >= hypergeom.sf(x - 1, population, least - 1, n)
    assert hypergeom.cdf(x, population, most, n) > 0.025 >= hypergeom.cdf(x, population, most + 1, n)


@pytest.mark.parametrize(
    ("x", "n", "least", "most"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_interval_is_that_of_newcombe(x: int, n: int, least: float, most: float) -> None:
    """Statistics in Medicine 17 (1998), 857-872, table I, method 3."""
    interval = wilson_interval(x, n)
    assert (round(float(interval.least), 4), round(float(interval.most), 4)) == (least, most)


def _wilson_corrected(x: int, n: int, population: int) -> tuple[float, float]:
    square = 1.959964**2 * (population - n) / (population - 1)
    middle = (x + square / 2) / (n + square)
    half = math.sqrt(square) / (n + square) * math.sqrt(x * (n - x) / n + square / 4)
    return middle - half, middle + half


def _exact(x: int, n: int, population: int) -> tuple[float, float]:
    interval = exact_interval(x, n, population)
    return float(interval.least), float(interval.most)


def _wilson(x: int, n: int, population: int) -> tuple[float, float]:
    interval = wilson_interval(x, n)
    return float(interval.least), float(interval.most)


@pytest.mark.parametrize(
    ("method", "coverage", "width", "impossible"),
    [(_wilson, 0.99, 0.306, 106), (_wilson_corrected, 0.81, 0.153, 85), (_exact, 0.96, 0.150, 0)],
)
def test_methods_compare_as_the_rules_say(method: object, coverage: float, width: float, impossible: int) -> None:
    """Rule d7: for 31 people and 15, 20, 24, 26 or 28 answers, over each number that can hold it."""
    assert callable(method)
    population, edge = 31, 1e-9
    found = {(x, n): method(x, n, population) for n in (15, 20, 24, 26, 28) for x in range(n + 1)}
    lowest = min(
        sum(
            hypergeom.pmf(x, population, held, n)
            for x in range(n + 1)
            if found[x, n][0] - edge <= held / population <= found[x, n][1] + edge
        )
        for n in (15, 20, 24, 26, 28)
        for held in range(population + 1)
    )
    beyond = sum(
        least < x / population - edge or most > (x + population - n) / population + edge
        for (x, n), (least, most) in found.items()
    )
    assert (math.floor(lowest * 100) / 100, beyond) == (coverage, impossible)
    assert sum(most - least for least, most in found.values()) / len(found) == pytest.approx(width, abs=0.001)


def test_wilson_with_correction_goes_beyond_what_is_possible_and_the_exact_interval_does_not() -> None:
    assert [round(end, 3) for end in _wilson_corrected(18, 26, 31)] == [0.616, 0.759]
    assert exact_interval(18, 26, 31).most <= hard_bounds(18, 26, 31).most < Fraction(759, 1000)


def test_certainty_says_what_it_rests_on() -> None:
    assert certainty_of(20, 31, 31).basis is Basis.EVERYONE
    assert certainty_of(20, 31, 31).interval.least == certainty_of(20, 31, 31).interval.most == Fraction(20, 31)
    assert certainty_of(18, 26, 31).basis is Basis.IF_NON_RESPONSE_IS_RANDOM
    unknown = certainty_of(18, 26, None)
    assert (unknown.basis, unknown.hard_bounds) == (Basis.POPULATION_UNKNOWN, None)


@pytest.mark.parametrize(("x", "n", "population"), [(-1, 5, 9), (6, 5, 9), (5, 10, 9), (0, 0, 0)])
def test_counts_that_can_not_be_are_refused(x: int, n: int, population: int) -> None:
    for compute in (hard_bounds, exact_interval, certainty_of):
        with pytest.raises(ValueError):
            compute(x, n, population)


def test_of_the_published_shares_only_66_fits_no_count() -> None:
    fitting = {code: counts_that_fit(share, 23, 29) for code, share in PUBLISHED.items()}
    assert len(fitting) == 28
    assert [code for code, counts in fitting.items() if not any(counts.values())] == ["O6"]
    assert PUBLISHED["O6"] == 66


@given(st.integers(0, 100), st.integers(1, 60))
def test_counts_that_fit_are_all_of_them(percentage: int, n: int) -> None:
    # Rounded by the school rule in whole numbers: at least half a percent below, less than half above.
    fit = [x for x in range(n + 1) if (2 * percentage - 1) * n <= 200 * x < (2 * percentage + 1) * n]
    assert counts_that_fit(percentage, n, n + 1) == {n: tuple(fit)}


FACTS = Path(__file__).parents[4] / "shared" / "case" / "nsoc" / "thermometer.md"


@pytest.mark.skipif(not FACTS.exists(), reason="the facts of the first case are not beside this repository")
def test_published_shares_are_those_of_the_facts_of_the_first_case() -> None:
    rows = [[part.strip() for part in line.split("|")] for line in FACTS.read_text().splitlines()]
    told = {row[1]: int(row[4].rstrip("%")) for row in rows if len(row) > 4 and re.fullmatch(r"\d+%", row[4])}
    assert told == PUBLISHED
