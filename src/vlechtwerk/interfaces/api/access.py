"""Who calls: a personal token, or the session of the browser; and the one reading context of the whole answer."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from allauth.core.internal import ratelimit
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk import __version__
from vlechtwerk.domains.partnership.models import AccessToken, Account
from vlechtwerk.domains.partnership.operations.accounts import token_in_force
from vlechtwerk.domains.sharing.queries.reader import Reading, met_a_change, still_holds
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.actor import Actor, acting_as, lacks_second_factor, vouched_for
from vlechtwerk.interfaces.api.problems import CONTENT_TYPE, Wrong, absent, too_large
from vlechtwerk.interfaces.uploads import is_too_large, reasons_against_one_more

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
BEARER = "Bearer "
# In which of one's own appointments a call is made; without it, in the newest.
APPOINTMENT = "Vlechtwerk-Appointment"


class ApiRequest(HttpRequest):
    """A call inside a project, with the person who makes it and, in a purpose, the reading."""

    actor: Actor
    reading: Reading


def token_or_session(request: HttpRequest) -> Account | None:
    """Return whom the middleware found; without anyone there is no answer."""
    return getattr(request, "api_account", None)


class ApiMiddleware:
    """Answer every call inside the caller's reading context, in one transaction, and never let it be cached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the call."""
        if not request.path_info.startswith("/api/"):
            return self.get_response(request)
        response = _as_problem(self._answer(request))
        response["API-Version"] = __version__
        response["Cache-Control"] = "no-store"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.get_full_path():
            return _problem(Wrong(HTTPStatus.BAD_REQUEST, _("An address can't hold the character NUL.")))
        try:
            account = _caller(request)
            appointment = _appointment_named(request)
        except Wrong as wrong:
            return _problem(wrong)
        if isinstance(account, HttpResponse):
            return account
        request.api_account = account  # type: ignore[attr-defined]  # read by token_or_session
        project = _project_in(request.path_info)
        if account is None or project is None:
            return self.get_response(request)
        with acting_as(account, project, appointment) as actor:
            if actor is None:
                return _problem(absent())
            if appointment is not None and actor.appointment.id != appointment:
                return _problem(_not_your_appointment())
            request.actor = actor  # type: ignore[attr-defined]  # an ApiRequest from here on
            response = self.get_response(request)
            # So that invented data say so wherever they go, also in a list that has no place for it.
            response["Vlechtwerk-Origin"] = actor.project.origin
            failed = response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or transaction.get_rollback()
            changed = met_a_change() if failed else not still_holds()
            if failed or changed:
                # What was taken away while the answer was made must not leave with it.
                transaction.set_rollback(True)
            if changed:
                return _problem(Wrong(HTTPStatus.CONFLICT, _("What you may read changed meanwhile. Ask again.")))
            return response


def _as_problem(response: HttpResponseBase) -> HttpResponseBase:
    """Answer an address that is not there, or not in this way, as any other problem: no page of the site."""
    if response.get("Content-Type") == CONTENT_TYPE:
        return response
    if response.status_code == HTTPStatus.NOT_FOUND:
        return _problem(absent())
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = response["Allow"]
        detail = _("This address can't be called in this way. It takes: %(methods)s.") % {"methods": allowed}
        answer = _problem(Wrong(HTTPStatus.METHOD_NOT_ALLOWED, detail))
        answer["Allow"] = allowed
        return answer
    return response


def _appointment_named(request: HttpRequest) -> UUID | None:
    named = request.headers.get(APPOINTMENT, "")
    try:
        return UUID(named) if named else None
    except ValueError:
        raise _not_your_appointment() from None


def _not_your_appointment() -> Wrong:
    reason = Reason("not_your_appointment", _("This is not an appointment of yours that runs today."), APPOINTMENT)
    return Wrong(HTTPStatus.FORBIDDEN, _("You can't act in this appointment."), [reason])


def _take_files(request: HttpRequest, account: Account) -> None:
    """Take in what is sent before any record is opened, only so often and so much; the rest never touches the disk."""
    if not (request.content_type or "").startswith("multipart/"):
        return
    if too_often := reasons_against_one_more(request, account):
        raise Wrong(HTTPStatus.TOO_MANY_REQUESTS, too_often[0].text, too_often)
    try:
        if is_too_large(request):
            raise too_large()
    except (MultiPartParserError, SuspiciousOperation, UnreadablePostError):
        raise Wrong(HTTPStatus.BAD_REQUEST, _("The request can't be understood.")) from None


def _caller(request: HttpRequest) -> Account | HttpResponse | None:
    # Ninja's views are free of Django's own check; a session is held to it here, a token needs none.
    token = _by_token(request)
    if isinstance(token, HttpResponse):
        return token
    if token is not None:
        # A token needs the second factor too: it could have been made with a password alone.
        return _with_second_factor(request, token.account, vouched=token.vouched)
    if not request.user.is_authenticated:
        return None
    account = _with_second_factor(request, request.user, vouched=vouched_for(request, request.user))
    # Only now: looking for the proof reads what was sent.
    if request.method not in SAFE and (refused := _forged(request)) is not None:
        return refused
    return account


def _with_second_factor(request: HttpRequest, account: Account, *, vouched: bool) -> Account:
    if lacks_second_factor(account, vouched=vouched):
        raise Wrong(HTTPStatus.FORBIDDEN, _("Add a passkey or an authenticator app to your account first."))
    _take_files(request, account)
    return account


def _by_token(request: HttpRequest) -> AccessToken | HttpResponse | None:
    sent = request.headers.get("Authorization", "")
    if not sent.startswith(BEARER):
        return None
    token = token_in_force(sent.removeprefix(BEARER), at=timezone.now())
    if token is None and not ratelimit.consume(
        request, app="vlechtwerk.api", action="token", config={"token": "20/5m/ip"}, limit_get=True
    ):
        return _problem(Wrong(HTTPStatus.TOO_MANY_REQUESTS, _("Too many wrong tokens. Try again in five minutes.")))
    return token


def _forged(request: HttpRequest) -> HttpResponse | None:
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    request.csrf_processing_done = False  # type: ignore[attr-defined]  # set by Django's own middleware
    if check.process_view(request, None, (), {}) is None:  # type: ignore[arg-type]  # no view is needed for the check
        return None
    return _problem(Wrong(HTTPStatus.FORBIDDEN, _("A call with a browser session needs the X-CSRFToken header.")))


def _problem(wrong: Wrong) -> HttpResponse:
    content: dict[str, Any] = wrong.problem.model_dump(by_alias=True, mode="json")
    return JsonResponse(content, status=wrong.problem.status, content_type=CONTENT_TYPE)


def _project_in(path: str) -> str | None:
    try:
        return resolve(path).kwargs.get("project")
    except Resolver404:
        return None
