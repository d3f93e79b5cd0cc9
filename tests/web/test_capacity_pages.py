"""What the pages of capacity promise: the gap in a sentence, what is not given said, files that come back."""

import io
import re
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from tests.world import World, days_from_now, now
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.programme.models import Candidate, CapacityLine
from vlechtwerk.domains.programme.operations.recruitment import publish_vacancy
from vlechtwerk.domains.programme.queries.capacity import month_of
from vlechtwerk.engines.statistics.capacity import month_after
from vlechtwerk.foundation.database.reading import reading_as

PAGE = "/test/programme/capacity/"
HEAD = "organisatie;profiel;activiteit;plaats;maand;soort;uren\n"


def client_of(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.people[name].account)  # type: ignore[arg-type]  # the cast has accounts
    return client


@pytest.fixture
def karin(world: World) -> Client:
    return client_of(world, "karin")


@pytest.fixture
def chris(world: World) -> Client:
    return client_of(world, "chris")


def plain(client: Client, page: str = PAGE) -> str:
    answer = client.get(page)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def a_gap(world: World) -> None:
    world.hours("asked", "160", "2026-01", "2026-04", organisation="DOU")
    world.hours("pledged", "120", "2026-01", "2026-04", organisation="DOU")
    world.hours("delivered", "100.5", "2026-01", "2026-03", organisation="DOU")


def test_gap_is_told_in_a_sentence_that_splits_it(world: World, karin: Client) -> None:
    a_gap(world)
    words = plain(karin)
    assert "159 uur tekort (33% van wat gevraagd is)" in words
    assert "120 uur is niet toegezegd, 39 uur wel toegezegd maar niet geleverd." in words
    assert "120 uur is toegezegd maar nog niet opgegeven" in words
    assert "DOU (mrt 2026)" in words
    assert "nog niet opgegeven: telt niet mee" in words


def test_page_says_when_it_shows_your_organisation_only(world: World) -> None:
    a_gap(world)
    world.hours("asked", "10", organisation="NP")
    words = plain(client_of(world, "anna"))
    assert "Capaciteit van uw organisatie" in words
    assert "DOU" not in words.replace("Alle organisaties", "").partition("Uren per maand")[2]
    assert "10 uur tekort" in words


def test_narrowed_page_and_its_files_hold_the_same(world: World, karin: Client) -> None:
    a_gap(world)
    world.hours("asked", "10", organisation="NP", place="home")
    assert "10 uur tekort" in plain(karin, f"{PAGE}?place=home")
    exported = karin.get("/test/programme/capacity/export.csv?place=home&per=profile").content.decode("utf-8-sig")
    assert "NP;Analist;2026-01;10;0;;10;0;0" in exported
    assert "DOU" not in exported
    assert karin.get("/test/programme/capacity/export.xlsx").status_code == 200
    assert "Met deze filters is niets gevraagd" in plain(karin, f"{PAGE}?profile=zzz")


def test_past_day_shows_the_ledger_of_that_day_and_offers_nothing(world: World, karin: Client) -> None:
    a_gap(world)
    words = plain(karin, f"{PAGE}?as_of={days_from_now(-1).isoformat()}")
    assert "Er staan nog geen uren in de urenstaat." in words
    assert "Capaciteit vragen" not in words


def test_capacity_of_one_activity_has_a_page_of_its_own(world: World, karin: Client) -> None:
    world.activity()
    world.hours("asked", "10", activity=world.activity("A02", "Lab"))
    assert "10 uur tekort" in plain(karin, "/test/programme/activities/A02/capacity/")
    assert "Met deze filters is niets gevraagd" in plain(karin, "/test/programme/activities/A01/capacity/")


