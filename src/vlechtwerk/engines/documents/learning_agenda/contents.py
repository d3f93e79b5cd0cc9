"""What a drawing of a learning agenda holds; every word is ready to print."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A question in one version; `under` says level, owner and day. Dashed when it ended."""

    key: str
    code: str
    words: str
    under: str
    url: str = ""
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A version with its questions in order; the one that holds now has heavy edges."""

    heading: str
    under: str
    boxes: tuple[Box, ...]
    now: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A question goes on in the next version, in a word: stays, split."""

    start: str
    end: str
    words: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What is tried for a question that holds now: words, how one would know, and how it stands."""

    key: str
    words: str
    under: str
    state: str
    # Nobody has tried or looked at it.
    waits: bool = False


@dataclass(frozen=True, slots=True)
class AgendaDrawing:
    """The whole: versions oldest left, lines between them, and trials at the right."""

    title: str
    description: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...] = ()
    beside_heading: tuple[str, str] = ("", "")
    beside: tuple[Beside, ...] = ()
