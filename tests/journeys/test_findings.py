"""From a coded fragment to an answer that every member reads, in a real Chromium, refused and mended on the way."""

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_journeys import address, look_along
from tests.journeys.test_learning import fits, press

WD = "/demo/evaluation/evaluations/WD/"
SENTENCE = "Het convenant heeft het delen van gegevens versneld."


def use_a_fragment(page: Page, site: str) -> None:
    """Go from the code book to a fragment that may be quoted, and use it in a new finding."""
    page.goto(f"{site}/demo/evaluation/fieldwork/WD/codes/")
    page.get_by_role("link", name="Samenwerkingsproces", exact=True).first.click()
    fits(page)
    row = page.get_by_role("listitem").filter(has_text="Iedereen wil wel.")
    row.get_by_role("link", name="Gebruik als bewijs").first.click()
    fits(page)
    page.get_by_label("Een nieuwe bevinding").check()
    press(page, "Daar gebruiken")


def be(page: Page, live_server: LiveServer, name: str) -> None:
    """Look along as someone, whoever looked before."""
    page.context.clear_cookies()
    look_along(page, live_server, f"{name}@example.org", "demo")


def narrow(page: Page) -> None:
    """Hold that a page fits a phone too."""
    page.set_viewport_size({"width": 390, "height": 900})
    fits(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_fragment_becomes_an_answer(page: Page, live_server: LiveServer) -> None:
    site = address(live_server)
    be(page, live_server, "dilara")
    use_a_fragment(page, site)
    fits(page)
    page.get_by_label("De zin").fill(SENTENCE)
    page.get_by_label("V1").check()
    press(page, "Bewaren als concept")
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("Deze zin zegt meer dan het bewijs draagt.")
    expect(refusal).to_contain_text("gemeten effect")
    expect(page.get_by_label("De zin")).to_have_value(SENTENCE)
    narrow(page)
    refusal.get_by_role("button", name="Deze zin overnemen").first.click()
    expect(page.get_by_role("main")).to_contain_text("is bewaard als concept")
    expect(page.get_by_role("main")).to_contain_text("Er is geen tegenbewijs gezocht.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Een geïnterviewde zegt: “Iedereen wil wel.”")
    narrow(page)
    finding = page.url
    be(page, live_server, "mila")
    for act, button in (("Nakijken", "Zij zegt wat het bewijs draagt"), ("Goedkeuren", "Goedkeuren voor")):
        page.goto(finding)
        page.get_by_role("link", name=act, exact=True).click()
        fits(page)
        press(page, button)
    fits(page)
    be(page, live_server, "karin")
    page.goto(f"{site}{WD}answers/")
    narrow(page)
    page.get_by_role("link", name="V1").click()
    expect(page.get_by_role("main")).to_contain_text("Een geïnterviewde zegt: “Iedereen wil wel.”")
    expect(page.get_by_role("main")).to_contain_text("mening")
    narrow(page)
