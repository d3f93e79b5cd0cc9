"""How long did each step of recruitment take, and is the vacancy what was asked?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.oracles.calendar import day_in_amsterdam, days

STEPS = ("found", "screened", "trained", "started")


@dataclass(frozen=True)
class Candidate:
    """When someone took each step; a step that is not there was not taken, or is not known."""

    vacancy_published_at: datetime | None
    steps: dict[str, datetime]


@dataclass(frozen=True)
class Request:
    """When a profile was asked, when vacancies for it were published, and who came."""

    asked_at: datetime | None
    vacancies: tuple[datetime, ...] = ()
    candidates: tuple[Candidate, ...] = ()


def way(start: datetime | None, end: datetime | None) -> list[int]:
    """Count the midnights between two moments, when both are known and in order."""
    if start is None or end is None or end < start:
        return []
    return [days(day_in_amsterdam(start), day_in_amsterdam(end))]


def step_days(requests: Sequence[Request]) -> dict[str, list[int]]:
    """List the days of each step: the first vacancy once for each request, the rest once for each candidate."""
    names = ("vacancy", *STEPS, "in all")
    found: dict[str, list[int]] = {name: [] for name in names}
    for request in requests:
        found["vacancy"] += way(request.asked_at, min(request.vacancies, default=None))
        for candidate in request.candidates:
            before = candidate.vacancy_published_at
            for step in STEPS:
                found[step] += way(before, candidate.steps.get(step))
                before = candidate.steps.get(step)
            found["in all"] += way(request.asked_at, candidate.steps.get("started"))
    return found


def compare(asked: str, published: str) -> str:
    """Tell whether a part was published as asked: the same words in the same order, whatever capitals and spaces."""
    if asked.casefold().split() == published.casefold().split():
        return "as asked"
    return "left out" if asked.split() and not published.split() else "not what was asked"
