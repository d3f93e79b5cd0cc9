"""What can be done on the programme's pages: each form calls one operation, and shows its reasons when refused."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Body, Decision, Person
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.partnership.rules.mandates import Subject
from vlechtwerk.domains.programme.models import Activity, ActivityStatus, Milestone, MilestoneDate, Precondition
from vlechtwerk.domains.programme.operations import planning, status
from vlechtwerk.domains.programme.queries.activities import NEWEST_FIRST
from vlechtwerk.domains.programme.rules import reasons_against_being_judge, reasons_against_leading
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.periods import Certainty
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.mandate_words import say_whether_within
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership.forms import QuestionForm
from vlechtwerk.interfaces.web.programme.forms import (
    EvidenceFormSet,
    JudgementForm,
    MilestoneDateForm,
    MilestoneForm,
    StatusForm,
    TeamRoleForm,
)
from vlechtwerk.interfaces.web.programme.views import find_activity
from vlechtwerk.interfaces.web.words import in_or_on, say_day

# At which field of the form a reason is shown.
AT_FIELDS_OF_A_DATE = {
    "no_decision_to_move": "decision",
    "decision_about_something_else": "decision",
    "same_date": "date_on",
    "in_the_future": "date_on",
    "moved_further_than_decided": "date_on",
    "ground_missing": "ground",
    "ground_without_moving": "ground",
    "reason_missing": "reason",
    "already_happened": "basis",
}
AT_FIELDS_OF_A_STATUS = {
    "in_the_future": "occurred_on",
    "status_is_the_same": "status",
    "status_can_not_follow": "status",
    "reason_missing": "reason",
    "merged_but_not_dissolved": "merged_into",
    "merged_into_itself": "merged_into",
}


def named_evidence(formset: Any) -> list[Evidence]:
    """Return the evidence that was named in the rows of a form."""
    return [found for form in formset if (found := form.evidence()) is not None]


@read_and_write
def change_status(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Register that an activity got another status."""
    activity = find_activity(code)
    form = StatusForm(request.POST or None, activity=activity)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")
    now = timezone.now()

    def act() -> str:
        chosen = form.cleaned_data
        changed = status.change_status(
            activity,
            chosen["status"],
            chosen["occurred_on"],
            chosen["reason"],
            note=chosen["note"],
            goal_reached=chosen["goal_reached"],
            merged_into=Activity.objects.filter(code=chosen["merged_into"]).first(),
            evidence=named_evidence(evidence),
            by=request.actor.person,
            at=now,
        )
        return _how_it_stands(activity, changed, timezone.localdate(now))

    return answer_form(
        request,
        _("Change the status of %(name)s") % {"name": activity.name},
        _("Change status"),
        form,
        reverse("programme:activity", args=[project, code]),
        act,
        evidence=evidence,
        before=reasons_against_leading(activity, by=request.actor.person, at=now),
        fields=AT_FIELDS_OF_A_STATUS,
    )


def _how_it_stands(activity: Activity, changed: ActivityStatus, day: date) -> str:
    """Say what was saved: a status of a date that is not known exactly may be of a day to come."""
    words = {"name": activity.name, "status": changed.get_status_display()}
    latest = activity.statuses.order_by(*NEWEST_FIRST).first()
    if latest is not None and latest.id != changed.id and latest.occurred_on.as_of(day) is Certainty.SURELY:
        words |= {"now": latest.get_status_display(), "since": in_or_on(latest.occurred_on)}
        return _("Saved. A later status still holds: %(name)s is “%(now)s” since %(since)s.") % words
    if changed.occurred_on.as_of(day) is Certainty.SURELY:
        return _("%(name)s is now “%(status)s”. The map and the overview show it.") % words
    words["day"] = say_day(changed.occurred_on.latest)
    return _("Saved. %(name)s is possibly “%(status)s” already; from %(day)s it surely is.") % words


