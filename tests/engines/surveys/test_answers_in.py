"""Answers from files of others: what is understood, what is never kept, and every mistake at its place."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas
import pyreadstat
import pytest

from tests.engines.surveys.made import THERMOMETER, archive, put
from vlechtwerk.engines.surveys.answers import AnswerSheet, Completeness, Missing
from vlechtwerk.engines.surveys.cells import MOST_ROWS, workbook
from vlechtwerk.engines.surveys.found_scales import Spelling
from vlechtwerk.engines.surveys.going_along import that_went_along, to_go_along
from vlechtwerk.engines.surveys.intake import understand
from vlechtwerk.engines.surveys.mistakes import Place, Unreadable
from vlechtwerk.engines.surveys.questionnaire import Category, Scale
from vlechtwerk.engines.surveys.table_reading import read_csv, read_sav
from vlechtwerk.engines.surveys.taking_answers import TakenAnswers, take_answers
from vlechtwerk.engines.surveys.understanding import (
    Understood,
    Use,
    proposed_questionnaire,
    told_apart_by,
    understood,
)

EXPORT = """\
id,submitdate,lastpage,startlanguage,token,ipaddr,Q[V1]. Wat vindt u? [Er is genoeg steun.],"Q[V2]. Wat
vindt u? [Wij willen ""hetzelfde"".]",R1. Wat ontbreekt er?,mail. Uw e-mailadres
1,1980-01-01 00:00:00,2,nl,abc123,10.0.0.1,Mee eens,mee Eens,"Tijd,
en geld",anna@example.org
2,,1,nl,def456,10.0.0.2,Helemaal mee eens,N/A,,bram@example.org
3,1980-01-01 00:00:00,2,nl,ghi789,10.0.0.3,Weet niet,Helemaal mee oneens,,eva@example.org
"""


def of_csv(text: str, encoding: str = "utf-8") -> Understood:
    return understood(read_csv(text.encode(encoding)))


def taken(text: str) -> TakenAnswers:
    return take_answers(of_csv(text), THERMOMETER)


def test_export_of_limesurvey_is_understood_before_anything_is_kept() -> None:
    found = of_csv(EXPORT)
    assert (found.form, len(found.rows)) == ("limesurvey", 3)
    assert [(one.heading.code, one.heading.text, one.use) for one in found.columns] == [
        ("Q_V1", "Er is genoeg steun.", Use.STATEMENT),
        ("Q_V2", 'Wij willen "hetzelfde".', Use.STATEMENT),
        ("R1", "Wat ontbreekt er?", Use.REMARKS),
    ]
    assert [category.value for category in found.scales[0].categories] == [1, 4, 5, 6]


def test_what_tells_who_answered_or_when_is_never_kept() -> None:
    found = of_csv(EXPORT)
    reasons = {one.place.column.partition(".")[0]: one.code for one in found.not_kept}
    assert reasons == {
        "id": "identifies", "submitdate": "moment", "lastpage": "technical", "startlanguage": "technical",
        "token": "identifies", "ipaddr": "identifies", "mail": "identifies",
    }  # fmt: skip
    for secret in ("abc123", "10.0.0.1", "anna@", "1980"):
        assert secret not in repr(found)


def test_export_with_headings_in_words_alone_is_understood_too() -> None:
    found = of_csv(
        "Response ID,Date submitted,Last page,Access code,IP address,Wat vindt u? [Er is genoeg steun.]\n"
        "1,2024-05-01 10:00:00,2,abc,10.0.0.1,Mee eens\n2,,1,def,10.0.0.2,N/A\n"
    )
    assert [one.code for one in found.not_kept] == ["identifies", "moment", "technical", "identifies", "identifies"]
    sheet = take_answers(found, THERMOMETER).sheet
    assert sheet.of("V1") == (4, Missing.NOT_ANSWERED)
    assert [one.completeness for one in sheet.respondents] == [Completeness.SUBMITTED, Completeness.PARTIAL]


def test_words_that_could_tell_who_answered_are_kept_only_when_they_are_asked_for() -> None:
    text = "V1;R1;x. Uw naam en functie?\nA4;Het adres van het kantoor;Anna, chef\nA5;Niets;Bram, lid\n"
    found = of_csv(text.replace("R1", "R1. Welk adres?"))
    assert [one.use for one in found.columns] == [Use.STATEMENT, Use.MAY_IDENTIFY, Use.MAY_IDENTIFY]
    answers = take_answers(found, THERMOMETER)
    assert [one.remarks for one in answers.sheet.respondents] == [("Het adres van het kantoor",), ("Niets",)]
    assert [(one.code, one.details["use"]) for one in answers.not_kept] == [("not_in_questionnaire", "may_identify")]


def test_codes_in_brackets_after_a_space_are_known() -> None:
    assert taken("Q [V1],Q [V2]\nA4,A5\n").sheet.respondents[0].answers == (4, 5)


def test_export_of_limesurvey_becomes_answers() -> None:
    found = taken(EXPORT)
    assert found.sheet.statements == ("V1", "V2")
    assert found.sheet.of("V1") == (4, 5, 9)
    assert found.sheet.of("V2") == (4, Missing.NOT_ANSWERED, 1)
    assert [one.completeness for one in found.sheet.respondents] == [
        Completeness.SUBMITTED, Completeness.PARTIAL, Completeness.SUBMITTED,
    ]  # fmt: skip
    assert [one.remarks for one in found.sheet.respondents] == [("Tijd,\nen geld",), ("",), ("",)]
    assert found.absent == ("K1",)
    assert found.spellings == (Spelling("Mee eens", "mee Eens", 1),)


@pytest.mark.parametrize("answers", ["A4,A9", "4,9", "Agree,Don't know", "MEE EENS,weet niet", "mee  eens.,Weet  Niet"])
def test_codes_numbers_and_words_of_either_language_mean_the_same(answers: str) -> None:
    assert taken(f"V1,V2\n{answers}\n").sheet.respondents[0].answers == (4, 9)


def test_letter_that_slipped_is_taken_along_and_told() -> None:
    found = taken("V1\nNeither agree nor disagrre\n")
    assert (found.sheet.of("V1"), found.spellings) == (
        (3,), (Spelling("Niet eens, niet oneens", "Neither agree nor disagrre", 1),)
    )  # fmt: skip


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_each_delimiter_and_encoding_is_read(delimiter: str, encoding: str) -> None:
    text = f"V1{delimiter}R1. Wat ontbreekt er?\r\nMee eens{delimiter}Coördinatie; één, of twee\r\n"
    text = text.replace("Coördinatie; één, of twee", '"Coördinatie; één, of twee"')
    found = take_answers(of_csv(text, encoding), THERMOMETER)
    assert found.sheet.respondents[0].remarks == ("Coördinatie; één, of twee",)


def test_columns_are_known_by_their_text_and_background_by_its_name() -> None:
    found = taken(
        "Niveau;Er is genoeg steun;Iets anders\nASG;Mee eens;x\nMT;Oneens;y\n".replace("Oneens", "Mee oneens")
    )
    assert (found.sheet.statements, found.sheet.background) == (("V1",), ("level",))
    assert [one.background for one in found.sheet.respondents] == [("ASG",), ("MT",)]
    assert [(one.code, one.place.column) for one in found.not_kept] == [("not_in_questionnaire", "Iets anders")]


def test_scale_that_nobody_described_is_found_with_its_order() -> None:
    rows = "eens;Eens\noneens;neutraal\nHelemaal mee eens;Weet niet\nEens;"
    asked = proposed_questionnaire(of_csv(f"a1. Een;a2. Twee\n{rows}\n"), "nl")
    assert [(one.value, one.labels["nl"], one.kind.value) for one in asked.scales[0].categories] == [
        (2, "oneens", "answer"), (3, "neutraal", "answer"), (4, "Eens", "answer"),
        (5, "Helemaal mee eens", "answer"), (6, "Weet niet", "do_not_know"),
    ]  # fmt: skip
    assert [one.scale for one in asked.statements] == ["S1", "S1"]


def test_user_missing_of_spss_is_dont_know_or_missing_by_its_label(tmp_path: Path) -> None:
    frame = pandas.DataFrame({"V1": [1.0, 8.0, 9.0, None], "V2": [1.0, 97.0, 98.0, 4.0]})
    labels = {1.0: "Strongly disagree", 4.0: "Agree", 8.0: "Refused", 9.0: "Don't know", 97.0: "n.v.t.", 98.0: "Other"}
    pyreadstat.write_sav(
        frame, tmp_path / "a.sav", variable_value_labels={"V1": labels, "V2": labels},
        missing_ranges={"V1": [{"lo": 8, "hi": 9}], "V2": [97, 98]},
    )  # fmt: skip
    with (tmp_path / "a.sav").open("rb") as file:
        sheet = take_answers(understood(read_sav(file)), THERMOMETER).sheet
    assert sheet.of("V1") == (1, Missing.USER_MISSING, 9, Missing.NOT_ANSWERED)
    assert sheet.of("V2") == (1, Missing.DO_NOT_KNOW, Missing.USER_MISSING, 4)


def test_every_answer_outside_the_scale_is_told_and_nothing_is_taken() -> None:
    with pytest.raises(Unreadable) as caught:
        taken("V1,V2\nMee eens,Oranje\n7,4\n")
    assert [(one.code, one.place.row, one.place.column) for one in caught.value.mistakes] == [
        ("answer_outside_scale", 3, "V1"), ("answer_outside_scale", 2, "V2"),
    ]  # fmt: skip
    assert caught.value.mistakes[1].details["answer"] == "Oranje"


def test_number_that_is_the_label_of_another_answer_is_not_guessed() -> None:
    labels = [Category(value, {"nl": str(6 - value)}, code=str(value)) for value in range(1, 6)]
    asked = replace(THERMOMETER, scales=(Scale("agree", tuple(labels)),))
    with pytest.raises(Unreadable) as caught:
        take_answers(of_csv("V1;R1\n3;\n5;\n"), asked)
    assert [(one.code, one.place.row) for one in caught.value.mistakes] == [("answer_ambiguous", 3)]


@pytest.mark.parametrize("answer", ["mee eens oneens", "Mee eens?", "eens", "oneens"])
def test_answer_is_never_guessed(answer: str) -> None:
    with pytest.raises(Unreadable):
        taken(f"V1\n{answer}\n")


def formula() -> bytes:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["V1", "V2"])
    sheet.append([4, "=1+3"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def merged() -> bytes:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook([("Sheet", ["V1"], [["A4"], ["A5"]])])))
    book["Sheet"].merge_cells("A2:A3")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


BROKEN: list[tuple[str, Callable[[], bytes], str, Place]] = [
    ("a.csv", lambda: b"", "empty", Place()),
    ("a.csv", lambda: b"\xef\xbb\xbf\r\n", "empty", Place()),
    ("a.csv", lambda: b"V1,V2\n", "no_rows", Place()),
    ("a.csv", lambda: b"V1,V2\n1,2\n3\n", "row_too_short", Place(row=3)),
    ("a.csv", lambda: b'V1,V2\n1,"2\n3,4\n', "csv_broken", Place(row=2)),
    ("a.csv", lambda: b"V1,\n1,2\n", "heading_missing", Place(row=2, column="B")),
    ("a.csv", lambda: b"1,2\n3,4\n", "no_heading", Place(row=1)),
    ("a.csv", lambda: b"V1,v1\n3,4\n", "column_twice", Place(column="v1")),
    ("a.csv", lambda: b"V1\n" + b"1\n" * (MOST_ROWS + 2), "too_many_rows", Place(row=MOST_ROWS + 2)),
    ("a.csv", lambda: b"V1,R1\n1," + b"x" * 20_000, "too_long", Place(row=2, column="B")),
    ("a.csv", lambda: b"\x00\x01\x02\x00", "no_text", Place()),
    ("a.csv", lambda: b"id,token\n1,abc\n", "no_answers_found", Place()),
    ("a.xlsx", lambda: b"no zip", "not_taken", Place()),
    ("a.xlsx", lambda: archive({"a.txt": b"x"}), "not_taken", Place()),
    ("a.xlsx", lambda: workbook([("Blad", ["V1"], [["1"]])])[:-60], "not_taken", Place()),
    ("a.xlsx", lambda: workbook([("Blad", [], [])]), "no_heading", Place(sheet="Blad")),
    ("a.xlsx", lambda: workbook([("Blad", ["V1", ""], [["1", "2"]])]), "heading_missing", Place("", "Blad", 2, "B")),
    ("a.xlsx", formula, "formula", Place("", "Sheet", 2, "B")),
    ("a.csv", lambda: b"id;V1\n7;A4\n7;A5\n", "row_twice", Place(row=3, column="id")),
    ("a.csv", "V1\nÃ©Ã©n\n".encode, "wrong_encoding", Place(row=2, column="A")),
    ("a.xlsx", merged, "merged_cells", Place("", "Sheet", 2, "A")),
    ("a.sav", lambda: b"garbage", "no_sav", Place()),
    ("a.lsa", lambda: archive({"a.lss": b""}), "archive_of_limesurvey", Place()),
    ("a.pdf", lambda: b"%PDF-", "unknown_form", Place()),
]


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(("name", "content", "code", "place"), BROKEN)
def test_broken_file_names_what_is_wrong_and_where(
    tmp_path: Path, name: str, content: Callable[[], bytes], code: str, place: Place
) -> None:
    with pytest.raises(Unreadable) as caught:
        understand(put(tmp_path, content()), name)
    assert (caught.value.code, caught.value.place) == (code, place)


def test_spss_file_that_breaks_off_or_is_none_is_refused(tmp_path: Path) -> None:
    pyreadstat.write_sav(pandas.DataFrame({"V1": [1.0, 2.0, 3.0] * 40, "R1": ["één"] * 120}), tmp_path / "a.sav")
    whole = (tmp_path / "a.sav").read_bytes()
    for broken in (whole[:100], whole[: len(whole) // 2], whole[:-5], b"$FL2" + bytes(range(256)) * 20):
        # In the confined process: a parser in C may fall over.
        with pytest.raises(Unreadable):
            understand(put(tmp_path, broken), "a.sav")


def test_answers_to_another_questionnaire_are_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        taken("X1,X2\n1,2\n")
    assert caught.value.code == "no_statement_fits"


def test_two_columns_for_one_statement_are_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        taken("V1;Er is genoeg steun.\nMee eens;Mee oneens\n")
    assert (caught.value.code, caught.value.place.column) == ("statement_twice", "Er is genoeg steun.")


def test_sheet_gives_the_answers_to_a_statement_by_its_code() -> None:
    with pytest.raises(ValueError):
        AnswerSheet(("V1",)).of("V2")


GROUPS = "level;Dienst;V1;Waar\nMT;NP;Mee eens;x\nMT;BD;mee eens;y\n"


def test_columns_that_are_chosen_tell_groups_and_no_others() -> None:
    found = told_apart_by(of_csv(GROUPS), {"organisation": "dienst"})
    answers = take_answers(found, THERMOMETER)
    assert (dict(found.groups), answers.sheet.background) == ({"organisation": "Dienst"}, ("organisation",))
    assert [(one.code, one.place.column) for one in answers.not_kept] == [
        ("group_not_chosen", "level"), ("not_in_questionnaire", "Waar"),
    ]  # fmt: skip
    for groups, code in (({"level": "Rang"}, "no_such_column"), ({"level": "V1", "body": "V1"}, "column_chosen_twice")):
        with pytest.raises(Unreadable) as caught:
            told_apart_by(of_csv(GROUPS), groups)
        assert caught.value.code == code


def test_what_goes_along_is_understood_as_the_same() -> None:
    found = told_apart_by(of_csv(EXPORT.replace("R1. ", "R1. Uw naam en ")), {})
    before = take_answers(found, THERMOMETER)
    used = [one.place.column for one in found.columns if one.use is Use.STATEMENT]
    again = that_went_along(json.loads(json.dumps(to_go_along(found, used))))
    after = take_answers(again, THERMOMETER)
    assert after.sheet.of("V1") == before.sheet.of("V1")
    assert [one.completeness for one in after.sheet.respondents] == [
        one.completeness for one in before.sheet.respondents
    ]
    assert (again.form, after.spellings) == (found.form, before.spellings)
    assert {one.place.column for one in after.not_kept} > {one.place.column for one in before.not_kept}
    assert "Tijd" not in json.dumps(to_go_along(found, used))
