"""Open the reading context of the signed-in person for each page of a project; without one, no page."""

from collections.abc import Callable
from typing import cast

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from vlechtwerk.domains.partnership.queries import memberships_of
from vlechtwerk.interfaces.actor import Actor, acting_as, lacks_second_factor, vouched_for

NextHandler = Callable[[HttpRequest], HttpResponseBase]


class PageRequest(HttpRequest):
    """A request to a page of a project, with the person who asks."""

    actor: Actor


class ReadingMiddleware:
    """Every address with a project in it is answered inside that person's reading context, or not at all.

    The whole answer is made inside one transaction: who reads, what is shown and what is written belong together.
    """

    def __init__(self, get_response: NextHandler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        if "%00" in request.get_full_path():
            # No text in the database can hold it, so nothing can be found by it.
            raise BadRequest
        code = _project_in(request.path_info)
        if code is None or request.path_info.startswith("/api/"):
            return _private(self.get_response(request))
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        account = request.user
        if lacks_second_factor(account, vouched=vouched_for(request, account)):
            return redirect("mfa_index")
        with acting_as(account, code) as actor:
            if actor is not None:
                return _private(self._answer(cast(PageRequest, request), actor))
        if not memberships_of(account):
            # The mandate has ended: so does the session.
            logout(request)
            return redirect_to_login(request.get_full_path(), login_url=reverse("ended"))
        # Someone who takes no part in a project is told no more than that there is nothing here.
        raise Http404

    def _answer(self, request: PageRequest, actor: Actor) -> HttpResponseBase:
        request.actor = actor
        response = self.get_response(request)
        if response.status_code >= 500:
            transaction.set_rollback(True)
        return response


def _project_in(path: str) -> str | None:
    try:
        return resolve(path).kwargs.get("project")
    except Resolver404:
        return None


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """Keep personal pages out of every cache: what may be shown changes with the mandate."""
    if isinstance(response, HttpResponse) and not response.has_header("Cache-Control"):
        response["Cache-Control"] = "no-store"
    return response
