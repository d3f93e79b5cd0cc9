"""What waits for someone in sharing reaches home, and is not new any more once it was opened."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.sharing.conftest import Pages, acknowledged
from tests.workspace import authorise
from tests.world import now
from vlechtwerk.domains.sharing.models import Authorisation, Consent, Document
from vlechtwerk.domains.sharing.operations import consents, documents, notices

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
    assert "1 bericht over een document" in page
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


def counts(pages: Pages, name: str) -> dict[str, int]:
    """Return how much waits as home, the tab and the headings of the page of notices say it."""
    at_home = re.search(r"Uit Delen.*?vw-count\">(\d+)<", home(pages, name), re.S)
    page = pages.text("notices/")
    tab = re.search(r"vw-tabs__count\">.*?</span>(\d+)<", page)
    headings = re.findall(r"<h2[^>]*>[^<]*<span class=\"vw-count\">(\d+)<", page)
    return {
        "home": int(at_home[1]) if at_home else 0,
        "tab": int(tab[1]) if tab else 0,
        "page": sum(map(int, headings)),
    }


def test_home_tab_and_notices_count_the_same(pages: Pages) -> None:
    workspace = pages.workspace
    authorise(workspace.world, workspace.purpose, "karin", Authorisation.Role.OFFICER)
    document = send(pages, "karin")
    shut = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    pages.sign_in("hugo").post(f"documents/{shut.id}/ask/", needs="provider_consent", necessity="Anders stopt het")
    assert counts(pages, "karin") == {"home": 2, "tab": 2, "page": 2}
    # A request that was looked at waits till it is answered; what was sent waits till it is opened.
    answer = next(part for part in pages.text("notices/").split('"') if part.endswith("/answer/"))
    pages.client.get(answer)
    assert counts(pages, "karin") == {"home": 2, "tab": 2, "page": 2}
    pages.get(f"documents/{document.id}/")
    assert counts(pages, "karin") == {"home": 1, "tab": 1, "page": 1}
    with workspace.reading("anna") as reading:
        documents.recall_document(reading, document, "Verkeerde kade", at=document.given_at)
    assert counts(pages, "karin") == {"home": 2, "tab": 2, "page": 2}
    pages.client.post(answer, {"give": "no"})
    pages.post("notices/seen/")
    assert counts(pages, "karin") == {"home": 0, "tab": 0, "page": 0}


def test_head_of_home_counts_what_waits_from_sharing_too(pages: Pages) -> None:
    def points() -> int:
        found = re.search(r"<b>(\d+)</b> punt(?:en)? voor u", home(pages, "bram"))
        # Nothing is not counted: that nothing waits is said in words.
        return int(found[1]) if found else 0

    before = points()
    send(pages, "bram")
    assert points() == before + 1


def test_request_that_a_colleague_answered_waits_for_nobody(pages: Pages) -> None:
    workspace = pages.workspace
    for name in ("karin", "anna"):
        authorise(workspace.world, workspace.purpose, name, Authorisation.Role.OFFICER)
    document = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    pages.sign_in("hugo").post(f"documents/{document.id}/ask/", needs="provider_consent", necessity="Anders stopt het")
    assert counts(pages, "anna")["home"] == 1
    with workspace.reading("karin") as reading:
        consents.answer_consent(reading, Consent.objects.get(state="asked"), False, at=now())
    assert counts(pages, "anna") == {"home": 0, "tab": 0, "page": 0}
    assert "Eerder gezien of beantwoord" in pages.text("notices/")


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


def test_home_of_whom_nothing_waits_says_so_and_shows_no_zeros(pages: Pages) -> None:
    page = home(pages, "eva")
    assert "Er wacht niets op u. Hieronder" in page
    assert "<b>0</b>" not in page
    assert '<span class="vw-count">0</span>' not in page
    assert "Geen bron zegt dat iets vertraagd is" in page
