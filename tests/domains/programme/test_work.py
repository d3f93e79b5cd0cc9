"""What a team does every day: tasks, remarks with mentions, what is told, and steps."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.refusals import refusal
from tests.world import LONG_AGO, World, days_from_now, moment, now, place
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.operations.people import add_person, appoint
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, Remark, RemarkMention, TaskChange
from vlechtwerk.domains.programme.operations import planning, register, work
from vlechtwerk.domains.programme.queries.work import (
    intended_without_task,
    open_tasks,
    remarks_on,
    tasks_now,
    tasks_of,
)
from vlechtwerk.domains.programme.rules.work import named_in
from vlechtwerk.foundation.database.reading import reading_as

DONE, DROPPED = TaskChange.State.DONE, TaskChange.State.DROPPED


@pytest.fixture
def activity(world: World) -> Activity:
    found = world.activity(lead="anna")
    planning.assign(found, world.jaap, "member", LONG_AGO, by=world.loader, at=now())
    return found


def test_task_goes_from_hand_to_hand_and_ends_with_its_history(world: World, activity: Activity) -> None:
    task = work.give_task(activity, " Bel de haven ", world.jaap, due_on=days_from_now(3), by=world.anna, at=now())
    work.give_on_task(task, world.chris, None, note="Jaap is weg", by=world.bram, at=now())
    work.end_task(task, DONE, by=world.chris, at=now())
    (ended,) = tasks_of(activity).ended
    assert (ended.task.title, ended.owner.name, ended.recorded_by.name) == ("Bel de haven", "Chris", "Chris")
    assert [(item.owner.name, item.state) for item in task.changes.order_by("number")] == [
        ("Jaap", "open"), ("Chris", "open"), ("Chris", "done"),
    ]  # fmt: skip
    with refusal("task_ended", "not_your_team"):
        work.end_task(task, DONE, by=world.gwen, at=now())


def test_task_is_for_the_team_and_its_managers(world: World, activity: Activity) -> None:
    with refusal("not_your_team"):
        work.give_task(activity, "Bel de haven", world.jaap, by=world.chris, at=now())
    with refusal("title_missing", "owner_not_present"):
        work.give_task(activity, " ", world.olaf, by=world.jaap, at=now())
    task = work.give_task(activity, "Bel de haven", world.chris, by=world.jaap, at=now())
    with refusal("reason_missing", "not_your_team"):
        work.end_task(task, DROPPED, by=world.chris, at=now())
    with refusal("nothing_changes"):
        work.give_on_task(task, world.chris, None, by=world.jaap, at=now())
    with refusal("state_unknown"):
        work.end_task(task, "weg", by=world.jaap, at=now())


def test_part_is_worked_in_by_the_team_of_its_whole(world: World, activity: Activity) -> None:
    part = world.activity("A01a", "Over land", parent=activity)
    assert work.give_task(part, "Kijken", world.anna, by=world.jaap, at=now())


def test_intention_becomes_a_task_once(world: World, activity: Activity) -> None:
    world.source()
    prepared = register.add_entry(activity, "prepared", "Havens bellen", evidence=[place()], by=world.loader, at=now())
    done = register.add_entry(activity, "done", "Gebeld", evidence=[place()], by=world.loader, at=now())
    assert intended_without_task(activity, days_from_now(0)) == [prepared]
    work.give_task(activity, "Havens bellen", world.anna, entry=prepared, by=world.anna, at=now())
    assert intended_without_task(activity, days_from_now(0)) == []
    with refusal("task_already"):
        work.give_task(activity, "Havens bellen", world.anna, entry=prepared, by=world.anna, at=now())
    with refusal("not_intended_here"):
        work.give_task(activity, "Havens bellen", world.anna, entry=done, by=world.anna, at=now())
    other = planning.add_milestone(world.activity("A02", "Anders"), "Beeld", by=world.loader, at=now())
    with refusal("of_another_activity"):
        work.give_task(activity, "Havens bellen", world.anna, milestone=other, by=world.anna, at=now())


@settings(max_examples=20, deadline=None)
@given(acts=st.lists(st.sampled_from(["give", "done", "dropped", "late"]), max_size=12))
def test_every_task_stands_as_its_last_change_says(acts: list[str]) -> None:
    """Compare the one query of how tasks stand with a plain walk through their histories."""
    from tests.world import find_world

    with transaction.atomic():
        with find_world() as world, reading_as(world.karin.id):
            activity = world.activity("H1", "Geschiedenis")
            tasks = [work.give_task(activity, f"T{n}", world.anna, by=world.karin, at=now()) for n in range(3)]
            for place_of, act in enumerate(acts):
                task, current = tasks[place_of % 3], tasks[place_of % 3].changes.latest("number")
                if current.state != "open":
                    continue
                if act in ("give", "late"):
                    owner = world.jaap if current.owner_id == world.anna.id else world.anna
                    due = days_from_now(-2) if act == "late" else None
                    work.give_on_task(task, owner, due, by=world.karin, at=now())
                else:
                    work.end_task(task, act, note="Klaar", by=world.karin, at=now())
            plain = {}
            for change in TaskChange.objects.order_by("number"):
                plain[change.task_id] = change
            assert {change.id for change in tasks_now()} == {change.id for change in plain.values()}
            for person in (world.anna, world.jaap):
                mine = {c.id for c in plain.values() if c.owner_id == person.id and c.state == "open"}
                assert {change.id for change in open_tasks(owner=person)} == mine
            late = {c.id for c in plain.values() if c.state == "open" and c.due_on and c.due_on < days_from_now(0)}
            assert {change.id for change in open_tasks(due_before=days_from_now(0))} == late
        transaction.set_rollback(True)


test_every_task_stands_as_its_last_change_says = pytest.mark.django_db(test_every_task_stands_as_its_last_change_says)


def test_who_is_named_with_an_at_or_chosen_is_mentioned(world: World, activity: Activity) -> None:
    said = "@anna kijk mee, mail b@bram.nl; ook @Jaapje"
    with reading_as(world.jaap.id):
        work.write_remark(activity, said, mentioned=[world.farid], by=world.jaap, at=now())
    (read,) = remarks_on(activity)
    assert {person.name for person in read.mentioned} == {"Anna", "Farid"}


def test_longest_name_after_an_at_counts() -> None:
    people = [Person(name="Jan"), Person(name="Jan de Vries"), Person(name="Vries")]
    for person, name in zip(people, ("1", "2", "3"), strict=True):
        person.pk = f"00000000-0000-4000-8000-00000000000{name}"
    found = named_in("Zie @Jan de Vries, @jan.", people)
    assert [{person.name for person in having} for having in found] == [{"Jan de Vries"}, {"Jan"}]
    assert named_in("jan@vries.nl", people) == []


def test_of_two_with_one_name_who_is_meant_is_chosen(world: World, activity: Activity) -> None:
    other = add_person("Anna", by=world.loader, at=now())
    appoint(other, world.organisations["NP"], "analyst", LONG_AGO, by=world.loader, at=now())
    # Who takes no part any more is not meant.
    add_person("Anna", by=world.loader, at=now())
    with reading_as(world.jaap.id):
        with refusal("name_of_two"):
            work.write_remark(activity, "@Anna kijk mee", by=world.jaap, at=now())
        work.write_remark(activity, "@Anna kijk mee", mentioned=[other], by=world.jaap, at=now())
    with reading_as(world.anna.id):
        # Who writes it means the other one.
        work.write_remark(activity, "@Anna, doe jij het?", by=world.anna, at=now())
    assert [set(read.mentioned) for read in remarks_on(activity)] == [{other}, {other}]


def test_note_is_read_by_the_team_and_the_director_only(world: World, activity: Activity) -> None:
    work.write_remark(activity, "Onder ons", team_only=True, mentioned=[world.jaap], by=world.karin, at=now())
    work.write_remark(activity, "Voor ieder", by=world.karin, at=now())
    for reader, sees in {"anna": 2, "jaap": 2, "karin": 2, "bram": 1, "farid": 1, "gwen": 1}.items():
        with reading_as(world.people[reader].id):
            assert Remark.objects.count() == sees, reader
            assert RemarkMention.objects.count() == sees - 1, reader


def test_team_of_the_past_reads_no_notes(world: World, activity: Activity) -> None:
    planning.assign(activity, world.gwen, "member", LONG_AGO, active_until=days_from_now(0), by=world.loader, at=now())
    work.write_remark(activity, "Onder ons", team_only=True, by=world.karin, at=now())
    with reading_as(world.gwen.id):
        assert Remark.objects.count() == 0


def test_mention_of_who_may_not_read_is_refused(world: World, activity: Activity) -> None:
    with refusal("mentioned_outside_team"):
        work.write_remark(activity, "@Bram kijk", team_only=True, by=world.anna, at=now())
    with refusal("mentioned_not_present"):
        work.write_remark(activity, "@Olaf kijk", by=world.anna, at=now())
    with refusal("note_of_the_team"):
        work.write_remark(activity, "Stiekem", team_only=True, by=world.bram, at=now())
    with refusal("text_missing"):
        work.write_remark(activity, "  ", by=world.anna, at=now())
    assert not Remark.objects.exists()


def test_what_is_withdrawn_says_nothing_any_more(world: World, activity: Activity) -> None:
    remark = work.write_remark(activity, "Verkeerd", mentioned=[world.farid], by=world.karin, at=now())
    with reading_as(world.anna.id), refusal("not_your_remark"):
        work.withdraw_remark(remark, by=world.anna, at=now())
    work.withdraw_remark(remark, by=world.karin, at=now())
    (read,) = remarks_on(activity)
    assert read.remark.withdrawn_at is not None
    assert read.remark.text == ""
    with refusal("withdrawn_already"):
        work.withdraw_remark(read.remark, by=world.karin, at=now())


def test_remark_is_never_rewritten(world: World, activity: Activity) -> None:
    remark = work.write_remark(activity, "Zo was het", by=world.karin, at=now())
    for change in ({"text": "Anders"}, {"team_only": True}, {"written_at": now() - timedelta(days=1)}):
        with pytest.raises(DatabaseError, match="only withdrawn"), transaction.atomic():
            Remark.objects.filter(id=remark.id).update(**change)


def smuggle_into_the_team(activity: Activity, person: Person) -> None:
    """Write someone into a team as a statement would that is no act of the program, and look at it at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        activity.team.create(project_id=activity.project_id, person=person, active_from=LONG_AGO, role="member")
        cursor.execute("set constraints all immediate")


