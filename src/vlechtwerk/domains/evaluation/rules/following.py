"""What people who are followed over rounds tell by how they moved, and whether that may be told (RULES d8, d10)."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import numpy as np

from vlechtwerk.domains.evaluation.models import EvaluationRound
from vlechtwerk.domains.evaluation.rules.concluding import AskedPerson, answer_numbers, groups_of_places
from vlechtwerk.domains.evaluation.rules.figures import (
    BREAKDOWNS,
    CROSSES,
    Group,
    Moves,
    RoundFigures,
    StatementFigures,
)
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.engines.statistics.suppression import stays_hidden
from vlechtwerk.engines.statistics.tallies import Integers, Tally, tally
from vlechtwerk.engines.surveys.answers import Answer, Missing

# Answers of each person by the code of the statement.
Answered = Mapping[UUID, Mapping[str, Answer]]


@dataclass(frozen=True)
class FollowedRound:
    """A closed confidential round: what is shown of it, whom it asked, and what each of them answered."""

    asked: EvaluationRound
    figures: RoundFigures
    people: Sequence[AskedPerson]
    answers: Answered

    @cached_property
    def population(self) -> list[AskedPerson]:
        """Return who belongs to the population."""
        return [one for one in self.people if one.counts]

    @cached_property
    def questionnaire(self) -> AskedQuestionnaire:
        """Return what the round asked."""
        return AskedQuestionnaire.from_json(self.asked.questionnaire)

    @cached_property
    def counted(self) -> tuple[Tally, Mapping[str, list[str]]]:
        """Return the answers, each person a cell of their own, and the codes of the groups."""
        questionnaire = self.questionnaire
        sheets = [FilledIn(self.answers.get(one.pseudonym, {})) for one in self.population]
        names, groups = groups_of_places([one.place for one in self.population], self.asked.breakdowns)
        numbers = answer_numbers(questionnaire, sheets, len(sheets))
        most = max(len(scale.categories) for scale in questionnaire.scales)
        # By person first: cells are in the order of what tells them apart.
        each = tally(numbers, {"": np.arange(len(sheets)), **groups}, most)
        return Tally({name: each.groups[name] for name in groups}, each.counts, each.took_part), names

    def place_of(self, code: str) -> int:
        """Return the place of a statement in the questionnaire."""
        return [one.code for one in self.figures.statements].index(code)

    def shows(self, code: str) -> StatementFigures | None:
        """Return what is shown of a statement, when anything is."""
        found = self.figures.statement(code)
        return found if found is not None and found.whole is not None else None


def moves_of(before: FollowedRound, now: FollowedRound, code: str, values: Sequence[int]) -> Moves | None:
    """Return how many of those who answered a statement twice moved; `values`: its scale, in order.

    Nothing when fewer than the threshold did, or when all of them moved alike.
    """
    first, second = _places(before.answers, code, values), _places(now.answers, code, values)
    steps = [second[person] - first[person] for person in first.keys() & second.keys()]
    moves = Moves(sum(one > 0 for one in steps), sum(one == 0 for one in steps), sum(one < 0 for one in steps))
    is_alike = len(steps) in (moves.up, moves.same, moves.down)
    return None if is_alike or len(steps) < max(before.asked.threshold, now.asked.threshold) else moves


def _places(answered: Answered, code: str, values: Sequence[int]) -> dict[UUID, int]:
    place_of = {value: place for place, value in enumerate(values)}
    answers = {person: given.get(code, Missing.NOT_ANSWERED) for person, given in answered.items()}
    return {
        person: place_of[answer]
        for person, answer in answers.items()
        if not isinstance(answer, Missing) and answer in place_of
    }


def may_follow(rounds: Sequence[FollowedRound], code: str) -> bool:
    """Whether it may be told how people moved on a statement between any of these rounds.

    Of what is shown nothing changes when two people swap all they ever answered, if they are in the same shown groups
    in each round (and took part in the same ones). So moves tell at most the answers of such parts of the people; and
    with those, in each round, the rules of its own tables have to hold.
    """
    shown = [one for one in rounds if one.shows(code)]
    threshold = max((one.asked.threshold for one in shown), default=0)
    parts = [_parts_of_people(shown, code, with_part=with_part) for with_part in (False, True)]
    return all(_stays_hidden(one, code, threshold, parts) for one in shown)


def _parts_of_people(rounds: Sequence[FollowedRound], code: str, *, with_part: bool) -> dict[UUID, int]:
    found: dict[UUID, list[Hashable]] = {}
    for at, one in enumerate(rounds):
        shown = one.shows(code)
        took_part = one.counted[0].took_part
        for person, part in zip(one.population, took_part, strict=True):
            within = tuple(_is_within(person, group) for group in (shown.groups if shown else ()))
            found.setdefault(person.pseudonym, [None] * len(rounds))[at] = within, with_part and bool(part)
    numbers: dict[Hashable, int] = {}
    return {person: numbers.setdefault(tuple(marks), len(numbers)) for person, marks in found.items()}


def _is_within(person: AskedPerson, group: Group) -> bool:
    return all(person.place[BREAKDOWNS.index(breakdown)] == code for breakdown, code in group)


def _stays_hidden(one: FollowedRound, code: str, threshold: int, parts: Sequence[Mapping[UUID, int]]) -> bool:
    counted, names = one.counted
    found = one.shows(code)
    assert found is not None
    shown = {tuple((name, names[name].index(number)) for name, number in group) for group in found.groups}
    of_cells = [_numbered([of_person[person.pseudonym] for person in one.population]) for of_person in parts]
    crosses = [pair for pair in CROSSES if set(pair) <= set(names)]
    place = one.place_of(code)
    sides = one.questionnaire.scale_of(one.questionnaire.statements[place]).sides
    return stays_hidden(counted, place, shown, (of_cells[0], of_cells[1]), threshold, crosses, sides)


def _numbered(parts: Sequence[int]) -> Integers:
    return np.asarray(np.unique(parts, return_inverse=True)[1], np.int64).reshape(-1)
