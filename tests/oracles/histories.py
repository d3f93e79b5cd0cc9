"""Reads the histories that were worked out by hand, as what the oracle counts with."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from tests.oracles.calendar import Range, Vague, said
from tests.oracles.hours import Key, Line, Sums
from tests.oracles.leaving import Left
from tests.oracles.recruiting import Request
from tests.oracles.slips import Milestone, Plan
from tests.oracles.spread import Spread
from tests.oracles.waiting import Question

BY_HAND = Path(__file__).parents[1] / "data" / "by_hand"


def histories(kind: str) -> dict[str, Any]:
    """Read each history of a kind, by its name."""
    return {file.stem: yaml.safe_load(file.read_text()) for file in sorted(BY_HAND.glob(f"{kind}_*.yaml"))}


def vague(words: object) -> Vague | None:
    """Read a date, or nothing when it is not known."""
    return None if words is None else said(words)


def span(written: int | list[int]) -> Range:
    """Read one number of days, or the least and the most."""
    least, most = written if isinstance(written, list) else (written, written)
    return Range(least, most)


def spread_of(written: Mapping[str, Any]) -> Spread:
    """Read n, the median and 9 of 10."""

    def pair(figure: Any) -> Any:
        return None if figure is None else tuple(figure) if isinstance(figure, list) else (figure, figure)

    return Spread(written["n"], pair(written["median"]), pair(written["nine_of_ten"]))


def question(name: str, written: Mapping[str, Any]) -> Question:
    """Read what was asked and what became of it."""
    return Question(
        name,
        written["body"],
        vague(written["asked"]),
        written.get("state", "taken" if "decided" in written else "waits"),
        vague(written.get("decided")),
        written.get("agreed"),
        tuple((said(one["day"]), one["to"]) for one in written.get("sent_on", [])),
    )


def milestone(name: str, written: Mapping[str, Any]) -> Milestone:
    """Read the planned dates and the day reached."""
    plans = [Plan(said(one["date"]), said(one["since"]), one.get("ground", "")) for one in written["plans"]]
    return Milestone(name, tuple(plans), vague(written.get("reached")))


def key(words: str) -> Key:
    """Read the four words of a key, with a dash for the partnership as a whole."""
    organisation, profile, activity, place = words.split(" / ")
    return Key(organisation, profile, "" if activity == "-" else activity, place)


def line(words: str) -> Line:
    """Read one line of a ledger: when, key, month, kind and hours."""
    recorded, *of, month, kind, hours = words.split(" / ")
    return Line(key(" / ".join(of)), said(month).first, kind, Decimal(hours), datetime.fromisoformat(recorded))


def sums_of(written: Mapping[str, Any]) -> Sums:
    """Read the six sums."""
    names = ("asked", "pledged", "delivered", "never_pledged", "not_delivered", "awaited")
    return Sums(*(Decimal(str(written.get(name, 0))) for name in names))


def request(written: Mapping[str, Any]) -> Request:
    """Read when a profile was asked, published, and who came when."""
    return Request(
        date.fromisoformat(written["asked"]),
        tuple(date.fromisoformat(one) for one in written["vacancies"]),
        tuple({step: date.fromisoformat(on) for step, on in one.items()} for one in written["candidates"]),
    )


def departure(written: Mapping[str, Any]) -> Left:
    """Read when someone left, when that was registered, and why."""
    ended_on, registered_at = date.fromisoformat(written["ended_on"]), datetime.fromisoformat(written["registered_at"])
    return Left(ended_on, registered_at, written["reason"])
