"""What a file of a draw says, or lines that were typed: a count per month, and each mistake with its place."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.models import MeasureDraw, MeasureMonth
from vlechtwerk.domains.programme.queries.capacity_file import FORMULA, MistakeTold, read_month
from vlechtwerk.domains.programme.rules.measures import LARGEST_COUNT, MonthTold
from vlechtwerk.domains.programme.words.files import words_of_file_mistakes
from vlechtwerk.domains.sharing.words import words_of_not_taken
from vlechtwerk.engines.documents.capacity.ledger_file import LedgerFile, Mistake, Row, read_csv, read_sheets
from vlechtwerk.engines.documents.intake.not_taken import NotTaken
from vlechtwerk.engines.documents.intake.text import read_text
from vlechtwerk.engines.documents.intake.types import sniff
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.refusal import Reason

# Each column by its name in English and in Dutch.
COLUMNS: Mapping[str, Sequence[str]] = {"month": ("month", "maand"), "count": ("count", "aantal")}
NOT_REGISTERED = frozenset({"not registered", "niet geregistreerd", "n.r.", "nr"})
FEW = frozenset({"<5", "< 5"})
_COUNT = re.compile(r"\d{1,12}|\d{1,3}(?:[. ]\d{3})+")
# Between a month and its count in a line that is typed.
_BETWEEN = re.compile(r"\s*[;,:=\t]\s*|\s+")
State = MeasureMonth.State
MOST_MISTAKES = 20
# Of a longer name the end is kept, which says what sort of file it is.
LONGEST_NAME = longest(MeasureDraw, "file_name")


@dataclass(frozen=True, slots=True)
class DrawRead:
    """What a file or typed lines say; with one mistake or more nothing of it is taken in. checksum: of the file."""

    months: tuple[MonthTold, ...]
    mistakes: tuple[MistakeTold, ...]
    file_name: str = ""
    checksum: str = ""


def read_draw_file(path: Path, file_name: str) -> DrawRead:
    """Read a file that was sent: CSV or a workbook, which is read in a confined process; it is not kept."""
    checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    if not file_name.lower().endswith(".xlsx"):
        return _understood(read_csv(path.read_bytes(), COLUMNS), file_name, checksum)
    try:
        read = read_text(path, sniff(path, file_name))
    except NotTaken as error:
        return DrawRead((), (MistakeTold("", 0, "", str(words_of_not_taken(error))),))
    if read.truncated:
        return DrawRead((), (MistakeTold("", 0, "", _("There are far too many lines in this file.")),))
    return _understood(read_sheets(read.pages, COLUMNS), file_name, checksum)


def read_typed(text: str) -> DrawRead:
    """Read lines that were typed: a month and its count, such as “2026-01 12”."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            month, *count = _BETWEEN.split(line.strip(), maxsplit=1)
            rows.append(Row("", number, {"month": month, "count": "".join(count)}))
    return _understood(LedgerFile(tuple(rows), ()), "", "")


def _understood(file: LedgerFile, file_name: str, checksum: str) -> DrawRead:
    mistakes = list(file.mistakes)
    months = []
    for row in file.rows:
        month, told = read_month(row.cells.get("month", "")), _count(row)
        if month is None:
            mistakes.append(Mistake("month_unknown", row.sheet, row.number, "month", row.cells.get("month", "")))
        if isinstance(told, Mistake):
            mistakes.append(told)
        elif month is not None:
            months.append(MonthTold(month, *told))
    return DrawRead(tuple(months), tuple(_told(one) for one in mistakes), file_name[-LONGEST_NAME:], checksum)


def read_count(text: str) -> tuple[str, int | None] | None:
    """Read what stands for a month: a count, that nothing was registered, or fewer than five; nothing when neither."""
    if text.casefold() in NOT_REGISTERED:
        return State.NOT_REGISTERED, None
    if text in FEW:
        return State.FEW, None
    if _COUNT.fullmatch(text) and (count := int(re.sub(r"[. ]", "", text))) <= LARGEST_COUNT:
        return State.COUNTED, count
    return None


def _count(row: Row) -> tuple[str, int | None] | Mistake:
    text = row.cells.get("count", "").strip()
    if (read := read_count(text)) is not None:
        return read
    code = "count_missing" if not text else "formula" if text.startswith(FORMULA) else "count_unknown"
    return Mistake(code, row.sheet, row.number, "count", text)


def column_name(column: str) -> str:
    """Return how a column is called in a file, in the reader's language."""
    return COLUMNS[column][1 if (get_language() or "nl").startswith("nl") else 0] if column else ""


def _told(mistake: Mistake) -> MistakeTold:
    words = words_of_file_mistakes() | {
        "count_missing": _("There is no number. Write 0 when there were none, or “not registered”."),
        "count_unknown": _("“%(value)s” is no whole number of nought or more. Write 12, “not registered” or “<5”."),
        "formula": _("“%(value)s” is a formula. Write the number itself."),
    }
    filled = {"value": mistake.value[:80], "columns": ", ".join(map(column_name, COLUMNS))}
    return MistakeTold(mistake.sheet, mistake.row, column_name(mistake.column), words[mistake.code] % filled)


def reasons_of_mistakes(read: DrawRead) -> list[Reason]:
    """Say what is wrong in a file or in typed lines, each with its place: sheet, row and column."""
    reasons = [Reason("cell_unclear", say_mistake(one)) for one in read.mistakes[:MOST_MISTAKES]]
    if (more := len(read.mistakes) - MOST_MISTAKES) > 0:
        words = ngettext("And %(count)s more mistake.", "And %(count)s more mistakes.", more)
        reasons.append(Reason("cell_unclear", words % {"count": more}))
    return reasons


def say_mistake(one: MistakeTold) -> str:
    """Say a mistake with its place."""
    places = [
        _("sheet “%(sheet)s”") % {"sheet": one.sheet} if one.sheet else "",
        _("row %(row)s") % {"row": one.row} if one.row else "",
        _("column %(column)s") % {"column": one.column} if one.column else "",
    ]
    place = ", ".join(part for part in places if part)
    return f"{place[:1].upper()}{place[1:]}: {one.text}" if place else one.text
