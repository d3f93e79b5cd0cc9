"""Who are we? Organisations, bodies, departments and people, now and on any day."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership import queries
from vlechtwerk.domains.partnership.models import (
    Appointment,
    Body,
    Decision,
    LegalCapacity,
    Level,
    Organisation,
    Person,
    Seat,
)
from vlechtwerk.domains.partnership.rules import (
    reasons_against_ending_again,
    reasons_against_registering,
    reasons_against_sharing_notes,
    running_on,
)
from vlechtwerk.domains.programme.models import TeamRole
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import ShownDay, is_offered, shown_day
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file
from vlechtwerk.interfaces.web.words import say_capacity, say_date, say_day

LEVELS = (Level.STRATEGIC, Level.TACTICAL, Level.OPERATIONAL, Level.ADVISORY, Level.NOT_STATED)


def link(request: PageRequest, route: str, *args: object) -> str:
    """Return the address of a page of this project, on the day that is shown."""
    return reverse(route, args=[request.actor.project.code, *args]) + shown_day(request).query


@require_safe
def organisations(request: PageRequest, project: str) -> HttpResponse:
    """List the partners, the ministry and the other parties."""
    found = list(queries.organisations())
    groups = []
    headings = {"partner": _("Partners"), "ministry": _("Ministry"), "other_party": _("Other parties")}
    for kind, heading in headings.items():
        rows = [
            {
                "name": item.name,
                "code": item.code,
                "url": link(request, "partnership:organisation", item.code),
                "role": item.role,
                "capacities": [
                    f"{say_capacity(capacity.name)}: {capacity.get_regime_display()}"
                    for capacity in item.capacities.all()
                ],
            }
            for item in found
            if item.kind == kind
        ]
        groups.append({"heading": heading, "rows": rows, "count": len(rows)})
    return render(request, "partnership/organisations.html", {"groups": groups})


@require_safe
def organisation(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show one organisation: in which capacities it acts, who works for the partnership, what it takes part in."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise Http404
    shown = shown_day(request)
    evidences = Evidences(request, [found])
    context = {
        "organisation": {
            "name": found.name,
            "code": found.code,
            "role": found.role,
            "note": found.note,
            "kind": found.get_kind_display(),
        },
        "shown": shown,
        "evidence": evidences.of(found),
        "capacities": [_capacity(capacity) for capacity in found.capacities.all()],
        "people": _appointments(
            request,
            found.appointments.filter(running_on(shown.day, "appointed_from", "appointed_until")),
        ),
        "runs": [
            {"name": body.name, "url": link(request, "partnership:body", body.code)}
            for body in Body.objects.filter(run_by=found)
        ],
        "activities": [
            {
                "name": part.activity.name,
                "part": part.part,
                "url": link(request, "programme:activity", part.activity.code),
            }
            for part in found.activities.select_related("activity").order_by("activity__order")
        ],
    }
    return render(request, "partnership/organisation.html", context)


def _capacity(capacity: LegalCapacity) -> dict[str, Any]:
    return {
        "name": say_capacity(capacity.name),
        "regime": capacity.get_regime_display(),
        "controller": capacity.controller,
        "basis": capacity.basis,
        "mark": capacity.get_basis_mark_display(),
        "doubtful": capacity.basis_mark == capacity.BasisMark.FROM_MEMORY,
    }


def _appointments(request: PageRequest, appointments: Any) -> list[dict[str, str]]:
    return [
        {
            "name": item.person.name,
            "url": link(request, "partnership:person", item.person.id),
            "function": item.title or str(item.get_function_display()),
            "capacity": say_capacity(item.capacity.name) if item.capacity else "",
            "since": say_day(item.appointed_from),
        }
        for item in appointments.select_related("person", "capacity").order_by("person__name")
    ]


@require_safe
def bodies(request: PageRequest, project: str) -> HttpResponse:
    """List the bodies per level, with what each decides, and the departments."""
    shown = shown_day(request)
    mandates: dict[UUID | None, list[str]] = {}
    for mandate in queries.mandates_on(shown.day):
        mandates.setdefault(mandate.body_id, []).append(mandate.subject)
    found = list(queries.bodies())
    levels = []
    for level in LEVELS:
        rows = [
            {
                "name": item.name,
                "code": item.code,
                "url": link(request, "partnership:body", item.code),
                "composition": item.composition,
                "purpose": item.purpose,
                "decides": mandates.get(item.id, []),
                "doubtful": item.get_existence_display() if item.existence != Body.Existence.EXISTS else "",
            }
            for item in found
            if item.level == level
        ]
        if rows:
            levels.append({"heading": level.label, "rows": rows, "count": len(rows)})
    departments = [{"name": item.name, "code": item.code} for item in queries.departments()]
    context = {"levels": levels, "departments": departments, "shown": shown}
    return render(request, "partnership/bodies.html", context)


@require_safe
def body(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show one body: who sits in it, what it decides, what waits for it, and its notes for those who sit in it."""
    found = Body.objects.filter(code=code).select_related("run_by").first()
    if found is None:
        raise Http404
    shown = shown_day(request)
    mandates = list(queries.mandates_on(shown.day).filter(body=found))
    evidences = Evidences(request, [found, *mandates])
    against = reasons_against_sharing_notes(found, by=request.actor.person, at=timezone.now())
    context = {
        "body": _body(found),
        "shown": shown,
        "evidence": evidences.of(found),
        "seats": [
            {
                "name": seat.person.name,
                "role": seat.get_role_display(),
                "since": say_day(seat.seated_from),
                "url": link(request, "partnership:person", seat.person.id),
            }
            for seat in queries.seats_on(shown.day, [found])[found.id]
        ],
        "mandates": [
            {
                "subject": mandate.subject,
                "limits": mandate.limits,
                "since": say_day(mandate.mandated_from) if mandate.mandated_from else "",
                "evidence": evidences.of(mandate),
            }
            for mandate in mandates
        ],
        "decisions": [_decision(request, item) for item in found.decisions.order_by("state", "-decided_latest")],
        "sits": is_offered(request, against),
        "notes": [
            {"text": note.text, "by": note.written_by.name, "when": say_day(timezone.localdate(note.written_at))}
            for note in queries.notes_of(found)
        ],
        "note_url": reverse("partnership:write_note", args=[project, found.code]),
    }
    return render(request, "partnership/body.html", context)


