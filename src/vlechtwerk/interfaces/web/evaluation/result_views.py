"""What came out of a round: for the steering group at a glance, for the evaluator with every computation."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import EvaluationRound
from vlechtwerk.domains.evaluation.queries.comparing_rounds import Comparison, compare
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.evaluation.queries.results import (
    ResultAsRead,
    find_round,
    remarks_waiting,
    result_of,
    results_by,
    round_before,
    verified,
    whole_response,
)
from vlechtwerk.domains.evaluation.queries.standing_out import standing_out
from vlechtwerk.domains.evaluation.rules.comparing import reasons_against_comparing, round_beside
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.results import reasons_against_publishing
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.web.evaluation import result_rows as rows
from vlechtwerk.interfaces.web.evaluation.result_charts import certainty_drawing, spread_drawings
from vlechtwerk.interfaces.web.evaluation.result_tables import answers_table, comparison_table, figures_table
from vlechtwerk.interfaces.web.evaluation.result_words import (
    GroupNames,
    language_of,
    not_shown,
    said,
    say_population,
    say_response,
    say_too_few,
)
from vlechtwerk.interfaces.web.frame import is_offered, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import select
from vlechtwerk.interfaces.web.table_files import export_links, table_file
from vlechtwerk.interfaces.web.words import say_day


@require_safe
def results(request: PageRequest, project: str) -> HttpResponse:
    """List the results that the reader may see."""
    found = [one for one in results_by() if _is_known(request, one)]
    mine = [] if shown_day(request).is_past else evaluated_by(request.actor.person, timezone.now())
    acts = [
        {
            "label": _("Take in answers for %(evaluation)s from a file") % {"evaluation": code},
            "url": reverse("evaluation:answers_from_file", args=[project, code]),
        }
        for code in sorted(mine)
    ]
    context = {"rows": rows.result_list(request, found), "shown": shown_day(request), "acts": acts}
    return render(request, "evaluation/results.html", context)


def _is_known(request: PageRequest, result: ResultAsRead) -> bool:
    """Whether a result was there on the day that is shown, for this reader."""
    shown = shown_day(request)
    if not shown.is_past:
        return True
    return result.published is not None and timezone.localdate(result.published.published_at) <= shown.day


def find_result(request: PageRequest, evaluation: str, code: str) -> ResultAsRead:
    """Return the result of a round, or answer that there is nothing here: also when it is not published yet."""
    asked = find_round(evaluation, code)
    found = result_of(asked) if asked else None
    if found is None or not _is_known(request, found):
        raise Http404
    return found


def is_evaluating(request: PageRequest, asked: EvaluationRound) -> bool:
    """Whether the reader evaluates this evaluation, on the present day."""
    reasons = reasons_against_evaluating(asked.evaluation, by=request.actor.person, at=timezone.now())
    return is_offered(request, reasons)


def crumbs(request: PageRequest, result: ResultAsRead, *more: str) -> list[dict[str, str]]:
    """Return the way to a page of a result."""
    query = shown_day(request).query
    path = [
        {
            "label": _("Results of rounds"),
            "url": reverse("evaluation:results", args=[request.actor.project.code]) + query,
        },
        {"label": result.asked.name, "url": rows.address(request, "result", result) if more else ""},
    ]
    return [*path, *({"label": label, "url": ""} for label in more)]


@require_safe
def result(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Show a round for the steering group: response, what stands out, what people think, and the round before."""
    found = find_result(request, evaluation, code)
    comparison = compared_with_before(request, found)
    names = GroupNames()
    as_asked, plain = is_as_asked(request), is_plain(request)
    ordered = rows.ordered(found, as_asked=as_asked)
    context = {
        **head_of(request, found),
        **rows.highlights(found, comparison),
        "crumbs": crumbs(request, found),
        "drawings": spread_drawings(request.actor.project, found, ordered, plain=plain),
        "tables": rows.spread_tables(found, ordered),
        "ways": _ways(request, as_asked=as_asked, plain=plain),
        "groups": rows.group_tables(found, names),
        "comparison": rows.comparison_rows(request, comparison, names) if comparison else None,
        "compare_url": rows.address(request, "compare_rounds", found) if comparison else "",
        "sure": _sure(request, found, comparison),
        "remarks": rows.remark_rows(found),
        "exports": [
            *export_links(request, "evaluation:result_export", evaluation, code),
            {"label": "PDF", "url": _pdf(request, found)},
        ],
        "acts": _acts(request, found),
    }
    return render(request, "evaluation/result.html", context)


