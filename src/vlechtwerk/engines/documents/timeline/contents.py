"""What a line of time holds; every word is ready to print."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; a date that is not known to the day is a soft band from its first to its last day."""

    first: date
    last: date
    when: str
    what: str


@dataclass(frozen=True, slots=True)
class Move:
    """The planned dates of one milestone in their order; all but the last were replaced."""

    # Day, its words, and the title of the milestone.
    dates: tuple[tuple[date, str, str], ...]
    # By how much the first date moved to the last: “+ 77 days”.
    moved: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """How it stood from one day to another."""

    first: date
    last: date
    status: str
    words: str
    # Nothing tells how it stood from its last day until this one: the end stays open.
    open_until: date | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the line."""

    day: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """All of it, with the day that the page shows."""

    title: str
    description: str
    ticks: tuple[Tick, ...]
    events: tuple[Event, ...]
    moves: tuple[Move, ...]
    spans: tuple[Span, ...]
    shown: date
    shown_words: str
    # In units of the text's size: as wide as its place on the page, so that the text keeps its size.
    width: int = 1180
