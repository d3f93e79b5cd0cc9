"""Who asked is told what was decided, and where what follows is done; a past day shows what stood on it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import localdate

from tests.domains.programme.conftest import activity as reported_activity
from tests.domains.programme.conftest import mandate as report_mandate
from tests.domains.programme.test_map_kept import asked as asked_map
from tests.domains.programme.test_map_kept import decided as decided_map
from tests.refusals import refusal
from tests.reports import submitted
from tests.results import describe
from tests.web.test_work_pages import call, page_of, read
from tests.world import World, days_from_now, moment, now, place
from vlechtwerk.domains.partnership.models import Decision, DecisionSubject
from vlechtwerk.domains.partnership.rules.mandates import Subject
from vlechtwerk.domains.programme.models import Activity, Milestone, NoticeKind
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import attention, map_drafts, methods, planning, reports, work
from vlechtwerk.domains.programme.queries.digests import digest_lines
from vlechtwerk.domains.programme.queries.notices import notices_of
from vlechtwerk.domains.programme.queries.waiting import WaitingKind, waiting_for
from vlechtwerk.domains.programme.rules.methods import MethodText
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.address import Ground

__all__ = ["report_mandate", "reported_activity"]
TAKEN, RETURNED = NoticeKind.DECISION_TAKEN, NoticeKind.REPORT_RETURNED


@pytest.fixture
def question(world: World) -> Decision:
    """Let Jaap ask whether a date of the activity that Anna leads may move."""
    activity = world.activity(lead="anna")
    planning.plan_milestone(activity, "Beeld", moment("2030-01-01"), by=world.karin, at=now())
    world.mandate("MT", kinds=["planning"], limit=60)
    world.mandate("MT", "Personeel", kinds=["capacity"])
    return planning.ask_decision_about(
        activity, "Mag het later?", body=world.bodies["MT"], agreed_days=14,
        about=Subject(DecisionSubject.PLANNING, 30), by=world.jaap, at=now(),
    )  # fmt: skip


def told(world: World, name: str, kind: NoticeKind) -> list[str]:
    person = world.people[name]
    with reading_as(person.id):
        return [notice.follows for notice in notices_of(person, now(), [kind])]


def take(world: World, question: Decision, **more: str) -> str:
    """Let Bram take a decision on its page, and return what he is told."""
    bram, path = page_of(world.bram), f"partnership/decisions/{question.id}/take/"
    fitting = world.bodies["MT"].mandates.filter(subject_kinds__contains=["planning"]).get()
    form = {"result": "yes", "decided_on": localdate().isoformat(), "mandate": str(fitting.id)} | more
    assert bram.post(f"/test/{path}", form).status_code == 302
    return read(bram, f"partnership/decisions/{question.id}/")


def test_who_decides_sees_what_is_asked_and_the_mandate_that_fits(world: World, question: Decision) -> None:
    form = read(page_of(world.bram), f"partnership/decisions/{question.id}/take/")
    for words in ("Jaap", "Smokkelroutes", "afgesproken: binnen 14 dagen", "30 dagen", "Beeld: 1 januari 2030"):
        assert words in form, words
    (chosen,) = [part for part in form.split("<option")[1:] if " selected" in part]
    assert "Planning tot acht weken verschuiven" in chosen


def test_asker_and_leads_are_told_of_a_decision_and_what_follows(world: World, question: Decision) -> None:
    page = take(world, question)
    assert "De datum is hiermee niet gewijzigd" in page
    assert "geen reden opgeschreven" in page
    assert "niet in de bron" not in page.partition("Redenen")[2].partition("</dd>")[0]
    assert told(world, "jaap", TAKEN) == told(world, "anna", TAKEN) == ["move_date"]
    assert told(world, "bram", TAKEN) == told(world, "farid", TAKEN) == []
    notices = read(page_of(world.jaap), "notices/")
    assert "Gremium MT besloot over Smokkelroutes: ja" in notices
    assert "De datum is hiermee niet gewijzigd" in notices


def test_decision_leads_to_the_date_that_it_lets_move(world: World, question: Decision) -> None:
    take(world, question)
    address = f"partnership/decisions/{question.id}/"
    assert "Datum wijzigen: Beeld" not in read(page_of(world.jaap), address)
    anna = page_of(world.anna)
    found = read(anna, address)
    assert "Datum wijzigen: Beeld" in found
    url = found.partition("/date/")[0].rpartition('href="')[2] + f"/date/?decision={question.id}"
    form = anna.get(url).content.decode()
    assert f'value="{question.id}" selected' in form
    milestone = Milestone.objects.get(activity__code="A01")
    question.refresh_from_db()
    planning.set_date(
        milestone, moment("2030-01-15"), "planned", decision=question, ground="data", reason="Later",
        by=world.anna, at=now(),
    )  # fmt: skip
    assert "Wat er nu volgt" not in read(anna, address)
    assert told(world, "anna", TAKEN) == [""]


def test_no_lets_nothing_follow(world: World, question: Decision) -> None:
    page = take(world, question, result="no")
    assert "Jaap krijgt bericht" in page
    assert "Wat er nu volgt" not in page
    assert told(world, "jaap", TAKEN) == [""]


def test_map_that_was_said_yes_to_waits_for_who_manages(world: World) -> None:
    draft = decided_map(world)
    (point,) = [row for row in waiting_for(world.karin, now()) if row.kind is WaitingKind.ADOPTION]
    assert (point.title, point.asked_by, point.code) == ("Kaart 2027", "Gremium SG", "2027")
    assert "Stel de kaart vast: Kaart 2027" in read(page_of(world.karin), "")
    assert "Stel de kaart vast" not in read(page_of(world.anna), "")
    decision = Decision.objects.get()
    address = f"partnership/decisions/{decision.id}/"
    act = "/test/programme/map/drafts/2027/adoption/"
    assert act in read(page_of(world.karin), address)
    assert act not in read(page_of(world.farid), address)
    assert "De kaart geldt hiermee nog niet" not in read(page_of(world.anna), address)
    assert told(world, "karin", TAKEN) == ["adopt_map"]
    map_drafts.adopt_map_version(draft, by=world.karin, at=now())
    assert [row.kind for row in waiting_for(world.karin, now())] == []
    assert "Wat er nu volgt" not in read(page_of(world.karin), address)


def test_mandate_about_the_map_is_chosen_already(world: World) -> None:
    _draft, decision = asked_map(world)
    world.mandate("SG", "De resultaatkaart vaststellen", kinds=["outcome_map"])
    world.mandate("SG", "Convenant wijzigen", kinds=["covenant"])
    form = read(page_of(world.farid), f"partnership/decisions/{decision.id}/take/")
    (chosen,) = [part for part in form.split("<option")[1:] if " selected" in part]
    assert "De resultaatkaart vaststellen" in chosen


def test_returned_report_tells_its_writers_until_it_is_submitted_again(
    world: World, reported_activity: Activity, report_mandate: object
) -> None:
    report = submitted(world)
    assert "Het ligt bij Gremium SG sinds" in read(page_of(world.bram), f"programme/reports/{report.code}/")
    with reading_as(world.farid.id):
        reports.return_progress_report(report, "Noem de cijfers", report_mandate, by=world.farid, at=now())  # type: ignore[arg-type]  # a mandate
    assert told(world, "bram", RETURNED) == told(world, "anna", RETURNED) == [""]
    assert told(world, "jaap", RETURNED) == told(world, "farid", RETURNED) == told(world, "bram", TAKEN) == []
    assert "gaf een voortgangsrapportage terug" in read(page_of(world.anna), "notices/")
    home = read(page_of(world.karin), "")
    assert "Teruggegeven door Gremium SG op" in home
    assert "Noem de cijfers" in home
    assert "Schrijf uw woorden" in read(page_of(world.anna), "")
    report.refresh_from_db()
    reports.submit_progress_report(report, by=world.bram, at=now())
    assert told(world, "anna", RETURNED) == []
    assert not [row for row in waiting_for(world.karin, now()) if row.kind is WaitingKind.REPORT]
    assert not [row for row in waiting_for(world.anna, now()) if row.kind is WaitingKind.WORDS]


def test_digest_tells_of_a_decision_only_while_its_reader_may_read_it(world: World, question: Decision) -> None:
    with reading_as(world.anna.id):
        choice = attention.choose_digest("daily", [TAKEN, RETURNED], language="nl", by=world.anna, at=now())
    take(world, question)
    with reading_as(world.anna.id):
        assert [(line.kind, line.name) for line in digest_lines(choice, now())] == [(TAKEN, "Smokkelroutes")]
    with connection.cursor() as cursor:
        cursor.execute(
            "update programme_teamrole set active_until = current_date where person_id = %s", [world.anna.id]
        )
    with reading_as(world.anna.id):
        assert list(digest_lines(choice, now())) == []


def test_tasks_of_a_past_day_stand_as_they_did_and_offer_nothing(world: World) -> None:
    activity = world.activity(lead="anna")
    before = now() - timedelta(days=10)
    task = work.give_task(activity, "Bel de haven", world.anna, due_on=days_from_now(-8), by=world.karin, at=before)
    with reading_as(world.anna.id):
        work.write_remark(activity, "Toen gezegd", by=world.anna, at=before)
    with reading_as(world.anna.id):
        work.write_remark(activity, "Nu gezegd", by=world.anna, at=now())
    work.give_task(activity, "Gloednieuw", world.anna, by=world.karin, at=now())
    work.end_task(task, "done", by=world.anna, at=now())
    anna, then, earlier = page_of(world.anna), f"?as_of={days_from_now(-9)}", f"?as_of={days_from_now(-20)}"
    page = read(anna, f"programme/tasks/{then}")
    assert "Bel de haven" in page
    assert "Gloednieuw" not in page
    assert "morgen" in page
    assert "te laat" not in page
    assert "te laat" in read(anna, f"programme/tasks/?as_of={days_from_now(-3)}")
    assert "Bel de haven" not in read(anna, f"programme/tasks/{earlier}")
    assert "Bel de haven" not in anna.get(f"/test/programme/tasks/export.csv{earlier}").content.decode()
    one = read(anna, f"programme/tasks/{task.id}/{then}")
    assert f"programme/tasks/{task.id}/end/" not in one
    assert "Te doen" in one
    assert anna.get(f"/test/programme/tasks/{task.id}/{earlier}").status_code == 404
    said = read(anna, f"programme/activities/A01/remarks/{then}")
    assert ("Toen gezegd" in said, "Nu gezegd" in said, "activities/A01/remark/" in said) == (True, False, False)
    assert "withdraw" not in said


def test_ended_activity_takes_up_no_method(world: World) -> None:
    made, ended = world.activity(), world.activity("A02", "Kades")
    world.activity("A03", "Havens")
    method = describe(world, made_in=made)
    world.stands(ended, Status.PLANNED, "2023-01")
    world.stands(ended, Status.DISSOLVED, "2023-05")
    with refusal("activity_has_ended"):
        methods.take_up_method(method, ended, "Ook hier", by=world.karin, at=now())
    answer = call(world.karin, "/methods/M1/uses", {"activity": "A02", "reason": "Ook hier"})
    assert [reason["code"] for reason in answer.json()["reasons"]] == ["activity_has_ended"]
    page = read(page_of(world.karin), "programme/methods/M1/take-up/")
    form = page.partition('name="activity"')[2].partition("</select>")[0]
    assert ("Kades" in form, "Havens" in form) == (False, True)


def test_method_that_did_not_work_says_so_and_its_measurement_stands_with_the_outcome(world: World) -> None:
    world.source()
    made = world.activity()
    measured = place(ground=Ground.MEASURED_EFFECT)
    written = MethodText(does="Voorspellen waar overgeladen wordt")
    method = methods.describe_method(
        "M1", "Voorspellen", written, developed_in=made, evidence=[measured], by=world.loader, at=now()
    )
    use = methods.note_trial(method, activity=made, evidence=[place()], by=world.karin, at=now())
    methods.tell_outcome(use, "does_not", "Niet beter dan toeval", evidence=[measured], by=world.karin, at=now())
    karin = page_of(world.karin)
    assert read(karin, "programme/results/methods/").count("Beproefd: werkt niet overal") == 2
    page = read(karin, "programme/methods/M1/").partition("vw-legend")[0]
    assert "Beproefd: werkt niet overal" in page
    assert "gemeten effect" not in page.partition('id="uses"')[0]
    assert "gemeten effect" in page.partition('id="uses"')[2].partition("</section>")[0]


def test_takers_word_is_kept_with_the_moment(world: World, question: Decision) -> None:
    take(world, question)
    question.refresh_from_db()
    assert question.taken_by == world.bram
    assert question.taken_at is not None
    by_source = world.taken()
    assert (by_source.taken_at, by_source.taken_by) == (None, None)
