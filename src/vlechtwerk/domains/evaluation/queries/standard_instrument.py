"""The standard instrument, and what an empty one begins with."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from vlechtwerk.domains.evaluation.rules.questionnaire import (
    AskedCategory,
    AskedQuestion,
    AskedQuestionnaire,
    AskedScale,
    AskedStatement,
    Texts,
)

LANGUAGES = ("nl", "en")


@cache
def standard_questionnaire() -> AskedQuestionnaire:
    """Return what the standard instrument asks."""
    said = yaml.safe_load(files("vlechtwerk.domains.evaluation").joinpath("standard_instrument.yaml").read_text())
    scales = tuple(
        AskedScale(
            scale["code"],
            tuple(AskedCategory(one["value"], _texts(one), one["side"]) for one in scale["categories"]),
            scale["with_do_not_know"],
        )
        for scale in said["scales"]
    )
    statements = tuple(
        AskedStatement(
            one["code"], _texts(one), _texts(one, "short_"), one["dimension"], scales[0].code, False, False, ()
        )
        for one in said["statements"]
    )
    questions = tuple(AskedQuestion(one["code"], _texts(one)) for one in said["open_questions"])
    return AskedQuestionnaire(said["name"], scales, statements, questions)


def empty_questionnaire() -> AskedQuestionnaire:
    """Return what an instrument begins with when it is to be written: the five-point scale, and nothing asked."""
    standard = standard_questionnaire()
    return AskedQuestionnaire(standard.name, standard.scales, (), ())


def _texts(said: dict[str, Any], beginning: str = "") -> Texts:
    return {language: said[beginning + language] for language in LANGUAGES}
