"""Who decides what, what waits for a decision, and how long decisions take."""

import statistics
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
from vlechtwerk.domains.partnership.rules import DECIDING_ROLES, running_seats
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership.views import link, may_register
from vlechtwerk.interfaces.web.words import say_date, say_day

# Below this number “9 of 10” would rest on a single decision.
LEAST_FOR_NINE_OF_TEN = 10


@require_safe
def mandates(request: PageRequest, project: str) -> HttpResponse:
    """Answer “who decides this?”: the mandates that run, narrowed by a word."""
    shown, words = shown_day(request), request.GET.get("q", "").strip()[:100]
    found = list(queries.mandates_on(shown.day, words))
    evidences = Evidences(request, found)
    registers = may_register(request)
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
            "end_url": reverse("partnership:end_mandate", args=[project, item.id]) if registers else "",
        }
        for item in found
    ]
    context = {
        "shown": shown,
        "words": words,
        "rows": rows,
        "grant_url": reverse("partnership:grant_mandate", args=[project]) if registers else "",
    }
    return render(request, "partnership/mandates.html", context)


@require_safe
def decisions(request: PageRequest, project: str) -> HttpResponse:
    """Show what waits for a decision, longest first, then what was decided and how long that took."""
    today = timezone.localdate()
    waiting = list(queries.decisions(Decision.State.ASKED))
    taken = list(queries.decisions(Decision.State.TAKEN))
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
        "ask_url": reverse("partnership:ask_decision", args=[project]),
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
        "late": days is not None and item.agreed_days is not None and days > item.agreed_days,
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
    """Return the median per body with n, and over all; only of decisions whose both days are exact."""
    per_body: dict[str, list[int]] = {}
    for item in taken:
        days = queries.days_waiting(item)
        if days is not None:
            per_body.setdefault(item.body.name if item.body else _("not in the source"), []).append(days)
    everything = [days for found in per_body.values() for days in found]
    if not everything:
        return []
    return [_lead_time(_("All bodies"), everything), *[_lead_time(name, found) for name, found in per_body.items()]]


def _lead_time(name: str, days: list[int]) -> dict[str, Any]:
    nine_of_ten = ""
    if len(days) >= LEAST_FOR_NINE_OF_TEN:
        nine_of_ten = str(sorted(days)[-(-9 * len(days) // 10) - 1])
    return {"name": name, "n": len(days), "median": f"{statistics.median(days):g}", "nine_of_ten": nine_of_ten}


@require_safe
def decision(request: PageRequest, project: str, decision: UUID) -> HttpResponse:
    """Show one decision: the question, who may answer it, what was decided and on which mandate."""
    found = Decision.objects.filter(id=decision).select_related("body", "asked_by", "mandate", "recorded_by").first()
    if found is None:
        raise Http404
    shown = shown_day(request)
    waits = found.state == Decision.State.ASKED
    sits = (
        waits
        and running_seats(request.actor.person, timezone.now())
        .filter(body=found.body, role__in=DECIDING_ROLES)
        .exists()
    )
    days = queries.days_waiting(found)
    context = {
        "decision": {
            "question": found.question,
            "state": found.get_state_display(),
            "result": found.get_result_display() if found.result else "",
            "waits": waits,
        },
        "facts": [
            {
                "term": _("Who decides"),
                "value": found.body.name if found.body else "",
                "url": link(request, "partnership:body", found.body.code) if found.body else "",
            },
            {"term": _("Asked on"), "value": say_date(found.asked_on)},
            {"term": _("Asked by"), "value": found.asked_by.name if found.asked_by else ""},
            {"term": _("Decided on"), "value": say_date(found.decided_on) or (_("not yet") if waits else "")},
            {"term": _("Outcome"), "value": found.outcome or (_("not yet") if waits else "")},
            {"term": _("Reasons"), "value": found.reasons or (_("not yet") if waits else "")},
            {
                "term": _("Mandate used"),
                "value": found.mandate.subject if found.mandate else (_("not yet") if waits else ""),
            },
        ],
        "days": days,
        "agreed": found.agreed_days,
        "evidence": Evidences(request, [found]).of(found),
        "take_url": reverse("partnership:take_decision", args=[project, found.id])
        if sits and not shown.is_past
        else "",
        "withdraw_url": reverse("partnership:withdraw_decision", args=[project, found.id])
        if waits and found.asked_by_id == request.actor.person.id
        else "",
        "mandates": [
            {"subject": mandate.subject, "limits": mandate.limits}
            for mandate in queries.mandates_on(shown.day).filter(body=found.body)
        ]
        if waits and found.body
        else [],
    }
    return render(request, "partnership/decision.html", context)
