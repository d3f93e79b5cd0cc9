"""Agreement between coders: published examples, the formulas of the textbook by hand, and what must always hold."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlechtwerk.engines.statistics.agreement import (
    AgreementReport,
    Difference,
    Kappa,
    Note,
    Table,
    Unit,
    agreement,
    differences,
)


class Coding(NamedTuple):
    text: str
    coder: str
    code: str
    start: int
    end: int


def marks(coder: str, row: str, code: str = "c") -> list[Coding]:
    """Return codings of one character each, where a row of 0 and 1 says 1."""
    return [Coding("t", coder, code, at, at + 1) for at, sign in enumerate(row) if sign == "1"]


def compared(rows: Sequence[str]) -> AgreementReport:
    """Return the agreement of coders whose rows of 0 and 1 these are, on one code."""
    names = [f"k{number}" for number in range(len(rows))]
    codings = [one for name, row in zip(names, rows, strict=True) for one in marks(name, row)]
    return agreement(codings, coders=names, lengths={"t": len(rows[0])}, codes=["c"])


def fourfold(table: Table) -> tuple[int, ...]:
    """Return how many units both marked, the first only, the second only, and neither."""
    first, second = table.coders
    return tuple(table.units.get(marked, 0) for marked in ((first, second), (first,), (second,), ()))


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        # Fifty grant proposals, and a hundred items twice: the examples of "Cohen's kappa", Wikipedia.
        ((20, 5, 10, 15), "0.4000"),
        ((45, 15, 25, 15), "0.1304"),
        ((25, 35, 5, 35), "0.2593"),
    ],
)
def test_cohens_kappa_of_published_tables(table: tuple[int, int, int, int], kappa: str) -> None:
    a, b, c, d = table
    (found,) = compared(["1" * (a + b) + "0" * (c + d), "1" * a + "0" * b + "1" * c + "0" * d]).per_code
    assert (fourfold(found.table), f"{float(found.kappa or 0):.4f}") == (table, kappa)


def test_krippendorffs_alpha_of_two_observers_and_ten_units() -> None:
    # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example A: binary data, two observers.
    (found,) = compared(["0100000010", "1110010000"]).per_code
    assert f"{float(found.alpha or 0):.3f}" == "0.095"


# Fleiss' kappa: fourteen raters, ten subjects, five categories ("Fleiss' kappa", Wikipedia): 0.210.
FOURTEEN = [
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
]  # fmt: skip


def test_pooled_over_codes_that_exclude_each_other_is_the_kappa_of_as_many_categories() -> None:
    codings = []
    for subject, counts in enumerate(FOURTEEN):
        chosen = [category for category, count in enumerate(counts) for _one in range(count)]
        codings += [Coding("t", f"r{rater}", f"c{one}", subject, subject + 1) for rater, one in enumerate(chosen)]
    found = agreement(codings, coders=[f"r{rater}" for rater in range(14)], lengths={"t": 10})
    assert (found.kind, f"{float(found.overall.kappa or 0):.3f}") == (Kappa.FLEISS, "0.210")


# The same on the expanded matrix of characters, by the formulas as textbooks print them.


def row_of(codings: Sequence[Coding], coder: str, code: str, lengths: dict[str, int]) -> list[int]:
    return [
        int(any(one[:3] == (text, coder, code) and one.start <= at < one.end for one in codings))
        for text, length in lengths.items()
        for at in range(length)
    ]


def cohen_by_hand(first: Sequence[int], second: Sequence[int]) -> tuple[Fraction, Fraction]:
    n = len(first)
    p_observed = Fraction(sum(x == y for x, y in zip(first, second, strict=True)), n)
    p_expected = sum(
        (Fraction(list(first).count(k), n) * Fraction(list(second).count(k), n) for k in (0, 1)), Fraction()
    )
    return p_observed, p_expected


def fleiss_by_hand(rows: Sequence[Sequence[int]]) -> tuple[Fraction, Fraction]:
    n, subjects = len(rows), list(zip(*rows, strict=True))
    counts = [[subject.count(k) for k in (0, 1)] for subject in subjects]
    p_i = [Fraction(sum(x * x for x in row) - n, n * (n - 1)) for row in counts]
    p_j = [Fraction(sum(row[k] for row in counts), len(subjects) * n) for k in (0, 1)]
    return sum(p_i, Fraction()) / len(subjects), sum((p * p for p in p_j), Fraction())


def alpha_by_hand(rows: Sequence[Sequence[int]]) -> Fraction | None:
    """Krippendorff's alpha from the matrix of coincidences."""
    coincidences = {(j, k): Fraction() for j in (0, 1) for k in (0, 1)}
    for values in zip(*rows, strict=True):
        for one, other in combinations(range(len(values)), 2):
            for pair in ((values[one], values[other]), (values[other], values[one])):
                coincidences[pair] += Fraction(1, len(values) - 1)
    n_0, n_1 = (coincidences[k, 0] + coincidences[k, 1] for k in (0, 1))
    if not n_0 * n_1:
        return None
    return 1 - (n_0 + n_1 - 1) * coincidences[0, 1] / (n_0 * n_1)


