"""Codes that go together: at which places, in how many texts and with how many people two codes overlap."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vlechtwerk.engines.statistics.stretches import Axis, Integers, Spans, joined


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """Two codes that overlap: at how many places, in how many texts, and with how many people."""

    first: str
    second: str
    places: int
    texts: int
    people: int


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """Pairs of codes that overlap somewhere, as columns: those with the most places first."""

    codes: Sequence[str]
    both: Integers
    places: Integers
    texts: Integers
    people: Integers

    def __len__(self) -> int:
        """Return how many pairs there are."""
        return len(self.both)

    def pairs(self, most: int | None = None) -> list[CoOccurrence]:
        """Return the pairs, or the first of them."""
        columns = (column[:most].tolist() for column in (self.both, self.places, self.texts, self.people))
        return [
            CoOccurrence(self.codes[pair // len(self.codes)], self.codes[pair % len(self.codes)], places, texts, people)
            for pair, places, texts, people in zip(*columns, strict=True)
        ]


def together(spans: Spans, axis: Axis, codes: Sequence[str], people: Mapping[str, Collection[str]]) -> Together:
    """Return each two codes that overlap somewhere, those with the most places first, of selections as columns.

    A place is a stretch of a text over which both codes run, whoever gave them: two coders who did the same count once.
    people: who speaks in each text; a text that is not named has nobody.
    """
    along = spans.code * axis.length + axis.offsets[spans.text]
    start, end = joined(along + spans.start, along + spans.end)
    code = start // axis.length
    start, end = start - code * axis.length, end - code * axis.length
    order = np.argsort(start, kind="stable")
    code, start, end = code[order], start[order], end[order]
    # Each stretch meets those that begin behind it and before its end; of one code no two meet.
    meets = np.searchsorted(start, end, "left") - np.arange(len(start)) - 1
    one = np.repeat(np.arange(len(start)), meets)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(meets) - meets, meets)
    both = np.minimum(code[one], code[other]) * len(codes) + np.maximum(code[one], code[other])
    text = np.searchsorted(axis.offsets, start[other], "right") - 1
    pairs, which, places = np.unique(both, return_inverse=True, return_counts=True)
    of_pair, in_text = np.divmod(np.unique(which.reshape(-1) * len(axis.texts) + text), max(len(axis.texts), 1))
    texts = np.bincount(of_pair, minlength=len(pairs))
    heard = _heard(of_pair, in_text, len(pairs), axis.texts, people)
    most_first = np.lexsort((pairs, -places))
    return Together(codes, pairs[most_first], places[most_first], texts[most_first], heard[most_first])


def _heard(
    of_pair: Integers, in_text: Integers, pairs: int, texts: Sequence[str], people: Mapping[str, Collection[str]]
) -> Integers:
    """Return how many people speak in the texts of each pair."""
    known: dict[str, int] = {}
    speaking = [[known.setdefault(who, len(known)) for who in people.get(text, ())] for text in texts]
    counts = np.array([len(those) for those in speaking], dtype=np.int64)
    begins = np.cumsum(counts) - counts
    flat = np.array([who for those in speaking for who in those], dtype=np.int64)
    each = counts[in_text]
    # The people of a text, once for each pair that it has.
    within = np.arange(int(each.sum())) - np.repeat(np.cumsum(each) - each, each)
    who = flat[np.repeat(begins[in_text], each) + within]
    found = np.unique(np.repeat(of_pair, each) * max(len(known), 1) + who)
    return np.bincount(found // max(len(known), 1), minlength=pairs)
