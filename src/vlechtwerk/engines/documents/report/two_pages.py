"""How a short report is laid out in Word, and whether it fits on its two pages there.

Nothing sets the pages of a Word file when it is made, and who opens it may lack our font. So lines have a height of
their own, and letters are reckoned as wide as those of DejaVu Sans, the widest that readers take instead.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import NamedTuple, TypeVar

from docx.shared import Cm

from vlechtwerk.engines.documents.report.contents import (
    Block,
    NumberedTable,
    Paragraph,
    Report,
    Section,
    Sentences,
    Table,
)
from vlechtwerk.engines.documents.report.widths import numbered_widths, widths_of
from vlechtwerk.engines.documents.report.word_parts import (
    BELOW_TABLE,
    BLACK,
    BLUE,
    GREY,
    HEAD_RULE,
    LOOKS,
    ROW_MARGINS,
    ROW_RULE,
    SMALL,
    TABLE_TEXT,
    Look,
)
from vlechtwerk.engines.documents.text_width import REGULAR, SEMI_BOLD, width_of

AnyTable = TypeVar("AnyTable", NumberedTable, Table)
# The margins of A4 on all sides in cm, and the text that these leave: across in cm and in points, and down in points.
MARGIN = 2.0
ACROSS = 21 - 2 * MARGIN
POINTS = Cm(1).pt
PAGE, PAGES = (29.7 - 2 * MARGIN) * POINTS, 2
# How high a line is for its letters, and how wide letters are for ours.
LEADING, WIDER = 1.26, 1.08
# How each style looks: size in points, bold, colour, and the space above and below it in points. Few have both: where
# two meet, some readers add them and others take the larger.
LOOKS_OF_SHORT: dict[str, Look] = LOOKS | {
    "Normal": (9.5, False, BLACK, 0, 3),
    "Title": (17, True, BLUE, 4, 0),
    "Subtitle": (10.5, False, GREY, 0, 4),
    "Heading 1": (12, True, BLUE, 8, 4),
    "Heading 2": (10.5, True, BLUE, 6, 2),
    "Heading 3": (9.5, True, BLACK, 4, 2),
    "Caption": (9.5, True, BLACK, 0, 2),
    BELOW_TABLE: (3, False, BLACK, 0, 0),
}
# What stays free on the last page, in points: a line, and what readers round.
SPARE = 16.0
# The space between two columns in cm; what is cut off a line by the number of a sentence.
GAP, INDENT = 0.2, 1.0


class Part(NamedTuple):
    """What is not broken over two pages: how high it is, whether it stays with the next, and what stands above it again
    when it is the first of a page, all in points."""

    height: float
    is_kept: bool = False
    again: float = 0


def line_of(size: float) -> float:
    """Return how high a line is with letters of a size, in points."""
    return round(size * LEADING, 1)


def fits(report: Report) -> bool:
    """Tell whether a short report stays on its two pages."""
    pages, left = _laid_out(report)
    return pages < PAGES or (pages == PAGES and left >= SPARE)


def _laid_out(report: Report) -> tuple[int, float]:
    """Return how many pages there are, and what is left of the last; what is kept together goes on as a whole."""
    pages, left = 1, PAGE
    together: list[Part] = []
    for part in (*_top(report), *(part for one in report.sections for part in _of_section(one))):
        together.append(part)
        if part.is_kept:
            continue
        height = sum(one.height for one in together)
        if height > left:
            pages, left = pages + 1, PAGE - together[0].again
        left -= height
        together.clear()
    return pages, left


def height_of(*blocks: Block) -> float:
    """Return how high blocks are, in points."""
    return sum(part.height for block in blocks for part in _of_block(block, is_last=True))


def height_of_sentence(words: str, ground: str) -> float:
    """Return how high a numbered sentence is with its ground, in points."""
    return _paragraph(f"{words}  [{ground}]" if ground else words, "Normal", ACROSS - INDENT)


def first_rows(table: AnyTable, most: int, room: float) -> AnyTable:
    """Return a table with its first rows: so many at most, and no more than fit in a room (in points)."""
    for count in range(min(most, len(table.rows)), 0, -1):
        kept = replace(table, rows=table.rows[:count])
        if height_of(kept) <= room:
            return kept
    return replace(table, rows=())


def _top(report: Report) -> Iterator[Part]:
    yield Part(_paragraph(report.origin, "Normal"))
    yield Part(_paragraph(report.title, "Title"))
    yield Part(_paragraph(report.subtitle, "Subtitle"))
    for term, told in report.facts:
        yield Part(_paragraph(f"{term}: {told}", TABLE_TEXT))


def _of_section(section: Section) -> Iterator[Part]:
    yield Part(_paragraph(section.title, f"Heading {section.level}") + _rule(HEAD_RULE), is_kept=True)
    for place, block in enumerate(section.blocks, 1):
        yield from _of_block(block, is_last=place == len(section.blocks))


def _of_block(block: Block, *, is_last: bool) -> Iterator[Part]:
    match block:
        case Paragraph():
            yield Part(_paragraph(block.text, "Normal"), is_kept=not is_last)
        case Sentences():
            for row in block.rows:
                yield Part(height_of_sentence(row.words, row.ground))
        case NumberedTable():
            yield from _of_table(block, numbered_widths(block.heads, block.rows, ACROSS))
        case Table():
            widths = widths_of(block.heads, block.rows, block.figures)
            yield from _of_table(block, [width * ACROSS for width in widths])
        case _:
            raise ValueError(f"A short report has no {type(block).__name__}.")


def _of_table(table: NumberedTable | Table, widths: Sequence[float]) -> Iterator[Part]:
    head = _row(table.heads, widths, SMALL, SEMI_BOLD)
    yield Part(_paragraph(table.caption, "Caption"), is_kept=True)
    yield Part(head, is_kept=True)
    size = LOOKS_OF_SHORT[TABLE_TEXT][0]
    for row in table.rows:
        yield Part(_row(row, widths, size, REGULAR), again=head)
    yield Part(_paragraph("", BELOW_TABLE))


def _row(cells: Sequence[str], widths: Sequence[float], size: float, font: str) -> float:
    lines = max(_lines(cell, width - GAP, size, font) for cell, width in zip(cells, widths, strict=True))
    return lines * line_of(LOOKS_OF_SHORT[TABLE_TEXT][0]) + ROW_MARGINS + _rule(ROW_RULE)


def _rule(rule: tuple[str, str]) -> float:
    return int(rule[0]) / 8


def _paragraph(words: str, style: str, across: float = ACROSS) -> float:
    size, is_bold, _colour, above, below = LOOKS_OF_SHORT[style]
    return above + _lines(words, across, size, SEMI_BOLD if is_bold else REGULAR) * line_of(size) + below


def _lines(words: str, across: float, size: float, font: str) -> int:
    """Return over how many lines words are broken on a width in cm; a word that is wider is broken itself."""
    room, lines, used = across * POINTS, 1, 0.0
    for word in words.split():
        wide = width_of(word, size * WIDER, font)
        if used and used + wide > room:
            lines, used = lines + 1, 0.0
        lines += max(0, ceil(wide / room) - 1)
        used += wide + width_of(" ", size * WIDER, font)
    return lines
