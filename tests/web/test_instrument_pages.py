"""Instruments on their pages: written by an evaluator, warned about, taken in from a file, laid side by side."""

import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.engines.surveys.made import new_layout, old_layout
from tests.instruments import NAME, empty, evaluation, fixed, next_version, put, standard
from tests.samples import SAMPLES, real
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import Instrument, InstrumentVersion, Statement
from vlechtwerk.domains.evaluation.operations import instrument_drafts as drafts
from vlechtwerk.domains.evaluation.operations import instruments
from vlechtwerk.domains.evaluation.operations.evaluations import add_evaluator
from vlechtwerk.domains.evaluation.queries.instrument_files import as_workbook
from vlechtwerk.domains.evaluation.queries.standard_instrument import standard_questionnaire
from vlechtwerk.domains.evaluation.rules.instrument_content import checksum_of
from vlechtwerk.domains.evaluation.rules.questionnaire import questionnaire_of

LIST = "/test/evaluation/instruments/"
V = LIST + "EV1/T1/1/"


def signed_in(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.people[name].account)  # type: ignore[arg-type]  # the cast has accounts
    return client


@pytest.fixture
def dilara(world: World) -> Client:
    return signed_in(world, "dilara")


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


WORDS = {
    "text_nl": "De huisvesting past bij het werk.", "text_en": "Housing suits the work.", "dimension": "capability",
    "scale": "agree5",
}  # fmt: skip


def test_evaluator_begins_an_instrument_and_others_read_it(world: World, dilara: Client) -> None:
    evaluation(world)
    begun = {"evaluation": "EV1", "code": "T1", "name_nl": "Thermometer", "name_en": "", "start": "standard"}
    assert dilara.post(LIST + "new/", begun).status_code == 302
    assert dilara.post(LIST + "new/", begun).status_code == 409
    page = text(signed_in(world, "karin"), V)
    assert "Mijn organisatie staat achter de doelen" in page
    assert "/statements/" not in page
    assert "Thermometer" in text(signed_in(world, "karin"), LIST)


def test_who_is_no_evaluator_is_offered_nothing_and_refused(world: World) -> None:
    standard(world)
    karin = signed_in(world, "karin")
    assert "new/" not in text(karin, LIST)
    for page in ("statements/", "statements/SU1/", "statements/SU1/drop/", "scales/", "scales/agree5/",
                 "scales/agree5/drop/", "questions/", "questions/OQ1/", "questions/OQ1/drop/", "fixing/"):  # fmt: skip
        shown = text(karin, V + page)
        assert "de evaluatoren van" in shown or "evaluators of" in shown, page
        sent = WORDS | {"code": "X1", "lines": "1 | Nee | No | -\n2 | Ja | Yes | +", "seen": ""}
        assert karin.post(V + page, sent).status_code == 409, page
    assert karin.post(LIST + "new/").status_code == 409
    assert karin.post(LIST + "import/").status_code == 409
    assert karin.post(V + "order/", {"statement": "SU2", "way": "up"}).status_code == 302
    assert Statement.objects.get(code="SU2").order == 2
    assert Statement.objects.count() == 20


def test_statement_without_warnings_is_saved_and_leads_to_the_version(world: World, dilara: Client) -> None:
    standard(world)
    saved = dilara.post(V + "statements/", WORDS | {"code": "X1"})
    assert (saved.status_code, saved["Location"]) == (302, V)
    assert "De huisvesting past bij het werk." in text(dilara, V)


def test_statement_with_warnings_is_saved_and_shown_with_them(world: World, dilara: Client) -> None:
    standard(world)
    sent = WORDS | {"code": "X1", "text_nl": "Er is onvoldoende kennis <en> capaciteit."}
    saved = dilara.post(V + "statements/", sent)
    assert saved["Location"] == V + "statements/X1/"
    assert Statement.objects.filter(code="X1").exists()
    page = text(dilara, V + "statements/X1/")
    assert re.search(r'id="id_text_nl_helptext">.*onvoldoende', page)
    assert page.count("vw-wording") == 2
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', page)
    assert seen is not None
    kept = sent | {"seen": seen[1], "negative": "on", "double_barrelled": "on"}
    assert dilara.post(V + "statements/X1/", kept)["Location"] == V
    assert 'class="vw-wording"' not in text(dilara, V)


def test_words_are_warned_about_while_they_are_typed(world: World, dilara: Client) -> None:
    said = text(dilara, LIST + "wording/?text_nl=Er+is+geen+<b>tijd")
    assert "geen" in said
    assert "<b>" not in said
    assert "vw-wording" not in text(dilara, LIST + "wording/?text_en=There+is+time")
    assert dilara.get(LIST + "wording/").status_code == 404


