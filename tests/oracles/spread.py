"""How are values spread? The middle is found by striking out both ends, 9 of 10 by counting who does not exceed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.oracles.calendar import Range

FEWEST = 10


def median(values: Iterable[int]) -> float | None:
    """Strike out the smallest and the largest together until one or two are left."""
    left = sorted(values)
    while len(left) > 2:
        left = left[1:-1]
    return sum(left) / len(left) if left else None


def nine_of_ten(values: Sequence[int]) -> int | None:
    """Find the smallest value that occurred which nine in ten values do not exceed; none below ten values."""
    if len(values) < FEWEST:
        return None
    for value in sorted(values):
        within = sum(1 for other in values if other <= value)
        if 10 * within >= 9 * len(values):
            return value
    raise AssertionError("The largest value is exceeded by none.")


@dataclass(frozen=True)
class Spread:
    """How ranges are spread: each figure over what they are at least, and over what they are at most."""

    n: int
    median: tuple[float, float] | None
    nine_of_ten: tuple[int, int] | None


def spread(ranges: Sequence[Range]) -> Spread:
    """Compute both figures twice."""
    least, most = [one.least for one in ranges], [one.most for one in ranges]
    middles, nines = (median(least), median(most)), (nine_of_ten(least), nine_of_ten(most))
    return Spread(
        len(ranges),
        None if middles[0] is None or middles[1] is None else (middles[0], middles[1]),
        None if nines[0] is None or nines[1] is None else (nines[0], nines[1]),
    )
