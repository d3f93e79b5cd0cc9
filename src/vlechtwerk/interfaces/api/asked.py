"""Hold a call to what its schema names: a parameter that nobody reads is a mistake, not something to pass over."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from ninja.operation import Operation

from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.api.access import token_or_session
from vlechtwerk.interfaces.api.problems import Wrong

Run = Callable[..., HttpResponseBase]


def only_known_parameters(run: Run) -> Run:
    """Return the run of an operation that first refuses parameters in the address that it does not take."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]  # the method of an operation

    @wraps(run)
    def checked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        unknown = sorted(set(request.GET) - _taken_by(operation))
        # Who is nobody is told so first.
        if not unknown or token_or_session(request) is None:
            return run(request, *args, **named)
        answer: HttpResponseBase = operation.api.on_exception(request, _not_taken(unknown, operation))
        return answer

    return checked


def _taken_by(operation: Operation) -> frozenset[str]:
    sources = [model for model in operation.models if model.__ninja_param_source__ == "query"]
    return frozenset(name for model in sources for name in model.__ninja_flatten_map__)


def _not_taken(unknown: list[str], operation: Operation) -> Wrong:
    taken = ", ".join(sorted(_taken_by(operation))) or _("none")
    reasons = [
        Reason(
            "unknown_parameter",
            _("This call takes no parameter “%(name)s”. It takes: %(taken)s.") % {"name": name, "taken": taken},
            f"query.{name}",
        )
        for name in unknown
    ]
    return Wrong(HTTPStatus.BAD_REQUEST, _("The request can't be understood."), reasons)
