"""Note an insight, try it in an activity, look at it again; and write and judge the points of the two lists."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Insight, LearningQuestion, ListedPoint
from vlechtwerk.domains.evaluation.operations import trials as operations
from vlechtwerk.domains.evaluation.queries.sessions import learning_sessions_of
from vlechtwerk.domains.evaluation.queries.trials import find_trial
from vlechtwerk.domains.evaluation.rules.codes import free_code
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.trials import (
    InsightTold,
    ListedTold,
    TrialTold,
    changed_trial,
    reasons_against_looking_at,
    reasons_against_trying_anywhere,
)
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation import agenda_forms as forms
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_day

CODES = {"code_missing": "code", "code_unclear": "code", "code_in_use": "code"}
DAYS = {"day_is_over": "until_on"}


@read_and_write
def note_insight(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Note what was observed and what it taught."""
    evaluation, person, now = find_evaluation(code), request.actor.person, timezone.now()
    current = evaluation.agenda_versions.filter(adopted_at__isnull=False).order_by("number").last()
    asked = current.questions.filter(state=LearningQuestion.State.OPEN).order_by("order") if current else ()
    questions = {one.code: one for one in asked}
    sessions = {one.code: one for one in learning_sessions_of(evaluation)}
    initial = {
        "question": request.GET.get("question", "")[:20],
        "code": free_code("I", evaluation.insights.values_list("code", flat=True)),
    }
    form = forms.InsightForm(request.POST or None, initial=initial, known={"question": questions, "session": sessions})

    def act() -> str:
        chosen = form.cleaned_data
        told = InsightTold(
            chosen["code"], chosen["observation"], chosen["text"], form.one("question"), form.one("session")
        )
        operations.note_insight(evaluation, told, by=person, at=now)
        return _("Noted. It counts as never tried until someone tries it in an activity.")

    back = reverse("evaluation:agenda", args=[project, code])
    before = reasons_against_acting(person, now)
    return answer_form(request, _("Note an insight"), _("Note insight"), form, back, act, before=before, fields=CODES)


@read_and_write
def try_insight(request: PageRequest, project: str, code: str, insight: str) -> HttpResponse:
    """Try an insight in an activity."""
    found = Insight.objects.select_related("evaluation").filter(evaluation__code=code, code=insight).first()
    if found is None:
        raise Http404
    person, now = request.actor.person, timezone.now()
    known = {"activity": _activities(), "owner": forms.people()}
    form = forms.TrialForm(request.POST or None, initial={"owner": str(person.id)}, known=known)

    def act() -> str:
        chosen = form.cleaned_data
        told = TrialTold(chosen["what"], chosen["until_on"], chosen["known_by"], form.one("owner"))
        operations.try_insight(found, form.one("activity"), told, by=person, at=now)
        words = {"day": say_day(chosen["until_on"]), "name": told.owner.name}
        return _("The trial runs until %(day)s. Then %(name)s is asked to look at it again.") % words

    back = reverse("evaluation:agenda", args=[project, code])
    facts = [{"term": _("What we observed"), "value": found.observation}, {"term": _("Insight"), "value": found.text}]
    return answer_form(
        request, _("Try this in an activity"), _("Begin trial"), form, back, act, facts=facts,
        fields=DAYS | {"activity_ended": "activity"},
        before=reasons_against_trying_anywhere(found.evaluation, by=person, at=now),
    )  # fmt: skip


def _activities() -> dict[str, Activity]:
    return {one.code: one for one in Activity.objects.order_by("order", "code")}


