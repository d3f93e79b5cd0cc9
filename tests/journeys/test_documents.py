"""Documents in a real Chromium: no mistake that axe can find, and every page works without scripts."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_journeys import address, mistakes
from tests.workspace import open_workspace
from tests.world import find_world
from vlechtwerk.foundation.database.reading import reading_as

PURPOSE = "/test/sharing/in/smokkel/"


@pytest.fixture
def paths(transactional_db: None, settings: Any, tmp_path: Path) -> list[str]:
    """Return the pages of a purpose with a document to read, one to ask for and one of the reader's own."""
    settings.MEDIA_ROOT = tmp_path / "store"
    with find_world() as world, reading_as(world.karin.id):
        workspace = open_workspace(world, tmp_path)
        own = workspace.gives("anna", "Waarnemingen", "De kade ligt stil.", category="police-8", level="subject")
        secret = workspace.gives("hugo", "Controles", category="police-8", level="subject")
        closed = workspace.gives("gwen", "Onderzoek", category="police-9", level="subject")
    parts = ["", "add/", f"{own.id}/", f"{own.id}/readers/", f"{own.id}/send/", f"{secret.id}/", f"{closed.id}/"]
    return [*(f"documents/{part}" for part in parts), "consents/", "notices/"]


def sign_in(page: Page, live_server: LiveServer, name: str) -> None:
    """Let someone of the cast in, with the session that signing in would give."""
    client = Client()
    with find_world() as world:
        client.force_login(world.people[name].account)  # type: ignore[arg-type]  # the cast has accounts
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": address(live_server)}])


def test_axe_finds_nothing_on_the_pages_of_a_purpose(page: Page, live_server: LiveServer, paths: list[str]) -> None:
    sign_in(page, live_server, "anna")
    wrong = {}
    for path in paths:
        page.goto(address(live_server) + PURPOSE + path)
        found = mistakes(page)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append(f"scrolls sideways at {width}")
        if found:
            wrong[path] = found
    assert wrong == {}


def test_searching_and_looking_at_readers_work_without_scripts(
    browser: Browser, live_server: LiveServer, paths: list[str]
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    sign_in(page, live_server, "anna")
    page.goto(address(live_server) + PURPOSE + "documents/")
    page.get_by_role("searchbox", name="Zoek in titels").fill("kade")
    page.locator(".vw-search-box__act").click()
    expect(page.locator("mark")).to_have_text("kade")
    assert "kade" not in page.url
    page.goto(address(live_server) + PURPOSE + "documents/add/")
    page.locator("#category-knowledge").check()
    page.locator("#level-knowledge").check()
    page.get_by_role("button", name="Kijk wie dit kan lezen").click()
    expect(page.get_by_role("button", name="Opslaan voor 7 mensen")).to_be_visible()
    context.close()


def test_address_of_a_clause_unfolds_it_and_its_group(page: Page, live_server: LiveServer, paths: list[str]) -> None:
    sign_in(page, live_server, "anna")
    covenant = f"{address(live_server)}/test/sharing/covenant/?law=model_covenant"
    page.goto(covenant)
    expect(page.locator("#law-19")).not_to_be_visible()
    page.goto(f"{covenant}#law-19")
    expect(page.locator("#law-19")).to_be_visible()
    expect(page.locator("#law-19-heading")).to_be_in_viewport()


def test_filters_stand_before_the_list_folded_on_a_phone_only(
    page: Page, live_server: LiveServer, paths: list[str]
) -> None:
    sign_in(page, live_server, "anna")
    page.goto(address(live_server) + PURPOSE + "documents/")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.get_by_label("persoon")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 900})
    expect(page.get_by_label("persoon")).not_to_be_visible()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("persoon").check()
    expect(page.locator(".vw-fold__on")).to_have_text("1 gekozen")
    expect(page.get_by_label("persoon")).to_be_visible()