@read_and_write
def judge(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Judge how far a precondition was met."""
    precondition = Precondition.objects.filter(code=code).select_related("owner_body").first()
    if precondition is None:
        raise Http404
    form = JudgementForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs={"needed": True})
    now = timezone.now()

    def act() -> str:
        chosen = form.cleaned_data
        status.judge_precondition(
            precondition,
            chosen["period"],
            chosen["judged_on"],
            chosen["verdict"],
            note=chosen["note"],
            evidence=named_evidence(evidence),
            by=request.actor.person,
            at=now,
        )
        return _("The judgement is saved. Earlier judgements stay readable below it.")

    return answer_form(
        request,
        _("Judge: %(title)s") % {"title": precondition.title},
        _("Give judgement"),
        form,
        reverse("programme:precondition", args=[project, code]),
        act,
        evidence=evidence,
        before=reasons_against_being_judge(precondition, by=request.actor.person, at=now),
        fields={
            "evidence_missing": "evidence.source",
            "evidence_without_words": "evidence.text",
            "in_the_future": "judged_on",
            "verdict_missing": "verdict",
            "period_missing": "period",
        },
    )


@read_and_write
def ask_decision(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Put a question about an activity to a body."""
    activity = find_activity(code)
    form = QuestionForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        body = Body.objects.filter(code=chosen["body"]).first()
        asked = planning.ask_decision_about(
            activity,
            chosen["question"],
            body=body,
            agreed_days=chosen["agreed_days"],
            about=Subject(chosen["subject_kind"], chosen["size"]),
            by=request.actor.person,
            at=timezone.now(),
        )
        if body is None:
            return _("The question stands with the decisions. Nobody is asked yet: name who must decide.")
        said = _("The question is put to %(body)s, and stands with the decisions that wait.") % {"body": body.name}
        return f"{said} {say_whether_within(asked)}"

    return answer_form(
        request,
        _("Ask for a decision about %(name)s") % {"name": activity.name},
        _("Ask for decision"),
        form,
        reverse("programme:activity", args=[project, code]),
        act,
        before=reasons_against_acting(request.actor.person, timezone.now()),
        fields={"size_not_counted": "size"},
    )


@read_and_write
def assign(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Give someone a role in an activity."""
    activity = find_activity(code)
    form = TeamRoleForm(request.POST or None)
    now = timezone.now()

    def act() -> str:
        chosen = form.cleaned_data
        person = Person.objects.get(id=chosen["person"])
        planning.assign(
            activity,
            person,
            chosen["role"],
            chosen["active_from"],
            active_until=chosen["active_until"],
            by=request.actor.person,
            at=now,
        )
        return _("%(name)s is in the team of %(activity)s.") % {"name": person.name, "activity": activity.name}

    return answer_form(
        request,
        _("Add someone to %(name)s") % {"name": activity.name},
        _("Add to the team"),
        form,
        reverse("programme:activity", args=[project, code]),
        act,
        before=reasons_against_leading(activity, by=request.actor.person, at=now),
    )


@read_and_write
def add_milestone(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Name something that an activity delivers or reaches, with the date that is planned."""
    activity = find_activity(code)
    form = MilestoneForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")
    now = timezone.now()

    def act() -> str:
        chosen = form.cleaned_data
        milestone = planning.plan_milestone(
            activity,
            chosen["title"],
            chosen["date_on"],
            evidence=named_evidence(evidence),
            by=request.actor.person,
            at=now,
        )
        return _("“%(title)s” is planned. Moving the date asks for a decision.") % {"title": milestone.title}

    return answer_form(
        request,
        _("Plan a date for %(name)s") % {"name": activity.name},
        _("Plan a date"),
        form,
        reverse("programme:activity", args=[project, code]),
        act,
        evidence=evidence,
        before=reasons_against_leading(activity, by=request.actor.person, at=now),
    )


@read_and_write
def set_date(request: PageRequest, project: str, code: str, milestone: UUID) -> HttpResponse:
    """Move the date of a milestone by a decision, or note or correct when it was reached."""
    found = Milestone.objects.filter(id=milestone, activity__code=code).select_related("activity").first()
    if found is None:
        raise Http404
    form = MilestoneDateForm(request.POST or None, activity=found.activity, initial=_chosen_already(request, found))
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")
    now = timezone.now()

    def act() -> str:
        chosen = form.cleaned_data
        planning.set_date(
            found,
            chosen["date_on"],
            chosen["basis"],
            decision=Decision.objects.filter(id=chosen["decision"]).first() if chosen["decision"] else None,
            ground=chosen["ground"],
            reason=chosen["reason"],
            evidence=named_evidence(evidence),
            by=request.actor.person,
            at=now,
        )
        return _("The date of “%(title)s” is changed. Earlier dates stay readable.") % {"title": found.title}

    return answer_form(
        request,
        _("Change the date of “%(title)s”") % {"title": found.title},
        _("Change date"),
        form,
        reverse("programme:planning", args=[project])
        if request.GET.get("from") == "planning"
        else reverse("programme:activity", args=[project, code]),
        act,
        evidence=evidence,
        before=reasons_against_leading(found.activity, by=request.actor.person, at=now),
        fields=AT_FIELDS_OF_A_DATE,
    )


def _chosen_already(request: PageRequest, milestone: Milestone) -> dict[str, str]:
    """Return what is chosen already of a date that is set."""
    # Of what was reached only that day is corrected.
    if milestone.dates.filter(basis=MilestoneDate.Basis.HAPPENED).exists():
        return {"basis": MilestoneDate.Basis.HAPPENED}
    # So has who comes from a decision.
    decision = request.GET.get("decision", "")
    return {"decision": decision, "basis": MilestoneDate.Basis.PLANNED} if decision else {}
