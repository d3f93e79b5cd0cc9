"""The parts of a Word document that python-docx has no words for: light tables, contents with pages, fields."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

FONT, TABLE_TEXT, BELOW_TABLE = "Noto Sans", "Table text", "Below table"
# By which the library knows that style: to look it up by its name takes most of the time that a long report does.
TABLE_TEXT_ID, BELOW_TABLE_ID = TABLE_TEXT.replace(" ", ""), BELOW_TABLE.replace(" ", "")
BLUE, GREY, BLACK = RGBColor(0x12, 0x34, 0x4D), RGBColor(0x4C, 0x5A, 0x70), RGBColor(0x1B, 0x1D, 0x21)
# The margins beside the text of A4, in cm.
BESIDE = 2.2
_PAGE = re.compile(r"\bPAGE\b")
# Rules: below the head of a table and below each row, in eighths of a point.
HEAD_RULE, ROW_RULE = ("10", "1A4A6E"), ("4", "CFD6DF")
# Of numbers in the margin, heads of tables and grounds, in points; the space above and below the words of a row.
SMALL, ROW_MARGINS = 8.5, 4.5
Look = tuple[float, bool, RGBColor, float, float]
# How each style looks: size in points, bold, colour, and the space above and below it in points.
LOOKS: dict[str, Look] = {
    "Normal": (10, False, BLACK, 0, 5),
    "Title": (22, True, BLUE, 18, 4),
    "Subtitle": (12, False, GREY, 0, 12),
    "Heading 1": (15, True, BLUE, 20, 6),
    "Heading 2": (12, True, BLUE, 14, 4),
    "Heading 3": (10.5, True, BLACK, 12, 3),
    "Caption": (9.5, True, BLACK, 6, 3),
    "TOC Heading": (13, True, BLUE, 22, 4),
    "toc 1": (10, False, BLACK, 0, 2),
    "toc 2": (10, False, BLACK, 0, 2),
    TABLE_TEXT: (9.5, False, BLACK, 0, 0),
    BELOW_TABLE: (9.5, False, BLACK, 0, 0),
    "Header": (8.5, False, GREY, 0, 0),
    "Footer": (8.5, False, GREY, 0, 0),
}
KEPT_WITH_NEXT = ("Heading 1", "Heading 2", "Heading 3", "Caption")


def prepare_styles(
    document: Any,
    language: str,
    looks: Mapping[str, Look] = LOOKS,
    line_of: Callable[[float], float] | None = None,
    *,
    own: bool = False,
) -> None:
    """Give every style the look of the report and the document its language, and let its fields be filled in.

    line_of: how high lines are for the size of their letters, in points; nothing: as the font has it.
    own: a style that the document has already keeps its look.
    """
    known = {style.name for style in document.styles}
    for name, (size, bold, colour, above, below) in looks.items():
        if name in known and own:
            continue
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name not in (TABLE_TEXT, BELOW_TABLE))
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
        style.font.bold, style.font.italic = bold, False
        # A font of the theme would go before the one that is named.
        fonts = style.element.rPr.rFonts
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        style.paragraph_format.line_spacing = Pt(line_of(size)) if line_of else 1.15
        style.paragraph_format.keep_with_next = name in KEPT_WITH_NEXT
    across, _down = text_size(document.sections[-1])
    for level in (1, 2):
        entry = document.styles[f"toc {level}"].paragraph_format
        entry.left_indent = Cm(0.8 * (level - 1))
        entry.tab_stops.add_tab_stop(Cm(across), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    if not own:
        _ruled_below(document.styles["Heading 1"], HEAD_RULE)
        _ruled_below(document.styles["Title"], None)
    _prepare_settings(document, language)


def _prepare_settings(document: Any, language: str) -> None:
    """Let fields be filled in when the document opens, and say its language."""
    if document.settings.element.find(qn("w:updateFields")) is None:
        update = OxmlElement("w:updateFields")
        update.set(qn("w:val"), "true")
        document.settings.element.append(update)
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    found = defaults.find(qn("w:lang"))
    spoken = OxmlElement("w:lang") if found is None else found
    spoken.set(qn("w:val"), language)
    if found is None:
        defaults.append(spoken)


def _ruled_below(style: Any, rule: tuple[str, str] | None) -> None:
    properties = style.element.get_or_add_pPr()
    for found in properties.findall(qn("w:pBdr")):
        properties.remove(found)
    if rule:
        borders = OxmlElement("w:pBdr")
        borders.append(_rule("bottom", rule))
        # Word wants what belongs to a paragraph in its own order.
        follows = [qn(f"w:{name}") for name in ("spacing", "ind", "jc", "outlineLvl", "contextualSpacing")]
        later = next((item for item in properties if item.tag in follows), None)
        properties.append(borders) if later is None else later.addprevious(borders)


def prepare_page(section: Any, beside: float = BESIDE, around: float = 2.4) -> None:
    """Make the page A4, with so many cm beside its text, and above and below it."""
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(beside)
    section.top_margin = section.bottom_margin = Cm(around)


def write_around(section: Any, header: str, footer: str) -> None:
    """Write a header and a footer that ends with the number of the page, each to the right margin."""
    across, _down = text_size(section)
    for part, words in ((section.header, header), (section.footer, f"{footer}\t")):
        part.is_linked_to_previous = False
        line = part.paragraphs[0]
        line.text = words
        stops = line.style.paragraph_format.tab_stops
        for _stop in range(len(stops)):
            del stops[0]
        line.paragraph_format.tab_stops.add_tab_stop(Cm(across), WD_TAB_ALIGNMENT.RIGHT)
    _add_field(section.footer.paragraphs[0], "PAGE", "1")


def add_to_pages(section: Any, header: str, footer: str) -> None:
    """Add a line to each header and footer of a template of others, with the number of the page where it has none."""
    across, _down = text_size(section)
    for kind in ("", "first_page_", "even_page_"):
        for part, words in ((getattr(section, f"{kind}header"), header), (getattr(section, f"{kind}footer"), footer)):
            line = part.add_paragraph(words, style="Footer" if words == footer else "Header")
            stops = line.paragraph_format.tab_stops
            # A style of theirs may have a stop in the middle, at which our words would run into each other.
            for stop in line.style.paragraph_format.tab_stops:
                stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
            stops.add_tab_stop(Cm(across), WD_TAB_ALIGNMENT.RIGHT)
            if words == footer and not _PAGE.search(part._element.xml):
                line.add_run("\t")
                _add_field(line, "PAGE", "1")


def turn(section: Any) -> None:
    """Turn the pages of a section."""
    is_upright = section.orientation == WD_ORIENT.PORTRAIT
    section.orientation = WD_ORIENT.LANDSCAPE if is_upright else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = section.page_height, section.page_width


def text_size(section: Any) -> tuple[float, float]:
    """Return how wide and high the text on the pages of a section is, in cm."""
    across = section.page_width - section.left_margin - section.right_margin
    down = section.page_height - section.top_margin - section.bottom_margin
    return across / Cm(1), down / Cm(1)


def add_paragraph(document: Any, words: str = "", style: str | None = None) -> Any:
    """Add a paragraph at the end of a document; the library would look for that end through all of them each time."""
    made: Any = OxmlElement("w:p")
    # What a section looks like stands last.
    document.element.body[-1].addprevious(made)
    paragraph = Paragraph(made, document._body)  # python-docx has no other place to add to
    if words:
        paragraph.add_run(words)
    if style:
        paragraph.style = style
    return paragraph


def add_entry(paragraph: Any, title: str, anchor: str) -> None:
    """Add a heading to the contents: a link to it, and the page on which it stands.

    Word fills in the pages when it opens the document, and LibreOffice too: it would not within a field of contents.
    """
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    link.set(qn("w:history"), "1")
    before = len(paragraph.runs)
    paragraph.add_run(title)
    paragraph.add_run("\t")
    _add_field(paragraph, rf"PAGEREF {anchor} \h", "")
    for run in paragraph.runs[before:]:
        link.append(run._r)  # python-docx makes no links within a document
    paragraph._p.append(link)


def add_number(paragraph: Any, number: str, anchor: str) -> None:
    """Add a number in the margin, which leads to a place in the document where it has one."""
    run = paragraph.add_run(number)
    run.font.size, run.font.bold = Pt(SMALL), True
    if anchor:
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), anchor)
        link.set(qn("w:history"), "1")
        link.append(run._r)  # python-docx makes no links within a document
        paragraph._p.append(link)


def add_picture(paragraph: Any, png: bytes, words: str, width: float) -> None:
    """Add a picture so many cm wide, with in words what it shows."""
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Cm(width))
    shape._inline.docPr.set("descr", words)  # python-docx has no alternative texts


def frame(paragraph: Any) -> None:
    """Put a paragraph in a frame."""
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        rule = _rule(side, ("6", "1B1D21"))
        rule.set(qn("w:space"), "6")
        borders.append(rule)
    properties = paragraph._p.get_or_add_pPr()
    follows = [qn(f"w:{name}") for name in ("spacing", "ind", "jc", "outlineLvl", "rPr")]
    later = next((item for item in properties if item.tag in follows), None)
    properties.append(borders) if later is None else later.addprevious(borders)


def mark(paragraph: Any, name: str, number: int) -> None:
    """Let a place be pointed at by a name."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), str(number))
    paragraph.runs[0]._r.addprevious(start)  # python-docx has no bookmarks of its own
    paragraph._p.append(end)


