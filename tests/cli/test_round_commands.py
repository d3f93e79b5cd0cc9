"""Rounds from the command line."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from tests import rounds as build
from tests.cli.test_commands import Keyboard
from tests.world import find_world
from vlechtwerk.domains.evaluation.models import EvaluationRound

pytestmark = pytest.mark.slow


@pytest.fixture
def dilara(live_server: LiveServer, settings: Any, tmp_path: Path) -> Keyboard:
    settings.ROUND_KEYS = tmp_path / "round-keys"
    with find_world() as world, build.as_dilara(world):
        build.prepared(world, 2)
    keyboard = Keyboard(live_server, "dilara")
    keyboard.environment["VLECHTWERK_PROJECT"] = "test"
    return keyboard


def test_round_is_listed_asked_opened_and_closed(dilara: Keyboard, settings: Any) -> None:
    types = dilara.types
    assert "R1" in types("round", "list").stdout
    refused = types("round", "open", "EV1", "R1")
    assert (refused.exit_code, "too_few_people" in refused.stderr) == (1, True)
    assert types("round", "ask-outside", "EV1", "R1", "Nora", "nora@example.net").exit_code == 0
    assert "Nora" in types("round", "people", "EV1", "R1").stdout
    assert types("round", "open", "EV1", "R1").exit_code == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    refused = types("round", "invite", "EV1", "R1")
    assert (refused.exit_code, "no_mail_server" in refused.stderr) == (1, True)
    with find_world() as world, build.as_dilara(world):
        build.links(EvaluationRound.objects.get(code="R1"))
    refused = types("round", "close", "EV1", "R1")
    assert (refused.exit_code, "before_last_day" in refused.stderr) == (1, True)
    assert types("round", "close", "EV1", "R1", "--early").exit_code == 0
