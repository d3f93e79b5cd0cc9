"""The programming interface answers as the pages do: the same operations, the same reasons, nothing for outsiders."""

import hashlib
import json
import re
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from vlechtwerk.domains.partnership.models import AccessToken, Account
from vlechtwerk.domains.partnership.operations.accounts import make_access_token
from vlechtwerk.interfaces.api.application import api
from vlechtwerk.interfaces.api.schemas import CamelSchema

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "reference" / "openapi.json"


def calls_as(name: str) -> dict[str, str]:
    account = Account.objects.get(email=f"{name}@example.org")
    _token, secret = make_access_token(account, "test", days=1, at=timezone.now())
    return {"Authorization": f"Bearer {secret}"}


def get(client: Client, path: str, name: str = "bram") -> Any:
    return client.get(f"/api/v1/projects/nsoc{path}", headers=calls_as(name))


def demo(client: Client, path: str, name: str = "bram") -> Any:
    return client.get(f"/api/v1/projects/demo{path}", headers=calls_as(name))


def post(client: Client, path: str, body: dict[str, Any], name: str = "bram") -> Any:
    return client.post(
        f"/api/v1/projects/nsoc{path}", json.dumps(body), content_type="application/json", headers=calls_as(name)
    )


CHANGE = {"status": "running", "occurredOn": "2026-11-20", "reason": "De afspraken zijn rond"}


def test_activities_stand_as_on_the_overview(client: Client) -> None:
    answer = get(client, "/activities").json()
    assert answer["total"] == 15
    delayed = get(client, "/activities?status=delayed").json()["items"]
    assert [item["code"] for item in delayed] == ["A13"]
    assert delayed[0]["heldUpBy"] == ["P4"]


def test_delivery_as_of_a_day(client: Client) -> None:
    def due(day: str) -> tuple[str, list[str]]:
        shown = get(client, f"/activities/A13?asOf={day}").json()
        (moved,) = [item for item in shown["milestones"] if item["title"].startswith("Oplevering")]
        return moved["date"]["text"], [item["text"] for item in moved["possibleDates"]]

    assert due("2023-06-30") == ("2023-09-15", [])
    assert due("2023-07-14") == ("2023-09-15", ["2023-12-01"])
    assert due("2023-08-01") == ("2023-12-01", [])


def test_changed_status_is_in_the_history(client: Client) -> None:
    answer = post(client, "/activities/A13/statuses", CHANGE)
    assert answer.status_code == 201
    history = get(client, "/activities/A13/statuses").json()
    assert (history[0]["status"], history[0]["recordedBy"]) == ("running", "Bram")


@pytest.mark.parametrize(
    ("body", "name", "codes"),
    [
        (CHANGE, "chris", ["not_your_activity"]),
        (CHANGE | {"reason": " "}, "bram", ["reason_missing"]),
        (CHANGE | {"status": "planned"}, "bram", ["status_can_not_follow"]),
        (CHANGE | {"occurredOn": "2999"}, "bram", ["in_the_future"]),
        (CHANGE | {"evidence": [{"identifier": "X9"}]}, "bram", ["evidence_not_found"]),
    ],
)
def test_refusal_gives_the_same_reasons_as_the_operation(
    client: Client, body: dict[str, Any], name: str, codes: list[str]
) -> None:
    answer = post(client, "/activities/A13/statuses", body, name)
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    assert [reason["code"] for reason in answer.json()["reasons"]] == codes


def test_what_can_not_be_understood_is_named_field_by_field(client: Client) -> None:
    answer = post(client, "/activities/A13/statuses", {"status": "running", "occurredOn": "yesterday", "extra": 1})
    assert answer.status_code == 400
    rules = {reason["rule"].rpartition(".")[2] for reason in answer.json()["reasons"]}
    assert rules == {"occurredOn", "reason", "extra"}


def test_judgement_without_evidence_is_refused(client: Client) -> None:
    body = {"verdict": "met", "period": "2026", "judgedOn": "2026-11"}
    assert [reason["code"] for reason in post(client, "/preconditions/P4/judgements", body).json()["reasons"]] == [
        "evidence_missing"
    ]


EVIDENCE = {"identifier": "T1", "text": "Negen analisten begonnen"}


def test_judgement_made_is_the_one_answered_also_when_it_is_about_an_earlier_day(client: Client) -> None:
    body = {"verdict": "met", "period": "Begin 2021", "judgedOn": "2021-01", "evidence": [EVIDENCE]}
    made = post(client, "/preconditions/P4/judgements", body).json()
    assert (made["period"], made["judgedOn"]["text"]) == ("Begin 2021", "2021-01")
    assert get(client, "/preconditions/P4/judgements").json()[-1] == made


