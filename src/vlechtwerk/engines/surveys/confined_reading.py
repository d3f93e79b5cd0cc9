"""Read a file of a stranger in a process of its own, within limits: what it says, or every mistake at its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vlechtwerk.engines.documents.confined.running import Failed, run_confined
from vlechtwerk.engines.surveys.mistakes import Mistake, Place, Unreadable, unreadable

_WHY = {"time": "too_slow", "memory": "too_much_memory", "output": "too_many_cells"}
# Beside a survey lies the list of who was invited; an export of its structure, or of its answers, has none.
_OF_LIMESURVEY = ("lsa", "lsr")


@dataclass(frozen=True, slots=True)
class Reader:
    """The module that reads, the ends of the names of its files, and how much it may take."""

    module: str
    forms: tuple[str, ...]
    megabytes: int
    seconds: int
    memory: int = 1024


def read_confined(reader: Reader, path: Path, file_name: str) -> dict[str, Any]:
    """Return what a reader answers about a file, in the form that its name ends in; raises `Unreadable`."""
    form = file_name.strip().lower().rpartition(".")[2]
    if form not in reader.forms:
        known = ", ".join(f".{one}" for one in reader.forms)
        raise unreadable("archive_of_limesurvey" if form in _OF_LIMESURVEY else "unknown_form", known=known)
    try:
        size = path.stat().st_size
        if size > reader.megabytes * 1024 * 1024:
            raise unreadable("file_too_large", most=reader.megabytes)
        if not size:
            raise unreadable("empty")
        with path.open("rb") as file:
            answer = run_confined(reader.module, [form], file, seconds=reader.seconds, megabytes=reader.memory)
    except Failed as failed:
        raise unreadable(_WHY.get(failed.why, "file_broken")) from None
    except OSError:
        raise unreadable("file_broken") from None
    if "mistakes" in answer:
        raise _told_apart(answer)
    return answer


def _told_apart(answer: Mapping[str, Any]) -> Unreadable:
    try:
        mistakes = [
            Mistake(
                str(one["code"]), Place(**one["place"]), {str(name): str(said) for name, said in one["details"].items()}
            )
            for one in answer["mistakes"]
        ]
        return Unreadable(mistakes, int(answer["count"])) if mistakes else unreadable("file_broken")
    except (KeyError, TypeError, ValueError, AttributeError):
        # A parser that was taken over may answer anything.
        return unreadable("file_broken")
