"""Write dots as SVG; dots of the same place stand below each other, and a vague one is a band."""

from html import escape

from vlechtwerk.engines.documents.dot_plot.contents import DotPlot, DotRow, Line
from vlechtwerk.engines.documents.drawing import BLUE, FONT, INK, QUIET, text
from vlechtwerk.engines.documents.text_width import SEMI_BOLD, width_of, wrap

WORDS, RIGHT = 230, 60
SMALL, SMALLER = 13, 12.5
LEGEND, HEAD, ROW, DEEPER, AXIS = 28, 30, 56, 11, 46
DOT = 5.5
ORANGE, RULE, GRID, SOFT, SOFT_EDGE = "#ac501b", "#c9ced6", "#e1e5ea", "#bcd6e8", "#3f7199"
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
MOST_TICKS = 11
MOST_DEEP = 4


class Scale:
    """Turns days into places, from nothing to the next round number."""

    def __init__(self, drawn: DotPlot) -> None:
        days = [most for row in drawn.rows for _least, most in row.dots]
        days += [waited for row in drawn.rows for waited in row.waiting]
        longest = max([*days, *(line.days for line in drawn.lines), 1])
        self.step = next((step for step in STEPS if longest / step <= MOST_TICKS - 1), STEPS[-1])
        self.last = self.step * -(-int(longest + 1) // self.step)
        self._room = drawn.width - WORDS - RIGHT

    def x(self, days: float) -> float:
        """Return where a number of days is."""
        return WORDS + self._room * days / self.last


def draw(drawn: DotPlot) -> str:
    """Return the drawing as SVG; the same contents always give the same text."""
    scale = Scale(drawn)
    placed = [_placed(row, scale) for row in drawn.rows]
    heights = [ROW + DEEPER * max((depth for _x, depth in dots), default=0) for dots in placed]
    top = LEGEND + HEAD
    bottom = top + sum(heights)
    height = bottom + AXIS
    rows, y = [], float(top)
    for row, dots, high in zip(drawn.rows, placed, heights, strict=True):
        rows += _row(row, dots, scale, y, drawn.width)
        y += high
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {height}" width="{drawn.width}"',
        f' height="{height}" font-family="{FONT}" role="img" aria-labelledby="dots-title dots-words">',
        f'<title id="dots-title">{escape(drawn.title)}</title>',
        f'<desc id="dots-words">{escape(drawn.description)}</desc>',
        *_legend(drawn.legend),
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


def _row(row: DotRow, dots: list[tuple[float, int]], scale: Scale, top: float, width: int) -> list[str]:
    y = top + 32
    name = wrap(row.name, WORDS - 20, SMALL, SEMI_BOLD, most=1)[0]
    parts = [
        f'<path d="M0 {top:.1f}H{width}" stroke="{RULE}"/>',
        text(0, y - 5, name, SMALL, INK, 600),
        text(0, y + 13, row.words, SMALLER, QUIET),
    ]
    drawn: dict[str, None] = {}
    for (x, depth), (least, most) in zip(dots, sorted(row.dots), strict=True):
        level = y + DEEPER * depth
        # Past the deepest place dots cover each other: each is drawn once.
        drawn[_dot(x, level) if least == most else _band(scale.x(least), scale.x(most), level)] = None
    parts += drawn
    parts += [_open(scale.x(days), y) for days in row.waiting]
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
