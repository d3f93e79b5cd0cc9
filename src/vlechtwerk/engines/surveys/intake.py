"""Take in a file with answers (`.csv`, `.xlsx`, `.sav`): read in a process of its own, whole or not at all."""

from pathlib import Path

from vlechtwerk.engines.surveys.confined_reading import Reader, read_confined
from vlechtwerk.engines.surveys.mistakes import unreadable
from vlechtwerk.engines.surveys.tables import from_data
from vlechtwerk.engines.surveys.understanding import Understood, understood

ANSWER_FORMS = ("csv", "xlsx", "sav")
MOST_MEGABYTES = 20
READER = Reader("vlechtwerk.engines.surveys.reading", ANSWER_FORMS, MOST_MEGABYTES, seconds=30)


def understand(path: Path, file_name: str) -> Understood:
    """Return what a file with answers is understood to hold, by the end of its name; raises `Unreadable`."""
    answer = read_confined(READER, path, file_name)
    try:
        table = from_data(answer["table"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise unreadable("file_broken") from None
    return understood(table)
