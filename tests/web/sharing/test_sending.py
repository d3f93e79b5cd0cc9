"""Sending says what the other got, and offers the edition that they can read."""

import pytest

from tests.web.sharing.conftest import Pages, acknowledged
from vlechtwerk.domains.sharing.models import Document
from vlechtwerk.domains.sharing.operations import documents

pytestmark = pytest.mark.django_db


@pytest.fixture
def shut(pages: Pages) -> Document:
    """Return a document of Anna's that Hugo may know of and not read, with an edition for everyone."""
    document = pages.workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    lower = pages.workspace.gives("anna", "Werkwijze", category="knowledge", level="knowledge")
    acknowledged(pages.workspace, "anna", document)
    with pages.workspace.reading("anna") as reading:
        documents.name_lower_edition(reading, document, lower, at=document.given_at)
    return document


def send(pages: Pages, path: str, **fields: str) -> str:
    """Send to Hugo as Anna; return the page that follows."""
    hugo = str(pages.workspace.world.people["hugo"].id)
    answer = pages.sign_in("anna").client.post(path, {"person": hugo} | fields, follow=True)
    return str(answer.content.decode())


def test_who_can_not_open_it_is_offered_the_lower_edition(pages: Pages, shut: Document) -> None:
    page = send(pages, pages.address(f"documents/{shut.id}/send/"))
    assert "Die uitgave sturen aan" in page
    offered = next(part for part in page.split('"') if part.endswith("/send/") and str(shut.id) not in part)
    assert "Gestuurd." in send(pages, offered)


def test_who_was_only_told_did_not_get_the_document(pages: Pages, shut: Document) -> None:
    page = send(pages, pages.address(f"documents/{shut.id}/send/"), all_the_same="yes")
    assert "Het document is niet gestuurd." in page
    assert "Gestuurd." not in page


def test_what_is_needed_is_not_called_optional(pages: Pages) -> None:
    page = pages.sign_in("anna").text("documents/add/")
    for field in ("subject_kinds", "kept_to"):
        legend = page.split(f'id="id_{field}"')[1].split("</legend>")[0]
        assert "niet verplicht" not in legend
    assert "niet verplicht" in page.split('for="id_title"')[1].split("</label>")[0]


def test_words_that_reach_others_say_so_before_they_are_written(pages: Pages, shut: Document) -> None:
    pages.sign_in("anna")
    assert "Noem geen mensen of gegevens" in pages.text(f"documents/{shut.id}/recall/")
    assert "Zet er geen gegevens over mensen in" in pages.text("documents/folder/")
