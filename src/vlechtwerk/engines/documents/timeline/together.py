"""Write many lines of time under each other as one SVG: per row its name, how it stood and its dates, in groups."""

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from vlechtwerk.engines.documents.drawing import BLUE, FONT, INK, QUIET, STATES, text
from vlechtwerk.engines.documents.text_width import SEMI_BOLD, width_of, wrap
from vlechtwerk.engines.documents.timeline.contents import Span, Tick

NAMES, MARGIN = 292, 24
ROW, HEADING, TOP = 30, 34, 44
SMALL, NAME = 12.5, 13.5
BAR, DIAMOND, LEAST_WIDTH = 12, 6.5, 4
SOFT, SOFT_EDGE, GRID = "#bcd6e8", "#3f7199", "#e1e5ea"


@dataclass(frozen=True, slots=True)
class Mark:
    """A date on a row: planned, happened, or replaced by a later plan; not known to the day it is a soft band."""

    first: date
    last: date
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of time: its name, how it stood, and its dates."""

    name: str
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, under their heading."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """All of it, with the day that the page shows; every word is ready to print."""

    title: str
    description: str
    ticks: tuple[Tick, ...]
    groups: tuple[Group, ...]
    shown: date
    shown_words: str
    width: int = 1216


def draw_together(drawn: Together) -> str:
    """Return the lines of time as SVG; the same contents always give the same text."""
    height = TOP + sum(HEADING + ROW * len(group.rows) for group in drawn.groups) + 16
    place = _scale(drawn)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {height}" width="{drawn.width}"',
        f' height="{height}" font-family="{FONT}" role="img" aria-labelledby="together-title together-words">',
        f'<title id="together-title">{escape(drawn.title)}</title>',
        f'<desc id="together-words">{escape(drawn.description)}</desc>',
        *_axis(drawn, place, height),
    ]
    y = float(TOP)
    for group in drawn.groups:
        parts.append(text(0, y + 23, wrap(group.name, NAMES - 12, NAME, SEMI_BOLD, 1)[0], NAME, INK, 600))
        parts.append(f'<path d="M0 {y + HEADING - 3}H{drawn.width}" stroke="{QUIET}" stroke-width="1"/>')
        y += HEADING
        for row in group.rows:
            parts += _row(row, place, y)
            y += ROW
    return "\n".join([*parts, *_shown(drawn, place, height), "</svg>"])


class _Scale:
    """Turns days into places on the lines."""

    def __init__(self, first: date, last: date, width: float) -> None:
        self._first = first
        self._room = width - NAMES - MARGIN
        self._days = max((last - first) / timedelta(days=1), 1)

    def x(self, day: date) -> float:
        """Return where a day is."""
        return NAMES + self._room * ((day - self._first) / timedelta(days=1)) / self._days


def _scale(drawn: Together) -> _Scale:
    days = [drawn.shown, *(tick.day for tick in drawn.ticks)]
    for group in drawn.groups:
        for row in group.rows:
            days += [day for span in row.spans for day in (span.first, span.last)]
            days += [day for mark in row.marks for day in (mark.first, mark.last)]
    return _Scale(min(days), max(days), drawn.width)


def _axis(drawn: Together, place: _Scale, height: float) -> list[str]:
    begins, ends = _words_at(drawn, place)
    parts = []
    for tick in drawn.ticks:
        if tick.words:
            x = place.x(tick.day)
            parts.append(f'<path d="M{x:.1f} {TOP - 12}V{height - 10}" stroke="{GRID}" stroke-width="1"/>')
            if not begins - width_of(tick.words, SMALL) - 8 < x < ends + 8:
                parts.append(text(min(x, drawn.width - 58), TOP - 20, tick.words, SMALL, QUIET))
    return parts


def _row(row: Row, place: _Scale, y: float) -> list[str]:
    middle = y + ROW / 2
    parts = [text(0, middle + 4.5, wrap(row.name, NAMES - 12, NAME, most=1)[0], NAME, INK)]
    parts += [_span(span, place, middle) for span in row.spans]
    parts += [_mark(mark, place, middle) for mark in sorted(row.marks, key=lambda mark: mark.kind != "replaced")]
    parts.append(f'<path d="M0 {y + ROW - 0.5}H{NAMES - 12}" stroke="{GRID}" stroke-width="1"/>')
    return parts


def _span(span: Span, place: _Scale, middle: float) -> str:
    x1 = place.x(span.first)
    width = max(place.x(span.last) - x1, LEAST_WIDTH)
    _colour, ground, border, dash = STATES.get(span.status, (QUIET, "#ffffff", "#8894a6", "3 3"))
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    drawn = (
        f'<rect x="{x1:.1f}" y="{middle - BAR / 2:.1f}" width="{width:.1f}" height="{BAR}" rx="2" fill="{ground}"'
        f' stroke="{border if border != ground else "#6b5a00" if span.status == "running" else border}"{dashed}>'
        f"<title>{escape(span.words)}</title></rect>"
    )
    if span.open_until is not None:
        end = place.x(span.open_until)
        drawn += f'<path d="M{x1 + width:.1f} {middle:.1f}H{end:.1f}" stroke="#8894a6" stroke-dasharray="2 5"/>'
    return drawn


def _mark(mark: Mark, place: _Scale, middle: float) -> str:
    x1, x2 = place.x(mark.first), place.x(mark.last)
    words = f"<title>{escape(mark.words)}</title>"
    if x2 - x1 > 2 * DIAMOND:
        return (
            f'<rect x="{x1:.1f}" y="{middle - 5:.1f}" width="{x2 - x1:.1f}" height="10" rx="5" fill="{SOFT}"'
            f' fill-opacity="0.75" stroke="{SOFT_EDGE}" stroke-dasharray="3 2">{words}</rect>'
        )
    x, d = (x1 + x2) / 2, DIAMOND
    if mark.kind == "happened":
        return f'<circle cx="{x:.1f}" cy="{middle:.1f}" r="5" fill="{SOFT_EDGE}" stroke="#ffffff">{words}</circle>'
    fill = "#ffffff" if mark.kind == "replaced" else BLUE
    return (
        f'<path d="M{x:.1f} {middle - d:.1f}l{d} {d}l-{d} {d}l-{d} -{d}z" fill="{fill}" stroke="{BLUE}"'
        f' stroke-width="1.4">{words}</path>'
    )


def _shown(drawn: Together, place: _Scale, height: float) -> list[str]:
    x = place.x(drawn.shown)
    return [
        f'<path d="M{x:.1f} {TOP - 14}V{height - 10}" stroke="{INK}" stroke-width="2"/>',
        text(_words_at(drawn, place)[0], TOP - 20, drawn.shown_words, SMALL, INK, 600),
    ]


def _words_at(drawn: Together, place: _Scale) -> tuple[float, float]:
    """Return where the words of the day shown begin and end, within the drawing."""
    x, width = place.x(drawn.shown), width_of(drawn.shown_words, SMALL, SEMI_BOLD)
    begins = max(NAMES - 20, min(x - width / 2, drawn.width - width - 4))
    return begins, begins + width
