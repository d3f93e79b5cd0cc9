"""A report is computed again from the command line, and its exit code tells whether all of it holds."""

import json
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_work_commands import at_demo

pytestmark = pytest.mark.slow


def test_report_that_no_longer_holds_ends_with_one(live_server: LiveServer, tmp_path: Path) -> None:
    anna, file = at_demo(live_server, "anna"), tmp_path / "manifest.json"
    kept = anna.types("report", "manifest", "2026-1", str(file))
    assert kept.exit_code == 0, kept.output
    verified = anna.types("report", "verify", str(file))
    # Anna does not read the draft, and is told what was not compared for her.
    assert (verified.exit_code, "were not compared" in verified.stdout) == (0, True), verified.stdout
    file.write_text(json.dumps(json.loads(file.read_text()) | {"software": "9"}))
    for more in ((), ("--json",)):
        altered = anna.types("report", "verify", str(file), *more)
        assert (altered.exit_code, "findings" in altered.stdout) == (1, True)
