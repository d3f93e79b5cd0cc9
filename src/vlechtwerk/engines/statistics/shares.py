"""What share of people gave an answer, and how sure that is when not everyone of a small population answered.

Counts and exact fractions only; a share is rounded once, when it is shown. A whole population was asked, so there is no
sample: what is unsure is what those would have said who did not answer.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import comb, sqrt
from statistics import NormalDist

CONFIDENCE = Fraction(95, 100)


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where up to where a share lies, both ends included."""

    least: Fraction
    most: Fraction

    def in_people(self, population: int) -> tuple[int, int]:
        """Return both ends as numbers of people; of a population that is known they are whole."""
        return int(self.least * population), int(self.most * population)


class Basis(StrEnum):
    """What the interval around a share rests on; the page says so beside it."""

    # Everyone answered: the share is the share.
    EVERYONE = "everyone"
    # It holds only if those who did not answer are like those who did.
    IF_NON_RESPONSE_IS_RANDOM = "if_non_response_is_random"
    # How many were asked is not known, so the answers count as a sample of very many.
    POPULATION_UNKNOWN = "population_unknown"


class Showing(StrEnum):
    """How a share may be told."""

    COUNTS = "counts"
    PERCENTAGE_WITH_COUNT = "percentage_with_count"
    PERCENTAGE = "percentage"


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure a share is: the bounds that need no assumption (none without a population), and the interval."""

    share: Fraction
    hard_bounds: Bounds | None
    interval: Bounds
    basis: Basis


def whole_percentage(share: Fraction) -> int:
    """Return a share as a whole percentage, a half rounded up: 1/8 is 12.5 and so 13.

    >>> whole_percentage(Fraction(1, 8)), whole_percentage(Fraction(23, 31))
    (13, 74)
    """
    return (200 * share.numerator + share.denominator) // (2 * share.denominator)


def showing_of(n: int) -> Showing:
    """Return how a share of n valid answers may be told: below 10 in counts, up to 30 with the count beside it."""
    if n < 10:
        return Showing.COUNTS
    return Showing.PERCENTAGE_WITH_COUNT if n <= 30 else Showing.PERCENTAGE


def hard_bounds(x: int, n: int, population: int) -> Bounds:
    """Return the least and the most that the share in the population can be, whatever the others would have said.

    x of n valid answers, in a population of N: from x/N to (x + N - n)/N. Raises `ValueError` when these do not fit.
    """
    _refuse_misfit(x, n, population)
    return Bounds(Fraction(x, population), Fraction(x + population - n, population))


def exact_interval(x: int, n: int, population: int, confidence: Fraction = CONFIDENCE) -> Bounds:
    """Return the exact hypergeometric interval with equal tails for the share in the population.

    It holds each number K in the population under which neither x or more, nor x or fewer, among n drawn at random is
    as rare as half of 1 - confidence. So it lies inside the hard bounds. Without valid answers (n = 0) it is 0 to 1.
    Raises `ValueError` when x, n and the population do not fit.
    """
    _refuse_misfit(x, n, population)
    least = _fewest(x, n, population, confidence)
    # The mirror image: the most that can hold is all but the fewest that can't.
    most = population - _fewest(n - x, n, population, confidence)
    return Bounds(Fraction(least, population), Fraction(most, population))


def wilson_interval(x: int, n: int, confidence: Fraction = CONFIDENCE) -> Bounds:
    """Return Wilson's score interval, for a population of unknown size only: with a known one it is too wide.

    Raises `ValueError` without valid answers.
    """
    _refuse_misfit(x, n, n)
    z = NormalDist().inv_cdf(float(1 + confidence) / 2)
    share, square = x / n, z * z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = z * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    # At the ends the formula gives 0 and 1 exactly, and floating point something beside it.
    least = Fraction(middle - half) if x else Fraction(0)
    return Bounds(least, Fraction(middle + half) if x < n else Fraction(1))


def certainty_of(x: int, n: int, population: int | None) -> Certainty:
    """Return how sure the share x/n is; raise `ValueError` when the numbers do not fit, or nobody answered."""
    if not n:
        raise ValueError("no valid answers")
    share = Fraction(x, n)
    if population is None:
        return Certainty(share, None, wilson_interval(x, n), Basis.POPULATION_UNKNOWN)
    basis = Basis.EVERYONE if n == population else Basis.IF_NON_RESPONSE_IS_RANDOM
    return Certainty(share, hard_bounds(x, n, population), exact_interval(x, n, population), basis)


def counts_that_fit(percentage: int, n_from: int, n_until: int) -> dict[int, tuple[int, ...]]:
    """Return for each n (up to `n_until`, not included) the whole counts that round to a published percentage.

    They are what the count can have been, never what it was: the source does not say.

    >>> counts_that_fit(50, 2, 4)
    {2: (1,), 3: ()}
    """
    return {
        n: tuple(x for x in range(n + 1) if whole_percentage(Fraction(x, n)) == percentage)
        for n in range(n_from, n_until)
    }


def _refuse_misfit(x: int, n: int, population: int) -> None:
    if not (0 <= x <= n <= population and population):
        raise ValueError(f"{x} of {n} valid answers in a population of {population}")


def _fewest(x: int, n: int, population: int, confidence: Fraction) -> int:
    """Return the fewest in the population under which x or more of n is not too rare; it grows less rare with more."""
    below, fits = x - 1, x + population - n
    while fits - below > 1:
        middle = (below + fits) // 2
        if _is_too_rare(x, n, middle, population, confidence):
            below = middle
        else:
            fits = middle
    return fits


def _is_too_rare(x: int, n: int, held: int, population: int, confidence: Fraction) -> bool:
    """Tell whether to draw x or more in n, where so many of the population hold it, is as rare as half of the rest."""
    others = population - held
    ways = total = comb(held, x) * comb(others, n - x)
    for drawn in range(x, min(n, held)):
        # From the ways to draw so many to the ways to draw one more; the division leaves no rest.
        ways = ways * (held - drawn) * (n - drawn) // ((drawn + 1) * (others - n + drawn + 1))
        total += ways
    rare = 1 - confidence
    return 2 * total * rare.denominator <= rare.numerator * comb(population, n)
