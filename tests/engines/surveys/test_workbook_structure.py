"""A questionnaire in a workbook: each mistake at its cell, what is not known told, and nothing half."""

import io
from collections.abc import Sequence

import pytest

from vlechtwerk.engines.surveys.cells import workbook
from vlechtwerk.engines.surveys.mistakes import Place, Unreadable
from vlechtwerk.engines.surveys.questionnaire import Category, CategoryKind, Questionnaire, Scale, StatementText
from vlechtwerk.engines.surveys.workbook_structure import read_structure_workbook

SCALES = [["s", "1", "", "oneens"], ["s", "2", "answer", "eens"], ["s", "9", "do_not_know", "weet niet"]]


def book(
    scales: Sequence[Sequence[str]] = SCALES, statements: Sequence[Sequence[str]] = (("V1", "s", "Steun"),)
) -> bytes:
    return workbook([
        ("Scales", ["Scale", "Value", "Kind", "label_nl"], scales),
        ("Statements", ["code", "scale", "text_nl"], statements),
    ])  # fmt: skip


def test_smallest_workbook_is_a_questionnaire() -> None:
    found, not_kept = read_structure_workbook(io.BytesIO(book()))
    known = Category(9, {"nl": "weet niet"}, CategoryKind.DO_NOT_KNOW)
    scale = Scale("s", (Category(1, {"nl": "oneens"}), Category(2, {"nl": "eens"}), known))
    assert found == Questionnaire({}, (), (scale,), (StatementText("V1", {"nl": "Steun"}, "s"),))
    assert not_kept == []


def test_sheet_and_column_that_are_not_known_are_told() -> None:
    content = workbook([
        ("Scales", ["scale", "value", "colour"], [["s", "1", "red"], ["s", "2", "blue"]]),
        ("Statements", ["code", "scale", "text_nl"], [["V1", "s", "Steun"]]),
        ("Notes", ["a"], []),
    ])  # fmt: skip
    _found, not_kept = read_structure_workbook(io.BytesIO(content))
    assert {(one.code, one.place.sheet, one.place.column) for one in not_kept} == {
        ("sheet", "Notes", ""), ("column", "Scales", "colour"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (workbook([("Scales", ["scale", "value"], SCALES)]), "missing_sheet", Place(sheet="Statements")),
        (
            workbook([("Scales", ["scale"], [["s"]]), ("Statements", ["code", "scale"], [["V1", "s"]])]),
            "missing_column",
            Place("", "Scales", 1, "value"),
        ),
        (book(scales=[*SCALES, ["s", "two", "", "x"]]), "no_number", Place("", "Scales", 5, "value")),
        (book(scales=[*SCALES, ["s", "3", "maybe", "x"]]), "unknown_kind", Place("", "Scales", 5, "kind")),
        (book(scales=[*SCALES, ["s", "2", "", "x"]]), "value_twice", Place("", "Scales", 5, "scale")),
        (book(statements=[("V1", "s", "a"), ("v1", "s", "b")]), "code_twice", Place("", "Statements", 3, "code")),
        (book(statements=[("V1", "t", "a")]), "unknown_scale", Place("", "Statements", 2, "code")),
        (book(statements=[("V1", "s", "")]), "text_missing", Place("", "Statements", 2, "code")),
        (book(statements=[("V 1", "s", "a")]), "no_code", Place("", "Statements", 2, "code")),
        (book(statements=[("token", "s", "a")]), "code_reserved", Place("", "Statements", 2, "code")),
        (book(statements=[]), "no_statements", Place(sheet="Statements")),
    ],
)
def test_mistake_is_told_at_its_cell(content: bytes, code: str, place: Place) -> None:
    with pytest.raises(Unreadable) as caught:
        read_structure_workbook(io.BytesIO(content))
    assert [(one.code, one.place) for one in caught.value.mistakes] == [(code, place)]
