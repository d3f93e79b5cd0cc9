"""A report as a PDF that a screen reader can read (PDF/UA-1), with the manifest attached."""

import json
from dataclasses import asdict
from datetime import datetime
from importlib.resources import as_file, files

import typst

from vlechtwerk.engines.documents.report.contents import Report, as_plain
from vlechtwerk.engines.documents.report.widths import widths_of


def as_pdf(report: Report, at: datetime, manifest_words: str) -> bytes:
    """Return the PDF; the same report and moment give the same bytes.

    Raises `ValueError` when it can't be made as it should be.
    """
    sections = as_plain(report.sections)
    for block in (block for section in sections for block in section["blocks"] if block["kind"] != "paragraph"):
        figures, is_facts = block.get("figures", 0), block["kind"] == "facts"
        block["widths"] = widths_of(block["heads"], block["rows"], figures, is_facts=is_facts)
    told = asdict(report) | {"sections": sections, "manifest_words": manifest_words}
    with as_file(files("vlechtwerk.engines.documents")) as folder:
        made, warnings = typst.compile_with_warnings(
            str(folder / "report" / "report.typ"),
            root=str(folder),
            font_paths=[str(folder / "fonts")],
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            sys_inputs={"report": json.dumps(told)},
            timestamp=int(at.timestamp()),
        )
    # An unknown font is only a warning to Typst, and another report to a reader.
    if warnings or not isinstance(made, bytes):
        raise ValueError(f"The report could not be made: {warnings}")
    return made
