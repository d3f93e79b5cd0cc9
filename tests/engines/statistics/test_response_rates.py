"""What became of invitations, and the rates, against the first case and the formulas of a package of R."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlechtwerk.engines.statistics.response_rates import CutOffs, Disposition, ResponseRates, disposition_of
from vlechtwerk.engines.statistics.shares import whole_percentage

COUNTS = st.dictionaries(st.sampled_from(Disposition), st.integers(0, 50))


@pytest.mark.parametrize(
    ("answered", "disposition"),
    [
        (0, "no_reaction"),
        (1, "break_off"),
        (9, "break_off"),
        (10, "partial"),
        (16, "partial"),
        (17, "complete"),
        (20, "complete"),
    ],
)
def test_disposition_follows_from_the_share_of_twenty_statements(answered: int, disposition: str) -> None:
    assert disposition_of(answered, 20) == disposition


def test_round_sets_its_own_cut_offs() -> None:
    assert disposition_of(10, 20, CutOffs(Fraction(3, 5), Fraction(9, 10))) is Disposition.BREAK_OFF
    for partial_from, complete_above in [(0, "1/2"), ("4/5", "1/2"), ("1/2", 1)]:
        with pytest.raises(ValueError):
            CutOffs(Fraction(partial_from), Fraction(complete_above))


@pytest.mark.parametrize(("answered", "applicable"), [(-1, 5), (6, 5)])
def test_more_answers_than_statements_are_refused(answered: int, applicable: int) -> None:
    with pytest.raises(ValueError):
        disposition_of(answered, applicable)


def test_who_was_asked_nothing_did_not_react() -> None:
    assert disposition_of(0, 0) is Disposition.NO_REACTION


def test_response_of_the_first_case_comes_out() -> None:
    rates = ResponseRates({Disposition.COMPLETE: 23, Disposition.PARTIAL: 5, Disposition.NO_REACTION: 3})
    assert (rates.rr1.part, rates.rr1.of, rates.rr2.part, rates.rr2.of) == (23, 31, 28, 31)
    assert rates.rr1.share is not None
    assert rates.rr2.share is not None
    assert (whole_percentage(rates.rr1.share), whole_percentage(rates.rr2.share)) == (74, 90)


def test_rates_of_its_example_follow_the_formulas_of_outcomerate_in_r() -> None:
    """The data of its vignette, by the formulas of its manual.

    https://docs.ropensci.org/outcomerate/reference/outcomerate.html
    """
    rates = ResponseRates(
        {
            Disposition.COMPLETE: 760,
            Disposition.PARTIAL: 339,
            Disposition.BREAK_OFF: 59,
            Disposition.NO_REACTION: 288,
            Disposition.OTHER: 1,
            Disposition.UNKNOWN: 173,
            Disposition.NOT_ELIGIBLE: 71,
        }
    )
    assert rates.rr1.share == Fraction(760, 1620)
    assert rates.rr2.share == Fraction(1099, 1620)
    assert rates.rr5.share == Fraction(760, 1447)
    assert rates.rr6.share == Fraction(1099, 1447)
    assert rates.coop1.share == Fraction(760, 1159)


@given(COUNTS)
def test_rates_are_shares_and_ordered(counts: dict[Disposition, int]) -> None:
    rates = ResponseRates(counts)
    for rate in (rates.rr1, rates.rr2, rates.rr5, rates.rr6, rates.coop1):
        assert rate.share is None if rate.of == 0 else 0 <= (rate.share or 0) <= 1
    if rates.rr5.share is not None and rates.rr1.share is not None:
        assert rates.rr1.share <= rates.rr5.share


@given(COUNTS, st.integers(0, 50))
def test_who_is_not_eligible_counts_nowhere(counts: dict[Disposition, int], left: int) -> None:
    with_them = ResponseRates(counts | {Disposition.NOT_ELIGIBLE: left})
    without = ResponseRates(counts | {Disposition.NOT_ELIGIBLE: 0})
    for name in ("rr1", "rr2", "rr5", "rr6", "coop1"):
        assert getattr(with_them, name) == getattr(without, name)


def test_fewer_than_no_people_is_refused() -> None:
    with pytest.raises(ValueError):
        ResponseRates({Disposition.COMPLETE: -1})
