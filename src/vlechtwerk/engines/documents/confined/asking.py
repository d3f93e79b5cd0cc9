"""Ask a confined reader about a file of a stranger: what it says, or every mistake at its place.

What a mistake and its place are is told by who reads: this holds for all kinds of files.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from vlechtwerk.engines.documents.confined.running import Failed, run_confined

MEGABYTE = 1024 * 1024
# As many mistakes as someone can go through at a time; the rest is counted.
MOST_SHOWN = 50
# A parser that was taken over may answer anything.
BROKEN_ANSWER = (KeyError, TypeError, ValueError, IndexError, AttributeError)


class MistakeAtPlace(Protocol):
    """One thing that is wrong: a code that names the kind, and the words that it is about."""

    @property
    def code(self) -> str:
        """Return what kind of mistake it is."""

    @property
    def details(self) -> Mapping[str, str]:
        """Return the words that it is about."""


Wrong = TypeVar("Wrong", bound=MistakeAtPlace)


class UnreadableFile(Exception, Generic[Wrong]):
    """A file that is not taken in, not even in part: the first mistakes, and how many there are."""

    def __init__(self, mistakes: Sequence[Wrong], count: int = 0) -> None:
        self.mistakes = tuple(mistakes[:MOST_SHOWN])
        self.count = count or len(mistakes)
        super().__init__(", ".join(sorted({mistake.code for mistake in self.mistakes})))

    @property
    def code(self) -> str:
        """Return the code of the first mistake."""
        return self.mistakes[0].code

    @property
    def details(self) -> Mapping[str, str]:
        """Return the words that the first mistake is about."""
        return self.mistakes[0].details


@dataclass(frozen=True, slots=True)
class Asked:
    """The module that reads, how large a file may be, how much reading it may take, and how what fails is called."""

    module: str
    megabytes: int
    seconds: int
    memory: int
    failing: Mapping[str, str] = field(default_factory=dict)


class NotAnswered(Exception):
    """A file about which a reader could tell nothing: a code that says why, and the words that it is about."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = details
        super().__init__(code)


def ask(asked: Asked, path: Path, arguments: Sequence[str]) -> dict[str, Any]:
    """Return what a reader answers about a file; raises `NotAnswered`."""
    try:
        size = path.stat().st_size
        if size > asked.megabytes * MEGABYTE:
            raise NotAnswered("file_too_large", most=asked.megabytes)
        if not size:
            raise NotAnswered("empty")
        with path.open("rb") as file:
            return run_confined(asked.module, list(arguments), file, seconds=asked.seconds, megabytes=asked.memory)
    except Failed as failed:
        raise NotAnswered(asked.failing.get(failed.why, "file_broken")) from None
    except OSError:
        raise NotAnswered("file_broken") from None


def mistakes_told(
    answer: Mapping[str, Any], mistake: Callable[[str, Mapping[str, Any], dict[str, str]], Wrong]
) -> tuple[list[Wrong], int]:
    """Return the mistakes in an answer, made by `mistake` from code, place and details, and how many there are.

    Raises `NotAnswered` for an answer that tells none.
    """
    try:
        found = [
            mistake(str(one["code"]), one["place"], {str(name): str(said) for name, said in one["details"].items()})
            for one in answer["mistakes"]
        ]
        count = int(answer["count"])
    except BROKEN_ANSWER:
        raise NotAnswered("file_broken") from None
    if not found:
        raise NotAnswered("file_broken")
    return found, count
