"""How long did each step of recruitment take, and is the vacancy what was asked?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tests.oracles.calendar import days

STEPS = ("found", "screened", "trained", "started")


@dataclass(frozen=True)
class Request:
    """When a profile was asked, when vacancies for it were published, and which candidate took which step when."""

    asked: date | None
    vacancies: tuple[date, ...] = ()
    candidates: tuple[Mapping[str, date], ...] = ()


def way(start: date | None, end: date | None) -> list[int]:
    """Count from one day to another, when both are known and in order."""
    return [] if start is None or end is None or end < start else [days(start, end)]


def step_days(requests: Sequence[Request]) -> dict[str, list[int]]:
    """List the days of each step: the first vacancy once for each request, the rest once for each candidate."""
    found: dict[str, list[int]] = {name: [] for name in ("vacancy", *STEPS, "in all")}
    for request in requests:
        first = min(request.vacancies, default=None)
        found["vacancy"] += way(request.asked, first)
        for candidate in request.candidates:
            before = first
            for step in STEPS:
                found[step] += way(before, candidate.get(step))
                before = candidate.get(step)
            found["in all"] += way(request.asked, candidate.get("started"))
    return found


def compare(asked: str, published: str) -> str:
    """Tell whether a part was published as asked: the same words in the same order, whatever capitals and spaces."""
    if asked.casefold().split() == published.casefold().split():
        return "as asked"
    return "left out" if asked.split() and not published.split() else "not what was asked"