def test_who_is_in_a_team_is_written_in_an_act_of_the_program_only(world: World) -> None:
    activity = world.activity()
    with pytest.raises(DatabaseError, match="only an act of the program"):
        smuggle_into_the_team(activity, world.gwen)
    assert not activity.team.exists()


def test_what_is_told_has_a_ground(world: World, activity: Activity) -> None:
    world.source()
    with refusal("ground_missing", "text_missing", "not_your_team"):
        register.add_entry(activity, "done", " ", by=world.chris, at=now())
    with refusal("source_missing"):
        register.add_entry(activity, "done", "Twaalf keer", ground="register", by=world.jaap, at=now())
    with refusal("opinion_is_not_done"):
        register.add_entry(activity, "done", "Het gaat goed", ground="opinion", by=world.jaap, at=now())
    with refusal("in_the_future"):
        register.add_entry(
            activity, "done", "Gebeld", ground="self_report", occurred_on=moment("2199"), by=world.jaap, at=now()
        )
    with refusal("kind_unknown"):
        register.add_entry(activity, "gedaan", "Gebeld", ground="self_report", by=world.jaap, at=now())
    told = register.add_entry(
        activity, "done", "Twaalf keer", ground="register", evidence=[place()], by=world.jaap, at=now()
    )
    assert (told.recorded_by, told.ground) == (world.jaap, "register")
    assert ActivityEntry.objects.get().recorded_at is not None


def test_step_begins_and_ends_once(world: World, activity: Activity) -> None:
    step = register.add_step(activity, "insight", moment("2023-01"), by=world.jaap, at=now())
    with refusal("step_runs"):
        register.add_step(activity, "insight", moment("2023-02"), by=world.jaap, at=now())
    with refusal("ends_before_start"):
        work.end_step(step, moment("2022"), by=world.jaap, at=now())
    work.end_step(step, moment("2023-06"), by=world.anna, at=now())
    with refusal("already_ended", "not_your_team"):
        work.end_step(step, moment("2023-07"), by=world.chris, at=now())
    assert register.add_step(activity, "insight", moment("2023-09"), by=world.jaap, at=now())
    with refusal("step_unknown"):
        register.add_step(activity, "slapen", moment("2023-02"), by=world.jaap, at=now())
