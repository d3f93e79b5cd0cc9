"""How far coders who read the same texts agree, per code and over all codes, and where they differ.

A unit (a character, or a given segment such as a paragraph) is marked with a code by a coder or it is not. Of two
coders Cohen's kappa is told (Cohen 1960), of more Fleiss' (Fleiss 1971), each with the table that it is computed from.
Over all codes agreement is pooled: the means of what was observed and of what chance would give make one kappa
(De Vries, Elliott, Kanouse and Teleki 2008, Field Methods 20(3), 272-282). Where codes exclude each other that is the
kappa of the textbook for as many categories. Krippendorff's alpha (nominal, nothing missing) stands beside it.
Counts and exact fractions only; what is not defined is None, with a note that says why.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

import numpy as np

from vlechtwerk.engines.statistics.stretches import Axis, Coded, Integers, joined, spans_of

# Our own rule: a code marked on less than this part of the units (or on more than the rest) makes kappa fragile.
RARE = Fraction(5, 100)
# As many as there are signs to a whole number.
MOST_CODERS = 60
Segments = Mapping[str, Sequence[tuple[int, int]]]


class Unit(StrEnum):
    """What is compared one by one."""

    CHARACTERS = "characters"
    SEGMENTS = "segments"


class Kappa(StrEnum):
    """Whose kappa it is: Cohen's takes how often each coder used the code, Fleiss' how often they did together."""

    COHEN = "cohen"
    FLEISS = "fleiss"


class Note(StrEnum):
    """What a reader has to know beside the figures."""

    # There is nothing to compare.
    NO_UNITS = "no_units"
    # Everyone used one category only, so chance explains all: kappa and alpha are not defined.
    NEVER_USED = "never_used"
    ALWAYS_USED = "always_used"
    # Some coder never used the code while another did: of two coders kappa is 0 whatever the rest says.
    NOT_USED_BY_EVERYONE = "not_used_by_everyone"
    RARE = "rare"
    NEARLY_EVERYWHERE = "nearly_everywhere"


@dataclass(frozen=True, slots=True)
class Table:
    """How many units were marked by whom; over all codes it is the sum of the tables of the codes.

    units: by the coders who marked them, in the order of `coders`; () is nobody. What no unit had is left out.
    """

    coders: tuple[str, ...]
    units: Mapping[tuple[str, ...], int]

    @property
    def total(self) -> int:
        """Return how many units there are."""
        return sum(self.units.values())

    def marked_by(self, coder: str) -> int:
        """Return how many units one coder marked."""
        return sum(units for marked, units in self.units.items() if coder in marked)

    @property
    def by_number(self) -> tuple[int, ...]:
        """Return how many units were marked by 0, 1, … and by all coders."""
        counts = [0] * (len(self.coders) + 1)
        for marked, units in self.units.items():
            counts[len(marked)] += units
        return tuple(counts)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one code, or (`code` None) over all.

    observed: the part of the units, or of the pairs of coders at a unit, on which they did the same. expected: what
    chance would give. kappa is (observed - expected) / (1 - expected). positive: how often, where one of a pair marked,
    the other did too (2a / (2a + b + c)). prevalence: the part of all marks that could be made which was made.
    """

    code: str | None
    table: Table
    observed: Fraction | None
    expected: Fraction | None
    kappa: Fraction | None
    alpha: Fraction | None
    positive: Fraction | None
    prevalence: Fraction | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Agreement of these coders on these texts. left_out: selections that lie in no segment, and so count nowhere."""

    unit: Unit
    kind: Kappa
    coders: tuple[str, ...]
    texts: int
    units: int
    left_out: int
    overall: Agreement
    per_code: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A range of a text that some coders gave a code (`marked`) and others did not."""

    text: str
    start: int
    end: int
    code: str
    marked: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Swept:
    """Stretches that someone marked, as columns: code, who (one bit per coder), start and end in units."""

    codes: tuple[str, ...]
    code: Integers
    who: Integers
    start: Integers
    end: Integers
    units: int
    left_out: int
    # Where each unit begins and ends on the axis of characters; none when units are characters.
    bounds: tuple[Integers, Integers] | None
    axis: Axis


def agreement(
    codings: Iterable[Coded],
    *,
    coders: Sequence[str],
    lengths: Mapping[str, int],
    codes: Collection[str] | None = None,
    segments: Segments | None = None,
) -> AgreementReport:
    """Compute agreement between coders who each read all of these texts.

    lengths: of each text in code points. codes: those to compare, in this order; without them, those that were used.
    segments: of each text its segments in order, as (start, end); a coder marks a segment by a selection that holds at
    least one character of it. Without segments each character is a unit. Codings of other texts, coders or codes are
    left aside. Raises `ValueError` for fewer than two coders, or ranges that do not fit.
    """
    swept = _sweep(list(codings), tuple(coders), lengths, codes, segments)
    tables = _tables(swept, tuple(coders))
    per_code = tuple(_agreement_of(code, table) for code, table in zip(swept.codes, tables, strict=True))
    return AgreementReport(
        Unit.CHARACTERS if segments is None else Unit.SEGMENTS,
        Kappa.COHEN if len(coders) == 2 else Kappa.FLEISS,
        tuple(coders),
        len(lengths),
        swept.units,
        swept.left_out,
        _pooled(tuple(coders), per_code),
        per_code,
    )


