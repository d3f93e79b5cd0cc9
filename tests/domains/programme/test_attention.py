"""What waits for whom, of what someone is told, what changed since they were here, and finding it back."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.refusals import refusal
from tests.world import LONG_AGO, World, days_from_now, moment, now
from vlechtwerk.domains.partnership.operations import people
from vlechtwerk.domains.partnership.operations.decisions import ask_decision, forward_decision, take_decision
from vlechtwerk.domains.programme.models import Activity, Digest, NoticeKind, TaskChange
from vlechtwerk.domains.programme.operations import attention, planning, status, work
from vlechtwerk.domains.programme.operations.about import ask_advice_about
from vlechtwerk.domains.programme.queries import notices, waiting
from vlechtwerk.domains.programme.queries.changes import ChangeKind, changes_since
from vlechtwerk.domains.programme.queries.digests import DueDigest, digest_lines, due_digests
from vlechtwerk.domains.programme.queries.names import Name, find_names, vocabulary_of
from vlechtwerk.domains.programme.queries.notices import notices_of, unseen_number
from vlechtwerk.domains.programme.queries.search import find
from vlechtwerk.domains.programme.queries.waiting import (
    Beyond,
    WaitingKind,
    beyond_those_for,
    beyond_those_in,
    beyond_those_on_others,
    late_tasks,
    managed_by,
    waiting_for,
    waiting_in,
    waiting_on_others,
)
from vlechtwerk.domains.sharing.queries.snippets import FOUND, FOUND_END
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.texts import words_of


def due_here(day: date) -> list[DueDigest]:
    """Return what is due in this project; the cast of the demo chose digests of their own."""
    return [due for due in due_digests(day) if due.project_code == "test"]


@pytest.fixture
def activity(world: World) -> Activity:
    found = world.activity(lead="anna")
    planning.assign(found, world.jaap, "member", LONG_AGO, by=world.loader, at=now())
    return found


def test_what_waits_is_one_list_in_the_order_of_its_dates(world: World, activity: Activity) -> None:
    work.give_task(activity, "Bel", world.anna, due_on=days_from_now(5), by=world.karin, at=now())
    work.give_task(activity, "Schrijf", world.anna, by=world.karin, at=now())
    planning.plan_milestone(activity, "Beeld", moment(days_from_now(-2).isoformat()), by=world.karin, at=now())
    planning.plan_milestone(activity, "Later", moment(days_from_now(90).isoformat()), by=world.karin, at=now())
    planning.ask_decision_about(activity, "Mag het?", body=world.bodies["MT"], agreed_days=3, by=world.anna, at=now())
    rows = waiting_in([activity], localdate())
    assert [(row.title, row.left(days_from_now(0))) for row in rows] == [
        ("Beeld", -2), ("Mag het?", 3), ("Bel", 5), ("Schrijf", None),
    ]  # fmt: skip
    assert [row.title for row in waiting_for(world.anna, now())] == ["Beeld", "Bel", "Schrijf"]
    assert [row.title for row in waiting_for(world.bram, now())] == ["Mag het?"]
    assert [(row.kind, row.on) for row in waiting_on_others(world.anna, now())] == [
        (WaitingKind.DECISION, "Gremium MT")
    ]
    assert [row.on for row in waiting_on_others(world.karin, now())] == ["Anna", "Anna"]


def test_manager_looks_after_the_activities_of_their_people(world: World, activity: Activity) -> None:
    work.give_task(activity, "Bel", world.anna, due_on=days_from_now(-1), by=world.karin, at=now())
    assert list(late_tasks(managed_by(world.bram, now()), now())) == []
    people.appoint(
        world.anna, world.organisations["BD"], "analyst", LONG_AGO, manager=world.bram, by=world.loader, at=now()
    )
    assert [change.task.title for change in late_tasks(managed_by(world.bram, now()), now())] == ["Bel"]


def test_what_a_list_leaves_out_is_counted_with_how_much_of_it_is_late(
    world: World, activity: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST_OF_ONE_KIND", 1)
    for asked_on in (None, "2023-01-01", "2023-01-02", "2023-02"):
        by, on = (world.loader, moment(asked_on)) if asked_on else (world.anna, None)
        asked = ask_decision("Mag het?", body=world.bodies["MT"], agreed_days=3, asked_on=on, by=by, at=now())
        planning.link_decision(activity, asked, by=world.loader, at=now())
    for due in (-1, 5):
        work.give_task(activity, "Bel", world.bram, due_on=days_from_now(due), by=world.anna, at=now())
    for number in range(3):
        ask_advice_about([activity], f"Hoe {number}?", world.bodies["RG"], by=world.bram, at=now())
    found = waiting_for(world.bram, now())
    assert (len(found), beyond_those_for(world.bram, now(), found)) == (2, Beyond(4, 1))
    found = waiting_in([activity], localdate())
    assert (len(found), beyond_those_in([activity], localdate(), found)) == (3, Beyond(6, 1))
    found = waiting_on_others(world.bram, now())
    assert (len(found), beyond_those_on_others(world.bram, now(), found)) == (1, Beyond(2, 0))
    monkeypatch.undo()
    found = waiting_in([activity], localdate())
    assert (len(found), sum((row.left(localdate()) or 0) < 0 for row in found)) == (9, 3)
    assert beyond_those_in([activity], localdate(), found) == Beyond()


def tell(world: World, activity: Activity) -> None:
    """Let Karin do everything of which someone is told."""
    work.write_remark(activity, "@Anna kijk", by=world.karin, at=now())
    work.write_remark(activity, "@Anna onder ons", team_only=True, by=world.karin, at=now())
    work.give_task(activity, "Bel", world.anna, by=world.karin, at=now())
    planning.ask_decision_about(activity, "Mag het?", body=world.bodies["SG"], by=world.karin, at=now())
    date = planning.plan_milestone(activity, "Beeld", moment("2030-01"), by=world.karin, at=now())
    taken = planning.link_decision(activity, world.taken(), by=world.karin, at=now())
    planning.set_date(
        date, moment("2030-03"), "planned", decision=taken, ground="data", reason="Later", by=world.karin, at=now()
    )


def test_someone_is_told_of_what_is_theirs_and_sees_it_once(world: World, activity: Activity) -> None:
    tell(world, activity)
    kinds = NoticeKind
    with reading_as(world.anna.id):
        told = notices_of(world.anna, now())
        assert sorted(notice.kind for notice in told) == sorted(
            [kinds.MENTIONED, kinds.MENTIONED, kinds.TASK_GIVEN, kinds.DATE_MOVED]
        )
        assert {notice.title for notice in told} == {"@Anna kijk", "@Anna onder ons", "Bel", "Beeld"}
        assert unseen_number(world.anna, now()) == 4
        attention.see_notices(kind=told[0].kind, subject=told[0].subject_id, by=world.anna, at=now())
        attention.see_notices(kind=told[0].kind, subject=told[0].subject_id, by=world.anna, at=now())
        assert unseen_number(world.anna, now()) == 3
    with reading_as(world.farid.id):
        assert [notice.kind for notice in notices_of(world.farid, now())] == [kinds.DECISION_WAITING]
    assert unseen_number(world.karin, now()) == 0


def test_what_is_not_seen_stands_on_top_and_all_of_it_can_be_seen(
    world: World, activity: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "MOST", 2)
    for number in range(4):
        work.write_remark(activity, f"@Anna kijk {number}", by=world.karin, at=now())
    with reading_as(world.anna.id):
        shown = notices_of(world.anna, now())
        # What stood on the page, and neither what was left out of it nor what came in later.
        assert attention.see_notices(since=shown[-1].at, until=shown[0].at, by=world.anna, at=now()) == 2
        with CaptureQueriesContext(connection) as asked:
            told = notices_of(world.anna, now())
        assert len(asked) == 2
        assert [(notice.title, notice.seen) for notice in told] == [("@Anna kijk 1", False), ("@Anna kijk 0", False)]
        assert attention.see_notices(kind="task_given", by=world.anna, at=now()) == 0
        assert attention.see_notices(subject=told[1].subject_id, by=world.anna, at=now()) == 1
        assert unseen_number(world.anna, now()) == 1
        assert attention.see_notices(by=world.anna, at=now()) == 1
        assert unseen_number(world.anna, now()) == 0


def test_who_leaves_the_team_is_told_of_its_notes_no_more(world: World, activity: Activity) -> None:
    work.write_remark(activity, "@Gwen kijk", by=world.karin, at=now())
    planning.assign(activity, world.gwen, "member", LONG_AGO, by=world.loader, at=now())
    work.write_remark(activity, "@Gwen onder ons", team_only=True, by=world.karin, at=now())
    with reading_as(world.gwen.id):
        assert len(notices_of(world.gwen, now())) == 2
    with connection.cursor() as cursor:
        cursor.execute(
            "update programme_teamrole set active_until = current_date where person_id = %s", [world.gwen.id]
        )
    with reading_as(world.gwen.id):
        assert [notice.title for notice in notices_of(world.gwen, now())] == ["@Gwen kijk"]


def test_what_is_withdrawn_ended_or_given_on_is_told_no_more(world: World, activity: Activity) -> None:
    remark = work.write_remark(activity, "@Anna kijk", by=world.karin, at=now())
    task = work.give_task(activity, "Bel", world.anna, by=world.karin, at=now())
    work.withdraw_remark(remark, by=world.karin, at=now())
    work.give_on_task(task, world.jaap, None, by=world.karin, at=now())
    assert notices_of(world.anna, now()) == []
    with reading_as(world.jaap.id):
        assert [notice.title for notice in notices_of(world.jaap, now())] == ["Bel"]


def test_visit_within_the_hour_is_the_same_visit(world: World) -> None:
    first = now()
    assert attention.note_visit(by=world.karin, at=first).former_at is None
    assert attention.note_visit(by=world.karin, at=first + timedelta(minutes=50)).former_at is None
    last = first + timedelta(minutes=80)
    assert attention.note_visit(by=world.karin, at=last).former_at is None
    assert attention.note_visit(by=world.karin, at=last + timedelta(hours=2)).former_at == last
    assert attention.note_visit(by=world.karin, at=last + timedelta(hours=2, minutes=5)).former_at == last


def test_changes_since_a_visit_are_those_of_others_that_one_may_read(world: World, activity: Activity) -> None:
    before = now() - timedelta(minutes=1)
    tell(world, activity)
    world.stands(activity, "planned", "2023-01")
    status.change_status(activity, "running", moment("2023-02"), "Begonnen", by=world.karin, at=now())
    for reader, remarks in {"anna": 2, "farid": 1}.items():
        with reading_as(world.people[reader].id):
            changes = changes_since(before, world.people[reader])
        assert changes.numbers[ChangeKind.REMARK] == remarks
        assert changes.numbers[ChangeKind.STATUS] == changes.numbers[ChangeKind.TASK] == 1
        assert changes.numbers[ChangeKind.DATE] == 1
    assert ChangeKind.REMARK not in changes_since(before, world.karin).numbers
    assert changes_since(now(), world.anna).newest == ()


def test_decision_is_told_to_others_since_it_was_taken_whatever_its_date(world: World, activity: Activity) -> None:
    before = now() - timedelta(minutes=1)
    # What a source tells of the day of the visit itself was told on that visit.
    world.taken(on=localdate(before).isoformat())
    decision, mandate = world.asked_by_the_case("SG"), world.mandate("SG", "Plannen")
    long_ago = moment(days_from_now(-30).isoformat())
    with reading_as(world.farid.id):
        assert ChangeKind.DECISION not in changes_since(before, world.farid).numbers
        take_decision(decision, "yes", long_ago, mandate=mandate, by=world.farid, at=now())
        assert ChangeKind.DECISION not in changes_since(before, world.farid).numbers
    with reading_as(world.anna.id):
        (change,) = changes_since(before, world.anna).newest
        assert (change.kind, change.record.id) == (ChangeKind.DECISION, decision.id)
        assert change.at is not None
        assert changes_since(now(), world.anna).newest == ()
        later = changes_since(before - timedelta(days=2), world.anna)
    assert later.numbers[ChangeKind.DECISION] == 2
    assert later.newest[0].record.id == decision.id


def test_digest_is_chosen_by_each_and_due_once(world: World, activity: Activity) -> None:
    day = days_from_now(0)
    with refusal("kinds_missing"):
        attention.choose_digest("daily", [], language="nl", with_sharing=False, by=world.karin, at=now())
    with refusal("choice_unknown"):
        attention.choose_digest("hourly", ["mentioned"], language="nl", by=world.karin, at=now())
    assert due_here(day) == []
    yesterday = now() - timedelta(days=1)
    with reading_as(world.anna.id):
        choice = attention.choose_digest("daily", NoticeKind.values, language="nl", by=world.anna, at=yesterday)
    tell(world, activity)
    assert [due.person_id for due in due_here(day)] == [world.anna.id]
    with reading_as(world.anna.id):
        lines = digest_lines(choice, now())
        assert [(line.kind, line.code, line.number) for line in lines] == [
            ("mentioned", "A01", 2), ("task_given", "A01", 1), ("date_moved", "A01", 1),
        ]  # fmt: skip
        digest = attention.claim_digest(day, 4, by=world.anna, at=now())
        assert digest is not None
        assert attention.claim_digest(day, 4, by=world.anna, at=now()) is None
        attention.note_digest(digest, Digest.State.REFUSED)
        assert due_here(day) != []
        assert attention.claim_digest(day, 4, by=world.anna, at=now()) is not None
        attention.note_digest(digest, Digest.State.SENT)
        assert digest_lines(choice, now()) == []
    assert due_here(day) == []


def test_weekly_digest_is_due_for_its_monday(world: World) -> None:
    attention.choose_digest("weekly", ["mentioned"], language="en", by=world.karin, at=now())
    day = days_from_now(0)
    (due,) = due_here(day)
    assert due.for_day == day - timedelta(days=day.weekday())


def test_someone_without_an_appointment_gets_no_digest(world: World) -> None:
    with reading_as(world.jaap.id):
        attention.choose_digest("daily", ["mentioned"], language="nl", by=world.jaap, at=now())
    (appointment,) = world.jaap.appointments.all()
    people.end_appointment(appointment, days_from_now(0), reason_kind="other", by=world.karin, at=now())
    assert due_here(days_from_now(0)) == []


def found(words: str) -> dict[str, list[str]]:
    return {kind: [item.title for item in items] for kind, items in find(words).found.items()}


def test_everything_people_work_with_is_found_by_its_words(world: World, activity: Activity) -> None:
    tell(world, activity)
    work.give_task(activity, "Havenmeesters van Westerdok bellen", world.anna, by=world.karin, at=now())
    assert found("havenmeester") == {"task": ["Havenmeesters van Westerdok bellen"]}
    assert sorted(found("mag het")["decision"]) == ["Mag het later?", "Mag het?"]
    assert found("kijk") == {"remark": ["Smokkelroutes"]}
    assert found("smokelroutes") == {"activity": ["Smokkelroutes"]}
    assert found("Kairn") == {"person": ["Karin"]}
    assert found("") == found("zzzz") == found("% ' & |") == {}


def test_words_found_are_marked_and_nothing_else(world: World, activity: Activity) -> None:
    work.write_remark(activity, "De haven <ligt stil & wacht", by=world.karin, at=now())
    (remark,) = find("haven").found["remark"]
    assert remark.snippet == f"De {FOUND}haven{FOUND_END} <ligt stil & wacht"
    (person,) = find("kairn").found["person"]
    assert person.marked == f"{FOUND}Karin{FOUND_END}"


def test_note_is_found_by_the_team_only(world: World, activity: Activity) -> None:
    remark = work.write_remark(activity, "Geheime afspraak", team_only=True, by=world.karin, at=now())
    for reader, sees in {"anna": True, "bram": False, "farid": False}.items():
        with reading_as(world.people[reader].id):
            assert bool(found("afspraak")) is sees, reader
    work.withdraw_remark(remark, by=world.karin, at=now())
    assert found("afspraak") == {}


@settings(max_examples=60)
@given(word=st.text("abcdefghij", min_size=5, max_size=12), place=st.integers(0, 11), letter=st.sampled_from("klmn"))
def test_one_wrong_letter_still_finds_the_name(word: str, place: int, letter: str) -> None:
    mistaken = word[: place % len(word)] + letter + word[place % len(word) + 1 :]
    names = vocabulary_of([Name("activity", "A1", f"Lab {word}"), Name("activity", "A2", "Iets anders geheel")])
    assert [hit.name.key for hit in find_names(mistaken, names)][:1] == ["A1"]
    assert find_names(word, names)[0].words == frozenset(words_of(word))


def test_task_counts_do_not_mix_projects(world: World, activity: Activity) -> None:
    work.give_task(activity, "Westerdok bellen", world.anna, by=world.karin, at=now())
    # The other projects of the template hold more, and none of it shows.
    assert TaskChange.objects.values("project").distinct().count() == 1
    assert len(find("westerdok").found["task"]) == 1


def test_question_that_was_sent_on_is_told_to_the_body_where_it_waits_now(world: World) -> None:
    asked = world.asked("MT")
    since = now()
    assert notices_of(world.farid, now(), [NoticeKind.DECISION_WAITING], since) == []
    with reading_as(world.anna.id):
        forward_decision(asked, world.bodies["SG"], by=world.anna, at=now())
    (told,) = notices_of(world.farid, now(), [NoticeKind.DECISION_WAITING], since)
    assert (told.subject_id, told.at > since) == (asked.id, True)
