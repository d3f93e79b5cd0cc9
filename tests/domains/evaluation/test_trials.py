"""The learning loop: insights are tried, trials are looked at again, and two lists of five are judged next time."""

from datetime import date

import pytest

from tests.evaluations import begun, group, measurement
from tests.learning import adopted, insight, session, trial
from tests.refusals import refusal
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import EvaluationGroup, ListedPoint, Measurement
from vlechtwerk.domains.evaluation.operations import trials as operations
from vlechtwerk.domains.evaluation.queries.agenda import agenda_of, counts_of_agendas
from vlechtwerk.domains.evaluation.queries.trials import learning_waits_for, lists_of, trials_in
from vlechtwerk.domains.evaluation.rules.trials import ListedTold, TrialTold
from vlechtwerk.domains.programme.models.status import Status

pytestmark = pytest.mark.usefixtures("as_dilara")


def test_agenda_counts_insights_never_tried_and_trials_never_looked_at(world: World) -> None:
    evaluation, activity = begun(world), world.activity(lead="anna")
    insight(world, evaluation, "I1")
    trial(world, insight(world, evaluation, "I2"), activity, days=-5)
    trial(world, insight(world, evaluation, "I3"), activity, days=5)
    found = agenda_of(evaluation)
    assert [one.insight.code for one in found.never_tried] == ["I1"]
    assert found.never_looked_at(days_from_now(0)) == 1
    assert found.never_looked_at(days_from_now(6)) == 2
    adopted(world, evaluation, "A", "B")
    for day in (days_from_now(0), days_from_now(6)):
        assert counts_of_agendas(day)[evaluation.id] == agenda_of(evaluation).counts(day)
    assert agenda_of(evaluation).counts(days_from_now(0)).open_questions == 2


def test_trial_waits_for_its_owner_until_it_is_looked_at(world: World) -> None:
    evaluation, activity = begun(world), world.activity(lead="anna")
    over = trial(world, insight(world, evaluation), activity, days=-1)
    assert [one.trial for one in learning_waits_for(world.anna, now()).trials] == [over]
    assert learning_waits_for(world.bram, now()).number == 0
    with refusal("outcome_unknown"):
        operations.look_at_trial(over, "gelukt", "Iedereen noemt hetzelfde doel", by=world.anna, at=now())
    operations.look_at_trial(over, "kept", "Iedereen noemt hetzelfde doel", by=world.anna, at=now())
    assert learning_waits_for(world.anna, now()).number == 0
    (item,) = trials_in(activity)
    assert item.state(days_from_now(0)) == "kept"
    with refusal("looked_at_already"):
        operations.look_at_trial(over, "dropped", "Toch niet", by=world.anna, at=now())


def test_trial_that_is_changed_goes_on_as_a_new_one(world: World) -> None:
    evaluation, activity = begun(world), world.activity(lead="anna")
    before = trial(world, insight(world, evaluation), activity, days=-1)
    with refusal("change_missing"):
        operations.look_at_trial(before, "changed", "Half", by=world.anna, at=now())
    changed = TrialTold("Twee bladzijden", days_from_now(20), "Elke dienst noemt het", world.anna)
    with refusal("change_missing"):
        operations.look_at_trial(before, "kept", "Half", changed=changed, by=world.anna, at=now())
    operations.look_at_trial(before, "changed", "Half", changed=changed, by=world.anna, at=now())
    newest, oldest = trials_in(activity)
    assert (newest.trial.follows, newest.state(days_from_now(0))) == (before, "runs")
    assert oldest.state(days_from_now(0)) == "changed"


def test_only_its_team_a_manager_or_an_evaluator_begins_or_looks_at_a_trial(world: World) -> None:
    evaluation, activity = begun(world), world.activity(lead="anna")
    noted = insight(world, evaluation)
    words = TrialTold("Iets", days_from_now(3), "Iets te zien", world.anna)
    with refusal("not_your_team"):
        operations.try_insight(noted, activity, words, by=world.chris, at=now())
    begun_trial = operations.try_insight(noted, activity, words, by=world.anna, at=now())
    with refusal("not_your_team"):
        operations.look_at_trial(begun_trial, "dropped", "Gezien", by=world.chris, at=now())
    with refusal("no_running_appointment"):
        operations.look_at_trial(begun_trial, "dropped", "Gezien", by=world.olaf, at=now())


def test_trial_is_looked_at_before_its_day_in_a_session_or_to_stop_it(world: World) -> None:
    evaluation, activity = begun(world), world.activity(lead="anna")
    early, other, today = (trial(world, insight(world, evaluation, code), activity, days=days)
                           for code, days in (("I1", 5), ("I2", 5), ("I3", 0)))  # fmt: skip
    with refusal("day_to_come"):
        operations.look_at_trial(early, "kept", "Het gaat goed", by=world.anna, at=now())
    in_session = {"session": session(world, evaluation), "by": world.anna, "at": now()}
    assert operations.look_at_trial(early, "kept", "Het gaat goed", **in_session).session == in_session["session"]
    operations.look_at_trial(other, "dropped", "Het loopt vast", by=world.anna, at=now())
    operations.look_at_trial(today, "kept", "Het gaat goed", by=world.anna, at=now())


