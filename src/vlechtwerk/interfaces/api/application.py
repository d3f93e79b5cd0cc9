"""The programming interface at /api/v1, after the Dutch API design rules."""

import logging
import re
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, openapi
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.schema import NinjaGenerateJsonSchema
from pydantic.alias_generators import to_camel
from pydantic.json_schema import CoreModeRef, CoreRef, DefsRef

from vlechtwerk import __version__
from vlechtwerk.foundation.database.clashes import is_clash, made_meanwhile, undo_all
from vlechtwerk.foundation.refusal import NothingThere, Reason, Refused
from vlechtwerk.interfaces.api import (
    activities,
    added_value,
    answer_files,
    answers,
    capacity,
    coding,
    coding_files,
    consents,
    covenants,
    day,
    document_acts,
    documents,
    evaluation_reports,
    evaluations,
    export,
    fieldwork,
    findings,
    frameworks,
    goals,
    instruments,
    learning,
    learning_loop,
    maps,
    measures,
    mechanisms,
    methods,
    partnership,
    people,
    plan,
    promises,
    purposes,
    recruitment,
    reminders,
    reports,
    results,
    round_results,
    rounds,
    surroundings,
    work,
)
from vlechtwerk.interfaces.api.access import APPOINTMENT, BEARER, token_or_session
from vlechtwerk.interfaces.api.asked import only_known_parameters
from vlechtwerk.interfaces.api.misunderstood import words_of
from vlechtwerk.interfaces.api.problems import CONTENT_TYPE, Wrong, absent

# The Dutch API design rules ask for a mail address too: there is none for every site yet.
IN_A_RECORD = re.compile(r"\b([A-Z]\w*)\.([A-Z]\w*)")
CONTACT = {"name": "The administrator of this site", "url": "/help/"}
DESCRIPTION = (
    "What a partnership wants, what it does and how that stands. Names are English; `docs/glossary.md` gives the Dutch "
    "term of each. Dates keep the precision of their source: 2023-07-15, 2023-07, 2023-early, 2023-mid, 2023-end, 2023."
)
# Someone with several appointments says for each call in which of them, and so in which legal capacity, they act.
CAPACITY = {
    "in": "header",
    "name": APPOINTMENT,
    "required": False,
    "description": "The appointment of yours in which you act, and so your capacity; without it the newest.",
    "schema": {"type": "string", "format": "uuid"},
}


class DistinctNames(NinjaGenerateJsonSchema):
    """Names a list of choices that belongs to a record after both, so that two of them never share a name."""

    def get_defs_ref(self, core_mode_ref: CoreModeRef) -> DefsRef:
        """Return the name of a shape in the description: of `Decision.State` it is DecisionState."""
        core_ref, mode = core_mode_ref
        return super().get_defs_ref((CoreRef(IN_A_RECORD.sub(r"\1\2", core_ref)), mode))


# Ninja has no setting for it.
openapi.schema.NinjaGenerateJsonSchema = DistinctNames  # type: ignore[attr-defined]  # as above


class DesignedApi(NinjaAPI):
    """An interface that tells its problems and its version as the Dutch API design rules ask."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name a call after its function: the name that generated clients will have."""
        return to_camel(operation.view_func.__name__)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the description of the interface, which takes seconds to make and is made once."""
        prefix = (self.get_root_path(path_params or {}) if path_prefix is None else path_prefix).rstrip("/")
        return self._described(prefix)

    @cache  # noqa: B019  # there is one interface, for as long as the process lives
    def _described(self, prefix: str) -> OpenAPISchema:
        """Describe the interface: mistakes are problem details, each answer names its version."""
        schema = super().get_openapi_schema(path_prefix=prefix)
        for calls in schema["paths"].values():
            for call in calls.values():
                call.setdefault("parameters", []).append(CAPACITY)
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
# Asked before the routers are added, which take it over.
api.add_decorator(only_known_parameters, mode="view")
PARTS = (
    activities,
    plan,
    capacity,
    recruitment,
    results,
    measures,
    methods,
    added_value,
    surroundings,
    maps,
    goals,
    work,
    reminders,
    reports,
    partnership,
    promises,
    people,
    purposes,
    covenants,
    documents,
    document_acts,
    consents,
    evaluations,
    evaluation_reports,
    export,
    instruments,
    learning,
    learning_loop,
    day,
    rounds,
    round_results,
    answer_files,
    fieldwork,
    coding,
    coding_files,
    findings,
    frameworks,
    answers,
    mechanisms,
)
for part in PARTS:
    api.add_router("/projects/{project}", part.router)


def _answer(request: HttpRequest, wrong: Wrong) -> HttpResponse:
    response = api.create_response(
        request, wrong.problem.model_dump(by_alias=True, mode="json"), status=wrong.problem.status
    )
    response["Content-Type"] = CONTENT_TYPE
    return response


def _handles(kind: type[Exception]) -> Callable[[Callable[[Any], Wrong]], None]:
    def register(turn: Callable[[Any], Wrong]) -> None:
        api.add_exception_handler(kind, lambda request, error: _answer(request, turn(error)))

    return register


@_handles(Wrong)
def _wrong(error: Wrong) -> Wrong:
    return error


@_handles(NothingThere)
def _nothing_there(_error: NothingThere) -> Wrong:
    return absent()


@_handles(Refused)
def _refused(error: Refused) -> Wrong:
    return Wrong(HTTPStatus.CONFLICT, _("This is not possible now."), error.reasons)


@_handles(IntegrityError)
def _broken(error: IntegrityError) -> Wrong:
    if not is_clash(error):
        return _failed(error)
    undo_all()
    return Wrong(HTTPStatus.CONFLICT, _("This is not possible now."), [made_meanwhile()])


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    missing = _("Send a personal token: Authorization: Bearer …")
    wrong = _("This token is unknown, or has expired. Make another on your account page.")
    sent = request.headers.get("Authorization", "").startswith(BEARER)
    return _answer(request, Wrong(HTTPStatus.UNAUTHORIZED, wrong if sent else missing))


@_handles(ValidationError)
def _invalid(error: ValidationError) -> Wrong:
    reasons = [Reason("invalid", words_of(item), ".".join(str(part) for part in item["loc"])) for item in error.errors]
    return Wrong(HTTPStatus.BAD_REQUEST, _("The request can't be understood."), reasons)


@_handles(Exception)
def _unforeseen(error: Exception) -> Wrong:
    return _failed(error)


def _failed(error: Exception) -> Wrong:
    logging.getLogger("django.request").error("A call failed.", exc_info=error)
    if isinstance(error, OperationalError | InterfaceError):
        return Wrong(HTTPStatus.SERVICE_UNAVAILABLE, _("The database can't be reached for a moment. Try again."))
    return Wrong(HTTPStatus.INTERNAL_SERVER_ERROR, _("Something went wrong with us; nothing was changed."))


@_handles(SuspiciousOperation)
def _suspicious(error: SuspiciousOperation) -> Wrong:
    if isinstance(error, RequestDataTooBig):
        return Wrong(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("More text was sent than is taken in."))
    return Wrong(HTTPStatus.BAD_REQUEST, _("The request can't be understood."))


@_handles(HttpError)
def _http_error(error: HttpError) -> Wrong:
    # The only one that is raised for us: a body that is no JSON.
    if error.status_code == HTTPStatus.BAD_REQUEST:
        return Wrong(HTTPStatus.BAD_REQUEST, _("The request can't be understood."))
    return Wrong(HTTPStatus(error.status_code), str(error))
