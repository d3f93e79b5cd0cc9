"""Mechanisms and claims from the command line."""

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard
from tests.fieldwork import evaluated
from tests.mechanisms import FIRST, mapped
from tests.world import find_world
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.slow


def test_mechanism_is_told_judged_checked_and_passed_by_a_claim(live_server: LiveServer) -> None:
    with find_world() as world, reading_as(world.dilara.id):
        world.source()
        mapped(world)
        evaluated(world)
    keyboards = {}
    for name in ("dilara", "mila"):
        keyboards[name] = Keyboard(live_server, name)
        keyboards[name].environment["VLECHTWERK_PROJECT"] = "test"
    dilara, mila = keyboards["dilara"].types, keyboards["mila"].types
    assert dilara("mechanism", "add", "EV1", "both", FIRST, "Wie samen kijkt, ziet meer.").exit_code == 0
    judged = ("mechanism", "judge", "EV1", "M1", "present", "plausible", "Daarom.", "--design-level", "3")
    refused = dilara(*judged)
    assert (refused.exit_code, "explanation_missing" in refused.stderr) == (1, True)
    counted = ("--source", "document/measured_effect@O1:line:12=Zo is gemeten")
    assert dilara("mechanism", "evidence", "EV1", "M1", *counted).exit_code == 0
    weighed = ("--weight", "less", "--why", "Elders ook.")
    assert dilara("mechanism", "explain", "EV1", "M1", "Er was minder aanbod.", *weighed).exit_code == 0
    assert dilara(*judged).exit_code == 0
    assert mila("mechanism", "check", "EV1", "M1", "1").exit_code == 0
    claimed = ("chain", "add", "EV1", "Samen kijken droeg bij.", "--mechanism", "1")
    assert dilara(*claimed, "--verdict", "plausible", "--why", "Een stap.").exit_code == 0
    assert "is_plausible" in mila("chain", "list", "EV1").stdout
