"""A goal shows how concrete it is, keeps its wordings, may stay open on purpose, and is laid beside those of others."""

from datetime import date

from django.utils.timezone import localdate

from tests.refusals import refusal
from tests.world import World, days_from_now, moment, now, place
from vlechtwerk.domains.programme.models import Goal, GoalWording
from vlechtwerk.domains.programme.operations import goals as setting
from vlechtwerk.domains.programme.queries.goals import goals_as_of, is_due

PARTS = {"what": "Routes beschrijven", "how_much": "Tien"}


def set_goal(world: World, code: str = "ROUTES") -> Goal:
    return setting.add_goal(code, "tactical", "Routes in beeld", parts=PARTS, by=world.karin, at=now())


def test_goal_says_which_of_its_parts_are_filled_in(world: World) -> None:
    set_goal(world)
    (item,) = goals_as_of(localdate())
    assert item.filled == ("what", "how_much")


def test_other_wording_leaves_the_earlier_one_to_be_read(world: World) -> None:
    source = world.source()
    goal = setting.add_goal(
        "ROUTES", "tactical", "Routes in beeld", worded_on=moment("2022-07"), evidence=[place(source.code)],
        by=world.loader, at=now(),
    )  # fmt: skip
    setting.word_goal(goal, "Tien routes in beeld", {"how_much": "Tien"}, "Te vaag", by=world.karin, at=now())
    (today,) = goals_as_of(localdate())
    (then,) = goals_as_of(date(2023, 1, 1))
    assert (today.shown and today.shown.text, then.shown and then.shown.text) == (
        "Tien routes in beeld",
        "Routes in beeld",
    )
    assert (len(today.history), len(then.history)) == (2, 1)
    assert goals_as_of(date(2022, 6, 1)) == []


def test_wording_is_added_and_never_edited(world: World) -> None:
    goal = set_goal(world)
    with refusal("same_wording"):
        setting.word_goal(goal, "Routes in beeld", PARTS, "Nog eens", by=world.karin, at=now())
    with refusal("reason_missing", "text_missing"):
        setting.word_goal(goal, " ", {}, " ", by=world.karin, at=now())
    assert GoalWording.objects.count() == 1


def test_room_to_explore_is_a_choice_with_a_reason_and_a_day(world: World) -> None:
    goal = set_goal(world)
    with refusal("reason_missing", "day_not_to_come"):
        setting.leave_room(goal, "", localdate(), by=world.karin, at=now())
    with refusal("no_room"):
        setting.end_room(goal, "Geleerd", by=world.karin, at=now())
    setting.leave_room(goal, "Niemand weet het nog", days_from_now(60), by=world.karin, at=now())
    (open_goal,) = goals_as_of(localdate())
    assert open_goal.room is not None
    assert [is_due(open_goal.room, days_from_now(days)) for days in (0, 59, 60)] == [False, False, True]
    setting.end_room(goal, "Het is te zien", by=world.karin, at=now())
    (closed,) = goals_as_of(localdate())
    assert (closed.room, len(closed.marks)) == (None, 2)


def test_goal_of_an_activity_is_for_its_lead_and_others_for_the_managers(world: World) -> None:
    activity = world.activity(lead="anna")
    goal = setting.add_goal("LAB", "operational", "Zicht", activity=activity, by=world.anna, at=now())
    assert goal.activity == activity
    with refusal("not_your_function"):
        set_goal_by_anna(world)


def set_goal_by_anna(world: World) -> Goal:
    return setting.add_goal("ALLES", "strategic", "Alles beter", by=world.anna, at=now())


def test_goal_that_is_not_right_is_refused(world: World) -> None:
    set_goal(world)
    area_and_activity = {"activity": world.activity(), "focus_area": None}
    with refusal("code_in_use", "level_missing", "text_missing"):
        setting.add_goal("ROUTES", "hoog", "", by=world.karin, at=now(), **area_and_activity)  # type: ignore[arg-type]  # as named


def test_goal_agrees_or_collides_with_one_of_someone_else_and_says_in_what(world: World) -> None:
    goal = set_goal(world)
    with refusal("no_code"):
        setting.add_goal("a/b", "tactical", "Doel", by=world.karin, at=now())
    with refusal("party_missing"):
        setting.note_outside_goal("X", "Doorstroom", by=world.chris, at=now())
    outside = setting.note_outside_goal(
        "DOU-1", "Doorstroom", organisation=world.organisations["DOU"], by=world.chris, at=now()
    )
    with refusal("explanation_missing"):
        setting.compare_goals(goal, outside, "collides", by=world.chris, at=now())
    setting.compare_goals(goal, outside, "collides", explanation="Meer controles", by=world.chris, at=now())
    setting.compare_goals(goal, outside, "agrees", explanation="Scherpere selectie", by=world.chris, at=now())
    (item,) = goals_as_of(localdate())
    assert [(one.fit, one.outside_goal.whose) for one in item.comparisons] == [("agrees", "DOU")]
    assert goal.comparisons.count() == 2
    with refusal("not_your_function"):
        setting.compare_goals(goal, outside, "agrees", explanation="Ja", by=world.anna, at=now())
