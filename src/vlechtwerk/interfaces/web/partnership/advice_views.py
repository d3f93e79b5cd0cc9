"""What advice was asked, how long each waited, what was advised, and whether it was followed."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import Advice
from vlechtwerk.domains.partnership.queries.promises import AdviceAsOf, advice_as_of, drafts_of
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.partnership.rules.advice import (
    reasons_against_being_adviser,
    reasons_against_judging_advice,
    reasons_against_judging_as,
    weigher_of,
)
from vlechtwerk.domains.programme.queries.planning import activities_of_advice
from vlechtwerk.domains.programme.queries.waiting import agreed_days_of
from vlechtwerk.engines.statistics.days import spread
from vlechtwerk.interfaces.web.day_words import say_span, spread_cells
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import is_offered, shown_day, words_for_unknown
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership.views import link
from vlechtwerk.interfaces.web.reminder_rows import remind_part
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file
from vlechtwerk.interfaces.web.words import say_date, say_day, say_day_and_time


@require_safe
def advice_list(request: PageRequest, project: str) -> HttpResponse:
    """Show the advice asked: what waits first, then what was given and what was done with it."""
    by, now = request.actor.person, timezone.now()
    asks = is_offered(request, reasons_against_acting(by, now))
    found = _advice(request)
    unsaid = Advice.objects.filter(id__in=[row["id"] for row in found["given"] if not row["followed"]])
    weigher = weigher_of(by, now)
    context = {
        **found,
        "ask_url": reverse("partnership:ask_advice", args=[project]) if asks else "",
        "weighs": {item.id for item in unsaid if asks and not reasons_against_judging_as(weigher, item)},
    }
    return render(request, "partnership/advice_list.html", context)


@kept
def _advice(request: PageRequest) -> dict[str, Any]:
    shown = shown_day(request)
    found = advice_as_of(shown.day)
    activities = activities_of_advice([item.advice for item in found])
    rows = [_row(request, item, ", ".join(one.name for one in activities[item.advice.id])) for item in found]
    given = [item for item in found if item.is_given]
    times = spread(item.waited for item in given if item.waited is not None)
    scale = max([row["days"] or 0 for row in rows] + [1], default=1)
    return {
        "shown": shown,
        "missing": words_for_unknown(shown),
        "waiting": [row for row in rows if not row["given"]],
        "given": [row for row in rows if row["given"]],
        "late": sum(1 for row in rows if row["overdue"]),
        "weighed": sum(item.is_weighed for item in given),
        "followed": sum(item.is_weighed and item.advice.followed == Advice.Followed.YES for item in given),
        "times": [{"what": _("From question to advice"), **spread_cells(times)}] if times else [],
        "scale": scale + scale // 6 + 1,
        "acts": export_links(request, "partnership:advice_export"),
    }


def _row(request: PageRequest, item: AdviceAsOf, about: str) -> dict[str, Any]:
    advice, waited = item.advice, item.waited
    exact = int(waited.most) if waited is not None and waited.is_exact else None
    return {
        "id": advice.id,
        "question": advice.question,
        "url": link(request, "partnership:advice", advice.id),
        "weigh_url": link(request, "partnership:weigh_advice", advice.id),
        "body": advice.body.name,
        "asked": say_date(advice.asked_on),
        "asker": _asker(advice),
        "about": about,
        "due": say_day(advice.due_on) if advice.due_on else "",
        "overdue": item.overdue_days,
        "days": exact,
        "agreed": agreed_days_of(advice),
        "waited": say_span(waited) if waited is not None else "",
        "given": say_date(advice.given_on) if item.is_given else "",
        "followed": advice.followed if item.is_weighed else "",
        "followed_word": str(advice.get_followed_display()) if item.is_weighed else "",
        "why": advice.why if item.is_weighed else "",
    }


def _asker(advice: Advice) -> str:
    named = [advice.asking_body.name if advice.asking_body else "", advice.asked_by.name if advice.asked_by else ""]
    return ", ".join(name for name in named if name)


@require_safe
def advice_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the advice asked, as CSV or as a workbook."""
    shown = shown_day(request)
    found = advice_as_of(shown.day)
    activities = activities_of_advice([item.advice for item in found])
    missing = words_for_unknown(shown)
    heads = [
        _("Question"), _("About what"), _("Advisory body"), _("Asked by"), _("Asked on"), _("Wanted by"), _("Given on"),
        _("Days"), _("Advice"), _("Followed?"), _("Why"), _("In which decision"),
    ]  # fmt: skip
    rows = []
    for item in found:
        advice = item.advice
        rows.append(
            [
                advice.question,
                ", ".join(one.name for one in activities[advice.id]),
                advice.body.name,
                _asker(advice) or missing,
                advice.asked_on.text if advice.asked_on else missing,
                advice.due_on.isoformat() if advice.due_on else "",
                advice.given_on.text if advice.given_on and item.is_given else "",
                say_span(item.waited) if item.waited is not None else "",
                advice.text if item.is_given else "",
                str(advice.get_followed_display()) if item.is_weighed else "",
                advice.why if item.is_weighed else "",
                advice.followed_in.question if advice.followed_in and item.is_weighed else "",
            ]
        )
    return table_file(request, Table(_("Pieces of advice"), heads, rows), form)


