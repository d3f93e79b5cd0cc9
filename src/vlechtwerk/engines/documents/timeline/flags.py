"""Place words beside their poles: in rows, so that no words touch and no pole runs through words where it can be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Held = TypeVar("Held")

BESIDE, APART = 6.0, 8.0


@dataclass(frozen=True, slots=True)
class Flag(Generic[Held]):
    """Something with words of this width, on a pole at this place; the words stand right of it, or left."""

    held: Held
    pole: float
    begins: float
    ends: float
    row: int


def place(
    found: Sequence[Held], at: Callable[[Held], tuple[float, float]], widest: float, most: int
) -> list[Flag[Held]]:
    """Give each the lowest row in which its words touch no other; past the last row it is left out.

    `at` returns the place of the pole and the width of the words.
    """
    right: list[tuple[float, float, Held]] = []
    left: list[tuple[float, float, Held]] = []
    for held in found:
        pole, width = at(held)
        (right if pole + BESIDE + width <= widest else left).append((pole, width, held))
    rows: list[list[tuple[float, float]]] = [[] for _row in range(most)]
    placed = []
    # Words left of their pole: the earliest lowest; words right of it: the latest lowest.
    for pole, width, held in [
        *sorted(left, key=lambda item: item[0]),
        *sorted(right, key=lambda item: item[0], reverse=True),
    ]:
        begins = pole + BESIDE if pole + BESIDE + width <= widest else max(pole - BESIDE - width, 0.0)
        ends = begins + width
        row = next((row for row, taken in enumerate(rows) if _is_free(taken, begins, ends)), None)
        if row is not None:
            rows[row].append((begins, ends))
            placed.append(Flag(held, pole, begins, ends, row))
    return placed


def _is_free(taken: list[tuple[float, float]], begins: float, ends: float) -> bool:
    return all(ends + APART <= start or end + APART <= begins for start, end in taken)
