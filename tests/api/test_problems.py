"""What goes wrong is told in one shape and in the language of the caller, and nothing that is asked is passed over."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.api.conftest import Callers, codes
from vlechtwerk.domains.partnership.models import Account, Decision
from vlechtwerk.domains.partnership.operations.accounts import make_access_token
from vlechtwerk.domains.programme.models.status import GoalReached, Status
from vlechtwerk.domains.sharing.queries.documents import PERIODS
from vlechtwerk.interfaces.api.activities import StatusAsked
from vlechtwerk.interfaces.api.application import api
from vlechtwerk.interfaces.api.document_schemas import Period

pytestmark = pytest.mark.django_db
PATHS = api.get_openapi_schema()["paths"]
READING = sorted(path for path, methods in PATHS.items() if "get" in methods)


def headers_of(name: str, language: str = "en") -> dict[str, str]:
    account = Account.objects.get(email=f"{name}@example.org")
    _token, secret = make_access_token(account, "test", days=1, at=timezone.now())
    return {"Authorization": f"Bearer {secret}", "Accept-Language": language}


def in_project(path: str) -> str:
    named = path.replace("{project}", "nsoc").replace("{code}", "A13").replace("{purpose}", "smokkel")
    return re.sub("{[a-z]+}", "00000000-0000-4000-8000-000000000000", named)


@pytest.mark.parametrize("path", READING)
def test_parameter_that_nobody_reads_is_refused_by_name(client: Client, path: str) -> None:
    answer = client.get(f"{in_project(path)}?asof=2023-01-01", headers=headers_of("bram"))
    assert (answer.status_code, codes(answer)) == (400, ["unknown_parameter"])
    (reason,) = answer.json()["reasons"]
    assert "asof" in reason["text"]
    assert reason["rule"] == "query.asof"


def test_parameter_that_nobody_reads_is_refused_before_anything_is_done(calls: Callers) -> None:
    answer = calls.karin.post("/decisions?dryRun=true", {"question": "Mag het later?"})
    assert codes(answer) == ["unknown_parameter"]
    assert not Decision.objects.filter(question="Mag het later?").exists()


def test_decisions_are_told_as_they_stood_on_a_day(client: Client) -> None:
    def of(day: str, state: str = "") -> dict[str, Any]:
        path = f"/api/v1/projects/demo/decisions?asOf={day}" + (f"&state={state}" if state else "")
        return {item["question"]: item for item in client.get(path, headers=headers_of("bram")).json()}

    question = "Krijgt de directie een eigen mandaat om producten te delen?"
    assert question not in of("2025-03-02")
    before = of("2025-03-10")[question]
    assert (before["state"], before["decidedOn"], before["outcome"]) == ("asked", None, "")
    assert of("2025-03-20", "taken")[question]["result"] == "yes"
    assert question not in of("2025-03-20", "asked")


@pytest.mark.parametrize(
    "query", ["activities?status=vertraagd", "activities?goalReached=maybe", "decisions?state=open"]
)
def test_filter_with_a_value_that_is_not_on_its_list_is_refused(client: Client, query: str) -> None:
    answer = client.get(f"/api/v1/projects/nsoc/{query}", headers=headers_of("bram"))
    assert (answer.status_code, codes(answer)) == (400, ["invalid"])


def test_lists_of_values_stand_in_the_schema() -> None:
    assert [item.value for item in StatusAsked] == [*Status.values, "unknown"]
    assert [item.value for item in Period] == list(PERIODS)
    schemas = api.get_openapi_schema()["components"]["schemas"]
    assert schemas["StatusAsked"]["enum"] == [*Status.values, "unknown"]
    assert schemas["GoalReached"]["enum"] == GoalReached.values


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nothing", 404),
        ("get", "/api/v1/", 404),
        ("get", "/api/v2/projects/nsoc/activities", 404),
        ("get", "/api/v1/projects/nsoc/nothing", 404),
        ("get", "/api/v1/projects/nsoc/activities/A99", 404),
        ("delete", "/api/v1/projects/nsoc/activities", 405),
        ("post", "/api/v1/projects/nsoc/activities", 405),
    ],
)
def test_wrong_address_and_wrong_method_are_problems_in_the_language_of_the_caller(
    client: Client, method: str, path: str, status: int
) -> None:
    words = set()
    for language in ("en", "nl"):
        answer = getattr(client, method)(path, headers=headers_of("bram", language))
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
        words.add(answer.json()["detail"])
    assert len(words) == 2


def test_wrong_method_names_the_right_ones(client: Client) -> None:
    answer = client.delete("/api/v1/projects/nsoc/decisions", headers=headers_of("bram"))
    assert sorted(answer["Allow"].split(", ")) == ["GET", "POST"]


@pytest.mark.parametrize("path", ["/decisions", "/activities/A13/statuses"])
def test_body_that_can_not_be_understood_is_told_in_the_language_of_the_caller(client: Client, path: str) -> None:
    told = [
        client.post(
            f"/api/v1/projects/nsoc{path}", "{}", content_type="application/json", headers=headers_of("bram", language)
        ).json()
        for language in ("en", "nl")
    ]
    assert told[0]["detail"] != told[1]["detail"]
    assert told[0]["reasons"][0]["text"] != told[1]["reasons"][0]["text"]
