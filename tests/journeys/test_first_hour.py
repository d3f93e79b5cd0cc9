"""The first hour with documents: the steps of docs/how-to/first-hour.md, in a real browser, as each of the cast."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_journeys import CHECKED, address, look_along

HERE = "/demo/sharing/in/smokkelroutes/"
TITLE, KNOWLEDGE = "Waarnemingen kade 7", "Wat er op kade 7 opvalt"


@pytest.fixture
def page_of(page: Page, live_server: LiveServer, settings: Any, tmp_path: Path) -> Any:
    """Return a page of the purpose, opened as someone of the cast."""
    settings.MEDIA_ROOT = tmp_path / "store"

    def open_as(name: str, path: str) -> Page:
        page.context.clear_cookies()
        look_along(page, live_server, f"{name}@example.org", "demo")
        page.goto(path if path.startswith("http") else address(live_server) + (path if path[0] == "/" else HERE + path))
        return page

    return open_as


def give(page: Page, title: str, words: str, origin: str, *, knowledge: bool = False) -> str:
    """Add a document, and return where it stands."""
    page.locator("input[type=file]").set_input_files(
        {"name": f"{title}.txt", "mimeType": "text/plain", "buffer": words.encode()}
    )
    page.get_by_label("Waar komt het vandaan?").fill(origin)
    if knowledge:
        page.locator("#category-knowledge").check()
        page.locator("#level-knowledge").check()
    else:
        page.get_by_label("verdachten").check()
    page.get_by_role("button", name="Opslaan voor").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title, timeout=CHECKED)
    return page.url


def send(page: Page, name: str) -> None:
    page.get_by_role("link", name="Naar een collega sturen").click()
    colleague = page.get_by_label("Aan wie?").locator("option", has_text=f"{name}, ")
    page.get_by_label("Aan wie?").select_option(value=colleague.get_attribute("value"))
    page.get_by_role("button", name="Sturen").click()


def main(page: Page) -> Any:
    return expect(page.get_by_role("main"))


def test_first_hour_from_giving_to_proving(page_of: Any) -> None:
    # 1-2. Anna gives what she knows and what she saw.
    page = page_of("anna", "documents/add/")
    main(page).to_contain_text("Na toestemming ook")
    knowledge = give(page, KNOWLEDGE, "Containers blijven lang staan.", "eigen analyse", knowledge=True)
    secret = give(page_of("anna", "documents/add/"), TITLE, "Twee nachten op kade 7.", "observatie op de kade")

    # 3. She names the knowledge as the edition for who may not read the rest.
    page.get_by_role("link", name="Minder herkenbare uitgave aanwijzen").click()
    page.get_by_label("Welk document?").select_option(label=KNOWLEDGE)
    page.get_by_role("button", name="Deze aanwijzen").click()

    # 4. Sending says at once that Bram can't open it, why, and what he can read.
    send(page_of("anna", secret), "Bram")
    main(page).to_contain_text("Bram kan dit niet openen. Er is niets gestuurd.")
    main(page).to_contain_text("als kennis wel.")
    page.get_by_role("button", name="Vertel Bram hoe erom te vragen").click()
    main(page).to_contain_text("Bram kreeg bericht")

    # 5. What Chris may read arrives at once.
    send(page_of("anna", knowledge), "Chris")
    page = page_of("chris", "notices/")
    page.get_by_role("link", name=KNOWLEDGE).click()
    main(page).to_contain_text("Containers blijven lang staan.")

    # 6. Bram is refused with a reason, takes the lower level, and asks.
    page = page_of("bram", "notices/")
    main(page).to_contain_text("Anna stuurde u iets dat u nog niet mag lezen")
    expect(page.get_by_text(TITLE)).to_have_count(0)
    page.goto(secret)
    main(page).to_contain_text("Een document over herkenbare personen mag u hier niet zien; als kennis wel.")
    main(page).to_contain_text("Wpg artikel 19")
    page.get_by_role("link", name="Bekijk de kennis").click()
    main(page).to_contain_text("Containers blijven lang staan.")
    page.goto(secret)
    page.get_by_label("Waarom is het nodig?").fill("Om de vracht te koppelen aan de aangifte")
    page.get_by_role("button", name="Vraag toestemming").click()
    main(page).to_contain_text("Gevraagd.")

    # 7. Inge, the prosecutor, agrees.
    page = page_of("inge", "consents/")
    asked = page.locator(".vw-consent", has_text="Om de vracht te koppelen aan de aangifte")
    asked.get_by_role("link", name="Antwoorden").click()
    page.get_by_label("Ik geef toestemming").check()
    page.get_by_role("button", name="Antwoorden").click()
    main(page).to_contain_text("Belastingdienst leest deze gegevens vanaf nu")

    # 8. Bram sees more, once he knows that it is secret.
    page = page_of("bram", secret)
    main(page).to_contain_text("Eerst: deze gegevens zijn geheim")
    page.get_by_role("button", name="Ik weet het, open het document").click()
    main(page).to_contain_text("Twee nachten op kade 7.")

    # 9. Anna takes it back; who read it is told, and reads it no more.
    page = page_of("anna", secret)
    main(page).to_contain_text("Belastingdienst")
    page.get_by_role("link", name="Terugroepen").click()
    page.get_by_label("Wat was er mis?").fill("De vrachtwagen was van een ander")
    page.get_by_role("button", name="Terugroepen").click()
    main(page).to_contain_text("1 persoon die het las, heeft bericht gekregen.")
    page = page_of("bram", "notices/")
    main(page).to_contain_text("De vrachtwagen was van een ander")
    assert page.goto(secret).status == 404  # type: ignore[union-attr]  # there is an answer

    # 10. Eva proves it in the log, without seeing content.
    page = page_of("eva", "/demo/sharing/log/")
    page.get_by_label("Controle op rechtmatigheid").check()
    page.get_by_label("Waarom, in uw eigen woorden?").fill("Nagaan wie las wat werd teruggeroepen")
    page.get_by_role("button", name="Log lezen").click()
    main(page).to_contain_text("De keten klopt")
    main(page).to_contain_text("Wpg 19")
    expect(page.get_by_text(TITLE)).to_have_count(0)
