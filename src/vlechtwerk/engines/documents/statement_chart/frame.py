"""What the drawings of statements share: the sheet with its title, the legend, the axis, the mark of made-up data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from vlechtwerk.engines.documents.drawing import FONT, INK, QUIET, text
from vlechtwerk.engines.documents.statement_chart.contents import HiddenRow
from vlechtwerk.engines.documents.text_width import REGULAR, SEMI_BOLD, width_of, wrap

# Below this width words stand above what they belong to.
NARROW = 560
SMALL, SMALLER, SMALLEST = 13, 12.5, 12
LINE, APART = 17, 22
RULE, GRID = "#c9ced6", "#e1e5ea"
HATCH = 5
# The mark of made-up data: text, ground, edge.
INVENTED = ("#4a3e00", "#fff8d6", "#6b5a00")
STRIPES = 20


@dataclass(frozen=True, slots=True)
class Key:
    """What a mark means: `mark` draws it with its left middle at a place."""

    mark: Callable[[float, float], str]
    room: float
    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """Where the number and label of a row stand, and how much room the label has."""

    label: float
    room: float

    def lines(self, label: str) -> list[str]:
        """Break a label into lines."""
        return wrap(label, self.room, SMALL)

    def draw(self, number: str, label: str, first: float) -> list[str]:
        """Write number and label; `first` is the base of the first line."""
        parts = [text(0, first, number, SMALL, QUIET)] if number else []
        return parts + [
            text(self.label, first + LINE * place, line, SMALL, INK) for place, line in enumerate(self.lines(label))
        ]


def numbers_room(numbers: Sequence[str]) -> float:
    """Return how much room the numbers before the labels take."""
    widest = max((width_of(number, SMALL) for number in numbers), default=0)
    return widest + 10 if widest else 0


def sheet(name: str, size: tuple[int, float], words: tuple[str, str], parts: Sequence[str], invented: str) -> str:
    """Return the whole drawing: `words` are its title and what it shows; made-up data are marked at its foot."""
    width, high = size
    title, description = words
    mark, height = _invented(invented, width, round(high)) if invented else ([], round(high))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"',
            f' height="{height}" font-family="{FONT}" role="img" aria-labelledby="{name}-title {name}-words">',
            f'<title id="{name}-title">{escape(title)}</title>',
            f'<desc id="{name}-words">{escape(description)}</desc>',
            *parts,
            *mark,
            "</svg>",
        ]
    )


def legend(keys: Sequence[Key], width: float) -> tuple[list[str], float]:
    """Return the legend and how high it is; what does not fit on a line goes to the next."""
    parts, x, y = ['<g class="vw-drawing__legend">'], 0.0, 10.0
    for key in keys:
        lines = wrap(key.words, width - key.room, SMALLER)
        wide = key.room + widest(lines, SMALLER)
        if x and x + wide > width:
            x, y = 0.0, y + LINE + 5
        parts.append(key.mark(x, y))
        parts += [text(x + key.room, y + 4.5 + LINE * place, line, SMALLER, INK) for place, line in enumerate(lines)]
        y += LINE * (len(lines) - 1)
        x += wide + APART
    return [*parts, "</g>"], y + 14


def ticks(places: Sequence[tuple[float, str]], y: float, within: tuple[float, float]) -> list[str]:
    """Write the words of an axis above their places, and inside the drawing."""
    parts = []
    for x, words in places:
        half = width_of(words, SMALLEST) / 2
        middle = min(max(x, within[0] + half), within[1] - half)
        parts.append(text(middle, y, words, SMALLEST, QUIET, 400, ' text-anchor="middle"'))
    return parts


def upright(x: float, top: float, bottom: float, colour: str = GRID) -> str:
    """Draw a line of the grid."""
    return f'<path d="M{x:.2f} {top:.1f}V{bottom:.1f}" stroke="{colour}"/>'


def across(y: float, width: float, colour: str = GRID) -> str:
    """Draw a rule between two rows."""
    return f'<path d="M0 {y:.1f}H{width}" stroke="{colour}"/>'


def box(x1: float, x2: float, y: float, high: float, fill: str, edge: str) -> str:
    """Draw a bar from one place to another."""
    return (
        f'<rect x="{x1:.2f}" y="{y:.1f}" width="{x2 - x1:.2f}" height="{high}" fill="{fill}" stroke="{edge}"'
        ' stroke-width="1"/>'
    )


def hatch(x: float, y: float, width: float, height: float, colour: str) -> str:
    """Draw slanted strokes that stay inside a box."""
    strokes, offset = [], HATCH / 2
    while offset < width + height:
        x1, y1 = x + max(0.0, offset - height), y + min(offset, height)
        x2, y2 = x + min(offset, width), y + max(0.0, offset - width)
        strokes.append(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}")
        offset += HATCH
    return f'<path d="{"".join(strokes)}" stroke="{colour}" stroke-width="0.9"/>'


def hidden(row: HiddenRow, left: float, right: float, middle: float) -> list[str]:
    """Write why nothing is shown, in place of what would be."""
    lines = wrap(row.words, right - left - 16, SMALLER)
    widest = max(width_of(line, SMALLER) for line in lines)
    x, first = (left + right) / 2, middle + 4.5 - LINE * (len(lines) - 1) / 2
    return [
        f'<rect x="{x - widest / 2 - 8:.1f}" y="{first - 14:.1f}" width="{widest + 16:.1f}"'
        f' height="{LINE * len(lines) + 2}" fill="#ffffff"/>',
        *[
            text(x, first + LINE * place, line, SMALLER, QUIET, 400, ' text-anchor="middle"')
            for place, line in enumerate(lines)
        ],
    ]


def widest(words: Sequence[str], size: float, font: str = REGULAR) -> float:
    """Return how wide the widest of some words is."""
    return max((width_of(said, size, font) for said in words), default=0.0)


def _invented(words: str, width: int, bottom: int) -> tuple[list[str], int]:
    """Mark made-up data at the foot; return also how high the drawing is with it."""
    ink, ground, edge = INVENTED
    lines = wrap(words, width - STRIPES - 22, SMALLER, SEMI_BOLD)
    wide, high = STRIPES + 20 + widest(lines, SMALLER, SEMI_BOLD), LINE * len(lines) + 7
    x, y = width - wide - 1, bottom + 9
    parts = [
        f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{high}" fill="{ground}" stroke="{edge}"/>',
        hatch(x, y, STRIPES, high, edge),
    ]
    said = [text(x + STRIPES + 10, y + 16.5 + LINE * at, line, SMALLER, ink, 600) for at, line in enumerate(lines)]
    return [*parts, *said], y + high + 1
