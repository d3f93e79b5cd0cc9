"""What can be written on the pages: with its sources, whole or not at all."""

import re

import pytest
from django.test import Client

from tests.world import World, days_from_now, moment, noted_as, now, place
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.programme.models import Milestone
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import planning
from vlechtwerk.domains.programme.operations.planning import link_decision

NO_EVIDENCE = {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}


def evidence(**row: str) -> dict[str, str]:
    return {"evidence-TOTAL_FORMS": "1", "evidence-INITIAL_FORMS": "0"} | {
        f"evidence-0-{name}": value for name, value in row.items()
    }


@pytest.fixture
def karin(world: World, client: Client) -> Client:
    client.force_login(world.karin.account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def test_status_carries_a_judgement_and_both_sides_say_so(world: World, karin: Client) -> None:
    activity = world.activity(lead="karin")
    world.stands(activity, Status.RUNNING, "2023-01")
    world.precondition("P1")
    judged = karin.post(
        "/test/programme/preconditions/P1/judgement/",
        {"verdict": "met", "period": "2023", "judged_on": "2023-06"} | evidence(activity="A01"),
    )
    assert judged.status_code == 302
    assert "Smokkelroutes" in karin.get("/test/programme/preconditions/P1/").content.decode()
    history = karin.get("/test/programme/activities/A01/history/").content.decode()
    assert "/test/programme/preconditions/P1/" in history


@pytest.mark.parametrize("row", [{"activity": "A99"}, {"activity": "A01", "source": "T1"}])
def test_evidence_that_leads_nowhere_or_to_two_things_is_named(
    world: World, karin: Client, row: dict[str, str]
) -> None:
    world.source()
    world.stands(world.activity(), Status.RUNNING, "2023-01")
    world.precondition("P1")
    refused = karin.post(
        "/test/programme/preconditions/P1/judgement/",
        {"verdict": "met", "period": "2023", "judged_on": "2023-06"} | evidence(**row),
    )
    assert refused.status_code == 422


def test_planned_date_moves_on_the_page_by_a_decision_only(world: World, karin: Client) -> None:
    world.activity(lead="karin")
    planned = karin.post(
        "/test/programme/activities/A01/milestone/", {"title": "Beeld", "date_on": "2027-01-15"} | NO_EVIDENCE
    )
    assert planned.status_code == 302
    milestone = Milestone.objects.get()
    page = f"/test/programme/activities/A01/milestones/{milestone.id}/date/"
    later = {"basis": "planned", "date_on": "2027-03-01", "ground": "data", "reason": "Later"} | NO_EVIDENCE
    assert karin.post(page, later).status_code == 409
    decision = link_decision(milestone.activity, world.taken(), by=world.loader, at=now())
    later["decision"] = str(decision.id)
    refused = karin.post(page, later | {"reason": " "})
    assert (refused.status_code, 'id="id_reason_error"' in refused.content.decode()) == (409, True)
    assert karin.post(page, later).status_code == 302
    assert [row.date_on for row in milestone.dates.all()] == [moment("2027-01-15"), moment("2027-03-01")]


def test_day_reached_is_corrected_on_the_page_and_the_former_stays_to_be_read(world: World, karin: Client) -> None:
    activity = world.activity(lead="karin")
    milestone = planning.plan_milestone(activity, "Beeld", moment("2023-06-01"), by=world.loader, at=now())
    page = f"/test/programme/activities/A01/milestones/{milestone.id}/date/"
    reached = {"basis": "happened", "date_on": "2023-06-13", "ground": "", "reason": ""} | NO_EVIDENCE
    assert karin.post(page, reached).status_code == 302
    assert "checked" in karin.get(page).content.decode().partition('value="happened"')[2].partition(">")[0]
    refused = karin.post(page, reached | {"date_on": "2023-06-03"})
    assert (refused.status_code, 'id="id_reason_error"' in refused.content.decode()) == (409, True)
    assert karin.post(page, reached | {"date_on": "2023-06-03", "reason": "Typefout"}).status_code == 302
    for address in ("activities/A01/", "planning/"):
        told = karin.get(f"/test/programme/{address}").content.decode()
        for words in ("3 juni 2023", "13 juni 2023", "Typefout", page):
            assert words in told, (address, words)
    unseen = karin.post(page, reached | {"date_on": "2023-06-04", "reason": "\u200b"})
    assert (unseen.status_code, 'id="id_reason_error"' in unseen.content.decode()) == (409, True)
    assert karin.post(page, reached | {"date_on": "2023-06-04", "reason": "Toch later"}).status_code == 302
    for address in ("activities/A01/", "planning/"):
        told = karin.get(f"/test/programme/{address}").content.decode()
        for words in ("13 juni 2023", "3 juni 2023", "4 juni 2023", "Typefout", "Toch later"):
            assert words in told, (address, words)


def test_act_of_two_steps_is_done_whole_or_not_at_all(world: World, karin: Client) -> None:
    world.activity(lead="karin")
    refused = karin.post(
        "/test/programme/activities/A01/milestone/",
        {"title": "Beeld", "date_on": "2027-01-15"} | evidence(source="T9"),
    )
    assert refused.status_code == 422
    assert not Milestone.objects.exists()


@pytest.mark.django_db
def test_source_shows_as_much_as_its_count_promises(client: Client) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    call = "/api/v1/projects/nsoc"
    links = client.get(f"{call}/export").json()["records"]["evidence.evidencelink"]
    for source in ("R", "T1", "T2"):
        promised = sum(1 for link in links if (link["kind"], link["identifier"]) == ("document", source))
        assert len(client.get(f"{call}/sources/{source}/resting").json()) == promised > 0
        # One that names its place has an address of its own on the page.
        page = client.get(f"/nsoc/programme/sources/{source}/").content.decode()
        assert len(re.findall(r'<li lang="nl"(?: id="[^"]+")?>', page)) == promised


def test_evidence_of_the_world_is_shown_with_its_place(world: World, karin: Client) -> None:
    world.source()
    world.stands(world.activity(), Status.RUNNING, "2023-01", evidence=[place(line="77")])
    assert "T1 · r. 77" in karin.get("/test/programme/activities/A01/history/").content.decode()


def test_page_takes_a_reason_as_long_as_the_programming_interface_does(world: World, karin: Client) -> None:
    world.stands(world.activity(), Status.RUNNING, "2023-01")
    chosen = {"status": "delayed", "occurred_on": "2023-06", "goal_reached": "unknown"} | NO_EVIDENCE
    page = "/test/programme/activities/A01/status/"
    assert karin.post(page, chosen | {"reason": "R" * 4001}).status_code == 422
    assert karin.post(page, chosen | {"reason": "R" * 4000}).status_code == 302


def test_act_is_offered_only_at_present_and_only_to_whom_it_is_allowed(world: World, karin: Client) -> None:
    mine, of_another = world.asked(by="karin"), world.asked(by="anna")
    page = f"/test/partnership/decisions/{mine.id}/"
    withdrawal = f"{page}withdrawal/"
    assert withdrawal in karin.get(page).content.decode()
    assert withdrawal not in karin.get(f"{page}?as_of=2023-01-01").content.decode()
    other = f"/test/partnership/decisions/{of_another.id}/"
    assert f"{other}withdrawal/" not in karin.get(other).content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "partnership/bodies/SG/note/",
        "partnership/decisions/{question}/withdrawal/",
        "programme/preconditions/P1/judgement/",
    ],
)
def test_form_says_why_it_is_not_for_the_reader_before_anything_is_filled_in(
    world: World, client: Client, path: str
) -> None:
    world.precondition("P1")
    question = world.asked(by="karin").id
    client.force_login(world.anna.account)  # type: ignore[arg-type]  # the cast has accounts
    assert "vw-reasons" in client.get(f"/test/{path.format(question=question)}").content.decode()


def test_appointment_that_ends_later_can_be_ended_sooner(world: World, karin: Client) -> None:
    appointment = world.anna.appointments.get()
    noted_as("appoint")
    appointment.appointed_until = days_from_now(30)
    appointment.save()
    assert f"{appointment.id}/" in karin.get(f"/test/partnership/people/{world.anna.id}/").content.decode()
