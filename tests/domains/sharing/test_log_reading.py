"""Reading the log: the rules and the database agree who does and why, and what they are told."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests.refusals import refusal
from tests.workspace import Workspace, authorise
from tests.world import noted_as, now
from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.sharing.log_grounds import LogGround
from vlechtwerk.domains.sharing.operations import purposes
from vlechtwerk.domains.sharing.queries.reader import Trace
from vlechtwerk.domains.sharing.rules import (
    reasons_against_reading_log,
)
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.django_db
POLICE = {"category": "police-8", "level": "subject"}


def asked_of_database(ground: str, size: int = 25) -> dict[str, Any] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select read_log(%s, 'Nagaan', %s, %s, '{}', 1, %s, %s, 'span', '')",
            [ground, now() - timedelta(days=1), now() + timedelta(days=1), size, Trace().trace_id],
        )
        (answer,) = cursor.fetchone()
    found: dict[str, Any] | None = json.loads(answer) if isinstance(answer, str) else answer
    return found


@pytest.mark.parametrize("function", Function.values)
def test_database_and_rules_agree_who_reads_the_log_and_why(workspace: Workspace, function: str) -> None:
    eva = workspace.appointment("eva")
    noted_as("appoint")
    Appointment.objects.filter(id=eva.id).update(function=function)
    with reading_as(eva.person_id, eva.id):
        for ground in [*LogGround, "curiosity"]:
            answered = asked_of_database(str(ground)) is not None
            assert answered == (not reasons_against_reading_log(ground, "Nagaan", by=eva.person, at=now())), ground


def test_suspended_privacy_officer_neither_supervises_nor_reads_the_log(workspace: Workspace) -> None:
    eva, at = workspace.world.eva, now()
    authorise(workspace.world, workspace.purpose, "eva")
    purposes.suspend(eva, "Onderzoek", by=workspace.world.karin, at=at)
    with refusal("suspended"):
        purposes.suspend(workspace.world.hugo, "Onderzoek", by=eva, at=at)
    assert [one.code for one in reasons_against_reading_log("security", "Nagaan", by=eva, at=at)] == ["suspended"]
    with workspace.reading("eva"):
        assert asked_of_database("security") is None


def test_director_is_not_told_in_the_log_what_another_keeps_hidden(workspace: Workspace) -> None:
    hidden = workspace.gives("hugo", "Verborgen", handling=frozenset({"existence_hidden"}), **POLICE).marking_id
    shown = {}
    for name in ("eva", "karin"):
        with workspace.reading(name):
            shown[name] = str(hidden) in json.dumps(asked_of_database("security"))
    assert shown == {"eva": True, "karin": False}


def test_log_gives_as_many_lines_on_a_page_as_are_asked(workspace: Workspace) -> None:
    workspace.gives("anna", "Waarnemingen", **POLICE)
    workspace.gives("anna", "Meer", **POLICE)
    with workspace.reading("eva"):
        found = asked_of_database("security", size=1)
    assert found is not None
    assert (len(found["lines"]), found["total"] > 1) == (1, True)
