"""What the pages of the programme promise a reader: whose word it is, what was known when, and what is open."""

import pytest
from django.test import Client

from tests.world import World, days_from_now, moment, noted_as, now, place
from vlechtwerk.domains.partnership.models import Account, Decision
from vlechtwerk.domains.partnership.operations import decisions
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import status
from vlechtwerk.foundation.periods import PreciseDate


@pytest.fixture
def karin(world: World, client: Client) -> Client:
    client.force_login(world.karin.account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def read(client: Client, page: str) -> str:
    return client.get(f"/test/{page}").content.decode()


def test_status_on_someones_own_word_says_whose_word_it_is(world: World, karin: Client) -> None:
    activity = world.activity(lead="anna")
    status.change_status(activity, Status.RUNNING, moment("2023-01"), "Begonnen", by=world.anna, at=now())
    card = read(karin, "programme/activities/A01/")
    assert "Geen bron genoemd: vastgelegd door Anna op" in card


def test_status_with_a_source_names_no_word_of_its_own(world: World, karin: Client) -> None:
    world.source()
    world.stands(world.activity(), Status.RUNNING, "2023-01", evidence=[place()])
    assert "Geen bron genoemd" not in read(karin, "programme/activities/A01/")


def test_past_day_shows_only_what_was_known_on_it(db: None, client: Client) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    page = "/nsoc/programme/activities/A13/"
    later = (
        "54% vindt",
        "Oplevering van 15 september naar 1 december 2023",
        "1 december 2023",
        "Werkbaar juridisch kader",
    )
    now, before = client.get(page).content.decode(), client.get(f"{page}?as_of=2023-06-30").content.decode()
    assert [words for words in later if words not in now] == []
    assert [words for words in later if words in before] == []
    assert "Focusdocument" in before


def test_past_day_speaks_of_what_was_not_known_yet_and_the_present_of_the_source(db: None, client: Client) -> None:
    bound = "activities/A12/"
    assert "op deze dag nog niet bekend" in bram_sees(client, f"{bound}?as_of=2023-06-30")
    assert "op deze dag nog niet bekend" in bram_sees(client, "overview/?as_of=2023-06-30")
    assert "op deze dag nog niet bekend" not in bram_sees(client, bound)
    assert "niet in de bron" in bram_sees(client, bound)


def test_status_holds_from_the_day_of_the_report_that_told_it(db: None, client: Client) -> None:
    page = "activities/A03/"
    assert "Ontbonden" in bram_sees(client, f"{page}?as_of=2023-06-30")
    assert "Ontbonden" not in bram_sees(client, f"{page}?as_of=2023-05-29")


@pytest.mark.parametrize("part", ["", "history/"])
def test_page_itself_says_how_many_parts_rest_on_an_old_report(db: None, client: Client, part: str) -> None:
    assert "3 van 5 onderdelen rusten op T1" in bram_sees(client, f"activities/A12/{part}")


@pytest.mark.parametrize("query", ["area=ZZ", "view=zzz", "version=zz"])
def test_map_that_is_asked_in_a_way_that_is_not_there_is_not_found(db: None, client: Client, query: str) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    assert client.get(f"/nsoc/programme/map/?{query}").status_code == 404
    for known in ("area=all", "area=", "view=", "view=list", "view=map"):
        assert client.get(f"/nsoc/programme/map/?{known}").status_code == 200


@pytest.mark.parametrize("view", ["list", "map"])
def test_map_of_a_past_day_says_of_which_activities_no_status_was_known(db: None, client: Client, view: str) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    page = client.get(f"/nsoc/programme/map/?view={view}&as_of=2022-09-01").content.decode()
    cards = page.partition("vw-map-column--throughput")[2].partition("</section>")[0]
    # Each but the whole of which the two parts have a status of their own.
    assert cards.count("<li") - 1 == cards.count("stand niet bekend op deze dag") == 15
    assert "stand niet bekend op deze dag" not in client.get(f"/nsoc/programme/map/?view={view}").content.decode()


def test_map_of_a_past_day_knows_no_later_hindrance(db: None, client: Client) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    assert "worden opgehouden" in client.get("/nsoc/programme/map/").content.decode()
    assert "worden opgehouden" not in client.get("/nsoc/programme/map/?as_of=2023-07-31").content.decode()
    assert client.get("/nsoc/programme/activities/A13/?as_of=2023-06-30").status_code == 200


def test_decision_of_a_later_day_still_waits_on_a_past_day(world: World, karin: Client) -> None:
    decision = world.asked(by="karin")
    noted_as("take_decision")
    Decision.objects.filter(id=decision.id).update(
        asked_on="2023-05-01", decided_on="2023-07-10", state="taken", result="yes", outcome="Het mag"
    )
    page = f"partnership/decisions/{decision.id}/"
    assert "Het mag" in read(karin, page)
    assert "Het mag" not in read(karin, f"{page}?as_of=2023-06-01")
    assert "Mag het later?" not in read(karin, "partnership/decisions/?as_of=2023-04-01")


def test_evidence_of_an_earlier_judgement_stays_readable_in_words(world: World, karin: Client) -> None:
    world.source()
    precondition = world.precondition()
    for on, said in (("2023-04", "Toen ontbrak het"), ("2023-08", "Nu is het er")):
        status.judge_precondition(
            precondition, on, moment(on), "met", evidence=[place(text=said)], by=world.karin, at=now()
        )
    page = read(karin, "programme/preconditions/P1/")
    assert page.index("Nu is het er") < page.index("Eerdere oordelen") < page.index("Toen ontbrak het")


def test_what_a_published_document_says_is_marked_as_published(db: None, client: Client) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    judgement = {"verdict": "met", "period": "2026", "judged_on": "2026-10", "evidence-TOTAL_FORMS": "1"}
    source = {"source": "R", "text": "De helft vindt van wel", "ground": "opinion", "stance": "supports"}
    rows = {f"evidence-0-{name}": value for name, value in source.items()}
    page = "/nsoc/programme/preconditions/P4/"
    answer = client.post(f"{page}judgement/", judgement | {"evidence-INITIAL_FORMS": "0"} | rows)
    assert answer.status_code == 302
    said = client.get(page).content.decode().partition("De helft vindt van wel")[2]
    assert "gepubliceerd" in said[:900]


def test_published_case_says_that_users_changed_it(db: None, client: Client) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    page = "/nsoc/programme/activities/A13/"
    assert "wijziging" not in client.get(page).content.decode().partition("<main")[0]
    change = {"status": "running", "occurred_on": "2026-10", "reason": "Hervat", "goal_reached": "unknown"}
    answer = client.post(f"{page}status/", change | {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"})
    assert answer.status_code == 302
    assert "met wijzigingen van gebruikers" in client.get(page).content.decode().partition("<main")[0]
    assert "wat gebruikers sindsdien vastlegden" in client.get("/nsoc/").content.decode().partition("</main>")[2]


def test_status_of_long_ago_says_of_when_it_is(db: None, client: Client) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    change = {"status": "closing", "occurred_on": "2026-10", "reason": "Af", "goal_reached": "unknown"}
    rows = {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}
    assert "stand van augustus 2023" not in client.get("/nsoc/programme/overview/").content.decode()
    client.post("/nsoc/programme/activities/A01/status/", change | rows)
    for page in ("", "programme/overview/", "programme/activities/A13/"):
        assert "stand van augustus 2023" in client.get(f"/nsoc/{page}").content.decode(), page
    drawing = client.get("/nsoc/programme/activities/A13/").content.decode()
    assert "Vertraagd; daarna niet in de bron" in drawing
    assert "standen op " in client.get("/nsoc/programme/map/").content.decode().partition("</h1>")[0]


DAY_FIELD = 'name="as_of"'
FOLLOW = [
    "goals/",
    "sources/",
    "sources/R/",
    "preconditions/P1/",
    "activities/A13/history/",
    "map/?version=side",
]


@pytest.mark.parametrize("page", FOLLOW)
def test_page_of_the_programme_lets_choose_the_day_and_keeps_it(db: None, client: Client, page: str) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    address = f"/nsoc/programme/{page}{'&' if '?' in page else '?'}as_of="
    shown = client.get(address + "2023-06-30").content.decode()
    assert DAY_FIELD in shown
    assert 'value="2023-06-30"' in shown
    assert "is geen dag" in client.get(address + "gisteren").content.decode()


@pytest.mark.parametrize("page", ["planning", "timeline"])
def test_day_long_before_anything_was_registered_shows_the_present(db: None, client: Client, page: str) -> None:
    assert "Zo lang geleden is niets vastgelegd" in bram_sees(client, f"{page}/?as_of=0001-01-01")


def bram_sees(client: Client, page: str) -> str:
    client.force_login(Account.objects.get(email="bram@example.org"))
    return client.get(f"/nsoc/programme/{page}").content.decode()


def test_sources_of_a_past_day_are_those_that_were_there(db: None, client: Client) -> None:
    assert "Tertaalrapportage NSOC mei" in bram_sees(client, "sources/")
    before = bram_sees(client, "sources/?as_of=2023-06-30")
    assert "Tertaalrapportage NSOC januari" in before
    assert "Tertaalrapportage NSOC mei" not in before
    assert "sources/T1/?as_of=2023-06-30" in before


def test_source_of_a_later_day_shows_nothing_that_was_not_known(db: None, client: Client) -> None:
    now, before = bram_sees(client, "sources/T2/"), bram_sees(client, "sources/T2/?as_of=2023-06-30")
    later = "Dit document is van een latere dag"
    assert later not in now
    assert later in before
    assert "Wat over activiteiten is gemeld" in now
    assert "Wat over activiteiten is gemeld" not in before


def test_goals_stand_since_the_plan(db: None, client: Client) -> None:
    assert "ontvlechten" in bram_sees(client, "goals/?as_of=2023-06-30")
    before = bram_sees(client, "goals/?as_of=2022-06-30")
    assert "ontvlechten" not in before
    assert "Op deze dag was er nog geen plan" in before


def test_what_was_later_said_against_a_goal_is_left_out_on_a_past_day(db: None, client: Client) -> None:
    assert "1051-1057" in bram_sees(client, "goals/")
    assert "1051-1057" not in bram_sees(client, "goals/?as_of=2023-06-30")


def test_versions_lie_side_by_side_once_both_were_there(db: None, client: Client) -> None:
    none = "Op deze dag waren er geen twee versies"
    assert none not in bram_sees(client, "map/?version=side&as_of=2023-08-31")
    assert none in bram_sees(client, "map/?version=side&as_of=2023-06-30")


def test_precondition_that_nobody_had_named_has_no_judgement_yet(db: None, client: Client) -> None:
    later = "Op deze dag had nog niemand"
    assert later not in bram_sees(client, "preconditions/P+/")
    assert later in bram_sees(client, "preconditions/P+/?as_of=2023-01-31")


def test_numbers_below_the_bar_lead_to_those_activities(db: None, client: Client) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    home = client.get("/nsoc/?as_of=2023-08-30").content.decode()
    assert 'class="vw-tally__label" href="/nsoc/programme/overview/?status=running&amp;as_of=2023-08-30"' in home
    assert 'class="vw-tally__label" href="/nsoc/programme/overview/?status=running"' in bram_sees(client, "overview/")


def test_each_heading_of_how_it_stands_leads_to_the_whole(db: None, client: Client) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    home = client.get("/nsoc/").content.decode()
    assert '<a href="/nsoc/programme/preconditions/">Niet-voldane randvoorwaarden</a>' in home
    assert '<a href="/nsoc/programme/overview/?told=self_reported">' in home
    told = bram_sees(client, "overview/?told=self_reported")
    assert "onder het kopje “Zegt de organisatie zelf”" in told
    assert told.count('scope="row"') == 2


def test_counts_of_map_and_overview_say_what_they_count(db: None, client: Client) -> None:
    assert "Geteld zijn de activiteiten met een eigen stand" in bram_sees(client, "overview/")
    assert "Logistieke dienstverleners (5 kaarten)" in bram_sees(client, "map/")


def test_date_that_stands_in_the_text_is_not_said_again(db: None, client: Client) -> None:
    page = bram_sees(client, "activities/A13/")
    assert "Focusdocument opgesteld (eind 2022)</p>" in page
    assert "eind 2022)</span>" not in page


def test_spread_of_few_decisions_is_left_out_in_words(db: None, client: Client) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    assert "pas bij tien of meer" in client.get("/demo/partnership/decisions/").content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_exported_overview_is_named_so(db: None, client: Client, form: str) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    answer = client.get(f"/nsoc/programme/overview/export.{form}?as_of=2023-06-30")
    assert answer["Content-Disposition"] == f'attachment; filename="nsoc-overzicht-2023-06-30.{form}"'


def test_question_without_agreed_term_has_no_day_of_its_own(world: World, karin: Client) -> None:
    body = world.bodies["MT"]
    decisions.ask_decision("Zonder termijn?", body=body, by=world.anna, at=now())
    decisions.ask_decision("Met termijn?", body=body, by=world.anna, at=now(), agreed_days=10)
    for days, question in ((11, "Een dag te laat?"), (12, "Twee dagen te laat?")):
        asked_on = PreciseDate.of_day(days_from_now(-days))
        decisions.ask_decision(question, body=body, by=world.loader, at=now(), agreed_days=10, asked_on=asked_on)
    decisions.ask_decision("Ooit gevraagd?", body=body, by=world.loader, at=now(), agreed_days=10)
    page = read(karin, "")
    dated, undated = page.split("Zonder datum")
    assert "over 10 dagen" in dated.split("Met termijn?")[1]
    assert "Zonder termijn?" not in dated
    assert "Ooit gevraagd?" not in dated
    assert "over 30 dagen" not in undated
    assert "Zonder termijn?" in undated
    assert "Ooit gevraagd?" in undated
    assert ("1 dag te laat" in dated, "2 dagen te laat" in dated) == (True, True)
