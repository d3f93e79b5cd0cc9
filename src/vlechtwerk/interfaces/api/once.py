"""Let Ninja make and describe the model of an answer once, where calls answer alike.

Each of some 360 calls tells the same problems. Ninja makes a model for each of them at each call: 3,100 in all, which
every process makes when it starts, and describes for the description of the interface.
"""

from functools import cache
from typing import Any

from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

_made = Operation._create_response_model
_described = OpenAPISchema._create_schema_from_model


@cache
def _model_of(answer: Any) -> Any:
    return _made(None, answer)  # type: ignore[arg-type]  # asks nothing of the call


def _model_of_call(_call: Operation, answer: Any) -> Any:
    return _model_of(answer)


def _described_once(self: OpenAPISchema, model: Any, *how: Any, **more: Any) -> Any:
    told: dict[object, Any] = self.__dict__.setdefault("told", {})
    key = (model, how, tuple(more.items()))
    if key not in told:
        told[key] = _described(self, model, *how, **more)
    return told[key]


def make_once() -> None:
    """Do so for all calls that are declared from here on."""
    # Ninja has no setting for it.
    Operation._create_response_model = _model_of_call  # type: ignore[method-assign, assignment]
    OpenAPISchema._create_schema_from_model = _described_once  # type: ignore[method-assign]
