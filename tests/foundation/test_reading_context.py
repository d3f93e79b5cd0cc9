"""No context, no rows: asked by raw SQL, as the application's own role."""

import re
from collections.abc import Iterator
from typing import Any, LiteralString
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from tests.databases import owner_address
from tests.world import World, days_from_now, find_world, now
from vlechtwerk.domains.partnership.models import BodyNote, Departure, Person, Project
from vlechtwerk.domains.partnership.operations.decisions import write_body_note
from vlechtwerk.domains.partnership.operations.people import end_appointment
from vlechtwerk.domains.programme.models import Activity, ActivityStatus
from vlechtwerk.foundation.database.checks import INSERT_ONLY, UNGUARDED, database_is_guarded, house_tables
from vlechtwerk.foundation.database.reading import NoRunningAppointment, reading_as
from vlechtwerk.foundation.journal.models import JournalEntry

pytestmark = pytest.mark.django_db

# History: the application adds rows and leaves them as they are.
APPEND_ONLY = [
    "evaluation_amountwords",
    "evaluation_answersheet",
    "evaluation_chainversion",
    "evaluation_chapterversion",
    "evaluation_contributionchain",
    "evaluation_criterion",
    "evaluation_criterionbaseline",
    "evaluation_criterionjudgement",
    "evaluation_criterionnorm",
    "evaluation_criterionsource",
    "evaluation_criterionwording",
    "evaluation_evaluationreportfile",
    "evaluation_findingstep",
    "evaluation_judgementobjection",
    "evaluation_keyholder",
    "evaluation_knowledgegap",
    "evaluation_mechanismwording",
    "evaluation_otherexplanation",
    "evaluation_participantconsent",
    "evaluation_passage",
    "evaluation_pointjudgement",
    "evaluation_publishedclaim",
    "evaluation_publishedfigure",
    "evaluation_reporttemplate",
    "evaluation_rubric",
    "evaluation_sessionpart",
    "evaluation_settledplace",
    "evaluation_settling",
    "evaluation_shownremark",
    "evaluation_sourcesentence",
    "evaluation_transcript",
    "evaluation_triallook",
    "evidence_evidencelink",
    "partnership_bodynote",
    "partnership_decisionforwarding",
    "partnership_departure",
    "partnership_promisestep",
    "partnership_agreementparty",
    "partnership_outsideposition",
    "programme_actioncount",
    "programme_activityentry",
    "programme_activitystatus",
    "programme_candidate",
    "programme_capacityfinding",
    "programme_capacityline",
    "programme_capacityprofile",
    "programme_comparisonseries",
    "programme_measure",
    "programme_measuredefinition",
    "programme_measuredraw",
    "programme_measuremonth",
    "programme_methodoutcome",
    "programme_methoduse",
    "programme_methodversion",
    "programme_milestonedate",
    "programme_preconditionjudgement",
    "programme_recruitmentrequest",
    "programme_recruitmentstep",
    "programme_vacancy",
    "programme_vacancydifference",
    "programme_productuse",
    "programme_valuewording",
]


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def second_connection(db: None) -> Iterator["psycopg.Connection[tuple[Any, ...]]"]:
    known = connection.settings_dict
    with psycopg.connect(
        host=known["HOST"],
        port=known["PORT"] or None,
        user=known["USER"],
        password=known["PASSWORD"] or None,
        dbname=known["NAME"],
    ) as opened:
        yield opened


def owner_does(statement: LiteralString) -> None:
    with psycopg.connect(owner_address(connection.settings_dict["NAME"]), autocommit=True) as owner:
        owner.execute(statement)


def owner_finds(statement: LiteralString) -> Any:
    """Return the one value that the owner of the tables, who sees every project, finds."""
    with psycopg.connect(owner_address(connection.settings_dict["NAME"])) as owner:
        found = owner.execute(statement).fetchone()
    assert found is not None
    return found[0]


def guarded_tables() -> list[str]:
    return sorted(house_tables() - UNGUARDED - INSERT_ONLY)


