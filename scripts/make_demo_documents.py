"""Makes the PDF, Word and Excel files of the case demo, which are in the repository; run after a change in a source."""

from datetime import UTC, datetime
from pathlib import Path

import docx
import typst
import xlsxwriter

ROOT = Path(__file__).parents[1]
SOURCES = Path(__file__).parent / "demo_documents"
TARGET = ROOT / "src/vlechtwerk/cases/demo/documents"
FONTS = ROOT / "src/vlechtwerk/engines/documents/fonts"
# The same bytes again, whenever they are made.
MADE = datetime(2026, 11, 1, tzinfo=UTC)

STOPS = (
    ("maand", "staandehoudingen", "waarvan vrachtwagens", "waarvan met een vondst"),
    *(
        (month, stopped, stopped * 3 // 5, found)
        for month, stopped, found in (
            ("januari", 41, 6), ("februari", 38, 5), ("maart", 52, 9), ("april", 47, 7), ("mei", 55, 12),
            ("juni", 61, 11), ("juli", 33, 5), ("augustus", 29, 5), ("september", 58, 10), ("oktober", 64, 13),
        )
    ),
    ("Verzonnen gegevens", "", "", ""),
)  # fmt: skip


def main() -> None:
    """Make each file from its source."""
    typst.compile(
        SOURCES / "hoe-een-route-werkt.typ",
        output=TARGET / "hoe-een-route-werkt.pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        timestamp=int(MADE.timestamp()),
        pdf_standards=["ua-1"],
    )
    document = docx.Document()
    document.core_properties.author = "Samenwerking Westerdok (verzonnen)"
    document.core_properties.title = "Werkwijze pakketcontrole"
    document.core_properties.created = document.core_properties.modified = MADE
    for part in (SOURCES / "werkwijze-pakketcontrole.txt").read_text().split("\n\n"):
        marks, _space, heading = part.partition(" ")
        if set(marks) == {"#"}:
            document.add_heading(heading.strip(), len(marks))
        else:
            document.add_paragraph(" ".join(part.split()))
    document.save(str(TARGET / "werkwijze-pakketcontrole.docx"))
    book = xlsxwriter.Workbook(str(TARGET / "staandehoudingen-2026.xlsx"))
    book.set_properties({"author": "Samenwerking Westerdok (verzonnen)", "created": MADE.replace(tzinfo=None)})
    sheet = book.add_worksheet("Westerdokweg")
    for row, cells in enumerate(STOPS):
        sheet.write_row(row, 0, cells)
    book.close()


if __name__ == "__main__":
    main()
