"""Write a line of time as SVG: labels above it in rows that do not touch, the line, and how it stood below."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from vlechtwerk.engines.documents.drawing import BLUE, FONT, INK, QUIET, STATES, text
from vlechtwerk.engines.documents.text_width import SEMI_BOLD, width_of, wrap
from vlechtwerk.engines.documents.timeline.contents import Move, Span, Tick, Timeline
from vlechtwerk.engines.documents.timeline.flags import BESIDE, Flag, place
from vlechtwerk.engines.documents.timeline.scale import MARGIN, Scale

SMALL, SMALLER = 13, 12.5
ROW, MOST_ROWS, WIDEST_LABEL = 40, 6, 230
BAR, LOWER, MOST_LOWER = 22, 18, 3
ORANGE, DARK_ORANGE, SOFT, SOFT_EDGE, POLE = "#ac501b", "#7c3711", "#bcd6e8", "#3f7199", "#7fa6c4"
# A box or a badge never gets smaller than a hand can point at.
LEAST_WIDTH = 10
TICK_APART = 14


@dataclass(frozen=True, slots=True)
class Label:
    """Two lines of words that belong to a place on the line, and by how much the date moved."""

    x: float
    when: str
    what: str
    replaced: bool = False
    moved: str = ""


def draw(drawn: Timeline) -> str:
    """Return the line of time as SVG; the same contents always give the same text."""
    scale = Scale(drawn)
    labels = place(_labels(drawn, scale), _room, drawn.width, MOST_ROWS)
    top = 12 + ROW * (1 + max((flag.row for flag in labels), default=0))
    axis = top + 28
    beside = place(_without_room(drawn, scale), _room_below(scale), drawn.width, MOST_LOWER)
    lower = 1 + max((flag.row for flag in beside), default=-1)
    height = axis + (76 + LOWER * lower if drawn.spans else 34)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {height}" width="{drawn.width}"',
        f' height="{height}" font-family="{FONT}" role="img" aria-labelledby="timeline-title timeline-words">',
        f'<title id="timeline-title">{escape(drawn.title)}</title>',
        f'<desc id="timeline-words">{escape(drawn.description)}</desc>',
        *[_pole(flag, top, axis) for flag in labels],
        *[_label(flag, top) for flag in labels],
        *_axis(drawn, scale, axis),
        *[_event(scale.x(event.first), scale.x(event.last), axis) for event in drawn.events],
        *[part for move in drawn.moves for part in _move(move, scale, axis)],
        *[_span(span, scale, axis + 42) for span in drawn.spans],
        *[part for flag in beside for part in _span_words(flag, axis + 42)],
        *_shown(drawn, scale, axis),
        *_cut(scale, axis, axis + 42 if drawn.spans else None),
        "</svg>",
    ]
    return "\n".join(parts)


def _labels(drawn: Timeline, scale: Scale) -> list[Label]:
    labels = [Label((scale.x(event.first) + scale.x(event.last)) / 2, event.when, event.what) for event in drawn.events]
    for move in drawn.moves:
        last = len(move.dates) - 1
        labels += [
            Label(scale.x(day), when, what, replaced=place < last, moved=move.moved if place == last else "")
            for place, (day, when, what) in enumerate(move.dates)
        ]
    return sorted(labels, key=lambda label: label.x)


def _what(label: Label) -> str:
    return wrap(label.what, WIDEST_LABEL, SMALL, most=1)[0]


def _room(label: Label) -> tuple[float, float]:
    """Return where a label stands, and how wide its words are."""
    above = width_of(label.when, SMALL, SEMI_BOLD)
    if label.moved:
        above += 8 + width_of(label.moved, SMALLER, SEMI_BOLD)
    return label.x, max(above, width_of(_what(label), SMALL))


def _pole(flag: Flag[Label], top: float, axis: float) -> str:
    return f'<path d="M{flag.pole:.1f} {top - ROW * flag.row - 36}V{axis - 20}" stroke="{POLE}" stroke-width="1"/>'


def _label(flag: Flag[Label], top: float) -> str:
    label, y = flag.held, top - ROW * flag.row - 20
    colour = QUIET if label.replaced else INK
    # The pole of a label further up passes behind this one.
    ground = (
        f'<rect x="{flag.begins - 2:.1f}" y="{y - 19}" width="{flag.ends - flag.begins + 4:.1f}" height="40"'
        ' fill="#ffffff"/>'
    )
    # Words left of their pole end at it.
    left = flag.ends < flag.pole
    x, anchor = (flag.ends, ' text-anchor="end"') if left else (flag.begins, "")
    parts = [ground, text(x, y + 13, _what(label), SMALL, colour, 400, anchor)]
    if label.moved:
        wide = width_of(label.moved, SMALLER, SEMI_BOLD)
        place = flag.ends - wide if left else flag.begins + width_of(label.when, SMALL, SEMI_BOLD) + 8
        parts.append(text(place, y - 4, label.moved, SMALLER, DARK_ORANGE, 600))
        x = place - 8 if left else x
    return "".join([*parts, text(x, y - 4, label.when, SMALL, colour, 600, anchor)])


def _axis(drawn: Timeline, scale: Scale, y: float) -> list[str]:
    parts = [f'<path d="M{MARGIN} {y}H{drawn.width - MARGIN}" stroke="{QUIET}" stroke-width="1"/>']
    worded = dict(_ticks_with_words(drawn, scale))
    for tick in drawn.ticks:
        x = scale.x(tick.day)
        if not scale.is_cut(x):
            parts.append(f'<path d="M{x:.1f} {y}v{8 if tick in worded else 5}" stroke="{QUIET}" stroke-width="1"/>')
    return [*parts, *[text(x, y + 22, tick.words, SMALLER, QUIET) for tick, x in worded.items()]]


def _ticks_with_words(drawn: Timeline, scale: Scale) -> list[tuple[Tick, float]]:
    """Return which ticks have their words, and where: first the years, then halves, quarters and months that fit."""
    taken = [_shown_at(drawn, scale)]
    found: list[tuple[Tick, float]] = []
    for rank in range(4):
        added = []
        for tick in drawn.ticks:
            if not tick.words or _rank(tick) != rank or scale.is_cut(scale.x(tick.day)):
                continue
            wide = width_of(tick.words, SMALLER)
            x = min(scale.x(tick.day), drawn.width - wide)
            if _is_free(taken[:1], x, x + wide):
                added.append((tick, x, x + wide))
        places = sorted([*taken[1:], *[(x, end) for _tick, x, end in added]])
        if any(end + TICK_APART > start for (_start, end), (start, _end) in itertools.pairwise(places)):
            break
        taken += [(x, end) for _tick, x, end in added]
        found += [(tick, x) for tick, x, _end in added]
    return sorted(found, key=lambda item: item[1])


def _rank(tick: Tick) -> int:
    if tick.day.day != 1:
        return 3
    return {1: 0, 7: 1, 4: 2, 10: 2}.get(tick.day.month, 3)


def _is_free(taken: list[tuple[float, float]], begins: float, ends: float) -> bool:
    return all(ends + 8 <= start or end + 8 <= begins for start, end in taken)


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
    last = len(places) - 1
    return [*parts, *[_diamond(x, y, "#ffffff" if place < last else BLUE) for place, x in enumerate(places)]]


def _bar(span: Span, scale: Scale) -> tuple[float, float]:
    """Return where a bar begins, and how wide it is."""
    x1, x2 = scale.x(span.first), scale.x(span.last)
    return min(x1, scale.width - LEAST_WIDTH), max(x2 - x1, LEAST_WIDTH)


def _without_room(drawn: Timeline, scale: Scale) -> list[Span]:
    """Return how it stood of which the words do not fit in their bar: they stand below."""
    return [span for span in drawn.spans if width_of(span.words, SMALLER, SEMI_BOLD) + 16 > _inside(span, scale)[1]]


def _inside(span: Span, scale: Scale) -> tuple[float, float]:
    """Return the widest part of a bar that is not cut: where it begins, and how wide it is."""
    x, width = _bar(span, scale)
    parts, begins = [], x
    for start, end in scale.cuts:
        if x < end and start < x + width:
            parts.append((begins, start - begins))
            begins = end
    return max([*parts, (begins, x + width - begins)], key=lambda part: part[1])


def _room_below(scale: Scale) -> Callable[[Span], tuple[float, float]]:
    def room(span: Span) -> tuple[float, float]:
        x, width = _bar(span, scale)
        return x + min(width / 2, 8), width_of(span.words, SMALLER, SEMI_BOLD)

    return room


def _span(span: Span, scale: Scale, y: float) -> str:
    x, width = _bar(span, scale)
    colour, ground, border, dash = STATES.get(span.status, (QUIET, "#ffffff", "#8894a6", "3 3"))
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    drawn = (
        f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{BAR}" rx="3" fill="{ground}" stroke="{border}"'
        f"{dashed}><title>{escape(span.words)}</title></rect>"
    )
    if span.open_until is not None:
        end = scale.x(span.open_until)
        drawn += f'<path d="M{x + width:.1f} {y + BAR / 2}H{end:.1f}" stroke="{border}" stroke-dasharray="2 5"/>'
    begins, room = _inside(span, scale)
    if width_of(span.words, SMALLER, SEMI_BOLD) + 16 <= room:
        drawn += text(begins + 8, y + 15.5, span.words, SMALLER, colour, 600)
    return drawn


def _span_words(flag: Flag[Span], y: float) -> list[str]:
    colour = STATES.get(flag.held.status, (QUIET, "", "", ""))[0]
    below = y + BAR + LOWER * (flag.row + 1)
    return [
        f'<path d="M{flag.pole:.1f} {y + BAR}V{below}" stroke="{colour}" stroke-width="1"/>',
        text(flag.begins, below - 1, flag.held.words, SMALLER, colour, 600),
    ]


def _shown(drawn: Timeline, scale: Scale, axis: float) -> list[str]:
    x = scale.x(drawn.shown)
    bottom = axis + 42 + BAR + 4 if drawn.spans else axis + 8
    return [
        f'<path d="M{x:.1f} {axis - 24}V{bottom}" stroke="{INK}" stroke-width="2"/>',
        text(_shown_at(drawn, scale)[0], axis + 22, drawn.shown_words, SMALLER, INK, 600),
    ]


def _shown_at(drawn: Timeline, scale: Scale) -> tuple[float, float]:
    """Return where the words of the day shown begin and end: before its line where there is room."""
    x, width = scale.x(drawn.shown), width_of(drawn.shown_words, SMALLER, SEMI_BOLD)
    return (x - BESIDE - width, x - BESIDE) if x > MARGIN + width else (x + BESIDE, x + BESIDE + width)


def _cut(scale: Scale, axis: float, bars: float | None) -> list[str]:
    """Show where the line is cut: two strokes, through the bars too."""
    parts = []
    for begins, ends in scale.cuts:
        x = (begins + ends) / 2
        for y in [axis, *([bars + BAR / 2] if bars is not None else [])]:
            high = 8 if y == axis else BAR / 2 + 3
            parts.append(
                f'<path d="M{x - 7:.1f} {y + high}l6 {-2 * high}h7l-6 {2 * high}z" fill="#ffffff"/>'
                f'<path d="M{x - 7:.1f} {y + high}l6 {-2 * high}M{x:.1f} {y + high}l6 {-2 * high}" stroke="{QUIET}"/>'
            )
    return parts
