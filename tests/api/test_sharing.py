"""Sharing through the programming interface: the same operations, refusals and silence as on the pages."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.api.conftest import Caller, Callers, codes, kept
from tests.workspace import Workspace, authorise
from tests.world import noted_as, now
from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.sharing.models import Authorisation
from vlechtwerk.domains.sharing.operations import purposes
from vlechtwerk.engines.policy.grounds import MODEL_COVENANT, text_of
from vlechtwerk.interfaces.api.application import api
from vlechtwerk.interfaces.api.document_schemas import ListQuery

pytestmark = pytest.mark.django_db


def given(caller: Caller, **more: object) -> str:
    answer = caller.gives(**more)  # type: ignore[arg-type]  # fields of the form
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def titles(caller: Caller) -> list[str]:
    return [item["title"] for item in caller.get(caller.here()).json()["items"]]


def one(caller: Caller, document: str, path: str = "") -> str:
    return caller.here(f"/documents/{document}{path}")


def test_document_is_given_listed_and_opened_after_its_notice(calls: Callers) -> None:
    document = given(calls.anna)
    assert titles(calls.hugo) == ["Waarnemingen"]
    shut = calls.hugo.get(one(calls.hugo, document)).json()
    assert (shut["acknowledged"], shut["texts"], shut["comments"]) == (False, [], [])
    # The name of a file and where it comes from tell of what is in it.
    assert (shut["versions"], shut["origin"]) == ([], "")
    assert calls.hugo.post(one(calls.hugo, document, "/acknowledgements")).status_code == 201
    opened = calls.hugo.get(one(calls.hugo, document)).json()
    assert "".join(opened["texts"]).strip() == "De container stond in de haven."
    assert (opened["origin"], len(opened["versions"])) == ("eigen waarneming", 1)
    assert opened["marking"] == {
        "organisation": "NP", "capacity": "police", "category": "police-8", "level": "subject", "handling": [],
        "special": False, "grade": "",
    }  # fmt: skip


def test_what_no_ground_opens_is_absent_with_the_same_bytes_as_what_never_was(calls: Callers) -> None:
    document = given(calls.bram, category="fiscal")
    for path in ("", "/comments", "/audience"):
        hidden = calls.hugo.get(one(calls.hugo, document, path))
        absent = calls.hugo.get(one(calls.hugo, str(uuid4()), path))
        assert (hidden.status_code, hidden.content, hidden.headers) == (404, absent.content, absent.headers)
    for path, body in (
        ("/comments", {"text": "x"}), ("/recall", {"because": "x"}), ("/acknowledgements", {}),
        ("/sendings", {"person": str(uuid4())}), ("/files/1/_download", {}),
    ):  # fmt: skip
        hidden = calls.hugo.post(one(calls.hugo, document, path), body)
        absent = calls.hugo.post(one(calls.hugo, str(uuid4()), path), body)
        assert (hidden.status_code, hidden.content, hidden.headers) == (404, absent.content, absent.headers)
    assert calls.hugo.get(calls.hugo.here()).json()["announced"] == []
    assert calls.bram.get(one(calls.bram, document, "/comments")).json() == []


def test_consent_to_what_is_not_announced_is_as_absent(calls: Callers) -> None:
    read, hidden = given(calls.anna), given(calls.anna, handling=["existence_hidden"])
    answers = [
        calls.hugo.post(
            calls.hugo.here("/consents"), {"document": one, "needs": ["provider_consent"], "necessity": "Nodig"}
        )
        for one in (read, hidden, str(uuid4()))
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[-1].content)}


def test_what_may_be_known_says_why_not_and_what_would_open_it_and_no_title(calls: Callers) -> None:
    document = given(calls.anna, category="police-9")
    answer = calls.hugo.get(one(calls.hugo, document))
    problem = answer.json()
    assert answer.status_code == 403
    assert problem["reasons"]
    assert problem["announced"]["marking"]["category"] == "police-9"
    assert ["provider_consent"] in [way["needs"] for way in problem["waysUp"]]
    assert "Waarnemingen" not in answer.content.decode()
    (announced,) = calls.hugo.get(calls.hugo.here()).json()["announced"]
    assert set(announced) == {"id", "marking", "givenOn", "lower"}


def test_words_are_sought_in_the_body_and_found_in_the_text(calls: Callers) -> None:
    document = given(calls.anna)
    (shut,) = calls.hugo.post(calls.hugo.here("/documents/_search"), {"words": "havens"}).json()["items"]
    assert shut["snippet"] == [], "the notice comes before the words"
    calls.hugo.post(one(calls.hugo, document, "/acknowledgements"))
    (hit,) = calls.hugo.post(calls.hugo.here("/documents/_search"), {"words": "havens"}).json()["items"]
    assert [part["text"] for part in hit["snippet"] if part["found"]] == ["haven"]
    assert calls.bram.post(calls.bram.here("/documents/_search"), {"words": "havens"}).json()["total"] == 0
    assert "words" not in ListQuery.model_fields


def test_facets_count_what_may_be_read_and_nothing_else(calls: Callers) -> None:
    given(calls.anna)
    given(calls.anna, category="knowledge", level="knowledge", title="Werkwijze")
    page = calls.bram.get(calls.bram.here()).json()
    assert page["facets"] == {"organisation": {"NP": 1}, "category": {"knowledge": 1}, "level": {"knowledge": 1}}
    assert calls.hugo.get(calls.hugo.here("/documents?category=police-8")).json()["total"] == 1


def test_nobody_gives_what_is_not_theirs_to_give(calls: Callers, workspace: Workspace) -> None:
    answer = calls.anna.gives(category="fiscal")
    assert (answer.status_code, codes(answer)) == (409, ["not_yours_to_give"])
    assert kept(workspace) == {}


def test_knowledge_about_someone_is_refused_with_what_to_choose(calls: Callers, workspace: Workspace) -> None:
    answer = calls.anna.gives(category="knowledge", level="subject")
    assert (answer.status_code, codes(answer)) == (409, ["knowledge_names_nobody"])
    assert kept(workspace) == {}


def test_consent_is_asked_given_and_withdrawn(calls: Callers, workspace: Workspace) -> None:
    authorise(workspace.world, workspace.purpose, "karin", Authorisation.Role.OFFICER)
    document = given(calls.anna, category="police-9")
    body = {"document": document, "needs": ["provider_consent"], "necessity": "Anders stopt het onderzoek"}
    (asked,) = calls.hugo.post(calls.hugo.here("/consents"), body).json()
    own = calls.hugo.post(calls.hugo.here(f"/consents/{asked['id']}/answer"), {"give": True})
    assert {"not_your_own", "not_the_officer"} <= set(codes(own))
    answered = calls.karin.post(calls.karin.here(f"/consents/{asked['id']}/answer"), {"give": True})
    assert answered.json()["state"] == "given", answered.content
    assert calls.hugo.get(one(calls.hugo, document)).status_code == 200
    withdrawn = calls.karin.post(calls.karin.here(f"/consents/{asked['id']}/withdrawal"))
    assert withdrawn.json()["state"] == "withdrawn"
    assert calls.hugo.get(one(calls.hugo, document)).status_code == 403
    assert calls.bram.get(calls.bram.here("/consents")).json() == []


def test_document_asked_for_three_times_tells_its_giver_who_has_it(calls: Callers, workspace: Workspace) -> None:
    authorise(workspace.world, workspace.purpose, "karin", Authorisation.Role.OFFICER)
    document = given(calls.anna, category="police-9")
    body = {"document": document, "needs": ["provider_consent"], "necessity": "Anders stopt het onderzoek"}
    twofold = body | {"needs": ["provider_consent", "authorised_officer_consent"]}
    (first, _second) = calls.hugo.post(calls.hugo.here("/consents"), twofold).json()
    calls.karin.post(calls.karin.here(f"/consents/{first['id']}/answer"), {"give": False})
    for caller, give in ((calls.jaap, True), (calls.hugo, True)):
        (asked,) = caller.post(caller.here("/consents"), body).json()
        calls.karin.post(calls.karin.here(f"/consents/{asked['id']}/answer"), {"give": give})
    opened = calls.hugo.get(one(calls.hugo, document)).json()
    assert (opened["timesAsked"], opened["readBy"]) == (0, []), "only its giver is told"
    calls.hugo.post(one(calls.hugo, document, "/acknowledgements"))
    calls.hugo.get(one(calls.hugo, document))
    own = calls.anna.get(one(calls.anna, document)).json()
    assert own["timesAsked"] == 3, "two consents that are asked at once are one request"
    assert {"organisation": "KMAR", "people": 1, "lastReadOn": str(timezone.localdate())} in own["readBy"]
    assert "Hugo" not in str(own)


def test_comment_reaches_who_is_mentioned(calls: Callers, workspace: Workspace) -> None:
    document = given(calls.anna)
    body = {"text": "Klopt dit?", "mentioned": [str(workspace.world.hugo.id)]}
    assert calls.anna.post(one(calls.anna, document, "/comments"), body).status_code == 201
    (notice,) = calls.hugo.get(calls.hugo.here("/notices")).json()
    assert (notice["kind"], notice["document"]) == ("mentioned", document)
    assert calls.hugo.get(one(calls.hugo, document, "/comments")).status_code == 404
    calls.hugo.post(one(calls.hugo, document, "/acknowledgements"))
    assert [item["text"] for item in calls.hugo.get(one(calls.hugo, document, "/comments")).json()] == ["Klopt dit?"]
    assert calls.hugo.post(calls.hugo.here("/notices/seeing")).json() == {"seen": 1}


def test_document_is_sent_only_to_who_can_open_it_unless_said_so(calls: Callers, workspace: Workspace) -> None:
    document = given(calls.anna, category="police-9")
    people = workspace.world.people

    def send(name: str, **more: object) -> Any:
        return calls.anna.post(one(calls.anna, document, "/sendings"), {"person": str(people[name].id), **more})

    assert codes(send("hugo"))[-1] == "not_open_to_them"
    assert send("hugo", anyway=True).status_code == 201
    fiscal = given(calls.bram, category="fiscal")
    body = {"person": str(people["hugo"].id), "anyway": True}
    assert calls.bram.post(one(calls.bram, fiscal, "/sendings"), body).status_code == 409
    assert codes(send("olaf")) == ["may_not_know"]


def test_recall_shuts_and_tells_who_read_it(calls: Callers, workspace: Workspace) -> None:
    document = given(calls.anna)
    calls.hugo.post(one(calls.hugo, document, "/acknowledgements"))
    calls.hugo.get(one(calls.hugo, document))
    assert calls.hugo.post(one(calls.hugo, document, "/recall"), {"because": "x"}).status_code == 404
    assert calls.anna.post(one(calls.anna, document, "/recall"), {"because": "Verkeerd"}).json() == {"told": 1}
    assert calls.hugo.get(one(calls.hugo, document)).status_code == 404
    for act in ("/acknowledgements", "/files/1/_download"):
        assert calls.hugo.post(one(calls.hugo, document, act)).status_code == 404
    (recall,) = calls.hugo.get(calls.hugo.here("/recalls")).json()
    assert (recall["organisation"], recall["reason"]) == ("NP", "Verkeerd")
    assert (recall["purpose"], recall["recalledAs"]) == (workspace.purpose.code, "analyst")
    assert (recall["document"], recall["title"]) == (None, None)
    (kept,) = calls.anna.get(calls.anna.here("/documents")).json()["items"]
    assert kept["id"] == str(document)
    assert kept["recalledAt"], "its giver has it in the list, as recalled"
    shown = calls.hugo.get(calls.hugo.here("/documents")).json()
    assert (shown["total"], shown["items"], shown["announced"]) == (0, [], [])


def test_who_can_see_is_told_to_the_giver_before_and_after_giving(calls: Callers) -> None:
    marking = {"category": "police-8", "level": "subject"}
    before = calls.anna.post(calls.anna.here("/audience/_preview"), marking).json()
    document = given(calls.anna)
    after = calls.anna.get(one(calls.anna, document, "/audience")).json()
    can = {person["name"]: person["clauses"] for person in after["people"] if person["allowed"]}
    assert can["Hugo"] == ["law-15-8"]
    assert {person["name"] for person in before["people"] if person["allowed"]} == set(can)
    assert calls.hugo.get(one(calls.hugo, document, "/audience")).status_code == 404
    long_ago = calls.anna.get(one(calls.anna, document, "/audience?asOf=2020-01-01T00:00:00Z")).json()
    assert long_ago["readers"] == 0


def test_kept_to_nobody_is_its_giver_alone_and_left_out_is_everyone(calls: Callers) -> None:
    look = calls.anna.here("/audience/_preview")
    choice = {"category": "police-8", "level": "subject"}
    everyone, alone = (calls.anna.post(look, choice | more).json() for more in ({}, {"keptTo": []}))
    assert everyone["readers"] > 1
    assert [person["name"] for person in alone["people"] if person["allowed"]] == ["Anna"]
    kept, shared = given(calls.anna, keptTo=""), given(calls.anna)
    answers = [calls.hugo.get(one(calls.hugo, document)).status_code for document in (kept, shared)]
    assert (answers, calls.anna.get(one(calls.anna, kept)).status_code) == ([404, 200], 200)


def test_text_leaves_as_it_came_by_a_post_and_under_a_name_that_tells_nothing(calls: Callers) -> None:
    document = given(calls.anna)
    path = one(calls.hugo, document, "/files/1/_download")
    assert calls.hugo.get(path).status_code == 405
    assert calls.hugo.get(one(calls.hugo, document)).json()["mayDownload"] is False, "its notice comes first"
    refused = calls.hugo.post(path)
    assert (refused.status_code, codes(refused)) == (403, ["not_handed_out"])
    calls.hugo.post(one(calls.hugo, document, "/acknowledgements"))
    assert calls.hugo.get(one(calls.hugo, document)).json()["mayDownload"] is True
    handed = calls.hugo.post(path)
    assert (handed.status_code, handed.content) == (200, b"De container stond in de haven.")
    assert "verslag" not in handed["Content-Disposition"]
    described = api.get_openapi_schema()["paths"]
    (download,) = [calls["post"] for path, calls in described.items() if path.endswith("/_download")]
    assert handed["Content-Type"].partition(";")[0] in download["responses"][200]["content"]
    assert handed["Cache-Control"] == "no-store"


def test_text_that_was_cut_says_so(calls: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = calls.anna.get(one(calls.anna, given(calls.anna))).json()
    monkeypatch.setattr("vlechtwerk.engines.documents.intake.text.MOST_CHARACTERS", 5)
    cut = calls.anna.get(one(calls.anna, given(calls.anna))).json()
    assert (whole["textsCut"], cut["texts"], cut["textsCut"]) == (False, ["De co"], True)


def test_version_is_added_by_the_giver_only(calls: Callers) -> None:
    document = given(calls.anna)
    path = one(calls.anna, document, "/versions")
    added = calls.anna.sends(path, "nieuw.txt", b"Nieuwe tekst", note="Kenteken verbeterd")
    assert [item["number"] for item in added.json()["versions"]] == [2, 1]
    assert calls.hugo.sends(path, "nieuw.txt", b"Nieuwe tekst").status_code == 404


def test_who_is_not_authorised_is_told_so(calls: Callers) -> None:
    answer = calls.dilara.get(calls.dilara.here())
    assert (answer.status_code, codes(answer)) == (403, ["not_authorised"])
    assert calls.dilara.gives().status_code == 403
    assert calls.anna.get("/purposes/nothing/documents").status_code == 404


def test_suspended_in_the_middle_of_it_reads_nothing_at_the_next_call(calls: Callers, workspace: Workspace) -> None:
    document = given(calls.anna, category="knowledge", level="knowledge")
    assert calls.hugo.get(one(calls.hugo, document)).status_code == 200
    hugo = f"/people/{workspace.world.hugo.id}/suspension"
    assert codes(calls.bram.post(hugo, {"because": "Onderzoek"})) == ["not_your_function"]
    assert calls.karin.post(hugo, {"because": "Onderzoek"}).json()["authorisations"] == 1
    assert codes(calls.hugo.get(one(calls.hugo, document))) == ["not_authorised"]
    assert calls.karin.post(f"{hugo}/ending").status_code == 201
    assert calls.hugo.get(one(calls.hugo, document)).status_code == 200


def test_capacity_is_chosen_by_the_header(calls: Callers, workspace: Workspace) -> None:
    document = given(calls.anna)
    appointments = {item.function: str(item.id) for item in Appointment.objects.filter(person=workspace.world.gwen)}
    newest, other = appointments.pop("investigator"), appointments.popitem()[1]
    gwen, path = calls.gwen, one(calls.gwen, document)
    assert gwen.get(path).status_code == 200
    assert gwen.get(path, **{"Vlechtwerk-Appointment": newest}).status_code == 200
    assert gwen.get(path, **{"Vlechtwerk-Appointment": other}).status_code == 403, "known of, and not read"


@pytest.mark.parametrize("whose", ["bram", "nobody", "malformed", "ended"])
def test_appointment_that_is_not_ones_own_or_has_ended_is_refused(
    calls: Callers, workspace: Workspace, whose: str
) -> None:
    named = {"nobody": str(uuid4()), "malformed": "x"}.get(whose)
    if named is None:
        appointment = Appointment.objects.filter(person=workspace.world.people["gwen" if whose == "ended" else whose])
        found = appointment.order_by("appointed_from")[0]
        named = str(found.id)
        if whose == "ended":
            noted_as("end_appointment")
            Appointment.objects.filter(id=found.id).update(appointed_until=timezone.localdate())
    answer = calls.gwen.get("/purposes", **{"Vlechtwerk-Appointment": named})
    assert (answer.status_code, codes(answer)) == (403, ["not_your_appointment"])


def test_purpose_is_opened_stated_and_people_are_authorised(calls: Callers, workspace: Workspace) -> None:
    opened = {"code": "haven", "name": "Havens", "kind": "activity", "openedOn": str(timezone.localdate())}
    assert codes(calls.anna.post("/purposes", opened)) == ["not_your_function"]
    assert calls.karin.post("/purposes", opened).json()["statedOn"] is None
    statement = {"aim": "Begrijpen", "persons": "verdachten", "data": "alles", "endsOn": "2999-01-01"}
    assert calls.karin.post("/purposes/haven/statement", statement).json()["aim"] == "Begrijpen"
    dpia = {"reference": "DPIA 7", "datedOn": str(timezone.localdate()), "categories": ["police-8"]}
    assert calls.karin.post("/purposes/haven/dpia", dpia).json()["dpiaCategories"] == ["police-8"]
    assert calls.karin.post("/purposes/haven/dpia/overtaking").json()["dpiaOvertakenOn"]
    appointment = Appointment.objects.get(person=workspace.world.hugo)
    body = {"appointment": str(appointment.id), "authorisedFrom": str(timezone.localdate())}
    made = calls.karin.post("/purposes/haven/authorisations", body).json()
    assert codes(calls.karin.post("/purposes/haven/authorisations", body)) == ["already_authorised"]
    assert [item["code"] for item in calls.hugo.get("/purposes").json() if item["authorised"]] == ["haven", "smokkel"]
    ending = calls.karin.post(f"/authorisations/{made['id']}/ending", {"until": str(timezone.localdate())})
    assert ending.json()["authorisedUntil"] == str(timezone.localdate())
    assert codes(calls.hugo.get("/purposes/haven/documents")) == ["not_authorised"]


SIX = dict.fromkeys(("interest", "partnership", "aim", "data", "conditions", "recipients"), "Zo besloten")


def test_covenant_comes_into_force_by_a_decision_and_changes_the_grounds(calls: Callers, workspace: Workspace) -> None:
    decision = str(workspace.world.taken().id)
    body = {"name": "Convenant", "decision": decision, "clauses": text_of(MODEL_COVENANT), **SIX}
    assert codes(calls.anna.post("/covenants", body | {"interest": " "})) == [
        "not_your_function", "fact_missing", "not_the_steering_body", "exemption_missing",
    ]  # fmt: skip
    law = calls.anna.get("/grounds").json()
    workspace.adopts_model_covenant()
    before = calls.anna.get(f"/grounds?asOf={law['asOf'].replace('+', '%2B')}").json()
    now_in_force = calls.anna.get("/grounds").json()
    assert before["digest"] == law["digest"] != now_in_force["digest"]
    assert {"id", "article", "direction", "nl", "en", "conditions", "reading", "permits"} == set(law["clauses"][0])
    (covenant,) = calls.anna.get("/covenants").json()
    assert now_in_force["covenant"] == covenant["id"]
    assert calls.lars.post(f"/covenants/{covenant['id']}/ending").json()["inForceUntil"]
    assert calls.anna.get("/grounds").json()["digest"] == law["digest"]


def test_overtaken_dpia_shuts_people_at_the_next_call(calls: Callers, workspace: Workspace) -> None:
    document = given(calls.anna)
    purposes.overtake_dpia(workspace.purpose, by=workspace.world.karin, at=now())
    assert calls.hugo.get(one(calls.hugo, document)).status_code == 403


def test_giving_is_limited_per_account(calls: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vlechtwerk.interfaces.uploads.GIVEN_PER", "2/m/user")
    assert [calls.anna.gives(category="fiscal").status_code for _ in range(3)] == [409, 409, 429]
    assert calls.hugo.gives(category="fiscal").status_code == 409


def test_export_holds_lists_too_and_no_document(calls: Callers) -> None:
    given(calls.anna)
    records = calls.anna.get("/export").json()["records"]
    assert records["sharing.purpose"][0]["dpia_categories"]
    assert records["sharing.document"] == []
