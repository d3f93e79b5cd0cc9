"""How each level of people speaks of a criterion is told from five people on, and of fewer only that they are few."""

from uuid import uuid4

import pytest

from vlechtwerk.domains.evaluation.queries.judgements import Told, levels_heard, triangulated

STRATEGIC, TACTICAL, OPERATIONAL = "strategic", "tactical", "operational"


def heard(*methods: str, **people: int) -> Told:
    """Return a piece of evidence that speaks for it, of so many people by level."""
    told = {method: ["supports"] for method in methods or ("interviews",)}
    return Told(told, {level: frozenset(uuid4() for _one in range(number)) for level, number in people.items()})


@pytest.mark.parametrize(
    ("people", "told", "few"),
    [
        ({}, [], []),
        ({TACTICAL: 5, OPERATIONAL: 9}, [TACTICAL, OPERATIONAL], []),
        ({TACTICAL: 1}, [], [TACTICAL]),
        # What the other levels say would tell what the four said.
        ({TACTICAL: 4, OPERATIONAL: 9}, [], [TACTICAL, OPERATIONAL]),
        ({STRATEGIC: 2, TACTICAL: 3, OPERATIONAL: 9}, [OPERATIONAL], [STRATEGIC, TACTICAL]),
    ],
)
def test_level_of_few_people_is_named_without_how_it_speaks(
    people: dict[str, int], told: list[str], few: list[str]
) -> None:
    found = levels_heard([heard(**people)])
    assert (list(found.told), list(found.few)) == (told, few)
    assert [list(one.levels) for one in triangulated([(1, heard(**people))])] == [told]


def test_same_people_in_two_interviews_are_counted_once() -> None:
    one = heard(tactical=4)
    again = Told(one.methods, {TACTICAL: frozenset([*list(one.people[TACTICAL])[:3], uuid4()])})
    assert list(levels_heard([one, one]).told) == []
    assert list(levels_heard([one, again]).told) == [TACTICAL]
