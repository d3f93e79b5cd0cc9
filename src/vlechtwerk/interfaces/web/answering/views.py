"""The pages of answering: in by a personal link, the promise, the questions, look them through, send, thanks."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vlechtwerk.domains.evaluation.operations import answering as operations
from vlechtwerk.domains.evaluation.operations.round_mails import digest_of
from vlechtwerk.domains.evaluation.queries.answering import Answering, answering_of
from vlechtwerk.domains.evaluation.queries.round_keys import has_round_key
from vlechtwerk.domains.evaluation.rules import answering as rules
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.engines.surveys.answers import Missing
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.web.answering.forms import (
    Filled,
    language_of,
    minutes_of,
    questions_of,
    read_filled,
)
from vlechtwerk.interfaces.web.answering.links import answering_by, keep_link
from vlechtwerk.interfaces.web.words import say_day

# A token can't be guessed; who tries many is stopped all the same. Who has a link that leads somewhere is not counted.
UNKNOWN_LINKS_PER = "30/m/ip"
# In these nothing is sent any more, so what a browser kept of an anonymous form goes.
FORGETTING = ("used", "over", "declined", "not_asked")
View = Callable[..., HttpResponse]


@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Take a personal link in, and go on at an address that tells nobody anything."""
    digest = digest_of(token)
    found = answering_of(digest)
    if found is None:
        config = {"unknown_link": UNKNOWN_LINKS_PER}
        if ratelimit.consume(request, app="vlechtwerk", action="unknown_link", config=config, limit_get=True):
            return _state(request, "unknown", status=HTTPStatus.NOT_FOUND)
        return _state(request, "too_many", status=HTTPStatus.TOO_MANY_REQUESTS)
    response = redirect("answering:start")
    keep_link(response, digest)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, found.language, samesite="Lax")
    response["Referrer-Policy"] = "no-referrer"
    return response


def _state(
    request: HttpRequest, state: str, answering: Answering | None = None, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    """Say why there is nothing to fill in here."""
    context = {"state": state, "forgetting": FORGETTING, "why": rules.key_missing().text} | _frame(answering)
    return render(request, "answering/state.html", context, status=status)


def _frame(answering: Answering | None) -> dict[str, Any]:
    if answering is None:
        return {"round": None}
    return {
        "round": answering.name,
        "project": answering.project,
        "invented": answering.origin == Origin.INVENTED,
        "anonymous": answering.is_anonymous,
        "form_name": answering.form_name if answering.is_anonymous else "",
        "made_for": answering.form_name,
        "closes_on": say_day(answering.closes_on) if answering.closes_on else "",
        "closed_early": answering.closed and not answering.last_day_has_passed,
        "sent": answering.sent,
    }


def _who_can_answer(view: View) -> View:
    """Let a page be made for someone who can still answer; everybody else is told why they can't."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        found = answering_by(request)
        if found is None:
            return _state(request, "no_link", status=HTTPStatus.NOT_FOUND)
        # Another link may have been followed in this browser since the form was shown: it is not theirs to send.
        if request.method == "POST" and request.POST.get("made_for") != found.form_name:
            return _state(request, "other_link", status=HTTPStatus.CONFLICT)
        if found.sent:
            return _state(request, "used", found)
        if found.is_over:
            return _state(request, "over", found, status=HTTPStatus.GONE)
        if not found.eligible:
            return _state(request, "not_asked", found, status=HTTPStatus.GONE)
        if found.is_anonymous and not has_round_key(found.public_key):
            return _state(request, "key_missing", found, status=HTTPStatus.SERVICE_UNAVAILABLE)
        return view(request, found)

    return answer


@require_safe
@_who_can_answer
def start(request: HttpRequest, answering: Answering) -> HttpResponse:
    """Show what is promised, where that ends, how long it takes and until when."""
    context = _frame(answering) | {
        "statements": len(answering.questionnaire.statements),
        "minutes": minutes_of(answering),
        "threshold": answering.threshold,
        "told_apart": answering.told_apart,
        "people": answering.people,
        "is_very_small": answering.is_very_small,
        "evaluators": ", ".join(answering.evaluators),
        "invitation": answering.invitation,
        "declined": answering.declined,
        "begun": bool(answering.answers or answering.remarks),
        "answered": sum(one is not Missing.NOT_ANSWERED for one in answering.answers.values()),
        "saved": "saved" in request.GET,
    }
    return render(request, "answering/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_who_can_answer
def questions(request: HttpRequest, answering: Answering) -> HttpResponse:
    """Show the questions: one at a time where scripts run, or else all on one form."""
    if request.method == "POST":
        return _questions(request, answering, read_filled(answering, request.POST))
    return _questions(request, answering, Filled(answering.answers, answering.remarks))


def _questions(
    request: HttpRequest, answering: Answering, filled: Filled, reasons: tuple[Reason, ...] = ()
) -> HttpResponse:
    rows = questions_of(answering, filled)
    context = _frame(answering) | {
        "questions": rows,
        "count": len(rows),
        "language": language_of(answering),
        "minutes": minutes_of(answering),
        "reasons": reasons,
    }
    status = HTTPStatus.CONFLICT if reasons else HTTPStatus.OK
    return render(request, "answering/questions.html", context, status=status)


@require_POST
@_who_can_answer
def check(request: HttpRequest, answering: Answering) -> HttpResponse:
    """Show what was skipped before it is sent, for who has no scripts; nothing is kept here."""
    rows = questions_of(answering, read_filled(answering, request.POST))
    statements = [row for row in rows if row["kind"] == "statement"]
    context = _frame(answering) | {
        "questions": rows,
        "language": language_of(answering),
        "answered": sum(bool(row["value"]) for row in statements),
        "statements": len(statements),
        "skipped": [row for row in statements if not row["value"]],
        "remarks": [row for row in rows if row["kind"] == "open" and row["value"]],
    }
    return render(request, "answering/check.html", context)


@require_POST
@_who_can_answer
def save(request: HttpRequest, answering: Answering) -> HttpResponse:
    """Save on the server what was filled in so far, in a confidential round only."""
    if answering.is_anonymous:
        return _state(request, "unknown", answering, status=HTTPStatus.NOT_FOUND)
    filled = read_filled(answering, request.POST)
    try:
        operations.save_so_far(answering, filled.answers, filled.remarks)
    except Refused:
        return redirect("answering:start")
    if request.headers.get("Vlechtwerk-Sent-By") == "script":
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    response = redirect("answering:start")
    response["Location"] += "?saved"
    return response


@require_POST
@_who_can_answer
def send(request: HttpRequest, answering: Answering) -> HttpResponse:
    """Send the answers; this can't be undone."""
    filled = read_filled(answering, request.POST)
    try:
        operations.hand_in(answering, filled.answers, filled.remarks)
    except Refused as refused:
        return _questions(request, answering, filled, refused.reasons)
    return redirect("answering:thanks")


@require_POST
@_who_can_answer
def decline(request: HttpRequest, answering: Answering) -> HttpResponse:
    """Note that someone does not take part."""
    try:
        operations.decline(answering)
    except Refused:
        return redirect("answering:start")
    return _state(request, "declined", answering)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank whoever sent, and say what happens now."""
    found = answering_by(request)
    if found is None or not found.sent:
        return redirect("answering:start")
    return render(request, "answering/thanks.html", _frame(found))
