"""What is evaluated, what for, and by whom; and the plan of who is asked what, how and when."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.queries import evaluations as queries
from vlechtwerk.domains.evaluation.queries.plan import Plan, plan_of
from vlechtwerk.domains.evaluation.queries.published import published_figures
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_beginning_any
from vlechtwerk.interfaces.web.evaluation.plan_rows import (
    address,
    evaluation_page,
    evaluation_row,
    evaluations_table,
    groups_table,
    plan_page,
    questions_table,
)
from vlechtwerk.interfaces.web.frame import is_offered, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.table_files import export_links, table_file


def find_evaluation(code: str) -> Evaluation:
    """Return the evaluation with a code, or answer that there is none."""
    found = Evaluation.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


@require_safe
def evaluations(request: PageRequest, project: str) -> HttpResponse:
    """List the evaluations."""
    against = reasons_against_beginning_any(request.actor.person, timezone.now())
    context = {
        "rows": [evaluation_row(request, item) for item in queries.evaluations()],
        "exports": export_links(request, "evaluation:evaluations_export"),
        "begin_url": reverse("evaluation:begin_evaluation", args=[project]) if is_offered(request, against) else "",
    }
    return render(request, "evaluation/evaluations.html", context)


@require_safe
def evaluations_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the evaluations as a file."""
    return table_file(request, evaluations_table(request, queries.evaluations()), form)


@require_safe
def evaluation(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show what an evaluation is for: its aims, its questions, its measurements, and who evaluates."""
    found = queries.evaluation_as_it_stands(code)
    if found is None:
        raise Http404
    published = sum(len(item.figures) for item in published_figures(code))
    context = evaluation_page(request, found) | {
        "crumbs": _crumbs(request, found.evaluation.title),
        "published": published,
        "published_url": address(request, "published") if published else "",
        "thermometer": [
            {"label": label, "url": address(request, page)}
            for label, page in (
                (_("Rounds"), "rounds"),
                (_("Instruments"), "instruments"),
                (_("Results of rounds"), "results"),
            )
        ],
        "found": [
            {"label": _("Answers to these questions"), "url": address(request, "answers", code)},
            {"label": _("Findings"), "url": address(request, "findings", code)},
            {"label": _("Report"), "url": address(request, "report", code)},
        ],
        "learning": [
            {"label": _("The agenda"), "url": address(request, "agenda", code)},
            {"label": _("Solve now and keep"), "url": address(request, "two_lists", code)},
            {"label": _("Trials"), "url": address(request, "trials")},
        ],
    }
    return render(request, "evaluation/evaluation.html", context)


def _crumbs(request: PageRequest, here: str, *between: tuple[str, str]) -> list[dict[str, str]]:
    shown = [(_("Evaluations"), address(request, "evaluations")), *between]
    return [*({"label": label, "url": url} for label, url in shown), {"label": here, "url": ""}]


def _plan(code: str) -> Plan:
    return plan_of(find_evaluation(code))


@require_safe
def plan(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show who is asked what, how and when; what came in, and which question has no method yet."""
    found = _plan(code)
    title = found.evaluation.title
    context = plan_page(request, found) | {
        "title": title,
        "shown": shown_day(request),
        "crumbs": _crumbs(request, _("Plan"), (title, address(request, "evaluation", code))),
        "group_exports": export_links(request, "evaluation:plan_groups_export", code),
        "question_exports": export_links(request, "evaluation:plan_questions_export", code),
    }
    return render(request, "evaluation/plan.html", context)


@require_safe
def plan_groups_export(request: PageRequest, project: str, code: str, form: str) -> HttpResponse:
    """Give who is asked by which method as a file."""
    return table_file(request, groups_table(request, _plan(code)), form)


@require_safe
def plan_questions_export(request: PageRequest, project: str, code: str, form: str) -> HttpResponse:
    """Give by which methods each question is answered as a file."""
    return table_file(request, questions_table(_plan(code)), form)
