"""Draw a series as dots on a line that is broken where the definition changes or no number is known.

What is known by shape, not by colour: counts are dots on a whole line, the model is thin, what was expected dashed.
Colours come from the stylesheet by class: the drawing itself holds none.
"""

import math
from collections.abc import Callable
from html import escape

from vlechtwerk.engines.documents.capacity.drawing import step_for
from vlechtwerk.engines.documents.month_series.contents import Line, MonthDot, SeriesChart
from vlechtwerk.engines.documents.text_width import width_of

WIDTH, HEIGHT, TOP, BOTTOM, RIGHT, SMALL = 880, 220, 26, 26, 28, 12.5
DOT = 3


def draw(chart: SeriesChart, say: Callable[[float], str]) -> str:
    """Return the SVG of a series; `say` writes a number on the axis."""
    return _Drawing(chart, say).svg()


class _Drawing:
    """One series being drawn."""

    def __init__(self, chart: SeriesChart, say: Callable[[float], str]) -> None:
        self.chart, self.say = chart, say
        # Counts are whole: no line stands between one and two.
        self.step = max(step_for(chart.highest), 1.0)
        self.top = max(math.ceil(chart.highest / self.step), 1) * self.step
        self.left = width_of(say(self.top), SMALL) + 12
        self.room = (WIDTH - self.left - RIGHT) / max(len(chart.months), 1)

    def svg(self) -> str:
        """Return the whole drawing."""
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" class="vw-series__drawing" viewBox="0 0 {WIDTH}'
                f' {TOP + HEIGHT + BOTTOM}" role="img" aria-label="{escape(self.chart.words)}">',
                *self._scale(),
                *(part for place, month in enumerate(self.chart.months) for part in self._marks(place, month)),
                *(self._line(line) for line in self.chart.lines),
                f'<path class="vw-series__counts" d="{self._counts()}"/>',
                *self._dots(),
                *self._labels(),
                "</svg>",
            ]
        )

    def _x(self, place: float) -> float:
        return self.left + (place + 0.5) * self.room

    def _y(self, value: float) -> float:
        # A line of a model can go below nought, where no count is.
        return TOP + HEIGHT * (1 - min(max(value, 0), self.top) / self.top)

    def _scale(self) -> list[str]:
        parts = []
        for number in range(round(self.top / self.step) + 1):
            value = number * self.step
            y, kind = self._y(value), "line" if number else "base"
            parts.append(f'<path class="vw-series__{kind}" d="M{self.left:.1f} {y:.1f}H{WIDTH - RIGHT}"/>')
            parts.append(
                f'<text class="vw-series__label" x="{self.left - 6:.1f}" y="{y + 4:.1f}" font-size="{SMALL}"'
                f' text-anchor="end">{escape(self.say(value))}</text>'
            )
        return parts

    def _marks(self, place: int, month: MonthDot) -> list[str]:
        """Draw where the definition changes, where something began, and where there is no number."""
        parts = []
        if month.count is None:
            x, width = self._x(place) - self.room * 0.4, self.room * 0.8
            parts.append(
                f'<rect class="vw-series__missing" x="{x:.1f}" y="{TOP}" width="{width:.1f}" height="{HEIGHT}"/>'
            )
        if month.breaks or month.begins:
            x, kind = self._x(place - 0.5), "break" if month.breaks else "start"
            parts.append(f'<path class="vw-series__{kind}" d="M{x:.1f} {TOP - 4}V{TOP + HEIGHT}"/>')
        if month.begins:
            words, x = escape(month.begins), self._x(place - 0.5)
            room = width_of(month.begins, SMALL)
            x, anchor = (x, "start") if x + room < WIDTH else (x, "end")
            parts.append(
                f'<text class="vw-series__word" x="{x:.1f}" y="{TOP - 10}" font-size="{SMALL}"'
                f' text-anchor="{anchor}">{words}</text>'
            )
        return parts

    def _counts(self) -> str:
        """Return the line through the counts, broken where the definition changes or no number is known."""
        parts, pen = [], False
        for place, month in enumerate(self.chart.months):
            if month.count is None:
                pen = False
                continue
            parts.append(f"{'L' if pen and not month.breaks else 'M'}{self._x(place):.1f} {self._y(month.count):.1f}")
            pen = True
        return "".join(parts)

    def _dots(self) -> list[str]:
        return [
            f'<circle class="vw-series__dot" cx="{self._x(place):.1f}" cy="{self._y(month.count):.1f}" r="{DOT}"/>'
            for place, month in enumerate(self.chart.months)
            if month.count is not None
        ]

    def _line(self, line: Line) -> str:
        points = [
            f"{'M' if number == 0 else 'L'}{self._x(line.first + number):.1f} {self._y(value):.1f}"
            for number, value in enumerate(line.values)
        ]
        return f'<path class="vw-series__{line.kind}" d="{"".join(points)}"/>'

    def _labels(self) -> list[str]:
        """Write the months, so far apart that they do not touch."""
        widest = max((width_of(month.label, SMALL) for month in self.chart.months), default=0) + 6
        apart = max(1, math.ceil(widest / self.room))
        return [
            f'<text class="vw-series__label" x="{self._x(place):.1f}" y="{TOP + HEIGHT + 18}" font-size="{SMALL}"'
            f' text-anchor="middle">{escape(month.label)}</text>'
            for place, month in enumerate(self.chart.months)
            if place % apart == 0
        ]
