"""The programming interface at /api/v1, after the Dutch API design rules."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from pydantic.alias_generators import to_camel

from vlechtwerk import __version__
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.api import activities, export, partnership, people, plan
from vlechtwerk.interfaces.api.access import token_or_session
from vlechtwerk.interfaces.api.problems import CONTENT_TYPE, Wrong

CONTACT = {"name": "Vlechtwerk", "url": "https://example.org/vlechtwerk", "email": "vlechtwerk@example.org"}
DESCRIPTION = (
    "What a partnership wants, what it does and how that stands. Names are English; `docs/glossary.md` gives the Dutch "
    "term of each. Dates keep the precision of their source: 2023-07-15, 2023-07, 2023-early, 2023-mid, 2023-end, 2023."
)


class DesignedApi(NinjaAPI):
    """An interface that tells its problems and its version as the Dutch API design rules ask."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name a call after its function: the name that generated clients will have."""
        return to_camel(operation.view_func.__name__)

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the description of the interface: mistakes are problem details, each answer names its version."""
        schema = super().get_openapi_schema(**options)
        for calls in schema["paths"].values():
            for call in calls.values():
                for status, answer in call["responses"].items():
                    answer["headers"] = {"API-Version": {"schema": {"type": "string"}, "description": "The version."}}
                    if int(status) >= HTTPStatus.BAD_REQUEST:
                        answer["content"] = {CONTENT_TYPE: answer["content"]["application/json"]}
        return schema


api = DesignedApi(
    title="Vlechtwerk",
    version=__version__,
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    auth=token_or_session,
    openapi_extra={"info": {"contact": CONTACT}},
    servers=[{"url": "/", "description": "This site"}],
)
for part in (activities, plan, partnership, people, export):
    api.add_router("/projects/{project}", part.router)


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


@_handles(Exception)
def _failed(error: Exception) -> Wrong:
    logging.getLogger("django.request").error("A call failed.", exc_info=error)
    if isinstance(error, OperationalError | InterfaceError):
        return Wrong(HTTPStatus.SERVICE_UNAVAILABLE, "The database can't be reached for a moment. Try again.")
    return Wrong(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong with us; nothing was changed.")


@_handles(HttpError)
def _http_error(error: HttpError) -> Wrong:
    return Wrong(HTTPStatus(error.status_code), str(error))
