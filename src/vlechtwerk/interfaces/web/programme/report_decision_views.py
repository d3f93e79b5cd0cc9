"""What the body that is asked decides about a progress report: it approves and freezes it, or returns it."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Mandate
from vlechtwerk.domains.partnership.rules.decisions import mandates_for, reasons_against_deciding, subject_of
from vlechtwerk.domains.partnership.rules.mandates import reasons_against_using
from vlechtwerk.domains.programme.models import ProgressReport
from vlechtwerk.domains.programme.operations import reports as operations
from vlechtwerk.domains.programme.queries.reports import activities_to_read, facts_of_the_whole
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces import report_jobs
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme import report_rows as rows
from vlechtwerk.interfaces.web.programme.report_forms import ApprovalForm, ReturnForm


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
        (_("Facts"), str(sum(len(item.facts) for item in in_report) + len(facts_of_the_whole(found)))),
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
    form = ApprovalForm(request.POST or None, mandates=_mandates(request, found))

    def act() -> str:
        report_jobs.approve(found, _mandate(form), actor=request.actor, at=timezone.now())
        return _("The report is approved and frozen. Nothing of it changes any more; its files are being made.")

    told = _("Nothing of this report changes any more, and every member reads it.")
    words = (_("Approve: %(title)s"), _("Approve and freeze"))
    return _answer(request, found, words, form, act, [_told(_("After approval"), told)])


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

    return _answer(request, found, (_("Return: %(title)s"), _("Return")), form, act)


def _answer(
    request: PageRequest,
    found: ProgressReport,
    words: tuple[str, str],
    form: ApprovalForm,
    act: Callable[[], str],
    facts: Sequence[dict[str, Any]] = (),
) -> HttpResponse:
    """Show what is decided with the form under it, or do the act; `words` are its title and its name."""
    title, name = words
    fields = {"no_mandate": "mandate", "reasons_missing": "reasons"}
    return answer_form(
        request,
        title % {"title": rows.title_of(found)},
        name,
        form,
        rows.report_url(request, found),
        act,
        before=_against_deciding(request, found),
        fields={code: field for code, field in fields.items() if field in form.fields},
        facts=[*_what_is_decided(request, found), *facts],
        crumbs=_crumbs(request, found, name),
    )
