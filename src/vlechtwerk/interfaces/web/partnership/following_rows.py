"""What follows a decision that was taken, ready to print: in words, and as the acts that the reader may do."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.programme.models import MilestoneDate
from vlechtwerk.domains.programme.queries.activities import milestones_as_of
from vlechtwerk.domains.programme.queries.following import FollowingAct, Follows, following
from vlechtwerk.domains.programme.rules import reasons_against_leading
from vlechtwerk.domains.programme.rules.maps import reasons_against_adopting
from vlechtwerk.interfaces.web.frame import is_offered
from vlechtwerk.interfaces.web.middleware import PageRequest


def say_next(act: str) -> str:
    """Say which act follows, and that it is not done by the decision itself; nothing when none does."""
    match act:
        case FollowingAct.MOVE_DATE:
            return _("The date is not moved by this: who leads the activity does that on its page.")
        case FollowingAct.ADOPT_MAP:
            return _("The map does not hold by this: a team manager or the director makes it the version that holds.")
    return ""


def say_what_follows(decision: Decision) -> str:
    """Say after a decision was taken what follows, and who is told."""
    follows = following([decision]).get(decision.id)
    if follows is not None:
        return say_next(follows.act)
    if decision.asked_by is None or decision.asked_by_id == decision.taken_by_id:
        return _("It stands with the decisions taken.")
    return _("%(name)s is told.") % {"name": decision.asked_by.name}


def follows_part(request: PageRequest, decision: Decision) -> dict[str, Any]:
    """Return what follows a decision for its page: in words, and the acts of this reader."""
    follows = following([decision]).get(decision.id)
    if follows is None:
        return {"follows": "", "follows_acts": []}
    acts = _dates(request, decision, follows) if follows.act is FollowingAct.MOVE_DATE else _adoption(request, follows)
    return {"follows": say_next(follows.act), "follows_acts": acts}


def _dates(request: PageRequest, decision: Decision, follows: Follows) -> list[dict[str, str]]:
    """Return a link per planned date of the activities that the reader may write in."""
    person, now, project = request.actor.person, timezone.now(), request.actor.project.code
    mine = [
        activity
        for activity in follows.activities
        if is_offered(request, reasons_against_leading(activity, by=person, at=now))
    ]
    planned = milestones_as_of([activity.id for activity in mine], timezone.localdate(now)) if mine else {}
    return [
        {
            "label": _("Change date: %(title)s") % {"title": item.milestone.title},
            "url": reverse("programme:set_date", args=[project, activity.code, item.milestone.id])
            + f"?decision={decision.id}",
        }
        for activity in mine
        for item in planned.get(activity.id, ())
        if item.dates and item.dates[-1].basis == MilestoneDate.Basis.PLANNED
    ]


def _adoption(request: PageRequest, follows: Follows) -> list[dict[str, str]]:
    draft = follows.draft
    if draft is None or not is_offered(
        request, reasons_against_adopting(draft, by=request.actor.person, at=timezone.now())
    ):
        return []
    url = reverse("programme:adopt_map", args=[request.actor.project.code, draft.code])
    return [{"label": _("Make it the version that holds"), "url": url}]
