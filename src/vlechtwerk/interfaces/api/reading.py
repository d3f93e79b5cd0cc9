"""Read in a purpose: the clearance of one call, taken up once, and nothing without an authorisation."""

from http import HTTPStatus

from django.utils.translation import gettext as _

from vlechtwerk.domains.sharing.models import Purpose
from vlechtwerk.domains.sharing.operations.clearance import enter_purpose
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.foundation.refusal import Refused
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import Wrong, find
from vlechtwerk.interfaces.tracing import trace_of


def reading_in(request: ApiRequest, purpose: str) -> Reading:
    """Return the reading of this call in a purpose, decided once; raise `Wrong` (403) for who is not authorised."""
    known: Reading | None = getattr(request, "reading", None)
    if known is not None and known.purpose.code == purpose:
        return known
    found = find(Purpose.objects.all(), code=purpose)
    try:
        request.reading = enter_purpose(request.actor.appointment, found, trace_of(request))
    except Refused as refused:
        raise Wrong(HTTPStatus.FORBIDDEN, _("You can't read in this purpose."), refused.reasons) from None
    return request.reading
