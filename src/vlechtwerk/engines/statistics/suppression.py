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
2. Each block of a whole that is parted has valid answers up to the threshold, and not all on one side of the scale:
   that everyone agrees, this one a little and that one fully, is being of one mind too. So what groups leave over
   together, and where two breakdowns cut each other, counts as a distribution of its own.
3. For each hidden group of a breakdown, and each category ("do not know" and empty are categories too) and each side of
   the scale, at least three numbers are possible; or as many as the whole by itself leaves, if that is fewer: when
   nobody or one person in the whole gave an answer, or nobody or one person of the whole is outside the group, three
   are never possible.
4. The same for each hidden cell of a cross, where also the distribution of its group in either breakdown may by itself
   leave fewer: that is what showing a distribution says about the people in it.

How many numbers are possible is exact for such a reader: within a block any of its people may have given any of its
answers, so of a group with g of the a people of a block, in which r gave the answer, the number lies anywhere between
max(0, r - (a - g)) and min(g, r), apart from what it is in other blocks. Rules 3 and 4 are held twice: for a reader who
knows how many people each cell holds, and for one who knows how many of them took part.

**What holds of a round.** Tables of several statements, each with blocks of its own, tell together who took part of
groups that none of them shows; and who has the forms could tie one to a few people, by answers that are the only ones
of their kind in two tables. So groups in a table are among those of which the response may be told: in each block that
these make as many took part as the threshold says, and of the other groups rule 3 holds for how many took part. What
all tables tell together is then never about fewer people than such a block.

**What holds between rounds.** How many of the same people moved ties the tables of their rounds to each other. It may
be told when the rules hold in each as well for who has the answers of each part of the people who are in the same shown
groups of all these rounds, and took part in the same ones.

**How the blocks are found.** Breakdowns come in the order given, so the first goes before the others. Of each, all
groups that may be shown are tried; as long as a rule is broken, the group with the fewest people is hidden as well.
Numbers of people and not of answers decide that order, for the answers are what is to be kept.

Of a group that is of one mind no word such as "a majority" is given: only beside such groups it would tell
what it hides, and beside all hidden groups it would take possible numbers away. What a reader could work out from the
repetition of that search with every possible answer is not held against these rules.

Sources: Handbook on Statistical Disclosure Control (threshold, complement, group disclosure); OECD/CBS glossary for the
threshold ("some agencies require at least five, others three").
"""

from collections.abc import Callable, Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

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
Numbers = NDArray[np.float64]


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

    rows, cells: which group holds which cell, as pairs. within: of each cell of a cross the rows of its two groups.
    """

    groups: list[Group]
    rows: Integers
    cells: Integers
    within: Integers


@dataclass(frozen=True, slots=True, eq=False)
class _Blocks:
    """The people parted into blocks, and what part of which group lies in which block.

    labels: the block of each cell. part_of: the part of each pair of the layout. row, block: of each part the group and
    the block. shown: which groups are made up of whole blocks.
    """

    labels: Integers
    part_of: Integers
    row: Integers
    block: Integers
    shown: Marks


@dataclass(frozen=True, slots=True, eq=False)
class _Reader:
    """What is counted of one statement, per cell and per group ([cells or groups × kinds]); over kinds it is people.

    sides: which valid answers are on which side of the scale ([categories × sides], ones and noughts).
    """

    counts: Numbers
    of_groups: Numbers
    sides: Numbers

    def told(self, counts: Numbers) -> Numbers:
        """Return counts with those of each side that has several answers beside them."""
        several = self.sides[:, self.sides.sum(axis=0) > 1]
        return np.hstack([counts, counts[:, : len(several)] @ several])


def suppress(
    tally: Tally,
    threshold: int = THRESHOLD,
    crosses: Sequence[tuple[str, str]] = (),
    among: Set[Group] | None = None,
    sides: Sequence[Sequence[int]] | None = None,
) -> list[Tables]:
    """Return what may be shown of each statement.

    crosses: pairs of breakdowns whose cells may be shown too. among: the groups that are thought of, all of them unless
    it is given; what several statements show together then says nothing of other groups. sides: of each statement the
    side of the scale of each category, as any numbers; each category by itself unless it is given, and where a whole
    scale is on one side. Raises `ValueError` for a threshold outside 3 to 10 and `KeyError` for a cross of a breakdown
    that is not there.
    """
    _check(threshold)
    layout = _layout_of(tally, crosses)
    thought_of = np.array([among is None or group in among for group in layout.groups], bool)
    return [
        _tables(layout, _readers(layout, tally, statement, sides[statement] if sides else ()), threshold, thought_of)
        for statement in range(tally.statements)
    ]


