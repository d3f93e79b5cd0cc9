"""The page of one activity, ready to print: four answers, three lists, its people and history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.trials import trials_in
from vlechtwerk.domains.partnership.rules import reasons_against_acting, running_on
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, ActivityPartner
from vlechtwerk.domains.programme.models.status import GoalReached
from vlechtwerk.domains.programme.queries.activities import (
    decisions_about,
    entries_of,
    hindrances_as_of,
    milestones_as_of,
    status_history,
    statuses_as_of,
)
from vlechtwerk.domains.programme.queries.sources import what_rests_on_statuses
from vlechtwerk.domains.programme.queries.weight import carrying_statuses, weak_parts
from vlechtwerk.domains.programme.rules import reasons_against_leading
from vlechtwerk.interfaces.web.evaluation.agenda_rows import MayTry, trial_row
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, Evidences
from vlechtwerk.interfaces.web.frame import ShownDay, is_offered, shown_day, words_for_unknown
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.answer_rows import delivery_answer, goal_answer, held_up_answer, status_answer
from vlechtwerk.interfaces.web.programme.decided_rows import dates_of, decided_about
from vlechtwerk.interfaces.web.programme.result_rows import results_of_activity
from vlechtwerk.interfaces.web.programme.rows import Link, activity_url, holder_url, say_weak
from vlechtwerk.interfaces.web.programme.timeline_rows import timeline
from vlechtwerk.interfaces.web.programme.work_rows import workspace
from vlechtwerk.interfaces.web.sharing.about import ACTIVITY as ABOUT_ACTIVITY
from vlechtwerk.interfaces.web.sharing.about import purposes_to_read_in, served_purpose
from vlechtwerk.interfaces.web.words import say_date, say_day


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One thing told, with the part that it belongs to and what it rests on."""

    id: str
    text: str
    part: str
    when: str
    evidence: list[EvidenceRow]
    # The ground on which someone of the people here told it, and who that was.
    ground: str
    told_by: str


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One change of status."""

    id: str
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
    # What of its parts rests on an old document only.
    weak: str
    carries: list[Link]


def activity_page(request: PageRequest, activity: Activity) -> dict[str, Any]:
    """Gather the page of one activity; the number of queries does not grow with what is told."""
    at = timezone.now()
    may_write = is_offered(request, reasons_against_leading(activity, by=request.actor.person, at=at))
    may_ask = is_offered(request, reasons_against_acting(request.actor.person, at))
    today, may_try = timezone.localdate(at), MayTry(request)
    return {
        **_told_to_all(request, activity.code, may_write=may_write, may_ask=may_ask),
        "may_write": may_write,
        "may_ask": may_ask,
        "read_in": purposes_to_read_in(request, ABOUT_ACTIVITY, activity.code),
        "served": served_purpose(request, activity.purpose),
        "results": results_of_activity(request, activity.code, may_write=may_write),
        "trials": [trial_row(request, item, today, may_try) for item in trials_in(activity)],
        **workspace(request, activity),
    }


@kept
def _told_to_all(request: PageRequest, code: str, *, may_write: bool, may_ask: bool) -> dict[str, Any]:
    shown = shown_day(request)
    activity = Activity.objects.select_related("focus_area", "parent").get(code=code)
    hindrances = hindrances_as_of([activity.id], shown.day).get(activity.id, [])
    milestones = milestones_as_of([activity.id], shown.day).get(activity.id, [])
    entries = entries_of(activity, shown.day)
    history = status_history(activity, shown.day)
    decisions = decisions_about(activity, shown.day)
    former = list(activity.former_names.all())
    partners = list(activity.partners.select_related("organisation"))
    dates = [row for item in milestones for row in item.known_dates]
    told = [entry for found in entries.values() for entry in found]
    evidences = Evidences(request, [activity, *history, *hindrances, *dates, *told, *former, *partners])
    status = statuses_as_of([activity.id], shown.day)
    weak = weak_parts(carrying_statuses(status)).get(activity.id)
    return {
        "activity": _head(request, activity),
        "shown": shown,
        "missing": words_for_unknown(shown),
        "answers": [
            status_answer(request, activity, status[activity.id], evidences, weak),
            delivery_answer(milestones, shown, evidences),
            held_up_answer(request, activity, hindrances, evidences, decisions, may_ask=may_ask),
            goal_answer(status[activity.id], entries["opinion"], shown, evidences),
        ],
        **_told(activity, entries, evidences),
        "timeline": timeline(activity, told, milestones, history, shown),
        **dates_of(request, activity, milestones, evidences, may_write=may_write),
        "partners": [_partner(request, partner) for partner in partners],
        "former": [{"name": name.name, "evidence": evidences.of(name)} for name in former],
        **decided_about(request, activity, decisions, shown),
        "evidence": evidences.of(activity),
        **_around(request, activity, shown),
    }


def _told(activity: Activity, entries: Mapping[str, list[ActivityEntry]], evidences: Evidences) -> dict[str, Any]:
    """Return what is told about an activity: three lists, never one."""
    itself = _("Said by the organisation itself")
    nothing_said = _("Nothing: the source quotes no statement of the organisation about itself here.")
    intended, not_prepared = _("Prepared or intended"), _("Nothing is prepared.")
    return {
        "done": _list(_("Done"), entries["done"], activity, evidences, _("Nothing is told as done.")),
        "self_reported": _list(itself, entries["self_reported"], activity, evidences, nothing_said),
        "prepared": _list(intended, entries["prepared"], activity, evidences, not_prepared),
    }


def _around(request: PageRequest, activity: Activity, shown: ShownDay) -> dict[str, Any]:
    """Return what an activity is related to: its people, steps, parts, and what it took over."""
    absorbed = activity.absorbed.known_by(shown.day).select_related("activity")
    return {
        "team": _team(request, activity, shown),
        "parts": _parts(request, activity),
        "absorbed": [Link(row.activity.name, activity_url(request, row.activity.code)) for row in absorbed],
        "facts": [
            {"term": _("Data used"), "value": activity.data_used, "url": "", "note": "", "evidence": []},
            {"term": _("What followed"), "value": activity.follow_up, "url": "", "note": "", "evidence": []},
        ],
        "steps": [
            {
                "name": step.get_step_display(),
                "from": say_date(step.started_on),
                "until": say_date(step.ended_on),
                "end_url": reverse("programme:end_step", args=[request.actor.project.code, step.id])
                if step.ended_on is None
                else "",
            }
            for step in activity.steps.known_by(shown.day)
        ],
        "history_url": activity_url(request, activity.code, "programme:activity_history"),
    }


def _partner(request: PageRequest, partner: ActivityPartner) -> dict[str, str]:
    url = reverse("partnership:organisation", args=[request.actor.project.code, partner.organisation.code])
    return {"name": partner.organisation.name, "part": partner.part, "url": url}


def _head(request: PageRequest, activity: Activity) -> dict[str, Any]:
    code = request.actor.project.code
    overview = reverse("programme:overview", args=[code]) + shown_day(request).query
    area = activity.focus_area
    return {
        "id": str(activity.id),
        "code": activity.code,
        "name": activity.name,
        "kind": activity.kind,
        "goal": activity.goal,
        "plan_name": activity.plan_name_note,
        "crumbs": [
            {"label": _("Overview"), "url": overview},
            {
                "label": area.name if area else _("Work process"),
                "url": reverse("programme:overview", args=[code])
                + f"?{urlencode({'area': area.code if area else 'none'} | shown_day(request).kept)}",
            },
            {"label": activity.name, "url": ""},
        ],
        "parent": Link(activity.parent.name, activity_url(request, activity.parent.code)) if activity.parent else None,
        "map_url": reverse("programme:map", args=[code])
        + f"?{urlencode({'node': activity.code} | shown_day(request).kept)}",
        "change_url": reverse("programme:change_status", args=[code, activity.code]),
        "assign_url": reverse("programme:assign", args=[code, activity.code]),
        "plan_url": reverse("programme:add_milestone", args=[code, activity.code]),
        "ask_url": reverse("programme:ask_decision", args=[code, activity.code]),
        "capacity_url": activity_url(request, activity.code, "programme:activity_capacity"),
    }


def _list(
    heading: str, entries: list[ActivityEntry], activity: Activity, evidences: Evidences, empty: str
) -> dict[str, Any]:
    rows = [
        EntryRow(
            str(entry.id),
            entry.text,
            entry.activity.name if entry.activity_id != activity.id else "",
            _when_unsaid(entry),
            evidences.of(entry),
            entry.ground,
            _told_by(entry),
        )
        for entry in entries
    ]
    return {"heading": heading, "rows": rows, "count": len(rows), "empty": empty}


def _told_by(entry: ActivityEntry) -> str:
    """Return who of the people here told it, and when; nothing for what a case tells."""
    if entry.recorded_by is None or entry.recorded_at is None:
        return ""
    words = {"name": entry.recorded_by.name, "day": say_day(timezone.localdate(entry.recorded_at))}
    return _("told by %(name)s on %(day)s") % words


def _when_unsaid(entry: ActivityEntry) -> str:
    """Return when it happened, unless the text says so itself."""
    when = say_date(entry.occurred_on)
    return "" if when.lower() in entry.text.lower() else when


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


@kept
def history_rows(request: PageRequest, code: str) -> list[StatusRow]:
    """Return the changes of status till the day shown, newest first."""
    activity = Activity.objects.get(code=code)
    history = status_history(activity, shown_day(request).day)
    evidences = Evidences(request, history)
    day = shown_day(request).day
    resting = what_rests_on_statuses(history, day)
    status = statuses_as_of([activity.id], day)
    known, weak = status[activity.id].known, weak_parts(carrying_statuses(status)).get(activity.id)
    return [
        StatusRow(
            id=str(change.id),
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
            weak=say_weak(weak) if weak and change == known else "",
            carries=[
                Link(f"{item.title}: {item.detail}", holder_url(request, item))
                for item in resting.get(str(change.id), [])
            ],
        )
        for change in history
    ]