def is_as_asked(request: PageRequest) -> bool:
    """Whether the statements stand in the order of asking."""
    return request.GET.get("order") == "asked"


def is_plain(request: PageRequest) -> bool:
    """Whether the bars run from 0 to 100."""
    return request.GET.get("bars") == "plain"


def compared_with_before(request: PageRequest, found: ResultAsRead) -> Comparison | None:
    """Return the round beside the one before it, where there is one for the same readers on the day that is shown."""
    before = None if found.shows_nothing else _known_before(request, found)
    return compare(before, found) if before else None


def _known_before(request: PageRequest, found: ResultAsRead) -> ResultAsRead | None:
    before = round_before(found)
    return before if before and _is_known(request, before) else None


def head_of(request: PageRequest, found: ResultAsRead) -> dict[str, Any]:
    """Return what stands at the head of every page and file of a result."""
    asked = found.asked
    return {
        "shown": shown_day(request),
        "name": asked.name,
        "evaluation": asked.evaluation.title,
        "promise": str(asked.get_promise_display()).lower(),
        "closed": say_day(timezone.localdate(asked.closed_at)) if asked.closed_at else "",
        "is_elsewhere": asked.collected == EvaluationRound.Collected.ELSEWHERE,
        "response": say_response(found.figures.response),
        "population": say_population(found.figures.response),
        "is_published": found.published is not None,
        "shows_nothing": found.shows_nothing,
        "nothing": say_too_few(found) or (not_shown(found) if found.shows_nothing else ""),
        "threshold": found.figures.threshold,
    }


def _pdf(request: PageRequest, found: ResultAsRead) -> str:
    """Return where the report on A4 is, in the order and with the bars of the page."""
    kept = {name: request.GET[name] for name in ("order", "bars", "as_of") if request.GET.get(name)}
    return rows.address(request, "result_pdf", found).partition("?")[0] + (f"?{urlencode(kept)}" if kept else "")


def _ways(request: PageRequest, *, as_asked: bool, plain: bool) -> list[dict[str, str]]:
    """Return how else the statements can be shown, each as a link."""

    def way(label: str, **changed: str) -> dict[str, str]:
        query = request.GET.copy()
        for name, value in changed.items():
            query[name] = value
        return {"label": label, "url": f"{request.path}?{query.urlencode()}#spread"}

    return [
        way(_("Most agreement first"), order="") if as_asked else way(_("In the order of asking"), order="asked"),
        way(_("Bars around zero"), bars="") if plain else way(_("Plain bars"), bars="plain"),
    ]


def _sure(request: PageRequest, found: ResultAsRead, comparison: Comparison | None) -> dict[str, Any] | None:
    """Return how sure one statement is: the one asked for, or the last one that stands out."""
    outstanding = standing_out(found, comparison)
    asked = request.GET.get("sure", "")
    one = found.statement(asked) or (outstanding[1 if len(outstanding) > 1 else 0].statement if outstanding else None)
    drawn = certainty_drawing(request.actor.project, one) if one else None
    if one is None or drawn is None:
        return None
    options = [
        (row.statement.code, f"{row.number} {said(row.statement.short)}") for row in found.statements if row.whole
    ]
    kept = {name: request.GET[name] for name in ("order", "bars", "as_of") if request.GET.get(name)}
    return {
        **drawn,
        "number": one.number,
        "text": said(one.statement.text),
        "language": language_of(one.statement.text),
        "is_open": bool(asked),
        "field": select("sure", _("Statement"), options, one.statement.code),
        "hidden": kept,
    }


def _acts(request: PageRequest, found: ResultAsRead) -> list[dict[str, Any]]:
    """Return what the evaluators can do and read beside this."""
    if not is_evaluating(request, found.asked):
        return []
    acts: list[dict[str, Any]] = [
        {"label": _("Every figure with its computation"), "url": rows.address(request, "result_figures", found)},
        {"label": _remarks_to_read(found), "url": rows.address(request, "remarks", found)},
    ]
    if not reasons_against_publishing(found.asked, by=request.actor.person, at=timezone.now()):
        # The main act once every remark was looked at.
        publish = rows.address(request, "publish_result", found)
        acts.append({"label": _("Publish"), "url": publish, "is_next": not remarks_waiting(found.asked)})
    return acts


