"""The reading version of a report: two pages that leave nothing out without saying so, however much there is."""

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from tests.evaluation_reports import built, file
from tests.findings import asked_people
from tests.frameworks import NORM, criterion
from tests.libre_office import needs_libre_office, pages_in_libre_office
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationQuestion,
    EvaluationReport,
    Finding,
    KnowledgeGap,
    LearningPoint,
)
from vlechtwerk.domains.evaluation.operations import agenda, answers, design
from vlechtwerk.domains.evaluation.queries.report.files import file_of
from vlechtwerk.domains.evaluation.queries.report.making import build_now
from vlechtwerk.domains.evaluation.rules.agenda import PointTold
from vlechtwerk.engines.documents.evaluation_report.manifest import report_from

# What the counts of the criteria are, by hand from both cases.
JUDGED = {
    "nsoc": "Van 62 criteria: voldaan: 0; grotendeels voldaan: 0; deels voldaan: 0; niet voldaan: 0; niet te "
    "beoordelen: 0; zonder norm, dus nog niet te beoordelen: 62; nog niet beoordeeld: 0.",
    "demo": "Van 13 criteria: voldaan: 1; grotendeels voldaan: 1; deels voldaan: 1; niet voldaan: 0; niet te "
    "beoordelen: 1; zonder norm, dus nog niet te beoordelen: 5; nog niet beoordeeld: 4.",
}
LONG = "waarvan niemand weet hoe lang het nog duurt voordat de moederorganisaties er samen iets aan doen "


def of(evaluation: Evaluation, language: str, kind: str) -> bytes:
    made = build_now(evaluation, language, at=now())
    return file_of(report_from(made.manifest["forms"]["reading"], "{}"), kind, made.manifest)


def told(docx: bytes) -> list[str]:
    """Return what stands in a Word file, paragraph by paragraph and row by row."""
    document = Document(io.BytesIO(docx))
    rows = [" ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return [*(paragraph.text for paragraph in document.paragraphs), *rows]


def overfull(world: World) -> Evaluation:
    """Let Dilara register far more, and far longer, than two pages hold."""
    evaluation = asked_people(world)
    for number in range(2, 16):
        asked = design.add_question(evaluation, f"V{number}", f"Vraag {LONG * 3}?", by=world.dilara, at=now())
        answers.note_gap(asked, LONG * 4, "Er was geen bron.", by=world.dilara, at=now())
        criterion(world, evaluation, f"C{number}", norm=NORM)
        point = PointTold(f"Leren {LONG}{number}", ("strategic",), "", "Het bleek nodig.")
        agenda.add_learning_point(evaluation, f"L{number}", point, by=world.dilara, at=now())
    return evaluation


@pytest.mark.slow
@needs_libre_office
@pytest.mark.parametrize("of_case", ["nsoc", "demo"], indirect=True)
def test_word_file_of_each_case_has_two_pages_in_libre_office(of_case: Evaluation, tmp_path: Path) -> None:
    made = [of(of_case, language, "docx") for language in ("nl", "en")]
    assert pages_in_libre_office(made, tmp_path) == [2, 2]


@pytest.mark.slow
@needs_libre_office
def test_word_file_of_far_too_much_has_two_pages_in_libre_office(world: World, as_dilara: None, tmp_path: Path) -> None:
    report = built(world, overfull(world))
    assert pages_in_libre_office([file(report, "docx", "reading")], tmp_path) == [2]


@pytest.mark.parametrize("of_case", ["nsoc", "demo"], indirect=True)
def test_reading_version_of_each_case_tells_all_that_it_is_for(of_case: Evaluation) -> None:
    lines = told(of(of_case, "nl", "docx"))
    all_told = "\n".join(lines)
    assert JUDGED[of_case.project.code] in lines
    for code in EvaluationQuestion.objects.values_list("code", flat=True):
        assert f" {code}. " in all_told
    for point in LearningPoint.objects.all():
        assert f"{point.code} {point.title}" in all_told
    for gap in KnowledgeGap.objects.filter(state="open"):
        assert gap.text in all_told
    findings = Finding.objects.filter(state=Finding.State.APPROVED).values_list("code", flat=True)
    assert len(findings) == (8 if of_case.project.code == "demo" else 0)
    for code in findings:
        assert re.search(rf"\b{code}\s·", all_told)
    assert "Hoe de activiteiten ervoor staan" in lines


@pytest.mark.slow
def test_far_too_much_is_cut_to_two_pages_and_counted(world: World, as_dilara: None) -> None:
    report = built(world, overfull(world))
    assert (report.state, report.refused) == (EvaluationReport.State.BUILT, [])
    assert len(pypdfium2.PdfDocument(file(report, "pdf", "reading"))) == 2
    lines = told(file(report, "docx", "reading"))
    points = [line for line in lines if re.match(r"\d* ?L\d+ Leren ", line)]
    gaps = [line for line in lines if re.match(r"V\d+ waarvan ", line)]
    assert points
    assert gaps
    left = [f"Nog {14 - len(shown)} staan in het hele rapport." for shown in (points, gaps)]
    assert [line for line in lines if line.startswith("Nog ")][-2:] == left


def test_body_is_large_enough_to_read_and_stands_off_the_edge(world: World, as_dilara: None) -> None:
    document = Document(io.BytesIO(file(built(world, asked_people(world)), "docx", "reading")))
    (section,) = document.sections
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert all(margin is not None and margin.cm >= 1.99 for margin in margins)
    sizes = {name: document.styles[name].font.size.pt for name in ("Normal", "Table text", "Caption", "Heading 1")}  # type: ignore[attr-defined]  # styles of paragraphs
    assert all(size >= 9.5 for size in sizes.values())
    assert sizes["Heading 1"] > sizes["Normal"]
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert headings[0] == "Wat is gevraagd, en de antwoorden"
