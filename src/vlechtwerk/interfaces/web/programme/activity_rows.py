"""The page of one activity, ready to print: four answers, three lists, its dates, people and history."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.rules import reasons_against_acting, running_on
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, ActivityStatus, Hindrance, MilestoneDate
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.models.status import GoalReached
from vlechtwerk.domains.programme.queries.activities import (
    MilestoneAsOf,
    decisions_about,
    entries_of,
    hindrances_as_of,
    milestones_as_of,
    status_history,
    statuses_as_of,
)
from vlechtwerk.domains.programme.queries.as_of import AsOf
from vlechtwerk.domains.programme.queries.preconditions import verdicts_as_of
from vlechtwerk.domains.programme.queries.sources import what_rests_on_statuses
from vlechtwerk.domains.programme.rules import reasons_against_leading
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, Evidences
from vlechtwerk.interfaces.web.frame import ShownDay, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.rows import Link, activity_url, holder_url, say_possible
from vlechtwerk.interfaces.web.programme.timeline_rows import timeline
from vlechtwerk.interfaces.web.words import in_or_on, say_date, say_day


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One thing told, with the part that it belongs to and what it rests on."""

    text: str
    part: str
    when: str
    evidence: list[EvidenceRow]


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date of a milestone."""

    title: str
    when: str
    remark: str
    evidence: list[EvidenceRow]
    change_url: str


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One change of status."""

    anchor: str
    status: str
    when: str
    reason: str
    note: str
    goal: str
    goal_word: str
    merged_into: Link | None
    author: str
    recorded: str
    evidence: list[EvidenceRow]
    carries: list[Link]


def activity_page(request: PageRequest, activity: Activity) -> dict[str, Any]:
    """Gather the page of one activity; the number of queries does not grow with what is told."""
    shown = shown_day(request)
    status = statuses_as_of([activity.id], shown.day)[activity.id]
    hindrances = hindrances_as_of([activity.id], shown.day).get(activity.id, [])
    milestones = milestones_as_of([activity.id], shown.day).get(activity.id, [])
    entries = entries_of(activity)
    history = status_history(activity)
    former = list(activity.former_names.all())
    partners = list(activity.partners.select_related("organisation"))
    dates = [row for item in milestones for row in item.dates]
    told = [entry for found in entries.values() for entry in found]
    evidences = Evidences(request, [activity, *history, *hindrances, *dates, *told, *former, *partners])
    at = timezone.now()
    may_write = not shown.is_past and not reasons_against_leading(activity, by=request.actor.person, at=at)
    may_ask = not shown.is_past and not reasons_against_acting(request.actor.person, at)
    return {
        "activity": _head(request, activity),
        "shown": shown,
        "may_write": may_write,
        "may_ask": may_ask,
        "answers": [
            _status_answer(request, activity, status, evidences),
            _delivery_answer(milestones, evidences),
            _held_up_answer(request, activity, hindrances, shown, evidences, may_ask=may_ask),
            _goal_answer(status, entries["opinion"], evidences),
        ],
        "done": _list(_("Done"), entries["done"], activity, evidences, _("Nothing is told as done.")),
        "self_reported": _list(
            _("Said by the organisation itself"),
            entries["self_reported"],
            activity,
            evidences,
            _("Nothing: the source quotes no statement of the organisation about itself here."),
        ),
        "prepared": _list(
            _("Prepared or intended"), entries["prepared"], activity, evidences, _("Nothing is prepared.")
        ),
        "timeline": timeline(activity, told, milestones, history, shown),
        "dates": _date_rows(request, activity, milestones, evidences, may_write=may_write),
        "partners": [
            {
                "name": partner.organisation.name,
                "part": partner.part,
                "url": reverse(
                    "partnership:organisation", args=[request.actor.project.code, partner.organisation.code]
                ),
            }
            for partner in partners
        ],
        "team": _team(request, activity, shown),
        "former": [{"name": name.name, "evidence": evidences.of(name)} for name in former],
        "parts": _parts(request, activity),
        "absorbed": [
            Link(change.activity.name, activity_url(request, change.activity.code))
            for change in activity.absorbed.select_related("activity")
        ],
        "decisions": [_decision(request, decision) for decision in decisions_about(activity)],
        "facts": [
            {"term": _("Data used"), "value": activity.data_used, "url": "", "note": "", "evidence": []},
            {"term": _("What followed"), "value": activity.follow_up, "url": "", "note": "", "evidence": []},
        ],
        "steps": [
            {"name": step.get_step_display(), "from": say_date(step.started_on), "until": say_date(step.ended_on)}
            for step in activity.steps.all()
        ],
        "evidence": evidences.of(activity),
        "history_url": activity_url(request, activity.code, "programme:activity_history"),
    }


