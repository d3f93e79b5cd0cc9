"""Which counts of departures are told, so that no small one can be worked out?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tests.oracles.calendar import day_in_amsterdam

FEWEST = 5


@dataclass(frozen=True)
class Left:
    """When an appointment ended, when that was registered, and why."""

    ended_on: date
    registered_at: datetime
    reason: str


@dataclass(frozen=True)
class Told:
    """What is told: no total means fewer than five."""

    total: int | None
    reasons: Mapping[str, int]


def counted(departures: Sequence[Left], reasons: Sequence[str], shown: date) -> dict[int, dict[str, int]]:
    """Count each reason per year that is over, from the first one; a departure counts in the later of its two years."""
    years = [max(one.ended_on.year, day_in_amsterdam(one.registered_at).year) for one in departures]
    over = [year for year in years if year < shown.year]
    found = {year: dict.fromkeys(reasons, 0) for year in range(min(over, default=shown.year), shown.year)}
    for departure, year in zip(departures, years, strict=True):
        if year in found:
            found[year][departure.reason] += 1
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
    """Add the years of which a total is told, and a reason only when each of these shows it."""
    added = [year for year in years if year.total is not None]
    if not added:
        return Told(None, {})
    by_all = [reason for reason in reasons if all(reason in year.reasons for year in added)]
    return Told(
        sum(year.total or 0 for year in added),
        {reason: sum(year.reasons[reason] for year in added) for reason in by_all},
    )
