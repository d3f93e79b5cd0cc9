"""Draw where time went: a line of months per kind, broken where nothing may be shown, on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from vlechtwerk.engines.documents.drawing import BLUE, FONT, INK, QUIET, text

WIDTH, PANEL, TOP, AXIS = 960, 94, 22, 26
LEFT, RIGHT = 40, 60
# Between the name of a kind and its line.
HEAD = 26
GRID, NOTHING = "#e1e5ea", "#eceff3"
# How wide the grey is of a month of which nothing may be shown.
SHUT = 44


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its shares in points, one a kind, or nothing; `joins`: its line may come from the month before."""

    label: str
    shares: tuple[int, ...] | None
    joins: bool


@dataclass(frozen=True, slots=True)
class DayLines:
    """What is drawn; the table beside it holds the same."""

    title: str
    description: str
    kinds: Sequence[str]
    months: Sequence[Month]


def draw(lines: DayLines) -> str:
    """Return the drawing as SVG; kinds below each other, months from left to right."""
    highest = max((max(one.shares) for one in lines.months if one.shares), default=0)
    scale = max(10, -(-highest // 10) * 10)
    height = TOP + PANEL * len(lines.kinds) + AXIS
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" font-family="{FONT}"><title>{escape(lines.title)}</title>'
        f"<desc>{escape(lines.description)}</desc>"
    ]
    for number, kind in enumerate(lines.kinds):
        parts += _panel(lines.months, number, kind, TOP + PANEL * number, scale)
    for place, month in enumerate(lines.months):
        more = ' text-anchor="middle"'
        parts.append(text(_across(place, lines.months), height - 8, month.label, 12.5, QUIET, more=more))
    return "".join([*parts, "</svg>"])


def _across(place: int, months: Sequence[Month]) -> float:
    room = WIDTH - LEFT - RIGHT
    return LEFT + room * (place + 0.5) / len(months)


def _panel(months: Sequence[Month], number: int, kind: str, top: float, scale: int) -> list[str]:
    low, high = top + PANEL - 10, top + HEAD

    def down(share: int) -> float:
        return low - (low - high) * share / scale

    found = [text(LEFT, top + 10, kind, 13, INK, 600)]
    found += [
        f'<line x1="{LEFT}" y1="{down(share):.1f}" x2="{WIDTH - RIGHT}" y2="{down(share):.1f}" stroke="{GRID}"/>'
        + text(LEFT - 6, down(share) + 4, f"{share}%", 12.5, QUIET, more=' text-anchor="end"')
        for share in (0, scale)
    ]
    before: tuple[float, float] | None = None
    for place, month in enumerate(months):
        x = _across(place, months)
        if month.shares is None:
            # Of a month of which nothing may be shown the place is grey: it is no zero.
            found.append(
                f'<rect x="{x - SHUT / 2:.1f}" y="{high}" width="{SHUT}" height="{low - high}" fill="{NOTHING}"/>'
            )
            before = None
            continue
        y = down(month.shares[number])
        if before is not None and month.joins:
            found.append(
                f'<line x1="{before[0]:.1f}" y1="{before[1]:.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="{BLUE}" '
                'stroke-width="2"/>'
            )
        found.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{BLUE}"/>')
        before = (x, y)
    if before is not None and months[-1].shares is not None:
        found.append(text(before[0] + 9, before[1] + 4, f"{months[-1].shares[number]}%", 12.5, INK, 600))
    return found
