"""Someone who knows only the start page finds eight answers by clicking; the clicks are those of docs/first-look.md."""

import re

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.test_journeys import look_along


def clicks(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("link", name=name).first.click()


def test_what_is_delayed_and_by_what(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server)
    clicks(page, "Vertraagd")
    row = page.locator("tbody tr", has_text="Vertraagd")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Niet-ambtelijke corruptie")
    expect(row).to_contain_text("Werkbaar juridisch kader")


def test_what_holds_back_the_corruption_exploration_and_who_must_decide(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server)
    clicks(page, "Niet-ambtelijke corruptie")
    held = page.locator(".vw-answers__cell--blocked")
    expect(held).to_contain_text("Werkbaar juridisch kader")
    expect(held).to_contain_text("Niet voldaan")
    expect(held).to_contain_text("Informatie ophalen kost veel tijd; steeds opnieuw zijn afspraken nodig")
    expect(held).to_contain_text("Wie moet beslissen: niet in de bron.")


def test_what_became_of_caterpillar(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server)
    page.get_by_role("searchbox").first.fill("Caterpillar")
    page.keyboard.press("Enter")
    clicks(page, "Caterpillar")
    expect(page.get_by_role("main")).to_contain_text("Ontbonden")
    clicks(page, "Geschiedenis van de stand")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr").first).to_contain_text(re.compile("Opgegaan in TBML – Goud"))


def test_which_labs_ended_without_reaching_their_goal(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server)
    clicks(page, "Programma", "Overzicht")
    # Of 15 units one says no; of all others the source does not say it, so that no lab is called a success.
    expect(page.locator(".vw-counts").first).to_contain_text(re.compile(r"1 nee\s+14 niet in de bron"))
    clicks(page, "Thuis")
    clicks(page, "Beëindigd of in afronding zonder het doel te bereiken")
    rows = page.locator("tbody tr", has_text="In afronding")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Switch-off")
    expect(rows).to_contain_text("Nee")
    rows.get_by_role("link", name="Switch-off").first.click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("risicofactoren", re.I))
    expect(page.get_by_role("main")).to_contain_text(re.compile("telecom", re.I))


def test_which_preconditions_are_not_met_and_what_they_hold_up(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server)
    clicks(page, "Programma", "Randvoorwaarden")
    expect(page.get_by_role("main")).to_contain_text("2 niet voldaan")
    for title, held in (
        ("Tijdige capaciteit, kwaliteit en aantal", ["TBML – Goud"]),
        ("Werkbaar juridisch kader", ["Niet-ambtelijke corruptie", "TBML – Goud", "Systeemgerichte aanpak"]),
    ):
        row = page.locator("main article, main section, main li", has_text=title).last
        for name in held:
            expect(row).to_contain_text(name)


def test_what_was_planned_for_vlissingen_and_its_name_now(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server)
    page.get_by_role("searchbox").first.fill("Vlissingen")
    page.keyboard.press("Enter")
    found = page.get_by_role("main").locator("li", has_text="Vlissingen").first
    expect(found).to_contain_text("#Loading")
    found.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("#Loading")
    expect(page.get_by_role("main")).to_contain_text("Cocaïnesmokkel via bulkvervoer in de haven van Vlissingen")
    expect(page.get_by_role("main")).to_contain_text("In het plan onder Vlissingen")


def test_when_the_corruption_picture_was_due_on_a_day(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server)
    clicks(page, "Niet-ambtelijke corruptie")
    due = page.locator(".vw-answers__cell", has_text="Oplevering")
    for day, told, not_told in (
        ("2023-06-30", "15 september 2023", "1 december 2023"),
        ("2023-07-15", "Mogelijk al 1 december 2023: besloten in juli 2023", "Was 15 september"),
        ("2023-07-31", "1 december 2023", "Mogelijk"),
    ):
        page.get_by_label("Stand op").fill(day)
        page.get_by_role("button", name="Toon").first.click()
        expect(page).to_have_url(re.compile(f"as_of={day}"))
        expect(due).to_contain_text(told)
        expect(due).not_to_contain_text(not_told)


def test_on_which_report_the_status_of_geen_id_rests(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server)
    clicks(page, "Programma", "Overzicht")
    row = page.locator("tbody tr", has_text="Geen ID")
    expect(row).to_contain_text("W · noot 16")
    expect(row).to_contain_text("T1 · noot 17")


def test_what_is_said_by_the_organisation_only(page: Page, live_server: LiveServer) -> None:
    look_along(page, live_server)
    said = page.locator("main li", has_text="Alleen door de organisatie zelf gezegd").last.locator("p")
    expect(said).to_have_count(3)
    for name, statement in (
        ("Mind your step", "De samenwerking is sterk verbeterd"),
        ("TBML – Goud", "De intelligence-cyclus werkt goed, met voortdurende uitwisseling"),
        ("TBML – Goud", "Sterke informatiepositie opgebouwd"),
    ):
        expect(said.filter(has_text=statement)).to_contain_text(name)
