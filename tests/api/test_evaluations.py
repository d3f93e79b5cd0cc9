"""Evaluations and published figures by the programming interface: the same acts and the same reasons."""

from typing import Any

import pytest
from django.test import Client

from vlechtwerk.domains.partnership.models import Account, Person
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.django_db
EV1 = "/evaluations/EV1"
PT = f"{EV1}/measurements/1/methods/PT"
PLACE = [{"identifier": "T2", "locatorKind": "page", "locator": "4", "text": "Staat er", "ground": "opinion"}]
SHARE = {"code": "X1", "text": "Stelling", "percentage": 66, "words": "twee derde", "baseFrom": 23, "baseTo": 28}


@pytest.fixture(autouse=True)
def signed_in(client: Client) -> None:
    client.force_login(Account.objects.get(email="dilara@example.org"))


def get(client: Client, path: str) -> Any:
    return client.get(f"/api/v1/projects/nsoc{path}")


def post(client: Client, path: str, body: dict[str, Any], name: str = "") -> Any:
    if name:
        client = Client()
        client.force_login(Account.objects.get(email=f"{name}@example.org"))
    return client.post(f"/api/v1/projects/nsoc{path}", body, content_type="application/json")


def codes(answer: Any) -> set[str]:
    assert answer.status_code == 409, answer.content
    return {reason["code"] for reason in answer.json()["reasons"]}


def test_evaluation_of_the_case_tells_its_plan_and_what_is_empty(client: Client) -> None:
    (short,) = get(client, "/evaluations").json()
    assert (short["code"], short["aims"], short["questions"], short["measurements"]) == ("EV1", 3, 7, 2)
    found = get(client, EV1).json()
    assert found["emptyCells"] == 1
    assert {row["code"]: row["methods"]["1"] for row in found["questions"]}["RQ7"] == []
    thermometer = next(row for row in found["measurements"][0]["methods"] if row["code"] == "PT")
    assert (thermometer["asked"], thermometer["cameIn"]) == (31, 28)
    assert {code for code, part in thermometer["parts"].items() if part == "not_asked"} == {"NAG", "BUI"}
    assert all(group["inferred"] for group in found["groups"])
    assert get(client, "/evaluations/EV9").status_code == 404


def test_evaluation_is_designed_call_by_call(client: Client) -> None:
    assert post(client, "/evaluations", {"code": "EV2", "title": "Nameting"}).status_code == 201
    own = "/evaluations/EV2"
    for path, body in (
        ("/aims", {"text": "Inzicht", "evidence": PLACE}),
        ("/questions", {"code": "V1", "text": "Werkt het?", "broughtInBy": "stuurgroep"}),
        ("/groups", {"code": "TM", "name": "Teammanagers"}),
        ("/measurements", {"name": "Eerste", "measuredFrom": "2027-01", "measuredTo": "2027-03"}),
        ("/measurements/1/methods", {"code": "IN", "kind": "interviews", "name": "Interviews", "asked": 12}),
    ):
        answer = post(client, own + path, body)
        assert answer.status_code == 201, answer.content
    method = f"{own}/measurements/1/methods/IN"
    changes = (
        (f"{method}/groups", {"tookPart": ["TM"]}),
        (f"{method}/questions", {"questions": ["V1"]}),
        (method, {"kind": "interviews", "name": "Gesprekken", "asked": 12, "cameIn": 9}),
        (f"{own}/questions/V1/wording", {"text": "Werkt het echt?"}),
        (f"{own}/groups/TM/name", {"name": "Managers"}),
        (f"{own}/measurements/1", {"name": "Nulmeting", "measuredFrom": "2027-02"}),
        (f"{own}/aims/{get(client, own).json()['aims'][0]['id']}/wording", {"text": "Zicht"}),
    )
    for path, body in changes:
        answer = post(client, path, body)
        assert answer.status_code == 200, answer.content
    found = answer.json()
    (measured,) = found["measurements"]
    assert (measured["name"], measured["measuredFrom"]["text"], measured["measuredTo"]) == (
        "Nulmeting",
        "2027-02",
        None,
    )
    (told,) = measured["methods"]
    assert (told["name"], told["cameIn"], told["parts"], told["questions"]) == (
        "Gesprekken", 9, {"TM": "took_part"}, ["V1"],
    )  # fmt: skip
    assert (found["aims"][0]["text"], found["questions"][0]["text"], found["emptyCells"]) == (
        "Zicht", "Werkt het echt?", 0,
    )  # fmt: skip


