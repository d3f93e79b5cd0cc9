"""A frozen report: its page, its files byte for byte, and whether all of it still holds."""

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import FrozenReport, ProgressReport
from vlechtwerk.domains.programme.models.reports import FileKind, ReportForm
from vlechtwerk.domains.programme.queries.report_content import draft_of, sections_of
from vlechtwerk.domains.programme.queries.report_manifest import Verified, verify
from vlechtwerk.domains.programme.queries.reports import reads_draft, submitted_content
from vlechtwerk.engines.documents.report.contents import from_plain
from vlechtwerk.engines.documents.report.manifest import LARGEST
from vlechtwerk.foundation.refusal import Refused
from vlechtwerk.interfaces import report_jobs
from vlechtwerk.interfaces.evaluation_report_words import Found
from vlechtwerk.interfaces.report_words import WORDS_OF_MISTAKES, is_ours, remark_on
from vlechtwerk.interfaces.web.acts import read_and_write, write_only
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme import report_rows as rows
from vlechtwerk.interfaces.web.programme.report_findings import by_kind
from vlechtwerk.interfaces.web.programme.report_forms import CheckForm
from vlechtwerk.interfaces.web.words import say_day, say_moment

CONTENT_TYPES = {
    FileKind.HTML: "application/octet-stream",
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def frozen_page(request: PageRequest, found: ProgressReport) -> HttpResponse:
    """Show what was frozen, with its files, its manifest and, when asked, all of it computed again."""
    frozen = FrozenReport.objects.select_related("frozen_by").get(report=found)
    files = rows.file_rows(request, found, frozen)
    checked = _found(verify(found.project_id, frozen.manifest.encode())) if "check" in request.GET else None
    context = {
        **rows.head(request, found),
        "frozen_at": say_moment(frozen.frozen_at),
        "checksum": frozen.checksum,
        "files": files,
        "making": not all(row["files"] for row in files),
        # While a job waits for it or does it, asking again brings nothing.
        "is_asked": report_jobs.is_making_files(found),
        "make_url": rows.report_url(request, found, "make_report_files"),
        "manifest_url": rows.report_url(request, found, "report_manifest"),
        "checked": checked,
        "check_url": f"{request.path}?check=1#check",
        "sections": from_plain(frozen.content["sections"][ReportForm.FULL]),
    }
    return render(request, "programme/report_frozen.html", context)


def _found(verified: Verified) -> dict[str, Any]:
    """Return what was found, ready to print."""
    found = [
        Found(one.mistake, str(WORDS_OF_MISTAKES[one.mistake]), one.where, one.stands, one.found)
        for one in verified.findings
    ]
    return {
        "count": len(found),
        "groups": by_kind(found),
        "why_not": [one.text for one in found],
        "remark": remark_on(verified),
        "is_ours": is_ours(verified),
    }


@require_safe
def report_as_page(request: PageRequest, project: str, code: str, form: str) -> HttpResponse:
    """Show a report as it is printed: what was frozen or submitted, or a draft as it stands now."""
    found = rows.find_report(code)
    if form not in ReportForm.values:
        raise Http404
    frozen = FrozenReport.objects.filter(report=found).first()
    if frozen is None and not reads_draft(found):
        raise Http404
    lies = found.state == ProgressReport.State.SUBMITTED
    content = frozen.content if frozen else submitted_content(found) if lies else None
    if content:
        sections = from_plain(content["sections"][form])
    else:
        # In its own language, as its facts are and as it will be frozen; the page around it is in the reader's.
        with override(found.language):
            sections = sections_of(draft_of(found), form)
    forms = [
        {
            "label": str(kind.label),
            "url": rows.report_url(request, found, "report_as_page", kind.value),
            "current": kind == form,
        }
        for kind in ReportForm
    ]
    context = {
        **rows.head(request, found),
        "sections": sections,
        "forms": forms,
        "is_frozen": frozen is not None,
        "printed_on": say_day(timezone.localdate()),
    }
    return render(request, "programme/report_as_page.html", context)


@require_safe
def report_file(request: PageRequest, project: str, code: str, form: str, kind: str) -> HttpResponse:
    """Hand out one file of a frozen report, byte for byte."""
    found = rows.find_report(code)
    frozen = FrozenReport.objects.filter(report=found).first()
    file = frozen.files.filter(form=form, kind=kind).first() if frozen else None
    if file is None:
        raise Http404
    return _attachment(
        bytes(file.content), CONTENT_TYPES[FileKind(kind)], f"{_file_name(request, found)}-{form}.{kind}"
    )


def _file_name(request: PageRequest, found: ProgressReport) -> str:
    invented = f"{_('invented')}-" if request.actor.project.origin == "invented" else ""
    kind = _("progress-report")
    return f"{invented}{request.actor.project.code}-{kind}-{found.code}"


def _attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_safe
def report_manifest(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Hand out the manifest of a frozen report."""
    found = rows.find_report(code)
    frozen = FrozenReport.objects.filter(report=found).first()
    if frozen is None:
        raise Http404
    name = f"{_file_name(request, found)}-manifest.json"
    return _attachment(frozen.manifest.encode(), "application/json", name)


@write_only
def make_report_files(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Let a job make the files that are not there yet."""
    found = rows.find_report(code)
    # When they are there, or it is not frozen, its page says so.
    with suppress(Refused):
        report_jobs.ask_for_files(found, actor=request.actor, at=timezone.now())
    return redirect(rows.report_url(request, found))


@read_and_write
def check_report(request: PageRequest, project: str) -> HttpResponse:
    """Compute a report again from one of its files, and name what no longer holds."""
    form = CheckForm(request.POST or None, request.FILES or None)
    verified = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > LARGEST:
            form.add_error("file", _("No file of a report is this large."))
        else:
            verified = verify(request.actor.project.id, file.read())
    context = {
        "form": form,
        "crumbs": [
            {"label": _("Reports"), "url": reverse("programme:reports", args=[project])},
            {"label": _("Check a file"), "url": ""},
        ],
        "verified": verified,
        "checked": _found(verified) if verified else None,
    }
    return render(request, "programme/report_check.html", context, status=422 if form.errors else 200)
