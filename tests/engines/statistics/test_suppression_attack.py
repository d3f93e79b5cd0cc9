"""What is shown of a round against an attacker with an integer program: 200 random rounds of 5 to 60 people."""

from dataclasses import dataclass

import numpy as np
import pytest

from tests.engines.statistics.attacker import Attacker, Group, leaks, size_of
from vlechtwerk.engines.statistics.suppression import Distribution, Tables, suppress
from vlechtwerk.engines.statistics.tallies import DO_NOT_KNOW, EMPTY, NO_GROUP, tally

ROUNDS, STATEMENTS = 200, 2


@dataclass
class Round:
    answers: np.ndarray
    groups: dict[str, np.ndarray]
    categories: int
    threshold: int

    @property
    def people(self) -> list[dict[str, int]]:
        return [{name: int(codes[place]) for name, codes in self.groups.items()} for place in range(len(self.answers))]

    @property
    def took_part(self) -> list[bool]:
        return [bool((row != EMPTY).any()) for row in self.answers]

    def tables(self) -> list[Tables]:
        crosses = [("level", "organisation")] if {"level", "organisation"} <= self.groups.keys() else []
        return suppress(tally(self.answers, self.groups, self.categories), self.threshold, crosses)


def random_round(seed: int) -> Round:
    """Make a round in which now and then groups coincide, lie within others, and all answer alike."""
    random = np.random.default_rng(seed)
    people, categories = int(random.integers(5, 61)), int(random.integers(2, 6))
    level = random.choice(int(random.integers(2, 5)), people, p=None)
    groups = {"level": level}
    if seed % 3:
        groups["organisation"] = random.choice(int(random.integers(2, 6)), people)
    if seed % 6 == 5:
        # Bodies that lie within levels; some people are in none.
        groups["body"] = np.where(random.random(people) < 0.2, NO_GROUP, level * 2 + random.integers(0, 2, people))
    if seed % 6 == 4:
        groups["organisation"] = level // 2 if seed % 4 else level
    answers = np.empty((people, STATEMENTS), dtype=np.int8)
    for statement in range(STATEMENTS):
        taste = random.dirichlet(np.full(categories, random.choice([0.3, 1, 4])))
        answers[:, statement] = random.choice(categories, people, p=taste)
    answers[random.random(answers.shape) < random.choice([0, 0.05, 0.2])] = DO_NOT_KNOW
    answers[random.random(answers.shape) < random.choice([0, 0.05, 0.2])] = EMPTY
    answers[random.random(people) < random.choice([0, 0.1, 0.3])] = EMPTY
    return Round(answers, groups, categories, int(random.choice([3, 4, 5, 5, 5, 8])))


def written(distribution: Distribution) -> list[int]:
    return [*distribution.counts, distribution.do_not_know, distribution.empty]


def attackers(held: Round, tables: Tables) -> list[Attacker]:
    """Return who knows which people took part, and who knows only which there are."""
    assert tables.whole is not None
    groups = {group: written(distribution) for group, distribution in tables.groups.items()}
    whole = written(tables.whole)
    knows_more = Attacker(held.people, whole, groups, held.took_part)
    return [knows_more, Attacker(held.people, whole, groups, answers=list(knows_more.answers))]


@pytest.mark.slow
def test_nothing_hidden_can_be_worked_out_in_200_random_rounds() -> None:
    attacked = 0
    for seed in range(ROUNDS):
        held = random_round(seed)
        for tables in held.tables():
            # Beside nothing but the whole, all that is left open is what the whole by itself leaves.
            if tables.groups and tables.hidden:
                attacked += 1
                for attacker in attackers(held, tables):
                    assert leaks(attacker, tables.hidden) == [], seed
    assert attacked > 50


def test_attacker_finds_what_hiding_only_the_groups_below_the_threshold_leaves_open() -> None:
    # Ten, six and four people: beside the whole and the two, the four are the rest.
    people = [{"level": 0}] * 10 + [{"level": 1}] * 6 + [{"level": 2}] * 4
    shown: dict[Group, list[int]] = {(("level", 0),): [4, 6, 0, 0], (("level", 1),): [3, 3, 0, 0]}
    found = leaks(Attacker(people, [9, 11, 0, 0], shown), [(("level", 2),)])
    assert [(kind, possible) for _, kind, possible in found] == [(0, 1), (1, 1)]


def test_attacker_subtracts_a_level_from_an_organisation() -> None:
    # The organisation's six are four of the level's nine and two others: who these two are, both tables together tell.
    people = (
        [{"level": 0, "organisation": 0}] * 9
        + [{"level": 1, "organisation": 0}] * 2
        + [{"level": 1, "organisation": 1}] * 9
    )
    shown: dict[Group, list[int]] = {(("level", 0),): [4, 5, 0, 0], (("organisation", 0),): [5, 6, 0, 0]}
    cell = (("level", 1), ("organisation", 0))
    found = leaks(Attacker(people, [10, 10, 0, 0], shown), [cell])
    assert [(kind, possible) for _, kind, possible in found] == [(0, 1), (1, 1)]
    assert size_of(people, cell) == 2


@pytest.mark.parametrize("seed", range(0, ROUNDS, 5))
def test_rules_of_thresholds_hold_in_random_rounds(seed: int) -> None:
    held = random_round(seed)
    for tables, answers in zip(held.tables(), held.answers.T, strict=True):
        everyone = [(group, mask_of(held, group)) for group in [*tables.groups, *tables.hidden]]
        if (answers >= 0).sum() < held.threshold:
            assert tables.whole is None
            assert not tables.groups
        for group, mask in everyone:
            valid = answers[mask & (answers >= 0)]
            if group in tables.groups:
                assert written(tables.groups[group])[:-2] == np.bincount(valid, minlength=held.categories).tolist()
                assert len(valid) >= held.threshold
                assert len(set(valid)) > 1 or mask.all()
        for name, codes in held.groups.items():
            rest = ~np.isin(codes, [group[0][1] for group in tables.groups if len(group) == 1 and group[0][0] == name])
            if any(len(group) == 1 and group[0][0] == name for group in tables.groups) and rest.any():
                assert (answers[rest] >= 0).sum() >= held.threshold


def mask_of(held: Round, group: Group) -> np.ndarray:
    return np.logical_and.reduce([held.groups[name] == code for name, code in group])
