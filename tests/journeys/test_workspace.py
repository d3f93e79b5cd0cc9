"""A day in an activity, by keyboard: a task, a mention, what is new, and the digest that comes by mail."""

from typing import Any

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_journeys import address, look_along, mistakes
from tests.mail_server import mail_server
from tests.world import now
from vlechtwerk.interfaces.web.digest_mail import send_due_digests

ACTIVITY = "/demo/programme/activities/D01/"


def go_to(page: Page, role: Any, name: str, *, most: int = 160) -> None:
    """Walk with Tab to a control of the page's content, as someone without a mouse does."""
    wanted = page.get_by_role("main").get_by_role(role, name=name, exact=False).first
    page.get_by_role("main").focus()
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{role} “{name}” is not reached by keyboard")


def is_clean(page: Page) -> None:
    assert mistakes(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_task_mention_and_digest_by_keyboard(page: Page, live_server: LiveServer, settings: Any) -> None:
    look_along(page, live_server, "anna@example.org", "demo")
    page.goto(address(live_server) + ACTIVITY)
    is_clean(page)

    # A task for Bram.
    go_to(page, "link", "Geef een taak")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Een taak voor")
    is_clean(page)
    go_to(page, "textbox", "Wat moet er gebeuren?")
    page.keyboard.type("Havenmeester bellen")
    page.keyboard.press("Tab")
    page.keyboard.type("Bram")
    go_to(page, "button", "Taak geven")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("is een taak van Bram")

    # A comment in which he is mentioned, on the same page.
    page.get_by_text("Zeg iets", exact=True).focus()
    page.keyboard.press("Enter")
    go_to(page, "textbox", "Wat wilt u zeggen?")
    page.keyboard.type("Kijk je mee, @Bram? Het is een geheimpje.")
    is_clean(page)
    go_to(page, "button", "Plaatsen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Melding gekregen: Bram")
    expect(page.locator(".vw-remark").first).to_contain_text("@Bram")

    # Bram chooses a daily digest, and gets it: where and how much, not what.
    page.context.clear_cookies()
    look_along(page, live_server, "bram@example.org", "demo")
    page.goto(address(live_server) + "/demo/notices/digest/")
    is_clean(page)
    page.get_by_label("Elke dag").check()
    page.get_by_role("button", name="Opslaan").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("elke dag")
    with mail_server(settings) as box:
        send_due_digests(now())
    (text,) = box.texts_to("bram@example.org")
    assert "U kreeg een taak in Fenomeenbeeld smokkelroutes" in text
    assert "geheimpje" not in text

    # He reads on the page what it was, and finishes the task.
    page.goto(address(live_server) + "/demo/notices/")
    is_clean(page)
    expect(page.get_by_role("main")).to_contain_text("Anna gaf u een taak in Fenomeenbeeld smokkelroutes")
    go_to(page, "button", "Lees Anna gaf u een taak in Fenomeenbeeld smokkelroutes")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Havenmeester bellen")
    is_clean(page)
    go_to(page, "link", "Taak afsluiten")
    page.keyboard.press("Enter")
    go_to(page, "button", "Taak afsluiten")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("is gedaan")

    # And it is found back by its words.
    page.goto(address(live_server) + "/demo/search/?q=havenmeester")
    is_clean(page)
    expect(page.locator("mark").first).to_have_text("Havenmeester")
