"""Planning, decisions, advice and promises from the command line, with the reasons that the pages give."""

import json

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard

pytestmark = pytest.mark.slow


@pytest.fixture
def karin(live_server: LiveServer) -> Keyboard:
    keyboard = Keyboard(live_server, "karin")
    keyboard.environment["VLECHTWERK_PROJECT"] = "demo"
    return keyboard


def test_what_moved_and_who_may_decide_is_told(karin: Keyboard) -> None:
    moved = karin.types("planning", "list", "--ground", "legal").stdout.splitlines()
    assert (len(moved), moved[1].split()[0]) == (2, "D03")
    assert "outside" in karin.types("planning", "show").stdout
    told = karin.types("mandate", "answer", "--about", "planning", "--size", "200", "--body", "TO").stdout
    assert "answer: no" in told
    outside = json.loads(karin.types("decision", "list", "--within", "no", "--state", "taken", "--json").stdout)
    codes = {reason["code"] for item in outside for reason in item["withinMandate"]["reasons"]}
    assert codes == {"above_the_limit", "mandate_ended", "mandate_not_begun"}
    assert "Tactisch" not in karin.types("decision", "times").stdout
    assert "TO" in karin.types("decision", "times").stdout


def test_advice_is_asked_given_and_weighed(live_server: LiveServer, karin: Keyboard) -> None:
    mila = Keyboard(live_server, "mila")
    mila.environment["VLECHTWERK_PROJECT"] = "demo"
    asked = json.loads(karin.types("advice", "ask", "WR", "Hoe meten we dit?", "--activity", "D01", "--json").stdout)
    refused = karin.types("advice", "give", asked["id"], "Zo", "--on", "2026-11-28")
    assert (refused.exit_code, "no_seat" in refused.stderr) == (1, True)
    assert mila.types("advice", "draft", asked["id"], "Een concept").exit_code == 0
    given = mila.types("advice", "give", asked["id"], "Zo", "--on", asked["askedOn"]["text"])
    assert given.exit_code == 0, given.stderr
    refused = karin.types("advice", "weigh", asked["id"], "no")
    assert (refused.exit_code, "why_missing" in refused.stderr) == (1, True)
    assert karin.types("advice", "weigh", asked["id"], "yes").exit_code == 0


def test_promise_is_made_and_kept(karin: Keyboard) -> None:
    made = json.loads(
        karin.types(
            "promise", "make", "Een brief", "ministry", "--due", "2026-03", "--activity", "D01", "--json"
        ).stdout
    )
    refused = karin.types("promise", "follow", made["id"], "moved", "--on", "2026-04-02", "--due", "2026-05")
    assert (refused.exit_code, "no_decision_to_move" in refused.stderr) == (1, True)
    kept = karin.types("promise", "follow", made["id"], "kept", "--on", "2026-04-02")
    assert (kept.exit_code, "state: kept" in kept.stdout) == (0, True)
    assert "Een brief" in karin.types("promise", "list").stdout


def test_day_reached_is_corrected_with_a_reason_and_no_date_moves_without(karin: Keyboard) -> None:
    shown = json.loads(karin.types("activity", "show", "D01", "--json").stdout)
    by_title = {item["title"]: item["id"] for item in shown["milestones"]}
    reached = ("activity", "date", "D01", by_title["Strategie vastgesteld"], "2026-10-28", "--basis", "happened")
    refused = karin.types(*reached)
    assert (refused.exit_code, "reason_missing" in refused.stderr) == (1, True)
    mended = json.loads(karin.types(*reached, "--reason", "Typefout", "--json").stdout)
    (dates,) = [item["allDates"] for item in mended["milestones"] if item["title"] == "Strategie vastgesteld"]
    assert [(row["date"]["text"], row["corrected"]) for row in dates[1:]] == [
        ("2026-10-29", True),
        ("2026-10-28", False),
    ]
    moved = karin.types(
        "activity", "date", "D01", by_title["Oplevering fenomeenbeeld"], "2027-03-01", "--ground", "other"
    )
    assert (moved.exit_code, "reason_missing" in moved.stderr) == (1, True)