def differences(
    codings: Iterable[Coded],
    *,
    coders: Sequence[str],
    lengths: Mapping[str, int],
    codes: Collection[str] | None = None,
    segments: Segments | None = None,
) -> list[Difference]:
    """Return where some coders gave a code and others did not, by text (in the order of `lengths`), place and code.

    With segments it is one difference per segment. Arguments and errors are those of `agreement`.
    """
    swept = _sweep(list(codings), tuple(coders), lengths, codes, segments)
    split = swept.who != (1 << len(coders)) - 1
    code, who, start, end = swept.code[split], swept.who[split], swept.start[split], swept.end[split]
    if swept.bounds is not None:
        times = end - start
        code, who = np.repeat(code, times), np.repeat(who, times)
        unit = np.repeat(start, times) + np.arange(len(code)) - np.repeat(np.cumsum(times) - times, times)
        start, end = swept.bounds[0][unit], swept.bounds[1][unit]
    order = np.lexsort((code, end, start))
    texts, places = swept.axis.places(start[order])
    rows = zip(
        texts, places.tolist(), (end - start)[order].tolist(), code[order].tolist(), who[order].tolist(), strict=True
    )
    marked = {mask: _those(mask, coders) for mask in np.unique(who).tolist()}
    return [
        Difference(text, place, place + length, swept.codes[code_at], marked[mask])
        for text, place, length, code_at, mask in rows
    ]


def _those(mask: int, coders: Sequence[str]) -> tuple[str, ...]:
    return tuple(coder for bit, coder in enumerate(coders) if mask >> bit & 1)


def _sweep(
    codings: list[Coded],
    coders: tuple[str, ...],
    lengths: Mapping[str, int],
    codes: Collection[str] | None,
    segments: Segments | None,
) -> _Swept:
    if not 2 <= len(set(coders)) == len(coders) <= MOST_CODERS:
        raise ValueError("agreement is between two or more different coders")
    if codes is None:
        codes = sorted({one.code for one in codings if one.text in lengths and one.coder in coders})
    spans, axis = spans_of(codings, lengths, coders, list(codes)), Axis.of(lengths)
    begins, offsets = spans.start + axis.offsets[spans.text], axis.offsets
    ends = spans.end + offsets[spans.text]
    code, coder, left_out, bounds = spans.code, spans.coder, 0, None
    units, length = sum(lengths.values()), axis.length
    if segments is not None:
        bounds = _bounds(segments, lengths, axis)
        # From the first segment that ends behind the start up to the first that begins at or behind the end.
        begins, ends = np.searchsorted(bounds[1], begins, "right"), np.searchsorted(bounds[0], ends, "left")
        held = begins < ends
        left_out, units, length = int((~held).sum()), len(bounds[0]), len(bounds[0])
        code, coder, begins, ends = code[held], coder[held], begins[held], ends[held]
    stretches = _stretches(code, coder, begins, ends, len(coders), length + 1)
    return _Swept(tuple(codes), *stretches, units, left_out, bounds, axis)


def _bounds(segments: Segments, lengths: Mapping[str, int], axis: Axis) -> tuple[Integers, Integers]:
    """Return where segments begin and end on the axis; raise `ValueError` when they overlap or leave their text."""
    rows = []
    for offset, (text, length) in zip(axis.offsets.tolist(), lengths.items(), strict=False):
        before = 0
        for start, end in segments.get(text, ()):
            if not before <= start < end <= length:
                raise ValueError(f"segments of {text} are not in order, or lie outside it")
            rows.append((offset + start, offset + end))
            before = end
    table = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1])


def _stretches(
    code: Integers, coder: Integers, start: Integers, end: Integers, coders: int, stride: int
) -> tuple[Integers, Integers, Integers, Integers]:
    """Return code, who marked it (bits), start and end of each stretch that the same coders marked, in order.

    Each code has its own part of one axis, `stride` long; along it every coder's joined selections open and close.
    """
    edges, steps = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for index in range(coders):
        own = coder == index
        opens, closes = joined(code[own] * stride + start[own], code[own] * stride + end[own])
        edges += [opens, closes]
        steps += [np.full(len(opens), 1 << index), np.full(len(closes), -(1 << index))]
    at = np.concatenate(edges)
    order = np.argsort(at, kind="stable")
    at, who = at[order], np.cumsum(np.concatenate(steps)[order])
    # Of several edges at one place the last says who goes on.
    last = np.append(at[1:] != at[:-1], True)[: len(at)]
    at, who = at[last], who[last]
    held = who[:-1] > 0
    begins, ends, who = at[:-1][held], at[1:][held], who[:-1][held]
    of_code = begins // stride
    return of_code, who, begins - of_code * stride, ends - of_code * stride


