"""Broken files of surveys get an error that names file and place and says what to do, and leave nothing behind."""

from collections.abc import Callable
from pathlib import Path

import pandas
import pyreadstat
import pytest
from django.test import Client

from tests.closed_rounds import LABELS, evaluation_of, version_of
from tests.engines.surveys.made import new_layout
from tests.survey_files import API, INSTRUMENT_PAGE, PAGE, ROWS, book, nothing_is_left, sent, words
from tests.world import World
from vlechtwerk.domains.evaluation.models import EvaluationRound


@pytest.fixture(autouse=True)
def evaluation(as_dilara: None, world: World) -> None:
    evaluation_of(world)


@pytest.fixture
def dilara(world: World) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.dilara.account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def spss(tmp_path: Path, labels: dict[float, str]) -> bytes:
    path = tmp_path / "made.sav"
    frame = pandas.DataFrame({"S1": [1.0, 2.0, 3.0] * 30})
    pyreadstat.write_sav(frame, path, variable_value_labels={"S1": labels})
    return path.read_bytes()


EXPLAINED: list[list[object]] = [["Dit is de uitleg."], ["De antwoorden staan op blad 2."]]
WIDE: list[object] = [f"c{number}" for number in range(10_000)]
BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "%s">]><document>&b;</document>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><document>&b;</document>'

# What is broken, how, and what of the words has to be there: the place, and what to do.
BROKEN: dict[str, tuple[bytes | Callable[[Path], bytes], tuple[str, ...]]] = {
    "empty.csv": (b"", ("the whole file", "Export it again")),
    "encoding_lost.csv": ("id;S1\n1;Zeer eéns\n".encode("utf-16-le"), ("Save the file again, as CSV UTF-8",)),
    "encoding_twice.csv": (
        "id;S1\n1;Zeer eéns\n".encode().decode("cp1252").encode(), ("row 2, column B", "as CSV UTF-8"),
    ),
    "cut_off.xlsx": (book(("Answers", ROWS))[:-200], ("the whole file",)),
    "column_twice.csv": (b"S1;S1\nEens;Eens\n", ("column S1", "Leave one out")),
    "column_twice_but_for_capitals.xlsx": (
        book(("Blad", [["S1", "s1"], ["Eens", "Eens"]])), ("sheet Blad, column s1", "Leave one out"),
    ),
    "formula.xlsx": (book(("Blad", [["S1"], ["=1+1"]])), ("sheet Blad, row 2, column A", "replace it by its value")),
    "wide.csv": (";".join(map(str, WIDE)).encode(), ("row 1", "more than 1000 columns", "Leave out")),
    "wide.xlsx": (book(("Blad", [WIDE])), ("sheet Blad, row 1", "more than 1000 columns")),
    "merged.xlsx": (book(("Blad", ROWS), merged="B2:B3"), ("sheet Blad, row 2, column B", "Split them")),
    "answers_on_another_sheet.xlsx": (
        book(("Toelichting", EXPLAINED), ("Data", ROWS)), ("sheet Toelichting", "the sheet Answers is read"),
    ),
    "commas_under_semicolons.csv": (b"id;S1;S2\n1,Eens,Oneens\n", ("row 2", "1 cells, the headings are 3")),
    "quote_left_open.csv": (b'id;S1\n1;"Eens\n2;Oneens\n', ("row 2", "Export it again")),
    "no_headings.csv": (b"1;2\n3;4\n", ("row 1", "Put it above the answers")),
    "title_above_headings.xlsx": (
        book(("Blad", [["Resultaten"], ["id", "S1"], [1, "Eens"]])), ("sheet Blad, row 2, column B", "first row"),
    ),
    "number_twice.csv": (b"id;S1\n1;Eens\n1;Oneens\n", ("row 3, column id", "row 2", "Leave one out")),
    "remark_too_long.csv": (
        b"S1;Toelichting\n" + b"".join(b"Eens;%d %s\nOneens;\n" % (number, b"ach " * length)
                                       for number, length in enumerate([9, 1000, *[9] * 20])),
        ("row 4, column Toelichting", "at most 4000 characters"),
    ),
    "nothing_but_names.csv": (b"naam;email\nJan;jan@example.org\n", ("No column holds answers",)),
    "page.csv": (b"<html><body>Niet gevonden</body></html>", ("no rows below the headings",)),
    "no_spss.sav": (b"id;S1\n1;Eens\n", ("Save the data again, as .sav",)),
    "cut_off.sav": (lambda path: spss(path, {1.0: "Oneens", 2.0: "Neutraal", 3.0: "Eens"})[:-60], ("Save it again",)),
    "label_twice.sav": (
        lambda path: spss(path, {1.0: "Oneens", 2.0: "Eens", 3.0: "Eens"}), ("S1", "“eens” is there twice"),
    ),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("known are: .csv, .xlsx, .sav",)),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_names_its_place_and_leaves_nothing(dilara: Client, tmp_path: Path, name: str) -> None:
    made, told = BROKEN[name]
    content = made if isinstance(made, bytes) else made(tmp_path)
    page = sent(dilara, PAGE, name, content)
    refused = sent(dilara, f"{API}answer-files", name, content, save="true", code="X", name="X")
    assert (page.status_code, refused.status_code) == (422, 409), words(page)
    reasons = " ".join(one["text"] for one in refused.json()["reasons"])
    for piece in told:
        assert piece in words(page), piece
        assert piece in reasons or piece == "the whole file", piece
    assert f"in “{name}”. Nothing was saved." in words(page)
    assert reasons.startswith(name)
    assert nothing_is_left()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bomb.lss", (BOMB % ("ha" * 1_000)).encode(), "Export the survey again"),
        ("outside.lss", OUTSIDE.encode(), "Export the survey again"),
        ("cut_off.lss", new_layout()[:-300], "Export the survey again"),
        ("other.lss", b"<document><LimeSurveyDocType>Label set</LimeSurveyDocType></document>", "(.lss)"),
        ("empty.lss", b"", "Export it again"),
        ("survey.lsa", b"PK", "can hold who answered"),
    ],
)
def test_broken_structure_says_what_to_do_and_leaves_nothing(
    dilara: Client, name: str, content: bytes, told: str
) -> None:
    page = sent(dilara, INSTRUMENT_PAGE, name, content)
    how = {"code": "T1", "nameNl": "Thermometer"}
    refused = sent(dilara, f"{API}instruments/_import", name, content, **how)
    assert (page.status_code, refused.status_code) == (422, 409)
    assert told in words(page)
    assert refused.json()["reasons"][0]["text"].startswith(name)
    assert nothing_is_left()


def test_answer_outside_the_scale_names_every_cell(world: World, dilara: Client) -> None:
    version = version_of(world, evaluation_of(world))
    content = b"S1;S2\nEens;Oneens\nMisschien wel;Eens\nEens;Soms\n"
    page = words(sent(dilara, PAGE, "a.csv", content, version=str(version.id)))
    assert "2 mistakes in “a.csv”. Nothing was saved." in page
    for piece in ("row 3, column S1", "row 4, column S2", f"write one of: {', '.join(LABELS)}"):
        assert piece in page
    assert not EvaluationRound.objects.exists()
