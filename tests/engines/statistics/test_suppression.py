"""Which distributions may be shown: small rounds worked out by hand."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlechtwerk.engines.statistics.suppression import (
    Group,
    Tables,
    comparable_groups,
    groups_with_response,
    stays_hidden,
    suppress,
)
from vlechtwerk.engines.statistics.tallies import DO_NOT_KNOW, EMPTY, NO_GROUP, tally

CROSS = [("level", "organisation")]


def level(code: int) -> Group:
    return (("level", code),)


def shown(
    answers: Sequence[int],
    threshold: int = 5,
    categories: int = 2,
    sides: Sequence[int] | None = None,
    **groups: Sequence[int],
) -> Tables:
    """Return what is shown of one statement; no cross unless both its breakdowns are there."""
    codes = {name: np.array(of_people) for name, of_people in groups.items()}
    counted = tally(np.array(answers, dtype=np.int8).reshape(-1, 1), codes, categories)
    crosses = CROSS if {"level", "organisation"} <= groups.keys() else []
    return suppress(counted, threshold, crosses, sides=None if sides is None else [sides])[0]


def test_groups_that_are_large_enough_are_shown_with_all_their_numbers() -> None:
    found = shown([0, 0, 1, 1, 1, DO_NOT_KNOW, 0, 1, 1, 1, 1, EMPTY], level=[0] * 6 + [1] * 6)
    assert found.hidden == frozenset()
    one, other = found.groups[level(0)], found.groups[level(1)]
    assert (one.counts, one.n, one.do_not_know, one.empty) == ((2, 3), 5, 1, 0)
    assert (other.counts, other.n, other.do_not_know, other.empty) == ((1, 4), 5, 0, 1)
    assert found.whole is not None
    assert found.whole.counts == (3, 7)


def test_category_of_a_shown_group_may_be_empty() -> None:
    found = shown([0, 0, 0, 1, 1, 0, 0, 2, 2, 2], categories=3, level=[0] * 5 + [1] * 5)
    assert found.groups[level(0)].counts == (3, 2, 0)


def test_whole_below_the_threshold_is_not_shown_nor_anything_of_it() -> None:
    found = shown([0, 0, 1, 1, EMPTY, DO_NOT_KNOW], level=[0, 0, 0, 1, 1, 1])
    assert (found.whole, found.groups, found.hidden) == (None, {}, {level(0), level(1)})


@pytest.mark.parametrize("threshold", [3, 10])
def test_threshold_counts_valid_answers_from_itself_on(threshold: int) -> None:
    below = [0] * (threshold - 2) + [1]
    large = [0, 1] * 10
    for answers, is_shown in [(below, False), ([*below, 1], True)]:
        found = shown([*answers, *large], threshold, level=[0] * len(answers) + [1] * len(large))
        assert (level(0) in found.groups) is is_shown


@pytest.mark.parametrize("threshold", [2, 11])
def test_threshold_lies_between_three_and_ten(threshold: int) -> None:
    with pytest.raises(ValueError):
        shown([0] * 20, threshold, level=[0] * 20)


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    # Four, six and ten valid answers. What the small two gave together leaves open what either gave.
    found = shown([0, 0, 1, 1] + [0, 0, 0, 1, 1, 1] + [0, 1] * 5, level=[0] * 4 + [1] * 6 + [2] * 10)
    assert (set(found.groups), found.hidden) == ({level(2)}, {level(0), level(1)})


def test_group_without_answers_stays_hidden() -> None:
    found = shown([EMPTY] * 6 + [0, 0, 0, 1, 1, 1] + [0, 1] * 5, level=[0] * 6 + [1] * 6 + [2] * 10)
    assert level(0) in found.hidden


def test_hidden_groups_are_not_shown_beside_others_when_one_answer_of_them_would_be_sure() -> None:
    # Nobody in the small two chose the third category, which five in all chose.
    found = shown(
        [0, 0, 1, 1, *[0, 0, 0, 1, 1, 1], 0, 1, 2, 2, 2, 2, 2], categories=3, level=[0] * 4 + [1] * 6 + [2] * 7
    )
    assert found.groups == {}


def test_do_not_know_of_hidden_groups_is_kept_like_any_answer() -> None:
    answers = [0, 0, 1, 1] + [0, 0, 0, 1, 1, 1] + [0, 1] * 4
    codes = [0] * 4 + [1] * 6 + [2] * 8
    assert level(2) in shown(answers, level=codes).groups
    # All three who do not know are in the third group: so nobody in the first does.
    assert shown([*answers, *[DO_NOT_KNOW] * 3], level=[*codes, 2, 2, 2]).groups == {}


def test_whole_that_agrees_unanimously_is_shown_and_its_groups_are_not() -> None:
    found = shown([1] * 12, level=[0] * 6 + [1] * 6)
    assert found.whole is not None
    assert (found.whole.counts, found.groups) == ((0, 12), {})


def test_group_that_agrees_unanimously_is_not_shown() -> None:
    found = shown([1] * 8 + [0, 1] * 5 + [0, 1] * 6, level=[0] * 8 + [1] * 10 + [2] * 12)
    assert level(0) in found.hidden
    # Nor can it be told from what the others leave over.
    assert set(found.groups) == {level(2)}


def test_group_that_agrees_a_little_and_fully_is_of_one_mind_too() -> None:
    # Against, neither, for, and fully for: all eight of the first group are for it.
    answers, levels = [2, 3] * 4 + [0, 1, 2, 3] * 6, [0] * 8 + [1] * 12 + [2] * 12
    sides = [0, 1, 2, 2]
    assert shown(answers, categories=4, level=levels).hidden == frozenset()
    found = shown(answers, categories=4, sides=sides, level=levels)
    assert (set(found.groups), found.hidden) == ({level(1)}, {level(0), level(2)})
    # One who is neither, and it is shown.
    assert shown([1, *answers[1:]], categories=4, sides=sides, level=levels).hidden == frozenset()


def test_scale_with_one_side_is_taken_answer_by_answer() -> None:
    assert shown([0, 1] * 10, sides=[0, 0], level=[0] * 10 + [1] * 10).hidden == frozenset()


def test_people_in_no_group_count_as_what_is_left_over() -> None:
    answers = [0, 1] * 5 + [0, 1] * 5
    assert len(shown([*answers, 0, 0, 1], body=[0] * 10 + [1] * 10 + [NO_GROUP] * 3).groups) == 1
    assert len(shown([*answers, *[0, 1] * 3], body=[0] * 10 + [1] * 10 + [NO_GROUP] * 6).groups) == 2


def test_organisation_is_not_shown_beside_a_level_that_leaves_two_of_its_people() -> None:
    answers = [0, 1] * 20
    levels = [0] * 20 + [1] * 20
    found = shown(answers, level=levels, organisation=[0] * 18 + [1] * 22)
    assert {group for group in found.groups if len(group) == 1} == {level(0), level(1)}
    # Two of the level are in the other organisation: that and no more would be the difference.
    assert (("level", 0), ("organisation", 1)) in found.hidden


def test_cells_of_a_cross_are_shown_where_all_are_large_enough() -> None:
    found = shown([0, 1] * 20, level=[0] * 20 + [1] * 20, organisation=([0] * 10 + [1] * 10) * 2)
    assert found.hidden == frozenset()
    assert found.groups[(("level", 1), ("organisation", 0))].counts == (5, 5)


def test_breakdown_that_comes_first_goes_before_the_others() -> None:
    organisation, levels = [0] * 18 + [1] * 22, [0] * 20 + [1] * 20
    found = shown([0, 1] * 20, organisation=organisation, level=levels)
    assert {group[0][0] for group in found.groups if len(group) == 1} == {"organisation"}


def test_same_people_under_two_names_are_shown_under_both_or_neither() -> None:
    codes = [0] * 6 + [1] * 7
    assert len(shown([0, 1] * 6 + [0], level=codes, body=codes).groups) == 4
    assert shown([0] * 6 + [1] * 7, level=codes, body=codes).groups == {}


def test_round_without_breakdowns_shows_the_whole() -> None:
    found = shown([0, 0, 1, 1, 1])
    assert found.whole is not None
    assert (found.whole.counts, found.groups, found.hidden) == ((2, 3), {}, frozenset())


def test_round_of_nobody_shows_nothing() -> None:
    assert shown([], level=[]).whole is None


@pytest.mark.parametrize("wrong", [[3, 0], [-3, 0]])
def test_answer_that_is_not_on_the_scale_is_refused(wrong: list[int]) -> None:
    with pytest.raises(ValueError):
        shown(wrong, categories=3, level=[0, 0])


def test_groups_that_do_not_fit_the_people_are_refused() -> None:
    for codes in ([0], [0, -2]):
        with pytest.raises(ValueError):
            shown([0, 1], level=codes)


@given(st.integers(1, 30), st.integers(2, 5), st.data())
def test_tally_counts_like_a_plain_loop(people: int, categories: int, data: st.DataObject) -> None:
    answers = data.draw(
        st.lists(st.lists(st.integers(-2, categories - 1), min_size=2, max_size=2), min_size=people, max_size=people)
    )
    codes = {
        name: data.draw(st.lists(st.integers(-1, 2), min_size=people, max_size=people)) for name in ("level", "body")
    }
    found = tally(np.array(answers, np.int8), {name: np.array(held) for name, held in codes.items()}, categories)
    assert found.counts.sum() == 2 * people
    for cell, (one, other) in enumerate(zip(found.groups["level"], found.groups["body"], strict=True)):
        held = [row for row, a, b in zip(answers, codes["level"], codes["body"], strict=True) if (a, b) == (one, other)]
        assert found.people[cell] == len(held)
        assert found.took_part[cell] == sum(row != [EMPTY, EMPTY] for row in held)
        for statement in range(2):
            kinds = [*range(categories), DO_NOT_KNOW, EMPTY]
            assert found.counts[cell, statement].tolist() == [[row[statement] for row in held].count(k) for k in kinds]


def test_group_is_compared_when_nobody_or_enough_people_joined_or_left() -> None:
    before = {"same": {1, 2, 3}, "one": {1, 2, 3}, "four": {1, 2, 3}, "five": {1, 2, 3}, "gone": {1}}
    now = {"same": {1, 2, 3}, "one": {1, 2}, "four": {1, 4, 5}, "five": {1, 4, 5, 6}, "new": {1}}
    assert comparable_groups(before, now) == {"same", "five"}
    assert comparable_groups(before, now, threshold=3) == {"same", "four", "five"}


def with_response(*levels: tuple[int, int]) -> set[Group]:
    """Return the levels with a response; of each level how many took part, and how many did not."""
    answers = [answer for part, away in levels for answer in [0] * part + [EMPTY] * away]
    codes = [code for code, (part, away) in enumerate(levels) for _ in range(part + away)]
    return groups_with_response(tally(np.array(answers, np.int8).reshape(-1, 1), {"level": np.array(codes)}, 2))


def test_response_is_told_of_groups_that_leave_over_as_many_as_the_threshold() -> None:
    assert with_response((6, 4), (5, 5)) == {level(0), level(1)}
    # Six and three would tell of the three; of ten, six and three the first is told, the others are nine together.
    assert with_response((6, 4), (3, 2)) == set()
    assert with_response((10, 4), (6, 4), (3, 2)) == {level(0)}
    assert with_response((2, 1), (1, 9)) == set()


def test_response_is_not_told_where_it_tells_that_all_others_took_part() -> None:
    # Five stayed away, all of the first: of the three of the third level, beside the first, all took part.
    assert with_response((6, 5), (5, 0), (3, 0)) == set()


def test_tables_show_groups_with_a_response_only() -> None:
    codes = np.array([0] * 6 + [1] * 6)
    counted = tally(np.array([0, 1] * 6, np.int8).reshape(-1, 1), {"level": codes}, 2)
    assert set(suppress(counted)[0].groups) == {level(0), level(1)}
    assert suppress(counted, among=set())[0].groups == {}


def test_what_is_hidden_stays_so_for_who_tells_no_part_of_it_apart() -> None:
    # Two levels of one mind, six people each, of whom nothing is shown.
    codes = np.array([0] * 6 + [1] * 6)
    each = tally(np.array([0] * 6 + [1] * 6, np.int8).reshape(-1, 1), {"level": codes, "": np.arange(12)}, 2)
    counted = replace(each, groups={"level": each.groups["level"]})
    together, by_turns, by_level = np.zeros(12, np.int64), np.arange(12) % 2, codes
    assert stays_hidden(counted, 0, set(), (together, together))
    assert stays_hidden(counted, 0, set(), (by_turns, by_turns))
    assert not stays_hidden(counted, 0, set(), (by_level, by_level))
    # One person apart is fewer than the threshold.
    one_apart = (np.arange(12) == 0).astype(np.int64)
    assert not stays_hidden(counted, 0, set(), (one_apart, one_apart))
