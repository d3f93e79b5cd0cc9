"""The report of an evaluation: its chapters, what was built of it, its files, and whether a file still holds."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationReport, EvaluationReportForm, Language
from vlechtwerk.domains.evaluation.queries.report.building import latest_texts
from vlechtwerk.domains.evaluation.queries.report.chapters import CHAPTERS
from vlechtwerk.domains.evaluation.queries.report.making import reports_to_list
from vlechtwerk.domains.evaluation.rules.reports import reasons_against_asking_for_report, reasons_against_freezing
from vlechtwerk.domains.programme.models.reports import FileKind
from vlechtwerk.engines.documents.report.manifest import LARGEST
from vlechtwerk.interfaces.evaluation_report_words import Looked, look_at
from vlechtwerk.interfaces.web.acts import read_and_write
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.finding_views import evaluates, list_of_all
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom
from vlechtwerk.interfaces.web.frame import is_offered
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.frozen_report_views import CONTENT_TYPES
from vlechtwerk.interfaces.web.programme.report_findings import by_kind
from vlechtwerk.interfaces.web.programme.report_forms import CheckForm
from vlechtwerk.interfaces.web.words import say_moment

State = EvaluationReport.State
# How far each state is shown: the mark that stands beside it elsewhere.
MARKS = {State.ASKED: "submitted", State.REFUSED: "returned", State.FAILED: "returned", State.BUILT: "draft",
         State.FREEZING: "submitted", State.TAKEN_BACK: "returned"}  # fmt: skip
# While a job works on it.
WORKING = frozenset({State.ASKED, State.FREEZING})


def crumbs_of(request: PageRequest, evaluation: Evaluation, *more: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way to a page below the report of an evaluation; what has no address is the page itself."""
    way = [
        (_("Evaluation reports"), address(request, "reports_of_all")),
        (evaluation.title, address(request, "report", evaluation.code)),
    ]
    return [{"label": label, "url": url} for label, url in [*way, *more]]


@require_safe
def reports_of_all(request: PageRequest, project: str) -> HttpResponse:
    """Lead to the report of each evaluation."""
    return list_of_all(request, "report", "evaluation/reports_of_all.html", _say_reports)


def _say_reports(evaluation: Evaluation) -> str:
    frozen = evaluation.reports.filter(state=State.FROZEN).count()
    if not frozen:
        return _("No report was frozen yet.")
    return ngettext("%(number)s report was frozen.", "%(number)s reports were frozen.", frozen) % {"number": frozen}


@require_safe
def report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show the chapters of the report to its evaluators, and to everyone what was frozen of it."""
    evaluation = find_evaluation(code)
    language = _language(request)
    writes = evaluates(request, evaluation)
    against = reasons_against_asking_for_report(evaluation, language, **by_whom(request))
    context = {
        "crumbs": crumbs_of(request, evaluation),
        "evaluation": {"title": evaluation.title},
        "language": language,
        "languages": [
            {"label": str(label), "url": f"?language={value}", "current": value == language}
            for value, label in Language.choices
        ],
        "chapters": _chapters(request, evaluation, language) if writes else [],
        "reports": [_row(request, evaluation, one) for one in reports_to_list(evaluation)],
        "build_url": address(request, "build_report", code) if writes and is_offered(request, against) else "",
        "check_url": address(request, "check_evaluation_report", code),
        "template_url": address(request, "report_template", code) if writes else "",
        "is_building": any(one.code == "report_being_built" for one in against),
    }
    return render(request, "evaluation/report.html", context)


def _language(request: PageRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in Language.values else Language.DUTCH.value


def _chapters(request: PageRequest, evaluation: Evaluation, language: str) -> list[dict[str, Any]]:
    texts = {one.chapter: one for one in latest_texts(evaluation, language)}
    return [
        {
            "number": number,
            "title": str(folder.title),
            "says": _("version %(version)s") % {"version": texts[folder.code].version}
            if texts[folder.code].version
            else _("as it comes"),
            "url": f"{address(request, 'write_chapter', evaluation.code, folder.code)}?language={language}",
        }
        for number, folder in enumerate(CHAPTERS, 1)
    ]


def _row(request: PageRequest, evaluation: Evaluation, one: EvaluationReport) -> dict[str, Any]:
    return {
        "title": _("Report %(number)s") % {"number": one.number},
        "url": address(request, "built_report", evaluation.code, str(one.number)),
        "language": str(one.get_language_display()),
        "state": MARKS.get(State(one.state), one.state),
        "state_words": str(one.get_state_display()),
        "since": say_moment(one.frozen_at or one.asked_at),
    }


def find_report(code: str, number: int) -> EvaluationReport:
    """Return one building of a report that the reader may see, or answer that there is none."""
    reports = EvaluationReport.objects.select_related("evaluation", "asked_by", "frozen_by")
    found = reports.filter(evaluation__code=code, number=number).defer("manifest").first()
    if found is None:
        raise Http404
    return found


@require_safe
def built_report(request: PageRequest, project: str, code: str, number: int) -> HttpResponse:
    """Show one building of a report: how far it is, what it was refused for, or its files."""
    found = find_report(code, number)
    is_frozen = found.state == State.FROZEN
    files = list(found.files.filter(is_frozen=is_frozen).defer("content"))
    checked, working = None, found.state in WORKING
    if "check" in request.GET and files:
        checked = look_at(found.project_id, found.manifest.encode())
    here = _("Report %(number)s") % {"number": found.number}
    against = reasons_against_freezing(found, **by_whom(request))
    context = {
        "crumbs": crumbs_of(request, found.evaluation, (here, "")),
        "heading": here,
        "title": found.evaluation.title,
        "state": MARKS.get(State(found.state), found.state),
        "state_words": str(found.get_state_display()),
        "by_whom": _say_by_whom(found),
        "language": str(found.get_language_display()),
        "lang": found.language,
        "working": working,
        "working_words": _say_working(found),
        "share": found.share,
        "address": request.path,
        "refused": _by_chapter(request, found) if found.state == State.REFUSED else [],
        "number_refused": len(found.refused),
        "not_frozen": [one["reason"] for one in found.refused] if found.state == State.BUILT else [],
        "failed": found.state == State.FAILED,
        "taken_back": found.state == State.TAKEN_BACK,
        "files": _file_rows(request, found, files),
        "checksum": found.checksum,
        "manifest_url": address(request, "evaluation_report_manifest", code, str(number)) if files else "",
        "look_url": f"{request.path}?check=1#check",
        "freeze_url": address(request, "freeze_report", code, str(number)) if is_offered(request, against) else "",
        "waits": [reason.text for reason in against] if found.state == State.BUILT else [],
        "is_built": found.state == State.BUILT,
        "is_frozen": is_frozen,
        "checked": looked_rows(checked) if checked else None,
    }
    return render(request, "evaluation/report_built.html", context)


def _say_by_whom(found: EvaluationReport) -> str:
    """Say who built a report, and who froze it: each with when."""
    words = {"name": found.asked_by.name, "at": say_moment(found.asked_at)}
    told = [_("asked by %(name)s, %(at)s") % words]
    if found.state in (State.FROZEN, State.TAKEN_BACK) and found.frozen_by and found.frozen_at:
        told.append(_("frozen by %(name)s, %(at)s") % {"name": found.frozen_by.name, "at": say_moment(found.frozen_at)})
    return " · ".join(told)


def _say_working(found: EvaluationReport) -> str:
    if found.state == State.FREEZING:
        return _("The report is being frozen. You can leave this page.")
    return _("The report is being built. You can leave this page.")


def _by_chapter(request: PageRequest, report: EvaluationReport) -> list[dict[str, Any]]:
    """Return what is wrong by chapter, with where its evaluators mend it."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in report.refused:
        found.setdefault(one["chapter"], []).append(one)
    urls = {}
    for language in Language.values:
        with override(language):
            for folder in CHAPTERS:
                url = address(request, "write_chapter", report.evaluation.code, folder.code)
                urls[str(folder.title)] = f"{url}?language={report.language}"
    return [{"chapter": chapter, "url": urls.get(chapter, ""), "rows": rows} for chapter, rows in found.items()]


