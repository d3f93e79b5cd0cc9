"""The list of what was removed since consent was withdrawn: kept outside the database, for when a backup is restored.

A backup holds the words as they were when it was made. The list holds no words and no names: texts by their
identifier, passages by their number, consents by the identifiers of whose they were and of who noted them.
"""

import json
import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from vlechtwerk.domains.evaluation.rules.fieldwork import Use

# A line of the list; see `removals_so_far` in coding_files.sql.
Line = Mapping[str, Any]


class ListUnreadable(Exception):
    """The list of removals is damaged, at this line."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"Line {number} of the list of removals can't be read.")


def line_of_text(text: UUID, numbers: Iterable[int], on: date) -> Line:
    """Return the line of passages that were removed from a text."""
    return {"text": str(text), "numbers": sorted(numbers), "on": on.isoformat()}


def line_of_consent(consent: UUID, part: UUID, use: str, on: date, by: UUID, at: datetime) -> Line:
    """Return the line of a consent that was withdrawn, to whatever use."""
    told = {"consent": str(consent), "part": str(part), "use": use}
    return told | {"on": on.isoformat(), "by": str(by), "at": at.isoformat()}


def place_of_list() -> Path:
    """Return where the list is kept."""
    return Path(settings.REMOVALS)


def keep_lines(lines: Iterable[Line]) -> None:
    """Add lines to the list, on the disk before this returns."""
    place = place_of_list()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())


def lines_kept(place: Path) -> list[Line]:
    """Return the lines of a list; raises `ListUnreadable` for one that is no line of it."""
    found: list[Line] = []
    for number, text in enumerate(place.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(_line(json.loads(text)))
        except (KeyError, TypeError, ValueError):
            raise ListUnreadable(number) from None
    return found


def _line(told: Any) -> Line:
    """Return a line of nothing but identifiers, numbers and days."""
    on = date.fromisoformat(told["on"])
    if "text" in told:
        return line_of_text(UUID(told["text"]), map(int, told["numbers"]), on)
    at = datetime.fromisoformat(told["at"])
    return line_of_consent(UUID(told["consent"]), UUID(told["part"]), Use(told["use"]).value, on, UUID(told["by"]), at)


def complete_list() -> int:
    """Add to the list, as the owner of the tables, what this database knows and the list does not; return how much.

    A withdrawal adds to it itself, unless the program was cut off right then.
    """
    with connection.cursor() as cursor:
        cursor.execute("select line::text from removals_so_far() line")
        known = [_line(json.loads(line)) for (line,) in cursor.fetchall()]
    place = place_of_list()
    listed = lines_kept(place) if place.exists() else []
    consents = {line["consent"] for line in listed if "consent" in line}
    numbers: dict[str, set[int]] = {}
    for line in listed:
        if "text" in line:
            numbers.setdefault(line["text"], set()).update(line["numbers"])
    missing = [
        line
        for line in known
        if line.get("consent") not in consents
        and ("consent" in line or not set(line["numbers"]) <= numbers.get(line["text"], set()))
    ]
    keep_lines(missing)
    return len(missing)
