"""Registered counts through the programming interface and the command line: the same acts, and the same refusals."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.partnership.operations.accounts import make_access_token
from vlechtwerk.interfaces.cli.main import cli

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/projects/demo/measures"
MADE = {"drawnOn": "2026-11-20", "drawnBy": "Gegevensbeheerder", "source": "Verzonnen register"}
DEFINITION = {"text": "Alles wat telt", "unit": "stuks", "holdsFrom": "2026-01", "definedOn": "2026-01-05"}


@pytest.fixture(autouse=True)
def as_karin(client: Client) -> None:
    client.force_login(Account.objects.get(email="karin@example.org"))


def done(answer: Any) -> Any:
    assert answer.status_code in (200, 201), answer.content
    return answer.json()


def codes(answer: Any, status: int = 409) -> list[str]:
    assert answer.status_code == status, answer.content
    return [reason["code"] for reason in answer.json()["reasons"]]


def post(client: Client, path: str, body: dict[str, Any]) -> Any:
    return client.post(ROOT + path, json.dumps(body), content_type="application/json")


def test_invented_counts_have_a_break_a_correction_and_a_series_long_enough(client: Client) -> None:
    found = {one["code"]: one for one in done(client.get(ROOT))}
    assert {code: len(one["definitions"]) for code, one in found.items()} == {
        "KADES": 1, "KADES-NOORD": 1, "OP-TIJD": 2, "PAKKETTEN": 1, "GETRAIND": 1,
    }  # fmt: skip
    assert [one["corrects"] for one in found["PAKKETTEN"]["draws"]] == [None, 1]
    (august,) = [one for one in found["PAKKETTEN"]["months"] if one["month"] == "2026-08"]
    assert (august["count"], august["former"]) == (23, [{"draw": 1, "state": "counted", "count": 31}])
    assert {one["state"] for one in found["GETRAIND"]["months"]} == {"counted", "few", "not_registered"}
    past = {one["code"]: one for one in done(client.get(ROOT + "?asOf=2026-10-01"))}
    assert [one["count"] for one in past["PAKKETTEN"]["months"]][-1] == 31
    # Of the first case no counts by month were published.
    assert done(client.get("/api/v1/projects/nsoc/measures")) == []


def test_periods_and_the_start_of_something_are_told_or_refused(client: Client) -> None:
    months = "firstFrom=2025-05&firstUntil=2025-08&secondFrom=2026-05&secondUntil=2026-0"
    rose = done(client.get(f"{ROOT}/KADES/comparison?{months}8"))
    assert (rose["change"], rose["before"], rose["after"], rose["sameSeason"], rose["days"]) == (
        "rose", 138, 183, True, [123, 123],
    )  # fmt: skip
    assert rose["evidence"] == "KADES,2025-05,2025-08,2026-05,2026-08"
    refused = done(client.get(f"{ROOT}/OP-TIJD/comparison?{months}9"))
    assert refused["change"] is None
    assert [one["code"] for one in refused["reasons"]] == ["unequal_length", "other_definition"]
    begun = done(client.get(f"{ROOT}/KADES/interruption?start=2025-09"))
    assert begun["model"]["level"]["low"] > 0
    assert (begun["designLevel"], begun["level"], len(begun["model"]["pseudoStarts"])) == (2, None, 3)
    assert (begun["model"]["hasSeason"], begun["model"]["season"]) == (False, "not_seen")
    waved = done(client.get(f"{ROOT}/KADES/interruption?start=2025-09&season=true"))["model"]
    assert (waved["season"], waved["pseudoStarts"], waved["neededForPseudo"]) == ("reckoned_with", [], 24)
    beside = done(client.get(f"{ROOT}/KADES/interruption?start=2025-09&beside=KADES-NOORD"))
    assert beside["designLevel"] == 3
    assert beside["level"]["value"] == pytest.approx(
        beside["model"]["level"]["value"] - beside["beside"]["level"]["value"]
    )
    back = done(client.get(f"{ROOT}/KADES-NOORD/interruption?start=2025-09&beside=KADES"))
    assert (back["model"], [one["code"] for one in back["reasons"]]) == (None, ["no_reason"])
    other = done(client.get(f"{ROOT}/KADES/interruption?start=2025-09&beside=PAKKETTEN"))
    assert [one["code"] for one in other["reasons"]] == ["no_reason", "other_months", "other_unit"]
    assert other["reasons"][2]["text"] == "De reeks ernaast: zij is geteld in “pakketten”, en deze in “kades”."
    told = {"beside": "KADES", "reason": "Zelfde register."}
    assert codes(post(client, "/KADES/comparison-series", told)) == ["same_measure"]
    assert codes(post(client, "/KADES/comparison-series", told | {"beside": "PAKKETTEN"})) == ["other_unit"]
    made = done(post(client, "/KADES-NOORD/comparison-series", told))
    assert [(one["beside"], one["reason"]) for one in made["comparable"]] == [("KADES", "Zelfde register.")]
    assert done(client.get(f"{ROOT}/KADES-NOORD/interruption?start=2025-09&beside=KADES"))["designLevel"] == 3
    few = done(client.get(f"{ROOT}/PAKKETTEN/interruption?start=2026-09"))
    assert few["model"] is None
    assert [one["code"] for one in few["reasons"]] == ["too_few_after"]
    assert client.get(f"{ROOT}/KADES/interruption?start=mei").status_code == 400


def test_measure_is_added_drawn_from_and_defined_anew(client: Client) -> None:
    told = DEFINITION | {"code": "NIEUW", "name": "Nieuw", "holder": "DOU", "direction": "more"}
    assert codes(post(client, "", told)) == ["subject_missing"]
    done(post(client, "", told | {"node": "E1"}))
    draw = MADE | {"query": "select 1", "months": [{"month": "2026-02", "count": 7}]}
    assert done(post(client, "/NIEUW/draws", draw))["months"][0]["count"] == 7
    file = SimpleUploadedFile("telling.csv", b"maand;aantal\n2026-02;8\n2026-03;veel\n")
    wrong = client.post(f"{ROOT}/NIEUW/draw-files", MADE | {"file": file})
    assert codes(wrong) == ["cell_unclear"]
    assert "3" in wrong.json()["reasons"][0]["text"]
    right = SimpleUploadedFile("telling.csv", b"maand;aantal\n2026-02;8\n")
    corrects = MADE | {"file": right, "corrects": "1", "reason": "Dubbel geteld"}
    drawn = done(client.post(f"{ROOT}/NIEUW/draw-files", corrects))
    assert [(one["count"], one["former"][0]["count"]) for one in drawn["months"]] == [(8, 7)]
    anew = DEFINITION | {"text": "Nog meer", "holdsFrom": "2026-06", "reason": "Register veranderde"}
    assert len(done(post(client, "/NIEUW/definitions", anew))["definitions"]) == 2
    assert client.get(f"{ROOT}/NIEMAND").status_code == 404


def test_same_from_the_command_line(live_server: LiveServer, tmp_path: Path) -> None:
    account = Account.objects.get(email="karin@example.org")
    _token, secret = make_access_token(account, "test", days=1, at=timezone.now())
    surroundings = {"VLECHTWERK_TOKEN": secret, "VLECHTWERK_URL": live_server.url, "VLECHTWERK_PROJECT": "demo"}
    file = tmp_path / "telling.csv"
    file.write_text("maand;aantal\n2026-11;21\n")

    def said(*words: str, code: int = 0) -> str:
        answer = CliRunner().invoke(cli, ["measure", *words], env=surroundings)
        assert answer.exit_code == code, answer.output
        return answer.output

    assert "PAKKETTEN" in said("list")
    assert "2026-08" in said("months", "PAKKETTEN")
    assert "138" in said("compare", "KADES", "2025-05", "2025-08", "2026-05", "2026-08")
    assert "KADES" in said("show", "KADES")
    assert "no_reason" in said("interrupted", "KADES-NOORD", "2025-09", "--beside", "KADES")
    said("beside", "KADES-NOORD", "PAKKETTEN", "Zelfde register.", code=1)
    said("beside", "KADES-NOORD", "KADES", "Zelfde register, en daar begon niets.")
    assert "designLevel: 3" in said("interrupted", "KADES-NOORD", "2025-09", "--beside", "KADES")
    made = ("--on", "2026-11-20", "--by", "Gegevensbeheerder", "--source", "Verzonnen register")
    said("draw", "PAKKETTEN", str(file), *made, code=1)
