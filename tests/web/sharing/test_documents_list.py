"""The list of documents: what it holds, how it is searched, and what stands nowhere."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.sharing.conftest import Pages

pytestmark = pytest.mark.django_db
CANARY = "Kanariepiet"


def test_list_counts_what_the_reader_may_read(pages: Pages) -> None:
    pages.workspace.gives("anna", "Waarnemingen", category="police-8", level="subject")
    pages.workspace.gives("anna", "Werkwijze", category="knowledge", level="knowledge")
    assert "<b>2 documenten</b> die u voor dit doel mag lezen" in pages.sign_in("hugo").text("documents/")
    page = pages.sign_in("bram").text("documents/")
    assert "<b>1 document</b>" in page
    assert "Werkwijze" in page
    assert "Waarnemingen" not in page


def test_announced_item_shows_its_marking_and_never_its_title(pages: Pages) -> None:
    given = pages.workspace.gives("anna", CANARY, category="police-9", level="subject")
    page = pages.sign_in("hugo").text("documents/")
    assert f"documents/{given.id}/" in page
    assert "U mag weten dat dit er is" in page
    assert CANARY not in page


def test_words_are_searched_by_post_and_marked_in_the_text(pages: Pages) -> None:
    words = "De container <script>stond</script> in de haven."
    pages.workspace.gives("anna", "Verslag", words, category="knowledge", level="knowledge")
    page = pages.sign_in("bram").post("documents/", q="havens").content.decode()
    assert "<mark>haven</mark>" in page
    assert "<script>stond" not in page


def test_words_in_an_address_are_not_looked_for(pages: Pages) -> None:
    pages.workspace.gives("anna", "Verslag", category="knowledge", level="knowledge")
    assert "<b>1 document</b>" in pages.sign_in("bram").text("documents/?q=nergens")


def test_facets_narrow_and_keep_their_own_numbers(pages: Pages) -> None:
    pages.workspace.gives("anna", "Waarnemingen", category="police-8", level="subject")
    pages.workspace.gives("hugo", "Werkwijze", category="knowledge", level="knowledge")
    page = pages.sign_in("anna").post("documents/", organisation="KMAR").content.decode()
    assert "<b>1 document</b>" in page
    counts = re.findall(r'id="organisation-(\w+)".*?vw-facet__count.*?</span>(\d+)</span>', page)
    assert counts == [("KMAR", "1"), ("NP", "1")]
    assert re.findall(r'id="period-all".*?vw-facet__count.*?</span>(\d+)</span>', page) == ["1"]


@pytest.mark.parametrize("field", ["folder", "page", "period", "order"])
def test_choice_that_is_none_is_no_narrowing(pages: Pages, field: str) -> None:
    pages.workspace.gives("anna", "Verslag", category="knowledge", level="knowledge")
    assert "<b>1 document</b>" in pages.sign_in("bram").post("documents/", **{field: "x' or 1"}).content.decode()


def test_empty_list_says_how_to_go_on(pages: Pages) -> None:
    page = pages.sign_in("bram").text("documents/")
    assert "Nog geen documenten die u voor dit doel mag lezen" in page
    assert "documents/add/" in page
    nothing = pages.post("documents/", q="nergens").content.decode()
    assert "Geen document dat u voor dit doel mag lezen, bevat “nergens”" in nothing


def test_hidden_document_answers_byte_for_byte_as_one_that_never_was(pages: Pages) -> None:
    hidden = pages.workspace.gives(
        "anna", CANARY, category="police-8", level="subject", handling=frozenset({"existence_hidden"})
    )
    pages.sign_in("hugo")
    there, never = pages.get(f"documents/{hidden.id}/"), pages.get(f"documents/{uuid4()}/")
    assert (there.status_code, there.content) == (404, never.content)
    assert there.headers.items() == never.headers.items()


def test_queries_of_the_list_do_not_grow(pages: Pages) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert pages.post("documents/", q="verslag").status_code == 200
        return len(queries)

    for number in range(2):
        pages.workspace.gives("anna", f"Verslag {number}", category="knowledge", level="knowledge")
    pages.sign_in("bram").get("documents/")
    few = asked()
    for number in range(6):
        pages.workspace.gives("anna", f"Verslag {number}", category="knowledge", level="knowledge")
    assert asked() == few


def test_search_of_the_project_carries_its_words_to_the_documents(pages: Pages) -> None:
    pages.workspace.gives("anna", "Kade vier", category="knowledge", level="knowledge")
    page = pages.sign_in("anna").client.get("/test/search/", {"q": "Kade"}).content.decode()
    assert "Documenten zoekt u niet hier" in page
    assert f'action="{pages.address("documents/")}"' in page
    assert '<input type="hidden" name="q" value="Kade">' in page
    assert "Kade vier" not in page
    assert "Kade vier" in pages.post("documents/", q="Kade").content.decode()