@read_and_write
def look_at_trial(request: PageRequest, project: str, trial: UUID) -> HttpResponse:
    """Look at a trial again."""
    item = find_trial(trial)
    if item is None:
        raise Http404
    found, person, now = item.trial, request.actor.person, timezone.now()
    sessions = learning_sessions_of(found.insight.evaluation).filter(held_on__gte=timezone.localdate(found.begun_at))
    known: dict[str, dict[str, Any]] = {"session": {one.code: one for one in sessions}, "activity": _activities()}
    form = forms.LookForm(request.POST or None, initial={"activity": found.activity.code}, known=known)

    def act() -> str:
        chosen = form.cleaned_data
        changed = changed_trial(found, chosen["until_on"], chosen["what"], chosen["known_by"])
        operations.look_at_trial(
            found, chosen["outcome"], chosen["saw"], changed=changed, session=form.one("session"), by=person, at=now,
            activity=form.one("activity"),
        )  # fmt: skip
        return _("Looked at. What you saw stands with the insight and on the page of the activity.")

    facts = [
        {"term": _("Activity"), "value": found.activity.name},
        {"term": _("What we change"), "value": found.what},
        {"term": _("Until"), "value": say_day(found.until_on)},
        {"term": _("How we would know"), "value": found.known_by},
        {"term": _("Owner"), "value": found.owner.name},
    ]
    back = reverse("evaluation:trials", args=[project])
    return answer_form(
        request, _("Look at this trial again"), _("Save what we saw"), form, back, act, facts=facts,
        fields=DAYS | {"day_to_come": "session", "session_before_trial": "session", "activity_ended": "activity"},
        before=reasons_against_looking_at(found, by=person, at=now),
    )  # fmt: skip


@read_and_write
def list_point(request: PageRequest, project: str, code: str, number: int) -> HttpResponse:
    """Put a point on one of the two lists."""
    evaluation = find_evaluation(code)
    measurement = evaluation.measurements.filter(number=number).first()
    if measurement is None:
        raise Http404
    person, now = request.actor.person, timezone.now()
    groups = {one.code: one for one in evaluation.groups.all()}
    form = forms.ListedPointForm(request.POST or None, known={"owner": forms.people(), "groups": groups})

    def act() -> str:
        chosen = form.cleaned_data
        told = ListedTold(chosen["kind"], chosen["text"], form.one("owner"), chosen["due_on"], tuple(chosen["groups"]))
        operations.list_point(measurement, told, by=person, at=now)
        return _("It stands on the list. The same groups judge it in the next measurement.")

    heading = _("Put a point on a list after “%(name)s”") % {"name": measurement.name}
    back = reverse("evaluation:two_lists", args=[project, code])
    return answer_form(
        request, heading, _("Put it on the list"), form, back, act, fields={"day_is_over": "due_on"},
        before=reasons_against_evaluating(evaluation, by=person, at=now),
    )  # fmt: skip


@read_and_write
def judge_point(request: PageRequest, project: str, code: str, point: UUID) -> HttpResponse:
    """Keep how a group judges a point in a later measurement."""
    evaluation, points = find_evaluation(code), ListedPoint.objects.select_related("measurement__evaluation")
    found = points.filter(id=point, measurement__evaluation=evaluation).first()
    if found is None:
        raise Http404
    person, now = request.actor.person, timezone.now()
    later = evaluation.measurements.filter(number__gt=found.measurement.number)
    known: dict[str, dict[str, Any]] = {
        "measurement": {str(one.number): one for one in later},
        "group": {one.code: one for one in evaluation.groups.filter(code__in=found.groups)},
    }
    form = forms.JudgementForm(request.POST or None, known=known)

    def act() -> str:
        chosen = form.cleaned_data
        operations.judge_point(
            found, form.one("measurement"), form.one("group"), chosen["verdict"], note=chosen["note"], by=person, at=now
        )
        return _("Kept. It stands beside the point.")

    back = reverse("evaluation:two_lists", args=[project, code])
    return answer_form(
        request, _("How does it stand now?"), _("Save judgement"), form, back, act,
        facts=[{"term": _("Point"), "value": found.text}],
        before=reasons_against_evaluating(evaluation, by=person, at=now),
    )  # fmt: skip
