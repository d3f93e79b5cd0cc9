"""How long decisions take, and whether an answer is late."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

# Below this number “9 of 10” would rest on a single decision.
LEAST_FOR_NINE_OF_TEN = 10


@dataclass(frozen=True, slots=True)
class LeadTime:
    """Over how many decisions, the middle number of days, and within how many days 9 of 10 were taken."""

    decisions: int
    median: float
    nine_of_ten: int | None


def lead_time(days: Sequence[int]) -> LeadTime | None:
    """Return the median of the days that decisions took, and from ten decisions on the days that 9 of 10 stayed within.

    Half of the decisions took at most the median. “9 of 10” is a number of days that was met, not one in between.
    """
    if not days:
        return None
    ordered = sorted(days)
    nine_of_ten = ordered[math.ceil(len(ordered) * 9 / 10) - 1] if len(ordered) >= LEAST_FOR_NINE_OF_TEN else None
    return LeadTime(len(ordered), statistics.median(ordered), nine_of_ten)


def is_late(days: int | None, agreed: int | None) -> bool:
    """Tell whether an answer takes longer than was agreed; the day agreed itself is still in time."""
    return days is not None and agreed is not None and days > agreed
