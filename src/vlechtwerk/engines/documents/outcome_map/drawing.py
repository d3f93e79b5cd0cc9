"""Write the map as one SVG: attributes only, so that it keeps its colours on paper and under a strict policy."""

from collections import defaultdict
from html import escape

from vlechtwerk.engines.documents.drawing import BLUE, FONT, INK, QUIET, RED, STATES, text
from vlechtwerk.engines.documents.outcome_map.contents import HOLDS_UP, MERGED, Card, Line, OutcomeMap
from vlechtwerk.engines.documents.outcome_map.layout import (
    BADGE_X,
    COLUMNS,
    LINE_HEIGHT,
    NOTE_SIZE,
    TITLE_SIZE,
    WIDTH,
    Box,
    Layout,
    lay_out,
)
from vlechtwerk.engines.documents.text_width import SEMI_BOLD, width_of, wrap

PORT_STEP = 13.0
BACK, EDGE, EDGE_BACK = "#566479", "#7f8da2", "#a9b3c1"
VERDICTS = {"not_met": RED, "partly_met": "#7c3711", "divided": "#3d5374", "met": "#105f26", "unknown": QUIET}
# Signs in a field of 12 by 12.
# ruff: noqa: E501
SIGNS = {
    "completed": '<circle cx="6" cy="6" r="6" fill="{c}"/><path d="M3 6l2 2 4-4" fill="none" stroke="#fff" stroke-width="1.6"/>',
    "closing": '<circle cx="6" cy="6" r="5.2" fill="none" stroke="{c}" stroke-width="1.4"/><path d="M3.4 6l2 2 3.4-3.6" fill="none" stroke="{c}" stroke-width="1.4"/>',
    "running": '<path d="M2 1l9 5-9 5z" fill="{c}"/>',
    "delayed": '<path d="M6 0.5l6 11h-12z" fill="{c}"/><path d="M6 4.4v3.4M6 9v1.4" stroke="#fff" stroke-width="1.4"/>',
    "dissolved": '<circle cx="6" cy="6" r="5.2" fill="none" stroke="{c}" stroke-width="1.4" stroke-dasharray="2 1.6"/><path d="M3.4 6h5.2" stroke="{c}" stroke-width="1.4"/>',
    "planned": '<circle cx="6" cy="6" r="5.2" fill="none" stroke="{c}" stroke-width="1.4"/>',
    "not_met": '<circle cx="6" cy="6" r="6" fill="{c}"/><path d="M3.8 3.8l4.4 4.4M8.2 3.8l-4.4 4.4" stroke="#fff" stroke-width="1.6"/>',
    "partly_met": '<circle cx="6" cy="6" r="5.2" fill="none" stroke="{c}" stroke-width="1.4"/><path d="M6 0.8a5.2 5.2 0 0 0 0 10.4z" fill="{c}"/>',
    "divided": '<path d="M0.5 6h11M3 3.4l-2.6 2.6 2.6 2.6M9 3.4l2.6 2.6-2.6 2.6" fill="none" stroke="{c}" stroke-width="1.4"/>',
    "met": '<circle cx="6" cy="6" r="6" fill="{c}"/><path d="M3 6l2 2 4-4" fill="none" stroke="#fff" stroke-width="1.6"/>',
    "unknown": '<circle cx="6" cy="6" r="5.2" fill="none" stroke="{c}" stroke-width="1.4"/>',
}  # fmt: skip


def draw(drawn: OutcomeMap) -> str:
    """Return the map as SVG, 1216 units wide; the same map always gives the same text."""
    places, name = lay_out(drawn), escape(drawn.name, quote=True)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 0 {WIDTH + 4} {places.height:.0f}" width="{WIDTH + 4}"'
        f' height="{places.height:.0f}" font-family="{FONT}" role="group" aria-labelledby="{name}-title {name}-words">',
        f'<title id="{name}-title">{escape(drawn.title)}</title><desc id="{name}-words">{escape(drawn.description)}</desc>',
        *_heads(drawn),
        *_bands(places),
        *_lines(drawn, places),
        *_society(drawn, places),
        *[_card(drawn, places.boxes[card.key]) for card in drawn.cards if card.key in places.boxes],
        "</svg>",
    ]
    return "\n".join(parts)


def _heads(drawn: OutcomeMap) -> list[str]:
    parts = []
    for column in drawn.columns:
        x, width = COLUMNS[column.key]
        parts.append(text(x, 18, column.title, 17, INK, 700))
        parts.append(text(x + width_of(column.title, 17, SEMI_BOLD) + 12, 18, column.subtitle, 13, QUIET))
        parts.append(text(x, 38, column.note, 12.5, QUIET))
        parts.append(f'<path d="M{x} 47h{width}" stroke="{BLUE}" stroke-width="2"/>')
    return parts


