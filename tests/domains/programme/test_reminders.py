"""Who waits reminds those on whom it waits, once a day; everyone sees it, and what was done is told no more."""

from datetime import timedelta

import pytest

from tests.domains.programme.test_progress_reports import drafted
from tests.refusals import refusal
from tests.world import LONG_AGO, World, days_from_now, moment, now
from vlechtwerk.domains.partnership.operations import advice as advising
from vlechtwerk.domains.partnership.operations import decisions, people
from vlechtwerk.domains.programme.models import Activity, NoticeKind
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import planning, reports, work
from vlechtwerk.domains.programme.operations.about import ask_advice_about
from vlechtwerk.domains.programme.operations.reminders import remind
from vlechtwerk.domains.programme.queries.notices import notices_of
from vlechtwerk.domains.programme.queries.waiting import WaitingKind, waiting_for, waiting_in, waiting_on_others
from vlechtwerk.domains.programme.rules.reminders import Awaited, AwaitedWords
from vlechtwerk.foundation.database.reading import reading_as

TOMORROW = timedelta(days=1)


@pytest.fixture
def activity(world: World) -> Activity:
    found = world.activity(lead="anna")
    planning.assign(found, world.jaap, "member", LONG_AGO, by=world.loader, at=now())
    return found


def sent(world: World, name: str, awaited: Awaited, later: timedelta = timedelta(0)) -> list[str]:
    """Let someone remind of what they wait for, and return who was reminded."""
    by = world.people[name]
    with reading_as(by.id):
        reminder = remind(awaited, by=by, at=now() + later)
        return sorted(recipient.person.name for recipient in reminder.recipients.all())


def reminded(world: World, name: str) -> list[str]:
    person = world.people[name]
    with reading_as(person.id):
        return [notice.title for notice in notices_of(person, now(), [NoticeKind.REMINDED])]


def test_owner_of_a_task_is_reminded_once_a_day_and_everyone_sees_it(world: World, activity: Activity) -> None:
    task = work.give_task(activity, "Bel", world.jaap, due_on=days_from_now(-1), by=world.karin, at=now())
    assert sent(world, "karin", task) == ["Jaap"]
    with refusal("reminded_today"):
        sent(world, "anna", task)
    assert reminded(world, "jaap") == ["Bel"]
    with reading_as(world.hugo.id):
        (row,) = waiting_in([activity], days_from_now(0))
        assert row.reminder is not None
        assert (row.reminder.sent_by.name, row.reminder.sent_on) == ("Karin", days_from_now(0))
    assert sent(world, "anna", task, TOMORROW) == ["Jaap"]


def test_what_was_done_is_reminded_of_no_more(world: World, activity: Activity) -> None:
    task = work.give_task(activity, "Bel", world.jaap, by=world.karin, at=now())
    asked = planning.ask_decision_about(activity, "Mag het?", body=world.bodies["MT"], by=world.anna, at=now())
    sent(world, "karin", task)
    sent(world, "anna", asked)
    assert (reminded(world, "jaap"), reminded(world, "bram")) == (["Bel"], ["Mag het?"])
    work.end_task(task, "done", by=world.jaap, at=now())
    withdrawn = decisions.withdraw_decision(asked, by=world.anna, at=now())
    assert (reminded(world, "jaap"), reminded(world, "bram")) == ([], [])
    for ended in (task, withdrawn):
        with refusal("nothing_waits"):
            sent(world, "karin", ended, TOMORROW)


def test_who_decides_is_reminded_by_who_waits_and_by_nobody_else(world: World, activity: Activity) -> None:
    asked = planning.ask_decision_about(activity, "Mag het?", body=world.bodies["CO"], by=world.anna, at=now())
    with refusal("not_waiting_for_you"):
        sent(world, "mila", asked)
    with refusal("no_running_appointment"):
        remind(asked, by=world.olaf, at=now())
    # Jaap did not ask it, and is in the team that waits for it.
    assert sent(world, "jaap", asked) == ["Chris", "Hugo"]
    with refusal("nobody_to_remind"):
        sent(world, "anna", world.asked(None))
    alone = work.give_task(activity, "Schrijf", world.anna, by=world.anna, at=now())
    with refusal("waits_on_you"):
        sent(world, "anna", alone)


def test_who_sits_in_both_is_not_told_of_their_own_reminder(world: World) -> None:
    asked = world.asked("MT", "karin")
    assert sent(world, "karin", asked) == ["Bram"]


def test_advice_waits_in_the_same_lists_and_is_reminded_of(world: World, activity: Activity) -> None:
    asked = ask_advice_about([activity], "Wat raadt u aan?", world.bodies["RG"], by=world.karin, at=now())
    for rows in (
        waiting_on_others(world.karin, now()), waiting_for(world.mila, now()), waiting_in([activity], days_from_now(0)),
    ):  # fmt: skip
        assert [(row.kind, row.title, row.on) for row in rows] == [
            (WaitingKind.ADVICE, "Wat raadt u aan?", "Gremium RG")
        ]
    with refusal("not_waiting_for_you"):
        sent(world, "hugo", asked)
    assert sent(world, "anna", asked) == ["Mila"]
    assert reminded(world, "mila") == ["Wat raadt u aan?"]
    today = moment(days_from_now(0).isoformat())
    with reading_as(world.mila.id):
        given = advising.give_advice(asked, "Doe het zo", today, by=world.mila, at=now())
    assert reminded(world, "mila") == []
    with refusal("nothing_waits"):
        sent(world, "anna", given, TOMORROW)


def test_words_of_a_report_are_asked_of_the_lead_and_the_team_manager(world: World, activity: Activity) -> None:
    world.stands(activity, Status.RUNNING, "2026-05")
    people.appoint(
        world.anna, world.organisations["BD"], "analyst", LONG_AGO, manager=world.bram, by=world.loader, at=now()
    )
    report = drafted(world)
    awaited = AwaitedWords(report, activity)
    with refusal("not_waiting_for_you"):
        sent(world, "jaap", awaited)
    assert sent(world, "karin", awaited) == ["Anna", "Bram"]
    assert reminded(world, "anna") == [activity.name]
    reports.write_words(report, activity, "Alles loopt.", 0, by=world.anna, at=now())
    assert reminded(world, "anna") == []
    with refusal("nothing_waits"):
        sent(world, "karin", awaited, TOMORROW)
