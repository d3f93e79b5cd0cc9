"""Look who can see items of a marking, without reading any of them: for the privacy officer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.sharing.models.log import ALLOWED, READ, Event
from vlechtwerk.domains.sharing.operations import log
from vlechtwerk.domains.sharing.queries.audience import Audience, audience_of
from vlechtwerk.domains.sharing.queries.reader import Trace, actor_of
from vlechtwerk.domains.sharing.rules import reasons_against_looking_who_can_see
from vlechtwerk.foundation.refusal import Reason, Refused, refuse_if


@transaction.atomic
def look_who_can_see(
    appointment: Appointment, marking_id: UUID, trace: Trace, *, at: datetime, moment: datetime | None = None
) -> Audience:
    """Return who can see items of a marking and by which ground, now or at a moment; note that this was looked at.

    Of items kept to named people, those of them who have a ground; who keeps them is one of these.
    """
    refuse_if(reasons_against_looking_who_can_see(appointment, at=at))
    audience = audience_of(marking_id, moment or at)
    if not audience.seers:
        raise Refused([Reason("nobody_authorised", _("Nobody is authorised in a purpose of this marking."))])
    item = log.Processed("", marking_id)
    log.note(
        actor_of(appointment),
        trace,
        Event.AUDIENCE_READ,
        READ,
        ALLOWED,
        [item],
        {"moment": moment.isoformat()} if moment else {},
    )
    return audience