def test_application_connects_as_the_role_that_owns_nothing() -> None:
    assert rows("select current_user")[0][0] == settings.APPLICATION_ROLE
    assert rows("select rolsuper or rolbypassrls from pg_roles where rolname = current_user") == [(False,)]
    assert rows("select count(*) from pg_class where relowner = current_user::regrole") == [(0,)]


def test_every_table_is_guarded_also_against_its_owner() -> None:
    assert database_is_guarded(databases=["default"]) == []


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_history_is_added_to_and_never_changed(table: str) -> None:
    assert rows("select has_table_privilege(%s, 'insert')", table) == [(True,)]
    assert rows("select has_table_privilege(%s, 'update') or has_table_privilege(%s, 'delete')", table, table) == [
        (False,)
    ]


@pytest.mark.parametrize("table", guarded_tables())
def test_guarded_table_has_no_rows_without_a_context(table: str) -> None:
    assert rows(f"select count(*) from {table}") == [(0,)]


@pytest.mark.parametrize("table", guarded_tables())
def test_guarded_table_has_no_rows_for_a_made_up_handle(table: str) -> None:
    rows("select set_config('vw.reading', %s, true)", str(uuid4()))
    assert rows(f"select count(*) from {table}") == [(0,)]
    rows("select set_config('vw.reading', %s, true)", "'; drop table x; --")
    assert rows(f"select count(*) from {table}") == [(0,)]


def test_reader_sees_one_project_only(world: World) -> None:
    assert [project.code for project in Project.objects.all()] == ["test"]
    assert not Activity.objects.filter(code="A13").exists()


def test_context_ends_with_its_block_and_the_former_one_comes_back(world: World) -> None:
    with reading_as(world.anna.id):
        assert rows("select reading_person()") == [(world.anna.id,)]
    assert rows("select reading_person()") == [(world.karin.id,)]


def test_handle_is_worth_nothing_in_another_transaction(
    world: World, second_connection: "psycopg.Connection[tuple[Any, ...]]"
) -> None:
    (handle,) = rows("select current_setting('vw.reading')")[0]
    second_connection.execute("select set_config('vw.reading', %s, true)", [handle])
    assert second_connection.execute("select count(*) from partnership_person").fetchone() == (0,)


def test_nobody_reads_without_a_running_appointment(world: World) -> None:
    with pytest.raises(NoRunningAppointment), reading_as(world.nora.id):
        pass
    end_appointment(world.chris.appointments.get(), days_from_now(0), "other", by=world.karin, at=now())
    with pytest.raises(NoRunningAppointment), reading_as(world.chris.id):
        pass


def test_note_of_a_body_is_read_by_those_who_sit_in_it(world: World) -> None:
    write_body_note(world.bodies["MT"], "Alleen voor ons", by=world.karin, at=now())
    with reading_as(world.bram.id):
        assert [note.text for note in BodyNote.objects.all()] == ["Alleen voor ons"]
    with reading_as(world.anna.id):
        assert not BodyNote.objects.exists()


