"""Capacity through the programming interface and the command line: the same operations, the same reasons."""

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
ROOT = "/api/v1/projects/demo"
FILE = "organisation,profile,activity,place,month,kind,hours\nDOU,data,D02,inside,2027-01,asked,120\n"


def token_of(name: str) -> str:
    account = Account.objects.get(email=f"{name}@example.org")
    _token, secret = make_access_token(account, "test", days=1, at=timezone.now())
    return secret


def get(client: Client, path: str, name: str = "karin") -> Any:
    answer = client.get(ROOT + path, headers={"Authorization": f"Bearer {token_of(name)}"})
    assert answer.status_code == 200, answer.content
    return answer.json()


def post(client: Client, path: str, body: dict[str, Any], name: str = "karin") -> Any:
    headers = {"Authorization": f"Bearer {token_of(name)}"}
    return client.post(ROOT + path, json.dumps(body), content_type="application/json", headers=headers)


def codes(answer: Any) -> set[str]:
    return {reason["code"] for reason in answer.json()["reasons"]}


def test_figures_are_those_of_the_cells_and_of_ones_own_organisation(client: Client) -> None:
    everything = get(client, "/capacity?first=2026-01&until=2026-05")
    assert everything["readsAll"]
    cells = everything["cells"]
    assert float(everything["sums"]["neverPledged"]) == sum(float(cell["neverPledged"]) for cell in cells)
    assert {cell["month"] for cell in cells} == {"2026-01", "2026-02", "2026-03", "2026-04"}
    own = get(client, "/capacity", "gwen")
    assert not own["readsAll"]
    assert {cell["organisation"] for cell in own["cells"]} == {"FIOD"}
    assert get(client, "/capacity?asOf=2025-01-01")["cells"] == []


def test_hours_are_asked_pledged_and_confirmed(client: Client) -> None:
    asked = {"organisation": "DOU", "profile": "data", "activity": "D02", "first": "2027-01", "until": "2027-03"}
    assert len(post(client, "/capacity/asked", asked | {"hours": 160}).json()) == 2
    source = {"identifier": "VP", "locatorKind": "page", "locator": "4", "text": "37,25 uur"}
    pledged = post(client, "/capacity/pledged", asked | {"hours": "37.25", "evidence": [source]}, "chris").json()
    # Everyone reads what rests on a source, so the words about the hours stay out of it.
    assert [(line["evidence"][0]["identifier"], line["evidence"][0]["text"]) for line in pledged] == [("VP", "")] * 2
    delivered = {"organisation": "DOU", "profile": "data", "activity": "D02", "month": "2026-10", "hours": 150}
    (line,) = post(client, "/capacity/delivered", delivered, "chris").json()
    assert (line["kind"], line["month"], line["recordedBy"]) == ("delivered", "2026-10", "Chris")
    assert line["id"] in {item["id"] for item in get(client, "/capacity/lines?organisation=DOU", "chris")}


def test_refusals_carry_their_codes(client: Client) -> None:
    hours = {"organisation": "DOU", "profile": "data", "first": "2027-01", "hours": 8}
    assert codes(post(client, "/capacity/asked", hours, "chris")) == {"not_your_function"}
    assert codes(post(client, "/capacity/pledged", hours, "hugo")) == {"not_your_organisation"}
    assert codes(post(client, "/capacity/asked", hours | {"hours": 8.1})) == {"hours_not_in_quarters"}
    assert codes(post(client, "/capacity/asked", hours | {"until": "2026-01"})) == {"ends_before_start"}
    late = {"organisation": "DOU", "profile": "data", "month": "2099-01", "hours": 8}
    assert codes(post(client, "/capacity/delivered", late, "chris")) == {"month_not_over"}
    assert post(client, "/capacity/asked", hours | {"first": "2027-1"}).status_code == 400
    assert post(client, "/capacity/asked", hours | {"organisation": "ZZ"}).status_code == 404


