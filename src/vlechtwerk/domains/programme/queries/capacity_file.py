"""What a file of hours says: the lines that it would add, and each mistake with sheet, row and column."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Organisation
from vlechtwerk.domains.programme.models import (
    Activity,
    CapacityKind,
    CapacityLine,
    CapacityPlace,
    CapacityProfile,
)
from vlechtwerk.domains.programme.models.capacity import HoursKey, HoursLine
from vlechtwerk.domains.programme.rules.capacity import reasons_against_hours, reasons_against_months
from vlechtwerk.domains.programme.words.files import words_of_file_mistakes
from vlechtwerk.domains.sharing.words import words_of_not_taken
from vlechtwerk.engines.documents.capacity.ledger_file import COLUMNS, LedgerFile, Mistake, Row, read_csv, read_sheets
from vlechtwerk.engines.documents.intake.not_taken import NotTaken
from vlechtwerk.engines.documents.intake.text import read_text
from vlechtwerk.engines.documents.intake.types import sniff

# How each kind and place is written in a file, in English and in Dutch; the first two are what an export writes.
KIND_WORDS = {
    CapacityKind.ASKED: ("asked", "gevraagd"),
    CapacityKind.PLEDGED: ("pledged", "toegezegd"),
    CapacityKind.DELIVERED: ("delivered", "geleverd"),
}
PLACE_WORDS = {CapacityPlace.INSIDE: ("inside", "binnen"), CapacityPlace.HOME: ("home", "dedicated")}
Value = TypeVar("Value")
_HOURS = re.compile(r"\d{1,5}([.,]\d{1,2}0*)?")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(-01(T00:00:00)?)?")
_TURNED = re.compile(r"(?:0?1-)?(?P<month>\d{1,2})-(?P<year>\d{4})")
FORMULA = ("=", "+", "@")


@dataclass(frozen=True, slots=True)
class MistakeTold:
    """A mistake in words, with its place."""

    sheet: str
    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file says; with one mistake or more nothing of it is saved."""

    lines: tuple[HoursLine, ...]
    mistakes: tuple[MistakeTold, ...]


def column_name(column: str) -> str:
    """Return how a column is called in a file, in the reader's language."""
    return COLUMNS[column][_language()] if column else ""


def kind_word(kind: str) -> str:
    """Return how a kind is written in a file."""
    return KIND_WORDS[CapacityKind(kind)][_language()]


def place_word(place: str) -> str:
    """Return how a place is written in a file."""
    return PLACE_WORDS[CapacityPlace(place)][_language()]


def _language() -> int:
    return 1 if (get_language() or "nl").startswith("nl") else 0


def lines_as_read(lines: Sequence[CapacityLine]) -> list[HoursLine]:
    """Return lines of the ledger as a file says them."""
    return [
        HoursLine(
            HoursKey(line.organisation, line.profile, line.place, line.activity), line.month, line.hours, line.kind
        )
        for line in lines
    ]


def ledger_rows(lines: Sequence[HoursLine]) -> list[list[str]]:
    """Return lines as the rows of a file, which `understand` reads back."""
    return [
        [
            line.key.organisation.code,
            line.key.profile.code,
            line.key.activity.code if line.key.activity else "",
            place_word(line.key.place),
            line.month.strftime("%Y-%m"),
            kind_word(line.kind),
            format(line.hours.normalize(), "f").replace(".", "," if _language() else "."),
        ]
        for line in lines
    ]


def understand_file(path: Path, file_name: str) -> Understood:
    """Read a file that was sent: CSV or a workbook, which is read in a confined process."""
    if not file_name.lower().endswith(".xlsx"):
        return understand(read_csv(path.read_bytes()))
    try:
        read = read_text(path, sniff(path, file_name))
    except NotTaken as error:
        return Understood((), (MistakeTold("", 0, "", str(words_of_not_taken(error))),))
    if read.truncated:
        return understand(LedgerFile((), (Mistake("too_many_rows", value="20000"),)))
    return understand(read_sheets(read.pages))


def understand_text(text: str) -> Understood:
    """Read what a page showed before, as the lines of a CSV file."""
    return understand(read_csv(text.encode()))


def understand(file: LedgerFile) -> Understood:
    """Find what the rows name in the project; every mistake at once."""
    reading = _Reading()
    lines = [line for row in file.rows if (line := reading.line(row)) is not None]
    told = [_told(item) for item in (*file.mistakes, *reading.mistakes)]
    return Understood(tuple(lines), tuple(told))


