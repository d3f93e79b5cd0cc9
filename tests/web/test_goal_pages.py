"""Goals on the pages, by the programming interface and from the command line's calls: concrete, open, compared."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.api.test_api import calls_as
from tests.web.test_map_kept import client_of, page
from tests.web.test_writing import NO_EVIDENCE
from tests.world import days_from_now

pytestmark = pytest.mark.django_db


def api(name: str, path: str, body: dict[str, Any]) -> Any:
    client = Client(headers=calls_as(name))
    return client.post(f"/api/v1/projects/demo{path}", json.dumps(body), "application/json")


def test_goals_of_the_case_say_what_the_source_leaves_out() -> None:
    shown = page("anna", "/nsoc/programme/goals/D-A05/")
    assert "Het aantal inbeslagnames stijgt" in shown
    assert "2 van 5 onderdelen ingevuld" in shown
    assert "niet in de bron" in shown
    assert "Probleem" in page("anna", "/nsoc/programme/goals/")
    assert "de bron noemt er geen" in page("anna", "/nsoc/programme/goals/parties/")


def test_wording_of_a_day_is_shown() -> None:
    assert "Trustkantoren stoppen" in page("anna", "/nsoc/programme/goals/D-A06/?as_of=2023-06-01").partition("<dl")[0]
    assert "domicilieverleners" in page("anna", "/nsoc/programme/goals/D-A06/").partition("<dl")[0]


def test_matrix_and_goals_leave_as_files() -> None:
    anna = client_of("anna")
    matrix = anna.get("/demo/programme/goals/parties/export.csv").content.decode("utf-8-sig")
    assert "ROUTES;" in matrix
    assert "Botst" in matrix
    goals = anna.get("/demo/programme/goals/export.csv").content.decode("utf-8-sig")
    assert "5 van 5 onderdelen ingevuld" in goals
    assert anna.get("/demo/programme/goals/export.xlsx").status_code == 200


def test_goal_is_set_worded_left_open_and_compared_on_the_pages() -> None:
    karin = client_of("karin")
    goal = {"code": "NIEUW", "level": "operational", "text": "Nieuw doel", "what": "Iets"} | NO_EVIDENCE
    assert karin.post("/demo/programme/goals/new/", goal).status_code == 302
    here = "/demo/programme/goals/NIEUW/"
    assert "nog open" in karin.get(here).content.decode()
    wording = {"text": "Nieuw doel", "what": "Iets", "how_much": "Drie", "reason": "Nu weten we het"} | NO_EVIDENCE
    assert karin.post(f"{here}wording/", wording).status_code == 302
    room = {"reason": "Nog niet te zeggen", "look_again_on": days_from_now(30).isoformat()}
    assert karin.post(f"{here}room/", room).status_code == 302
    assert "Ruimte om te verkennen" in karin.get(here).content.decode()
    assert karin.post(f"{here}room/end/", {"reason": "Geleerd"}).status_code == 302
    fit = {"outside_goal": "DOU-1", "fit": "collides", "explanation": "Meer controles"}
    assert karin.post(f"{here}fit/", fit).status_code == 302
    assert "Meer controles" in karin.get(here).content.decode()
    note = {"code": "BD-1", "organisation": "BD", "text": "Doel van de Belastingdienst"} | NO_EVIDENCE
    assert karin.post("/demo/programme/goals/parties/new/", note).status_code == 302


@pytest.mark.parametrize(
    ("path", "form", "code"),
    [
        ("new/", {"code": "HAVEN", "level": "strategic", "text": "X"} | NO_EVIDENCE, 409),
        ("CRYPTO/room/", {"reason": "Later", "look_again_on": "2020-01-01"}, 409),
        ("ROUTES/room/end/", {"reason": "Klaar"}, 409),
        ("ROUTES/fit/", {"outside_goal": "DOU-1", "fit": "agrees"}, 409),
        ("parties/new/", {"code": "X", "text": "X"} | NO_EVIDENCE, 409),
    ],
)
def test_refusal_is_shown_on_the_page(path: str, form: dict[str, str], code: int) -> None:
    assert client_of("karin").post(f"/demo/programme/goals/{path}", form).status_code == code


def test_goal_is_set_and_refused_by_the_programming_interface() -> None:
    added = api("karin", "/goals", {"code": "API", "level": "tactical", "text": "Doel", "howMuch": "Drie"})
    assert (added.status_code, added.json()["filled"]) == (201, ["how_much"])
    refused = api("anna", "/goals", {"code": "API2", "level": "tactical", "text": "Doel"})
    assert refused.json()["reasons"][0]["code"] == "not_your_function"
    until = days_from_now(9).isoformat()
    room = api("karin", "/goals/API/room", {"reason": "Nog niet", "lookAgainOn": until})
    assert room.json()["room"]["lookAgainOn"] == until
    assert api("karin", "/goals/API/room-end", {"reason": "Geleerd"}).json()["room"] is None
    fit = api("karin", "/goals/API/fits", {"outsideGoal": "DOU-1", "fit": "agrees", "explanation": "Zelfde"})
    assert fit.json()["fits"][0]["whose"] == "Douane"
    worded = api("karin", "/goals/API/wordings", {"text": "Ander doel", "reason": "Beter"})
    assert len(worded.json()["wordings"]) == 2
    noted = api("karin", "/outside-goals", {"code": "RIEC-9", "text": "Doel", "party": "RIEC"})
    assert noted.json()["whose"] == "RIEC"
