"""Random rounds as plain data, no database: who was asked, who answered what, and what is shown of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

import numpy as np

from vlechtwerk.domains.evaluation.models import EvaluationRound
from vlechtwerk.domains.evaluation.rules.concluding import AskedPerson, figures_of
from vlechtwerk.domains.evaluation.rules.figures import RoundFigures
from vlechtwerk.domains.evaluation.rules.following import FollowedRound
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.engines.surveys.answers import Answer, Missing

LEVELS = ("strategic", "tactical", "operational")
BREAKDOWNS = ("level", "organisation", "body")


def side_of(value: int, categories: int) -> str:
    """Return the side of an answer: the first half is against, the last half for, and one in the middle neither."""
    place = 2 * value - (categories - 1)
    return "disagree" if place < 0 else "agree" if place > 0 else "neutral"


def questionnaire(codes: Sequence[str], categories: int) -> dict[str, Any]:
    """Write down statements on one scale."""
    return {
        "name": {"nl": "Thermometer"},
        "scales": [{
            "code": "s", "with_do_not_know": True,
            "categories": [
                {"value": value, "label": {"nl": f"{value}"}, "side": side_of(value, categories)}
                for value in range(categories)
            ],
        }],
        "statements": [
            {"code": code, "text": {"nl": code}, "short": {"nl": code}, "dimension": "support", "scale": "s",
             "negative": False, "double_barrelled": False, "about": []}
            for code in codes
        ],
        "open_questions": [],
    }  # fmt: skip


@dataclass(frozen=True)
class RandomRound:
    """A round, and what came in; `answers` of each person, nothing of who took no part."""

    asked: EvaluationRound
    people: Sequence[AskedPerson]
    answers: Sequence[Mapping[str, Answer] | None]

    @cached_property
    def places(self) -> list[dict[str, str]]:
        """Where each belongs, as far as results are told apart by it."""
        return [
            {
                name: code
                for name, code in zip(BREAKDOWNS, one.place, strict=True)
                if code and name in self.asked.breakdowns
            }
            for one in self.people
        ]

    @cached_property
    def took_part(self) -> list[bool]:
        return [
            given is not None and any(one is not Missing.NOT_ANSWERED for one in given.values())
            for given in self.answers
        ]

    @cached_property
    def numbered(self) -> list[tuple[int | None, ...]]:
        """The answers as readers count them: a category, "do not know" after the last, nothing where none was given."""
        last = len(self.asked.questionnaire["scales"][0]["categories"])
        number: dict[Answer, int | None] = {value: value for value in range(last)}
        number |= {Missing.DO_NOT_KNOW: last, Missing.NOT_ANSWERED: None}
        codes = [one["code"] for one in self.asked.questionnaire["statements"]]
        nothing = (None,) * len(codes)
        return [nothing if given is None else tuple(number[given[code]] for code in codes) for given in self.answers]

    @property
    def sheets(self) -> list[FilledIn]:
        found = []
        for one, given in zip(self.people, self.answers, strict=True):
            level, organisation, body = one.place
            if given is not None:
                found.append(FilledIn(given, {}, level, organisation, body, one.pseudonym))
        return found

    @property
    def followed(self) -> FollowedRound:
        """The round as its people are followed in it."""
        answers = {
            one.pseudonym: given for one, given in zip(self.people, self.answers, strict=True) if given is not None
        }
        return FollowedRound(self.asked, RoundFigures.from_json(self.figures), self.people, answers)

    @cached_property
    def figures(self) -> dict[str, Any]:
        """What is kept of the result."""
        return figures_of(self.asked, self.sheets, self.people).as_json()


def random_round(seed: int, statements: int = 2) -> RandomRound:
    """Make a round in which now and then groups lie within others, small ones abound, and all answer alike."""
    random = np.random.default_rng(seed)
    count, categories = int(random.integers(5, 61)), int(random.integers(2, 6))
    codes = [f"S{number}" for number in range(1, statements + 1)]
    breakdowns = [["level"], ["level", "organisation"], ["organisation"], ["level", "organisation", "body"]][seed % 4]
    asked = EvaluationRound(
        threshold=int(random.choice([3, 4, 5, 5, 5, 8])), partial_from=50, complete_above=80,
        breakdowns=breakdowns, questionnaire=questionnaire(codes, categories), promise="confidential",
    )  # fmt: skip
    places = random_places(random, count)
    mostly = random.choice([0, 0, 0.05, 0.2]), random.choice([0, 0, 0.05, 0.2])
    stayed_away = random.random(count) < random.choice([0, 0.1, 0.3])
    taste = random.dirichlet(np.full(categories, random.choice([0.3, 1, 4])), size=statements)
    people, answers = [], []
    for number, place in enumerate(places):
        given: dict[str, Answer] = {}
        for code, tastes in zip(codes, taste, strict=True):
            drawn = random.random()
            given[code] = int(random.choice(categories, p=tastes))
            if drawn < mostly[0]:
                given[code] = Missing.DO_NOT_KNOW
            elif drawn > 1 - mostly[1]:
                given[code] = Missing.NOT_ANSWERED
        answers.append(None if stayed_away[number] else given)
        people.append(AskedPerson(UUID(int=number + 1), place, "", not stayed_away[number]))
    return RandomRound(asked, people, answers)


def random_places(random: np.random.Generator, count: int) -> list[tuple[str, str, str]]:
    """Draw where people belong; organisations of different sizes, bodies within levels, some in none."""
    levels = random.choice(LEVELS[: int(random.integers(2, 4))], count)
    number = int(random.integers(2, 6))
    weights = random.dirichlet(np.full(number, 1.5))
    organisations = random.choice([f"ORG{one}" for one in range(number)], count, p=weights)
    in_body = random.random(count) < 0.8
    bodies = [
        f"{level[:3]}{random.integers(0, 2)}" if held else "" for level, held in zip(levels, in_body, strict=True)
    ]
    return list(zip(map(str, levels), map(str, organisations), bodies, strict=True))


def a_round_later(first: RandomRound, seed: int) -> RandomRound:
    """Ask again: most answer as before, some not at all, and now and then people joined, left, or went elsewhere."""
    random = np.random.default_rng(seed)
    categories = len(first.asked.questionnaire["scales"][0]["categories"])
    moved, away, went = random.choice([0.05, 0.2, 0.5]), random.choice([0, 0, 0, 0.1]), random.choice([0, 0, 0, 0.05])
    people, answers = [], []
    for one, given in zip(first.people, first.answers, strict=True):
        place = random_places(random, 1)[0] if random.random() < went else one.place
        again: dict[str, Answer] | None = None
        if given is not None and random.random() >= away:
            again = {
                code: int(random.integers(categories)) if random.random() < moved else answer
                for code, answer in given.items()
            }
        people.append(AskedPerson(one.pseudonym, place, "", again is not None))
        answers.append(again)
    kept = slice(int(random.choice([0, 0, 0, 0, 1, 6])), None)
    joined = random_places(random, int(random.choice([0, 0, 0, 0, 1, 7])))
    people += [AskedPerson(UUID(int=1000 + number), place, "", True) for number, place in enumerate(joined)]
    codes = [one["code"] for one in first.asked.questionnaire["statements"]]
    answers += [{code: int(random.integers(categories)) for code in codes} for _ in joined]
    asked = EvaluationRound(
        threshold=first.asked.threshold, partial_from=50, complete_above=80, breakdowns=first.asked.breakdowns,
        questionnaire=first.asked.questionnaire, promise="confidential",
    )  # fmt: skip
    return RandomRound(asked, people[kept], answers[kept])
