"""Which counts of departures are told, so that no small one can be worked out?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

FEWEST = 5


@dataclass(frozen=True)
class Left:
    """When an appointment ended, on which day that was registered, and why."""

    ended_on: date
    registered_on: date
    reason: str


@dataclass(frozen=True)
class Told:
    """What is told: no total means fewer than five."""

    total: int | None
    reasons: Mapping[str, int]


def counted(departures: Sequence[Left], reasons: Sequence[str], shown: date) -> dict[int, dict[str, int]]:
    """Count each reason per year that is over; a departure counts in the later of its two years."""
    found: dict[int, dict[str, int]] = {}
    for departure in departures:
        year = max(departure.ended_on.year, departure.registered_on.year)
        if year < shown.year:
            found.setdefault(year, dict.fromkeys(reasons, 0))[departure.reason] += 1
    return found


def told(counts: Mapping[str, int]) -> Told:
    """Tell of one year what may be told."""
    total = sum(counts.values())
    if total < FEWEST:
        return Told(None, {})
    shown = {reason: count for reason, count in counts.items() if count >= FEWEST}
    while shown and not is_allowed([count for reason, count in counts.items() if reason not in shown]):
        smallest = min(shown.values())
        shown = {reason: count for reason, count in shown.items() if count != smallest}
    return Told(total, shown)


def is_allowed(rest: Sequence[int]) -> bool:
    """Tell whether nothing can be worked out of what is hidden together."""
    if not rest:
        return True
    return len(rest) >= 2 and sum(rest) >= FEWEST and sum(rest) != 4 * len(rest)


def together(years: Sequence[Told], reasons: Sequence[str]) -> Told:
    """Add what is told of each year, and a reason only when every year shows it."""
    totals = [year.total for year in years if year.total is not None]
    by_all = [reason for reason in reasons if years and all(reason in year.reasons for year in years)]
    return Told(
        sum(totals) if totals else None,
        {reason: sum(year.reasons[reason] for year in years) for reason in by_all},
    )
