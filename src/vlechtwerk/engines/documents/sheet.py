"""One drawing on one sheet of A3 paper, as a PDF that a screen reader can read (PDF/UA-1)."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.resources import as_file, files

import typst


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around the drawing; every word is ready to print. `words` tells the drawing to who can't see it."""

    title: str
    subtitle: str
    words: str
    origin: str
    footer: str
    language: str
    notes: tuple[str, ...] = ()


def sheet_of(drawing: str, sheet: Sheet, at: datetime) -> bytes:
    """Return the PDF; the same drawing, words and moment give the same bytes.

    Raises `ValueError` when it can't be made as it should be.
    """
    with as_file(files("vlechtwerk.engines.documents")) as folder:
        made, warnings = typst.compile_with_warnings(
            str(folder / "sheet.typ"),
            root=str(folder),
            font_paths=[str(folder / "fonts")],
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            sys_inputs={"sheet": json.dumps(asdict(sheet)), "drawing": drawing},
            timestamp=int(at.timestamp()),
        )
    # An unknown font is only a warning to Typst, and another drawing to a reader.
    if warnings or not isinstance(made, bytes):
        raise ValueError(f"The sheet could not be made: {warnings}")
    return made
