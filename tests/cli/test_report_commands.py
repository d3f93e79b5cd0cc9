"""A report is computed again from the command line, and its exit code tells whether all of it holds."""

import json
import shutil
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_work_commands import at_demo
from tests.owner_command import Installation
from tests.world import now
from vlechtwerk.cases.loader import built_in_case
from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.queries.report.files import file_of
from vlechtwerk.domains.evaluation.queries.report.making import build_now
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.partnership.queries import memberships_of
from vlechtwerk.engines.documents.evaluation_report.manifest import report_from
from vlechtwerk.engines.documents.report.manifest import as_text
from vlechtwerk.foundation.database.reading import reading_as

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


def test_swapping_two_shares_in_the_case_is_found_for_both(db: None, tmp_path: Path) -> None:
    """Verified where a case was loaded that is the same but for two shares; and built there too."""
    account = Account.objects.get(email="dilara@example.org")
    person = next(item.person_id for item in memberships_of(account) if item.project_code == "nsoc")
    file, folder = tmp_path / "report.pdf", tmp_path / "nsoc"
    with reading_as(person):
        built = build_now(Evaluation.objects.select_related("project").get(), "nl", at=now())
        text = as_text(dict(built.manifest))
        file.write_bytes(file_of(report_from(built.manifest["forms"]["full"], text), "pdf", built.manifest))
    shutil.copytree(str(built_in_case("nsoc")), folder)
    thermometer = folder / "thermometer.yaml"
    lines = thermometer.read_text().splitlines()
    swapped = {"code: D1,": ("92", "68"), "code: D3,": ("68", "92")}
    for number, line in enumerate(lines):
        for code, (one, other) in swapped.items():
            if code in line:
                lines[number] = line.replace(f"percentage: {one}", f"percentage: {other}")
    thermometer.write_text("\n".join(lines))
    with Installation.migrated(tmp_path / "installation") as installation:
        assert installation.run("case", "load", str(folder)).code == 0
        verified = installation.run("report", "verify", str(file), "--case", "nsoc", "--json")
        found = {(one["stands"], one["found"]) for one in verified.json["findings"]}
        assert (verified.code, {("92%", "68%"), ("68%", "92%")} <= found) == (1, True)
        there = tmp_path / "there.docx"
        made = installation.run("report", "build", "--case", "nsoc", "--format", "docx", "--to", str(there))
        assert made.code == 0, made.errors
        # Nobody froze it here, so not all of it is told to hold.
        out = installation.run("report", "verify", str(there), "--case", "nsoc").out
        assert ("All of it" not in out, "manifest" in out) == (True, True)
        assert "What was compared holds." in out
        # A case that this machine lacks is loaded first, where it comes with the demo.
        other = installation.run("report", "build", "--case", "demo", "--to", str(tmp_path / "other.pdf"))
        assert other.code == 0, other.errors
        unknown = installation.run("report", "build", "--case", "nope")
        assert (unknown.code, "There is no case of this name." in unknown.errors) == (1, True)
