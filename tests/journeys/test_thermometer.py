"""A thermometer from a prepared round to a result beside the round before: docs/how-to/run-a-thermometer.md."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.jobs import do_jobs
from tests.journeys.test_answering import PHONE, choose
from tests.journeys.test_journeys import address, look_along, mistakes
from tests.mail_server import Mailbox, mail_server
from tests.rounds import as_dilara, link_in
from tests.world import days_from_now, find_world
from vlechtwerk.domains.evaluation.models import RoundMail

ROUND = "/demo/evaluation/rounds/WD/T3/"
# How many statements the demo asks, and how many questions answered in words.
STATEMENTS, QUESTIONS = 26, 2


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> None:
    settings.ROUND_KEYS = tmp_path / "round-keys"


@pytest.fixture
def box(settings: Any, live_server: LiveServer) -> Iterator[Mailbox]:
    settings.SITE_URL = address(live_server)
    with mail_server(settings) as opened:
        yield opened


@pytest.fixture
def page_of(page: Page, live_server: LiveServer) -> Any:
    """Return a page of the demo, opened as someone of the cast."""

    def open_as(name: str, path: str) -> Page:
        page.context.clear_cookies()
        look_along(page, live_server, f"{name}@example.org", "demo")
        page.goto(address(live_server) + path)
        return page

    return open_as


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def prepare(page: Page) -> None:
    go(page, "Een ronde voorbereiden")
    page.get_by_label("Code", exact=True).fill("T3")
    page.get_by_label("Naam, zoals respondenten die lezen").fill("Derde ronde")
    # The rounds before asked the same statements in confidence.
    expect(page.get_by_role("main")).to_contain_text("Beloof hetzelfde als eerder")
    page.get_by_label("Vertrouwelijk", exact=True).check()
    page.get_by_label("Kleinste getoonde groep").fill("3")
    expect(page.get_by_label("Per niveau")).to_be_checked()
    press(page, "Ronde voorbereiden")
    expect(page.get_by_role("main")).to_contain_text("Er is nog niemand gevraagd")
    assert mistakes(page) == []


def ask(page: Page) -> None:
    go(page, "Mensen van het project vragen")
    page.get_by_label("Niveau").select_option("tactical")
    press(page, "Toon")
    page.get_by_label("Lars (").uncheck()
    assert mistakes(page) == []
    press(page, "De gekozen mensen vragen")
    go(page, "Iemand van buiten vragen")
    page.get_by_label("Naam", exact=True).fill("Nora")
    page.get_by_label("E-mailadres").fill("nora@example.org")
    press(page, "Aan de ronde toevoegen")
    expect(page.get_by_role("main")).to_contain_text("Nora krijgt mail zodra u de uitnodigingen verstuurt")


def open_and_invite(page: Page, box: Mailbox) -> None:
    go(page, "De ronde openen")
    expect(page.get_by_role("main")).to_contain_text("Geen uitkomsten, voor niemand")
    press(page, "De ronde openen voor 5 mensen")
    go(page, "Uitnodigingen versturen")
    press(page, "Versturen aan 5 mensen")
    expect(page.get_by_role("main")).to_contain_text("Onderweg: 5")
    assert do_jobs() == 1
    go(page, "Opnieuw kijken")
    expect(page.get_by_role("main")).to_contain_text("Uitnodigingen verstuurd: 5. Herinneringen verstuurd: 0.")
    # A day has to pass, and the page says so.
    expect(page.get_by_role("main")).to_contain_text("Nu kan er geen herinnering uit")
    expect(page.get_by_role("link", name="Herinneringen versturen")).to_have_count(0)
    people = sorted(to for (to,), _mail in box.taken)
    assert people == [f"{name}@example.org" for name in ("chris", "eva", "hugo", "inge", "nora")]


def answer_by_hand(page: Page, label: str, first: int = 0) -> None:
    for _statement in range(first, STATEMENTS):
        choose(page, label)
        press(page, "Volgende")


def send(page: Page) -> None:
    press(page, "Versturen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank u wel, uw antwoorden zijn ontvangen")


def answer_with_an_interruption(browser: Browser, link: str) -> None:
    """Chris answers twelve statements, closes the tab, and finds them when he follows the link again."""
    phone = browser.new_context(**PHONE)
    page = phone.new_page()
    page.goto(link)
    go(page, "Beginnen")
    for _statement in range(12):
        choose(page, "Eens")
        with page.expect_response("**/answer/save/"):
            press(page, "Volgende")
    expect(page.get_by_text("Bij ons bewaard, nog niet verstuurd.")).to_be_visible()
    page.close()
    page = phone.new_page()
    page.goto(link)
    expect(page.get_by_text("U hebt al 12 stellingen beantwoord")).to_be_visible()
    go(page, "Verdergaan")
    expect(page.get_by_text("13 van 28")).to_be_visible()
    for _statement in range(12):
        press(page, "Vorige")
        expect(page.get_by_label("Eens", exact=True).locator("visible=true")).to_be_checked()
    for _statement in range(12):
        press(page, "Volgende")
    answer_by_hand(page, "Eens", 12)
    page.locator("textarea:visible").fill("Chris levert zijn analisten niet")
    press(page, "Volgende")
    press(page, "Volgende")
    expect(page.get_by_text("U hebt 26 van de 26 stellingen beantwoord")).to_be_visible()
    send(page)
    phone.close()


def answer_by_keyboard(browser: Browser, link: str) -> None:
    """Eva uses no mouse and no finger: a choice by Space, the next statement by Enter."""
    phone = browser.new_context(**PHONE)
    page = phone.new_page()
    page.goto(link)
    _tab_to(page, "a", "Beginnen")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"1 van {STATEMENTS + QUESTIONS}", exact=True)).to_be_visible()
    for number in range(1, STATEMENTS + 1):
        expect(page.get_by_text(f"{number} van {STATEMENTS + QUESTIONS}", exact=True)).to_be_visible()
        _tab_to(page, "input")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    for _question in range(QUESTIONS):
        _tab_to(page, "button", "Volgende")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Klaar om te versturen")).to_be_focused()
    _tab_to(page, "button", "Versturen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank u wel, uw antwoorden zijn ontvangen")
    phone.close()


def _tab_to(page: Page, tag: str, words: str = "") -> None:
    """Move with the tab key to the next control of a kind, with these words."""
    for _step in range(20):
        page.keyboard.press("Tab")
        at = page.evaluate("[document.activeElement.localName, document.activeElement.innerText || '']")
        if at[0] == tag and at[1].strip().startswith(words):
            return
    pytest.fail(f"The tab key does not reach “{words or tag}”.")


def answer_plainly(browser: Browser, link: str) -> None:
    """Nora, who has no account, agrees strongly with everything."""
    phone = browser.new_context(**PHONE)
    page = phone.new_page()
    page.goto(link)
    expect(page.get_by_text("Uw antwoorden zijn vertrouwelijk")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    go(page, "Beginnen")
    answer_by_hand(page, "Helemaal eens")
    page.locator("textarea:visible").fill("De weekstart helpt")
    press(page, "Volgende")
    press(page, "Volgende")
    send(page)
    assert "/answer/thanks/" in page.url
    phone.close()


def remind(page: Page, box: Mailbox) -> None:
    """Send reminders a day later: Nora gets a link of her own, who answered gets nothing."""
    with find_world("demo") as world, as_dilara(world):
        RoundMail.objects.update(asked_on=days_from_now(-1))
    box.taken.clear()
    page.reload()
    go(page, "Herinneringen versturen")
    press(page, "3 mensen herinneren")
    assert do_jobs() == 1
    assert sorted(to for (to,), _mail in box.taken) == [f"{name}@example.org" for name in ("hugo", "inge", "nora")]


def test_round_from_its_preparation_to_its_result_beside_the_one_before(
    page_of: Any, browser: Browser, box: Mailbox
) -> None:
    dilara = page_of("dilara", "/demo/evaluation/rounds/")
    prepare(dilara)
    ask(dilara)
    open_and_invite(dilara, box)
    links = {to: link_in(box.texts_to(to)[0]) for (to,), _mail in box.taken}
    answer_with_an_interruption(browser, links["chris@example.org"])
    answer_by_keyboard(browser, links["eva@example.org"])
    remind(dilara, box)
    answer_plainly(browser, link_in(box.texts_to("nora@example.org")[0]))
    # While it is open she sees how many, and nothing of what.
    dilara.reload()
    expect(dilara.get_by_role("main")).to_contain_text("3 van 5 geantwoord")
    assert mistakes(dilara) == []
    go(dilara, "De ronde sluiten")
    dilara.get_by_label("Ik sluit eerder dan aan mensen is gezegd").check()
    press(dilara, "De ronde definitief sluiten")
    redact_and_publish(dilara)
    read_and_compare(page_of("karin", ROUND))


def redact_and_publish(page: Page) -> None:
    go(page, "De uitkomst lezen")
    expect(page.get_by_role("main")).to_contain_text("alleen de evaluatoren lezen haar")
    go(page, "Opmerkingen (2 te lezen)")
    telling = page.locator("li.vw-remark", has_text="Chris levert")
    expect(telling).to_contain_text("Kan verraden wie het is")
    telling.get_by_label("Zoals getoond").fill("Toegezegde analisten komen niet")
    telling.get_by_role("button", name="Zo tonen").click()
    helping = page.locator("li.vw-remark", has_text="De weekstart helpt")
    helping.get_by_role("button", name="Niet tonen").click()
    assert mistakes(page) == []
    go(page, "De uitkomst publiceren")
    expect(page.get_by_role("main")).to_contain_text("1 wordt getoond, zoals bewerkt")
    press(page, "De uitkomst publiceren")
    expect(page.get_by_role("main")).to_contain_text("elk lid van het project leest deze uitkomst nu")


def read_and_compare(page: Page) -> None:
    """Karin, who evaluates nothing, reads what is published; the counts are those of the answers given above."""
    expect(page.get_by_role("main")).not_to_contain_text("nora@example.org")
    go(page, "De uitkomst lezen")
    main = page.get_by_role("main")
    expect(main).to_contain_text("3 van 5, waarvan 3 volledig")
    expect(main).to_contain_text("Toegezegde analisten komen niet")
    expect(main).not_to_contain_text("weekstart")
    expect(main).not_to_contain_text("Chris")
    assert mistakes(page) == []
    go(page, "Beide rondes in aantallen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Derde ronde naast Tweede ronde")
    # Chris and Nora agree, Eva does not; of 26 who gave a view in the round before, 21 did.
    row = page.locator("tr", has_text="Mijn organisatie staat achter de doelen")
    expect(row).to_contain_text("21 van 26 (81%)")
    expect(row).to_contain_text("2 van 3")
    assert mistakes(page) == []
