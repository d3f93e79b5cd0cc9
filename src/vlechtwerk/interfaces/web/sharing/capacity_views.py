"""In which capacity someone acts: chosen by who has more than one, and noted."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.sharing.operations.capacities import choose_capacity
from vlechtwerk.interfaces.web.acts import write_only
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_capacity


@write_only
def choose(request: PageRequest, project: str) -> HttpResponse:
    """Act on in another of one's own appointments; what was chosen to read for is left behind."""
    asked = request.POST.get("appointment", "")
    chosen = next((item for item in request.actor.appointments if str(item.id) == asked), None)
    if chosen is None:
        raise Http404
    choose_capacity(chosen, by=request.actor.person, at=timezone.now())
    request.session["appointments"] = request.session.get("appointments", {}) | {project: str(UUID(asked))}
    purposes = dict(request.session.get("purposes", {}))
    purposes.pop(project, None)
    request.session["purposes"] = purposes
    capacity = say_capacity(chosen.capacity.name).lower() if chosen.capacity else chosen.get_function_display().lower()
    words = {"organisation": chosen.organisation.name, "capacity": capacity}
    messages.success(
        request, _("You act for %(organisation)s, %(capacity)s. These are the purposes of that capacity.") % words
    )
    return redirect("sharing:purposes", project=project)
