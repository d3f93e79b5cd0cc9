"""What a report consists of: every word and figure is ready to print, so that three files say the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

# The width and height of a drawing.
_SIZE = re.compile(r'<svg[^>]* viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `[3]` in it points at the fact with that number."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its number, what it says, on what it rests, and where that is found."""

    number: str
    words: str
    ground: str = ""
    sources: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts under one heading; `heads` name the columns: number, fact, ground, source."""

    caption: str
    heads: tuple[str, str, str, str]
    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; the last columns, `figures` of them, hold figures and stand to the right."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: int = 0

    @property
    def head_cells(self) -> list[tuple[str, bool]]:
        """The heads, and whether figures stand below each."""
        return [(head, self._holds_figures(place)) for place, head in enumerate(self.heads)]

    @property
    def row_cells(self) -> list[list[tuple[str, str, bool]]]:
        """The rows: each cell with the head of its column, and whether it is a figure."""
        return [
            [(cell, self.heads[place], self._holds_figures(place)) for place, cell in enumerate(row)]
            for row in self.rows
        ]

    def _holds_figures(self, place: int) -> bool:
        return place >= len(self.heads) - self.figures


@dataclass(frozen=True, slots=True)
class NumberedTable:
    """A table of sentences of one form: its first column has the numbers that lead to entries, its last the ground."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with a number in the margin, which leads to its entry, and on what it rests beside it."""

    number: str
    words: str
    ground: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences below each other."""

    rows: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What carries the sentence with a number: lines of a term and what is told; no number: no sentence leads here."""

    number: str
    title: str
    ground: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries below each other."""

    rows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (SVG) with its caption, and in words what it shows; a wide one gets a lying page of its own."""

    caption: str
    svg: str
    words: str
    wide: bool = False

    @property
    def proportion(self) -> float:
        """How high it is for its width."""
        found = _SIZE.search(self.svg)
        return float(found[2]) / float(found[1]) if found else 1


@dataclass(frozen=True, slots=True)
class Framed:
    """A short text in a frame."""

    text: str


Block = Paragraph | Facts | Table | NumberedTable | Sentences | Entries | Picture | Framed


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it; level 1 is a chapter."""

    title: str
    level: int
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `origin` says on every page where the data come from."""

    title: str
    subtitle: str
    origin: str
    invented: bool
    language: str
    contents_title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...] = ()
    footer: str = ""
    # What carries it, as text: it travels inside each file.
    manifest: str = field(default="", repr=False)
    # Whose report it is: the partnership, and the body that approved it.
    author: str = ""
    # Without a first page and contents.
    is_short: bool = False

    @property
    def entries(self) -> frozenset[str]:
        """The numbers to which an entry leads: to what has none no number can lead."""
        blocks = (block for section in self.sections for block in section.blocks if isinstance(block, Entries))
        return frozenset(row.number for block in blocks for row in block.rows if row.number)


def as_plain(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Return sections as values that JSON keeps."""
    return [
        {"title": section.title, "level": section.level, "blocks": [_plain_block(block) for block in section.blocks]}
        for section in sections
    ]


def _plain_block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "text": block.text, "quiet": block.quiet}
        case Facts():
            rows = [[row.number, row.words, row.ground, row.sources] for row in block.rows]
            return {"kind": "facts", "caption": block.caption, "heads": list(block.heads), "rows": rows}
        case Table():
            return {
                "kind": "table",
                "caption": block.caption,
                "heads": list(block.heads),
                "rows": [list(row) for row in block.rows],
                "figures": block.figures,
            }
        case NumberedTable():
            rows = [list(row) for row in block.rows]
            return {"kind": "numbered", "caption": block.caption, "heads": list(block.heads), "rows": rows}
        case Sentences():
            return {"kind": "sentences", "rows": [[row.number, row.words, row.ground] for row in block.rows]}
        case Entries():
            entries = [[row.number, row.title, row.ground, [list(line) for line in row.lines]] for row in block.rows]
            return {"kind": "entries", "rows": entries}
        case Picture():
            return {
                "kind": "picture",
                "caption": block.caption,
                "svg": block.svg,
                "words": block.words,
                "wide": block.wide,
            }
        case Framed():
            return {"kind": "framed", "text": block.text}


def from_plain(sections: Sequence[dict[str, Any]]) -> tuple[Section, ...]:
    """Return sections from values that JSON kept."""
    return tuple(
        Section(section["title"], section["level"], tuple(_block(block) for block in section["blocks"]))
        for section in sections
    )


def _block(kept: dict[str, Any]) -> Block:
    match kept["kind"]:
        case "paragraph":
            return Paragraph(kept["text"], kept["quiet"])
        case "facts":
            return Facts(kept["caption"], tuple(kept["heads"]), tuple(Fact(*row) for row in kept["rows"]))
        case "numbered":
            return NumberedTable(kept["caption"], tuple(kept["heads"]), tuple(map(tuple, kept["rows"])))
        case "sentences":
            return Sentences(tuple(Sentence(*row) for row in kept["rows"]))
        case "entries":
            rows = kept["rows"]
            return Entries(tuple(_entry(*row) for row in rows))
        case "picture":
            return Picture(kept["caption"], kept["svg"], kept["words"], kept["wide"])
        case "framed":
            return Framed(kept["text"])
    return Table(kept["caption"], tuple(kept["heads"]), tuple(map(tuple, kept["rows"])), kept["figures"])


def _entry(number: str, title: str, ground: str, lines: Sequence[Sequence[str]]) -> Entry:
    return Entry(number, title, ground, tuple((term, told) for term, told in lines))
