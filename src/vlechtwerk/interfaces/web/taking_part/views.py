"""The pages of taking part: in by a personal link, propose while the group proposes, choose while it chooses."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vlechtwerk.domains.evaluation.models import LearningSession
from vlechtwerk.domains.evaluation.operations import sessions as operations
from vlechtwerk.domains.evaluation.operations.round_mails import digest_of
from vlechtwerk.domains.evaluation.queries.sessions import TakingPart, taking_part_of
from vlechtwerk.domains.evaluation.rules.sessions import LONGEST_PROPOSED
from vlechtwerk.domains.evaluation.words.learning import say_question
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.web.words import say_day

COOKIE, PATH = "taking-part", "/take-part/"
# A token can't be guessed; who tries many is stopped all the same.
UNKNOWN_LINKS_PER = "30/m/ip"
State = LearningSession.State
View = Callable[..., HttpResponse]


@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Take a personal link in, and go on at an address that tells nobody anything."""
    digest = digest_of(token)
    if taking_part_of(digest) is None:
        config = {"unknown_session_link": UNKNOWN_LINKS_PER}
        if ratelimit.consume(request, app="vlechtwerk", action="unknown_session_link", config=config, limit_get=True):
            return _unknown(request, HTTPStatus.NOT_FOUND)
        return _unknown(request, HTTPStatus.TOO_MANY_REQUESTS)
    response = redirect("taking_part:here")
    response.set_signed_cookie(
        COOKIE, digest, salt=COOKIE, path=PATH, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )
    response["Referrer-Policy"] = "no-referrer"
    return response


def _unknown(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    return render(request, "taking_part/unknown.html", {"too_many": status == HTTPStatus.TOO_MANY_REQUESTS},
                  status=status)  # fmt: skip


def _who_takes_part(view: View) -> View:
    """Let a page be made for someone who takes part; who followed no link is told so."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        digest = request.get_signed_cookie(COOKIE, default="", salt=COOKIE)
        found = taking_part_of(digest) if digest else None
        if found is None:
            return _unknown(request, HTTPStatus.NOT_FOUND)
        # Another link may have been followed in this browser since: what is sent is not theirs.
        if request.method == "POST" and request.POST.get("made_for") != str(found.participant):
            words = _("Nothing was taken in: since that page was opened, another link was followed in this browser.")
            messages.error(request, words)
            return redirect("taking_part:here")
        return view(request, found)

    return answer


@require_safe
@_who_takes_part
def here(request: HttpRequest, taking_part: TakingPart) -> HttpResponse:
    """Show what the group does now: propose, choose, or nothing yet or any more."""
    return _page(request, taking_part)


def _page(
    request: HttpRequest,
    taking_part: TakingPart,
    *,
    filled: dict[str, str] | None = None,
    reasons: tuple[Reason, ...] = (),
) -> HttpResponse:
    # Refused, what was ticked stays ticked.
    ticked = request.POST.getlist("proposal") if reasons and not filled else None
    context: dict[str, Any] = {
        "name": taking_part.name,
        "project": taking_part.project,
        "invented": taking_part.origin == Origin.INVENTED,
        "asks": taking_part.asks,
        "who": taking_part.who,
        "day": say_day(taking_part.held_on),
        "made_for": str(taking_part.participant),
        "state": taking_part.state,
        "is_prepared": taking_part.state == State.PREPARED,
        "is_proposing": taking_part.state == State.PROPOSING,
        "is_choosing": taking_part.state == State.CHOOSING,
        "choices": taking_part.choices_each,
        "chosen": sum(one.chosen for one in taking_part.proposals),
        "proposals": [
            {
                "id": one.id,
                "number": one.number,
                "text": say_question(one),
                "chosen": one.chosen if ticked is None else str(one.id) in ticked,
            }
            for one in taking_part.proposals
        ],
        "filled": filled or {},
        "longest": LONGEST_PROPOSED,
        "reasons": reasons,
    }
    return render(request, "taking_part/here.html", context, status=HTTPStatus.CONFLICT if reasons else HTTPStatus.OK)


@require_POST
@_who_takes_part
def propose(request: HttpRequest, taking_part: TakingPart) -> HttpResponse:
    """Take a proposal in; who made it is not kept."""
    filled = {name: request.POST.get(name, "").replace("\0", "") for name in ("goal", "barrier")}
    try:
        operations.propose(taking_part, **filled)
    except Refused as refused:
        return _page(request, taking_part, filled=filled, reasons=refused.reasons)
    messages.success(request, _("It stands with the proposals, without your name. You can propose another."))
    return redirect("taking_part:here")


@require_POST
@_who_takes_part
def choose(request: HttpRequest, taking_part: TakingPart) -> HttpResponse:
    """Take a choice in; it takes the place of an earlier one."""
    known = {str(one.id): one.id for one in taking_part.proposals}
    chosen: list[UUID] = [known[one] for one in request.POST.getlist("proposal") if one in known]
    try:
        operations.choose(taking_part, chosen)
    except Refused as refused:
        return _page(request, taking_part, reasons=refused.reasons)
    messages.success(request, _("Your choice is kept. You can change it while the group chooses."))
    return redirect("taking_part:here")
