"""The cells of CSV files and workbooks as texts, each row with its number; a formula is never worked out."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, time
from typing import Any, BinaryIO
from warnings import catch_warnings, simplefilter

import openpyxl
from openpyxl.utils import get_column_letter

from vlechtwerk.engines.documents.intake.not_taken import NotTaken
from vlechtwerk.engines.documents.intake.readers.plain_text import decoded
from vlechtwerk.engines.documents.intake.readers.registry import reader_of
from vlechtwerk.engines.documents.intake.types import MediaType
from vlechtwerk.engines.documents.outcome_map.signs import LOST, MIXED
from vlechtwerk.engines.surveys.markup import plain
from vlechtwerk.engines.surveys.mistakes import Place, unreadable
from vlechtwerk.engines.surveys.questionnaire import LONGEST_TEXT

MOST_ROWS, MOST_COLUMNS = 20_000, 1_000
# A workbook takes twenty microseconds for a cell, a CSV file one.
MOST_CELLS, MOST_WORKBOOK_CELLS = 2_000_000, 500_000
DELIMITERS = (";", ",", "\t")
# As many records as show which sign parts the cells.
_LOOKED_AT = 50
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LOST = re.compile(LOST)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*ref=\"([A-Z]{1,3})([0-9]{1,7}):")

# The number of a row, the headings being row 1, and its cells.
Rows = list[tuple[int, list[str]]]


def csv_rows(content: bytes) -> Rows:
    """Return the rows of a CSV file (UTF-8, UTF-16 with a mark, or cp1252)."""
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise unreadable("empty")
    try:
        text = decoded(content)
    except NotTaken:
        raise unreadable("no_text") from None
    rows: Rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_parted_by(text), strict=True)
    cells = 0
    try:
        for number, row in enumerate(reader, 1):
            cells += len(row)
            _check_size(Place(row=number), len(row), cells, MOST_CELLS)
            if row:
                rows.append((number, [_text(cell, "", number, at) for at, cell in enumerate(row, 1)]))
    except csv.Error:
        # A quote that is never closed, or a cell larger than any cell may be.
        raise unreadable("csv_broken", Place(row=len(rows) + 1)) from None
    if not content.startswith(_MARKS):
        _check_letters(rows)
    return rows


def _check_letters(rows: Rows) -> None:
    """Raise `Unreadable` for letters that were damaged on their way: without a mark a file says no encoding."""
    for row, cells in rows:
        for at, cell in enumerate(cells, 1):
            if not cell.isascii() and (damaged := MIXED.search(cell) or _LOST.search(cell)):
                raise unreadable("wrong_encoding", _place("", row, at), word=damaged[0])


def _parted_by(text: str) -> str:
    """Return the sign with which most records have as many cells as the first."""

    def score(delimiter: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths = []
        try:
            for row in reader:
                widths.append(len(row))
                if len(widths) == _LOOKED_AT:
                    break
        except csv.Error:
            return 0, 0
        if not widths or widths[0] < 2:
            return 0, 0
        return sum(width == widths[0] for width in widths) / len(widths), widths[0]

    return max(DELIMITERS, key=score)


def sheets_of(file: BinaryIO, wanted: Callable[[Sequence[str]], Collection[str]] = tuple) -> dict[str, Rows]:
    """Return the rows of the sheets of a workbook by name, in its order; of those that are not wanted, no rows."""
    try:
        reader_of(MediaType.XLSX).prove(file)
    except NotTaken as refused:
        details = {name: str(value) for name, value in refused.details.items()}
        raise unreadable("not_taken", **{**details, "why": refused.code.value}) from None
    file.seek(0)
    try:
        with catch_warnings():
            simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError):
        raise unreadable("no_workbook") from None
    found: dict[str, Rows] = {}
    cells = 0
    read = wanted([sheet.title for sheet in book.worksheets])
    for sheet in book.worksheets:
        rows = found.setdefault(sheet.title, [])
        if sheet.title not in read:
            continue
        _check_merged(sheet)
        # What a sheet says of its own size is not to be trusted.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), 1):
            cells += 1 + len(row)
            _check_size(Place(sheet=sheet.title, row=number), len(row), cells, MOST_WORKBOOK_CELLS)
            said = [_said(cell, sheet.title, number, at) for at, cell in enumerate(row, 1)]
            if any(said):
                rows.append((number, said))
    return found


def _check_merged(sheet: Any) -> None:
    """Raise `Unreadable` for cells that are merged: what is shown over all of them stands in the first alone."""
    with sheet._get_source() as source:
        merged = _MERGED.search(source.read())
    if merged:
        raise unreadable("merged_cells", Place("", sheet.title, int(merged[2]), merged[1].decode()))


def _said(cell: Any, sheet: str, row: int, column: int) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case _ if cell.data_type == "f":
            raise unreadable("formula", _place(sheet, row, column))
        case _ if cell.data_type == "e":
            raise unreadable("error_cell", _place(sheet, row, column), word=value)
        case bool():
            return "1" if value else "0"
        case datetime() | date() | time():
            return value.isoformat()
        case int() | float():
            return number_text(value)
        case _:
            return _text(str(value), sheet, row, column)


def number_text(value: float) -> str:
    """Return a number as it is compared: whole ones without a point."""
    return str(int(value)) if float(value).is_integer() else str(value)


def _place(sheet: str, row: int, column: int) -> Place:
    return Place("", sheet, row, get_column_letter(column))


def _text(text: str, sheet: str, row: int, column: int) -> str:
    if len(text) > LONGEST_TEXT:
        raise unreadable("too_long", _place(sheet, row, column), most=LONGEST_TEXT, length=len(text))
    return plain(text)


def _check_size(place: Place, columns: int, cells: int, most: int) -> None:
    if place.row > MOST_ROWS + 1:
        raise unreadable("too_many_rows", place, most=MOST_ROWS)
    if columns > MOST_COLUMNS:
        raise unreadable("too_many_columns", place, most=MOST_COLUMNS)
    if cells > most:
        raise unreadable("too_many_cells", place, most=most)


def squared(rows: Rows, sheet: str = "") -> tuple[list[str], Rows]:
    """Return the headings and the rows below, each as wide as the headings and none of them empty.

    Raises `Unreadable` for a cell without a heading, a row that breaks off (CSV files alone), and for no rows at all.
    """
    if not rows:
        raise unreadable("no_heading", Place(sheet=sheet))
    (first, heads), *rest = rows
    used = max((at + 1 for _row, cells in rows for at, cell in enumerate(cells) if cell), default=0)
    heads = [*heads, *[""] * (used - len(heads))][:used]
    for at, head in enumerate(heads):
        below = next((row for row, cells in rest if at < len(cells) and cells[at]), 0)
        if not head and below:
            raise unreadable("heading_missing", Place(sheet=sheet, row=below, column=get_column_letter(at + 1)))
    if not heads or all(_is_number(head) for head in heads):
        raise unreadable("no_heading", Place(sheet=sheet, row=first))
    filled = [(number, _as_wide(cells, used)) for number, cells in rest if any(cells)]
    return heads, filled


def _as_wide(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))][:width]


def _is_number(text: str) -> bool:
    return not text or text.replace(".", "", 1).replace(",", "", 1).isdecimal()


def check_no_row_breaks_off(rows: Rows) -> None:
    """Raise `Unreadable` when a row has fewer cells than the headings: a file that was cut off, or quotes that fail."""
    width = len(rows[0][1]) if rows else 0
    for number, cells in rows[1:]:
        if len(cells) < width and any(cells):
            raise unreadable("row_too_short", Place(row=number), cells=len(cells), most=width)


def workbook(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]]) -> bytes:
    """Return a workbook of sheets (name, headings, rows); every cell is a text, so nothing is ever a formula."""
    import xlsxwriter

    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        for name, heads, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, head in enumerate(heads):
                sheet.write_string(0, column, head, bold)
            for number, row in enumerate(rows, 1):
                for column, cell in enumerate(row):
                    if cell:
                        sheet.write_string(number, column, cell)
            sheet.autofit()
    return file.getvalue()
