"""Draw hours a month as small multiples on one scale: asked is a line, pledged an outline, delivered a filled bar.

Colours come from the stylesheet by class: the drawing itself holds none.
"""

import math
from collections.abc import Callable, Sequence
from html import escape

from vlechtwerk.engines.documents.capacity.contents import Month, Panel, State
from vlechtwerk.engines.documents.text_width import width_of

WIDTH, TALLEST, LEAST_HEIGHT = 360, 132, 34
TOP, BOTTOM, SMALL = 8, 22, 12.5
MOST_LINES = 3
HATCH = 6


def draw(panels: Sequence[Panel], say: Callable[[float], str], per_row: int = 3) -> list[str]:
    """Return one SVG per panel, all on one scale; panels of one row are as high as the highest of them needs."""
    most = max((panel.highest for panel in panels), default=0)
    step = step_for(most)
    scale = TALLEST / most if most else 0
    left = max((width_of(say(step * number), SMALL) for number in range(MOST_LINES + 2)), default=0) + 8
    drawn: list[str] = []
    for first in range(0, len(panels), per_row):
        row = panels[first : first + per_row]
        height = max(max(panel.highest for panel in row) * scale, LEAST_HEIGHT)
        # In a low row the lines stand closer, so that there is one beside that of nothing.
        apart = step if step * scale <= height else step / 2
        drawn += [_Drawing(panel, height, scale, apart, left, say).svg() for panel in row]
    return drawn


def step_for(most: float) -> float:
    """Return a round number of hours between two lines, so that there are few lines."""
    if most <= 0:
        return 1
    rough = most / MOST_LINES
    power = 10 ** math.floor(math.log10(rough))
    return float(next(power * times for times in (1, 2, 5, 10) if power * times >= rough))


class _Drawing:
    """One panel being drawn."""

    def __init__(
        self, panel: Panel, height: float, scale: float, step: float, left: float, say: Callable[[float], str]
    ) -> None:
        self.panel, self.height, self.scale, self.step, self.left, self.say = panel, height, scale, step, left, say
        self.base = TOP + height
        self.room = (WIDTH - left) / max(len(panel.months), 1)

    def svg(self) -> str:
        """Return the whole drawing."""
        height = self.base + BOTTOM
        bars = [part for place, month in enumerate(self.panel.months) for part in self._bars(place, month)]
        return "\n".join(
            [
                '<svg xmlns="http://www.w3.org/2000/svg" class="vw-capacity__drawing"',
                f' viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{escape(self.panel.words)}">',
                *self._lines(),
                *bars,
                self._asked(),
                *self._labels(),
                "</svg>",
            ]
        )

    def _y(self, hours: float) -> float:
        return self.base - hours * self.scale

    def _x(self, place: int) -> float:
        return self.left + place * self.room

    def _lines(self) -> list[str]:
        parts = []
        for number in range(int(self.height / (self.step * self.scale)) + 1 if self.scale else 1):
            hours = self.step * number
            y, kind = self._y(hours), "base" if number == 0 else "line"
            parts.append(f'<path class="vw-capacity__{kind}" d="M{self.left:.1f} {y:.1f}H{WIDTH}"/>')
            parts.append(
                f'<text class="vw-capacity__label" x="{self.left - 6:.1f}" y="{y + 4:.1f}" font-size="{SMALL}"'
                f' text-anchor="end">{escape(self.say(hours))}</text>'
            )
        return parts

    def _bars(self, place: int, month: Month) -> list[str]:
        x, width = self._x(place) + self.room * 0.06, self.room * 0.88
        parts = []
        if month.pledged:
            parts.append(self._box("pledged", x, width, month.pledged))
        if month.state in (State.MISSING, State.PARTLY):
            parts.append(self._hatched(x, width, month.delivered, month.pledged))
        if month.state in (State.GIVEN, State.PARTLY) and month.delivered:
            parts.append(self._box("delivered", x + width * 0.18, width * 0.64, month.delivered))
        return parts

    def _box(self, kind: str, x: float, width: float, hours: float) -> str:
        return (
            f'<rect class="vw-capacity__{kind}" x="{x:.1f}" y="{self._y(hours):.1f}" width="{width:.1f}"'
            f' height="{hours * self.scale:.1f}"/>'
        )

    def _hatched(self, x: float, width: float, from_hours: float, to_hours: float) -> str:
        """Hatch what was pledged above what was confirmed: it is not known yet."""
        top, bottom = self._y(to_hours), self._y(min(from_hours, to_hours))
        return f'<path class="vw-capacity__missing" d="{_hatch(x, top, width, bottom - top)}"/>'

    def _asked(self) -> str:
        """Return the line of what was asked, broken where nothing was."""
        parts, pen = [], None
        for place, month in enumerate(self.panel.months):
            if not month.asked:
                pen = None
                continue
            y = f"{self._y(month.asked):.1f}"
            parts.append(f"M{self._x(place):.1f} {y}" if pen is None else f"V{y}")
            parts.append(f"H{self._x(place + 1):.1f}")
            pen = y
        return f'<path class="vw-capacity__asked" d="{"".join(parts)}"/>' if parts else ""

    def _labels(self) -> list[str]:
        """Write the months, so far apart that they do not touch."""
        widest = max((width_of(month.label, SMALL) for month in self.panel.months), default=0) + 4
        apart = max(1, math.ceil(widest / self.room))
        return [
            f'<text class="vw-capacity__label" x="{self._x(place) + self.room / 2:.1f}" y="{self.base + 16:.1f}"'
            f' font-size="{SMALL}" text-anchor="middle">{escape(month.label)}</text>'
            for place, month in enumerate(self.panel.months)
            if place % apart == 0
        ]


def _hatch(x: float, y: float, width: float, height: float) -> str:
    """Return slanted strokes that stay inside a box."""
    strokes = []
    offset = HATCH / 2
    while offset < width + height:
        x1, y1 = x + max(0.0, offset - height), y + min(offset, height)
        x2, y2 = x + min(offset, width), y + max(0.0, offset - width)
        strokes.append(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}")
        offset += HATCH
    return "".join(strokes)
