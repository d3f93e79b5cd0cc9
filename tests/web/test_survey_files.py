"""Files of surveys at the three doors: real ones are counted, broken ones name their place."""

import csv
import html
import io
import json
from collections import Counter
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pyreadstat
import pytest
from django.db import transaction
from django.test import Client

from tests.closed_rounds import evaluation_of, thirty_one, version_of
from tests.engines.surveys.made import new_layout
from tests.refusals import refusal
from tests.samples import SAMPLES, real
from tests.survey_files import (
    API,
    INSTRUMENT_PAGE,
    LIKERT,
    PAGE,
    ROWS,
    book,
    content_of,
    likert_as_counted,
    nothing_is_left,
    sent,
    told_of,
    words,
)
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import EvaluationRound
from vlechtwerk.domains.evaluation.operations.answer_files import collect_elsewhere
from vlechtwerk.domains.evaluation.rules.answer_files import Elsewhere, reasons_against_collecting_elsewhere
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.engines.surveys.going_along import that_went_along, to_go_along
from vlechtwerk.engines.surveys.intake import understand
from vlechtwerk.foundation.refusal import Refused


@pytest.fixture(autouse=True)
def evaluation(as_dilara: None, world: World) -> None:
    evaluation_of(world)


@pytest.fixture
def dilara(world: World) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.dilara.account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def saved(client: Client, shown: Any, code: str, **more: str) -> Any:
    told = {"code": code, "name": f"Ronde {code}", "promise": "confidential", "threshold": "5",
            "closed_on": "2026-01-30", "sides_confirmed": "on"}  # fmt: skip
    return client.post(PAGE, {"content": content_of(shown), **told, **more})


def whole_of(code: str) -> dict[str, Any]:
    figures = EvaluationRound.objects.get(code=code).result.figures
    return {one["code"]: one["whole"] for one in figures["statements"]}


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
    with (SAMPLES / LIKERT).open(newline="", encoding="utf-8") as file:
        answered = sum(any(row[1:]) for row in list(csv.reader(file))[1:])
    assert f"People who answered {answered} Empty forms {253 - answered}" in page
    assert "sent in: 0 · not finished: 0 · not told: 253" in page
    assert nothing_is_left()
    unsure = saved(dilara, shown, "UK", sides_confirmed="")
    assert (unsure.status_code, "is our guess, and can't be mended" in html.unescape(words(unsure))) == (409, True)
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
    how = {"save": "true", "code": "G", "name": "Groepen", "closedOn": "2026-01-30", "sidesConfirmed": "true"}
    made = told(organisation="organisation", **how)
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


def test_empty_forms_stand_on_a_line_of_their_own(dilara: Client) -> None:
    page = words(sent(dilara, PAGE, "a.csv", b"S1;S2\n" + b"Eens;Oneens\nOneens;Eens\n" * 6 + b"[user_missing];\n" * 4))
    assert "People who answered 12 Empty forms 4" in page


def test_invented_answers_say_so_and_stay_with_invented_projects(world: World, dilara: Client, tmp_path: Path) -> None:
    thirty_one(world, breakdowns=[])
    for form in ("csv", "xlsx", "sav"):
        given = dilara.get(f"{API}rounds/T1/answers?form={form}")
        assert 'filename="invented-' in given["Content-Disposition"]
        path = tmp_path / f"a.{form}"
        path.write_bytes(given.content)
        found = understand(path, path.name)
        assert that_went_along(to_go_along(found, [one.place.column for one in found.columns])).is_invented
        assert "origin" not in {one.place.column for one in found.columns}
    evaluation = evaluation_of(world)
    by: dict[str, Any] = {"by": world.dilara, "at": now()}
    plan = Elsewhere("E", "Elders", "anonymous", date(2026, 1, 30), is_invented=True, sides_confirmed=True)
    sheets = [FilledIn({"S1": 1})]
    assert reasons_against_collecting_elsewhere(evaluation, plan, None, sheets, **by) == []
    evaluation.project.origin = "own"
    reasons = reasons_against_collecting_elsewhere(evaluation, plan, None, sheets, **by)
    assert [one.code for one in reasons] == ["invented_file"]


