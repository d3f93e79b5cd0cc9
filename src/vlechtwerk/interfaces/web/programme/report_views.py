"""Progress reports: the list, a draft with its facts and words, what the body decides, and what was frozen."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vlechtwerk.domains.partnership.models import Body, Mandate
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.partnership.rules.decisions import mandates_for, reasons_against_deciding, subject_of
from vlechtwerk.domains.partnership.rules.mandates import reasons_against_using
from vlechtwerk.domains.programme.models import Activity, ProgressReport, ReportFact, ReportMove
from vlechtwerk.domains.programme.operations import reports as operations
from vlechtwerk.domains.programme.queries.reports import (
    AtActivity,
    Written,
    activities_to_read,
    facts_of_the_whole,
    progress_reports,
    reads_draft,
    refused_at_the_whole,
    words_history,
    words_in,
)
from vlechtwerk.domains.programme.rules import MANAGERS, reasons_against_leading
from vlechtwerk.domains.programme.rules.reminders import AwaitedWords
from vlechtwerk.domains.programme.rules.reports import reasons_against_gathering
from vlechtwerk.engines.documents.amounts import LISTED
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces import report_jobs
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.frame import is_offered
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme import report_rows as rows
from vlechtwerk.interfaces.web.programme.frozen_report_views import frozen_page
from vlechtwerk.interfaces.web.programme.report_forms import ApprovalForm, DraftReportForm, ReturnForm, WordsForm
from vlechtwerk.interfaces.web.reminder_rows import remind_part
from vlechtwerk.interfaces.web.words import say_moment


@require_safe
def progress_reports_page(request: PageRequest, project: str) -> HttpResponse:
    """List the progress reports, newest period first."""
    against = reasons_against_acting(request.actor.person, timezone.now(), MANAGERS)
    found = list(progress_reports().prefetch_related(Prefetch("moves", ReportMove.objects.defer("content"))))
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
    form = DraftReportForm(request.POST or None, today=timezone.localdate(now))

    def act() -> str:
        chosen = form.cleaned_data
        body = Body.objects.get(code=chosen["body"])
        report_jobs.draft(chosen["period"], body, chosen["language"], actor=request.actor, at=now)
        return _("The draft is there. Its facts are being gathered; you can leave this page.")

    return answer_form(
        request,
        _("Draft a progress report"),
        _("Make the draft"),
        form,
        reverse("programme:reports", args=[project]),
        act,
        before=reasons_against_acting(request.actor.person, now, MANAGERS),
        fields={"report_exists": "period", "not_a_period": "period"},
    )


@read_and_write
def report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show a report: a draft with its facts and words, or what was frozen; words are written here."""
    found = rows.find_report(code)
    # Who wrote while it was frozen is told so, and finds their words again.
    if found.state == ProgressReport.State.FROZEN and request.method != "POST":
        return frozen_page(request, found)
    in_report = activities_to_read(found, request.actor.person)
    chosen = _chosen(request, in_report)
    if request.method != "POST":
        return render(request, "programme/report.html", _draft(request, found, in_report, chosen, None))
    if chosen is None and request.GET.get("activity"):
        raise Http404
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
    refused = chosen.refused if chosen else refused_at_the_whole(found)
    written = chosen.written if chosen else words_in(found).get(None, Written())
    writes = rows.is_open(found) and is_offered(request, _against_writing(request, chosen))
    manages = is_offered(request, reasons_against_gathering(found, by=request.actor.person, at=timezone.now()))
    initial = {"text": written.text, "version": written.version}
    shown = form or WordsForm(initial=initial, prefix="words")
    reads_whole = reads_draft(found)
    activity = _query_of(chosen)
    return {
        **rows.head(request, found),
        "reads_whole": reads_whole,
        "reads_any": reads_whole or bool(in_report),
        "blocks": rows.blocks(found, in_report, url) if manages else None,
        "navigation": rows.navigation(request, found, in_report, chosen.activity.code if chosen else ""),
        "whole": {"url": url, "current": chosen is None},
        "chosen": chosen is not None,
        "subject": chosen.activity.name_with_whole if chosen else _("the whole"),
        "facts": rows.fact_groups(request, found, facts, written.text),
        "facts_count": len(facts),
        "figures": rows.figure_rows(found) if chosen is None else [],
        "paragraphs": rows.paragraphs(found, written.text, refused, facts),
        "written": rows.written_row(written),
        "others": written.text if form is not None and form.data.get("words-version") != str(written.version) else "",
        "latest": written.version,
        "form": shown if writes or form else None,
        "may_gather": manages,
        "amount_words": ", ".join(words for _family, listed in LISTED for words in listed),
        "gather_url": rows.report_url(request, found, "gather_report") + activity,
        "submit_url": rows.report_url(request, found, "submit_report") if manages else "",
        "history_url": rows.report_url(request, found, "report_words") + activity,
        **_reminding(request, found, chosen, manages=manages),
    }


