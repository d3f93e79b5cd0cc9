"""As the application's role by raw SQL: the ways in which databases of platforms like ours gave away what they hide.

Each test names the row of the list of leaks that it holds.
"""

from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.utils.timezone import localdate
from procrastinate.contrib.django import app
from psycopg.errors import FeatureNotSupported

from tests.domains.sharing.test_log import rows as as_superuser
from tests.workspace import Workspace
from tests.world import now
from vlechtwerk.domains.sharing.models import Acknowledgement, Comment, Document, DocumentVersion, Marking
from vlechtwerk.domains.sharing.models.documents import MarkedRecord
from vlechtwerk.domains.sharing.operations import consents, documents, purposes
from vlechtwerk.domains.sharing.operations.clearance import read_in
from vlechtwerk.domains.sharing.operations.documents import Told
from vlechtwerk.domains.sharing.operations.reading import open_document
from vlechtwerk.domains.sharing.queries.markings import Choice
from vlechtwerk.foundation.database.connections import forget_reader
from vlechtwerk.foundation.database.sealing import seal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

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


def fill_every_table(workspace: Workspace) -> None:
    """Leave a row in each table, by the acts that make one."""
    by = workspace.world.anna
    file = workspace.folder / "given.txt"
    file.write_text("Kade")
    told = Told("Geheim", "fact", "eigen waarneming", "own_work", ["suspect"], [("AB-12-CD", "suspect")])
    lower = workspace.gives("anna", "Werkwijze", category="knowledge", level="knowledge")
    asked = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    with workspace.reading("anna") as reading:
        folder = purposes.make_folder(workspace.purpose, "Kade", by=by, at=now())
        given = documents.give_document(
            reading, documents.Upload(file, "given.txt"), Choice("police-8", "subject"), told, at=now(), folder=folder
        )
        documents.link_document(reading, given, "activity", "A01", at=now())
        documents.name_lower_edition(reading, given, lower, at=now())
    with workspace.reading("hugo") as reading:
        consents.ask_consent(reading, asked.id, ["provider_consent"], "Nodig", at=now())
        consents.acknowledge_notice(reading, given.marking, at=now())
        open_document(reading, given.id)
        documents.write_comment(reading, given, "Klopt dit?", mentioned=[by], at=now())
    with workspace.reading("anna") as reading:
        documents.recall_document(reading, given, "Verkeerde kade", at=now())


@pytest.mark.django_db(transaction=True)
def test_no_context_and_a_made_up_one_have_no_rows(lasting_workspace: Workspace) -> None:
    """D1, D4: any SQL may fill a setting; only the handle of this transaction opens anything."""
    fill_every_table(lasting_workspace)
    counts = " union all ".join(f"select '{table}', count(*) from sharing_{table}" for table in MARKED)
    assert [table for table, number in as_superuser(counts) if not number] == []
    for setting in ("select 1", "reset all", "set vw.reading = 'made-up'", "set vw.reading = ''"):
        rows(setting)
        assert dict(rows(counts)) == dict.fromkeys(MARKED, 0), setting


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


@pytest.mark.django_db(transaction=True)
def test_statistics_of_guarded_tables_are_empty(lasting_workspace: Workspace) -> None:
    """D20: the values that the planner keeps are not for readers."""
    lasting_workspace.gives("anna", "Geheim", category="police-8", level="subject")
    as_superuser("analyze")
    kept = "select distinct tablename::text from pg_stats where tablename like 'sharing!_%' escape '!'"
    known = {table for (table,) in as_superuser(kept)}
    assert {"sharing_document", "sharing_documentversion", "sharing_marking"} <= known
    with lasting_workspace.reading("anna"):
        assert rows(kept) == []


def test_words_to_search_and_all_that_hangs_on_a_document_carry_its_marking() -> None:
    """J8: of words with a marking there is no second copy, which a job could fill for everybody."""
    indexes = rows(
        "select relation.relname::text, attname::text from pg_attribute join pg_class relation"
        " on relation.oid = attrelid where atttypid = 'tsvector'::regtype and relation.relkind in ('r', 'p', 'm', 'v')"
        " and relation.relnamespace = 'public'::regnamespace and not attisdropped"
    )
    # Of the others one keeps the words of what every member reads, and of notes beside their team; the third those of
    # interviews, in the row itself, for the evaluators who read that row.
    assert sorted(indexes) == [
        ("evaluation_passage", "vector"),
        ("found_text", "search"),
        ("sharing_document", "search"),
    ]
    hang_on_documents = {
        model for model in apps.get_models() for field in model._meta.get_fields() if field.related_model is Document
        and field.concrete
    }  # fmt: skip
    assert DocumentVersion in hang_on_documents
    assert {model for model in hang_on_documents if not issubclass(model, MarkedRecord)} == set()
    jobs = {name for name in app.tasks if "vlechtwerk" in name}
    assert {name.rpartition(".")[2] for name in jobs} == {
        "clear_sessions", "clear_waiting_files", "close_tick_months", "destroy_keys_of_closed_rounds", "seal_log",
        "send_digests",
    }  # fmt: skip


def copied(statement: str) -> list[bytes]:
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        return [bytes(row) for row in copy]


def test_copy_takes_out_what_its_reader_reads_and_brings_nothing_in(workspace: Workspace, hidden: Document) -> None:
    """D26: copying obeys the policies of a table, or is refused."""
    for name, read in (("hugo", 1), ("bram", 0)):
        with workspace.reading(name):
            assert len(copied("copy sharing_document (id) to stdout")) == read
            with pytest.raises(FeatureNotSupported, match="row-level security"), transaction.atomic():
                copied("copy sharing_document from stdin")


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


@pytest.mark.django_db(transaction=True)
def test_item_for_nobody_is_read_by_nobody(lasting_workspace: Workspace) -> None:
    """A31: an empty list of people means nobody, not everybody; the application can't even write one."""
    lasting_workspace.gives("anna", "Waarneming", category="police-8", level="subject")
    with lasting_workspace.reading("anna"), pytest.raises(IntegrityError, match="keeps its"), transaction.atomic():
        Document.objects.update(kept_to=[])
    as_superuser("set session_replication_role = replica; update sharing_document set kept_to = '{}'")
    for name in ("anna", "hugo"):
        with lasting_workspace.reading(name):
            assert Document.objects.count() == 0


def test_other_purpose_shows_nothing_of_this_one(workspace: Workspace, hidden: Document) -> None:
    """Rule 1: no rows outside the purpose in which is read."""
    other = purposes.open_purpose("anders", "Anders", "activity", localdate(), by=workspace.world.loader, at=now())
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
