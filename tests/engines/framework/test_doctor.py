"""The doctor on invented frameworks: what was planted is found, and nothing else."""

from dataclasses import replace
from random import Random

import pytest

from tests.engines.framework import questions_elsewhere
from tests.engines.framework import sentences as said
from tests.engines.framework.generating import Known, Planter, a_clean_framework, filled
from vlechtwerk.engines.framework.conditions import conditions_in
from vlechtwerk.engines.framework.defects import Defect, DefectKind, ProposedAct
from vlechtwerk.engines.framework.examining import examine
from vlechtwerk.engines.framework.facts import (
    CriterionFacts,
    FrameworkFacts,
    Kind,
    Method,
    SubjectFacts,
    SubjectState,
)

SEEDS = range(25)


def known(defect: Defect) -> Known:
    """Return by what a planted defect is known."""
    if defect.goal:
        return defect.kind, frozenset((defect.goal.identifier,))
    return defect.kind, frozenset(one.identifier for one in defect.criteria)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_planted_defect_is_found_and_no_other_among_200_criteria(seed: int) -> None:
    planted = Planter(Random(seed)).planted(4)
    found = [known(defect) for defect in examine(planted.facts)]
    assert len(planted.facts.criteria) >= 200
    assert {kind for kind, _about in planted.defects} == set(DefectKind)
    assert set(found) == planted.defects
    assert len(found) == len(set(found))


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_wrong_with_a_clean_framework(seed: int) -> None:
    clean = a_clean_framework(Random(seed + 10_000))
    # The clean ones are full of what could be mistaken for two things.
    assert sum(" en " in one.question or " and " in one.question for one in clean.criteria) > 40
    assert examine(clean) == ()


def test_one_thing_with_a_double_name_is_one_and_two_things_are_two() -> None:
    assert [question for language, question in questions_elsewhere.ONE_THING if conditions_in(question, language)] == []
    assert [
        question for language, question in questions_elsewhere.TWO_THINGS if not conditions_in(question, language)
    ] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_condition_is_counted_and_becomes_a_question_that_asks_one_thing(language: str) -> None:
    chance = Random(language)
    for _kind, number, template in said.DUTCH_SEVERAL if language == "nl" else said.ENGLISH_SEVERAL:
        for _time in range(10):
            question = filled(chance, language, template)
            several = conditions_in(question, language)
            assert several is not None, question
            assert len(several.places) == len(several.questions) == number, question
            assert all(place.of(question).strip() for place in several.places)
            assert [one for one in several.questions if conditions_in(one, language)] == [], question


def a_criterion(**changes: object) -> CriterionFacts:
    """Return a complete criterion with which nothing is wrong, but for what is changed."""
    complete = CriterionFacts(
        identifier="one",
        code="A",
        list_name="Plan",
        question="Het aantal controles in de haven.",
        language="nl",
        kind=Kind.COUNT,
        methods=frozenset((Method.REGISTER,)),
        norm="ten minste 12 per jaar",
    )
    return replace(complete, **changes)  # type: ignore[arg-type]  # by name, in a test


def kinds_of(*criteria: CriterionFacts, subjects: tuple[SubjectFacts, ...] = ()) -> list[DefectKind]:
    """Return what is wrong with these criteria."""
    return [defect.kind for defect in examine(FrameworkFacts(criteria, (), subjects))]


def test_trust_is_not_read_from_a_register_and_a_number_is_not_asked_of_people() -> None:
    trust = a_criterion(
        question="De mate waarin het vertrouwen groeide.", kind=Kind.EXTENT, norm="de helft", baseline="41%"
    )
    assert kinds_of(a_criterion()) == []
    assert kinds_of(trust) == [DefectKind.METHOD_DOES_NOT_FIT]
    assert kinds_of(replace(trust, indicator="aantal keren dat gegevens zijn gedeeld")) == []
    assert kinds_of(a_criterion(methods=frozenset((Method.SURVEY,)))) == [DefectKind.METHOD_DOES_NOT_FIT]
    assert kinds_of(a_criterion(methods=frozenset((Method.SURVEY, Method.REGISTER)))) == []


def test_a_norm_that_only_says_enough_says_nothing_and_a_direction_may_stand_in_question_or_norm() -> None:
    assert kinds_of(a_criterion(norm="Voldoende.", kind=Kind.CONDITION)) == [DefectKind.NORM_SAYS_NOTHING]
    assert kinds_of(a_criterion(norm="12")) == [DefectKind.NO_DIRECTION]
    assert kinds_of(a_criterion(norm="12", question="Het aantal controles in de haven is gedaald.")) == []
    # What was taken away is not what became less.
    assert kinds_of(a_criterion(norm="12", question="Het aantal afgenomen voertuigen.")) == [DefectKind.NO_DIRECTION]


def test_twins_are_on_one_subject_also_when_that_went_into_another_and_words_that_differ_set_apart() -> None:
    first = a_criterion(subject="lab")
    second = a_criterion(identifier="two", code="B", subject="lab", question="Hoeveel controles er in de haven zijn.")
    assert kinds_of(first, second, subjects=(SubjectFacts("lab", "Lab"), SubjectFacts("port", "Haven"))) == [
        DefectKind.TWINS
    ]
    apart = replace(second, subject="port")
    assert kinds_of(first, apart, subjects=(SubjectFacts("lab", "Lab"), SubjectFacts("port", "Haven"))) == []
    other = replace(second, question="Het aantal boetes in de haven.")
    assert kinds_of(first, other, subjects=(SubjectFacts("lab", "Lab"),)) == []


def test_twins_are_seen_through_a_merged_lab_the_name_of_the_plan_and_another_kind_of_count() -> None:
    asked = a_criterion(subject="lab", question="Het aantal controles op vracht in het havengebied van Vlissingen.")
    later = replace(asked, identifier="two", code="B", subject="old")
    subjects = (SubjectFacts("lab", "Lab"), SubjectFacts("old", "Oud lab", SubjectState.MERGED, "lab"))
    assert kinds_of(asked, later, subjects=subjects) == [DefectKind.TWINS, DefectKind.SUBJECT_GONE]
    up = replace(later, subject="lab", kind=Kind.COUNT_UP, baseline="2022: 8", question=asked.question[:-1] + " steeg.")
    assert kinds_of(asked, up, subjects=subjects) == [DefectKind.TWINS]
    of_plan = replace(later, subject="lab", question="Het aantal controles op vracht voor het Plan in het havengebied "
                      "van Vlissingen.")  # fmt: skip
    assert kinds_of(asked, of_plan, subjects=subjects) == [DefectKind.TWINS]


def test_a_new_code_is_free_and_says_of_which_list_it_is() -> None:
    criteria = [
        a_criterion(),
        a_criterion(identifier="two", list_name="Samenwerking", subject="lab", question="Het aantal boetes."),
        a_criterion(identifier="three", code="P-A", question="Het aantal panden."),
    ]
    facts = FrameworkFacts(criteria, (), (SubjectFacts("lab", "Lab"),))
    (twice,) = examine(facts)
    assert twice.proposal.act is ProposedAct.RENAME
    assert twice.codes == ("A", "A")
    assert twice.proposal.texts == ("P-A2", "S-A")