def read_month(text: str) -> date | None:
    """Read a month as it stands in a file, 2026-01 or 01-2026; nothing when it is none."""
    match = _MONTH.fullmatch(text) or _TURNED.fullmatch(text)
    try:
        return date(int(match["year"]), int(match["month"]), 1) if match else None
    except ValueError:
        return None


class _Reading:
    """The rows of one file being read against what the project knows."""

    def __init__(self) -> None:
        self.organisations = {item.code: item for item in Organisation.objects.all()}
        self.profiles = {item.code: item for item in CapacityProfile.objects.all()}
        self.activities = {item.code: item for item in Activity.objects.all()}
        self.kinds = {word: kind for kind, words in KIND_WORDS.items() for word in words}
        self.places = {word: place for place, words in PLACE_WORDS.items() for word in words}
        self.mistakes: list[Mistake] = []
        self.seen: Counter[tuple[object, ...]] = Counter()

    def line(self, row: Row) -> HoursLine | None:
        """Return the line that a row says; nothing when something is wrong with it."""
        before = len(self.mistakes)
        organisation = self._named(row, "organisation", self.organisations)
        profile = self._named(row, "profile", self.profiles)
        activity = self._named(row, "activity", self.activities) if row.cells.get("activity") else None
        place = self._named(row, "place", self.places, str.casefold)
        kind = self._named(row, "kind", self.kinds, str.casefold)
        month, hours = self._month(row), self._hours(row)
        if len(self.mistakes) > before:
            return None
        assert organisation
        assert profile
        assert place
        assert kind
        assert month
        assert hours is not None
        key = (organisation.id, profile.id, activity.id if activity else None, place, kind, month)
        self.seen[key] += 1
        if self.seen[key] > 1:
            self._wrong("line_twice", row, "")
            return None
        return HoursLine(HoursKey(organisation, profile, place, activity), month, hours, kind)

    def _wrong(self, code: str, row: Row, column: str) -> None:
        self.mistakes.append(Mistake(code, row.sheet, row.number, column, row.cells.get(column, "")))

    def _named(
        self, row: Row, column: str, known: Mapping[str, Value], read: Callable[[str], str] = str
    ) -> Value | None:
        found = known.get(read(row.cells.get(column, "")))
        if found is None:
            self._wrong(f"{column}_unknown", row, column)
        return found

    def _month(self, row: Row) -> date | None:
        month = read_month(row.cells.get("month", ""))
        if month is None or reasons_against_months([month]):
            self._wrong("month_unknown", row, "month")
            return None
        return month

    def _hours(self, row: Row) -> Decimal | None:
        text = row.cells.get("hours", "")
        hours = Decimal(text.replace(",", ".")) if _HOURS.fullmatch(text) else None
        if hours is None or reasons_against_hours([hours]):
            self._wrong("formula" if text.startswith(FORMULA) else "hours_unknown", row, "hours")
            return None
        return hours


def _told(mistake: Mistake) -> MistakeTold:
    words = words_of_file_mistakes() | {
        "organisation_unknown": _("“%(value)s” is no code of an organisation."),
        "profile_unknown": _("“%(value)s” is no code of a profile."),
        "activity_unknown": _("“%(value)s” is no code of an activity. Leave it empty for the partnership as a whole."),
        "place_unknown": _("“%(value)s” is no place. Write %(places)s."),
        "kind_unknown": _("“%(value)s” is no kind. Write %(kinds)s."),
        "hours_unknown": _("“%(value)s” are no hours. Write hours from 0 up, to the quarter: 120, 37.5 or 7.25."),
        "formula": _("“%(value)s” is a formula. Write the hours themselves."),
        "line_twice": _(
            "These hours stand in the file already: same organisation, profile, activity, place and month."
        ),
    }
    filled = {
        "value": mistake.value[:80],
        "columns": ", ".join(map(column_name, COLUMNS)),
        "places": ", ".join(map(place_word, CapacityPlace.values)),
        "kinds": ", ".join(map(kind_word, CapacityKind.values)),
    }
    return MistakeTold(mistake.sheet, mistake.row, column_name(mistake.column), words[mistake.code] % filled)


def summary(lines: Sequence[HoursLine]) -> dict[str, int]:
    """Return how many lines of each kind there are."""
    counted = Counter(line.kind for line in lines)
    return {kind: counted[kind] for kind in CapacityKind.values if counted[kind]}
