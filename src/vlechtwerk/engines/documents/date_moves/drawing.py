"""Write moved dates as SVG: a row per milestone with its words at the left and its dates on one scale of time."""

import itertools
from datetime import date, timedelta
from html import escape

from vlechtwerk.engines.documents.date_moves.contents import DateMoves, Moment, Row
from vlechtwerk.engines.documents.drawing import BLUE, FONT, INK, QUIET, text
from vlechtwerk.engines.documents.text_width import SEMI_BOLD, width_of, wrap

WORDS, RIGHT = 330, 96
SMALL, SMALLER = 13, 12.5
LEGEND, ROW, AXIS = 34, 46, 30
ORANGE, ORANGE_TEXT, GREEN, SOFT, SOFT_EDGE, RULE = "#ac501b", "#7c3711", "#157b31", "#bcd6e8", "#3f7199", "#e1e5ea"
# A vague date gets a band, never smaller than a point.
LEAST_BAND = 14
# How far words stay from the line of the day shown.
CLEAR = 11


class Scale:
    """Turns days into places."""

    def __init__(self, drawn: DateMoves) -> None:
        moments = [moment for row in drawn.rows for moment in (*row.planned, *([row.reached] if row.reached else []))]
        days = [day for moment in moments for day in (moment.first, moment.last)]
        days += [drawn.shown, *(tick.day for tick in drawn.ticks)]
        self._first, self._room = min(days), drawn.width - WORDS - RIGHT
        self._days = max((max(days) - self._first) / timedelta(days=1), 1)

    def x(self, day: date) -> float:
        """Return where a day is."""
        return WORDS + self._room * ((day - self._first) / timedelta(days=1)) / self._days

    def middle(self, moment: Moment) -> float:
        """Return where the middle of a moment is."""
        return (self.x(moment.first) + self.x(moment.last)) / 2


def draw(drawn: DateMoves) -> str:
    """Return the drawing as SVG; the same contents always give the same text."""
    scale = Scale(drawn)
    bottom = LEGEND + ROW * len(drawn.rows)
    height = bottom + AXIS
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {height}" width="{drawn.width}"',
        f' height="{height}" font-family="{FONT}" role="img" aria-labelledby="moves-title moves-words">',
        f'<title id="moves-title">{escape(drawn.title)}</title>',
        f'<desc id="moves-words">{escape(drawn.description)}</desc>',
        *_legend(drawn.legend),
        *_ticks(drawn, scale, bottom),
        *_shown(drawn, scale, bottom),
        *[part for place, row in enumerate(drawn.rows) for part in _row(row, scale, LEGEND + ROW * place, drawn)],
        "</svg>",
    ]
    return "\n".join(parts)


def _legend(words: tuple[str, str, str, str]) -> list[str]:
    parts, x, y = [], 10.0, 14.0
    first, moved, now, reached = words
    for mark, label in (
        (_diamond(x, y, "#ffffff"), first),
        ("arrow", moved),
        ("now", now),
        ("reached", reached),
    ):
        drawn = {"arrow": _arrow(x - 14, x + 14, y), "now": _diamond(x, y, BLUE), "reached": _dot(x, y)}.get(mark, mark)
        parts += [drawn, text(x + 18, y + 4.5, label, SMALLER, INK)]
        x += 18 + width_of(label, SMALLER) + 34
    return parts


def _ticks(drawn: DateMoves, scale: Scale, bottom: float) -> list[str]:
    parts = [f'<path d="M{WORDS} {bottom}H{drawn.width - RIGHT}" stroke="{QUIET}"/>']
    begins, ends = _words_of_shown(drawn, scale)
    for tick in drawn.ticks:
        if not tick.words:
            continue
        x = scale.x(tick.day)
        parts.append(f'<path d="M{x:.1f} {LEGEND}V{bottom + 6}" stroke="{RULE}"/>')
        if x + width_of(tick.words, SMALLER) + 8 < begins or x > ends + 8:
            parts.append(text(x, bottom + 20, tick.words, SMALLER, QUIET))
    return parts