def test_text_that_no_database_can_hold_is_refused(client: Client) -> None:
    assert get(client, "/activities?name=%00").status_code == 400
    assert get(client, "/activities/%00").status_code == 400
    assert post(client, "/activities/A13/statuses", CHANGE | {"reason": "\0"}).status_code == 400
    client.force_login(Account.objects.get(email="bram@example.org"))
    assert client.get("/nsoc/search/?q=%00").status_code == 400


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/people", {"name": "N" * 121, "email": "noor@example.org"}),
        ("/people", {"name": "Noor", "email": f"noor@{'e' * 60}.{'e' * 60}.{'e' * 60}.{'e' * 60}.{'e' * 10}.org"}),
        ("/decisions", {"question": "Q" * 301}),
        ("/activities/A13/statuses", CHANGE | {"reason": "R" * 4001}),
        ("/activities/A13/statuses", CHANGE | {"evidence": [{"identifier": "T1", "text": "T" * 501}]}),
    ],
)
def test_text_longer_than_its_field_is_refused(client: Client, path: str, body: dict[str, Any]) -> None:
    assert post(client, path, body).status_code == 400


def test_text_as_long_as_its_field_is_taken(client: Client) -> None:
    evidence = [{"identifier": "T1", "text": "T" * 500}]
    body = CHANGE | {"reason": "R" * 4000, "note": "N" * 160, "evidence": evidence}
    assert post(client, "/activities/A13/statuses", body).status_code == 201


def test_person_is_registered_appointed_seated_and_leaves(client: Client) -> None:
    person = post(client, "/people", {"name": "Noor", "email": "noor@example.org"}).json()
    appointment = {"organisation": "NP", "function": "analyst", "appointedFrom": "2026-01-01"}
    appointed = post(client, f"/people/{person['id']}/appointments", appointment).json()
    assert [item["organisation"] for item in appointed["appointments"]] == ["NP"]
    again = post(client, f"/people/{person['id']}/appointments", appointment)
    assert [reason["code"] for reason in again.json()["reasons"]] == ["already_appointed"]
    seated = post(client, f"/people/{person['id']}/seats", {"body": "MT", "seatedFrom": "2026-02-01"}).json()
    assert [item["body"] for item in seated["seats"]] == ["MT"]
    ending = {"until": "2026-11-01", "reasonKind": "other_work"}
    left = post(client, f"/appointments/{appointed['appointments'][0]['id']}/ending", ending).json()
    assert left["appointments"][0]["appointedUntil"] == "2026-11-01"
    assert left["seats"][0]["seatedUntil"] == "2026-11-01"


def test_question_is_asked_about_an_activity_and_withdrawn_by_its_asker_only(client: Client) -> None:
    asked = post(client, "/activities/A13/decisions", {"question": "Mag het later?", "body": "MT"}, "anna").json()
    withdrawal = f"/decisions/{asked['id']}/withdrawal"
    assert [reason["code"] for reason in post(client, withdrawal, {}).json()["reasons"]] == ["not_your_question"]
    assert post(client, withdrawal, {}, "anna").json()["state"] == "withdrawn"


def test_promised_date_moves_by_a_decision_only(client: Client) -> None:
    (planned,) = [
        item for item in get(client, "/activities/A13").json()["milestones"] if item["title"].startswith("Oplevering")
    ]
    address, later = f"/activities/A13/milestones/{planned['id']}/dates", {"date": "2027-03-01", "ground": "other"}
    refused = post(client, address, later)
    assert [reason["code"] for reason in refused.json()["reasons"]] == ["reason_missing", "no_decision_to_move"]
    refused = post(client, address, later | {"reason": "De telling kwam later"})
    assert [reason["code"] for reason in refused.json()["reasons"]] == ["no_decision_to_move"]
    planning = {"title": "Nieuw beeld", "date": "2027-03-01"}
    made = post(client, "/activities/A13/milestones", planning)
    assert (made.status_code, made.json()["milestones"][-1]["date"]["text"]) == (201, "2027-03-01")
    new = get(client, "/activities/A13").json()["milestones"][-1]
    assert (new["title"], new["date"]["text"]) == ("Nieuw beeld", "2027-03-01")
    address, reached = f"/activities/A13/milestones/{new['id']}/dates", {"basis": "happened", "date": "2023-10-20"}
    assert post(client, address, reached).status_code == 201
    mended = reached | {"date": "2023-09-20"}
    assert [reason["code"] for reason in post(client, address, mended).json()["reasons"]] == ["reason_missing"]
    (told,) = [
        item
        for item in post(client, address, mended | {"reason": "Typefout"}).json()["milestones"]
        if item["title"] == "Nieuw beeld"
    ]
    assert [(row["date"]["text"], row["corrected"]) for row in told["allDates"]][-2:] == [
        ("2023-10-20", True), ("2023-09-20", False)
    ]  # fmt: skip


