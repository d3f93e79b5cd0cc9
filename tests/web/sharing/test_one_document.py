"""One document: read after its notice, on a ground that is told; refused with an explanation; handed out marked."""

import io
import re
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import override

from tests.web.sharing.conftest import Pages, acknowledged, text_file
from tests.workspace import authorise
from tests.world import now
from vlechtwerk.domains.sharing.models import Authorisation, Consent, Document, DocumentVersion
from vlechtwerk.domains.sharing.operations import consents, documents, purposes
from vlechtwerk.engines.documents.intake.malware import CLAMD, NoScanner, Scanned
from vlechtwerk.engines.policy.facts import LEVELS
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.interfaces.handing_out import stamp_lines
from vlechtwerk.interfaces.web.sharing.refusal_rows import heading, heading_about
from vlechtwerk.interfaces.web.words import say_day

pytestmark = pytest.mark.django_db
CANARY = "Kanariepiet"


def given(pages: Pages, title: str = "Waarnemingen", **more: object) -> Document:
    return pages.workspace.gives(
        "anna", title, "de tekst zelf", **({"category": "police-8", "level": "subject"} | more)
    )


def pdf_file(name: str) -> SimpleUploadedFile:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.docinfo["/Author"] = CANARY
        out = io.BytesIO()
        document.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def test_notice_comes_before_the_text_and_only_once(pages: Pages) -> None:
    path = f"documents/{given(pages).id}/"
    page = pages.sign_in("hugo").text(path)
    assert "Eerst: deze gegevens zijn geheim" in page
    assert "Waarnemingen" not in page
    pages.post(f"{path}acknowledge/")
    assert "de tekst zelf" in pages.text(path)


def test_reader_is_told_on_which_ground(pages: Pages) -> None:
    document = given(pages)
    acknowledged(pages.workspace, "hugo", document)
    page = pages.sign_in("hugo").text(f"documents/{document.id}/")
    assert "Wpg artikel 15" in page
    assert "nagelezen in de wettekst" in page


