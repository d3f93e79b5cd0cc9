"""Compare two series of times: their medians, and whether one tends to be longer (the test of Mann and Whitney)."""

from collections.abc import Sequence
from itertools import groupby
from math import erf, sqrt
from statistics import median


def medians_differ(one: Sequence[float], other: Sequence[float]) -> float:
    """Return how far the medians lie apart, as a part of the smaller one."""
    low, high = sorted((median(one), median(other)))
    return high / low - 1


def chance_of_ranks(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the two-sided chance of ranks that differ so much when nothing does: normal approximation, with ties."""
    marked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks, place, ties = 0.0, 0, 0.0
    for _value, group in groupby(marked, key=lambda pair: pair[0]):
        same = list(group)
        ranks += sum(1 for _one, series in same if series == 0) * (place + (len(same) + 1) / 2)
        ties += len(same) ** 3 - len(same)
        place += len(same)
    first, second, total = len(one), len(other), len(marked)
    above = ranks - first * (first + 1) / 2
    spread = sqrt(first * second / 12 * (total + 1 - ties / (total * (total - 1))))
    distance = abs(above - first * second / 2) / spread if spread else 0.0
    return 1 - erf(distance / sqrt(2))
