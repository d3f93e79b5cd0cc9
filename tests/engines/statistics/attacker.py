"""Someone who has what is shown of a statement, knows who is in which group, and works out the rest by integer program.

Nothing here is taken from the code that decides what is shown: what goes in is what stands on the page.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Group = tuple[tuple[str, int], ...]
Person = Mapping[str, int]
FIRST_TRIES = 8


@dataclass
class Attacker:
    """Knows of each person the groups and, when `took_part` is given, whether they answered anything.

    whole and groups: the numbers that are shown, per category, "do not know" and empty last. answers: what everyone may
    have answered as far as this one can tell; from the start, what someone found who knows more.
    """

    people: Sequence[Person]
    whole: Sequence[int]
    groups: Mapping[Group, Sequence[int]]
    took_part: Sequence[bool] | None = None
    answers: list[np.ndarray] = field(default_factory=list)
    _cells: list[tuple[tuple[str, int], ...]] = field(init=False)
    _constraints: LinearConstraint = field(init=False)
    _least: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        held = Counter(tuple(sorted(person.items())) for person in self.people)
        self._cells = list(held)
        kinds = len(self.whole)
        self._least = np.zeros((len(self._cells), kinds))
        if self.took_part is not None:
            for person, took_part in zip(self.people, self.took_part, strict=True):
                self._least[self._cells.index(tuple(sorted(person.items()))), -1] += not took_part
        rows, sums = [], []
        for place, cell in enumerate(self._cells):
            row = np.zeros((len(self._cells), kinds))
            row[place] = 1
            rows.append(row.ravel())
            sums.append(held[cell])
        for group, counts in {(): self.whole, **self.groups}.items():
            for kind, count in enumerate(counts):
                rows.append(self._sum_of(group, kind))
                sums.append(count)
        self._constraints = LinearConstraint(np.array(rows), np.array(sums), np.array(sums))
        random = np.random.default_rng(1)
        for _ in range(0 if self.answers else FIRST_TRIES):
            assert self._solve(random.normal(size=self._least.size)), "what is shown contradicts itself"

    def _sum_of(self, group: Group, kind: int) -> np.ndarray:
        row = np.zeros((len(self._cells), len(self.whole)))
        for place, cell in enumerate(self._cells):
            row[place, kind] = set(group) <= set(cell)
        return row.ravel()

    def _solve(self, objective: np.ndarray, *further: LinearConstraint) -> bool:
        """Find the answers with the least of something, keep them with those found before; tell whether there are."""
        found = milp(
            objective,
            integrality=np.ones(len(objective)),
            bounds=Bounds(self._least.ravel(), np.inf),
            constraints=[self._constraints, *further],
        )
        assert found.status in (0, 2), found.message
        if found.status == 0:
            self.answers.append(np.rint(found.x))
        return bool(found.status == 0)

    def possible(self, group: Group, kind: int, enough: int) -> int:
        """Return how many numbers are possible of a group and category, counting no further than enough (at most 3).

        Answers that were found for one category are answers for all, so few programs have to be solved.
        """
        row = self._sum_of(group, kind)

        def seen() -> set[int]:
            return {round(float(row @ answers)) for answers in self.answers}

        for objective in (row, -row):
            if len(seen()) < enough:
                assert self._solve(objective)
        if len(seen()) == 2 < enough and max(seen()) - min(seen()) > 1:
            # A program of this kind may leave gaps between its least and its most.
            self._solve(row, LinearConstraint(row, min(seen()) + 1, max(seen()) - 1))
        return min(len(seen()), enough)


def left_by_one(part: int, people: int, counts: Sequence[int], kind: int) -> int:
    """Return how many numbers one distribution leaves for a part of its people: draw them from its answers."""
    return len({drawn for drawn in range(part + 1) if drawn <= counts[kind] and part - drawn <= people - counts[kind]})


def size_of(people: Sequence[Person], group: Group) -> int:
    return sum(set(group) <= set(person.items()) for person in people)


def leaks(attacker: Attacker, hidden: Iterable[Group]) -> list[tuple[Group, int, int]]:
    """Return the hidden groups and categories of which fewer numbers are possible than must be, with how many are.

    Three must be, or what the whole alone leaves; for a cell of a cross, or what a shown group that it is in leaves.
    """
    found = []
    present = [
        person
        for place, person in enumerate(attacker.people)
        if attacker.took_part is None or attacker.took_part[place]
    ]
    for group in sorted(hidden):
        around = [((), attacker.whole)]
        if len(group) == 2:
            around += [((one,), attacker.groups[(one,)]) for one in group if (one,) in attacker.groups]
        for kind in range(len(attacker.whole)):
            must = 3
            for outer, counts in around:
                people = size_of(present, outer)
                within = list(counts)
                within[-1] -= size_of(attacker.people, outer) - people
                must = min(must, left_by_one(size_of(present, group), people, within, kind))
            if must > 1:
                possible = attacker.possible(group, kind, must)
                if possible < must:
                    found.append((group, kind, possible))
    return found