def _reminding(
    request: PageRequest, found: ProgressReport, chosen: AtActivity | None, *, manages: bool
) -> dict[str, Any]:
    """Return the reminders of the words at an activity while they are awaited, for who leads the teams."""
    if chosen is None or not manages or chosen.written.text.strip():
        return {}
    return remind_part(request, AwaitedWords(found, chosen.activity))


def _against_writing(request: PageRequest, chosen: AtActivity | None) -> Sequence[Reason]:
    at = timezone.now()
    if chosen is None:
        return reasons_against_acting(request.actor.person, at, MANAGERS)
    return reasons_against_leading(chosen.activity, by=request.actor.person, at=at)


@require_POST
def gather_report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Let a job gather the facts of a report anew."""
    found = rows.find_report(code)
    try:
        report_jobs.ask_to_gather(found, actor=request.actor, at=timezone.now())
    except Refused as refused:
        return _refused(request, found, refused)
    chosen = _chosen(request, activities_to_read(found, request.actor.person))
    return redirect(rows.report_url(request, found) + _query_of(chosen))


def _query_of(chosen: AtActivity | None) -> str:
    """Return what the address of a report says of the activity that is looked at."""
    return f"?activity={chosen.activity.code}" if chosen else ""


def _refused(request: PageRequest, found: ProgressReport, refused: Refused) -> HttpResponse:
    in_report = activities_to_read(found, request.actor.person)
    context = _draft(request, found, in_report, _chosen(request, in_report), None) | {"reasons": refused.reasons}
    return render(request, "programme/report.html", context, status=409)


@require_POST
def submit_report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Put a report to the body that is to approve it."""
    found = rows.find_report(code)
    try:
        operations.submit_progress_report(found, by=request.actor.person, at=timezone.now())
    except Refused as refused:
        return _refused(request, found, refused)
    return redirect(rows.report_url(request, found))


def _mandates(request: PageRequest, found: ProgressReport) -> list[Mandate]:
    """Return the mandates that can carry the decision; where none can, those that there are, to be told why."""
    if found.decision is None:
        return []
    held = mandates_for(found.decision, request.actor.person, PreciseDate.of_day(timezone.localdate()))
    about = subject_of(found.decision)
    return [item for item in held if not reasons_against_using(item, about)] or held


def _against_deciding(request: PageRequest, found: ProgressReport) -> Sequence[Reason]:
    if found.decision is None or found.state != ProgressReport.State.SUBMITTED:
        return [Reason("not_submitted", _("This report does not wait for approval."))]
    return reasons_against_deciding(found.decision, by=request.actor.person, at=timezone.now())


def _what_is_decided(request: PageRequest, found: ProgressReport) -> list[dict[str, Any]]:
    in_report = activities_to_read(found, request.actor.person)
    silent = ", ".join(item.activity.name for item in in_report if not item.is_reported)
    lines = [
        (_("Facts"), str(sum(len(item.facts) for item in in_report))),
        (_("Activities with words"), str(sum(1 for item in in_report if item.written.text))),
        (_("No report received"), silent or _("none")),
    ]
    return [_told(term, words) for term, words in lines]


def _told(term: str, words: str) -> dict[str, Any]:
    return {"term": term, "value": words, "url": "", "note": "", "evidence": []}


def _crumbs(request: PageRequest, found: ProgressReport, here: str) -> list[dict[str, str]]:
    return [
        {"label": _("Reports"), "url": reverse("programme:reports", args=[request.actor.project.code])},
        {"label": rows.title_of(found), "url": rows.report_url(request, found)},
        {"label": here, "url": ""},
    ]


def _mandate(form: ApprovalForm) -> Mandate | None:
    chosen = form.cleaned_data["mandate"]
    return Mandate.objects.filter(id=chosen).first() if chosen else None


@read_and_write
def approve_report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Approve a report within a mandate, and freeze it."""
    found = rows.find_report(code)
    told = _("Nothing of this report changes any more, and every member reads it.")
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
        facts=[*_what_is_decided(request, found), _told(_("After approval"), told)],
        crumbs=_crumbs(request, found, _("Approve and freeze")),
    )


@read_and_write
def return_report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Return a report to its writers, with what has to be mended."""
    found = rows.find_report(code)
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
        facts=_what_is_decided(request, found),
        crumbs=_crumbs(request, found, _("Return")),
    )


@require_safe
def report_words(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show every version of the words at an activity, or at the whole."""
    found = rows.find_report(code)
    activity = (
        Activity.objects.select_related("focus_area", "parent").filter(code=request.GET.get("activity", "")).first()
    )
    context = {
        **rows.head(request, found),
        "subject": activity.name_with_whole if activity else _("the whole"),
        "versions": [
            {"number": item.version, "by": item.written_by.name, "at": say_moment(item.written_at), "text": item.text}
            for item in words_history(found, activity)
        ],
        "back_url": f"{rows.report_url(request, found)}?activity={activity.code if activity else ''}",
    }
    return render(request, "programme/report_words.html", context)
