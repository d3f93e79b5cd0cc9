"""The log is proved and read at the server, by the role that owns the tables, and never without a ground."""

import json
import os
import subprocess
import sys
from getpass import getuser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from tests.databases import application_address, owner_address
from tests.domains.sharing.test_log import rows
from tests.owner_command import Outcome
from tests.workspace import Workspace, open_workspace
from tests.world import find_world, now
from vlechtwerk.domains.sharing.operations import consents, documents
from vlechtwerk.domains.sharing.operations import reading as found
from vlechtwerk.domains.sharing.operations.documents import Told, Upload, pseudonym_in
from vlechtwerk.domains.sharing.queries.markings import Choice
from vlechtwerk.foundation.database.reading import reading_as

# Each runs whole commands in processes of their own.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PLATE = "AB-12-CD"


def log(*words: str) -> Outcome:
    """Run a command about the log on the database of this test, as its operator does."""
    name = str(connections["default"].settings_dict["NAME"])
    connections.close_all()
    done = subprocess.run(
        [sys.executable, "-m", "vlechtwerk.interfaces.cli.main", "log", *words],
        env=os.environ
        | {
            "DATABASE_URL": application_address(name),
            "DATABASE_OWNER_URL": owner_address(name),
            "VLECHTWERK_HOME": str(settings.HOME),
            "VLECHTWERK_KEY_RING": str(settings.KEY_RING),
            "DJANGO_SETTINGS_MODULE": "vlechtwerk.settings.demo",
        },
        cwd=settings.REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def read(tmp_path: Path) -> Workspace:
    """Return a purpose in which Hugo read what Anna gave about someone."""
    with find_world() as world, reading_as(world.karin.id):
        workspace = open_workspace(world, tmp_path)
    file = tmp_path / "given.txt"
    file.write_text("Waarnemingen")
    told = Told("Waarnemingen", "fact", "eigen waarneming", "own_work", ["suspect"], [(PLATE, "suspect")])
    with workspace.reading("anna") as reading:
        given = documents.give_document(
            reading, Upload(file, "given.txt"), Choice("police-8", "subject"), told, at=now()
        )
    with workspace.reading("hugo") as reading:
        consents.acknowledge_notice(reading, given.marking, at=now())
        found.open_document(reading, given.id)
    return workspace


def tamper(statement: str) -> None:
    rows("alter table sharing_logline disable trigger all")
    rows(statement)


def line_of_a_reading() -> Any:
    return rows(
        "select number from sharing_logline where part = 'decision' and body ->> 'outcome' = 'allowed'"
        " and body ->> 'event_name' = 'adl.access_evaluation' and body ->> 'action' = 'read' limit 1"
    )[0][0]


def test_whole_log_is_whole_and_a_tampered_one_names_the_line(read: Workspace) -> None:
    whole = log("verify")
    assert (whole.code, "The log is whole" in whole.out) == (0, True), whole.errors
    line = line_of_a_reading()
    tamper(f'update sharing_logline set body = body || \'{{"outcome": "refused"}}\' where number = {line}')
    touched = log("verify")
    assert touched.code == 1
    assert f"line {line}: line_changed" in touched.errors
    assert {"line": line, "mistake": "line_changed"}.items() <= log("verify", "--json").json["mistakes"][0].items()


def test_each_line_that_a_superuser_deleted_changed_or_moved_is_named(read: Workspace) -> None:
    assert log("verify").code == 0
    numbers = [row[0] for row in rows("select number from sharing_logline order by number limit 9")]
    deleted, changed, first, second = numbers[1], numbers[3], numbers[5], numbers[7]
    tamper(f"delete from sharing_logline where number = {deleted}")
    rows(f"update sharing_logline set body = '{{}}', hash = sha256('x') where number = {changed}")
    for number, becomes in ((first, -1), (second, first), (-1, second)):
        rows(f"update sharing_logline set number = {becomes} where number = {number}")
    found = log("verify", "--json")
    named = {(one["line"], one["mistake"]) for one in found.json["mistakes"]}
    assert found.code == 1
    assert named == {(deleted, "line_deleted"), *((line, "line_changed") for line in (changed, first, second))}


def test_head_kept_elsewhere_shows_that_the_log_was_cut_off(read: Workspace) -> None:
    kept = log("head", "--json").json["hash"]
    assert len(kept) == 64
    assert log("verify", "--head", kept).code == 0
    tamper("delete from sharing_logline")
    rows("delete from log_batch")
    cut = log("verify", "--head", kept)
    assert (cut.code, "head_missing" in cut.errors) == (1, True)


def test_replay_decides_every_line_again_and_names_the_one_that_nothing_allowed(read: Workspace) -> None:
    again = log("replay", "--json")
    assert (again.code, again.json["mistakes"]) == (0, [])
    assert again.json["lines"] > 3
    line = line_of_a_reading()
    tamper(
        "update sharing_logline set body = jsonb_set(body, '{markings}', to_jsonb(array[gen_random_uuid()]))"
        f" where number = {line}"
    )
    wrong = log("replay")
    assert (wrong.code, f"line {line}: not_allowed" in wrong.errors) == (1, True)


def test_log_is_not_read_without_a_ground_and_a_reason(read: Workspace) -> None:
    for words in (("--ground", "lawfulness"), ("--reason", "Verzoek"), ("--ground", "curiosity", "--reason", "x")):
        assert log("subject", "0" * 64, *words).code == 2, words
    asked = log("subject", "0" * 64, "--ground", "lawfulness", "--reason", "  ")
    assert (asked.code, asked.out) == (1, "")
    assert "Write down why you read the log. (Wpg article 32a(2))" in asked.errors
    assert rows("select 1 from sharing_logline where body ->> 'event_name' = 'log_read'") == []


def test_recipients_of_someone_are_named_as_organisations_and_the_reading_is_logged(read: Workspace) -> None:
    pseudonym = pseudonym_in("smokkel", read.world.project.id, PLATE)
    asked = log("subject", pseudonym, "--ground", "lawfulness", "--reason", "Verzoek om inzage", "--json")
    assert asked.code == 0, asked.errors
    got = {(one["organisation"], one["operation"]) for one in asked.json["recipients"]}
    assert ("KMAR", "read") in got
    assert "Hugo" not in asked.out
    ((ground, reason),) = rows(
        "select body ->> 'ground', body ->> 'reason' from sharing_logline where body ->> 'event_name' = 'log_read'"
        " order by number desc limit 1"
    )
    assert (ground, reason) == ("lawfulness", "Verzoek om inzage")
    assert (
        json.dumps(rows("select body from sharing_logline where body ->> 'event_name' = 'log_read'")).count(PLATE) == 0
    )


def test_recipients_are_found_by_identifier_in_a_purpose_and_the_account_is_noted(read: Workspace) -> None:
    why = ("--ground", "internal_control", "--reason", "Verzoek", "--json")
    asked = log("subject", "--purpose", "smokkel", "--identifier", PLATE.lower(), *why)
    assert asked.code == 0, asked.errors
    assert "KMAR" in {one["organisation"] for one in asked.json["recipients"]}
    noted = rows(
        "select part, body from sharing_logline where trace_id in"
        " (select trace_id from sharing_logline where body ->> 'reason' = 'Verzoek') order by number"
    )
    assert {part for part, _body in noted} == {"decision", "actor"}
    assert noted[0][1]["account"] == getuser()  # type: ignore[index]  # a body is JSON
    assert PLATE not in json.dumps(noted).upper()


def test_recipients_are_asked_by_a_pseudonym_or_by_a_purpose_and_an_identifier(read: Workspace) -> None:
    asked = [
        (),
        ("0" * 64, "--purpose", "smokkel"),
        ("--identifier", PLATE),
        ("--purpose", "geen", "--identifier", "x"),
    ]
    for words in asked:
        assert log("subject", *words, "--ground", "lawfulness", "--reason", "Verzoek").code != 0, words
