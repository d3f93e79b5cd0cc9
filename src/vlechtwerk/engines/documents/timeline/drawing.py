"""Write a line of time as SVG: labels above it in rows that do not touch, the line, and how it stood below."""

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from vlechtwerk.engines.documents.drawing import BLUE, FONT, INK, QUIET, STATES, text
from vlechtwerk.engines.documents.text_width import SEMI_BOLD, width_of, wrap
from vlechtwerk.engines.documents.timeline.contents import Move, Span, Timeline

MARGIN = 24
SMALL, SMALLER = 13, 12.5
ROW, MOST_ROWS, WIDEST_LABEL = 40, 4, 230
ORANGE, SOFT, SOFT_EDGE = "#ac501b", "#bcd6e8", "#3f7199"
# A box or a badge never gets smaller than a hand can point at.
LEAST_WIDTH = 10


@dataclass(frozen=True, slots=True)
class Label:
    """Two lines of words that belong to a place on the line."""

    x: float
    when: str
    what: str
    replaced: bool = False


class Scale:
    """Turns days into places on the line."""

    def __init__(self, drawn: Timeline) -> None:
        days = [drawn.shown, *(tick.day for tick in drawn.ticks)]
        days += [day for event in drawn.events for day in (event.first, event.last)]
        days += [day for move in drawn.moves for day, _when, _what in move.dates]
        days += [day for span in drawn.spans for day in (span.first, span.last)]
        self._first = min(days)
        self.width = drawn.width
        self._days = max((max(days) - self._first) / timedelta(days=1), 1)

    def x(self, day: date) -> float:
        """Return where a day is."""
        return MARGIN + (self.width - 2 * MARGIN) * ((day - self._first) / timedelta(days=1)) / self._days


def draw(drawn: Timeline) -> str:
    """Return the line of time as SVG; the same contents always give the same text."""
    scale = Scale(drawn)
    placed = _rows(_labels(drawn, scale), drawn.width)
    top = 12 + ROW * (1 + max((row for row, _label in placed), default=0))
    axis = top + 34
    height = axis + (76 if drawn.spans else 34)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {height}" width="{drawn.width}"',
        f' height="{height}" font-family="{FONT}" role="img" aria-labelledby="timeline-title timeline-words">',
        f'<title id="timeline-title">{escape(drawn.title)}</title>',
        f'<desc id="timeline-words">{escape(drawn.description)}</desc>',
        *[_leader(row, label, top) for row, label in placed],
        *[_label(row, label, top, drawn.width) for row, label in placed],
        *_axis(drawn, scale, axis),
        *[_event(scale.x(event.first), scale.x(event.last), axis) for event in drawn.events],
        *[part for move in drawn.moves for part in _move(move, scale, axis)],
        *_standing(drawn, scale, axis),
        *_shown(drawn, scale, axis, height),
        "</svg>",
    ]
    return "\n".join(parts)


def _labels(drawn: Timeline, scale: Scale) -> list[Label]:
    labels = [Label((scale.x(event.first) + scale.x(event.last)) / 2, event.when, event.what) for event in drawn.events]
    for move in drawn.moves:
        last = len(move.dates) - 1
        labels += [
            Label(scale.x(day), when, what, replaced=place < last) for place, (day, when, what) in enumerate(move.dates)
        ]
    return sorted(labels, key=lambda label: label.x)


def _size(label: Label, widest: float) -> tuple[str, float, float]:
    what = wrap(label.what, WIDEST_LABEL, SMALL, most=1)[0]
    width = max(width_of(label.when, SMALL, SEMI_BOLD), width_of(what, SMALL)) + 14
    return what, min(max(label.x - 6, 4), widest - width), width


def _rows(labels: list[Label], widest: float) -> list[tuple[int, Label]]:
    """Give each label the lowest row in which it touches no other; past the last row it is left to the table."""
    ends = [0.0] * MOST_ROWS
    placed = []
    for label in labels:
        _what, x, width = _size(label, widest)
        row = next((row for row, end in enumerate(ends) if end <= x), None)
        if row is not None:
            ends[row] = x + width
            placed.append((row, label))
    return placed


def _leader(row: int, label: Label, top: float) -> str:
    return f'<path d="M{label.x:.1f} {top - ROW * row - 2}V{top + 16}" stroke="#7fa6c4" stroke-width="1"/>'


def _label(row: int, label: Label, top: float, widest: float) -> str:
    what, x, width = _size(label, widest)
    y = top - ROW * row - 20
    colour = QUIET if label.replaced else INK
    # The leader of a label further up passes behind this one.
    ground = f'<rect x="{x - 3:.1f}" y="{y - 18}" width="{width - 8:.1f}" height="37" fill="#ffffff"/>'
    return ground + text(x, y - 4, label.when, SMALL, colour, 600) + text(x, y + 13, what, SMALL, colour)


