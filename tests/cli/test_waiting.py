"""A command that asks for work which a job does waits for it, says how far it is, and ends as the work does."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from vlechtwerk.interfaces.cli import client
from vlechtwerk.interfaces.cli.call import Call
from vlechtwerk.interfaces.cli.main import cli

AT_WORK = {"file": "F1", "working": True, "done": 0, "total": 0, "sound": True, "state": "taking_in"}


@pytest.mark.parametrize(("state", "sound", "ends"), [("taken_in", True, 0), ("refused", False, 1)])
def test_command_waits_for_the_job_and_tells_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, state: str, sound: bool, ends: int
) -> None:
    steps = [{}, {"done": 1, "total": 4}, {"done": 1, "total": 4}, {"working": False, "state": state, "sound": sound}]
    left, asked = iter(steps), []

    def answers(call: Call, values: dict[str, Any]) -> bytes:
        asked.append((call.method, call.path, values.get("coding_file", values.get("file"))))
        return json.dumps(AT_WORK | next(left)).encode()

    monkeypatch.setattr(client, "send", answers)
    monkeypatch.setattr(client, "SECONDS_BETWEEN", 0)
    said = CliRunner().invoke(cli, ["coding", "take-in", "EV1", "F1", "--consented", "--project", "test"])
    of_one = "/evaluations/{evaluation}/coding-files"
    assert asked == [("POST", f"{of_one}/{{coding_file}}/taking-in", "F1"), *3 * [("GET", f"{of_one}/{{file}}", "F1")]]
    assert said.stderr.count("25%") == 1
    assert (said.exit_code, f"state: {state}" in said.stdout) == (ends, True)
