"""Whom a round asks: by which appointment, and under which pseudonym."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests import rounds as build
from tests.refusals import refusal
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import EvaluationRound
from vlechtwerk.domains.evaluation.operations import rounds
from vlechtwerk.domains.evaluation.queries.rounds import Population, people_to_ask
from vlechtwerk.domains.evaluation.rules.rounds import Asked


@pytest.fixture
def dilara(world: World) -> Iterator[dict[str, Any]]:
    with build.as_dilara(world):
        yield {"by": world.dilara, "at": now()}


def pseudonyms(asked: EvaluationRound) -> dict[str, Any]:
    return dict(asked.respondents.values_list("name", "pseudonym"))


def test_person_of_two_appointments_is_found_by_each(world: World, dilara: dict[str, Any]) -> None:
    def levels_of_gwen(among: Population) -> list[str]:
        return [one.level for one in people_to_ask(among, now()) if one.name == "Gwen"]

    # Of her older appointment, at the same organisation, no level is stated.
    (newest,) = levels_of_gwen(Population())
    assert newest != "not_stated"
    fiod = world.organisations["FIOD"]
    for level in (newest, "not_stated"):
        assert levels_of_gwen(Population(level=level, organisation=fiod)) == [level]
    assert levels_of_gwen(Population(level="not_stated", organisation=world.organisations["NP"])) == []


def test_address_that_was_shared_makes_nobody_someone_else(world: World, dilara: dict[str, Any]) -> None:
    first = build.prepared(world, 0)
    (karin,) = (one for one in people_to_ask(Population(), now()) if one.name == "Karin")
    shared, nora = "team@example.net", Asked("Nora", "nora@example.net")
    rounds.add_respondents(first, [replace(karin, email=shared), nora], **dilara)
    second = build.prepared(world, 0, code="R2", version=first.version)
    rounds.add_respondents(second, [karin, Asked("Bea", shared), nora], **dilara)
    before, after = pseudonyms(first), pseudonyms(second)
    assert (after["Karin"], after["Nora"]) == (before["Karin"], before["Nora"])
    assert after["Bea"] not in before.values()
    # And the other way round: who is a person of the project is not who had their address.
    third = build.prepared(world, 0, code="R3", version=first.version)
    rounds.add_respondents(third, [replace(karin, email="nora@example.net")], **dilara)
    assert pseudonyms(third) == {"Karin": before["Karin"]}


def test_two_with_one_address_are_refused(world: World, dilara: dict[str, Any]) -> None:
    asked = build.prepared(world, 0)
    two = [Asked("Bea", "team@example.net"), Asked("Cor", "TEAM@example.net")]
    with refusal("address_twice"):
        rounds.add_respondents(asked, two, **dilara)
