"""Real files that no one here wrote: what is read of them is what a plain script counts in them too."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tests.engines.surveys.test_round_trip import WAYS
from tests.samples import SAMPLES, real
from vlechtwerk.engines.surveys.answers import AnswerSheet, Missing
from vlechtwerk.engines.surveys.instrument_intake import take_in_instrument
from vlechtwerk.engines.surveys.intake import understand
from vlechtwerk.engines.surveys.questionnaire import Questionnaire, mistakes_in
from vlechtwerk.engines.surveys.taking_answers import take_answers
from vlechtwerk.engines.surveys.understanding import Understood, proposed_questionnaire, understood

pytestmark = real
RESPONSES = SAMPLES / "limesurvey_responses_uk_likert.csv"


@cache
def responses() -> Understood:
    return understand(RESPONSES, RESPONSES.name)


def rows_of(path: Path, table: str) -> list[dict[str, str]]:
    """Read a table of a survey as plainly as can be."""
    rows = etree.parse(str(path)).getroot().findall(f"{table}/rows/row")
    return [{cell.tag: cell.text or "" for cell in row} for row in rows]


@pytest.mark.parametrize("name", ["limesurvey_v261.lss", "limesurvey_v641.lss"])
def test_statements_and_their_answers_are_those_that_a_script_counts(name: str) -> None:
    found = take_in_instrument(SAMPLES / name, name)
    expected: dict[str, int] = {}
    options = Counter(row["qid"] for row in rows_of(SAMPLES / name, "answers"))
    below = rows_of(SAMPLES / name, "subquestions")
    for row in rows_of(SAMPLES / name, "questions"):
        match row["type"]:
            case "F":
                for one in (one for one in below if one["parent_qid"] == row["qid"]):
                    expected[f"{row['title']}_{one['title']}"] = options[row["qid"]]
            case "L":
                expected[row["title"]] = options[row["qid"]] + (row["other"] == "Y")
            case "5" | "Y":
                expected[row["title"]] = 5 if row["type"] == "5" else 2
    made = found.questionnaire
    assert {one.code: len(made.scale_of(one).categories) for one in made.statements} == expected
    assert mistakes_in(made) == []


def test_every_question_is_kept_or_told() -> None:
    name = "limesurvey_v261.lss"
    found = take_in_instrument(SAMPLES / name, name)
    told = {one.place.part for one in found.not_kept if one.code == "question_type"}
    kept = {one.code.partition("_")[0] for one in found.questionnaire.statements}
    asked = {row["title"] for row in rows_of(SAMPLES / name, "questions")}
    assert told | kept == asked
    assert not told & kept


def test_no_text_of_a_survey_keeps_its_markup_or_an_address() -> None:
    found = repr(take_in_instrument(SAMPLES / "limesurvey_v261.lss", "a.lss"))
    for piece in ("<div", "<p>", "&nbsp;", "\\xa0", "@example.org"):
        assert piece not in found


def counted() -> tuple[int, dict[str, Counter[str]]]:
    """Count the answers of each column of the export, by their words in small letters."""
    with RESPONSES.open(newline="", encoding="utf-8") as file:
        heads, *rows = csv.reader(file)
    counts = {
        head.partition(".")[0]: Counter(row[at].lower() for row in rows) for at, head in enumerate(heads) if at > 0
    }
    return len(rows), counts


def of_sheet(asked: Questionnaire, sheet: AnswerSheet) -> dict[str, Counter[str]]:
    found = {}
    for statement in asked.statements:
        labels = {one.value: next(iter(one.labels.values())).lower() for one in asked.scale_of(statement).categories}
        if statement.code in sheet.statements:
            answers = sheet.of(statement.code)
            found[statement.code] = Counter("" if isinstance(one, Missing) else labels[one] for one in answers)
    return found


def test_answers_per_category_are_those_that_a_script_counts() -> None:
    found = responses()
    asked = proposed_questionnaire(found, "en")
    sheet = take_answers(found, asked).sheet
    rows, expected = counted()
    by_code = {code.replace("[", "_").rstrip("]"): counts for code, counts in expected.items()}
    assert (len(sheet.respondents), len(found.scales), len(by_code)) == (rows, 1, 15)
    assert of_sheet(asked, sheet) == by_code
    assert [(one.code, one.place.column) for one in found.not_kept] == [("identifies", "id")]


def test_answers_fit_the_structure_of_their_survey_although_it_spells_otherwise() -> None:
    structure = take_in_instrument(SAMPLES / "limesurvey_v261.lss", "a.lss").questionnaire
    taken = take_answers(responses(), structure)
    _rows, expected = counted()
    for counts in expected.values():
        # The survey itself has a letter too many in this answer.
        counts["neitheir agree or disagree"] = counts.pop("neither agree or disagree")
    by_code = {code.replace("[", "_").rstrip("]"): counts for code, counts in expected.items()}
    assert of_sheet(structure, taken.sheet) == by_code
    spelled = {(one.kept, one.written): one.count for one in taken.spellings}
    assert spelled == {("Neitheir agree or disagree", "Neither agree or disagree"): 662}


@pytest.mark.parametrize("way", WAYS)
def test_real_answers_are_the_same_after_a_way_through_a_file(way: str) -> None:
    found = responses()
    asked = proposed_questionnaire(found, "en")
    sheet = take_answers(found, asked).sheet
    assert take_answers(understood(WAYS[way](asked, sheet, "en")), asked).sheet == sheet


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Read in the files themselves with another program: value by value.
        ("spss_sample.sav", {"mylabl": "12121", "myord": "12311"}),
        ("spss_missing_test.sav", {"var1": "-2"}),
        ("spss_simple_alltypes.sav", {"x": "1234-9", "bool1": "1100 1", "bool2": "101011", "bool3": "000000"}),
    ],
)
def test_spss_files_give_their_values_and_what_they_declare_missing(name: str, expected: dict[str, str]) -> None:
    found = understand(SAMPLES / name, name)
    asked = proposed_questionnaire(found)
    sheet = take_answers(found, asked).sheet
    signs = {Missing.USER_MISSING: "-", Missing.NOT_ANSWERED: " "}
    for code, values in expected.items():
        answers = sheet.of(code)
        assert "".join(signs[one] if isinstance(one, Missing) else str(one) for one in answers) == values
    for way, through in WAYS.items():
        again = take_answers(understood(through(asked, sheet, "und")), asked).sheet
        assert again.statements == sheet.statements, way
        assert again.respondents == sheet.respondents, way


def test_days_and_times_of_an_spss_file_are_not_kept() -> None:
    found = understand(SAMPLES / "spss_simple_alltypes.sav", "a.sav")
    assert {one.place.column: one.code for one in found.not_kept} == {
        "y": "moment",
        "date": "moment",
        "quarter": "moment",
    }
