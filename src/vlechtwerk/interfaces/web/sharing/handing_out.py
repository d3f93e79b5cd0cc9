"""Let someone take a document along as a file, or say why they can't."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vlechtwerk.domains.sharing.queries.documents import find_standing
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces import handing_out
from vlechtwerk.interfaces.web.acts import write_only
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.purpose import in_purpose
from vlechtwerk.interfaces.web.sharing.tabs import DOCUMENTS, address, around


@write_only
@in_purpose
def hand_out(request: PageRequest, project: str, purpose: str, document: UUID, number: int) -> HttpResponse:
    """Hand out one version of a document as a file."""
    try:
        file = handing_out.hand_out(request.reading, request.actor.project, document, number)
    except Refused as refused:
        return _refused(request, document, refused.reasons, 409)
    if file is None and find_standing(request.reading, document) is None:
        raise Http404
    if file is None:
        return _refused(request, document, [handing_out.not_handed_out()], 403)
    answer = HttpResponse(file.content, content_type=file.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _refused(request: PageRequest, document: UUID, reasons: Sequence[Reason], code: int) -> HttpResponse:
    context = around(request, DOCUMENTS, (_("Documents"), address(request, DOCUMENTS)), (_("File"), "")) | {
        "reasons": reasons,
        "back_url": address(request, "document", document),
    }
    return render(request, "sharing/document_not_handed_out.html", context, status=code)
