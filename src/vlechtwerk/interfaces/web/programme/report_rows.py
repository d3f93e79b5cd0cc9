"""Progress reports as they are printed: the list, a draft with its facts and words, and a frozen one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.queries import days_waiting
from vlechtwerk.domains.partnership.rules.decisions import reasons_against_deciding
from vlechtwerk.domains.programme.models import FrozenFile, FrozenReport, ProgressReport, ReportFact, ReportMove
from vlechtwerk.domains.programme.models.reports import FileKind, ReportForm, ReportPart
from vlechtwerk.domains.programme.models.sources import DOCUMENT
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.queries.report_content import say_title, say_with_unit
from vlechtwerk.domains.programme.queries.report_sources import unbroken, word_of_ground
from vlechtwerk.domains.programme.queries.reports import AtActivity, Written, progress_reports, refused_at_the_whole
from vlechtwerk.domains.programme.rules.reports import OPEN, reasons_against_period
from vlechtwerk.engines.documents.wording import references_in
from vlechtwerk.foundation.evidence.models import GROUNDS
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_date, say_day, say_moment

WORDS_OF_GROUNDS = dict(GROUNDS)


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of a draft, with its number and whether the words point at it."""

    number: int
    # How an activity stands, as a badge, and what is told after it.
    status: str
    status_words: str
    words: str
    ground: str
    ground_word: str
    base: str
    sources: list[dict[str, str]]
    is_used: bool


def report_url(request: PageRequest, report: ProgressReport, route: str = "report", *more: str) -> str:
    """Return the address of a page of a report."""
    return reverse(f"programme:{route}", args=[request.actor.project.code, report.code, *more])


def title_of(report: ProgressReport) -> str:
    """Return the title of a report in its own language."""
    with override(report.language):
        return say_title(report)


def find_report(code: str) -> ProgressReport:
    """Return a report by its code, or answer that there is nothing here."""
    found = progress_reports().filter(code=code).first()
    if found is None:
        raise Http404
    return found


def head(request: PageRequest, found: ProgressReport) -> dict[str, Any]:
    """Return what stands above each page of a report."""
    returned = found.moves.filter(state=ProgressReport.State.RETURNED).select_related("moved_by").last()
    project = request.actor.project.code
    title = title_of(found)
    return {
        "report": found,
        "title": title,
        "crumbs": [
            {"label": _("Reports"), "url": reverse("programme:reports", args=[project])},
            {"label": title, "url": ""},
        ],
        "steps": step_rows(found),
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
        "lies": lies_with(found),
        "acts": acts_of_body(request, found),
        "decision_url": reverse("partnership:decision", args=[project, found.decision_id]) if found.decision_id else "",
        "as_page_url": report_url(request, found, "report_as_page", ReportForm.FULL.value),
    }


def lies_with(found: ProgressReport) -> dict[str, Any] | None:
    """Return with whom a report lies that was submitted, since when, and how long that may take."""
    asked = found.decision
    if found.state != ProgressReport.State.SUBMITTED or asked is None:
        return None
    words = {"body": found.approving_body.name, "day": say_date(asked.asked_on)}
    said = _("Submitted. It lies with %(body)s since %(day)s; its writers are told what is decided.") % words
    return {"words": said, "days": days_waiting(asked), "agreed": asked.agreed_days}


def facts_of_report(request: PageRequest, decision: Decision) -> list[dict[str, str]]:
    """Return the report that waits for a decision, or that was approved or returned by it."""
    return [
        {"term": _("Progress report"), "value": title_of(found), "url": report_url(request, found)}
        for found in ProgressReport.objects.filter(decision=decision)
    ]


def list_rows(request: PageRequest, reports: Sequence[ProgressReport]) -> list[dict[str, Any]]:
    """Return the reports, newest period first."""
    return [
        {
            "title": title_of(report),
            "url": report_url(request, report),
            "state": report.state,
            "state_words": str(report.get_state_display()),
            "body": report.approving_body.name,
            "told_in": report.told_in.code if report.told_in else "",
            "since": say_day(timezone.localdate(moved.moved_at)) if (moved := _last_move(report)) else "",
        }
        for report in reports
    ]


