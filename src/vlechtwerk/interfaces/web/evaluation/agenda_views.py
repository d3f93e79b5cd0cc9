"""The learning agenda: on a page and on paper, a question with its lineage, trials, and the two lists."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import Evaluation, LearningSession
from vlechtwerk.domains.evaluation.queries.agenda import agenda_of, counts_of_agendas, find_question
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.evaluation.queries.sessions import learning_sessions_of
from vlechtwerk.domains.evaluation.queries.trials import ListedAsItStands, all_trials, lists_of
from vlechtwerk.engines.documents.learning_agenda.drawing import draw
from vlechtwerk.engines.documents.sheet import Sheet, sheet_of
from vlechtwerk.interfaces.web.evaluation.agenda_rows import (
    SIDE_BY_SIDE,
    MayTry,
    agenda_drawing,
    agenda_page,
    list_in_words,
    question_page,
    say_counts,
    trial_row,
)
from vlechtwerk.interfaces.web.evaluation.agenda_sheet import sheet_notes
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.plan_rows import address, may_design
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.origins import words_of_origin
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file
from vlechtwerk.interfaces.web.words import say_day


@require_safe
def agendas(request: PageRequest, project: str) -> HttpResponse:
    """List the agenda and the sessions of each evaluation."""
    today = timezone.localdate()
    counts = counts_of_agendas(today)
    sessions: dict[UUID, list[LearningSession]] = {}
    for session in learning_sessions_of():
        sessions.setdefault(session.evaluation_id, []).append(session)
    mine = frozenset() if shown_day(request).is_past else evaluated_by(request.actor.person, timezone.now())
    context = {
        "rows": [
            {
                "title": one.title,
                "url": address(request, "agenda", one.code),
                "counts": say_counts(counts[one.id]),
                "lists_url": address(request, "two_lists", one.code),
                "prepare_url": address(request, "prepare_session", one.code) if one.code in mine else "",
                "sessions": [
                    {
                        "name": session.name,
                        "asks": session.asks,
                        "day": say_day(session.held_on),
                        "state": session.get_state_display(),
                        "url": address(request, "learning_session", one.code, session.code) if one.code in mine else "",
                    }
                    for session in sessions.get(one.id, ())
                ],
            }
            for one in Evaluation.objects.order_by("code")
        ],
    }
    return render(request, "evaluation/agendas.html", context)


def _crumbs(request: PageRequest, *between: tuple[str, str], here: str) -> list[dict[str, str]]:
    shown = [(_("Learning agenda"), address(request, "agendas")), *between]
    return [*({"label": label, "url": url} for label, url in shown), {"label": here, "url": ""}]


@require_safe
def agenda(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show an agenda: its versions side by side, or as a list; its insights and what was tried."""
    found, today = agenda_of(find_evaluation(code)), timezone.localdate()
    as_list, here = request.GET.get("view") == "list", address(request, "agenda", code)
    drawn = agenda_drawing(request, found, today, _("Learning agenda"))
    context = agenda_page(request, found, today) | {
        "crumbs": _crumbs(request, here=found.evaluation.title),
        "drawing": draw(drawn) if drawn and not as_list else "",
        "older": max(0, len(found.versions) - SIDE_BY_SIDE),
        "as_list": as_list,
        "list_url": f"{here}{'&' if '?' in here else '?'}view=list",
        "drawing_url": here,
    }
    return render(request, "evaluation/agenda.html", context)


