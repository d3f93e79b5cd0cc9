"""What is wrong with a file, and what of it is not kept: codes with their places; the words are the interface's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vlechtwerk.engines.documents.confined.asking import UnreadableFile


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: part of a file (question, file in an archive), sheet, row from 1, column.

    What is empty is not known, or is the whole. `row` counts records, the headings being the first; in an SPSS file it
    is the number of the case. `column` is a heading, a variable or the letters of a column.
    """

    part: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: a code that names the kind, the place, and the words that it is about."""

    code: str
    place: Place = Place()
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotKept:
    """One thing in a sound file that is left out: where, a code that says what, and the words that it is about."""

    code: str
    place: Place = Place()
    details: Mapping[str, str] = field(default_factory=dict)


class Unreadable(UnreadableFile[Mistake]):
    """A file that is not taken in, not even in part: the first mistakes, and how many there are."""

    @property
    def place(self) -> Place:
        """Return the place of the first mistake."""
        return self.mistakes[0].place


def unreadable(code: str, place: Place = Place(), /, **details: object) -> Unreadable:
    """Return the exception for one mistake."""
    return Unreadable([Mistake(code, place, {name: str(value) for name, value in details.items()})])


def mistake_told(code: str, place: Mapping[str, Any], details: dict[str, str]) -> Mistake:
    """Return a mistake as a reader in a process of its own told it."""
    return Mistake(code, Place(**place), details)
