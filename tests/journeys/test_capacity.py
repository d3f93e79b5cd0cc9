"""Capacity by keyboard: ask, pledge, confirm, and see the gap; no mistake that axe can find."""

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_journeys import address, look_along, mistakes

CAPACITY = "/demo/programme/capacity/"


def follow(page: Page, name: str) -> None:
    """Go to a link by keyboard and follow it."""
    page.get_by_role("link", name=name, exact=True).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def choose(page: Page, label: str, words: str) -> None:
    """Choose from a list by typing its first letters."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.type(words)


def fill(page: Page, label: str, words: str) -> None:
    box = page.get_by_label(label)
    box.focus()
    box.fill(words)


def send(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def test_capacity_is_asked_pledged_confirmed_and_the_gap_is_seen(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server, "karin@example.org", "demo")
    page.goto(address(live_server) + CAPACITY)
    assert mistakes(page) == []
    follow(page, "Capaciteit vragen")
    assert mistakes(page) == []
    choose(page, "Organisatie", "Douane")
    choose(page, "Profiel", "Jurist")
    for label, month in (("Eerste maand", "2026-09"), ("Laatste maand", "2026-10")):
        fill(page, label, month)
    fill(page, "Uren in elke maand", "100")
    send(page, "Uren vragen")
    expect(page.get_by_text("Gevraagd aan Douane: 100 uur per maand")).to_be_visible()

    page.context.clear_cookies()
    look_along(page, live_server, "chris@example.org", "demo")
    page.goto(address(live_server) + CAPACITY)
    follow(page, "Capaciteit toezeggen")
    choose(page, "Profiel", "Jurist")
    for label, month in (("Eerste maand", "2026-09"), ("Laatste maand", "2026-10")):
        fill(page, label, month)
    fill(page, "Uren in elke maand", "60")
    send(page, "Uren toezeggen")
    expect(page.get_by_text("Toegezegd door Douane: 60 uur per maand")).to_be_visible()

    page.goto(address(live_server) + f"{CAPACITY}confirm/?organisation=DOU&month=2026-09")
    assert mistakes(page) == []
    fill(page, "Jurist, Het samenwerkingsverband als geheel, binnen het samenwerkingsverband", "45,5")
    send(page, "Uren bevestigen")
    expect(page.get_by_text("Bevestigd: de uren van Douane in september 2026.")).to_be_visible()

    page.goto(address(live_server) + f"{CAPACITY}?organisation=DOU&profile=jurist")
    # Twice 100 asked and 60 pledged: 80 never pledged. September 60 - 45,5 = 14,5 short; October is not given yet.
    expect(page.locator("#capacity")).to_contain_text(
        "80 uur is niet toegezegd, 15 uur wel toegezegd maar niet geleverd"
    )
    expect(page.locator("#capacity")).to_contain_text("Douane (okt 2026)")
    assert mistakes(page) == []
