"""The work of every day from the command line: people are called by their name, and refusals are the same."""

import json

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard

pytestmark = pytest.mark.slow


def at_demo(live_server: LiveServer, name: str) -> Keyboard:
    keyboard = Keyboard(live_server, name)
    keyboard.environment["VLECHTWERK_PROJECT"] = "demo"
    return keyboard


def test_task_goes_from_hand_to_hand_and_is_refused_to_who_is_outside(live_server: LiveServer) -> None:
    anna, bram, chris = (at_demo(live_server, name) for name in ("anna", "bram", "chris"))
    given = anna.types("task", "give", "D01", "Bel de haven", "Bram", "--due", "2027-01-05", "--json")
    assert given.exit_code == 0, given.output
    task = json.loads(given.stdout)["id"]
    assert "Bel de haven" in bram.types("task", "list", "--mine").stdout
    assert "task_given" in bram.types("notification", "list").stdout
    refused = chris.types("task", "end", task, "--state", "dropped", "--note", "Ruimt op")
    assert refused.exit_code == 1
    assert "not_your_team" in refused.output
    assert bram.types("task", "give-on", task, "hugo").exit_code == 0
    said = anna.types("activity", "remark", "D01", "Kijk mee", "--note", "--mention", "Farid")
    assert said.exit_code == 1
    assert "mentioned_outside_team" in said.output
    assert anna.types("activity", "remark", "D01", "Kijk mee", "--mention", "Farid").exit_code == 0
    assert "Bel de haven" in anna.types("activity", "waiting", "D01").stdout
    assert "task" in anna.types("search", "bel haven", "--kind", "task").stdout
    assert "method" in anna.types("search", "Ligplatsen", "--kind", "method").stdout
