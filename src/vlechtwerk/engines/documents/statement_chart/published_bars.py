"""Write shares that only a source gives as grey bars from 0 to 100, so that nobody takes them for own results.

There is no n and no interval: the source gives no counts. What was worded negatively stands below a rule, hatched.
"""

from vlechtwerk.engines.documents.drawing import INK, QUIET, text
from vlechtwerk.engines.documents.statement_chart import frame
from vlechtwerk.engines.documents.statement_chart.colours import EDGE, WHITE
from vlechtwerk.engines.documents.statement_chart.contents import PublishedBars, PublishedRow
from vlechtwerk.engines.documents.statement_chart.frame import LINE, RULE, SMALL, Words
from vlechtwerk.engines.documents.text_width import SEMI_BOLD, wrap

BAR, BESIDE, WIDEST_LABEL = 14, 24, 0.5
HEADING = 32


class _Drawing:
    """The bars being drawn: `y` is where the next row begins."""

    def __init__(self, drawn: PublishedBars) -> None:
        rows = [row for group in drawn.groups for row in group.rows] + list(drawn.negative)
        self.drawn, self.parts, self.y = drawn, list[str](), 0.0
        self.is_narrow = drawn.width < frame.NARROW
        self.shares = frame.widest([row.words for row in rows], SMALL, SEMI_BOLD)
        label = frame.numbers_room([row.number for row in rows])
        self.right = drawn.width - self.shares - 10
        if self.is_narrow:
            self.words, self.left = Words(label, drawn.width - label), 1.0
        else:
            room = min(frame.widest([row.label for row in rows], SMALL), drawn.width * WIDEST_LABEL - label) + 1
            self.words, self.left = Words(label, room), label + room + BESIDE

    def x(self, share: float) -> float:
        """Return where a share is."""
        return self.left + share * (self.right - self.left)

    def axis(self) -> None:
        """Write the axis above the bars."""
        self.y += 14
        places = [(self.x(share), words) for share, words in ((0, "0"), (0.5, "50%"), (1, "100%"))]
        self.parts += frame.ticks(places, self.y, (0.0, float(self.drawn.width)))
        self.y += 6

    def heading(self, name: str) -> None:
        """Write what the rows below it have in common."""
        lines = wrap(name, self.drawn.width, SMALL, SEMI_BOLD)
        for place, line in enumerate(lines):
            self.parts.append(text(0, self.y + 22 + LINE * place, line, SMALL, INK, 600))
        self.y += HEADING + LINE * (len(lines) - 1)

    def rule(self) -> None:
        """Part what was worded negatively from the rest."""
        self.y += 10
        self.parts.append(frame.across(self.y, self.drawn.width, QUIET))
        self.y += 2

    def row(self, row: PublishedRow, *, hatched: bool) -> None:
        """Write one share."""
        lines = len(self.words.lines(row.label))
        high = LINE * lines + (BAR + 18 if self.is_narrow else 11)
        middle = self.y + LINE * lines + 8 + BAR / 2 if self.is_narrow else self.y + high / 2
        first = self.y + LINE if self.is_narrow else middle + 4.5 - LINE * (lines - 1) / 2
        top, ends = middle - BAR / 2, self.x(row.share)
        self.parts += self.words.draw(row.number, row.label, first)
        self.parts.append(frame.box(self.left, self.right, top, BAR, WHITE, RULE))
        if row.share > 0:
            self.parts.append(frame.box(self.left, ends, top, BAR, WHITE if hatched else EDGE, EDGE))
        if row.share > 0 and hatched:
            self.parts.append(frame.hatch(self.left, top, ends - self.left, BAR, EDGE))
        end = ' text-anchor="end"'
        self.parts.append(text(self.drawn.width, middle + 4.5, row.words, SMALL, INK, 600, end))
        self.y += high


def draw_published_bars(drawn: PublishedBars) -> str:
    """Return the bars as SVG; the same contents always give the same text."""
    drawing = _Drawing(drawn)
    drawing.axis()
    for group in drawn.groups:
        if group.name:
            drawing.heading(group.name)
        for row in group.rows:
            drawing.row(row, hatched=False)
    if drawn.negative:
        drawing.rule()
        drawing.heading(drawn.negative_words)
        for row in drawn.negative:
            drawing.row(row, hatched=True)
    size, words = (drawn.width, drawing.y + 4), (drawn.title, drawn.description)
    return frame.sheet(drawn.name, size, words, drawing.parts, drawn.invented)
