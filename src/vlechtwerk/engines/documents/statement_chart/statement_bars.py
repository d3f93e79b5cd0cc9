"""Write the answers to statements as bars: those who disagree left of zero, those who agree right, neutral over it.

After Heiberger and Robbins, Journal of Statistical Software 57(5), 2014: who did not know stands apart at the right.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from vlechtwerk.engines.documents.drawing import INK, QUIET, text
from vlechtwerk.engines.documents.statement_chart import frame
from vlechtwerk.engines.documents.statement_chart.colours import EDGE, WHITE, Fill, fills_of
from vlechtwerk.engines.documents.statement_chart.contents import HiddenRow, Side, StatementBars, StatementRow
from vlechtwerk.engines.documents.statement_chart.frame import LINE, SMALL, SMALLER, SMALLEST, Key, Words
from vlechtwerk.engines.documents.text_width import SEMI_BOLD, width_of, wrap

BAR, BESIDE = 20, 28
# The open bar of who did not know: its longest, and how much one person may take at most.
UNKNOWN, MOST_A_PERSON, UNKNOWN_HIGH = 34, 5, 12
WIDEST_LABEL = 0.37
# How far a label stays from both ends of its part.
CLEAR = 3


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the columns stand: bars from `left` to `right`, n ends at `n`, the unknown are from `unknown` on."""

    words: Words
    left: float
    right: float
    n: float
    unknown: float
    count: float
    person: float
    is_plain: bool
    is_narrow: bool

    @property
    def zero(self) -> float:
        """Return where nothing is."""
        return self.left if self.is_plain else (self.left + self.right) / 2

    @property
    def whole(self) -> float:
        """Return how long a share of 1 is."""
        return self.right - self.zero


def draw_statement_bars(drawn: StatementBars) -> str:
    """Return the bars as SVG; the same contents always give the same text."""
    at, fills = _places(drawn), fills_of([category.side for category in drawn.categories])
    keys = [Key(_swatch(fill), 26, category.words) for fill, category in zip(fills, drawn.categories, strict=True)]
    parts, y = frame.legend(keys, drawn.width)
    head, y = _head(drawn, at, y)
    parts += head
    for row in drawn.rows:
        middle, bottom = _heights(row, at, y)
        parts += _words(row, drawn, at, y, middle)
        parts += _grid(at, y if not at.is_narrow else middle - BAR / 2 - 4, bottom - (4 if at.is_narrow else 0))
        if isinstance(row, HiddenRow):
            parts += frame.hidden(row, at.left, at.right, middle)
        else:
            parts += _bar(row, drawn, fills, at, middle)
        y = bottom
    return frame.sheet(drawn.name, (drawn.width, y + 4), (drawn.title, drawn.description), parts, drawn.invented)


def _places(drawn: StatementBars) -> _Places:
    shown = [row for row in drawn.rows if isinstance(row, StatementRow)]
    is_narrow = drawn.width < frame.NARROW
    most = max((row.unknown for row in shown), default=0)
    person = min(UNKNOWN / most, MOST_A_PERSON) if most else 0
    count = frame.widest([str(row.unknown) for row in shown], SMALLER)
    unknown = drawn.width - max(frame.widest([drawn.unknown], SMALLEST), count + 6 + UNKNOWN) - 1
    n = unknown - 18
    before_n = n - max(frame.widest([row.n for row in shown], SMALL, SEMI_BOLD), width_of(drawn.n, SMALLEST, SEMI_BOLD))
    label = frame.numbers_room([row.number for row in drawn.rows])
    if is_narrow:
        words, left, right = Words(label, before_n - 14 - label), 1.0, drawn.width - 1.0
    else:
        room = min(frame.widest([row.label for row in drawn.rows], SMALL), drawn.width * WIDEST_LABEL - label) + 1
        words, left, right = Words(label, room), label + room + BESIDE, before_n - BESIDE
    return _Places(words, left, right, n, unknown, unknown + count, person, drawn.plain, is_narrow)


def _head(drawn: StatementBars, at: _Places, y: float) -> tuple[list[str], float]:
    """Write what the columns hold, which way is which, and the axis; return also where the rows begin."""
    y += 14
    parts = [
        text(at.n, y, drawn.n, SMALLEST, INK, 600, ' text-anchor="end"'),
        text(at.unknown, y, drawn.unknown, SMALLEST, QUIET),
    ]
    if not drawn.plain:
        # On a phone the two ways would meet the heads of the columns.
        y += LINE if at.is_narrow else 0
        parts += _ways(drawn, at, y)
    y += LINE
    halves = [(at.zero, "0"), (at.zero + at.whole / 2, "50%"), (at.right, "100%")]
    if not drawn.plain:
        halves += [(at.zero - at.whole / 2, "50%"), (at.left, "100%")]
    within = (0.0, float(drawn.width)) if at.is_narrow else (at.left - 20, at.right + 20)
    return [*parts, *frame.ticks(halves, y, within)], y + 5


