"""The report of an evaluation on its pages and through the interface: written, refused, built, frozen and checked."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.findings import approved, asked_people
from tests.web.test_round_result_pages import signed_in, text, words
from tests.world import World
from vlechtwerk.domains.evaluation.models import ChapterVersion, Evaluation, EvaluationReport
from vlechtwerk.interfaces.evaluation_report_jobs import BUILD_EVALUATION_REPORT

pytestmark = pytest.mark.usefixtures("as_dilara")
REPORT = "/test/evaluation/evaluations/EV1/report/"
CHAPTER = f"{REPORT}chapters/practice/"
API = "/api/v1/projects/test/evaluations/EV1"


@pytest.fixture
def evaluation(world: World) -> Evaluation:
    found = asked_people(world)
    approved(world, found)
    return found


def works() -> None:
    """Do what waits for the worker."""
    for job in ProcrastinateJob.objects.filter(task_name=BUILD_EVALUATION_REPORT, status="todo"):
        app.tasks[BUILD_EVALUATION_REPORT].func(**job.args)


def write(client: Client, chapter: str, seen: int) -> int:
    return client.post(CHAPTER, {"text": chapter, "seen": seen}).status_code


def sends(client: Client, path: str, **told: object) -> tuple[int, dict[str, object]]:
    answer = client.post(f"{API}/{path}", json.dumps(told), content_type="application/json")
    return answer.status_code, answer.json()


def test_how_a_chapter_reads_is_shown_beside_it_but_for_what_can_not_be_told(
    world: World, evaluation: Evaluation
) -> None:
    dilara = signed_in(world.dilara)

    def reads(chapter: str) -> str:
        answer = dilara.post(f"{CHAPTER}judge/?language=nl", {"text": chapter}).content.decode()
        return words(answer.partition('id="reads"')[2])

    assert "Hier staat “aandelen”." in reads("{onderdeel aandelen}")
    told = reads("## Gegevens\n\n{aandeel T1.S1} van de respondenten is het eens met {stelling T1.S1}. {bevinding F1}")
    share = "69% (18 van 26)"
    assert "4.1 Gegevens" in told
    assert f"{share} van de respondenten is het eens met “Ik heb" in told
    assert "69% (18 van 26) van de respondenten vindt dat zij de gegevens hebben" in told
    # A sentence with which something is wrong keeps its holes, wherever these stand.
    wrong = reads(
        "Alle leden, {aandeel T1.S1}, vinden dit. {aandeel T1.S1} van de respondenten is het eens met {stelling T1.S1}."
    )
    assert share not in wrong
    assert wrong.count("{aandeel T1.S1}") == 2
    # The page holds it without JavaScript too, and names what can be filled in with what it is of.
    page = words(text(dilara, CHAPTER))
    assert "{aandeel T1.S1} Ik heb" in page
    assert "{bevinding F1}" in page
    assert write(dilara, "{aandeel T1.S1} van de respondenten is het eens met {stelling T1.S1}.", 0) == 302
    assert f"{share} van de respondenten is het eens met “Ik heb" in words(text(dilara, CHAPTER))


def test_who_does_not_evaluate_reads_and_writes_no_chapter(world: World, evaluation: Evaluation) -> None:
    karin = signed_in(world.karin)
    for path in (CHAPTER, f"{CHAPTER}judge/"):
        assert (karin.get(path).status_code, karin.post(path, {"text": "Iets.", "seen": 0}).status_code) == (404, 404)
    assert not ChapterVersion.objects.exists()


def test_who_is_named_in_what_is_filled_in_is_not_shown_and_refused(world: World, evaluation: Evaluation) -> None:
    world.activity("A77", "Overleg, bel 06-12345678")
    tried = signed_in(world.dilara).post(f"{CHAPTER}judge/?language=nl", {"text": "Dit is {naam A77}."})
    page = words(tried.content.decode())
    assert "1 thing is wrong" in page
    # With what is wrong, and in the preview.
    assert page.count("Dit is {naam A77}.") == 2
    assert "bel 06" not in page


def test_file_that_is_no_report_says_so(world: World, evaluation: Evaluation) -> None:
    file = SimpleUploadedFile("x.html", b"<p>Geen rapport</p>")
    answer = signed_in(world.dilara).post(f"{REPORT}check/", {"file": file})
    assert "This file carries no manifest of a report." in words(answer.content.decode())


@pytest.mark.slow
def test_a_chapter_is_refused_mended_built_and_frozen_by_another_and_its_files_are_checked(
    world: World, evaluation: Evaluation
) -> None:
    dilara, mila, karin = (signed_in(one) for one in (world.dilara, world.people["mila"], world.karin))
    page = text(dilara, REPORT)
    assert page.count("as it comes") == 10
    assert "{onderdeel randvoorwaarden}" in text(dilara, CHAPTER)
    tried = words(dilara.post(f"{CHAPTER}judge/", {"text": "Er waren drie gesprekken."}).content.decode())
    assert "1 thing is wrong" in tried
    assert "“drie” is typed." in tried
    assert not ChapterVersion.objects.exists()
    assert write(dilara, "Er waren drie gesprekken. {bevinding F1}", 0) == 302
    assert "Saved. 1 thing is wrong with it" in words(text(dilara, CHAPTER))
    assert (write(dilara, "Iets anders.", 0), "meanwhile" in text(dilara, CHAPTER)) == (409, False)
    page = words(text(dilara, CHAPTER))
    assert "“drie” is typed." in page
    assert "Sentence 1" in page
    assert dilara.post(f"{REPORT}build/", {"language": "nl"})["Location"] == f"{REPORT}1/"
    assert "being built" in text(dilara, f"{REPORT}1/")
    works()
    refused = words(text(dilara, f"{REPORT}1/"))
    assert "Not built: 1 thing is wrong" in refused
    assert "Praktijk en randvoorwaarden" in refused
    assert "Sentence 1" in refused
    assert write(dilara, "Er waren gesprekken. {bevinding F1}", 1) == 302
    assert "Saved. Nothing is wrong with it." in words(text(dilara, CHAPTER))
    dilara.post(f"{REPORT}build/", {"language": "nl"})
    works()
    built = EvaluationReport.objects.get(number=2)
    assert (built.state, built.share, built.files.count()) == ("built", 100, 6)
    waits = "1 report was built and waits for you to freeze it: report 2"
    assert [waits in words(text(one, "/test/")) for one in (dilara, mila, karin)] == [False, True, False]
    assert "You built this report" in words(text(dilara, f"{REPORT}2/freeze/"))
    assert mila.post(f"{REPORT}2/freeze/")["Location"] == f"{REPORT}2/"
    assert "The report is being frozen. You can leave this page." in words(text(mila, f"{REPORT}2/"))
    assert "This report is being frozen" in words(text(mila, f"{REPORT}2/freeze/"))
    assert "Report 2" not in words(text(karin, REPORT))
    works()
    # What was told when it was asked for stays true when it is done.
    assert "being frozen" not in words(text(mila, f"{REPORT}2/"))
    assert "asked by Dilara" in words(text(karin, f"{REPORT}2/"))
    assert "frozen by Mila" in words(text(karin, f"{REPORT}2/"))
    assert waits not in words(text(mila, "/test/"))
    # Of which report and form a link gives a file, who hears the link alone knows too.
    assert text(karin, f"{REPORT}2/").count('<span class="vw-visually-hidden">: Whole report, Report 2</span></a>') == 3
    assert "Report 2" in words(text(karin, REPORT))
    assert "Report 1" not in words(text(karin, REPORT))
    assert karin.get(CHAPTER).status_code == karin.get(f"{REPORT}1/").status_code == 404
    file = karin.get(f"{REPORT}2/files/full.docx")
    assert file["Content-Disposition"].startswith('attachment; filename="invented-test-')
    for content, said in ((file.content, "Everything holds"), (file.content + b" ", "no longer holds")):
        answer = karin.post(f"{REPORT}check/", {"file": SimpleUploadedFile("x.docx", content)})
        assert said in answer.content.decode()
    assert "Everything holds" in text(karin, f"{REPORT}2/?check=1")


def test_what_no_longer_holds_is_told_by_kind_the_weightiest_first_and_without_checksums(
    world: World, evaluation: Evaluation
) -> None:
    dilara = signed_in(world.dilara)
    sends(dilara, "reports", language="nl")
    works()
    altered = json.loads(dilara.get(f"{API}/reports/1/manifest").content)
    figures = [one for one in altered["items"] if one["key"].startswith("statement:")][:2]
    for one in figures:
        one["value"] = "987"
    file = SimpleUploadedFile("m.json", json.dumps(altered).encode())
    page = dilara.post(f"{REPORT}check/", {"file": file}).content.decode()
    check = page[page.index('id="check"') : page.index("</section>", page.index('id="check"'))]
    other, another = "This is not as it was made.", "Computed again, this figure is another one."
    assert (check.count(f">{other}"), check.count(f">{another}")) == (1, 1)
    assert check.index(other) < check.index(another)
    assert check.count("987") == len(figures) == 2
    assert not re.search(r"[0-9a-f]{64}", check)


def test_the_interface_tells_and_does_the_same(world: World, evaluation: Evaluation) -> None:
    dilara, karin = signed_in(world.dilara), signed_in(world.karin)
    chapters = dilara.get(f"{API}/report-chapters?language=en").json()
    assert [(one["chapter"], one["version"]) for one in chapters][:2] == [("introduction", 0), ("plan", 0)]
    assert "shares" in next(one for one in chapters if one["chapter"] == "practice")["parts"]
    wrong = {"text": "In 2023 begon het.", "language": "nl"}
    (objected,) = dilara.post(
        f"{API}/report-chapters/practice/_judge", json.dumps(wrong), content_type="application/json"
    ).json()
    assert (objected["code"], objected["at"], objected["start"], objected["number"]) == ("typed_figure", "2023", 3, 1)
    assert sends(dilara, "report-chapters/practice", **wrong)[0] == 201
    assert sends(karin, "report-chapters/practice", **wrong)[0] == 409
    assert karin.get(f"{API}/report-chapters").status_code == 409
    assert sends(dilara, "reports", language="nl")[0] == 202
    status, problem = sends(dilara, "reports", language="nl")
    assert (status, [one["code"] for one in problem["reasons"]]) == (409, ["report_being_built"])  # type: ignore[attr-defined]  # of a problem
    works()
    assert dilara.get(f"{API}/reports/1").json()["refused"][0]["code"] == "typed_figure"
    assert karin.get(f"{API}/reports").json() == []
    sends(dilara, "report-chapters/practice", text="Kort.", language="nl", seen=1)
    sends(dilara, "reports", language="nl")
    works()
    assert dilara.get(f"{API}/reports/2").json()["state"] == "built"
    manifest = dilara.get(f"{API}/reports/2/manifest").content
    looked = dilara.post("/api/v1/projects/test/reports/_verify", {"file": SimpleUploadedFile("m.json", manifest)})
    told = looked.json()
    assert (told["kind"], told["holds"], told["isFrozen"], told["findings"]) == ("evaluation", True, False, [])
    assert dilara.get(f"{API}/reports/2/files/reading/pdf").content.startswith(b"%PDF")
