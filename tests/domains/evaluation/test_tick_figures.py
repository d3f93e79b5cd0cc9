"""What is shown of months of ticks singles nobody out, however months and departments are put beside each other.

The attacker has everything that is ever shown, knows all these rules, who could tick, and even who ticked.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vlechtwerk.domains.evaluation.rules.tick_figures import (
    KINDS,
    MonthFigures,
    PersonMonth,
    figures_of_month,
    mean_of,
    shares_of,
    what_goes_on,
)
from vlechtwerk.domains.evaluation.rules.ticks import SEALED_LENGTH, OpenedTick, is_asked, reasons_against_amounts
from vlechtwerk.domains.partnership.models.people import Function

DEPARTMENTS = ("A", "B", "C", "D", "")
WORDS = ("none", "little", "half", "most")
# Every week that may be ticked, as the rules tell it: something, and together no more than a week.
WEEKS = [
    dict(zip(KINDS, words, strict=True))
    for words in product(WORDS, repeat=4)
    if set(words) != {"none"} and words.count("most") <= 1 and words.count("half") <= (0 if "most" in words else 2)
]
# A person: their number, their department, and what they ticked in each of their weeks; none when they did not.
People = list[tuple[int, str, list[dict[str, str]]]]


@st.composite
def months(
    draw: st.DrawFn, departments: Sequence[str] = DEPARTMENTS, people: int = 3, kinds: int = 1
) -> tuple[int, list[People]]:
    """Draw a few months of one project: who could tick in each, where, and what they ticked.

    So many people and kinds of weeks at least: with more of both and fewer departments, more departments are shown.
    """
    threshold = draw(st.integers(3, 6))
    of = {number: draw(st.sampled_from(departments)) for number in range(draw(st.integers(people, 26)))}
    few = draw(st.lists(st.sampled_from(WEEKS), min_size=kinds, max_size=4, unique_by=lambda week: tuple(week.items())))
    drawn: list[People] = []
    for _month in range(draw(st.integers(1, 3))):
        could: People = []
        for number, department in of.items():
            if draw(st.integers(0, 9)) == 0:
                continue
            weeks = draw(st.lists(st.sampled_from(few), min_size=0, max_size=2))
            could.append((number, department, weeks))
        drawn.append(could)
    return threshold, drawn


def ticked(people: People) -> dict[int, PersonMonth]:
    """Return who ticked, with the mean of their weeks."""
    return {
        number: PersonMonth(department, mean_of([shares_of(week) for week in weeks]))
        for number, department, weeks in people
        if weeks
    }


def shown(found: Mapping[int, PersonMonth], people: People, threshold: int) -> MonthFigures:
    """Return what is shown of a month."""
    return figures_of_month(list(found.values()), [department for _number, department, _weeks in people], threshold)


def block_of(one: PersonMonth, figures: MonthFigures) -> str:
    """Return the group in which someone is that can be worked out: a shown department, or all the rest."""
    return one.department if one.department in figures.departments else "rest"


def everything_shown(threshold: int, drawn: Sequence[People], found: Sequence[Mapping[int, PersonMonth]]) -> Any:
    """Return all that is ever shown of these months."""
    told, before, people_before = [], None, {}
    for people, of_month in zip(drawn, found, strict=True):
        figures = shown(of_month, people, threshold)
        could = {UUID(int=number): department for number, department, _weeks in people}
        told.append(figures.as_json() | {"goes_on": what_goes_on(figures, before, could, people_before)})
        before, people_before = figures, could
    return told


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(months())
def test_months_and_departments_together_tell_nothing_of_fewer_than_the_smallest_group(
    made: tuple[int, list[People]],
) -> None:
    threshold, drawn = made
    for people in drawn:
        found = ticked(people)
        figures = shown(found, people, threshold)
        # The order in which ticks lie tells nothing.
        assert shown(dict(reversed(found.items())), people, threshold) == figures
        if figures.whole is None:
            # Then nothing at all is told but who could tick.
            assert (figures.departments, len(found) < threshold) == ({}, True)
            continue
        sizes: dict[str, int] = {}
        for one in found.values():
            sizes[block_of(one, figures)] = sizes.get(block_of(one, figures), 0) + 1
        assert set(figures.departments) <= set(sizes)
        # Whole minus departments, in every way: those are blocks, and unions of blocks.
        assert all(size >= threshold for size in sizes.values())
        for code, time in {"": figures.whole, **figures.departments}.items():
            size = sizes[code] if code else len(found)
            # Never the number itself: a class of at least five, of which it is one.
            assert time.people_from <= size <= (time.people_until or size)
            assert time.people_until is None or time.people_until - time.people_from >= min(4, 9 - threshold)
            assert all(points % time.step == 0 for points in time.shares.values())


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(months(("A", "B"), 20, 3), st.data())
def test_whoever_someone_is_all_that_is_ever_shown_fits_with_their_having_ticked_otherwise(
    made: tuple[int, list[People]], data: st.DataObject
) -> None:
    threshold, drawn = made
    found = [ticked(people) for people in drawn]
    figures = [shown(of_month, people, threshold) for people, of_month in zip(drawn, found, strict=True)]
    # Where departments are shown, there is someone to change places with for whoever ticked.
    everyone = sorted({number for of_month, one in zip(found, figures, strict=True) if one.departments
                       for number in of_month})  # fmt: skip
    assume(everyone)
    person = data.draw(st.sampled_from(everyone))
    others = [swapped(of_month, one, person) for of_month, one in zip(found, figures, strict=True)]
    assert others != found
    assert everything_shown(threshold, drawn, others) == everything_shown(threshold, drawn, found)


def swapped(of_month: dict[int, PersonMonth], figures: MonthFigures, person: int) -> dict[int, PersonMonth]:
    """Return a month in which someone and another of a group that can be worked out ticked what the other did."""
    mine = of_month.get(person)
    if mine is None or not figures.departments:
        return of_month
    place = block_of(mine, figures)
    other = next(
        number for number, one in of_month.items()
        if block_of(one, figures) == place and one.shares != mine.shares
    )  # fmt: skip
    return of_month | {
        person: PersonMonth(mine.department, of_month[other].shares),
        other: PersonMonth(of_month[other].department, mine.shares),
    }


@settings(max_examples=150, deadline=None)
@given(months())
def test_line_goes_on_only_over_the_same_people_or_enough_others(made: tuple[int, list[People]]) -> None:
    threshold, drawn = made
    told = everything_shown(threshold, drawn, [ticked(people) for people in drawn])
    assert told[0]["goes_on"] == ()
    for before, now, figures in zip(drawn, drawn[1:], told[1:], strict=False):
        for code in figures["goes_on"]:
            sets = [{number for number, of, _w in people if not code or of == code} for people in (before, now)]
            assert len(sets[0] ^ sets[1]) in {0, *range(threshold, 99)}


def test_line_goes_on_by_the_higher_of_two_thresholds() -> None:
    people = {UUID(int=number): "" for number in range(8)}
    # Two left and two came: four others, enough for three and too few for five.
    others = {UUID(int=number): "" for number in range(2, 10)}
    ticked_work = [PersonMonth("", shares_of({"work": "most"}))] * 8
    of = {threshold: figures_of_month(ticked_work, [""] * 8, threshold) for threshold in (3, 5)}
    goes_on = {(before, now): what_goes_on(of[now], of[before], others, people) for before in (3, 5) for now in (3, 5)}
    assert goes_on == {(3, 3): ("",), (3, 5): (), (5, 3): (), (5, 5): ()}


def test_who_judges_by_the_figures_is_not_asked() -> None:
    judging = {Function.EVALUATOR, Function.SCIENTIST, Function.ADMINISTRATOR}
    assert not any(is_asked(frozenset({one})) for one in judging)
    assert not is_asked(frozenset(judging))
    assert is_asked(frozenset({Function.ANALYST}))


def test_shares_and_steps_by_hand() -> None:
    assert shares_of({"gathering": "most", "work": "little", "agreeing": "little"}) == (
        Fraction(6, 8), Fraction(1, 8), Fraction(0), Fraction(1, 8),
    )  # fmt: skip
    # One ticked twice, half and half: three quarters of eight halves; five people.
    one = mean_of([shares_of({"work": "most"}), shares_of({"work": "half", "gathering": "half"})])
    people = [PersonMonth("A", one), *[PersonMonth("A", shares_of({"exchanging": "half", "work": "half"}))] * 4]
    figures = figures_of_month(people, ["A"] * 5, 5)
    assert figures.whole is not None
    # Gathering (1/4) / 5 = 5%, a half step of ten rounded up; exchanging 4 × ½ / 5 = 40%; work (¾ + 2) / 5 = 55%.
    assert figures.whole.shares == {"gathering": 10, "agreeing": 0, "exchanging": 40, "work": 60}
    assert figures.whole.step == 10


def test_every_tick_fits_in_the_length_of_all_and_every_refusal_is_more_than_a_week() -> None:
    assert len(WEEKS) == sum(
        not reasons_against_amounts(dict(zip(KINDS, words, strict=True))) for words in product(WORDS, repeat=4)
    )
    longest = OpenedTick("\u20ac" * 20, dict.fromkeys(KINDS, "little"), "f" * 64)
    assert len(longest.as_bytes()) <= SEALED_LENGTH
