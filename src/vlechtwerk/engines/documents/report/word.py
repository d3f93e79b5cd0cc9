"""A report as a Word document: heading styles, contents, tables with their head repeated, the manifest inside."""

import io
import zipfile
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Cm, Pt

from vlechtwerk.engines.documents.report.contents import (
    Block,
    Entries,
    Entry,
    Facts,
    Framed,
    NumberedTable,
    Paragraph,
    Picture,
    Report,
    Section,
    Sentence,
    Sentences,
    Table,
)
from vlechtwerk.engines.documents.report.manifest import IN_WORD
from vlechtwerk.engines.documents.report.two_pages import LOOKS_OF_SHORT, MARGIN, line_of
from vlechtwerk.engines.documents.report.widths import numbered_widths, widths_of
from vlechtwerk.engines.documents.report.word_parts import (
    GREY,
    SMALL,
    add_entry,
    add_number,
    add_paragraph,
    add_picture,
    add_small,
    add_table,
    add_to_pages,
    frame,
    mark,
    prepare_page,
    prepare_styles,
    text_size,
    turn,
    write_around,
)
from vlechtwerk.engines.documents.typesetting import as_png

# A kind of our own: Word carries along what it does not know.
RELATION = "urn:vlechtwerk:manifest"
# Bookmarks have a number of their own; those of headings come first.
FIRST_ENTRY = 100_000
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}

# Below the caption of a picture on a page of its own, in cm.
CAPTION = 2


def as_word(report: Report, at: datetime, template: bytes = b"") -> bytes:
    """Return the document; the same report, moment and template give the same bytes.

    template: a Word document of which styles, margins, headers and footers are kept, and the text is not.
    """
    document = _emptied(template) if template else Document()
    language = LANGUAGES.get(report.language, report.language)
    properties = document.core_properties
    properties.title, properties.language, properties.author = report.title, language, report.author
    # Not what the template of the library says of itself.
    properties.comments = properties.keywords = ""
    properties.subject, properties.last_modified_by = report.subtitle, report.author
    _without_picture(document)
    properties.created = properties.modified = at.replace(tzinfo=None)
    around = (f"{report.title}\t{report.origin}", report.footer)
    if template:
        prepare_styles(document, language, own=True)
        add_to_pages(document.sections[0], *around)
    else:
        if report.is_short:
            prepare_page(document.sections[0], MARGIN, MARGIN)
            prepare_styles(document, language, LOOKS_OF_SHORT, line_of)
        else:
            prepare_page(document.sections[0])
            prepare_styles(document, language)
        write_around(document.sections[0], *around)
    _first_page(document, report)
    entries = report.entries
    for number, section in enumerate(report.sections):
        mark(document.add_heading(section.title, section.level), f"_Toc{number}", number)
        after = report.sections[number + 1 : number + 2]
        is_lead = any(one.level > section.level for one in after)
        _add_section(document, section, entries, () if template else around, is_lead=is_lead)
    if report.manifest:
        part = Part(PackURI(IN_WORD), "application/json", report.manifest.encode(), document.part.package)
        document.part.relate_to(part, RELATION)
    made = io.BytesIO()
    document.save(made)
    return _same_each_time(made.getvalue())


def _without_picture(document: Any) -> None:
    """Leave out the small picture of an empty page that the template of the library holds."""
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        relations.pop(name)


def _first_page(document: Any, report: Report) -> None:
    add_paragraph(document, report.origin).runs[0].bold = True
    add_paragraph(document, report.title, style="Title")
    add_paragraph(document, report.subtitle, style="Subtitle")
    for term, told in report.facts:
        line = add_small(document)
        line.add_run(f"{term}: ").font.color.rgb = GREY
        line.add_run(told)
    if report.is_short:
        return
    heading = add_paragraph(document, report.contents_title, style="TOC Heading")
    heading.paragraph_format.keep_with_next = True
    for number, section in enumerate(report.sections):
        if section.level < 3:  # chapters and their parts
            add_entry(add_paragraph(document, style=f"toc {section.level}"), section.title, f"_Toc{number}")


def _emptied(template: bytes) -> Any:
    """Return a template without its text: what its last section looks like stays."""
    document = Document(io.BytesIO(template))
    body = document.element.body
    for part in [part for part in body if part is not body.sectPr]:
        body.remove(part)
    return document


def _add_section(
    document: Any, section: Section, entries: Collection[str], around: Sequence[str], *, is_lead: bool
) -> None:
    """Add a section; is_lead: a deeper heading follows, with which words that only lead to it stay."""
    leads = is_lead and all(isinstance(block, Paragraph) for block in section.blocks)
    for place, block in enumerate(section.blocks):
        if isinstance(block, Picture) and block.wide:
            after = section.blocks[place + 1 : place + 2]
            _add_lying(document, block, around, is_last=not any(isinstance(one, Picture) and one.wide for one in after))
            continue
        followed = leads or (
            place + 1 < len(section.blocks)
            and not isinstance(section.blocks[place + 1], Paragraph | Sentences | Framed)
        )
        if isinstance(block, NumberedTable):
            _numbered(document, block, entries)
        elif isinstance(block, Sentences):
            for row in block.rows:
                _sentence(document, row, entries)
        else:
            # A quiet paragraph is of what stands below it, or of what stands above when nothing does.
            is_quiet = isinstance(block, Paragraph) and block.quiet
            _add(document, block, is_kept=followed or (is_quiet and place + 1 < len(section.blocks)))


