"""What a drawing of moved dates holds; every word is ready to print."""

from dataclasses import dataclass
from datetime import date

from vlechtwerk.engines.documents.timeline.contents import Tick


@dataclass(frozen=True, slots=True)
class Moment:
    """A date from its first to its last day; only one that is known to the day is drawn as a point."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Row:
    """One milestone: the dates planned in their order, the one reached, and by how much it moved, in words."""

    title: str
    under: str
    planned: tuple[Moment, ...]
    reached: Moment | None = None
    moved: str = ""


@dataclass(frozen=True, slots=True)
class DateMoves:
    """All rows, with the words of the legend and the day that the page shows."""

    title: str
    description: str
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    shown: date
    shown_words: str
    # What the marks mean: first planned, moved, now planned, reached.
    legend: tuple[str, str, str, str]
    width: int = 1180
