"""Consents: asked for what is announced, and given by who holds the data, in that capacity."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from tests.refusals import refusal
from tests.workspace import Workspace, authorise
from tests.world import now
from vlechtwerk.domains.sharing.models import (
    Authorisation,
    Consent,
    Document,
    Notice,
)
from vlechtwerk.domains.sharing.operations import consents
from vlechtwerk.domains.sharing.queries.documents import announced
from vlechtwerk.foundation.refusal import NothingThere

pytestmark = pytest.mark.django_db
POLICE = {"category": "police-8", "level": "subject"}


def test_consent_is_asked_only_for_what_is_announced(workspace: Workspace) -> None:
    read = workspace.gives("anna", "Werkwijze", category="knowledge", level="knowledge")
    hidden = workspace.gives("anna", "Geheim", handling=frozenset({"existence_hidden"}), **POLICE)
    for document_id in (read.id, hidden.id, uuid4()):
        with workspace.reading("hugo") as reading, pytest.raises(NothingThere):
            consents.ask_consent(reading, document_id, ["provider_consent"], "Nodig", at=now())
    assert not Consent.objects.exists()


def test_officer_whose_authorisation_ended_is_not_told_of_a_request(workspace: Workspace) -> None:
    authorise(workspace.world, workspace.purpose, "eva", Authorisation.Role.OFFICER)
    ended = Authorisation.objects.filter(appointment__person=workspace.world.eva)
    ended.update(authorised_until=localdate() - timedelta(days=1))
    given = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    with workspace.reading("hugo") as reading:
        consents.ask_consent(reading, given.id, ["provider_consent"], "Nodig", at=now())
    ended.update(authorised_until=None)
    with workspace.reading("eva"):
        assert Notice.objects.count() == 0


def asked_of_customs_investigation(workspace: Workspace) -> Consent:
    """Let Hugo ask for what Jaap, of the investigation service of Customs, gave."""
    given = workspace.gives("jaap", "Onderzoek", category="police-9", level="subject")
    with workspace.reading("hugo") as reading:
        (asked,) = consents.ask_consent(reading, given.id, ["provider_consent"], "Nodig", at=now())
    return asked


def test_consent_is_given_in_the_capacity_in_which_the_data_are_held(workspace: Workspace) -> None:
    for name in ("chris", "jaap"):
        authorise(workspace.world, workspace.purpose, name, Authorisation.Role.OFFICER)
    asked = asked_of_customs_investigation(workspace)
    with workspace.reading("chris") as reading:
        assert (Consent.objects.count(), Notice.objects.count()) == (0, 0), "the other capacity does not see it"
        with refusal("not_the_officer"):
            consents.answer_consent(reading, asked, True, at=now())
    with workspace.reading("jaap") as reading:
        assert Notice.objects.count() == 1
        assert consents.answer_consent(reading, asked, True, at=now()).state == Consent.State.GIVEN


def test_two_consents_are_of_two_people(workspace: Workspace) -> None:
    authorise(workspace.world, workspace.purpose, "karin", Authorisation.Role.AUTHORISED_OFFICER)
    given = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    needs = ["provider_consent", "authorised_officer_consent"]
    with workspace.reading("hugo") as reading:
        first, second = consents.ask_consent(reading, given.id, needs, "Nodig", at=now())
    with workspace.reading("karin") as reading:
        consents.answer_consent(reading, first, True, at=now())
        with refusal("second_person"):
            consents.answer_consent(reading, second, True, at=now())


def test_consent_opens_until_the_day_it_is_limited_to(workspace: Workspace) -> None:
    authorise(workspace.world, workspace.purpose, "karin", Authorisation.Role.OFFICER)
    given = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    with workspace.reading("hugo") as reading:
        (asked,) = consents.ask_consent(reading, given.id, ["provider_consent"], "Nodig", at=now())
    until = localdate() + timedelta(days=2)
    with workspace.reading("karin") as reading:
        consents.answer_consent(reading, asked, True, at=now(), until=until)
    with workspace.reading("hugo"):
        assert Document.objects.count() == 1
    assert "Hugo" in workspace.readers_at(given.marking, now() + timedelta(days=1))
    assert "Hugo" not in workspace.readers_at(given.marking, now() + timedelta(days=3))


def test_who_may_only_know_of_a_document_is_told_the_day_it_was_given(workspace: Workspace) -> None:
    given = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    with workspace.reading("anna"):
        Document.objects.filter(id=given.id).update(given_at="2026-03-01T23:30:00+00:00")
    with workspace.reading("hugo") as reading:
        assert [str(item.given_on) for item in announced(reading)] == ["2026-03-02"]