def test_role_is_in_the_answer_also_when_it_begins_later_than_the_day_that_the_case_describes(client: Client) -> None:
    person = next(item["id"] for item in get(client, "/people?asOf=2026-11-01").json() if item["name"] == "Anna")
    role = {"person": person, "role": "adviser", "activeFrom": "2027-01-01"}
    team = post(client, "/activities/A05/team", role).json()["team"]
    assert ("Anna", "adviser", "2027-01-01") in {(item["person"], item["role"], item["activeFrom"]) for item in team}


def test_map_and_its_sources_are_readable(client: Client) -> None:
    codes = [item["code"] for item in get(client, "/map-versions").json()]
    assert len(codes) == 2
    newest = get(client, f"/map-versions/{codes[-1]}").json()
    assert {"precondition", "activity", "output"} <= {node["kind"] for node in newest["nodes"]}
    known = {node["code"] for node in newest["nodes"]}
    assert newest["links"]
    assert {link["fromNode"] for link in newest["links"]} <= known
    assert "activity_status" in {item["holderKind"] for item in get(client, "/sources/T1/resting").json()}


def test_precondition_is_given_with_its_owner_its_grounds_and_its_judgements(client: Client) -> None:
    (listed,) = [item for item in get(client, "/preconditions").json() if item["code"] == "P4"]
    shown = get(client, "/preconditions/P4").json()
    assert listed["judgement"]["verdict"] == listed["verdict"] == shown["history"][0]["verdict"]
    assert {ground["stance"] for ground in shown["grounds"]} <= {"supports", "contradicts"}
    assert all(ground["identifier"] and ground["locator"] for ground in shown["grounds"])
    assert shown["grounds"] == listed["grounds"] != []
    assert "A13" in {hindrance["activity"] for hindrance in shown["hindrances"]}
    assert listed["dueNote"] or listed["dueOn"]
    with_owner = demo(client, "/preconditions").json()
    assert any(item["owner"] or item["ownerBody"] for item in with_owner)
    assert get(client, "/preconditions/P99").status_code == 404


def test_precondition_is_given_as_it_was_judged_on_a_day(client: Client) -> None:
    early = get(client, "/preconditions/P4?asOf=2022-10-01").json()
    assert (early["verdict"], early["judgement"], early["history"]) == ("unknown", None, [])


def test_activity_is_given_with_all_that_its_page_tells(client: Client) -> None:
    gold = get(client, "/activities/A01").json()
    assert {item["organisation"] for item in gold["partners"]} >= {"FEC", "RIEC"}
    assert gold["partners"][0]["evidence"]
    assert gold["absorbed"] or gold["formerNames"]
    shown = demo(client, "/activities/D01").json()
    assert {"step", "startedOn", "endedOn"} == set(shown["steps"][0])
    assert {role["role"] for role in shown["team"]} >= {"lead"}
    part = next(item for item in get(client, "/activities").json()["items"] if item["parent"])
    assert part["code"] in get(client, f"/activities/{part['parent']}").json()["parts"]


def test_merged_activity_says_in_which_it_goes_on(client: Client) -> None:
    merged = [item for item in get(client, "/activities").json()["items"] if item["mergedInto"]]
    assert merged
    into = get(client, f"/activities/{merged[0]['mergedInto']}").json()
    assert merged[0]["code"] in into["absorbed"]


def test_body_is_given_with_who_sits_in_it_since_when(client: Client) -> None:
    (listed,) = [item for item in demo(client, "/bodies").json() if item["code"] == "DIR"]
    assert listed["decides"]
    assert {(item["role"], item["seatedFrom"]) for item in listed["members"]} >= {("chair", "2025-04-01")}
    assert demo(client, "/bodies/DIR?asOf=2025-03-31").json()["members"] == []
    assert any(item["existsSince"] for item in get(client, "/bodies").json())


def test_departments_are_given_with_their_source(client: Client) -> None:
    found = get(client, "/departments").json()
    assert found
    assert found[0]["evidence"][0]["identifier"]


