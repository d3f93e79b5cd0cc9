"""The log proves what happened: nobody changes it unseen, and every reading follows from the policies of its day."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import ProgrammingError, connections

from tests.api.conftest import Callers
from tests.databases import administrator_address, owner_address
from tests.workspace import Workspace
from vlechtwerk.domains.sharing.models import Document
from vlechtwerk.domains.sharing.operations import log
from vlechtwerk.domains.sharing.operations import reading as found
from vlechtwerk.domains.sharing.operations.log_proof import seal_and_check
from vlechtwerk.domains.sharing.queries import log_proof
from vlechtwerk.domains.sharing.queries.documents import Wanted
from vlechtwerk.settings import environment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def rows(statement: str) -> list[tuple[object, ...]]:
    """Ask the database as its superuser, who sees and can do everything."""
    name = str(connections["default"].settings_dict["NAME"])
    with psycopg.connect(administrator_address(name), autocommit=True) as superuser:
        cursor = superuser.execute(statement)  # type: ignore[call-overload]  # statements of this file
        return cursor.fetchall() if cursor.description else []


@contextmanager
def as_owner() -> Iterator[None]:
    """Ask as the role that owns the tables, as the commands at the server do."""
    settings = connections["default"].settings_dict
    application = settings["USER"]
    connections["default"].close()
    settings["USER"] = environment.DatabaseAddress.read(owner_address(str(settings["NAME"]))).role
    try:
        yield
    finally:
        connections["default"].close()
        settings["USER"] = application


def read_something(workspace: Workspace) -> Document:
    given = workspace.gives("anna", "Waarnemingen", category="police-8", level="subject")
    with workspace.reading("hugo") as reading:
        found.list_documents(reading, Wanted())
        found.open_document(reading, given.id)
    return given


def test_reading_leaves_decision_actor_and_processing_without_a_user(lasting_workspace: Workspace) -> None:
    given = read_something(lasting_workspace)
    lines = rows(
        f"select part, body from sharing_logline where body ->> 'object' = '{given.id}' or part <> 'processing'"
    )
    processing = [body for part, body in lines if part == "processing"]
    assert {body["operation"] for body in processing} == {"collect", "read"}  # type: ignore[index, call-overload]  # a body is JSON
    assert str(lasting_workspace.world.hugo.id) not in json.dumps(processing)
    assert str(lasting_workspace.world.hugo.id) in json.dumps([body for part, body in lines if part == "actor"])


@pytest.mark.parametrize(
    ("tampering", "mistake"),
    [
        ("delete from sharing_logline where number = {line}", "line_deleted"),
        (
            'update sharing_logline set body = body || \'{{"outcome": "refused"}}\' where number = {line}',
            "line_changed",
        ),
        ("update sharing_logline set batch = null where number = {line}", "line_moved"),
        ("update sharing_logline set part = 'actor', hash = sha256('x') where number = {line}", "line_changed"),
    ],
)
def test_verify_names_the_line_that_a_superuser_touched(
    lasting_workspace: Workspace, tampering: str, mistake: str
) -> None:
    read_something(lasting_workspace)
    with as_owner():
        assert seal_and_check() == []
    line = rows("select number from sharing_logline order by number offset 3 limit 1")[0][0]
    rows("alter table sharing_logline disable trigger all")
    rows(tampering.format(line=line))
    with as_owner():
        assert (line, mistake) in {(one.line, one.what) for one in seal_and_check()}


def test_lines_that_change_places_are_named(lasting_workspace: Workspace) -> None:
    read_something(lasting_workspace)
    with as_owner():
        seal_and_check()
    first, second = (row[0] for row in rows("select number from sharing_logline order by number limit 2"))
    rows(f"update sharing_logline set number = -1 where number = {first}")
    rows(f"update sharing_logline set number = {first} where number = {second}")
    rows(f"update sharing_logline set number = {second} where number = -1")
    with as_owner():
        assert {first, second} <= {one.line for one in seal_and_check()}


def test_head_kept_elsewhere_shows_that_the_end_was_cut_off(lasting_workspace: Workspace) -> None:
    read_something(lasting_workspace)
    with as_owner():
        seal_and_check()
        kept = log_proof.head().hash
    rows("delete from sharing_logline")
    rows("delete from log_batch")
    with as_owner():
        assert [one.what for one in seal_and_check(kept)] == ["head_missing"]


def test_replay_decides_every_line_the_same_after_the_covenant_changed(lasting_workspace: Workspace) -> None:
    read_something(lasting_workspace)
    lasting_workspace.adopts_model_covenant()
    with lasting_workspace.reading("bram") as reading:
        assert found.list_documents(reading, Wanted()).total == 1
    with as_owner():
        again = list(log_proof.replayed())
    assert len(again) > 5
    assert [one for one in again if one.mistake] == []


def test_replay_finds_the_clearance_of_what_was_given_with_a_new_marking(lasting_workspace: Workspace) -> None:
    assert Callers().anna.gives(level="pseudonymous").status_code == 201
    with as_owner():
        again = list(log_proof.replayed())
    assert len(again) > 1
    assert [one for one in again if one.mistake] == []


def test_replay_names_a_reading_that_no_clearance_allows(lasting_workspace: Workspace) -> None:
    read_something(lasting_workspace)
    rows("alter table sharing_logline disable trigger all")
    rows(
        "update sharing_logline set body = jsonb_set(body, '{markings}', to_jsonb(array[gen_random_uuid()]))"
        " where part = 'decision' and body ->> 'event_name' = 'adl.search_resource'"
    )
    with as_owner():
        assert "not_allowed" in {one.mistake for one in log_proof.replayed()}


@pytest.mark.parametrize(
    ("body", "mistake"),
    [
        ('{"action": "clearance"}', "not_readable"),
        ("[]", "not_readable"),
        (
            '{"action": "read", "outcome": "allowed", "event_name": "adl.access_evaluation", "clearance": "",'
            ' "markings": [], "purpose": ""}',
            "clearance_missing",
        ),
    ],
)
def test_replay_names_a_line_that_someone_made_up_and_goes_on(
    lasting_workspace: Workspace, body: str, mistake: str
) -> None:
    read_something(lasting_workspace)
    rows(
        "insert into sharing_logline (id, project_id, trace_id, span_id, parent_span_id, part, body)"
        f" values (gen_random_uuid(), '{lasting_workspace.purpose.project_id}', '', '', '', 'decision', '{body}')"
    )
    read_something(lasting_workspace)
    with as_owner():
        again = list(log_proof.replayed())
    assert [one.mistake.split(":")[0] for one in again if one.mistake] == [mistake]


def test_replay_names_a_reading_of_what_could_only_be_known(lasting_workspace: Workspace) -> None:
    given = lasting_workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    with lasting_workspace.reading("hugo") as reading:
        found.open_document(reading, given.id)
    rows("alter table sharing_logline disable trigger all")
    rows("update sharing_logline set body = body || '{\"outcome\": \"allowed\"}' where body ->> 'outcome' = 'refused'")
    with as_owner():
        assert "not_allowed" in {one.mistake for one in log_proof.replayed()}


def test_what_can_not_be_logged_is_not_shown(lasting_workspace: Workspace) -> None:
    given = lasting_workspace.gives("anna", "Waarnemingen", category="police-8", level="subject")
    rows("alter table sharing_logline rename to gone")
    with pytest.raises(ProgrammingError), lasting_workspace.reading("hugo") as reading:
        found.open_document(reading, given.id)


def test_sealing_is_done_once_for_each_line(lasting_workspace: Workspace) -> None:
    read_something(lasting_workspace)
    assert log.seal() > 0
    assert log.seal() == 0
