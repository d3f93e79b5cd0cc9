"""What can be done on the pages can be done from the command line, and is refused with the same reasons."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from scripts.cli_reference import FILE, written
from tests.owner_command import Installation
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.partnership.operations.accounts import make_access_token
from vlechtwerk.interfaces.cli.main import cli


class Keyboard:
    """Someone who types commands, with a token of their own."""

    def __init__(self, live_server: LiveServer, name: str) -> None:
        account = Account.objects.get(email=f"{name}@example.org")
        _token, secret = make_access_token(account, "test", days=1, at=timezone.now())
        self.environment = {
            "VLECHTWERK_URL": live_server.url,
            "VLECHTWERK_TOKEN": secret,
            "VLECHTWERK_PROJECT": "nsoc",
        }

    def types(self, *words: str) -> Result:
        return CliRunner().invoke(cli, words, env=self.environment, prog_name="vlechtwerk")


@pytest.fixture
def bram(live_server: LiveServer) -> Keyboard:
    return Keyboard(live_server, "bram")


@pytest.fixture
def anna(live_server: LiveServer) -> Keyboard:
    return Keyboard(live_server, "anna")


def test_what_is_delayed_and_by_what(bram: Keyboard) -> None:
    printed = bram.types("activity", "list", "--status", "delayed").stdout.splitlines()
    assert len(printed) == 2
    assert printed[1].startswith("A13")
    assert printed[1].endswith("P4")
    assert json.loads(bram.types("activity", "list", "--status", "delayed", "--json").stdout)["total"] == 1


def test_status_is_changed_with_its_source_and_stands_in_the_history(bram: Keyboard) -> None:
    changed = bram.types(
        *("activity", "status", "A13", "running", "--on", "2026-11-20", "--reason", "De afspraken zijn rond"),
        *("--source", "T1:page:4"),
    )
    assert changed.exit_code == 0, changed.stderr
    newest = bram.types("activity", "history", "A13").stdout.splitlines()[1]
    assert newest.startswith("2026-11-20  running")
    assert "T1 page 4" in newest


CHANGE = {"status": "running", "occurred_on": "2026-11-20", "reason": "Omdat", "goal_reached": "unknown"}
FORM = CHANGE | {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}


def test_three_doors_refuse_with_the_same_reason(live_server: LiveServer, client: Client) -> None:
    typed = Keyboard(live_server, "chris").types(
        *("activity", "status", "A13", "running", "--on", "2026-11-20", "--reason", "Omdat")
    )
    assert typed.exit_code == 1
    client.force_login(Account.objects.get(email="chris@example.org"))
    page = client.post("/nsoc/programme/activities/A13/status/", FORM, headers={"Accept-Language": "en"})
    called = client.post(
        "/api/v1/projects/nsoc/activities/A13/statuses",
        json.dumps({"status": "running", "occurredOn": "2026-11-20", "reason": "Omdat"}),
        content_type="application/json",
        headers={"Accept-Language": "en"},
    )
    (reason,) = called.json()["reasons"]
    assert (page.status_code, called.status_code) == (409, 409)
    assert reason["text"] in page.content.decode()
    assert f"{reason['code']}: {reason['text']}" in typed.stderr


def test_decision_is_asked_by_one_and_taken_under_a_mandate_by_another(live_server: LiveServer, anna: Keyboard) -> None:
    farid = Keyboard(live_server, "farid")
    farid.environment["VLECHTWERK_PROJECT"] = anna.environment["VLECHTWERK_PROJECT"] = "demo"
    asked = json.loads(anna.types("decision", "ask", "Mag het later?", "--body", "STG", "--json").stdout)
    today = str(timezone.localdate())
    refused = farid.types("decision", "take", asked["id"], "yes", "--on", today)
    assert (refused.exit_code, "no_mandate" in refused.stderr) == (1, True)
    mandates = json.loads(farid.types("mandate", "list", "--json").stdout)
    (mandate, *_others) = [item["id"] for item in mandates if item["body"] == "STG"]
    taken = farid.types("decision", "take", asked["id"], "yes", "--on", today, "--mandate", mandate)
    assert taken.exit_code == 0, taken.stderr
    assert "state: taken" in taken.stdout


def test_export_is_written_once(bram: Keyboard, tmp_path: Path) -> None:
    file = tmp_path / "nsoc.json"
    assert bram.types("export", str(file)).exit_code == 0
    assert json.loads(file.read_text())["records"]["programme.activity"]
    again = bram.types("export", str(file))
    assert (again.exit_code, "is there already" in again.stderr) == (1, True)


def test_mistakes_have_their_exit_codes(bram: Keyboard, anna: Keyboard) -> None:
    assert bram.types("activity", "show", "A99").exit_code == 1
    assert bram.types("activity", "status", "A13", "running").exit_code == 2
    assert (
        bram.types(
            "precondition", "judge", "P4", "met", "--period", "2026", "--on", "2026", "--source", "T1:x"
        ).exit_code
        == 2
    )
    anna.environment["VLECHTWERK_URL"] = "http://localhost:9"
    assert anna.types("plan", "show").exit_code == 3
    anna.environment["VLECHTWERK_TOKEN"] = ""
    assert anna.types("plan", "show").exit_code == 2


@pytest.mark.parametrize("named", ["DATABASE_URL", "DATABASE_OWNER_URL"])
def test_half_a_real_server_is_refused(named: str, tmp_path: Path) -> None:
    refused = Installation(tmp_path).run("migrate", **{named: "postgresql://someone@db.example.org/vlechtwerk"})
    assert refused.code == 1
    assert "set both" in refused.errors or "set DATABASE_OWNER_URL" in refused.errors


def test_reference_names_every_command() -> None:
    assert FILE.read_text() == written(), "Run `make api-schema`."
