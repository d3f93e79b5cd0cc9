"""Purposes: what is read for, laid down in writing, and who is authorised."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.domains.sharing.models import Purpose
from vlechtwerk.domains.sharing.queries.purposes import all_purposes, authorisations_in, keepers_on, purposes_of
from vlechtwerk.domains.sharing.rules import reasons_against_keeping_purposes, reasons_against_supervising
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing import purpose_rows as rows
from vlechtwerk.interfaces.web.words import say_capacity


def keeps_purposes(request: PageRequest) -> bool:
    """Whether the reader may lay purposes down and authorise people."""
    return not reasons_against_keeping_purposes(request.actor.person, timezone.now())


def supervises(request: PageRequest) -> bool:
    """Whether the reader may suspend others and record impact assessments."""
    return not reasons_against_supervising(request.actor.person, timezone.now())


def find_purpose(code: str) -> Purpose:
    """Return a purpose by its code, or answer that there is none."""
    found = Purpose.objects.filter(code=code).select_related("stated_by").first()
    if found is None:
        raise Http404
    return found


@require_safe
def purposes(request: PageRequest, project: str) -> HttpResponse:
    """Show all purposes, those of the reader first."""
    now = timezone.now()
    day = timezone.localdate(now)
    mine = {purpose.id for purpose in purposes_of(request.actor.appointment, now)}
    found = all_purposes()
    context = {
        "mine": [rows.purpose_row(item, project, day, mine=True) for item in found if item.id in mine],
        "others": [rows.purpose_row(item, project, day, mine=False) for item in found if item.id not in mine],
        "capacity": _capacity(request),
        "open_url": reverse("sharing:open_purpose", args=[project]) if keeps_purposes(request) else "",
        "published": request.actor.project.origin == "published",
    }
    return render(request, "sharing/purposes.html", context)


def _capacity(request: PageRequest) -> str:
    appointment = request.actor.appointment
    capacity = [say_capacity(appointment.capacity.name).lower()] if appointment.capacity else []
    return ", ".join([appointment.organisation.name, *capacity])


@require_safe
def purpose(request: PageRequest, project: str, purpose: str) -> HttpResponse:
    """Show one purpose: its statement, its impact assessment, and who is authorised in it."""
    found = find_purpose(purpose)
    now = timezone.now()
    day = timezone.localdate(now)
    supervising = supervises(request)
    activities = Activity.objects.filter(purpose=found).order_by("code")
    mine = any(item.id == found.id for item in purposes_of(request.actor.appointment, now))
    context = {
        "purpose": found,
        "row": rows.purpose_row(found, project, day, mine=mine),
        "statement": rows.statement_rows(found),
        "scope": rows.dpia_scope(found),
        "authorised": rows.authorised_rows(
            authorisations_in(found), project, day, ends=supervising, suspends=supervising, me=request.actor.person.id
        ),
        "keepers": [
            f"{item.person.name} ({item.title or item.get_function_display()}, {item.organisation.name})"
            for item in keepers_on(day)
        ],
        "activities": [
            {"name": item.name, "url": reverse("programme:activity", args=[project, item.code])} for item in activities
        ],
        "acts": _acts(request, project, found, supervising=supervising),
        "crumbs": [{"label": _("Purposes"), "url": reverse("sharing:purposes", args=[project])}, {"label": found.name}],
    }
    return render(request, "sharing/purpose.html", context)


def _acts(request: PageRequest, project: str, purpose: Purpose, *, supervising: bool) -> dict[str, Any]:
    here = [project, purpose.code]
    keeping = keeps_purposes(request)
    overtakes = supervising and purpose.dpia_on is not None and purpose.dpia_overtaken_on is None
    return {
        "state": reverse("sharing:state_purpose", args=here) if keeping else "",
        "authorise": reverse("sharing:authorise", args=here) if keeping else "",
        "dpia": reverse("sharing:record_dpia", args=here) if supervising else "",
        "overtake": reverse("sharing:overtake_dpia", args=here) if overtakes else "",
    }
