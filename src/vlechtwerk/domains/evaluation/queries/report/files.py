"""The files of a report: HTML, PDF and Word, from what its manifest keeps; the same manifest gives the same bytes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from vlechtwerk.domains.programme.models.reports import FileKind
from vlechtwerk.engines.documents.report.contents import Report
from vlechtwerk.engines.documents.report.html import as_html
from vlechtwerk.engines.documents.report.pdf import as_pdf
from vlechtwerk.engines.documents.report.word import as_word


def file_of(report: Report, kind: str, manifest: Mapping[str, Any]) -> bytes:
    """Return a report as a file of a kind; raises `ValueError` when it can't be made as it should be."""
    at = datetime.fromisoformat(manifest["made_at"])
    if kind == FileKind.HTML:
        return as_html(report)
    if kind == FileKind.PDF:
        with override(manifest["language"]):
            return as_pdf(report, at, _("Every figure and sentence with its source"))
    return as_word(report, at)


def kind_of(content: bytes) -> str | None:
    """Return as what kind of file a report came; nothing for a manifest by itself."""
    if content.startswith(b"%PDF"):
        return FileKind.PDF.value
    if content.startswith(b"PK"):
        return FileKind.DOCX.value
    return FileKind.HTML.value if content.lstrip().startswith(b"<") else None
