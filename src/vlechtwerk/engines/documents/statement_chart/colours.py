"""Give each answer of a scale its colour: brown to the left of grey, blue to the right, dark where it is strong."""

from collections.abc import Sequence
from dataclasses import dataclass

from vlechtwerk.engines.documents.drawing import INK
from vlechtwerk.engines.documents.statement_chart.contents import Side

EDGE, WHITE = "#4c5565", "#ffffff"
NEUTRAL = "#e9ebee"
# Per side from strong to mild. They can be told apart by who sees fewer colours; in grey the hatching tells.
BROWN, BLUE = ("#8c4a00", "#e3b778"), ("#12405f", "#8fbbdc")
# WCAG 2.2, 1.4.3.
LEAST_CONTRAST = 4.5


@dataclass(frozen=True, slots=True)
class Fill:
    """How a part looks: its ground, the ink of its label, and the ink of its hatching or nothing."""

    ground: str
    ink: str
    hatching: str = ""


def fills_of(sides: Sequence[Side]) -> list[Fill]:
    """Return the fill of each category, in their order; all that disagree are hatched but the mildest of several."""
    disagreeing, agreeing = sides.count(Side.DISAGREE), sides.count(Side.AGREE)
    fills = []
    for place, ground in enumerate(_shades(BROWN, disagreeing)):
        ink = _ink_on(ground)
        is_hatched = place < disagreeing - 1 or disagreeing == 1
        fills.append(Fill(ground, ink, (BROWN[1] if ink == WHITE else BROWN[0]) if is_hatched else ""))
    fills += [Fill(NEUTRAL, INK)] * sides.count(Side.NEUTRAL)
    return fills + [Fill(ground, _ink_on(ground)) for ground in reversed(_shades(BLUE, agreeing))]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _shades(ends: tuple[str, str], number: int) -> list[str]:
    """Return as many shades, from strong to mild, in even steps; one on which no label could be read gets lighter."""
    shades = []
    for place in range(number):
        step = place / max(number - 1, 1)
        while contrast(_ink_on(shade := _between(*ends, step)), shade) < LEAST_CONTRAST:
            step += 0.01
        shades.append(shade)
    return shades


def _between(strong: str, mild: str, step: float) -> str:
    channels = zip(_channels(strong), _channels(mild), strict=True)
    return "#" + "".join(f"{round(start + (end - start) * step):02x}" for start, end in channels)


def _ink_on(ground: str) -> str:
    return max(WHITE, INK, key=lambda ink: contrast(ink, ground))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