@require_safe
def advice(request: PageRequest, project: str, advice: UUID) -> HttpResponse:
    """Show one advice: the question, the drafts for who sits in the body, the text, and what was done with it."""
    shown = shown_day(request)
    item = next(iter(advice_as_of(shown.day, Q(id=advice))), None)
    if item is None:
        raise Http404
    found, by, now = item.advice, request.actor.person, timezone.now()
    address = [project, found.id]
    advises = is_offered(request, reasons_against_being_adviser(found, by=by, at=now))
    weighs = is_offered(request, reasons_against_judging_advice(found, by=by, at=now))
    context = {
        "advice": {"question": found.question, "text": found.text if item.is_given else ""},
        "state": str(found.get_followed_display())
        if item.is_weighed
        else _("Given")
        if item.is_given
        else _("Waiting"),
        "facts": _facts(request, item),
        "evidence": Evidences(request, [found]).of(found) if item.is_given else [],
        "drafts": [
            {"text": note.text, "by": note.written_by.name, "at": say_day_and_time(note.written_at)}
            for note in drafts_of(found)
        ]
        if not shown.is_past
        else [],
        "draft_url": reverse("partnership:draft_advice", args=address) if advises else "",
        "give_url": reverse("partnership:give_advice", args=address) if advises else "",
        "weigh_url": reverse("partnership:weigh_advice", args=address) if weighs else "",
        **remind_part(request, found),
    }
    return render(request, "partnership/advice.html", context)


def _facts(request: PageRequest, item: AdviceAsOf) -> list[dict[str, str]]:
    found = item.advice
    unsaid = _("not yet")
    decision = found.decision
    about = [
        {"term": _("Activity"), "value": one.name, "url": link(request, "programme:activity", one.code)}
        for one in activities_of_advice([found])[found.id]
    ]
    if decision is not None:
        url = link(request, "partnership:decision", decision.id)
        about.append({"term": _("For the decision"), "value": decision.question, "url": url})
    facts = [
        {
            "term": _("Who advises"),
            "value": found.body.name,
            "url": link(request, "partnership:body", found.body.code),
        },
        {"term": _("Asked by"), "value": _asker(found)},
        {"term": _("Asked on"), "value": say_date(found.asked_on)},
        *([{"term": _("Wanted by"), "value": say_day(found.due_on)}] if found.due_on else []),
        *about,
        {"term": _("Given on"), "value": say_date(found.given_on) if item.is_given else unsaid},
    ]
    if item.is_given:
        facts.append({"term": _("Followed?"), "value": found.get_followed_display() if item.is_weighed else unsaid})
    if item.is_weighed:
        facts.append({"term": _("Why"), "value": found.why or _("no reason given")})
        if found.followed_in is not None:
            url = link(request, "partnership:decision", found.followed_in.id)
            facts.append({"term": _("In which decision"), "value": found.followed_in.question, "url": url})
    return facts
