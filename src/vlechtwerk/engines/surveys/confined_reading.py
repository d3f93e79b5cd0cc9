"""Read a file of a stranger in a process of its own, within limits: what it says, or every mistake at its place."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vlechtwerk.engines.documents.confined.asking import Asked, NotAnswered, ask, mistakes_told
from vlechtwerk.engines.surveys.mistakes import Unreadable, mistake_told, unreadable

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
    asked = Asked(reader.module, reader.megabytes, reader.seconds, reader.memory, _WHY)
    try:
        answer = ask(asked, path, [form])
        if "mistakes" in answer:
            raise Unreadable(*mistakes_told(answer, mistake_told))
    except NotAnswered as not_answered:
        raise unreadable(not_answered.code, **not_answered.details) from None
    return answer