@require_safe
def agenda_pdf(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Give an agenda on one sheet of A4 (PDF/UA-1)."""
    found, today = agenda_of(find_evaluation(code)), timezone.localdate()
    drawn = agenda_drawing(request, found, today, _("Learning agenda"))
    if drawn is None:
        raise Http404
    origin, counts = words_of_origin(request.actor.project), say_counts(found.counts(today))
    sheet = Sheet(
        title=_("Learning agenda"),
        subtitle=f"{found.evaluation.title}. {counts['open']}. {counts['never_tried']}, {counts['never_looked_at']}.",
        words=list_in_words(found),
        origin=f"{request.actor.project.name} · {origin.label}",
        footer=_("as of %(day)s") % {"day": say_day(today)},
        language=get_language() or "nl",
        notes=sheet_notes(found),
        paper="a4",
    )
    name = f"{origin.file_prefix}{project}-{code}-agenda-{today.isoformat()}.pdf"
    return HttpResponse(
        sheet_of(draw(drawn), sheet, timezone.now()),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def learning_question(request: PageRequest, project: str, code: str, version: int, question: str) -> HttpResponse:
    """Show a question with its lineage: what it came from, to its first form, and what came of it."""
    found, one = agenda_of(find_evaluation(code)), find_question(code, version, question)
    if one is None:
        raise Http404
    context = question_page(request, found, one, timezone.localdate()) | {
        "crumbs": _crumbs(
            request,
            (found.evaluation.title, address(request, "agenda", code)),
            here=_("Question %(code)s, version %(number)d") % {"code": question, "number": version},
        ),
    }
    return render(request, "evaluation/learning_question.html", context)


def _trials(request: PageRequest) -> list[dict[str, Any]]:
    today, may = timezone.localdate(), MayTry(request)
    return [trial_row(request, one, today, may) for one in reversed(all_trials())]


@require_safe
def trials(request: PageRequest, project: str) -> HttpResponse:
    """List what is and was tried, newest first; what waits to be looked at is marked."""
    rows = _trials(request)
    context = {
        "rows": rows,
        "waiting": sum(row["waits"] for row in rows),
        "exports": export_links(request, "evaluation:trials_export"),
    }
    return render(request, "evaluation/trials.html", context)


@require_safe
def trials_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give what is and was tried as a file."""
    heads = [
        _("Activity"), _("What we change"), _("Until"), _("How we would know"), _("Owner"), _("State"),
        _("What we saw"), _("Insight"),
    ]  # fmt: skip
    names = ("activity", "what", "until", "known_by", "owner", "state", "saw", "insight")
    rows = [[str(row[name]) for name in names] for row in _trials(request)]
    return table_file(request, Table(_("Trials"), heads, rows), form)


@require_safe
def two_lists(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show per measurement what to solve now and what to keep, with owner and day, and how it was judged."""
    evaluation = find_evaluation(code)
    may, names = may_design(request, evaluation), dict(evaluation.groups.values_list("code", "name"))
    context = {
        "crumbs": _crumbs(request, (evaluation.title, address(request, "agenda", code)), here=_("Solve now and keep")),
        "title": evaluation.title,
        "measurements": [
            {
                "name": lists.measurement.name,
                "lists": [
                    {"heading": heading, "rows": [_point_row(request, code, one, names, may) for one in points]}
                    for heading, points in ((_("Solve now"), lists.solve_now), (_("Keep"), lists.keep))
                ],
                "add_url": address(request, "list_point", code, lists.measurement.number) if may else "",
            }
            for lists in reversed(lists_of(evaluation))
        ],
    }
    return render(request, "evaluation/two_lists.html", context)


def _point_row(
    request: PageRequest, code: str, item: ListedAsItStands, names: dict[str, str], may: bool
) -> dict[str, Any]:
    point = item.point
    return {
        "text": point.text,
        "owner": point.owner.name,
        "due": say_day(point.due_on),
        "groups": ", ".join(names.get(group, group) for group in point.groups),
        "judgements": [
            {
                "group": one.group.name,
                "measurement": one.measurement.name,
                "verdict": one.get_verdict_display(),
                "note": one.note,
            }
            for one in item.judgements
        ],
        "waiting": ", ".join(names.get(group, group) for group in item.still_to_judge),
        "judge_url": reverse("evaluation:judge_point", args=[request.actor.project.code, code, point.id])
        if may and item.still_to_judge
        else "",
    }
