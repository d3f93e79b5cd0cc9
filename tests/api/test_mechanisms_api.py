"""Mechanisms and claims by the programming interface: those of the two cases, the same acts and the same refusals."""

import pytest

from tests.api.test_findings_api import codes, done, get, post

pytestmark = pytest.mark.django_db
WD = "/evaluations/WD"
M1 = f"{WD}/mechanisms/M1"


def test_demo_has_mechanisms_as_far_as_they_came_and_a_finding_on_a_claim() -> None:
    found = {one["code"]: one for one in done(get(f"{WD}/mechanisms"))}
    assert [found[code]["state"] for code in ("M1", "M2", "M3")] == ["checked", "judged", "not_judged"]
    assert (found["M1"]["levelCarried"], found["M1"]["verbs"]) == (1, ["goes_with"])
    assert (found["M1"]["carries"], found["M1"]["verdicts"][0]["verb"]) == (True, "goes_with")
    assert [one["versions"][-1]["weight"] for one in found["M1"]["explanations"]] == ["as_much", "less"]
    assert found["M3"]["expectedIn"][0]["identifier"] == "VP"
    chains = {one["code"]: one for one in done(get(f"{WD}/chains"))}
    assert [(one["complete"], one["designLevel"]) for one in chains.values()] == [(True, 1), (False, None)]
    assert done(get(f"{WD}/findings/F10"))["state"] == "approved"
    # Every member reads what was checked, and the claim on which an approved finding rests.
    assert [len(one["verdicts"]) for one in done(get(f"{WD}/mechanisms", "gwen"))] == [1, 0, 0]
    assert [one["code"] for one in done(get(f"{WD}/chains", "gwen"))] == ["C1"]
    assert done(get(f"{WD}/mechanisms/M2", "gwen"))["explanations"] == []


def test_first_case_has_what_the_plan_expected_and_no_verdict() -> None:
    found = done(get("/evaluations/EV1/mechanisms", "karin", "nsoc"))
    assert [(one["wordings"][0]["expectedBy"], one["verdicts"], one["evidence"]) for one in found] == [
        ("makers", [], [])
    ] * 3
    assert found[1]["expectedIn"][0]["locator"] == "479-482"


def test_acts_are_refused_as_on_the_pages() -> None:
    told = {"text": "Wie het weet, regelt het.", "expectedBy": "makers", "link": "2026-11,D06,E9"}
    assert codes(post(f"{WD}/mechanisms", told)) == ["no_such_link"]
    made = done(post(f"{WD}/mechanisms", told | {"link": "2026-11,D07,U2"}))
    assert (made["code"], made["state"]) == ("M4", "not_judged")
    verdict = {"presence": "present", "verdict": "plausible", "text": "Daarom."}
    assert codes(post(f"{WD}/mechanisms/M4/verdicts", verdict)) == ["evidence_missing", "explanation_missing"]
    assert post(f"{WD}/mechanisms/M4/verdicts", verdict | {"designLevel": 6}).status_code == 400
    evidence = {"evidence": [{"identifier": "VP", "locatorKind": "page", "locator": "12", "ground": "self_report"}]}
    done(post(f"{WD}/mechanisms/M4/evidence", evidence))
    explained = {"text": "Het was er al.", "weight": "excluded", "why": "Eerder was het er niet."}
    done(post(f"{WD}/mechanisms/M4/explanations", explained))
    assert post(f"{WD}/mechanisms/M4/explanations/9", explained).status_code == 404
    assert len(done(post(f"{WD}/mechanisms/M4/explanations/1", explained))["explanations"][0]["versions"]) == 2
    beyond = post(f"{WD}/mechanisms/M4/verdicts", verdict | {"designLevel": 1})
    assert codes(beyond) == ["design_level_not_carried"]
    assert done(post(f"{WD}/mechanisms/M4/verdicts", verdict))["state"] == "judged"
    assert codes(post(f"{WD}/mechanisms/M4/verdicts/1/check", {})) == ["own_verdict"]
    assert done(post(f"{WD}/mechanisms/M4/verdicts/1/check", {}, "mila"))["carries"]
    words = told | {"link": "2026-11,D07,U2", "reason": "Zo staat het er."}
    assert done(post(f"{WD}/mechanisms/M4/words", words))["state"] == "changed"
    assert codes(post(f"{WD}/chains", {"claim": "Zo kwam het.", "mechanisms": [1, 4]})) == ["chain_broken"]
    assert done(post(f"{WD}/chains", {"claim": "Zo kwam het.", "mechanisms": [4]}))["code"] == "C3"
    changed = {"claim": "Zo kwam het.", "mechanisms": [1], "verdict": "plausible", "text": "Zie stap 1."}
    assert done(post(f"{WD}/chains/C3/versions", changed))["complete"]
    assert codes(post(f"{WD}/mechanisms", told, "karin")) == ["not_an_evaluator", "no_such_link"]
    assert codes(post(f"{WD}/mechanisms/Z9/verdicts/1/check", {}, "karin")) == ["not_an_evaluator"]


def test_a_mechanism_that_changes_opens_again_the_finding_that_tells_its_effect() -> None:
    evidence = {"evidence": [{"identifier": "VP", "locatorKind": "page", "locator": "9", "ground": "self_report"}]}
    assert done(get(f"{WD}/approved-findings/F10", "gwen"))["ground"] == "measured_effect"
    done(post(f"{M1}/evidence", evidence))
    assert get(f"{WD}/approved-findings/F10", "gwen").status_code == 404
    assert done(get(f"{WD}/findings/F10"))["state"] == "reopened"
