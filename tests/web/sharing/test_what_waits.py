"""What waits for someone in sharing reaches home, and is not new any more once it was opened."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.sharing.conftest import Pages, acknowledged
from tests.workspace import authorise
from vlechtwerk.domains.sharing.models import Authorisation, Document
from vlechtwerk.domains.sharing.operations import documents, notices

pytestmark = pytest.mark.django_db

NEW = "Nieuw:"


def send(pages: Pages, to: str, *, all_the_same: str = "", **choice: str) -> Document:
    """Let Anna give a document and send it to someone."""
    marking = {"category": "knowledge", "level": "knowledge"} | choice
    document = pages.workspace.gives("anna", "Handreiking kade", **marking)
    acknowledged(pages.workspace, "anna", document)
    person = pages.workspace.world.people[to].id
    pages.sign_in("anna").post(f"documents/{document.id}/send/", person=person, all_the_same=all_the_same)
    return document


def home(pages: Pages, name: str) -> str:
    """Return home as someone sees it."""
    return pages.sign_in(name).client.get("/test/").content.decode()


def test_home_says_that_a_document_was_sent_and_names_no_title(pages: Pages) -> None:
    send(pages, "bram")
    page = home(pages, "bram")
    assert "1 document is u gestuurd" in page
    assert pages.address("notices/") in page
    assert "Handreiking kade" not in page


def test_home_says_nothing_of_sharing_to_whom_nothing_was_sent(pages: Pages) -> None:
    send(pages, "bram")
    assert pages.address("notices/") not in home(pages, "hugo")


def test_opened_document_makes_its_notice_seen(pages: Pages) -> None:
    document = send(pages, "bram")
    other = send(pages, "bram")
    pages.sign_in("bram").get(f"documents/{document.id}/")
    assert pages.text("notices/").count(NEW) == 1
    pages.get(f"documents/{other.id}/")
    assert NEW not in pages.text("notices/")
    assert pages.address("notices/") not in home(pages, "bram")


def test_request_stays_on_home_of_who_answers_until_it_is_answered(pages: Pages) -> None:
    authorise(pages.workspace.world, pages.workspace.purpose, "karin", Authorisation.Role.OFFICER)
    document = pages.workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    pages.sign_in("hugo").post(f"documents/{document.id}/ask/", needs="provider_consent", necessity="Anders stopt het")
    waits = "1 verzoek wacht op uw antwoord"
    assert waits in home(pages, "karin")
    answer = next(part for part in pages.text("notices/").split('"') if part.endswith("/answer/"))
    pages.client.get(answer)
    assert NEW not in pages.text("notices/")
    assert waits in home(pages, "karin")
    pages.client.post(answer, {"give": "no"})
    assert waits not in home(pages, "karin")
    assert "1 verzoek van u is beantwoord" in home(pages, "hugo")
    pages.sign_in("hugo").get("consents/")
    assert NEW not in pages.text("notices/")


def test_home_says_that_what_was_read_is_recalled(pages: Pages) -> None:
    document = send(pages, "bram")
    pages.sign_in("bram").get(f"documents/{document.id}/")
    with pages.workspace.reading("anna") as reading:
        documents.recall_document(reading, document, "Verkeerde kade", at=document.given_at)
    assert "1 document dat u las is teruggeroepen" in home(pages, "bram")


def test_home_asks_no_more_for_many_notices_than_for_one(pages: Pages) -> None:
    send(pages, "bram")
    home(pages, "bram")
    asked = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            pages.client.get("/test/")
        asked.append(len(queries))
        for _another in range(3):
            send(pages, "bram")
        home(pages, "bram")
    assert asked[0] == asked[1]


def test_home_leads_to_the_notices_of_purposes_that_it_does_not_count(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "MOST_PURPOSES", 0)
    page = home(pages, "hugo")
    assert pages.address("notices/") in page
    assert "Bekijk hier uw berichten" in page
