"""The doctor on criteria in words that are apart from its lists: what is wrong is found, and what is right is left."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from vlechtwerk.engines.framework.defects import DefectKind
from vlechtwerk.engines.framework.examining import examine
from vlechtwerk.engines.framework.facts import CriterionFacts, FrameworkFacts, GoalFacts, Kind, Method, SubjectFacts

CORPUS: dict[str, list[list[Any]]] = yaml.safe_load(
    (Path(__file__).parents[2] / "data" / "framework_in_other_words.yaml").read_text()
)
QUESTIONS = {
    "nl": {
        Kind.CONDITION: "Er is een werkwijze voor nachtdiensten.",
        Kind.EXTENT: "In hoeverre buren elkaar groeten.",
        Kind.COUNT: "Het aantal klachten over stof.",
        Kind.COUNT_UP: "Het aantal bezochte werven is gestegen.",
    },
    "en": {
        Kind.CONDITION: "There is a routine for night shifts.",
        Kind.EXTENT: "How far neighbours greet each other.",
        Kind.COUNT: "The number of complaints about dust.",
        Kind.COUNT_UP: "The number of yards visited has risen.",
    },
}
WITH_REGISTER = (Kind.COUNT, Kind.COUNT_UP)
# A norm that only says that there will be one may be told as none.
NORM = {DefectKind.NO_NORM, DefectKind.NORM_SAYS_NOTHING}
BASELINE = {DefectKind.NO_BASELINE, DefectKind.BASELINE_SAYS_NOTHING}


@dataclass(frozen=True)
class Wrong:
    """Criteria with one defect, by which kinds it is known, and the goals of their framework."""

    criteria: tuple[CriterionFacts, ...]
    kinds: frozenset[DefectKind]
    goals: tuple[GoalFacts, ...] = ()
    conditions: int = 0

    def __str__(self) -> str:
        return " / ".join(f"{one.question} [{one.norm}] [{one.baseline}]" for one in self.criteria)


def complete(language: str, kind: str, question: str, **changes: Any) -> CriterionFacts:
    """Return a criterion with which nothing is wrong but for its question and what is changed."""
    asked = Kind(kind)
    method = Method.REGISTER if asked in WITH_REGISTER else Method.DOCUMENTS
    norm = "ten minste 12" if language == "nl" else "at least 12"
    baseline = "8" if asked in (Kind.EXTENT, Kind.COUNT_UP) else ""
    whole = CriterionFacts("one", "A", "Lijst", question, language, asked, methods=frozenset((method,)), norm=norm,
                           baseline=baseline, subject="yard")  # fmt: skip
    return replace(whole, **changes)


def one(kind: DefectKind | set[DefectKind], *criteria: CriterionFacts, goals: tuple[GoalFacts, ...] = (),
        conditions: int = 0) -> Wrong:  # fmt: skip
    """Return one defect in criteria, or one that is told as either of two kinds."""
    return Wrong(criteria, frozenset(kind if isinstance(kind, set) else {kind}), goals, conditions)


def the_wrong() -> Iterator[Wrong]:
    """Yield each defect of the corpus."""
    for language, kind, *asked in CORPUS["twins"]:
        first, second = (complete(language, kind, question) for question in asked)
        yield one(DefectKind.TWINS, first, replace(second, identifier="two", code="B"))
    for language, kind, number, question in CORPUS["several"]:
        yield one(DefectKind.SEVERAL_CONDITIONS, complete(language, kind, question), conditions=number)
    for language, kind, norm in CORPUS["norms_that_say_nothing"]:
        yield one(NORM, complete(language, kind, QUESTIONS[language][Kind(kind)], norm=norm))
    for language, kind, baseline in CORPUS["baselines_that_say_nothing"]:
        yield one(BASELINE, complete(language, kind, QUESTIONS[language][Kind(kind)], baseline=baseline))
    goal = GoalFacts("goal", "Minder schade")
    for language, kind, question in CORPUS["goals_unmeasured"]:
        yield one(DefectKind.GOAL_UNMEASURED, complete(language, kind, question, subject="goal"), goals=(goal,))
    for language, question in CORPUS["no_verb"]:
        yield one(DefectKind.NO_VERB, complete(language, Kind.ACTIVITY_DONE, question))
    register = frozenset((Method.REGISTER,))
    for language, question in CORPUS["nothing_countable"]:
        yield one(DefectKind.NOTHING_COUNTABLE, complete(language, Kind.ACTIVITY_DONE, question, methods=register))
    for language, norm in CORPUS["no_direction"]:
        yield one(DefectKind.NO_DIRECTION, complete(language, Kind.COUNT, QUESTIONS[language][Kind.COUNT], norm=norm))
    for language, kind, method, question in CORPUS["method_does_not_fit"]:
        criterion = complete(language, kind, question, methods=frozenset((Method(method),)))
        yield one(DefectKind.METHOD_DOES_NOT_FIT, criterion)


def framework(*criteria: CriterionFacts, goals: tuple[GoalFacts, ...] = ()) -> FrameworkFacts:
    """Return a framework of criteria of which each subject is there."""
    names = {one.subject for one in criteria}
    return FrameworkFacts(criteria, goals, tuple(SubjectFacts(name, name) for name in sorted(names)))


def clean() -> FrameworkFacts:
    """Return the clean criteria as one framework: many on one subject, and much alike."""
    criteria = [
        CriterionFacts(f"id-{at}", f"C{at}", "Lijst", question, language, Kind(kind), methods=frozenset((Method(way),)),
                       norm=norm, baseline=baseline, subject=subject)
        for at, (language, kind, way, subject, question, norm, baseline) in enumerate(CORPUS["clean"])
    ]  # fmt: skip
    return framework(*criteria)


def the_right() -> Iterator[tuple[CriterionFacts, ...]]:
    """Yield what is right and could be mistaken for wrong, one at a time."""
    for language, question in CORPUS["one_condition"]:
        yield (complete(language, "condition", question),)
    for language, kind, *asked in CORPUS["no_twins"]:
        first, second = (complete(language, kind, question) for question in asked)
        yield first, replace(second, identifier="two", code="B")
    for language, norm in CORPUS["norms_that_say_something"]:
        yield (complete(language, "extent", QUESTIONS[language][Kind.EXTENT], norm=norm),)
    for language, baseline in CORPUS["baselines_that_say_something"]:
        yield (complete(language, "extent", QUESTIONS[language][Kind.EXTENT], baseline=baseline),)


WRONG, RIGHT = list(the_wrong()), list(the_right())


def test_the_corpus_is_large_and_in_two_languages() -> None:
    assert len(WRONG) >= 60
    assert len(CORPUS["clean"]) >= 60
    assert {one.criteria[0].language for one in WRONG} == {"nl", "en"}


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_is_wrong_in_other_words_is_found_and_nothing_else_is(wrong: Wrong) -> None:
    found = examine(framework(*wrong.criteria, goals=wrong.goals))
    assert [defect.kind for defect in found if defect.kind not in wrong.kinds] == []
    assert len(found) == 1
    if wrong.conditions:
        assert len(found[0].places) == len(found[0].proposal.texts) == wrong.conditions, found[0].proposal.texts


def test_nothing_is_wrong_with_what_is_right_in_other_words() -> None:
    assert [(defect.kind, [one.question for one in defect.criteria]) for defect in examine(clean())] == []


@pytest.mark.parametrize("criteria", RIGHT, ids=lambda criteria: " / ".join(one.question for one in criteria))
def test_what_could_be_mistaken_is_left(criteria: tuple[CriterionFacts, ...]) -> None:
    assert [defect.kind for defect in examine(framework(*criteria))] == []
