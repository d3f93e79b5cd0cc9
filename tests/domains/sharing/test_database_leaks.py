"""As the application's role by raw SQL: the ways in which databases of platforms like ours gave away what they hide.

Each test names the row of the list of leaks that it holds.
"""

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from tests.domains.sharing.test_log import rows as as_superuser
from tests.workspace import Workspace
from tests.world import now
from vlechtwerk.domains.sharing.models import Acknowledgement, Comment, Document, Marking
from vlechtwerk.domains.sharing.operations import purposes
from vlechtwerk.domains.sharing.operations.clearance import read_in
from vlechtwerk.foundation.database.checks import house_tables
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.database.sealing import seal
from vlechtwerk.settings.base import forget_reader

pytestmark = pytest.mark.django_db

MARKED = [
    "document", "documentversion", "documentlink", "documentsubject", "comment", "edition", "folder", "marking",
    "markingpurpose", "consent", "acknowledgement", "notice", "recall",
]  # fmt: skip


def rows(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def hidden(workspace: Workspace) -> Document:
    """Return a document that Bram may not see, nor know of."""
    return workspace.gives("anna", "Geheim", category="police-8", level="subject")


@pytest.mark.parametrize("table", MARKED)
@pytest.mark.parametrize("setting", ["", "reset all", "set vw.reading = 'made-up'", "set vw.reading = ''"])
def test_no_context_and_a_made_up_one_have_no_rows(workspace: Workspace, table: str, setting: str) -> None:
    """D1, D4: any SQL may fill a setting; only the handle of this transaction opens anything."""
    workspace.gives("anna", "Geheim", category="police-8", level="subject")
    if setting:
        rows(setting)
    assert rows(f"select count(*) from sharing_{table}") == [(0,)]


def test_handle_of_another_opens_nothing_afterwards(workspace: Workspace, hidden: Document) -> None:
    """D2: what one reader left behind serves nobody else."""
    with workspace.reading("hugo"):
        ((handle,),) = rows("select current_setting('vw.reading')")
        assert Document.objects.count() == 1
    rows("select set_config('vw.reading', %s, true)", handle)
    assert Document.objects.count() == 0


def test_clearance_can_not_be_read_written_or_widened(workspace: Workspace, hidden: Document) -> None:
    """D4: the clearance is the owner's; a function that writes one writes the line that records it as well."""
    for statement in (
        "select * from clearance",
        "update clearance set readable = array[gen_random_uuid()]",
        "insert into access_version values (gen_random_uuid(), 1, 1)",
        "select * from policy_text",
        "update reading_context set clearance_id = gen_random_uuid()",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            rows(statement)


WRITING = (
    "select write_clearance(%s, array[%s::uuid], '{}', '{}', '{}', f.facts, f.tightened, '', '', '', '{}', %s)"
    " from (select 1::bigint as facts, 1::bigint as tightened) f"
)


def test_statement_that_the_program_did_not_seal_opens_nothing(workspace: Workspace, hidden: Document) -> None:
    """D4, D9: who smuggles a statement in has the rights of the application, and not its key."""
    eva, purpose = workspace.world.eva.id, workspace.purpose.id
    smuggled = (
        ("select open_reading(%s, null, %s)", [eva, seal("open_reading", workspace.world.bram.id, "")]),
        ("select open_reading(%s, null, '')", [eva]),
        ("select facts_to_decide(%s, %s)", [purpose, seal("facts_to_decide")]),
        (WRITING, [purpose, hidden.marking_id, seal("write_clearance")]),
        ("select is_kept(%s, %s)", [purpose, seal("is_kept", hidden.id)]),
    )
    with workspace.reading("bram"):
        for statement, parameters in smuggled:
            with pytest.raises(ProgrammingError, match="only the program"), transaction.atomic():
                rows(statement, *parameters)
        assert Document.objects.count() == 0
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows("select * from sealing_key")


def test_hidden_marking_can_not_be_put_in_another_purpose(workspace: Workspace, hidden: Document) -> None:
    """D11: nobody names a purpose for what is not theirs, nor for what documents carry already."""
    adding = (
        "insert into sharing_markingpurpose (id, project_id, marking_id, purpose_id)"
        " values (gen_random_uuid(), %s, %s, %s)"
    )
    for name in ("bram", "anna"):
        with workspace.reading(name), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
            rows(adding, hidden.project_id, hidden.marking_id, workspace.purpose.id)


def test_constraint_does_not_tell_that_another_has_a_marking(workspace: Workspace, hidden: Document) -> None:
    """D12: equal markings collide within one organisation only; a notice is acknowledged for what one may read."""
    with workspace.reading("anna"):
        digest = Marking.objects.get(id=hidden.marking_id).digest
    with workspace.reading("bram") as reading:
        marking = Marking(
            project_id=hidden.project_id, organisation_id=reading.actor.organisation_id, category="fiscal",
            level="subject", retention="fiscal", digest=digest,
        )  # fmt: skip
        marking.save(force_insert=True)
    told = []
    for identifier in (hidden.marking_id, uuid4()):
        with workspace.reading("bram") as reading, pytest.raises(ProgrammingError) as refused, transaction.atomic():
            Acknowledgement(
                project_id=hidden.project_id, marking_id=identifier, person_id=reading.actor.person,
                acknowledged_at=now(),
            ).save(force_insert=True)  # fmt: skip
        told.append(str(refused.value))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "function",
    [
        "versions_of(gen_random_uuid())",
        "facts_of_reader(gen_random_uuid(), gen_random_uuid(), current_date, now())",
        "is_suspended(gen_random_uuid(), now())",
        "is_sealed('open_reading', '')",
        "facts_of_markings(gen_random_uuid(), gen_random_uuid(), current_date, now())",
        "log_mistakes()",
    ],
)
def test_inner_functions_are_closed_to_the_application(function: str) -> None:
    """D9: a function of the owner that nobody needs to call is one that nobody can."""
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows(f"select {function}")


def test_functions_of_the_owner_answer_nothing_without_a_reader(workspace: Workspace, hidden: Document) -> None:
    """D9: each answers for the reader of this transaction only."""
    rows("select set_config('vw.reading', '', true)")
    assert rows("select * from announced_documents()") == []
    assert rows("select * from find_words('geheim', 'geheim', 10)") == []
    assert rows("select * from readers_in_log(%s)", hidden.id) == []
    assert rows(
        "select facts_to_decide(%s, %s)", workspace.purpose.id, seal("facts_to_decide", workspace.purpose.id)
    ) == [(None,)]
    assert rows("select people_to_decide(array[%s::uuid], null, now())", workspace.purpose.id) in ([("[]",)], [([],)])


def test_prepared_statement_is_decided_for_each_reader(workspace: Workspace, hidden: Document) -> None:
    """D5: a plan made for one reader never answers another."""
    rows("set plan_cache_mode = force_generic_plan")
    rows("prepare listing as select count(*) from sharing_document")
    with workspace.reading("hugo"):
        assert rows("execute listing") == [(1,)]
    with workspace.reading("bram"):
        assert rows("execute listing") == [(0,)]
    rows("deallocate listing")


def test_temporary_tables_keep_nothing(workspace: Workspace, hidden: Document) -> None:
    """D3: nothing of one reader outlives the transaction."""
    with workspace.reading("hugo"), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows("create temporary table kept as select 1")


def test_no_view_partition_materialised_view_or_leakproof_function_is_ours() -> None:
    """D7, D8, D10, D22: what row security does not reach does not exist here."""
    kinds = rows(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'p')"
    )
    assert kinds == []
    assert rows("select proname from pg_proc where pronamespace = 'public'::regnamespace and proleakproof") == []


