"""Goals: one with its parts, wordings and room; goals beside those of others; and what can be done with them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import Organisation
from vlechtwerk.domains.programme.models import Activity, FocusArea, Goal, GoalComparison, OutsideGoal, RoomToExplore
from vlechtwerk.domains.programme.operations import goals as setting
from vlechtwerk.domains.programme.queries.goals import GoalAsOf, goals_as_of, outside_goals
from vlechtwerk.domains.programme.rules.goals import reasons_against_comparing_goals, reasons_against_setting_goal
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import is_offered, shown_day, words_for_unknown
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.forms import EvidenceFormSet
from vlechtwerk.interfaces.web.programme.goal_forms import (
    EndRoomForm,
    FitForm,
    GoalForm,
    OutsideGoalForm,
    RoomForm,
    WordingForm,
)
from vlechtwerk.interfaces.web.programme.goal_rows import (
    goal_row,
    goal_url,
    goals_table,
    history_rows,
    matrix_of,
    matrix_table,
)
from vlechtwerk.interfaces.web.table_files import table_file
from vlechtwerk.interfaces.web.words import say_date, say_day

AT_FIELDS = {
    "code_missing": "code",
    "no_code": "code",
    "code_in_use": "code",
    "text_missing": "text",
    "reason_missing": "reason",
    "day_not_to_come": "look_again_on",
    "explanation_missing": "explanation",
    "party_missing": "party",
    "two_places": "activity",
}


def _goal_or_404(code: str) -> Goal:
    found = Goal.objects.filter(code=code).select_related("activity", "focus_area", "parent").first()
    if found is None:
        raise Http404
    return found


@require_safe
def goal(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show one goal: its words, which parts are filled in, the room it has, and how it fits goals of others."""
    shown = shown_day(request)
    item = next(iter(goals_as_of(shown.day, code)), None)
    if item is None:
        raise Http404
    evidences = Evidences(request, list(item.history))
    person, now = request.actor.person, timezone.now()
    setting_offered = is_offered(request, reasons_against_setting_goal(item.goal.activity, by=person, at=now))
    comparing = is_offered(request, reasons_against_comparing_goals(by=person, at=now))
    wording = item.shown
    context = {
        "shown": shown,
        "crumbs": [
            {"label": _("Goals"), "url": reverse("programme:goals", args=[project]) + shown.query},
            {"label": code, "url": ""},
        ],
        "row": goal_row(request, item, evidences, shown.day),
        "facts": _facts(request, item),
        "since": say_date(wording.worded_on) if wording else "",
        "history": history_rows(item, evidences),
        "marks": [_mark(mark) for mark in reversed(item.marks)],
        "fits": [_fit(one) for one in item.comparisons],
        "parties_url": reverse("programme:goal_parties", args=[project]) + shown.query,
        "acts": _acts(request, item) if setting_offered else [],
        "compare_url": reverse("programme:compare_goal", args=[project, code])
        if comparing and OutsideGoal.objects.exists()
        else "",
    }
    return render(request, "programme/goal.html", context)


def _mark(mark: RoomToExplore) -> dict[str, Any]:
    """Return when room was left, or ended, and why."""
    return {
        "is_open": mark.is_open,
        "reason": mark.reason,
        "when": say_day(mark.marked_on),
        "by": "" if mark.marked_by.loads_cases else mark.marked_by.name,
        "until": say_day(mark.look_again_on) if mark.look_again_on else "",
    }


def _fit(one: GoalComparison) -> dict[str, str]:
    """Return how a goal fits one of others."""
    return {
        "fit": one.fit,
        "word": str(one.get_fit_display()),
        "whose": one.outside_goal.whose,
        "text": one.outside_goal.text,
        "explanation": one.explanation,
        "when": say_day(one.compared_on),
    }


def _facts(request: PageRequest, item: GoalAsOf) -> list[dict[str, Any]]:
    goal = item.goal
    parent = goal.parent
    facts: list[dict[str, Any]] = [
        {"term": _("Level"), "value": goal.get_level_display()},
        {"term": _("How far ahead"), "value": goal.horizon},
    ]
    if parent is not None:
        facts.append({"term": _("Serves"), "value": parent.code, "url": goal_url(request, parent.code)})
    return facts


