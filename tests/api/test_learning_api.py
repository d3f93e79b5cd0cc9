"""The learning agenda by the programming interface: the same acts and the same reasons as on the pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Account, Person
from vlechtwerk.domains.partnership.queries import memberships_of
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.django_db
WD = "/evaluations/WD"


@pytest.fixture(autouse=True)
def signed_in(client: Client) -> None:
    client.force_login(Account.objects.get(email="dilara@example.org"))


def get(client: Client, path: str, project: str = "demo") -> Any:
    return client.get(f"/api/v1/projects/{project}{path}")


def post(client: Client, path: str, body: dict[str, Any], name: str = "") -> Any:
    if name:
        client = Client()
        client.force_login(Account.objects.get(email=f"{name}@example.org"))
    return client.post(f"/api/v1/projects/demo{path}", body, content_type="application/json")


def done(answer: Any) -> Any:
    assert answer.status_code in (200, 201), answer.content
    return answer.json()


def codes(answer: Any) -> set[str]:
    assert answer.status_code == 409, answer.content
    return {reason["code"] for reason in answer.json()["reasons"]}


def person(name: str) -> str:
    account = Account.objects.get(email=f"{name}@example.org")
    mine = next(item.person_id for item in memberships_of(account) if item.project_code == "demo")
    with reading_as(mine):
        return str(Person.objects.get(id=mine).id)


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_agenda_of_the_demo_tells_versions_lineage_and_what_waits(client: Client) -> None:
    found = done(get(client, f"{WD}/agenda"))
    assert [version["number"] for version in found["versions"]] == [1, 2, 3]
    third = {one["code"]: one for one in found["versions"][2]["questions"]}
    assert third["C"]["firstForms"] == ["C (1)", "D (1)"]
    assert {line["kind"] for line in third["C"]["cameFrom"]} == {"merged"}
    assert third["B1"]["firstForms"] == ["B (1)"]
    assert found["neverTried"] == 1
    states = {trial["insight"]: trial["state"] for one in found["insights"] for trial in one["trials"]}
    assert states["I2"] == "kept"
    assert third["A"]["owner"] == "Karin"


def test_agenda_of_the_first_case_has_no_owner_and_claims_no_count(client: Client) -> None:
    found = done(get(client, "/evaluations/EV1/agenda", "nsoc"))
    questions = found["versions"][0]["questions"]
    assert {(one["owner"], one["comesBackOn"]) for one in questions} == {("", None)}
    claims = done(get(client, "/published-claims", "nsoc"))
    assert len(claims) == 74 + 9
    assert {(one["ground"], one["base"]) for one in claims} == {("opinion", "published")}
    assert all(one["count"].startswith("Aantal niet in de bron") for one in claims)


def test_base_of_a_document_is_that_of_its_project(client: Client) -> None:
    told = {"code": "I99", "observation": "Gezien", "text": "Geleerd"}
    for project, evaluation, document, base in (("demo", "WD", "VP", "own"), ("nsoc", "EV1", "R", "published")):
        evidence = [{"identifier": document, "locatorKind": "line", "locator": "12", "ground": "self_report"}]
        client.force_login(Account.objects.get(email="gwen@example.org"))
        path = f"/api/v1/projects/{project}/evaluations/{evaluation}/insights"
        made = done(client.post(path, told | {"evidence": evidence}, content_type="application/json"))
        assert [one["base"] for one in made["evidence"]] == [base]


def test_version_is_written_call_by_call(client: Client) -> None:
    draft = f"{WD}/agenda/draft"
    done(post(client, f"{WD}/agenda/points", {"code": "L9", "title": "Leren"}))
    done(post(client, draft, {}))
    new = {"code": "F", "goal": "Hoe verder", "barrier": "de tijd kort is", "point": "L9", "levels": ["tactical"]}
    done(post(client, f"{draft}/questions", new))
    split = {"codes": ["A1", "A2"], "goals": ["Hoe A1", "Hoe A2"], "barriers": ["x", "y"], "reason": "twee vragen"}
    done(post(client, f"{draft}/questions/A/splitting", split))
    assert codes(post(client, f"{draft}/questions/B1/splitting", split | {"goals": ["Hoe"]})) == {"parts_unclear"}
    done(post(client, f"{draft}/merging", new | {"code": "G", "merged": ["B1", "B2"], "reason": "samen"}))
    done(post(client, f"{draft}/questions/C/sharpening", {"goal": "Hoe C", "barrier": "z", "reason": "korter"}))
    done(post(client, f"{draft}/questions/A2/answer", {"ending": "Zo"}))
    done(post(client, f"{draft}/questions/F/dropping", {"ending": "Te vroeg"}))
    assert codes(post(client, f"{draft}/adoption", {})) == {"owner_missing"}
    for code in ("A1", "G", "C"):
        owned = {"owner": person("karin"), "comesBackOn": day(30)}
        done(post(client, f"{WD}/agenda/versions/4/questions/{code}/owner", owned))
    found = done(post(client, f"{draft}/adoption", {}))
    fourth = {one["code"]: one for one in found["versions"][3]["questions"]}
    assert {code: one["state"] for code, one in fourth.items()} == {
        "A1": "open", "A2": "answered", "C": "open", "F": "dropped", "G": "open",
    }  # fmt: skip
    assert fourth["G"]["firstForms"] == ["B (1)"]
    assert post(client, f"{draft}/adoption", {}).status_code == 404


def test_others_than_evaluators_are_told_that_they_may_not(client: Client) -> None:
    for path, body in (
        (f"{WD}/agenda/draft", {}),
        (f"{WD}/agenda/draft/adoption", {}),
        (f"{WD}/sessions", {"code": "S9", "name": "x", "asks": "y", "heldOn": day(1)}),
        (f"{WD}/sessions/S1/state", {"state": "closed"}),
    ):
        assert codes(post(client, path, body, "bram")) == {"not_an_evaluator"}, path
    bram = Client()
    bram.force_login(Account.objects.get(email="bram@example.org"))
    assert codes(bram.get(f"/api/v1/projects/demo{WD}/sessions/S1/proposals")) == {"not_an_evaluator"}
    assert len(done(get(bram, "/learning-sessions"))) == 1


def test_session_is_led_by_calls_and_links_are_told_once(client: Client) -> None:
    told = {"code": "S2", "name": "Sessie", "asks": "Wat leren we?", "heldOn": day(3), "choicesEach": 1}
    done(post(client, f"{WD}/sessions", told))
    session = f"{WD}/sessions/S2"
    done(post(client, f"{session}/participants", {"name": "Noor"}))
    (person_in,) = done(post(client, f"{session}/participants", {"name": "Sam", "level": "tactical"}))[1:]
    assert person_in["hasLink"] is False
    links = done(post(client, f"{session}/links", {}))
    assert [one["name"] for one in links] == ["Noor", "Sam"]
    assert done(post(client, f"{session}/links", {})) == []
    done(post(client, f"{session}/state", {"state": "proposing"}))
    for goal in ("Hoe A", "Hoe B"):
        done(post(client, f"{session}/proposals", {"goal": goal, "barrier": "het lastig is"}))
    merged = done(
        post(client, f"{session}/proposals/1/merging", {"goal": "Hoe AB", "barrier": "het lastig is", "numbers": [2]})
    )
    assert [(one["number"], one["merged"]) for one in merged] == [(1, [2])]


def test_question_takes_up_a_proposal_once(client: Client) -> None:
    session = f"{WD}/sessions/S2"
    done(post(client, f"{WD}/sessions", {"code": "S2", "name": "Sessie", "asks": "Wat nu?", "heldOn": day(3)}))
    done(post(client, f"{session}/proposals", {"goal": "Hoe A", "barrier": "het lastig is"}))
    done(post(client, f"{WD}/agenda/draft", {}))
    new = {"code": "F", "goal": "Hoe A", "barrier": "het lastig is", "session": "S2", "proposal": 1}
    questions = f"{WD}/agenda/draft/questions"
    assert post(client, questions, new | {"proposal": 2}).status_code == 404
    done(post(client, questions, new))
    assert [one["takenUpAs"] for one in done(get(client, f"{session}/proposals"))] == ["F"]
    assert codes(post(client, questions, new | {"code": "G"})) == {"taken_up_already"}


def test_loop_of_learning_by_calls(client: Client) -> None:
    insight = {"code": "I9", "observation": "Gezien", "text": "Geleerd", "question": "A"}
    made = done(post(client, f"{WD}/insights", insight, "bram"))
    assert (made["question"], made["trials"]) == ("A (3)", [])
    trial = {"activity": "D01", "what": "Anders", "untilOn": day(0), "knownBy": "Te zien", "owner": person("anna")}
    begun = done(post(client, f"{WD}/insights/I9/trials", trial))
    assert begun["state"] == "runs"
    look = {"outcome": "changed", "saw": "Half"}
    assert codes(post(client, f"/trials/{begun['id']}/look", look)) == {"change_missing"}
    assert done(post(client, f"/trials/{begun['id']}/look", look | {"untilOn": day(9)}))["state"] == "changed"
    assert [one["untilOn"] for one in done(get(client, "/trials")) if one["insight"] == "I9"] == [day(0), day(9)]


def test_two_lists_by_calls(client: Client) -> None:
    point = {"kind": "solve_now", "text": "Iets", "owner": person("bram"), "dueOn": day(20), "groups": ["TM"]}
    first = done(post(client, f"{WD}/measurements/1/lists", point))
    for _number in range(2):
        done(post(client, f"{WD}/measurements/1/lists", point))
    assert codes(post(client, f"{WD}/measurements/1/lists", point)) == {"list_is_full"}
    judged = {"measurement": 2, "group": "TM", "verdict": "yes"}
    found = done(post(client, f"{WD}/lists/{first['id']}/judgements", judged))
    assert next(one for one in found if one["id"] == first["id"])["stillToJudge"] == []


def test_claim_is_recorded_with_its_place_and_a_count_is_refused(client: Client) -> None:
    place = [{"identifier": "VP", "locatorKind": "page", "locator": "4"}]
    claim = {"code": "Q1", "text": "Het gaat goed", "quoted": "nagenoeg alle", "evidence": place}
    assert codes(post(client, f"{WD}/published-claims", claim | {"evidence": []})) == {"evidence_missing"}
    assert codes(post(client, f"{WD}/published-claims", claim | {"quoted": "23 van 26"})) == {"count_not_in_the_source"}
    assert codes(post(client, f"{WD}/published-claims", claim | {"quoted": ""})) == {"words_missing"}
    made = done(post(client, f"{WD}/published-claims", claim))
    assert (made["ground"], made["base"], made["evidence"][0]["base"]) == ("opinion", "published", "published")
