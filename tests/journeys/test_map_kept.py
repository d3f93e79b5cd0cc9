"""By keyboard in a real Chromium: a map is edited, put to a body, adopted and compared; axe finds no mistake."""

from django.utils.timezone import localdate
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_journeys import address, look_along, mistakes


def follow(page: Page, name: str) -> None:
    """Follow a link by keyboard."""
    page.get_by_role("link", name=name, exact=True).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page: Page, name: str) -> None:
    """Press a button by keyboard."""
    page.get_by_role("button", name=name, exact=True).last.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_in(page: Page, label: str, words: str) -> None:
    """Type in a field by keyboard."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def choose(page: Page, label: str, words: str) -> None:
    """Choose from a list by typing its first words."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.type(words)


def holds(page: Page) -> None:
    """Hold that axe finds nothing and nothing scrolls sideways, on a wide screen and on a phone."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert mistakes(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.set_viewport_size({"width": 1280, "height": 900})


def edit(page: Page) -> None:
    follow(page, "Concepten en volgende versie")
    follow(page, "Volgende versie opstellen")
    type_in(page, "Korte code", "2028")
    type_in(page, "Naam van de versie", "Kaart 2028")
    press(page, "Concept beginnen")
    follow(page, "Kaart 2028")
    follow(page, "Splitsen: Lab lading-analyse")
    type_in(page, "Naam van deel 1", "Lading over zee")
    type_in(page, "Code van deel 2", "D02w")
    type_in(page, "Naam van deel 2", "Lading over de weg")
    press(page, "Splitsen")
    follow(page, "Wijzigen: Lab binnenvaart")
    type_in(page, "Naam op de kaart", "Binnenvaart en kades")
    press(page, "Opslaan")
    follow(page, "Weglaten: Werkproces informatieverzoeken")
    press(page, "Weglaten")
    expect(page.get_by_text("1 vervallen · 1 hernoemd · 1 gesplitst")).to_be_visible()


def decide(page: Page, live_server: LiveServer) -> None:
    page.context.clear_cookies()
    look_along(page, live_server, "farid@example.org", "demo")
    page.goto(address(live_server) + "/demo/programme/map/drafts/2028/")
    follow(page, "De uitkomstenkaart “Kaart 2028” vaststellen?")
    follow(page, "Besluit nemen")
    page.get_by_label("Ja", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Besloten op", exact=False).fill(localdate().isoformat())
    choose(page, "Onder welk mandaat?", "Tertaalrapportages")
    page.keyboard.press("Enter")
    press(page, "Besluit nemen")
    expect(page.get_by_role("status").first).to_be_visible()


def test_map_is_edited_put_to_a_body_adopted_and_compared_by_keyboard(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server, "karin@example.org", "demo")
    page.goto(address(live_server) + "/demo/programme/map/")
    edit(page)
    holds(page)
    follow(page, "Voorleggen aan een gremium")
    choose(page, "Welk gremium besluit?", "Stuurgroep")
    press(page, "Voorleggen")
    expect(page.get_by_role("status").first).to_contain_text("Stuurgroep is gevraagd")
    decide(page, live_server)
    page.context.clear_cookies()
    look_along(page, live_server, "karin@example.org", "demo")
    page.goto(address(live_server) + "/demo/programme/map/drafts/2028/")
    follow(page, "Tot geldende versie maken")
    holds(page)
    press(page, "Vaststellen")
    expect(page.get_by_role("status").first).to_contain_text("geldt vanaf")
    page.goto(address(live_server) + "/demo/programme/map/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kaart 2028")
    follow(page, "Naast elkaar")
    choose(page, "Eerste versie", "November")
    press(page, "Toon")
    expect(page.get_by_text("gesplitst in 2").first).to_be_visible()
    holds(page)
