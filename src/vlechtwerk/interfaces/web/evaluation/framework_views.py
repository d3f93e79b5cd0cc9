"""By what is the partnership judged? The framework of an evaluation, its doctor, and what can be judged now."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import (
    CriterionKind,
    CriterionMethod,
    Evaluation,
    EvidenceStrength,
    JudgementLevel,
)
from vlechtwerk.domains.evaluation.queries.coverage import Covered, Standing, coverage_of
from vlechtwerk.domains.evaluation.queries.framework import FrameworkAsRead, framework_of
from vlechtwerk.domains.evaluation.queries.framework_doctor import defects_of
from vlechtwerk.domains.evaluation.queries.source_data import timing_of
from vlechtwerk.domains.evaluation.rules.framework import RUBRIC_LEVELS
from vlechtwerk.domains.evaluation.words.framework import MOVES, STANDINGS, TIMINGS, say_methods
from vlechtwerk.interfaces.web.evaluation import framework_rows as rows
from vlechtwerk.interfaces.web.evaluation.criterion_rows import say_without
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.finding_views import evaluates, list_of_all
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import select
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file
from vlechtwerk.interfaces.web.words import say_day

# What the list can be narrowed to, by the name of the field.
FIELDS = ("list", "kind", "method", "standing")


@require_safe
def frameworks_of_all(request: PageRequest, project: str) -> HttpResponse:
    """Lead to the framework of each evaluation."""
    return list_of_all(request, "framework", "evaluation/frameworks_of_all.html", partial(_say_framework, request))


def _say_framework(request: PageRequest, evaluation: Evaluation) -> str:
    found = coverage_of(_framework(request, evaluation))
    return rows.say_standing(found) if found else _("It has no criteria yet.")


def _framework(request: PageRequest, evaluation: Evaluation) -> FrameworkAsRead:
    return rows.framework_as_it_was(request, framework_of(evaluation))


def crumbs_of(request: PageRequest, evaluation: Evaluation, *more: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way to a page of a framework."""
    way = [
        (_("Assessment framework"), address(request, "frameworks_of_all")),
        (evaluation.title, address(request, "framework", evaluation.code)),
    ]
    return [{"label": label, "url": url} for label, url in [*way, *more]]


def _tabs(request: PageRequest, evaluation: Evaluation, current: str) -> list[dict[str, Any]]:
    named = (("framework_doctor", _("Doctor")), ("framework", _("Criteria")), ("framework_coverage", _("Coverage")))
    return [
        {"label": label, "url": address(request, route, evaluation.code), "current": route == current}
        for route, label in named
    ]


def _page(request: PageRequest, evaluation: Evaluation, route: str, **more: Any) -> dict[str, Any]:
    return {
        "crumbs": crumbs_of(request, evaluation),
        "evaluation": {"title": evaluation.title},
        "tabs": _tabs(request, evaluation, route),
        **more,
    }


@require_safe
def framework(request: PageRequest, project: str, code: str) -> HttpResponse:
    """List the criteria, by list and group, each with its norm and how far it is."""
    evaluation = find_evaluation(code)
    found, may = _framework(request, evaluation), evaluates(request, evaluation)
    covered, asked = coverage_of(found), _asked(request)
    shown = [one for one in covered if _answers_to(one, asked)]
    context = _page(
        request, evaluation, "framework",
        counted=rows.say_standing(covered),
        lists=_lists(request, found, shown, may=may),
        closed=[_closed(request, found, one) for one in found.criteria if one.now.is_closed],
        filters=_filters(found, asked),
        filters_on=sum(1 for value in asked.values() if value),
        clear_url=address(request, "framework", code) if any(asked.values()) else "",
        exports=export_links(request, "evaluation:framework_export", code),
        levels=_levels(found),
        levels_url=address(request, "set_rubric", code) if may else "",
        none=_("No criterion answers to this.") if covered else _("This evaluation has no criteria yet."),
        add_url=address(request, "add_criteria_list", code) if may else "",
    )  # fmt: skip
    return render(request, "evaluation/framework.html", context)


def _asked(request: PageRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip()[:20] for name in FIELDS}


def _answers_to(one: Covered, asked: Mapping[str, str]) -> bool:
    now = one.criterion.now
    held: dict[str, Sequence[str]] = {
        "list": [one.criterion.criterion.criteria_list.code],
        "kind": [now.kind],
        "method": now.methods,
        "standing": [one.standing],
    }
    return all(not wanted or wanted in held[name] for name, wanted in asked.items())


def _filters(found: FrameworkAsRead, asked: Mapping[str, str]) -> list[dict[str, Any]]:
    everything = ("", _("all"))
    standings = [(one.value, str(STANDINGS[one])) for one in Standing]
    return [
        select("list", _("List"), [everything, *((one.code, one.title) for one in found.lists)], asked["list"]),
        select("kind", _("Kind"), [everything, *CriterionKind.choices], asked["kind"]),
        select("method", _("Method"), [everything, *CriterionMethod.choices], asked["method"]),
        select("standing", _("How far"), [everything, *standings], asked["standing"]),
    ]


