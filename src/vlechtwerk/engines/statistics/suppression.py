"""Which distributions of a round may be shown, so that nobody's answer can be worked out from them together.

It is decided once, when a round closes, from the exact counts, and stored: every reader, page and file gets the same
tables. One call is about one round, with all its breakdowns; what two calls give must not be shown both. The groups of
a breakdown that is given are kept also where none of them is shown: so in a small round, each further breakdown hides
more of those before it.

**What is shown.** Per statement the people are parted into blocks, and shown are the whole and each group that is made
up of whole blocks: a group of a breakdown, or of a cross (the level of one breakdown within one of the other), cell by
cell. Of everything else not even n is shown, nor why it is hidden: the reason would tell what is in it.

**What holds of the blocks.** The reader is thought to know the distribution of every block (what can be worked out from
shown distributions, by adding and subtracting, is never more than that), how many people every cell holds, all these
rules, and perhaps who took part.

1. The whole is shown from the threshold of valid answers on, also when all answered the same.
2. Each block of a whole that is parted has valid answers up to the threshold, and not all in one category. So what
   groups leave over together, and where two breakdowns cut each other, counts as a distribution of its own.
3. For each hidden group of a breakdown, and each category ("do not know" and empty are categories too), at least three
   numbers are possible; or as many as the whole by itself leaves, if that is fewer: when nobody or one person in the
   whole gave an answer, or nobody or one person of the whole is outside the group, three are never possible.
4. The same for each hidden cell of a cross, where also the distribution of its group in either breakdown may by itself
   leave fewer: that is what showing a distribution says about the people in it.

How many numbers are possible is exact for such a reader: within a block any of its people may have given any of its
answers, so of a group with g of the a people of a block, in which r gave the answer, the number lies anywhere between
max(0, r - (a - g)) and min(g, r), apart from what it is in other blocks. Rules 3 and 4 are held twice: for a reader who
knows how many people each cell holds, and for one who knows how many of them took part.

**How the blocks are found.** Breakdowns come in the order given, so the first goes before the others. Of each, all
groups that may be shown are tried; as long as a rule is broken, the group with the fewest people is hidden as well.
Numbers of people and not of answers decide that order, for the answers are what is to be kept.

Of a group in which all answered the same no word such as "a majority" is given: only beside such groups it would tell
what it hides, and beside all hidden groups it would take possible numbers away. What a reader could work out from the
repetition of that search with every possible answer is not held against these rules.

Sources: Handbook on Statistical Disclosure Control (threshold, complement, group disclosure); OECD/CBS glossary for the
threshold ("some agencies require at least five, others three").
"""

from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vlechtwerk.engines.statistics.tallies import NO_GROUP, Integers, Tally

THRESHOLD, LEAST_THRESHOLD, MOST_THRESHOLD = 5, 3, 10
# Three possible numbers are one and two others.
OTHERS = 2
NOT_VALID = 2

