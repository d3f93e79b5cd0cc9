"""Write a learning agenda as SVG: a column per version, lines with a word between them, and what is tried beside it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from vlechtwerk.engines.documents.drawing import BLUE, FONT, INK, QUIET, text
from vlechtwerk.engines.documents.learning_agenda.contents import AgendaDrawing, Beside, Box, Column, Line
from vlechtwerk.engines.documents.learning_agenda.layout import ABREAST, rows_of
from vlechtwerk.engines.documents.text_width import REGULAR, SEMI_BOLD, width_of, wrap

WIDTH, HEAD, GAP, BETWEEN, ASIDE = 1180, 48, 12, 112, 290
SIZE, SMALL, LINE, PAD = 13.5, 12.5, 18.0, 11.0
MOST_LINES = 6
EDGE, NOW, BROWN = "#7d8899", "#12344d", "#7c3711"


@dataclass(frozen=True, slots=True)
class _Place:
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def draw(drawn: AgendaDrawing) -> str:
    """Return the drawing as SVG; the same contents always give the same text."""
    places, height = _placed_abreast(drawn.columns[0]) if len(drawn.columns) == 1 else _placed(drawn)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}"',
        f' height="{height:.0f}" font-family="{FONT}" role="group" aria-labelledby="agenda-title agenda-words">',
        f'<title id="agenda-title">{escape(drawn.title)}</title>',
        f'<desc id="agenda-words">{escape(drawn.description)}</desc>',
    ]
    for column in drawn.columns:
        x = min((places[box.key].x for box in column.boxes), default=0.0)
        parts += [text(x, 16, column.heading, SIZE, INK, 600), text(x, 34, column.under, SMALL, QUIET)]
    ends = Counter(line.end for line in drawn.lines)
    lines = [_line(line, places, joins=ends[line.end] > 1) for line in drawn.lines]
    # Words last: no line passes over them.
    parts += [part for part_of in (0, 1) for found in lines for part in found[part_of]]
    parts += [part for column in drawn.columns for box in column.boxes for part in _box(box, places[box.key], column)]
    if drawn.beside and len(drawn.columns) > 1:
        x = WIDTH - ASIDE
        heading, under = drawn.beside_heading
        parts += [text(x, 16, heading, SIZE, INK, 600), text(x, 34, under, SMALL, QUIET)]
        parts += [part for one in drawn.beside for part in _beside(one, places[one.key], x)]
    return "\n".join([*parts, "</svg>"])


def _words(box: Box, width: float) -> list[str]:
    return wrap(f"{box.code} {box.words}", width - 2 * PAD, SIZE, SEMI_BOLD if box.ended else REGULAR, MOST_LINES)


def _under(box: Box, width: float) -> list[str]:
    return wrap(box.under, width - 2 * PAD, SMALL, most=2) if box.under else []


def _height(box: Box, width: float) -> float:
    return 2 * PAD + LINE * (len(_words(box, width)) + len(_under(box, width)))


def _placed(drawn: AgendaDrawing) -> tuple[Mapping[str, _Place], float]:
    """Return where each question stands, and how high the drawing is."""
    aside = ASIDE + GAP if drawn.beside else 0
    count = len(drawn.columns)
    width = (WIDTH - 2 - aside - BETWEEN * (count - 1)) / count
    rows = rows_of(drawn)
    heights: dict[int, float] = {}
    for column in drawn.columns:
        for box in column.boxes:
            heights[rows[box.key]] = max(heights.get(rows[box.key], 0), _height(box, width))
    for one in drawn.beside:
        heights[rows[one.key]] = max(heights[rows[one.key]], LINE * len(_beside_lines(one)) + PAD)
    tops, top = {}, float(HEAD)
    for row in sorted(heights):
        tops[row] = top
        top += heights[row] + GAP
    places = {
        box.key: _Place(1 + number * (width + BETWEEN), tops[rows[box.key]], width, heights[rows[box.key]])
        for number, column in enumerate(drawn.columns)
        for box in column.boxes
    }
    return places, top


def _placed_abreast(column: Column) -> tuple[Mapping[str, _Place], float]:
    """Return where the questions of a single version stand: three abreast, read line by line."""
    width = (WIDTH - 2 - GAP * (ABREAST - 1)) / ABREAST
    places, top = {}, float(HEAD)
    for start in range(0, len(column.boxes), ABREAST):
        abreast = column.boxes[start : start + ABREAST]
        height = max(_height(box, width) for box in abreast)
        for number, box in enumerate(abreast):
            places[box.key] = _Place(1 + number * (width + GAP), top, width, height)
        top += height + GAP
    return places, top


def _box(box: Box, place: _Place, column: Column) -> list[str]:
    look = f'stroke="{NOW}" stroke-width="2"' if column.now else f'stroke="{EDGE}"'
    if box.ended:
        look += ' stroke-dasharray="4 3"'
    parts = [
        f'<rect x="{place.x:.1f}" y="{place.y:.1f}" width="{place.width:.1f}" height="{place.height:.1f}" rx="3"'
        f' fill="#ffffff" {look}/>'
    ]
    x, y = place.x + PAD, place.y + PAD + 13
    for number, line in enumerate(_words(box, place.width)):
        if number == 0 and line.startswith(box.code):
            parts.append(text(x, y, box.code, SIZE, BLUE, 600))
            rest = line[len(box.code) :].strip()
            parts.append(text(x + width_of(f"{box.code} ", SIZE, SEMI_BOLD) + 2, y, rest, SIZE, INK))
        else:
            parts.append(text(x, y, line, SIZE, INK))
        y += LINE
    for line in _under(box, place.width):
        parts.append(text(x, y, line, SMALL, QUIET))
        y += LINE
    return [f'<a href="{escape(box.url)}">', *parts, "</a>"] if box.url else parts


def _line(line: Line, places: Mapping[str, _Place], *, joins: bool) -> tuple[list[str], list[str]]:
    """Return what is drawn of a line, and its word."""
    if line.start not in places or line.end not in places:
        return [], []
    start, end = places[line.start], places[line.end]
    x1, y1, x2, y2 = start.x + start.width, start.middle, end.x - 1, end.middle
    half = (x1 + x2) / 2
    path = f"M{x1:.1f} {y1:.1f}C{half:.1f} {y1:.1f} {half:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    width = width_of(line.words, SMALL)
    # Where it bends, the word stands at the end of the line that no other one shares.
    y = y1 if y1 == y2 else y1 + (y2 - y1) * (0.3 if joins else 0.82)
    x = half - width / 2
    head = f"M{x2 - 7:.1f} {y2 - 4:.1f}L{x2:.1f} {y2:.1f}L{x2 - 7:.1f} {y2 + 4:.1f}"
    drawn = [
        f'<path d="{path}" fill="none" stroke="{QUIET}"/>',
        f'<path d="{head}" fill="none" stroke="{QUIET}"/>',
    ]
    return drawn, [
        f'<rect x="{x - 3:.1f}" y="{y - 9:.1f}" width="{width + 6:.1f}" height="18" fill="#ffffff"/>',
        text(x, y + 4.5, line.words, SMALL, INK),
    ]


def _beside_lines(one: Beside) -> list[tuple[str, float, str, int]]:
    room = ASIDE - 18
    return [
        *((line, SIZE, INK, 400) for line in wrap(one.words, room, SIZE, most=3)),
        *((line, SMALL, QUIET, 400) for line in (wrap(one.under, room, SMALL, most=3) if one.under else [])),
        *((line, SIZE, BROWN if one.waits else INK, 600) for line in wrap(one.state, room, SIZE, SEMI_BOLD, most=2)),
    ]


def _beside(one: Beside, place: _Place, x: float) -> list[str]:
    dashes = ' stroke-dasharray="7 5"' if one.waits else ""
    parts = [f'<path d="M{x + 2:.1f} {place.y:.1f}v{place.height:.1f}" stroke="{BLUE}" stroke-width="4"{dashes}/>']
    y = place.y + PAD + 6
    for words, size, colour, weight in _beside_lines(one):
        parts.append(text(x + 16, y, words, size, colour, weight))
        y += LINE
    return parts
