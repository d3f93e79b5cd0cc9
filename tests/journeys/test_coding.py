"""From a transcript to settled codes in a real Chromium, by keyboard: docs/how-to/from-interview-to-lesson.md."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_journeys import address, look_along, mistakes

FIELDWORK = "/demo/evaluation/fieldwork/WD/"
TEXT = f"{FIELDWORK}texts/I01/"
SENTENCES = 12
# Every run of one to five of its sentences: 12 + 11 + 10 + 9 + 8, each another piece of the text.
RUNS = [(first, length) for length in range(1, 6) for first in range(SENTENCES - length + 1)]
# Codings of Dilara that the demo has in this text.
BEFORE = 3


@pytest.fixture
def dilara(page: Page, live_server: LiveServer) -> Any:
    look_along(page, live_server, "dilara@example.org", "demo")

    def at(path: str) -> Page:
        page.goto(address(live_server) + path)
        return page

    return at


def test_fifty_fragments_are_coded_without_a_mouse(dilara: Any) -> None:
    page = dilara(TEXT)
    assert mistakes(page) == []
    page.locator("[data-coding]").focus()
    assert len(RUNS) == 50
    for first, length in RUNS:
        _choose(page, first, length)
        with page.expect_navigation():
            page.keyboard.press(str(length))
    expect(page.get_by_role("main")).to_contain_text(f"{BEFORE + len(RUNS)} fragmenten van u")
    with page.expect_navigation():
        page.keyboard.press("Control+z")
    expect(page.get_by_role("main")).to_contain_text(f"{BEFORE + len(RUNS) - 1} fragmenten van u")
    with page.expect_navigation():
        page.keyboard.press("Control+z")
    expect(page.get_by_role("main")).to_contain_text(f"{BEFORE + len(RUNS) - 2} fragmenten van u")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("c")
    expect(page.get_by_label("Welke code?")).to_be_focused()
    page.keyboard.type("eigen woord")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("main")).to_contain_text("Gecodeerd: “eigen woord”, een nieuwe code.")
    _by_its_beginning(page)


def _choose(page: Page, first: int, length: int) -> None:
    """Choose a run of sentences by keyboard, from the top."""
    for key, times in (("ArrowUp", SENTENCES), ("ArrowDown", first), ("Shift+ArrowDown", length - 1)):
        for _time in range(times):
            page.keyboard.press(key)


def _by_its_beginning(page: Page) -> None:
    page.keyboard.press("c")
    page.keyboard.type("geen van deze")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(page.get_by_label("Welke code?")).to_be_focused()
    expect(page.get_by_label("Welke code?")).to_have_value("geen van deze")
    # Another sentence: this one has the code.
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("c")
    page.keyboard.press("Control+a")
    page.keyboard.type("eigen w")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Gecodeerd: “eigen woord”.")


def test_differences_are_settled(dilara: Any) -> None:
    page = dilara(f"{FIELDWORK}coders/")
    assert mistakes(page) == []
    expect(page.get_by_role("main")).to_contain_text("kappa")
    page.get_by_role("link", name="I01", exact=True).first.click()
    assert mistakes(page) == []
    page.get_by_label("Wie beslist, en hoe?").fill("Wij samen")
    page.get_by_role("button", name="Beginnen").click()
    assert mistakes(page) == []
    page.get_by_role("button", name="Al deze").first.click()
    expect(page.get_by_role("main")).to_contain_text("Vastgesteld:")


def test_file_is_chosen_once_taken_in_and_undone(dilara: Any, tmp_path: Path) -> None:
    page = dilara(f"{FIELDWORK}files/")
    assert mistakes(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Teksten, codes en coderingen (QDPX)").click()
    file = tmp_path / "werk.qdpx"
    download.value.save_as(file)
    page.get_by_label("Bestand (.qdpx of .qdc)").set_input_files(file)
    page.get_by_role("button", name="Laat zien wat erin staat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("werk.qdpx")
    assert mistakes(page) == []
    page.get_by_label("Iedereen wiens woorden dit zijn").check()
    page.get_by_role("button", name="Overnemen").click()
    expect(page.get_by_role("heading", name="Overgenomen")).to_be_visible()
    assert mistakes(page) == []
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("main")).to_contain_text("wat dit bestand bracht is hier niet meer")
