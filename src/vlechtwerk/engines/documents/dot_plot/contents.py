"""What a drawing of dots holds; every word is ready to print."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DotRow:
    """One body: a dot for each number of days (at least, at most), its median, and the open ones till now."""

    name: str
    words: str
    dots: tuple[tuple[float, float], ...]
    median: float | None
    waiting: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line through all rows, with its words."""

    days: float
    words: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class DotPlot:
    """All rows, the lines through them, and what the marks mean: taken, waiting, median of the row."""

    title: str
    description: str
    rows: tuple[DotRow, ...]
    lines: tuple[Line, ...]
    legend: tuple[str, str, str]
    unit: str
    width: int = 1180
