"""Whatever is sent, the programming interface answers as its schema says, and never with an error of its own."""

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


def fuzz(operation: Any, headers: dict[str, str]) -> None:
    @settings(
        max_examples=3,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def call(case: schemathesis.Case) -> None:
        case.path_parameters["project"] = "demo"
        case.call_and_validate(headers=headers, excluded_checks=LEFT_OUT)

    call()
