"""A learning session on a shared screen and on phones, and what comes of it, as in from-interview-to-lesson.md."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_answering import PHONE
from tests.journeys.test_journeys import address, look_along, mistakes
from tests.world import days_from_now

WD = "/demo/evaluation/evaluations/WD/"
SESSION = f"{WD}sessions/S2/"


@pytest.fixture
def as_dilara(page: Page, live_server: LiveServer) -> Page:
    look_along(page, live_server, "dilara@example.org", "demo")
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def fits(page: Page) -> None:
    """Hold that axe finds nothing and that nothing scrolls sideways."""
    assert mistakes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


GROUP = ("Noor", "Sam", "Els", "Omar", "Tess", "Wim")


def prepare(page: Page, site: str) -> list[str]:
    """Prepare a session of six, and return their links."""
    page.goto(f"{site}{WD}session/")
    fits(page)
    page.get_by_label("Hoe heet").fill("Leersessie in de winter")
    page.get_by_label("Korte code").fill("S2")
    page.get_by_label("Wat wordt aan de groep gevraagd?").fill("Wat willen we anders doen?")
    page.get_by_label("Op welke dag?").fill(days_from_now(2).isoformat())
    press(page, "Sessie voorbereiden")
    page.goto(f"{site}{SESSION}")
    for name in GROUP:
        go(page, "Iemand laten meedoen")
        page.get_by_label("Of de naam van iemand van buiten").fill(name)
        press(page, "Toevoegen")
    press(page, "Geef links aan wie er geen heeft")
    fits(page)
    return [one.inner_text() for one in page.locator("code").all()]


def test_group_proposes_and_chooses_on_phones_and_the_screen_follows(
    as_dilara: Page, browser: Browser, live_server: LiveServer
) -> None:
    site = address(live_server)
    links = prepare(as_dilara, site)
    phones = [browser.new_context(**PHONE).new_page() for _link in links]
    for phone, link in zip(phones, links, strict=True):
        phone.goto(link.replace("127.0.0.1", "localhost"))
        expect(phone.get_by_text("nog niet begonnen")).to_be_visible()
    fits(phones[0])
    as_dilara.goto(site + SESSION)
    press(as_dilara, "Laat de groep voorstellen")
    for number, phone in enumerate(phones):
        # Where nothing is typed, a phone follows by itself.
        expect(phone.get_by_label("Waar willen we naartoe?")).to_be_visible(timeout=20_000)
        phone.get_by_label("Waar willen we naartoe?").fill(f"Hoe doen we {number}")
        phone.get_by_label("Wat staat in de weg?").fill("het lastig is")
        press(phone, "Voorstellen")
        expect(phone.get_by_text("zonder uw naam. U kunt nog")).to_be_visible()
    fits(phones[0])
    go(as_dilara, "Gedeeld scherm")
    expect(as_dilara.get_by_text("Hoe doen we 1, terwijl het lastig is?")).to_be_visible()
    fits(as_dilara)
    go(as_dilara, "Terug naar de sessie")
    phones[0].get_by_label("Waar willen we naartoe?").fill("Hoe komt dit te laat")
    phones[0].get_by_label("Wat staat in de weg?").fill("de groep al kiest")
    press(as_dilara, "Laat de groep kiezen")
    expect(phones[0].get_by_text("De groep is verdergegaan")).to_be_visible(timeout=20_000)
    press(phones[0], "Voorstellen")
    expect(phones[0].get_by_label("Waar willen we naartoe?")).to_have_value("Hoe komt dit te laat")
    for phone in phones:
        go(phone, "Kijk wat de groep nu doet")
        phone.get_by_label("2. Hoe doen we 1, terwijl het lastig is?").check()
        press(phone, "Mijn keuze bewaren")
        expect(phone.get_by_text("Uw keuze is bewaard")).to_be_visible()
    fits(phones[0])
    as_dilara.reload()
    expect(as_dilara.get_by_text("6 kozen dit")).to_be_visible()
    go(as_dilara, "Sessie beëindigen")
    fits(as_dilara)
    press(as_dilara, "Sessie beëindigen")
    for phone in phones:
        phone.context.close()


def adopt(page: Page, site: str) -> None:
    page.goto(f"{site}{WD}agenda/")
    go(page, "Aannemen voor iedereen")
    press(page, "Aannemen voor iedereen")


def test_version_is_written_from_a_session_and_fits_a_phone(as_dilara: Page, live_server: LiveServer) -> None:
    page, site = as_dilara, address(live_server)
    page.goto(f"{site}{WD}agenda/")
    go(page, "Nieuwe versie beginnen")
    page.get_by_label("In welke sessie?").select_option(label="Leersessie in september")
    press(page, "Versie beginnen")
    fits(page)
    page.goto(f"{site}{WD}sessions/S1/")
    go(page, "In de nieuwe versie opnemen")
    page.get_by_label("Letter of nummer").fill("F")
    fits(page)
    press(page, "Vraag toevoegen")
    for act in ("Aanscherpen", "Splitsen", "Vragen samenvoegen", "Beantwoorden of laten vallen", "Eigenaar en dag"):
        page.goto(f"{site}{WD}agenda/")
        go(page, act)
        fits(page)
    adopt(page, site)
    # A question without an owner and a day is no question of the agenda.
    expect(page.get_by_text("geen dag waarop zij terugkomen: F.")).to_be_visible()
    page.goto(f"{site}{WD}agenda/")
    go(page, "Eigenaar en dag F")
    page.get_by_label("Wie trekt het?").select_option(label="Karin")
    page.get_by_label("Wanneer komt zij terug?").fill(days_from_now(60).isoformat())
    press(page, "Opslaan")
    adopt(page, site)
    expect(page.get_by_text("Aangenomen. Elk lid leest versie 4")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 780})
    fits(page)
    expect(page.locator(".vw-agenda__drawing")).to_be_hidden()
    expect(page.locator(".vw-agenda__list")).to_be_visible()


def test_insight_is_tried_in_an_activity_and_looked_at_again(as_dilara: Page, live_server: LiveServer) -> None:
    page, site = as_dilara, address(live_server)
    page.goto(f"{site}{WD}agenda/")
    go(page, "Inzicht noteren")
    page.get_by_label("Wat zagen we in de praktijk?").fill("Wie samen belde, kreeg die dag antwoord")
    page.get_by_label("Wat leerde het ons?").fill("Samen bellen scheelt een ronde")
    page.get_by_label("Korte code").fill("I9")
    fits(page)
    press(page, "Inzicht noteren")
    page.locator("#insight-I9").get_by_role("link", name="Probeer het in een activiteit").click()
    page.get_by_label("In welke activiteit?").select_option("D01")
    page.get_by_label("Wat veranderen we?").fill("Twee diensten bellen samen")
    page.get_by_label("Tot wanneer?").fill(days_from_now(30).isoformat())
    page.get_by_label("Waaraan zien we of het werkt?").fill("Antwoord op dezelfde dag")
    fits(page)
    press(page, "Proef beginnen")
    expect(page.get_by_text("De proef loopt tot")).to_be_visible()
    page.goto(f"{site}/demo/programme/activities/D01/")
    expect(page.locator("#trials")).to_contain_text("Twee diensten bellen samen")
    # Of the trials of the demo one has had its day; it waits for who has it.
    page.context.clear_cookies()
    look_along(page, live_server, "gwen@example.org", "demo")
    page.get_by_role("link", name="Eén uitvoerder schrijft mee").first.click()
    page.get_by_label("Wat zagen we?").fill("Het advies werd in vier weken opgepakt")
    page.get_by_label("Behouden").check()
    fits(page)
    press(page, "Bewaren wat we zagen")
    expect(page.get_by_text("Bekeken. Wat u zag, staat bij het inzicht")).to_be_visible()
    page.goto(f"{site}/demo/programme/activities/D04/")
    expect(page.locator("#trials")).to_contain_text("Het advies werd in vier weken opgepakt")


def test_claims_of_the_first_case_fit_a_phone(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server, "bram@example.org", "nsoc")
    site = address(live_server)
    addresses = ["claims/", "evaluations/EV1/claims/Q23/", "evaluations/EV1/agenda/", "evaluations/EV1/lists/"]
    page.set_viewport_size({"width": 390, "height": 800})
    for one in addresses:
        page.goto(f"{site}/nsoc/evaluation/{one}")
        fits(page)