def _remarks_to_read(found: ResultAsRead) -> str:
    waiting = 0 if found.published else remarks_waiting(found.asked)
    return _("Remarks (%(number)s to read)") % {"number": waiting} if waiting else _("Remarks")


@require_safe
def result_figures(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Show the evaluators every figure with its computation, and whether it can still be computed from the sheets."""
    found = find_result(request, evaluation, code)
    if not is_evaluating(request, found.asked):
        raise Http404
    names = GroupNames()
    checked, response = verified(found), whole_response(found)
    context = {
        **head_of(request, found),
        "crumbs": crumbs(request, found, _("Every figure")),
        "rows": rows.evaluator_rows(found),
        "rates": rows.rate_rows(response),
        "dispositions": rows.disposition_rows(response),
        "cut_offs": {"partial": found.asked.partial_from, "complete": found.asked.complete_above},
        "response_groups": rows.response_rows(found, names),
        "groups": rows.group_tables(found, names),
        "is_anonymous": found.asked.promise == EvaluationRound.Promise.ANONYMOUS,
        "checksum": found.checksum,
        "without_forms": found.without_forms,
        "verified": {"holds": checked.holds, "sheets": checked.sheets, "checksum_holds": checked.checksum_holds,
                     "differing": ", ".join(checked.differing)},
        "answers": [
            *export_links(request, "evaluation:answers_export", evaluation, code),
            {"label": "SPSS", "url": reverse("evaluation:answers_export", args=[project, evaluation, code, "sav"])},
        ],
        "exports": export_links(request, "evaluation:result_export", evaluation, code),
        "figures": export_links(request, "evaluation:figures_export", evaluation, code),
    }  # fmt: skip
    return render(request, "evaluation/result_figures.html", context)


@require_safe
def compare_rounds(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Show a round beside an earlier one, or why they can't stand beside each other."""
    found = find_result(request, evaluation, code)
    before, reasons = _against(request, found)
    earlier = [
        one
        for one in results_by(found.asked.evaluation)
        if _is_known(request, one) and not reasons_against_comparing(one.asked, found.asked)
    ]
    comparison = compare(before, found) if before and not reasons else None
    names = GroupNames()
    options = [(one.asked.code, one.asked.name) for one in earlier]
    context = {
        **head_of(request, found),
        "crumbs": crumbs(request, found, _("Beside another round")),
        "reasons": reasons,
        "comparison": rows.comparison_rows(request, comparison, names) if comparison else None,
        "filters": [select("against", _("Beside"), options, before.asked.code if before else "")] if options else [],
        "exports": export_links(request, "evaluation:comparison_export", evaluation, code),
        "kept": shown_day(request).kept,
    }
    return render(request, "evaluation/compare_rounds.html", context, status=409 if reasons else 200)


def _against(request: PageRequest, found: ResultAsRead) -> tuple[ResultAsRead | None, list[Reason]]:
    """Return the round that is asked beside this one, or why it can't be."""
    try:
        beside = round_beside(request.GET.get("against", ""), found.asked)
    except Refused as refused:
        return None, list(refused.reasons)
    if beside is None:
        return _known_before(request, found), []
    before = find_round(*beside)
    read = result_of(before) if before else None
    if read is None or not _is_known(request, read):
        raise Http404
    return read, reasons_against_comparing(read.asked, found.asked)


@require_safe
def comparison_export(request: PageRequest, project: str, evaluation: str, code: str, form: str) -> HttpResponse:
    """Give two rounds beside each other as a file."""
    found = find_result(request, evaluation, code)
    before, reasons = _against(request, found)
    if reasons:
        return compare_rounds(request, project, evaluation, code)
    if before is None:
        raise Http404
    return table_file(request, comparison_table(request, compare(before, found), GroupNames()), form)


@require_safe
def result_export(request: PageRequest, project: str, evaluation: str, code: str, form: str) -> HttpResponse:
    """Give the tables of a round, as far as they may be shown, as a file."""
    return table_file(request, answers_table(find_result(request, evaluation, code), GroupNames()), form)


@require_safe
def figures_export(request: PageRequest, project: str, evaluation: str, code: str, form: str) -> HttpResponse:
    """Give the evaluators every figure with its computation as a file."""
    found = find_result(request, evaluation, code)
    if not is_evaluating(request, found.asked):
        raise Http404
    return table_file(request, figures_table(found, whole_response(found), GroupNames()), form)
