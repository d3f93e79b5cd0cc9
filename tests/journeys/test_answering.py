"""Answering in a real Chromium: with an interruption, on another device, by keyboard at 390 pixels, without scripts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import rounds as build
from tests.journeys.test_journeys import address, mistakes
from tests.journeys.test_results import press_through
from tests.world import find_world, now
from vlechtwerk.domains.evaluation.models import AnswerSheet, EvaluationRound, Respondent, RoundRemark
from vlechtwerk.domains.evaluation.operations import rounds
from vlechtwerk.domains.evaluation.operations.answering import hand_in

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 780}, "locale": "nl-NL", "has_touch": True}
# How many were asked in the first case.
ALL = 31


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> None:
    settings.ROUND_KEYS = tmp_path / "round-keys"


@pytest.fixture
def site(transactional_db: None, live_server: LiveServer) -> str:
    return address(live_server)


def open_round(people: int = 5, **more: Any) -> tuple[EvaluationRound, list[str]]:
    """Open a round that keeps its forms when three answered."""
    with find_world() as world, build.as_dilara(world):
        asked = build.opened(world, people, **({"threshold": 3, "breakdowns": ()} | more))
        return asked, build.links(asked)


def let_two_others_answer(tokens: list[str]) -> None:
    """Let the last two answer nothing but the last statement: of one form alone nothing would be kept."""
    for token in tokens[-2:]:
        hand_in(build.following(token), {"S3": 3}, {})


# The first byte says how it is packed; then two for each statement.
OF_OTHERS = [255, 255, 255, 255, 0, 3]


def close(asked: EvaluationRound) -> tuple[list[list[int]], list[str]]:
    """Close a round; return its forms but those of the two others, and its remarks."""
    with find_world() as world, build.as_dilara(world):
        rounds.close_round(asked, early=True, by=world.dilara, at=now())
        remarks = [remark.text for remark in RoundRemark.objects.all()]
        forms = [list(bytes(sheet.packed)[1:]) for sheet in AnswerSheet.objects.all()]
        return [form for form in forms if form != OF_OTHERS], remarks


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(**PHONE)
    yield context
    context.close()


def choose(page: Page, label: str) -> None:
    """Give the answer to the statement that stands there, once the page's script shows one at a time."""
    shown = page.get_by_label(label, exact=True).locator("visible=true")
    expect(shown).to_have_count(1)
    shown.check()


def follow(context: BrowserContext, site: str, token: str) -> Page:
    page = context.new_page()
    page.goto(f"{site}/answer/{token}/")
    return page


def kept_here(page: Page) -> int:
    """Return how many things the browser keeps, once the page's script has run."""
    page.wait_for_load_state()
    return int(page.evaluate("Object.keys(localStorage).length"))


