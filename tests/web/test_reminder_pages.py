"""The page of an activity tells what was decided, advised and promised; who waits reminds, alike through every door."""

import pytest

from tests.domains.programme.test_progress_reports import drafted
from tests.web.test_work_pages import call, page_of, read
from tests.world import LONG_AGO, World, days_from_now, moment, now
from vlechtwerk.domains.programme.models import Activity, Reminder
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import planning, work
from vlechtwerk.domains.programme.operations.about import ask_advice_about, make_promise_about

PAGE = "programme/activities/A01/"


@pytest.fixture
def activity(world: World) -> Activity:
    found = world.activity(lead="anna")
    planning.assign(found, world.jaap, "member", LONG_AGO, by=world.loader, at=now())
    return found


def test_activity_tells_why_its_dates_moved(world: World, activity: Activity) -> None:
    karin = page_of(world.karin)
    date = planning.plan_milestone(activity, "Beeld", moment("2030-01"), by=world.karin, at=now())
    assert "Hoe deze data zijn verzet" not in read(karin, PAGE)
    decision = planning.link_decision(activity, world.taken(body="MT"), by=world.karin, at=now())
    planning.set_date(
        date, moment("2030-03"), "planned", decision=decision, ground="data", reason="De telling kwam later",
        by=world.karin, at=now(),
    )  # fmt: skip
    dates = read(karin, PAGE).partition('id="dates"')[2].partition("</section>")[0]
    for words in ("Gegevens", "De telling kwam later", "Besloten door Gremium MT", f"/decisions/{decision.id}/"):
        assert words in dates, words
    assert "/test/programme/planning/?activity=A01" in dates
    told = call(world.karin, "/activities/A01").json()["milestones"][0]["allDates"][1]
    assert (told["ground"], told["reason"]) == ("data", "De telling kwam later")


def test_activity_tells_advice_and_promises_and_nothing_where_there_are_none(world: World, activity: Activity) -> None:
    karin = page_of(world.karin)
    for heading in ("Adviezen", "Toezeggingen"):
        assert f">{heading}" not in read(karin, PAGE)
    asked = planning.ask_decision_about(activity, "Mag het?", body=world.bodies["MT"], by=world.karin, at=now())
    for_it = ask_advice_about([], "Moet het?", world.bodies["RG"], decision=asked, by=world.karin, at=now())
    besides = ask_advice_about([activity], "Hoe meten?", world.bodies["RG"], by=world.karin, at=now())
    promise = make_promise_about(
        [activity], [], "Een brief", "ministry", due_on=moment("2026-01"), by=world.karin, at=now()
    )
    page = read(karin, PAGE)
    decided = page.partition(">Besluiten")[2].partition("</section>")[0]
    assert f"/advice/{for_it.id}/" in decided
    assert f"/advice/{besides.id}/" not in decided
    for words in (f"/advice/{besides.id}/", "Gevraagd, nog niet gegeven", f"/promises/{promise.id}/", "te laat"):
        assert words in page, words
    answer = call(world.karin, "/activities/A01").json()
    assert {item["question"] for item in answer["advice"]} == {"Moet het?", "Hoe meten?"}
    assert [item["text"] for item in answer["promises"]] == ["Een brief"]


def test_reminder_is_offered_to_who_waits_sent_and_seen_by_all(world: World, activity: Activity) -> None:
    task = work.give_task(activity, "Bel", world.jaap, due_on=days_from_now(-1), by=world.karin, at=now())
    karin, jaap, hugo = page_of(world.karin), page_of(world.jaap), page_of(world.hugo)
    address = f"programme/tasks/{task.id}/reminder/"
    for path in ("", PAGE, f"programme/tasks/{task.id}/"):
        assert address in read(karin, path), path
        assert address not in read(hugo, path), path
    assert "Jaap" in read(karin, address)
    assert karin.post(f"/test/{address}").status_code == 302
    for client, path in ((jaap, ""), (karin, ""), (hugo, PAGE), (hugo, f"programme/tasks/{task.id}/")):
        assert "door Karin" in read(client, path), path
    for path in ("", PAGE, f"programme/tasks/{task.id}/"):
        assert address not in read(karin, path), path
    told = read(jaap, "notices/")
    assert "Karin herinnert u aan een taak in Smokkelroutes" in told
    seen = jaap.post("/test/notices/see/", {"kind": "reminded", "subject": Reminder.objects.get().id})
    assert seen["Location"] == f"/test/programme/tasks/{task.id}/"


def test_reminder_is_refused_alike_through_page_and_interface(world: World, activity: Activity) -> None:
    asked = planning.ask_decision_about(activity, "Mag het?", body=world.bodies["MT"], by=world.anna, at=now())
    page, path = f"/test/programme/decisions/{asked.id}/reminder/", f"/decisions/{asked.id}/reminders"
    assert page_of(world.mila).post(page).status_code == 409
    assert call(world.mila, path, {}).json()["reasons"][0]["code"] == "not_waiting_for_you"
    sent = call(world.anna, path, {})
    assert (sent.status_code, sorted(sent.json()["people"])) == (201, ["Bram", "Karin"])
    assert page_of(world.anna).post(page).status_code == 409
    assert call(world.anna, path, {}).json()["reasons"][0]["code"] == "reminded_today"
    (listed,) = call(world.mila, "/reminders").json()
    assert (listed["decision"], listed["sentBy"]) == (str(asked.id), "Anna")
    assert call(world.anna, "/waiting").json()["onOthers"][0]["remindedOn"] == days_from_now(0).isoformat()


def test_words_are_asked_for_on_the_page_of_the_report(world: World, activity: Activity) -> None:
    world.stands(activity, Status.RUNNING, "2026-05")
    report = drafted(world)
    karin, path = page_of(world.karin), f"programme/reports/{report.code}/?activity=A01"
    address = f"programme/reports/{report.code}/reminder/A01/"
    assert address in read(karin, path)
    assert karin.post(f"/test/{address}").status_code == 302
    assert "door Karin: Anna." in read(karin, path)
    again = call(world.karin, f"/progress-reports/{report.code}/reminders", {"activity": "A01"})
    assert again.json()["reasons"][0]["code"] == "reminded_today"
    assert (
        f"/reports/{report.code}/?activity=A01"
        in page_of(world.anna).post("/test/notices/see/", {"kind": "reminded", "subject": Reminder.objects.get().id})[
            "Location"
        ]
    )
