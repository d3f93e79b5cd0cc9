"""By keyboard: find a method and take it up, see it on both pages; approve the added value, and read it signed out."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_documents import sign_in
from tests.journeys.test_journeys import address, mistakes
from tests.results import describe, element, outside, put_up, say, theme
from tests.world import LONG_AGO, find_world, now, place
from vlechtwerk.domains.programme.operations import planning
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.address import Ground

P, S = "/test/programme/", "/test/partnership/"
PAGES = [
    *(P + path for path in ("added-value/", "results/", "results/actions/")),
    *(S + path for path in ("surroundings/", "surroundings/matrix/", "surroundings/agreements/", "outside/RIEC/")),
    P + "publications/1/",
]


@pytest.fixture
def laid_out(transactional_db: None) -> None:
    """Write down a method and an element, put a page up, and let Anna be in a team."""
    with find_world() as world, reading_as(world.karin.id):
        world.source()
        describe(world, made_in=world.activity("A01", "Smokkelroutes"), needs_data="tellingen van schepen")
        other = world.activity("A02", "Stille kades")
        planning.assign(other, world.anna, "member", LONG_AGO, by=world.loader, at=now())
        say(world, element(world), "supports", "Volgens velen helpt het", place(ground=Ground.OPINION))
        put_up(world)
        outside(world)
        theme(world)


def press_through(page: Page, name: str, key: str = "Enter") -> None:
    """Move with the tab key to what has this name, and press it."""
    for _step in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText || document.activeElement.name || ''")
        if focused.strip().startswith(name):
            page.keyboard.press(key)
            return
    pytest.fail(f"The tab key does not reach “{name}”.")


def test_method_is_found_and_taken_up_by_keyboard(page: Page, live_server: LiveServer, laid_out: None) -> None:
    sign_in(page, live_server, "anna")
    page.goto(address(live_server) + P + "results/methods/")
    assert mistakes(page) == []
    press_through(page, "words", "Space")
    page.keyboard.press("Backspace")
    page.keyboard.type("tellingen")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("words=tellingen"))
    press_through(page, "Methode M1")
    expect(page.get_by_role("heading", level=1, name="Methode M1")).to_be_visible()
    assert mistakes(page) == []
    press_through(page, "Deze methode overnemen")
    page.get_by_label("Welke activiteit neemt haar over?").focus()
    page.keyboard.type("Stille")
    page.keyboard.press("Tab")
    page.keyboard.type("Ook op onze kades is niet alles te zien")
    assert mistakes(page) == []
    press_through(page, "Methode overnemen")
    expect(page.get_by_role("main")).to_contain_text("Stille kades gebruikt deze methode nu")
    expect(page.locator("#uses")).to_contain_text("Ook op onze kades")
    page.goto(address(live_server) + P + "activities/A02/")
    expect(page.locator("#results")).to_contain_text("Methode M1")
    assert mistakes(page) == []


def test_added_value_is_approved_and_read_signed_out(
    page: Page, live_server: LiveServer, laid_out: None, browser: Browser
) -> None:
    sign_in(page, live_server, "karin")
    for path in PAGES:
        page.goto(address(live_server) + path)
        assert mistakes(page) == [], path
    press_through(page, "Goedkeuren en publiceren")
    expect(page.get_by_role("main")).to_contain_text("Van u staat er alleen uw functie bij")
    press_through(page, "Goedkeuren en publiceren")
    expect(page.get_by_role("main")).to_contain_text("Iedereen kan het nu lezen")
    outsider = browser.new_context(locale="nl-NL").new_page()
    outsider.goto(address(live_server) + "/test/added-value/")
    expect(outsider.get_by_role("main")).to_contain_text("Volgens velen helpt het")
    expect(outsider.get_by_role("main")).not_to_contain_text("Karin")
    assert mistakes(outsider, contrast=True) == []
    page.goto(address(live_server) + P + "publications/1/")
    press_through(page, "Intrekken")
    page.get_by_label("Waarom?").fill("Verouderd")
    press_through(page, "Intrekken")
    expect(page.get_by_role("main")).to_contain_text("Het adres vertelt nu alleen dat")
    outsider.reload()
    expect(outsider.get_by_role("heading", level=1)).to_have_text("Deze pagina is ingetrokken")
    outsider.context.close()
