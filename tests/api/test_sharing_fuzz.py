"""Whatever two people who share send, to addresses that lead somewhere, the interface answers as its schema says."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
import schemathesis
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from pytest_django.live_server_helper import LiveServer

from tests.api.test_fuzz import LEFT_OUT
from vlechtwerk.domains.partnership.models import Account, Appointment, Decision, Person
from vlechtwerk.domains.partnership.operations.accounts import make_access_token
from vlechtwerk.domains.partnership.queries import memberships_of
from vlechtwerk.domains.sharing.models import Authorisation, Consent, Covenant, Document, Folder, Purpose
from vlechtwerk.domains.sharing.operations.clearance import read_in
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.slow
TAGS = ("documents", "consents", "purposes", "grounds", "export")
# A number that stands for "leave it as it was made up".
MADE_UP = 3


def token_of(name: str) -> dict[str, str]:
    account = Account.objects.get(email=f"{name}@example.org")
    _token, secret = make_access_token(account, "fuzz", days=1, at=timezone.now())
    return {"Authorization": f"Bearer {secret}"}


def known_to(name: str) -> dict[str, Sequence[str]]:
    """Return what is really there for someone, by the name of the field or the part of the address that takes it."""
    account = Account.objects.get(email=f"{name}@example.org")
    person = next(one.person_id for one in memberships_of(account) if one.project_code == "demo")
    with reading_as(person):
        mine = Appointment.objects.select_related("person", "organisation", "capacity").filter(person=person)
        appointment = mine.order_by("-appointed_from")[0]
        documents, consents, folders = set(), set(), set()
        for purpose in Purpose.objects.all():
            with reading_as(person, appointment.id):
                read_in(appointment, purpose)
                documents |= set(Document.objects.values_list("id", flat=True))
                consents |= set(Consent.objects.values_list("id", flat=True))
                folders |= set(Folder.objects.values_list("id", flat=True))
        people = list(Person.objects.filter(loads_cases=False).values_list("id", flat=True))
        found = {
            "purpose": Purpose.objects.values_list("code", flat=True), "document": documents, "consent": consents,
            "folder": folders, "person": people, "mentioned": people, "keptTo": people,
            "purposes": Purpose.objects.values_list("code", flat=True),
            "appointment": Appointment.objects.values_list("id", flat=True),
            "authorisation": Authorisation.objects.values_list("id", flat=True),
            "covenant": Covenant.objects.values_list("id", flat=True),
            "decision": Decision.objects.values_list("id", flat=True),
        }  # fmt: skip
        return {name: sorted(map(str, values)) for name, values in found.items()}


def lead_somewhere(values: dict[str, Any], known: Mapping[str, Sequence[str]], number: int) -> None:
    """Put what is really there in place of what was made up."""
    for name in values.keys() & known.keys():
        if known[name] and number % MADE_UP:
            real = known[name][number % len(known[name])]
            values[name] = [real] if isinstance(values[name], list) else real
    if "number" in values and number % MADE_UP:
        values["number"] = 1


@pytest.mark.parametrize("name", ["hugo", "bram"])
def test_every_call_about_sharing_is_answered_as_the_schema_says(live_server: LiveServer, name: str) -> None:
    headers, known = token_of(name), known_to(name)
    assert len(known["document"]) > 3
    schema = schemathesis.openapi.from_url(f"{live_server.url}/api/v1/openapi.json", headers=headers)
    about = [one.ok() for one in schema.include(tag=list(TAGS)).get_all_operations()]
    assert len(about) > 30
    done = {operation.label for operation in about if fuzz(operation, headers, known)}
    # What is only ever refused tells nothing about the answers.
    assert len(done) > 4, done


def fuzz(operation: Any, headers: dict[str, str], known: Mapping[str, Sequence[str]]) -> bool:
    """Call one operation some times; return whether it was ever done."""
    statuses = set()

    @settings(
        max_examples=4, database=None, deadline=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(), number=some.integers(0, 1000))
    def call(case: schemathesis.Case, number: int) -> None:
        case.path_parameters["project"] = "demo"
        lead_somewhere(case.path_parameters, known, number)
        if isinstance(case.body, dict):
            lead_somewhere(case.body, known, number)
        statuses.add(case.call_and_validate(headers=headers, excluded_checks=LEFT_OUT).status_code)

    call()
    return bool(statuses & {200, 201})
