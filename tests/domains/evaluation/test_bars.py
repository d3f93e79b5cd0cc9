"""Nobody moves the bar unseen: between judging and checking, after the check, or before evidence that was not bound."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.at_once import second_of
from tests.evaluations import begun
from tests.fieldwork import code, coded, evaluated, interviewed
from tests.findings import STATEMENT, asked_people, of
from tests.frameworks import NORM, checked, criterion, judged, read, rubric, told
from tests.refusals import refusal, why_refused
from tests.world import World, find_world, moment, now
from vlechtwerk.domains.evaluation.evidence import CRITERION_JUDGEMENT
from vlechtwerk.domains.evaluation.models import CheckedJudgement, Criterion, CriterionJudgement
from vlechtwerk.domains.evaluation.operations import framework, judging
from vlechtwerk.domains.evaluation.queries.coverage import Move, Standing, coverage_of
from vlechtwerk.domains.evaluation.queries.framework import framework_of
from vlechtwerk.domains.evaluation.queries.judgements import judgements_waiting_for, read_judgements, standing
from vlechtwerk.domains.evaluation.queries.source_data import Timing, sources_now, timing_of
from vlechtwerk.domains.evaluation.rules.framework import BaselineTold, ListTold
from vlechtwerk.domains.evaluation.rules.judging import reasons_against_checking_judgement
from vlechtwerk.domains.programme.models import Goal
from vlechtwerk.domains.programme.operations.goals import add_goal, word_goal
from vlechtwerk.domains.programme.operations.register import add_source
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.registry import resolve
from vlechtwerk.foundation.periods import PreciseDate

Change = Callable[[World, Criterion], object]
CHANGES: dict[str, Change] = {
    "norm": lambda world, one: framework.fix_norm(one, "Ten minste 60%.", "Te streng.", by=world.dilara, at=now()),
    "wording": lambda world, one: framework.word_criterion(
        one, told("Zijn de gegevens er op tijd?", subject_kind="goal", subject="G1"), "Korter", by=world.dilara,
        at=now()
    ),
    "baseline": lambda world, one: framework.note_baseline(one, BaselineTold("41%"), by=world.dilara, at=now()),
    "goal": lambda world, _one: _word_goal_anew(world),
}  # fmt: skip


def _word_goal_anew(world: World) -> None:
    with reading_as(world.karin.id):
        word_goal(Goal.objects.get(code="G1"), "Minder schade in de haven.", {}, "Scherper", by=world.karin, at=now())


def a_judgement(world: World) -> CriterionJudgement:
    """Let Dilara judge a criterion about a goal by its norm."""
    evaluation = asked_people(world)
    with reading_as(world.karin.id):
        add_goal("G1", Goal.Level.STRATEGIC, "Minder schade.", by=world.karin, at=now())
    rubric(world, evaluation)
    one = criterion(world, evaluation, subject_kind="goal", subject="G1")
    return judged(world, one, "met", of("round_statement", STATEMENT))


@pytest.mark.usefixtures("as_dilara")
@pytest.mark.parametrize("part", CHANGES)
def test_judgement_is_not_checked_by_another_norm_than_it_was_judged_by(world: World, part: str) -> None:
    judgement = a_judgement(world)
    CHANGES[part](world, judgement.criterion)
    assert why_refused(lambda: checked(world, judgement)) == ["bar_moved"]
    (reading,) = read_judgements(judgement.evaluation, [judgement])
    assert reading.moved == (part,)
    mila = world.people["mila"]
    (reason,) = reasons_against_checking_judgement(judgement, (), reading.moved, by=mila, at=now())
    named = {"norm": "norm", "wording": "vraag", "baseline": "nulmeting", "goal": "doel"}[part]
    assert named in reason.text
    with reading_as(mila.id):
        assert judgements_waiting_for(mila, now()) == []
        (row,) = coverage_of(framework_of(judgement.evaluation))
        assert (row.standing, row.moves) == (Standing.JUDGED_BEFORE, [Move.EVALUATORS])
    # Judged anew it is by the norm of now.
    checked(world, judged(world, judgement.criterion, "met", of("round_statement", STATEMENT)))


@pytest.mark.usefixtures("as_dilara")
@pytest.mark.parametrize("part", CHANGES)
def test_checked_judgement_no_longer_holds_once_the_bar_was_moved(world: World, part: str) -> None:
    judgement = a_judgement(world)
    checked(world, judgement)
    CHANGES[part](world, judgement.criterion)
    with reading_as(world.anna.id):
        assert standing(CheckedJudgement.objects.all()) == []
        assert resolve(world.project.id, CRITERION_JUDGEMENT, ["EV1,AP-A"]) == {}
        assert read().moved == (part,)
        assert [row.standing for row in coverage_of(framework_of(judgement.evaluation))] == [Standing.JUDGED_BEFORE]


@pytest.mark.usefixtures("as_dilara")
def test_how_it_is_found_out_is_no_part_of_the_bar(world: World) -> None:
    judgement = a_judgement(world)
    asked = told(subject_kind="goal", subject="G1", methods=("survey",), group="Anders")
    framework.word_criterion(judgement.criterion, asked, "Met een methode", by=world.dilara, at=now())
    checked(world, judgement)
    assert read().moved == ()


@pytest.mark.usefixtures("as_dilara")
def test_judgement_from_before_the_bar_was_kept_is_told_by_its_moment(world: World) -> None:
    judgement = a_judgement(world)
    judgement.rested_on = {}
    assert [one.moved for one in read_judgements(judgement.evaluation, [judgement])] == [()]
    CHANGES["baseline"](world, judgement.criterion)
    assert [one.moved for one in read_judgements(judgement.evaluation, [judgement])] == [("baseline",)]


@pytest.mark.usefixtures("as_dilara")
def test_evidence_that_is_not_bound_counts_as_data_too(world: World) -> None:
    evaluation = begun(world)
    add_source("T1", "Rapport", "other", dated_on=moment("2023-06-30"), by=world.loader, at=now())
    rubric(world, evaluation)
    one = criterion(world, evaluation)
    assert _timing() is Timing.NO_DATA
    judged(world, one, "met", of("document", "T1"))
    assert _timing() is Timing.AFTER


def _timing() -> Timing:
    one = read()
    now_there = sources_now(one.criterion.evaluation, one.sources)
    return timing_of(one.norms[-1].fixed_at, now_there.values(), one.days_of_evidence)


@pytest.mark.usefixtures("as_dilara")
def test_members_are_not_told_when_words_were_said_on_which_was_judged(world: World) -> None:
    evaluation = evaluated(world)
    rubric(world, evaluation)
    one = criterion(world, evaluation)
    given = code(world, evaluation)
    coded(world, interviewed(world, evaluation), given, 0, 20)
    checked(world, judged(world, one, "met", of("fragments_of_code", f"EV1,{given.id}")))
    assert read().days_of_evidence == [PreciseDate.read("2025-03-04")]
    with reading_as(world.anna.id):
        assert read().days_of_evidence == [None]
        assert _timing() is Timing.UNKNOWN


@pytest.mark.usefixtures("as_dilara")
def test_few_people_of_one_organisation_make_nothing_strong(world: World) -> None:
    evaluation = evaluated(world)
    world.source()
    rubric(world, evaluation)
    one, given = criterion(world, evaluation), code(world, evaluation)
    on_both = (of("fragments_of_code", f"EV1,{given.id}"), of("document", "T1"))
    for number, organisation in enumerate(("NP", "NP", "DOU"), 1):
        coded(world, interviewed(world, evaluation, f"I{number}", organisation=organisation), given, 0, 20)
        strength = judged(world, one, "met", *on_both).strength
        # Three people of two organisations, and not before.
        assert strength == ("strong" if number == 3 else "indicative")
    fragment = of("fragment", "EV1,I1,0-20")
    assert judged(world, one, "met", fragment, of("document", "T1")).strength == "indicative"
    opinion = of("document", "T1", ground="opinion")
    assert judged(world, one, "met", on_both[0], opinion).strength == "indicative"


@pytest.mark.usefixtures("as_dilara")
@pytest.mark.parametrize("text", ["-", "n.t.b.", "N.v.t.", "nog te bepalen", "TBD", "?", "geen"])
def test_norm_or_baseline_without_content_is_refused(world: World, text: str) -> None:
    one = criterion(world, begun(world), norm="")
    assert why_refused(lambda: framework.fix_norm(one, text, by=world.dilara, at=now())) == ["norm_empty"]
    baseline = BaselineTold(text)
    assert why_refused(lambda: framework.note_baseline(one, baseline, by=world.dilara, at=now())) == ["baseline_empty"]
    # What only says little is for the doctor.
    framework.fix_norm(one, "Voldoende.", by=world.dilara, at=now())


@pytest.mark.usefixtures("as_dilara")
def test_baseline_of_a_day_to_come_and_a_code_in_other_letters_are_refused(world: World) -> None:
    evaluation = begun(world)
    one = criterion(world, evaluation)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    for day in ("2099", tomorrow):
        with refusal("in_the_future"):
            framework.note_baseline(one, BaselineTold("41%", moment(day)), by=world.dilara, at=now())
    with refusal("code_in_use"):
        framework.add_criterion(one.criteria_list, "a", told(), by=world.dilara, at=now())
    with refusal("code_in_use"):
        framework.add_list(evaluation, ListTold("ap", "Kleine letters"), by=world.dilara, at=now())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_norm_that_is_being_changed_is_waited_for_by_who_checks() -> None:
    with find_world() as world:
        mila = world.people["mila"]
        with reading_as(world.dilara.id), transaction.atomic():
            judgement = a_judgement(world)
        # Read before the other began.
        stale = judgement.criterion
        refused = second_of(
            mila,
            lambda: judging.check_judgement(judgement, by=mila, at=now()),
            lambda: framework.fix_norm(stale, "Ten minste 60%.", "Te streng.", by=mila, at=now()),
        )
        assert refused == {"bar_moved"}
        with reading_as(mila.id):
            assert not CheckedJudgement.objects.exists()
            held = read().criterion
        # Two that change the norm: the second reads what the first wrote.
        changed = lambda: framework.fix_norm(held, "Ten minste 50%.", "Te streng.", by=mila, at=now())  # noqa: E731  # said twice
        assert second_of(mila, changed) == {"nothing_changed"}
        with reading_as(mila.id):
            assert [norm.text for norm in read().norms] == [NORM, "Ten minste 60%.", "Ten minste 50%."]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_who_check_at_once_one_is_told_that_it_was_checked() -> None:
    with find_world() as world:
        mila = world.people["mila"]
        with reading_as(world.dilara.id), transaction.atomic():
            judgement = a_judgement(world)
        assert second_of(mila, lambda: judging.check_judgement(judgement, by=mila, at=now())) == {"checked_already"}
        with reading_as(mila.id):
            assert CheckedJudgement.objects.count() == 1
