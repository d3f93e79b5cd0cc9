"""Progress reports: the list, a draft with its facts and words, and what was frozen."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import Body
from vlechtwerk.domains.partnership.rules import reasons_against_acting
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
from vlechtwerk.domains.programme.rules.reports import (
    MENDED_BY_GATHERING,
    reasons_against_gathering,
    reasons_against_period,
)
from vlechtwerk.engines.documents.amounts import LISTED
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces import report_jobs
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write, write_only
from vlechtwerk.interfaces.web.frame import is_offered
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme import report_rows as rows
from vlechtwerk.interfaces.web.programme import report_sentences as sentences
from vlechtwerk.interfaces.web.programme.frozen_report_views import frozen_page
from vlechtwerk.interfaces.web.programme.report_forms import DraftReportForm, WordsForm
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
    drafted: list[ProgressReport] = []

    def act() -> str:
        chosen = form.cleaned_data
        body = Body.objects.get(code=chosen["body"])
        drafted.append(report_jobs.draft(chosen["period"], body, chosen["language"], actor=request.actor, at=now))
        return _("The draft is there. Its facts are being gathered; you can leave this page.")

    answer = answer_form(
        request,
        _("Draft a progress report"),
        _("Make the draft"),
        form,
        reverse("programme:reports", args=[project]),
        act,
        before=reasons_against_acting(request.actor.person, now, MANAGERS),
        fields={"report_exists": "period", "not_a_period": "period"},
    )
    # Who drafted it goes on in the draft itself.
    return (
        redirect(rows.report_url(request, drafted[0]))
        if drafted and isinstance(answer, HttpResponseRedirect)
        else answer
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
    form, reasons = _keep_words(request, found, chosen, _typed(request, found, chosen))
    if form is None:
        return redirect(f"{request.get_full_path()}#words")
    return _with_typed(request, found, in_report, chosen, form, reasons)


def _keep_words(
    request: PageRequest, found: ProgressReport, chosen: AtActivity | None, typed: Mapping[str, Any]
) -> tuple[WordsForm | None, Sequence[Reason]]:
    """Keep the words that were typed; when that can't be, return the form that holds them, and why not."""
    form = WordsForm(typed, prefix="words")
    if not form.is_valid():
        return form, ()
    activity = chosen.activity if chosen else None
    words = form.cleaned_data
    try:
        operations.write_words(
            found, activity, words["text"], words["version"], by=request.actor.person, at=timezone.now()
        )
    except Refused as refused:
        return form, refused.reasons
    return None, ()


def _with_typed(
    request: PageRequest,
    found: ProgressReport,
    in_report: Sequence[AtActivity],
    chosen: AtActivity | None,
    form: WordsForm,
    reasons: Sequence[Reason],
) -> HttpResponse:
    """Show the words that could not be kept as they were typed."""
    context = _draft(request, found, in_report, chosen, form) | {"reasons": reasons}
    return render(request, "programme/report.html", context, status=409 if reasons else 422)


def _typed(request: PageRequest, found: ProgressReport, chosen: AtActivity | None) -> Mapping[str, Any]:
    """Return what was typed; where it was asked, with one refused sentence replaced by its proposal, or struck.

    Whatever else was typed stays: when that sentence is no longer there, the proposal is put below.
    """
    taken, struck = request.POST.get("take_over", ""), request.POST.get("strike", "")
    if not (taken or struck):
        return request.POST
    text = request.POST.get("words-text", "")
    if struck:
        text = sentences.without_sentence(text, struck)
    else:
        facts = chosen.facts if chosen else facts_of_the_whole(found)
        refused = chosen.refused if chosen else refused_at_the_whole(found)
        instead = sentences.proposal_for(found, taken, refused, facts)
        if taken not in text:
            text = f"{text.rstrip()}\n{instead}".strip()
        elif instead:
            text = text.replace(taken, instead, 1)
    return {"words-text": text, "words-version": request.POST.get("words-version", "")}


def _is_typed(request: PageRequest, found: ProgressReport, chosen: AtActivity | None) -> bool:
    """Tell whether the words that are sent along with another act are others than their writer had before them."""
    if "words-text" not in request.POST:
        return False
    seen = request.POST.get("words-version", "")
    activity = chosen.activity if chosen else None
    before = words_history(found, activity)
    text = next((row.text for row in before if str(row.version) == seen), "")
    return _lines(request.POST["words-text"]) != _lines(text)


