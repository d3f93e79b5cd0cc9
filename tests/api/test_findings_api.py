"""Findings and answers by the programming interface: the findings of the demo, the same acts, and the same refusals."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from vlechtwerk.domains.partnership.models import Account

pytestmark = pytest.mark.django_db
WD = "/evaluations/WD"
ROUND = {"kind": "round_statement", "identifier": "WD,T2,CA3"}
SENTENCE = "{aandeel 1} van de respondenten vindt dat zij de gegevens hebben die zij nodig hebben."


def as_(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=f"{name}@example.org"))
    return client


def get(path: str, name: str = "dilara", project: str = "demo") -> Any:
    return as_(name).get(f"/api/v1/projects/{project}{path}")


def post(path: str, body: dict[str, Any], name: str = "dilara") -> Any:
    return as_(name).post(f"/api/v1/projects/demo{path}", body, content_type="application/json")


def done(answer: Any) -> Any:
    assert answer.status_code in (200, 201), answer.content
    return answer.json()


def codes(answer: Any) -> list[str]:
    assert answer.status_code == 409, answer.content
    return [reason["code"] for reason in answer.json()["reasons"]]


def test_demo_has_a_finding_of_every_ground_with_its_sentence_filled() -> None:
    found = {one["code"]: one for one in done(get(f"{WD}/findings"))}
    assert {one["ground"] for one in found.values()} == {"opinion", "self_report", "register", "measured_effect"}
    assert [found[code]["state"] for code in ("F1", "F8", "F9")] == ["approved", "reopened", "draft"]
    (thermometer, interviews) = found["F1"]["methods"]
    assert (thermometer["supports"], interviews["contradicts"], found["F1"]["methodsAgree"]) == ([1], [2], False)
    assert found["F2"]["filled"].startswith("Meerdere geïnterviewden noemen")
    assert "8 rondgelopen kades" in found["F5"]["filled"]
    assert "na 41 dagen besloten" in found["F6"]["filled"]
    rows = list(csv.reader(io.StringIO(get(f"{WD}/findings-file").content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == list(found)


def test_member_reads_what_is_approved_and_no_draft() -> None:
    approved = done(get(f"{WD}/approved-findings", "gwen"))
    assert [one["code"] for one in approved] == ["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F10"]
    assert {link["kind"] for one in approved for link in one["evidence"]} == {
        "round_statement", "action_count", "decision", "status", "document", "contribution",
    }  # fmt: skip
    assert get(f"{WD}/approved-findings/F9", "gwen").status_code == 404
    assert codes(get(f"{WD}/findings", "gwen")) == ["not_an_evaluator"]
    assert codes(get(f"{WD}/findings/F9", "gwen")) == ["not_an_evaluator"]
    answers = {one["question"]: one for one in done(get(f"{WD}/answers", "gwen"))}
    assert [gap["text"][:3] for gap in answers["V3"]["gaps"]] == ["Of "]
    assert (answers["V3"]["notHeard"], [one["code"] for one in answers["V3"]["known"]]) == (
        None,
        ["F4", "F5", "F7", "F10"],
    )
    assert [one["finding"] for one in answers["V2"]["disagreeing"]] == ["F1"]
    assert done(get("/evaluations/EV1/approved-findings", "gwen", "nsoc")) == []


def test_finding_goes_from_judging_to_approval_and_back() -> None:
    claim = {"sentence": "Door de aanpak is het aantal verzoeken gestegen.", "ground": "opinion", "evidence": [ROUND]}
    judged = done(post(f"{WD}/findings-judging", claim))
    assert not judged["allowed"]
    assert [one["needs"] for one in judged["objections"] if one["code"] == "result_told_as_fact"]
    assert judged["holes"] == {"1": ["{aandeel 1}", "{woord 1}", "{aantal 1}", "{stelling 1}"]}
    assert "not_worded_as_said" in codes(post(f"{WD}/findings", claim))
    told = {"sentence": SENTENCE, "ground": "opinion", "questions": ["V2"]}
    made = done(post(f"{WD}/findings", told | {"evidence": [ROUND]}))
    one = f"{WD}/findings/{made['code']}"
    assert made["state"] == "draft"
    assert codes(post(f"{one}/check", {})) == ["own_finding"]
    assert codes(post(f"{one}/approval", {}, "mila")) == ["not_checked"]
    against = {"kind": "round_statement", "identifier": "WD,T1,CA3", "stance": "contradicts"}
    assert done(post(f"{one}/evidence", {"evidence": [against]}))["sought"] == "found"
    assert codes(post(f"{one}/evidence/1/removal", {})) == ["evidence_fills_a_hole"]
    assert done(post(f"{one}/evidence/2/removal", {"remark": "Andere ronde"}))["sought"] == "none_found"
    done(post(f"{one}/words", told | {"kind": "solve_now", "sought": "none_found"}))
    assert done(post(f"{one}/check", {"remark": "Klopt"}, "mila"))["state"] == "checked"
    assert done(post(f"{one}/approval", {}, "mila"))["state"] == "approved"
    assert codes(post(f"{one}/words", told)) == ["finding_is_approved"]
    scale = {"none": "geen", "few": "één of twee", "fewAtMost": 2, "steps": ["0|weinig", ">60|veel"], "all": "allen"}
    lines = done(post(f"{WD}/amount-words", scale))["lines"]
    assert [line["word"] for line in lines] == ["geen", "één of twee", "weinig", "veel", "allen"]
    assert done(post(f"{WD}/findings-reopening", {})) == []
    assert codes(post(f"{one}/reopening", {})) == ["reason_missing"]
    assert done(post(f"{one}/reopening", {"remark": "Er kwam een ronde bij"}))["state"] == "reopened"
    gone = get(f"{WD}/approved-findings/{made['code']}", "gwen")
    assert (gone.status_code, "opnieuw bekeken" in gone.json()["detail"]) == (404, True)
    again = {one["question"]: one["lookedAtAgain"] for one in done(get(f"{WD}/answers", "gwen"))}
    assert made["code"] in again[made["questions"][0]]


def test_what_is_not_known_is_noted_and_changed() -> None:
    gap = {"text": "Wat buren merken", "reason": "Niemand vroeg het"}
    assert codes(post(f"{WD}/answers/V1/gaps", gap, "gwen")) == ["not_an_evaluator"]
    (noted,) = done(post(f"{WD}/answers/V1/gaps", gap))["gaps"]
    (changed,) = done(post(f"{WD}/answers/V1/gaps/{noted['number']}", gap | {"state": "known_now"}))["gaps"]
    assert (changed["state"], len(changed["before"])) == ("known_now", 1)
    mine = done(get(f"{WD}/answers/V4"))
    assert mine["notHeard"]["people"] == 2
