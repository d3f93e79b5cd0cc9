"""Look who can see items of a marking, without reading any of them: for the privacy officer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.sharing.models.log import ALLOWED, READ, Event
from vlechtwerk.domains.sharing.operations import log
from vlechtwerk.domains.sharing.queries.audience import Seer, kept_with, who_can_see
from vlechtwerk.domains.sharing.queries.reader import Trace, actor_of
from vlechtwerk.domains.sharing.rules import reasons_against_looking_who_can_see
from vlechtwerk.foundation.refusal import Reason, Refused, refuse_if


@dataclass(frozen=True, slots=True)
class AudienceOfKept:
    """Items kept to the same people: how many, and who of those people can read them."""

    items: int
    seers: Sequence[Seer]


@dataclass(frozen=True, slots=True)
class Audience:
    """Who can see items of a marking: by its ground, and of each group of kept items who of its people reads them."""

    seers: Sequence[Seer]
    # Items that are kept to nobody; without these nobody reads on the ground alone.
    open_items: int
    kept: Sequence[AudienceOfKept]


@transaction.atomic
def look_who_can_see(
    appointment: Appointment, marking_id: UUID, trace: Trace, *, at: datetime, moment: datetime | None = None
) -> Audience:
    """Return who can see items of a marking and by which ground, now or at a moment; note that this was looked at.

    Of items kept to named people, those of them who have a ground; who keeps them is one of these.
    """
    refuse_if(reasons_against_looking_who_can_see(appointment, at=at))
    seers = who_can_see(marking_id, None, moment or at)
    if not seers:
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
    together = kept_with(marking_id, moment or at)
    return Audience(
        seers=seers,
        open_items=sum(one.items for one in together if one.kept_to is None),
        kept=[
            AudienceOfKept(one.items, [seer for seer in seers if seer.allowed and seer.person_id in one.kept_to])
            for one in together
            if one.kept_to is not None
        ],
    )
