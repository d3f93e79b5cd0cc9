"""Who already does this, and how do we relate to them: outside bodies by theme, level and region."""

import pytest
from django.db.utils import ProgrammingError

from tests.refusals import refusal
from tests.results import does, outside, theme
from tests.world import LONG_AGO, World, moment, now, place
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.operations import people, surroundings
from vlechtwerk.domains.partnership.queries.surroundings import (
    SurroundingsFilter,
    narrowed,
    outside_bodies,
    position_of,
)
from vlechtwerk.domains.partnership.rules.surroundings import reasons_against_adding_outside
from vlechtwerk.domains.programme.operations import surroundings as own
from vlechtwerk.domains.programme.operations.register import add_focus_area
from vlechtwerk.domains.programme.queries.surroundings import own_work


def found(**wanted: str) -> list[str]:
    return [body.organisation.code for body in narrowed(SurroundingsFilter(**wanted))]


def test_body_is_found_by_theme_level_and_region_at_once(world: World) -> None:
    world.source()
    routes, post = theme(world), theme(world, "POST")
    does(world, outside(world, "RIEC", region="Zuid", reach="regional"), routes)
    does(world, outside(world, "SKC", reach="national"), routes, "Dreigingsbeelden")
    does(world, outside(world, "DNB", reach="national"), post, "Toezicht")
    assert found(theme="ROUTES") == ["RIEC", "SKC"]
    assert found(theme="ROUTES", reach="national") == ["SKC"]
    assert found(reach="national") == ["DNB", "SKC"]
    assert found(region="zuid") == ["RIEC"]
    assert found(theme="POST", region="Zuid") == []
    assert found(words="dreigingsbeelden") == ["SKC"]


def test_partner_is_no_outside_body_and_each_stands_there_once(world: World) -> None:
    with refusal("partner_is_not_outside"):
        surroundings.place_outside(world.organisations["BD"], "other", by=world.karin, at=now())
    body = outside(world)
    with refusal("placed_already"):
        surroundings.place_outside(body.organisation, "other", by=world.karin, at=now())
    with refusal("code_in_use"):
        outside(world)


def test_what_a_body_does_rests_on_a_source_and_is_said_once(world: World) -> None:
    world.source()
    body, routes = outside(world), theme(world)
    with refusal("evidence_missing"):
        surroundings.name_outside_role(body, routes, "Deelt signalen", by=world.karin, at=now())
    does(world, body, routes)
    with refusal("named_already"):
        does(world, body, routes)
    with refusal("ends_before_start"):
        does(world, body, routes, "Anders", since=moment("2026-05"), until=moment("2026-01"))


def test_liaison_keeps_the_map_and_an_analyst_does_not(world: World) -> None:
    body = outside(world)
    surroundings.take_position(body, "overlap", "Beide kijken naar kades", by=world.chris, at=now())
    with refusal("not_your_function"):
        surroundings.take_position(body, "follow", "Zij eerst", by=world.anna, at=now())
    with refusal("not_your_function"):
        surroundings.register_outside("NIEUW", "Nieuw", "other", by=world.chris, at=now())


def test_what_is_not_on_a_list_is_refused_with_a_reason(world: World) -> None:
    world.source()
    body, routes = outside(world), theme(world)
    with refusal("kind_unknown", "reach_unknown"):
        surroundings.register_outside("NIEUW", "Nieuw", "club", reach="far", by=world.karin, at=now())
    with refusal("kind_unknown", "reach_unknown", "placed_already"):
        surroundings.place_outside(body.organisation, "club", reach="far", by=world.karin, at=now())
    with refusal("reach_unknown"):
        surroundings.name_outside_role(body, routes, "Iets", reach="far", evidence=[place()], by=world.karin, at=now())
    with refusal("kind_unknown"):
        surroundings.note_agreement("Afspraak", "wish", [body], by=world.karin, at=now())


def test_administrator_keeps_no_map_of_surroundings_and_is_told_before_filling_in(world: World) -> None:
    people.appoint(world.nora, world.organisations["NP"], Function.ADMINISTRATOR, LONG_AGO, by=world.loader, at=now())
    assert {reason.code for reason in reasons_against_adding_outside(world.nora, now())} == {"not_your_function"}
    assert reasons_against_adding_outside(world.karin, now()) == []
    with refusal("not_your_function"):
        surroundings.register_outside("NIEUW", "Nieuw", "other", by=world.nora, at=now())


def test_later_position_holds_and_earlier_ones_stay(world: World) -> None:
    body = outside(world)
    with refusal("explanation_missing"):
        surroundings.take_position(body, "unclear", "", by=world.karin, at=now())
    for position in ("unclear", "overlap", "complement"):
        surroundings.take_position(body, position, "Uitleg", by=world.karin, at=now())
    held = outside_bodies().get()
    assert [item.position for item in held.positions.all()] == ["complement", "overlap", "unclear"]
    assert (last := position_of(held)) is not None
    assert last.position == "complement"
    assert found(position="unclear") == []
    with pytest.raises(ProgrammingError):
        held.positions.update(explanation="Herschreven")


def test_agreement_names_with_whom_and_an_address_that_leads_somewhere(world: World) -> None:
    body = outside(world)
    with refusal("party_missing", "address_unclear", "ends_before_start"):
        surroundings.note_agreement(
            "Afspraak", "protocol", [], document_address="javascript:1", agreed_from=moment("2026"),
            agreed_until=moment("2025"), by=world.karin, at=now(),
        )  # fmt: skip
    agreement = surroundings.note_agreement("Afspraak", "protocol", [body], by=world.karin, at=now())
    with refusal("agreement_exists"):
        surroundings.note_agreement("Afspraak", "protocol", [body], by=world.karin, at=now())
    activity = world.activity()
    own.tie_agreement(activity, agreement, by=world.karin, at=now())
    with refusal("named_already"):
        own.tie_agreement(activity, agreement, by=world.karin, at=now())


def test_theme_tells_what_of_ours_works_on_it(world: World) -> None:
    routes, activity = theme(world), world.activity()
    area = add_focus_area("LOG", "Logistiek", by=world.loader, at=now())
    with refusal("one_of_two"):
        own.tie_theme(routes, focus_area=area, activity=activity, by=world.karin, at=now())
    own.tie_theme(routes, focus_area=area, by=world.karin, at=now())
    own.tie_theme(routes, activity=activity, by=world.karin, at=now())
    with refusal("named_already"):
        own.tie_theme(routes, activity=activity, by=world.karin, at=now())
    work = own_work()[routes.id]
    assert ([one.code for one in work.areas], [one.code for one in work.activities]) == (["LOG"], ["A01"])
