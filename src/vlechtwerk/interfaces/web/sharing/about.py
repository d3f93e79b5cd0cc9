"""Documents about an activity or a precondition: read in a purpose, and led to from its page in the programme."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import Activity, Precondition
from vlechtwerk.domains.sharing.models import DocumentLink, Purpose
from vlechtwerk.domains.sharing.operations.reading import list_documents_about
from vlechtwerk.domains.sharing.queries.documents import Hit
from vlechtwerk.domains.sharing.queries.purposes import purposes_of
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.document_rows import document_row
from vlechtwerk.interfaces.web.sharing.purpose import in_purpose
from vlechtwerk.interfaces.web.sharing.tabs import DOCUMENTS, address, around

ACTIVITY, PRECONDITION = DocumentLink.Kind.ACTIVITY, DocumentLink.Kind.PRECONDITION
ROUTES: Mapping[DocumentLink.Kind, str] = {
    ACTIVITY: "sharing:about_activity",
    PRECONDITION: "sharing:about_precondition",
}


def purposes_to_read_in(request: PageRequest, kind: DocumentLink.Kind, code: str) -> list[dict[str, str]]:
    """Return the purposes in which the reader looks for documents about something; whether there are any, none says."""
    project = request.actor.project.code
    mine = purposes_of(request.actor.appointment, timezone.now())
    return [{"name": one.name, "url": reverse(ROUTES[kind], args=[project, one.code, code])} for one in mine]


def served_purpose(request: PageRequest, purpose: Purpose | None) -> dict[str, str] | None:
    """Return the purpose that an activity serves, with the page that says how one is authorised in it."""
    if purpose is None:
        return None
    return {"name": purpose.name, "url": reverse("sharing:purpose", args=[request.actor.project.code, purpose.code])}


@require_safe
@in_purpose
def about_activity(request: PageRequest, project: str, purpose: str, code: str) -> HttpResponse:
    """Show the documents about an activity that the reader may read in this purpose."""
    name = Activity.objects.filter(code=code).values_list("name", flat=True).first()
    return _page(request, ACTIVITY, code, name, "programme:activity")


@require_safe
@in_purpose
def about_precondition(request: PageRequest, project: str, purpose: str, code: str) -> HttpResponse:
    """Show the documents about a precondition that the reader may read in this purpose."""
    name = Precondition.objects.filter(code=code).values_list("title", flat=True).first()
    return _page(request, PRECONDITION, code, name, "programme:precondition")


def _page(request: PageRequest, kind: DocumentLink.Kind, code: str, name: str | None, route: str) -> HttpResponse:
    if name is None:
        raise Http404
    found = list_documents_about(request.reading, kind, code)
    way = ((_("Documents"), address(request, DOCUMENTS)), (name, ""))
    context: dict[str, Any] = around(request, DOCUMENTS, *way) | {
        "name": name,
        "subject_url": reverse(route, args=[request.actor.project.code, code]),
        "rows": [document_row(request, Hit(one, None, 0)) for one in found],
    }
    return render(request, "sharing/documents_about.html", context)