def test_anonymous_form_survives_a_closed_tab_and_is_in_no_server(site: str, phone: BrowserContext) -> None:
    asked, tokens = open_round()
    let_two_others_answer(tokens)
    page = follow(phone, site, tokens[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe gaat het met de samenwerking?")
    assert mistakes(page, contrast=True) == []
    page.get_by_role("link", name="Beginnen").click()
    expect(page.get_by_text("Stelling 1 gaat goed")).to_be_visible()
    expect(page.get_by_text("Stelling 2 gaat goed")).to_be_hidden()
    choose(page, "Eens")
    # Choosing does not jump on.
    expect(page.get_by_text("Stelling 1 gaat goed")).to_be_visible()
    page.get_by_role("button", name="Volgende").click()
    choose(page, "Helemaal oneens")
    expect(page.get_by_text("Bewaard in deze browser, nog niet verstuurd.")).to_be_visible()
    assert mistakes(page, contrast=True) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
    page = follow(phone, site, tokens[0])
    page.get_by_role("link", name="Verdergaan").click()
    expect(page.get_by_text("Stelling 2 gaat goed")).to_be_visible()
    page.get_by_role("button", name="Vorige").click()
    expect(page.get_by_label("Eens", exact=True).locator("visible=true")).to_be_checked()
    for _step in range(3):
        page.get_by_role("button", name="Volgende").click()
    page.get_by_label("Wat wilt u kwijt?").fill("Meer tijd")
    page.get_by_role("button", name="Volgende").click()
    expect(page.get_by_role("heading", name="Klaar om te versturen")).to_be_focused()
    expect(page.get_by_text("U hebt 2 van de 3 stellingen beantwoord")).to_be_visible()
    expect(page.get_by_text("3. Stelling 3 gaat goed")).to_be_visible()
    expect(page.get_by_text("Een opmerking van 9 tekens")).to_be_visible()
    assert mistakes(page, contrast=True) == []
    assert kept_here(page) == 1
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank u wel, uw antwoorden zijn ontvangen")
    assert kept_here(page) == 0
    assert mistakes(page, contrast=True) == []
    # Where the browser was tells nothing, and going back sends nothing again.
    assert tokens[0] not in page.url
    page.go_back()
    page.goto(f"{site}/answer/{tokens[0]}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze link is gebruikt")
    sheets, remarks = close(asked)
    assert sheets == [[0, 4, 0, 1, 255, 255]]
    assert remarks == ["Meer tijd"]


def test_half_filled_form_leaves_the_browser_when_it_can_not_be_sent_any_more(site: str, phone: BrowserContext) -> None:
    asked, tokens = open_round()

    def fill_in(token: str) -> Page:
        page = follow(phone, site, token)
        page.get_by_role("link", name="Beginnen").click()
        choose(page, "Eens")
        expect(page.get_by_text("Bewaard in deze browser, nog niet verstuurd.")).to_be_visible()
        assert kept_here(page) == 1
        return page

    def is_forgotten(page: Page, heading: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert kept_here(page) == 0

    page = fill_in(tokens[0])
    page.goto(f"{site}/answer/")
    page.get_by_role("button", name="Ik doe niet mee").click()
    is_forgotten(page, "U doet niet mee")
    page = fill_in(tokens[1])
    with find_world() as world, build.as_dilara(world):
        Respondent.objects.filter(id=build.following(tokens[1]).respondent).update(noted="not_eligible")
    page.goto(f"{site}/answer/")
    is_forgotten(page, "U wordt niet meer gevraagd")
    page = fill_in(tokens[2])
    close(asked)
    page.goto(f"{site}/answer/")
    is_forgotten(page, "Deze ronde is gesloten")


def test_confidential_form_goes_on_on_another_device(site: str, browser: Browser, phone: BrowserContext) -> None:
    asked, tokens = open_round(promise="confidential")
    page = follow(phone, site, tokens[0])
    page.get_by_role("link", name="Beginnen").click()
    choose(page, "Oneens")
    with page.expect_response("**/answer/save/"):
        page.get_by_role("button", name="Volgende").click()
    expect(page.get_by_text("Bij ons bewaard, nog niet verstuurd.")).to_be_visible()
    assert kept_here(page) == 0
    desk = browser.new_context(locale="nl-NL")
    other = follow(desk, site, tokens[0])
    expect(other.get_by_text("U hebt al 1 stelling beantwoord")).to_be_visible()
    other.get_by_role("link", name="Verdergaan").click()
    # At the first that is empty; what was answered before stands one back.
    expect(other.get_by_text("Stelling 2 gaat goed")).to_be_visible()
    other.get_by_role("button", name="Vorige").click()
    expect(other.get_by_label("Oneens", exact=True).locator("visible=true")).to_be_checked()
    for _step in range(4):
        other.get_by_role("button", name="Volgende").click()
    other.get_by_role("button", name="Versturen").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Dank u wel, uw antwoorden zijn ontvangen")
    desk.close()
    sheets, _remarks = close(asked)
    assert [sheet[:2] for sheet in sheets] == [[0, 2]]


def test_keyboard_alone_is_enough_at_390_pixels(site: str, phone: BrowserContext) -> None:
    asked, tokens = open_round()
    let_two_others_answer(tokens)
    page = follow(phone, site, tokens[0])
    press_through(page, "Beginnen")
    expect(page.get_by_text("Stelling 1 gaat goed")).to_be_visible()
    page.keyboard.press("Tab")
    for _step in range(3):
        if page.evaluate("document.activeElement.type") != "radio":
            page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Oneens", exact=True).locator("visible=true")).to_be_checked()
    # Enter moves on, and sends nothing.
    page.keyboard.press("Enter")
    expect(page.get_by_text("Stelling 2 gaat goed", exact=True)).to_be_focused()
    press_through(page, "Volgende")
    press_through(page, "Volgende")
    press_through(page, "Volgende")
    expect(page.get_by_role("heading", name="Klaar om te versturen")).to_be_focused()
    press_through(page, "Invullen")
    expect(page.get_by_text("Stelling 2 gaat goed", exact=True)).to_be_focused()
    for _step in range(3):
        press_through(page, "Volgende")
    press_through(page, "Versturen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank u wel, uw antwoorden zijn ontvangen")
    sheets, _remarks = close(asked)
    assert [sheet[:2] for sheet in sheets] == [[0, 2]]


def test_without_scripts_there_is_one_form(site: str, browser: Browser) -> None:
    asked, tokens = open_round()
    let_two_others_answer(tokens)
    context = browser.new_context(**PHONE, java_script_enabled=False)
    page = follow(context, site, tokens[0])
    page.get_by_role("link", name="Beginnen").click()
    expect(page.get_by_text("Stelling 3 gaat goed")).to_be_visible()
    page.get_by_label("Helemaal eens").nth(1).check()
    page.get_by_role("button", name="Nalezen en versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klaar om te versturen")
    page.get_by_role("button", name="Terug naar de stellingen").click()
    expect(page.get_by_label("Helemaal eens").nth(1)).to_be_checked()
    page.get_by_role("button", name="Nalezen en versturen").click()
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank u wel, uw antwoorden zijn ontvangen")
    context.close()
    sheets, _remarks = close(asked)
    assert [sheet[:4] for sheet in sheets] == [[255, 255, 0, 5]]


def test_31_browsers_answer_one_round_at_once_and_none_is_lost(site: str, browser: Browser) -> None:
    asked, tokens = open_round(ALL)
    contexts = [browser.new_context(locale="nl-NL") for _token in tokens]
    pages = [follow(context, site, token) for context, token in zip(contexts, tokens, strict=True)]
    for page in pages:
        page.get_by_role("link", name="Beginnen").click(no_wait_after=True)
    labels = ("Helemaal oneens", "Oneens", "Niet eens, niet oneens", "Eens", "Helemaal eens")
    for number, page in enumerate(pages):
        choose(page, labels[number % 5])
        for _step in range(4):
            page.get_by_role("button", name="Volgende").click()
    # All forms are sent before the first is answered.
    for page in pages:
        page.evaluate("setTimeout(() => document.querySelector('[data-send]').click(), 50)")
    for page in pages:
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Dank u wel, uw antwoorden zijn ontvangen", timeout=60_000
        )
    for context in contexts:
        context.close()
    sheets, _remarks = close(asked)
    assert sorted(sheet[1] for sheet in sheets) == sorted(1 + number % 5 for number in range(ALL))
    with find_world() as world, build.as_dilara(world):
        assert Respondent.objects.filter(round=asked, sent_on__isnull=False).count() == ALL


def test_page_of_the_link_is_read_in_english(site: str, phone: BrowserContext) -> None:
    _asked, tokens = open_round()
    page = follow(phone, site, tokens[0])
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text("Your answers are anonymous.")).to_be_visible()
    page.get_by_role("link", name="Begin").click()
    expect(page.get_by_text("Statement 1 goes well")).to_be_visible()
    assert mistakes(page, contrast=True) == []
