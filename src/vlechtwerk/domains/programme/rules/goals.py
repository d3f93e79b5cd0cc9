"""Whether a goal may be set, worded otherwise, left open on purpose, and laid beside the goals of others."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Organisation, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.programme.models import (
    Activity,
    FocusArea,
    Goal,
    GoalComparison,
    GoalWording,
    OutsideGoal,
    RoomToExplore,
)
from vlechtwerk.domains.programme.rules import MANAGERS, reasons_against_leading
from vlechtwerk.domains.programme.words.map import MISTAKES
from vlechtwerk.engines.documents.outcome_map.checking import CODE
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import says_something

# Words that stand for something else in the address of a goal.
KEPT_WORDS = frozenset({"new", "parties", "export.csv", "export.xlsx"})
# Who knows what a home organisation wants, beside who leads the teams.
COMPARERS = MANAGERS | {Function.LIAISON}


def reasons_against_setting_goal(activity: Activity | None, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't set a goal: of an activity it is for who leads it, else for who leads the teams."""
    if activity is not None:
        return reasons_against_leading(activity, by=by, at=at)
    return reasons_against_acting(by, at, MANAGERS, _("Setting goals"))


def reasons_against_adding_goal(
    code: str,
    level: str,
    text: str,
    *,
    focus_area: FocusArea | None,
    activity: Activity | None,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a goal can't be set so."""
    reasons = reasons_against_setting_goal(activity, by=by, at=at)
    reasons += _reasons_against_code(code)
    if Goal.objects.filter(project_id=by.project_id, code=code.strip()).exists():
        reasons.append(Reason("code_in_use", _("There is a goal with this code already.")))
    if level not in Goal.Level.values:
        reasons.append(Reason("level_missing", _("Choose a level.")))
    if not text.strip():
        reasons.append(Reason("text_missing", _("Write the goal.")))
    if focus_area is not None and activity is not None:
        reasons.append(Reason("two_places", _("A goal stands with a focus area or with an activity, not with both.")))
    return reasons


def _reasons_against_code(code: str) -> list[Reason]:
    """Return why a code can't stand in the address of a goal."""
    if not code.strip():
        return [Reason("code_missing", _("Give the goal a short code."))]
    if not CODE.fullmatch(code.strip()) or code.strip() in KEPT_WORDS:
        words = {"code": code.strip()}
        return [Reason("no_code", str(MISTAKES["no_code"]) % words)]
    return []


def reasons_against_wording_goal(
    goal: Goal, text: str, parts: Mapping[str, str], reason: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a goal can't be worded so: another wording has its reason, and differs from the one before."""
    reasons = reasons_against_setting_goal(goal.activity, by=by, at=at)
    if not text.strip():
        reasons.append(Reason("text_missing", _("Write the goal.")))
    if not says_something(reason):
        reasons.append(
            Reason("reason_missing", _("Say why the goal is worded otherwise."), _("Wordings stay readable"))
        )
    latest: GoalWording | None = goal.wordings.order_by("-order").first()
    same = latest is not None and latest.text == text.strip()
    if same and all(getattr(latest, name) == value.strip() for name, value in parts.items()):
        reasons.append(Reason("same_wording", _("That is how it is worded already.")))
    return reasons


def reasons_against_leaving_room(
    goal: Goal, reason: str, look_again_on: date, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a goal can't be left open on purpose: that has a reason, and a day to look again."""
    reasons = reasons_against_setting_goal(goal.activity, by=by, at=at)
    rule = _("Room to explore is a choice")
    if not says_something(reason):
        reasons.append(Reason("reason_missing", _("Say why this goal stays open for now."), rule))
    if look_again_on <= timezone.localdate(at):
        reasons.append(Reason("day_not_to_come", _("The day to look again is still to come."), rule))
    return reasons


def reasons_against_ending_room(goal: Goal, reason: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why the room that a goal has can't end."""
    reasons = reasons_against_setting_goal(goal.activity, by=by, at=at)
    latest: RoomToExplore | None = goal.room.order_by("-order").first()
    if latest is None or not latest.is_open:
        reasons.append(Reason("no_room", _("This goal is not left open on purpose.")))
    if not says_something(reason):
        reasons.append(Reason("reason_missing", _("Say what was learnt, or why it ends.")))
    return reasons


def reasons_against_comparing_goals(*, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't lay goals beside those of others."""
    return reasons_against_acting(by, at, COMPARERS, _("Comparing goals"))


def reasons_against_noting_outside_goal(
    code: str, text: str, *, organisation: Organisation | None, party: str, by: Person, at: datetime
) -> list[Reason]:
    """Return why a goal of someone else can't be noted so."""
    reasons = reasons_against_comparing_goals(by=by, at=at)
    reasons += _reasons_against_code(code)
    if OutsideGoal.objects.filter(project_id=by.project_id, code=code.strip()).exists():
        reasons.append(Reason("code_in_use", _("There is a goal with this code already.")))
    if not text.strip():
        reasons.append(Reason("text_missing", _("Write the goal.")))
    if (organisation is None) == (not party.strip()):
        reasons.append(
            Reason("party_missing", _("Say whose goal it is: choose an organisation, or write the name of the party."))
        )
    return reasons


def reasons_against_comparing(fit: str, explanation: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why two goals can't be compared so: what agrees or collides is explained."""
    reasons = reasons_against_comparing_goals(by=by, at=at)
    if fit not in GoalComparison.Fit.values:
        reasons.append(Reason("fit_missing", _("Say whether they agree or collide.")))
    if fit != GoalComparison.Fit.NOT_COMPARED and not explanation.strip():
        reasons.append(Reason("explanation_missing", _("Say in what they agree or collide.")))
    return reasons
