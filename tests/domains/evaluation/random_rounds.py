"""Random rounds as plain data, no database: who was asked, who answered what, and what is shown of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from vlechtwerk.domains.evaluation.models import EvaluationRound
from vlechtwerk.domains.evaluation.rules.concluding import AskedPerson, figures_of
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.engines.surveys.answers import Answer, Missing

LEVELS = ("strategic", "tactical", "operational")
BREAKDOWNS = ("level", "organisation", "body")


def questionnaire(codes: Sequence[str], categories: int) -> dict[str, Any]:
    """Write down statements on one scale."""
    return {
        "name": {"nl": "Thermometer"},
        "scales": [{
            "code": "s", "with_do_not_know": True,
            "categories": [{"value": value, "label": {"nl": f"{value}"}, "side": "agree"} for value in range(categories)],
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

    @property
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

    @property
    def took_part(self) -> list[bool]:
        return [
            given is not None and any(one is not Missing.NOT_ANSWERED for one in given.values())
            for given in self.answers
        ]

    @property
    def numbered(self) -> list[tuple[int | None, ...]]:
        """The answers as readers count them: a category, "do not know" after the last, nothing where none was given."""
        last = len(self.asked.questionnaire["scales"][0]["categories"])
        number = {Missing.DO_NOT_KNOW: last, Missing.NOT_ANSWERED: None}
        codes = [one["code"] for one in self.asked.questionnaire["statements"]]
        nothing = (None,) * len(codes)
        return [
            nothing if given is None else tuple(number.get(given[code], given[code]) for code in codes)
            for given in self.answers
        ]

    @property
    def sheets(self) -> list[FilledIn]:
        found = []
        for one, given in zip(self.people, self.answers, strict=True):
            level, organisation, body = one.place
            if given is not None:
                found.append(FilledIn(given, {}, level, organisation, body, one.pseudonym))
        return found

    @property
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
