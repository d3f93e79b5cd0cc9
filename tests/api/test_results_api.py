"""Results, methods, the added value and the surroundings by the programming interface: the same acts and reasons."""

from typing import Any

import pytest
from django.test import Client

from tests.api.test_api import calls_as
from vlechtwerk.domains.partnership.models import Account

pytestmark = pytest.mark.django_db
TOLD = [{"identifier": "T2", "locatorKind": "page", "locator": "4", "text": "Staat er", "ground": "register"}]


@pytest.fixture(autouse=True)
def signed_in(client: Client) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))


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


def test_results_of_the_case_are_kept_apart_and_known_since_they_were_told(client: Client) -> None:
    assert {item["activity"] for item in get(client, "/products?activity=W01").json()} == {"W01"}
    assert get(client, "/products?asOf=2022-10-01").json() == []
    (counted,) = [item for item in get(client, "/actions").json() if item["counts"]]
    assert [item["number"] for item in counted["counts"]] == [7, 2, 1]
    assert [item["counts"] for item in counted["sums"]] == [1, 1, 1]


def test_methods_added_value_and_surroundings_stand_as_known_on_a_day(client: Client) -> None:
    long_ago = "asOf=2021-01-01"
    for path in ("/methods", "/value-elements"):
        assert get(client, path).json() != []
        assert get(client, f"{path}?{long_ago}").json() == []
    assert get(client, f"/methods/PROFIEL?{long_ago}").status_code == 404
    bodies = [item for item in get(client, "/outside-bodies").json() if item["roles"]]
    for body in bodies:
        past = get(client, f"/outside-bodies/{body['code']}?{long_ago}")
        assert past.status_code == 404 or past.json()["roles"] == []
    assert bodies != []


def test_product_action_and_count_are_registered_and_corrected(client: Client) -> None:
    assert codes(post(client, "/activities/A01/products", {"title": "Beeld", "kind": "picture"})) == {"product_nowhere"}
    product = post(client, "/activities/A01/products", {"title": "Beeld", "kind": "picture", "evidence": TOLD}).json()
    used = post(client, f"/products/{product['id']}/uses", {"inUse": "yes", "byWhom": "Douane", "evidence": TOLD})
    assert used.json()["uses"][0]["byWhom"] == "Douane"
    assert codes(post(client, "/activities/A01/actions", {"title": "Bezocht"})) == {"evidence_missing"}
    action = post(client, "/activities/A01/actions", {"title": "Bezocht", "evidence": TOLD}).json()
    count = {"definition": "kades", "unit": "kades", "number": 9, "ground": "register", "evidence": TOLD}
    (told,) = post(client, f"/actions/{action['id']}/counts", count).json()["counts"]
    right = {"number": 8, "reason": "Dubbel", "evidence": TOLD}
    wrong, corrected = post(client, f"/counts/{told['id']}/corrections", right).json()["counts"]
    assert wrong["correctedBy"] == corrected["id"]
    assert codes(post(client, f"/counts/{told['id']}/corrections", right)) == {"corrected_already"}


def test_method_is_found_written_taken_up_and_told_of(client: Client) -> None:
    assert [item["code"] for item in get(client, "/methods?words=telecomproviders").json()] == ["PROFIEL"]
    assert [item["code"] for item in get(client, "/methods?state=idea").json()] == ["REDTEAM"]
    taken = post(client, "/methods/PROFIEL/uses", {"activity": "A12", "reason": "Ook hier"})
    use = next(item for item in taken.json()["uses"] if item["activity"] == "A12")
    told = {"outcome": "does_not", "because": "Ook hier geen gegevens"}
    assert post(client, f"/method-uses/{use['id']}/outcomes", told).status_code == 201
    assert codes(post(client, "/methods/PROFIEL/uses", {"activity": "A10", "reason": "Zelf"})) == {"own_method"}
    written = {"code": "NIEUW", "title": "Nieuw", "does": "Iets", "lawChange": "yes"}
    assert codes(post(client, "/methods", written)) == {"law_missing"}
    assert post(client, "/methods", written | {"lawChange": "no"}).json()["state"] == "idea"
    changed = {"does": "Iets anders", "change": "Beter"}
    assert post(client, "/methods/NIEUW/versions", changed).json()["version"] == 2
    assert post(client, "/methods/NIEUW/trials", {"byWhom": "Elders", "evidence": TOLD}).json()["state"] == "tried"


