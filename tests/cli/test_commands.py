"""What can be done on the pages can be done from the command line, and is refused with the same reasons."""

import json
from contextlib import nullcontext
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
from vlechtwerk.domains.programme.models.status import GoalReached, Status
from vlechtwerk.domains.programme.operations import planning
from vlechtwerk.interfaces.cli.calls import GOALS, STATUSES
from vlechtwerk.interfaces.cli.main import cli
from vlechtwerk.interfaces.web import acts


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


def test_place_in_a_source_that_can_not_be_found_again_is_refused_at_three_doors(
    live_server: LiveServer, bram: Keyboard, client: Client
) -> None:
    words = ("activity", "status", "A13", "running", "--on", "2026-11-20", "--reason", "Omdat")
    assert "place_unclear: “page 15-12” is no place in T1" in bram.types(*words, "--source", "T1:page:15-12").stderr
    client.force_login(Account.objects.get(email="bram@example.org"))
    row = {"evidence-TOTAL_FORMS": "1", "evidence-0-source": "T1", "evidence-0-stance": "supports"}
    typed = row | {"evidence-0-locator_kind": "page", "evidence-0-locator": "banaan"}
    page = client.post("/nsoc/programme/activities/A13/status/", FORM | typed, headers={"Accept-Language": "en"})
    assert (page.status_code, "“page banaan” is no place in T1" in page.content.decode()) == (409, True)
    called = client.post(
        "/api/v1/projects/nsoc/activities/A13/statuses",
        json.dumps(
            {"status": "running", "occurredOn": "2026-11-20", "reason": "Omdat"}
            | {"evidence": [{"identifier": "T1", "locatorKind": "page", "locator": "-5"}]}
        ),
        content_type="application/json",
    )
    assert (called.status_code, called.json()["reasons"][0]["code"]) == (409, "place_unclear")


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


