"""The files of a report: HTML, PDF and Word, from what its manifest keeps; the same manifest gives the same bytes."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from vlechtwerk.domains.evaluation.models import Evaluation, ReportTemplate
from vlechtwerk.domains.programme.models.reports import FileKind
from vlechtwerk.engines.documents.evaluation_report.manifest import report_from
from vlechtwerk.engines.documents.report.contents import Report
from vlechtwerk.engines.documents.report.html import as_html
from vlechtwerk.engines.documents.report.lines import Line, lines_in, other_lines
from vlechtwerk.engines.documents.report.manifest import as_text
from vlechtwerk.engines.documents.report.pdf import as_pdf
from vlechtwerk.engines.documents.report.word import as_word


def template_of(evaluation: Evaluation) -> ReportTemplate | None:
    """Return the template by which Word files are made now; nothing: as the platform makes them."""
    latest = ReportTemplate.objects.filter(evaluation=evaluation).order_by("-version").first()
    return latest if latest is not None and latest.checksum else None


def knows_template(checksum: str) -> bool:
    """Tell whether a template was given here, or none is named."""
    return not checksum or ReportTemplate.objects.filter(checksum=checksum).exists()


def _template(checksum: str) -> bytes:
    if not checksum:
        return b""
    found = ReportTemplate.objects.filter(checksum=checksum).first()
    if found is None:
        raise ValueError("template")
    return bytes(found.content)


def file_of(report: Report, kind: str, manifest: Mapping[str, Any]) -> bytes:
    """Return a report as a file of a kind; raises `ValueError` when it can't be made as it should be."""
    at = datetime.fromisoformat(manifest["made_at"])
    if kind == FileKind.HTML:
        return as_html(report)
    if kind == FileKind.PDF:
        with override(manifest["language"]):
            return as_pdf(report, at, _("Every figure and sentence with its source"))
    return as_word(report, at, _template(manifest["template"]))


def kind_of(content: bytes) -> str | None:
    """Return as what kind of file a report came; nothing for a manifest by itself."""
    if content.startswith(b"%PDF"):
        return FileKind.PDF.value
    if content.startswith(b"PK"):
        return FileKind.DOCX.value
    return FileKind.HTML.value if content.lstrip().startswith(b"<") else None


def is_as_made(content: bytes, manifest: Mapping[str, Any], text: str) -> bool:
    """Tell whether a file says what its manifest does: it is made again from that, byte for byte."""
    if kind_of(content) is None:
        # The manifest by itself; written in another way it is another one.
        return as_text(dict(manifest)) == text
    return any(made == content for made in _made_again(content, manifest, text))


def _made_again(content: bytes, manifest: Mapping[str, Any], text: str) -> Iterator[bytes]:
    """Yield the file that a manifest gives, of each of its forms."""
    for plain in reversed(list(manifest["forms"].values())):
        yield file_of(report_from(plain, text), kind_of(content) or "", manifest)


def lines_changed(content: bytes, manifest: Mapping[str, Any], text: str) -> Iterator[tuple[Line | None, Line | None]]:
    """Yield the lines in which a file differs from what its manifest gives, as (as it was made, as found).

    A PDF is compared as a whole only: where one of its lines ends and another begins is not told in it. Raises
    `NotCompared` when the lines of another file can't be compared.
    """
    if kind_of(content) not in (FileKind.HTML, FileKind.DOCX):
        return
    found = lines_in(content)
    forms = [lines_in(made) for made in _made_again(content, manifest, text)]
    here = {line.text for line in found}
    yield from other_lines(max(forms, key=lambda lines: len(here & {line.text for line in lines})), found)
