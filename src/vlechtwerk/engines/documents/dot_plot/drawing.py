"""Write dots as SVG; dots of the same place stand below each other, and a vague one is a band."""

from html import escape

from vlechtwerk.engines.documents.dot_plot.contents import DotPlot, DotRow, Line
from vlechtwerk.engines.documents.drawing import BLUE, FONT, INK, QUIET, text
from vlechtwerk.engines.documents.text_width import SEMI_BOLD, width_of, wrap

LEAST_WORDS, MOST_WORDS, BESIDE, RIGHT = 170, 320, 30, 60
SMALL, SMALLER = 13, 12.5
LEGEND, HEAD, ROW, DEEPER, AXIS = 28, 30, 56, 12.5, 46
DOT = 5.5
ORANGE, RULE, GRID, SOFT, SOFT_EDGE = "#ac501b", "#c9ced6", "#e1e5ea", "#bcd6e8", "#3f7199"
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
MOST_TICKS = 11
MOST_DEEP = 7
# How wide a mark with an arrow is.
OPEN = 24


class Scale:
    """Turns days into places, from nothing to the next round number."""

    def __init__(self, drawn: DotPlot) -> None:
        days = [most for row in drawn.rows for _least, most in row.dots]
        days += [waited for row in drawn.rows for waited in row.waiting]
        longest = max([*days, *(line.days for line in drawn.lines), 1])
        self.step = next((step for step in STEPS if longest / step <= MOST_TICKS - 1), STEPS[-1])
        self.last = self.step * -(-int(longest + 1) // self.step)
        self.words = _words_room(drawn)
        self.width = drawn.width
        self._room = drawn.width - self.words - RIGHT

    def x(self, days: float) -> float:
        """Return where a number of days is."""
        return self.words + self._room * days / self.last


def _words_room(drawn: DotPlot) -> float:
    """Return how wide the names and words of the rows are, with the room that parts them from the dots."""
    widths = [width_of(row.name, SMALL, SEMI_BOLD) for row in drawn.rows]
    widths += [width_of(row.words, SMALLER) for row in drawn.rows]
    return min(max([LEAST_WORDS, *widths]), MOST_WORDS) + BESIDE


def draw(drawn: DotPlot) -> str:
    """Return the drawing as SVG; the same contents always give the same text."""
    scale = Scale(drawn)
    placed = [_placed(row, scale) for row in drawn.rows]
    waits = [_placed_open(row, scale, dots) for row, dots in zip(drawn.rows, placed, strict=True)]
    heights = [
        ROW + DEEPER * max((depth for _x, depth in [*dots, *waiting]), default=0)
        for dots, waiting in zip(placed, waits, strict=True)
    ]
    top = LEGEND + HEAD
    bottom = top + sum(heights)
    height = bottom + AXIS
    rows, y = [], float(top)
    for row, dots, waiting, high in zip(drawn.rows, placed, waits, heights, strict=True):
        rows += _row(row, dots, waiting, scale, y)
        y += high
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {height}" width="{drawn.width}"',
        f' height="{height}" font-family="{FONT}" role="img" aria-labelledby="dots-title dots-words">',
        f'<title id="dots-title">{escape(drawn.title)}</title>',
        f'<desc id="dots-words">{escape(drawn.description)}</desc>',
        '<g class="vw-drawing__legend">',
        *_legend(drawn.legend),
        "</g>",
        *_axis(drawn, scale, top, bottom),
        *_lines(drawn, scale, top, bottom),
        *rows,
        f'<path d="M0 {bottom}H{drawn.width}" stroke="{RULE}"/>',
        "</svg>",
    ]
    return "\n".join(parts)


def _placed(row: DotRow, scale: Scale) -> list[tuple[float, int]]:
    """Give each dot its place, and how deep it stands: below those that it would touch."""
    ends: list[float] = []
    placed = []
    for least, most in sorted(row.dots):
        x = (scale.x(least) + scale.x(most)) / 2
        depth = next((place for place, end in enumerate(ends) if end <= x), len(ends))
        depth = min(depth, MOST_DEEP)
        ends[depth : depth + 1] = [x + 2 * DOT + 1]
        placed.append((x, depth))
    return placed


