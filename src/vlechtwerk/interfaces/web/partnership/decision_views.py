"""Who decides what, what waits for a decision, and how long decisions take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import MINYEAR, date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership import queries
from vlechtwerk.domains.partnership.models import Body, Decision, DecisionForwarding, DecisionSubject, Mandate
from vlechtwerk.domains.partnership.queries.deciding import body_times, forwardings_of, mandate_answers
from vlechtwerk.domains.partnership.queries.promises import advice_as_of
from vlechtwerk.domains.partnership.rules import (
    reasons_against_changing_own,
    reasons_against_ending_again,
    reasons_against_registering,
)
from vlechtwerk.domains.partnership.rules.decisions import (
    reasons_against_deciding,
    reasons_against_forwarding,
    reasons_against_withdrawing_decision,
)
from vlechtwerk.domains.partnership.rules.mandates import MandateAnswer, Within, say_size
from vlechtwerk.domains.programme.evidence import DECISION, QUESTION
from vlechtwerk.domains.programme.queries.activities import about_activity, activities_of, activities_with_decisions
from vlechtwerk.domains.programme.queries.reminders import last_reminders
from vlechtwerk.engines.statistics.lead_times import is_late
from vlechtwerk.foundation.periods import Certainty
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import ShownDay, is_offered, shown_day
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.mandate_words import words_of_within
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import as_of, page_links, select
from vlechtwerk.interfaces.web.partnership.decision_rows import (
    decision_cells,
    decision_heads,
    legend_rows,
    reader_of,
    say_subject,
    taken_row,
    times_drawing,
    times_rows,
    waiting_row,
    waits_on_whom,
    within_cells,
)
from vlechtwerk.interfaces.web.partnership.following_rows import follows_part
from vlechtwerk.interfaces.web.partnership.views import link
from vlechtwerk.interfaces.web.programme.map_decisions import facts_of_map
from vlechtwerk.interfaces.web.programme.report_rows import facts_of_report
from vlechtwerk.interfaces.web.reminder_rows import remind_part, say_reminded
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file
from vlechtwerk.interfaces.web.words import say_date, say_day, say_result

NEWEST, PER_PAGE = 10, 25
KINDS = [("", gettext_lazy("All subjects")), *DecisionSubject.choices]


@require_safe
def mandates(request: PageRequest, project: str) -> HttpResponse:
    """Answer “who decides this?”: the mandates that run, narrowed by a word."""
    shown, words = shown_day(request), request.GET.get("q", "").strip()[:100]
    kind = request.GET.get("kind", "").strip()
    found = [item for item in queries.mandates_on(shown.day, words) if not kind or kind in item.subject_kinds]
    evidences = Evidences(request, found)
    me, now = request.actor.person, timezone.now()
    against = reasons_against_registering(me, now)
    rows = [_mandate_row(request, item, evidences, against, now) for item in found]
    context = {
        "shown": shown,
        "words": words,
        "kinds": [{"value": value, "label": label, "selected": value == kind} for value, label in KINDS],
        "rows": rows,
        "grant_url": reverse("partnership:grant_mandate", args=[project]) if is_offered(request, against) else "",
    }
    return render(request, "partnership/mandates.html", context)


def _mandate_row(
    request: PageRequest, item: Mandate, evidences: Evidences, against: Sequence[Reason], now: datetime
) -> dict[str, Any]:
    holder = item.body.name if item.body else item.person.name if item.person else ""
    ends = [
        *against,
        *reasons_against_changing_own(request.actor.person, item.person),
        *reasons_against_ending_again(item.mandated_until, now),
    ]
    return {
        "subject": item.subject,
        "limits": item.limits,
        "kinds": ", ".join(str(DecisionSubject(kind).label) for kind in item.subject_kinds),
        "limit": say_size(item.subject_kinds[0], item.limit) if item.limit is not None else "",
        "holder": holder,
        "holder_url": link(request, "partnership:body", item.body.code)
        if item.body
        else link(request, "partnership:person", item.person_id),
        "from": say_day(item.mandated_from) if item.mandated_from else "",
        "until": say_day(item.mandated_until) if item.mandated_until else "",
        "decision_url": link(request, "partnership:decision", item.granted_by_id) if item.granted_by_id else "",
        "decision": item.granted_by.question if item.granted_by else "",
        "evidence": evidences.of(item),
        "end_url": link(request, "partnership:end_mandate", item.id) if is_offered(request, ends) else "",
    }


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """What the decisions are narrowed to; empty means everything."""

    body: str = ""
    activity: str = ""
    year: str = ""
    within: str = ""


def asked_filter(request: PageRequest) -> DecisionFilter:
    """Read what the decisions are narrowed to; a year that is none is no year."""
    asked = request.GET
    year, within = asked.get("year", "").strip(), asked.get("within", "").strip()
    return DecisionFilter(
        asked.get("body", "").strip()[:20],
        asked.get("activity", "").strip()[:20],
        year if year.isdecimal() and len(year) == 4 and int(year) >= MINYEAR else "",
        within if within in set(Within) else "",
    )


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a page: what waits and what was taken, as narrowed, each with the answer of its mandate."""

    waiting: list[Decision]
    taken: list[Decision]
    answers: Mapping[UUID, MandateAnswer]


