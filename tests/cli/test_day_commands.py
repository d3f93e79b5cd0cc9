"""Where the day goes from the command line: ticked once, and read per month."""

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard

pytestmark = pytest.mark.slow


def test_week_is_ticked_once_and_months_are_read(live_server: LiveServer) -> None:
    anna = Keyboard(live_server, "anna")
    anna.environment["VLECHTWERK_PROJECT"] = "demo"
    assert anna.types("day", "tick", "--gathering", "half", "--work", "half").exit_code == 0
    refused = anna.types("day", "tick", "--work", "most")
    assert (refused.exit_code, "already_asked" in refused.stderr) == (1, True)
    listed = anna.types("day", "list").stdout
    assert "2026-10,BEELD" in listed
    assert "2026-10,STAF" not in listed
    refused = anna.types("day", "off")
    assert (refused.exit_code, "not_an_evaluator" in refused.stderr) == (1, True)
