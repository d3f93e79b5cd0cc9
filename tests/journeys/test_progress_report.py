"""From a registered status to a frozen report: the steps of docs/how-to/a-progress-report.md, in a real browser."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.jobs import do_jobs
from tests.journeys.test_journeys import address, look_along, mistakes

REPORTS = "/demo/programme/reports/"
HERE = f"{REPORTS}2026-2/"


@pytest.fixture
def page_of(page: Page, live_server: LiveServer) -> Any:
    """Return a page of the demo, opened as someone of the cast."""

    def open_as(name: str, path: str) -> Page:
        page.context.clear_cookies()
        look_along(page, live_server, f"{name}@example.org", "demo")
        page.goto(address(live_server) + path)
        return page

    return open_as


def button(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=name, exact=True)


def test_from_a_registered_status_to_a_frozen_report(page_of: Any, tmp_path: Path) -> None:
    # 1. Bram registers how an activity stands.
    page = page_of("bram", "/demo/programme/activities/D08/status/")
    page.get_by_label("Nieuwe stand").select_option("running")
    page.get_by_label("Sinds wanneer?").fill("20-8-2026")
    page.get_by_label("Waarom?").fill("De proef is weer opgenomen")
    button(page, "Stand wijzigen").click()
    # 2. He gathers the facts again, and sees the new status with its number.
    page.goto(page.url.split("/demo/")[0] + f"{HERE}?activity=D08")
    button(page, "Feiten opnieuw verzamelen").click()
    expect(page.get_by_role("status")).to_contain_text("De feiten worden verzameld")
    assert do_jobs() == 1
    page.goto(page.url.split("?")[0] + "?activity=D08")
    expect(page.get_by_role("main")).to_contain_text("In uitvoering sinds 20 augustus 2026: De proef is weer opgenomen")
    # 3. A sentence that says more than its fact is refused; by keyboard he takes over what the fact carries.
    expect(page.get_by_role("main")).to_contain_text("Indienen kan nog niet")
    button(page, "Indienen").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#blocks")).to_be_focused()
    assert mistakes(page) == []
    # What he types beside it stays: a link asks first, and the act takes it along.
    words = page.locator("#words textarea")
    button(page, "invoegen").first.click()
    words.press("Control+End")
    words.press_sequentially(" Zelf getypt.")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Het geheel").click(no_wait_after=True)
    expect(words).to_have_value(re.compile(r"Zelf getypt\.$"))
    assert asked == ["beforeunload"]
    button(page, "Voorstel overnemen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).not_to_contain_text("Deze zin is geweigerd")
    expect(words).to_have_value(re.compile(r"Zelf getypt\.$"))
    # 4. A sentence of which he saves that it is refused he mends in the box: submitting saves that as well.
    good = words.input_value()
    words.fill("Er waren 99 controles.")
    button(page, "Opslaan").click()
    expect(button(page, "Indienen")).to_have_attribute("aria-disabled", "true")
    words.fill(good)
    expect(button(page, "Indienen")).to_have_attribute("aria-disabled", "false")
    button(page, "Indienen").click()
    expect(page.locator("[aria-current=step]")).to_contain_text("Ingediend")
    # 5. Karin, who does not sit in the steering group, can't approve it; Farid can.
    page = page_of("karin", f"{HERE}approve/")
    expect(page.get_by_role("main")).to_contain_text("U zit niet in")
    page = page_of("farid", HERE)
    page.get_by_role("link", name="Vaststellen en bevriezen").click()
    expect(page.get_by_label("Onder welk mandaat?")).to_contain_text("Tertaalrapportages")
    button(page, "Vaststellen en bevriezen").click()
    expect(page.locator("[aria-current=step]")).to_contain_text("Vastgesteld en bevroren")
    assert do_jobs() == 1
    page.reload()
    assert mistakes(page) == []
    # 6. The file is the same after a later change, and computed again everything holds.
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").first.click()
    kept = tmp_path / "rapportage.pdf"
    download.value.save_as(kept)
    page.goto(page.url.split("/demo/")[0] + f"{REPORTS}check/")
    page.get_by_label("Bestand van een rapportage").set_input_files(kept)
    button(page, "Opnieuw berekenen").click()
    expect(page.get_by_role("main")).to_contain_text("Alles klopt")
