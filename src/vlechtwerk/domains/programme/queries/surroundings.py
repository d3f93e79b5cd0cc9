"""Which of our own focus areas and activities answer to a theme, and which work with an outside body."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from vlechtwerk.domains.partnership.models import Agreement
from vlechtwerk.domains.programme.models import Activity, ActivityAgreement, ActivityPartner, FocusArea, OwnTheme


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