def _placed_open(row: DotRow, scale: Scale, dots: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """Give each that still waits its place: in the highest line where it and its arrow touch nothing."""
    taken = [(x - DOT, x + DOT, depth) for x, depth in dots]
    placed = []
    for days in sorted(row.waiting):
        x = scale.x(days)
        depth = 0
        while any(depth == other and begins < x + OPEN and x - DOT - 2 < ends for begins, ends, other in taken):
            depth += 1
        taken.append((x - DOT, x + OPEN, depth))
        placed.append((x, depth))
    return placed


def _legend(words: tuple[str, str, str]) -> list[str]:
    taken, waiting, median = words
    parts, x, y = [], 8.0, 12.0
    for mark, label in (("dot", taken), ("open", waiting), ("median", median)):
        drawn = {"dot": _dot(x, y), "open": _open(x, y), "median": _triangle(x, y + 4)}[mark]
        room = 30 if mark == "open" else 14
        parts += [drawn, text(x + room, y + 4.5, label, SMALLER, INK)]
        x += room + width_of(label, SMALLER) + 34
    return parts


def _axis(drawn: DotPlot, scale: Scale, top: float, bottom: float) -> list[str]:
    parts = []
    for days in range(0, scale.last + 1, scale.step):
        x = scale.x(days)
        parts.append(f'<path d="M{x:.1f} {top}V{bottom}" stroke="{RULE if days == 0 else GRID}"/>')
        parts.append(text(x, bottom + 18, str(days), SMALLER, QUIET, 400, ' text-anchor="middle"'))
    unit = text(scale.x(scale.last), bottom + 37, drawn.unit, SMALLER, QUIET, 400, ' text-anchor="end"')
    return [*parts, unit]


def _lines(drawn: DotPlot, scale: Scale, top: float, bottom: float) -> list[str]:
    """Draw the lines through all rows; words that would touch step aside."""
    parts, end = [], 0.0
    for line in sorted(drawn.lines, key=lambda line: line.days):
        x, width = scale.x(line.days), width_of(line.words, SMALLER, SEMI_BOLD)
        begins = min(max(x, end), drawn.width - width - 4)
        end = begins + width + 16
        parts += [_line(line, x, top, bottom), text(begins, top - 12, line.words, SMALLER, INK, 600)]
    return parts


def _line(line: Line, x: float, top: float, bottom: float) -> str:
    dash = ' stroke-dasharray="4 3"' if line.dashed else ""
    return f'<path d="M{x:.1f} {top - 6}V{bottom}" stroke="{BLUE}" stroke-width="2"{dash}/>'


def _row(
    row: DotRow, dots: list[tuple[float, int]], waiting: list[tuple[float, int]], scale: Scale, top: float
) -> list[str]:
    y = top + 32
    name = wrap(row.name, scale.words - BESIDE, SMALL, SEMI_BOLD, most=1)[0]
    words = wrap(row.words, scale.words - BESIDE, SMALLER, most=1)[0]
    parts = [
        f'<path d="M0 {top:.1f}H{scale.width}" stroke="{RULE}"/>',
        text(0, y - 5, name, SMALL, INK, 600),
        text(0, y + 13, words, SMALLER, QUIET),
    ]
    drawn: dict[str, None] = {}
    for (x, depth), (least, most) in zip(dots, sorted(row.dots), strict=True):
        level = y + DEEPER * depth
        # Past the deepest place dots cover each other: each is drawn once.
        drawn[_dot(x, level) if least == most else _band(scale.x(least), scale.x(most), level)] = None
    parts += drawn
    parts += [_open(x, y + DEEPER * depth) for x, depth in waiting]
    if row.median is not None:
        parts.append(_triangle(scale.x(row.median), y - 14))
    return parts


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT}" fill="{BLUE}" stroke="#ffffff" stroke-width="1"/>'


def _band(first: float, last: float, y: float) -> str:
    width = max(last - first, 2 * DOT)
    return (
        f'<rect x="{first:.1f}" y="{y - 5:.1f}" width="{width:.1f}" height="10" rx="5" fill="{SOFT}"'
        f' stroke="{SOFT_EDGE}" stroke-dasharray="3 2"/>'
    )


def _open(x: float, y: float) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT}" fill="#ffffff" stroke="{ORANGE}" stroke-width="2"/>'
        f'<path d="M{x + 7:.1f} {y:.1f}h8m-4 -4l4 4l-4 4" fill="none" stroke="{ORANGE}" stroke-width="2"/>'
    )


def _triangle(x: float, y: float) -> str:
    return f'<path d="M{x - 5:.1f} {y - 7:.1f}h10l-5 7z" fill="{INK}"/>'