def _add_lying(document: Any, picture: Picture, around: Sequence[str], *, is_last: bool) -> None:
    """Add a wide picture on a lying page of its own, and go on upright after the last of them.

    around: what stands above and below the text; nothing where a template says that.
    """
    _next_page(document, around, lying=True)
    across, down = text_size(document.sections[-1])
    _picture(document, picture, min(across, (down - CAPTION) / picture.proportion))
    if is_last:
        _next_page(document, around, lying=False)


def _next_page(document: Any, around: Sequence[str], *, lying: bool) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    if lying != (section.page_width > section.page_height):
        turn(section)
    if around:
        write_around(section, *around)


def _caption(document: Any, words: str) -> None:
    # Also by a style of others it is not left alone at the foot of a page.
    add_paragraph(document, words, style="Caption").paragraph_format.keep_with_next = True


def _picture(document: Any, picture: Picture, width: float) -> None:
    _caption(document, picture.caption)
    add_picture(add_paragraph(document), as_png(picture.svg, round(width * 10)), picture.words, width)


def _add(document: Any, block: Block, *, is_kept: bool) -> None:
    """Add a block that is no sentences."""
    match block:
        case Paragraph():
            paragraph = add_paragraph(document)
            run = paragraph.add_run(block.text)
            # What stands above a table is not left alone at the foot of a page.
            paragraph.paragraph_format.keep_with_next = is_kept
            if block.quiet:
                run.font.color.rgb = GREY
        case Facts():
            rows = tuple((row.number, row.words, row.ground, row.sources) for row in block.rows)
            _table(document, block.caption, block.heads, rows, 0, is_facts=True)
        case Table():
            _table(document, block.caption, block.heads, block.rows, block.figures, is_facts=False)
        case Entries():
            for entry in block.rows:
                _entry(document, entry)
        case Picture():
            _picture(document, block, text_size(document.sections[-1])[0])
        case Framed():
            frame(add_paragraph(document, block.text))


def _sentence(document: Any, row: Sentence, entries: Collection[str]) -> None:
    paragraph = add_paragraph(document)
    paragraph.paragraph_format.left_indent = Cm(1)
    paragraph.paragraph_format.first_line_indent = Cm(-1)
    add_number(paragraph, row.number, _anchor(row.number, entries))
    paragraph.add_run(f"\t{row.words}")
    if row.ground:
        _ground(paragraph, row.ground)


def _numbered(document: Any, block: NumberedTable, entries: Collection[str]) -> None:
    _caption(document, block.caption)
    widths = numbered_widths(block.heads, block.rows, text_size(document.sections[-1])[0])
    add_table(document, block.heads, block.rows, widths, 0, {row[0]: _anchor(row[0], entries) for row in block.rows})


def _anchor(number: str, entries: Collection[str]) -> str:
    return f"_Bewijs{number}" if number in entries else ""


def _entry(document: Any, row: Entry) -> None:
    head = add_paragraph(document)
    head.paragraph_format.keep_with_next = bool(row.lines)
    head.add_run(f"{row.number or '–'}  {row.title}").bold = True
    if row.number:
        mark(head, f"_Bewijs{row.number}", FIRST_ENTRY + int(row.number))
    if row.ground:
        _ground(head, row.ground)
    for place, (term, told) in enumerate(row.lines, 1):
        line = add_small(document)
        line.paragraph_format.left_indent = Cm(1)
        line.paragraph_format.keep_with_next = place < len(row.lines)
        line.add_run(f"{term}: ").font.color.rgb = GREY
        line.add_run(told)
    add_small(document)


def _ground(paragraph: Any, words: str) -> None:
    # Kept on one line.
    run = paragraph.add_run(f"  [{words}]".replace(" ", "\xa0").replace("\xa0", " ", 1))
    run.font.size, run.font.bold = Pt(SMALL), True


def _table(
    document: Any, caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], figures: int, *, is_facts: bool
) -> None:
    _caption(document, caption)
    widths = widths_of(heads, rows, figures, is_facts=is_facts)
    across, _down = text_size(document.sections[-1])
    add_table(document, heads, rows, tuple(width * across for width in widths), figures)


def _same_each_time(made: bytes) -> bytes:
    """Return the file without the moments at which its parts were packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as given, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in given.infolist():
            kept.writestr(zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0)), given.read(part), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
