"""What can be done on the partnership's pages: each form calls one operation."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import (
    Appointment,
    Body,
    Decision,
    DecisionSubject,
    Department,
    LegalCapacity,
    Mandate,
    Organisation,
    Person,
    Seat,
)
from vlechtwerk.domains.partnership.operations import decisions, people
from vlechtwerk.domains.partnership.rules import (
    reasons_against_acting,
    reasons_against_registering,
    reasons_against_sharing_notes,
)
from vlechtwerk.domains.partnership.rules.decisions import (
    mandates_for,
    reasons_against_deciding,
    reasons_against_forwarding,
    reasons_against_withdrawing_decision,
    subject_of,
)
from vlechtwerk.domains.partnership.rules.mandates import Subject, mandate_that_fits, read_register
from vlechtwerk.domains.programme.models import ProgressReport
from vlechtwerk.domains.programme.queries.activities import activities_of
from vlechtwerk.domains.programme.queries.map_drafts import decided_about
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces import report_jobs
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.mandate_words import say_whether_within
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership import forms
from vlechtwerk.interfaces.web.partnership.asked_rows import asked_facts
from vlechtwerk.interfaces.web.partnership.following_rows import say_what_follows
from vlechtwerk.interfaces.web.words import say_result

Found = TypeVar("Found", bound=Model)


def _find(found: QuerySet[Found], **by: Any) -> Found:
    item = found.filter(**by).first()
    if item is None:
        raise Http404
    return item


def _named(model: type[Found], text: str) -> Found | None:
    return model._default_manager.filter(pk=text).first() if text else None


def _against(request: PageRequest, subject: Person | None = None) -> list[Reason]:
    return reasons_against_registering(request.actor.person, timezone.now(), subject)


@read_and_write
def add_person(request: PageRequest, project: str) -> HttpResponse:
    """Register someone who takes part."""
    form = forms.PersonForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        added = people.add_person(chosen["name"], email=chosen["email"], by=request.actor.person, at=timezone.now())
        return _("%(name)s is registered. Next: give an appointment; without one they see nothing.") % {
            "name": added.name
        }

    back = reverse("partnership:people", args=[project])
    return answer_form(request, _("Add a person"), _("Add"), form, back, act, before=_against(request))


@read_and_write
def appoint(request: PageRequest, project: str, person: UUID) -> HttpResponse:
    """Give someone a function at an organisation."""
    found = _find(Person.objects.filter(loads_cases=False), id=person)
    form = forms.AppointmentForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        made = people.appoint(
            found,
            Organisation.objects.get(code=chosen["organisation"]),
            chosen["function"],
            chosen["appointed_from"],
            appointed_until=chosen["appointed_until"],
            capacity=_named(LegalCapacity, chosen["capacity"]),
            department=Department.objects.filter(code=chosen["department"]).first(),
            title=chosen["title"],
            level=chosen["level"],
            manager=_named(Person, chosen["manager"]),
            by=request.actor.person,
            at=timezone.now(),
        )
        words = {"name": found.name, "organisation": made.organisation.name}
        return _("%(name)s is appointed at %(organisation)s.") % words

    back = reverse("partnership:person", args=[project, found.id])
    heading = _("Appoint %(name)s") % {"name": found.name}
    return answer_form(request, heading, _("Appoint"), form, back, act, before=_against(request, found))


@read_and_write
def end_appointment(request: PageRequest, project: str, appointment: UUID) -> HttpResponse:
    """End an appointment; sessions end with it."""
    found = _find(Appointment.objects.select_related("person"), id=appointment)
    form = forms.EndAppointmentForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        people.end_appointment(
            found,
            chosen["until"],
            chosen["reason_kind"],
            explanation=chosen["explanation"],
            by=request.actor.person,
            at=timezone.now(),
        )
        return _("The appointment of %(name)s ends; from that day they see nothing.") % {"name": found.person.name}

    back = reverse("partnership:person", args=[project, found.person.id])
    heading = _("End the appointment of %(name)s") % {"name": found.person.name}
    return answer_form(request, heading, _("End"), form, back, act, before=_against(request, found.person))


@read_and_write
def seat(request: PageRequest, project: str, person: UUID) -> HttpResponse:
    """Give someone a seat in a body."""
    found = _find(Person.objects.filter(loads_cases=False), id=person)
    form = forms.SeatForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        taken = people.seat(
            found,
            Body.objects.get(code=chosen["body"]),
            chosen["role"],
            chosen["seated_from"],
            seated_until=chosen["seated_until"],
            by=request.actor.person,
            at=timezone.now(),
        )
        return _("%(name)s sits in %(body)s.") % {"name": found.name, "body": taken.body.name}

    back = reverse("partnership:person", args=[project, found.id])
    heading = _("Give %(name)s a seat") % {"name": found.name}
    return answer_form(request, heading, _("Give seat"), form, back, act, before=_against(request, found))


@read_and_write
def end_seat(request: PageRequest, project: str, seat: UUID) -> HttpResponse:
    """End a seat."""
    found = _find(Seat.objects.select_related("person", "body"), id=seat)
    form = forms.EndForm(request.POST or None)

    def act() -> str:
        people.end_seat(found, form.cleaned_data["until"], by=request.actor.person, at=timezone.now())
        return _("The seat ends.")

    back = reverse("partnership:person", args=[project, found.person.id])
    heading = _("End the seat of %(name)s in %(body)s") % {"name": found.person.name, "body": found.body.name}
    return answer_form(request, heading, _("End"), form, back, act, before=_against(request, found.person))


@read_and_write
def grant_mandate(request: PageRequest, project: str) -> HttpResponse:
    """Grant a mandate that rests on a decision."""
    form = forms.MandateForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        decisions.grant_mandate(
            chosen["subject"],
            body=Body.objects.filter(code=chosen["body"]).first(),
            person=_named(Person, chosen["person"]),
            kinds=chosen["kinds"],
            limit=chosen["limit"],
            limits=chosen["limits"],
            mandated_from=chosen["mandated_from"],
            mandated_until=chosen["mandated_until"],
            granted_by=_named(Decision, chosen["granted_by"]),
            by=request.actor.person,
            at=timezone.now(),
        )
        return _("The mandate is granted. Decisions can name it from now on.")

    back = reverse("partnership:mandates", args=[project])
    fields = {
        "no_decision_behind_it": "granted_by", "granter_unknown": "granted_by", "granter_advises": "granted_by",
        "granter_not_above": "granted_by", "one_holder": "body", "subject_missing": "subject",
        "limit_not_counted": "limit",
    }  # fmt: skip
    return answer_form(
        request, _("Grant a mandate"), _("Grant"), form, back, act, before=_against(request), fields=fields
    )


@read_and_write
def end_mandate(request: PageRequest, project: str, mandate: UUID) -> HttpResponse:
    """End a mandate."""
    found = _find(Mandate.objects.select_related("person"), id=mandate)
    form = forms.EndForm(request.POST or None)

    def act() -> str:
        decisions.end_mandate(found, form.cleaned_data["until"], by=request.actor.person, at=timezone.now())
        return _("The mandate ends; decisions taken under it stay.")

    back = reverse("partnership:mandates", args=[project])
    heading = _("End the mandate “%(subject)s”") % {"subject": found.subject}
    return answer_form(request, heading, _("End"), form, back, act, before=_against(request, found.person))


@read_and_write
def ask_decision(request: PageRequest, project: str) -> HttpResponse:
    """Put a question to a body."""
    form = forms.QuestionForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        asked = decisions.ask_decision(
            chosen["question"],
            body=Body.objects.filter(code=chosen["body"]).first(),
            agreed_days=chosen["agreed_days"],
            about=Subject(chosen["subject_kind"], chosen["size"]),
            by=request.actor.person,
            at=timezone.now(),
        )
        said = _("The question stands with the decisions that wait.")
        return f"{said} {say_whether_within(asked)}" if asked.body else said

    back = reverse("partnership:decisions", args=[project])
    before = reasons_against_acting(request.actor.person, timezone.now())
    fields = {"size_not_counted": "size"}
    return answer_form(
        request, _("Ask for a decision"), _("Ask for decision"), form, back, act, before=before, fields=fields
    )


def _subject_of(found: Decision) -> Subject:
    """Return what a question is about; of one that named nothing, and asks to adopt a map, that."""
    named = subject_of(found)
    _version, draft = decided_about(found)
    return Subject(DecisionSubject.OUTCOME_MAP) if draft is not None and not named.kind else named


@read_and_write
def take_decision(request: PageRequest, project: str, decision: UUID) -> HttpResponse:
    """Take a decision under a mandate; a progress report is approved or returned on a page of its own."""
    found = _find(Decision.objects.select_related("body"), id=decision)
    report = ProgressReport.objects.filter(decision=found, state=ProgressReport.State.SUBMITTED).first()
    if report is not None and request.method == "GET":
        return redirect("programme:approve_report", project, report.code)
    held = mandates_for(found, request.actor.person, PreciseDate.of_day(timezone.localdate()))
    fitting = mandate_that_fits(held, _subject_of(found))
    # The only one that can carry it is chosen already; the others are refused with their reason.
    first = {"decided_on": timezone.localdate(), "mandate": str(fitting.id) if fitting else None}
    form = forms.TakingForm(request.POST or None, mandates=held, initial=first)

    def act() -> str:
        chosen = form.cleaned_data
        taken = report_jobs.take_decision(
            found,
            chosen["result"],
            PreciseDate.of_day(chosen["decided_on"]),
            outcome=chosen["outcome"],
            reasons=chosen["reasons"],
            mandate=_named(Mandate, chosen["mandate"]),
            actor=request.actor,
            at=timezone.now(),
        )
        words = {"result": say_result(taken), "follows": say_what_follows(taken)}
        return _("Decided: %(result)s. %(follows)s") % words

    back = reverse("partnership:decision", args=[project, found.id])
    about = ", ".join(item.name for item in activities_of([found])[found.id])
    words = {"question": found.question, "activity": about}
    heading = _("Decide about %(activity)s: %(question)s") % words if about else _("Decide: %(question)s") % words
    fields = {
        "no_mandate": "mandate", "in_the_future": "decided_on", "before_it_was_asked": "decided_on",
        "result_missing": "result", "mandate_about_something_else": "mandate", "above_the_limit": "mandate",
    }  # fmt: skip
    before = reasons_against_deciding(found, by=request.actor.person, at=timezone.now())
    facts = asked_facts(request, found)
    return answer_form(request, heading, _("Take decision"), form, back, act, before=before, fields=fields, facts=facts)


@read_and_write
def forward_decision(request: PageRequest, project: str, decision: UUID) -> HttpResponse:
    """Send a question on to a body that may decide it."""
    found = _find(Decision.objects.select_related("body"), id=decision)
    register = read_register()
    may = register.bodies_that_may(subject_of(found), PreciseDate.of_day(timezone.localdate()))
    form = forms.ForwardingForm(request.POST or None, asked=found.body, may=may)

    def act() -> str:
        to = Body.objects.get(code=form.cleaned_data["body"])
        sent = decisions.forward_decision(found, to, by=request.actor.person, at=timezone.now())
        return _("The question waits for %(body)s now. %(within)s") % {
            "body": to.name,
            "within": say_whether_within(sent),
        }

    back = reverse("partnership:decision", args=[project, found.id])
    heading = _("Send on: %(question)s") % {"question": found.question}
    before = reasons_against_forwarding(found, None, by=request.actor.person, at=timezone.now())
    return answer_form(request, heading, _("Send on"), form, back, act, before=before, fields={"same_body": "body"})


@read_and_write
def withdraw_decision(request: PageRequest, project: str, decision: UUID) -> HttpResponse:
    """Withdraw one's own question."""
    found = _find(Decision.objects.all(), id=decision)
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        decisions.withdraw_decision(found, by=request.actor.person, at=timezone.now())
        return _("The question is withdrawn.")

    back = reverse("partnership:decision", args=[project, found.id])
    heading = _("Withdraw: %(question)s") % {"question": found.question}
    before = reasons_against_withdrawing_decision(found, by=request.actor.person, at=timezone.now())
    return answer_form(request, heading, _("Withdraw"), form, back, act, before=before)


@read_and_write
def write_note(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Write a note for those who sit in the body."""
    found = _find(Body.objects.all(), code=code)
    form = forms.NoteForm(request.POST or None)

    def act() -> str:
        decisions.write_body_note(found, form.cleaned_data["text"], by=request.actor.person, at=timezone.now())
        return _("The note is saved. Only those who sit in this body read it.")

    back = reverse("partnership:body", args=[project, found.code])
    heading = _("Write a note for %(body)s") % {"body": found.name}
    before = reasons_against_sharing_notes(found, by=request.actor.person, at=timezone.now())
    return answer_form(request, heading, _("Save note"), form, back, act, before=before)