def _found(request: PageRequest, wanted: DecisionFilter) -> Decisions:
    day = shown_day(request).day
    # By body only once it is known where a question lay on the day: it may have gone on since.
    waiting = _narrowed(queries.decisions(Decision.State.ASKED, day), replace(wanted, body=""))
    taken = _narrowed(queries.decisions(Decision.State.TAKEN, day), wanted)
    if wanted.year:
        first, last = date(int(wanted.year), 1, 1), date(int(wanted.year), 12, 31)
        taken = taken.filter(decided_earliest__lte=last, decided_latest__gte=first)
    stood = [queries.as_it_stood(item, day) for item in waiting]
    open_yet = [item for item in stood if not wanted.body or (item.body and item.body.code == wanted.body)]
    answers = mandate_answers([*open_yet, *taken], _today(request))
    kept = {item for item, answer in answers.items() if not wanted.within or answer.answer == wanted.within}
    return Decisions(
        [item for item in open_yet if item.id in kept], [item for item in taken if item.id in kept], answers
    )


@dataclass(frozen=True, slots=True)
class OverAll:
    """What is the same for every member: which decisions there are as narrowed, and what is told over all of them.

    What waits stands longest first.
    """

    waiting: list[UUID]
    taken: list[UUID]
    told: Mapping[str, Any]


@kept
def _over_all(request: PageRequest) -> OverAll:
    found, today = _found(request, asked_filter(request)), _today(request)
    times = body_times([*found.waiting, *found.taken], today)
    days = {item.id: queries.days_waiting(item, today) or 0 for item in found.waiting}
    longest = max([*days.values(), *(item.agreed_days or 0 for item in found.waiting)], default=0)
    told = {
        "late": sum(is_late(queries.days_waiting(item, today), item.agreed_days) for item in found.waiting),
        "scale": longest + longest // 6 + 1,
        "outside": sum(found.answers[item.id].answer is Within.NO for item in found.taken),
        "waits_on": waits_on_whom(times),
        "drawing_legend": legend_rows(),
        "drawing": times_drawing(times),
        "times": times_rows(times) if any(row.spread for row in times) else [],
        "nine_of_ten": any(row.spread and row.spread.nine_of_ten for row in times),
    }
    longest_first = sorted(found.waiting, key=lambda item: -days[item.id])
    return OverAll([item.id for item in longest_first], [item.id for item in found.taken], told)