def _tables(swept: _Swept, coders: tuple[str, ...]) -> list[Table]:
    """Return the table of each code: what nobody marked is what remains."""
    pairs, which = np.unique(np.stack([swept.code, swept.who]), axis=1, return_inverse=True)
    # Sums of whole numbers below 2 to the power of 53: exact.
    sums = np.bincount(which.reshape(-1), weights=swept.end - swept.start, minlength=pairs.shape[1])
    units: list[dict[tuple[str, ...], int]] = [{} for _code in swept.codes]
    for code, mask, count in zip(*pairs.tolist(), sums.astype(np.int64).tolist(), strict=True):
        units[code][_those(mask, coders)] = count
    for marked in units:
        if nobody := swept.units - sum(marked.values()):
            marked[()] = nobody
    return [Table(coders, marked) for marked in units]


def _agreement_of(code: str, table: Table) -> Agreement:
    if not table.total:
        return _measured(code, table, None)
    return _measured(code, table, (1 - _unlike(table), _by_chance(table), _unlike_by_chance(table)))


def _pooled(coders: tuple[str, ...], per_code: Sequence[Agreement]) -> Agreement:
    """Return agreement over all codes, from the means of what was observed and of what chance would give."""
    units: dict[tuple[str, ...], int] = {}
    for one in per_code:
        for marked, count in one.table.units.items():
            units[marked] = units.get(marked, 0) + count
    table = Table(coders, units)
    if not table.total:
        return _measured(None, table, None)
    tables = [one.table for one in per_code]
    observed, expected, unlike = (
        sum(map(part, tables), Fraction(0)) / len(tables) for part in (_unlike, _by_chance, _unlike_by_chance)
    )
    told = _measured(None, table, (1 - observed, expected, unlike))
    if expected < 1:
        return told
    return replace(told, notes=tuple(dict.fromkeys(note for one in per_code for note in one.notes)))


def _measured(code: str | None, table: Table, parts: tuple[Fraction, Fraction, Fraction] | None) -> Agreement:
    """Return the figures from agreement as observed, by chance, and disagreement by chance as alpha has it."""
    if parts is None:
        return Agreement(code, table, None, None, None, None, None, None, (Note.NO_UNITS,))
    observed, expected, unlike = parts
    prevalence = _prevalence(table)
    both = sum(units * number * (number - 1) for number, units in enumerate(table.by_number))
    either = sum(units * number * (len(table.coders) - 1) for number, units in enumerate(table.by_number))
    return Agreement(
        code,
        table,
        observed,
        expected,
        None if expected == 1 else (observed - expected) / (1 - expected),
        None if not unlike else 1 - (1 - observed) / unlike,
        Fraction(both, either) if either else None,
        prevalence,
        _notes(table, prevalence),
    )


def _unlike(table: Table) -> Fraction:
    """Return the part of the pairs of coders at a unit of whom one marked and the other did not."""
    coders = len(table.coders)
    pairs = sum(units * number * (coders - number) for number, units in enumerate(table.by_number))
    return Fraction(2 * pairs, table.total * coders * (coders - 1))


def _by_chance(table: Table) -> Fraction:
    """Return the agreement that chance would give: from each coder's own share (Cohen), or the common one (Fleiss)."""
    if len(table.coders) > 2:
        return _prevalence(table) ** 2 + (1 - _prevalence(table)) ** 2
    one, other = (Fraction(table.marked_by(coder), table.total) for coder in table.coders)
    return one * other + (1 - one) * (1 - other)


def _unlike_by_chance(table: Table) -> Fraction:
    """Return Krippendorff's expected disagreement: two values drawn from all that were given, without putting back."""
    values = table.total * len(table.coders)
    marks = _prevalence(table) * values
    return 2 * marks * (values - marks) / (values * (values - 1))


def _prevalence(table: Table) -> Fraction:
    marks = sum(units * number for number, units in enumerate(table.by_number))
    return Fraction(marks, table.total * len(table.coders))


def _notes(table: Table, prevalence: Fraction) -> tuple[Note, ...]:
    if prevalence in (0, 1):
        return (Note.ALWAYS_USED if prevalence else Note.NEVER_USED,)
    found = []
    if not all(table.marked_by(coder) for coder in table.coders):
        found.append(Note.NOT_USED_BY_EVERYONE)
    if prevalence < RARE:
        found.append(Note.RARE)
    elif prevalence > 1 - RARE:
        found.append(Note.NEARLY_EVERYWHERE)
    return tuple(found)
