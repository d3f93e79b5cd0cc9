"""Measure and wrap text with the widths of the vendored fonts, so that a drawing knows its size beforehand."""

import json
from functools import cache
from importlib.resources import files

REGULAR, SEMI_BOLD = "NotoSans-Regular", "NotoSans-SemiBold"


@cache
def _widths(font: str) -> dict[str, int]:
    table = files("vlechtwerk.engines.documents").joinpath("fonts/advance_widths.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, int]] = json.loads(table)
    return found[font]


def width_of(text: str, size: float, font: str = REGULAR) -> float:
    """Return the width of a text in the units of its size; an unknown character counts as wide as an em."""
    widths = _widths(font)
    return sum(widths.get(character, 1000) for character in text) * size / 1000


def wrap(text: str, room: float, size: float, font: str = REGULAR, most: int = 4) -> list[str]:
    """Break a text on its spaces into lines that fit the room; past `most` lines an ellipsis ends it."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size, font) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] += "…"
    return [_cut(line, room, size, font) for line in lines]


def _cut(line: str, room: float, size: float, font: str) -> str:
    while len(line) > 1 and width_of(line, size, font) > room:
        line = line.rstrip("…")[:-1] + "…"
    return line
