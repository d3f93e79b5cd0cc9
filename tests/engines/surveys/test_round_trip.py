"""What is exported is read back as the same: questionnaires as a workbook, answers as CSV, workbook and SPSS file."""

import io
from collections.abc import Callable

import openpyxl
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.surveys.made import AGREE, THERMOMETER, put
from vlechtwerk.engines.surveys.answers import AnswerSheet, Completeness, Missing, Respondent
from vlechtwerk.engines.surveys.exporting import answers_as_csv, answers_as_sav, answers_as_xlsx
from vlechtwerk.engines.surveys.instrument_intake import take_in_instrument
from vlechtwerk.engines.surveys.instrument_workbook import (
    InstrumentDetails,
    instrument_as_xlsx,
    read_instrument_workbook,
)
from vlechtwerk.engines.surveys.intake import understand
from vlechtwerk.engines.surveys.questionnaire import (
    BACKGROUND,
    Category,
    CategoryKind,
    Group,
    Questionnaire,
    RemarksQuestion,
    Scale,
    StatementText,
    mistakes_in,
)
from vlechtwerk.engines.surveys.table_reading import read_csv, read_sav, read_workbook
from vlechtwerk.engines.surveys.tables import Table
from vlechtwerk.engines.surveys.taking_answers import take_answers
from vlechtwerk.engines.surveys.understanding import understood

LANGUAGES = ("nl", "en")
# As people type: what a spreadsheet would run, quotes, lines, and what parts cells; never just a day or an address.
LETTERS = st.sampled_from("abcdeABCéëß=+-'\"<&[];,\n\t–1289€ ")
WORDS = st.text(LETTERS, max_size=12).map(lambda text: f"{text} zo".strip())
LABELS = st.text(LETTERS, min_size=1, max_size=6).map(str.strip)
CODES = st.from_regex(r"[B-H][0-9]{1,2}", fullmatch=True)


def as_workbook(questionnaire: Questionnaire) -> bytes:
    return instrument_as_xlsx(questionnaire, InstrumentDetails())


def texts(of: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(LANGUAGES), of.filter(bool), min_size=1)


@st.composite
def scales(draw: st.DrawFn, code: str) -> Scale:
    values = draw(st.lists(st.integers(0, 99), min_size=2, max_size=7, unique=True))
    kinds = [CategoryKind.ANSWER] * 2 + [draw(st.sampled_from(CategoryKind)) for _value in values[2:]]
    labels = [draw(st.just({}) | texts(LABELS)) for _value in values]
    return Scale(code, tuple(Category(*one) for one in zip(values, labels, kinds, strict=True)))


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    codes = draw(st.lists(CODES, min_size=1, max_size=5, unique=True))
    known = tuple(draw(scales(code)) for code in ("one", "two"))
    statements = tuple(
        StatementText(code, draw(texts(WORDS)), draw(st.sampled_from(["one", "two"])), draw(st.sampled_from(["", "g"])))
        for code in codes
    )
    remarks = tuple(RemarksQuestion(code, draw(texts(WORDS))) for code in draw(st.sampled_from([(), ("R1", "R2")])))
    made = Questionnaire(draw(texts(WORDS)), (Group("g", draw(texts(WORDS))),), known, statements, remarks)
    assert mistakes_in(made) == []
    return made


@st.composite
def answered(draw: st.DrawFn) -> tuple[Questionnaire, AnswerSheet]:
    questionnaire = draw(questionnaires())
    background = draw(
        st.lists(st.sampled_from(BACKGROUND), unique=True).map(lambda names: sorted(names, key=BACKGROUND.index))
    )
    values = [
        [one.value for one in questionnaire.scale_of(statement).categories] for statement in questionnaire.statements
    ]
    respondents = tuple(
        Respondent(
            tuple(draw(st.sampled_from([*own, *Missing])) for own in values),
            draw(st.sampled_from(Completeness)),
            tuple(draw(st.just("") | WORDS) for _remark in questionnaire.remarks),
            tuple(draw(st.just("") | WORDS) for _name in background),
        )
        for _row in range(draw(st.integers(1, 5)))
    )
    statements = tuple(one.code for one in questionnaire.statements)
    remarks = tuple(one.code for one in questionnaire.remarks)
    return questionnaire, AnswerSheet(statements, respondents, remarks, tuple(background))