def test_map_is_given_as_of_a_day_with_statuses_verdicts_and_sources(client: Client) -> None:
    newest = get(client, "/map-versions").json()[-1]["code"]
    shown = get(client, f"/map-versions/{newest}").json()
    standings = {item["activity"]: item for node in shown["nodes"] for item in node["standings"]}
    assert (standings["A13"]["status"], standings["A13"]["heldUpBy"]) == ("delayed", ["P4"])
    assert standings["A13"]["evidence"]
    assert {node["code"]: node["verdict"] for node in shown["nodes"]}["P4"] == "not_met"
    assert any(node["evidence"] for node in shown["nodes"])
    assert any(link["evidence"] for link in shown["links"])
    early = get(client, f"/map-versions/{newest}?asOf=2022-09-01").json()
    assert early["asOf"] == "2022-09-01"
    assert {item["status"] for node in early["nodes"] for item in node["standings"]} == {None}


def test_former_name_finds_the_activity(client: Client) -> None:
    found = post(client, "/_search", {"words": "Vlissingen"}).json()
    assert ("activity", "A11b") in {(item["kind"], item["code"]) for item in found}


def test_export_holds_what_the_caller_may_read_and_nobody_s_address(client: Client) -> None:
    exported = get(client, "/export")
    records = exported.json()["records"]
    assert len(records["programme.activitystatus"]) >= 15
    assert {row["project_id"] for row in records["programme.activity"]} == {records["partnership.project"][0]["id"]}
    assert "@example.org" not in exported.content.decode()
    assert exported.content == get(client, "/export").content


def test_failure_of_ours_is_a_problem_too_and_changes_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr("vlechtwerk.domains.programme.operations.status.note_act", fail)
    answer = post(client, "/activities/A13/statuses", CHANGE)
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in answer.content.decode()
    monkeypatch.undo()
    assert get(client, "/activities/A13/statuses").json()[0]["status"] == "delayed"


def test_nobody_is_answered_without_a_token(client: Client) -> None:
    for path, methods in api.get_openapi_schema()["paths"].items():
        concrete = path.replace("{project}", "nsoc").replace("{code}", "A13")
        concrete = re.sub("{[a-z]+}", "00000000-0000-4000-8000-000000000000", concrete)
        answer = client.get(concrete) if "get" in methods else client.post(concrete, content_type="application/json")
        assert answer.status_code == 401, path
        assert answer["Cache-Control"] == "no-store"
        assert answer["API-Version"]


def test_token_that_was_written_into_the_database_opens_nothing(client: Client) -> None:
    """Who can write there, and lacks the secret of the settings, makes no token that anyone would take."""
    account, forged = Account.objects.get(email="karin@example.org"), "vw_forged"
    for digest in (hashlib.sha256(forged.encode()).hexdigest(), forged):
        AccessToken.objects.create(
            account=account, name="x", digest=digest, vouched=True, created_at=timezone.now(),
            expires_at=timezone.now() + timedelta(days=1),
        )  # fmt: skip
    answer = client.get("/api/v1/projects/test/people", headers={"Authorization": f"Bearer {forged}"})
    assert answer.status_code == 401


def test_wrong_token_is_refused_and_after_twenty_nobody_may_guess_on(client: Client) -> None:
    headers = {"Authorization": "Bearer guessed"}
    path = "/api/v1/projects/nsoc/activities"
    assert {client.get(path, headers=headers).status_code for _ in range(20)} == {401}
    assert client.get(path, headers=headers).status_code == 429
    assert get(client, "/activities").status_code == 200


def test_project_one_takes_no_part_in_and_one_that_is_not_there_look_the_same(client: Client) -> None:
    headers = calls_as("olaf")
    hidden = client.get("/api/v1/projects/nsoc/activities", headers=headers)
    absent = client.get("/api/v1/projects/nothing/activities", headers=headers)
    assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content)
    assert hidden.status_code == 404
    assert hidden.headers == absent.headers


def test_browser_session_needs_its_own_proof_for_writing(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Account.objects.get(email="bram@example.org"))
    path = "/api/v1/projects/nsoc/activities/A13/statuses"
    assert strict.get(path).status_code == 200
    assert strict.post(path, json.dumps(CHANGE), content_type="application/json").status_code == 403


def test_schema_in_the_documents_is_the_one_that_is_served() -> None:
    served = json.dumps(api.get_openapi_schema(), indent=1, ensure_ascii=False, default=str)
    assert SCHEMA.read_text() == served + "\n", "Run `make api-schema` and look at what changed."


def test_no_two_shapes_of_the_interface_share_a_name() -> None:
    """The description names each shape once: of two with one name it would tell only one."""
    names = [shape.__name__ for shape in _shapes(CamelSchema)]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def _shapes(base: type[CamelSchema]) -> list[type[CamelSchema]]:
    return [shape for found in base.__subclasses__() for shape in (found, *_shapes(found))]
