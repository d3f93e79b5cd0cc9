"""Open the reading context of the signed-in person for each page of a project; without one, no page."""

from collections.abc import Callable
from http import HTTPStatus
from typing import cast
from uuid import UUID

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from vlechtwerk.domains.partnership.queries import memberships_of
from vlechtwerk.domains.sharing.queries.reader import Reading, met_a_change, still_holds
from vlechtwerk.foundation.database.clashes import is_clash, undo_all
from vlechtwerk.interfaces.actor import Actor, acting_as, lacks_second_factor, vouched_for
from vlechtwerk.interfaces.web.errors import changed_meanwhile, made_meanwhile

NextHandler = Callable[[HttpRequest], HttpResponseBase]


# How often a page is made anew when what was read may no longer be read by the time it is ready.
MOST_TRIES = 3
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Clashed(HttpResponse):
    """Stands for the page about an act that broke on what someone else made meanwhile."""


class PageRequest(HttpRequest):
    """A request to a page of a project, with the person who asks and, on marked content, the purpose they read in."""

    actor: Actor
    reading: Reading


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
        for _try in range(MOST_TRIES if request.method in SAFE else 1):
            with acting_as(account, code, _chosen_appointment(request, code)) as actor:
                if actor is None:
                    break
                response = self._answer(cast(PageRequest, request), actor)
                # What was taken away while the page was made must not leave with it, and may be why the page failed.
                failed = response.status_code >= 500 or transaction.get_rollback()
                changed = met_a_change() if failed else not still_holds()
                if failed or changed:
                    transaction.set_rollback(True)
                if not changed and not isinstance(response, Clashed):
                    return _private(response)
            if isinstance(response, Clashed):
                return _private(made_meanwhile(request))
        else:
            return _private(changed_meanwhile(request))
        if not memberships_of(account):
            # The mandate has ended: so does the session.
            logout(request)
            return redirect_to_login(request.get_full_path(), login_url=reverse("ended"))
        # Someone who takes no part in a project is told no more than that there is nothing here.
        raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer an act that broke on what someone else made meanwhile: a conflict, of which nothing is kept."""
        if not is_clash(exception):
            return None
        if not hasattr(request, "actor"):
            return made_meanwhile(request)
        # The page about it asks the database, and so is made when this transaction is over.
        undo_all()
        return Clashed(status=HTTPStatus.CONFLICT)

    def _answer(self, request: PageRequest, actor: Actor) -> HttpResponseBase:
        request.actor = actor
        return self.get_response(request)


def _chosen_appointment(request: HttpRequest, project: str) -> UUID | None:
    chosen = request.session.get("appointments", {}).get(project)
    return UUID(chosen) if chosen else None


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
