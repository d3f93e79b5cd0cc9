"""Write a chapter of the report with what is wrong with it beside it, ask for a report, and freeze one."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vlechtwerk.domains.evaluation.models import ChapterVersion, Evaluation, Language
from vlechtwerk.domains.evaluation.models.reports import LONGEST_CHAPTER
from vlechtwerk.domains.evaluation.operations import report_templates as templates
from vlechtwerk.domains.evaluation.operations import reports as operations
from vlechtwerk.domains.evaluation.queries.report.building import ChapterText, chapter_written, day_of, latest_texts
from vlechtwerk.domains.evaluation.queries.report.chapters import ChapterFolder, find_chapter
from vlechtwerk.domains.evaluation.queries.report.files import template_of
from vlechtwerk.domains.evaluation.queries.report.fills import TALLIES, amounts_by_code
from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.domains.evaluation.rules.report_templates import reasons_against_changing_template
from vlechtwerk.domains.evaluation.rules.reports import reasons_against_freezing
from vlechtwerk.engines.documents.findings.holes import Form
from vlechtwerk.foundation.refusal import Refused
from vlechtwerk.interfaces import evaluation_report_jobs
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write, write_only
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.finding_views import evaluates
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evaluation.report_views import crumbs_of, find_report
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_moment

# How an amount is named in a chapter, in Dutch and in English.
AMOUNTS = {Form.FIGURE: ("cijfer", "figure"), Form.SHARE: ("aandeel", "share")}
# So many earlier versions stand below a chapter.
MOST_VERSIONS = 10


class ChapterForm(forms.Form):
    """The words of a chapter, and which version their writer had before them."""

    text = forms.CharField(
        label=gettext_lazy("Text of the chapter"),
        max_length=LONGEST_CHAPTER,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=gettext_lazy(
            "Figures are not typed: beside the text stands what can be filled in, such as {bevinding F1} for a "
            "finding. A line with ## begins a heading, an empty line a paragraph."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class TemplateForm(forms.Form):
    """A Word document by whose looks reports are made; without one, as the platform makes them."""

    file = forms.FileField(
        label=gettext_lazy("Word document (.docx)"),
        required=False,
        help_text=gettext_lazy(
            "Its styles, margins, headers and footers are used. Its text is not. Give no file to leave the template."
        ),
    )


class FreezeForm(forms.Form):
    """Nothing is asked: whoever freezes looked at it."""


@read_and_write
def write_chapter(request: PageRequest, project: str, code: str, chapter: str) -> HttpResponse:
    """Write a chapter; what is wrong with its sentences stands beside it, and only stops building."""
    evaluation, folder = _found(request, code, chapter)
    language = _language(request)
    latest = next(one for one in latest_texts(evaluation, language) if one.chapter == chapter)
    form = ChapterForm(request.POST or None, initial={"text": latest.text, "seen": latest.version})
    reasons: Any = ()
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            operations.write_chapter(evaluation, chapter, language, told["text"], told["seen"], **by_whom(request))
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(
                request, _say_saved(len(_written(evaluation, folder, told["text"], language)["objections"]))
            )
            return redirect(f"{request.path}?language={language}")
    text = form.data.get("text", "")[:LONGEST_CHAPTER] if form.is_bound else latest.text
    context = _page(request, evaluation, folder, language, latest) | {
        "form": form,
        "reasons": reasons,
        **_written(evaluation, folder, text, language),
    }
    status = HTTPStatus.CONFLICT if reasons else 422 if form.errors else 200
    return render(request, "evaluation/report_chapter.html", context, status=status)


def _say_saved(wrong: int) -> str:
    if not wrong:
        return _("Saved. Nothing is wrong with it.")
    words = ngettext(
        "Saved. %(number)s thing is wrong with it: that stops building the report.",
        "Saved. %(number)s things are wrong with it: that stops building the report.",
        wrong,
    )
    return words % {"number": wrong}


def _page(
    request: PageRequest, evaluation: Evaluation, folder: ChapterFolder, language: str, latest: ChapterText
) -> dict[str, Any]:
    place = 0 if language == Language.DUTCH else 1
    live = Live(evaluation, language, day_of(evaluation))
    versions = ChapterVersion.objects.filter(evaluation=evaluation, chapter=folder.code, language=language)
    return {
        "crumbs": crumbs_of(request, evaluation, (str(folder.title), "")),
        "heading": str(folder.title),
        "language": language,
        "version": latest.version,
        "judge_url": f"{address(request, 'judge_chapter', evaluation.code, folder.code)}?language={language}",
        "back_url": f"{address(request, 'report', evaluation.code)}?language={language}",
        "parts": [f"{{{('onderdeel', 'part')[place]} {names[place]}}}" for names in folder.parts],
        "tallies": [f"{{{('telling', 'tally')[place]} {names[place]}}}" for names in TALLIES],
        "claims": [
            {"hole": f"{{{('uitspraak', 'claim')[place]} {one.code}}}", "sentence": one.text} for one in live.claims
        ],
        "amounts": [
            {"hole": f"{{{AMOUNTS[form][place]} {code}}}", "sentence": text}
            for form, code, text in amounts_by_code(live)
        ],
        "other_amounts": _(
            "In place of the share “%(word)s” gives the word for it, “%(count)s” how many people, and “%(statement)s” "
            "what was asked."
        )
        % {
            "word": ("woord", "word")[place],
            "count": ("aantal", "count")[place],
            "statement": ("stelling", "statement")[place],
        },
        "findings": [
            {"hole": f"{{{('bevinding', 'finding')[place]} {one.approved.code}}}", "sentence": one.approved.sentence}
            for one in live.approved.values()
        ],
        "versions": [
            {"number": one.version, "by": one.written_by.name, "at": say_moment(one.written_at)}
            for one in versions.select_related("written_by").order_by("-version")[:MOST_VERSIONS]
        ],
    }


@read_and_write
def judge_chapter(request: PageRequest, project: str, code: str, chapter: str) -> HttpResponse:
    """Say what is wrong with a chapter as it is typed; nothing is kept."""
    evaluation, folder = _found(request, code, chapter)
    if request.method != "POST":
        return redirect(address(request, "write_chapter", code, chapter))
    language = _language(request)
    context = _written(evaluation, folder, request.POST.get("text", "")[:LONGEST_CHAPTER], language)
    return render(request, "evaluation/report_objections.html", context | {"language": language, "swapped": True})


def _written(evaluation: Evaluation, folder: ChapterFolder, text: str, language: str) -> dict[str, Any]:
    written = chapter_written(evaluation, folder, text, language)
    return {
        "objections": [dict(operations.plain_objection(one)) for one in written.objections],
        "sections": written.sections,
    }


def _found(request: PageRequest, code: str, chapter: str) -> tuple[Evaluation, ChapterFolder]:
    evaluation, folder = find_evaluation(code), find_chapter(chapter)
    if folder is None or not evaluates(request, evaluation):
        raise Http404
    return evaluation, folder


def _language(request: PageRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in Language.values else Language.DUTCH.value


@write_only
def build_report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Let a job build the report."""
    evaluation = find_evaluation(code)
    language = request.POST.get("language", Language.DUTCH)
    try:
        report = evaluation_report_jobs.ask_to_build(
            evaluation, language, actor=request.actor, at=by_whom(request)["at"]
        )
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason.text)
        return redirect(address(request, "report", code))
    return redirect(address(request, "built_report", code, str(report.number)))


