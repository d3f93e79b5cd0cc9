"""Count the answers of a round: per statement and category, in the smallest cells that its breakdowns make."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EMPTY, DO_NOT_KNOW = -1, -2
NO_GROUP = -1

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Counts of a round. A cell holds the people who are in the same group of every breakdown.

    groups: of each breakdown, the group of each cell ([cells]; `NO_GROUP` where those people are in none).
    counts: [cells × statements × (categories + 2)]; the last two are "do not know" and empty. People who took no part
    count as empty, so the counts of a statement add up to the population.
    took_part: how many of each cell answered anything at all, "do not know" included.
    """

    groups: Mapping[str, Integers]
    counts: Integers
    took_part: Integers

    @property
    def people(self) -> Integers:
        """Return how many people each cell holds, whether they answered or not."""
        return np.asarray(self.counts[:, 0, :].sum(axis=1))

    @property
    def statements(self) -> int:
        """Return how many statements were asked."""
        return int(self.counts.shape[1])


def tally(answers: NDArray[np.int8], groups: Mapping[str, Integers], categories: int) -> Tally:
    """Count the answers of everyone who was asked.

    answers: [people × statements]; 0 … categories - 1 for an answer on the scale, `DO_NOT_KNOW`, or `EMPTY`, also for
    all of someone who took no part. groups: of each breakdown the group of each person, 0 and up, or `NO_GROUP`.
    Raises `ValueError` when a code is none of these, or lengths differ.
    """
    people, statements = answers.shape
    if not statements or any(len(codes) != people or (codes < NO_GROUP).any() for codes in groups.values()):
        raise ValueError("groups do not fit the answers")
    if people and (answers.min() < DO_NOT_KNOW or answers.max() >= categories):
        raise ValueError("an answer that is not on the scale")
    cells, cell_of = _cells(list(groups.values()), people)
    kinds = categories + 2
    counts = np.empty((cells.shape[1], statements, kinds), dtype=np.int64)
    # -1 (empty) becomes the last kind, -2 (do not know) the one before it.
    kind_of = np.concatenate([np.arange(categories), [categories, categories + 1]])
    for statement in range(statements):
        place = cell_of * kinds + kind_of[answers[:, statement]]
        counts[:, statement, :] = np.bincount(place, minlength=cells.shape[1] * kinds).reshape(-1, kinds)
    took_part = np.bincount(cell_of, weights=(answers != EMPTY).any(axis=1), minlength=cells.shape[1])
    return Tally(dict(zip(groups, cells, strict=True)), counts, took_part.astype(np.int64))


def _cells(codes: list[Integers], people: int) -> tuple[Integers, Integers]:
    """Return the group of each cell per breakdown ([breakdowns × cells]), and the cell of each person."""
    cell_of = np.zeros(people, dtype=np.int64)
    for of_breakdown in codes:
        # Numbered anew each time, so that many breakdowns do not overflow.
        joined = cell_of * (of_breakdown.max(initial=0) + 2) + of_breakdown + 1
        cell_of = np.unique(joined, return_inverse=True)[1].reshape(-1)
    first = np.unique(cell_of, return_index=True)[1]
    cells = [np.asarray(of_breakdown, dtype=np.int64)[first] for of_breakdown in codes]
    return np.array(cells, dtype=np.int64).reshape(len(codes), len(first)), cell_of