def test_why_someone_left_is_read_by_the_responsible_manager_only(world: World) -> None:
    end_appointment(
        world.anna.appointments.get(), days_from_now(1), "uncertainty", explanation="x", by=world.karin, at=now()
    )
    assert Departure.objects.count() == 1
    with reading_as(world.bram.id):
        assert not Departure.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "alter table programme_activity disable row level security",
        "truncate programme_activity cascade",
        "set role vlechtwerk_owner",
        "create temporary table kept as select 1",
        "create table kept (id int)",
        "select * from reading_context",
        "insert into reading_context (handle, transaction_id, project_id, person_id)"
        " values ('x', '1', gen_random_uuid(), gen_random_uuid())",
        "select * from journal_journalentry",
        "update programme_activitystatus set reason = 'x'",
        "delete from programme_activitystatus",
        "delete from evidence_evidencelink",
        "delete from journal_journalentry",
        "drop policy rows_of_the_reading_context on programme_activity",
    ],
)
def test_application_cannot_get_around_its_guards(world: World, statement: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        rows(statement)


def test_switching_row_security_off_gives_an_error_and_no_rows(world: World) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        rows("set local row_security = off; select * from programme_activity")


@pytest.mark.django_db(transaction=True)
def test_second_policy_added_by_mistake_opens_nothing() -> None:
    owner_does("create policy added_by_mistake on programme_activity for all using (true) with check (true)")
    assert rows("select count(*) from programme_activity") == [(0,)]
    with find_world() as found, reading_as(found.karin.id):
        found.activity()
        assert rows("select distinct project_id from programme_activity") == [(found.project.id,)]


def test_every_guarded_table_has_a_restrictive_rule_for_reading() -> None:
    # A restrictive rule for every act, or one for reading alone.
    restrictive = rows(
        "select distinct relname from pg_policy join pg_class on pg_class.oid = polrelid"
        " where not polpermissive and polcmd in ('*', 'r') order by relname"
    )
    assert sorted(name for (name,) in restrictive) == guarded_tables()


def test_what_leaves_a_mark_is_all_that_every_member_reads() -> None:
    # On adding, changing and removing rows alike.
    marked = {
        name
        for (name,) in rows(
            "select tgrelid::regclass::text from pg_trigger where tgname = 'marks_each_change' and tgtype & 28 = 28"
        )
    }
    open_to_members = {
        name
        for name, rule in rows(
            "select tablename, qual from pg_policies"
            " where policyname in ('rows_of_the_reading_context', 'rows_to_read')"
        )
        if re.fullmatch(r"\(\((project_id|id) = \( SELECT reading_project\(\) AS reading_project\)\) AND true\)", rule)
    }
    # Of an approved finding or checked judgement what stands is the same for every member; evaluators read the former.
    # Of mechanisms the rows that are checked are those that were written: a mark tells only that something changed.
    checked = {"approvedfinding", "checkedjudgement", "mechanismverdict", "otherexplanation"}
    checked |= {"contributionchain", "chainversion"}
    assert marked <= open_to_members | {f"evaluation_{table}" for table in checked}
    # The purposes and agreements of sharing stand on no part that is kept, nor do reports.
    of_reports = {"programme_progressreport", "programme_frozenreport", "programme_frozenfile"}
    assert {name for name in open_to_members - marked if not name.startswith("sharing_")} == of_reports


def test_row_of_another_project_cannot_be_referred_to(world: World) -> None:
    elsewhere = owner_finds(
        "select a.id from programme_activity a join partnership_project p on p.id = a.project_id"
        " where p.code = 'nsoc' and a.code = 'A13'"
    )
    rows("set constraints all immediate")
    with pytest.raises(IntegrityError, match="in_its_project"), transaction.atomic():
        ActivityStatus(
            project=world.project,
            activity_id=elsewhere,
            status="running",
            occurred_on="2023",
            reason="x",
            recorded_by=world.karin,
            recorded_at=now(),
        ).save(force_insert=True)


def test_row_cannot_be_written_into_another_project(world: World) -> None:
    elsewhere = owner_finds("select id from partnership_project where code = 'nsoc'")
    activity = world.activity()
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        ActivityStatus(
            project_id=elsewhere,
            activity=activity,
            status="running",
            occurred_on="2023",
            reason="x",
            recorded_by=world.karin,
            recorded_at=now(),
        ).save(force_insert=True)


def test_every_reference_between_guarded_tables_is_held_to_one_project() -> None:
    held = rows(
        "select c.conrelid::regclass::text, a.attname::text from pg_constraint c"
        " join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)"
        " where c.contype = 'f' and a.attname <> 'project_id' and c.conname like '%%in_its_project'"
    )
    guarded = set(guarded_tables())
    references = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and {model._meta.db_table, field.related_model._meta.db_table} <= guarded
    }
    assert {(table, column) for table, column in references if column != "project_id"} == set(held)


def test_act_is_noted_in_the_journal_or_does_not_happen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise ProgrammingError("the journal can't be written")

    monkeypatch.setattr(JournalEntry.objects, "create", fails)
    with pytest.raises(ProgrammingError):
        world.activity("A77")
    assert not Activity.objects.filter(code="A77").exists()


def test_person_cannot_be_found_without_a_context() -> None:
    assert not Person.objects.exists()