def test_writer_is_told_that_someone_else_changed_it(world: World, dilara: Client) -> None:
    version = standard(world)
    read = checksum_of(questionnaire_of(version).statements[0])
    put(world, version, "SU1", "Iemand anders was eerder.")
    refused = dilara.post(V + "statements/SU1/", WORDS | {"seen": read})
    assert refused.status_code == 409
    assert Statement.objects.get(code="SU1").text_nl == "Iemand anders was eerder."


def test_statement_moves_within_its_dimension(world: World, dilara: Client) -> None:
    standard(world)
    dilara.post(V + "order/", {"statement": "SU2", "way": "up"})
    codes = list(Statement.objects.order_by("order").values_list("code", flat=True))
    assert codes[:3] == ["SU2", "SU1", "SU3"]
    dilara.post(V + "order/", {"statement": "SU2", "way": "up"})
    assert list(Statement.objects.order_by("order").values_list("code", flat=True)) == codes
    assert dilara.post(V + "order/", {"statement": "ZZ", "way": "up"}).status_code == 404


def test_scale_is_written_in_lines_and_a_wrong_line_is_named(world: World, dilara: Client) -> None:
    standard(world)
    lines = "1 | Nee | No | -\n2 | Ja | Yes | +"
    assert dilara.post(V + "scales/", {"code": "yesno", "lines": lines, "with_do_not_know": "on"}).status_code == 302
    page = text(dilara, V + "scales/yesno/")
    assert "1 | Nee | No | -" in page
    for wrong in ("1 | Nee | -", "x | Nee | No | -", "1 | Nee | No | ?"):
        refused = dilara.post(V + "scales/", {"code": "s2", "lines": f"2 | Ja | Yes | +\n{wrong}"})
        assert refused.status_code == 422
        assert "Regel 2" in refused.content.decode() or "Line 2" in refused.content.decode()
    assert dilara.post(V + "scales/yesno/drop/").status_code == 302
    assert dilara.post(V + "scales/agree5/drop/").status_code == 409


def test_version_is_fixed_and_a_next_one_compared_with_it(world: World, dilara: Client) -> None:
    standard(world)
    assert dilara.post(V + "fixing/").status_code == 302
    assert dilara.post(V + "statements/", WORDS | {"code": "X1"}).status_code == 409
    assert dilara.post(LIST + "EV1/T1/next/", {"reason": "Scherper"}).status_code == 302
    put(world, InstrumentVersion.objects.get(number=2), "SU1", "Mijn organisatie steunt de doelen.")
    page = text(dilara, LIST + "EV1/T1/compare/")
    assert page.count("vw-became--reworded") == 1
    assert page.count("vw-became--same") == 19
    assert "Mijn organisatie steunt de doelen." in text(dilara, LIST + "EV1/T1/compare/export.csv?before=1&after=2")
    assert dilara.get(LIST + "EV1/T1/compare/?before=9").status_code == 404


def test_version_leaves_as_a_list_and_as_a_workbook(world: World, dilara: Client) -> None:
    standard(world)
    assert "Mijn organisatie staat achter" in text(dilara, V + "export.csv")
    assert dilara.get(V + "export.xlsx").status_code == 200
    assert dilara.get(V + "export.pdf").status_code == 404
    book = openpyxl.load_workbook(io.BytesIO(dilara.get(V + "workbook.xlsx").content))
    assert book["Statements"].max_row == 21
    assert text(dilara, LIST + "export.csv").count("T1") == 1


def test_preview_shows_each_language_and_walks_through(world: World, dilara: Client) -> None:
    standard(world)
    page = text(dilara, V + "preview/?statement=SU2")
    assert page.count('class="vw-phone"') == 2
    assert "?statement=SU1" in page
    assert "?statement=SU3" in page
    assert dilara.get(V + "preview/?statement=ZZ").status_code == 404


def test_number_of_queries_does_not_grow_with_statements_or_instruments(world: World, dilara: Client) -> None:
    whose = evaluation(world)
    version = empty(world, whose)
    put(world, version, "X1")
    counts = []
    for more in range(2):
        for page in (LIST, V, V + "export.csv"):
            dilara.get(page)
            with CaptureQueriesContext(connection) as found:
                dilara.get(page)
            counts.append(len(found))
        for at in range(10 * more + 2, 10 * more + 6):
            put(world, version, f"X{at}")
            instruments.begin_instrument(whose, f"T{at}", NAME, by=world.dilara, at=now())
    assert counts[:3] == counts[3:]