def _head(request: PageRequest, activity: Activity) -> dict[str, Any]:
    code = request.actor.project.code
    overview = reverse("programme:overview", args=[code]) + shown_day(request).query
    area = activity.focus_area
    return {
        "code": activity.code,
        "name": activity.name,
        "kind": activity.kind,
        "goal": activity.goal,
        "plan_name": activity.plan_name_note,
        "crumbs": [
            {"label": _("Overview"), "url": overview},
            {
                "label": area.name if area else _("Work process"),
                "url": reverse("programme:overview", args=[code]) + f"?area={area.code if area else 'none'}",
            },
            {"label": activity.name, "url": ""},
        ],
        "parent": Link(activity.parent.name, activity_url(request, activity.parent.code)) if activity.parent else None,
        "map_url": reverse("programme:map", args=[code]) + f"?node={activity.code}",
        "change_url": reverse("programme:change_status", args=[code, activity.code]),
        "assign_url": reverse("programme:assign", args=[code, activity.code]),
        "plan_url": reverse("programme:add_milestone", args=[code, activity.code]),
        "ask_url": reverse("programme:ask_decision", args=[code, activity.code]),
    }


def _status_answer(
    request: PageRequest, activity: Activity, status: AsOf[ActivityStatus], evidences: Evidences
) -> dict[str, Any]:
    known = status.known
    lines = [known.reason] if known else []
    if known:
        lines.append(_("Since or seen: %(when)s.") % {"when": say_date(known.occurred_on)})
    possible = say_possible(status)
    return {
        "question": _("Status"),
        "status": known.status if known else "",
        "title": "" if known else _("not in the source"),
        "lines": [*lines, possible] if possible else lines,
        "evidence": evidences.of(known),
        "act": {
            "label": _("History of the status"),
            "url": activity_url(request, activity.code, "programme:activity_history"),
        },
    }


def _delivery_answer(milestones: list[MilestoneAsOf], evidences: Evidences) -> dict[str, Any]:
    open_ones = [item for item in milestones if item.current.known and item.current.known.basis == "planned"]
    if not open_ones:
        return {"question": _("Delivery"), "title": _("not in the source"), "lines": [], "evidence": []}
    item = max(open_ones, key=lambda item: item.current.known.order if item.current.known else 0)
    known = item.current.known
    assert known is not None
    lines = [item.milestone.title]
    if known.order > 0:
        lines.append(_("Was %(old)s.") % {"old": say_date(item.dates[known.order - 1].date_on)})
        lines.append(_moved(known))
    lines += [
        _("Possibly already %(new)s: decided %(when)s.")
        % {"new": say_date(row.date_on), "when": in_or_on(row.known_from) if row.known_from else ""}
        for row in item.current.possible
    ]
    return {
        "question": _("Delivery"),
        "title": say_date(known.date_on),
        "lines": lines,
        "evidence": evidences.of(known) or evidences.of(item.current.possible[0] if item.current.possible else None),
    }


def _moved(row: Any) -> str:
    decision: Decision | None = row.decision
    when = in_or_on(row.known_from) if row.known_from else ""
    by = decision.body.name if decision and decision.body else _("by whom is not in the source")
    return _("Moved %(when)s; %(by)s.") % {"when": when, "by": by}


def _held_up_answer(
    request: PageRequest,
    activity: Activity,
    hindrances: list[Hindrance],
    shown: ShownDay,
    evidences: Evidences,
    *,
    may_ask: bool,
) -> dict[str, Any]:
    if not hindrances:
        return {
            "question": _("What holds it up"),
            "title": _("Nothing named in the source"),
            "lines": [],
            "evidence": [],
        }
    first = hindrances[0]
    verdicts = verdicts_as_of([first.precondition_id], shown.day) if first.precondition_id else {}
    lines = [hindrance.description for hindrance in hindrances]
    others = [hindrance.precondition.title for hindrance in hindrances[1:] if hindrance.precondition]
    if others:
        lines.append(_("Also: %(others)s.") % {"others": ", ".join(others)})
    decider = first.decider.name if first.decider else _("not in the source")
    lines.append(_("Who must decide: %(decider)s.") % {"decider": decider})
    url = ""
    if first.precondition:
        url = reverse("programme:precondition", args=[request.actor.project.code, first.precondition.code])
    answer: dict[str, Any] = {
        "question": _("What holds it up"),
        "title": first.precondition.title if first.precondition else _("A hindrance"),
        "title_url": url + shown.query if url else "",
        "verdict": verdicts.get(first.precondition_id, Verdict.UNKNOWN) if first.precondition_id else "",
        "blocked": True,
        "lines": lines,
        "evidence": [row for hindrance in hindrances for row in evidences.of(hindrance)],
    }
    if may_ask:
        ask = reverse("programme:ask_decision", args=[request.actor.project.code, activity.code])
        answer["act"] = {"label": _("Ask for a decision"), "url": ask}
    return answer


