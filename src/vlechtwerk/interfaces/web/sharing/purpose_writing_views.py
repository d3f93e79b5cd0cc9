"""What can be done about purposes: each form calls one operation, and shows its reasons when refused."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.partnership.models import Appointment, Person
from vlechtwerk.domains.sharing.models import Authorisation
from vlechtwerk.domains.sharing.operations import purposes
from vlechtwerk.domains.sharing.rules import reasons_against_keeping_purposes, reasons_against_supervising
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing import ground_forms as forms
from vlechtwerk.interfaces.web.sharing.purpose_views import find_purpose
from vlechtwerk.interfaces.web.words import say_day


def _against_keeping(request: PageRequest, rule: str) -> list[Reason]:
    return reasons_against_keeping_purposes(request.actor.person, timezone.now(), rule)


def _against_supervising(request: PageRequest, subject: Person | None = None) -> list[Reason]:
    return reasons_against_supervising(request.actor.person, timezone.now(), subject)


@read_and_write
def open_purpose(request: PageRequest, project: str) -> HttpResponse:
    """Open a purpose; from then on there are seven days to lay it down in writing."""
    form = forms.OpenPurposeForm(request.POST or None, initial={"opened_on": timezone.localdate(), "kind": "activity"})

    def act() -> str:
        chosen = form.cleaned_data
        opened = purposes.open_purpose(
            chosen["code"],
            chosen["name"],
            chosen["kind"],
            chosen["opened_on"],
            serves_customs_law=chosen["serves_customs_law"],
            by=request.actor.person,
            at=timezone.now(),
        )
        return _("“%(name)s” is open, provisionally. Next: lay it down in writing, within seven days.") % {
            "name": opened.name
        }

    return answer_form(
        request,
        _("Open a purpose"),
        _("Open"),
        form,
        reverse("sharing:purposes", args=[project]),
        act,
        before=_against_keeping(request, _("Laying down purposes (Wpg article 13)")),
    )


@read_and_write
def state_purpose(request: PageRequest, project: str, purpose: str) -> HttpResponse:
    """Lay a purpose down in writing."""
    found = find_purpose(purpose)
    written = {"aim": found.aim, "persons": found.persons, "kinds_of_data": found.data, "ends_on": found.ends_on}
    form = forms.StatePurposeForm(request.POST or None, initial=written)

    def act() -> str:
        chosen = form.cleaned_data
        purposes.state_purpose(
            found,
            chosen["aim"],
            chosen["persons"],
            chosen["kinds_of_data"],
            chosen["ends_on"],
            by=request.actor.person,
            at=timezone.now(),
        )
        return _("The purpose is laid down in writing. Next: an impact assessment, and who is authorised.")

    return answer_form(
        request,
        _("Lay “%(name)s” down in writing") % {"name": found.name},
        _("Lay down"),
        form,
        reverse("sharing:purpose", args=[project, purpose]),
        act,
        before=_against_keeping(request, _("Laying down purposes (Wpg article 13)")),
    )


@read_and_write
def record_dpia(request: PageRequest, project: str, purpose: str) -> HttpResponse:
    """Record the impact assessment of a purpose, and which data it covers."""
    found = find_purpose(purpose)
    known = {"reference": found.dpia_reference, "dpia_on": found.dpia_on, "categories": found.dpia_categories}
    form = forms.DpiaForm(request.POST or None, initial=known)

    def act() -> str:
        chosen = form.cleaned_data
        purposes.record_dpia(
            found,
            chosen["reference"],
            chosen["dpia_on"],
            chosen["categories"],
            by=request.actor.person,
            at=timezone.now(),
        )
        return _("The assessment is recorded. Data outside it stay shut above counts.")

    return answer_form(
        request,
        _("Record the impact assessment (DPIA) of “%(name)s”") % {"name": found.name},
        _("Record"),
        form,
        reverse("sharing:purpose", args=[project, purpose]),
        act,
        before=_against_supervising(request),
    )


@read_and_write
def overtake_dpia(request: PageRequest, project: str, purpose: str) -> HttpResponse:
    """Note that the impact assessment no longer covers what happens."""
    found = find_purpose(purpose)

    def act() -> str:
        purposes.overtake_dpia(found, by=request.actor.person, at=timezone.now())
        return _("Noted. Data about recognisable people are shut in this purpose until there is a new assessment.")

    return _confirm(
        request,
        _("Mark the impact assessment of “%(name)s” as overtaken") % {"name": found.name},
        _("Mark as overtaken"),
        reverse("sharing:purpose", args=[project, purpose]),
        act,
        _against_supervising(request),
    )


@read_and_write
def authorise(request: PageRequest, project: str, purpose: str) -> HttpResponse:
    """Authorise someone in a purpose, in one appointment."""
    found = find_purpose(purpose)
    today = timezone.localdate()
    form = forms.AuthoriseForm(request.POST or None, today=today, initial={"authorised_from": today})

    def act() -> str:
        chosen = form.cleaned_data
        appointment = Appointment.objects.select_related("person").get(id=chosen["appointment"])
        purposes.authorise(
            found,
            appointment,
            chosen["role"],
            chosen["authorised_from"],
            authorised_until=chosen["authorised_until"],
            by=request.actor.person,
            at=timezone.now(),
        )
        words = {"name": appointment.person.name, "day": say_day(chosen["authorised_from"])}
        return _("%(name)s is authorised from %(day)s.") % words

    return answer_form(
        request,
        _("Authorise someone in “%(name)s”") % {"name": found.name},
        _("Authorise"),
        form,
        reverse("sharing:purpose", args=[project, purpose]),
        act,
        before=_against_keeping(request, _("Authorising people (Wpg article 6)")),
        crumbs=[
            {"label": _("Purposes"), "url": reverse("sharing:purposes", args=[project])},
            {"label": found.name, "url": reverse("sharing:purpose", args=[project, purpose])},
            {"label": _("Authorise someone"), "url": ""},
        ],
    )


@read_and_write
def end_authorisation(request: PageRequest, project: str, authorisation: UUID) -> HttpResponse:
    """End an authorisation on a day."""
    found = Authorisation.objects.select_related("appointment__person", "purpose").filter(id=authorisation).first()
    if found is None:
        raise Http404
    person = found.appointment.person
    form = forms.EndAuthorisationForm(request.POST or None, initial={"until": timezone.localdate()})

    def act() -> str:
        until = form.cleaned_data["until"]
        purposes.end_authorisation(found, until, by=request.actor.person, at=timezone.now())
        return _("From %(day)s %(name)s reads nothing in this purpose.") % {
            "name": person.name,
            "day": say_day(until),
        }

    return answer_form(
        request,
        _("End the authorisation of %(name)s") % {"name": person.name},
        _("End"),
        form,
        reverse("sharing:purpose", args=[project, found.purpose.code]),
        act,
        before=_against_supervising(request, person),
    )


def _find_person(person: UUID) -> Person:
    found = Person.objects.filter(id=person, loads_cases=False).first()
    if found is None:
        raise Http404
    return found


@read_and_write
def suspend(request: PageRequest, project: str, person: UUID) -> HttpResponse:
    """Suspend someone in every purpose, at once."""
    found = _find_person(person)
    form = forms.SuspendForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        number = purposes.suspend(found, form.cleaned_data["because"], by=request.actor.person, at=timezone.now())
        return ngettext(
            "%(name)s reads nothing any more, in %(number)d purpose, from this moment.",
            "%(name)s reads nothing any more, in %(number)d purposes, from this moment.",
            number,
        ) % {"name": found.name, "number": number}

    return answer_form(
        request,
        _("Suspend %(name)s in every purpose") % {"name": found.name},
        _("Suspend"),
        form,
        reverse("sharing:purposes", args=[project]),
        act,
        before=_against_supervising(request, found),
    )


@read_and_write
def end_suspension(request: PageRequest, project: str, person: UUID) -> HttpResponse:
    """Let someone read again."""
    found = _find_person(person)

    def act() -> str:
        number = purposes.end_suspension(found, by=request.actor.person, at=timezone.now())
        return ngettext(
            "%(name)s can read again, in %(number)d purpose.",
            "%(name)s can read again, in %(number)d purposes.",
            number,
        ) % {"name": found.name, "number": number}

    return _confirm(
        request,
        _("End the suspension of %(name)s") % {"name": found.name},
        _("Let read again"),
        reverse("sharing:purposes", args=[project]),
        act,
        _against_supervising(request, found),
    )


def _confirm(
    request: PageRequest, heading: str, button: str, back: str, act: Callable[[], str], before: list[Reason]
) -> HttpResponse:
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None)
    return answer_form(request, heading, button, form, back, act, before=before)