def _axis(drawn: Timeline, scale: Scale, y: float) -> list[str]:
    begins, ends = _shown_at(drawn, scale)
    parts = [f'<path d="M{MARGIN} {y}H{drawn.width - MARGIN}" stroke="{QUIET}" stroke-width="1"/>']
    for tick in drawn.ticks:
        x = scale.x(tick.day)
        parts.append(f'<path d="M{x:.1f} {y}v{8 if tick.words else 5}" stroke="{QUIET}" stroke-width="1"/>')
        if tick.words and not begins - width_of(tick.words, SMALLER) - 8 < x < ends + 8:
            parts.append(text(min(x, drawn.width - MARGIN - 60), y + 22, tick.words, SMALLER, QUIET))
    return parts


def _event(x1: float, x2: float, axis: float) -> str:
    if x2 - x1 < LEAST_WIDTH:
        return f'<circle cx="{(x1 + x2) / 2:.1f}" cy="{axis - 12}" r="5" fill="{SOFT_EDGE}"/>'
    return (
        f'<rect x="{x1:.1f}" y="{axis - 18}" width="{x2 - x1:.1f}" height="12" rx="6" fill="{SOFT}"'
        f' stroke="{SOFT_EDGE}" stroke-dasharray="3 2"/>'
    )


def _diamond(x: float, y: float, fill: str) -> str:
    return f'<path d="M{x:.1f} {y - 8}l8 8l-8 8l-8 -8z" fill="{fill}" stroke="{BLUE}" stroke-width="1.6"/>'


def _move(move: Move, scale: Scale, axis: float) -> list[str]:
    y = axis - 12
    places = [scale.x(day) for day, _when, _what in move.dates]
    parts = []
    for start, end in itertools.pairwise(places):
        tip = -9 if end > start else 9
        parts.append(
            f'<path d="M{start - tip:.1f} {y}H{end + 2 * tip:.1f}" stroke="{ORANGE}" stroke-width="2"/>'
            f'<path d="M{end + tip:.1f} {y}l{tip} -4v8z" fill="{ORANGE}"/>'
        )
    if move.moved:
        parts.append(_moved(move.moved, min(places), max(places), y, scale.width))
    last = len(places) - 1
    return [*parts, *[_diamond(x, y, "#ffffff" if place < last else BLUE) for place, x in enumerate(places)]]


def _moved(words: str, first: float, last: float, y: float, widest: float) -> str:
    """Write by how much a date moved: between the two, or beside them where they stand too close."""
    room = width_of(words, SMALLER, SEMI_BOLD)
    if room + 24 < last - first:
        return text((first + last) / 2, y - 7, words, SMALLER, "#7c3711", 600, ' text-anchor="middle"')
    if last + 14 + room < widest:
        return text(last + 14, y + 4, words, SMALLER, "#7c3711", 600)
    return text(first - 14, y + 4, words, SMALLER, "#7c3711", 600, ' text-anchor="end"')


def _standing(drawn: Timeline, scale: Scale, axis: float) -> list[str]:
    return [part for span in drawn.spans for part in _span(span, scale, axis + 42)]


def _span(span: Span, scale: Scale, y: float) -> list[str]:
    x1, x2 = scale.x(span.first), scale.x(span.last)
    width = max(x2 - x1, LEAST_WIDTH)
    colour, ground, border, dash = STATES.get(span.status, (QUIET, "#ffffff", "#8894a6", "3 3"))
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    box = (
        f'<rect x="{x1:.1f}" y="{y}" width="{width:.1f}" height="22" rx="3" fill="{ground}" stroke="{border}"{dashed}/>'
    )
    if span.open_until is not None:
        end = scale.x(span.open_until)
        box += f'<path d="M{x1 + width:.1f} {y + 11}H{end:.1f}" stroke="{border}" stroke-dasharray="2 5"/>'
    room = width_of(span.words, SMALLER, SEMI_BOLD) + 16
    if room <= width:
        return [box, text(x1 + 8, y + 15.5, span.words, SMALLER, colour, 600)]
    if x1 + width + room < scale.width:
        return [box, text(x1 + width + 6, y + 15.5, span.words, SMALLER, colour, 600)]
    return [box, text(x1 - 6, y + 15.5, span.words, SMALLER, colour, 600, ' text-anchor="end"')]


def _shown(drawn: Timeline, scale: Scale, axis: float, height: float) -> list[str]:
    x = scale.x(drawn.shown)
    bottom = height - 8 if drawn.spans else axis + 8
    return [
        f'<path d="M{x:.1f} {axis - 24}V{bottom}" stroke="{INK}" stroke-width="2"/>',
        text(_shown_at(drawn, scale)[0], axis + 22, drawn.shown_words, SMALLER, INK, 600),
    ]


def _shown_at(drawn: Timeline, scale: Scale) -> tuple[float, float]:
    """Return where the words of the day shown begin and end: before its line where there is room."""
    x, width = scale.x(drawn.shown), width_of(drawn.shown_words, SMALLER, SEMI_BOLD)
    return (x - 6 - width, x - 6) if x > MARGIN + width else (x + 6, x + 6 + width)
