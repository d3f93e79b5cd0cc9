"""Tables as files: exactly the rows that are shown, and no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter

from vlechtwerk.engines.documents.handing_out.cells import neutral_cell


def as_csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a table as CSV that Dutch Excel opens by itself: UTF-8 with its mark, parted by semicolons."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([neutral_cell(head) for head in heads])
    writer.writerows([[neutral_cell(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a table as a workbook with one sheet."""
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(file, options) as workbook:
        sheet = workbook.add_worksheet(title[:31])
        bold = workbook.add_format({"bold": True})
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
        sheet.autofit()
    return file.getvalue()