def test_number_of_queries_does_not_grow_with_the_ledger(world: World, karin: Client) -> None:
    counts = []
    for hours in ("10", "20"):
        for organisation in ("NP", "DOU", "FIOD", "OM")[: 1 if hours == "10" else 4]:
            world.hours("asked", hours, "2025-01", "2026-01", organisation=organisation)
        with CaptureQueriesContext(connection) as asked:
            karin.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_asking_and_pledging_plan_months_and_are_refused_with_their_reasons(
    world: World, karin: Client, chris: Client
) -> None:
    world.profile()
    sent = {"organisation": "DOU", "profile": "analist", "activity": "", "place": "inside", "first": "2026-12",
            "last": "2027-02", "hours": "37,5"}  # fmt: skip
    assert karin.post("/test/programme/capacity/ask/", sent).status_code == 302
    wrong = karin.post("/test/programme/capacity/ask/", sent | {"hours": "37,1"})
    assert wrong.status_code == 409
    assert "kwartier" in wrong.content.decode()
    assert karin.post("/test/programme/capacity/ask/", sent | {"hours": "veel"}).status_code == 422
    rows = {f"evidence-{name}": value for name, value in (("TOTAL_FORMS", "0"), ("INITIAL_FORMS", "0"))}
    assert chris.post("/test/programme/capacity/pledge/", sent | rows | {"decision": ""}).status_code == 302
    with reading_as(world.chris.id):
        pledged = CapacityLine.objects.filter(kind="pledged").order_by("month")
        assert [(line.month.isoformat(), line.hours) for line in pledged] == [
            ("2026-12-01", Decimal("37.5")), ("2027-01-01", Decimal("37.5")), ("2027-02-01", Decimal("37.5")),
        ]  # fmt: skip
    assert "Een liaison, een teammanager of een lid" in plain(karin, "/test/programme/capacity/pledge/")
    assert "Dit is voor: directeur, teammanager." in plain(chris, "/test/programme/capacity/ask/")
    with reading_as(world.karin.id):
        assert sorted(CapacityLine.objects.values_list("kind", flat=True)) == ["asked"] * 3 + ["pledged"] * 3


def test_confirming_a_month_leaves_empty_boxes_not_given(world: World, chris: Client) -> None:
    world.hours("pledged", "80", organisation="DOU")
    world.hours("pledged", "40", organisation="DOU", profile="jurist")
    page = "/test/programme/capacity/confirm/?organisation=DOU&month=2026-01"
    assert "Een leeg vak blijft" in chris.get(page).content.decode()
    sent = {"of:analist::inside": "72,25", "of:jurist::inside": "", "profile": "", "place": "", "hours": ""}
    assert chris.post(page, sent).status_code == 302
    with reading_as(world.karin.id):
        (line,) = CapacityLine.objects.filter(kind="delivered")
    assert str(line.hours) == "72.25"
    assert chris.post(page, sent | {"of:analist::inside": ""}).status_code == 409


def test_hours_stay_with_what_they_are_of_when_a_colleague_pledges_meanwhile(world: World, chris: Client) -> None:
    activity = world.activity()
    world.hours("pledged", "40", organisation="DOU", profile="data")
    world.hours("pledged", "80", organisation="DOU", profile="jurist", activity=activity)
    page = "/test/programme/capacity/confirm/?organisation=DOU&month=2026-01"
    data, jurist = re.findall(r'name="(of:[^"]*)"', chris.get(page).content.decode())
    world.hours("pledged", "8", organisation="DOU", profile="analist")
    world.hours("pledged", "0", organisation="DOU", profile="data")
    sent = {data: "31", jurist: "62", "profile": "", "activity": "", "place": "", "hours": ""}
    refused = chris.post(page, sent)
    assert refused.status_code == 422
    assert f'name="{data}" value="31"' in refused.content.decode()
    assert chris.post(page, sent | {data: "", "of:zzz::inside": "5", "of:": "5"}).status_code == 302
    with reading_as(world.karin.id):
        (line,) = CapacityLine.objects.filter(kind="delivered").select_related("profile")
    assert (line.profile.code, line.activity_id, line.hours) == ("jurist", activity.id, Decimal(62))


def test_month_that_is_not_over_and_other_organisations_can_not_be_chosen(world: World, chris: Client) -> None:
    coming = month_after(month_of(localdate()), 0)
    for query in (f"organisation=DOU&month={coming:%Y-%m}", "organisation=NP&month=2026-01"):
        assert "Kies een organisatie waarvoor u spreekt" in chris.get(
            f"/test/programme/capacity/confirm/?{query}"
        ).content.decode()  # fmt: skip


def _sends(client: Client, content: bytes, name: str = "uren.csv") -> str:
    answer = client.post("/test/programme/capacity/import/", {"file": SimpleUploadedFile(name, content)})
    return answer.content.decode()


