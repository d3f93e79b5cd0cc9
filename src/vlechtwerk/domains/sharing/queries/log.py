"""What the log says about a period, without a title, a name or an item."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from vlechtwerk.domains.sharing.queries.deciding import Facts
from vlechtwerk.engines.policy.deciding import decide_one
from vlechtwerk.engines.policy.grounds import Clause, NotValid, grounds_of

LINES_ON_A_PAGE = 20
OWN_DATA = "law-own"


@dataclass(frozen=True, slots=True)
class LogFilters:
    """What is asked of the log; empty means all."""

    purpose: str = ""
    giver: str = ""
    receiver: str = ""
    outcome: str = ""
    page: int = 1

    def as_json(self) -> str:
        """Return the filters as the database reads them."""
        return json.dumps(
            {"purpose": self.purpose, "giver": self.giver, "receiver": self.receiver, "outcome": self.outcome}
        )


@dataclass(frozen=True, slots=True)
class MarkingSeen:
    """A marking as the log shows it."""

    id: UUID
    organisation: str
    provider: str
    capacity: str
    category: str
    level: str
    handling: Sequence[str]


@dataclass(frozen=True, slots=True)
class ReadingsOfGround:
    """How often was read and refused for one purpose, on one ground, from one giver to one receiver."""

    purpose: str
    clauses: tuple[Clause, ...]
    allowed: bool
    giver: str
    giving_capacity: str
    receiver: str
    receiving_capacity: str
    readings: int
    refusals: int
    nothing: int


@dataclass(frozen=True, slots=True)
class LogRow:
    """One act as the log knows it: no title, no name, no item."""

    number: int
    at: datetime
    event: str
    operation: str
    outcome: str
    purpose: str
    organisation: str
    capacity: str
    function: str
    markings: Sequence[MarkingSeen]


@dataclass(frozen=True, slots=True)
class LogReader:
    """Who read the log, when, and on which ground."""

    number: int
    at: datetime
    ground: str
    reason: str
    name: str
    function: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Whether the log is whole, and its head to keep outside the system."""

    sealed: int
    waiting: int
    head: str
    sealed_at: datetime | None
    mistaken: int
    mistakes: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class LogRead:
    """One reading of the log."""

    line: int
    chain: Chain
    readings: Sequence[ReadingsOfGround]
    lines: Sequence[LogRow]
    total: int
    page: int
    # Nothing for who may not know who read the log.
    readers: Sequence[LogReader] | None

    @property
    def pages(self) -> int:
        """Return how many pages of lines there are."""
        return max(1, -(-self.total // LINES_ON_A_PAGE))


def log_read(raw: Mapping[str, Any], page: int) -> LogRead:
    """Return one reading of the log from what the database answered."""
    markings = {identifier: _marking(identifier, row) for identifier, row in raw["markings"].items()}
    head = raw["head"]
    chain = Chain(
        sealed=raw["sealed"],
        waiting=head["waiting"],
        head=head["hash"] or "",
        sealed_at=_moment(head["sealed_at"]) if head["sealed_at"] else None,
        mistaken=raw["mistaken"],
        mistakes=raw["mistakes"],
    )
    readers = None
    if "readers" in raw:
        readers = [LogReader(**{**row, "at": _moment(row["at"])}) for row in raw["readers"]]
    lines = [
        LogRow(
            **{
                **row,
                "at": _moment(row["at"]),
                "markings": [markings[item] for item in row["markings"] if item in markings],
            }
        )
        for row in raw["lines"]
    ]
    return LogRead(raw["line"], chain, _readings(raw, markings), lines, raw["total"], page, readers)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _marking(identifier: str, row: Mapping[str, Any]) -> MarkingSeen:
    return MarkingSeen(
        UUID(identifier),
        row["organisation"],
        row["name"],
        row["capacity"],
        row["category"],
        row["level"],
        row["handling"],
    )


def _readings(raw: Mapping[str, Any], markings: Mapping[str, MarkingSeen]) -> list[ReadingsOfGround]:
    """Return the counts by ground: each clearance is decided again, with the policies and facts of its own moment."""
    facts = {identifier: Facts.read({**row["facts"], "covenant": ""}) for identifier, row in raw["clearances"].items()}
    counted: dict[tuple[Any, ...], list[int]] = {}
    for row in raw["groups"]:
        marking = markings.get(row["marking"] or "")
        known = facts.get(row["clearance"] or "")
        policies = raw["policies"].get(raw["clearances"].get(row["clearance"] or "", {}).get("grounds", ""), "")
        clauses, allowed = _ground(known, marking, policies)
        giver = (marking.provider, marking.capacity) if marking else ("", "")
        key = (row["purpose"], clauses, allowed, *giver, row["organisation"], row["capacity"])
        sums = counted.setdefault(key, [0, 0, 0])
        for place, name in enumerate(("readings", "refusals", "nothing")):
            sums[place] += row[name]
    found = [ReadingsOfGround(*key, *sums) for key, sums in counted.items()]
    return sorted(found, key=lambda row: (row.purpose, row.giver, row.receiver, -row.readings, -row.refusals))


def _ground(facts: Facts | None, marking: MarkingSeen | None, policies: str) -> tuple[tuple[Clause, ...], bool]:
    if facts is None or marking is None or marking.id not in facts.markings or not policies:
        return (), False
    try:
        grounds = grounds_of(policies)
    except NotValid:
        return (), False
    decided = decide_one(grounds, facts.reader, *facts.question(marking.id))
    # Who reads their own data needs no gateway, even where one is open.
    own = tuple(clause for clause in decided.clauses if clause.id == OWN_DATA)
    return own or decided.clauses, decided.allowed