def test_policies_call_no_immutable_function_of_the_owner() -> None:
    """D5: an immutable policy function is frozen into a plan."""
    frozen = rows(
        "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef and provolatile = 'i'"
    )
    assert frozen == []


def test_sequences_tell_the_application_nothing() -> None:
    """D21: the numbers of the log are counted where the application can't look."""
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows("select last_value from log_number")


def test_statistics_of_guarded_tables_are_empty(workspace: Workspace, hidden: Document) -> None:
    """D20: the values that the planner keeps are not for readers."""
    tables = sorted(table for table in house_tables() if table.startswith("sharing_"))
    assert rows("select count(*) from pg_stats where tablename = any(%s)", tables) == [(0,)]


def test_values_are_not_in_the_text_of_a_query() -> None:
    """D25: other sessions of the application can read the text of a query, so it holds no value."""
    sought = "select query, %s::text from pg_stat_activity where pid = pg_backend_pid()"
    ((text, value),) = rows(sought, "Kanariepiet")
    assert value == "Kanariepiet"
    assert "pg_backend_pid" in text
    assert "Kanariepiet" not in text


def test_comment_on_a_hidden_document_fails_as_on_none(workspace: Workspace, hidden: Document) -> None:
    """D15: a foreign key looks past row security; the trigger reads as the writer does."""
    shown = workspace.gives("chris", "Open", category="knowledge", level="knowledge")
    failures = []
    for document_id in (hidden.id, uuid4()):
        with workspace.reading("bram") as reading:
            comment = Comment(
                project_id=shown.project_id, marking=shown.marking, document_id=document_id, text="x",
                written_by=reading.appointment.person, written_at=now(),
            )  # fmt: skip
            with pytest.raises(IntegrityError) as failed, transaction.atomic():
                comment.save(force_insert=True)
            failures.append(str(failed.value))
    assert failures[0] == failures[1]


def test_comment_can_not_carry_a_freer_marking_than_its_document(workspace: Workspace) -> None:
    """A13, A17: the marking is taken over by the database, whatever the writer gives."""
    shown = workspace.gives("anna", "Waarneming", category="police-8", level="subject")
    freer = workspace.gives("anna", "Werkwijze", category="knowledge", level="knowledge")
    with workspace.reading("anna") as reading:
        comment = Comment(
            project_id=shown.project_id, marking=freer.marking, document=shown, text="x",
            written_by=reading.appointment.person, written_at=now(),
        )  # fmt: skip
        comment.save(force_insert=True)
        assert Comment.objects.get().marking_id == shown.marking_id


