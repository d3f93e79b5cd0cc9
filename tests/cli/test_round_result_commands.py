"""What came out of rounds from the command line: read, verified and published, and refused to others."""

import json
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard
from tests.closed_rounds import evaluation_of, thirty_one
from tests.samples import SAMPLES, real
from tests.survey_files import LIKERT, likert_as_counted, told_of
from tests.world import find_world
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.slow


def test_result_is_verified_published_and_read_from_the_keyboard(live_server: LiveServer, tmp_path: Path) -> None:
    with find_world() as world, reading_as(world.dilara.id):
        thirty_one(world, breakdowns=[])
        thirty_one(world, "T2", breakdowns=["level"])
        with reading_as(world.karin.id):
            world.precondition("P1")
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
    for asked in ("verify", "figures"):
        refused = karin.types("round-result", asked, "EV1", "T1")
        assert (refused.exit_code, "not_an_evaluator" in refused.stderr) == (1, True)
    figures = dilara.types("round-result", "figures", "EV1", "T1")
    assert "least 18, most 23, of 31, lowest 0.5806, highest 0.7419" in figures.stdout
    # What is made up says so wherever it goes.
    assert figures.stderr == "Invented data.\n"
    judged = ("precondition", "judge", "P1", "divided", "--period", "2026", "--on", "2026-10", "--source")
    assert karin.types(*judged, "EV1,T1,S1=Weinig gegevens").exit_code == 0
    assert "evidence EV1,T1,S1" in karin.types("precondition", "show", "P1").stdout


def at_the_keyboard(live_server: LiveServer) -> Keyboard:
    with find_world() as world, reading_as(world.dilara.id):
        evaluation_of(world)
    keyboard = Keyboard(live_server, "dilara")
    keyboard.environment["VLECHTWERK_PROJECT"] = "test"
    return keyboard


@real
def test_real_files_say_the_same_at_the_keyboard(live_server: LiveServer) -> None:
    keyboard = at_the_keyboard(live_server)
    for name in (LIKERT, "spss_sample.sav", "spss_simple_alltypes.sav"):
        said = keyboard.types("round-result", "take-in", "EV1", str(SAMPLES / name), "--json")
        assert said.exit_code == 0, said.stderr
        if name == LIKERT:
            assert {code: +one for code, one in told_of(json.loads(said.stdout)).items()} == {
                code: +one for code, one in likert_as_counted().items()
            }
    for name in ("limesurvey_v261.lss", "limesurvey_v641.lss"):
        assert keyboard.types("instrument", "look", "EV1", str(SAMPLES / name)).exit_code == 0


def test_file_is_shown_before_it_is_saved_and_a_broken_one_names_its_place(
    live_server: LiveServer, tmp_path: Path
) -> None:
    keyboard = at_the_keyboard(live_server)
    broken, sound = tmp_path / "kapot.csv", tmp_path / "heel.csv"
    broken.write_text("id;S1\n1;Eens\n1;Oneens\n")
    saved = ("--save", "--code", "X", "--name", "Elders", "--closed-on", "2026-01-30")
    refused = keyboard.types("round-result", "take-in", "EV1", str(broken), *saved)
    assert (refused.exit_code, "kapot.csv, row 3, column id" in refused.stderr) == (1, True)
    sound.write_text("S1;Dienst;level\n" + "Eens;NP;tactisch\nEENS;NP;tactisch\nOneens;BD;tactisch\n" * 3)
    told = keyboard.types("round-result", "take-in", "EV1", str(sound), "--organisation", "Dienst", "--level", "")
    assert told.exit_code == 0, told.stderr
    for words in ("kind organisation, column Dienst", "written EENS, takenFor Eens, cells 3", "unknown 9"):
        assert words in told.stdout, words
    assert keyboard.types("round-result", "list").stdout.count("X") == 0
    guessed = keyboard.types("round-result", "take-in", "EV1", str(sound), *saved)
    assert (guessed.exit_code, "is our guess" in guessed.stderr) == (1, True)
    sure = (*saved, "--sides-confirmed")
    assert keyboard.types("round-result", "take-in", "EV1", str(sound), *sure).exit_code == 0
    assert "Elders" in keyboard.types("round-result", "list").stdout
