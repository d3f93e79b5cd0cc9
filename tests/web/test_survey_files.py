"""Files of surveys at the three doors: real ones are counted, broken ones name their place."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pyreadstat
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.closed_rounds import LABELS, evaluation_of, version_of
from tests.engines.surveys.made import SAMPLES, new_layout
from tests.real_files import LIKERT, likert_as_counted, real, told_of
from tests.world import World
from vlechtwerk.domains.evaluation.models import AnswerSheet, EvaluationRound, Instrument, RoundResult
from vlechtwerk.foundation.database.reading import reading_as

PAGE = "/test/evaluation/evaluations/EV1/take-in-answers/"
INSTRUMENT_PAGE = "/test/evaluation/instruments/import/"
API = "/api/v1/projects/test/evaluations/EV1/"


@pytest.fixture(autouse=True)
def as_dilara(world: World) -> Iterator[None]:
    with reading_as(world.dilara.id):
        evaluation_of(world)
        yield


@pytest.fixture
def dilara(world: World) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.dilara.account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def sent(client: Client, address: str, name: str, content: bytes, /, **how: str) -> Any:
    return client.post(address, {"file": SimpleUploadedFile(name, content), **how})


def words(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def content_of(answer: Any) -> str:
    found = re.search(r'name="content" value="([^"]+)"', answer.content.decode())
    assert found is not None, words(answer)[:2000]
    return found[1]


def saved(client: Client, shown: Any, code: str, **more: str) -> Any:
    told = {"code": code, "name": f"Ronde {code}", "promise": "confidential", "threshold": "5"}
    return client.post(PAGE, {"content": content_of(shown), **told, **more})


def whole_of(code: str) -> dict[str, Any]:
    figures = EvaluationRound.objects.get(code=code).result.figures
    return {one["code"]: one["whole"] for one in figures["statements"]}


def nothing_is_left() -> bool:
    return not any(model.objects.exists() for model in (EvaluationRound, RoundResult, AnswerSheet, Instrument))


@real
def test_real_export_is_shown_whole_and_counts_as_a_script_does(dilara: Client) -> None:
    content = (SAMPLES / LIKERT).read_bytes()
    told = sent(dilara, f"{API}answer-files", LIKERT, content).json()
    assert {code: +counts for code, counts in told_of(told).items()} == {
        code: +counts for code, counts in likert_as_counted().items()
    }
    assert told["completeness"] == {"submitted": 0, "partial": 0, "unknown": 253}
    assert [(one["code"], one["place"]) for one in told["notKept"]] == [("identifies", "column id")]
    assert told["spellings"] == []
    shown = sent(dilara, PAGE, LIKERT, content)
    page = words(shown)
    assert "People who answered 253" in page
    assert "sent in: 0 · not finished: 0 · not told: 253" in page
    assert nothing_is_left()
    assert saved(dilara, shown, "UK").status_code == 302
    for code, counts in likert_as_counted().items():
        assert whole_of("UK")[code]["not_answered"] == counts[""], code
        assert sum(whole_of("UK")[code]["counts"]) == 253 - counts[""]


@real
def test_spellings_that_differ_between_columns_are_taken_together_and_listed(dilara: Client) -> None:
    heads, *rows = csv.reader(io.StringIO((SAMPLES / LIKERT).read_text(encoding="utf-8"), newline=""))
    other = {"Agree": "AGREE", "Neither agree or disagree": "Neitheir agree or disagree", "Disagree": "disagree "}
    out = io.StringIO(newline="")
    csv.writer(out).writerows([heads, *([*row[:3], other.get(row[3], row[3]), *row[4:]] for row in rows)])
    content = out.getvalue().encode()
    told = sent(dilara, f"{API}answer-files", LIKERT, content).json()
    code, expected = list(likert_as_counted().items())[2]
    assert +told_of(told)[code] == +expected
    written = {(one["written"], one["takenFor"]): one["cells"] for one in told["spellings"]}
    # Blanks at the end are no spelling.
    assert written == {
        ("AGREE", "Agree"): expected["agree"],
        ("Neitheir agree or disagree", "Neither agree or disagree"): expected["neither agree or disagree"],
        ("disagree", "Disagree"): expected["disagree"],
    }
    page = words(sent(dilara, PAGE, LIKERT, content))
    assert "Answers taken for another spelling 3" in page
    assert f"Neitheir agree or disagree Neither agree or disagree {expected['neither agree or disagree']}" in page


@real
def test_real_answers_leave_and_come_back_as_the_same_round(dilara: Client) -> None:
    assert saved(dilara, sent(dilara, PAGE, LIKERT, (SAMPLES / LIKERT).read_bytes()), "UK").status_code == 302
    version = EvaluationRound.objects.get(code="UK").version
    for form in ("csv", "xlsx", "sav"):
        content = dilara.get(f"/test/evaluation/results/EV1/UK/answers.{form}").content
        shown = sent(dilara, PAGE, f"a.{form}", content, version=str(version.id))
        assert saved(dilara, shown, f"UK-{form}").status_code == 302
        assert whole_of(f"UK-{form}") == whole_of("UK")


@real
def test_column_with_a_single_answer_is_told_at_its_place(dilara: Client) -> None:
    name = "spss_missing_test.sav"
    refused = sent(dilara, f"{API}answer-files", name, (SAMPLES / name).read_bytes()).json()
    assert [(one["code"], one["text"].partition(":")[0]) for one in refused["reasons"]] == [
        ("scale_too_short", f"{name}, column var1")
    ]
    content = "S1;S2\n" + "Eens;Ja\nOneens;Ja\n" * 6
    told = sent(dilara, f"{API}answer-files", "a.csv", content.encode()).json()
    assert [one["code"] for one in told["statements"]] == ["S1"]
    assert [(one["code"], one["place"]) for one in told["notKept"]] == [("scale_too_short", "column S2")]


@real
@pytest.mark.parametrize("name", ["spss_sample.sav", "spss_simple_alltypes.sav"])
def test_real_spss_file_counts_as_its_own_reader_does(dilara: Client, name: str) -> None:
    told = sent(dilara, f"{API}answer-files", name, (SAMPLES / name).read_bytes())
    assert told.status_code == 200, told.content
    # Without user-missing values, which are no answers.
    frame, _meta = pyreadstat.read_sav(SAMPLES / name)
    for one in told.json()["statements"]:
        values = [value if isinstance(value, str) else str(int(value)) for value in frame[one["code"]].dropna()]
        named = "label" if any(value.isalpha() for value in values) else "value"
        answers = {str(answer[named]): answer["count"] for answer in one["answers"] if answer["count"]}
        assert answers == Counter(values), one["code"]
        assert one["notAnswered"] + one["doNotKnow"] == len(frame) - len(values)
    page = sent(dilara, PAGE, name, (SAMPLES / name).read_bytes())
    assert (page.status_code, f"People who answered {len(frame)}" in words(page)) == (200, True)
    kept = {one["place"] for one in told.json()["notKept"]}
    for column in set(frame.columns) - {one["code"] for one in told.json()["statements"]}:
        assert f"column {column}" in kept or told.json()["remarks"], column


@real
@pytest.mark.parametrize("name", ["limesurvey_v261.lss", "limesurvey_v641.lss"])
def test_real_structure_is_shown_with_all_that_is_not_kept(dilara: Client, name: str) -> None:
    content = (SAMPLES / name).read_bytes()
    looked = sent(dilara, f"{API}instruments/_look", name, content).json()
    page = words(sent(dilara, INSTRUMENT_PAGE, name, content))
    assert f"Statements {len(looked['statements'])}" in page
    assert all(one["text"] in page for one in looked["notKept"])
    assert f"{len(looked['notKept'])} thing" in page
    assert nothing_is_left()


def book(*sheets: tuple[str, list[list[object]]], merged: str = "") -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if merged:
            sheet.merge_cells(merged)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def spss(tmp_path: Path, labels: dict[float, str]) -> bytes:
    path = tmp_path / "made.sav"
    frame = pandas.DataFrame({"S1": [1.0, 2.0, 3.0] * 30})
    pyreadstat.write_sav(frame, path, variable_value_labels={"S1": labels})
    return path.read_bytes()


ROWS: list[list[object]] = [["id", "S1", "S2"], *([number, "Eens", "Oneens"] for number in range(6))]
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


def test_mark_at_the_beginning_and_another_sheet_do_no_harm(dilara: Client) -> None:
    content = "\ufeff" + "id;S1\n" + "".join(f"{number};{('Eens', 'Oneens')[number % 2]}\n" for number in range(9))
    told = sent(dilara, f"{API}answer-files", "a.csv", content.encode()).json()
    assert [one["code"] for one in told["statements"]] == ["S1"]
    beside = book(("Antwoorden", ROWS), ("Som", [["=1+1"]]))
    told = sent(dilara, f"{API}answer-files", "a.xlsx", beside).json()
    assert (told["sheets"], [one["place"] for one in told["notKept"]]) == (6, ["column id", "sheet Som"]) or told[
        "notKept"
    ][1]["place"] == "sheet Som"


GROUPED = "S1;Afdeling;organisation;niveau;Opleiding\n" + "".join(
    f"{answer};{part};{organisation};{level};{schooling}\n"
    for answer, part, organisation, level, schooling in [
        ("Eens", "NP", "NP", "tactisch", "hbo"),
        ("Oneens", "bd", "BD", "strategisch", "wo"),
        ("Eens", "Ergens", "NP", "tactisch", "hbo"),
    ]
    * 6
)


def test_person_chooses_which_columns_tell_groups(world: World, dilara: Client) -> None:
    version = version_of(world, evaluation_of(world), {"S1": "Wij werken samen"}, negative="")
    shown = sent(dilara, PAGE, "a.csv", GROUPED.encode(), version=str(version.id))
    assert "By level niveau" in words(shown)
    assert "column organisation" in words(shown)
    assert "results are told apart by it only when it is chosen" in words(shown)
    # Another choice is shown before it is saved.
    chosen = {"level": "", "organisation": "Afdeling", "body": ""}
    again = saved(dilara, shown, "G", **chosen)
    assert again.status_code == 200
    page = words(again)
    assert "By organisation Afdeling" in page
    assert "“Ergens” (6 rows): no such group has this name or code here" in page
    assert not EvaluationRound.objects.exists()
    assert saved(dilara, again, "G", **chosen).status_code == 302
    made = EvaluationRound.objects.get()
    assert made.breakdowns == ["organisation"]
    # Each organisation answered as one, so none is shown; but both are told apart.
    hidden = [group for one in made.result.figures["statements"] for group in one["hidden"]]
    assert sorted(group["organisation"] for group in hidden) == ["BD", "NP"]


def test_columns_of_groups_are_chosen_through_the_interface_too(world: World, dilara: Client) -> None:
    version_of(world, evaluation_of(world), {"S1": "Wij werken samen"}, negative="")

    def told(**how: str) -> Any:
        answer = sent(dilara, f"{API}answer-files", "a.csv", GROUPED.encode(), instrument="thermo", **how)
        return answer.json()

    assert [(one["kind"], one["column"]) for one in told()["groups"]] == [("level", "niveau")]
    assert told(level="")["groups"] == []
    both = told(organisation="organisation")
    assert [(one["kind"], one["people"]) for one in both["groups"]] == [
        ("level", [{"code": "strategic", "people": 6}, {"code": "tactical", "people": 12}]),
        ("organisation", [{"code": "BD", "people": 6}, {"code": "NP", "people": 12}]),
    ]
    unused = {one["place"] for one in both["notKept"]}
    assert unused == {"column Afdeling", "column Opleiding"}
    for how in ({"level": "Rang"}, {"level": "niveau", "body": "niveau"}):
        assert told(**how)["reasons"][0]["code"] in ("no_such_column", "column_chosen_twice")
    made = told(organisation="organisation", save="true", code="G", name="Groepen")
    assert EvaluationRound.objects.get(code=made["round"]).breakdowns == ["level", "organisation"]


def test_column_of_a_group_is_no_statement_of_a_new_instrument(dilara: Client) -> None:
    plain = sent(dilara, f"{API}answer-files", "a.csv", GROUPED.encode()).json()
    assert "Afdeling" in {one["code"] for one in plain["statements"]}
    chosen = sent(dilara, f"{API}answer-files", "a.csv", GROUPED.encode(), organisation="Afdeling").json()
    assert {one["code"] for one in chosen["statements"]} == {"S1", "Opleiding"}


def test_what_could_tell_who_answered_does_not_go_along(dilara: Client) -> None:
    """What goes along to the second step is signed, not sealed: whoever has the page can read it."""
    from django.core import signing

    content = "naam;S1;Uw functie en naam?\n" + "".join(
        f"Naam{number};Eens;Functie {number} van Jan\nNaam{number + 50};Oneens;Functie {number} van Piet\n"
        for number in range(9)
    )
    shown = sent(dilara, PAGE, "a.csv", content.encode())
    went = json.dumps(signing.loads(content_of(shown), salt="answers from a file"))
    assert "Eens" in went
    for word in ("Naam1", "van Jan", "van Piet"):
        assert word not in went
    assert "Uw functie en naam?" in words(shown)


def test_forms_that_were_sent_in_are_told_from_those_that_were_not(dilara: Client) -> None:
    content = "id,submitdate,Q1[S1]. Vraag [Wij werken samen]\n" + "".join(
        f"{number},{'1980-01-01 00:00:00' if number % 3 else ''},{('Eens', 'oneens', 'Oneens')[number % 3]}\n"
        for number in range(12)
    )
    told = sent(dilara, f"{API}answer-files", "a.csv", content.encode()).json()
    assert told["completeness"] == {"submitted": 8, "partial": 4, "unknown": 0}
    assert {one["cells"] for one in told["spellings"]} == {4}
    shown = sent(dilara, PAGE, "a.csv", content.encode())
    assert "sent in: 8 · not finished: 4 · not told: 0" in words(shown)
    # The same once it has come back.
    again = saved(dilara, shown, "no code")
    assert (again.status_code, "sent in: 8 · not finished: 4 · not told: 0" in words(again)) == (422, True)
