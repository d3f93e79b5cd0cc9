"""Documents about an activity are found from its page, in a purpose and under its clearance."""

import pytest

from tests.web.sharing.conftest import Pages
from vlechtwerk.domains.sharing.models import Document, DocumentLink
from vlechtwerk.domains.sharing.operations import documents

pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(pages: Pages) -> Document:
    """Return a document about an activity and a precondition, that only its giver may know of."""
    world = pages.workspace.world
    world.activity("A001")
    world.precondition("P001")
    document = pages.workspace.gives(
        "anna", "Kade drie", category="police-8", level="subject", handling=frozenset({"existence_hidden"})
    )
    with pages.workspace.reading("anna") as reading:
        for kind, code in ((DocumentLink.Kind.ACTIVITY, "A001"), (DocumentLink.Kind.PRECONDITION, "P001")):
            documents.link_document(reading, document, kind, code, at=document.given_at)
    return document


@pytest.mark.parametrize("path", ["activities/A001/", "preconditions/P001/"])
def test_page_in_the_programme_leads_to_the_documents_about_it(pages: Pages, linked: Document, path: str) -> None:
    page = pages.sign_in("anna").client.get(f"/test/programme/{path}").content.decode()
    assert pages.address(path) in page
    assert "Kade drie" not in page
    assert "Kade drie" in pages.text(path)


def test_who_may_not_know_of_it_finds_what_stands_where_nothing_is_linked(pages: Pages, linked: Document) -> None:
    pages.workspace.world.activity("A002", "Smokkelroute")
    pages.sign_in("bram")
    first, other = pages.text("activities/A001/"), pages.text("activities/A002/")
    assert "Kade drie" not in first
    assert "U mag in dit doel geen document hierover lezen." in first
    assert "U mag in dit doel geen document hierover lezen." in other


def test_who_reads_in_no_purpose_is_not_led_to_any(pages: Pages, linked: Document) -> None:
    assert "/sharing/in/" not in pages.sign_in("karin").client.get("/test/programme/activities/A001/").content.decode()


def test_nothing_is_about_what_never_was(pages: Pages, linked: Document) -> None:
    assert pages.sign_in("anna").get("activities/A999/").status_code == 404
    assert pages.get("preconditions/A001/").status_code == 404