def groups_with_response(tally: Tally, threshold: int = THRESHOLD) -> set[Group]:
    """Return the groups of which may be told how many took part.

    In each block as many took part as the threshold says, and of the others enough numbers stay possible (rule 3).
    Given to `suppress`, all tables of a round together tell no more of who took part. Raises `ValueError` as it does.
    """
    _check(threshold)
    layout = _layout_of(tally, ())
    counts = np.stack([tally.took_part, tally.people - tally.took_part], axis=1)
    of_groups = _sums(layout.rows, counts[layout.cells], len(layout.groups))
    reader = _Reader(counts.astype(float), of_groups, np.eye(0))

    def may(counts: Numbers) -> Marks:
        return np.asarray(counts[:, 0] >= threshold)

    shown = _blocks(layout, (reader,), may, np.ones(len(layout.groups), bool)).shown
    return {layout.groups[row] for row in np.flatnonzero(shown)} if may(counts.sum(axis=0)[None, :]).all() else set()


def stays_hidden(
    tally: Tally,
    statement: int,
    shown: Set[Group],
    parts: tuple[Integers, Integers],
    threshold: int = THRESHOLD,
    crosses: Sequence[tuple[str, str]] = (),
    sides: Sequence[int] = (),
) -> bool:
    """Tell whether all rules hold as well for who has the answers of each of these parts of the people to a statement.

    shown: what is shown of it. parts: of each cell the number of its part, as far as someone can tell them apart who
    knows the population, and who knows which of them took part as well.
    """
    layout = _layout_of(tally, crosses)
    readers = _readers(layout, tally, statement, sides)
    of_parts = _sums(parts[1], readers[0].counts, int(parts[1].max(initial=0)) + 1)
    of_parts = of_parts[np.bincount(parts[1], tally.took_part, len(of_parts)) > 0]
    if len(of_parts) > 1 and not _may_be_shown(of_parts, threshold, readers[0].sides).all():
        return False
    marks = np.array([group in shown for group in layout.groups], bool)
    return all(
        _keeps(layout, reader, replace(_parts(layout, labels), shown=marks))
        for reader, labels in zip(readers, parts, strict=True)
    )


def _check(threshold: int) -> None:
    if not LEAST_THRESHOLD <= threshold <= MOST_THRESHOLD:
        raise ValueError(f"a threshold of {threshold}")


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
    members: dict[Group, Marks] = {}
    for name, codes in tally.groups.items():
        members |= {((name, code),): codes == code for code in np.unique(codes[codes != NO_GROUP]).tolist()}
    row_of = {group: row for row, group in enumerate(members)}
    within: list[tuple[int, int]] = []
    for pair in crosses:
        held = set(zip(*(tally.groups[name].tolist() for name in pair), strict=True))
        for found in sorted(codes for codes in held if NO_GROUP not in codes):
            one, other = zip(pair, found, strict=True)
            members[one, other] = members[one,] & members[other,]
            within.append((row_of[one,], row_of[other,]))
    rows, cells = np.nonzero(np.array(list(members.values()), bool).reshape(len(members), len(tally.took_part)))
    return _Layout(list(members), rows, cells, np.array(within, np.int64).reshape(-1, 2))


def _readers(layout: _Layout, tally: Tally, statement: int, sides: Sequence[int]) -> tuple[_Reader, _Reader]:
    """Return what is counted for who knows the population, and for who knows which of them took part."""
    counts = tally.counts[:, statement, :]
    on_side = _on_sides(sides, counts.shape[1] - NOT_VALID)
    of_part = counts.copy()
    of_part[:, -1] -= tally.people - tally.took_part
    everyone, part = (
        _Reader(held.astype(float), _sums(layout.rows, held[layout.cells], len(layout.groups)), on_side)
        for held in (counts, of_part)
    )
    return everyone, part


def _on_sides(sides: Sequence[int], categories: int) -> Numbers:
    """Return which category is on which side; nobody is on a side of what a shorter scale does not have."""
    found = np.array(sorted(set(sides)))
    if len(found) < 2:
        return np.eye(categories)
    held = np.zeros((categories, len(found)))
    held[: len(sides)] = np.array(sides)[:, None] == found
    return held


def _sums(labels: Integers, counts: Integers | Numbers, length: int) -> Numbers:
    """Add up the rows of counts that have the same label ([labels × kinds]); whole numbers, in floating point."""
    return np.stack([np.bincount(labels, kind, length) for kind in counts.T], axis=1)