def _body(found: Body) -> dict[str, Any]:
    since = say_date(found.exists_since)
    return {
        "name": found.name,
        "code": found.code,
        "note": found.note,
        "facts": [
            {"term": _("Level"), "value": found.get_level_display()},
            {"term": _("Composition"), "value": found.composition},
            {"term": _("Purpose"), "value": found.purpose},
            {"term": _("Since when"), "value": since},
            {"term": _("Existence"), "value": found.get_existence_display()},
            {"term": _("Run by"), "value": found.run_by.name if found.run_by else ""},
        ],
    }


def _decision(request: PageRequest, item: Decision) -> dict[str, str]:
    return {
        "question": item.question,
        "url": link(request, "partnership:decision", item.id),
        "state": str(item.get_state_display()),
        "when": say_date(item.decided_on or item.asked_on),
    }


@require_safe
def people(request: PageRequest, project: str) -> HttpResponse:
    """List who takes part, in which function, in which bodies, since when."""
    shown = shown_day(request)
    organisation_code, body_code = request.GET.get("organisation", ""), request.GET.get("body", "")
    against = reasons_against_registering(request.actor.person, timezone.now())
    context = {
        "shown": shown,
        **_people(request, organisation_code, body_code),
        "clear_url": request.path if organisation_code or body_code else "",
        "add_url": reverse("partnership:add_person", args=[project]) if is_offered(request, against) else "",
        "exports": export_links(request, "partnership:people_export"),
    }
    return render(request, "partnership/people.html", context)