def add_table(
    document: Any,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    figures: int,
    numbers: Mapping[str, str] | None = None,
) -> None:
    """Add a table with light rules, within the margins, of which no row is broken and the head is repeated.

    numbers: where the first column has numbers in the margin, to which place each leads.
    """
    table = document.add_table(1 + len(rows), len(heads))
    table.autofit = False
    _look_light(table)
    for place, (row, values) in enumerate(zip(table.rows, (heads, *rows), strict=True)):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if place == 0:
            repeated = OxmlElement("w:tblHeader")
            repeated.set(qn("w:val"), "true")
            properties.append(repeated)
        for column, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
            # Word reads the width of the cells, LibreOffice that of the column.
            cell.width = Cm(widths[column])
            if numbers is not None and place > 0 and column == 0:
                cell.paragraphs[0]._p.style = TABLE_TEXT_ID
                add_number(cell.paragraphs[0], value, numbers[value])
                continue
            _fill(cell, value, is_head=place == 0, is_figure=column >= len(heads) - figures)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    add_paragraph(document)._p.style = BELOW_TABLE_ID


def add_small(document: Any) -> Any:
    """Add a paragraph in the text of tables."""
    paragraph = add_paragraph(document)
    paragraph._p.style = TABLE_TEXT_ID
    return paragraph


