"""Draw two versions side by side: what was done in each, and lines that say what became of what."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from vlechtwerk.engines.documents.drawing import BLUE, FONT, INK, QUIET, text
from vlechtwerk.engines.documents.text_width import SEMI_BOLD, wrap

WIDTH, CARD, RIGHT = 1216, 490, 726
TOP, LINE_HEIGHT, GAP = 64, 18, 7
TITLE_SIZE, NOTE_SIZE = 13.0, 12.0
STILL, EDGE = "#a9b3c1", "#7f8da2"
WARM = "#7c3711"


@dataclass(frozen=True, slots=True)
class SideCard:
    """A node on one side, with what happened to it in words; empty when nothing did."""

    key: str
    band: str
    title: str
    note: str = ""
    # There only on this side: its edge is dashed.
    alone: bool = False
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two throughput columns; lines run by the keys of the cards, true when something changed."""

    title: str
    description: str
    heads: tuple[tuple[str, str], tuple[str, str]]
    before: tuple[SideCard, ...]
    after: tuple[SideCard, ...]
    lines: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    svg: tuple[str, ...]
    centres: dict[str, float]
    # Where the left edge of each card is.
    edges: dict[str, float]
    bottom: float


def draw_side_by_side(drawn: SideBySide) -> str:
    """Return both sides as SVG, 1216 units wide; the same versions always give the same text."""
    left, right = _column(drawn.before, 0), _column(drawn.after, RIGHT)
    height = max(left.bottom, right.bottom) + 12
    lines = sorted(drawn.lines, key=lambda line: line[2])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 0 {WIDTH + 4} {height:.0f}" width="{WIDTH + 4}"'
        f' height="{height:.0f}" font-family="{FONT}" role="img" aria-labelledby="side-title side-words">',
        f'<title id="side-title">{escape(drawn.title)}</title><desc id="side-words">{escape(drawn.description)}</desc>',
        *[part for (head, under), x in zip(drawn.heads, (0, RIGHT), strict=True) for part in _head(head, under, x)],
        *[
            _line(left.centres[start], right.centres[end], right.edges[end], changed)
            for start, end, changed in lines
            if start in left.centres and end in right.centres
        ],
        *left.svg,
        *right.svg,
        "</svg>",
    ]
    return "\n".join(parts)


def _head(head: str, under: str, x: float) -> list[str]:
    return [
        text(x, 18, head, 17, INK, 700),
        text(x, 38, under, 12.5, QUIET),
        f'<path d="M{x} 47h{CARD}" stroke="{BLUE}" stroke-width="2"/>',
    ]


def _column(cards: Sequence[SideCard], x: float) -> _Placed:
    svg: list[str] = []
    centres: dict[str, float] = {}
    edges: dict[str, float] = {}
    y: float = TOP
    band = None
    for card in cards:
        if card.band != band:
            band = card.band
            y += 6
            svg.append(text(x, y + 12, band, 13, "#12344d", 600))
            y += 22
        indent = 20 if card.is_part else 0
        lines = wrap(card.title, CARD - 28 - indent, TITLE_SIZE, SEMI_BOLD, 2)
        height = 16 + LINE_HEIGHT * len(lines) + (16 if card.note else 0)
        edge, thickness = (WARM, 1.6) if card.alone else (BLUE, 1.6) if card.note else (EDGE, 1.0)
        dash = ' stroke-dasharray="5 3"' if card.alone else ""
        svg.append(
            f'<rect x="{x + indent:.1f}" y="{y:.1f}" width="{CARD - indent}" height="{height:.1f}" rx="4"'
            f' fill="#ffffff" stroke="{edge}" stroke-width="{thickness}"{dash}/>'
        )
        below = y + 8 + TITLE_SIZE
        for words in lines:
            svg.append(text(x + indent + 14, below, words, TITLE_SIZE, INK, 600))
            below += LINE_HEIGHT
        if card.note:
            note = wrap(card.note, CARD - 28 - indent, NOTE_SIZE, most=1)[0]
            svg.append(text(x + indent + 14, below - 1, note, NOTE_SIZE, WARM if card.alone else BLUE, 600))
        centres[card.key], edges[card.key] = y + height / 2, x + indent
        y += height + GAP
    return _Placed(tuple(svg), centres, edges, y)


def _line(start: float, end: float, edge: float, changed: bool) -> str:
    colour, thickness = (BLUE, 2) if changed else (STILL, 1.4)
    x1, x2 = CARD, edge - 8
    middle = (CARD + RIGHT) / 2
    return (
        f'<path d="M{x1} {start:.1f}C{middle:.0f} {start:.1f} {middle:.0f} {end:.1f} {x2} {end:.1f}" fill="none"'
        f' stroke="{colour}" stroke-width="{thickness}"/><path d="M{x2 + 7} {end:.1f}l-8 -4v8z" fill="{colour}"/>'
    )
