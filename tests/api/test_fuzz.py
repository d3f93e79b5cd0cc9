"""Whatever is sent, the programming interface answers as its schema says, and never with an error of its own."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest
import schemathesis
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from pytest_django.live_server_helper import LiveServer
from schemathesis.specs.openapi.checks import positive_data_acceptance, unsupported_method

from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.partnership.operations.accounts import make_access_token

pytestmark = pytest.mark.slow
# A call that its schema allows can still be refused by a rule (409) or lead nowhere (404).
LEFT_OUT = [positive_data_acceptance, unsupported_method]


def test_every_call_is_answered_as_the_schema_says(live_server: LiveServer) -> None:
    _token, secret = make_access_token(Account.objects.get(email="bram@example.org"), "fuzz", days=1, at=timezone.now())
    headers = {"Authorization": f"Bearer {secret}"}
    schema = schemathesis.openapi.from_url(f"{live_server.url}/api/v1/openapi.json", headers=headers)
    for found in schema.get_all_operations():
        fuzz(found.ok(), headers)


# What a path of the assessment framework and what belongs to it names in the invented project.
NAMED = {
    "/framework/lists/{code}": {"code": "S"},
    "/criteria/{code}": {"code": "S-A"},
    "/mechanisms/{code}": {"code": "M2"},
    "/chains/{code}": {"code": "C1"},
    "/measures/{code}": {"code": "KADES"},
    "/report-chapters/{chapter}": {"chapter": "results"},
    "/framework": {},
    "/measures": {},
    "/mechanisms": {},
    "/chains": {},
    "/report": {},
}


def test_every_call_on_what_is_there_is_answered_as_the_schema_says(live_server: LiveServer) -> None:
    account = Account.objects.get(email="dilara@example.org")
    _token, secret = make_access_token(account, "fuzz", days=1, at=timezone.now())
    headers = {"Authorization": f"Bearer {secret}"}
    schema = schemathesis.openapi.from_url(f"{live_server.url}/api/v1/openapi.json", headers=headers)
    tried = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        part = next((part for part in NAMED if part in operation.path), None)
        if part is not None:
            tried.add(part)
            fuzz(operation, headers, {"evaluation": "WD", **NAMED[part]}, examples=6)
    assert tried == set(NAMED)


def fuzz(
    operation: Any, headers: dict[str, str], named: Mapping[str, str] = MappingProxyType({}), examples: int = 3
) -> None:
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def call(case: schemathesis.Case) -> None:
        asked = {"project": "demo", **named}
        case.path_parameters |= {name: asked[name] for name in case.path_parameters if name in asked}
        case.call_and_validate(headers=headers, excluded_checks=LEFT_OUT)

    call()