REFUSED = (
    (f"{EV1}/aims", {"text": "Doel"}),
    (f"{EV1}/questions", {"code": "V9", "text": "Vraag?"}),
    (f"{EV1}/questions/RQ1/wording", {"text": "Vraag?"}),
    (f"{EV1}/groups", {"code": "XX", "name": "Anderen"}),
    (f"{EV1}/groups/TM/name", {"name": "Anderen"}),
    (f"{EV1}/measurements", {"name": "Derde"}),
    (f"{EV1}/measurements/1", {"name": "Anders"}),
    (f"{EV1}/measurements/1/methods", {"code": "ZZ", "kind": "other", "name": "Iets"}),
    (PT, {"kind": "other", "name": "Iets"}),
    (f"{PT}/groups", {"planned": []}),
    (f"{PT}/questions", {"questions": []}),
    (f"{EV1}/published-figures", SHARE | {"evidence": PLACE}),
)


@pytest.mark.parametrize(("path", "body"), REFUSED)
def test_who_is_no_evaluator_is_refused_each_call(client: Client, path: str, body: dict[str, Any]) -> None:
    assert codes(post(client, path, body, "karin")) == {"not_an_evaluator"}


def person(name: str) -> str:
    from vlechtwerk.domains.partnership.queries import memberships_of

    account = Account.objects.get(email="bram@example.org")
    mine = next(item for item in memberships_of(account) if item.project_code == "nsoc")
    with reading_as(mine.person_id):
        return str(Person.objects.get(name=name).id)


def test_evaluators_are_added_and_stop_and_managers_become_none(client: Client) -> None:
    assert codes(post(client, f"{EV1}/evaluators", {"person": person("Karin")})) == {"not_their_function"}
    assert codes(post(client, f"{EV1}/evaluators", {"person": person("Mila")}, "bram")) == {"not_an_evaluator"}
    added = post(client, f"{EV1}/evaluators", {"person": person("Mila")})
    assert added.status_code == 201, added.content
    (dilara, mila) = added.json()["evaluators"]
    ending = {"until": mila["evaluatorFrom"]}
    ended = post(client, f"{EV1}/evaluators/{mila['id']}/ending", ending)
    assert ended.json()["evaluators"][1]["evaluatorUntil"] == mila["evaluatorFrom"]
    assert "last_evaluator" in codes(post(client, f"{EV1}/evaluators/{dilara['id']}/ending", ending))


def test_figure_is_recorded_without_a_count_and_pointed_at_as_evidence(client: Client) -> None:
    record = f"{EV1}/published-figures"
    assert codes(post(client, record, SHARE)) == {"evidence_missing"}
    claimed = SHARE | {"counted": 16, "countedOf": 24, "evidence": PLACE}
    assert codes(post(client, record, claimed)) == {"count_not_in_the_source"}
    response = SHARE | {"kind": "response", "evidence": PLACE}
    for half in ({"counted": 23}, {"countedOf": 31}):
        assert codes(post(client, record, response | half)) == {"count_missing"}
    assert codes(post(client, record, SHARE | {"baseTo": None, "evidence": PLACE})) == {"base_does_not_fit"}
    made = post(client, record, SHARE | {"about": ["P1"], "measurement": 1, "evidence": PLACE})
    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["counted"], [fit["counts"] for fit in told["fits"]]) == (None, [[]] * 6)
    assert told["evidence"][0]["base"] == "published"
    judged = post(
        client,
        "/preconditions/P1/judgements",
        {
            "verdict": "met",
            "period": "2026",
            "judgedOn": "2026",
            "evidence": [{"kind": "published_figure", "identifier": "EV1,X1"}],
        },
    )
    assert judged.status_code == 201, judged.content
    listed = get(client, "/preconditions/P1/judgements").json()
    assert [(link["kind"], link["identifier"], link["base"]) for link in listed[0]["evidence"]] == [
        ("published_figure", "EV1,X1", "published")
    ]


def test_published_figures_of_the_case_have_no_counts_but_the_response(client: Client) -> None:
    found = get(client, "/published-figures").json()
    assert len(found) == 31
    assert {row["code"] for row in found if row["counted"] is not None} == {"VOL", "GED"}
    assert [row["code"] for row in found if row["fits"] and not any(fit["counts"] for fit in row["fits"])] == ["O6"]
