"""Reminding from the command line, with the reasons that the pages give."""

import json

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_work_commands import at_demo

pytestmark = pytest.mark.slow


def test_who_waits_reminds_once_a_day(live_server: LiveServer) -> None:
    anna, hugo, chris = (at_demo(live_server, name) for name in ("anna", "hugo", "chris"))
    task = json.loads(anna.types("task", "give", "D01", "Bel de haven", "Hugo", "--json").stdout)["id"]
    refused = chris.types("task", "remind", task)
    assert (refused.exit_code, "not_waiting_for_you" in refused.output) == (1, True)
    sent = anna.types("task", "remind", task, "--json")
    assert (sent.exit_code, json.loads(sent.stdout)["people"]) == (0, ["Hugo"])
    refused = anna.types("task", "remind", task)
    assert (refused.exit_code, "reminded_today" in refused.output) == (1, True)
    assert "reminded" in hugo.types("notification", "list").stdout
    assert task in chris.types("waiting", "reminders").stdout
