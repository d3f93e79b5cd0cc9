"""Purposes: the past stays as it was, and who is not authorised gets nothing of a purpose."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils.timezone import localdate

from tests.refusals import refusal
from tests.workspace import Workspace, authorise
from tests.world import noted_as, now
from vlechtwerk.domains.sharing.models import (
    Folder,
    PastPurpose,
    Purpose,
)
from vlechtwerk.domains.sharing.operations import log, purposes
from vlechtwerk.domains.sharing.operations.clearance import enter_purpose
from vlechtwerk.domains.sharing.queries.purposes import purposes_of
from vlechtwerk.domains.sharing.rules import (
    DAYS_TO_STATE,
    reasons_against_new_data,
)
from vlechtwerk.engines.policy.deciding import decide_one
from vlechtwerk.engines.policy.facts import Marked, Reader, Situation
from vlechtwerk.engines.policy.grounds import law_only
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.django_db
POLICE = {"category": "police-8", "level": "subject"}


def test_who_is_not_authorised_sees_and_adds_nothing_in_a_purpose(workspace: Workspace) -> None:
    with workspace.reading("anna") as reading:
        purposes.make_folder(workspace.purpose, "Map", by=reading.appointment.person, at=now())
    with workspace.reading("lars") as reading:
        assert Folder.objects.count() == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            purposes.make_folder(workspace.purpose, "Van buiten", by=reading.appointment.person, at=now())


def test_entering_a_purpose_is_noted_and_refused_without_an_authorisation(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[tuple[str, str]] = []
    monkeypatch.setattr(log, "note", lambda _actor, _trace, event, _act, outcome: noted.append((event, outcome)))
    for name in ("hugo", "lars"):
        found = workspace.appointment(name)
        with reading_as(found.person_id, found.id):
            if name == "hugo":
                enter_purpose(found, workspace.purpose)
                continue
            with refusal("not_authorised"):
                enter_purpose(found, workspace.purpose)
    assert noted == [("purpose_entered", "allowed"), ("purpose_entered", "refused")]


def test_purpose_that_ended_is_nobodys_to_enter(workspace: Workspace) -> None:
    found = workspace.appointment("hugo")
    assert purposes_of(found, now()) == [workspace.purpose]
    noted_as("state_purpose")
    Purpose.objects.filter(id=workspace.purpose.id).update(
        opened_on=localdate() - timedelta(days=9), ends_on=localdate() - timedelta(days=1)
    )
    assert purposes_of(found, now()) == []
    with reading_as(found.person_id, found.id), refusal("not_authorised"):
        enter_purpose(found, workspace.purpose)


def test_impact_assessment_of_a_day_to_come_is_not_recorded(workspace: Workspace) -> None:
    at = now()
    with refusal("dpia_in_future"):
        purposes.record_dpia(
            workspace.purpose, "DPIA 2", localdate(at) + timedelta(days=1), ["fiscal"], by=workspace.world.eva, at=at
        )


def test_item_is_not_given_for_a_purpose_in_which_its_giver_is_not_authorised(workspace: Workspace) -> None:
    other = purposes.open_purpose("ander", "Ander", "activity", localdate(), by=workspace.world.loader, at=now())
    with refusal("not_authorised"):
        workspace.gives("anna", "Waarnemingen", purposes=[other], **POLICE)
    authorise(workspace.world, other, "anna")
    assert workspace.gives("anna", "Waarnemingen", purposes=[other], **POLICE).title == "Waarnemingen"


def test_new_impact_assessment_does_not_change_what_held_before_it(workspace: Workspace) -> None:
    marking, eva = workspace.gives("anna", "Waarnemingen", **POLICE).marking, workspace.world.eva
    before = now()
    purposes.record_dpia(workspace.purpose, "DPIA 2", before.date(), ["fiscal"], by=eva, at=now())
    assert "Hugo" in workspace.readers_at(marking, before)
    assert "Hugo" not in workspace.readers_at(marking, now())


def test_statement_laid_down_anew_keeps_the_day_of_the_first(workspace: Workspace) -> None:
    at, past = now(), localdate() - timedelta(days=5)
    marking = workspace.gives("anna", "Waarnemingen", **POLICE).marking
    noted_as("state_purpose")
    Purpose.objects.filter(id=workspace.purpose.id).update(opened_on=past, stated_on=past, dpia_on=past)
    until = localdate(at) + timedelta(days=9)
    purposes.state_purpose(workspace.purpose, "Anders", "verdachten", "alles", until, by=workspace.world.lars, at=at)
    stood = PastPurpose.objects.get(purpose=workspace.purpose, replaced_at=at)
    assert (stood.aim, stood.stated_on) == ("Smokkelroutes begrijpen", past)
    assert "Hugo" in workspace.readers_at(marking, at - timedelta(microseconds=1))


@pytest.mark.parametrize("table", ["sharing_pastpurpose", "sharing_pastsuspension"])
def test_what_was_replaced_can_not_be_changed(workspace: Workspace, table: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        cursor.execute(f"delete from {table}")  # a table of this file


@pytest.mark.parametrize("days", [DAYS_TO_STATE, DAYS_TO_STATE + 1])
def test_law_and_rules_agree_until_which_day_a_purpose_may_be_unstated(workspace: Workspace, days: int) -> None:
    opened = localdate() - timedelta(days=days)
    purpose = Purpose(opened_on=opened, kind="activity")
    taken = not reasons_against_new_data(purpose, "police-9", at=now())
    reader, marked = Reader("NP", "police", "analyst", True), Marked("NP", "police", "police-9", "subject")
    read = decide_one(law_only(), reader, marked, Situation("activity", False, days, True, False, frozenset())).allowed
    assert (taken, read) == (days == DAYS_TO_STATE, days == DAYS_TO_STATE)
