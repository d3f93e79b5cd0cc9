"""A report as a Word document: heading styles, contents, tables with their head repeated, the manifest inside."""

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from vlechtwerk.engines.documents.report.contents import Block, Facts, Paragraph, Report, Table
from vlechtwerk.engines.documents.report.manifest import IN_WORD

# A kind of our own: Word carries along what it does not know.
RELATION = "urn:vlechtwerk:manifest"
BLUE, GREY = RGBColor(0x12, 0x34, 0x4D), RGBColor(0x4C, 0x5A, 0x70)
# What is left of A4, in cm: of number, fact, ground and source; and of a figure.
WIDTH, NARROW = 16.6, 3.6
WIDTHS_OF_FACTS = (1.2, 9.2, 2.8, 3.4)
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


def as_word(report: Report, at: datetime) -> bytes:
    """Return the document; the same report and moment give the same bytes."""
    document = Document()
    _prepare(document, report, at)
    document.add_paragraph(report.origin).runs[0].bold = True
    document.add_paragraph(report.title, style="Title")
    document.add_paragraph(report.subtitle, style="Subtitle")
    for term, told in report.facts:
        line = document.add_paragraph()
        line.add_run(f"{term}: ").font.color.rgb = GREY
        line.add_run(told)
    _contents(document, report)
    for section in report.sections:
        document.add_heading(section.title, section.level)
        for block in section.blocks:
            _add(document, block)
    if report.manifest:
        part = Part(PackURI(IN_WORD), "application/json", report.manifest.encode(), document.part.package)
        document.part.relate_to(part, RELATION)
    made = io.BytesIO()
    document.save(made)
    return _same_each_time(made.getvalue())


def _prepare(document: Any, report: Report, at: datetime) -> None:
    language = LANGUAGES.get(report.language, report.language)
    properties = document.core_properties
    properties.title, properties.language, properties.author = report.title, language, ""
    properties.created = properties.modified = at.replace(tzinfo=None)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.header.paragraphs[0].text = f"{report.title}\t\t{report.origin}"
    section.footer.paragraphs[0].text = report.footer
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Sans", Pt(10)
    for level in (1, 2, 3):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.color.rgb = "Noto Sans", BLUE
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    found = defaults.find(qn("w:lang"))
    spoken = OxmlElement("w:lang") if found is None else found
    spoken.set(qn("w:val"), language)
    if found is None:
        defaults.append(spoken)


def _contents(document: Any, report: Report) -> None:
    """Add a table of contents: it names the headings already, and Word and LibreOffice add the pages."""
    heading = document.add_paragraph(report.contents_title)
    heading.runs[0].bold, heading.runs[0].font.size = True, Pt(14)
    shown = [section for section in report.sections if section.level < 3]  # chapters and their parts
    first = last = document.add_paragraph()
    _field_sign(first, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = 'TOC \\o "1-2" \\h \\z'
    first.add_run()._r.append(instruction)  # python-docx has no fields of its own
    _field_sign(first, "separate")
    for number, section in enumerate(shown):
        last = document.add_paragraph() if number else first
        last.paragraph_format.left_indent, last.paragraph_format.space_after = Cm(0.8 * (section.level - 1)), Pt(2)
        last.add_run(section.title)
    _field_sign(last, "end")
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    document.settings.element.append(update)


def _field_sign(paragraph: Any, kind: str) -> None:
    sign = OxmlElement("w:fldChar")
    sign.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(sign)  # python-docx has no fields of its own


def _add(document: Any, block: Block) -> None:
    match block:
        case Paragraph():
            run = document.add_paragraph().add_run(block.text)
            if block.quiet:
                run.font.color.rgb = GREY
        case Facts():
            rows = tuple((row.number, row.words, row.ground, row.sources) for row in block.rows)
            _table(document, block.caption, block.heads, rows, WIDTHS_OF_FACTS)
        case Table():
            _table(document, block.caption, block.heads, block.rows, _widths(block), block.figures)


def _widths(table: Table) -> tuple[float, ...]:
    """Share the width: figures are narrow, what is told gets the rest, and a name no more than it needs."""
    plain = len(table.heads) - table.figures
    rest = WIDTH - NARROW * table.figures
    return (*(rest / plain for _ in range(plain)), *(NARROW for _ in range(table.figures)))


def _table(
    document: Any, caption: str, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], widths: tuple[float, ...],
    figures: int = 0,
) -> None:  # fmt: skip
    document.add_paragraph(caption, style="Caption").paragraph_format.keep_with_next = True
    table = document.add_table(1, len(heads), style="Table Grid")
    table.autofit = False
    _fill(table.rows[0].cells, heads, figures)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # python-docx does not repeat heads
    for row in rows:
        _fill(table.add_row().cells, row, figures)
    for column, width in zip(table.columns, widths, strict=True):
        # Word reads the width of the cells, LibreOffice that of the column.
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _fill(cells: Any, values: tuple[str, ...], figures: int) -> None:
    for place, (cell, value) in enumerate(zip(cells, values, strict=True)):
        cell.text = value
        if place >= len(values) - figures:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _same_each_time(made: bytes) -> bytes:
    """Return the file without the moments at which its parts were packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as given, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in given.infolist():
            kept.writestr(zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0)), given.read(part), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
