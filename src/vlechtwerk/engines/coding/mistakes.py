"""What is wrong with a file of codings, and what of it is not kept: codes and places, without words for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vlechtwerk.engines.documents.confined.asking import UnreadableFile

_LONGEST_DETAIL = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file (inside the archive), an element by its name and GUID, and the line from 1.

    What is empty, or line 0, is not known, or is the whole.
    """

    file: str = ""
    element: str = ""
    guid: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: a code that names the kind, the place, and the words that it is about."""

    code: str
    place: Place = Place()
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotKept:
    """A kind of thing in a sound file that is left out: how often, where first, and the words that it is about."""

    code: str
    place: Place = Place()
    count: int = 1
    details: Mapping[str, str] = field(default_factory=dict)


class Unreadable(UnreadableFile[Mistake]):
    """A file that is not taken in, not even in part: the first mistakes, and how many there are."""

    @property
    def place(self) -> Place:
        """Return the place of the first mistake."""
        return self.mistakes[0].place


class Unwritable(Unreadable):
    """A project that can't be written as a file: what is wrong with it, and where."""


def unreadable(code: str, place: Place = Place(), /, **details: object) -> Unreadable:
    """Return the exception for one mistake."""
    return Unreadable([mistake(code, place, **details)])


def mistake(code: str, place: Place = Place(), /, **details: object) -> Mistake:
    """Return one mistake, its details as words of a bearable length."""
    return Mistake(code, place, {name: str(value)[:_LONGEST_DETAIL] for name, value in details.items()})


def mistake_told(code: str, place: Mapping[str, Any], details: dict[str, str]) -> Mistake:
    """Return a mistake as a reader in a process of its own told it."""
    return Mistake(code, Place(**place), details)


class Losses:
    """Gathers what is not kept: the same code about the same thing is one entry with a count."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, ...], tuple[Place, dict[str, str]]] = {}
        self._counts: dict[tuple[str, ...], int] = {}

    def add(self, code: str, place: Place, count: int = 1, /, **details: object) -> None:
        """Count something that is left out; nothing when the count is 0."""
        if count < 1:
            return
        words = {name: str(value)[:_LONGEST_DETAIL] for name, value in details.items()}
        key = (code, place.file, place.element, *words.values())
        self._found.setdefault(key, (place, words))
        self._counts[key] = self._counts.get(key, 0) + count

    def all(self) -> tuple[NotKept, ...]:
        """Return the entries in the order in which each was first found."""
        return tuple(NotKept(key[0], place, self._counts[key], words) for key, (place, words) in self._found.items())
