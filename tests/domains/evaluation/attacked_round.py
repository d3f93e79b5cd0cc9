"""One anonymous round, with all that an attacker takes from it who has the whole database and the mail server."""

import ast
import io
import logging
import os
import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as used
from django.db import connection, connections
from django.test import Client

from tests import rounds as build
from tests.databases import REAL_SERVER_IS_NAMED, administrator_address, make_copy, owner_address
from tests.logs import handler_of_the_settings
from tests.mail_server import Mailbox, mail_server
from tests.world import World, find_world, now
from vlechtwerk.domains.evaluation.models import EvaluationRound
from vlechtwerk.domains.evaluation.operations import round_mails, rounds
from vlechtwerk.domains.evaluation.rules.rounds import Asked
from vlechtwerk.foundation.database.programs import program
from vlechtwerk.interfaces.web.evaluation.round_mail import send_round_mails

# So many people answer.
PEOPLE = 8


class Seen:
    """One anonymous round from the invitations on, and what an attacker took from it while it was open."""

    def __init__(self) -> None:
        self.world: World
        # Each respondent writes a remark that occurs nowhere else, in the order in which they answer.
        self.remarks = [f"KENMERK{number}{secrets.token_hex(6)}" for number in range(PEOPLE)]
        self.round: EvaluationRound
        self.box: Mailbox
        # In the order of answering.
        self.links: list[str] = []
        self.addresses: list[str] = []
        self.log = ""
        self.sealed: list[bytes] = []
        self.open_files = b""
        self.rows_while_open = ""
        # Every row before and after one of the answers.
        self.before: set[str] = set()
        self.after: set[str] = set()
        self.backup_while_open = b""
        self.key = b""
        self.secret = b""
        self.key_place: Path
        # Another name of the file of the key, that stays when the file goes.
        self.key_kept: Path


def _answer(seen: Seen, number: int) -> None:
    client = Client()
    address = f"/answer/{seen.links[number].rpartition('/answer/')[2]}"
    seen.addresses += [address, *_addresses_of(client.get(address, follow=True))]
    made_for = build.following(address.rpartition("/answer/")[2].strip("/")).form_name
    filled = {"made_for": made_for, "s-S1": str(1 + number % 5), "s-S2": str(1 + number // 5),
              "s-S3": "dk", "q-O1": seen.remarks[number]}  # fmt: skip
    seen.addresses += _addresses_of(client.post("/answer/send/", filled, follow=True))
    connections.close_all()


def _addresses_of(answer: Any) -> list[str]:
    return [address for address, _code in answer.redirect_chain]


def as_owner() -> psycopg.Connection[Any]:
    return psycopg.connect(owner_address(connection.settings_dict["NAME"]), autocommit=True)


def every_row() -> str:
    """Return every row of every table, with its hidden columns, as the owner sees it."""
    with as_owner() as owner:
        tables = [
            name
            for (name,) in owner.execute(
                "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'public'"
            )
        ]
        return "\n".join(
            f"{table} {row}"
            for table in tables
            for row in owner.execute(f"select ctid, xmin, xmax, to_jsonb(t.*)::text from {table} t").fetchall()  # type: ignore[arg-type]  # a table of ours
        )


def _without_locks(line: str) -> str:
    """Leave out who locked a row last: what refers to it does, such as a new answer its round."""
    table, _between, row = line.partition(" ")
    place, made_in, _locked_in, values = ast.literal_eval(row)
    return f"{table} {place} {made_in} {values}"


def _files_of_the_server() -> bytes:
    """Return what lies on disk of this database and of the write-ahead log, after all of it was written there."""
    with psycopg.connect(administrator_address("postgres"), autocommit=True) as administrator:
        administrator.execute("checkpoint")
        (number,) = administrator.execute(
            "select oid from pg_database where datname = %s", [connection.settings_dict["NAME"]]
        ).fetchone()  # type: ignore[misc]  # it is there
        (folder,) = administrator.execute("show data_directory").fetchone()  # type: ignore[misc]  # as above
    files = [*Path(folder, "base", str(number)).glob("*"), *Path(folder, "pg_wal").glob("0*")]
    return b"".join(file.read_bytes() for file in files if file.is_file())


def _backup() -> bytes:
    address = owner_address(connection.settings_dict["NAME"])
    done = subprocess.run(
        [str(program("pg_dump")), "--dbname", address, "--enable-row-security"], capture_output=True, check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def seen(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """Let eight people answer one after the other, look at everything, and close the round."""
    found, patch = Seen(), pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("keys")
    patch.setattr(used, "ROUND_KEYS", folder, raising=False)
    patch.setattr(used, "EMAIL_TIMEOUT", 30)
    handler = handler_of_the_settings(written := io.StringIO())
    logging.getLogger().addHandler(handler)
    with django_db_blocker.unblock(), find_world() as world, mail_server(used) as box:
        try:
            found.world, found.box, found.key_place = world, box, folder
            found.key_kept = tmp_path_factory.mktemp("kept") / "key"
            _play(found)
            found.log = written.getvalue()
            yield found
        finally:
            logging.getLogger().removeHandler(handler)
            patch.undo()
            connections.close_all()
            make_copy(connections["default"].settings_dict["NAME"])


def _play(seen: Seen) -> None:
    world = seen.world
    with build.as_dilara(world):
        (appointment,) = world.dilara.appointments.all()
        # Not told apart, so that its forms are kept.
        asked = build.prepared(world, 0, breakdowns=())
        levels = ("strategic", "tactical")
        people = [
            Asked(f"Vrager {number}", f"vrager{number}@example.net", levels[number % 2], world.organisations["NP"])
            for number in range(PEOPLE)
        ]
        rounds.add_respondents(asked, people, by=world.dilara, at=now())
        seen.round = rounds.open_round(asked, by=world.dilara, at=now())
        round_mails.invite(seen.round, by=world.dilara, at=now())
    assert send_round_mails(seen.round.id, world.dilara.id, appointment.id) == PEOPLE
    # Not in the order of their names.
    order = [3, 0, 7, 5, 1, 6, 2, 4]
    seen.links = [build.link_in(seen.box.texts_to(f"vrager{number}@example.net")[0]) for number in order]
    Client().get("/answer/" + "z" * 43 + "/")
    for number in range(PEOPLE):
        seen.before = seen.after
        _answer(seen, number)
        seen.after = {_without_locks(line) for line in every_row().splitlines()}
    (file,) = seen.key_place.glob("*.key")
    os.link(file, seen.key_kept)
    held = file.read_bytes()
    seen.key, seen.secret = held[:32], held[32:]
    with as_owner() as owner:
        rows = owner.execute("select payload from evaluation_sealedanswer order by ctid").fetchall()
        seen.sealed = [bytes(payload) for (payload,) in rows]
    seen.rows_while_open = every_row()
    seen.open_files = b"" if REAL_SERVER_IS_NAMED else _files_of_the_server()
    seen.backup_while_open = _backup()
    with build.as_dilara(world):
        rounds.close_round(seen.round, early=True, by=world.dilara, at=now())


def values_in(table: str, *columns: str) -> list[tuple[Any, ...]]:
    with as_owner() as owner:
        # Of the project of the attack: others hold what cases brought.
        in_project = "project_id = (select id from partnership_project where code = 'test')"
        return owner.execute(
            f"select {', '.join(columns)} from {table} where {in_project} order by ctid"  # type: ignore[arg-type]  # names of ours
        ).fetchall()