def _bands(places: Layout) -> list[str]:
    x, width = COLUMNS["throughput"]
    parts = []
    for band in places.bands:
        parts.append(
            f'<rect x="{x}" y="{band.y:.1f}" width="{width}" height="{band.height:.1f}" rx="4" fill="#f3f8fb"/>'
        )
        parts.append(text(x + 14, band.y + 20, band.title, 13, "#12344d", 600))
    return parts


def _society(drawn: OutcomeMap, places: Layout) -> list[str]:
    if not any(card.society for card in drawn.cards):
        return []
    return [text(COLUMNS["outcome"][0], places.society_y + 8, drawn.society_title, 13, "#12344d", 600)]


def _chosen(drawn: OutcomeMap, line: Line) -> bool:
    return bool(drawn.selected) and line.start in drawn.on_path and line.end in drawn.on_path


def _lines(drawn: OutcomeMap, places: Layout) -> list[str]:
    ports = _ports(drawn, places)
    # Chosen lines come last, so that they lie on top.
    ordered = sorted(drawn.lines, key=lambda line: _chosen(drawn, line))
    return [
        _line(drawn, places, line, ports) for line in ordered if line.start in places.boxes and line.end in places.boxes
    ]


def _ports(drawn: OutcomeMap, places: Layout) -> dict[tuple[str, Line], float]:
    """Give each line its own height at both of its ends, in the order of what lies at the other end."""
    leaving: dict[str, list[Line]] = defaultdict(list)
    arriving: dict[str, list[Line]] = defaultdict(list)
    for line in drawn.lines:
        if line.kind != MERGED and line.start in places.boxes and line.end in places.boxes:
            leaving[line.start].append(line)
            arriving[line.end].append(line)
    found: dict[tuple[str, Line], float] = {}
    for key, lines in leaving.items():
        lines.sort(key=lambda line: (_target(places, line).centre, line.end))
        _spread(places.boxes[key], "start", lines, found)
    for key, lines in arriving.items():
        lines.sort(key=lambda line: (places.boxes[line.start].centre, line.start))
        _spread(places.boxes[key], "end", lines, found)
    return found


def _target(places: Layout, line: Line) -> Box:
    return places.lanes.get((line.start, line.end)) or places.boxes[line.end]


def _spread(box: Box, side: str, lines: list[Line], found: dict[tuple[str, Line], float]) -> None:
    step = min(PORT_STEP, (box.height - 12) / max(1, len(lines) - 1)) if len(lines) > 1 else 0
    first = box.centre - step * (len(lines) - 1) / 2
    for place, line in enumerate(lines):
        found[side, line] = first + step * place


def _line(drawn: OutcomeMap, places: Layout, line: Line, ports: dict[tuple[str, Line], float]) -> str:
    start, end = places.boxes[line.start], places.boxes[line.end]
    chosen = _chosen(drawn, line)
    colour = (RED if chosen else "#b0434a") if line.kind == HOLDS_UP else (BLUE if chosen else "#5f7a99")
    if drawn.selected and not chosen:
        colour = "#8894a6"
    stroke = f'fill="none" stroke="{colour}" stroke-width="{2.4 if chosen else 1.3}"'
    if line.kind == MERGED:
        return _bow(start, end, stroke, colour)
    if start.x == end.x:
        return _below(start, end, stroke, colour)
    x1, y1, y2 = start.x + start.width, ports["start", line], ports["end", line]
    x2 = end.x - (2 if line.kind == HOLDS_UP else 7)
    lane = places.lanes.get((line.start, line.end))
    if lane is not None:
        middle = lane.centre
        path = f"M{x1:.1f} {y1:.1f}{_curve(x1, y1, lane.x, middle)}H{lane.x + lane.width:.1f}{_curve(lane.x + lane.width, middle, x2, y2)}"
    else:
        path = f"M{x1:.1f} {y1:.1f}{_curve(x1, y1, x2, y2)}"
    if line.kind == HOLDS_UP:
        tip = f'<path d="M{x2:.1f} {y2 - 5:.1f}v10" {stroke}/>'
    else:
        tip = f'<path d="M{x2 + 7:.1f} {y2:.1f}l-8 -4v8z" fill="{colour}"/>'
    return f'<path d="{path}" {stroke}/>{tip}'