def _those(request: PageRequest, waiting: Sequence[UUID], taken: Sequence[UUID]) -> Decisions:
    """Read the decisions of a page in the order given, each with the answer of its mandate."""
    day = shown_day(request).day
    asked = queries.decisions(Decision.State.ASKED, day).in_bulk(waiting)
    decided = queries.decisions(Decision.State.TAKEN, day).in_bulk(taken)
    # What someone decides or withdraws meanwhile is no longer there.
    stood = [queries.as_it_stood(asked[one], day) for one in waiting if one in asked]
    on_page = [decided[one] for one in taken if one in decided]
    return Decisions(stood, on_page, mandate_answers([*stood, *on_page], _today(request)))


def _narrowed(found: QuerySet[Decision], wanted: DecisionFilter) -> QuerySet[Decision]:
    if wanted.body:
        found = found.filter(body__code=wanted.body)
    if wanted.activity:
        found = found.filter(id__in=about_activity(wanted.activity))
    return found


def _today(request: PageRequest) -> date:
    shown = shown_day(request)
    return shown.day if shown.is_past else timezone.localdate()


@require_safe
def decisions(request: PageRequest, project: str) -> HttpResponse:
    """Show what waits for a decision, longest first, how long bodies take, and what was decided under which mandate."""
    shown, wanted, today = shown_day(request), asked_filter(request), _today(request)
    over_all, reader = _over_all(request), reader_of(request)
    everything = "all" in request.GET or "page" in request.GET
    pages = Paginator(over_all.taken, PER_PAGE if everything else NEWEST)
    page = pages.get_page(request.GET.get("page"))
    waits = Paginator(over_all.waiting, PER_PAGE)
    waiting = waits.get_page(request.GET.get("waiting"))
    found = _those(request, list(waiting.object_list), list(page.object_list))
    activities = activities_of([*found.waiting, *found.taken])
    reminded = {} if shown.is_past else last_reminders("decision", [item.id for item in found.waiting])
    context = {
        **over_all.told,
        "shown": shown,
        "waiting": [
            waiting_row(request, item, activities.get(item.id, []), found.answers[item.id], reader, today)
            | {"reminded": say_reminded(reminded[item.id]) if item.id in reminded else ""}
            for item in found.waiting
        ],
        "waiting_count": len(over_all.waiting),
        "waiting_pages": page_links(request, waiting, waits, "waiting") if waits.num_pages > 1 else {},
        "taken": [
            taken_row(request, item, activities.get(item.id, []), found.answers[item.id]) for item in found.taken
        ],
        "count": len(over_all.taken),
        "outside_url": f"{request.path}?{urlencode({'within': Within.NO} | shown.kept)}",
        "pages": page_links(request, page, pages) if everything else {},
        "all_url": "" if everything or pages.num_pages == 1 else _all_url(request),
        "filters": _filters(shown, wanted),
        "acts": export_links(request, "partnership:decisions_export"),
        "clear_url": f"{request.path}{shown.query}" if wanted != DecisionFilter() else "",
        "ask_url": reverse("partnership:ask_decision", args=[project]) if reader.acts else "",
    }
    return render(request, "partnership/decisions.html", context)


def _all_url(request: PageRequest) -> str:
    query = request.GET.copy()
    query["all"] = "1"
    return f"{request.path}?{query.urlencode()}#taken"


def _filters(shown: ShownDay, wanted: DecisionFilter) -> list[dict[str, Any]]:
    bodies = [("", _("All bodies")), *Body.objects.values_list("code", "name")]
    activities = [("", _("All activities")), *activities_with_decisions().values_list("code", "name")]
    days = Decision.objects.exclude(decided_latest=None).dates("decided_latest", "year", order="DESC")
    years = [("", _("All years")), *((str(day.year), str(day.year)) for day in days)]
    within = [("", _("All")), *((str(answer), words_of_within(answer)) for answer in reversed(Within))]
    return [
        as_of(shown),
        select("body", _("Body"), bodies, wanted.body),
        select("activity", _("Activity"), activities, wanted.activity),
        select("year", _("Decided in"), years, wanted.year),
        select("within", _("Within the mandate?"), within, wanted.within),
    ]


