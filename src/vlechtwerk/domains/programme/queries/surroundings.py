"""Which of our own focus areas and activities answer to a theme, and which work with an outside body."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from vlechtwerk.domains.partnership.models import (
    Agreement,
    AgreementParty,
    OutsideBody,
    OutsidePosition,
    OutsideRole,
)
from vlechtwerk.domains.partnership.queries.surroundings import Counted
from vlechtwerk.domains.programme.models import Activity, ActivityAgreement, ActivityPartner, FocusArea, OwnTheme
from vlechtwerk.domains.programme.models.told import first_told
from vlechtwerk.domains.programme.queries.known import known_by


@dataclass(frozen=True, slots=True)
class OwnWork:
    """What of ours works on a theme."""

    areas: tuple[FocusArea, ...] = ()
    activities: tuple[Activity, ...] = ()


def own_work() -> dict[UUID, OwnWork]:
    """Return per theme which of our focus areas and activities work on it."""
    areas: dict[UUID, list[FocusArea]] = defaultdict(list)
    activities: dict[UUID, list[Activity]] = defaultdict(list)
    ties = OwnTheme.objects.select_related("focus_area", "activity").order_by("focus_area__order", "activity__order")
    for tie in ties:
        if tie.focus_area is not None:
            areas[tie.theme_id].append(tie.focus_area)
        elif tie.activity is not None:
            activities[tie.theme_id].append(tie.activity)
    return {
        theme: OwnWork(tuple(areas[theme]), tuple(activities[theme])) for theme in dict.fromkeys([*areas, *activities])
    }


def parts_with(organisation_ids: Iterable[UUID]) -> dict[UUID, list[ActivityPartner]]:
    """Return per organisation the parts that it has in our activities."""
    found: dict[UUID, list[ActivityPartner]] = defaultdict(list)
    parts = ActivityPartner.objects.filter(organisation__in=list(organisation_ids)).select_related("activity")
    for part in parts.order_by("activity__order", "order"):
        found[part.organisation_id].append(part)
    return found


def activities_under(agreements: Iterable[Agreement]) -> dict[UUID, list[Activity]]:
    """Return per agreement the activities that work under it."""
    found: dict[UUID, list[Activity]] = defaultdict(list)
    ties = ActivityAgreement.objects.filter(agreement__in=list(agreements)).select_related("activity")
    for tie in ties.order_by("activity__order"):
        found[tie.agreement_id].append(tie.activity)
    return found


def known_surroundings(day: date) -> Counted:
    """Return what was known of the surroundings on a day.

    A body does not keep since when it stands on the map: it was known when a document told of it, or something that
    it does, was agreed or was said of it was known; one of which nothing is told has stood there from the start.
    """
    roles = known_by(OutsideRole.objects.all(), day, "since", registered=False)
    positions = known_by(OutsidePosition.objects.all(), day, "said_on")
    agreements = known_by(Agreement.objects.all(), day, "agreed_from", registered=False)
    of_body = {"body": OuterRef("pk")}
    parties = AgreementParty.objects.filter(**of_body)
    known = (
        Q(Exists(roles.filter(**of_body)))
        | Q(Exists(positions.filter(**of_body)))
        | Q(Exists(parties.filter(agreement__in=agreements.order_by())))
    )
    told = (
        Q(Exists(OutsideRole.objects.filter(**of_body)))
        | Q(Exists(OutsidePosition.objects.filter(**of_body)))
        | Q(Exists(parties))
    )
    from_the_start = Q(project__described_on__isnull=True) | Q(project__described_on__lte=day)
    bodies = OutsideBody.objects.alias(told_on=Coalesce(first_told(), first_told("organisation_id")))
    bodies = bodies.filter(Q(told_on__lte=day) | known | (Q(told_on__isnull=True) & from_the_start & ~told))
    return Counted(bodies, roles, positions, agreements)
