"""Days between dates that may be vague, and how such days are spread."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from vlechtwerk.foundation.periods import PreciseDate

# Below this number “9 of 10” would rest on a single value.
LEAST_FOR_NINE_OF_TEN = 10
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """A number of calendar days as far as it is known: at least and at most; both the same when it is exact."""

    least: float
    most: float

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Spread:
    """Over how many values, the middle one, and from ten values on within which 9 of 10 stayed."""

    n: int
    median: Days
    nine_of_ten: Days | None


def days_between(earlier: PreciseDate, later: PreciseDate) -> Days:
    """Return the calendar days from one date to another: negative when it lies before.

    Of vague dates the least is counted from the last day of the one to the first of the other, the most the other way.
    """
    return Days((later.earliest - earlier.latest) // DAY, (later.latest - earlier.earliest) // DAY)


def spread(values: Iterable[Days]) -> Spread | None:
    """Return the median, and from ten values on the value that 9 of 10 stayed within; nothing of no values.

    The median is the middle value, or the mean of the two in the middle. “9 of 10” is the value at place 9n/10,
    rounded up, counted from the smallest: a value that occurred. Of vague values both are taken of all that they are at
    least, and of all that they are at most: the true figure lies between the two.
    """
    found = list(values)
    if not found:
        return None
    least, most = sorted(item.least for item in found), sorted(item.most for item in found)
    place = -(-9 * len(found) // 10) - 1
    nine = Days(least[place], most[place]) if len(found) >= LEAST_FOR_NINE_OF_TEN else None
    return Spread(len(found), Days(_median(least), _median(most)), nine)


def _median(ordered: list[float]) -> float:
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
