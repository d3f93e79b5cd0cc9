"""A date moves by keyboard: asked, decided within the mandate, moved on a ground, and seen on the planning."""

from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_journeys import address, look_along, mistakes

QUESTION = "Mag het eindverslag pakketpost drie weken later?"


def press(target: Locator) -> None:
    """Come to something and do it with the keyboard."""
    target.focus()
    target.press("Enter")


def choose(field: Locator, label: str) -> None:
    field.focus()
    field.press_sequentially(label)


def test_date_moves_by_a_decision_within_the_mandate(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server, project="demo")
    page.goto(address(live_server) + "/demo/programme/activities/D07/decision/")
    page.get_by_label("Wat moet besloten worden?").press_sequentially(QUESTION)
    choose(page.get_by_label("Door wie?"), "Teammanagers")
    choose(page.get_by_label("Waar gaat het over?"), "Planning wijzigen")
    page.get_by_label("Om hoeveel gaat het?").press_sequentially("21")
    page.get_by_label("Om hoeveel gaat het?").press("Enter")
    expect(page.get_by_text("Dat valt binnen het mandaat")).to_be_visible()

    page.goto(address(live_server) + "/demo/partnership/decisions/")
    assert mistakes(page) == []
    row = page.get_by_role("row").filter(has_text=QUESTION)
    expect(row.get_by_text("Ja", exact=True)).to_be_visible()
    press(row.get_by_role("link", name="Besluit nemen"))
    page.get_by_label("Ja", exact=True).focus()
    page.keyboard.press("Space")
    press(page.get_by_role("button", name="Besluit nemen"))
    expect(page.get_by_text("Viel dit binnen het mandaat?")).to_be_visible()
    assert mistakes(page) == []

    page.goto(address(live_server) + "/demo/programme/planning/?activity=D07")
    assert mistakes(page) == []
    row = page.get_by_role("row").filter(has_text="Eindverslag")
    expect(row.get_by_text("niet verschoven")).to_be_visible()
    press(row.get_by_role("link", name="Datum wijzigen"))
    page.get_by_label("Gepland", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Nieuwe datum").press_sequentially("15-02-2027")
    choose(page.get_by_label("Door welk besluit?"), QUESTION[:12])
    choose(page.get_by_label("Op welke grond verschuift de datum?"), "Gegevens")
    page.get_by_label("Waarom?").press_sequentially("De telling kwam later")
    press(page.get_by_role("button", name="Datum wijzigen"))
    expect(page.get_by_text("Dat besluit gaat over ten hoogste 21 dagen.").first).to_be_visible()
    page.get_by_label("Nieuwe datum").fill("08-01-2027")
    press(page.get_by_role("button", name="Datum wijzigen"))

    page.goto(address(live_server) + "/demo/programme/planning/?activity=D07")
    row = page.get_by_role("row").filter(has_text="Eindverslag")
    expect(row.get_by_text("+ 21 dagen")).to_be_visible()
    expect(row.get_by_text("Gegevens")).to_be_visible()
    expect(row.get_by_role("link", name="Teammanagers")).to_be_visible()
    expect(page.locator("svg text", has_text="+ 21 dagen")).to_be_visible()