LENGTHS = {"een": 9, "twee": 6}


@st.composite
def selections(draw: st.DrawFn, coders: Sequence[str]) -> list[Coding]:
    found = []
    for _one in range(draw(st.integers(0, 12))):
        text = draw(st.sampled_from(sorted(LENGTHS)))
        start = draw(st.integers(0, LENGTHS[text] - 1))
        end = draw(st.integers(start + 1, LENGTHS[text]))
        found.append(Coding(text, draw(st.sampled_from(coders)), draw(st.sampled_from("ab")), start, end))
    return found


def kappa_of(observed: Fraction, expected: Fraction) -> Fraction | None:
    return None if expected == 1 else (observed - expected) / (1 - expected)


@pytest.mark.parametrize("coders", [("k", "m"), ("k", "m", "n"), ("k", "m", "n", "o")])
@given(data=st.data())
def test_equals_the_formulas_on_the_expanded_matrix(coders: tuple[str, ...], data: st.DataObject) -> None:
    codings = data.draw(selections(coders))
    found = agreement(codings, coders=coders, lengths=LENGTHS, codes=["a", "b"])
    by_hand = []
    for one in found.per_code:
        rows = [row_of(codings, coder, one.code or "", LENGTHS) for coder in coders]
        parts = cohen_by_hand(*rows) if len(coders) == 2 else fleiss_by_hand(rows)
        assert (one.observed, one.expected, one.alpha) == (*parts, alpha_by_hand(rows))
        assert one.kappa == kappa_of(*parts)
        assert one.table.by_number == tuple(
            [sum(column) for column in zip(*rows, strict=True)].count(number) for number in range(len(coders) + 1)
        )
        by_hand.append(parts)
    observed, expected = (sum(column, Fraction()) / 2 for column in zip(*by_hand, strict=True))
    assert (found.overall.observed, found.overall.kappa) == (observed, kappa_of(observed, expected))


@given(selections(("k", "m")))
def test_does_not_depend_on_the_order_of_coders_or_codings(codings: list[Coding]) -> None:
    one = agreement(codings, coders=("k", "m"), lengths=LENGTHS)
    other = agreement(codings[::-1], coders=("m", "k"), lengths=LENGTHS)
    assert [(each.kappa, each.alpha, each.positive) for each in one.per_code] == [
        (each.kappa, each.alpha, each.positive) for each in other.per_code
    ]
    assert one.overall.kappa == other.overall.kappa


@given(selections(("k",)))
def test_coders_who_did_the_same_agree_wholly(codings: list[Coding]) -> None:
    twice = codings + [one._replace(coder="m") for one in codings]
    for one in agreement(twice, coders=("k", "m"), lengths=LENGTHS, codes=["a", "b"]).per_code:
        assert one.observed == 1
        assert one.kappa in (1, None)
        assert (one.kappa is None) == bool({Note.NEVER_USED, Note.ALWAYS_USED} & set(one.notes))
    assert not differences(twice, coders=("k", "m"), lengths=LENGTHS)


@given(selections(("k", "m", "n")), st.data())
def test_splitting_a_selection_changes_nothing(codings: list[Coding], data: st.DataObject) -> None:
    split = []
    for one in codings:
        at = data.draw(st.integers(one.start, one.end))
        halves = [one._replace(end=at), one._replace(start=at)]
        split += [half for half in halves if half.start < half.end]
    whole, parts = (agreement(rows, coders=("k", "m", "n"), lengths=LENGTHS) for rows in (codings, split))
    assert whole == parts
    assert differences(codings, coders=("k", "m", "n"), lengths=LENGTHS) == differences(
        split, coders=("k", "m", "n"), lengths=LENGTHS
    )