def test_refusal_says_what_may_and_how_to_go_on(pages: Pages) -> None:
    document = given(pages, CANARY, category="police-9")
    answer = pages.sign_in("hugo").get(f"documents/{document.id}/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "<h1>Een document over herkenbare personen mag u hier niet zien; als aantallen wel.</h1>" in page
    assert 'name="needs" value="provider_consent"' in page
    assert CANARY not in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_refusal_is_a_sentence_at_every_level_for_the_reader_and_about_a_colleague(language: str) -> None:
    levels = [level.value for level in LEVELS]
    with override(language):
        said = {
            words
            for level in levels
            for highest in (None, *levels)
            for words in (heading(level, highest), heading_about("Bram", level, highest))
        }
    assert len(said) == len(levels) * (len(levels) + 1) * 2
    assert all(words[0].isupper() and words.endswith(".") and words.count(".") == 1 for words in said)
    assert not [words for words in said if "%" in words or "  " in words]


def test_refusal_leads_to_the_lower_edition(pages: Pages) -> None:
    document, lower = (
        given(pages, category="police-9"),
        given(pages, "Werkwijze", category="knowledge", level="knowledge"),
    )
    pages.sign_in("anna").post(f"documents/{document.id}/edition/", lower=str(lower.id))
    assert f"documents/{lower.id}/" in pages.sign_in("hugo").text(f"documents/{document.id}/")


def test_file_carries_its_marking_and_reader_and_a_name_that_tells_nothing(pages: Pages) -> None:
    pages.sign_in("anna").add(pdf_file(f"{CANARY}.pdf"), title=CANARY)
    with pages.workspace.reading("anna"):
        document = Document.objects.get()
    acknowledged(pages.workspace, "hugo", document)
    answer = pages.sign_in("hugo").post(f"documents/{document.id}/file/1/")
    assert CANARY not in str(dict(answer.headers))
    assert answer["Content-Disposition"].startswith('attachment; filename="verzonnen-document-')
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    with pikepdf.open(io.BytesIO(answer.content)) as handed_out:
        assert "/Author" not in handed_out.docinfo
        assert any(name.startswith("/Marking") for name in handed_out.pages[0].Resources.XObject)


@pytest.mark.parametrize(
    ("marking", "secret"),
    [({"level": level}, True) for level in ("subject", "pseudonymous", "aggregate")]
    + [({"category": "knowledge", "level": "knowledge"}, False), ({"level": "knowledge"}, False)],
)
def test_file_says_that_it_is_secret_only_where_its_reader_is_asked_to_keep_it_so(
    pages: Pages, marking: dict[str, str], secret: bool
) -> None:
    document = given(pages, **marking)
    with pages.workspace.reading("anna") as reading:
        version = DocumentVersion.objects.select_related("marking__organisation", "marking__capacity").get(
            document=document
        )
        lines = stamp_lines(reading, pages.workspace.world.project, version)
    assert ("geheim" in " ".join(lines).lower()) is secret
    assert "Anna" in lines[1]


def test_file_leaves_by_post_only_and_never_against_its_agreement(pages: Pages) -> None:
    document = given(pages, handling=frozenset({"not_onward"}))
    acknowledged(pages.workspace, "hugo", document)
    path = f"documents/{document.id}/file/1/"
    asked = pages.sign_in("hugo").get(path)
    assert (asked.status_code, asked["Location"]) == (302, pages.address(f"documents/{document.id}/"))
    assert pages.post(path).status_code == 403


def test_document_asked_for_three_times_shows_who_has_it(pages: Pages) -> None:
    workspace, document = pages.workspace, given(pages, category="police-9")
    authorise(workspace.world, workspace.purpose, "karin", Authorisation.Role.OFFICER)
    for name in ("hugo", "jaap", "gwen"):
        pages.sign_in(name).post(
            f"documents/{document.id}/ask/", needs="provider_consent", necessity="Anders stopt het"
        )
        with workspace.reading("karin") as reading:
            consents.answer_consent(reading, Consent.objects.get(state="asked"), True, at=now())
    assert "keer om gevraagd" not in pages.sign_in("hugo").text(f"documents/{document.id}/")
    acknowledged(workspace, "hugo", document)
    pages.text(f"documents/{document.id}/")
    page = pages.sign_in("anna").text(f"documents/{document.id}/")
    assert "Naar documenten met deze markering is 3 keer gevraagd." in page
    assert re.search(r"<b>KMAR</b> <span[^>]*>1 persoon", page)
    assert page.count("toestemming van de gever, gegeven") == 3


@pytest.mark.parametrize("part", ["file/1/", "acknowledge/", "comment/", "recall/", "send/", "version/", "ask/"])
def test_nothing_can_be_done_with_what_is_not_there(pages: Pages, part: str) -> None:
    document = given(pages, CANARY, handling=frozenset({"existence_hidden"}))
    pages.sign_in("hugo")
    hidden, never = (pages.post(f"documents/{one}/{part}") for one in (document.id, uuid4()))
    assert (hidden.status_code, hidden.content) == (404, never.content)


@pytest.mark.parametrize("part", ["version/", "readers/", "edition/", "link/", "recall/"])
def test_acts_of_the_giver_are_for_the_giver(pages: Pages, part: str) -> None:
    document = given(pages)
    acknowledged(pages.workspace, "hugo", document)
    assert pages.sign_in("hugo").get(f"documents/{document.id}/{part}").status_code == 404
    assert pages.sign_in("anna").get(f"documents/{document.id}/{part}").status_code == 200


def test_new_version_stands_beside_the_old_one(pages: Pages) -> None:
    document = given(pages)
    assert " multiple" not in pages.sign_in("anna").text(f"documents/{document.id}/version/")
    pages.post(f"documents/{document.id}/version/", chosen=text_file(words="beter"), note="Kenteken")
    page = pages.text(f"documents/{document.id}/")
    assert "Versie 2" in page
    assert "Kenteken" in page
    assert f"documents/{document.id}/file/1/" in page


def test_readers_of_a_past_day_are_told(pages: Pages) -> None:
    document = given(pages)
    pages.sign_in("anna")
    assert "Hugo" in pages.text(f"documents/{document.id}/readers/")
    past = pages.text(f"documents/{document.id}/readers/?day=2020-01-01")
    assert "Wie kon dit zien op 1 januari 2020?" in past
    assert "<b>0 mensen</b>" in past


def test_sending_to_who_can_not_open_it_says_why_before(pages: Pages) -> None:
    document = given(pages)
    pages.sign_in("anna")
    bram, hugo = (str(pages.workspace.world.people[name].id) for name in ("bram", "hugo"))
    answer = pages.post(f"documents/{document.id}/send/", person=bram)
    assert answer.status_code == 409
    assert "Bram kan dit niet openen. Er is niets gestuurd." in answer.content.decode()
    assert "Bram mag een document over herkenbare personen hier niet zien; als kennis wel." in answer.content.decode()
    assert pages.post(f"documents/{document.id}/send/", person=hugo).status_code == 302
    assert "Anna stuurde u een document" in pages.sign_in("hugo").text("notices/")


def test_notice_about_what_was_shut_says_only_who_and_when(pages: Pages) -> None:
    document = given(pages, CANARY)
    hugo = str(pages.workspace.world.hugo.id)
    pages.sign_in("anna").post(f"documents/{document.id}/send/", person=hugo)
    assert CANARY in pages.sign_in("hugo").text("notices/")
    with pages.workspace.reading("anna") as reading:
        documents.recall_document(reading, document, "Verkeerd kenteken", at=now())
    page = pages.text("notices/")
    assert "Anna stuurde u in dit doel iets dat u nu niet kunt zien" in page
    assert CANARY not in page


@pytest.mark.parametrize("part", ["file/1/", "acknowledge/"])
def test_recalled_document_is_as_absent_as_what_never_was(pages: Pages, part: str) -> None:
    document = given(pages, CANARY)
    acknowledged(pages.workspace, "hugo", document)
    with pages.workspace.reading("anna") as reading:
        documents.recall_document(reading, document, "Verkeerd kenteken", at=now())
    assert pages.sign_in("hugo").post(f"documents/{document.id}/{part}").status_code == 404
    assert pages.sign_in("anna").post(f"documents/{document.id}/{part}").status_code != 404


def recalled_after_reading(pages: Pages, *names: str) -> Document:
    """Let people read what Anna gave, and let Anna recall it."""
    document = given(pages, CANARY)
    for name in names:
        acknowledged(pages.workspace, name, document)
        pages.sign_in(name).get(f"documents/{document.id}/")
    pages.sign_in("anna").post(f"documents/{document.id}/recall/", because="Verkeerd kenteken")
    return document


def test_recall_tells_purpose_day_who_and_why_and_no_title_to_who_may_no_longer_see_it(pages: Pages) -> None:
    recalled_after_reading(pages, "hugo")
    page = pages.sign_in("hugo").text("notices/")
    day = say_day(timezone.localdate())
    assert f"NP heeft een document teruggeroepen dat u op {day} las voor het doel “Smokkelroutes”." in page
    assert "Verkeerd kenteken" in page
    assert "Teruggeroepen door Anna, analist, NP" in page
    assert "Welk document het is, kan hier niet meer worden gezegd" in page
    assert CANARY not in page
    assert "vw-tabs__count" in page
    pages.post("notices/seen/")
    assert "vw-tabs__count" not in pages.text("notices/")


def test_recall_names_the_document_to_who_may_still_open_it(pages: Pages) -> None:
    authorise(pages.workspace.world, pages.workspace.purpose, "karin")
    document = recalled_after_reading(pages, "karin", "hugo")
    page = pages.sign_in("karin").text("notices/")
    assert f'<a href="{pages.address(f"documents/{document.id}/")}" lang="nl">{CANARY}</a>' in page
    assert "kan hier niet meer worden gezegd" not in page
    assert pages.get(f"documents/{document.id}/").status_code == 200


def test_who_can_see_what_was_recalled_is_who_gives_it(pages: Pages) -> None:
    document = recalled_after_reading(pages, "hugo")
    page = pages.sign_in("anna").text(f"documents/{document.id}/readers/")
    assert "Het is teruggeroepen: alleen wie het geeft, ziet het nog." in page
    assert "Anna" in page
    assert "Hugo" not in page


def test_recall_reaches_nobody_who_did_not_read_it(pages: Pages) -> None:
    recalled_after_reading(pages, "hugo")
    for name in ("gwen", "bram", "jaap"):
        page = pages.sign_in(name).text("notices/")
        assert not [word for word in (CANARY, "Verkeerd kenteken", "teruggeroepen") if word in page], name


def test_recall_does_not_name_a_purpose_to_who_is_no_longer_authorised_in_it(pages: Pages) -> None:
    recalled_after_reading(pages, "hugo")
    world = pages.workspace.world
    with reading_as(world.karin.id):
        for authorisation in Authorisation.objects.filter(appointment__person=world.hugo):
            purposes.end_authorisation(authorisation, timezone.localdate(), by=world.karin, at=now())
    page = pages.sign_in("hugo").client.get("/test/").content.decode()
    assert "voor een doel waarin u nu niet mag lezen" in page
    assert "Verkeerd kenteken" in page
    assert "Teruggeroepen door Anna, analist, NP" in page
    assert "“Smokkelroutes”" not in page
    assert CANARY not in page


@pytest.mark.parametrize(
    ("scanned", "words"),
    [
        (Scanned(clean=True), "niet bekeken door een malwarescanner"),
        (Scanned(clean=True, by=CLAMD), "· bekeken door een"),
    ],
)
def test_page_says_whether_a_malware_scanner_looked(
    pages: Pages, monkeypatch: pytest.MonkeyPatch, scanned: Scanned, words: str
) -> None:
    scanner = NoScanner()
    monkeypatch.setattr(documents, "scanner", lambda: scanner)
    monkeypatch.setattr(NoScanner, "scan", lambda _self, _source: scanned)
    document = given(pages)
    assert words in pages.sign_in("anna").text(f"documents/{document.id}/")


def test_page_says_that_there_is_more_in_the_file(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    words, path = "De tekst gaat verder in het bestand", "documents/{}/"
    assert words not in pages.sign_in("anna").text(path.format(given(pages).id))
    monkeypatch.setattr("vlechtwerk.engines.documents.intake.text.MOST_CHARACTERS", 5)
    assert words in pages.text(path.format(given(pages).id))


def test_what_was_recalled_stays_in_the_list_of_its_giver_and_of_nobody_else(pages: Pages) -> None:
    recalled_after_reading(pages, "hugo")
    page = pages.sign_in("anna").text("documents/")
    assert CANARY in page
    assert "teruggeroepen op" in page
    assert CANARY not in pages.sign_in("hugo").text("documents/")


@pytest.mark.parametrize("part", ["recall/", "edition/", "send/", "version/", "link/"])
def test_page_of_an_act_says_about_which_document_and_the_way_back(pages: Pages, part: str) -> None:
    document = given(pages, CANARY)
    page = pages.sign_in("anna").text(f"documents/{document.id}/{part}")
    way = page.partition("vw-breadcrumb__list")[2].partition("</nav>")[0]
    assert f'<a href="{pages.address(f"documents/{document.id}/")}">{CANARY}</a>' in way
    assert "<title>" in page
    if part in ("recall/", "edition/", "send/"):
        assert CANARY in page.partition("<h1>")[2].partition("</h1>")[0]


def test_colleagues_to_send_to_are_named_with_their_organisation(pages: Pages) -> None:
    document = given(pages, CANARY)
    page = pages.sign_in("anna").text(f"documents/{document.id}/send/")
    assert ">Hugo, KMAR</option>" in page
