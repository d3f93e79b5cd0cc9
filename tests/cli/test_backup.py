"""A backup that was restored into an empty database exports the same bytes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.owner_command import Installation, migrated


@pytest.fixture
def installations(tmp_path: Path) -> Iterator[tuple[Installation, Installation]]:
    old, new = migrated(tmp_path / "old"), Installation(tmp_path / "new")
    yield old, new
    old.server.stop()
    new.server.stop()


def exported(installation: Installation, email: str) -> str:
    installation.server.start()
    answer = installation.program("tests.exported", "nsoc", email)
    assert answer.code == 0, answer.errors
    return answer.out


def test_restored_backup_exports_the_same_bytes(
    installations: tuple[Installation, Installation], tmp_path: Path
) -> None:
    old, new = installations
    assert old.run("case", "load", "nsoc").code == 0
    backup = tmp_path / "nsoc.backup"
    assert old.run("backup", str(backup)).code == 0
    assert backup.stat().st_mode & 0o077 == 0
    again = old.run("backup", str(backup))
    assert (again.code, "is there already" in again.errors) == (1, True)
    restored = new.run("restore", str(backup))
    assert restored.code == 0, restored.errors
    assert new.run("check").code == 0
    for email in ("bram@example.org", "mila@example.org"):
        before = exported(old, email)
        assert json.loads(before)["records"]["programme.activitystatus"]
        assert exported(new, email) == before
    refused = new.run("restore", str(backup))
    assert (refused.code, "not empty" in refused.errors) == (1, True)
