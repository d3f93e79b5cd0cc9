"""From a framework with mistakes to a frozen report, step by step as in docs/how-to/write-an-evaluation.md."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.jobs import do_jobs
from tests.journeys.test_findings import be, narrow
from tests.journeys.test_journeys import address
from tests.journeys.test_learning import fits, go, press

WD = "/demo/evaluation/evaluations/WD/"
DOCTOR, CRITERIA, REPORT = f"{WD}framework/doctor/", f"{WD}criteria/", f"{WD}report/"
# What the doctor finds, and is mended here.
MENDED = ["Code bestaat twee keer", "Meer voorwaarden in één", "Tweeling", "Zin zonder werkwoord"]
TYPED = "Er waren drie gesprekken. De samenwerking is verbeterd."
SAID = "Er waren gesprekken met de teams."


def test_framework_is_repaired_judged_and_becomes_a_frozen_report(
    page: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    site = address(live_server)
    be(page, live_server, "dilara")
    repair(page, site)
    fix_norm(page, site)
    judge(page, site)
    be(page, live_server, "mila")
    check_judgement(page, site)
    be(page, live_server, "dilara")
    write_and_be_refused(page)
    mend_and_build(page)
    be(page, live_server, "mila")
    freeze(page, site)
    be(page, live_server, "karin")
    read_and_check(page, site, tmp_path)


def says(page: Page, text: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(text)


def repair(page: Page, site: str) -> None:
    """Carry out what the doctor proposes; what is mended is gone from its list."""
    go(page, "Evaluatie")
    go(page, "Toetsingskader")
    go(page, "Evaluatie Samenwerking Westerdok")
    go(page, "Dokter")
    for defect in MENDED:
        says(page, defect)
    narrow(page)
    unfold(page, "Code bestaat twee keer")
    go(page, "Afdrukken met de letters S")
    press(page, "Zo afdrukken")
    says(page, "S-A")
    page.goto(site + DOCTOR)
    unfold(page, "Meer voorwaarden in één")
    go(page, "Splitsen")
    change(page, "Twee vragen in één", "Splitsen", "Gesplitst in S-E, S-E2.")
    page.goto(site + DOCTOR)
    unfold(page, "Tweeling")
    go(page, "Samenvoegen")
    expect(page.get_by_label("S-D ")).to_be_checked()
    change(page, "Zij vragen hetzelfde", "Samenvoegen", "Hebben de teams de gegevens")
    page.goto(site + DOCTOR)
    unfold(page, "Onderwerp bestaat niet meer")
    go(page, "Daarmee verbinden")
    change(page, "De activiteit ging op in een andere", "Opslaan", "D03")
    page.goto(site + DOCTOR)
    unfold(page, "Zin zonder werkwoord")
    go(page, "Opnieuw formuleren O-F")
    page.get_by_label("De vraag").fill("Is de handleiding voor terreinbeheerders gemaakt?")
    change(page, "Er stond geen werkwoord", "Opslaan", "Er stond geen werkwoord")
    page.goto(site + DOCTOR)
    for defect in MENDED:
        expect(page.get_by_role("main")).not_to_contain_text(defect)


def unfold(page: Page, defect: str) -> None:
    """Look at a defect: its row unfolds to where it is, and to what is proposed for it."""
    page.locator("summary", has_text=defect).click()


def change(page: Page, reason: str, button: str, then: str) -> None:
    """Change a criterion, with the reason without which it is not changed."""
    page.get_by_label("Waarom verandert het?").fill(reason)
    press(page, button)
    says(page, then)


def fix_norm(page: Page, site: str) -> None:
    """Fix a norm; what is bound after that says that the norm came later than its data."""
    page.goto(f"{site}{CRITERIA}S-E/")
    go(page, "Norm vastleggen")
    page.get_by_label("Wanneer is eraan voldaan?").fill("Niemand noemt een tekort.")
    press(page, "Vastleggen")
    says(page, "vastgelegd vóór de gegevens: die zijn er nog niet")
    go(page, "Bron verbinden")
    page.get_by_label("Bron").select_option(label="onvolledige informatie")
    press(page, "Verbinden")
    says(page, "vastgelegd ná de eerste gegevens")
    page.goto(f"{site}{WD}framework/coverage/")
    expect(page.get_by_role("row", name=re.compile("^S-E "))).to_contain_text("De evaluatoren")
    narrow(page)


def judge(page: Page, site: str) -> None:
    """Judge without evidence, which is refused with all that was typed kept, and then with it."""
    page.goto(f"{site}{CRITERIA}S-F/")
    go(page, "Beoordelen")
    page.get_by_label("Voldaan:").first.check()
    page.get_by_label("Waarom oordeelt u zo?").fill("Ruim boven de norm.")
    press(page, "Beoordelen")
    expect(page.get_by_role("alert")).to_contain_text("Niets spreekt voor dit oordeel.")
    narrow(page)
    page.get_by_label("Tweede ronde").select_option(label="Pleit ervoor")
    press(page, "Beoordelen")
    says(page, "Aanwijzing: één methode")
    says(page, "U oordeelde hierover. Een andere evaluator kijkt het na.")


def check_judgement(page: Page, site: str) -> None:
    page.goto(f"{site}{CRITERIA}S-F/")
    go(page, "Oordeel nakijken")
    says(page, "Ruim boven de norm.")
    says(page, "23 van 29 (79%)")
    fits(page)
    press(page, "Het klopt")
    says(page, "Nagekeken door Mila.")
    narrow(page)


def write(page: Page, text: str, found: str) -> None:
    """Write the chapter on practice; what is wrong with it is told as it is typed."""
    # What is typed before the scripts are there is judged when it is saved only.
    page.wait_for_load_state()
    page.get_by_label("Tekst van het hoofdstuk").fill(f"{text}\n\n{{onderdeel rondes}}")
    expect(page.locator("#objections")).to_contain_text(found, timeout=20_000)
    press(page, "Opslaan")
    says(page, "Bewaard.")


def build(page: Page) -> None:
    go(page, "Terug")
    press(page, "Bouw het rapport")
    says(page, "Het rapport wordt gebouwd.")
    assert do_jobs() == 1
    # The page looks again by itself.
    expect(page.get_by_role("progressbar")).to_have_count(0, timeout=20_000)


def write_and_be_refused(page: Page) -> None:
    """Build a report with a typed figure and a result that no finding carries: both are told by their sentence."""
    go(page, "Evaluatie")
    go(page, "Bevindingen")
    go(page, "Evaluatierapporten")
    go(page, "Evaluatie Samenwerking Westerdok")
    narrow(page)
    go(page, "4 Praktijk en randvoorwaarden")
    write(page, TYPED, "Er zitten 2 fouten in")
    narrow(page)
    build(page)
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("Niet gebouwd: er zitten 2 fouten in de zinnen.")
    expect(refused).to_contain_text("Praktijk en randvoorwaarden")
    expect(refused).to_contain_text("“drie” is getypt.")
    expect(refused).to_contain_text("“verbeterd” vertelt een resultaat of een oorzaak.")
    narrow(page)


def mend_and_build(page: Page) -> None:
    page.get_by_role("alert").get_by_role("link", name="Praktijk en randvoorwaarden", exact=True).click()
    write(page, f"{SAID}\n\n{{bevinding F1}}", "Aan deze zinnen is niets fout.")
    build(page)
    expect(page.locator(".vw-frozen__files a")).to_have_count(6)
    says(page, "U bouwde dit rapport. Een andere evaluator bevriest het.")
    expect(page.get_by_role("link", name="Bevries het rapport")).to_have_count(0)


def freeze(page: Page, site: str) -> None:
    page.goto(site + REPORT)
    go(page, "Rapport 2")
    go(page, "Bevries het rapport")
    fits(page)
    press(page, "Bevries het rapport")
    says(page, "Het rapport wordt bevroren.")
    assert do_jobs() == 1
    # The page looks again by itself.
    expect(page.get_by_role("progressbar")).to_have_count(0, timeout=20_000)
    says(page, "Bevroren")


def read_and_check(page: Page, site: str, tmp_path: Path) -> None:
    """Read as a member what was frozen alone, and see that its file holds until a letter of it is changed."""
    page.goto(site + REPORT)
    expect(page.get_by_role("link", name="Rapport 1")).to_have_count(0)
    go(page, "Rapport 2")
    narrow(page)
    with page.expect_download() as started:
        page.get_by_role("link", name="HTML").first.click()
    file = tmp_path / "report.html"
    started.value.save_as(file)
    assert SAID in file.read_text()
    page.goto(site + REPORT)
    go(page, "Bestand controleren")
    look_at(page, file, "Alles klopt")
    file.write_text(file.read_text().replace(SAID, SAID.replace("teams", "dieven")))
    look_at(page, file, "niet meer")
    narrow(page)
    file.write_text("Geen rapport")
    look_at(page, file, "In dit bestand zit geen manifest van een rapport")


def look_at(page: Page, file: Path, told: str) -> None:
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Opnieuw berekenen")
    says(page, told)
