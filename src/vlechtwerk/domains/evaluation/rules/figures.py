"""The figures of a round's result, as records and as the JSON that is kept: only what may be shown is in them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from vlechtwerk.domains.evaluation.models import Breakdown, EvaluationRound
from vlechtwerk.engines.statistics.response_rates import CutOffs, Disposition, Rate, ResponseRates
from vlechtwerk.engines.statistics.suppression import Distribution

# In the order in which they go before each other when not all can be shown.
BREAKDOWNS = tuple(Breakdown.values)
CROSSES = ((Breakdown.LEVEL.value, Breakdown.ORGANISATION.value),)
# The way in which the JSON is written.
WRITTEN_AS = 1

# A group, or a cell of a cross: its breakdowns with the code of the group in each; the whole is empty.
Group = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StatementFigures:
    """What may be shown of one statement; counts are in the order of the categories of its scale.

    `whole` is nothing when too few answered to show any. In each distribution `empty` counts all people who gave no
    answer, those who took no part included.
    """

    code: str
    whole: Distribution | None
    groups: Mapping[Group, Distribution] = field(default_factory=dict)
    hidden: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What became of the invitations, and per group how many took part, where that may be shown.

    `population` is how many were asked, or nothing where that is not known (answers collected elsewhere). Of a
    disposition that is not there is not told how often it was.
    """

    population: int | None
    took_part: int
    dispositions: Mapping[Disposition, int]
    groups: Mapping[Group, Rate] = field(default_factory=dict)
    hidden: tuple[Group, ...] = ()

    @property
    def broken_off(self) -> int:
        """Return how many forms were broken off, where that is told without who refused."""
        told = self.dispositions
        if Disposition.COMPLETE not in told or Disposition.BREAK_OFF in told:
            return 0
        return self.took_part - told[Disposition.COMPLETE] - told[Disposition.PARTIAL]

    @property
    def not_told(self) -> int:
        """Return of how many who were asked is not told what became of it."""
        told = (count for kind, count in self.dispositions.items() if kind is not Disposition.NOT_ELIGIBLE)
        return 0 if self.population is None else self.population - sum(told) - self.broken_off

    @property
    def rates(self) -> Mapping[str, Rate]:
        """Return the response rates by name: those that follow from what is told, when the population is known."""
        told = self.dispositions
        if self.population is None or Disposition.COMPLETE not in told:
            return {}
        # To what the others are counted is no matter: rates that depend on it are left out.
        rest = next((kind for kind in Disposition if kind not in {*told, Disposition.NOT_ELIGIBLE}), None)
        rates = ResponseRates({**told, rest: self.not_told + self.broken_off} if rest else told)
        found = {"RR1": rates.rr1, "RR2": rates.rr2}
        if Disposition.UNKNOWN in told:
            found |= {"RR5": rates.rr5, "RR6": rates.rr6}
            if Disposition.NO_REACTION in told:
                found["COOP1"] = rates.coop1
        return found


@dataclass(frozen=True, slots=True)
class Moves:
    """Of the people who answered a statement in two rounds: how many chose a higher, the same, or a lower category."""

    up: int
    same: int
    down: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """How the people of a round stand to those of an earlier one.

    Nothing for `joined` and `left` when those are too few to tell; `groups` may be compared; `moves` by statement.
    """

    code: str
    joined: int | None
    left: int | None
    groups: tuple[Group, ...] = ()
    moves: Mapping[str, Moves] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """All that is shown of a round."""

    threshold: int
    response: Response
    statements: tuple[StatementFigures, ...]
    earlier: tuple[Earlier, ...] = ()

    def statement(self, code: str) -> StatementFigures | None:
        """Return the figures of one statement."""
        return next((one for one in self.statements if one.code == code), None)

    def as_json(self) -> dict[str, Any]:
        """Return what is kept of a result."""
        return {
            "written_as": WRITTEN_AS,
            "threshold": self.threshold,
            "response": {
                "population": self.response.population,
                "took_part": self.response.took_part,
                "dispositions": {kind.value: count for kind, count in self.response.dispositions.items()},
                "groups": [
                    {"group": dict(group), "part": rate.part, "of": rate.of}
                    for group, rate in self.response.groups.items()
                ],
                "hidden": [dict(group) for group in self.response.hidden],
            },
            "statements": [_statement_as_json(one) for one in self.statements],
            "earlier": [
                {
                    "round": one.code,
                    "joined": one.joined,
                    "left": one.left,
                    "groups": [dict(group) for group in one.groups],
                    "moves": {code: [moves.up, moves.same, moves.down] for code, moves in one.moves.items()},
                }
                for one in self.earlier
            ],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "RoundFigures":
        """Read what is kept of a result."""
        response = kept["response"]
        told = response["dispositions"]
        return cls(
            kept["threshold"],
            Response(
                response["population"],
                response["took_part"],
                {kind: told[kind.value] for kind in Disposition if kind.value in told},
                {_group(one["group"]): Rate(one["part"], one["of"]) for one in response["groups"]},
                tuple(_group(group) for group in response["hidden"]),
            ),
            tuple(_statement(one) for one in kept["statements"]),
            tuple(
                Earlier(
                    one["round"],
                    one["joined"],
                    one["left"],
                    tuple(_group(group) for group in one["groups"]),
                    {code: Moves(*moves) for code, moves in one["moves"].items()},
                )
                for one in kept["earlier"]
            ),
        )


def checksum_of_figures(figures: Mapping[str, Any]) -> str:
    """Return the SHA-256 of figures as JSON with sorted keys and no spaces, in hexadecimal."""
    written = json.dumps(figures, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def cut_offs_of(asked: EvaluationRound) -> CutOffs:
    """Return from which shares of the statements on a form is partial, and complete."""
    return CutOffs(Fraction(asked.partial_from, 100), Fraction(asked.complete_above, 100))


def _statement_as_json(one: StatementFigures) -> dict[str, Any]:
    return {
        "code": one.code,
        "whole": _as_json(one.whole) if one.whole else None,
        "groups": [{"group": dict(group), **_as_json(found)} for group, found in one.groups.items()],
        "hidden": [dict(group) for group in one.hidden],
    }


def _as_json(found: Distribution) -> dict[str, Any]:
    return {"counts": list(found.counts), "do_not_know": found.do_not_know, "not_answered": found.empty}


def _statement(kept: Mapping[str, Any]) -> StatementFigures:
    return StatementFigures(
        kept["code"],
        _distribution(kept["whole"]) if kept["whole"] else None,
        {_group(one["group"]): _distribution(one) for one in kept["groups"]},
        tuple(_group(group) for group in kept["hidden"]),
    )


def _distribution(kept: Mapping[str, Any]) -> Distribution:
    return Distribution(tuple(kept["counts"]), kept["do_not_know"], kept["not_answered"])


def _group(kept: Mapping[str, str]) -> Group:
    # A database keeps the keys of JSON in its own order.
    return tuple((name, kept[name]) for name in BREAKDOWNS if name in kept)
