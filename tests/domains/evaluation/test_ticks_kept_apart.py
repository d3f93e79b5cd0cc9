"""What whoever has the whole database sees of ticks while a month runs: nothing that ties a person to one."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from tests.at_once import lasting
from tests.databases import owner_address
from tests.domains.evaluation.test_ticks import ASKED, TUESDAY, switched_on
from tests.world import World
from vlechtwerk.domains.evaluation.models import SealedTick, TickMark
from vlechtwerk.domains.evaluation.models.ticks import TimeKind
from vlechtwerk.domains.evaluation.operations import ticks
from vlechtwerk.foundation.database.reading import reading_as


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with lasting(django_db_blocker) as world:
        yield world


def test_no_row_ties_a_person_to_a_tick_and_none_has_a_moment_or_an_order(made: World) -> None:
    """D: what the owner of the database sees of a month that runs, hidden columns included."""
    world = made
    switched_on(world)
    people = {name: world.people[name] for name in ASKED}
    with reading_as(world.bram.id):
        ticks.skip_week(by=world.bram, at=TUESDAY)
    for name in ("anna", "chris", "eva"):
        with reading_as(people[name].id):
            ticks.tick(dict.fromkeys(TimeKind, "none") | {"work": "most"}, by=people[name], at=TUESDAY)
    with psycopg.connect(owner_address(connection.settings_dict["NAME"])) as owner:
        kinds = dict(
            owner.execute(
                "select table_name || '.' || column_name, data_type from information_schema.columns"
                " where table_name in ('evaluation_sealedtick', 'evaluation_tickmark')"
            ).fetchall()
        )
        assert set(kinds) == {
            "evaluation_sealedtick.id", "evaluation_sealedtick.project_id", "evaluation_sealedtick.month_id",
            "evaluation_sealedtick.payload", "evaluation_tickmark.id", "evaluation_tickmark.project_id",
            "evaluation_tickmark.month_id", "evaluation_tickmark.mark",
        }  # fmt: skip
        # No moments and no numbers that count: random identifiers, a sum and sealed bytes.
        assert set(kinds.values()) <= {"uuid", "bytea", "character varying"}
        marks = owner.execute("select xmin::text, id, mark from evaluation_tickmark").fetchall()
        sealed = owner.execute("select xmin::text, id, payload from evaluation_sealedtick").fetchall()
        assert (len(marks), len(sealed)) == (4, 4)
        assert {UUID(str(one)).version for _made, one, _what in [*marks, *sealed]} == {4}
        # Two transactions each, and the same length for whoever declined.
        assert not {made for made, *_rest in marks} & {made for made, *_rest in sealed}
        assert len({len(payload) for *_rest, payload in sealed}) == 1
        told = " ".join(str(row) for row in [*marks, *sealed])
        assert not [name for name, person in people.items() if str(person.id) in told or person.id.hex in told]
        # Nor does the journal know of it.
        acts = {
            act for (act,) in owner.execute("select act from journal_journalentry where happened_at > '2026-01-01'")
        }
        assert not [act for act in acts if "tick" in act and act != "switch_ticks"]
    for name in ("dilara", "karin", "anna"):
        with reading_as(world.people[name].id):
            assert not SealedTick.objects.exists()
            assert not TickMark.objects.exists()
    for statement in (
        "insert into evaluation_tickmark select * from evaluation_tickmark",
        "update evaluation_tickmonth set figures = '{}'",
        "delete from evaluation_sealedtick",
    ):
        with reading_as(world.anna.id), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(statement)