# A group of a breakdown, (("level", 0),), or a cell of a cross, (("level", 0), ("organisation", 3)).
Group = tuple[tuple[str, int], ...]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Distribution:
    """The answers of some people to one statement: per category, and of those who gave no valid answer."""

    counts: tuple[int, ...]
    do_not_know: int
    empty: int

    @property
    def n(self) -> int:
        """Return the number of valid answers."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Tables:
    """What may be shown of one statement; `whole` is nothing when there are too few answers to show any."""

    whole: Distribution | None
    groups: Mapping[Group, Distribution]
    hidden: frozenset[Group]


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """The groups of a round: those of breakdowns, in order, and after them the cells of crosses.

    members: [groups × cells]. within: of each cell of a cross the rows of its two groups ([cells of crosses × 2]).
    """

    groups: list[Group]
    members: Marks
    within: Integers


@dataclass(frozen=True, slots=True, eq=False)
class _Reader:
    """What a reader knows of one statement: how many people each cell holds, and to compare with, their answers."""

    people: Integers
    counts: Integers


def suppress(tally: Tally, threshold: int = THRESHOLD, crosses: Sequence[tuple[str, str]] = ()) -> list[Tables]:
    """Return what may be shown of each statement.

    crosses: pairs of breakdowns whose cells may be shown too. Raises `ValueError` for a threshold outside 3 to 10 and
    `KeyError` for a cross of a breakdown that is not there.
    """
    if not LEAST_THRESHOLD <= threshold <= MOST_THRESHOLD:
        raise ValueError(f"a threshold of {threshold}")
    layout = _layout_of(tally, crosses)
    return [_tables(layout, _readers(tally, statement), threshold) for statement in range(tally.statements)]


def comparable_groups(
    before: Mapping[Hashable, Set[Hashable]], now: Mapping[Hashable, Set[Hashable]], threshold: int = THRESHOLD
) -> set[Hashable]:
    """Return the groups that may be compared between two rounds, by the people in each.

    Those are in both rounds, and joined or left by nobody or by at least the threshold together: else a difference
    between rounds would be about those few.
    """
    changed = {group: len(before[group] ^ now[group]) for group in before.keys() & now.keys()}
    return {group for group, people in changed.items() if people == 0 or people >= threshold}


def _layout_of(tally: Tally, crosses: Sequence[tuple[str, str]]) -> _Layout:
    groups: list[Group] = []
    members: list[Marks] = []
    row_of: dict[tuple[str, int], int] = {}
    for name, codes in tally.groups.items():
        for code in np.unique(codes[codes != NO_GROUP]).tolist():
            row_of[name, code] = len(groups)
            groups.append(((name, code),))
            members.append(codes == code)
    within: list[tuple[int, int]] = []
    for one, other in crosses:
        pairs = set(zip(tally.groups[one].tolist(), tally.groups[other].tolist(), strict=True))
        for pair in sorted(pair for pair in pairs if NO_GROUP not in pair):
            rows = row_of[one, pair[0]], row_of[other, pair[1]]
            groups.append(((one, pair[0]), (other, pair[1])))
            members.append(members[rows[0]] & members[rows[1]])
            within.append(rows)
    cells = len(tally.took_part)
    return _Layout(groups, np.array(members, bool).reshape(-1, cells), np.array(within, np.int64).reshape(-1, 2))


def _readers(tally: Tally, statement: int) -> tuple[_Reader, _Reader]:
    """Return what the reader knows who knows the population, and the one who knows who took part."""
    counts = tally.counts[:, statement, :]
    of_part = counts.copy()
    of_part[:, -1] -= tally.people - tally.took_part
    return _Reader(tally.people, counts), _Reader(tally.took_part, of_part)


def _tables(layout: _Layout, readers: tuple[_Reader, _Reader], threshold: int) -> Tables:
    counts = readers[0].counts
    whole = _distribution(counts.sum(axis=0))
    if whole.n < threshold:
        return Tables(None, {}, frozenset(layout.groups))
    shown = _made_up_of(_blocks(layout, readers, threshold), layout.members)
    found = {
        layout.groups[row]: _distribution(counts[layout.members[row]].sum(axis=0)) for row in np.flatnonzero(shown)
    }
    return Tables(whole, found, frozenset(layout.groups) - found.keys())


def _distribution(counts: Integers) -> Distribution:
    *valid, do_not_know, empty = counts.tolist()
    return Distribution(tuple(valid), do_not_know, empty)


def _blocks(layout: _Layout, readers: tuple[_Reader, _Reader], threshold: int) -> Marks:
    """Return the blocks into which the people are parted, as rows ([blocks × cells])."""
    people, counts = readers[0].people, readers[0].counts
    blocks = np.ones((1, len(people)), dtype=bool)
    may = _may_be_shown(layout.members @ counts, threshold)
    of_breakdown: dict[str, list[int]] = {}
    for row, group in enumerate(layout.groups):
        if len(group) == 1 and may[row]:
            of_breakdown.setdefault(group[0][0], []).append(row)
    sizes = layout.members @ people
    for rows in of_breakdown.values():
        rows.sort(key=lambda row: -sizes[row])
        for tried in range(len(rows), 0, -1):
            finer = _parted(blocks, layout.members[rows[:tried]])
            if _holds(layout, readers, finer, threshold):
                blocks = finer
                break
    return blocks


def _may_be_shown(counts: Integers, threshold: int) -> Marks:
    """Tell of each row of counts whether it has answers enough, not all of them the same."""
    valid = counts[:, :-NOT_VALID]
    n = valid.sum(axis=1)
    return np.asarray((n >= threshold) & (valid.max(axis=1) < n))


def _parted(blocks: Marks, groups: Marks) -> Marks:
    """Part blocks by groups that do not overlap, and by what these leave over."""
    parts = np.vstack([groups, ~groups.any(axis=0)])
    finer = (blocks[:, None, :] & parts[None, :, :]).reshape(-1, blocks.shape[1])
    return finer[finer.any(axis=1)]


def _made_up_of(blocks: Marks, groups: Marks) -> Marks:
    """Tell of each group whether it is made up of whole blocks."""
    inside = groups.astype(np.int64) @ blocks.T
    return np.asarray(((inside == 0) | (inside == blocks.sum(axis=1))).all(axis=1))


def _holds(layout: _Layout, readers: tuple[_Reader, _Reader], blocks: Marks, threshold: int) -> bool:
    """Tell whether the rules hold when the people are parted into these blocks."""
    if len(blocks) > 1 and not _may_be_shown(blocks @ readers[0].counts, threshold).all():
        return False
    shown = _made_up_of(blocks, layout.members)
    return all(_keeps(layout, reader, blocks, shown) for reader in readers)


def _keeps(layout: _Layout, reader: _Reader, blocks: Marks, shown: Marks) -> bool:
    """Tell whether of everything hidden enough numbers stay possible for a reader (rules 3 and 4)."""
    hidden = layout.members[~shown]
    people = hidden @ reader.people
    by_whole = _others(people[:, None], reader.people.sum(), reader.counts.sum(axis=0)[None, :])
    enough = np.minimum(by_whole, OTHERS)
    first_of_cross = len(layout.groups) - len(layout.within)
    of_cross = np.flatnonzero(~shown) >= first_of_cross
    if of_cross.any():
        rows = layout.within[~shown[first_of_cross:]]
        for around in rows.T:
            by_group = _others(
                people[of_cross][:, None],
                (layout.members[around] @ reader.people)[:, None],
                layout.members[around] @ reader.counts,
            )
            by_group[~shown[around]] = OTHERS
            enough[of_cross] = np.minimum(enough[of_cross], by_group)
    of_block = (hidden * reader.people) @ blocks.T
    possible = np.zeros_like(enough)
    for block, part in zip(blocks, of_block.T, strict=True):
        possible += _others(part[:, None], block @ reader.people, (block @ reader.counts)[None, :])
    return bool((possible >= enough).all())


def _others(part: Integers, people: Integers, count: Integers) -> Integers:
    """Return how many other numbers are possible of a part of people, of whom so many gave one answer."""
    return np.asarray(np.minimum(part, count) - np.maximum(0, count - (people - part)))