def _fill(cell: Any, value: str, *, is_head: bool, is_figure: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = TABLE_TEXT_ID
    run = paragraph.add_run(value)
    if is_figure:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if is_head:
        run.font.bold, run.font.size = True, Pt(SMALL)
        paragraph.paragraph_format.keep_with_next = True
        borders = OxmlElement("w:tcBorders")
        borders.append(_rule("bottom", HEAD_RULE))
        cell._tc.get_or_add_tcPr().append(borders)


def _look_light(table: Any) -> None:
    """Rule the rows and nothing else, and keep the first letter of a row on the margin."""
    properties = table._tbl.tblPr
    indent, borders, margins = OxmlElement("w:tblInd"), OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    indent.set(qn("w:w"), "0")
    indent.set(qn("w:type"), "dxa")
    for side in ("insideH", "bottom"):
        borders.append(_rule(side, ROW_RULE))
    for side, width in (("top", 45), ("left", 0), ("bottom", 45), ("right", 110)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    borders[:] = sorted(borders, key=lambda rule: rule.tag != qn("w:bottom"))
    # Word wants them in this order, before the layout.
    layout = properties.find(qn("w:tblLayout"))
    for part in (indent, borders):
        properties.append(part) if layout is None else layout.addprevious(part)
    look = properties.find(qn("w:tblLook"))
    properties.append(margins) if look is None else look.addprevious(margins)


def _rule(side: str, rule: tuple[str, str]) -> Any:
    made = OxmlElement(f"w:{side}")
    width, colour = rule
    for name, value in (("val", "single"), ("sz", width), ("space", "0"), ("color", colour)):
        made.set(qn(f"w:{name}"), value)
    return made


def _add_field(paragraph: Any, instruction: str, shown: str) -> None:
    _field_sign(paragraph, "begin")
    _instruct(paragraph, instruction)
    _field_sign(paragraph, "separate")
    paragraph.add_run(shown)
    _field_sign(paragraph, "end")


def _instruct(paragraph: Any, words: str) -> None:
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = words
    paragraph.add_run()._r.append(instruction)  # python-docx has no fields of its own


def _field_sign(paragraph: Any, kind: str) -> None:
    sign = OxmlElement("w:fldChar")
    sign.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(sign)  # python-docx has no fields of its own