def test_same_that_was_made_meanwhile_is_a_conflict_at_three_doors(
    live_server: LiveServer, bram: Keyboard, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As for who asks the rules before the other has saved.
    monkeypatch.setattr(planning, "reasons_against_adding_milestone", lambda *_asked, **_more: [])
    words = ("activity", "milestone", "A13", "Zelfde", "2027-01-01")
    assert (bram.types(*words).exit_code, (typed := bram.types(*words)).exit_code) == (0, 1)
    client.force_login(Account.objects.get(email="bram@example.org"))
    called = client.post(
        "/api/v1/projects/nsoc/activities/A13/milestones",
        json.dumps({"title": "Zelfde", "date": "2027-01-01"}),
        content_type="application/json",
        headers={"Accept-Language": "en"},
    )
    (reason,) = called.json()["reasons"]
    assert (called.status_code, reason["code"]) == (409, "made_meanwhile")
    assert f"made_meanwhile: {reason['text']}" in typed.stderr
    form = {"title": "Zelfde", "date_on": "2027-01-01", "evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}
    address = "/nsoc/programme/activities/A13/milestone/"
    page = client.post(address, form, headers={"Accept-Language": "en"})
    told = page.content.decode()
    assert (page.status_code, reason["text"] in told, 'value="Zelfde"' in told) == (409, True, True)
    monkeypatch.setattr(acts, "refusing_clashes", nullcontext)
    page = client.post(address, form, headers={"Accept-Language": "en"})
    assert (page.status_code, "Someone else made the same meanwhile." in page.content.decode()) == (409, True)


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
    away = anna.types("plan", "show")
    assert (away.exit_code, "VLECHTWERK_URL says which site is asked." in away.output) == (3, True)
    anna.environment["VLECHTWERK_TOKEN"] = ""
    assert anna.types("plan", "show").exit_code == 2


@pytest.mark.parametrize("named", ["DATABASE_URL", "DATABASE_OWNER_URL"])
def test_half_a_real_server_is_refused(named: str, tmp_path: Path) -> None:
    refused = Installation(tmp_path).run("migrate", **{named: "postgresql://someone@db.example.org/vlechtwerk"})
    assert refused.code == 1
    assert "set both" in refused.errors or "set DATABASE_OWNER_URL" in refused.errors


def test_reference_names_every_command() -> None:
    assert FILE.read_text() == written(), "Run `make api-schema`."


def test_person_is_found_by_name_and_a_stranger_is_named(bram: Keyboard) -> None:
    assert "name: Bram" in bram.types("person", "show", "bram").stdout
    nobody = bram.types("person", "show", "Zus")
    assert (nobody.exit_code, "Nobody in this project is called “Zus”" in nobody.stderr) == (1, True)


def test_mistaken_choice_names_the_choices(bram: Keyboard) -> None:
    mistaken = bram.types("activity", "list", "--status", "vertraagd")
    assert (mistaken.exit_code, "delayed" in mistaken.stderr) == (2, True)
    assert (tuple(Status.values), tuple(GoalReached.values)) == (STATUSES, GOALS)


def test_what_is_not_found_is_named(bram: Keyboard) -> None:
    assert "project “NSOC”" in bram.types("plan", "show", "--project", "NSOC").stderr
    assert "body “XX”" in bram.types("activity", "ask", "A13", "Mag het?", "--body", "XX").stderr


def test_activity_is_shown_with_the_reason_and_the_source_of_its_status(bram: Keyboard) -> None:
    shown = bram.types("activity", "show", "A13").stdout
    assert "Loopt, maar duurt langer dan gepland" in shown
    assert "T2 footnote 36-40" in shown
    assert len([line for line in shown.splitlines() if line.startswith("  - ") and "text " in line]) >= 7
    assert "54%" not in bram.types("activity", "show", "A13", "--as-of", "2023-06-30").stdout


def test_body_precondition_map_and_department_are_shown_as_on_their_pages(bram: Keyboard) -> None:
    precondition = bram.types("precondition", "show", "P4").stdout
    assert "verdict: not_met" in precondition
    assert "  - activity A13, precondition P4" in precondition
    assert "  - R line 1760-1765: contradicts, Het rapport noemt dit een van de twee" in precondition
    newest = json.loads(bram.types("map", "list", "--json").stdout)[-1]["code"]
    assert "status delayed" in bram.types("map", "show", newest).stdout
    assert "status delayed" not in bram.types("map", "show", newest, "--as-of", "2022-09-01").stdout
    assert bram.types("department", "list").stdout.count("\n") > 1
    bram.environment["VLECHTWERK_PROJECT"] = "demo"
    assert "role chair, seatedFrom 2025-04-01" in bram.types("body", "show", "DIR").stdout
    assert json.loads(bram.types("body", "list", "--as-of", "2025-03-31", "--json").stdout)[0]["members"] == []


def test_activity_is_shown_with_its_partners_steps_and_team(bram: Keyboard) -> None:
    assert "organisation FEC" in bram.types("activity", "show", "A01").stdout.partition("partners:")[2]
    bram.environment["VLECHTWERK_PROJECT"] = "demo"
    shown = bram.types("activity", "show", "D01").stdout
    assert "step insight, startedOn" in shown.partition("steps:")[2]
    assert "role lead" in shown.partition("team:")[2]


def test_wrong_token_is_called_wrong(bram: Keyboard) -> None:
    bram.environment["VLECHTWERK_TOKEN"] = "no-such-token"
    assert "unknown, or has expired" in bram.types("plan", "show").stderr


def test_judgement_says_what_its_source_says(bram: Keyboard) -> None:
    judged = ("precondition", "judge", "P4", "met", "--period", "2026", "--on", "2026-10", "--source")
    assert "evidence_without_words" in bram.types(*judged, "T1:page:4").stderr
    assert bram.types(*judged, "T1:page:4=Het convenant is er").exit_code == 0


def test_settings_that_lack_something_are_one_sentence(tmp_path: Path) -> None:
    refused = Installation(tmp_path).run("check", DJANGO_SETTINGS_MODULE="vlechtwerk.settings.production")
    assert refused.code == 1
    assert "Traceback" not in refused.errors
    assert "vlechtwerk --demo" in refused.errors


@pytest.mark.slow
def test_database_without_tables_is_one_sentence(tmp_path: Path) -> None:
    with Installation(tmp_path) as installation:
        refused = installation.run("case", "load", "nsoc")
    told = "Traceback" in refused.errors, "vlechtwerk migrate" in refused.errors
    assert (refused.code, *told) == (1, False, True), refused.errors