@given(selections(("k", "m", "n")))
def test_differences_are_exactly_the_characters_on_which_coders_differ(codings: list[Coding]) -> None:
    coders = ("k", "m", "n")
    told = {
        (one.text, at, one.code, one.marked)
        for one in differences(codings, coders=coders, lengths=LENGTHS)
        for at in range(one.start, one.end)
    }
    expected = set()
    for text, length in LENGTHS.items():
        for code in "ab":
            for at in range(length):
                who = tuple(
                    coder
                    for coder in coders
                    if any(one[:3] == (text, coder, code) and one.start <= at < one.end for one in codings)
                )
                if 0 < len(who) < len(coders):
                    expected.add((text, at, code, who))
    assert told == expected


SEGMENTS = {"een": [(0, 3), (4, 9)], "twee": [(0, 6)]}


@given(selections(("k", "m")))
def test_a_segment_is_marked_when_one_character_of_it_is(codings: list[Coding]) -> None:
    found = agreement(codings, coders=("k", "m"), lengths=LENGTHS, codes=["a"], segments=SEGMENTS)
    rows = [
        [
            int(any(one[:3] == (text, coder, "a") and one.start < end and start < one.end for one in codings))
            for text, segments in SEGMENTS.items()
            for start, end in segments
        ]
        for coder in ("k", "m")
    ]
    parts = cohen_by_hand(*rows)
    assert (found.unit, found.units) == (Unit.SEGMENTS, 3)
    assert (found.per_code[0].observed, found.per_code[0].kappa) == (parts[0], kappa_of(*parts))
    # The one place between segments is the fourth character of the first text.
    assert found.left_out == sum(one.code == "a" and one[:1] + one[3:] == ("een", 3, 4) for one in codings)


def test_segments_on_which_coders_differ_are_told_one_by_one() -> None:
    codings = [Coding("een", "k", "a", 2, 5), Coding("twee", "m", "a", 0, 1)]
    assert differences(codings, coders=("k", "m"), lengths=LENGTHS, segments=SEGMENTS) == [
        Difference("een", 0, 3, "a", ("k",)),
        Difference("een", 4, 9, "a", ("k",)),
        Difference("twee", 0, 6, "a", ("m",)),
    ]


@pytest.mark.parametrize(
    ("rows", "kappa", "note"),
    [
        (["0000", "0000"], None, Note.NEVER_USED),
        (["1111", "1111"], None, Note.ALWAYS_USED),
        (["0000", "0100"], 0, Note.NOT_USED_BY_EVERYONE),
        (["0" * 99 + "1", "0" * 99 + "1"], 1, Note.RARE),
        (["1" * 99 + "0", "1" * 99 + "0"], 1, Note.NEARLY_EVERYWHERE),
        (["", ""], None, Note.NO_UNITS),
    ],
)
def test_what_makes_kappa_fragile_or_undefined_is_noted(rows: list[str], kappa: int | None, note: Note) -> None:
    (found,) = compared(rows).per_code
    assert (found.kappa, note in found.notes) == (kappa, True)


def test_codes_of_one_category_each_leave_the_whole_undefined_with_their_notes() -> None:
    codings = [Coding("t", coder, "always", 0, 4) for coder in ("k", "m")]
    found = agreement(codings, coders=("k", "m"), lengths={"t": 4}, codes=["always", "never"]).overall
    assert (found.kappa, found.notes) == (None, (Note.ALWAYS_USED, Note.NEVER_USED))


@pytest.mark.parametrize(
    ("coders", "coding"),
    [
        (("k",), Coding("t", "k", "c", 0, 1)),
        (("k", "k"), Coding("t", "k", "c", 0, 1)),
        (("k", "m"), Coding("t", "k", "c", 0, 5)),
        (("k", "m"), Coding("t", "k", "c", 2, 2)),
        (("k", "m"), Coding("t", "k", "c", -1, 2)),
    ],
)
def test_one_coder_or_a_range_outside_the_text_is_refused(coders: tuple[str, ...], coding: Coding) -> None:
    with pytest.raises(ValueError, match=r"coders|selection"):
        agreement([coding], coders=coders, lengths={"t": 4})


def test_of_very_many_characters_the_figures_stay_exact() -> None:
    length = 10**12
    codings = [Coding("t", "k", "c", 0, length - 1), Coding("t", "m", "c", 1, length)]
    (found,) = agreement(codings, coders=("k", "m"), lengths={"t": length}).per_code
    assert fourfold(found.table) == (length - 2, 1, 1, 0)
    assert found.kappa == Fraction(-1, length - 1)
