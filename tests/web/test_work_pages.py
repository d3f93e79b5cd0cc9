"""A team sees in the morning what waits for whom, and each act is refused alike through every door."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.world import LONG_AGO, World, days_from_now, moment, now, place
from vlechtwerk.domains.partnership.models import Account, Person
from vlechtwerk.domains.partnership.operations.accounts import make_access_token
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, Remark, Task, TaskChange
from vlechtwerk.domains.programme.operations import planning, register, work
from vlechtwerk.domains.programme.queries import notices, waiting
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.interfaces import actor
from vlechtwerk.interfaces.web.home import notice_views

API = "/api/v1/projects/test"
NO_SOURCES = {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}


@pytest.fixture
def activity(world: World) -> Activity:
    found = world.activity(lead="anna")
    planning.assign(found, world.jaap, "member", LONG_AGO, by=world.loader, at=now())
    return found


def page_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def read(client: Client, path: str) -> str:
    answer = client.get(f"/test/{path}")
    assert answer.status_code == 200, path
    return answer.content.decode().partition("<main")[2]


def call(person: Person, path: str, body: dict[str, Any] | None = None) -> Any:
    account = Account.objects.get(id=person.account_id)
    _token, secret = make_access_token(account, "test", days=1, at=timezone.now())
    headers = {"Authorization": f"Bearer {secret}"}
    if body is None:
        return Client().get(f"{API}{path}", headers=headers)
    return Client().post(f"{API}{path}", json.dumps(body), content_type="application/json", headers=headers)


def test_task_is_given_finished_and_seen_where_it_belongs(world: World, activity: Activity) -> None:
    anna, jaap = page_of(world.anna), page_of(world.jaap)
    given = {"title": "Bel de haven", "owner": world.jaap.id, "due_on": days_from_now(-1).isoformat()}
    assert anna.post("/test/programme/activities/A01/task/", given).status_code == 302
    task = Task.objects.get()
    for path in ("", "programme/activities/A01/", "programme/tasks/?owner=mine", f"programme/tasks/{task.id}/"):
        assert "Bel de haven" in read(jaap, path), path
    assert "1 dag te laat" in read(jaap, "")
    assert "Jaap" in read(anna, "").partition("Wacht op anderen")[2]
    assert jaap.post(f"/test/programme/tasks/{task.id}/end/", {"state": "done"}).status_code == 302
    assert "“Bel de haven” is gedaan" in read(jaap, "")
    assert "Bel de haven" not in read(jaap, "").partition("Veranderd sinds")[0]
    assert "Gedaan" in read(anna, f"programme/tasks/{task.id}/")
    assert "Bel de haven" in anna.get("/test/programme/tasks/export.csv?state=all").content.decode("utf-8-sig")


def test_intention_is_offered_as_a_task(world: World, activity: Activity) -> None:
    world.source()
    entry = register.add_entry(activity, "prepared", "Havens bellen", evidence=[place()], by=world.loader, at=now())
    anna = page_of(world.anna)
    assert "Maak er taken van" in read(anna, "programme/activities/A01/")
    assert f"?entry={entry.id}" in read(anna, "programme/activities/A01/intentions/")
    form = read(anna, f"programme/activities/A01/task/?entry={entry.id}")
    assert 'value="Havens bellen"' in form
    given = {"title": "Havens bellen", "owner": world.anna.id, "entry": entry.id}
    assert anna.post("/test/programme/activities/A01/task/", given).status_code == 302
    assert Task.objects.get().entry == entry


def test_page_promises_a_place_in_a_report_to_what_comes_in_one(world: World, activity: Activity) -> None:
    anna, tell = page_of(world.anna), "/test/programme/activities/A01/entry/"
    anna.cookies["django_language"] = "en"
    assert "Without a date it counts" in anna.get(tell).content.decode()
    for kind, promised in (("prepared", True), ("opinion", False)):
        given = {"kind": kind, "text": f"Verteld als {kind}", "ground": "self_report"}
        answer = anna.post(tell, given | NO_SOURCES, follow=True).content.decode()
        assert "It stands under" in answer
        assert ("counts for the progress report" in answer) is promised


def test_comment_and_note_on_the_page_are_read_by_whom_they_are_for(world: World, activity: Activity) -> None:
    anna = page_of(world.anna)
    said = {"text": "Dag <b>@Bram</b>\nregel twee", "mentioned": [world.farid.id]}
    assert anna.post("/test/programme/activities/A01/remark/", said).status_code == 302
    note = {"text": "Onder ons", "team_only": "on"}
    assert anna.post("/test/programme/activities/A01/remark/", note).status_code == 302
    for reader, sees in {"jaap": True, "karin": True, "bram": False, "gwen": False}.items():
        for path in ("programme/activities/A01/", "programme/activities/A01/remarks/", "", "search/?q=ons"):
            page = read(page_of(world.people[reader]), path)
            assert sees or "Onder ons" not in page, (reader, path)
        assert ("Onder ons" in read(page_of(world.people[reader]), "programme/activities/A01/")) is sees
    shown = read(page_of(world.bram), "programme/activities/A01/")
    assert "Dag &lt;b&gt;<b>@Bram</b>&lt;/b&gt;<br>regel twee" in shown
    assert "ook gemeld aan: Farid" in shown


def test_who_may_not_read_a_note_is_refused_where_they_were_named(world: World, activity: Activity) -> None:
    anna = page_of(world.anna)
    for said, field in (
        ({"text": "@Farid kijk mee"}, "remark_text"),
        ({"text": "Kijk mee", "mentioned": [world.farid.id]}, "remark_mentioned"),
    ):
        refused = anna.post("/test/programme/activities/A01/remark/", said | {"team_only": "on"})
        assert refused.status_code == 409
        assert f'id="{field}_error"' in refused.content.decode(), field


def test_notices_are_counted_in_the_header_read_and_seen(world: World, activity: Activity) -> None:
    work.write_remark(activity, "@Anna kijk", by=world.karin, at=now())
    work.give_task(activity, "Bel", world.anna, by=world.karin, at=now())
    anna = page_of(world.anna)
    assert 'class="vw-header__count">2<' in anna.get("/test/").content.decode()
    assert "Karin noemt u in een opmerking bij Smokkelroutes" in read(anna, "notices/")
    remark = Remark.objects.get()
    answer = anna.post("/test/notices/seen/", {"kind": "mentioned", "subject": str(remark.id)})
    assert answer["Location"] == f"/test/programme/activities/A01/#remark-{remark.id}"
    assert 'class="vw-header__count">1<' in anna.get("/test/").content.decode()
    # A moment that can't be read makes nothing seen, nor does a time in which nothing came.
    assert anna.post("/test/notices/seen/", {"since": "gisteren", "until": now().isoformat()}).status_code == 302
    assert call(world.anna, "/notices/seen", {"until": "2026-01-01T00:00:00Z"}).json() == {"seen": 0}
    assert call(world.anna, "/notices/seen", {"since": "gisteren"}).status_code == 400
    assert 'class="vw-header__count">1<' in anna.get("/test/").content.decode()
    assert anna.post("/test/notices/seen/").status_code == 302
    assert "vw-header__count" not in anna.get("/test/").content.decode()
    assert page_of(world.bram).post(
        "/test/notices/seen/", {"kind": "mentioned", "subject": str(remark.id)}
    ).status_code == 404  # fmt: skip


def test_more_notices_than_a_list_holds_are_all_counted_and_seen(
    world: World, activity: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "MOST", 2)
    monkeypatch.setattr(notice_views, "MOST", 2)
    for number in range(4):
        work.write_remark(activity, f"@Anna kijk {number}", by=world.karin, at=now())
    anna = page_of(world.anna)
    assert 'class="vw-header__count">4<' in anna.get("/test/notices/").content.decode()
    shown = read(anna, "notices/")
    assert "4 nieuw" in shown
    assert "kijk 3" in shown
    oldest = Remark.objects.get(text="@Anna kijk 0")
    assert anna.post("/test/notices/seen/", {"kind": "mentioned", "subject": str(oldest.id)}).status_code == 302
    assert call(world.anna, "/notices/seen", {"kind": "task_given"}).json() == {"seen": 0}
    assert anna.post("/test/notices/seen/").status_code == 302
    assert "vw-header__count" not in anna.get("/test/").content.decode()


def test_home_counts_what_its_lists_do_not_hold(
    world: World, activity: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST_OF_ONE_KIND", 2)
    for days in (-3, -2, -1, 5):
        work.give_task(activity, f"Bel {days}", world.jaap, due_on=days_from_now(days), by=world.anna, at=now())
    jaap, director = read(page_of(world.jaap), ""), read(page_of(world.karin), "")
    assert "<b>4</b> punten voor u" in jaap
    assert '<b class="vw-late">3 te laat</b>' in jaap
    assert re.search(r'Taken die te laat zijn</a> <span class="vw-count">3<', director)
    assert "<b>4</b> vragen van u" in read(page_of(world.anna), "")
    there = read(page_of(world.gwen), "programme/activities/A01/")
    assert re.search(r'id="waits">[^<]* <span class="vw-count">4<', there)


def test_home_tells_each_role_what_stands_out(world: World, activity: Activity) -> None:
    world.stands(activity, "delayed", "2023-01")
    planning.plan_milestone(activity, "Beeld", moment("2024-01"), by=world.karin, at=now())
    work.give_task(activity, "Bel", world.anna, due_on=days_from_now(-3), by=world.karin, at=now())
    director, steering = read(page_of(world.karin), ""), read(page_of(world.farid), "")
    for words in ("Wat opvalt in het programma", "Datums die voorbij zijn", "Activiteiten met vertraging"):
        assert words in director
        assert words in steering
    assert "Taken die te laat zijn" in director
    assert "Taken die te laat zijn" not in steering
    assert "Wat opvalt" not in read(page_of(world.anna), "")


def test_work_that_is_a_date_and_a_task_stands_once(world: World, activity: Activity) -> None:
    day = days_from_now(3)
    planning.plan_milestone(activity, "Beeld af", moment(day.isoformat()), by=world.karin, at=now())
    alone = read(page_of(world.anna), "").partition("Veranderd sinds")[0]
    assert ">Beeld af</a></h3>" in alone
    work.give_task(activity, "Maak het beeld af", world.anna, due_on=day, by=world.karin, at=now())
    both = read(page_of(world.anna), "").partition("Veranderd sinds")[0]
    assert ">Maak het beeld af</a></h3>" in both
    assert ">Beeld af</a></h3>" not in both


def test_home_says_what_changed_since_the_last_visit(world: World, activity: Activity) -> None:
    bram = page_of(world.bram)
    read(bram, "")
    work.write_remark(activity, "Nieuws", by=world.karin, at=now())
    page = read(bram, "")
    assert "Opmerking: Nieuws" in page
    assert "1 opmerking of notitie" in page


def test_what_was_done_is_told_with_its_ground_and_its_teller(world: World, activity: Activity) -> None:
    jaap = page_of(world.jaap)
    told = {"kind": "done", "text": "Havens gebeld", "occurred_on": "november 2025", "ground": "self_report"}
    assert jaap.post("/test/programme/activities/A01/entry/", told | NO_SOURCES).status_code == 302
    page = read(jaap, "programme/activities/A01/")
    assert "Havens gebeld" in page
    assert "verteld door Jaap op" in page
    refused = jaap.post("/test/programme/activities/A01/entry/", told | NO_SOURCES | {"ground": "register"})
    assert refused.status_code == 409
    assert "noem de bron" in refused.content.decode()
    assert ActivityEntry.objects.count() == 1


def test_step_is_begun_and_ended_on_the_page(world: World, activity: Activity) -> None:
    jaap = page_of(world.jaap)
    jaap.post("/test/programme/activities/A01/step/", {"step": "insight", "started_on": "2023-01"})
    step = activity.steps.get()
    assert f"/test/programme/steps/{step.id}/end/" in read(jaap, "programme/activities/A01/")
    assert jaap.post(f"/test/programme/steps/{step.id}/end/", {"ended_on": "2023-06"}).status_code == 302
    assert f"/test/programme/steps/{step.id}/end/" not in read(jaap, "programme/activities/A01/")


def test_timeline_draws_all_activities_and_tells_the_same_in_its_table(world: World, activity: Activity) -> None:
    world.stands(activity, "running", "2023-01-10")
    date = planning.plan_milestone(activity, "Beeld", moment("2023-06-01"), by=world.karin, at=now())
    decision = planning.link_decision(activity, world.taken(on="2023-05-01"), by=world.karin, at=now())
    planning.set_date(
        date,
        moment("2023-08-17"),
        "planned",
        decision=decision,
        ground="data",
        reason="Later",
        by=world.karin,
        at=now(),
    )
    page = read(page_of(world.gwen), "programme/timeline/")
    assert page.count("<svg") == 1 + page.count("vw-icon")
    for words in ("Beeld: 1 juni 2023", "+ 77 dagen", "17 augustus 2023"):
        assert words in page
    assert "+ 77 dagen" in page_of(world.gwen).get("/test/programme/timeline/export.csv").content.decode("utf-8-sig")
    before = read(page_of(world.gwen), "programme/timeline/?as_of=2023-04-01")
    assert "17 augustus 2023" not in before


def test_past_day_offers_no_work(world: World, activity: Activity) -> None:
    work.give_task(activity, "Bel", world.anna, by=world.karin, at=now())
    page = read(page_of(world.anna), f"programme/activities/A01/?as_of={days_from_now(-5)}")
    assert "Bel" not in page.partition("</h1>")[2].partition("Beslui")[0]
    assert "Geef een taak" not in page


REFUSED = {
    "tasks": ({"title": "Bel", "owner": "chris"}, "task", "not_your_team", "U zit niet in het team"),
    "remarks": ({"text": "Stiekem", "teamOnly": True}, "", "note_of_the_team", ""),
    "entries": (
        {"kind": "done", "text": "Gebeld", "ground": "self_report"}, "entry", "not_your_team", "U zit niet in het team",
    ),
    "steps": ({"step": "insight", "startedOn": "2023"}, "step", "not_your_team", "U zit niet in het team"),
}  # fmt: skip


@pytest.mark.parametrize("noun", REFUSED)
def test_who_is_not_in_the_team_is_refused_alike_by_page_and_interface(
    world: World, activity: Activity, noun: str
) -> None:
    body, page, code, words = REFUSED[noun]
    if "owner" in body:
        body = body | {"owner": str(world.people[body["owner"]].id)}
    answer = call(world.chris, f"/activities/A01/{noun}", body)
    assert answer.status_code == 409, answer.content
    assert [reason["code"] for reason in answer.json()["reasons"]] == [code]
    if page:
        assert words in read(page_of(world.chris), f"programme/activities/A01/{page}/")
    assert not TaskChange.objects.exists()
    assert not Remark.objects.exists()


def test_interface_tells_what_waits_what_is_new_and_what_was_found(world: World, activity: Activity) -> None:
    due = days_from_now(2).isoformat()
    given = call(world.anna, "/activities/A01/tasks", {"title": "Bel", "owner": str(world.jaap.id), "dueOn": due})
    assert given.status_code == 201
    task = given.json()["id"]
    assert [row["title"] for row in call(world.jaap, "/waiting").json()["forMe"]] == ["Bel"]
    assert [row["on"] for row in call(world.anna, "/waiting").json()["onOthers"]] == ["Jaap"]
    assert [row["title"] for row in call(world.gwen, "/activities/A01/waiting").json()] == ["Bel"]
    assert [notice["kind"] for notice in call(world.jaap, "/notices").json()] == ["task_given"]
    assert call(world.jaap, "/notices/seen", {"subject": task}).json() == {"seen": 1}
    owner = {"owner": str(world.gwen.id), "note": "Ruil"}
    assert len(call(world.anna, f"/tasks/{task}/owner", owner).json()["changes"]) == 2
    assert call(world.gwen, f"/tasks/{task}/ending", {"state": "done"}).json()["state"] == "done"
    assert call(world.anna, "/tasks?state=done").json()["total"] == 1
    chosen = call(world.anna, "/digest", {"howOften": "weekly", "kinds": ["mentioned"], "language": "en"})
    assert chosen.json() == call(world.anna, "/digest").json()
    found = call(world.anna, "/_search", {"words": "smokelroutes"}).json()
    assert [(item["kind"], item["code"]) for item in found] == [("activity", "A01")]


def test_interface_tells_what_waits_on_the_present_day_of_the_case(
    world: World, activity: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    planning.plan_milestone(activity, "Beeld", moment(days_from_now(10).isoformat()), by=world.karin, at=now())
    assert [row["title"] for row in call(world.gwen, "/activities/A01/waiting").json()] == ["Beeld"]
    monkeypatch.setattr(actor, "present_day", lambda _project, _is_changed: days_from_now(-60))
    assert call(world.gwen, "/activities/A01/waiting").json() == []


def test_remark_of_others_is_not_withdrawn_through_any_door(world: World, activity: Activity) -> None:
    remark = work.write_remark(activity, "Van Karin", by=world.karin, at=now())
    answer = call(world.anna, f"/remarks/{remark.id}/withdrawal", {})
    assert [reason["code"] for reason in answer.json()["reasons"]] == ["not_your_remark"]
    assert "Alleen wie het schreef" in read(page_of(world.anna), f"programme/remarks/{remark.id}/withdrawal/")
    with reading_as(world.karin.id):
        assert page_of(world.karin).post(f"/test/programme/remarks/{remark.id}/withdrawal/").status_code == 302
    assert "ingetrokken" in read(page_of(world.anna), "programme/activities/A01/")
