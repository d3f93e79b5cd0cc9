"""Stretches of texts that were given a code, laid end to end on one axis so that they can be swept at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


class Coded(Protocol):
    """A selection of a text to which a coder gave a code: from `start` up to `end` (not included), in code points."""

    @property
    def text(self) -> str:
        """Return which text."""

    @property
    def coder(self) -> str:
        """Return who gave the code."""

    @property
    def code(self) -> str:
        """Return which code."""

    @property
    def start(self) -> int:
        """Return the first place of the selection."""

    @property
    def end(self) -> int:
        """Return the place after its last."""


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """Texts laid end to end, each with one empty place behind it so that stretches of two texts never touch.

    texts: their names in order. offsets: the place on the axis where each begins, and at last the whole length.
    """

    texts: Sequence[str]
    offsets: Integers

    @classmethod
    def of(cls, lengths: Mapping[str, int]) -> "Axis":
        """Lay out texts of these lengths; raises `ValueError` when one is shorter than nothing."""
        if any(length < 0 for length in lengths.values()):
            raise ValueError("a length below zero")
        ends = np.cumsum([0, *(length + 1 for length in lengths.values())], dtype=np.int64)
        return cls(tuple(lengths), ends)

    @property
    def length(self) -> int:
        """Return how long the whole axis is, empty places included."""
        return int(self.offsets[-1])

    def places(self, positions: Integers) -> tuple[list[str], Integers]:
        """Return of positions on the axis the text and the place in it."""
        which = np.searchsorted(self.offsets, positions, side="right") - 1
        return [self.texts[index] for index in which.tolist()], positions - self.offsets[which]


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Selections as columns of the same length: index of text, of coder and of code, start and end in the text."""

    text: Integers
    coder: Integers
    code: Integers
    start: Integers
    end: Integers


def spans_of(
    codings: Iterable[Coded], lengths: Mapping[str, int], coders: Sequence[str], codes: Sequence[str]
) -> Spans:
    """Return codings as columns, of these texts, coders and codes only.

    Raises `ValueError` when a range of such a coding is empty or lies outside its text.
    """
    text_at = {text: index for index, text in enumerate(lengths)}
    coder_at = {coder: index for index, coder in enumerate(coders)}
    code_at = {code: index for index, code in enumerate(codes)}
    rows = [
        (text_at[one.text], coder_at[one.coder], code_at[one.code], one.start, one.end)
        for one in codings
        if one.text in text_at and one.coder in coder_at and one.code in code_at
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    text, coder, code, start, end = (np.ascontiguousarray(table[:, column]) for column in range(5))
    longest = np.fromiter(lengths.values(), dtype=np.int64, count=len(lengths))
    if ((start < 0) | (start >= end) | (end > longest[text])).any():
        raise ValueError("a selection that is empty or lies outside its text")
    return Spans(text, coder, code, start, end)


def joined(start: Integers, end: Integers) -> tuple[Integers, Integers]:
    """Return the union of intervals as intervals that neither overlap nor touch, in order.

    >>> [column.tolist() for column in joined(np.array([5, 0, 2, 9]), np.array([6, 3, 5, 10]))]
    [[0, 9], [6, 10]]
    """
    if not len(start):
        return start, end
    order = np.argsort(start, kind="stable")
    start, reach = start[order], np.maximum.accumulate(end[order])
    first = np.concatenate([[True], start[1:] > reach[:-1]])
    last = np.concatenate([first[1:], [True]])
    return start[first], reach[last]
