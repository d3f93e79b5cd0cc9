"""Giving documents: many files at once, who will read them before it is saved, and nothing left of what is refused."""

from typing import Any

import pytest
from django.test import Client

from tests.web.sharing.conftest import MARKING, TOLD, Pages, kept_files, text_file
from vlechtwerk.domains.sharing.models import Document, Folder, Marking

pytestmark = pytest.mark.django_db


def test_marking_is_filled_in_from_the_capacity(pages: Pages) -> None:
    page = pages.sign_in("anna").text("documents/add/")
    assert 'value="police-8" checked' in page
    assert 'value="subject" checked' in page
    assert 'value="fiscal"' not in page
    assert "Gegevens van een informant worden hier nooit opgeslagen" in page


def test_two_files_are_saved_with_one_marking_each_under_its_own_name(pages: Pages) -> None:
    answer = pages.sign_in("anna").add(text_file("kade_7.txt"), text_file("kade-8.txt"))
    assert answer.status_code == 302
    with pages.workspace.reading("hugo"):
        assert set(Document.objects.values_list("title", flat=True)) == {"kade 7", "kade-8"}
        assert Marking.objects.count() == 1


def test_bad_file_is_refused_by_name_and_leaves_nothing(pages: Pages) -> None:
    page = pages.sign_in("anna").add(text_file("programma.exe", "MZ")).content.decode()
    assert "programma.exe" in page
    assert "Geweigerd, niets bewaard" in page
    assert kept_files() == []


def test_good_file_beside_a_bad_one_is_saved(pages: Pages) -> None:
    answer = pages.sign_in("anna").add(text_file("goed.txt"), text_file("leeg.txt", ""))
    assert answer.status_code == 409
    assert "Het bestand is leeg" in answer.content.decode()
    with pages.workspace.reading("anna"):
        assert [document.title for document in Document.objects.all()] == ["goed"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"subject_kinds": []}, "Zeg over welke mensen het gaat."),
        ({"origin": ""}, "Dit veld is verplicht"),
        ({"category": "fiscal"}, "Selecteer een geldige keuze"),
    ],
)
def test_what_lacks_is_named_and_nothing_is_kept(pages: Pages, fields: dict[str, Any], words: str) -> None:
    answer = pages.sign_in("anna").add(text_file(), **fields)
    assert answer.status_code in (409, 422)
    assert words in answer.content.decode()
    assert kept_files() == []


def test_form_that_comes_back_says_that_the_files_are_gone(pages: Pages) -> None:
    gone = "Kies de bestanden opnieuw"
    assert gone in pages.sign_in("anna").add(text_file(), origin="").content.decode()
    assert gone in pages.add(text_file(), subject_kinds=[]).content.decode()
    assert gone not in pages.add(origin="").content.decode()
    # Some of them may have been taken in: the page says which to choose again.
    assert gone not in pages.add(text_file("leeg.txt", "")).content.decode()


def test_script_is_told_where_to_go_on_and_the_word_of_what_was_done_waits_there(pages: Pages) -> None:
    address, by_script = pages.address("documents/add/"), {"Vlechtwerk-Sent-By": "script"}
    sent = TOLD | MARKING | {"chosen": [text_file("een.txt"), text_file("twee.txt")]}
    answer = pages.sign_in("anna").client.post(address, sent, headers=by_script)
    assert (answer.status_code, answer["Location"]) == (201, pages.address("documents/"))
    assert "2 documenten opgeslagen." in pages.text("documents/")
    assert (
        pages.client.post(address, sent | {"chosen": [text_file()], "origin": ""}, headers=by_script).status_code == 422
    )


def test_readers_are_told_before_it_is_saved(pages: Pages) -> None:
    look = {"category": "police-9", "level": "subject"}
    page = pages.sign_in("anna").post("documents/add/readers/", **look).content.decode()
    assert "Opslaan voor 2 mensen" in page
    assert "Na toestemming ook <b>" in page
    box = pages.client.post(pages.address("documents/add/readers/"), look, headers={"HX-Request": "true"})
    assert box.content.decode().startswith('<section class="vw-panel vw-readers"')


def test_why_it_can_not_be_given_so_stands_where_its_readers_would(pages: Pages) -> None:
    look = {"category": "knowledge", "level": "subject"}
    page = pages.sign_in("anna").post("documents/add/readers/", **look).content.decode()
    assert "Kennis noemt niemand" in page
    assert "0 mensen" not in page


def test_ticking_people_narrows_and_never_opens(pages: Pages) -> None:
    hugo, bram = (str(pages.workspace.world.people[name].id) for name in ("hugo", "bram"))
    look = {"category": "police-8", "level": "subject", "keep": "on", "kept_to": [hugo, bram]}
    page = pages.sign_in("anna").post("documents/add/readers/", **look).content.decode()
    assert "Opslaan voor 2 mensen" in page
    pages.add(text_file(), keep="on")
    with pages.workspace.reading("hugo"):
        assert not Document.objects.exists()


def test_too_much_at_once_gets_a_page_and_leaves_nothing(
    pages: Pages, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MOST_MEGABYTES = 1
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "coming"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(pages.workspace.world.anna.account)  # type: ignore[arg-type]  # the cast has accounts
    strict.get(pages.address("documents/add/"))
    token = strict.cookies["csrftoken"].value
    sent = {"csrfmiddlewaretoken": token, "chosen": [text_file("groot.txt", "x" * 2_200_000)]}
    answer = strict.post(pages.address("documents/add/"), sent)
    assert answer.status_code == 413
    assert "Dit is te veel in één keer" in answer.content.decode()
    assert [*settings.FILE_UPLOAD_TEMP_DIR.iterdir(), *kept_files()] == []


def test_folder_is_made_and_used(pages: Pages) -> None:
    pages.sign_in("anna").post("documents/folder/", name="Kades")
    with pages.workspace.reading("anna"):
        folder = str(Folder.objects.get().id)
    pages.add(text_file(), folder=folder)
    assert "<b>1 document</b>" in pages.post("documents/", folder=folder).content.decode()


def test_giving_too_often_is_refused_file_by_file(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vlechtwerk.interfaces.uploads.GIVEN_PER", "1/m/user")
    answer = pages.sign_in("anna").add(text_file("eerste.txt"), text_file("tweede.txt"))
    assert answer.status_code == 409
    assert "zestig bestanden" in answer.content.decode()
    with pages.workspace.reading("anna"):
        document = Document.objects.get()
    refused = pages.post(f"documents/{document.id}/version/", chosen=text_file(words="beter"))
    assert (refused.status_code, "zestig bestanden" in refused.content.decode()) == (409, True)