def _acts(request: PageRequest, item: GoalAsOf) -> list[dict[str, str]]:
    names = [(_("Word it otherwise"), "word_goal")]
    if item.room is None:
        names.append((_("Leave room to explore"), "leave_room"))
    else:
        names += [(_("Look again later"), "leave_room"), (_("End the room"), "end_room")]
    project, code = request.actor.project.code, item.goal.code
    return [{"label": label, "url": reverse(f"programme:{name}", args=[project, code])} for label, name in names]


@require_safe
def goals_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the goals with their parts as a table."""
    shown = shown_day(request)
    return table_file(request, goals_table(request, goals_as_of(shown.day), words_for_unknown(shown)), form)


@require_safe
def parties(request: PageRequest, project: str) -> HttpResponse:
    """Show our goals beside those of home organisations and other partnerships."""
    shown = shown_day(request)
    outside = outside_goals()
    columns, rows = matrix_of(request, goals_as_of(shown.day), outside)
    evidences = Evidences(request, list(outside))
    against = reasons_against_comparing_goals(by=request.actor.person, at=timezone.now())
    context = {
        "shown": shown,
        "crumbs": [
            {"label": _("Goals"), "url": reverse("programme:goals", args=[project]) + shown.query},
            {"label": _("Goals and parties"), "url": ""},
        ],
        "columns": columns,
        "rows": rows,
        "outside": [
            {"code": one.code, "whose": one.whose, "text": one.text, "evidence": evidences.of(one)} for one in outside
        ],
        "add_url": reverse("programme:note_outside_goal", args=[project]) if is_offered(request, against) else "",
        "exports": _exports(request, "goal_parties_export"),
    }
    return render(request, "programme/goal_parties.html", context)


def _exports(request: PageRequest, name: str) -> list[dict[str, str]]:
    project, query = request.actor.project.code, shown_day(request).query
    return [
        {"label": label, "url": reverse(f"programme:{name}", args=[project, form]) + query}
        for label, form in (("CSV", "csv"), ("Excel", "xlsx"))
    ]


@require_safe
def parties_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give each pair of goals with how they fit as a table."""
    return table_file(request, matrix_table(goals_as_of(shown_day(request).day), outside_goals()), form)


def goals_on_page(request: PageRequest) -> dict[str, Any]:
    """Return what the page of goals shows of each goal, by level."""
    shown = shown_day(request)
    items = goals_as_of(shown.day)
    evidences = Evidences(request, [item.shown for item in items])
    rows = [goal_row(request, item, evidences, shown.day) for item in items]
    against = reasons_against_setting_goal(None, by=request.actor.person, at=timezone.now())
    project = request.actor.project.code
    levels = [
        {"heading": str(level.label), "rows": found}
        for level in Goal.Level
        if (found := [row for row in rows if row["level"] == level])
    ]
    return {
        "levels": levels,
        "rooms": [row for row in rows if row["room"]],
        "add_url": reverse("programme:add_goal", args=[project]) if is_offered(request, against) else "",
        "parties_url": reverse("programme:goal_parties", args=[project]) + shown.query,
        "goal_exports": _exports(request, "goals_export"),
    }


def _answer(
    request: PageRequest,
    heading: str,
    button: str,
    form: forms.Form,
    act: Callable[[], str],
    *,
    before: list[Reason],
    back: str,
    evidence: Any = None,
) -> HttpResponse:
    fields = {code: name for code, name in AT_FIELDS.items() if name in form.fields}
    return answer_form(request, heading, button, form, back, act, before=before, fields=fields, evidence=evidence)


def _evidence(formset: Any) -> list[Evidence]:
    return [found for form in formset if (found := form.evidence()) is not None]


def _who(request: PageRequest) -> dict[str, Any]:
    return {"by": request.actor.person, "at": timezone.now()}