def test_added_value_is_changed_and_published_by_two_people(client: Client) -> None:
    worth = {item["code"]: item["worth"] for item in get(client, "/value-elements").json()}
    assert worth == {
        "V1": "opinion", "V2": "potential", "V3": "opinion", "V4": "opinion", "V5": "unattributed", "V6": "potential",
    }  # fmt: skip
    assert codes(post(client, "/value-elements/V2/points", {"kind": "supports", "text": "Zo is het"})) == {
        "evidence_missing"
    }
    point = post(client, "/value-elements/V2/points", {"kind": "hoped", "text": "Ooit"}).json()["points"][-1]
    assert post(client, f"/value-points/{point['id']}/ending", {"because": "Op"}).status_code == 200
    wording = {"name": "Meer zien", "explanation": "Samen", "reason": "Korter"}
    assert len(post(client, "/value-elements/V2/wordings", wording).json()["wordings"]) == 2
    assert post(client, "/value-elements/V6/ending", {"until": "2026-01-01", "because": "Op"}).json()["retiredOn"]
    assert post(client, "/value-elements", {"code": "V7", "name": "Nieuw", "explanation": "Iets"}).status_code == 201
    assert post(client, "/value-publications", {"title": "Waarde"}).json()["state"] == "draft"
    assert post(client, "/value-publications/1/draft", {"title": "Waarde van samenwerken"}).status_code == 200
    page = post(client, "/value-publications/1/putting-up", {}).json()
    read = {"checksum": page["checksum"]}
    assert codes(post(client, "/value-publications/1/approval", read)) == {"not_yours_to_approve", "not_your_own"}
    assert codes(post(client, "/value-publications/1/return", {"because": "x"})) == {"not_yours_to_approve"}
    assert post(client, "/value-publications/1/approval", read, "karin").json()["state"] == "approved"
    assert get(client, "/value-publications").json()[0]["approvedAs"]
    assert post(client, "/value-publications/1/withdrawal", {"because": "Op"}).json()["state"] == "withdrawn"


def test_surroundings_answer_who_does_what_and_how_we_relate(client: Client) -> None:
    unclear = [item["code"] for item in get(client, "/outside-bodies?position=unclear").json()]
    assert sorted(unclear) == ["FT", "LIEC", "RIEC", "SKC"]
    assert {item["code"] for item in get(client, "/outside-bodies?theme=KETEN").json()} == {"LIEC", "SKC", "TUD"}
    assert get(client, "/agreements").json() == []
    assert get(client, "/themes").json()[0]["focusAreas"] == ["TBML"]
    assert post(client, "/themes", {"code": "POST", "name": "Pakketpost"}).status_code == 201
    assert post(client, "/themes/POST/own", {"activity": "A12"}).json()["activities"] == ["A12"]
    assert post(client, "/outside-bodies", {"code": "PTT", "name": "Post", "kind": "market_party"}).status_code == 201
    role = {"theme": "POST", "what": "Bezorgt"}
    assert codes(post(client, "/outside-bodies/PTT/roles", role)) == {"evidence_missing"}
    assert post(client, "/outside-bodies/PTT/roles", role | {"evidence": TOLD}).json()["roles"][0]["theme"] == "POST"
    held = {"position": "complement", "explanation": "Zij zien de pakketten"}
    assert post(client, "/outside-bodies/PTT/positions", held).json()["positions"][0]["position"] == "complement"
    agreed = {"title": "Afspraak", "kind": "protocol", "bodies": ["PTT"]}
    agreement = post(client, "/agreements", agreed).json()
    tied = post(client, f"/agreements/{agreement['id']}/activities", {"activity": "A12"})
    assert tied.json()["activities"] == ["A12"]
    assert get(client, "/outside-bodies/PTT").json()["agreements"] == ["Afspraak"]


def test_analyst_is_refused_as_on_the_pages(client: Client) -> None:
    sent = {"title": "Beeld", "kind": "picture", "evidence": TOLD}
    assert codes(post(client, "/activities/A05/products", sent, "chris")) == {"not_your_activity"}
    assert codes(post(client, "/value-publications", {"title": "Waarde"}, "anna")) == {"not_your_function"}
    answer = client.get("/api/v1/projects/nsoc/methods?nee=1", headers=calls_as("bram"))
    assert answer.status_code == 400
