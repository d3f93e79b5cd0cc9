"""What is drawn on an outcome map; all words come from outside."""

from dataclasses import dataclass

CONTRIBUTES, HOLDS_UP, MERGED = "contributes", "holds_up", "merged_into"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` is input, throughput, output or outcome."""

    key: str
    title: str
    subtitle: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A focus area in the throughput column."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Card:
    """A node with its words, its looks and where it leads."""

    key: str
    column: str
    title: str
    href: str
    label: str
    band: str = ""
    is_part: bool = False
    note: str = ""
    note_is_warning: bool = False
    status: str = ""
    status_word: str = ""
    verdict: str = ""
    verdict_word: str = ""
    inferred: bool = False
    society: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two cards: contributes, holds_up or merged_into."""

    start: str
    end: str
    kind: str


@dataclass(frozen=True, slots=True)
class OutcomeMap:
    """A whole map; `on_path` holds the keys that stay when a card is chosen; `name` begins its addresses on a page."""

    title: str
    description: str
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    cards: tuple[Card, ...]
    lines: tuple[Line, ...]
    society_title: str = ""
    selected: str = ""
    on_path: frozenset[str] = frozenset()
    name: str = "map"
