"""Rows of an evaluation and of its plan, ready to print: on the pages and in the files the same."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationQuestion,
    EvaluatorRole,
    Measurement,
    PlannedMethod,
)
from vlechtwerk.domains.evaluation.queries.evaluations import EvaluationAsItStands
from vlechtwerk.domains.evaluation.queries.plan import MeasurementInPlan, MethodInPlan, Part, Plan
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import is_offered, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.table_files import Table
from vlechtwerk.interfaces.web.words import say_date, say_day


def may_design(request: PageRequest, evaluation: Evaluation) -> bool:
    """Tell whether the reader may change the design of an evaluation, on the present day."""
    reasons = reasons_against_evaluating(evaluation, by=request.actor.person, at=timezone.now())
    return is_offered(request, reasons)


def address(request: PageRequest, route: str, *parts: object) -> str:
    """Return the address of a page of the evaluation, on the day that is shown."""
    return reverse(f"evaluation:{route}", args=[request.actor.project.code, *parts]) + shown_day(request).query


def words_for_missing(request: PageRequest) -> str:
    """Return what stands where nothing is told: a published case has only what its sources say."""
    return _("not in the source") if request.actor.project.origin == Origin.PUBLISHED else _("not noted yet")


def say_period(measurement: Measurement) -> str:
    """Return when a measurement was or is, as far as it is told."""
    begins, ends = say_date(measurement.measured_from), say_date(measurement.measured_to)
    if begins and ends and begins != ends:
        return _("%(begins)s to %(ends)s") % {"begins": begins, "ends": ends}
    if begins and not ends:
        return _("from %(begins)s") % {"begins": begins}
    return begins or (_("up to and including %(ends)s") % {"ends": ends} if ends else "")


def evaluation_row(request: PageRequest, item: EvaluationAsItStands) -> dict[str, Any]:
    """Return an evaluation as it stands in the list."""
    evaluation, today = item.evaluation, shown_day(request).day
    now = [
        role
        for role in item.evaluators
        if role.evaluator_from <= today and (role.evaluator_until is None or role.evaluator_until > today)
    ]
    return {
        "code": evaluation.code,
        "title": evaluation.title,
        "kind": evaluation.kind,
        "url": address(request, "evaluation", evaluation.code),
        "plan_url": address(request, "plan", evaluation.code),
        "counts": [
            ngettext("%(count)s aim", "%(count)s aims", len(item.aims)) % {"count": len(item.aims)},
            ngettext("%(count)s question", "%(count)s questions", len(item.questions)) % {"count": len(item.questions)},
            ngettext("%(count)s measurement", "%(count)s measurements", len(item.measurements))
            % {"count": len(item.measurements)},
        ],
        "evaluators": ", ".join(role.person.name for role in now),
    }


def evaluations_table(request: PageRequest, found: list[EvaluationAsItStands]) -> Table:
    """Return the list of evaluations as a table."""
    heads = [
        _("Code"), _("Evaluation"), _("Kind"), _("Aims"), _("Questions"), _("Measurements"), _("Evaluators"),
    ]  # fmt: skip
    rows = []
    for item in found:
        row = evaluation_row(request, item)
        counts = [str(len(part)) for part in (item.aims, item.questions, item.measurements)]
        rows.append([row["code"], row["title"], row["kind"], *counts, row["evaluators"]])
    return Table(_("Evaluations"), heads, rows)


def _question(question: EvaluationQuestion) -> dict[str, Any]:
    return {"code": question.code, "text": question.text, "brought_in_by": question.brought_in_by}


def evaluation_page(request: PageRequest, item: EvaluationAsItStands) -> dict[str, Any]:
    """Return everything on the page of one evaluation."""
    evaluation, may = item.evaluation, may_design(request, item.evaluation)
    evidences = Evidences(request, [*item.aims, *item.questions, *item.measurements])

    def act(route: str, *parts: object) -> str:
        return address(request, route, evaluation.code, *parts) if may else ""

    return {
        "evaluation": evaluation_row(request, item),
        "missing": words_for_missing(request),
        "aims": [
            {"text": aim.text, "evidence": evidences.of(aim), "change_url": act("change_aim", aim.id)}
            for aim in item.aims
        ],
        "questions": [
            _question(question)
            | {
                "answer_url": address(request, "answer", evaluation.code, question.code),
                "evidence": evidences.of(question),
                "change_url": act("change_question", question.code),
            }
            for question in item.questions
        ],
        "measurements": [
            _look(measurement)
            | {
                "evidence": evidences.of(measurement),
                "plan_url": address(request, "plan", evaluation.code) + f"#measurement-{measurement.number}",
                "change_url": act("change_measurement", measurement.number),
            }
            for measurement in item.measurements
        ],
        "evaluators": [_evaluator(role, act("end_evaluator_role", role.id)) for role in item.evaluators],
        "acts": {
            route: act(route)
            for route in ("add_aim", "add_question", "add_measurement", "add_evaluator", "record_published_figure")
        },
    }


def _look(measurement: Measurement) -> dict[str, Any]:
    return {
        "number": measurement.number,
        "name": measurement.name,
        "focus": measurement.focus,
        "when": say_period(measurement),
    }


def _evaluator(role: EvaluatorRole, end_url: str) -> dict[str, str]:
    return {
        "name": role.person.name,
        "from": say_day(role.evaluator_from),
        "until": say_day(role.evaluator_until) if role.evaluator_until else "",
        "end_url": "" if role.evaluator_until else end_url,
    }


def words_of_part(part: Part) -> str:
    """Return what a group has to do with a method, in words."""
    return {
        Part.TOOK_PART: _("took part"),
        Part.PLANNED: _("planned"),
        Part.DID_NOT: _("did not take part"),
        Part.NOT_ASKED: _("not asked"),
    }[part]


# The icon beside the word, so that neither stands alone.
ICONS = {Part.TOOK_PART: "met", Part.PLANNED: "planned", Part.DID_NOT: "not_met", Part.NOT_ASKED: ""}


def plan_page(request: PageRequest, plan: Plan) -> dict[str, Any]:
    """Return everything on the page of a plan."""
    code, may = plan.evaluation.code, may_design(request, plan.evaluation)
    methods = [item.method for measurement in plan.measurements for item in measurement.methods]
    evidences = Evidences(request, [*methods, *plan.groups])
    return {
        "missing": words_for_missing(request),
        "empty": plan.empty_cells,
        "groups": [
            {
                "name": group.name,
                "inferred": group.inferred,
                "change_url": address(request, "change_group", code, group.code) if may else "",
            }
            for group in plan.groups
        ],
        "inferred": any(group.inferred for group in plan.groups),
        "group_evidence": list({row.label: row for group in plan.groups for row in evidences.of(group)}.values()),
        "measurements": [_measurement(request, plan, item, evidences, may) for item in plan.measurements],
        "questions": [
            {
                "code": question.code,
                "text": question.text,
                "cells": [_question_cell(item, item.serving(question)) for item in plan.measurements],
            }
            for question in plan.questions
        ],
        "parts": [{"word": words_of_part(part), "icon": ICONS[part], "part": part.value} for part in Part],
        "acts": {route: address(request, route, code) for route in ("add_group", "add_measurement", "add_question")}
        if may
        else {},
    }


def _question_cell(item: MeasurementInPlan, serving: list[PlannedMethod]) -> dict[str, Any]:
    methods = [{"name": method.name, "anchor": _anchor(item, method.code)} for method in serving]
    return {"measurement": item.measurement.name, "methods": methods}


def _anchor(item: MeasurementInPlan, method: str) -> str:
    return f"method-{item.measurement.number}-{method}"


def _measurement(
    request: PageRequest, plan: Plan, item: MeasurementInPlan, evidences: Evidences, may: bool
) -> dict[str, Any]:
    place = (plan.evaluation.code, item.measurement.number)
    return _look(item.measurement) | {
        "methods": [
            {
                "name": method.method.name,
                "kind": kind if (kind := str(method.method.get_kind_display())) != method.method.name else "",
                "note": method.method.note,
                "anchor": _anchor(item, method.method.code),
                "asked": _number(method.method.asked),
                "came_in": _number(method.method.came_in),
                "evidence": evidences.of(method.method),
                "cells": _cells(plan, method),
                "acts": {
                    route: address(request, route, *place, method.method.code)
                    for route in ("change_method", "set_parts", "set_served_questions")
                }
                if may
                else {},
            }
            for method in item.methods
        ],
        "add_url": address(request, "add_method", *place) if may else "",
    }


def _cells(plan: Plan, method: MethodInPlan) -> list[dict[str, str]]:
    parts = [(group, method.part_of(group)) for group in plan.groups]
    return [
        {"group": group.name, "part": part.value, "word": words_of_part(part), "icon": ICONS[part]}
        for group, part in parts
    ]


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def groups_table(request: PageRequest, plan: Plan) -> Table:
    """Return who is asked by which method, with what came in, as a table."""
    missing = words_for_missing(request)
    heads = [
        _("Measurement"), _("Method"), _("Kind"), *[group.name for group in plan.groups], _("Asked"), _("Came in"),
        _("Note"),
    ]  # fmt: skip
    rows = [
        [
            item.measurement.name,
            method.method.name,
            str(method.method.get_kind_display()),
            *[words_of_part(method.part_of(group)) for group in plan.groups],
            _number(method.method.asked) or missing,
            _number(method.method.came_in) or missing,
            method.method.note,
        ]
        for item in plan.measurements
        for method in item.methods
    ]
    return Table(_("Groups in the plan"), heads, rows)


def questions_table(plan: Plan) -> Table:
    """Return by which methods each question is answered in each measurement, as a table."""
    heads = [_("Code"), _("Question"), _("Brought in by"), *[item.measurement.name for item in plan.measurements]]
    rows = [
        [
            question.code,
            question.text,
            question.brought_in_by,
            *[
                "; ".join(method.name for method in item.serving(question)) or _("no method yet")
                for item in plan.measurements
            ],
        ]
        for question in plan.questions
    ]
    return Table(_("Questions in the plan"), heads, rows)
