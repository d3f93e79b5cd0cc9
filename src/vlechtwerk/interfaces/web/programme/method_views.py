"""What can be done with methods: write one down, take one up, and tell what came of it."""

from dataclasses import asdict
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.models import Activity, MethodUse
from vlechtwerk.domains.programme.operations import methods
from vlechtwerk.domains.programme.rules.methods import (
    MethodText,
    reasons_against_writing,
)
from vlechtwerk.domains.programme.rules.work import reasons_against_working_in
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.forms import EvidenceFormSet
from vlechtwerk.interfaces.web.programme.method_rows import teams_of
from vlechtwerk.interfaces.web.programme.result_forms import (
    MethodForm,
    MethodVersionForm,
    OutcomeForm,
    TakeUpForm,
    TrialForm,
)
from vlechtwerk.interfaces.web.programme.result_views import find_method
from vlechtwerk.interfaces.web.programme.views import find_activity
from vlechtwerk.interfaces.web.programme.writing_views import named_evidence

AT_FIELDS = {
    "code_in_use": "code",
    "law_missing": "which_law",
    "own_method": "activity",
    "activity_has_ended": "activity",
    "taken_up_already": "activity",
    "in_the_future": "used_from",
    "user_missing": "by_whom",
    "evidence_missing": "evidence.source",
}


def _page(project: str, code: str) -> str:
    return reverse("programme:method", args=[project, code])


@read_and_write
def describe_method(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Write down what an activity learnt as a method that others can use."""
    activity = find_activity(code)
    form = MethodForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        chosen = form.cleaned_data
        method = methods.describe_method(
            chosen["code"],
            chosen["title"],
            form.text(),
            developed_in=activity,
            contact_function=chosen["contact_function"],
            evidence=named_evidence(evidence),
            by=person,
            at=now,
        )
        return _("“%(title)s” can be found by everyone, and taken up.") % {"title": method.title}

    heading = _("Write down a method of %(name)s") % {"name": activity.name}
    back = reverse("programme:activity", args=[project, code]) + "#results"
    return answer_form(
        request, heading, _("Save method"), form, back, act, evidence=evidence,
        before=reasons_against_writing(activity, by=person, at=now), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def rewrite_method(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Add a version of a method; it begins with the words of the newest."""
    method = find_method(code)
    newest = method.versions.order_by("-number")[0]
    words = {name: getattr(newest, name) for name in asdict(MethodText(""))}
    form = MethodVersionForm(request.POST or None, initial=words)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        given = named_evidence(evidence)
        methods.rewrite_method(method, form.text(), form.cleaned_data["change"], evidence=given, by=person, at=now)
        return _("The new version is shown. The former ones stay readable below it.")

    heading = _("A new version of “%(title)s”") % {"title": method.title}
    return answer_form(
        request, heading, _("Save version"), form, _page(project, code), act, evidence=evidence,
        before=reasons_against_writing(method.developed_in, by=person, at=now), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def take_up_method(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Let an activity take up a method."""
    method, teams = find_method(code), teams_of(request)
    form = TakeUpForm(request.POST or None, teams=teams)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        chosen = form.cleaned_data
        activity = Activity.objects.get(code=chosen["activity"])
        given = named_evidence(evidence)
        methods.take_up_method(
            method, activity, chosen["reason"], used_from=chosen["used_from"], evidence=given, by=person, at=now
        )
        words = {"name": activity.name}
        return _("%(name)s uses this method now; both pages show it. Tell later what came of it.") % words

    heading = _("Take up “%(title)s”") % {"title": method.title}
    return answer_form(
        request, heading, _("Take up method"), form, _page(project, code), act, evidence=evidence,
        before=_reasons_without_team(request, teams), fields=AT_FIELDS,
    )  # fmt: skip


def _reasons_without_team(request: PageRequest, teams: list[tuple[str, str]]) -> list[Reason]:
    first = Activity.objects.order_by("order", "code").first()
    if teams or first is None:
        return []
    return reasons_against_working_in(first, by=request.actor.person, at=timezone.now())


@read_and_write
def note_trial(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Note who tried a method, in an activity or outside."""
    method = find_method(code)
    activities = list(Activity.objects.order_by("order").values_list("code", "name"))
    form = TrialForm(request.POST or None, activities=activities)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs={"needed": True})
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        chosen = form.cleaned_data
        methods.note_trial(
            method,
            activity=Activity.objects.filter(code=chosen["activity"]).first(),
            by_whom=chosen["by_whom"],
            used_from=chosen["used_from"],
            evidence=named_evidence(evidence),
            by=person,
            at=now,
        )
        return _("Noted who tried it. Tell below what came of it.")

    heading = _("Who tried “%(title)s”?") % {"title": method.title}
    return answer_form(
        request, heading, _("Save"), form, _page(project, code), act, evidence=evidence,
        before=reasons_against_writing(method.developed_in, by=person, at=now), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def tell_outcome(request: PageRequest, project: str, use: UUID) -> HttpResponse:
    """Tell what came of using a method."""
    found = MethodUse.objects.filter(id=use).select_related("method__developed_in", "activity").first()
    if found is None:
        raise Http404
    form = OutcomeForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")
    now, person, made = timezone.now(), request.actor.person, found.method.developed_in
    who = found.activity.name if found.activity else found.by_whom
    against = (
        reasons_against_working_in(found.activity, by=person, at=now)
        if found.activity
        else reasons_against_writing(made, by=person, at=now)
    )

    def act() -> str:
        chosen = form.cleaned_data
        given = named_evidence(evidence)
        methods.tell_outcome(
            found, chosen["outcome"], chosen["because"], told_on=chosen["told_on"], evidence=given, by=person, at=now
        )
        return _("Told. What was told before stays readable.")

    heading = _("What came of “%(title)s” at %(who)s?") % {"title": found.method.title, "who": who}
    fields = {"in_the_future": "told_on", "reason_missing": "because"}
    return answer_form(
        request, heading, _("Save outcome"), form, _page(project, found.method.code), act, evidence=evidence,
        before=against, fields=fields,
    )  # fmt: skip
