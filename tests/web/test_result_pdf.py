"""What a round says as a PDF: the figures of its page, marked on every page, for who may read it, never too much."""

import io
import re

import pdfua
import pikepdf
import pypdfium2
import pytest
from django.test import Client

from tests.closed_rounds import close, evaluation_of, round_of, sheets, spread, thirty_one, version_of
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import RoundRemark, RoundResult
from vlechtwerk.domains.evaluation.operations.remarks import redact_remark
from vlechtwerk.domains.evaluation.operations.results import publish_result
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.partnership.models import Person

pytestmark = pytest.mark.usefixtures("as_dilara")

R = "/test/evaluation/results/EV1/"
CELL = re.compile(r'<td class="vw-table__number"[^>]*>(.*?)</td>', re.DOTALL)


def signed_in(person: Person, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(person.account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def pdf_of(client: Client, code: str = "T1", query: str = "") -> bytes:
    answer = client.get(f"{R}{code}/result.pdf{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def words_for_drawings(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = [str(one["/Alt"]) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    return " ".join(found)


def rows_of(page: str) -> list[list[str]]:
    """Return the figures of each row of the tables of a page."""
    rows = (CELL.findall(row) for row in page.split("<tr")[1:])
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells] for cells in rows if cells]


def two_rounds(world: World) -> None:
    first = version_of(world, evaluation_of(world))
    one = round_of(world, "T1", version=first)
    close(world, one, sheets(*spread("S1", 2, 6, 4, 6, 2), *spread("S2", 0, 4, 4, 4)))
    texts = {"S1": "Ik heb de gegevens die ik nodig heb.", "S2": "Wij werken aan één doel."}
    two = round_of(world, "T2", version=version_of(world, evaluation_of(world), texts))
    answers = sheets(*spread("S1", 1, 3, 4, 10, 3), *spread("S2", 0, 4, 4, 4))
    close(world, two, [*answers, FilledIn({}, {"R1": "Karin van NP: 06-12345678."})])
    redact_remark(RoundRemark.objects.get(round=two), "shown", "Iemand zegt: bel.", by=world.dilara, at=now())
    for asked in (one, two):
        publish_result(asked, by=world.dilara, at=now())


def test_pdf_holds_every_figure_of_the_page(world: World) -> None:
    publish_result(thirty_one(world), by=world.dilara, at=now())
    karin = signed_in(world.karin)
    pdf = pdf_of(karin)
    read = text_of(pdf)
    page = karin.get(f"{R}T1/").content.decode()
    rows = rows_of(page)
    assert ["2 (8%)", "3 (12%)", "3 (12%)", "10 (38%)", "8 (31%)", "26", "1", "4"] in rows
    for row in rows:
        assert " ".join(row) in read
    # 18 of the 26 who gave a view agree, whatever the five others think: 18/31 to 23/31.
    assert "18 26 69% 58 to 74%" in read
    for words in ("27 of 31, 87%", "this is no sample", "What stands out", "opinion", "do not always add up to 100"):
        assert words in read
    assert RoundResult.objects.get().checksum in read
    assert "18 of 26 (69%)" in words_for_drawings(pdf)


def test_pdf_tells_less_of_the_invitations_than_the_page_of_the_evaluators(world: World) -> None:
    """It is passed on: why each of the four gave no form is for who has the list of people."""
    thirty_one(world)
    dilara = signed_in(world.dilara)
    read, page = text_of(pdf_of(dilara)), dilara.get(f"{R}T1/figures/").content.decode()
    statements = [row for row in rows_of(page) if len(row) == 7]
    assert len(statements) == 3
    for row in statements:
        for cell in row:
            # On that page the counts of the bounds stand below them.
            assert cell.partition("% ")[0].removesuffix("%") in read
    assert "(I+P) / ((I+P) + (R+NC+O) + UO)" in read
    assert "No reaction" in page
    assert "COOP1" in page
    assert "No reaction" not in read
    assert "COOP1" not in read
    assert "too few to tell apart 4" in read


def test_every_page_and_the_name_of_the_file_say_that_data_are_invented(world: World) -> None:
    publish_result(thirty_one(world), by=world.dilara, at=now())
    for language, word in (("en", "invented"), ("nl", "verzonnen")):
        answer = signed_in(world.karin, language).get(f"{R}T1/result.pdf")
        assert f'filename="{word}-test-EV1-T1-' in answer["Content-Disposition"]
        read = pages_of(answer.content)
        assert [number for number, page in enumerate(read, 1) if word not in page] == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_pdf_reads_aloud_with_two_rounds_and_remarks(world: World, language: str) -> None:
    two_rounds(world)
    pdf = pdf_of(signed_in(world.karin, language), "T2")
    found = pdfua.validate(io.BytesIO(pdf)).findings
    assert [finding for finding in found if finding.severity == pdfua.Severity.ERROR] == []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang).startswith(language)


def test_earlier_round_stands_beside_this_one_and_remarks_as_redacted(world: World) -> None:
    two_rounds(world)
    read = text_of(pdf_of(signed_in(world.karin), "T2"))
    assert "More people agree with “Ik heb de gegevens die ik nodig heb”" in read
    assert "8 of 20 (40%) 13 of 21 (62%)" in read
    assert "Other words or answers than before: not to be compared" in read
    assert "Iemand zegt: bel." in read
    assert "12345678" not in read


def test_hidden_group_leaves_no_number_in_the_pdf(world: World) -> None:
    asked = round_of(world)
    close(
        world, asked,
        sheets(*spread("S1", 5, 5, 5, 5), level="strategic") + sheets(*spread("S1", 0, 1, 0, 2), level="tactical"),
    )  # fmt: skip
    publish_result(asked, by=world.dilara, at=now())
    pdf = pdf_of(signed_in(world.karin))
    told = text_of(pdf) + words_for_drawings(pdf)
    assert "Tactical" in told
    assert "Not shown: group smaller than 5, or traceable" in told
    # 23 answered; no 3 and no 20 of a level stands anywhere as an n.
    assert re.findall(r"\bof (?:3|20)\b", told) == []


def test_pdf_of_an_unpublished_result_is_there_for_its_evaluators_only(world: World) -> None:
    thirty_one(world)
    assert signed_in(world.karin).get(f"{R}T1/result.pdf").status_code == 404
    dilara = signed_in(world.dilara)
    assert "only the evaluators read it" in text_of(pdf_of(dilara))
    assert f"{R}T1/result.pdf" in dilara.get(f"{R}T1/").content.decode()


def test_there_is_no_pdf_of_an_open_round(world: World) -> None:
    round_of(world)
    assert signed_in(world.dilara).get(f"{R}T1/result.pdf").status_code == 404


def test_statements_stand_in_the_pdf_in_the_order_of_the_page(world: World) -> None:
    publish_result(thirty_one(world), by=world.dilara, at=now())
    karin = signed_in(world.karin)
    page = karin.get(f"{R}T1/?order=asked").content.decode()
    assert "result.pdf?order=asked" in page
    words = words_for_drawings(pdf_of(karin, query="?order=asked"))
    places = [words.index(f"{number} ") for number in ("1", "2", "3")]
    assert places == sorted(places)
