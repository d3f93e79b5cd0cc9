"""Consent: asked from a refusal, answered until a day, withdrawn at once; each on its page."""

import pytest

from tests.web.sharing.conftest import Pages
from tests.workspace import authorise
from tests.world import days_from_now
from vlechtwerk.domains.sharing.models import Authorisation, Consent, Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(pages: Pages) -> Document:
    """Return a document for which Hugo asked consent, that Karin may give."""
    authorise(pages.workspace.world, pages.workspace.purpose, "karin", Authorisation.Role.OFFICER)
    document = pages.workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    pages.sign_in("hugo").post(f"documents/{document.id}/ask/", needs="provider_consent", necessity="Anders stopt het")
    return document


def consent(pages: Pages) -> str:
    with pages.workspace.reading("karin"):
        return str(Consent.objects.get().id)


def test_request_waits_with_its_necessity_for_who_can_answer(pages: Pages, asked: Document) -> None:
    assert "Anders stopt het" in pages.text("consents/")
    page = pages.sign_in("karin").text("notices/")
    assert f"consents/{consent(pages)}/answer/" in page
    assert "Anders stopt het" in pages.text("consents/")


def test_given_consent_opens_and_its_withdrawal_shuts(pages: Pages, asked: Document) -> None:
    path = f"documents/{asked.id}/"
    until = days_from_now(30).isoformat()
    pages.sign_in("karin").post(f"consents/{consent(pages)}/answer/", give="yes", until=until)
    assert pages.sign_in("hugo").get(path).status_code == 200
    assert pages.sign_in("karin").post(f"consents/{consent(pages)}/withdraw/").status_code == 302
    assert pages.sign_in("hugo").get(path).status_code == 403
    assert "Ingetrokken" in pages.text("consents/")


def test_refusal_comes_back_with_its_word(pages: Pages, asked: Document) -> None:
    pages.sign_in("karin").post(f"consents/{consent(pages)}/answer/", give="no", answer="Te vroeg")
    page = pages.sign_in("hugo").text("consents/")
    assert "Te vroeg" in page
    assert "Geweigerd" in page


def test_reader_without_the_role_is_told_that_they_can_not_answer(pages: Pages, asked: Document) -> None:
    answer = pages.sign_in("anna").post(f"consents/{consent(pages)}/answer/", give="yes")
    assert answer.status_code == 409
    assert "Dit is voor een functionaris van de gever" in answer.content.decode()


def test_same_thing_is_not_asked_twice(pages: Pages, asked: Document) -> None:
    answer = pages.post(f"documents/{asked.id}/ask/", needs="provider_consent", necessity="Nog eens")
    assert answer.status_code == 409
    assert "Dit is al gevraagd" in answer.content.decode()


def test_request_without_necessity_is_refused(pages: Pages, asked: Document) -> None:
    answer = pages.sign_in("hugo").post(f"documents/{asked.id}/ask/", needs="provider_consent", necessity=" ")
    assert answer.status_code == 422


def test_prosecutor_agrees_for_whom_no_other_ground_opens_it(pages: Pages) -> None:
    document = pages.workspace.gives("anna", "Kade", category="police-8", level="subject")
    path = f"documents/{document.id}/"
    needs = "necessity,competent_authority_agreement"
    pages.sign_in("bram").post(f"{path}ask/", needs=needs, necessity="Eenmalig nodig")
    asked = pages.sign_in("inge").text("consents/")
    assert "Eenmalig nodig" in asked
    with pages.workspace.reading("inge"):
        consent = Consent.objects.get(kind="competent_authority_agreement").id
    assert f"consents/{consent}/answer/" in asked
    assert f"consents/{consent}/answer/" not in pages.sign_in("anna").text("consents/")
    assert pages.sign_in("inge").post(f"consents/{consent}/answer/", give="yes").status_code == 302
    assert pages.sign_in("bram").get(path).status_code == 200


def shut_page(pages: Pages, name: str, document: Document) -> str:
    return pages.sign_in(name).text(f"documents/{document.id}/")


def test_shut_page_says_since_when_a_request_waits_and_for_whom(pages: Pages, asked: Document) -> None:
    page = shut_page(pages, "hugo", asked)
    assert "U hebt dit gevraagd op" in page
    assert f"Er wordt gewacht op een antwoord van {pages.workspace.world.people['karin'].name}" in page
    assert 'value="provider_consent"' not in page


def test_shut_page_tells_nothing_of_what_others_asked(pages: Pages, asked: Document) -> None:
    for name in ("chris", "jaap", "bram"):
        page = shut_page(pages, name, asked)
        assert "U hebt dit gevraagd" not in page
        assert "Anders stopt het" not in page


def test_what_was_refused_can_be_asked_again(pages: Pages, asked: Document) -> None:
    pages.sign_in("karin").post(f"consents/{consent(pages)}/answer/", give="no", answer="Te vroeg")
    page = shut_page(pages, "hugo", asked)
    assert "U hebt dit gevraagd" not in page
    assert 'name="needs"' in page


def test_request_that_nobody_can_answer_says_so(pages: Pages) -> None:
    document = pages.workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    pages.sign_in("hugo").post(f"documents/{document.id}/ask/", needs="provider_consent", necessity="Nodig")
    assert "Er is nog niemand aangewezen om te antwoorden" in shut_page(pages, "hugo", document)


def test_who_gave_something_once_reads_so_before_choosing_a_newer_file(pages: Pages) -> None:
    document = pages.workspace.gives("anna", "Kade", category="police-8", level="subject")
    ask = f"documents/{document.id}/ask/"
    assert "geen die later komen" in pages.sign_in("bram").text(f"documents/{document.id}/")
    pages.post(ask, needs="necessity,competent_authority_agreement", necessity="Eenmalig nodig")
    with pages.workspace.reading("inge"):
        consent = Consent.objects.get(kind="competent_authority_agreement").id
    address = f"consents/{consent}/answer/"
    assert "geen die later komen" in pages.sign_in("inge").text(address)
    pages.post(address, give="yes")
    assert "één keer te geven" in pages.sign_in("anna").text(f"documents/{document.id}/version/")