def test_file_is_shown_before_it_is_saved_whole(world: World, karin: Client) -> None:
    world.profile()
    shown = _sends(karin, (HEAD + "DOU;analist;;binnen;2026-01;gevraagd;37,5\n").encode())
    assert "Is dit wat u bedoelde?" in shown
    assert not CapacityLine.objects.exists()
    (understood,) = re.findall(r'name="understood" value="([^"]+)"', shown, re.DOTALL)
    assert karin.post("/test/programme/capacity/import/", {"understood": understood}).status_code == 302
    with reading_as(world.karin.id):
        assert CapacityLine.objects.get().hours == 37.5


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("XX;analist;;binnen;2026-01;gevraagd;8", "organisatie", "geen code van een organisatie"),
        ("DOU;koks;;binnen;2026-01;gevraagd;8", "profiel", "geen code van een profiel"),
        ("DOU;analist;Z99;binnen;2026-01;gevraagd;8", "activiteit", "geen code van een activiteit"),
        ("DOU;analist;;buiten;2026-01;gevraagd;8", "plaats", "Schrijf binnen, dedicated"),
        ("DOU;analist;;binnen;2026-13;gevraagd;8", "maand", "geen maand"),
        ("DOU;analist;;binnen;2026-01;gehoopt;8", "soort", "Schrijf gevraagd"),
        ("DOU;analist;;binnen;2026-01;gevraagd;8,1", "uren", "kwartier"),
        ("DOU;analist;;binnen;2026-01;gevraagd;=1+1", "uren", "is een formule"),
        ("DOU;analist;;binnen;2026-01;gevraagd;-8", "uren", "kwartier"),
    ],
)
def test_mistake_in_a_file_names_its_row_and_column_and_nothing_is_saved(
    world: World, karin: Client, line: str, column: str, words: str
) -> None:
    world.profile()
    shown = _sends(karin, (HEAD + "DOU;analist;;binnen;2026-02;gevraagd;8\n" + line + "\n").encode())
    (row,) = re.findall(r"<tr><th scope=\"row\">–</th>(.*?)</tr>", shown)
    assert f">3</td><td>{column}</td>" in row
    assert words in row
    assert "Is dit wat u bedoelde?" not in shown


def test_file_in_another_encoding_or_without_a_column_says_so(world: World, karin: Client) -> None:
    assert "geen UTF-8-tekst" in _sends(karin, HEAD.encode() + "DOU;ana\xefst".encode("latin-1"))
    assert "Deze kolom ontbreekt" in _sends(karin, b"organisatie;profiel\nDOU;analist\n")
    assert "is geen kolom" in _sends(karin, HEAD.replace("uren", "tijd").encode())
    assert "geen regels" in _sends(karin, b"")
    twice = "DOU;analist;;binnen;2026-01;gevraagd;8\n" * 2
    world.profile()
    assert "staan al in het bestand" in _sends(karin, (HEAD + twice).encode())
    assert karin.post("/test/programme/capacity/import/", {}).status_code == 422


def test_workbook_names_the_sheet_of_a_mistake(world: World, karin: Client) -> None:
    world.profile()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Uren 2026"
    sheet.append(HEAD.strip().split(";"))
    sheet.append(["DOU", "analist", "", "binnen", "2026-01", "gevraagd", "=2*4"])
    file = io.BytesIO()
    book.save(file)
    shown = _sends(karin, file.getvalue(), "uren.xlsx")
    assert "Uren 2026" in shown
    assert "is een formule" in shown


def test_ledger_leaves_and_comes_back_as_it_was(world: World, karin: Client) -> None:
    world.hours("asked", "37.25", "2026-01", "2026-03", organisation="DOU", activity=world.activity())
    for form in ("csv", "xlsx"):
        left = karin.get(f"/test/programme/capacity/lines/export.{form}").content
        shown = _sends(karin, left, f"uren.{form}")
        (understood,) = re.findall(r'name="understood" value="([^"]+)"', shown, re.DOTALL)
        assert understood.count("37,25") == 2
        answer = karin.post("/test/programme/capacity/import/", {"understood": understood}, follow=True)
        assert "2 regels zeiden wat al gold." in answer.content.decode()


def test_who_may_write_no_lines_brings_in_no_file(world: World) -> None:
    anna = client_of(world, "anna")
    assert "Is dit wat u bedoelde?" not in _sends(anna, HEAD.encode())
    chris = client_of(world, "chris")
    world.profile()
    shown = _sends(chris, (HEAD + "NP;analist;;binnen;2026-01;toegezegd;8\n").encode())
    assert "voor haar eigen liaison" in shown


