"""What is wrong with a file, and what of it is not kept: codes with their places; the words are the interface's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# As many mistakes as someone can go through at a time; the rest is counted.
MOST_SHOWN = 50


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


class Unreadable(Exception):
    """A file that is not taken in, not even in part: the first mistakes, and how many there are."""

    def __init__(self, mistakes: Sequence[Mistake], count: int = 0) -> None:
        self.mistakes = tuple(mistakes[:MOST_SHOWN])
        self.count = count or len(mistakes)
        super().__init__(", ".join(sorted({mistake.code for mistake in self.mistakes})))

    @property
    def code(self) -> str:
        """Return the code of the first mistake."""
        return self.mistakes[0].code

    @property
    def place(self) -> Place:
        """Return the place of the first mistake."""
        return self.mistakes[0].place

    @property
    def details(self) -> Mapping[str, str]:
        """Return the words that the first mistake is about."""
        return self.mistakes[0].details


def unreadable(code: str, place: Place = Place(), /, **details: object) -> Unreadable:
    """Return the exception for one mistake."""
    return Unreadable([Mistake(code, place, {name: str(value) for name, value in details.items()})])
