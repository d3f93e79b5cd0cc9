"""Write how sure one share is: a box from bound to bound, the interval in it, and a dot at the share."""

from vlechtwerk.engines.documents.drawing import INK, QUIET, text
from vlechtwerk.engines.documents.statement_chart import frame
from vlechtwerk.engines.documents.statement_chart.colours import BLUE, EDGE, WHITE
from vlechtwerk.engines.documents.statement_chart.contents import Certainty, Span
from vlechtwerk.engines.documents.statement_chart.frame import LINE, SMALL, SMALLER
from vlechtwerk.engines.documents.text_width import SEMI_BOLD, width_of, wrap

MARGIN, ABOVE, BELOW = 18, 52, 42
BOX, FILLED, DOT, TICK = 26, 12, 5.5, 5
DARK, SOFT = BLUE
KEY, STROKE = 32, 1


class _Scale:
    """Turns shares into places: on half of the axis where all of it lies there, otherwise on the whole."""

    def __init__(self, drawn: Certainty) -> None:
        least, most = drawn.bounds.least, drawn.bounds.most
        self.first, self.last = (0, 50) if most <= 0.5 else (50, 100) if least >= 0.5 else (0, 100)
        self.step = (self.last - self.first) // 5
        self._left, self._room = MARGIN, drawn.width - 2 * MARGIN

    def x(self, share: float) -> float:
        """Return where a share is."""
        return self._left + self._room * (share * 100 - self.first) / (self.last - self.first)


def draw_certainty(drawn: Certainty) -> str:
    """Return the drawing as SVG; the same contents always give the same text."""
    scale, y = _Scale(drawn), float(ABOVE)
    least, most = scale.x(drawn.bounds.least), scale.x(drawn.bounds.most)
    parts = [*_axis(scale, y, drawn.width), _outline(least, most, y, BOX)]
    if drawn.interval:
        parts.append(_filled(scale.x(drawn.interval.least), scale.x(drawn.interval.most), y))
        # The interval often ends at a bound: it may not cover the box.
        parts.append(_outline(least, most, y, BOX, "none"))
    x = scale.x(drawn.share)
    half = width_of(drawn.share_words, SMALL, SEMI_BOLD) / 2
    middle = min(max(x, half), drawn.width - half)
    parts += [
        f'<circle cx="{x:.2f}" cy="{y}" r="{DOT}" fill="{DARK}" stroke="{WHITE}"/>',
        text(middle, y - BOX / 2 - 12, drawn.share_words, SMALL, INK, 600, ' text-anchor="middle"'),
    ]
    y += BELOW
    parts += [_outline(1, 23, y + 14, 12), *_told(drawn.bounds, y, drawn.width)]
    y += _high(drawn.bounds, drawn.width)
    if drawn.interval:
        parts += [_filled(1, 23, y + 14), *_told(drawn.interval, y, drawn.width)]
        y += _high(drawn.interval, drawn.width)
    return frame.sheet(drawn.name, (drawn.width, y), (drawn.title, drawn.description), parts, drawn.invented)


def _axis(scale: _Scale, y: float, width: int) -> list[str]:
    parts = [f'<path d="M{scale.x(scale.first / 100):.2f} {y}H{scale.x(scale.last / 100):.2f}" stroke="{QUIET}"/>']
    places = []
    for per_cent in range(scale.first, scale.last + 1, scale.step):
        x = scale.x(per_cent / 100)
        parts.append(frame.upright(x, y - TICK, y + TICK, QUIET))
        places.append((x, f"{per_cent}%"))
    return [*parts, *frame.ticks(places, y + BOX / 2 + 18, (0.0, float(width)))]


def _outline(x1: float, x2: float, y: float, high: float, fill: str = WHITE) -> str:
    # A box without width would not be drawn: where nobody is missing it is a stroke.
    x, wide = (x1, x2 - x1) if x2 - x1 >= STROKE else ((x1 + x2 - STROKE) / 2, STROKE)
    return (
        f'<rect x="{x:.2f}" y="{y - high / 2:.1f}" width="{wide:.2f}" height="{high}" fill="{fill}"'
        f' stroke="{DARK}" stroke-width="2"/>'
    )


def _filled(x1: float, x2: float, y: float) -> str:
    return frame.box(x1, x2, y - FILLED / 2, FILLED, SOFT, EDGE)


def _lines(span: Span, width: int) -> list[tuple[str, int]]:
    """Break what is said of a span into lines, each with its weight."""
    figures = wrap(span.figure, width - KEY, SMALLER, SEMI_BOLD)
    words = wrap(span.words, width - KEY, SMALLER, most=8) if span.words else []
    return [*((line, 600) for line in figures), *((line, 400) for line in words)]


def _told(span: Span, y: float, width: int) -> list[str]:
    """Write what a mark stands for beside it."""
    lines = enumerate(_lines(span, width))
    return [text(KEY, y + 18.5 + LINE * place, line, SMALLER, INK, weight) for place, (line, weight) in lines]


def _high(span: Span, width: int) -> float:
    return LINE * len(_lines(span, width)) + 10