def test_answers_are_taken_in_to_a_fixed_version_of_the_same_evaluation_only(world: World, dilara: Client) -> None:
    plan = Elsewhere("E", "Elders", "anonymous", date(2026, 1, 30))
    elsewhere = version_of(world, evaluation_of(world, "EV2"))
    elsewhere.state = "draft"
    with pytest.raises(Refused) as refused:
        collect_elsewhere(evaluation_of(world), plan, elsewhere, [FilledIn({"S1": 1})], by=world.dilara, at=now())
    assert [one.code for one in refused.value.reasons] == ["version_elsewhere", "version_not_fixed"]
    assert not EvaluationRound.objects.exists()


def test_same_answers_do_not_come_in_twice_told_apart_by_other_groups(world: World) -> None:
    version = version_of(world, evaluation_of(world))
    sheets = [
        FilledIn({"S1": 1 + number % 5}, {}, level, organisation)
        for number in range(4)
        for level in ("strategic", "tactical")
        for organisation in ("NP", "BD", "OM")
    ]
    by: dict[str, Any] = {"by": world.dilara, "at": now()}

    def taken(code: str, *breakdowns: str) -> EvaluationRound:
        plan = Elsewhere(code, code, "anonymous", date(2026, 1, 30), breakdowns=breakdowns)
        return collect_elsewhere(evaluation_of(world), plan, version, sheets, **by)

    taken("E1", "level")
    with refusal("same_answers"), transaction.atomic():
        taken("E2", "organisation")
    # The same once more, or of everyone together, tells nothing new.
    taken("E3", "level")
    taken("E4")
    assert set(EvaluationRound.objects.values_list("code", flat=True)) == {"E1", "E3", "E4"}


def test_instrument_of_an_invented_project_says_so_and_stays_there(
    world: World, dilara: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = version_of(world, evaluation_of(world))
    of_it = f"thermo/versions/{version.number}/workbook"
    for address in (f"/test/evaluation/instruments/EV1/thermo/{version.number}/workbook.xlsx",
                    f"{API}instruments/{of_it}"):  # fmt: skip
        content = dilara.get(address).content
        assert openpyxl.load_workbook(io.BytesIO(content))["Questionnaire"]["C2"].value == "invented", address
    shown = sent(dilara, INSTRUMENT_PAGE, "i.xlsx", content)
    how = {"content": content_of(shown), "target": "new EV1", "code": "again", "name_nl": "Nog eens"}
    # The same project, as if it were a real one.
    with monkeypatch.context() as patched:
        patched.setattr("vlechtwerk.domains.evaluation.rules.instruments.Origin", SimpleNamespace(INVENTED="none"))
        refused = dilara.post(INSTRUMENT_PAGE, how)
        by_call = sent(dilara, f"{API}instruments/_import", "i.xlsx", content, code="again", nameNl="Nog eens")
    assert (refused.status_code, "comes from an invented project" in words(refused)) == (409, True)
    assert [one["code"] for one in by_call.json()["reasons"]] == ["invented_file"]
    assert dilara.post(INSTRUMENT_PAGE, how).status_code == 302


def test_what_is_too_much_for_a_page_is_said_and_the_interface_takes_it(
    dilara: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vlechtwerk.interfaces.web.evaluation.file_intake.MOST_SENT_ALONG", 100)
    content = b"S1\n" + b"Eens\nOneens\n" * 9
    page = sent(dilara, PAGE, "a.csv", content)
    assert (page.status_code, "Take it in from the command line" in words(page)) == (422, True)
    how = {"save": "true", "code": "X", "name": "X", "closedOn": "2026-01-30", "sidesConfirmed": "true"}
    assert sent(dilara, f"{API}answer-files", "a.csv", content, **how).json()["round"] == "X"


def test_what_is_not_kept_of_a_structure_stays_told_until_it_is_saved(dilara: Client) -> None:
    shown = sent(dilara, INSTRUMENT_PAGE, "a.lss", new_layout())
    for page in (shown, dilara.post(INSTRUMENT_PAGE, {"content": content_of(shown), "target": "new EV1"})):
        assert "a question of a kind that is no statement on a scale (type |) photo" in words(page)
    assert page.status_code in (409, 422)
    assert nothing_is_left()
