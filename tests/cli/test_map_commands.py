"""Maps and goals from the command line: written to a file, taken in again, compared; and a refusal with its reasons."""

import json
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard

pytestmark = pytest.mark.slow


@pytest.fixture
def karin(live_server: LiveServer) -> Keyboard:
    return Keyboard(live_server, "karin")


def test_map_is_exported_taken_in_changed_and_compared(karin: Keyboard, tmp_path: Path) -> None:
    file = tmp_path / "kaart.json"
    assert karin.types("map", "export", "2023-08", "json", str(file)).exit_code == 0
    taken = karin.types(
        *("map", "import", str(file), "--code", "2024", "--name", "Kaart 2024"),
        *("--former", "2023-08", "--same-codes"),
    )
    assert taken.exit_code == 0, taken.stderr
    split = karin.types("map", "split-node", "2024", "A01", "--part", "A01=Goud in", "--part", "A01u=Goud uit")
    assert split.exit_code == 0, split.stderr
    compared = karin.types("map", "compare", "--before", "2023-08", "--after", "2024", "--json").stdout
    assert [row["change"] for row in json.loads(compared)["nodes"]] == ["split"]
    refused = karin.types("map", "adopt", "2024")
    assert (refused.exit_code, "gremium" in refused.stderr or "body" in refused.stderr) == (1, True)


def test_broken_map_is_refused_with_the_place_of_each_mistake(karin: Keyboard, tmp_path: Path) -> None:
    file = tmp_path / "kaart.json"
    karin.types("map", "export", "plan", "json", str(file))
    whole = json.loads(file.read_text())
    whole["nodes"][3]["code"] = whole["nodes"][2]["code"]
    file.write_text(json.dumps(whole))
    refused = karin.types("map", "import", str(file), "--code", "x", "--name", "X")
    assert refused.exit_code == 1
    assert "nodes[3].code" in refused.stderr


def test_goals_are_listed_and_left_open(karin: Keyboard) -> None:
    assert "D-A05" in karin.types("goal", "list", "--level", "operational").stdout
    left = karin.types("goal", "room", "HD", "--reason", "Nog niet te zeggen", "--until", "2099-01-01")
    assert left.exit_code == 0, left.stderr
    assert json.loads(karin.types("goal", "show", "HD", "--json").stdout)["room"]["reason"] == "Nog niet te zeggen"
