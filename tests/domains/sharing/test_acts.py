"""What gives someone a say or a view is written in an act of the program only, and acts do not hold each other up."""

import re
from threading import Event, Thread

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from tests.domains.sharing.test_database_leaks import rows
from tests.domains.sharing.test_log import rows as as_superuser
from tests.workspace import Workspace
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.database.sealing import seal

pytestmark = pytest.mark.django_db(transaction=True)

# What gives someone a say or a view, and a statement that helps oneself to more of it.
HELPING_ONESELF = {
    "sharing_authorisation": "update sharing_authorisation set authorised_until = null, suspended_at = null",
    "sharing_document": "update sharing_document set kept_to = null",
    "sharing_purpose": "update sharing_purpose set serves_customs_law = true",
    "sharing_covenant": "update sharing_covenant set in_force_until = null",
    "partnership_project": "update partnership_project set origin = origin",
    "partnership_organisation": "update partnership_organisation set name = code",
    "partnership_body": "update partnership_body set level = 'strategic'",
    "partnership_person": "update partnership_person set account_id = account_id",
    "partnership_appointment": "update partnership_appointment set appointed_until = null",
    "partnership_seat": "update partnership_seat set seated_until = null",
    "partnership_mandate": "update partnership_mandate set mandated_until = null",
    "partnership_decision": "update partnership_decision set outcome = 'x'",
    "partnership_legalcapacity": "update partnership_legalcapacity set name = name",
}


def test_smuggled_statement_gives_nobody_a_say_or_a_view(lasting_workspace: Workspace) -> None:
    """D4: also in the open request of a member, only an act of the program writes these; under another act neither."""
    with reading_as(lasting_workspace.world.karin.id):
        lasting_workspace.adopts_model_covenant()
        lasting_workspace.world.mandate()
    lasting_workspace.gives("anna", "Waarneming", category="police-8", level="subject")
    adding, changing, removing = 4, 16, 8
    stands_on_acts = {
        name: kinds & (adding | changing | removing)
        for name, kinds in as_superuser(
            "select tgrelid::regclass::text, tgtype from pg_trigger where tgname = 'stands_on_act'"
        )
    }
    # Who asks or answers a consent is held by its own rule of row security as well.
    others = {
        "sharing_pastpurpose", "sharing_pastsuspension", "sharing_consent", "partnership_advice",
        "programme_capacityline", "programme_frozenfile", "programme_frozenreport", "programme_mapdraft",
        "programme_progressreport", "programme_teamrole", "programme_valuepublication",
        "evaluation_approvedfinding", "evaluation_checkedjudgement", "evaluation_evaluatorrole",
        "evaluation_publishedresult", "evaluation_shownremark", "evaluation_tickswitch",
        "evaluation_evaluationreport", "evaluation_evaluationreportfile", "evaluation_mechanismverdict",
        "evaluation_mechanism", "evaluation_mechanismwording", "evaluation_otherexplanation",
        "evaluation_contributionchain", "evaluation_chainversion",
    }  # fmt: skip
    assert stands_on_acts == dict.fromkeys(set(HELPING_ONESELF) | others, adding | changing | removing)
    for statement in HELPING_ONESELF.values():
        for act in ("", "make_folder"):
            with pytest.raises(DatabaseError, match="only an act of the program"):
                helps_oneself(lasting_workspace, statement, act)


def test_acts_of_each_table_are_acts_of_the_program() -> None:
    """An act that no operation notes would shut its table."""
    source = "".join(file.read_text() for file in (settings.REPOSITORY / "src").rglob("operations/*.py"))
    # By itself, or by a function of its module that is given the act.
    noted = set(re.findall(r'\b(?:note_act|note_fieldwork|sign_act|_\w+)\(\s*"(\w+)"', source))
    named = {
        act
        for (acts,) in as_superuser("select tgargs from pg_trigger where tgname = 'stands_on_act'")
        for act in bytes(acts).decode().split("\0")
        if act
    }
    assert named
    assert named - noted == set()


def test_two_acts_do_not_wait_for_each_other(lasting_workspace: Workspace) -> None:
    """Clearing what earlier transactions noted holds up nobody."""
    for _act in range(2):
        with transaction.atomic():
            rows("select note_act(%s, %s)", "seat", seal("note_act", "seat"))
    noted, done = Event(), Event()

    def first() -> None:
        with transaction.atomic():
            rows("select note_act(%s, %s)", "seat", seal("note_act", "seat"))
            noted.set()
            done.wait(20)
        connection.close()

    other = Thread(target=first)
    other.start()
    try:
        assert noted.wait(20)
        with transaction.atomic():
            rows("set local lock_timeout = '2s'")
            rows("select note_act(%s, %s)", "appoint", seal("note_act", "appoint"))
    finally:
        done.set()
        other.join()


def helps_oneself(workspace: Workspace, statement: str, act: str) -> None:
    with workspace.reading("anna"), connection.cursor() as cursor:
        if act:
            cursor.execute("select note_act(%s, %s)", [act, seal("note_act", act)])
        cursor.execute(statement)
        assert cursor.rowcount > 0, statement


def test_smuggled_statement_notes_no_act(lasting_workspace: Workspace) -> None:
    """D4: an act is noted under a seal, which is good for no other act."""
    with lasting_workspace.reading("anna"):
        with pytest.raises(DatabaseError, match="only the program notes an act"), transaction.atomic():
            rows("select note_act('authorise', %s)", seal("note_act", "appoint"))
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            rows("insert into noted_act values (pg_current_xact_id(), 'authorise')")