def _lines(text: str) -> list[str]:
    return text.strip().splitlines()


def _act_on(request: PageRequest, found: ProgressReport, act: Callable[[], object]) -> HttpResponse:
    """Keep the words that were typed on the same page, do the act, and go back to where the writer was.

    These are two operations on purpose, and no new one: each is undone by itself, so that what was typed stays when the
    act is refused.
    """
    in_report = activities_to_read(found, request.actor.person)
    chosen = _chosen(request, in_report)
    is_typed = _is_typed(request, found, chosen)
    if is_typed:
        if chosen is None and request.GET.get("activity"):
            raise Http404
        form, reasons = _keep_words(request, found, chosen, request.POST)
        if form is not None:
            return _with_typed(request, found, in_report, chosen, form, reasons)
    try:
        act()
    except Refused as refused:
        # Only words that were kept make what was read before another one.
        read = activities_to_read(found, request.actor.person) if is_typed else in_report
        return _refused(request, found, read, refused)
    return redirect(rows.report_url(request, found) + _query_of(chosen))


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
    url, activity = rows.report_url(request, found), _query_of(chosen)
    at = timezone.now()
    manages = is_offered(request, reasons_against_gathering(found, by=request.actor.person, at=at))
    may_submit = manages and not reasons_against_period(found, at=at)
    reads_whole = reads_draft(found)
    return {
        **rows.head(request, found),
        "reads_whole": reads_whole,
        "reads_any": reads_whole or bool(in_report),
        "blocks": rows.blocks(found, in_report, url) if manages else None,
        "navigation": rows.navigation(request, found, in_report, chosen.activity.code if chosen else ""),
        "whole": {"url": url, "current": chosen is None},
        "chosen": chosen is not None,
        "subject": chosen.activity.name_with_whole if chosen else _("the whole"),
        "save_url": url + activity,
        "may_gather": manages,
        "amount_words": ", ".join(words for _family, listed in LISTED for words in listed),
        "gather_url": rows.report_url(request, found, "gather_report") + activity,
        "submit_url": rows.report_url(request, found, "submit_report") + activity if may_submit else "",
        "history_url": rows.report_url(request, found, "report_words") + activity,
        **_at_chosen(request, found, chosen, form),
        **_reminding(request, found, chosen, manages=manages),
    }


def _at_chosen(
    request: PageRequest, found: ProgressReport, chosen: AtActivity | None, form: WordsForm | None
) -> dict[str, Any]:
    """Return what stands at the activity that is looked at, or at the whole: its facts, figures and words."""
    facts: Sequence[ReportFact] = chosen.facts if chosen else facts_of_the_whole(found)
    refused = chosen.refused if chosen else refused_at_the_whole(found)
    written = chosen.written if chosen else words_in(found).get(None, Written())
    writes = rows.is_open(found) and is_offered(request, _against_writing(request, chosen))
    shown = form or WordsForm(initial={"text": written.text, "version": written.version}, prefix="words")
    return {
        "facts": rows.fact_groups(request, found, facts, written.text),
        "facts_count": len(facts),
        "figures": rows.figure_rows(found) if chosen is None else [],
        "paragraphs": sentences.paragraphs(found, written.text, refused, facts),
        "written": rows.written_row(written),
        "others": written.text if form is not None and form.data.get("words-version") != str(written.version) else "",
        "latest": written.version,
        "form": shown if writes or form else None,
        "is_unsaved": form is not None,
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


@write_only
def gather_report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Let a job gather the facts of a report anew."""
    found = rows.find_report(code)
    return _act_on(request, found, lambda: report_jobs.ask_to_gather(found, actor=request.actor, at=timezone.now()))


def _query_of(chosen: AtActivity | None) -> str:
    """Return what the address of a report says of the activity that is looked at."""
    return f"?activity={chosen.activity.code}" if chosen else ""


def _refused(
    request: PageRequest, found: ProgressReport, in_report: Sequence[AtActivity], refused: Refused
) -> HttpResponse:
    context = _draft(request, found, in_report, _chosen(request, in_report), None) | {"reasons": refused.reasons}
    context["asks_to_gather"] = any(reason.code in MENDED_BY_GATHERING for reason in refused.reasons)
    return render(request, "programme/report.html", context, status=409)


@write_only
def submit_report(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Put a report to the body that is to approve it."""
    found = rows.find_report(code)
    return _act_on(
        request,
        found,
        lambda: operations.submit_progress_report(found, by=request.actor.person, at=timezone.now()),
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
