"""Typeset a PDF that a screen reader can read (PDF/UA-1)."""

from collections.abc import Mapping
from datetime import datetime
from importlib.resources import as_file, files

import typst


def typeset(template: str, inputs: Mapping[str, str], at: datetime) -> bytes:
    """Return the PDF of a template beside this module; the same inputs and moment give the same bytes.

    Only values go in, as text: no word of a user is ever read as Typst. Raises `ValueError` when it can't be made as
    it should be.
    """
    with as_file(files("vlechtwerk.engines.documents")) as folder:
        made, warnings = typst.compile_with_warnings(
            str(folder / template),
            root=str(folder),
            font_paths=[str(folder / "fonts")],
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            sys_inputs=dict(inputs),
            timestamp=int(at.timestamp()),
        )
    # An unknown font is only a warning to Typst, and another document to a reader.
    if warnings or not isinstance(made, bytes):
        raise ValueError(f"The PDF could not be made: {warnings}")
    return made


def as_png(svg: str, width: float = 166) -> bytes:
    """Return a drawing as a picture so many mm wide, for files that take no drawings; the same gives the same bytes."""
    with as_file(files("vlechtwerk.engines.documents").joinpath("drawing.typ")) as page:
        made = typst.compile(
            str(page),
            font_paths=[str(page.parent / "fonts")],
            ignore_system_fonts=True,
            format="png",
            ppi=200,
            sys_inputs={"svg": svg, "width": str(width)},
        )
    if not isinstance(made, bytes):
        raise ValueError("The drawing could not be made a picture.")
    return made
