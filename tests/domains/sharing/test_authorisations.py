"""Authorisations and suspensions: who may give them, when they end, and what they leave as it was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.refusals import refusal
from tests.workspace import Workspace
from tests.world import now
from vlechtwerk.domains.sharing.models import (
    Authorisation,
    Document,
)
from vlechtwerk.domains.sharing.operations import purposes

pytestmark = pytest.mark.django_db
POLICE = {"category": "police-8", "level": "subject"}


def running(workspace: Workspace, name: str) -> Authorisation:
    return Authorisation.objects.filter(appointment__person=workspace.world.people[name])[0]


def test_ended_authorisation_is_not_revived_by_ending_it_later(workspace: Workspace) -> None:
    at, found = now(), running(workspace, "hugo")
    purposes.end_authorisation(found, timezone.localdate(at), by=workspace.world.karin, at=at)
    with refusal("already_ended", "ends_sooner"):
        purposes.end_authorisation(found, timezone.localdate(at) + timedelta(days=9), by=workspace.world.karin, at=at)


def test_ending_does_not_lengthen_an_authorisation(workspace: Workspace) -> None:
    at, found = now(), running(workspace, "hugo")
    purposes.end_authorisation(found, timezone.localdate(at) + timedelta(days=5), by=workspace.world.karin, at=at)
    with refusal("ends_sooner"):
        purposes.end_authorisation(found, timezone.localdate(at) + timedelta(days=6), by=workspace.world.karin, at=at)


def test_authorisation_does_not_end_in_the_past(workspace: Workspace) -> None:
    at = now()
    with refusal("end_in_past"):
        purposes.end_authorisation(
            running(workspace, "hugo"), timezone.localdate(at) - timedelta(days=1), by=workspace.world.karin, at=at
        )


def test_authorising_twice_or_backwards_is_refused_with_a_reason(workspace: Workspace) -> None:
    at, karin, found = now(), workspace.world.karin, workspace.appointment("mila")
    day = timezone.localdate(at)
    with refusal("ends_before_start"):
        purposes.authorise(
            workspace.purpose, found, "reader", day, by=karin, at=at, authorised_until=day - timedelta(days=1)
        )
    future = day + timedelta(days=30)
    purposes.authorise(workspace.purpose, found, "reader", future, by=karin, at=at)
    with refusal("already_authorised"):
        purposes.authorise(workspace.purpose, found, "reader", future, by=karin, at=at)


@pytest.mark.parametrize(("by", "whom", "allowed"), [
    ("bram", "hugo", False), ("lars", "mila", False), ("eva", "anna", True), ("karin", "hugo", True),
])  # fmt: skip
def test_people_are_authorised_by_their_own_organisation_or_the_director(
    workspace: Workspace, by: str, whom: str, allowed: bool
) -> None:
    at, officer = now(), Authorisation.Role.OFFICER
    found, keeper = workspace.appointment(whom), workspace.world.people[by]
    if allowed:
        purposes.authorise(workspace.purpose, found, officer, timezone.localdate(at), by=keeper, at=at)
    else:
        with refusal("not_your_organisation"):
            purposes.authorise(workspace.purpose, found, officer, timezone.localdate(at), by=keeper, at=at)


def test_suspension_that_ended_still_counts_for_the_days_it_ran(workspace: Workspace) -> None:
    marking, karin = workspace.gives("anna", "Waarnemingen", **POLICE).marking, workspace.world.karin
    purposes.suspend(workspace.world.hugo, "Onderzoek", by=karin, at=now())
    during = now()
    purposes.end_suspension(workspace.world.hugo, by=karin, at=now())
    assert workspace.readers_at(marking, during) & {"Anna", "Hugo"} == {"Anna"}
    assert "Hugo" in workspace.readers_at(marking, now())


def test_suspension_holds_for_what_is_given_afterwards_too(workspace: Workspace) -> None:
    hugo, karin, at = workspace.world.hugo, workspace.world.karin, now()
    marking = workspace.gives("anna", "Waarnemingen", **POLICE).marking
    purposes.suspend(hugo, "Onderzoek", by=karin, at=at)
    again = Authorisation(
        project_id=hugo.project_id, purpose=workspace.purpose, appointment=workspace.appointment("hugo"),
        role="reader", authorised_from=timezone.localdate(at), authorised_by=karin,
    )  # fmt: skip
    with refusal("suspended", "already_authorised"):
        purposes.authorise(workspace.purpose, again.appointment, "reader", timezone.localdate(at), by=karin, at=at)
    again.save(force_insert=True)
    assert "Hugo" not in workspace.readers_at(marking, now())
    with workspace.reading("hugo"):
        assert Document.objects.count() == 0


def test_nobody_is_suspended_who_is_authorised_nowhere(workspace: Workspace) -> None:
    with refusal("nothing_to_suspend"):
        purposes.suspend(workspace.world.mila, "Onderzoek", by=workspace.world.karin, at=now())


def test_nobody_is_suspended_twice_nor_let_back_who_is_not_suspended(workspace: Workspace) -> None:
    hugo, karin, at = workspace.world.hugo, workspace.world.karin, now()
    with refusal("not_suspended"):
        purposes.end_suspension(hugo, by=karin, at=at)
    purposes.suspend(hugo, "Onderzoek", by=karin, at=at)
    with refusal("already_suspended"):
        purposes.suspend(hugo, "Iets anders", by=karin, at=now())
    assert running(workspace, "hugo").suspended_because == "Onderzoek"
