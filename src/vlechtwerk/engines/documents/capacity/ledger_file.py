"""Read a ledger of hours, or another table, from a CSV file or a workbook: its rows, and what is wrong where."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# Each column by its name in English and in Dutch.
COLUMNS = {
    "organisation": ("organisation", "organisatie"),
    "profile": ("profile", "profiel"),
    "activity": ("activity", "activiteit"),
    "place": ("place", "plaats"),
    "month": ("month", "maand"),
    "kind": ("kind", "soort"),
    "hours": ("hours", "uren"),
}
# The columns of a file, each with its names.
Columns = Mapping[str, Sequence[str]]
# With words that follow the code of a name, such as the last line of an export.
_LAST_LINE = ("as of", "stand op")
MOST_ROWS = 20_000
_BREAKS_OFF = "\r\n"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, and where: sheet (empty in a CSV file), row and column (0 and empty for the whole)."""

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its cells by column."""

    sheet: str
    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """What a file holds."""

    rows: tuple[Row, ...]
    mistakes: tuple[Mistake, ...]


def read_csv(content: bytes, columns: Columns = COLUMNS) -> LedgerFile:
    """Read a CSV file: UTF-8, parted by semicolons, commas or tabs."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return LedgerFile((), (Mistake("not_utf8", row=line),))
    if "\0" in text:
        return LedgerFile((), (Mistake("not_text", row=text.count("\n", 0, text.index("\0")) + 1),))
    head = text.lstrip(_BREAKS_OFF).partition("\n")[0]
    parted_by = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parted_by)
    try:
        return _read([("", ((reader.line_num, cells) for cells in reader))], columns)
    except csv.Error:
        # A cell without an end, larger than any cell may be.
        return LedgerFile((), (Mistake("not_text", row=reader.line_num),))


def read_sheets(pages: Iterable[str], columns: Columns = COLUMNS) -> LedgerFile:
    """Read sheets as the confined reader gives them: the name, then a line per row with tabs between its cells."""
    sheets: list[tuple[str, Iterable[tuple[int, Sequence[str]]]]] = []
    for page in pages:
        name, _break, rest = page.partition("\n")
        sheets.append((name, [(number, line.split("\t")) for number, line in enumerate(rest.split("\n"), 1)]))
    return _read(sheets, columns)


def _read(sheets: Iterable[tuple[str, Iterable[tuple[int, Sequence[str]]]]], known: Columns) -> LedgerFile:
    rows: list[Row] = []
    mistakes: list[Mistake] = []
    for sheet, lines in sheets:
        columns: list[str] | None = None
        for number, cells in lines:
            stripped = [cell.strip() for cell in cells]
            if not any(stripped) or _tells_origin(stripped):
                continue
            if columns is None:
                columns, wrong = _columns(sheet, number, stripped, known)
                mistakes += wrong
                if wrong:
                    break
            elif len(rows) == MOST_ROWS:
                return LedgerFile((), (Mistake("too_many_rows", sheet, number, value=str(MOST_ROWS)),))
            else:
                mistakes += [
                    Mistake("cell_without_column", sheet, number, value=cell)
                    for cell in stripped[len(columns) :]
                    if cell
                ]
                filled = [*stripped, *[""] * (len(columns) - len(stripped))]
                rows.append(Row(sheet, number, dict(zip(columns, filled, strict=False))))
    if not rows and not mistakes:
        mistakes.append(Mistake("empty"))
    return LedgerFile(tuple(rows), tuple(mistakes))


def _tells_origin(cells: Sequence[str]) -> bool:
    """Tell whether this is the line under an export that says where the data come from."""
    return len(cells) > 2 and cells[1].casefold() in _LAST_LINE and not any(cells[3:])


def _columns(sheet: str, number: int, heads: Sequence[str], known: Columns) -> tuple[list[str], list[Mistake]]:
    named = {name: column for column, names in known.items() for name in names}
    found = [named.get(head.casefold(), "") for head in heads]
    wrong = [
        Mistake("column_unknown", sheet, number, value=head)
        for head, column in zip(heads, found, strict=True)
        if head and not column
    ]
    wrong += [Mistake("column_missing", sheet, number, column) for column in known if column not in found]
    wrong += [Mistake("column_twice", sheet, number, column) for column in known if found.count(column) > 1]
    return found, wrong
