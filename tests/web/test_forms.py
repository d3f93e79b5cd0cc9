"""What forms ask, and where they say what is wrong."""

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.world import World, now
from vlechtwerk.domains.partnership.models import Mandate
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import planning
from vlechtwerk.interfaces.web.typed_dates import read_typed_date

JUDGEMENT = {"verdict": "met", "period": "2023", "judged_on": "2023-06", "evidence-INITIAL_FORMS": "0"}


@pytest.fixture
def karin(world: World, client: Client) -> Client:
    client.force_login(world.karin.account)  # type: ignore[arg-type]  # the cast has accounts
    return client


@pytest.fixture
def asked_page(world: World) -> str:
    decision = planning.ask_decision_about(
        world.activity(), "Mag het later?", body=world.bodies["MT"], by=world.anna, at=now()
    )
    return f"/test/partnership/decisions/{decision.id}/"


def test_day_is_filled_as_a_date_field_reads_it(world: World, karin: Client, asked_page: str) -> None:
    page = karin.get(f"{asked_page}take/").content.decode()
    assert f'value="{localdate().isoformat()}"' in page


def test_only_mandate_is_chosen_and_asked_for(world: World, karin: Client, asked_page: str) -> None:
    mandate = world.mandate()
    page = karin.get(f"{asked_page}take/").content.decode()
    field = page.partition('name="mandate"')[2].partition("</select>")[0]
    assert str(mandate.id) in field
    assert 'value=""' not in field
    assert "niet verplicht" not in page.partition("mandaat?")[2].partition("<select")[0]


def test_missing_mandate_is_said_at_its_field(world: World, karin: Client, asked_page: str) -> None:
    Mandate.objects.all().delete()
    decided = {"result": "yes", "decided_on": "2026-11-20", "mandate": ""}
    answer = karin.post(f"{asked_page}take/", decided | {"decided_on": localdate().isoformat()})
    assert answer.status_code == 409
    assert 'id="id_mandate_error"' in answer.content.decode()
    assert "Dit kan nu niet" not in answer.content.decode()


def test_words_without_a_source_are_not_lost(world: World, karin: Client) -> None:
    world.source()
    activity = world.activity()
    row = {"evidence-0-text": "Staat in de notulen", "evidence-0-locator": "4"}
    form = {
        "evidence-TOTAL_FORMS": "1", "evidence-INITIAL_FORMS": "0", "status": "running", "reason": "Begonnen",
        "occurred_on": "2026-01-05", "goal_reached": "unknown",
    }  # fmt: skip
    answer = karin.post(f"/test/programme/activities/{activity.code}/status/", form | row)
    assert answer.status_code == 422
    assert "Staat in de notulen" in answer.content.decode()


def test_judgement_without_source_says_so_at_the_source(world: World, karin: Client) -> None:
    world.precondition("P1")
    answer = karin.post("/test/programme/preconditions/P1/judgement/", JUDGEMENT | {"evidence-TOTAL_FORMS": "1"})
    assert answer.status_code == 409
    assert 'id="id_evidence-0-source_error"' in answer.content.decode()


def test_who_may_not_act_gets_the_refusal_without_the_form(world: World, client: Client) -> None:
    world.activity()
    client.force_login(world.dilara.account)  # type: ignore[arg-type]  # the cast has accounts
    answer = client.get("/test/programme/activities/A01/status/")
    assert answer.status_code == 200
    assert "U kunt dit niet doen" in answer.content.decode()
    assert 'name="occurred_on"' not in answer.content.decode()


def test_decision_about_an_activity_names_it_everywhere(world: World, karin: Client, asked_page: str) -> None:
    world.mandate()
    planning.name_hindrance(world.project and planning.Activity.objects.get(), "Wacht", by=world.loader, at=now())
    for page in (asked_page, f"{asked_page}take/", "/test/"):
        assert "Smokkelroutes" in karin.get(page).content.decode().partition("<main")[2], page
    card = karin.get("/test/programme/activities/A01/").content.decode()
    assert "Gevraagd aan Gremium MT op" in card


def test_own_change_is_among_what_changed_last(world: World, karin: Client) -> None:
    activity = world.activity(lead="karin")
    change = {"status": "running", "occurred_on": "2026-10", "reason": "Begonnen", "goal_reached": "unknown"}
    rows = {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}
    karin.post(f"/test/programme/activities/{activity.code}/status/", change | rows)
    assert "Begonnen" in karin.get("/test/").content.decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("24-11-2026", "2026-11-24"),
        ("4/1/2026", "2026-01-04"),
        ("24 november 2026", "2026-11-24"),
        ("November 24, 2026", "2026-11-24"),
        ("Mei  2026", "2026-05"),
        ("11-2026", "2026-11"),
        ("begin 2026", "2026-early"),
        ("medio 2026", "2026-mid"),
        ("end of 2026", "2026-end"),
        ("2026-end", "2026-end"),
        ("2026", "2026"),
    ],
)
def test_date_is_read_as_people_type_it(typed: str, kept: str) -> None:
    assert read_typed_date(typed).text == kept


@pytest.mark.parametrize("typed", ["vorige week", "31-02-2026", "24 brumaire 2026", "12 begin 2026", "13-2026", ""])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        read_typed_date(typed)


def test_mistaken_date_is_named_as_it_was_typed(world: World, karin: Client) -> None:
    world.activity(lead="karin")
    change = {"status": "running", "occurred_on": "ergens vorige week", "reason": "Begonnen"}
    rows = {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0", "goal_reached": "unknown"}
    page = karin.post("/test/programme/activities/A01/status/", change | rows).content.decode()
    assert "“ergens vorige week” is geen datum. Schrijf 24-11-2026, november 2026" in page


def test_form_says_how_it_stands_and_chooses_nothing_beforehand(world: World, karin: Client) -> None:
    world.stands(world.activity(), Status.RUNNING, "2023-01")
    world.activity("A02", "Vervolg", parent=world.activity("A03", "Geheel"))
    page = karin.get("/test/programme/activities/A01/status/").content.decode()
    assert "Laatst vastgelegd: in uitvoering, in januari 2023." in page
    field = page.partition('name="status"')[2].partition("</select>")[0]
    assert 'value="" selected' in field
    assert "Vervolg" in page.partition('name="merged_into"')[2].partition("</select>")[0]