def _lists(
    request: PageRequest, found: FrameworkAsRead, shown: Sequence[Covered], *, may: bool
) -> list[dict[str, Any]]:
    """Return the lists with their criteria by group; those without any that is shown only to who can add one."""
    lists = []
    for one in found.lists:
        groups: dict[str, list[dict[str, Any]]] = {}
        for covered in shown:
            if covered.criterion.criterion.criteria_list_id == one.id:
                groups.setdefault(covered.criterion.now.group, []).append(rows.criterion_row(request, covered))
        if groups or may:
            lists.append(
                {
                    "code": one.code,
                    "title": one.title,
                    "about": one.about,
                    "language": one.language,
                    "count": sum(len(held) for held in groups.values()),
                    "groups": [{"name": name, "rows": held} for name, held in groups.items()],
                    "add_url": address(request, "add_criterion", found.evaluation.code, one.code) if may else "",
                }
            )
    return lists


def _closed(request: PageRequest, found: FrameworkAsRead, one: Any) -> dict[str, str]:
    url = address(request, "criterion", found.evaluation.code, one.code)
    return {"code": one.code, "url": url, "question": one.now.question, "reason": one.now.reason}


def _levels(found: FrameworkAsRead) -> dict[str, Any]:
    """Return what the levels of judgement mean, and since when."""
    if found.rubric is None:
        return {}
    return {
        "rows": [
            {"label": str(JudgementLevel(one).label), "text": getattr(found.rubric, one)} for one in RUBRIC_LEVELS
        ],
        "set": rows.say_who_and_when(found.rubric.set_by.name, timezone.localdate(found.rubric.set_at)),
        "reason": found.rubric.reason,
    }


@require_safe
def framework_doctor(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show what is wrong with the framework, what is there, and whose move it is: the first page of an evaluator."""
    evaluation = find_evaluation(code)
    found, day = _framework(request, evaluation), shown_day(request).day
    covered, defects = coverage_of(found), defects_of(found, day)
    context = _page(
        request, evaluation, "framework_doctor",
        counted=rows.say_standing(covered),
        there=rows.what_is_there(found, defects) if covered else [],
        moves=rows.whose_move(covered),
        rows=rows.defect_rows(request, found, defects, may=evaluates(request, evaluation)),
        none=_("No defects found.") if covered else _("This evaluation has no criteria yet."),
        looked=_("Looked at on %(day)s.") % {"day": say_day(day)},
    )  # fmt: skip
    return render(request, "evaluation/framework_doctor.html", context)


@require_safe
def framework_coverage(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show which criteria can be judged now, which lack something, and whose move it is."""
    evaluation = find_evaluation(code)
    covered = coverage_of(_framework(request, evaluation))
    groups = []
    for standing in Standing:
        of_it = [one for one in covered if one.standing == standing]
        if of_it:
            groups.append(
                {
                    "id": standing.value.replace("_", "-"),
                    "title": str(STANDINGS[standing]),
                    "rows": [_covered(request, one) for one in of_it],
                }
            )
    context = _page(
        request, evaluation, "framework_coverage",
        counted=rows.say_standing(covered),
        moves=rows.whose_move(covered),
        groups=groups,
        none=_("This evaluation has no criteria yet."),
        exports=export_links(request, "evaluation:framework_export", code),
    )  # fmt: skip
    return render(request, "evaluation/framework_coverage.html", context)


def _covered(request: PageRequest, one: Covered) -> dict[str, Any]:
    lacks = [
        {"title": lack.source.title, "method": say_methods([lack.source.method]), "move": str(MOVES[lack.move])}
        for lack in one.lacks
    ]
    there = [source.method for source in one.sources if source.data]
    return rows.criterion_row(request, one) | {
        # Lists stand together here: a code is told with the letters of its list.
        "code": one.criterion.code,
        "there": say_methods(there),
        "lacks": lacks,
        "without": [say_without(source) for source in one.sources if source.without],
        "moves": [str(MOVES[move]) for move in one.moves],
    }


@require_safe
def framework_export(request: PageRequest, project: str, code: str, form: str) -> HttpResponse:
    """Give the criteria, as narrowed, as a file: with each norm, when it was fixed, and what is judged."""
    asked = _asked(request)
    heads = [
        _("Code"), _("Group"), _("Question"), _("Kind"), _("Methods"), _("Subject"), _("Norm"), _("Fixed"),
        _("Baseline"), _("How far"), _("Judgement"), _("Strength of the evidence"), _("Whose move"),
    ]  # fmt: skip
    found = [one for one in coverage_of(_framework(request, find_evaluation(code))) if _answers_to(one, asked)]
    return table_file(request, Table(_("Assessment framework"), heads, [_line(one) for one in found]), form)


def _line(one: Covered) -> list[str]:
    criterion, now = one.criterion, one.criterion.now
    norm, judged = criterion.norm, criterion.judgement
    fixed = ""
    if norm:
        timing = timing_of(norm.fixed_at, one.once, criterion.days_of_evidence)
        fixed = f"{say_day(timezone.localdate(norm.fixed_at))}, {TIMINGS[timing]}"
    return [
        criterion.code,
        now.group,
        now.question,
        str(CriterionKind(now.kind).label),
        say_methods(now.methods),
        f"{rows.say_subject(now.subject_kind)} {now.subject}".strip(),
        norm.text if norm else "",
        fixed,
        criterion.baseline.text if criterion.baseline else "",
        str(STANDINGS[one.standing]),
        str(JudgementLevel(judged.level).label) if judged else "",
        str(EvidenceStrength(judged.strength).label) if judged else "",
        "; ".join(str(MOVES[move]) for move in one.moves),
    ]
