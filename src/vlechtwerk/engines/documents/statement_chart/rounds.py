"""Write two rounds of the same statements: an open dot for the one before, a filled dot for now, counts at the right.

Nothing says whether a difference is good. Where the wording changed there is nothing to compare: the line is broken.
"""

from dataclasses import dataclass

from vlechtwerk.engines.documents.drawing import INK, QUIET, text
from vlechtwerk.engines.documents.statement_chart import frame
from vlechtwerk.engines.documents.statement_chart.colours import BLUE, WHITE
from vlechtwerk.engines.documents.statement_chart.contents import HiddenRow, RoundRow, RoundsSideBySide
from vlechtwerk.engines.documents.statement_chart.frame import LINE, SMALL, SMALLER, SMALLEST, Key, Words
from vlechtwerk.engines.documents.text_width import SEMI_BOLD, width_of, wrap

OPEN, FILLED, DOTS = 6, 4.5, 26
BESIDE, AFTER, WIDEST_LABEL = 18, 20, 0.4
# Labels here are short: dots stand beside them in a column of a page, and below them on a phone.
NARROW = 380
# Between the two counts, and the gap in a broken line.
BETWEEN, GAP = 24, 12
DARK = BLUE[0]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the columns stand: dots from `left` to `right`, the counts before end at `before`, those now at `now`."""

    words: Words
    left: float
    right: float
    before: float
    now: float
    is_narrow: bool

    def x(self, share: float) -> float:
        """Return where a share is."""
        return self.left + share * (self.right - self.left)


def draw_rounds_side_by_side(drawn: RoundsSideBySide) -> str:
    """Return the rounds as SVG; the same contents always give the same text."""
    at = _places(drawn)
    keys = [Key(_open_key, 18, drawn.before), Key(_filled_key, 18, drawn.now)]
    parts, y = frame.legend(keys, drawn.width)
    head, y = _head(drawn, at, y)
    parts += head
    for row in drawn.rows:
        middle, bottom = _heights(row, at, y)
        parts += _words(row, at, y, middle, drawn.width)
        ends = (middle - DOTS / 2, middle + DOTS / 2) if at.is_narrow else (y, bottom)
        parts += [frame.upright(at.x(share), *ends) for share in (0, 0.25, 0.5, 0.75, 1)]
        if isinstance(row, HiddenRow):
            parts += frame.hidden(row, at.left, at.right, middle)
        else:
            parts += _dots(row, at, middle)
        y = bottom
    return frame.sheet(drawn.name, (drawn.width, y + 4), (drawn.title, drawn.description), parts, drawn.invented)


def _places(drawn: RoundsSideBySide) -> _Places:
    shown = [row for row in drawn.rows if isinstance(row, RoundRow)]
    before_wide = frame.widest([row.before.count for row in shown if row.before], SMALLER)
    now_wide = frame.widest([row.now.count for row in shown if row.now], SMALLER, SEMI_BOLD)
    now = float(drawn.width)
    before = now - max(now_wide + BETWEEN, width_of(drawn.count, SMALLEST) - before_wide)
    counts = before - before_wide
    label = frame.numbers_room([row.number for row in drawn.rows])
    is_narrow = drawn.width < NARROW
    if is_narrow:
        return _Places(Words(label, counts - 14 - label), OPEN + 1, now - OPEN - 1, before, now, is_narrow)
    words = [row.label for row in drawn.rows] + [row.note for row in shown]
    room = min(frame.widest(words, SMALL), drawn.width * WIDEST_LABEL - label) + 1
    return _Places(Words(label, room), label + room + BESIDE, counts - AFTER, before, now, is_narrow)


def _head(drawn: RoundsSideBySide, at: _Places, y: float) -> tuple[list[str], float]:
    """Write what the dots and counts are, and the axis; return also where the rows begin."""
    end = ' text-anchor="end"'
    room = drawn.width - width_of(drawn.count, SMALLEST) - 12
    lines = wrap(drawn.share, room, SMALLEST)
    y += 14
    parts = [text(0, y + LINE * place, line, SMALLEST, QUIET) for place, line in enumerate(lines)]
    y += LINE * (len(lines) - 1)
    parts.append(text(at.now, y, drawn.count, SMALLEST, QUIET, 400, end))
    y += LINE
    places = [(at.x(share), words) for share, words in ((0, "0"), (0.5, "50%"), (1, "100%"))]
    return [*parts, *frame.ticks(places, y, (0.0, float(drawn.width)))], y + 5


def _lines(row: RoundRow | HiddenRow, at: _Places) -> tuple[int, int]:
    """Return how many lines the label of a row takes, and how many its note."""
    note = row.note if isinstance(row, RoundRow) else ""
    return len(at.words.lines(row.label)), len(wrap(note, at.words.room, SMALLEST)) if note else 0


def _heights(row: RoundRow | HiddenRow, at: _Places, top: float) -> tuple[float, float]:
    """Return where the middle of the dots is, and where the row ends."""
    high = float(LINE * sum(_lines(row, at)))
    said = LINE * len(wrap(row.words, at.right - at.left - 16, SMALLER)) if isinstance(row, HiddenRow) else 0
    if at.is_narrow:
        dots = max(DOTS, said)
        return top + high + 8 + dots / 2, top + high + dots + 12
    high = max(high + 10, said + 8, DOTS)
    return top + high / 2, top + high


def _words(row: RoundRow | HiddenRow, at: _Places, top: float, middle: float, width: int) -> list[str]:
    """Write number, label and note of a row, and its counts."""
    labels, notes = _lines(row, at)
    first = top + LINE if at.is_narrow else middle + 4.5 - LINE * (labels + notes - 1) / 2
    parts = [frame.across(top, width)] if at.is_narrow else []
    parts += at.words.draw(row.number, row.label, first)
    if isinstance(row, HiddenRow):
        return parts
    if notes:
        for place, line in enumerate(wrap(row.note, at.words.room, SMALLEST)):
            parts.append(text(at.words.label, first + LINE * (labels + place), line, SMALLEST, QUIET))
    return parts + _counts(row, at, first if at.is_narrow else middle + 4.5)


def _counts(row: RoundRow, at: _Places, y: float) -> list[str]:
    end, parts = ' text-anchor="end"', []
    if row.before:
        parts.append(text(at.before, y, row.before.count, SMALLER, INK, 400, end))
    if row.now:
        parts.append(text(at.now, y, row.now.count, SMALLER, INK, 600, end))
    if row.before and row.now:
        begins = at.before + 5
        parts.append(
            _break(begins + 7, y - 4.5)
            if row.is_broken
            else f'<path d="M{begins} {y - 4.5:.1f}h13m-4 -3.5l4 3.5l-4 3.5" fill="none" stroke="{QUIET}"/>'
        )
    return parts


def _dots(row: RoundRow, at: _Places, y: float) -> list[str]:
    parts = []
    if row.before and row.now:
        parts += _line(at.x(row.before.share), at.x(row.now.share), y, is_broken=row.is_broken)
    if row.before:
        parts.append(_open(at.x(row.before.share), y))
    if row.now:
        parts.append(_filled(at.x(row.now.share), y))
    return parts


def _line(one: float, other: float, y: float, *, is_broken: bool) -> list[str]:
    """Draw the line between two dots; a broken one has a gap, where there is room for it."""
    left, right = sorted((one, other))
    if not is_broken:
        return [_stroke(left, right, y)]
    middle = (left + right) / 2
    if right - left < GAP + 2 * OPEN + 6:
        return []
    return [_stroke(left, middle - GAP / 2, y), _stroke(middle + GAP / 2, right, y), _break(middle, y)]


def _stroke(left: float, right: float, y: float) -> str:
    return f'<path d="M{left:.2f} {y:.1f}H{right:.2f}" stroke="{DARK}" stroke-width="1.5"/>'


def _break(x: float, y: float) -> str:
    return f'<path d="M{x - 5:.1f} {y + 6:.1f}l4 -12M{x + 1:.1f} {y + 6:.1f}l4 -12" stroke="{QUIET}" fill="none"/>'


def _open(x: float, y: float) -> str:
    return f'<circle cx="{x:.2f}" cy="{y:.1f}" r="{OPEN}" fill="{WHITE}" stroke="{DARK}" stroke-width="1.6"/>'


def _filled(x: float, y: float) -> str:
    return f'<circle cx="{x:.2f}" cy="{y:.1f}" r="{FILLED}" fill="{DARK}"/>'


def _open_key(x: float, y: float) -> str:
    return _open(x + OPEN + 1, y)


def _filled_key(x: float, y: float) -> str:
    return _filled(x + OPEN + 1, y)