Way = Callable[[Questionnaire, AnswerSheet, str], Table]
WAYS: dict[str, Way] = {
    "semicolons": lambda asked, sheet, tag: read_csv(answers_as_csv(asked, sheet, language=tag)),
    "workbook": lambda asked, sheet, tag: read_workbook(io.BytesIO(answers_as_xlsx(asked, sheet, language=tag))),
    "spss": lambda asked, sheet, tag: read_sav(io.BytesIO(answers_as_sav(asked, sheet, language=tag))),
}


@pytest.mark.parametrize("way", WAYS)
@given(answered(), st.sampled_from(LANGUAGES))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_answers_are_the_same_after_a_way_through_a_file(
    way: str, made: tuple[Questionnaire, AnswerSheet], language: str
) -> None:
    questionnaire, sheet = made
    taken = take_answers(understood(WAYS[way](questionnaire, sheet, language)), questionnaire)
    assert taken.sheet == sheet
    assert (taken.not_kept, taken.absent) == ((), ())


@given(questionnaires())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_questionnaire_is_the_same_after_a_way_through_a_workbook(questionnaire: Questionnaire) -> None:
    found, _details, not_kept = read_instrument_workbook(io.BytesIO(as_workbook(questionnaire)))
    # A group without statements is kept as well.
    assert (found, not_kept) == (questionnaire, [])


SHEET = AnswerSheet(
    ("V1", "V2", "K1"),
    (
        Respondent((5, 9, Missing.NOT_ANSWERED), Completeness.SUBMITTED, ("=1+1",), ("",)),
        Respondent((1, Missing.USER_MISSING, 2), Completeness.PARTIAL, ("",), ("Politie",)),
    ),
    ("R1",),
    ("organisation",),
)


@pytest.mark.parametrize("name", ["answers.csv", "answers.xlsx", "answers.sav"])
def test_it_is_the_same_read_in_the_confined_process(tmp_path, name: str) -> None:  # type: ignore[no-untyped-def]  # a fixture
    writers = {"csv": answers_as_csv, "xlsx": answers_as_xlsx, "sav": answers_as_sav}
    content = writers[name.rpartition(".")[2]](THERMOMETER, SHEET, language="nl")
    found = understand(put(tmp_path, content), name)
    assert take_answers(found, THERMOMETER).sheet == SHEET
    structure = take_in_instrument(put(tmp_path, as_workbook(THERMOMETER)), "thermometer.xlsx")
    assert (structure.questionnaire, structure.not_kept) == (THERMOMETER, ())


def test_csv_opens_in_excel_and_starts_no_formula() -> None:
    content = answers_as_csv(THERMOMETER, SHEET, language="nl")
    assert content.startswith(b"\xef\xbb\xbfcompleteness;organisation;V1. Er is genoeg steun.;")
    assert content.splitlines()[1].decode() == "submitted;;Helemaal mee eens;Weet niet;;'=1+1"


def test_workbook_holds_texts_alone() -> None:
    book = openpyxl.load_workbook(io.BytesIO(answers_as_xlsx(THERMOMETER, SHEET, language="en")))
    cells = [cell for row in book["Answers"].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert book["Answers"]["F2"].value == "=1+1"


def test_spss_file_tells_labels_order_and_what_is_no_answer(tmp_path) -> None:  # type: ignore[no-untyped-def]  # a fixture
    path = put(tmp_path, answers_as_sav(THERMOMETER, SHEET, language="en"), "a.sav")
    data, told = pyreadstat.read_sav(path, output_format="dict")
    # As SPSS counts: what is user-missing is no answer.
    assert (data["V1"], data["V2"], data["K1"]) == ([5, 1], [None, None], [None, 2])
    assert told.variable_value_labels["V2"] == {
        **{float(one.value): one.labels["en"] for one in AGREE.categories},
        99999.0: "[user_missing]",
    }
    assert told.variable_measure["V2"] == "ordinal"
    assert told.column_names_to_labels["K1"] == "There are enough people."
    assert told.file_label == "Process thermometer"
