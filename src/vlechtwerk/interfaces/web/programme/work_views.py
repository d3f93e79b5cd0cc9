"""The work of every day: tasks, remarks, what is told, and steps; each form calls one operation."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, ActivityStep, Milestone, Remark
from vlechtwerk.domains.programme.operations import register, work
from vlechtwerk.domains.programme.queries.work import intended_without_task, remarks_on
from vlechtwerk.domains.programme.rules.work import (
    reasons_against_withdrawing,
    reasons_against_working_in,
)
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.frame import is_offered, past_day, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.forms import EvidenceFormSet
from vlechtwerk.interfaces.web.programme.views import find_activity
from vlechtwerk.interfaces.web.programme.work_forms import EndStepForm, EntryForm, StepForm, TaskForm
from vlechtwerk.interfaces.web.programme.work_rows import remark_form, remark_rows
from vlechtwerk.interfaces.web.programme.writing_views import named_evidence


def way_to(request: PageRequest, activity: Activity) -> list[dict[str, str]]:
    """Return the breadcrumb of a page below that of an activity."""
    code = request.actor.project.code
    return [
        {"label": _("Overview"), "url": reverse("programme:overview", args=[code])},
        {"label": activity.name, "url": reverse("programme:activity", args=[code, activity.code])},
    ]


def _against_working(request: PageRequest, activity: Activity) -> Any:
    return reasons_against_working_in(activity, by=request.actor.person, at=timezone.now())


@read_and_write
def add_task(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Give someone a task in an activity, by itself or made of what was intended."""
    activity = find_activity(code)
    entry = _intended(activity, request.GET.get("entry", ""))
    first = {"entry": str(entry.id), "title": entry.text[:200]} if entry else {}
    form = TaskForm(request.POST or None, activity=activity, initial=first | {"owner": str(request.actor.person.id)})

    def act() -> str:
        chosen = form.cleaned_data
        task = work.give_task(
            activity,
            chosen["title"],
            form.chosen_owner,
            due_on=chosen["due_on"],
            milestone=Milestone.objects.filter(id=chosen["milestone"]).first() if chosen["milestone"] else None,
            entry=_intended(activity, chosen["entry"]),
            by=request.actor.person,
            at=timezone.now(),
        )
        words = {"title": task.title, "name": form.chosen_owner.name}
        return _("“%(title)s” is a task of %(name)s, who sees it at Home.") % words

    return answer_form(
        request,
        _("A task for %(name)s") % {"name": activity.name},
        _("Give task"),
        form,
        reverse("programme:activity", args=[project, code]),
        act,
        before=_against_working(request, activity),
        fields={"title_missing": "title", "owner_not_present": "owner", "task_already": "entry"},
        crumbs=way_to(request, activity),
    )


def _intended(activity: Activity, identifier: str) -> ActivityEntry | None:
    found = intended_without_task(activity, timezone.localdate()) if identifier else []
    return next((entry for entry in found if str(entry.id) == identifier), None)


