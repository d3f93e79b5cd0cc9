"""Someone who has everything that was ever shown of a round, knows who was asked, and works out the rest.

What goes in is the JSON that is kept of a result (each page, file and interface shows it and no more) and the people,
as anyone may know them who knows the organisations. Nothing is taken from the code that decides what is shown.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from operator import eq, gt, itemgetter, lt
from typing import Any

import numpy as np

from tests.domains.evaluation.knowledge import Knowledge, Row, total

Place = Mapping[str, str]
Shown = Mapping[str, Any]


@dataclass(frozen=True)
class Hidden:
    """A number that is not shown: how many people of a group gave an answer.

    A category by number, or a word; "agree" and "disagree" are all answers on that side.
    """

    statement: str
    group: tuple[tuple[str, str], ...]
    kind: int | str


def is_in(place: Place, group: Place) -> bool:
    return all(place.get(name) == code for name, code in group.items())


def kinds_of(kind: int | str, categories: int) -> list[int]:
    """Return the categories of an answer or of a side: the first half is against, the last half for."""
    if isinstance(kind, int):
        return [kind]
    against = list(range(categories // 2))
    return against if kind == "disagree" else [categories - 1 - one for one in against]


def numbers_of(found: Shown) -> list[int]:
    return [*found["counts"], found["do_not_know"]]


class Reader:
    """Thinks of each group of people who are in the same place: which statements they answered, and with what.

    took_part: of each person whether they answered anything, when the reader knows that. about: the reader has
    the response, the whole of this one statement, and of its groups these only; and how many took part in each of the
    blocks that the groups with a response make.
    """

    def __init__(
        self,
        figures: Shown,
        people: Sequence[Place],
        took_part: Sequence[bool] | None = None,
        about: tuple[str, Sequence[Place], Mapping[tuple[bool, ...], int]] | None = None,
    ) -> None:
        self.figures, self.people, self.about = figures, people, about
        self.codes = [one["code"] for one in figures["statements"]]
        self.patterns = list(product((False, True), repeat=len(self.codes)))
        self.known = Knowledge()
        held = Counter(tuple(sorted(place.items())) for place in people)
        self.cells = [dict(cell) for cell in held]
        self.answered = [dict(zip(self.patterns, self.known.numbers(len(self.patterns)), strict=True)) for _ in held]
        for cell, size in zip(self.answered, held.values(), strict=True):
            self.known.know(total(cell.values()), size)
        if took_part is not None:
            for place, one in enumerate(held):
                stayed_away = sum(
                    tuple(sorted(person.items())) == one and not answered
                    for person, answered in zip(people, took_part, strict=True)
                )
                self.known.know({self.answered[place][self.patterns[0]]: 1}, stayed_away)
        self.kinds = [self._kinds(one) for one in figures["statements"]]
        self._know_response()
        for number, one in enumerate(figures["statements"]):
            self._know_statement(number, one)

    def numbers(self, answers: Sequence[Sequence[int | None]]) -> np.ndarray:
        """Return the numbers that answers make: per person and statement a category, nothing where none was given."""
        found = np.zeros(self.known.length)
        for place, given in zip(self.people, answers, strict=True):
            cell = self.cells.index(dict(place))
            found[self.answered[cell][tuple(one is not None for one in given)]] += 1
            for kinds, one in zip(self.kinds, given, strict=True):
                if kinds and one is not None:
                    found[kinds[cell][one]] += 1
        return found

    def _kinds(self, statement: Shown) -> list[range]:
        """Think of the answers to a statement, per cell; as many as answered it."""
        if self.about is not None and statement["code"] != self.about[0]:
            return []
        width = len(statement["whole"]["counts"]) if statement["whole"] else 1
        kinds = [self.known.numbers(width + 1) for _ in self.cells]
        number = self.codes.index(statement["code"])
        for places, cell in zip(kinds, self.answered, strict=True):
            self.known.know({**total(places), **dict.fromkeys(self._who_answered(cell, number), -1)}, 0)
        return kinds

    def _who_answered(self, cell: Mapping[tuple[bool, ...], int], number: int) -> list[int]:
        return [place for pattern, place in cell.items() if pattern[number]]

    def _within(self, group: Place) -> list[int]:
        return [number for number, cell in enumerate(self.cells) if is_in(cell, group)]

    def _patterns_within(self, group: Place, holds: Callable[[tuple[bool, ...]], bool]) -> Row:
        return total(
            place
            for number in self._within(group)
            for pattern, place in self.answered[number].items()
            if holds(pattern)
        )

    def _know_response(self) -> None:
        response = self.figures["response"]
        of_kind = response["dispositions"]
        self.known.know(self._patterns_within({}, any), response["took_part"])
        for rate in response["groups"]:
            self.known.know(self._patterns_within(rate["group"], any), rate["part"])
        groups = [rate["group"] for rate in response["groups"]]
        for label, count in (self.about[2] if self.about else {}).items():
            within = [number for number, cell in enumerate(self.cells)
                      if tuple(is_in(cell, group) for group in groups) == label]  # fmt: skip
            took_part = (place for number in within for pattern, place in self.answered[number].items() if any(pattern))
            self.known.know(total(took_part), count)
        share = Fraction(1, len(self.codes))
        ways: dict[str, Callable[[tuple[bool, ...]], bool]] = {
            "complete": lambda one: sum(one) * share > Fraction(4, 5),
            "partial": lambda one: Fraction(1, 2) <= sum(one) * share <= Fraction(4, 5),
        }
        for kind in ways.keys() & of_kind.keys():
            self.known.know(self._patterns_within({}, ways[kind]), of_kind[kind])

    def _know_statement(self, number: int, one: Shown) -> None:
        if one["whole"] is None or (self.about is not None and one["code"] != self.about[0]):
            return
        for group, found in [({}, one["whole"]), *((shown["group"], shown) for shown in one["groups"])]:
            if group and self.about is not None and group not in self.about[1]:
                continue
            counts = numbers_of(found)
            self.known.know(self._patterns_within(group, itemgetter(number)), sum(counts))
            for kind, count in enumerate(counts):
                self.known.know(self._answers_within(number, group, kind), count)

    def _answers_within(self, number: int, group: Place, kind: int) -> Row:
        return {self.kinds[number][cell][kind]: 1 for cell in self._within(group)}

    def row(self, hidden: Hidden) -> Row:
        """Return the sum that is hidden."""
        group = dict(hidden.group)
        if hidden.kind == "took part":
            return self._patterns_within(group, any)
        number = self.codes.index(hidden.statement)
        if hidden.kind == "empty":
            return self._patterns_within(group, lambda pattern: not pattern[number])
        kinds = kinds_of(hidden.kind, len(self.figures["statements"][number]["whole"]["counts"]))
        return total(*(self._answers_within(number, group, kind) for kind in kinds))


def hidden_groups(statement: Shown, people: Iterable[Place]) -> list[Place]:
    """Return of what a statement shows nothing, for who knows the people: groups, and cells of level × organisation."""
    shown = [one["group"] for one in statement["groups"]]
    found: list[Place] = []
    for place in people:
        groups: list[Place] = [{name: code} for name, code in place.items()]
        if {"level", "organisation"} <= place.keys():
            groups.append({name: place[name] for name in ("level", "organisation")})
        found += [one for one in groups if one not in shown and one not in found]
    return found


def hidden_numbers(figures: Shown, people: Sequence[Place]) -> Iterator[Hidden]:
    """Name everything that is not shown: of each statement the hidden groups, by category."""
    for one in figures["statements"]:
        if one["whole"] is None:
            continue
        for group in hidden_groups(one, people):
            kinds: list[int | str] = [*range(len(one["whole"]["counts"]) + 1), "empty", "agree", "disagree"]
            yield from (Hidden(one["code"], tuple(sorted(group.items())), kind) for kind in kinds)
    for group in figures["response"]["hidden"]:
        yield Hidden("", tuple(sorted(group.items())), "took part")


class ReaderOfTwoRounds:
    """Thinks of one statement and the same people in two rounds: of each place how many answered so, and then so.

    people: where each was in the first round and in the second; nothing where they were not asked. took_part: of each
    person in which of the rounds they answered anything, when the reader knows that.
    """

    def __init__(
        self,
        statements: Sequence[Shown],
        moves: Sequence[int] | None,
        people: Sequence[tuple[Place | None, Place | None]],
        took_part: Sequence[tuple[bool, bool]] | None = None,
    ) -> None:
        self.known, self.statements = Knowledge(), statements
        self.width = len(statements[0]["whole"]["counts"])
        # After the categories "do not know" and empty.
        self.kinds = range(self.width + 2)
        known_of = [
            (tuple(_frozen(place) for place in places), took_part[number] if took_part else None)
            for number, places in enumerate(people)
        ]
        self.of_person = known_of
        self.cells = list(dict.fromkeys(known_of))
        self.pairs = [dict(zip(product(self.kinds, repeat=2), self.known.numbers(len(self.kinds) ** 2), strict=True))
                      for _ in self.cells]  # fmt: skip
        for cell, pairs in zip(self.cells, self.pairs, strict=True):
            self.known.know(total(pairs.values()), known_of.count(cell))
            for at, (place, part) in enumerate(zip(cell[0], cell[1] or (True, True), strict=True)):
                if place is None or not part:
                    self.known.know(total(number for pair, number in pairs.items() if pair[at] != self.kinds[-1]), 0)
        for at, one in enumerate(statements):
            for group, found in [({}, one["whole"]), *((shown["group"], shown) for shown in one["groups"])]:
                for kind, count in enumerate([*numbers_of(found), found["not_answered"]]):
                    self.known.know(self.row(at, group, kind), count)
        if moves:
            ways: Sequence[Callable[[int, int], bool]] = (lt, eq, gt)
            for way, count in zip(ways, moves, strict=True):
                moved = (
                    number for pairs in self.pairs for pair, number in pairs.items()
                    if max(pair) < self.width and way(*pair)
                )  # fmt: skip
                self.known.know(total(moved), count)

    def row(self, at: int, group: Place, kind: int) -> Row:
        """Return how many people of a group gave an answer, in the first round (0) or the second."""
        return total(
            number
            for cell, pairs in zip(self.cells, self.pairs, strict=True)
            if cell[0][at] is not None and is_in(dict(cell[0][at] or ()), group)
            for pair, number in pairs.items()
            if pair[at] == kind
        )

    def numbers(self, answers: Sequence[tuple[int, int]]) -> np.ndarray:
        """Return the numbers that answers make: of each person what they answered in both rounds."""
        found = np.zeros(self.known.length)
        for cell, pair in zip(self.of_person, answers, strict=True):
            found[self.pairs[self.cells.index(cell)][pair]] += 1
        return found


def _frozen(place: Place | None) -> tuple[tuple[str, str], ...] | None:
    return None if place is None else tuple(sorted(place.items()))
