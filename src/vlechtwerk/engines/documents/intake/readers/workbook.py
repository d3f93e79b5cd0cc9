"""Read Excel files: per sheet its name and its cells; a formula is read as it is written, never worked out."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import BinaryIO

import openpyxl
from python_calamine import CalamineWorkbook

from vlechtwerk.engines.documents.intake.readers.office import guarded, prove_office
from vlechtwerk.engines.documents.intake.readers.pages import Lines, Pages

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
# Half a million cells take about ten seconds.
MOST_CELLS = 500_000


def prove(file: BinaryIO) -> None:
    """Refuse what Excel's own structure does not hold together, and what acts or fetches by itself."""
    prove_office(file, _MAIN, "Excel")
    file.seek(0)
    guarded(lambda: CalamineWorkbook.from_filelike(file).sheet_names)


def read(file: BinaryIO, pages: Pages) -> None:
    """Add a page per sheet."""
    left = MOST_CELLS
    # Not with the quick reader of the proof: that one gives what a formula last came to, not the formula.
    for sheet in openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False).worksheets:
        if pages.full or left <= 0:
            pages.truncated = True
            break
        # What a sheet says of its own size is not to be trusted.
        sheet.reset_dimensions()
        lines = Lines(pages.left)
        lines.add(f"{sheet.title}\n")
        for row in sheet.iter_rows(values_only=True):
            # An empty row counts too: a sheet may be a million of them.
            left -= 1 + len(row)
            if not lines.add(_line(row)) or left <= 0:
                pages.truncated = True
                break
        pages.add(lines.text())


def _line(row: Iterable[object]) -> str:
    return "\t".join(_cell(cell) for cell in row).rstrip() + "\n"


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime() | date() | time():
            return value.isoformat()
        case bool():
            return str(value)
        case float() if value.is_integer():
            return str(int(value))
        case _:
            # Formulas over a range of cells come as an object with their text.
            return str(getattr(value, "text", None) or value).replace("\n", " ")
