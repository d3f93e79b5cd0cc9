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

MANIFEST = "/word/manifest.json"
# A kind of our own: Word carries along what it does not know.
RELATION = "urn:vlechtwerk:manifest"
BLUE, GREY = RGBColor(0x12, 0x34, 0x4D), RGBColor(0x4C, 0x5A, 0x70)
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
        part = Part(PackURI(MANIFEST), "application/json", report.manifest.encode(), document.part.package)
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
    """Add a table of contents that Word and LibreOffice fill in when the document is opened."""
    document.add_paragraph(report.contents_title, style="TOC Heading" if _has(document, "TOC Heading") else None)
    run = document.add_paragraph().add_run()
    for kind, text in (("begin", ""), ("", 'TOC \\o "1-2" \\h \\z'), ("separate", ""), ("end", "")):
        if kind:
            sign = OxmlElement("w:fldChar")
            sign.set(qn("w:fldCharType"), kind)
        else:
            sign = OxmlElement("w:instrText")
            sign.set(qn("xml:space"), "preserve")
            sign.text = text
        run._r.append(sign)  # python-docx has no fields of its own
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    document.settings.element.append(update)


def _has(document: Any, style: str) -> bool:
    return any(known.name == style for known in document.styles)


def _add(document: Any, block: Block) -> None:
    match block:
        case Paragraph():
            run = document.add_paragraph().add_run(block.text)
            if block.quiet:
                run.font.color.rgb = GREY
        case Facts():
            rows = tuple((row.number, row.words, row.ground, row.sources) for row in block.rows)
            _table(document, block.caption, block.heads, rows, 0)
        case Table():
            _table(document, block.caption, block.heads, block.rows, block.figures)


def _table(
    document: Any, caption: str, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], figures: int
) -> None:
    document.add_paragraph(caption, style="Caption").paragraph_format.keep_with_next = True
    table = document.add_table(1, len(heads), style="Light List Accent 1")
    table.autofit = True
    _fill(table.rows[0].cells, heads, figures)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # python-docx does not repeat heads
    for row in rows:
        _fill(table.add_row().cells, row, figures)


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
