"""Words for amounts come from the number, by the table of the evaluation."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlechtwerk.engines.statistics.amount_scale import Amount, AmountScale, AmountStep, amount_of, word_for

OWN = AmountScale(
    "niemand", "een enkeling", 1, (AmountStep("een deel", Fraction(0)), AmountStep("de helft of meer", Fraction(1, 2))),
    "allen",
)  # fmt: skip


@pytest.mark.parametrize(
    ("part", "whole", "word"),
    [
        (0, 9, Amount.NONE), (1, 9, Amount.A_FEW), (2, 9, Amount.A_FEW), (3, 9, Amount.MINORITY),
        (39, 100, Amount.MINORITY), (4, 10, Amount.ABOUT_HALF), (6, 10, Amount.ABOUT_HALF), (61, 100, Amount.MAJORITY),
        (74, 100, Amount.MAJORITY), (3, 4, Amount.LARGE_MAJORITY), (89, 100, Amount.LARGE_MAJORITY),
        (9, 10, Amount.NEARLY_ALL), (10, 10, Amount.ALL), (1, 1, Amount.ALL), (2, 2, Amount.ALL),
    ],
)  # fmt: skip
def test_default_words_follow_the_table(part: int, whole: int, word: Amount) -> None:
    assert amount_of(part, whole) is word


def test_scale_of_an_evaluation_replaces_the_table() -> None:
    assert [word_for(part, 6, OWN) for part in range(7)] == [
        "niemand", "een enkeling", "een deel", "de helft of meer", "de helft of meer", "de helft of meer", "allen",
    ]  # fmt: skip


@given(st.integers(1, 60).flatmap(lambda whole: st.tuples(st.integers(0, whole - 1), st.just(whole))))
def test_one_person_more_never_gets_a_smaller_word(counts: tuple[int, int]) -> None:
    part, whole = counts
    order = list(Amount)
    assert order.index(amount_of(part, whole)) <= order.index(amount_of(part + 1, whole))


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (4, 3), (0, 0)])
def test_part_that_does_not_fit_the_whole_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match=f"{part} of {whole}"):
        amount_of(part, whole)


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (AmountStep("some", Fraction(1, 10)),),
        (AmountStep("some", Fraction(0)), AmountStep("many", Fraction(1, 2)), AmountStep("more", Fraction(1, 3))),
        (AmountStep("some", Fraction(0)), AmountStep("all", Fraction(1))),
        (AmountStep("", Fraction(0)),),
    ],
)
def test_scale_that_does_not_cover_every_share_is_refused(steps: tuple[AmountStep, ...]) -> None:
    with pytest.raises(ValueError, match="scale"):
        AmountScale("none", "few", 2, steps, "all")
