"""Fieldwork and coding from the command line."""

from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard
from tests.fieldwork import WORDS, evaluated
from tests.world import find_world
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.slow


@pytest.fixture
def dilara(live_server: LiveServer) -> Keyboard:
    with find_world() as world, reading_as(world.dilara.id):
        evaluated(world)
    keyboard = Keyboard(live_server, "dilara")
    keyboard.environment["VLECHTWERK_PROJECT"] = "test"
    return keyboard


def test_interview_comes_in_is_coded_and_goes_out(dilara: Keyboard, tmp_path: Path) -> None:
    types = dilara.types
    file = tmp_path / "gesprek.txt"
    file.write_bytes(WORDS.encode())
    assert types("fieldwork", "begin", "EV1", "I1", "--kind", "interview", "--question", "V1").exit_code == 0
    assert types("fieldwork", "add-person", "EV1", "R1", "--level", "tactical", "--name", "Piet").exit_code == 0
    assert types("fieldwork", "join", "EV1", "I1", "R1").exit_code == 0
    refused = types("fieldwork", "take-in", "EV1", "I1", "I1", str(file))
    assert (refused.exit_code, "no_consent" in refused.stderr) == (1, True)
    assert types("fieldwork", "consent", "EV1", "I1", "R1", "--for", "study", "--said", "given").exit_code == 0
    assert types("fieldwork", "take-in", "EV1", "I1", "I1", str(file)).exit_code == 0
    added = types("coding", "add-code", "EV1", "bereidheid").stdout
    code = added.splitlines()[1].split()[0]
    assert types("coding", "code", "EV1", "I1", "--code", code, "--start", "29", "--end", "46").exit_code == 0
    assert "Iedereen wil wel." in types("coding", "fragments", "EV1", code).stdout
    assert "Maar niemand durft." in types("fieldwork", "search", "EV1", "niemand").stdout
    out = tmp_path / "werk.qdpx"
    assert types("coding", "export", "EV1", str(out)).exit_code == 0
    looked = types("coding", "import", "EV1", str(out))
    assert (looked.exit_code, "state: read" in looked.stdout) == (0, True)
    (file,) = [line.partition(": ")[2] for line in looked.stdout.splitlines() if line.startswith("file: ")]
    refused = types("coding", "take-in", "EV1", file)
    assert (refused.exit_code, "no_consent" in refused.stderr) == (1, True)
    assert "state: taken_in" in types("coding", "take-in", "EV1", file, "--consented").stdout
    assert types("coding", "undo-import", "EV1", file).exit_code == 0
    again = types("coding", "undo-import", "EV1", file)
    assert (again.exit_code, "file_is_past_that" in again.stderr) == (1, True)
    out.write_bytes(out.read_bytes()[:-40])
    broken = types("coding", "import", "EV1", str(out))
    assert (broken.exit_code, "state: refused" in broken.stdout) == (1, True)
    spoke = types("fieldwork", "speaker", "EV1", "I1", "--passage", "1", "--participant", "R1")
    assert (spoke.exit_code, "speakers_not_told" in spoke.stderr) == (1, True)
    assert types("coding", "undo", "EV1").exit_code == 0
    again = types("coding", "uncode", "EV1", "I1", "--code", code, "--start", "29", "--end", "46")
    assert (again.exit_code, "nothing_coded_there" in again.stderr) == (1, True)
