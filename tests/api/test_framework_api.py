"""The framework by the programming interface: that of the demo, the same acts, and the same refusals."""

import pytest

from tests.api.test_findings_api import codes, done, get, post

pytestmark = pytest.mark.django_db
WD = "/evaluations/WD"
NEW = {"question": "Is er een gedeeld beeld?", "kind": "condition", "methods": ["survey"]}


def test_demo_has_norms_changed_judgements_of_every_strength_and_defects() -> None:
    found = done(get(f"{WD}/framework", "karin"))
    rows = {one["code"]: one for one in found["criteria"]}
    assert {one["strength"] for one in rows.values() if one["level"]} == {"conflict", "strong", "indicative"}
    assert rows["O-B"]["level"] == "not_to_be_judged"
    changed = done(get(f"{WD}/criteria/S-C"))
    assert [(norm["timing"], bool(norm["reason"])) for norm in changed["norms"]] == [("before", False), ("after", True)]
    assert [(one["level"], one["checkedBy"]) for one in changed["judgements"]] == [("not_met", "")]
    assert done(get(f"{WD}/criteria/S-C", "karin"))["judgements"] == []
    twice = done(get(f"{WD}/criteria/S-A", "karin"))
    assert (twice["checked"]["level"], twice["checked"]["strength"]) == ("partly", "conflict")
    standings = {one["code"]: one["standing"] for one in done(get(f"{WD}/framework/coverage", "karin"))}
    assert [standings[code] for code in ("S-A", "S-D", "S-F", "O-B", "O-C", "O-G")] == [
        "judged", "no_norm", "can_be_judged", "not_to_be_judged", "no_source", "no_data",
    ]  # fmt: skip


def test_doctor_finds_what_is_wrong_with_the_demo() -> None:
    found = {(one["kind"], tuple(one["criteria"])) for one in done(get(f"{WD}/framework/defects", "karin"))}
    wanted = {
        ("twins", ("S-A", "S-D")), ("several_conditions", ("S-E",)), ("no_method", ("O-E",)), ("no_norm", ("S-E",)),
        ("subject_gone", ("O-D",)), ("subject_gone", ("O-E",)), ("no_verb", ("O-F",)), ("no_direction", ("O-C",)),
    }  # fmt: skip
    assert wanted <= found
    assert any(kind == "code_twice" for kind, _criteria in found)


def test_first_case_brings_its_62_criteria_without_a_norm() -> None:
    found = done(get("/evaluations/EV1/framework", "dilara", "nsoc"))["criteria"]
    lists = [one["ofList"] for one in found]
    assert (lists.count("P"), lists.count("AP")) == (24, 38)
    assert {one["norm"] for one in found} == {""}
    # Totals of the source: methods and kinds of its second list.
    plan = [one for one in found if one["ofList"] == "AP"]
    assert sum(one["methods"] == ["register"] for one in plan) == 10
    kinds = [one["kind"] for one in plan]
    wanted = {"condition": 9, "extent": 14, "activity_done": 6, "count": 2, "count_up": 7}
    assert {kind: kinds.count(kind) for kind in wanted} == wanted
    touched = done(get("/evaluations/EV1/criteria/AP-D", "dilara", "nsoc"))
    assert [source["identifier"] for source in touched["sources"]] == ["EV1,O6", "EV1,O7"]
    assert touched["evidence"][0]["locator"] == "2082-2086"


def test_same_acts_and_refusals_as_on_the_pages() -> None:
    made = done(post(f"{WD}/framework/lists/S/criteria", NEW | {"code": "X"}))
    assert (made["code"], made["printed"], made["norms"]) == ("S-X", "X", [])
    assert codes(post(f"{WD}/framework/lists/S/criteria", NEW | {"code": "Y"}, "karin")) == ["not_an_evaluator"]
    one = f"{WD}/criteria/S-X"
    statement = {"kind": "round_statement", "identifier": "WD,T2,CA3"}
    judgement = {"level": "met", "text": "De norm is gehaald.", "evidence": [statement]}
    assert codes(post(f"{one}/judgements", judgement)) == ["no_norm"]
    done(post(f"{one}/norms", {"text": "Ten minste 40%."}))
    assert codes(post(f"{one}/norms", {"text": "Ten minste 30%."})) == ["reason_missing"]
    assert codes(post(f"{one}/sources", {"kind": "statement", "identifier": "ZZ"})) == ["source_not_found"]
    bound = done(post(f"{one}/sources", {"kind": "lead_time", "identifier": "STG"}))
    assert all(datum["kind"] == "decision" for datum in bound["sources"][0]["data"])
    judged = done(post(f"{one}/judgements", judgement))["judgements"][0]
    assert (judged["level"], judged["strength"], judged["methodsAgree"]) == ("met", "indicative", True)
    assert codes(post(f"{one}/judgements/1/check", {})) == ["own_judgement"]
    against = f"{one}/judgements/1/objections"
    assert codes(post(against, {"text": "Zo niet."})) == ["own_judgement"]
    assert codes(post(against, {"text": "Zo niet."}, "karin")) == ["not_an_evaluator"]
    assert codes(post(against, {"text": " "}, "mila")) == ["objection_missing"]
    objected = done(post(against, {"text": "De interviews ontbreken."}, "mila"))["judgements"][0]["objections"]
    assert [(each["text"], each["objectedBy"]) for each in objected] == [("De interviews ontbreken.", "Mila")]
    assert codes(post(f"{one}/judgements/1/check", {}, "mila")) == ["objected_to"]
    assert "De interviews ontbreken." not in get(one, "karin").content.decode()
    done(post(f"{one}/judgements", judgement))
    assert done(post(f"{one}/judgements/2/check", {}, "mila"))["checked"]["checkedBy"] == "Mila"
    assert done(get(one, "karin"))["checked"]["text"] == "De norm is gehaald."
    split = done(post(f"{one}/split", {"questions": ["Is er een beeld?", "Is het gedeeld?"], "reason": "Twee"}))
    assert [each["code"] for each in split] == ["S-X", "S-X2"]
    merged = done(post(f"{one}/merge", {"others": ["S-X2"], "reason": "Toch een"}))
    assert merged["wordings"][-1]["isClosed"] is False
    assert done(get(f"{WD}/criteria/S-X2"))["wordings"][-1]["isClosed"] is True
    assert done(post(f"{WD}/framework/lists/S/prefix", {}))["isPrefixed"] is True
    assert get(f"{WD}/criteria/S-NIETS").status_code == 404
