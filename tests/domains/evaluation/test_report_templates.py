"""The partnership's own Word template: what it lends to a report, what is refused, and that older files hold."""

import io
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import RGBColor

from tests.domains.evaluation.test_evaluation_report import content
from tests.findings import asked_people
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.operations import report_templates
from vlechtwerk.domains.evaluation.queries.report.making import build_now
from vlechtwerk.domains.evaluation.queries.report.verification import verify_evaluation_report
from vlechtwerk.engines.documents.evaluation_report.manifest import Mistake, sealed
from vlechtwerk.engines.documents.report.manifest import as_text
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.refusal import Refused


@pytest.fixture
def evaluation(world: World, as_dilara: None) -> Evaluation:
    return asked_people(world)


def house_style(path: Path, words: str) -> Path:
    """Keep a Word document in the style of a house: its colour, its header, and a text that is no part of it."""
    document = Document()
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x77, 0x22, 0x11)
    document.sections[0].header.paragraphs[0].text = words
    document.add_paragraph("Uw tekst hier")
    document.save(str(path))
    return path


@pytest.mark.slow
def test_word_files_are_made_by_the_template_of_the_partnership_and_hold_when_it_gets_another(
    world: World, evaluation: Evaluation, tmp_path: Path
) -> None:
    by = world.dilara
    with reading_as(by.id):
        for name, words, why in (("a.docx", "Van Dilara", "noemt niemand"), ("a.txt", "x", "docx")):
            with pytest.raises(Refused, match=why):
                report_templates.give_report_template(
                    evaluation, text_or_house_style(tmp_path / name, words), name, by=by, at=now()
                )
        report_templates.give_report_template(
            evaluation, house_style(tmp_path / "b.docx", "Huis van de samenwerking"), "huis.docx", by=by, at=now()
        )
        built = build_now(evaluation, "nl", at=now())
        file = content(built, "docx")
        made = Document(io.BytesIO(file))
        assert made.styles["Heading 1"].font.color.rgb == RGBColor(0x77, 0x22, 0x11)
        header = [one.text for one in made.sections[0].header.paragraphs]
        assert (header[0], "gegevens" in header[-1].lower()) == ("Huis van de samenwerking", True)
        # The stops of the style are cleared: what stands at the right does not run into what stands at the left.
        line = made.sections[0].header.paragraphs[-1]
        own = {stop.position: stop.alignment for stop in line.paragraph_format.tab_stops}
        assert {own[stop.position] for stop in line.style.paragraph_format.tab_stops} == {WD_TAB_ALIGNMENT.CLEAR}
        assert WD_TAB_ALIGNMENT.RIGHT in own.values()
        assert "Uw tekst hier" not in [one.text for one in made.paragraphs]
        assert not verify_evaluation_report(evaluation.project_id, file).findings
        report_templates.leave_report_template(evaluation, by=by, at=now())
        plain = Document(io.BytesIO(content(build_now(evaluation, "nl", at=now()), "docx")))
        assert "Huis van" not in plain.sections[0].header.paragraphs[0].text
        with pytest.raises(Refused, match="geen eigen sjabloon"):
            report_templates.leave_report_template(evaluation, by=by, at=now())
    with reading_as(world.karin.id):
        assert not verify_evaluation_report(evaluation.project_id, file).findings
        unknown = as_text(sealed(dict(built.manifest) | {"template": "f" * 64})).encode()
        looked = verify_evaluation_report(evaluation.project_id, unknown)
        assert [(one.mistake, one.where) for one in looked.findings] == [(Mistake.SOURCE_GONE, "Word-sjabloon")]
        with pytest.raises(Refused):
            report_templates.leave_report_template(evaluation, by=world.karin, at=now())


def text_or_house_style(path: Path, words: str) -> Path:
    if path.suffix == ".docx":
        return house_style(path, words)
    path.write_text(words)
    return path
