"""A coding project: codes, people who code, texts, what is selected in them, and which code it was given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class VariableKind(StrEnum):
    """What the values of a variable are, as REFI-QDA names it."""

    TEXT = "Text"
    BOOLEAN = "Boolean"
    INTEGER = "Integer"
    FLOAT = "Float"
    DATE = "Date"
    MOMENT = "DateTime"


class Direction(StrEnum):
    """Which way a link points, as REFI-QDA names it."""

    ASSOCIATIVE = "Associative"
    ONE_WAY = "OneWay"
    BOTH_WAYS = "Bidirectional"


@dataclass(frozen=True, slots=True)
class Made:
    """Who made something and when, and who changed it last; people by their GUID, empty when not known.

    A moment has a time zone where its file gave one.
    """

    by: str = ""
    at: datetime | None = None
    changed_by: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Coder:
    """Someone who codes; `initials` is what a tool shows for short."""

    guid: str
    name: str = ""
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A code; `parent` is the GUID of the code above it, empty at the top; `colour` is #RRGGBB, #RGB or nothing.

    A code that is not codable only holds other codes together.
    """

    guid: str
    name: str
    description: str = ""
    colour: str = ""
    parent: str = ""
    is_codable: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeSet:
    """Codes, sources and notes that belong together for some purpose, by their GUIDs."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """What is known of a case or a source, such as a level or an organisation."""

    guid: str
    name: str
    kind: VariableKind = VariableKind.TEXT
    description: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """The value of one variable, as it is written in the file; `None` when the file says that there is none."""

    variable: str
    text: str | None = None
    kind: VariableKind = VariableKind.TEXT


@dataclass(frozen=True, slots=True)
class Case:
    """A person, organisation or anything else that the texts are about, with its variables."""

    guid: str
    name: str = ""
    description: str = ""
    codes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """One code given to a selection, or to a whole source, by a coder; `notes` are its memos, by GUID."""

    guid: str
    code: str
    coder: str = ""
    at: datetime | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """A piece of a text: from `start` (the first code point is 0) until `end`, which is not included."""

    guid: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    codings: tuple[Coding, ...] = ()
    notes: tuple[str, ...] = ()
    made: Made = Made()


@dataclass(frozen=True, slots=True)
class Source:
    """A text, exactly as it came: line ends as they are, without the byte order mark that may stand before it."""

    guid: str
    name: str
    text: str
    description: str = ""
    selections: tuple[Selection, ...] = ()
    codings: tuple[Coding, ...] = ()
    notes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    made: Made = Made()


@dataclass(frozen=True, slots=True)
class Note:
    """A memo: a text that codes, codings, selections, sources, links and the project point at."""

    guid: str
    name: str = ""
    text: str = ""
    description: str = ""
    made: Made = Made()


@dataclass(frozen=True, slots=True)
class Link:
    """A connection between any two things of the project, by their GUIDs; empty where one end is not known."""

    guid: str
    name: str = ""
    direction: Direction | None = None
    colour: str = ""
    origin: str = ""
    target: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeBook:
    """Codes and their groups without any text; a code stands after the one above it."""

    codes: tuple[Code, ...] = ()
    sets: tuple[CodeSet, ...] = ()


@dataclass(frozen=True, slots=True)
class CodingProject:
    """Everything that is kept of a project; GUIDs are written small, without braces.

    A code stands after the one above it, and before that one's next neighbour.
    """

    name: str
    coders: tuple[Coder, ...] = ()
    codes: tuple[Code, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    sets: tuple[CodeSet, ...] = ()
    description: str = ""
    own_notes: tuple[str, ...] = ()
    made: Made = Made()


def all_codings(source: Source) -> Iterator[Coding]:
    """Yield the codings of a source as a whole, then those of its selections."""
    yield from source.codings
    for selection in source.selections:
        yield from selection.codings


def memo_of(project: CodingProject, notes: tuple[str, ...]) -> str:
    """Return the texts of memos, by their GUIDs, as one text with an empty line between them."""
    texts = {note.guid: note.text or note.description or note.name for note in project.notes}
    return "\n\n".join(texts[guid] for guid in notes if texts.get(guid))
