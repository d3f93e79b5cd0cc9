"""Two who do the same at once in sharing follow each other: the second is told so with a reason."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from tests.at_once import Act, acting_by, lasting, second_of
from tests.workspace import Workspace, authorise, open_workspace
from tests.world import now
from vlechtwerk.domains.sharing.models import Authorisation, Consent
from vlechtwerk.domains.sharing.operations import consents, covenants, documents, purposes
from vlechtwerk.domains.sharing.rules import SIX_FACTS
from vlechtwerk.engines.policy.grounds import MODEL_COVENANT, text_of
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = [pytest.mark.xdist_group("two_at_once_in_sharing"), pytest.mark.slow]
SHUT = {"category": "police-9", "level": "subject"}
OPEN = {"category": "police-8", "level": "aggregate"}


@pytest.fixture(scope="module")
def workspace(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    with lasting(django_db_blocker) as world:
        with reading_as(world.karin.id):
            opened = open_workspace(world, tmp_path_factory.mktemp("given"))
            authorise(world, opened.purpose, "karin", Authorisation.Role.AUTHORISED_OFFICER)
        yield opened


def a_purpose(workspace: Workspace) -> Act:
    who = acting_by(workspace.world)
    return lambda: purposes.open_purpose("nieuw", "Nieuw", "activity", timezone.localdate(), **who)


def an_authorisation(workspace: Workspace) -> Act:
    given, who = workspace.appointment("lars"), acting_by(workspace.world)
    begins = timezone.localdate() + timedelta(days=30)
    return lambda: purposes.authorise(workspace.purpose, given, "reader", begins, **who)


def an_end(workspace: Workspace) -> Act:
    given = Authorisation.objects.filter(appointment=workspace.appointment("jaap"))[0]
    return lambda: purposes.end_authorisation(given, timezone.localdate(), **acting_by(workspace.world))


def a_covenant(workspace: Workspace) -> Act:
    workspace.world.mandate("SG", "Convenanten sluiten")
    decision, day = workspace.world.taken(body="SG"), timezone.localdate()
    facts = dict.fromkeys(SIX_FACTS, "zie het besluit")
    named = ("Convenant", text_of(MODEL_COVENANT), decision, facts)
    return lambda: covenants.adopt_covenant(
        *named, exemption="Ontheffing", exemption_on=day, **acting_by(workspace.world)
    )


def a_request(workspace: Workspace) -> Act:
    given = workspace.gives("anna", "Onderzoek", **SHUT)

    def ask() -> None:
        with workspace.reading("hugo") as reading:
            consents.ask_consent(reading, given.id, ["provider_consent"], "Nodig", at=now())

    return ask


def a_link(workspace: Workspace) -> Act:
    given = workspace.gives("anna", "Waarnemingen", **OPEN)

    def link() -> None:
        with workspace.reading("anna") as reading:
            documents.link_document(reading, given, "activity", "A01", at=now())

    return link


def an_edition(workspace: Workspace) -> Act:
    fuller, lower = workspace.gives("anna", "Route", **SHUT), workspace.gives("anna", "Aantallen", **OPEN)

    def name() -> None:
        with workspace.reading("anna") as reading:
            documents.name_lower_edition(reading, fuller, lower, at=now())

    return name


ACTS: dict[str, tuple[str, Callable[[Workspace], Act]]] = {
    "purpose": ("code_taken", a_purpose),
    "authorisation": ("already_authorised", an_authorisation),
    "end of an authorisation": ("already_ended", an_end),
    "covenant": ("decision_used", a_covenant),
    "request for consent": ("already_asked", a_request),
    "link": ("already_linked", a_link),
    "edition": ("edition_named", an_edition),
}


@pytest.mark.parametrize("act", ACTS)
def test_second_who_does_the_same_is_told_so(workspace: Workspace, act: str) -> None:
    code, prepare = ACTS[act]
    with reading_as(workspace.world.karin.id), transaction.atomic():
        prepared = prepare(workspace)
    assert second_of(workspace.world.karin, prepared) == {code}


def test_one_person_does_not_give_two_consents_at_once(workspace: Workspace) -> None:
    given = workspace.gives("anna", "Nog een onderzoek", category="police-10a", level="subject")
    needs = ["provider_consent", "authorised_officer_consent"]
    with workspace.reading("bram") as reading:
        asked = consents.ask_consent(reading, given.id, needs, "Nodig", at=now())

    def gives(number: int) -> None:
        with workspace.reading("karin") as reading:
            consents.answer_consent(reading, asked[number], True, at=now())

    # The first empties every clearance that is open, and so that of the second: a door tells that something changed.
    with pytest.raises(ProgrammingError, match="row-level security"):
        second_of(workspace.world.karin, lambda: gives(1), lambda: gives(0))
    with workspace.reading("karin"):
        assert Consent.objects.filter(id__in=[one.id for one in asked], state=Consent.State.GIVEN).count() == 1
