"""Who already does this? Outside bodies by theme, reach and region, with agreements and how we relate to them."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet

from vlechtwerk.domains.partnership.models import (
    Agreement,
    AgreementParty,
    OutsideBody,
    OutsidePosition,
    OutsideRole,
)

NEWEST_FIRST = ("-order", "-recorded_at")


@dataclass(frozen=True, slots=True)
class SurroundingsFilter:
    """What the map of surroundings is narrowed to; empty means everything."""

    theme: str = ""
    reach: str = ""
    region: str = ""
    kind: str = ""
    position: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """Which records count: all of them, or those that someone picks, such as what was known on a day."""

    bodies: QuerySet[OutsideBody] = field(default_factory=OutsideBody.objects.all)
    roles: QuerySet[OutsideRole] = field(default_factory=OutsideRole.objects.all)
    positions: QuerySet[OutsidePosition] = field(default_factory=OutsidePosition.objects.all)
    agreements: QuerySet[Agreement] = field(default_factory=Agreement.objects.all)


def outside_bodies(counted: Counted | None = None) -> QuerySet[OutsideBody]:
    """Return the outside bodies by name, with what they do, what is agreed, and how we relate to them."""
    of = counted or Counted()
    parties = AgreementParty.objects.filter(agreement__in=of.agreements.order_by())
    return (
        of.bodies.select_related("organisation")
        .prefetch_related(
            Prefetch("roles", of.roles.select_related("theme").order_by("theme__order", "order")),
            Prefetch("positions", of.positions.order_by(*NEWEST_FIRST)),
            Prefetch("agreements", parties.select_related("agreement").order_by("agreement__title")),
        )
        .order_by("organisation__name", "id")
    )


def narrowed(wanted: SurroundingsFilter, counted: Counted | None = None) -> list[OutsideBody]:
    """Return the outside bodies that answer to a filter: a role must answer to theme, reach and region at once."""
    found, counting = outside_bodies(counted), (counted or Counted()).roles.order_by()
    if wanted.theme or wanted.reach or wanted.region:
        roles = counting
        if wanted.theme:
            roles = roles.filter(theme__code=wanted.theme)
        if wanted.reach:
            roles = roles.filter(reach=wanted.reach)
        if wanted.region:
            roles = roles.filter(region__icontains=wanted.region)
        own = Q()
        if not wanted.theme:
            # Who does nothing that is told still reaches somewhere.
            own = ~Q(id__in=counting.values("body"))
            own &= Q(reach=wanted.reach) if wanted.reach else Q()
            own &= Q(region__icontains=wanted.region) if wanted.region else Q()
        found = found.filter(Q(id__in=roles.values("body")) | own if own else Q(id__in=roles.values("body")))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    for word in wanted.words.split():
        found = found.filter(
            Q(organisation__name__icontains=word)
            | Q(organisation__role__icontains=word)
            | Q(id__in=counting.filter(what__icontains=word).values("body"))
        )
    bodies = list(found.distinct())
    if wanted.position:
        bodies = [body for body in bodies if (held := position_of(body)) and held.position == wanted.position]
    return bodies


def position_of(body: OutsideBody) -> OutsidePosition | None:
    """Return how we relate to a body at present, as it was said last."""
    return next(iter(body.positions.all()), None)


def agreements(counted: Counted | None = None) -> QuerySet[Agreement]:
    """Return what is agreed, with whom."""
    parties = AgreementParty.objects.select_related("body__organisation").order_by("body__organisation__name")
    return (counted or Counted()).agreements.prefetch_related(Prefetch("parties", parties)).order_by("title")