def _last_move(report: ProgressReport) -> ReportMove | None:
    return next(reversed(report.moves.all()), None)


def step_rows(report: ProgressReport) -> list[dict[str, Any]]:
    """Return the steps of a report, and which one it is at; approving it freezes it."""
    at = {
        ProgressReport.State.DRAFT: 0,
        ProgressReport.State.RETURNED: 0,
        ProgressReport.State.SUBMITTED: 1,
        ProgressReport.State.FROZEN: 2,
    }[ProgressReport.State(report.state)]
    words = [
        str(report.get_state_display()) if report.state == ProgressReport.State.RETURNED else _("Draft"),
        _("Submitted"),
        _("Approved and frozen"),
    ]
    return [{"words": told, "current": place == at, "done": place < at} for place, told in enumerate(words)]


def navigation(request: PageRequest, report: ProgressReport, found: Sequence[AtActivity], chosen: str) -> Any:
    """Return the activities by focus area, those of which nothing came in last; a part stands below its whole."""
    groups: dict[str, list[dict[str, Any]]] = {}
    silent: list[dict[str, Any]] = []
    stands = {item.activity.id: (item.is_reported, item.activity.focus_area_id) for item in found}
    for item in found:
        activity, area = item.activity, item.activity.focus_area
        below = activity.parent_id is not None and stands.get(activity.parent_id) == stands[activity.id]
        row = {
            "name": activity.name if below else activity.name_with_whole,
            "url": f"{report_url(request, report)}?activity={activity.code}",
            "current": activity.code == chosen,
            "part": below,
            "words": _how_far(item),
            "refused": bool(item.refused),
            "without": not item.facts,
        }
        (groups.setdefault(area.name if area else _("Work process"), []) if item.is_reported else silent).append(row)
    if silent:
        groups[_("No report received")] = silent
    return [{"heading": heading, "rows": rows} for heading, rows in groups.items()]


def _how_far(item: AtActivity) -> str:
    if item.refused:
        return ngettext("%(count)s sentence refused", "%(count)s sentences refused", len(item.refused)) % {
            "count": len(item.refused)
        }
    if item.written.text.strip():
        return _("words written")
    if item.facts:
        return ngettext("%(count)s fact, no words", "%(count)s facts, no words", len(item.facts)) % {
            "count": len(item.facts)
        }
    return _("no fact, no words")


def fact_groups(
    request: PageRequest, report: ProgressReport, facts: Sequence[ReportFact], text: str
) -> list[dict[str, Any]]:
    """Return the facts by heading; an empty heading that readers look for says so."""
    used = set(references_in(text))
    groups = []
    for part in ReportPart:
        rows = [_fact_row(request, report, fact, used) for fact in facts if fact.part == part]
        if rows:
            groups.append({"heading": str(part.label), "rows": rows})
    return groups


def _fact_row(request: PageRequest, report: ProgressReport, fact: ReportFact, used: set[int]) -> FactRow:
    status, said = _status_told(report, fact)
    return FactRow(
        fact.number,
        status,
        said,
        fact.words.removeprefix(said).lstrip(),
        fact.ground,
        word_of_ground(fact.part, fact.ground),
        fact.base,
        list({source["label"]: _source(request, source) for source in fact.sources if source["label"]}.values()),
        fact.number in used,
    )


def _status_told(report: ProgressReport, fact: ReportFact) -> tuple[str, str]:
    """Return the status with which a fact begins, and its words in the language of the report."""
    if fact.part != ReportPart.STATUS:
        return "", ""
    with override(report.language):
        told = ((status.value, str(status.label)) for status in Status)
        return next(((value, words) for value, words in told if fact.words.startswith(f"{words} ")), ("", ""))


def _source(request: PageRequest, source: Mapping[str, str]) -> dict[str, str]:
    """Return a place that a fact rests on; in a document, as a link to it."""
    url = ""
    if source["kind"] == DOCUMENT:
        url = reverse("programme:source", args=[request.actor.project.code, source["identifier"]])
    return {"label": unbroken(source["label"]), "url": url}