def test_nobody_deletes_what_others_hang_on(workspace: Workspace, hidden: Document) -> None:
    """D16: documents are archived, never deleted, so nothing cascades over what someone may not see."""
    with workspace.reading("anna"), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows("delete from sharing_document")


def test_marking_of_an_item_is_changed_by_nobody_without_that_marking(workspace: Workspace, hidden: Document) -> None:
    """A33: someone who may read can't mark anew."""
    with workspace.reading("hugo"):
        assert Document.objects.count() == 1
        assert Document.objects.update(title="x") == 0


def test_explain_tells_a_reader_nothing_about_hidden_rows(workspace: Workspace, hidden: Document) -> None:
    """D18: the plan of a hidden key is the plan of a free one."""
    plans = []
    with workspace.reading("bram"):
        for document_id in (hidden.id, uuid4()):
            plan = rows("explain (costs off) select * from sharing_document where id = %s", document_id)
            plans.append(str(plan).replace(str(document_id), "ID"))
    assert plans[0] == plans[1]


@pytest.mark.django_db(transaction=True)
def test_item_for_nobody_is_read_by_nobody(lasting_workspace: Workspace) -> None:
    """A31: an empty list of people means nobody, not everybody; the application can't even write one."""
    lasting_workspace.gives("anna", "Waarneming", category="police-8", level="subject")
    with lasting_workspace.reading("anna"), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
        Document.objects.update(kept_to=[])
    as_superuser("update sharing_document set kept_to = '{}'")
    for name in ("anna", "hugo"):
        with lasting_workspace.reading(name):
            assert Document.objects.count() == 0


def test_other_purpose_shows_nothing_of_this_one(workspace: Workspace, hidden: Document) -> None:
    """Rule 1: no rows outside the purpose in which is read."""
    other = purposes.open_purpose("anders", "Anders", "activity", now().date(), by=workspace.world.loader, at=now())
    with workspace.reading("anna") as reading:
        read_in(reading.appointment, other)
        assert Document.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("held", ["with hold ", ""])
def test_cursor_of_one_reader_gives_the_next_nothing(lasting_workspace: Workspace, held: str) -> None:
    """D3: nothing of one reader outlives the transaction."""
    lasting_workspace.gives("anna", "Waarneming", category="police-8", level="subject")
    with lasting_workspace.reading("hugo"):
        rows(f"declare kept cursor {held}for select id from sharing_document")
    forget_reader(connection.connection)
    with lasting_workspace.reading("bram"), pytest.raises(DatabaseError, match="does not exist"), transaction.atomic():
        rows("fetch all from kept")


# What gives someone a say or a view, and a statement that helps oneself to more of it.
HELPING_ONESELF = {
    "sharing_authorisation": "update sharing_authorisation set authorised_until = null, suspended_at = null",
    "sharing_purpose": "update sharing_purpose set serves_customs_law = true",
    "sharing_covenant": "update sharing_covenant set in_force_until = null",
    "partnership_person": "update partnership_person set account_id = account_id",
    "partnership_appointment": "update partnership_appointment set appointed_until = null",
    "partnership_seat": "update partnership_seat set seated_until = null",
    "partnership_mandate": "update partnership_mandate set mandated_until = null",
    "partnership_decision": "update partnership_decision set outcome = 'x'",
    "partnership_legalcapacity": "update partnership_legalcapacity set name = name",
}


@pytest.mark.django_db(transaction=True)
def test_smuggled_statement_gives_nobody_a_say_or_a_view(lasting_workspace: Workspace) -> None:
    """D4: also in the open request of a member, only an act of the program writes these; under another act neither."""
    with reading_as(lasting_workspace.world.karin.id):
        lasting_workspace.adopts_model_covenant()
        lasting_workspace.world.mandate()
    stands_on_acts = {
        name
        for (name,) in as_superuser("select tgrelid::regclass::text from pg_trigger where tgname = 'stands_on_act'")
    }
    histories = {"sharing_pastpurpose", "sharing_pastsuspension"}
    assert stands_on_acts == set(HELPING_ONESELF) | histories
    for statement in HELPING_ONESELF.values():
        for act in ("", "make_folder"):
            with pytest.raises(DatabaseError, match="only an act of the program"):
                helps_oneself(lasting_workspace, statement, act)


def helps_oneself(workspace: Workspace, statement: str, act: str) -> None:
    with workspace.reading("anna"), connection.cursor() as cursor:
        if act:
            cursor.execute("select note_act(%s, %s)", [act, seal("note_act", act)])
        cursor.execute(statement)
        assert cursor.rowcount > 0, statement


@pytest.mark.django_db(transaction=True)
def test_smuggled_statement_notes_no_act(lasting_workspace: Workspace) -> None:
    """D4: an act is noted under a seal, which is good for no other act."""
    with lasting_workspace.reading("anna"):
        with pytest.raises(DatabaseError, match="only the program notes an act"), transaction.atomic():
            rows("select note_act('authorise', %s)", seal("note_act", "appoint"))
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            rows("insert into noted_act values (pg_current_xact_id(), 'authorise')")
