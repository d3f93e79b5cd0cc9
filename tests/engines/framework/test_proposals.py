"""What the doctor proposes reads well whatever the text is, and what it leaves alone."""

import pytest

from vlechtwerk.engines.framework.conditions import conditions_in
from vlechtwerk.engines.framework.defects import DefectKind
from vlechtwerk.engines.framework.examining import examine
from vlechtwerk.engines.framework.facts import CriterionFacts, FrameworkFacts, GoalFacts, Kind, Method, SubjectFacts
from vlechtwerk.engines.framework.saying import baseline_says_something, norm_says_something, only_puts_off

NORM, SOURCES = "Ten minste 60% is het ermee eens.", frozenset({"statement:CA3"})


def criterion(code: str, question: str, kind: Kind = Kind.CONDITION, **more: object) -> CriterionFacts:
    """Return a criterion with which nothing is wrong but, perhaps, its question."""
    told = {"methods": frozenset({Method.SURVEY, Method.REGISTER}), "norm": NORM, "baseline": "41% in 2022"} | more
    return CriterionFacts(f"S-{code}", code, "Samenwerking", question, "nl", kind, **told)  # type: ignore[arg-type]  # whatever is told


def proposed(question: str, kind: Kind, **more: object) -> tuple[str, ...]:
    """Return the texts that are proposed for the only defect of a question."""
    (found,) = examine(FrameworkFacts((criterion("A", question, kind, **more),)))
    return found.proposal.texts


def test_a_text_of_which_the_grammar_is_not_known_is_quoted_and_not_woven_in() -> None:
    named = "De handleiding voor terreinbeheerders"
    assert proposed(named, Kind.ACTIVITY_DONE) == (f"Is dit er: ‘{named}’?",)
    asked = "Hoeveel adviezen over betaalkaarten (bankpassen) zijn gegeven?"
    rose, fell = proposed(asked, Kind.COUNT, norm="Drie adviezen.")
    assert rose == "Is dit aantal gestegen (‘Hoeveel adviezen over betaalkaarten [bankpassen] zijn gegeven?’)?"
    assert fell == rose.replace("gestegen", "gedaald")
    assert proposed("Is er genoeg capaciteit en geld, en is dat gelijk verdeeld over de partners?", Kind.CONDITION) == (
        "Is er genoeg capaciteit en geld?",
        "Is dat gelijk verdeeld over de partners (dat: ‘capaciteit en geld’)?",
    )


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("De handleiding voor terreinbeheerders", Kind.ACTIVITY_DONE),
        ("Richtlijnen", Kind.ACTIVITY_DONE),
        ("Hoeveel adviezen zijn gegeven?", Kind.COUNT),
        ("Is er genoeg geld, en is dat eerlijk verdeeld?", Kind.CONDITION),
    ],
)
def test_nothing_is_wrong_with_what_is_proposed(question: str, kind: Kind) -> None:
    for text in proposed(question, kind, norm="Drie."):
        assert examine(FrameworkFacts((criterion("A", text, kind, norm="Drie."),))) == ()


def test_a_count_with_its_norm_in_one_question_asks_one_thing() -> None:
    one = ("Hoeveel panden zijn gesloten, en zijn dat er ten minste twintig?",
           "Hoeveel panden zijn gesloten en zijn er meer dan 20?")  # fmt: skip
    assert [conditions_in(question, "nl") for question in one] == [None, None]
    assert conditions_in("How many premises were closed, and are there at least twenty?", "en") is None
    assert conditions_in("Hoeveel panden zijn gesloten, en is dat eerlijk verdeeld?", "nl")


@pytest.mark.parametrize(
    "text", ["Volgt later.", "Nog te bepalen", "n.t.b.", "N. t. b.", "Later in te vullen", "Wordt nog vastgesteld",
             "To be decided.", "Will follow later"]
)  # fmt: skip
def test_what_only_says_that_it_comes_is_no_norm_and_no_baseline(text: str) -> None:
    assert only_puts_off(text)
    assert not norm_says_something(text, Kind.COUNT, "nl")
    assert not baseline_says_something(text, Kind.COUNT_UP, "nl")


@pytest.mark.parametrize(
    "text", ["60%, later in te vullen per team", "Niet later dan 1 juli 2026", "Vastgesteld", "Alle teams", "Geen"]
)
def test_what_says_more_than_that_it_comes_is_not_refused_as_that(text: str) -> None:
    assert not only_puts_off(text)


def test_twins_in_other_words_are_known_by_the_very_same_sources() -> None:
    one, other = "Hebben de teams de gegevens die zij nodig hebben?", "Is de informatievoorziening op orde?"

    def twins(**more: object) -> list[DefectKind]:
        about = {"subject": "precondition:R2", "sources": SOURCES}
        asked = criterion("A", one, **about), criterion("B", other, **(about | more))
        found = examine(FrameworkFacts(asked, subjects=[SubjectFacts("precondition:R2", "Gegevens")]))
        return [defect.kind for defect in found if defect.kind is DefectKind.TWINS]

    assert twins() == [DefectKind.TWINS]
    assert twins(norm="") == [DefectKind.TWINS]
    assert twins(norm="Ten minste 80% is het ermee eens.") == []
    assert twins(sources=frozenset({"statement:CA4"})) == []
    assert twins(sources=frozenset()) == []


def test_a_goal_is_measured_by_what_came_out_of_what_serves_it_and_not_by_what_was_done() -> None:
    goal = GoalFacts("goal:G", "Twee wegen afsluiten", below=frozenset({"activity:D04"}))

    def measured(question: str, kind: Kind) -> bool:
        asked = criterion("A", question, kind, subject="activity:D04")
        found = examine(FrameworkFacts((asked,), (goal,), (SubjectFacts("activity:D04", "Advies"),)))
        return not any(defect.kind is DefectKind.GOAL_UNMEASURED for defect in found)

    assert measured("Is het aantal afgesloten wegen gestegen?", Kind.COUNT_UP)
    assert not measured("Is er een advies geschreven?", Kind.ACTIVITY_DONE)
    assert not measured("Is er genoeg tijd?", Kind.CONDITION)
