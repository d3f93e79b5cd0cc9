"""Uploading in a real Chromium: how far it is, a mistake, a stop, a lost connection; and without scripts."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_documents import PURPOSE, sign_in
from tests.journeys.test_journeys import CHECKED, address, mistakes
from tests.workspace import open_workspace
from tests.world import find_world
from vlechtwerk.foundation.database.reading import reading_as

FILES: list[FilePayload] = [
    {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": b"De kade ligt stil. " * 4000}
    for name in ("Maandag", "Dinsdag", "Woensdag")
]


@pytest.fixture
def form(page: Page, live_server: LiveServer, transactional_db: None, settings: Any, tmp_path: Path) -> Page:
    """Return the page where documents are added, with files chosen and everything filled in."""
    settings.MEDIA_ROOT = tmp_path / "store"
    with find_world() as world, reading_as(world.karin.id):
        open_workspace(world, tmp_path)
    sign_in(page, live_server, "anna")
    page.goto(address(live_server) + PURPOSE + "documents/add/")
    fill_in(page)
    return page


def fill_in(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(FILES)
    page.get_by_label("Waar komt het vandaan?").fill("observatie op de kade")
    page.get_by_label("verdachten").check()


def save(page: Page) -> None:
    page.get_by_role("button", name="Opslaan voor").click()


def slow_down(page: Page, bytes_a_second: int) -> CDPSession:
    """Send no faster than this, until what is returned is detached."""
    conditions = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
    slow = page.context.new_cdp_session(page)
    slow.send("Network.emulateNetworkConditions", conditions)
    return slow


def expect_saved(page: Page) -> None:
    expect(page.get_by_role("main")).to_contain_text("3 documenten opgeslagen.", timeout=CHECKED)
    for file in FILES:
        expect(page.get_by_role("link", name=Path(file["name"]).stem, exact=True)).to_be_visible()


def test_how_far_it_is_is_said_and_the_documents_are_there(form: Page) -> None:
    heard: list[str] = []
    form.expose_binding("heard", lambda _, words: heard.append(words))
    form.evaluate("""() => {
        const said = document.querySelector(".vw-sending [role=status]");
        new MutationObserver(() => window.heard(said.textContent)).observe(said, { childList: true });
    }""")
    slow_down(form, 120_000)
    save(form)
    expect(form.get_by_role("progressbar", name="Uw bestanden worden verstuurd")).to_be_visible()
    expect_saved(form)
    *percents, checking = heard
    assert checking.startswith("Alles is verstuurd. De bestanden worden nu gecontroleerd")
    assert set(percents) <= {f"{tens}0 procent verstuurd" for tens in range(1, 10)} | {"0 procent verstuurd"}
    assert len(percents) == len(set(percents)) > 2


def test_mistake_comes_back_on_the_page_and_is_mended_there(form: Page) -> None:
    form.get_by_label("verdachten").uncheck()
    save(form)
    expect(form.get_by_role("alert")).to_contain_text("Zeg over welke mensen het gaat.")
    expect(form.get_by_text("Kies de bestanden opnieuw")).to_be_visible()
    # What a browser sees itself is caught here only by the server.
    form.evaluate("document.querySelector('form[data-upload]').noValidate = true")
    fill_in(form)
    form.get_by_label("Waar komt het vandaan?").fill("")
    save(form)
    summary = form.get_by_role("alert").filter(has_text="Er is nog niets bewaard")
    expect(summary).to_be_focused()
    fill_in(form)
    save(form)
    expect_saved(form)


def test_sending_is_stopped_and_everything_stands_as_it_was(form: Page) -> None:
    slow = slow_down(form, 2_000)
    save(form)
    expect(form.get_by_role("group", name="Uw bestanden worden verstuurd")).to_be_focused()
    expect(form.get_by_role("button", name="Opslaan voor")).to_be_hidden()
    assert mistakes(form) == []
    form.get_by_role("button", name="Stop met versturen").click()
    expect(form.get_by_role("alert")).to_contain_text("Gestopt. Er is niets opgeslagen")
    expect(form.get_by_role("button", name="Opslaan voor")).to_be_focused()
    slow.detach()
    save(form)
    expect_saved(form)


def test_lost_connection_is_said_and_the_form_keeps_what_was_filled_in(form: Page) -> None:
    form.route("**/documents/add/", lambda route: route.abort("connectionreset"))
    save(form)
    expect(form.get_by_role("alert")).to_contain_text("De verbinding viel weg tijdens het versturen.")
    assert mistakes(form) == []
    form.unroute("**/documents/add/")
    save(form)
    expect_saved(form)


def test_new_version_says_how_far_it_is_too(form: Page, live_server: LiveServer) -> None:
    form.locator("input[type=file]").set_input_files(FILES[0])
    save(form)
    expect(form.get_by_role("heading", level=1)).to_contain_text("Maandag", timeout=CHECKED)
    form.get_by_role("link", name="Versie toevoegen").click()
    form.get_by_label("Kies het bestand").set_input_files(FILES[1])
    slow_down(form, 20_000)
    form.get_by_role("button", name="Versie opslaan").click()
    expect(form.get_by_role("progressbar")).to_be_visible()
    expect(form.get_by_role("main")).to_contain_text("Versie 2 opgeslagen", timeout=CHECKED)


def test_uploading_works_without_scripts(browser: Browser, form: Page, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    sign_in(page, live_server, "anna")
    page.goto(form.url)
    expect(page.get_by_role("progressbar")).to_be_hidden()
    fill_in(page)
    save(page)
    expect_saved(page)
    context.close()


def test_files_are_dropped_anywhere_in_the_area_around_the_field(form: Page) -> None:
    dropped = form.evaluate_handle("""() => {
        const dropped = new DataTransfer();
        dropped.items.add(new File(["De kade"], "Donderdag.txt", { type: "text/plain" }));
        return dropped;
    }""")
    around = form.locator("#files-taken")
    around.dispatch_event("dragover", {"dataTransfer": dropped})
    around.dispatch_event("drop", {"dataTransfer": dropped})
    names = form.locator("input[type=file]").evaluate("field => [...field.files].map(file => file.name)")
    assert names == ["Donderdag.txt"]
