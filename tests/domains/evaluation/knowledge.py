"""What someone knows of the people behind figures, as an integer program: which numbers stay possible of something."""

from collections.abc import Iterable, Mapping

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Row = Mapping[int, int]


class Knowledge:
    """Whole numbers from 0 on, and sums of them that are known.

    Numbers that were found for one question are numbers for all, so few programs have to be solved.
    """

    def __init__(self) -> None:
        self.length = 0
        self._rows: list[Row] = []
        self._least: list[float] = []
        self._most: list[float] = []
        self._found: list[np.ndarray] = []
        self._known: LinearConstraint | None = None

    def numbers(self, count: int) -> range:
        """Think of so many numbers that are not known; return their places."""
        self.length += count
        return range(self.length - count, self.length)

    def know(self, row: Row, least: float, most: float | None = None) -> None:
        """Know a sum, or between what it lies."""
        self._rows.append(row)
        self._least.append(least)
        self._most.append(least if most is None else most)

    def fits(self, numbers: np.ndarray) -> bool:
        """Tell whether numbers are possible, and keep them when they are."""
        sums = np.asarray(self._constraint.A @ numbers)
        if ((sums < np.array(self._least)) | (sums > np.array(self._most))).any() or (numbers < 0).any():
            return False
        self._found.append(numbers)
        return True

    @property
    def _constraint(self) -> LinearConstraint:
        if self._known is None:
            self._known = LinearConstraint(_matrix(self._rows, self.length), self._least, self._most)
        return self._known

    def _solve(self, objective: np.ndarray, *further: LinearConstraint) -> bool:
        found = milp(
            objective,
            integrality=np.ones(self.length, np.int64),
            bounds=Bounds(0, np.inf),
            constraints=[self._constraint, *further],
        )
        assert found.status in (0, 2), found.message
        if found.status == 0:
            self._found.append(np.rint(found.x))
        return bool(found.status == 0)

    def possible(self, row: Row, enough: int = 3) -> int:
        """Return how many values of a sum are possible, counting no further than enough (at most 3)."""
        sought = np.zeros(self.length)
        for place, count in row.items():
            sought[place] = count

        def seen() -> set[int]:
            return set(np.rint(np.array(self._found) @ sought).astype(int).tolist()) if self._found else set()

        for objective in (sought, -sought):
            if len(seen()) < enough:
                assert self._solve(objective)
        if len(seen()) == 2 < enough and max(seen()) - min(seen()) > 1:
            self._solve(sought, LinearConstraint(sought, min(seen()) + 1, max(seen()) - 1))
        return min(len(seen()), enough)


def total(*places: Iterable[int]) -> Row:
    """Add numbers up."""
    return {place: 1 for some in places for place in some}


def _matrix(rows: list[Row], length: int) -> csr_array:
    where = [(number, place) for number, row in enumerate(rows) for place in row]
    counts = [count for row in rows for count in row.values()]
    first, second = (list(some) for some in zip(*where, strict=True)) if where else ([], [])
    return csr_array((counts, (first, second)), shape=(len(rows), length))