def test_every_line_stays_readable_with_what_replaced_it(world: World, karin: Client) -> None:
    world.hours("asked", "37.25")
    world.hours("asked", "40")
    words = plain(karin, "/test/programme/capacity/lines/")
    assert "37,25" in words
    assert "vervangt een eerdere regel" in words


# Recruitment and departures.


def test_vacancy_that_is_not_what_was_asked_is_seen_beside_it(world: World, karin: Client) -> None:
    request = world.recruits()
    vacancy = publish_vacancy(
        request, {"profile_text": "Data scientist", "tasks": "Dossiers bijhouden"}, request.asked_on, by=world.karin,
        at=now(),
    )  # fmt: skip
    page = f"/test/programme/recruitment/{request.id}/"
    assert "Dit is niet wat gevraagd was: taken, uren" in plain(karin, page)
    judge = f"/test/programme/recruitment/vacancies/{vacancy.id}/tasks/"
    assert karin.post(judge, {"verdict": "changed", "remark": ""}).status_code == 409
    assert karin.post(judge, {"verdict": "changed", "remark": "Geen modellen"}).status_code == 302
    assert "Geen modellen" in plain(karin, page)
    assert "niet wat gevraagd was: taken, uren" in plain(karin, "/test/programme/recruitment/")


def test_name_of_a_candidate_is_on_the_page_of_its_manager_only(world: World, karin: Client) -> None:
    request = world.recruits()
    page = f"/test/programme/recruitment/{request.id}/"
    sent = {"name": "Fleur Bosch", "found_on": "2026-02-02"}
    assert karin.post(f"{page}candidate/", sent).status_code == 302
    (candidate,) = Candidate.objects.all()
    step = f"/test/programme/recruitment/candidates/{candidate.id}/step/"
    bram = client_of(world, "bram")
    assert bram.get(step).status_code == 404
    assert karin.post(step, {"kind": "screened", "occurred_on": "2026-01-02"}).status_code == 409
    assert karin.post(step, {"kind": "screened", "occurred_on": "2026-03-02"}).status_code == 302
    assert "Fleur Bosch" in plain(karin, page)
    assert "Fleur" not in plain(bram, page)
    assert "1 gevonden, 1 gescreend" in plain(bram, "/test/programme/recruitment/")


def test_requests_and_vacancies_are_made_on_the_page(world: World, karin: Client) -> None:
    world.profile()
    sent = {"code": "W9", "organisation": "NP", "profile": "analist", "activity": "", "asked_on": "2026-01-05",
            "profile_text": "Analist", "tasks": "", "level": "", "hours": "", "screening": "",
            "begins": ""}  # fmt: skip
    assert karin.post("/test/programme/recruitment/ask/", sent).status_code == 302
    assert karin.post("/test/programme/recruitment/ask/", sent).status_code == 409
    (found,) = re.findall(r"/recruitment/([0-9a-f-]{36})/", karin.get("/test/programme/recruitment/").content.decode())
    parts = {name: sent[name] for name in ("profile_text", "tasks", "level", "hours", "screening", "begins")}
    page = f"/test/programme/recruitment/{found}/"
    assert karin.post(f"{page}vacancy/", parts | {"published_on": "2026-01-04"}).status_code == 409
    assert karin.post(f"{page}vacancy/", parts | {"published_on": "2026-02-04"}).status_code == 302
    assert "Geplaatst zoals gevraagd." in plain(karin, page)
    assert karin.get("/test/programme/recruitment/export.csv").status_code == 200


def test_departures_of_the_demo_show_large_counts_and_hide_small_ones(db: None, client: Client) -> None:
    client.force_login(Account.objects.get(email="anna@example.org"))
    exported = client.get("/demo/programme/departures/export.csv").content.decode("utf-8-sig")
    assert "2025;niet apart getoond;niet apart getoond;6;niet apart getoond;niet apart getoond;6;12" in exported
    assert "2026 wordt geteld als het jaar voorbij is" in plain(client, "/demo/programme/departures/")


def test_published_case_tells_findings_and_no_hours(db: None, client: Client) -> None:
    client.force_login(Account.objects.get(email="karin@example.org"))
    words = plain(client, "/nsoc/programme/capacity/")
    assert "niet in de bron. Een tekort is dus niet te berekenen." in words
    assert "1171-1174" in words
    assert "uur tekort" not in words
