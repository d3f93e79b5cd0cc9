"""Results of rounds on their pages: at a glance, with every computation, beside another round, and never too much."""

import csv
import io
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.closed_rounds import ask, close, evaluation_of, round_of, sheets, spread, thirty_one, version_of
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import AnswerSheet, EvaluationRound
from vlechtwerk.domains.evaluation.operations.results import publish_result
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.partnership.models import Person

pytestmark = pytest.mark.usefixtures("as_dilara")

R = "/test/evaluation/results/"
T1 = f"{R}EV1/T1/"
FROM_FILE = "/test/evaluation/evaluations/EV1/take-in-answers/"


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person.account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def text(client: Client, address: str, code: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == code, (address, answer.status_code)
    return answer.content.decode()


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def drawing_of(page: str) -> str:
    """Return the first drawing of a page that is no icon."""
    return page.split('<svg xmlns="http://www.w3.org/2000/svg"')[1].split("</svg>")[0]


def cells(client: Client, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_unpublished_result_is_there_for_its_evaluators_only(world: World) -> None:
    thirty_one(world)
    dilara, karin = signed_in(world.dilara), signed_in(world.karin)
    assert "only the evaluators read it" in text(dilara, T1)
    assert "Meting T1" not in text(karin, R)
    for page in ("", "figures/", "beside/", "remarks/", "publication/", "export.csv", "export.xlsx", "answers.csv"):
        text(karin, T1 + page, 404)


def test_published_result_is_read_at_a_glance(world: World) -> None:
    publish_result(thirty_one(world), by=world.dilara, at=now())
    page = words(text(signed_in(world.karin), f"{T1}?sure=S1"))
    assert "27 of 31, 87%" in page
    assert "this is no sample" in page
    # 18 of the 26 who gave a view agree, whatever the five others think: 58 to 74%.
    assert "18 of 26 (69%)" in page
    assert "58 to 74%" in page
    assert "opinion" in page
    assert "do not always add up to 100" in page


def test_evaluators_pages_stay_theirs_after_publishing(world: World) -> None:
    publish_result(thirty_one(world), by=world.dilara, at=now())
    karin = signed_in(world.karin)
    for page in ("figures/", "remarks/", "answers.csv", "answers.sav"):
        text(karin, T1 + page, 404)


def test_evaluator_is_told_why_there_are_no_forms(world: World) -> None:
    thirty_one(world, breakdowns=["level"])
    dilara = signed_in(world.dilara)
    page = words(text(dilara, T1 + "figures/"))
    assert "told apart by groups, so its forms were not kept" in page
    assert "nothing can be counted anew" in page
    assert "answers.csv" not in text(dilara, T1 + "figures/")
    for form in ("csv", "xlsx", "sav"):
        assert "told apart by groups, so its forms were not kept" in text(dilara, f"{T1}answers.{form}", 409)


def test_pages_say_that_too_few_answered(world: World) -> None:
    asked = round_of(world, breakdowns=[])
    close(world, asked, [FilledIn({"S1": 4}, {"R1": "Alleen ik weet dit"})] * 4)
    dilara = signed_in(world.dilara)
    for page in ("", "figures/", "remarks/"):
        assert "Fewer than 5 people answered this anonymous round" in words(text(dilara, T1 + page)), page
    publish_result(asked, by=world.dilara, at=now())
    page = words(text(signed_in(world.karin), T1))
    assert "Fewer than 5 people answered this anonymous round" in page
    assert "4 people answered" in page
    assert "complete" not in page


def test_round_without_answers_does_not_say_that_a_few_answered(world: World) -> None:
    close(world, round_of(world, breakdowns=[]), [])
    page = words(text(signed_in(world.dilara), T1))
    assert "There are no answers in this anonymous round" in page
    assert "Fewer than 5 people answered" not in page


def test_evaluator_sees_every_figure_with_its_computation(world: World) -> None:
    thirty_one(world, breakdowns=[])
    page = words(text(signed_in(world.dilara), T1 + "figures/"))
    assert "every figure of the whole is as it was made" in page
    assert "18/31 – 23/31" in page
    assert "RR2 (I+P) / ((I+P) + (R+NC+O) + UO)" in page


def test_result_is_published_on_its_page_once(world: World) -> None:
    thirty_one(world)
    dilara = signed_in(world.dilara)
    assert dilara.post(T1 + "publication/").status_code == 302
    assert dilara.post(T1 + "publication/").status_code == 409
    assert "Meting T1" in text(signed_in(world.karin), R)


def test_there_is_no_result_of_an_open_round_by_any_door(world: World) -> None:
    round_of(world)
    dilara = signed_in(world.dilara)
    for page in ("", "figures/", "export.csv", "answers.csv", "publication/"):
        text(dilara, T1 + page, 404)


def small_and_large(world: World) -> EvaluationRound:
    asked = round_of(world)
    close(
        world, asked,
        sheets(*spread("S1", 5, 5, 5, 5), level="strategic") + sheets(*spread("S1", 0, 1, 0, 2), level="tactical"),
    )  # fmt: skip
    publish_result(asked, by=world.dilara, at=now())
    return asked


def test_hidden_group_is_hidden_in_page_drawing_and_files(world: World) -> None:
    small_and_large(world)
    karin = signed_in(world.karin)
    page = text(karin, T1)
    assert "Tactical" in page
    assert "Not shown: group smaller than 5, or traceable" in page
    rows = [row for row in cells(karin, T1 + "export.csv") if len(row) > 5 and row[2] == "S1"]
    assert {row[5] for row in rows if row[7]} == {"All"}
    assert all(row[7:] == [""] * 4 for row in rows if row[5] != "All")
    # 23 answered; no 3 and no 20 of a level stands anywhere as an n.
    assert "of 20" not in page
    assert "of 3 " not in page


def test_file_page_and_drawing_show_the_same_counts(world: World) -> None:
    publish_result(thirty_one(world), by=world.dilara, at=now())
    karin = signed_in(world.karin)
    rows = [row for row in cells(karin, T1 + "export.csv") if row[2:3] == ["S1"] and row[5] == "All"]
    assert [row[7] for row in rows] == ["2", "3", "3", "10", "8"]
    assert {row[8] for row in rows} == {"26"}
    page = text(karin, T1)
    for share in ("2 (8%)", "3 (12%)", "10 (38%)", "8 (31%)"):
        assert share in page
    assert [label for label in ("38", "31") if f">{label}<" not in drawing_of(page)] == []


def test_file_says_that_data_are_invented(world: World) -> None:
    publish_result(thirty_one(world), by=world.dilara, at=now())
    answer = signed_in(world.karin).get(T1 + "export.csv")
    assert "invented-" in answer["Content-Disposition"]
    assert "invented data" in answer.content.decode()
    assert "invented data" in drawing_of(text(signed_in(world.karin), T1))


def two_rounds(world: World, **other: str) -> None:
    evaluation = evaluation_of(world)
    first = version_of(world, evaluation)
    one = round_of(world, "T1", version=first)
    close(world, one, sheets(*spread("S1", 2, 6, 4, 6, 2), *spread("S2", 0, 4, 4, 4)))
    texts = {"S1": "Ik heb de gegevens die ik nodig heb.", "S2": "Wij werken aan één doel."} | other
    two = round_of(world, "T2", version=version_of(world, evaluation, texts))
    close(world, two, sheets(*spread("S1", 1, 3, 4, 10, 3), *spread("S2", 0, 4, 4, 4)))
    for asked in (one, two):
        publish_result(asked, by=world.dilara, at=now())


def test_changed_words_break_the_line_visibly(world: World) -> None:
    two_rounds(world)
    page = text(signed_in(world.karin), f"{R}EV1/T2/beside/")
    assert "8 of 20 (40%)" in page
    assert "13 of 21 (62%)" in page
    assert "Other words or answers than before: not to be compared" in page
    assert "Not asked any more" in page
    assert "p-" not in words(page)
    result = words(text(signed_in(world.karin), f"{R}EV1/T2/"))
    assert "More people agree with “Ik heb de gegevens die ik nodig heb”" in result
    assert "8 of 20 (40%) in the round before, 13 of 21 (62%) now." in result


@pytest.mark.parametrize("against", ["nsoc/EV1/T1", "demo/EV1/T1"])
def test_rounds_of_two_projects_never_stand_beside_each_other(world: World, against: str) -> None:
    two_rounds(world)
    page = text(signed_in(world.karin), f"{R}EV1/T2/beside/?against={against}", 409)
    assert "Rounds of two projects are never compared." in page


@pytest.mark.parametrize("against", ["T1", "EV1/T1", "test/EV1/T1"])
def test_round_beside_is_named_alike_at_each_door(world: World, against: str) -> None:
    two_rounds(world)
    karin = signed_in(world.karin)
    assert "Meting T1" in text(karin, f"{R}EV1/T2/beside/?against={against}")
    told = karin.get(f"/api/v1/projects/test/evaluations/EV1/rounds/T2/comparison?against={against}")
    assert (told.status_code, told.json()["before"]) == (200, "T1")


def test_round_stands_beside_one_that_closed_before_it(world: World) -> None:
    two_rounds(world)
    assert "closed before it" in text(signed_in(world.karin), f"{R}EV1/T1/beside/?against=T2", 409)


def test_file_of_two_rounds_has_groups_and_who_joined_and_left(world: World) -> None:
    version, people = version_of(world, evaluation_of(world)), [uuid4() for _ in range(25)]
    for code, strategic, tactical in (("T1", people[:10], people[10:20]), ("T2", people[:10], people[15:25])):
        asked = round_of(world, code, version=version)
        for level, those in (("strategic", strategic), ("tactical", tactical)):
            ask(world, asked, 10, level=level, pseudonyms=those, sent=10)
        close(world, asked, sheets(*spread("S1", 2, 3, 0, 5), level="strategic")
              + sheets(*spread("S1", 4, 0, 2, 4), level="tactical"))  # fmt: skip
        publish_result(asked, by=world.dilara, at=now())
    rows = cells(signed_in(world.karin), f"{R}EV1/T2/beside/export.csv")
    assert [row[2:5] for row in rows if row[0] == "S1"] == [
        ["", "9 of 20 (45%)", "9 of 20 (45%)"],
        ["Strategic", "5 of 10 (50%)", "5 of 10 (50%)"],
        ["Tactical", "4 of 10 (40%)", "4 of 10 (40%)"],
    ]
    assert {row[1]: row[4] for row in rows if "round before" in row[1]} == {
        "Joined since the round before": "5", "Left since the round before": "5",
    }  # fmt: skip


def test_file_of_two_rounds_hides_who_joined_when_the_page_does(world: World) -> None:
    two_rounds(world)
    rows = cells(signed_in(world.karin), f"{R}EV1/T2/beside/export.csv")
    assert {row[4] for row in rows if "round before" in row[1]} == {"Not shown: group smaller than 5, or traceable"}


def test_file_of_every_figure_has_bounds_and_rates_for_the_evaluators(world: World) -> None:
    thirty_one(world)
    rows = {row[0]: row for row in cells(signed_in(world.dilara), T1 + "figures/export.csv")}
    # 18 of 26 agree, of 31 asked: 18/31 to 23/31; 27 handed in a form, all of them complete.
    assert rows["S1"][3:8] == ["69%", "18", "26", "58 to 74%", "18/31 – 23/31"]
    assert rows["RR2"][2:4] == ["(I+P) / ((I+P) + (R+NC+O) + UO)", "87% (27 of 31)"]
    assert rows["NC"][3] == "4"
    publish_result(EvaluationRound.objects.get(), by=world.dilara, at=now())
    text(signed_in(world.karin), T1 + "figures/export.csv", 404)


def test_answers_leave_without_groups_and_come_back_the_same(world: World) -> None:
    thirty_one(world, breakdowns=[])
    dilara = signed_in(world.dilara)
    for form in ("csv", "xlsx", "sav"):
        answer = dilara.get(f"{T1}answers.{form}")
        assert answer.status_code == 200
        file = SimpleUploadedFile(f"a.{form}", answer.content)
        version = EvaluationRound.objects.get(code="T1").version
        page = dilara.post(FROM_FILE, {"file": file, "version": str(version.id)})
        assert page.status_code == 200, words(page.content.decode())[:2000]
        found = re.search(r'name="content" value="([^"]+)"', page.content.decode())
        assert found is not None
        saved = {"content": found[1], "code": f"F-{form}", "name": "Uit bestand", "promise": "anonymous",
                 "threshold": "5", "population": "31", "closed_on": "2026-01-30"}  # fmt: skip
        assert dilara.post(FROM_FILE, saved).status_code == 302
        again = EvaluationRound.objects.get(code=f"F-{form}").result.figures["statements"]
        kept = EvaluationRound.objects.get(code="T1").result.figures["statements"]
        assert [one["whole"] for one in again] == [one["whole"] for one in kept]


def test_no_code_of_a_round_is_hidden_by_another_page(world: World) -> None:
    dilara = signed_in(world.dilara)
    for code in ("prepare", "from-file", "export", "take-in"):
        thirty_one(world, code)
        assert f"Meting {code}" in text(dilara, f"/test/evaluation/rounds/EV1/{code}/")
        assert f"Meting {code}" in text(dilara, f"{R}EV1/{code}/")


def test_round_from_elsewhere_is_shown_before_it_is_saved(world: World) -> None:
    evaluation_of(world)
    table = "q1;q2;naam\n" + "\n".join(["Eens;Oneens;Jan", "Oneens;Eens;Piet", "Eens;Eens;Kees"] * 3)
    dilara = signed_in(world.dilara)
    page = dilara.post(FROM_FILE, {"file": SimpleUploadedFile("a.csv", table.encode())})
    assert page.status_code == 200, words(page.content.decode())[:1500]
    assert "naam" in page.content.decode()
    assert "Jan" not in page.content.decode()
    assert not EvaluationRound.objects.exists()


@pytest.mark.parametrize(("level", "kept"), [("", 6), ("tactisch", 0)])
def test_anonymous_round_from_a_file_with_levels_keeps_no_forms(world: World, level: str, kept: int) -> None:
    version = version_of(world, evaluation_of(world))
    table = "S1;S2;S3;level\n" + f"Eens;Oneens;Eens;{level}\n" * 6
    dilara = signed_in(world.dilara)
    sent = {"file": SimpleUploadedFile("a.csv", table.encode()), "version": str(version.id)}
    page = dilara.post(FROM_FILE, sent).content.decode()
    found = re.search(r'name="content" value="([^"]+)"', page)
    assert found is not None, words(page)[:1500]
    saved = {"content": found[1], "code": "F", "name": "Uit bestand", "promise": "anonymous", "threshold": "5",
             "closed_on": "2026-01-30"}  # fmt: skip
    assert dilara.post(FROM_FILE, saved).status_code == 302
    assert AnswerSheet.objects.count() == kept


def test_broken_file_names_its_place_and_leaves_nothing(world: World) -> None:
    thirty_one(world)
    version = EvaluationRound.objects.get().version
    table = "S1;S2\nEens;Oneens\nMisschien wel;Eens\n"
    answer = signed_in(world.dilara).post(
        FROM_FILE, {"file": SimpleUploadedFile("a.csv", table.encode()), "version": str(version.id)}
    )
    assert answer.status_code == 422
    assert "row 3" in answer.content.decode()
    assert EvaluationRound.objects.count() == 1


def test_who_evaluates_nothing_takes_no_answers_in(world: World) -> None:
    evaluation_of(world)
    page = signed_in(world.karin).post(FROM_FILE, {"file": SimpleUploadedFile("a.csv", b"a;b\n1;2\n")})
    assert page.status_code == 409