def figure_rows(report: ProgressReport) -> list[dict[str, Any]]:
    """Return the figures of a draft by heading, each with its unit; what is computed over records also with n."""
    groups: dict[str, list[dict[str, str]]] = {}
    for figure in report.figures.all():
        # What is kept of a figure is in the language of the report; so is what is said beside it.
        with override(report.language):
            row = {"label": figure.label, "value": say_with_unit(figure)}
        groups.setdefault(figure.part, []).append(row)
    notes = {
        ReportPart.DECISION: _(
            "These are three counts: asked in this period; taken in this period, of which some were asked before it; "
            "and waiting at its end, of which some were asked before it as well."
        )
    }
    return [
        {"heading": str(ReportPart(part).label), "rows": rows, "note": notes.get(ReportPart(part), "")}
        for part, rows in groups.items()
    ]


def blocks(report: ProgressReport, found: Sequence[AtActivity], url: str) -> dict[str, Any]:
    """Return what stands in the way of submitting, and what may stay as it is."""
    refused = [item for item in found if item.refused]
    of_the_whole = refused_at_the_whole(report)
    sentences = sum(len(item.refused) for item in refused) + len(of_the_whole)
    wordless = sum(1 for item in found if item.facts and not item.written.text.strip())
    lines = []
    if reasons_against_period(report, at=timezone.now()):
        day = {"day": say_day(report.period_until)}
        lines.append(_("This period is not over yet; the report can be submitted from %(day)s.") % day)
    if report.gathered_at is None:
        lines.append(_("The facts of this period were not gathered yet."))
    if sentences:
        names = [*([_("the whole")] if of_the_whole else []), *(item.activity.name for item in refused)]
        words = {"count": sentences, "names": ", ".join(names)}
        lines.append(
            ngettext(
                "%(count)s sentence is refused, at %(names)s.",
                "%(count)s sentences are refused, at %(names)s.",
                sentences,
            )
            % words
        )
    note = ""
    if wordless:
        note = ngettext(
            "%(count)s activity has no words yet; that may be, its facts stand by themselves.",
            "%(count)s activities have no words yet; that may be, their facts stand by themselves.",
            wordless,
        ) % {"count": wordless}
    first = f"{url}?activity={refused[0].activity.code}#words" if refused and not of_the_whole else f"{url}#words"
    way_on = {"url": first, "label": _("To the refused sentence")} if sentences else None
    return {"lines": lines, "note": note, "way_on": way_on, "any": bool(lines)}


def written_row(written: Written) -> str:
    """Return who wrote the words last, and when."""
    if not written.version:
        return ""
    return _("saved by %(name)s, %(moment)s") % {"name": written.by, "moment": say_moment(written.at)}


def file_rows(request: PageRequest, report: ProgressReport, frozen: FrozenReport) -> list[dict[str, Any]]:
    """Return the files of a frozen report: each form with its kinds."""
    there = {(file.form, file.kind): file for file in FrozenFile.objects.defer("content").filter(frozen=frozen)}
    return [
        {
            "form": str(form.label),
            "files": [
                {
                    "label": str(kind.label),
                    "url": report_url(request, report, "report_file", form.value, kind.value),
                    "checksum": there[form.value, kind.value].checksum,
                }
                for kind in FileKind
                if (form.value, kind.value) in there
            ],
        }
        for form in ReportForm
    ]


def acts_of_body(request: PageRequest, report: ProgressReport) -> list[dict[str, str]]:
    """Return what a member of the body that is asked can do."""
    if report.decision is None or report.state != ProgressReport.State.SUBMITTED:
        return []
    if reasons_against_deciding(report.decision, by=request.actor.person, at=timezone.now()):
        return []
    return [
        {"label": _("Approve and freeze"), "url": report_url(request, report, "approve_report")},
        {"label": _("Return"), "url": report_url(request, report, "return_report")},
    ]


def is_open(report: ProgressReport) -> bool:
    """Whether a report can still be written in."""
    return report.state in OPEN
