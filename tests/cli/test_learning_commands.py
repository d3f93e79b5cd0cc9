"""The learning agenda from the command line."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard

pytestmark = pytest.mark.slow


@pytest.fixture
def dilara(live_server: LiveServer) -> Keyboard:
    keyboard = Keyboard(live_server, "dilara")
    keyboard.environment["VLECHTWERK_PROJECT"] = "demo"
    return keyboard


def test_version_is_begun_written_and_adopted(dilara: Keyboard) -> None:
    types, later = dilara.types, (timezone.localdate() + timedelta(days=30)).isoformat()
    assert types("agenda", "begin", "WD").exit_code == 0
    split = ["--part", "A1", "--goal", "Hoe A1", "--barrier", "x", "--part", "A2", "--goal", "Hoe A2", "--barrier", "y"]
    assert types("agenda", "split", "WD", "A", *split, "--reason", "Twee vragen").exit_code == 0
    assert types("agenda", "drop", "WD", "A2", "Te vroeg").exit_code == 0
    refused = types("agenda", "add", "WD", "F", "Hoe verder")
    assert (refused.exit_code, "barrier_missing" in refused.stderr) == (1, True)
    assert types("agenda", "add", "WD", "F", "Hoe verder", "--barrier", "de tijd kort is").exit_code == 0
    refused = types("agenda", "adopt", "WD")
    assert (refused.exit_code, "owner_missing" in refused.stderr) == (1, True)
    assert types("agenda", "owner", "WD", "4", "F", "Karin", later).exit_code == 0
    assert types("agenda", "adopt", "WD").exit_code == 0


def test_session_trial_and_lists(dilara: Keyboard) -> None:
    types, later = dilara.types, (timezone.localdate() + timedelta(days=30)).isoformat()
    assert types("learning-session", "prepare", "WD", "S2", "Sessie", "Wat leren we?", later).exit_code == 0
    assert "Noor" in types("learning-session", "add", "WD", "S2", "--name", "Noor").stdout
    assert "/take-part/" in types("learning-session", "links", "WD", "S2").stdout
    assert types("insight", "note", "WD", "I9", "Gezien", "Geleerd").exit_code == 0
    trial = ["--what", "Anders", "--until", later, "--known-by", "Te zien", "--owner", "Anna"]
    assert types("insight", "try", "WD", "I9", "D01", *trial).exit_code == 0
    assert "never_looked_at" in types("trial", "list").stdout
    assert "Eén vaste plek" in types("two-lists", "show", "WD").stdout
    assert types("published-claim", "list").exit_code == 0
