"""Answers as files for others: CSV, a workbook, and an SPSS file with labels; each is read back as the same answers.

Heading: the code of a statement, and its text. Cell: the label of the category, with its value in brackets where the
label alone would not tell it.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from vlechtwerk.engines.documents.handing_out.cells import neutral_cell
from vlechtwerk.engines.surveys.answers import Answer, AnswerSheet, Missing
from vlechtwerk.engines.surveys.cells import workbook
from vlechtwerk.engines.surveys.questionnaire import (
    COMPLETENESS,
    CategoryKind,
    Questionnaire,
    RemarksQuestion,
    StatementText,
)
from vlechtwerk.engines.surveys.table_reading import ANSWERS, is_guarded
from vlechtwerk.engines.surveys.wording import LONGEST_SPSS_LABEL, MISSING_WORDS, ScaleWords, key_of, shortened, text_in

# In bytes: what an SPSS file holds of the label of a variable.
LONGEST_VARIABLE_LABEL = 256
# Above every value that a category can have.
_SPSS_MISSING = {Missing.DO_NOT_KNOW: 99_998, Missing.USER_MISSING: 99_999}
# SPSS takes no more values apart as missing.
_MOST_MISSING = 3
_WORDS = {missing: word for word, missing in MISSING_WORDS.items()} | {Missing.NOT_ANSWERED: ""}


def answers_as_csv(questionnaire: Questionnaire, sheet: AnswerSheet, *, language: str) -> bytes:
    """Return answers as CSV in UTF-8 with its mark, in which no cell starts a formula; Dutch Excel wants `;`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_guarded(head) for head in _heads(questionnaire, sheet, language)])
    writer.writerows([_guarded(cell) for cell in row] for row in _rows(questionnaire, sheet, language))
    return text.getvalue().encode("utf-8-sig")


def answers_as_xlsx(questionnaire: Questionnaire, sheet: AnswerSheet, *, language: str) -> bytes:
    """Return answers as a workbook with one sheet of texts."""
    return workbook([(ANSWERS, _heads(questionnaire, sheet, language), _rows(questionnaire, sheet, language))])


def answers_as_sav(questionnaire: Questionnaire, sheet: AnswerSheet, *, language: str) -> bytes:
    """Return answers as an SPSS file: values with labels, statements ordinal, what is no answer as user-missing.

    SPSS sets no more than three values of a variable apart; what is above that keeps its label alone.
    """
    import pandas
    import pyreadstat

    statements = _statements(questionnaire, sheet)
    remarks = _remarks(questionnaire, sheet)
    columns: dict[str, Any] = {}
    labels: dict[str, str | None] = {}
    value_labels: dict[str, dict[Any, Any]] = {}
    missing: dict[str, list[Any]] = {}
    for at, statement in enumerate(statements):
        answers = [respondent.answers[at] for respondent in sheet.respondents]
        name = statement.code
        columns[name] = pandas.Series([_number(answer) for answer in answers], dtype="float64")
        labels[name] = shortened(text_in(statement.texts, language), LONGEST_VARIABLE_LABEL)
        value_labels[name], missing[name] = _spss_values(questionnaire, statement, answers, language)
    for name, texts in _words_beside(sheet, remarks):
        columns[name] = pandas.Series(texts, dtype="object")
    for question in remarks:
        labels[question.code] = shortened(text_in(question.texts, language), LONGEST_VARIABLE_LABEL)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers.sav"
        pyreadstat.write_sav(
            pandas.DataFrame(columns),
            path,
            file_label=shortened(text_in(questionnaire.titles, language), 64),
            column_labels=labels,
            variable_value_labels=value_labels,
            missing_ranges={name: values for name, values in missing.items() if values},
            variable_measure={one.code: "ordinal" for one in statements},
        )
        return path.read_bytes()


def _spss_values(
    questionnaire: Questionnaire, statement: StatementText, answers: Iterable[Answer], language: str
) -> tuple[dict[Any, Any], list[Any]]:
    """Return the labels of the values of a variable, and which values are no answer."""
    scale = questionnaire.scale_of(statement)
    labels: dict[Any, Any] = {}
    apart: list[Any] = []
    for missing in sorted({answer for answer in answers if isinstance(answer, Missing)}):
        if missing in _SPSS_MISSING:
            labels[float(_SPSS_MISSING[missing])] = _WORDS[missing]
            apart.append(float(_SPSS_MISSING[missing]))
    words = ScaleWords(scale)
    for category in scale.categories:
        label = shortened(text_in(category.labels, language), LONGEST_SPSS_LABEL)
        # Nothing, or what would be read as another category or as a reason for having no answer.
        misleads = not label or key_of(label) in MISSING_WORDS or words.by_label(label) not in (None, category.value)
        labels[float(category.value)] = f"[{category.value}]" if misleads else label
        if category.kind is CategoryKind.DO_NOT_KNOW:
            apart.append(float(category.value))
    return labels, apart[:_MOST_MISSING]


def _number(answer: Answer) -> float | None:
    return _SPSS_MISSING.get(answer) if isinstance(answer, Missing) else answer


def _heads(questionnaire: Questionnaire, sheet: AnswerSheet, language: str) -> list[str]:
    asked: list[StatementText | RemarksQuestion] = [
        *_statements(questionnaire, sheet),
        *_remarks(questionnaire, sheet),
    ]
    return [
        COMPLETENESS,
        *sheet.background,
        *(f"{one.code}. {text_in(one.texts, language)}".rstrip(" ") for one in asked),
    ]


def _rows(questionnaire: Questionnaire, sheet: AnswerSheet, language: str) -> Iterator[list[str]]:
    said: list[dict[Answer, str]] = []
    for statement in _statements(questionnaire, sheet):
        scale = questionnaire.scale_of(statement)
        words = ScaleWords(scale)
        by_value = {category.value: words.word_for(category, language) for category in scale.categories}
        said.append(by_value | _WORDS)
    for one in sheet.respondents:
        answers = [words[answer] for words, answer in zip(said, one.answers, strict=True)]
        yield [one.completeness.value, *one.background, *answers, *one.remarks]


def _words_beside(sheet: AnswerSheet, remarks: list[RemarksQuestion]) -> Iterator[tuple[str, list[str]]]:
    yield COMPLETENESS, [one.completeness.value for one in sheet.respondents]
    for at, name in enumerate(sheet.background):
        yield name, [one.background[at] for one in sheet.respondents]
    for at, question in enumerate(remarks):
        yield question.code, [one.remarks[at] for one in sheet.respondents]


def _statements(questionnaire: Questionnaire, sheet: AnswerSheet) -> list[StatementText]:
    """Return the statements of a sheet in its order; raises `KeyError` for one that the questionnaire has not."""
    known = {one.code: one for one in questionnaire.statements}
    return [known[code] for code in sheet.statements]


def _remarks(questionnaire: Questionnaire, sheet: AnswerSheet) -> list[RemarksQuestion]:
    known = {one.code: one for one in questionnaire.remarks}
    return [known[code] for code in sheet.remarks]


def _guarded(text: str) -> str:
    return f"'{text}" if is_guarded(text) else neutral_cell(text)