@require_safe
def make_tasks(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Offer what is prepared or intended, to make tasks of it."""
    activity = find_activity(code)
    add_url = reverse("programme:add_task", args=[project, code])
    may_work, past = is_offered(request, _against_working(request, activity)), past_day(request)
    context = {
        "crumbs": way_to(request, activity),
        "name": activity.name,
        "rows": [
            {"text": entry.text, "url": f"{add_url}?entry={entry.id}" if may_work else ""}
            for entry in intended_without_task(activity, past or timezone.localdate(), past)
        ],
        "back_url": reverse("programme:activity", args=[project, code]) + shown_day(request).query,
    }
    return render(request, "programme/make_tasks.html", context)


@read_and_write
def write_remark(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Say something about an activity: to everyone, or in a note to its team."""
    activity = find_activity(code)
    form = remark_form(activity, request.actor.person, request.POST or None)
    back = reverse("programme:activity", args=[project, code])
    # Who is not in the list was named in the text.
    named_in = "mentioned" if request.POST.getlist("mentioned") else "text"

    def act() -> str:
        chosen = form.cleaned_data
        remark = work.write_remark(
            activity,
            chosen["text"],
            team_only=chosen.get("team_only", False),
            mentioned=list(Person.objects.filter(id__in=chosen["mentioned"])),
            by=request.actor.person,
            at=timezone.now(),
        )
        told = ", ".join(mention.person.name for mention in remark.mentions.select_related("person"))
        if told:
            return _("Your remark is placed. Told of it: %(names)s.") % {"names": told}
        return _("Your note is placed; the team reads it.") if remark.team_only else _("Your comment is placed.")

    return answer_form(
        request,
        _("Say something about %(name)s") % {"name": activity.name},
        _("Place it"),
        form,
        back,
        act,
        before=reasons_against_acting(request.actor.person, timezone.now()),
        fields={
            "text_missing": "text",
            "mentioned_outside_team": named_in,
            "mentioned_not_present": named_in,
            "name_of_two": "text",
            "note_of_the_team": "text",
        },
        crumbs=way_to(request, activity),
    )


@require_safe
def remarks(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show everything that was said about an activity, as far as the reader may read it."""
    activity = find_activity(code)
    against = reasons_against_acting(request.actor.person, timezone.now())
    context = {
        "crumbs": way_to(request, activity),
        "name": activity.name,
        "remarks": remark_rows(request, remarks_on(activity, past=past_day(request))),
        "write_url": reverse("programme:write_remark", args=[project, code]) if is_offered(request, against) else "",
    }
    return render(request, "programme/remarks.html", context)


@read_and_write
def withdraw_remark(request: PageRequest, project: str, remark: UUID) -> HttpResponse:
    """Take back what one wrote, after seeing once more what it is."""
    found = Remark.objects.filter(id=remark).select_related("activity", "written_by").first()
    if found is None:
        raise Http404

    def act() -> str:
        work.withdraw_remark(found, by=request.actor.person, at=timezone.now())
        return _("It is withdrawn. That it was there still shows; what it said does not.")

    return answer_form(
        request,
        _("Withdraw what you wrote"),
        _("Withdraw"),
        nothing_asked(request),
        reverse("programme:activity", args=[project, found.activity.code]),
        act,
        before=reasons_against_withdrawing(found, by=request.actor.person, at=timezone.now()),
        facts=[{"term": _("You wrote"), "value": found.text, "url": "", "note": "", "evidence": []}],
        crumbs=way_to(request, found.activity),
    )


def nothing_asked(request: PageRequest) -> forms.Form:
    """Return the form of an act that asks nothing but whether to do it."""
    return forms.Form(request.POST if request.method == "POST" else None)


@read_and_write
def tell(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Tell what was done, said, prepared or found, with its ground."""
    activity = find_activity(code)
    form = EntryForm(request.POST or None, initial={"kind": ActivityEntry.Kind.DONE, "ground": "self_report"})
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")

    def act() -> str:
        chosen = form.cleaned_data
        entry = register.add_entry(
            activity,
            chosen["kind"],
            chosen["text"],
            occurred_on=chosen["occurred_on"],
            ground=chosen["ground"],
            evidence=named_evidence(evidence),
            by=request.actor.person,
            at=timezone.now(),
        )
        words = {"heading": str(entry.get_kind_display())}
        # What those questioned think is in no progress report.
        if entry.kind == ActivityEntry.Kind.OPINION:
            return _("It stands under “%(heading)s”.") % words
        return _("It stands under “%(heading)s”, and counts for the progress report about that time.") % words

    return answer_form(
        request,
        _("Tell what was done in %(name)s") % {"name": activity.name},
        _("Tell it"),
        form,
        reverse("programme:activity", args=[project, code]),
        act,
        evidence=evidence,
        before=_against_working(request, activity),
        fields={
            "text_missing": "text", "ground_missing": "ground", "source_missing": "ground",
            "in_the_future": "occurred_on", "too_long_ago": "occurred_on", "opinion_is_not_done": "kind",
        },
        crumbs=way_to(request, activity),
    )  # fmt: skip


@read_and_write
def begin_step(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Note that an activity is in a step of the way of working."""
    activity = find_activity(code)
    form = StepForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        now = timezone.now()
        step = register.add_step(activity, chosen["step"], chosen["started_on"], by=request.actor.person, at=now)
        words = {"name": activity.name, "step": str(step.get_step_display()).lower()}
        return _("%(name)s is in the step “%(step)s”. Other steps go on beside it.") % words

    return answer_form(
        request,
        _("Begin a step of %(name)s") % {"name": activity.name},
        _("Begin step"),
        form,
        reverse("programme:activity", args=[project, code]),
        act,
        before=_against_working(request, activity),
        fields={"step_runs": "step", "in_the_future": "started_on", "too_long_ago": "started_on"},
        crumbs=way_to(request, activity),
    )


@read_and_write
def end_step(request: PageRequest, project: str, step: UUID) -> HttpResponse:
    """Note since when an activity is no longer in a step."""
    found = ActivityStep.objects.filter(id=step).select_related("activity").first()
    if found is None:
        raise Http404
    form = EndStepForm(request.POST or None)
    words = {"name": found.activity.name, "step": str(found.get_step_display()).lower()}

    def act() -> str:
        work.end_step(found, form.cleaned_data["ended_on"], by=request.actor.person, at=timezone.now())
        return _("The step “%(step)s” of %(name)s has ended.") % words

    return answer_form(
        request,
        _("End the step “%(step)s” of %(name)s") % words,
        _("End step"),
        form,
        reverse("programme:activity", args=[project, found.activity.code]),
        act,
        before=_against_working(request, found.activity),
        fields=dict.fromkeys(("ends_before_start", "in_the_future", "too_long_ago"), "ended_on"),
        crumbs=way_to(request, found.activity),
    )
