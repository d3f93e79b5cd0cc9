"""A report as a PDF that a screen reader can read (PDF/UA-1), with the manifest attached."""

import io
import json
from dataclasses import asdict
from datetime import datetime

import pikepdf

from vlechtwerk.engines.documents.report.contents import Report, as_plain
from vlechtwerk.engines.documents.report.two_pages import PAGES
from vlechtwerk.engines.documents.report.widths import widths_between, widths_of
from vlechtwerk.engines.documents.typesetting import typeset

# Of the text, in points; a short report takes the first in which it fits on its pages.
SIZE, SIZES_OF_SHORT = 10, (10, 9.5, 9, 8.5, 8, 7.5)


def as_pdf(report: Report, at: datetime, manifest_words: str) -> bytes:
    """Return the PDF; the same report and moment give the same bytes.

    Raises `ValueError` when it can't be made as it should be.
    """
    sections = as_plain(report.sections)
    blocks = [block for section in sections for block in section["blocks"]]
    for block in (block for block in blocks if block["kind"] in ("facts", "table")):
        figures, is_facts = block.get("figures", 0), block["kind"] == "facts"
        block["widths"] = widths_of(block["heads"], block["rows"], figures, is_facts=is_facts)
    for block in (block for block in blocks if block["kind"] == "numbered"):
        # Number and ground are as wide in each of them.
        block["widths"] = widths_between(block["heads"], block["rows"])
    told = asdict(report) | {
        "sections": sections,
        "manifest_words": manifest_words,
        "entries": dict.fromkeys(sorted(report.entries), True),
    }
    if not report.is_short:
        return typeset("report/report.typ", {"report": json.dumps(told | {"size": SIZE})}, at)
    # In the largest letter in which it stays on its two pages. Where none does, a third page is better than no report.
    made = b""
    for size in SIZES_OF_SHORT:
        made = typeset("report/report.typ", {"report": json.dumps(told | {"size": size})}, at)
        if _pages_of(made) <= PAGES:
            break
    return made


def _pages_of(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as read:
        return len(read.pages)
