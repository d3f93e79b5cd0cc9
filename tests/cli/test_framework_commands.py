"""Frameworks from the command line."""

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard
from tests.findings import STATEMENT, asked_people
from tests.world import find_world
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.slow


def test_framework_is_written_examined_and_judged(live_server: LiveServer) -> None:
    with find_world() as world, reading_as(world.dilara.id):
        asked_people(world)
    keyboards = {}
    for name in ("dilara", "mila"):
        keyboards[name] = Keyboard(live_server, name)
        keyboards[name].environment["VLECHTWERK_PROJECT"] = "test"
    dilara, mila = keyboards["dilara"].types, keyboards["mila"].types
    assert dilara("framework", "add-list", "EV1", "AP", "Actieplan").exit_code == 0
    question = "Hebben de teams de gegevens die zij nodig hebben?"
    assert dilara("criterion", "add", "EV1", "AP", "A", "condition", question, "--method", "survey").exit_code == 0
    assert "No norm" in dilara("framework", "doctor", "EV1").stdout
    refused = dilara("criterion", "judge", "EV1", "AP-A", "met", "Gehaald", "--source", f"round_statement@{STATEMENT}")
    assert (refused.exit_code, "no_norm" in refused.stderr) == (1, True)
    assert dilara("criterion", "norm", "EV1", "AP-A", "Ten minste 60%").exit_code == 0
    levels = ("--met", "Gehaald", "--largely", "Bijna", "--partly", "Half", "--not-met", "Niet")
    assert dilara("framework", "levels", "EV1", *levels).exit_code == 0
    assert dilara("criterion", "bind", "EV1", "AP-A", "statement", "S1").exit_code == 0
    assert "can_be_judged" in dilara("framework", "coverage", "EV1").stdout
    judged = dilara("criterion", "judge", "EV1", "AP-A", "met", "Gehaald", "--source", f"round_statement@{STATEMENT}")
    assert judged.exit_code == 0, judged.stderr
    own = dilara("criterion", "object", "EV1", "AP-A", "1", "Zo niet")
    assert (own.exit_code, "own_judgement" in own.stderr) == (1, True)
    assert mila("criterion", "check", "EV1", "AP-A", "1").exit_code == 0
    assert "indicative" in mila("framework", "show", "EV1").stdout