def _ways(drawn: StatementBars, at: _Places, y: float) -> list[str]:
    room = at.whole - 26
    left, right = (wrap(words, room, SMALLEST, most=1)[0] for words in (drawn.disagree, drawn.agree))
    begins, ends = at.zero - 8 - width_of(left, SMALLEST), at.zero + 8 + width_of(right, SMALLEST)
    return [
        text(at.zero - 8, y, left, SMALLEST, QUIET, 400, ' text-anchor="end"'),
        text(at.zero + 8, y, right, SMALLEST, QUIET),
        f'<path d="M{begins - 5:.1f} {y - 4}h-10m4 -3.5l-4 3.5l4 3.5M{ends + 5:.1f} {y - 4}h10m-4 -3.5l4 3.5l-4 3.5"'
        f' fill="none" stroke="{QUIET}"/>',
    ]


def _heights(row: StatementRow | HiddenRow, at: _Places, top: float) -> tuple[float, float]:
    """Return where the middle of a bar is, and where its row ends."""
    lines = len(at.words.lines(row.label))
    said = len(wrap(row.words, at.right - at.left - 16, SMALLER)) if isinstance(row, HiddenRow) else 1
    if at.is_narrow:
        bar = max(BAR, LINE * said)
        return top + LINE * lines + 10 + bar / 2, top + LINE * lines + bar + 22
    high = max(LINE * lines + 8, LINE * said + 8, BAR + 12)
    return top + high / 2, top + high


def _words(row: StatementRow | HiddenRow, drawn: StatementBars, at: _Places, top: float, middle: float) -> list[str]:
    """Write a row's number and label, and its n and who did not know where it shows any figure."""
    lines = len(at.words.lines(row.label))
    first = top + LINE if at.is_narrow else middle + 4.5 - LINE * (lines - 1) / 2
    parts = [frame.across(top, drawn.width)] if at.is_narrow else []
    parts += at.words.draw(row.number, row.label, first)
    if isinstance(row, HiddenRow):
        return parts
    beside = first if at.is_narrow else middle + 4.5
    parts.append(text(at.n, beside, row.n, SMALL, INK, 600, ' text-anchor="end"'))
    parts.append(text(at.count, beside, str(row.unknown), SMALLER, INK, 400, ' text-anchor="end"'))
    if row.unknown:
        begins = at.count + 6
        high = beside - 4.5 - UNKNOWN_HIGH / 2
        parts.append(frame.box(begins, begins + at.person * row.unknown, high, UNKNOWN_HIGH, WHITE, EDGE))
    return parts


def _grid(at: _Places, top: float, bottom: float) -> list[str]:
    quarters = [at.left + (at.right - at.left) * step / 4 for step in range(5)]
    if not at.is_plain:
        quarters += [at.left + (at.right - at.left) * step / 8 for step in (1, 3, 5, 7)]
    lines = [frame.upright(x, top, bottom) for x in quarters if x != at.zero]
    return [*lines, frame.upright(at.zero, top, bottom, EDGE)]


def _bar(row: StatementRow, drawn: StatementBars, fills: list[Fill], at: _Places, middle: float) -> list[str]:
    shares = [part.share for part in row.parts]
    sides = [category.side for category in drawn.categories]
    # Half of the neutral part stands left of zero.
    weights = {Side.DISAGREE: 1.0, Side.NEUTRAL: 0.5, Side.AGREE: 0.0}
    before = 0.0 if drawn.plain else sum(share * weights[side] for share, side in zip(shares, sides, strict=True))
    places = [at.zero + (passed - before) * at.whole for passed in itertools.accumulate(shares, initial=0.0)]
    parts = []
    for part, fill, (begins, ends) in zip(row.parts, fills, itertools.pairwise(places), strict=True):
        if part.share > 0:
            parts += _part(part.label, fill, begins, ends, middle)
    return parts


def _part(label: str, fill: Fill, begins: float, ends: float, middle: float) -> list[str]:
    top, wide = middle - BAR / 2, width_of(label, SMALLEST)
    parts = [frame.box(begins, ends, top, BAR, fill.ground, EDGE)]
    if fill.hatching:
        parts.append(frame.hatch(begins, top, ends - begins, BAR, fill.hatching))
    if not label or wide + 2 * CLEAR > ends - begins:
        return parts
    x = (begins + ends) / 2
    if fill.hatching:
        # No stroke runs through a label.
        parts.append(
            f'<rect x="{x - wide / 2 - CLEAR:.1f}" y="{top + 2.5:.1f}" width="{wide + 2 * CLEAR:.1f}"'
            f' height="{BAR - 5}" rx="2" fill="{fill.ground}"/>'
        )
    return [*parts, text(x, middle + 4.3, label, SMALLEST, fill.ink, 400, ' text-anchor="middle"')]


def _swatch(fill: Fill) -> Callable[[float, float], str]:
    def mark(x: float, y: float) -> str:
        hatching = frame.hatch(x + 1, y - 6, 18, 12, fill.hatching) if fill.hatching else ""
        return frame.box(x + 1, x + 19, y - 6, 12, fill.ground, EDGE) + hatching

    return mark
