"""What a respondent filled in: read from a form, and laid out as the questions that it answers."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language

from vlechtwerk.domains.evaluation.queries.answering import Answering
from vlechtwerk.domains.evaluation.queries.instrument_files import DO_NOT_KNOW
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedStatement, text_in
from vlechtwerk.domains.evaluation.rules.sealed import LONGEST_REMARK
from vlechtwerk.engines.surveys.answers import Answer, Missing

KNOWS_NOT = "dk"
# To read one statement and choose, in seconds.
SECONDS_A_STATEMENT = 8


@dataclass(frozen=True, slots=True)
class Filled:
    """Answers and remarks by the code of what they answer; what was not answered is not in it."""

    answers: Mapping[str, Answer]
    remarks: Mapping[str, str]


def read_filled(answering: Answering, sent: QueryDict) -> Filled:
    """Return what was sent; a value that its scale has not counts as not answered."""
    answers: dict[str, Answer] = {}
    for statement in answering.questionnaire.statements:
        given = sent.get(f"s-{statement.code}", "")
        scale = answering.questionnaire.scale_of(statement)
        if given == KNOWS_NOT and scale.with_do_not_know:
            answers[statement.code] = Missing.DO_NOT_KNOW
        elif given in {str(category.value) for category in scale.categories}:
            answers[statement.code] = int(given)
    remarks = {
        question.code: sent.get(f"q-{question.code}", "").strip()[: 2 * LONGEST_REMARK]
        for question in answering.questionnaire.open_questions
    }
    return Filled(answers, {code: text for code, text in remarks.items() if text})


def language_of(answering: Answering) -> str:
    """Return in which language the questions are put: that of the page where every one of them has it, or Dutch."""
    wanted = (get_language() or "nl")[:2]
    asked = answering.questionnaire
    texts = [one.text for one in asked.statements] + [one.text for one in asked.open_questions]
    return wanted if all(wanted in text for text in texts) else "nl"


def questions_of(answering: Answering, filled: Filled) -> list[dict[str, Any]]:
    """Return what is asked, in order, each ready to print with what was filled in."""
    asked, language = answering.questionnaire, language_of(answering)
    rows: list[dict[str, Any]] = [_statement(answering, one, language, filled) for one in asked.statements]
    rows += [
        {
            "kind": "open",
            "name": f"q-{one.code}",
            "text": text_in(one.text, language),
            "value": filled.remarks.get(one.code, ""),
            "longest": LONGEST_REMARK,
        }
        for one in asked.open_questions
    ]
    return [row | {"number": number} for number, row in enumerate(rows, start=1)]


def _statement(answering: Answering, statement: AskedStatement, language: str, filled: Filled) -> dict[str, Any]:
    scale = answering.questionnaire.scale_of(statement)
    given = filled.answers.get(statement.code)
    options = [
        {
            "id": f"s-{statement.code}-{category.value}",
            "value": str(category.value),
            "label": text_in(category.label, language),
            "checked": given == category.value and not isinstance(given, Missing),
        }
        for category in scale.categories
    ]
    return {
        "kind": "statement",
        "name": f"s-{statement.code}",
        "text": text_in(statement.text, language),
        "options": options,
        "do_not_know": text_in(DO_NOT_KNOW, language) if scale.with_do_not_know else "",
        "knows_not": given is Missing.DO_NOT_KNOW,
        "value": KNOWS_NOT if given is Missing.DO_NOT_KNOW else "" if given is None else str(given),
    }


def minutes_of(answering: Answering) -> int:
    """Return in how many minutes about the statements are answered."""
    return minutes_for(len(answering.questionnaire.statements))


def minutes_for(statements: int) -> int:
    """Return in how many minutes about so many statements are answered."""
    return max(1, math.ceil(statements * SECONDS_A_STATEMENT / 60))