def test_nothing_is_tried_in_an_activity_that_has_ended(world: World) -> None:
    evaluation, activity = begun(world), world.activity(lead="anna")
    part = world.activity("A02", "Deel", parent=activity)
    noted = insight(world, evaluation)
    before = trial(world, noted, activity, days=-1)
    world.stands(activity, Status.RUNNING, "2025-01-01")
    trial(world, noted, activity)
    world.stands(activity, Status.COMPLETED, "2025-06-01")
    for ended in (activity, part):
        with refusal("activity_ended"):
            trial(world, noted, ended)
    changed = TrialTold("Twee bladzijden", days_from_now(20), "Elke dienst noemt het", world.anna)
    with refusal("activity_ended"):
        operations.look_at_trial(before, "changed", "Half", changed=changed, by=world.anna, at=now())
    # It goes on elsewhere, where its team may begin it.
    runs, of_others = world.activity("A03", "Loopt", lead="anna"), world.activity("A04", "Van anderen", lead="bram")
    looked = {"changed": changed, "by": world.anna, "at": now()}
    with refusal("not_your_team"):
        operations.look_at_trial(before, "changed", "Half", activity=of_others, **looked)
    operations.look_at_trial(before, "changed", "Half", activity=runs, **looked)
    assert [one.trial.follows for one in trials_in(runs)] == [before]


def test_trial_is_looked_at_in_no_session_that_was_before_it(world: World) -> None:
    evaluation, activity = begun(world), world.activity(lead="anna")
    held = session(world, evaluation)
    held.held_on = days_from_now(-1)
    looked = {"by": world.anna, "at": now()}
    running = trial(world, insight(world, evaluation), activity, days=5)
    with refusal("session_before_trial"):
        operations.look_at_trial(running, "kept", "Het gaat goed", session=held, **looked)
    held.held_on = days_from_now(0)
    operations.look_at_trial(running, "kept", "Het gaat goed", session=held, **looked)


def test_question_waits_for_its_owner_when_its_day_has_come(world: World) -> None:
    evaluation = begun(world)
    adopted(world, evaluation, "A")
    later = now().replace(year=now().year + 1)
    assert [one.code for one in learning_waits_for(world.bram, later).questions] == ["A"]
    assert learning_waits_for(world.bram, now()).number == 0
    # Of two versions the newest form waits only.
    adopted(world, evaluation)
    assert [one.version.number for one in learning_waits_for(world.bram, later).questions] == [2]


@pytest.fixture
def measured(world: World) -> tuple[Measurement, Measurement, EvaluationGroup, EvaluationGroup]:
    evaluation = begun(world)
    groups = group(world, evaluation, "TM"), group(world, evaluation, "SG")
    return measurement(world, evaluation), measurement(world, evaluation, "Tweede meting"), *groups


def listed(world: World, of: Measurement, kind: str = "solve_now", due_on: date | None = None) -> ListedPoint:
    words = ListedTold(kind, "Eén plek voor stukken", world.bram, due_on or days_from_now(60), ("TM",))
    return operations.list_point(of, words, by=world.dilara, at=now())


Measured = tuple[Measurement, Measurement, EvaluationGroup, EvaluationGroup]


def test_each_list_has_five_points_at_most_with_owner_day_and_groups(world: World, measured: Measured) -> None:
    first = measured[0]
    for _number in range(5):
        listed(world, first)
    with refusal("list_is_full"):
        listed(world, first)
    listed(world, first, "keep")
    with refusal("groups_unknown"):
        words = ListedTold("keep", "Iets", world.bram, days_from_now(3), ())
        operations.list_point(first, words, by=world.dilara, at=now())
    with refusal("not_an_evaluator"):
        words = ListedTold("keep", "Iets", world.bram, days_from_now(3), ("TM",))
        operations.list_point(first, words, by=world.bram, at=now())
    assert len(learning_waits_for(world.bram, now()).points) == 5


def test_the_same_groups_judge_a_point_in_a_later_measurement(world: World, measured: Measured) -> None:
    first, second, team_managers, steering = measured
    point = listed(world, first)
    with refusal("no_later_measurement"):
        operations.judge_point(point, first, team_managers, "yes", by=world.dilara, at=now())
    with refusal("other_group"):
        operations.judge_point(point, second, steering, "yes", by=world.dilara, at=now())
    operations.judge_point(point, second, team_managers, "partly", note="Bijna", by=world.dilara, at=now())
    with refusal("judged_already"):
        operations.judge_point(point, second, team_managers, "yes", by=world.dilara, at=now())
    (shown,) = lists_of(first.evaluation)[0].solve_now
    assert ([one.verdict for one in shown.judgements], shown.still_to_judge) == (["partly"], [])
    assert learning_waits_for(world.bram, now()).points == []
