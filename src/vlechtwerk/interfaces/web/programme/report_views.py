"""Progress reports: the list, a draft with its facts and words, what the body decides, and what was frozen."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vlechtwerk.domains.partnership.models import Body, Mandate
from vlechtwerk.domains.partnership.rules import mandates_for, reasons_against_acting, reasons_against_deciding
from vlechtwerk.domains.programme.models import Activity, FrozenReport, ProgressReport, ReportFact
from vlechtwerk.domains.programme.models.reports import FileKind
from vlechtwerk.domains.programme.models.reports import ReportForm as FormOfReport
from vlechtwerk.domains.programme.operations import reports as operations
from vlechtwerk.domains.programme.queries.report_content import draft_of, sections_of
from vlechtwerk.domains.programme.queries.report_manifest import Finding, verify
from vlechtwerk.domains.programme.queries.reports import (
    AtActivity,
    Written,
    activities_to_read,
    facts_of_the_whole,
    progress_reports,
    reads_draft,
    words_history,
    words_in,
)
from vlechtwerk.domains.programme.rules import MANAGERS, reasons_against_leading
from vlechtwerk.domains.programme.rules.reports import reasons_against_gathering
from vlechtwerk.engines.documents.report.contents import from_plain
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces import report_jobs
from vlechtwerk.interfaces.report_words import WORDS_OF_MISTAKES
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.frame import is_offered
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme import report_rows as rows
from vlechtwerk.interfaces.web.programme.report_forms import ApprovalForm, CheckForm, ReportForm, ReturnForm, WordsForm
from vlechtwerk.interfaces.web.words import say_moment

CONTENT_TYPES = {
    FileKind.HTML: "application/octet-stream",
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# No file of a report is larger.
LARGEST_CHECKED = 50_000_000


@require_safe
def progress_reports_page(request: PageRequest, project: str) -> HttpResponse:
    """List the progress reports, newest period first."""
    against = reasons_against_acting(request.actor.person, timezone.now(), MANAGERS)
    found = list(progress_reports().prefetch_related("moves"))
    context = {
        "reports": rows.list_rows(request, found),
        "new_url": reverse("programme:new_report", args=[project]) if is_offered(request, against) else "",
        "check_url": reverse("programme:check_report", args=[project]),
    }
    return render(request, "programme/reports.html", context)


@read_and_write
def new_report(request: PageRequest, project: str) -> HttpResponse:
    """Draft a report over four months; a job gathers its facts."""
    now = timezone.now()
    form = ReportForm(request.POST or None, today=timezone.localdate(now))

    def act() -> str:
        chosen = form.cleaned_data
        report = operations.draft_progress_report(
            chosen["period"],
            Body.objects.get(code=chosen["body"]),
            language=chosen["language"],
            by=request.actor.person,
            at=now,
        )
        report_jobs.ask_to_gather(report, actor=request.actor, at=now)
        return _("The draft is there. Its facts are being gathered; you can leave this page.")

    return answer_form(
        request,
        _("Draft a progress report"),
        _("Draft"),
        form,
        reverse("programme:reports", args=[project]),
        act,
        before=reasons_against_acting(request.actor.person, now, MANAGERS),
        fields={"report_exists": "period", "not_a_period": "period"},
    )


def find_report(code: str) -> ProgressReport:
    """Return a report by its code, or answer that there is nothing here."""
    found = progress_reports().filter(code=code).first()
    if found is None:
        raise Http404
    return found


@read_and_write
def report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show a report: a draft with its facts and words, or what was frozen; words are written here."""
    found = find_report(code)
    if found.state == ProgressReport.State.FROZEN:
        return _frozen(request, found)
    in_report = activities_to_read(found)
    chosen = _chosen(request, in_report)
    if request.method != "POST":
        return render(request, "programme/report.html", _draft(request, found, in_report, chosen, None))
    form = WordsForm(_typed(request, found, chosen), prefix="words")
    reasons: Sequence[Reason] = ()
    if form.is_valid():
        try:
            operations.write_words(
                found,
                chosen.activity if chosen else None,
                form.cleaned_data["text"],
                form.cleaned_data["version"],
                by=request.actor.person,
                at=timezone.now(),
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect(f"{request.get_full_path()}#words")
    context = _draft(request, found, in_report, chosen, form) | {"reasons": reasons}
    return render(request, "programme/report.html", context, status=409 if reasons else 422)


def _typed(request: PageRequest, found: ProgressReport, chosen: AtActivity | None) -> Mapping[str, Any]:
    """Return what was typed, or the words as they are with one sentence replaced or struck."""
    if "instead_of" not in request.POST:
        return request.POST
    written = chosen.written if chosen else words_in(found).get(None, Written())
    replaced = written.text.replace(request.POST["instead_of"], request.POST.get("instead", ""), 1)
    return {"words-text": replaced, "words-version": request.POST.get("words-version", "")}


def _chosen(request: PageRequest, found: Sequence[AtActivity]) -> AtActivity | None:
    """Return the activity that is looked at: the one asked for, or none, which is the whole."""
    asked = request.GET.get("activity", "")
    return next((item for item in found if item.activity.code == asked), None)


def _draft(
    request: PageRequest,
    found: ProgressReport,
    in_report: Sequence[AtActivity],
    chosen: AtActivity | None,
    form: WordsForm | None,
) -> dict[str, Any]:
    url = rows.report_url(request, found)
    facts: Sequence[ReportFact] = chosen.facts if chosen else facts_of_the_whole(found)
    written = chosen.written if chosen else words_in(found).get(None, Written())
    writes = rows.is_open(found) and is_offered(request, _against_writing(request, chosen))
    manages = is_offered(request, reasons_against_gathering(found, by=request.actor.person, at=timezone.now()))
    initial = {"text": written.text, "version": written.version}
    shown = form or WordsForm(initial=initial, prefix="words")
    reads_whole = reads_draft(found)
    activity = f"?activity={chosen.activity.code}" if chosen else ""
    return {
        **_head(request, found),
        "reads_whole": reads_whole,
        "reads_any": reads_whole or bool(in_report),
        "blocks": rows.blocks(found, in_report, url) if manages else None,
        "navigation": rows.navigation(request, found, in_report, chosen.activity.code if chosen else ""),
        "whole": {"url": url, "current": chosen is None},
        "subject": chosen.activity.name if chosen else _("the whole"),
        "facts": rows.fact_groups(facts, written.text),
        "facts_count": len(facts),
        "figures": [
            {"label": figure.label, "value": figure.value, "unit": figure.unit, "records": len(figure.sources)}
            for figure in found.figures.all()
        ]
        if chosen is None
        else [],
        "paragraphs": rows.paragraphs(written.text, chosen.refused if chosen else (), facts),
        "written": rows.written_row(written),
        "others": written.text if form is not None and form.data.get("words-version") != str(written.version) else "",
        "latest": written.version,
        "form": shown if writes else None,
        "may_gather": manages,
        "gather_url": rows.report_url(request, found, "gather_report"),
        "submit_url": rows.report_url(request, found, "submit_report") if manages else "",
        "history_url": rows.report_url(request, found, "report_words") + activity,
    }


def _against_writing(request: PageRequest, chosen: AtActivity | None) -> Sequence[Reason]:
    at = timezone.now()
    if chosen is None:
        return reasons_against_acting(request.actor.person, at, MANAGERS)
    return reasons_against_leading(chosen.activity, by=request.actor.person, at=at)


def _head(request: PageRequest, found: ProgressReport) -> dict[str, Any]:
    returned = found.moves.filter(state=ProgressReport.State.RETURNED).select_related("moved_by").last()
    project = request.actor.project.code
    title = rows.title_of(found)
    return {
        "report": found,
        "title": title,
        "crumbs": [
            {"label": _("Reports"), "url": reverse("programme:reports", args=[project])},
            {"label": title, "url": ""},
        ],
        "steps": rows.step_rows(found),
        "body": found.approving_body.name,
        "told_in": found.told_in,
        "gathering": {"since": say_moment(found.gathering_since), "share": found.gathering_share}
        if found.gathering_since
        else None,
        "gathering_failed": found.gathering_failed,
        "gathered": say_moment(found.gathered_at) if found.gathered_at else "",
        "returned": {"by": returned.moved_by.name, "reasons": returned.reasons}
        if returned and found.state == ProgressReport.State.RETURNED
        else None,
        "acts": rows.acts_of_body(request, found),
        "decision_url": reverse("partnership:decision", args=[project, found.decision_id]) if found.decision_id else "",
        "as_page_url": rows.report_url(request, found, "report_as_page", FormOfReport.FULL.value),
    }


def _frozen(request: PageRequest, found: ProgressReport) -> HttpResponse:
    frozen = FrozenReport.objects.select_related("frozen_by").get(report=found)
    files = rows.file_rows(request, found, frozen)
    checked = verify(found.project_id, frozen.manifest.encode()).findings if "check" in request.GET else None
    context = {
        **_head(request, found),
        "frozen_at": say_moment(frozen.frozen_at),
        "checksum": frozen.checksum,
        "files": files,
        "making": not all(row["files"] for row in files),
        "make_url": rows.report_url(request, found, "make_report_files"),
        "manifest_url": rows.report_url(request, found, "report_manifest"),
        "checked": None if checked is None else _findings(checked),
        "check_url": f"{request.path}?check=1#check",
        "sections": from_plain(frozen.content["sections"][FormOfReport.FULL]),
    }
    return render(request, "programme/report_frozen.html", context)


def _findings(findings: Sequence[Finding]) -> list[dict[str, str]]:
    return [
        {
            "words": str(WORDS_OF_MISTAKES[finding.mistake]),
            "where": finding.where,
            "stands": finding.stands,
            "found": finding.found,
        }
        for finding in findings
    ]


@require_POST
def gather_report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Let a job gather the facts of a report anew."""
    found = find_report(code)
    try:
        report_jobs.ask_to_gather(found, actor=request.actor, at=timezone.now())
    except Refused as refused:
        return _refused(request, found, refused)
    return redirect(rows.report_url(request, found))


def _refused(request: PageRequest, found: ProgressReport, refused: Refused) -> HttpResponse:
    in_report = activities_to_read(found)
    context = _draft(request, found, in_report, _chosen(request, in_report), None) | {"reasons": refused.reasons}
    return render(request, "programme/report.html", context, status=409)


@require_POST
def submit_report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Put a report to the body that is to approve it."""
    found = find_report(code)
    try:
        operations.submit_progress_report(found, by=request.actor.person, at=timezone.now())
    except Refused as refused:
        return _refused(request, found, refused)
    return redirect(rows.report_url(request, found))


def _mandates(request: PageRequest, found: ProgressReport) -> list[Mandate]:
    if found.decision is None:
        return []
    return mandates_for(found.decision, request.actor.person, PreciseDate.of_day(timezone.localdate()))


def _against_deciding(request: PageRequest, found: ProgressReport) -> Sequence[Reason]:
    if found.decision is None or found.state != ProgressReport.State.SUBMITTED:
        return [Reason("not_submitted", _("This report does not wait for approval."))]
    return reasons_against_deciding(found.decision, by=request.actor.person, at=timezone.now())


def _mandate(form: ApprovalForm) -> Mandate | None:
    chosen = form.cleaned_data["mandate"]
    return Mandate.objects.filter(id=chosen).first() if chosen else None


@read_and_write
def approve_report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Approve a report within a mandate, and freeze it."""
    found = find_report(code)
    form = ApprovalForm(request.POST or None, mandates=_mandates(request, found))

    def act() -> str:
        report_jobs.approve(found, _mandate(form), actor=request.actor, at=timezone.now())
        return _("The report is approved and frozen. Nothing of it changes any more; its files are being made.")

    return answer_form(
        request,
        _("Approve: %(title)s") % {"title": rows.title_of(found)},
        _("Approve and freeze"),
        form,
        rows.report_url(request, found),
        act,
        before=_against_deciding(request, found),
        fields={"no_mandate": "mandate"},
    )


@read_and_write
def return_report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Return a report to its writers, with what has to be mended."""
    found = find_report(code)
    form = ReturnForm(request.POST or None, mandates=_mandates(request, found))

    def act() -> str:
        operations.return_progress_report(
            found, form.cleaned_data["reasons"], _mandate(form), by=request.actor.person, at=timezone.now()
        )
        return _("The report is returned. Its writers see what has to be mended.")

    return answer_form(
        request,
        _("Return: %(title)s") % {"title": rows.title_of(found)},
        _("Return"),
        form,
        rows.report_url(request, found),
        act,
        before=_against_deciding(request, found),
        fields={"no_mandate": "mandate", "reasons_missing": "reasons"},
    )


@require_safe
def report_as_page(request: PageRequest, project: str, code: str, form: str) -> HttpResponse:
    """Show a report as it is printed: what was frozen, or a draft as it stands now."""
    found = find_report(code)
    if form not in FormOfReport.values:
        raise Http404
    frozen = FrozenReport.objects.filter(report=found).first()
    if frozen is None and not reads_draft(found):
        raise Http404
    sections = from_plain(frozen.content["sections"][form]) if frozen else sections_of(draft_of(found), form)
    forms = [
        {
            "label": str(kind.label),
            "url": rows.report_url(request, found, "report_as_page", kind.value),
            "current": kind == form,
        }
        for kind in FormOfReport
    ]
    context = {**_head(request, found), "sections": sections, "forms": forms, "is_frozen": frozen is not None}
    return render(request, "programme/report_as_page.html", context)


@require_safe
def report_file(request: PageRequest, project: str, code: str, form: str, kind: str) -> HttpResponse:
    """Hand out one file of a frozen report, byte for byte."""
    found = find_report(code)
    frozen = FrozenReport.objects.filter(report=found).first()
    file = frozen.files.filter(form=form, kind=kind).first() if frozen else None
    if file is None:
        raise Http404
    return _attachment(
        bytes(file.content), CONTENT_TYPES[FileKind(kind)], f"{_file_name(request, found)}-{form}.{kind}"
    )


def _file_name(request: PageRequest, found: ProgressReport) -> str:
    invented = f"{_('invented')}-" if request.actor.project.origin == "invented" else ""
    return f"{invented}{request.actor.project.code}-{_('progress-report')}-{found.code}"


def _attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_safe
def report_manifest(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Hand out the manifest of a frozen report."""
    found = find_report(code)
    frozen = FrozenReport.objects.filter(report=found).first()
    if frozen is None:
        raise Http404
    name = f"{_file_name(request, found)}-manifest.json"
    return _attachment(frozen.manifest.encode(), "application/json", name)


@require_POST
def make_report_files(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Let a job make the files that are not there yet."""
    found = find_report(code)
    report_jobs.ask_for_files(found, actor=request.actor)
    return redirect(rows.report_url(request, found))


@require_safe
def report_words(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show every version of the words at an activity, or at the whole."""
    found = find_report(code)
    activity = Activity.objects.filter(code=request.GET.get("activity", "")).first()
    context = {
        **_head(request, found),
        "subject": activity.name if activity else _("the whole"),
        "versions": [
            {"number": item.version, "by": item.written_by.name, "at": say_moment(item.written_at), "text": item.text}
            for item in words_history(found, activity)
        ],
        "back_url": f"{rows.report_url(request, found)}?activity={activity.code if activity else ''}",
    }
    return render(request, "programme/report_words.html", context)


@read_and_write
def check_report(request: PageRequest, project: str) -> HttpResponse:
    """Compute a report again from one of its files, and name what no longer holds."""
    form = CheckForm(request.POST or None, request.FILES or None)
    verified = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > LARGEST_CHECKED:
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
        "checked": _findings(verified.findings) if verified else None,
    }
    return render(request, "programme/report_check.html", context, status=422 if form.errors else 200)