@read_and_write
def add_goal(request: PageRequest, project: str) -> HttpResponse:
    """Set a goal."""
    form = GoalForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")

    def act() -> str:
        chosen = form.cleaned_data
        goal = setting.add_goal(
            chosen["code"],
            chosen["level"],
            chosen["text"],
            parts=form.parts(),
            horizon=chosen["horizon"],
            focus_area=FocusArea.objects.filter(code=chosen["focus_area"]).first(),
            activity=Activity.objects.filter(code=chosen["activity"]).first(),
            parent=Goal.objects.filter(code=chosen["parent"]).first(),
            evidence=_evidence(evidence),
            **_who(request),
        )
        return _("The goal %(code)s is set. Parts that are open stay visible as open.") % {"code": goal.code}

    return _answer(
        request, _("Set a goal"), _("Set goal"), form, act, before=reasons_against_setting_goal(None, **_who(request)),
        back=reverse("programme:goals", args=[project]), evidence=evidence,
    )  # fmt: skip


@read_and_write
def word_goal(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Word a goal otherwise."""
    found = _goal_or_404(code)
    latest = found.wordings.order_by("-order").first()
    initial = {name: getattr(latest, name) for name in WordingForm.base_fields if name != "reason"} if latest else {}
    form = WordingForm(request.POST or None, initial=initial)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")

    def act() -> str:
        chosen = form.cleaned_data
        setting.word_goal(
            found,
            chosen["text"],
            form.parts(),
            chosen["reason"],
            evidence=_evidence(evidence),
            **_who(request),
        )
        return _("The goal is worded otherwise. The wording so far stays readable.")

    return _answer(
        request, _("Word %(code)s otherwise") % {"code": code}, _("Save"), form, act,
        before=reasons_against_setting_goal(found.activity, **_who(request)),
        back=reverse("programme:goal", args=[project, code]), evidence=evidence,
    )  # fmt: skip


@read_and_write
def leave_room(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Leave a goal open on purpose."""
    found = _goal_or_404(code)
    form = RoomForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        setting.leave_room(found, chosen["reason"], chosen["look_again_on"], **_who(request))
        return _("This goal stays open on purpose. On %(day)s someone looks again.") % {
            "day": say_day(chosen["look_again_on"])
        }

    return _answer(
        request, _("Leave room to explore: %(code)s") % {"code": code}, _("Leave room"), form, act,
        before=reasons_against_setting_goal(found.activity, **_who(request)),
        back=reverse("programme:goal", args=[project, code]),
    )  # fmt: skip


@read_and_write
def end_room(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Say that a goal is no longer left open."""
    found = _goal_or_404(code)
    form = EndRoomForm(request.POST or None)

    def act() -> str:
        setting.end_room(found, form.cleaned_data["reason"], **_who(request))
        return _("The room to explore has ended; why it was there stays readable.")

    return _answer(
        request, _("End the room to explore: %(code)s") % {"code": code}, _("End"), form, act,
        before=reasons_against_setting_goal(found.activity, **_who(request)),
        back=reverse("programme:goal", args=[project, code]),
    )  # fmt: skip


@read_and_write
def compare_goal(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Say how a goal fits one of someone else."""
    found = _goal_or_404(code)
    form = FitForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        outside = OutsideGoal.objects.select_related("organisation").get(code=chosen["outside_goal"])
        setting.compare_goals(found, outside, chosen["fit"], explanation=chosen["explanation"], **_who(request))
        return _("It stands with this goal and in the matrix of goals and parties. Earlier answers stay readable.")

    return _answer(
        request, _("Compare %(code)s with a goal of someone else") % {"code": code}, _("Save"), form, act,
        before=reasons_against_comparing_goals(**_who(request)), back=reverse("programme:goal", args=[project, code]),
    )  # fmt: skip


@read_and_write
def note_outside_goal(request: PageRequest, project: str) -> HttpResponse:
    """Note a goal of a home organisation or another partnership."""
    form = OutsideGoalForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")

    def act() -> str:
        chosen = form.cleaned_data
        noted = setting.note_outside_goal(
            chosen["code"],
            chosen["text"],
            organisation=Organisation.objects.filter(code=chosen["organisation"]).first(),
            party=chosen["party"],
            evidence=_evidence(evidence),
            **_who(request),
        )
        return _("The goal of %(party)s is noted. Compare ours with it on the page of each goal.") % {
            "party": noted.whose
        }

    return _answer(
        request, _("Note a goal of someone else"), _("Note"), form, act,
        before=reasons_against_comparing_goals(**_who(request)),
        back=reverse("programme:goal_parties", args=[project]), evidence=evidence,
    )  # fmt: skip
