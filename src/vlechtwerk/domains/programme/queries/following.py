"""What follows a decision that was taken: the act that rests on it, as long as it was not done."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from vlechtwerk.domains.partnership.models import Decision, DecisionSubject
from vlechtwerk.domains.programme.models import Activity, MapDraft, MilestoneDate
from vlechtwerk.domains.programme.queries.activities import activities_of


class FollowingAct(StrEnum):
    """What is still to be done once it was decided."""

    MOVE_DATE = "move_date"
    ADOPT_MAP = "adopt_map"


@dataclass(frozen=True, slots=True)
class Follows:
    """The act that follows a decision: moving a date of these activities, or adopting this draft."""

    act: FollowingAct
    activities: tuple[Activity, ...] = ()
    draft: MapDraft | None = None


def following(decisions: Collection[Decision]) -> dict[UUID, Follows]:
    """Return per decision the act that follows, for those of which one does: at most three queries."""
    allowed = [item for item in decisions if item.state == Decision.State.TAKEN and item.result != Decision.Result.NO]
    if not allowed:
        return {}
    ids = [item.id for item in allowed if item.result == Decision.Result.YES]
    drafts = MapDraft.objects.filter(decision__in=ids, state=MapDraft.State.ASKED).select_related("decision", "body")
    found = {draft.decision_id: Follows(FollowingAct.ADOPT_MAP, draft=draft) for draft in drafts}
    planning = [item for item in allowed if item.subject_kind == DecisionSubject.PLANNING and item.id not in found]
    if planning:
        moved = set(MilestoneDate.objects.filter(decision__in=planning).values_list("decision", flat=True))
        for identifier, activities in activities_of(planning).items():
            if identifier not in moved:
                found[identifier] = Follows(FollowingAct.MOVE_DATE, tuple(activities))
    return {identifier: follows for identifier, follows in found.items() if identifier is not None}
