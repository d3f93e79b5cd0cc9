"""Read in a purpose: a page of marked content is answered inside the clearance of the purpose in its address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.sharing.models import Purpose
from vlechtwerk.domains.sharing.operations.clearance import enter_purpose
from vlechtwerk.domains.sharing.queries.grounds import covenant_at
from vlechtwerk.domains.sharing.queries.purposes import purposes_of
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.foundation.refusal import NothingThere, Refused
from vlechtwerk.interfaces.tracing import trace_of
from vlechtwerk.interfaces.web.middleware import PageRequest

View = Callable[..., HttpResponseBase]


def in_purpose(view: View) -> View:
    """Answer a page in the purpose of its address; who is not authorised in it is told how that is arranged.

    What is not there, or may not be known to be, is an address that leads nowhere.
    """

    @wraps(view)
    def answer(request: PageRequest, project: str, purpose: str, **more: Any) -> HttpResponseBase:
        found = Purpose.objects.filter(code=purpose).first()
        if found is None:
            raise Http404
        last, here = request.session.get("purposes", {}), request.actor.project.code
        goes_on = last.get(here) == found.code
        try:
            request.reading = enter_purpose(request.actor.appointment, found, trace_of(request), goes_on=goes_on)
        except Refused:
            return _not_authorised(request, found)
        if not goes_on:
            request.session["purposes"] = last | {here: found.code}
        try:
            return view(request, project=project, purpose=purpose, **more)
        except NothingThere:
            raise Http404 from None

    return answer


def _not_authorised(request: PageRequest, purpose: Purpose) -> HttpResponse:
    context = {
        "purpose": purpose.name,
        "purpose_url": reverse("sharing:purpose", args=[request.actor.project.code, purpose.code]),
    }
    return render(request, "sharing/not_authorised.html", context, status=403)


def purpose_line(request: PageRequest) -> dict[str, Any]:
    """Return what the header says: the purpose, the law in force, and where to choose another purpose."""
    project = request.actor.project.code
    reading: Reading | None = getattr(request, "reading", None)
    now = timezone.now()
    covenant, mine = covenant_at(now), purposes_of(request.actor.appointment, now)
    chosen = request.session.get("purposes", {}).get(project)
    current = reading.purpose if reading else next((item for item in mine if item.code == chosen), None)
    return {
        "name": current.name if reading and current else "",
        "documents_url": reverse("sharing:documents", args=[project, current.code]) if current else "",
        "law": covenant.name if covenant else _("the law only"),
        "law_url": reverse("sharing:covenant", args=[project]),
        "choose_url": reverse("sharing:purposes", args=[project]),
    }