@require_safe
def decisions_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give what waits and what was taken, as narrowed, as CSV or as a workbook."""
    found, today = _found(request, asked_filter(request)), _today(request)
    items = [*found.waiting, *found.taken]
    activities = activities_of(items)
    rows = [decision_cells(item, activities.get(item.id, []), found.answers[item.id], today) for item in items]
    return table_file(request, Table(_("Decisions"), decision_heads(), rows), form)


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
    mandates = queries.mandates_on(shown.day).filter(body=found.body) if waits and found.body else []
    within = within_cells(mandate_answers([found], _today(request))[found.id])
    context = {
        "usable_as": DECISION if found.state == Decision.State.TAKEN else QUESTION,
        "decision": {
            "id": str(found.id),
            "question": found.question,
            "state": found.get_state_display(),
            "result": say_result(found),
            "waits": waits,
        },
        "facts": [*_facts(request, found), *facts_of_map(request, found), *facts_of_report(request, found)],
        "within": within,
        "within_heading": _("May this body decide it?") if waits else _("Was this within the mandate?"),
        "forwarded": [_forwarding(item) for item in forwardings_of(found)],
        "advice": [
            {"question": item.advice.question, "url": link(request, "partnership:advice", item.advice.id)}
            for item in advice_as_of(shown.day, Q(decision=found))
        ],
        "days": queries.days_waiting(found, shown.day if shown.is_past else None),
        "agreed": found.agreed_days,
        "evidence": [] if later else Evidences(request, [found]).of(found),
        "mandates": [{"subject": mandate.subject, "limits": mandate.limits} for mandate in mandates],
    }
    context |= _acts_part(request, found) | remind_part(request, found) | follows_part(request, found)
    return render(request, "partnership/decision.html", context)


def _acts_part(request: PageRequest, found: Decision) -> dict[str, str]:
    """Return where the reader takes a decision, withdraws it or sends it on; nothing where that is not offered."""
    by, now = request.actor.person, timezone.now()
    acts = {
        "take_url": ("partnership:take_decision", reasons_against_deciding(found, by=by, at=now)),
        "withdraw_url": ("partnership:withdraw_decision", reasons_against_withdrawing_decision(found, by=by, at=now)),
        "forward_url": ("partnership:forward_decision", reasons_against_forwarding(found, None, by=by, at=now)),
    }
    address = [request.actor.project.code, found.id]
    return {
        name: reverse(route, args=address) if is_offered(request, reasons) else ""
        for name, (route, reasons) in acts.items()
    }


def _forwarding(item: DecisionForwarding) -> str:
    words = {
        "from": item.from_body.name, "to": item.to_body.name, "name": item.forwarded_by.name,
        "day": say_day(timezone.localdate(item.forwarded_at)),
    }  # fmt: skip
    return _("Sent on from %(from)s to %(to)s on %(day)s, by %(name)s.") % words


def _facts(request: PageRequest, found: Decision) -> list[dict[str, str]]:
    """Return who decides, about what, and what was decided as far as it was."""
    unsaid = _("not yet") if found.state == Decision.State.ASKED else ""
    here = found.taken_at is not None
    body_url = link(request, "partnership:body", found.body.code) if found.body else ""
    activities = [
        {"term": _("Activity"), "value": item.name, "url": link(request, "programme:activity", item.code)}
        for item in activities_of([found])[found.id]
    ]
    return [
        {"term": _("Who decides"), "value": found.body.name if found.body else "", "url": body_url},
        *activities,
        {"term": _("What it is about"), "value": say_subject(found)},
        {"term": _("Asked on"), "value": say_date(found.asked_on)},
        {"term": _("Asked by"), "value": found.asked_by.name if found.asked_by else ""},
        {"term": _("Decided on"), "value": say_date(found.decided_on) or unsaid},
        # What was decided here comes from no source that could say more.
        {"term": _("Outcome"), "value": found.outcome or unsaid or (_("nothing written down") if here else "")},
        {"term": _("Reasons"), "value": found.reasons or unsaid or (_("no reason written down") if here else "")},
        {"term": _("Mandate used"), "value": found.mandate.subject if found.mandate else unsaid},
    ]
