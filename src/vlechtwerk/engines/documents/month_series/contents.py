"""What a drawing of a series holds; every word is ready to print."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MonthDot:
    """One month: its short name, and its count, None where there is no number; `begins` is said at a line before it."""

    label: str
    count: int | None
    breaks: bool = False
    begins: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a model: its kind (`fitted` or `expected`), the place of its first month, and its values."""

    kind: str
    first: int
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """One drawing: `words` tell it to who can't see it."""

    words: str
    months: tuple[MonthDot, ...]
    lines: tuple[Line, ...] = ()

    @property
    def highest(self) -> float:
        """Return the largest number that it shows."""
        counts = [month.count for month in self.months if month.count is not None]
        return max([*counts, *(value for line in self.lines for value in line.values), 0])
