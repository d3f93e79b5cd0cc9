"""What came out of rounds from the command line: read, verified and published, and refused to others."""

from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard
from tests.closed_rounds import thirty_one
from tests.world import find_world
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.slow


def test_result_is_verified_published_and_read_from_the_keyboard(live_server: LiveServer, tmp_path: Path) -> None:
    with find_world() as world, reading_as(world.dilara.id):
        thirty_one(world, breakdowns=[])
        thirty_one(world, "T2", breakdowns=["level"])
    dilara, karin = Keyboard(live_server, "dilara"), Keyboard(live_server, "karin")
    for someone in (dilara, karin):
        someone.environment["VLECHTWERK_PROJECT"] = "test"
    assert karin.types("round-result", "show", "EV1", "T1").exit_code == 1
    assert dilara.types("round-result", "verify", "EV1", "T1").exit_code == 0
    kept = tmp_path / "answers.csv"
    assert dilara.types("round-result", "answers", "EV1", "T1", str(kept)).exit_code == 0
    assert kept.read_bytes()
    refused = dilara.types("round-result", "answers", "EV1", "T2", str(tmp_path / "none.csv"))
    assert (refused.exit_code, "told_apart" in refused.stderr) == (1, True)
    assert dilara.types("round-result", "verify", "EV1", "T2").exit_code == 0
    assert dilara.types("round-result", "publish", "EV1", "T1").exit_code == 0
    assert "T1" in karin.types("round-result", "list").stdout
    refused = karin.types("round-result", "verify", "EV1", "T1")
    assert (refused.exit_code, "not_an_evaluator" in refused.stderr) == (1, True)
