"""A backup that was restored into an empty database exports the same bytes, whichever server it came from."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.databases import REAL_SERVER_IS_NAMED
from tests.owner_command import Installation, Outcome
from vlechtwerk.interfaces.cli.backup import pass_on

REGISTERED, WRITER = "Mag het beeld “½ jaar”\n\t\\N; later?", "bram@example.org"
LONGER = "Wij bellen elkaar elke maandag over alle schepen die binnenkomen."
EVALUATOR, FIELDWORK = "dilara@example.org", "evaluations/EV1/fieldwork"

needs_real_server = pytest.mark.skipif(
    not REAL_SERVER_IS_NAMED, reason="needs a real server: set DATABASE_URL and DATABASE_OWNER_URL"
)


# Two installations of their own are made for each.
pytestmark = pytest.mark.slow


@pytest.fixture
def installations(from_real: bool, to_real: bool, tmp_path: Path) -> Iterator[tuple[Installation, Installation]]:
    with (
        Installation.migrated(tmp_path / "old", on_real_server=from_real) as old,
        Installation(tmp_path / "new", on_real_server=to_real) as new,
    ):
        yield old, new


def asked(installation: Installation, email: str, *told: str) -> str:
    """Ask as someone: paths within the project, each with what to send there; nothing: look there."""
    answer = tried(installation, email, *told)
    assert answer.code == 0, answer.errors
    return answer.out


def tried(installation: Installation, email: str, *told: str) -> Outcome:
    """Ask as someone, to the end or till something is refused; all in one process, for each takes seconds to begin."""
    paths = [f"/api/v1/projects/nsoc/{one}" if not at % 2 else one for at, one in enumerate(told)]
    return installation.program("tests.asked", email, *paths)


def register_something(installation: Installation) -> None:
    """Write what the case did not hold: a question and a change of status, with words of all kinds."""
    change = {"status": "delayed", "occurredOn": "2026-11-02", "reason": REGISTERED}
    asked(
        installation, WRITER,
        "decisions", json.dumps({"question": REGISTERED}), "activities/A01/statuses", json.dumps(change),
    )  # fmt: skip


def hold_an_interview(installation: Installation) -> None:
    """Let someone say something, and consent to it."""
    asked(
        installation, EVALUATOR,
        FIELDWORK, json.dumps({"code": "I1", "kind": "interview"}),
        "evaluations/EV1/participants", json.dumps({"code": "R1", "name": "Piet Pietersen"}),
        f"{FIELDWORK}/I1/people", json.dumps({"participant": "R1"}),
        f"{FIELDWORK}/I1/people/R1/consents", json.dumps({"use": "study", "state": "given"}),
        f"{FIELDWORK}/I1/people/R1/consents", json.dumps({"use": "quotes", "state": "given"}),
        f"{FIELDWORK}/I1/texts", json.dumps({"code": "I1", "text": f"Dit zei ik.\n{LONGER}"}),
    )  # fmt: skip


def hold_it_again(installation: Installation) -> str:
    """Let someone else be interviewed, and try to take in the words of the first; return why that can't be."""
    return tried(
        installation, EVALUATOR,
        FIELDWORK, json.dumps({"code": "I2", "kind": "interview"}),
        "evaluations/EV1/participants", json.dumps({"code": "R2"}),
        f"{FIELDWORK}/I2/people", json.dumps({"participant": "R2"}),
        f"{FIELDWORK}/I2/people/R2/consents", json.dumps({"use": "study", "state": "given"}),
        f"{FIELDWORK}/I2/texts", json.dumps({"code": "I2", "text": f"Iets anders.\r\n{LONGER.upper()}"}),
    ).errors  # fmt: skip


def find_something(installation: Installation) -> None:
    """Let one evaluator quote the interview in a finding, and another approve it."""
    people = json.loads(asked(installation, EVALUATOR, "people"))
    (other,) = (one["id"] for one in people if one["name"] == "Mila")
    quoted = {"kind": "fragment", "identifier": "EV1,I1,0-11", "ground": "opinion", "text": ""}
    told = {"sentence": "Een geïnterviewde zegt: {citaat 1}", "ground": "opinion", "questions": ["RQ1"]}
    asked(
        installation, EVALUATOR,
        "evaluations/EV1/evaluators", json.dumps({"person": other}),
        "evaluations/EV1/findings", json.dumps(told | {"evidence": [quoted]}),
    )  # fmt: skip
    acts = [one for act in ("check", "approval") for one in (f"evaluations/EV1/findings/F1/{act}", json.dumps({}))]
    assert "Dit zei ik." in asked(installation, "mila@example.org", *acts, "evaluations/EV1/approved-findings")


