"""Journeys in a real Chromium: looking along, changing a status, looking back; no mistake that axe can find."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

# Files are sent and checked before the next page comes; a page by itself comes sooner. In milliseconds.
CHECKED = 30_000
AXE = Path(settings.REPOSITORY) / "node_modules" / "axe-core" / "axe.min.js"
# Only what is wrong is sent back: all that axe says of a page takes as long to send as a page takes to open.
VIOLATIONS = """async ([where, options]) => {
  const found = await axe.run(where || document, options)
  return found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target}`))
}"""
ALL_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Of the first case, what looks otherwise than in the invented project; and what belongs to no project.
PAGES = [
    "/nsoc/",
    "/nsoc/programme/map/",
    "/nsoc/programme/map/?view=list",
    "/nsoc/programme/overview/",
    "/nsoc/programme/activities/A13/",
    "/nsoc/programme/goals/",
    "/nsoc/programme/preconditions/",
    "/nsoc/programme/sources/T1/",
    "/nsoc/partnership/organisations/",
    "/nsoc/search/?q=Vlissingen",
    "/account/",
    "/account/2fa/",
    "/accessibility/",
    "/help/",
    "/privacy/",
]


def address(live_server: LiveServer) -> str:
    # Passkeys and cookies want a name, not a number.
    return live_server.url.replace("127.0.0.1", "localhost")


def look_along(page: Page, live_server: LiveServer, email: str = "bram@example.org", project: str = "nsoc") -> None:
    page.goto(address(live_server))
    form = page.locator(f'form:has(input[value="{email}"]):has(input[value="{project}"])')
    form.get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


# Of what is built the same beside each other, two are looked at: a list of hundreds says nothing more than that.
ALIKE = """
() => {
  const shape = one => [one, ...one.querySelectorAll("*")]
    .map(e => e.tagName + ["class", "fill", "style"].map(name => e.getAttribute(name))).join("|");
  for (const whole of document.querySelectorAll("main tbody, main ul, main ol, main dl, main svg g, main form")) {
    const seen = new Map();
    for (const one of [...whole.children]) {
      const number = (seen.get(shape(one)) || 0) + 1;
      seen.set(shape(one), number);
      if (number > 2) one.remove();
    }
  }
}
"""


def mistakes_at_last(page: Page, *, contrast: bool = False) -> list[str]:
    """Return what axe finds on a page that is left after it: what repeats is taken off, for axe asks each one."""
    page.wait_for_load_state()
    page.evaluate(ALIKE)
    return mistakes(page, contrast=contrast)


def mistakes(page: Page, *, contrast: bool = False, rules: Sequence[str] = ALL_RULES) -> list[str]:
    """Return what axe finds; contrast takes three quarters of its time, and is looked at once on each kind of page."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": list(rules)}
    if rules is ALL_RULES:
        options["rules"] = {"color-contrast": {"enabled": contrast}}
    return found_by_axe(page, None, options)


def found_by_axe(page: Page, where: Any, options: dict[str, Any]) -> list[str]:
    """Return the rules that are broken, each with the element; asked of the whole page, or of a context of axe."""
    # Without its stylesheets a page has other mistakes.
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found: list[str] = page.evaluate(VIOLATIONS, [where, options])
    return found


def test_axe_finds_nothing_on_a_phone_and_no_page_scrolls_sideways(page: Page, live_server: LiveServer) -> None:
    # Each kind of page of a project is looked at in test_every_page.
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(address(live_server))
    assert mistakes(page, contrast=True) == []
    page.goto(address(live_server) + "/account/login/")
    assert mistakes(page, contrast=True) == []
    look_along(page, live_server)
    wrong = {}
    for path in PAGES:
        answer = page.goto(address(live_server) + path)
        assert answer is not None
        assert answer.status == 200, path
        sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found = mistakes_at_last(page) + ["scrolls sideways"] * sideways
        if found:
            wrong[path] = found
    assert wrong == {}


def change_status(page: Page, live_server: LiveServer) -> None:
    page.goto(address(live_server) + "/nsoc/programme/activities/A13/")
    page.get_by_role("link", name="Stand wijzigen").click()
    page.get_by_label("Nieuwe stand").select_option("running")
    page.get_by_label("Sinds wanneer?").fill("2026-11-20")
    page.get_by_label("Waarom?").fill("De afspraken over gegevens zijn rond")
    page.get_by_role("button", name="Stand wijzigen").click()
    expect(page.get_by_role("status").first).to_contain_text("is nu “In uitvoering”")


def test_changed_status_shows_on_the_map_and_in_the_history(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server)
    change_status(page, live_server)
    page.goto(address(live_server) + "/nsoc/programme/activities/A13/history/")
    expect(page.locator("tbody tr").first).to_contain_text("De afspraken over gegevens zijn rond")
    page.goto(address(live_server) + "/nsoc/programme/map/")
    card = page.get_by_role("link", name=re.compile("^Niet-ambtelijke corruptie.*In uitvoering$"))
    expect(card.first).to_be_visible()
    page.goto(address(live_server) + "/nsoc/programme/overview/?as_of=2023-08-31")
    expect(page.locator("tr", has_text="Niet-ambtelijke corruptie")).to_contain_text("Vertraagd")


def test_changing_a_status_works_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    look_along(page, live_server)
    change_status(page, live_server)
    context.close()


def test_someone_outside_the_team_is_told_why(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server, "chris@example.org")
    page.goto(address(live_server) + "/nsoc/programme/activities/A13/")
    expect(page.get_by_role("link", name="Stand wijzigen")).to_have_count(0)
    page.goto(address(live_server) + "/nsoc/programme/activities/A13/status/")
    expect(page.get_by_role("alert")).to_contain_text("U bent geen trekker van deze activiteit")


def test_map_is_walked_by_keyboard_alone(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server)
    page.goto(address(live_server) + "/nsoc/programme/map/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Naar de inhoud")
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator("svg a:focus").count():
            break
    expect(page.locator("svg a:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**node=**")
    expect(page.locator('svg [aria-current="true"]')).to_have_count(1)


def test_old_day_shows_the_old_delivery_date_and_no_acts(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server)
    page.goto(address(live_server) + "/nsoc/programme/activities/A13/?as_of=2023-06-30")
    expect(page.get_by_text("15 september 2023", exact=True).first).to_be_visible()
    expect(page.get_by_role("link", name="Stand wijzigen")).to_have_count(0)
    page.goto(address(live_server) + "/nsoc/programme/activities/A13/?as_of=2023-07-14")
    expect(page.get_by_text("Mogelijk al 1 december 2023: besloten in juli 2023.")).to_be_visible()
    page.goto(address(live_server) + "/nsoc/programme/activities/A13/?as_of=2023-08-01")
    expect(page.get_by_text("1 december 2023", exact=True).first).to_be_visible()
