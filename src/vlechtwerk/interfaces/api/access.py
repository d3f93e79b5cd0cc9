"""Who calls: a personal token, or the session of the browser; and the one reading context of the whole answer."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.core.internal import ratelimit
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import Resolver404, resolve
from django.utils import timezone

from vlechtwerk import __version__
from vlechtwerk.domains.partnership.models import AccessToken, Account
from vlechtwerk.domains.partnership.operations.accounts import token_in_force
from vlechtwerk.interfaces.actor import Actor, acting_as, lacks_second_factor, vouched_for
from vlechtwerk.interfaces.api.problems import CONTENT_TYPE, Wrong, absent

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
BEARER = "Bearer "


class ApiRequest(HttpRequest):
    """A call inside a project, with the person who makes it."""

    actor: Actor


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
        response = self._answer(request)
        response["API-Version"] = __version__
        response["Cache-Control"] = "no-store"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.get_full_path():
            return _problem(Wrong(HTTPStatus.BAD_REQUEST, "An address can't hold the character NUL."))
        account = _caller(request)
        if isinstance(account, HttpResponse):
            return account
        request.api_account = account  # type: ignore[attr-defined]  # read by token_or_session
        project = _project_in(request.path_info)
        if account is None or project is None:
            return self.get_response(request)
        with acting_as(account, project) as actor:
            if actor is None:
                return _problem(absent())
            request.actor = actor  # type: ignore[attr-defined]  # an ApiRequest from here on
            response = self.get_response(request)
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                transaction.set_rollback(True)
            return response


def _caller(request: HttpRequest) -> Account | HttpResponse | None:
    # Ninja's views are free of Django's own check; a session is held to it here, a token needs none.
    token = _by_token(request)
    if isinstance(token, HttpResponse):
        return token
    if token is not None:
        # A token needs the second factor too: it could have been made with a password alone.
        return _with_second_factor(token.account, vouched=token.vouched)
    if not request.user.is_authenticated:
        return None
    if request.method not in SAFE and (refused := _forged(request)) is not None:
        return refused
    return _with_second_factor(request.user, vouched=vouched_for(request, request.user))


def _with_second_factor(account: Account, *, vouched: bool) -> Account | HttpResponse:
    if lacks_second_factor(account, vouched=vouched):
        return _problem(Wrong(HTTPStatus.FORBIDDEN, "Add a passkey or an authenticator app to your account first."))
    return account


def _by_token(request: HttpRequest) -> AccessToken | HttpResponse | None:
    sent = request.headers.get("Authorization", "")
    if not sent.startswith(BEARER):
        return None
    token = token_in_force(sent.removeprefix(BEARER), at=timezone.now())
    if token is None and not ratelimit.consume(
        request, app="vlechtwerk.api", action="token", config={"token": "20/5m/ip"}, limit_get=True
    ):
        return _problem(Wrong(HTTPStatus.TOO_MANY_REQUESTS, "Too many wrong tokens. Try again in five minutes."))
    return token


def _forged(request: HttpRequest) -> HttpResponse | None:
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    request.csrf_processing_done = False  # type: ignore[attr-defined]  # set by Django's own middleware
    if check.process_view(request, None, (), {}) is None:  # type: ignore[arg-type]  # no view is needed for the check
        return None
    return _problem(Wrong(HTTPStatus.FORBIDDEN, "A call with a browser session needs the X-CSRFToken header."))


def _problem(wrong: Wrong) -> HttpResponse:
    content: dict[str, Any] = wrong.problem.model_dump()
    return JsonResponse(content, status=wrong.problem.status, content_type=CONTENT_TYPE)


def _project_in(path: str) -> str | None:
    try:
        return resolve(path).kwargs.get("project")
    except Resolver404:
        return None