def _row(row: Row, scale: Scale, top: float, drawn: DateMoves) -> list[str]:
    y = top + ROW / 2
    title = wrap(row.title, WORDS - 24, SMALL, SEMI_BOLD, most=1)[0]
    under = wrap(row.under, WORDS - 24, SMALLER, most=1)[0]
    parts = [
        f'<path d="M0 {top:.1f}H{drawn.width}" stroke="{RULE}"/>',
        text(0, y - 4, title, SMALL, INK, 600),
        text(0, y + 13, under, SMALLER, QUIET),
    ]
    places = [scale.middle(moment) for moment in row.planned]
    for start, end in itertools.pairwise(places):
        parts.append(_arrow(start, end, y))
    last = len(row.planned) - 1
    for place, moment in enumerate(row.planned):
        parts.append(_planned(moment, scale, y, now=place == last and row.reached is None))
    if row.reached is not None:
        parts.append(_reached(row.reached, scale, y))
    return [*parts, *_moved(row, scale, y, scale.x(drawn.shown))]


def _moved(row: Row, scale: Scale, y: float, shown: float) -> list[str]:
    moments = [*row.planned, *([row.reached] if row.reached else [])]
    if not row.moved or not moments:
        return []
    last = max(max(scale.x(moment.last), scale.middle(moment) + LEAST_BAND / 2) for moment in moments)
    width = width_of(row.moved, SMALLER, SEMI_BOLD)
    # The line of the day shown passes behind the words; where they would begin at it, they stand beside it.
    begins = shown + CLEAR if last - 2 <= shown <= last + CLEAR else last + 8
    ground = f'<rect x="{begins - 2:.1f}" y="{y - 9:.1f}" width="{width + 4:.1f}" height="18" fill="#ffffff"/>'
    return [ground, text(begins, y + 4.5, row.moved, SMALLER, ORANGE_TEXT, 600)]


def _planned(moment: Moment, scale: Scale, y: float, *, now: bool) -> str:
    if moment.first == moment.last:
        return _diamond(scale.middle(moment), y, BLUE if now else "#ffffff")
    return _band(moment, scale, y, SOFT if now else "#ffffff", SOFT_EDGE)


def _reached(moment: Moment, scale: Scale, y: float) -> str:
    if moment.first == moment.last:
        return _dot(scale.middle(moment), y)
    return _band(moment, scale, y, "#ddf7e4", GREEN)


def _band(moment: Moment, scale: Scale, y: float, fill: str, edge: str) -> str:
    middle, width = scale.middle(moment), max(scale.x(moment.last) - scale.x(moment.first), LEAST_BAND)
    return (
        f'<rect x="{middle - width / 2:.1f}" y="{y - 6:.1f}" width="{width:.1f}" height="12" rx="6" fill="{fill}"'
        f' stroke="{edge}" stroke-dasharray="3 2"/>'
    )


def _diamond(x: float, y: float, fill: str) -> str:
    return f'<path d="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z" fill="{fill}" stroke="{BLUE}" stroke-width="1.6"/>'


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{GREEN}" stroke="#ffffff" stroke-width="1.5"/>'


def _arrow(start: float, end: float, y: float) -> str:
    tip = 8 if end > start else -8
    if abs(end - start) < 2 * abs(tip):
        return f'<path d="M{start:.1f} {y:.1f}H{end:.1f}" stroke="{ORANGE}" stroke-width="2"/>'
    return (
        f'<path d="M{start:.1f} {y:.1f}H{end - 2 * tip:.1f}" stroke="{ORANGE}" stroke-width="2"/>'
        f'<path d="M{end - tip:.1f} {y:.1f}l{-tip} -4v8z" fill="{ORANGE}"/>'
    )


def _shown(drawn: DateMoves, scale: Scale, bottom: float) -> list[str]:
    return [
        f'<path d="M{scale.x(drawn.shown):.1f} {LEGEND - 4}V{bottom + 6}" stroke="{INK}" stroke-width="1.5"'
        f' stroke-dasharray="4 3"/>',
        text(_words_of_shown(drawn, scale)[0], bottom + 20, drawn.shown_words, SMALLER, INK, 600),
    ]


def _words_of_shown(drawn: DateMoves, scale: Scale) -> tuple[float, float]:
    x, width = scale.x(drawn.shown), width_of(drawn.shown_words, SMALLER, SEMI_BOLD)
    begins = min(max(x - width / 2, WORDS), drawn.width - width - 4)
    return begins, begins + width
