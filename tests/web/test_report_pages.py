"""Pages of progress reports: who sees what of a draft, and what stands on a frozen one."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import localdate
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.reports import gathered
from tests.web.test_planning_pages import client_of, page
from tests.world import World, moment, now, place
from vlechtwerk.domains.programme.models import ProgressReport, ReportWords
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import register, reports
from vlechtwerk.engines.documents.amounts import LISTED
from vlechtwerk.foundation.database.reading import reading_as

HERE = "/test/programme/reports/2026-2/"


@pytest.fixture
def report(world: World) -> ProgressReport:
    """Draft a report with two activities, one of which handed nothing in."""
    world.source()
    activity = world.activity("A01", "Smokkelroutes", lead="anna")
    world.activity("A02", "Stille kracht")
    world.stands(activity, Status.RUNNING, "2026-05")
    register.add_entry(
        activity, "done", "Er is gecontroleerd", occurred_on=moment("2026-06"), evidence=[place()],
        by=world.loader, at=now(),
    )  # fmt: skip
    made = reports.draft_progress_report(date(2026, 5, 1), world.bodies["SG"], by=world.bram, at=now())
    with reading_as(world.bram.id):
        reports.begin_gathering(made, by=world.bram, at=now())
        for step in reports.STEPS:
            made = reports.gather_facts(made, step, by=world.bram, at=now())
    return made


@pytest.fixture
def page_of(world: World, client: Client) -> Callable[[str, str], str]:
    def page(name: str, path: str = HERE) -> str:
        client.force_login(world.people[name].account)  # type: ignore[arg-type]  # the cast has accounts
        return client.get(path).content.decode()

    return page


def test_draft_names_the_activity_that_handed_nothing_in(report: ProgressReport, page_of: Callable[..., str]) -> None:
    shown = page_of("bram")
    assert shown.index("Geen bericht ontvangen") < shown.index("Stille kracht")


def test_lead_sees_the_facts_of_their_own_activity_only(report: ProgressReport, page_of: Callable[..., str]) -> None:
    shown = page_of("anna", f"{HERE}?activity=A01")
    assert "Er is gecontroleerd" in shown
    assert "Stille kracht" not in shown


@pytest.mark.parametrize("name", ["hugo", "farid"])
def test_what_a_draft_holds_is_not_for_others(report: ProgressReport, page_of: Callable[..., str], name: str) -> None:
    shown = page_of(name, f"{HERE}?activity=A01")
    assert "Er is gecontroleerd" not in shown
    assert "is voor wie eraan schrijft" in shown


def test_draft_is_no_page_for_who_may_not_read_it(world: World, report: ProgressReport, client: Client) -> None:
    client.force_login(world.hugo.account)  # type: ignore[arg-type]  # the cast has accounts
    assert client.get(f"{HERE}as-page/full/").status_code == 404
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    assert "Er is gecontroleerd" in client.get(f"{HERE}as-page/full/").content.decode()


def test_draft_as_a_page_is_in_its_own_language_whoever_reads_it(
    world: World, report: ProgressReport, client: Client
) -> None:
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    shown = {}
    for language, around in (("nl", "Een concept zoals het nu is"), ("en", "A draft as it stands now")):
        client.cookies["django_language"] = language
        page = client.get(f"{HERE}as-page/full/").content.decode()
        assert around in page
        shown[language] = page.partition('<div class="vw-printed" lang="nl">')[2].partition("</main>")[0]
    assert "In het kort" in shown["nl"]
    assert shown["en"] == shown["nl"]


def test_words_that_someone_wrote_meanwhile_stand_beside_mine(
    world: World, report: ProgressReport, client: Client
) -> None:
    path = f"{HERE}?activity=A01"
    client.force_login(world.anna.account)  # type: ignore[arg-type]  # the cast has accounts
    assert client.post(path, {"words-text": "Van Anna", "words-version": "0"}).status_code == 302
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # as above
    refused = client.post(path, {"words-text": "Van Bram", "words-version": "0"})
    assert refused.status_code == 409
    shown = refused.content.decode()
    assert all(words in shown for words in ("Van Bram", "schreef hier intussen ook"))
    assert shown.count("Van Anna") == 1


def test_own_words_of_another_window_are_told_as_ones_own(world: World, report: ProgressReport, client: Client) -> None:
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    for words in ("Eerste venster", "Tweede venster"):
        answer = client.post(HERE, {"words-text": words, "words-version": "0"})
    assert "U schreef hier intussen zelf, in een ander venster" in answer.content.decode()


def test_refused_sentence_is_replaced_by_what_its_fact_carries(
    world: World, report: ProgressReport, client: Client
) -> None:
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    path = f"{HERE}?activity=A01"
    client.post(path, {"words-text": "Er is veel verbeterd.[2]", "words-version": "0"})
    assert "Deze zin is geweigerd" in client.get(path).content.decode()
    instead = "Volgens eigen opgave: er is gecontroleerd (juni 2026). [2]"
    assert instead in client.get(path).content.decode()
    typed = {"words-text": "Er is veel verbeterd.[2] Zelf getypt. [2]", "words-version": "1"}
    client.post(path, {**typed, "take_over": "Er is veel verbeterd.[2]"})
    shown = client.get(path).content.decode()
    assert "Deze zin is geweigerd" not in shown
    # What was typed beside it and not saved yet stays as it was typed.
    assert f"{instead} Zelf getypt. [2]</textarea>" in shown


@pytest.mark.parametrize(
    ("typed", "act", "kept"),
    [
        (
            "Iets heel anders.",
            "take_over",
            "Iets heel anders.\nVolgens eigen opgave: er is gecontroleerd (juni 2026). [2]",
        ),
        ("Er is veel verbeterd.[2] Zelf getypt.", "strike", "Zelf getypt."),
        ("Ervoor. Er is veel verbeterd.[2] Erna.", "strike", "Ervoor. Erna."),
        ("Iets heel anders.", "strike", "Iets heel anders."),
    ],
)
def test_what_was_typed_stays_when_a_refused_sentence_is_replaced_or_struck(
    world: World, report: ProgressReport, client: Client, typed: str, act: str, kept: str
) -> None:
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    path = f"{HERE}?activity=A01"
    client.post(path, {"words-text": "Er is veel verbeterd.[2]", "words-version": "0"})
    client.post(path, {"words-text": typed, "words-version": "1", act: "Er is veel verbeterd.[2]"})
    assert words_of(report) == ["Er is veel verbeterd.[2]", kept]


@pytest.mark.parametrize("act", ["facts", "submit"])
def test_what_was_typed_goes_along_with_another_act_of_the_page(
    world: World, report: ProgressReport, client: Client, act: str
) -> None:
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    typed = {"words-text": "Eerste regel.\r\nTweede regel.", "words-version": "0"}
    there = f"{HERE}{act}/?activity=A01"
    assert client.post(there, typed).status_code == 302
    assert [text.split() for text in words_of(report)] == [["Eerste", "regel.", "Tweede", "regel."]]
    # What nobody altered is not written once more.
    client.post(f"{HERE}facts/?activity=A01", {"words-text": typed["words-text"], "words-version": "1"})
    assert len(words_of(report)) == 1


def test_what_was_typed_is_shown_again_when_it_can_not_be_kept(
    world: World, report: ProgressReport, client: Client
) -> None:
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    client.post(f"{HERE}?activity=A01", {"words-text": "Van Anna", "words-version": "0"})
    there = f"{HERE}facts/?activity=A01"
    answer = client.post(there, {"words-text": "Van Bram", "words-version": "0"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Van Bram</textarea>" in shown
    assert "data-unsaved" in shown
    # Having seen both, the writer saves, at the address of the words.
    assert f'action="{HERE}?activity=A01" data-unsaved' in shown
    assert 'name="words-version" value="1"' in shown


def test_acts_of_a_draft_are_buttons_of_the_form_of_its_words(
    page_of: Callable[..., str], report: ProgressReport
) -> None:
    shown = page_of("bram", f"{HERE}?activity=A01")
    for act in ("facts", "submit"):
        assert f'type="submit" form="words-form" formaction="{HERE}{act}/?activity=A01"' in shown
    assert shown.count('id="words-form"') == 1
    # Looking again while facts are gathered renews all but the words.
    assert 'hx-target="main"' not in shown


def test_way_to_a_refused_sentence_is_shown_when_there_is_one(
    world: World, page_of: Callable[..., str], report: ProgressReport, client: Client
) -> None:
    assert "Naar de geweigerde zin" not in page_of("bram")
    client.post(HERE, {"words-text": "Er waren 13 controles.", "words-version": "0"})
    assert "Naar de geweigerde zin" in page_of("bram")


def test_who_approves_is_told_as_many_facts_as_are_checked(
    world: World, page_of: Callable[..., str], report: ProgressReport
) -> None:
    world.mandate("SG", "Rapportages vaststellen")
    world.taken(on="2026-06", body="SG")
    reports.submit_progress_report(gathered(world, report), by=world.bram, at=now())
    facts = report.facts.filter(is_gone=False)
    assert facts.filter(activity=None).exists()
    told = page_of("farid", f"{HERE}approve/").partition(">Feiten</dt>")[2].partition("</dd>")[0]
    assert told.rpartition(">")[2].strip() == str(facts.count())


def test_facts_that_changed_are_gathered_where_that_is_asked(
    world: World, client: Client, report: ProgressReport
) -> None:
    world.taken(on="2026-06", body="SG")
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    shown = client.post(f"{HERE}submit/").content.decode()
    asked = shown.partition('role="alert"')[2]
    assert asked.index("Feiten opnieuw verzamelen") < asked.index("vw-report__facts")


def test_report_on_a_period_that_is_not_over_is_not_offered_for_submitting(
    world: World, page_of: Callable[..., str]
) -> None:
    today = localdate()
    first = date(today.year, today.month - (today.month - 1) % 4, 1)
    made = reports.draft_progress_report(first, world.bodies["SG"], by=world.bram, at=now())
    shown = page_of("bram", f"/test/programme/reports/{made.code}/")
    assert "submit/" not in shown
    assert "Deze periode is nog niet voorbij" in shown


def test_refusal_to_submit_parts_the_sentence_from_why_it_is_refused_and_leads_to_it(
    world: World, report: ProgressReport, client: Client
) -> None:
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    there = f"{HERE}submit/?activity=A01"
    typed = {"words-text": "Er is veel verbeterd.[2]", "words-version": "0"}
    shown = client.post(there, typed).content.decode()
    assert "de zin “Er is veel verbeterd.[2]” is geweigerd. Met “verbeterd” staat" in shown
    assert shown.count("Naar de geweigerde zin") == 1
    # What mends it is saved by the same act, and the report is submitted.
    client.post(there, {"words-text": "Volgens ons is er veel verbeterd.[2]", "words-version": "1"})
    report.refresh_from_db()
    assert report.state == "submitted"


def test_returned_report_is_told_as_returned_with_what_has_to_be_mended(
    world: World, report: ProgressReport, client: Client
) -> None:
    mandate = world.mandate("SG", "Rapportages vaststellen")
    submitted = reports.submit_progress_report(gathered(world, report), by=world.bram, at=now())
    asked = submitted.decision
    client.force_login(world.farid.account)  # type: ignore[arg-type]  # the cast has accounts
    answer = client.post(f"{HERE}return/", {"reasons": "Noem de havens", "mandate": str(mandate.id)})
    assert answer.status_code == 302
    decided = client.get("/test/partnership/decisions/").content.decode()
    assert '<b>Teruggestuurd</b>: <span lang="nl">Noem de havens</span>' in decided
    assert "Genomen: <b>Teruggestuurd</b>" in client.get(f"/test/partnership/decisions/{asked.id}/").content.decode()  # type: ignore[union-attr]  # submitted
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # as above
    home = client.get("/test/").content.decode()
    assert "Besloten (teruggestuurd)" in home
    assert "Noem de havens" in home
    assert "of teruggestuurd" not in client.get(HERE).content.decode()


def test_period_is_offered_only_while_it_has_no_report(
    world: World, report: ProgressReport, page_of: Callable[..., str]
) -> None:
    shown = page_of("bram", "/test/programme/reports/new/")
    assert 'value="2026-09-01"' in shown
    # The one before was before anything is told; the one of the draft has a report.
    assert not any(f'value="{first}"' in shown for first in ("2026-05-01", "2026-01-01"))


def test_who_drafts_a_report_goes_on_in_the_draft(world: World, client: Client) -> None:
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    typed = {"period": "2026-05-01", "body": "SG", "language": "nl"}
    assert client.post("/test/programme/reports/new/", typed)["Location"] == HERE


def words_of(report: ProgressReport) -> list[str]:
    return list(ReportWords.objects.filter(report=report).order_by("version").values_list("text", flat=True))


def test_decision_and_date_were_registered_not_counted(
    world: World, page_of: Callable[..., str], report: ProgressReport
) -> None:
    world.taken(on="2026-06", body="SG")
    with reading_as(world.bram.id):
        reports.begin_gathering(report, by=world.bram, at=now())
        for step in reports.STEPS:
            reports.gather_facts(report, step, by=world.bram, at=now())
    asked = page_of("bram").partition("Mag het later?")[2]
    assert "geregistreerd" in asked[:400]
    assert "geteld" not in asked[:400]


def test_who_leads_an_activity_writes_the_words_at_it(report: ProgressReport, world: World, client: Client) -> None:
    client.force_login(world.anna.account)  # type: ignore[arg-type]  # the cast has accounts
    there = f"{HERE}?activity=A01"
    assert client.post(there, {"words-text": "Er is gecontroleerd.[1]", "words-version": "0"}).status_code == 302
    assert "Er is gecontroleerd.[1]" in client.get(there).content.decode()
    client.force_login(world.chris.account)  # type: ignore[arg-type]  # as above
    assert client.post(there, {"words-text": "Niet van mij", "words-version": "1"}).status_code == 404
    assert ReportWords.objects.filter(report=report).count() == 1


def test_who_leads_an_activity_without_facts_writes_the_words_at_it(
    report: ProgressReport, world: World, client: Client
) -> None:
    world.activity("A03", "Nog niets", lead="anna")
    client.force_login(world.anna.account)  # type: ignore[arg-type]  # the cast has accounts
    there = f"{HERE}?activity=A03"
    assert client.post(there, {"words-text": "Wij zijn net begonnen.", "words-version": "0"}).status_code == 302
    assert "Wij zijn net begonnen." in client.get(there).content.decode()


@pytest.mark.parametrize("is_frozen", [False, True])
def test_words_typed_while_the_report_was_submitted_are_not_lost(
    report: ProgressReport, world: World, client: Client, is_frozen: bool
) -> None:
    mandate = world.mandate("SG", "Rapportages vaststellen")
    submitted = reports.submit_progress_report(report, by=world.bram, at=now())
    if is_frozen:
        with reading_as(world.farid.id):
            reports.approve_progress_report(submitted, mandate, by=world.farid, at=now())
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    answer = client.post(f"{HERE}?activity=A01", {"words-text": "Lang gezwoegd", "words-version": "0"})
    assert answer.status_code == 409
    assert "Lang gezwoegd" in answer.content.decode()


def test_sentence_refused_at_the_whole_stands_in_the_way_on_the_page(
    report: ProgressReport, world: World, client: Client
) -> None:
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    assert client.post(HERE, {"words-text": "Er waren 13 controles.", "words-version": "0"}).status_code == 302
    assert "Indienen kan nog niet." in client.get(HERE).content.decode()


@pytest.mark.parametrize("act", ["facts", "submit", "approve", "return"])
def test_act_that_is_not_theirs_is_refused_with_its_reason(
    report: ProgressReport, world: World, client: Client, act: str
) -> None:
    client.force_login(world.anna.account)  # type: ignore[arg-type]  # as above
    answer = client.post(f"{HERE}{act}/", {"reasons": "Te kort"})
    assert answer.status_code == 409
    report.refresh_from_db()
    assert report.state == "draft"


def test_facts_of_a_report_are_gathered_by_one_job_at_a_time(
    report: ProgressReport, world: World, client: Client
) -> None:
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # as above
    for _time in range(3):
        answer = client.post(f"{HERE}facts/?activity=A01")
        assert answer["Location"] == f"{HERE}?activity=A01"
    assert ProcrastinateJob.objects.filter(task_name="gather_report", status="todo").count() == 1


def test_one_sentence_of_the_demo_is_refused_and_the_writer_reads_which_words_are_a_figure(db: None) -> None:
    bram, here = client_of("bram"), "/demo/programme/reports/2026-2/"
    refused = {code: page(bram, f"{here}?activity={code}").count("vw-words__refused") for code in ("D01", "D08")}
    assert refused == {"D01": 0, "D08": 1}
    whole = page(bram, here)
    assert "vw-words__refused" not in whole
    assert [listed[0] for _family, listed in LISTED if listed[0] not in whole] == []