def _goal_answer(status: AsOf[ActivityStatus], opinions: list[ActivityEntry], evidences: Evidences) -> dict[str, Any]:
    known = status.known
    reached = known.goal_reached if known else GoalReached.UNKNOWN
    certain = reached != GoalReached.UNKNOWN
    return {
        "question": _("Goal reached?"),
        "verdict": reached if certain else "",
        "title": "" if certain else _("not in the source"),
        "lines": [entry.text for entry in opinions],
        "evidence": [row for entry in opinions for row in evidences.of(entry)],
    }


def _list(
    heading: str, entries: list[ActivityEntry], activity: Activity, evidences: Evidences, empty: str
) -> dict[str, Any]:
    rows = [
        EntryRow(
            entry.text,
            entry.activity.name if entry.activity_id != activity.id else "",
            say_date(entry.occurred_on),
            evidences.of(entry),
        )
        for entry in entries
    ]
    return {"heading": heading, "rows": rows, "count": len(rows), "empty": empty}


def _date_rows(
    request: PageRequest, activity: Activity, milestones: list[MilestoneAsOf], evidences: Evidences, *, may_write: bool
) -> list[DateRow]:
    rows = []
    for item in milestones:
        for row in item.dates:
            if row is item.current.known:
                remark = _("reached") if row.basis == "happened" else _("planned; holds on this day")
            elif row in item.current.possible:
                remark = _("possibly holds already")
            elif item.current.known and row.order < item.current.known.order:
                remark = _("replaced")
            else:
                remark = _("decided later")
            changes = may_write and row is item.dates[-1] and row.basis == MilestoneDate.Basis.PLANNED
            address = [request.actor.project.code, activity.code, item.milestone.id]
            url = reverse("programme:set_date", args=address) if changes else ""
            rows.append(DateRow(item.milestone.title, say_date(row.date_on), remark, evidences.of(row), url))
    return rows


def _team(request: PageRequest, activity: Activity, shown: ShownDay) -> list[dict[str, str]]:
    running = activity.team.filter(running_on(shown.day, "active_from", "active_until")).select_related("person")
    return [
        {
            "name": role.person.name,
            "role": str(role.get_role_display()),
            "since": say_day(role.active_from),
            "url": reverse("partnership:person", args=[request.actor.project.code, role.person.id]),
        }
        for role in running
    ]


def _parts(request: PageRequest, activity: Activity) -> list[dict[str, str]]:
    return [
        {"name": part.name, "goal": part.goal, "url": activity_url(request, part.code)}
        for part in activity.parts.order_by("order", "code")
    ]


def _decision(request: PageRequest, decision: Decision) -> dict[str, str]:
    return {
        "question": decision.question,
        "url": reverse("partnership:decision", args=[request.actor.project.code, decision.id]),
        "state": str(decision.get_state_display()),
        "when": say_date(decision.decided_on or decision.asked_on),
        "outcome": decision.outcome,
        "body": decision.body.name if decision.body else _("not in the source"),
    }


def history_rows(request: PageRequest, activity: Activity) -> list[StatusRow]:
    """Return all changes of status, newest first."""
    history = status_history(activity)
    evidences = Evidences(request, history)
    resting = what_rests_on_statuses(history)
    return [
        StatusRow(
            anchor=f"status-{change.id}",
            status=change.status,
            when=say_date(change.occurred_on),
            reason=change.reason,
            note=change.note,
            goal=change.goal_reached if change.goal_reached != GoalReached.UNKNOWN else "",
            goal_word=str(change.get_goal_reached_display()),
            merged_into=Link(change.merged_into.name, activity_url(request, change.merged_into.code))
            if change.merged_into
            else None,
            author=change.recorded_by.name,
            recorded=say_day(timezone.localdate(change.recorded_at)),
            evidence=evidences.of(change),
            carries=[
                Link(f"{item.title}: {item.detail}", holder_url(request, item))
                for item in resting.get(str(change.id), [])
            ],
        )
        for change in history
    ]
