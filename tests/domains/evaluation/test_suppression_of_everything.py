"""Attacks on all that is shown of rounds together: by difference of tables, breakdowns, rates, rounds and forms.

What is hidden: each number of a group that is not shown, in a table or in the response. What must stay: three possible
numbers, or as many as the whole of that statement leaves (for a cell of a cross also the groups around it that are
shown), as `engines/statistics/suppression.py` says, beside who took part of the groups with a response and where these
cut each other. The reader knows who was asked and where each
belongs, in a second attack also who took part.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from tests.domains.evaluation.random_rounds import RandomRound, a_round_later, questionnaire, random_round
from tests.domains.evaluation.readers import (
    Hidden,
    Place,
    Reader,
    ReaderOfTwoRounds,
    Shown,
    hidden_groups,
    hidden_numbers,
    is_in,
    kinds_of,
)
from tests.engines.statistics.attacker import left_by_one
from vlechtwerk.domains.evaluation.models import EvaluationRound
from vlechtwerk.domains.evaluation.rules.concluding import AskedPerson
from vlechtwerk.domains.evaluation.rules.following import may_follow, moves_of

ROUNDS, AT_ONCE, TRIES = 200, 20, 40
slow = pytest.mark.slow
Given = Sequence[tuple[int | None, ...]]


def statement_of(figures: Shown, code: str) -> Any:
    return next(one for one in figures["statements"] if one["code"] == code)


def shown_groups(figures: Shown) -> list[Place]:
    """Return every group of which anything is shown."""
    tables = [shown["group"] for one in figures["statements"] for shown in one["groups"]]
    return tables + [rate["group"] for rate in figures["response"]["groups"]]


def within(places: Sequence[Place], groups: Sequence[Place]) -> list[tuple[bool, ...]]:
    return [tuple(is_in(place, group) for group in groups) for place in places]


def shuffled(random: np.random.Generator, labels: Sequence[object], values: Sequence[Any]) -> list[Any]:
    """Shuffle values among those with the same label."""
    found, of_label = list(values), dict[object, list[int]]()
    for number, label in enumerate(labels):
        of_label.setdefault(label, []).append(number)
    for numbers in of_label.values():
        for one, other in zip(numbers, random.permutation(numbers), strict=True):
            found[one] = values[other]
    return found


def guesses(held: RandomRound, figures: Shown) -> Iterator[Given]:
    """Guess who answered what: people swapped all answers within shown groups, and answers to one statement."""
    random, places = np.random.default_rng(1), held.places
    everywhere = within(places, shown_groups(figures))
    tables = [within(places, [shown["group"] for shown in one["groups"]]) for one in figures["statements"]]
    yield held.numbered
    for _ in range(TRIES):
        columns = list(zip(*shuffled(random, everywhere, held.numbered), strict=True))
        yield list(
            zip(
                *(
                    shuffled(random, [(label, one is None) for label, one in zip(labels, column, strict=True)], column)
                    for labels, column in zip(tables, columns, strict=True)
                ),
                strict=True,
            )
        )


def left_by_the_whole(held: RandomRound, figures: Shown, hidden: Hidden, *, knows_part: bool) -> int:
    """Return how many numbers of a group one distribution leaves: that of all, or who took part at all."""
    places, took_part = held.places, held.took_part
    present = [place for place, part in zip(places, took_part, strict=True) if part or not knows_part]
    if hidden.kind == "took part":
        count = figures["response"]["took_part"]
    else:
        whole = statement_of(figures, hidden.statement)["whole"]
        numbers = [*whole["counts"], whole["do_not_know"]]
        empty = whole["not_answered"] - (len(places) - len(present))
        of_kinds = (numbers[kind] for kind in kinds_of(hidden.kind, len(whole["counts"])))
        count = empty if hidden.kind == "empty" else sum(of_kinds)
    size = sum(is_in(place, dict(hidden.group)) for place in present)
    return min(3, left_by_one(size, len(present), [count], 0))


def leaks_of(held: RandomRound, figures: Shown | None = None) -> list[tuple[Hidden, int, int]]:
    """Return what is hidden and has fewer possible numbers than must stay, with how many there are."""
    figures = held.figures if figures is None else figures
    tried = list(guesses(held, figures))
    groups = [rate["group"] for rate in figures["response"]["groups"]]
    blocks = Counter(label for label, part in zip(within(held.places, groups), held.took_part, strict=True) if part)
    found = []
    for took_part in (None, held.took_part):
        reader = reader_with(tried, figures, held.places, took_part)
        less: dict[tuple[str, str], Reader] = {}
        for hidden in hidden_numbers(figures, held.places):
            if hidden.kind == "took part" and took_part is not None:
                continue
            must = left_by_the_whole(held, figures, hidden, knows_part=took_part is not None)
            possible = reader.known.possible(reader.row(hidden), must)
            for around in arounds(figures, hidden) if possible < must and hidden.kind != "took part" else ():
                key = hidden.statement, str(around)
                if key not in less:
                    less[key] = reader_with(tried, figures, held.places, took_part, (hidden.statement, around, blocks))
                must = min(must, less[key].known.possible(less[key].row(hidden), must))
            if possible < must:
                found.append((hidden, possible, must))
    return found


def reader_with(tried: Sequence[Given], *knows: Any) -> Reader:
    reader = Reader(*knows)
    assert reader.known.fits(reader.numbers(tried[0])), "what is shown contradicts what was answered"
    for guess in tried[1:]:
        reader.known.fits(reader.numbers(guess))
    return reader


def arounds(figures: Shown, hidden: Hidden) -> list[list[Place]]:
    """Return what by itself may leave fewer: the whole, and of a cell of a cross each group around it that is shown."""
    shown = [one["group"] for one in statement_of(figures, hidden.statement)["groups"]]
    parts: list[Place] = [{name: code} for name, code in hidden.group] if len(hidden.group) == 2 else []
    return [[]] + [[part] for part in parts if part in shown]


@pytest.mark.parametrize("first", [0, *(pytest.param(one, marks=slow) for one in range(AT_ONCE, ROUNDS, AT_ONCE))])
def test_nothing_hidden_can_be_worked_out_in_200_random_rounds(first: int) -> None:
    attacked = 0
    for seed in range(first, first + AT_ONCE):
        held = random_round(seed)
        figures = held.figures
        # Where no group is shown, only what the whole leaves is left to work out.
        if shown_groups(figures):
            attacked += 1
            assert leaks_of(held, figures) == [], seed
    assert attacked > AT_ONCE // 2


@pytest.mark.slow
def test_nothing_hidden_can_be_worked_out_where_some_answered_in_part() -> None:
    for seed in range(0, 24, 2):
        held = random_round(seed, statements=3)
        if shown_groups(held.figures):
            assert leaks_of(held) == [], seed


@pytest.mark.parametrize("first", range(0, ROUNDS, 50))
def test_all_tables_together_tell_no_block_of_people_apart_below_the_threshold(first: int) -> None:
    """Else a sheet could be tied to a few people, by an answer that is the only one of its kind in two tables."""
    for seed in range(first, first + 50):
        held = random_round(seed)
        blocks = dict[tuple[bool, ...], int]()
        for label, part in zip(within(held.places, shown_groups(held.figures)), held.took_part, strict=True):
            blocks[label] = blocks.get(label, 0) + part
        assert len(blocks) == 1 or min(blocks.values()) >= held.asked.threshold, seed


def plain(*groups: tuple[str, str, int, Sequence[Sequence[int | None]]], **more: Any) -> RandomRound:
    """Make a round by hand: of each level and organisation how many were asked, and what came in."""
    people: list[AskedPerson] = []
    answers: list[Any] = []
    for level, organisation, count, given in groups:
        for number in range(count):
            row = given[number] if number < len(given) else None
            people.append(AskedPerson(UUID(int=len(people) + 1), (level, organisation, ""), "", row is not None))
            answers.append(None if row is None else {f"S{at}": value for at, value in enumerate(row, 1)})
    codes = [f"S{at}" for at in range(1, 1 + max(len(row) for _, _, _, given in groups for row in given))]
    told: dict[str, Any] = {"threshold": 5, "breakdowns": ["level"], "promise": "confidential"} | more
    asked = EvaluationRound(partial_from=50, complete_above=80, questionnaire=questionnaire(codes, 3), **told)
    return RandomRound(asked, people, answers)


def test_attack_differences_of_tables_tell_not_who_of_a_few_took_part() -> None:
    """One statement could show the second level, another the first: beside the total the three of the third are left.

    Ten of twelve, six of twenty and three of three took part; in S1 all ten agree, in S2 all six.
    """
    held = plain(
        ("strategic", "", 12, [(0, one % 2) for one in range(10)]),
        ("tactical", "", 20, [(one % 2, 0) for one in range(6)]),
        ("operational", "", 3, [(1, 1), (0, 1), (2, 2)]),
    )
    figures = held.figures
    assert {"level": "operational"} in figures["response"]["hidden"]
    assert leaks_of(held, figures) == []
    # Were each statement judged by itself, S2 would show the first level, as S1 does the second.
    first = {"group": {"level": "strategic"}, "counts": [5, 5, 0], "do_not_know": 0, "not_answered": 2}
    both = [replace_groups(one, [first] if one["code"] == "S2" else one["groups"]) for one in figures["statements"]]
    found = leaks_of(held, figures | {"statements": both})
    assert ("took part", 1) in {(hidden.kind, possible) for hidden, possible, _ in found}


def replace_groups(statement: Shown, groups: list[Any]) -> dict[str, Any]:
    shown = [one["group"] for one in groups]
    everything = [*statement["hidden"], *(one["group"] for one in statement["groups"])]
    return {**statement, "groups": groups, "hidden": [one for one in everything if one not in shown]}


def test_attack_dispositions_and_total_beside_shown_rates() -> None:
    """All but two of the whole took part; a rate of all levels but one would tell that it was these two."""
    held = plain(
        ("strategic", "", 12, [(one % 3,) for one in range(12)]),
        ("tactical", "", 12, [(one % 3,) for one in range(12)]),
        ("operational", "", 4, [(0,), (1,)]),
    )
    figures = held.figures
    assert figures["response"]["took_part"] == 26
    assert leaks_of(held, figures) == []
    levels = ("strategic", "tactical")
    rates = [{"group": {"level": level}, "part": 12, "of": 12} for level in levels]
    told = figures["response"] | {"groups": rates, "hidden": [{"level": "operational"}]}
    assert leaks_of(held, figures | {"response": told}) != []


def test_attack_levels_by_organisations() -> None:
    """Two of an organisation are at another level than its others: level and organisation together would tell them."""
    some = [(one % 3,) for one in range(9)]
    held = plain(
        ("strategic", "NP", 9, some), ("tactical", "NP", 2, [(0,), (0,)]), ("tactical", "BD", 9, some),
        breakdowns=["level", "organisation"],
    )  # fmt: skip
    figures = held.figures
    assert leaks_of(held, figures) == []
    (statement,) = figures["statements"]
    organisation = {"group": {"organisation": "NP"}, "counts": [5, 3, 3], "do_not_know": 0, "not_answered": 0}
    shown = [one for one in statement["groups"] if set(one["group"]) == {"level"}]
    assert len(shown) == 2
    both = replace_groups(statement, [*shown, organisation])
    assert leaks_of(held, figures | {"statements": [both]}) != []


def test_whole_population_of_one_mind_is_shown_and_a_group_is_not() -> None:
    alike = [(0,)] * 8
    (whole,) = plain(("strategic", "", 8, alike), ("tactical", "", 8, alike)).figures["statements"]
    assert whole["whole"]["counts"] == [16, 0, 0]
    assert whole["groups"] == []
    held = plain(("strategic", "", 8, alike), ("tactical", "", 8, [(one % 3,) for one in range(8)]))
    (statement,) = held.figures["statements"]
    assert {"level": "strategic"} in statement["hidden"]
    # Nor is the other one, which would tell it.
    assert statement["groups"] == []


def leaks_of_two(first: RandomRound, second: RandomRound, moves: Sequence[int] | None) -> list[Any]:
    """Return what is hidden in either round, and has fewer possible numbers with the moves than without."""
    statements = [statement_of(one.figures, "S1") for one in (first, second)]
    empty = len(statements[0]["whole"]["counts"]) + 1
    known = [
        {
            person.pseudonym: told
            for person, *told in zip(one.people, one.places, one.numbered, one.took_part, strict=True)
        }
        for one in (first, second)
    ]
    nothing: Any = [None, (None,), False]
    people = [[of_round.get(person, nothing) for of_round in known] for person in sorted(known[0].keys() | known[1])]
    places = [(before[0], now[0]) for before, now in people]
    first_of = [[empty if one[1][0] is None else one[1][0] for one in both] for both in people]
    answers = [(before, now) for before, now in first_of]
    groups = [[one["group"] for one in statement["groups"]] for statement in statements]
    labels = [
        tuple(told[0] is not None and within([told[0]], shown)[0] for told, shown in zip(both, groups, strict=True))
        for both in people
    ]
    part = [(before[2], now[2]) for before, now in people]
    found = []
    for took_part in (None, part):
        readers = [ReaderOfTwoRounds(statements, told, places, took_part) for told in (moves, None)]
        assert all(one.known.fits(one.numbers(answers)) for one in readers)
        # Guess that people swapped all they answered, in both rounds, within the groups that are shown.
        random = np.random.default_rng(1)
        for _ in range(TRIES):
            alike = labels if took_part is None else list(zip(labels, part, strict=True))
            guess = readers[0].numbers(shuffled(random, alike, answers))
            assert all(one.known.fits(guess) for one in readers) or took_part is None
        for at, (statement, of_round) in enumerate(zip(statements, (first, second), strict=True)):
            for group, kind in product(hidden_groups(statement, of_round.places), readers[0].kinds):
                word = "empty" if kind == empty else kind
                hidden = Hidden("S1", tuple(sorted(group.items())), word)
                must = left_by_the_whole(of_round, of_round.figures, hidden, knows_part=took_part is not None)
                possible = readers[0].known.possible(readers[0].row(at, group, kind), must)
                if possible < must and possible < readers[1].known.possible(readers[1].row(at, group, kind), must):
                    found.append((at, group, kind, possible))
    return found


def moves_told(*rounds: RandomRound) -> tuple[int, int, int] | None:
    """Return what is told of how people moved on the first statement, from the first round to the last."""
    followed = [one.followed for one in rounds]
    if not all(one.shows("S1") for one in followed) or not may_follow(followed, "S1"):
        return None
    values = range(len(rounds[0].asked.questionnaire["scales"][0]["categories"]))
    moves = moves_of(followed[0], followed[-1], "S1", values)
    return (moves.up, moves.same, moves.down) if moves else None


@pytest.mark.slow
def test_moves_between_random_rounds_tell_nothing_hidden() -> None:
    attacked = 0
    # With three breakdowns these programs take minutes.
    for seed in (seed for seed in range(2 * ROUNDS) if seed % 4 != 3):
        first = random_round(seed, statements=1)
        second = a_round_later(first, seed)
        moves = moves_told(first, second)
        if moves is not None and any(statement_of(one.figures, "S1")["hidden"] for one in (first, second)):
            attacked += 1
            assert leaks_of_two(first, second, moves) == [], seed
    assert attacked > 10


def of_one_mind_later() -> tuple[RandomRound, RandomRound]:
    """Make two rounds in which one person moved, at a level that was then of one mind, so that it is not shown."""
    before = [(one % 3,) for one in range(9)]
    first = plain(("strategic", "", 9, before), ("tactical", "", 6, [(0,)] * 5 + [(1,)]))
    return first, plain(("strategic", "", 9, before), ("tactical", "", 6, [(0,)] * 6))


def test_attack_differences_of_rounds_by_those_who_moved() -> None:
    """Fourteen stayed, one moved: beside the tables of the round before, the later round would hide nothing."""
    first, second = of_one_mind_later()
    assert statement_of(first.figures, "S1")["hidden"] == []
    assert {"level": "tactical"} in statement_of(second.figures, "S1")["hidden"]
    assert leaks_of_two(first, second, (0, 14, 1)) != []
    assert moves_told(first, second) is None


def test_attack_differences_of_rounds_by_way_of_a_third() -> None:
    """From the first round to the last moves tell nothing hidden; by way of the one in between they would."""
    first, between = of_one_mind_later()
    again = [((one + (one < 2)) % 3,) for one in range(9)]
    last = plain(("strategic", "", 9, again), ("tactical", "", 6, [(0,)] * 4 + [(1,)] * 2))
    assert moves_told(first, last) is not None
    assert moves_told(first, between, last) is None


def test_attack_differences_of_rounds_by_a_few_who_joined() -> None:
    """Six joined and all said the same: with the moves of the others that would be told."""
    some = [(one % 3,) for one in range(12)]
    moved = [((one + (one < 2)) % 3,) for one in range(12)]
    first = plain(("strategic", "", 12, some))
    assert moves_told(first, plain(("strategic", "", 12, moved))) is not None
    assert moves_told(first, plain(("strategic", "", 18, [*moved, *[(2,)] * 6]))) is None
    assert moves_told(first, plain(("strategic", "", 13, [*moved, (2,)]))) is None
