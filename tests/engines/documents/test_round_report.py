"""The report of a round as a PDF: readable for everyone, marked on every page, the same each time, never markup."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pdfua
import pypdfium2
import pytest

from vlechtwerk.engines.documents.round_report.contents import (
    Beside,
    Drawing,
    Headlines,
    Notes,
    Quotes,
    RoundReport,
    Row,
    Said,
    Section,
    Table,
)
from vlechtwerk.engines.documents.round_report.pdf import as_pdf

AT = datetime(2026, 10, 12, 12, tzinfo=UTC)
MARKUP = "#let x = 1 [2] $y$ <b> é"
DRAWING = Drawing('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 90"/>', "Aandeel eens: 1: 18 van 26")
ROWS = tuple(
    Row(Said("Een stelling met nogal wat woorden erin, want zo zijn ze", "nl", str(number)), ("18 van 26 (69%)",) * 11)
    for number in range(1, 41)
)
EVERYTHING = Section(
    MARKUP,
    (
        Headlines((("Meer mensen zijn het eens", "18 van 26 (69%)"), (MARKUP, "")), "mening"),
        DRAWING,
        Beside((("Oplossen", (Said("Iets", "nl", below="7 van 25"),)), ("Behouden", ())), "Geen"),
        Table("Antwoorden", ("Stelling", *[f"Helemaal oneens {at}" for at in range(11)]), ROWS),
        Table("Niet getoond", ("Groep", "Aandeel"), (Row(Said("Tactisch", "nl"), hidden="Niet getoond"),), words_in=1),
        Quotes(Said("What else?", "en"), (Said(f"Regel een\nregel twee {MARKUP}", "nl"),)),
        Notes(("Eén.", "Twee.")),
    ),
)
REPORT = RoundReport(
    title=Said("Meting T1", "nl"),
    kicker="Wat de ronde zegt",
    evaluation=Said("Evaluatie", "nl"),
    facts=("anoniem", "gesloten"),
    project="Proef",
    origin="verzonnen gegevens",
    is_invented=True,
    language="nl",
    waiting="Nog niet gepubliceerd",
    lead=("Deed mee:", "28 van 31"),
    below_lead="Alle 31 zijn gevraagd.",
    sections=(EVERYTHING,),
    footer="EV1, T1",
)


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("report", [REPORT, replace(REPORT, sections=(), waiting="", is_invented=False)])
def test_pdf_passes_what_a_tool_can_check_of_pdf_ua(report: RoundReport) -> None:
    found = pdfua.validate(io.BytesIO(as_pdf(report, AT))).findings
    assert [finding for finding in found if finding.severity == pdfua.Severity.ERROR] == []


def test_every_page_says_that_data_are_invented_and_nothing_is_lost() -> None:
    read = pages(as_pdf(REPORT, AT))
    assert len(read) > 1
    assert all("verzonnen gegevens" in page for page in read)
    assert " ".join(read).count("18 van 26") == 40 * 11 + 1


def test_same_report_gives_the_same_bytes_and_words_are_never_markup() -> None:
    made = as_pdf(REPORT, AT)
    assert made == as_pdf(REPORT, AT)
    assert " ".join(pages(made)).count(MARKUP) == 3
