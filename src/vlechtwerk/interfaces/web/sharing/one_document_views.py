"""One document: opened, shown as a notice first, refused with its explanation, or absent."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.sharing.operations.consents import acknowledge_notice, ask_consent, find_to_ask_about
from vlechtwerk.domains.sharing.operations.notices import see_notices_about
from vlechtwerk.domains.sharing.operations.reading import open_document
from vlechtwerk.domains.sharing.queries.consents import who_answers
from vlechtwerk.domains.sharing.queries.documents import (
    Announced,
    Opened,
    find_standing,
)
from vlechtwerk.domains.sharing.queries.notices import OF_DOCUMENTS
from vlechtwerk.interfaces.web.acts import answer_form, write_only
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.document_forms import AskForm
from vlechtwerk.interfaces.web.sharing.marks import marking_row
from vlechtwerk.interfaces.web.sharing.one_document_rows import document_page
from vlechtwerk.interfaces.web.sharing.purpose import in_purpose
from vlechtwerk.interfaces.web.sharing.refusal_rows import refusal
from vlechtwerk.interfaces.web.sharing.tabs import CONSENTS, DOCUMENTS, address, around, way_to


@require_safe
@in_purpose
def document(request: PageRequest, project: str, purpose: str, document: UUID) -> HttpResponse:
    """Show a document; what may only be known of is explained, and what may not is an address that leads nowhere."""
    found = open_document(request.reading, document)
    way = (_("Documents"), address(request, DOCUMENTS))
    if found is None:
        raise Http404
    see_notices_about(request.reading, OF_DOCUMENTS, document, at=timezone.now())
    if isinstance(found, Announced):
        context = around(request, DOCUMENTS, way, (_("Not at this level"), "")) | refusal(request, found)
        return render(request, "sharing/document_refused.html", context, status=403)
    if not found.acknowledged:
        return _notice_first(request, found)
    context = around(request, DOCUMENTS, way, (found.document.title, "")) | document_page(request, found)
    return render(request, "sharing/document.html", context)


def _notice_first(request: PageRequest, opened: Opened) -> HttpResponse:
    context = around(request, DOCUMENTS, (_("Documents"), address(request, DOCUMENTS)), (_("Secret"), "")) | {
        "marking": marking_row(opened.document.marking),
        "acknowledge_url": address(request, "acknowledge", opened.document.id),
    }
    return render(request, "sharing/document_notice.html", context)


@write_only
@in_purpose
def acknowledge(request: PageRequest, project: str, purpose: str, document: UUID) -> HttpResponse:
    """Note that the reader knows that data of this marking are secret, and open the document."""
    found = find_standing(request.reading, document)
    if found is None:
        raise Http404
    acknowledge_notice(request.reading, found.marking, at=timezone.now())
    return redirect(address(request, "document", document))


@write_only
@in_purpose
def ask(request: PageRequest, project: str, purpose: str, document: UUID) -> HttpResponse:
    """Ask consent for what is announced, with why it is necessary."""
    marking = find_to_ask_about(request.reading, document).marking
    needs = [need for need in request.POST.get("needs", "").split(",") if need]
    form = AskForm(request.POST)

    def act() -> str:
        asked = ask_consent(request.reading, document, needs, form.cleaned_data["necessity"], at=timezone.now())
        provider = {"provider": marking.organisation.name}
        answer = who_answers(request.reading.purpose, marking, timezone.now())
        me = request.reading.actor.person
        if not any(person.id != me for consent in asked for person in answer[consent.kind]):
            return _("Asked. Nobody is named to answer for %(provider)s yet; who keeps this purpose can.") % provider
        return _("Asked. Who answers has been told; the answer comes under “Notices for me”.")

    heading, back = _("Ask consent"), address(request, CONSENTS)
    crumbs = way_to(request, (_("Consents"), back), (heading, ""))
    return answer_form(request, heading, _("Ask consent"), form, back, act, crumbs=crumbs)