def _tables(layout: _Layout, readers: tuple[_Reader, _Reader], threshold: int, thought_of: Marks) -> Tables:
    everyone = readers[0]
    whole = _distribution(everyone.counts.sum(axis=0))
    if whole.n < threshold:
        return Tables(None, {}, frozenset(layout.groups))
    may = partial(_may_be_shown, threshold=threshold, sides=everyone.sides)
    shown = np.flatnonzero(_blocks(layout, readers, may, thought_of).shown)
    found = {layout.groups[row]: _distribution(everyone.of_groups[row]) for row in shown}
    return Tables(whole, found, frozenset(layout.groups) - found.keys())


def _distribution(counts: Numbers) -> Distribution:
    *valid, do_not_know, empty = counts.astype(int).tolist()
    return Distribution(tuple(valid), do_not_know, empty)


def _blocks(
    layout: _Layout, readers: Sequence[_Reader], may_be_shown: Callable[[Numbers], Marks], thought_of: Marks
) -> _Blocks:
    """Return the blocks into which the people are parted: as fine as the rules allow."""
    found = _parts(layout, np.zeros(len(readers[0].counts), dtype=np.int64))
    may = may_be_shown(readers[0].of_groups) & thought_of
    sizes = readers[0].of_groups.sum(axis=1)
    of_breakdown: dict[str, list[int]] = {}
    for row, group in enumerate(layout.groups):
        if len(group) == 1 and may[row]:
            of_breakdown.setdefault(group[0][0], []).append(row)
    for rows in of_breakdown.values():
        rows.sort(key=lambda row: -sizes[row])
        for tried in range(len(rows), 0, -1):
            labels = _parted(layout, found.labels, rows[:tried])
            if not may_be_shown(_sums(labels, readers[0].counts, labels.max() + 1)).all():
                continue
            finer = _parts(layout, labels)
            if all(_keeps(layout, reader, finer) for reader in readers):
                found = finer
                break
    return found


def _may_be_shown(counts: Numbers, threshold: int, sides: Numbers) -> Marks:
    """Tell of each row of counts whether it has answers enough, not all of them on one side."""
    valid = counts[:, :-NOT_VALID]
    n = valid.sum(axis=1)
    return np.asarray((n >= threshold) & ((valid @ sides).max(axis=1) < n))


def _parted(layout: _Layout, labels: Integers, rows: Sequence[int]) -> Integers:
    """Part blocks by groups that do not overlap, and by what these leave over."""
    number = np.zeros(len(layout.groups), dtype=np.int64)
    number[rows] = np.arange(1, len(rows) + 1)
    within = np.bincount(layout.cells, number[layout.rows], len(labels)).astype(np.int64)
    return np.asarray(np.unique(labels * (len(rows) + 1) + within, return_inverse=True)[1]).reshape(-1)


def _parts(layout: _Layout, labels: Integers) -> _Blocks:
    """Return the blocks with these labels, and what part of which group lies in which."""
    cells_of = np.bincount(labels)
    pairs = layout.rows * len(cells_of) + labels[layout.cells]
    parts, part_of = np.unique(pairs, return_inverse=True)
    row, block = np.divmod(parts, max(len(cells_of), 1))
    cut = np.bincount(part_of, minlength=len(parts)) < cells_of[block]
    shown = np.bincount(row, cut, len(layout.groups)) == 0
    return _Blocks(labels, part_of.reshape(-1), row, block, shown)


def _keeps(layout: _Layout, reader: _Reader, blocks: _Blocks) -> bool:
    """Tell whether of everything hidden enough numbers stay possible for a reader (rules 3 and 4)."""
    people, everyone = reader.of_groups.sum(axis=1), reader.counts.sum(axis=1)
    of_groups, cells = reader.told(reader.of_groups), reader.told(reader.counts)
    enough = np.minimum(_others(people, cells.sum(axis=0)[None, :], everyone.sum(keepdims=True)), OTHERS)
    cross = slice(len(layout.groups) - len(layout.within), None)
    for around in layout.within.T:
        by_group = _others(people[cross], of_groups[around], people[around])
        by_group[~blocks.shown[around]] = OTHERS
        enough[cross] = np.minimum(enough[cross], by_group)
    per_block = _sums(blocks.labels, cells, int(blocks.labels.max()) + 1)[blocks.block]
    in_block = np.bincount(blocks.labels, everyone)[blocks.block].astype(float)
    size = np.bincount(blocks.part_of, everyone[layout.cells], len(blocks.row)).astype(float)
    possible = _sums(blocks.row, _others(size, per_block, in_block), len(layout.groups))
    return bool((possible >= enough)[~blocks.shown].all())


def _others(part: Numbers, counts: Numbers, people: Numbers) -> Numbers:
    """Return how many other numbers are possible of parts of people, per kind, who gave these counts of answers."""
    size = part[:, None]
    return np.asarray(np.minimum(size, counts) - np.maximum(0, counts - (people[:, None] - size)))
