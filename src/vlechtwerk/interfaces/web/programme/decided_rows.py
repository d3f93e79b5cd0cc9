"""What was decided, advised and promised about an activity, and the dates that it moved; ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.partnership.models import Decision, PromiseStep
from vlechtwerk.domains.partnership.queries.promises import AdviceAsOf, PromiseAsOf
from vlechtwerk.domains.programme.models import Activity, MilestoneDate
from vlechtwerk.domains.programme.queries.activities import MilestoneAsOf, is_corrected
from vlechtwerk.domains.programme.queries.planning import advice_about, planned_milestone, promises_about
from vlechtwerk.foundation.periods import Certainty
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, Evidences
from vlechtwerk.interfaces.web.frame import ShownDay, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.planning_rows import MoveRow, move_rows
from vlechtwerk.interfaces.web.words import say_date, say_day


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date of a milestone, and how it moved there."""

    id: str
    title: str
    when: str
    remark: str
    evidence: list[EvidenceRow]
    change_url: str
    move: MoveRow | None


@dataclass(frozen=True, slots=True)
class AboutRow:
    """One advice or promise in a line, with where it is kept."""

    text: str
    url: str
    state: str
    when: str
    who: str
    overdue: str


def dates_of(
    request: PageRequest, activity: Activity, milestones: list[MilestoneAsOf], evidences: Evidences, *, may_write: bool
) -> dict[str, Any]:
    """Return the dates of an activity, and where their moves are kept when there are any."""
    rows = [row for item in milestones for row in _dates(request, activity, item, evidences, may_write=may_write)]
    planning = reverse("programme:planning", args=[request.actor.project.code])
    narrowed = f"{planning}?{urlencode({'activity': activity.code} | shown_day(request).kept)}"
    return {"dates": rows, "planning_url": narrowed if any(row.move for row in rows) else ""}


def _dates(
    request: PageRequest, activity: Activity, item: MilestoneAsOf, evidences: Evidences, *, may_write: bool
) -> list[DateRow]:
    planned = planned_milestone(activity, item)
    moved = {row.id: move for row, move in zip(planned.moves, move_rows(request, planned), strict=True)}
    address = [request.actor.project.code, activity.code, item.milestone.id]
    rows = []
    for row in item.known_dates:
        changes = may_write and row is item.dates[-1]
        url = reverse("programme:set_date", args=address) if changes else ""
        remark = _remark(item, row)
        rows.append(
            DateRow(
                str(row.id),
                item.milestone.title,
                say_date(row.date_on),
                remark,
                evidences.of(row),
                url,
                moved.get(row.id),
            )
        )
    return rows


def _remark(item: MilestoneAsOf, row: MilestoneDate) -> str:
    if is_corrected(row, item.dates):
        if row.reason:
            return _("reached (%(reason)s); corrected again") % {"reason": row.reason}
        return _("reached, as was noted first; corrected")
    if row is item.current.known:
        if row.basis == MilestoneDate.Basis.HAPPENED and row.reason:
            return _("reached (%(reason)s)") % {"reason": row.reason}
        return _("reached") if row.basis == MilestoneDate.Basis.HAPPENED else _("planned; holds on this day")
    return _("possibly holds already") if row in item.current.possible else _("replaced")


def decided_about(
    request: PageRequest, activity: Activity, decisions: Sequence[Decision], shown: ShownDay
) -> dict[str, Any]:
    """Return the decisions with the advice asked for each, the other advice, and what was promised."""
    advice = advice_about(activity, decisions, shown.day)
    of_decisions = {decision.id for decision in decisions}
    return {
        "decisions": [
            _decision(request, decision, shown)
            | {"advice": [_advice(request, item) for item in advice if item.advice.decision_id == decision.id]}
            for decision in decisions
        ],
        "advice": [_advice(request, item) for item in advice if item.advice.decision_id not in of_decisions],
        "promises": [_promise(request, item) for item in promises_about(activity, shown.day)],
    }


def _decision(request: PageRequest, decision: Decision, shown: ShownDay) -> dict[str, Any]:
    """Return a decision as far as it was on the day shown."""
    decided = decision.decided_by(shown.day)
    state, when, outcome = str(decision.get_state_display()), decision.decided_on, decision.outcome
    if decided is Certainty.POSSIBLY:
        state = _("Possibly taken already")
    elif decision.decided_on and decided is Certainty.NOT_YET:
        state, when, outcome = str(Decision.State.ASKED.label), None, ""
    return {
        "question": decision.question,
        "url": _link(request, "partnership:decision", decision.id),
        "state": state,
        "when": say_date(when or decision.asked_on),
        "outcome": outcome,
        "body": decision.body.name if decision.body else _("not in the source"),
    }


def _advice(request: PageRequest, item: AdviceAsOf) -> AboutRow:
    """Return an advice as far as it was: asked and waiting, given, or also weighed."""
    found = item.advice
    if item.is_weighed:
        state, when = str(found.get_followed_display()), say_date(found.weighed_on)
    elif item.is_given:
        state, when = _("Given"), say_date(found.given_on)
    else:
        state, when = _("Asked, not yet given"), say_date(found.asked_on)
        if found.due_on:
            when = _("wanted by %(day)s") % {"day": say_day(found.due_on)}
    url = _link(request, "partnership:advice", found.id)
    return AboutRow(found.question, url, state, when, found.body.name, _say_late(item.overdue_days))


def _promise(request: PageRequest, item: PromiseAsOf) -> AboutRow:
    promise = item.promise
    state = str(PromiseStep.Kind(item.kind).label) if item.kind else _("Still open")
    when = item.steps[-1].occurred_on if item.steps and not item.is_open else None
    said = say_date(when) if when else (_("due %(day)s") % {"day": say_date(item.due_on)} if item.due_on else "")
    who = promise.organisation.name if promise.organisation else str(promise.get_recipient_display())
    url = _link(request, "partnership:promise", promise.id)
    return AboutRow(promise.text, url, state, said, who, _say_late(item.overdue_days))


def _say_late(days: int) -> str:
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days} if days else ""


def _link(request: PageRequest, route: str, of: object) -> str:
    return reverse(route, args=[request.actor.project.code, of]) + shown_day(request).query