# What is read of the interview and of what was found in it, and what stands of consent to it.
SAID = (
    "evaluations/EV1/texts/I1",
    "",
    "evaluations/EV1/approved-findings",
    "",
    "evaluations/EV1/participants",
    "",
    FIELDWORK,
)


def found_in(installation: Installation) -> list[dict[str, object]]:
    """Return the findings; not who opened them again, as a restore does that by itself."""
    return [one | {"steps": ()} for one in json.loads(asked(installation, EVALUATOR, "evaluations/EV1/findings"))]


# When a finding was opened again, and by whom, is of the restore itself.
REOPENED = {"evaluation.approvedfinding", "evaluation.findingstep"}


@pytest.mark.parametrize(
    ("from_real", "to_real"),
    [
        pytest.param(False, False, id="embedded to embedded"),
        pytest.param(True, True, id="real to real", marks=needs_real_server),
        pytest.param(True, False, id="real to embedded", marks=needs_real_server),
        pytest.param(False, True, id="embedded to real", marks=needs_real_server),
    ],
)
def test_again_backup_exports_the_same_bytes(installations: tuple[Installation, Installation], tmp_path: Path) -> None:
    old, new = installations
    assert old.run("case", "load", "nsoc").code == 0
    register_something(old)
    hold_an_interview(old)
    find_something(old)
    backup = tmp_path / "nsoc.backup"
    assert old.run("backup", str(backup)).code == 0
    assert backup.stat().st_mode & 0o077 == 0
    again = old.run("backup", str(backup))
    assert (again.code, "is there already" in again.errors) == (1, True)
    # Who withdraws after the backup was made is in no restored one, though the backup has their words.
    withdraws = f"{FIELDWORK}/I1/people/R1/consents", json.dumps({"use": "study", "state": "withdrawn"})
    assert "Dit zei ik." in asked(old, EVALUATOR, *SAID[:2], *withdraws)
    withdrawn = asked(old, EVALUATOR, *SAID)
    assert "Dit zei ik." not in withdrawn
    assert "Piet" not in withdrawn
    removals = old.folder / "removals.jsonl"
    assert "zei" not in removals.read_text()
    without = new.run("restore", str(backup))
    assert (without.code == 0, "--removals" in without.errors) == (False, True)
    restored = new.run("restore", str(backup), "--removals", str(removals))
    assert restored.code == 0, restored.errors
    assert new.run("check").code == 0
    assert asked(new, EVALUATOR, *SAID) == withdrawn
    assert found_in(new) == found_in(old)
    assert (new.folder / "removals.jsonl").read_text() == removals.read_text()
    exports = {email: [asked(one, email, "export") for one in (old, new)] for email in (WRITER, "mila@example.org")}
    assert exports[WRITER][0] == exports[WRITER][1]
    for both in exports.values():
        held, again = (json.loads(one)["records"] for one in both)
        assert REGISTERED in {status["reason"] for status in held["programme.activitystatus"]}
        assert REGISTERED in {decision["question"] for decision in held["partnership.decision"]}
        assert {name for name, rows in held.items() if again[name] != rows} <= REOPENED
    assert "consent_withdrawn" in hold_it_again(new)
    refused = new.run("restore", str(backup))
    assert (refused.code, "not empty" in refused.errors) == (1, True)


@pytest.mark.parametrize(("from_real", "to_real"), [(False, False)])
def test_backup_that_breaks_off_restores_nothing(
    installations: tuple[Installation, Installation], tmp_path: Path
) -> None:
    old, new = installations
    whole, broken = tmp_path / "whole.backup", tmp_path / "broken.backup"
    assert old.run("backup", str(whole)).code == 0
    broken.write_bytes(whole.read_bytes()[: whole.stat().st_size * 3 // 4])
    assert new.run("restore", str(broken)).code != 0
    again = new.run("restore", str(whole))
    assert again.code == 0, again.out + again.errors


def test_line_that_older_servers_do_not_understand_is_left_out_once() -> None:
    line = b"SET transaction_timeout = 0;\n"
    passed = BytesIO()
    pass_on(BytesIO(b"SET lock_timeout = 0;\n" + line + b"copied text\n" + line), passed)
    assert passed.getvalue() == b"SET lock_timeout = 0;\ncopied text\n" + line


def test_own_programs_say_that_they_know_no_tls(tmp_path: Path) -> None:
    refused = Installation(tmp_path).run(
        *("backup", str(tmp_path / "nsoc.backup")),
        DATABASE_URL="postgresql://vlechtwerk_app@db.example.org/vlechtwerk",
        DATABASE_OWNER_URL="postgresql://vlechtwerk_owner@db.example.org/vlechtwerk?sslmode=require",
    )
    assert refused.code == 1
    assert "VLECHTWERK_POSTGRESQL_PROGRAMS" in refused.errors