@read_and_write
def freeze_report(request: PageRequest, project: str, code: str, number: int) -> HttpResponse:
    """Freeze a report that another built: from then on every member reads it, and it never changes."""
    found = find_report(code, number)

    def act() -> str:
        evaluation_report_jobs.ask_to_freeze(found, actor=request.actor, at=by_whom(request)["at"])
        return _("You asked to freeze the report. Below stands how far that is; then every member can read it.")

    here = _("Report %(number)s") % {"number": found.number}
    back = address(request, "built_report", code, str(number))
    before = reasons_against_freezing(found, **by_whom(request))
    facts = [
        {"term": _("What happens"), "value": _("The report is built once more. When nothing changed, it is frozen.")},
        {"term": _("Who reads it"), "value": _("From then on every member. It never changes again.")},
    ]
    return answer_form(
        request, _("Freeze %(report)s") % {"report": here.lower()}, _("Freeze the report"),
        FreezeForm(request.POST if request.method == "POST" else None), back, act,
        before=before, facts=facts, crumbs=crumbs_of(request, found.evaluation, (here, back), (_("Freeze"), "")),
    )  # fmt: skip


@read_and_write
def report_template(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Give the partnership's own Word template, or leave it."""
    evaluation = find_evaluation(code)
    form = TemplateForm(request.POST or None, request.FILES or None)

    def act() -> str:
        file = form.cleaned_data["file"]
        if file is None:
            templates.leave_report_template(evaluation, **by_whom(request))
            return _("Reports are made as the platform does, from the next one that is built.")
        templates.give_report_template(evaluation, Path(file.temporary_file_path()), file.name, **by_whom(request))
        return _("Word files are made by this template, from the next report that is built.")

    before = reasons_against_changing_template(evaluation, **by_whom(request))
    template = None if before else template_of(evaluation)
    facts = [{"term": _("Template now"), "value": template.name if template else _("that of the platform")}]
    back, heading = address(request, "report", code), _("Word template")
    return answer_form(
        request, heading, _("Save"), form, back, act,
        before=before, facts=facts, crumbs=crumbs_of(request, evaluation, (heading, "")),
    )  # fmt: skip
