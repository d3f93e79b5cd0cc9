"""Instruments from the command line."""

from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard
from tests.instruments import evaluation
from tests.world import find_world
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.slow


@pytest.fixture
def begun(transactional_db: None) -> None:
    """Let Dilara begin an evaluation."""
    with find_world() as world, reading_as(world.dilara.id):
        evaluation(world)


def keyboard(live_server: LiveServer, name: str) -> Keyboard:
    made = Keyboard(live_server, name)
    made.environment["VLECHTWERK_PROJECT"] = "test"
    return made


def test_instrument_is_begun_written_exported_and_taken_in(
    live_server: LiveServer, begun: None, tmp_path: Path
) -> None:
    dilara, karin = keyboard(live_server, "dilara"), keyboard(live_server, "karin")

    def done(*words: str) -> str:
        result = dilara.types("instrument", *words)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    def refused(who: Keyboard, code: str, *words: str) -> None:
        result = who.types("instrument", *words)
        assert (result.exit_code, code in result.stderr) == (1, True), result.stderr

    refused(karin, "not_an_evaluator", "begin", "EV1", "T1", "Thermometer")
    done("begin", "EV1", "T1", "Thermometer", "--start", "standard")
    text = ("De huisvesting past.", "--dimension", "capability", "--scale", "agree5")
    done("put", "EV1", "T1", "1", "X1", *text)
    refused(dilara, "unknown_scale", "put", "EV1", "T1", "1", "X2", *text[:-1], "geen")
    done("scale", "EV1", "T1", "1", "yesno", "--answer", "1|Nee|No|-", "--answer", "2|Ja|Yes|+", "--do-not-know")
    done("question", "EV1", "T1", "1", "V1", "Wat nog?")
    done("drop-question", "EV1", "T1", "1", "V1")
    done("drop-scale", "EV1", "T1", "1", "yesno")
    done("drop", "EV1", "T1", "1", "SU1")
    refused(dilara, "order_incomplete", "order", "EV1", "T1", "1", "--code", "SU2")
    done("fix", "EV1", "T1", "1")
    file = tmp_path / "lijst.xlsx"
    done("export", "EV1", "T1", "1", str(file))
    assert "X1" in done("look", "EV1", str(file))
    done("import", "EV1", str(file), "--code", "T2", "--name", "Nog een")
    done("import-next", "EV1", "T1", str(file), "--reason", "Uit een bestand")
    assert "same" in done("compare", "EV1", "T1", "--before", "1", "--after", "2")
    refused(dilara, "draft_exists", "next", "EV1", "T1", "--reason", "Nog eens")
    assert "T2" in done("list")
    assert "De huisvesting past." in done("show", "EV1", "T2", "1")