@require_safe
def people_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give who takes part as a file, a row for each appointment."""
    found = _people(request, request.GET.get("organisation", ""), request.GET.get("body", ""))["rows"]
    keys = ("function", "organisation", "capacity", "level", "from", "until")
    heads = [
        _("Name"),
        _("Function"),
        _("Organisation"),
        _("Capacity"),
        _("Level"),
        _("From"),
        _("Until"),
        _("Sits in"),
    ]
    rows = [
        [row["name"], *(item[key] for key in keys), ", ".join(seat["name"] for seat in row["seats"])]
        for row in found
        for item in row["appointments"]
    ]
    return table_file(request, Table(_("People"), [*heads, _("Sits in")], rows), form)


@kept
def _people(request: PageRequest, organisation_code: str, body_code: str) -> dict[str, Any]:
    shown = shown_day(request)
    found = queries.people_on(shown.day)
    if organisation_code:
        found = found.filter(appointments__organisation__code=organisation_code)
    if body_code:
        seated = running_on(shown.day, "seats__seated_from", "seats__seated_until")
        found = found.filter(seated, seats__body__code=body_code)
    return {
        "rows": [_person_row(request, item) for item in found],
        "filters": _people_filters(shown, organisation_code, body_code),
    }


def _person_row(request: PageRequest, item: Person) -> dict[str, Any]:
    appointments = list(item.appointments.all())
    return {
        "name": item.name,
        "url": link(request, "partnership:person", item.id),
        "appointments": [_appointment(appointment) for appointment in appointments],
        "seats": [
            {"name": seat.body.name, "url": link(request, "partnership:body", seat.body.code)}
            for seat in item.seats.all()
        ],
        "since": say_day(min(appointment.appointed_from for appointment in appointments)) if appointments else "",
    }


def _appointment(appointment: Appointment) -> dict[str, str]:
    return {
        "function": appointment.title or str(appointment.get_function_display()),
        "organisation": appointment.organisation.name,
        "capacity": say_capacity(appointment.capacity.name) if appointment.capacity else "",
        "level": str(appointment.get_level_display()),
        "from": say_day(appointment.appointed_from),
        "until": say_day(appointment.appointed_until) if appointment.appointed_until else "",
    }


def _people_filters(shown: ShownDay, organisation_code: str, body_code: str) -> list[dict[str, Any]]:
    working = Organisation.objects.filter(appointments__isnull=False).distinct().values_list("code", "name")
    return [
        {
            "kind": "date",
            "name": "as_of",
            "label": _("As of"),
            "value": shown.day.isoformat(),
            "latest": shown.present.isoformat(),
        },
        _select("organisation", _("Organisation"), [("", _("All")), *working], organisation_code),
        _select("body", _("Body"), [("", _("All")), *Body.objects.values_list("code", "name")], body_code),
    ]


def _select(name: str, label: str, options: Any, chosen: str) -> dict[str, Any]:
    return {
        "kind": "select",
        "name": name,
        "label": label,
        "options": [{"value": value, "label": words, "selected": value == chosen} for value, words in options],
    }


@require_safe
def person(request: PageRequest, project: str, person: UUID) -> HttpResponse:
    """Show one person: functions, seats, mandates and roles in activities, each since when."""
    found = Person.objects.filter(id=person, loads_cases=False).first()
    if found is None:
        raise Http404
    shown = shown_day(request)
    now = timezone.now()
    against = reasons_against_registering(request.actor.person, now, found)

    def end_url(route: str, record: UUID, until: date | None) -> str:
        offered = is_offered(request, [*against, *reasons_against_ending_again(until, now)])
        return reverse(route, args=[project, record]) if offered else ""

    context = {
        "person": {"name": found.name, "id": found.id},
        "shown": shown,
        "registers": is_offered(request, against),
        "appoint_url": reverse("partnership:appoint", args=[project, found.id]),
        "seat_url": reverse("partnership:seat", args=[project, found.id]),
        "appointments": [
            _appointment(item) | {"end_url": end_url("partnership:end_appointment", item.id, item.appointed_until)}
            for item in found.appointments.select_related("organisation", "capacity")
        ],
        "seats": [
            _seat(request, seat) | {"end_url": end_url("partnership:end_seat", seat.id, seat.seated_until)}
            for seat in found.seats.select_related("body")
        ],
        "roles": [_role(request, role) for role in found.activity_roles.select_related("activity")],
        "mandates": [{"subject": item.subject, "limits": item.limits} for item in found.mandates.all()],
    }
    return render(request, "partnership/person.html", context)


def _seat(request: PageRequest, seat: Seat) -> dict[str, str]:
    return {
        "name": seat.body.name,
        "url": link(request, "partnership:body", seat.body.code),
        "role": seat.get_role_display(),
        "from": say_day(seat.seated_from),
        "until": say_day(seat.seated_until) if seat.seated_until else "",
    }


def _role(request: PageRequest, role: TeamRole) -> dict[str, str]:
    return {
        "name": role.activity.name,
        "url": link(request, "programme:activity", role.activity.code),
        "role": role.get_role_display(),
        "from": say_day(role.active_from),
        "until": say_day(role.active_until) if role.active_until else "",
    }