def uploaded(name: str, content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def content_in(page: str) -> str:
    found = re.search(r'name="content" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_workbook_is_looked_at_first_and_then_saved_as_a_draft(world: World, dilara: Client) -> None:
    evaluation(world)
    looked = dilara.post(LIST + "import/", uploaded("lijst.xlsx", as_workbook(standard_questionnaire())))
    page = looked.content.decode()
    assert looked.status_code == 200, page
    assert "Mijn organisatie staat achter" in page
    assert not Instrument.objects.exists()
    named = {"target": "new EV1", "code": "T1", "name_nl": "Uit een bestand", "name_en": "", "reason": ""}
    assert dilara.post(LIST + "import/", named | {"content": content_in(page)})["Location"] == V
    assert questionnaire_of(InstrumentVersion.objects.get()).statements == standard_questionnaire().statements


def test_file_becomes_the_next_version(world: World, dilara: Client) -> None:
    first = fixed(world, standard(world))
    page = dilara.post(LIST + "import/", uploaded("l.xlsx", as_workbook(standard_questionnaire()))).content.decode()
    sent = {"content": content_in(page), "target": f"next {first.instrument_id}", "reason": ""}
    assert dilara.post(LIST + "import/", sent).status_code == 409
    assert dilara.post(LIST + "import/", sent | {"reason": "Uit een bestand"}).status_code == 302
    assert first.instrument.versions.count() == 2


def test_what_was_read_can_not_be_changed_on_its_way_or_used_by_another(world: World, dilara: Client) -> None:
    whose = evaluation(world)
    page = dilara.post(LIST + "import/", uploaded("l.xlsx", as_workbook(standard_questionnaire()))).content.decode()
    sent = {"target": "new EV1", "code": "T1", "name_nl": "Lijst"}
    assert dilara.post(LIST + "import/", sent | {"content": "x" + content_in(page)}).status_code == 409
    add_evaluator(whose, world.mila, by=world.dilara, at=now())
    assert signed_in(world, "mila").post(LIST + "import/", sent | {"content": content_in(page)}).status_code == 409
    assert not Instrument.objects.exists()


def test_mistakes_in_a_workbook_are_named_by_sheet_row_and_column(world: World, dilara: Client) -> None:
    evaluation(world)
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(standard_questionnaire())))
    heads = [cell.value for cell in book["Statements"][1]]
    book["Statements"].cell(3, heads.index("negative") + 1).value = "misschien"
    book["Statements"].cell(5, heads.index("text_nl") + 1).value = "x" * 600
    file = io.BytesIO()
    book.save(file)
    refused = dilara.post(LIST + "import/", uploaded("lijst.xlsx", file.getvalue()))
    page = refused.content.decode()
    assert refused.status_code == 422
    assert re.search(r"Statements.{1,12}3.{1,12}negative", page)
    book["Statements"].cell(3, heads.index("negative") + 1).value = "ja"
    file = io.BytesIO()
    book.save(file)
    page = dilara.post(LIST + "import/", uploaded("lijst.xlsx", file.getvalue())).content.decode()
    assert re.search(r"Statements.{1,12}5", page)
    assert not Instrument.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.pdf", b"%PDF"), ("x.xlsx", b"no zip"), ("x.lss", b"<document>"), ("x.lss", b""), ("x.lss", b"<a>&b;</a>")],
)
def test_file_that_is_no_instrument_is_refused(world: World, dilara: Client, name: str, content: bytes) -> None:
    evaluation(world)
    assert dilara.post(LIST + "import/", uploaded(name, content)).status_code == 422
    assert not Instrument.objects.exists()


@pytest.mark.parametrize(
    ("content", "statements"),
    [
        pytest.param((SAMPLES / "limesurvey_v261.lss").read_bytes, 48, marks=real),
        pytest.param((SAMPLES / "limesurvey_v641.lss").read_bytes, 2, marks=real),
        (old_layout, 2),
        (new_layout, 2),
    ],
)
def test_structure_of_limesurvey_is_taken_in_and_leaves_again(
    world: World, dilara: Client, content: Callable[[], bytes], statements: int
) -> None:
    evaluation(world)
    page = dilara.post(LIST + "import/", uploaded("vragen.lss", content())).content.decode()
    sent = {"content": content_in(page), "target": "new EV1", "code": "T1", "name_nl": "Uit LimeSurvey"}
    assert dilara.post(LIST + "import/", sent).status_code == 302
    version = InstrumentVersion.objects.get()
    assert version.statements.count() == statements
    again = dilara.post(
        LIST + "import/", uploaded("weer.xlsx", dilara.get(V + "workbook.xlsx").content)
    ).content.decode()
    assert dilara.post(LIST + "import/", sent | {"content": content_in(again), "code": "T2"}).status_code == 302
    second = InstrumentVersion.objects.get(instrument__code="T2")
    assert questionnaire_of(second) == questionnaire_of(version)


def test_past_day_shows_what_was_fixed_by_then(world: World, dilara: Client) -> None:
    version = standard(world)
    assert "Procesthermometer" in text(dilara, LIST)
    assert "Procesthermometer" not in text(dilara, LIST + "?as_of=2023-01-01")
    assert dilara.get(V + "?as_of=2023-01-01").status_code == 404
    fixed(world, version)
    next_version(world, version.instrument)
    drafts.put_statement(
        InstrumentVersion.objects.get(number=2), questionnaire_of(version).statements[0], by=world.dilara, at=now()
    )
    assert "?as_of" not in text(dilara, V)