def _below(start: Box, end: Box, stroke: str, colour: str) -> str:
    """Lead from a card to one below it, along the left side of their column."""
    y1, y2 = start.y + start.height - 9, end.y + 12
    bow = 14 + (y2 - y1) / 40
    path = f"M{start.x:.1f} {y1:.1f}C{start.x - bow:.1f} {y1:.1f} {end.x - bow:.1f} {y2:.1f} {end.x - 7:.1f} {y2:.1f}"
    return f'<path d="{path}" {stroke}/><path d="M{end.x:.1f} {y2:.1f}l-8 -4v8z" fill="{colour}"/>'


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a cubic that is level at both ends; falling lines turn early and rising ones late, so that few cross."""
    gap = x2 - x1
    difference = y2 - y1
    turn = 0.5 if abs(difference) < 60 else 0.42 if difference > 0 else 0.58
    return f"C{x1 + gap * (turn + 0.12):.1f} {y1:.1f} {x1 + gap * (turn - 0.12):.1f} {y2:.1f} {x2:.1f} {y2:.1f}"


def _bow(start: Box, end: Box, stroke: str, colour: str) -> str:
    left = COLUMNS["throughput"][0] - 12
    y1, y2 = start.centre, end.centre + 8
    path = f"M{start.x:.1f} {y1:.1f}C{left - 8} {y1:.1f} {left - 8} {y2:.1f} {end.x - 7:.1f} {y2:.1f}"
    return (
        f'<path d="{path}" {stroke} stroke-dasharray="2 3"/><path d="M{end.x:.1f} {y2:.1f}l-8 -4v8z" fill="{colour}"/>'
    )


def _card(drawn: OutcomeMap, box: Box) -> str:
    card = box.card
    if card is None:
        return ""
    selected = card.key == drawn.selected
    back = bool(drawn.selected) and card.key not in drawn.on_path
    related = bool(drawn.selected) and not back
    edge, thickness = (BLUE, 3 if selected else 1.6) if related else (EDGE_BACK if back else EDGE, 1)
    dash = ' stroke-dasharray="4 3"' if card.inferred else ""
    parts = [
        _opened(card, selected),
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="4"'
        f' fill="{"#f3f8fb" if card.society else "#ffffff"}" stroke="{edge}" stroke-width="{thickness}"{dash}/>',
    ]
    if selected:
        parts.append(f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="6" height="{box.height:.1f}" fill="{BLUE}"/>')
    y = box.y + 8 + TITLE_SIZE
    for words in box.lines:
        parts.append(text(box.x + 14, y, words, TITLE_SIZE, BACK if back else INK, 600))
        y += LINE_HEIGHT
    if card.note and card.column == "throughput":
        room = (BADGE_X if card.status else box.width) - 24
        note = wrap(card.note, room, NOTE_SIZE, most=1)[0]
        warns = card.note_is_warning
        parts.append(text(box.x + 14, y - 3, note, NOTE_SIZE, "#7c3711" if warns else QUIET, 600 if warns else 400))
    if card.status:
        parts.append(_badge(card.status, card.status_word, COLUMNS["throughput"][0] + BADGE_X, box.centre, back))
    if card.verdict:
        parts.append(_sign(card.verdict, box.x + 14, y - 9, VERDICTS[card.verdict]))
        parts.append(text(box.x + 31, y + 1, card.verdict_word, 12.5, VERDICTS[card.verdict], 600))
    # Spaces between the words, so that what is read aloud equals what is seen.
    return "\n".join(parts) + ("</a>" if card.href else "</g>")


def _opened(card: Card, selected: bool) -> str:
    """Open a card: one that leads somewhere is a link, on paper it leads nowhere."""
    if not card.href:
        return "<g>"
    chosen = ' aria-current="true"' if selected else ""
    return f'<a href="{escape(card.href, quote=True)}" aria-label="{escape(card.label, quote=True)}"{chosen}>'


def _badge(status: str, word: str, x: float, centre: float, back: bool) -> str:
    colour, ground, border, dash = STATES.get(status, STATES["planned"])
    width = width_of(word, 12.5, SEMI_BOLD) + 36
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    frame = (
        ""
        if back
        else (
            f'<rect x="{x:.1f}" y="{centre - 11:.1f}" width="{width:.1f}" height="22" rx="3" fill="{ground}" stroke="{border}"{dashed}/>'
        )
    )
    return frame + _sign(status, x + 9, centre - 6, colour) + text(x + 26, centre + 4.5, word, 12.5, colour, 600)


def _sign(name: str, x: float, y: float, colour: str) -> str:
    return f'<g transform="translate({x:.1f} {y:.1f})">{SIGNS[name].replace("{c}", colour)}</g>'
