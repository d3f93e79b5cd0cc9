"""Who decides what, what waits for a decision, and how long decisions take."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership import queries
from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.rules import (
    reasons_against_acting,
    reasons_against_changing_own,
    reasons_against_deciding,
    reasons_against_ending_again,
    reasons_against_registering,
    reasons_against_withdrawing_decision,
)
from vlechtwerk.domains.programme.queries.activities import activities_of
from vlechtwerk.engines.statistics.lead_times import is_late, lead_time
from vlechtwerk.foundation.periods import Certainty
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import is_offered, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership.views import link
from vlechtwerk.interfaces.web.programme.map_decisions import facts_of_map
from vlechtwerk.interfaces.web.words import say_date, say_day


@require_safe
def mandates(request: PageRequest, project: str) -> HttpResponse:
    """Answer “who decides this?”: the mandates that run, narrowed by a word."""
    shown, words = shown_day(request), request.GET.get("q", "").strip()[:100]
    found = list(queries.mandates_on(shown.day, words))
    evidences = Evidences(request, found)
    me, now = request.actor.person, timezone.now()
    against = reasons_against_registering(me, now)
    rows = [
        {
            "subject": item.subject,
            "limits": item.limits,
            "holder": item.body.name if item.body else item.person.name if item.person else "",
            "holder_url": link(request, "partnership:body", item.body.code)
            if item.body
            else link(request, "partnership:person", item.person_id),
            "from": say_day(item.mandated_from) if item.mandated_from else "",
            "until": say_day(item.mandated_until) if item.mandated_until else "",
            "decision_url": link(request, "partnership:decision", item.granted_by_id) if item.granted_by_id else "",
            "decision": item.granted_by.question if item.granted_by else "",
            "evidence": evidences.of(item),
            "end_url": reverse("partnership:end_mandate", args=[project, item.id])
            if is_offered(
                request,
                [
                    *against,
                    *reasons_against_changing_own(me, item.person),
                    *reasons_against_ending_again(item.mandated_until, now),
                ],
            )
            else "",
        }
        for item in found
    ]
    context = {
        "shown": shown,
        "words": words,
        "rows": rows,
        "grant_url": reverse("partnership:grant_mandate", args=[project]) if is_offered(request, against) else "",
    }
    return render(request, "partnership/mandates.html", context)


@require_safe
def decisions(request: PageRequest, project: str) -> HttpResponse:
    """Show what waits for a decision, longest first, then what was decided and how long that took."""
    shown = shown_day(request)
    today = shown.day if shown.is_past else timezone.localdate()
    waiting = list(queries.decisions(Decision.State.ASKED, shown.day))
    taken = list(queries.decisions(Decision.State.TAKEN, shown.day))
    longest = max(
        [queries.days_waiting(item, today) or 0 for item in waiting] + [item.agreed_days or 0 for item in waiting],
        default=0,
    )
    rows = sorted(
        (_waiting_row(request, item, queries.days_waiting(item, today)) for item in waiting),
        key=lambda row: -(row["days"] or 0),
    )
    times = _lead_times(taken)
    context = {
        "waiting": rows,
        "late": sum(1 for row in rows if row["late"]),
        "scale": longest + longest // 6 + 1,
        "taken": [_taken_row(request, item) for item in taken],
        "times": times,
        "no_times": bool(taken) and not times,
        "ask_url": reverse("partnership:ask_decision", args=[project])
        if is_offered(request, reasons_against_acting(request.actor.person, timezone.now()))
        else "",
    }
    return render(request, "partnership/decisions.html", context)


def _waiting_row(request: PageRequest, item: Decision, days: int | None) -> dict[str, Any]:
    return {
        "question": item.question,
        "url": link(request, "partnership:decision", item.id),
        "body": item.body.name if item.body else "",
        "asked": say_date(item.asked_on),
        "asked_by": item.asked_by.name if item.asked_by else "",
        "days": days,
        "agreed": item.agreed_days,
        "late": is_late(days, item.agreed_days),
    }


def _taken_row(request: PageRequest, item: Decision) -> dict[str, Any]:
    return {
        "when": say_date(item.decided_on),
        "question": item.question,
        "url": link(request, "partnership:decision", item.id),
        "result": item.get_result_display(),
        "outcome": item.outcome,
        "body": item.body.name if item.body else "",
        "days": queries.days_waiting(item),
        "mandate": item.mandate.subject if item.mandate else "",
    }


def _lead_times(taken: list[Decision]) -> list[dict[str, Any]]:
    """Return how long decisions took, over all and per body; only of decisions whose both days are exact."""
    per_body: dict[str, list[int]] = {}
    for item in taken:
        days = queries.days_waiting(item)
        if days is not None:
            per_body.setdefault(item.body.name if item.body else _("not in the source"), []).append(days)
    everything = [days for found in per_body.values() for days in found]
    named = [(_("All bodies"), lead_time(everything)), *((name, lead_time(found)) for name, found in per_body.items())]
    return [
        {
            "name": name,
            "n": time.decisions,
            "median": f"{time.median:g}",
            "nine_of_ten": "" if time.nine_of_ten is None else str(time.nine_of_ten),
        }
        for name, time in named
        if time is not None
    ]


@require_safe
def decision(request: PageRequest, project: str, decision: UUID) -> HttpResponse:
    """Show one decision: the question, who may answer it, what was decided and on which mandate."""
    found = Decision.objects.filter(id=decision).select_related("body", "asked_by", "mandate", "recorded_by").first()
    if found is None:
        raise Http404
    shown = shown_day(request)
    later = found.decided_on is not None and found.decided_by(shown.day) is Certainty.NOT_YET
    found = queries.as_it_stood(found, shown.day)
    waits = found.state == Decision.State.ASKED
    by, now, address = request.actor.person, timezone.now(), [project, found.id]
    may_take = is_offered(request, reasons_against_deciding(found, by=by, at=now))
    may_withdraw = is_offered(request, reasons_against_withdrawing_decision(found, by=by, at=now))
    mandates = queries.mandates_on(shown.day).filter(body=found.body) if waits and found.body else []
    context = {
        "decision": {
            "question": found.question,
            "state": found.get_state_display(),
            "result": found.get_result_display() if found.result else "",
            "waits": waits,
        },
        "facts": [*_facts(request, found), *facts_of_map(request, found)],
        "days": queries.days_waiting(found, shown.day if shown.is_past else None),
        "agreed": found.agreed_days,
        "evidence": [] if later else Evidences(request, [found]).of(found),
        "take_url": reverse("partnership:take_decision", args=address) if may_take else "",
        "withdraw_url": reverse("partnership:withdraw_decision", args=address) if may_withdraw else "",
        "mandates": [{"subject": mandate.subject, "limits": mandate.limits} for mandate in mandates],
    }
    return render(request, "partnership/decision.html", context)


def _facts(request: PageRequest, found: Decision) -> list[dict[str, str]]:
    """Return who decides, about what, and what was decided as far as it was."""
    unsaid = _("not yet") if found.state == Decision.State.ASKED else ""
    body_url = link(request, "partnership:body", found.body.code) if found.body else ""
    activities = [
        {"term": _("Activity"), "value": item.name, "url": link(request, "programme:activity", item.code)}
        for item in activities_of([found])[found.id]
    ]
    return [
        {"term": _("Who decides"), "value": found.body.name if found.body else "", "url": body_url},
        *activities,
        {"term": _("Asked on"), "value": say_date(found.asked_on)},
        {"term": _("Asked by"), "value": found.asked_by.name if found.asked_by else ""},
        {"term": _("Decided on"), "value": say_date(found.decided_on) or unsaid},
        {"term": _("Outcome"), "value": found.outcome or unsaid},
        {"term": _("Reasons"), "value": found.reasons or unsaid},
        {"term": _("Mandate used"), "value": found.mandate.subject if found.mandate else unsaid},
    ]