def _file_rows(request: PageRequest, found: EvaluationReport, files: list[Any]) -> list[dict[str, Any]]:
    code, number = found.evaluation.code, str(found.number)
    return [
        {
            "form": str(form.label),
            "files": [
                {
                    "label": str(FileKind(one.kind).label),
                    "url": address(request, "evaluation_report_file", code, number, one.form, one.kind),
                    "checksum": one.checksum,
                }
                for one in files
                if one.form == form
            ],
        }
        for form in EvaluationReportForm
    ]


def looked_rows(looked: Looked) -> dict[str, Any]:
    """Return what was found in a file, ready to print; of what is no report of this project nothing but why."""
    told = {name: getattr(looked, name) for name in ("remark", "is_ours", "looked_at")}
    return told | {
        "count": len(looked.findings),
        "groups": by_kind(looked.findings) if looked.is_ours else [],
        "why_not": [": ".join(filter(None, (one.where.rstrip("."), one.text))) for one in looked.findings],
        "unfrozen": not looked.is_frozen,
    }


@require_safe
def evaluation_report_file(
    request: PageRequest, project: str, code: str, number: int, form: str, kind: str
) -> HttpResponse:
    """Hand out one file of a report, byte for byte."""
    found = find_report(code, number)
    is_frozen = found.state == State.FROZEN
    file = found.files.filter(is_frozen=is_frozen, form=form, kind=kind).first()
    if file is None:
        raise Http404
    return _attachment(bytes(file.content), CONTENT_TYPES[FileKind(kind)], f"{_name(request, found)}-{form}.{kind}")


@require_safe
def evaluation_report_manifest(request: PageRequest, project: str, code: str, number: int) -> HttpResponse:
    """Hand out the manifest of a report."""
    found = find_report(code, number)
    if not found.manifest:
        raise Http404
    return _attachment(found.manifest.encode(), "application/json", f"{_name(request, found)}-manifest.json")


def _name(request: PageRequest, found: EvaluationReport) -> str:
    invented = f"{_('invented')}-" if request.actor.project.origin == "invented" else ""
    kind = _("evaluation-report")
    return f"{invented}{request.actor.project.code}-{kind}-{found.evaluation.code}-{found.number}"


def _attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@read_and_write
def check_evaluation_report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Compute a report again from one of its files, and name what no longer holds."""
    evaluation = find_evaluation(code)
    form = CheckForm(request.POST or None, request.FILES or None)
    looked = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > LARGEST:
            form.add_error("file", _("No file of a report is this large."))
        else:
            looked = look_at(request.actor.project.id, file.read())
    context = {
        "form": form,
        "crumbs": crumbs_of(request, evaluation, (_("Check a file"), "")),
        "checked": looked_rows(looked) if looked else None,
    }
    return render(request, "evaluation/report_check.html", context, status=422 if form.errors else 200)
