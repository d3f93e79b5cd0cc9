"""Findings from the command line."""

from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard
from tests.findings import FILLED, SENTENCE, STATEMENT, asked_people
from tests.world import find_world
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.slow
ON = f"round_statement@{STATEMENT}"


def test_finding_is_judged_written_checked_and_kept_in_a_file(live_server: LiveServer, tmp_path: Path) -> None:
    with find_world() as world, reading_as(world.dilara.id):
        asked_people(world)
    keyboards = {}
    for name in ("dilara", "mila"):
        keyboards[name] = Keyboard(live_server, name)
        keyboards[name].environment["VLECHTWERK_PROJECT"] = "test"
    dilara, mila = keyboards["dilara"].types, keyboards["mila"].types
    judged = dilara("finding", "judge", "EV1", "opinion", "Het gaat beter.", "--source", ON)
    assert (judged.exit_code, "not_worded_as_said" in judged.stdout) == (1, True)
    begun = ("finding", "begin", "EV1", "opinion", SENTENCE, "--question", "V1", "--source", ON)
    assert dilara(*begun, "--source", "round_statement/against@EV1,T1,S2=Over hetzelfde doel").exit_code == 0
    refused = dilara("finding", "check", "EV1", "F1")
    assert (refused.exit_code, "own_finding" in refused.stderr) == (1, True)
    assert mila("finding", "check", "EV1", "F1", "--remark", "Klopt").exit_code == 0
    assert mila("finding", "approve", "EV1", "F1").exit_code == 0
    assert FILLED in dilara("finding", "approved", "EV1").stdout
    file = tmp_path / "bevindingen.csv"
    assert dilara("finding", "save", "EV1", str(file)).exit_code == 0
    assert "2: round_statement EV1,T1,S2" in file.read_text(encoding="utf-8-sig")
    assert dilara("answer", "unknown", "EV1", "V1", "Wat anderen vinden", "Niet gevraagd").exit_code == 0
    words = ("--none", "geen", "--few", "enkele", "--few-at-most", "2", "--step", "0|weinig", "--step", ">60|veel")
    assert "veel" in dilara("amount-words", "set", "EV1", *words, "--all", "allen").stdout