def test_file_is_read_first_and_saved_when_asked(client: Client) -> None:
    headers = {"Authorization": f"Bearer {token_of('karin')}"}

    def sends(text: str, **fields: str) -> Any:
        body = {"file": SimpleUploadedFile("uren.csv", text.encode())} | fields
        return client.post(f"{ROOT}/capacity/files", body, headers=headers).json()

    assert (sends(FILE)["saved"], len(sends(FILE)["lines"])) == (0, 1)
    assert sends(FILE, save="true")["saved"] == 1
    assert sends(FILE, save="true")["saved"] == 0
    wrong = sends(FILE + "DOU,data,D02,inside,2027-02,asked,8.1\n", save="true")
    (mistake,) = wrong["mistakes"]
    assert (wrong["saved"], mistake["row"]) == (0, 3)
    assert mistake["column"] in ("hours", "uren")


def test_recruitment_is_told_with_counts_and_names_for_their_manager(client: Client) -> None:
    listed = {item["code"]: item for item in get(client, "/recruitment", "anna")}
    assert listed["W26-01"]["differs"] == ["profile_text", "tasks", "level", "hours", "begins"]
    assert listed["W26-02"]["differs"] == []
    one = f"/recruitment/{listed['W26-01']['id']}"
    assert get(client, one, "anna")["candidates"] == []
    kept = get(client, one)["candidates"]
    assert len(kept) == 3
    assert get(client, "/recruitment?asOf=2025-10-01", "anna")[0]["publishedOn"] is None
    screened = next(way for way in get(client, "/recruitment/times") if way["later"] == "screened")
    assert screened["days"]["n"] == 12
    assert screened["days"]["nineOfTen"] is not None
    ended = next(item for item in kept if item["steps"][-1]["kind"] == "rejected")
    step = post(client, f"/candidates/{ended['id']}/steps", {"kind": "started", "occurredOn": "2026-10-01"})
    assert codes(step) == {"candidate_ended"}


def test_recruiting_goes_its_way(client: Client) -> None:
    asked = {"code": "W27-01", "organisation": "DOU", "profile": "data", "profileText": "Data-engineer",
             "tasks": "Kwaliteit bewaken", "askedOn": "2026-10-01"}  # fmt: skip
    made = post(client, "/recruitment", asked).json()
    one = f"/recruitment/{made['id']}"
    vacancy = {"profileText": "Data-engineer", "publishedOn": "2026-10-20"}
    assert post(client, f"{one}/vacancies", vacancy).json()["differs"] == ["tasks"]
    judged = {"part": "tasks", "verdict": "left_out", "remark": "Taken ontbreken"}
    assert post(client, f"{one}/differences", judged).json()["parts"][1]["judgedBy"] == "Karin"
    named = post(client, f"{one}/candidates", {"name": "Fleur", "foundOn": "2026-11-01"}).json()
    assert (named["steps"], named["candidates"][0]["name"]) == ({"found": 1}, "Fleur")
    assert codes(post(client, "/recruitment", asked)) == {"request_exists"}


def test_departures_are_counts(client: Client) -> None:
    (year,) = get(client, "/departures", "anna")
    assert (year["year"], year["total"], year["together"]) == (2025, 12, 6)
    assert year["reasons"]["uncertainty"] == 6
    assert year["reasons"]["recalled"] is None


def test_commands_do_the_same(live_server: LiveServer, tmp_path: Path) -> None:
    def types(name: str, *words: str) -> Any:
        environment = {
            "VLECHTWERK_URL": live_server.url, "VLECHTWERK_TOKEN": token_of(name), "VLECHTWERK_PROJECT": "demo",
        }  # fmt: skip
        return CliRunner().invoke(cli, words, env=environment, prog_name="vlechtwerk")

    cells = types("gwen", "capacity", "cells", "--from", "2026-09", "--until", "2026-10").stdout
    assert "FIOD" in cells
    assert "DOU" not in cells
    asked = types("karin", "capacity", "ask", "DOU", "data", "8", "--from", "2027-01", "--activity", "D02")
    assert asked.exit_code == 0, asked.stderr
    refused = types("anna", "capacity", "pledge", "NP", "data", "8", "--from", "2027-01")
    assert refused.exit_code == 1
    assert "not_your_organisation" in refused.stderr
    file = tmp_path / "uren.csv"
    file.write_text(FILE)
    assert "saved: 1" in types("karin", "capacity", "import", str(file), "--save").stdout
    assert "W26-07" in types("anna", "recruitment", "list").stdout
    assert "2025" in types("anna", "departure", "counts").stdout
