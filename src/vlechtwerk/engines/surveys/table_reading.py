"""Read the table of answers in a CSV file, a workbook or an SPSS file; called in the confined process alone."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, BinaryIO, cast

from vlechtwerk.engines.documents.handing_out.cells import neutral_cell
from vlechtwerk.engines.surveys.cells import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Rows,
    check_no_row_breaks_off,
    csv_rows,
    number_text,
    sheets_of,
    squared,
)
from vlechtwerk.engines.surveys.markup import plain
from vlechtwerk.engines.surveys.mistakes import Place, unreadable
from vlechtwerk.engines.surveys.questionnaire import LONGEST_TEXT
from vlechtwerk.engines.surveys.tables import CSV, SAV, XLSX, Column, Table

# What the writer of this platform calls the sheet; of another workbook the first is read.
ANSWERS = "Answers"
# How every SPSS file begins, plain or packed.
_OPENINGS = (b"$FL2", b"$FL3")
_MOMENTS = ("DATE", "TIME", "MOYR", "QYR", "WKYR", "MONTH", "WKDAY")


def read_csv(content: bytes) -> Table:
    """Return the table of a CSV file; raises `Unreadable`."""
    rows = csv_rows(content)
    check_no_row_breaks_off(rows)
    return _table(CSV, rows)


def read_workbook(file: BinaryIO) -> Table:
    """Return the table on the sheet `Answers` of a workbook, or on its first; raises `Unreadable`."""
    sheets = sheets_of(file, lambda names: {_of_answers(names)})
    name = _of_answers(list(sheets))
    table = _table(XLSX, sheets.get(name, []), sheet=name)
    return replace(table, beside=tuple(other for other in sheets if other != name))


def _of_answers(names: Sequence[str]) -> str:
    return ANSWERS if ANSWERS in names else next(iter(names), "")


def _table(form: str, rows: Rows, *, sheet: str = "") -> Table:
    heads, below = squared(rows, sheet)
    if not below:
        raise unreadable("no_rows", Place(sheet=sheet))
    # A column without a heading is empty, or `squared` would have refused it.
    columns = tuple(
        Column(head, tuple(_as_written(cells[at]) if form == CSV else cells[at] for _row, cells in below))
        for at, head in enumerate(heads)
        if head
    )
    return Table(form, columns, tuple(number for number, _cells in below), sheet)


def _as_written(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if is_guarded(cell) else cell


def is_guarded(cell: str) -> bool:
    """Tell whether an apostrophe stands before what would be a formula, or before such an apostrophe."""
    # Nearly no cell begins so.
    return cell.startswith("'") and neutral_cell(bare := cell.lstrip("'")) != bare


def read_sav(file: BinaryIO) -> Table:
    """Return the table of an SPSS file with its labels and its user-missing values; raises `Unreadable`."""
    if file.read(4) not in _OPENINGS:
        raise unreadable("no_sav")
    file.seek(0)
    import pyreadstat

    try:
        data, told = pyreadstat.read_sav(
            cast(Any, file), user_missing=True, output_format="dict", row_limit=MOST_ROWS + 1
        )
    except MemoryError:
        raise
    except Exception:  # it raises whatever it stumbles over, also on text that is none
        raise unreadable("sav_broken") from None
    names: Sequence[str] = told.column_names
    count = max((len(cells) for cells in data.values()), default=0)
    if len(names) > MOST_COLUMNS:
        raise unreadable("too_many_columns", most=MOST_COLUMNS)
    if count > MOST_ROWS:
        raise unreadable("too_many_rows", most=MOST_ROWS)
    if count * len(names) > MOST_CELLS:
        raise unreadable("too_many_cells", most=MOST_CELLS)
    if not count or not names:
        raise unreadable("no_rows")
    columns = tuple(_variable(name, list(data[name]), told) for name in names)
    return Table(SAV, columns, tuple(range(1, count + 1)))


def _variable(name: str, values: list[Any], told: Any) -> Column:
    cells = tuple(_said(value, Place(row=row, column=name)) for row, value in enumerate(values, 1))
    ranges = told.missing_ranges.get(name, ())
    missing = frozenset(cell for cell, value in zip(cells, values, strict=True) if cell and _is_in(value, ranges))
    labels = {_said(value, Place(column=name)): plain(str(label)) for value, label in
              told.variable_value_labels.get(name, {}).items()}  # fmt: skip
    kind = str(told.original_variable_types.get(name, "")).upper()
    label = plain(str(told.column_names_to_labels.get(name) or ""))
    return Column(name, cells, label, labels, missing, any(word in kind for word in _MOMENTS))


def _said(value: Any, place: Place) -> str:
    match value:
        case None:
            return ""
        case bool() | int() | float():
            return "" if math.isnan(value) or math.isinf(value) else number_text(value)
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            text = plain(str(value))
            if len(text) > LONGEST_TEXT:
                raise unreadable("too_long", place, most=LONGEST_TEXT, length=len(text))
            return text


def _is_in(value: Any, ranges: Sequence[Any]) -> bool:
    for one in ranges:
        low, high = (one["lo"], one["hi"]) if isinstance(one, dict) else (one, one)
        if isinstance(value, str):
            if value in (str(low).rstrip(), str(high).rstrip()):
                return True
        elif isinstance(value, int | float) and not isinstance(low, str) and low <= value <= high:
            return True
    return False
