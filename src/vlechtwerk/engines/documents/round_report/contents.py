"""What the report of a round consists of; a language beside a text is that of the text where it is another."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """Words, the language they are in, and a quiet line below them."""

    text: str
    language: str
    number: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class Headlines:
    """What stands out: a sentence, its figures, and on what it rests in a word."""

    rows: tuple[tuple[str, str], ...]
    ground: str
    kind: str = field(default="headlines", init=False)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as SVG, and what it shows in words, for who can't see it."""

    svg: str
    words: str
    kind: str = field(default="drawing", init=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its head, and a cell below each further column, or why there is none."""

    head: Said
    cells: tuple[str, ...] = ()
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `heads` are those of all columns. With `words_in` the last columns hold words and stand to the left."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    words_in: int = 0
    kind: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Beside:
    """Lists beside each other, each under a heading; where a list is empty its words say so."""

    lists: tuple[tuple[str, tuple[Said, ...]], ...]
    empty: str
    kind: str = field(default="beside", init=False)


@dataclass(frozen=True, slots=True)
class Quotes:
    """What people wrote, under the question that was asked."""

    question: Said
    rows: tuple[Said, ...]
    kind: str = field(default="quotes", init=False)


@dataclass(frozen=True, slots=True)
class Notes:
    """Quiet lines."""

    rows: tuple[str, ...]
    kind: str = field(default="notes", init=False)


Block = Headlines | Drawing | Table | Beside | Quotes | Notes


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class RoundReport:
    """The whole report. `origin` stands on every page; `waiting` says that it is not published, or nothing."""

    title: Said
    kicker: str
    evaluation: Said
    facts: tuple[str, ...]
    project: str
    origin: str
    is_invented: bool
    language: str
    waiting: str
    lead: tuple[str, str]
    below_lead: str
    sections: tuple[Section, ...]
    footer: str
