"""Where everything stands: cards in columns, lanes for lines that skip a column, and the order that crosses least."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from vlechtwerk.engines.documents.outcome_map.contents import CONTRIBUTES, Card, Line, OutcomeMap
from vlechtwerk.engines.documents.text_width import SEMI_BOLD, wrap

WIDTH = 1216
# Left edge and width of each column.
COLUMNS = {"input": (0, 208), "throughput": (280, 400), "output": (752, 208), "outcome": (1016, 200)}
TOP = 64
TITLE_SIZE, NOTE_SIZE, LINE_HEIGHT = 13.0, 12.0, 18
GAP, BAND_GAP, BAND_HEAD, BAND_PADDING = 13, 13, 30, 8
LANE_HEIGHT = 6
PART_INDENT = 20
BADGE_X, BADGE_ROOM = 268, 118
CROSSING_COSTS = 60


@dataclass(slots=True)
class Box:
    """A place on the drawing: a card, or an empty lane that a line runs through."""

    key: str
    x: float
    y: float
    width: float
    height: float
    card: Card | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def centre(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2


@dataclass(slots=True)
class BandBox:
    """The ground of a focus area."""

    title: str
    y: float
    height: float


@dataclass(slots=True)
class Layout:
    """Everything with its place."""

    boxes: dict[str, Box]
    bands: list[BandBox]
    lanes: dict[tuple[str, str], Box]
    society_y: float
    height: float


def lay_out(drawn: OutcomeMap) -> Layout:
    """Place all cards; the same map always gives the same places."""
    boxes: dict[str, Box] = {}
    bands, bottom = _throughput(drawn, boxes)
    input_bottom = _stack([card for card in drawn.cards if card.column == "input"], "input", boxes)
    lanes = {
        (line.start, line.end): Box(f"{line.start}>{line.end}", COLUMNS["output"][0], 0, 208, LANE_HEIGHT)
        for line in drawn.lines
        if line.kind == CONTRIBUTES and _skips(line, drawn)
    }
    outputs = [_box(card, "output") for card in drawn.cards if card.column == "output"]
    placed = _order([*outputs, *lanes.values()], _wishes(drawn, boxes, lanes))
    _place(placed, _wishes(drawn, boxes, lanes), TOP)
    boxes |= {box.key: box for box in outputs}
    effects = [_box(card, "outcome") for card in drawn.cards if card.column == "outcome" and not card.society]
    wishes = _effect_wishes(drawn, boxes, lanes)
    effects.sort(key=lambda box: (_mean(wishes.get(box.key, [])), box.key))
    _place(effects, wishes, TOP)
    boxes |= {box.key: box for box in effects}
    society_y = max([box.y + box.height for box in effects], default=TOP) + 28
    y = society_y + 20
    for card in drawn.cards:
        if card.society:
            box = _box(card, "outcome")
            box.y = y
            boxes[card.key] = box
            y += box.height + GAP
    ends = [bottom, input_bottom, y, *[box.y + box.height for box in placed]]
    return Layout(boxes, bands, lanes, society_y, max(ends) + 16)


def _box(card: Card, column: str) -> Box:
    x, width = COLUMNS[column]
    lines = wrap(card.title, width - 28, TITLE_SIZE, SEMI_BOLD)
    height = LINE_HEIGHT * len(lines) + 20 + (22 if card.verdict else 0)
    return Box(card.key, x, 0, width, height, card, lines)


def _throughput(drawn: OutcomeMap, boxes: dict[str, Box]) -> tuple[list[BandBox], float]:
    x, width = COLUMNS["throughput"]
    y: float = TOP
    bands = []
    for band in drawn.bands:
        start = y
        y += BAND_HEAD
        for card in drawn.cards:
            if card.column != "throughput" or card.band != band.key:
                continue
            indent = PART_INDENT if card.is_part else 0
            room = BADGE_X - 24 - indent if card.status else width - 44 - indent
            lines = wrap(card.title, room, TITLE_SIZE, SEMI_BOLD, 2)
            height = 16 + LINE_HEIGHT * len(lines) + (13 if card.note else 0)
            boxes[card.key] = Box(
                card.key, x + BAND_PADDING + indent, y, width - 2 * BAND_PADDING - indent, height, card, lines
            )
            y += height + 5
        bands.append(BandBox(band.title, start, y + 3 - start))
        y += 3 + BAND_GAP
    return bands, y


def _stack(cards: list[Card], column: str, boxes: dict[str, Box]) -> float:
    y: float = TOP + BAND_HEAD
    for card in cards:
        box = _box(card, column)
        box.y = y
        boxes[card.key] = box
        y += box.height + GAP
    return y


def _skips(line: Line, drawn: OutcomeMap) -> bool:
    columns = {card.key: card.column for card in drawn.cards}
    return columns.get(line.start) == "throughput" and columns.get(line.end) == "outcome"


def _wishes(drawn: OutcomeMap, boxes: dict[str, Box], lanes: dict[tuple[str, str], Box]) -> dict[str, list[float]]:
    """Return, for each output and lane, the heights of what leads to it."""
    wishes: dict[str, list[float]] = defaultdict(list)
    for line in drawn.lines:
        if line.kind != CONTRIBUTES or line.start not in boxes:
            continue
        lane = lanes.get((line.start, line.end))
        wishes[lane.key if lane else line.end].append(boxes[line.start].centre)
    return wishes


def _effect_wishes(
    drawn: OutcomeMap, boxes: dict[str, Box], lanes: dict[tuple[str, str], Box]
) -> dict[str, list[float]]:
    wishes: dict[str, list[float]] = defaultdict(list)
    for line in drawn.lines:
        if line.kind == CONTRIBUTES and line.start in boxes:
            lane = lanes.get((line.start, line.end))
            wishes[line.end].append(lane.centre if lane else boxes[line.start].centre)
    return wishes


def _order(boxes: list[Box], wishes: dict[str, list[float]]) -> list[Box]:
    """Start at the mean of the sources; move one at a time elsewhere while crossings and lengths fall."""
    order = sorted(boxes, key=lambda box: (_mean(wishes.get(box.key, [])), box.key))
    if len(order) > 24:
        return order
    return [order[place] for place in _improved(tuple(tuple(wishes.get(box.key, ())) for box in order))]


# The same map is drawn at every look at it, and looking for the best order takes the longest.
@lru_cache(maxsize=64)
def _improved(wishes: tuple[tuple[float, ...], ...]) -> tuple[int, ...]:
    """Return in which order places cross least, given the heights that each of them wishes."""
    order = list(range(len(wishes)))
    cost = _cost(order, wishes)
    improved = True
    while improved:
        improved = False
        for taken in range(len(order)):
            for place in range(len(order)):
                tried = order[:taken] + order[taken + 1 :]
                tried.insert(place, order[taken])
                found = _cost(tried, wishes)
                if found < cost:
                    order, cost, improved = tried, found, True
    return tuple(order)


def _cost(order: list[int], wishes: tuple[tuple[float, ...], ...]) -> float:
    ends = [(height, place) for place, one in enumerate(order) for height in wishes[one]]
    crossings = sum(
        1 for index, (h1, p1) in enumerate(ends) for h2, p2 in ends[index + 1 :] if (h1 - h2) * (p1 - p2) < 0
    )
    step = 62.0
    return CROSSING_COSTS * crossings + sum(abs(height - TOP - step * place) for height, place in ends) / 4


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 10_000.0


def _place(order: list[Box], wishes: dict[str, list[float]], top: float) -> None:
    """Give each box the height it wishes, in the order given, pushing overlaps apart by half each."""
    running = top
    for box in order:
        wish = wishes.get(box.key)
        box.y = max(_mean(wish) - box.height / 2 if wish else running, top)
        running = box.y + box.height
    for _round in range(200):
        moved = False
        for above, below in pairwise(order):
            overlap = above.y + above.height + GAP - below.y
            if overlap > 0.5:
                above.y -= overlap / 2
                below.y += overlap / 2
                moved = True
        if order and order[0].y < top:
            order[0].y = top
        if not moved:
            break
    for above, below in pairwise(order):
        below.y = max(below.y, above.y + above.height + GAP)
