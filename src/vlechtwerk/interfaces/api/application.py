"""The programming interface at /api/v1, after the Dutch API design rules."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from vlechtwerk import __version__
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.api.access import token_or_session
from vlechtwerk.interfaces.api.partnership import router as partnership
from vlechtwerk.interfaces.api.problems import CONTENT_TYPE, Wrong
from vlechtwerk.interfaces.api.programme import router as programme

DESCRIPTION = (
    "What a partnership wants, what it does and how that stands. Names are English; `docs/glossary.md` gives the Dutch "
    "term of each. Dates keep the precision of their source: 2023-07-15, 2023-07, 2023-early, 2023-mid, 2023-end, 2023."
)

api = NinjaAPI(
    title="Vlechtwerk",
    version=__version__,
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    auth=token_or_session,
    openapi_extra={"info": {"contact": {"name": "Vlechtwerk", "url": "https://example.org/vlechtwerk"}}},
)
api.add_router("/projects/{project}", programme)
api.add_router("/projects/{project}", partnership)


def _answer(request: HttpRequest, wrong: Wrong) -> HttpResponse:
    response = api.create_response(request, wrong.problem.model_dump(), status=wrong.problem.status)
    response["Content-Type"] = CONTENT_TYPE
    return response


def _handles(kind: type[Exception]) -> Callable[[Callable[[Any], Wrong]], None]:
    def register(turn: Callable[[Any], Wrong]) -> None:
        api.add_exception_handler(kind, lambda request, error: _answer(request, turn(error)))

    return register


@_handles(Wrong)
def _wrong(error: Wrong) -> Wrong:
    return error


@_handles(Refused)
def _refused(error: Refused) -> Wrong:
    return Wrong(HTTPStatus.CONFLICT, "This is not possible now.", error.reasons)


@_handles(AuthenticationError)
def _unknown(error: AuthenticationError) -> Wrong:
    return Wrong(HTTPStatus.UNAUTHORIZED, "Send a personal token: Authorization: Bearer …")


@_handles(ValidationError)
def _invalid(error: ValidationError) -> Wrong:
    reasons = [
        Reason("invalid", str(item["msg"]), ".".join(str(part) for part in item["loc"])) for item in error.errors
    ]
    return Wrong(HTTPStatus.BAD_REQUEST, "The request can't be understood.", reasons)


@_handles(HttpError)
def _http_error(error: HttpError) -> Wrong:
    return Wrong(HTTPStatus(error.status_code), str(error))
