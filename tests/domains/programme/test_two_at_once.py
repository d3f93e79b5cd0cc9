"""Two who act at once follow each other: neither is told of a broken constraint."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.at_once import Act, acting_by, lasting, second_of
from tests.domains.programme.test_map_kept import plan
from tests.reports import drafted
from tests.results import add_action, add_product, count, describe, outside, theme
from tests.world import World, days_from_now, moment, place
from vlechtwerk.domains.partnership.models import Account, Agreement
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.operations import accounts, advice, people, promises, surroundings
from vlechtwerk.domains.partnership.rules import MOST_TOKENS
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import (
    about,
    added_value,
    capacity,
    goals,
    map_drafts,
    methods,
    planning,
    publishing,
    recruitment,
    register,
    reports,
    results,
    work,
)
from vlechtwerk.domains.programme.operations import surroundings as own
from vlechtwerk.domains.programme.queries.reports import submitted_content
from vlechtwerk.domains.programme.rules.methods import MethodText
from vlechtwerk.engines.documents.outcome_map.written import WrittenMap, WrittenNode
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = [pytest.mark.xdist_group("two_at_once"), pytest.mark.slow]
WRITTEN = WrittenMap("X", "Uit een bestand", nodes=(WrittenNode("N1", "output", "Beeld"),))
ASKED = {"profile_text": "Data scientist"}


@pytest.fixture(scope="module")
def lasting_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with lasting(django_db_blocker) as world:
        with reading_as(world.karin.id):
            world.source()
        yield world


def a_map_draft(world: World) -> Act:
    version, who = plan(world), acting_by(world)
    return lambda: map_drafts.draft_map_version(version, "NIEUW", "Kaart", **who)


def a_request(world: World) -> Act:
    organisation, profile, who = world.organisations["NP"], world.profile(), acting_by(world)
    return lambda: recruitment.ask_profile("NIEUW", organisation, profile, ASKED, days_from_now(0), **who)


def a_milestone(world: World) -> Act:
    activity, who = world.activity("A10"), acting_by(world)
    return lambda: planning.add_milestone(activity, "Startdocument", **who)


def a_product(world: World) -> Act:
    activity = world.activity("A11")
    return lambda: add_product(world, activity)


def an_action(world: World) -> Act:
    activity = world.activity("A12")
    return lambda: add_action(world, activity)


def a_correction(world: World) -> Act:
    wrong, who = count(world, add_action(world, world.activity("A13")), 3), acting_by(world)
    return lambda: results.correct_count(wrong, 4, "Mistypt", evidence=[place()], **who)


def a_method_taken_up(world: World) -> Act:
    method, activity = describe(world, "M9"), world.activity("A14")
    return lambda: methods.take_up_method(method, activity, "Ook hier nodig", **acting_by(world))


def a_task(world: World) -> Act:
    activity, who = world.activity("A15"), acting_by(world)
    intention = register.add_entry(activity, "prepared", "Bellen met de haven", ground="self_report", **who)
    return lambda: work.give_task(activity, "Bellen", world.karin, entry=intention, **who)


def a_step(world: World) -> Act:
    activity, who = world.activity("A16"), acting_by(world)
    return lambda: register.add_step(activity, "insight", moment("2024-01"), **who)


def a_place_in_the_team(world: World) -> Act:
    activity, who = world.activity("A17"), acting_by(world)
    return lambda: planning.assign(activity, world.anna, "member", days_from_now(0), **who)


def a_decision_linked(world: World) -> Act:
    activity, decision, who = world.activity("A18"), world.asked(by="karin"), acting_by(world)
    return lambda: planning.link_decision(activity, decision, **who)


def advice_linked(world: World) -> Act:
    activity, who = world.activity("A19"), acting_by(world)
    asked = advice.ask_advice("Mag dit?", world.bodies["RG"], **who)
    return lambda: about.link_advice(activity, asked, **who)


def a_promise_linked(world: World) -> Act:
    activity, who = world.activity("A20"), acting_by(world)
    promise = promises.make_promise("Een overzicht", "parliament", **who)
    return lambda: about.link_promise(promise, activity=activity, **who)


def an_own_theme(world: World) -> Act:
    activity, on, who = world.activity("A21"), theme(world, "HAVENS"), acting_by(world)
    return lambda: own.tie_theme(on, activity=activity, **who)


def an_agreement(world: World, title: str = "Werkafspraak") -> Act:
    body, who = outside(world, title), acting_by(world)
    return lambda: surroundings.note_agreement(title, "protocol", [body], **who)


def an_agreement_worked_under(world: World) -> Act:
    an_agreement(world, "Protocol")()
    activity, agreement = world.activity("A22"), Agreement.objects.get(title="Protocol")
    return lambda: own.tie_agreement(activity, agreement, **acting_by(world))


def an_outside_role(world: World) -> Act:
    body, on, who = outside(world, "ZORG"), theme(world, "ZORG"), acting_by(world)
    return lambda: surroundings.name_outside_role(body, on, "Deelt signalen", evidence=[place()], **who)


def an_appointment(world: World) -> Act:
    given = (world.anna, world.organisations["NP"], Function.LIAISON, days_from_now(0))
    return lambda: people.appoint(*given, **acting_by(world))


def a_seat(world: World) -> Act:
    return lambda: people.seat(world.anna, world.bodies["SG"], "member", days_from_now(0), **acting_by(world))


def a_token(world: World) -> Act:
    account, at = Account.objects.get(email="anna@example.org"), acting_by(world)["at"]
    for number in range(MOST_TOKENS - 1):
        accounts.make_access_token(account, f"Sleutel {number}", days=1, at=at)
    return lambda: accounts.make_access_token(account, "De laatste", days=1, at=at)


ACTS: dict[str, tuple[str, Callable[[World], Act]]] = {
    "goal": ("code_in_use", lambda world: lambda: goals.add_goal("NIEUW", "tactical", "Beeld", **acting_by(world))),
    "goal of others": (
        "code_in_use",
        lambda world: lambda: goals.note_outside_goal("NIEUW", "Doorstroom", party="Haven", **acting_by(world)),
    ),
    "method": (
        "code_in_use",
        lambda world: lambda: methods.describe_method("NIEUW", "Meten", MethodText(does="Meten"), **acting_by(world)),
    ),
    "theme": ("code_in_use", lambda world: lambda: surroundings.add_theme("NIEUW", "Havens", **acting_by(world))),
    "outside body": (
        "code_in_use",
        lambda world: lambda: surroundings.register_outside("NIEUW", "Haven", "regional_centre", **acting_by(world)),
    ),
    "draft of a map": ("code_in_use", a_map_draft),
    "map from a file": (
        "code_in_use",
        lambda world: lambda: map_drafts.import_map_draft(WRITTEN, "NIEUW2", "Kaart", **acting_by(world)),
    ),
    "element of the added value": (
        "code_in_use",
        lambda world: lambda: added_value.add_element("NIEUW", "Samen", "Samen meer kunnen", **acting_by(world)),
    ),
    "profile": ("profile_exists", lambda world: lambda: capacity.add_profile("NIEUW", "Tolk", **acting_by(world))),
    "request": ("request_exists", a_request),
    "milestone": ("milestone_exists", a_milestone),
    "product": ("product_exists", a_product),
    "action": ("action_exists", an_action),
    "correction": ("corrected_already", a_correction),
    "method taken up": ("taken_up_already", a_method_taken_up),
    # One is worked on at a time.
    "draft of a publication": (
        "draft_exists",
        lambda world: lambda: publishing.draft_publication("Waarde", **acting_by(world)),
    ),
    "task": ("task_already", a_task),
    "step": ("step_runs", a_step),
    "place in the team": ("already_in_the_team", a_place_in_the_team),
    "decision linked": ("linked_already", a_decision_linked),
    "advice linked": ("linked_already", advice_linked),
    "promise linked": ("linked_already", a_promise_linked),
    "own theme": ("named_already", an_own_theme),
    "agreement": ("agreement_exists", an_agreement),
    "agreement worked under": ("named_already", an_agreement_worked_under),
    "outside role": ("named_already", an_outside_role),
    "person": (
        "account_in_use",
        lambda world: lambda: people.add_person("Nieuw", email="nieuw@example.org", **acting_by(world)),
    ),
    "appointment": ("already_appointed", an_appointment),
    "seat": ("already_seated", a_seat),
    "token": ("too_many_tokens", a_token),
}


@pytest.mark.parametrize("act", ACTS)
def test_second_who_does_the_same_is_told_so(lasting_world: World, act: str) -> None:
    code, prepare = ACTS[act]
    with reading_as(lasting_world.karin.id), transaction.atomic():
        prepared = prepare(lasting_world)
    assert second_of(lasting_world.karin, prepared) == {code}


def test_acts_on_one_thing_follow_each_other(lasting_world: World) -> None:
    world, who = lasting_world, acting_by(lasting_world)
    with reading_as(world.karin.id), transaction.atomic():
        goal = goals.add_goal("ROUTES", "tactical", "Routes in beeld", **who)
        outside_goal = goals.note_outside_goal("X", "Doorstroom", party="Haven", **who)
        request = world.recruits()
        candidate = recruitment.name_candidate(request, "Iemand", days_from_now(-9), **who)
    day, words = days_from_now(0), {"profile_text": "Data scientist"}
    found = [
        second_of(world.karin, act)
        for act in (
            lambda: goals.leave_room(goal, "Nog open", days_from_now(9), **who),
            lambda: goals.compare_goals(goal, outside_goal, "collides", explanation="Botst", **who),
            lambda: recruitment.publish_vacancy(request, words, day, **who),
            lambda: recruitment.note_step(candidate, "screened", day, **who),
        )
    ]
    assert found == [set(), set(), set(), {"step_taken"}]


def test_words_that_are_saved_while_the_report_is_submitted_are_told(lasting_world: World) -> None:
    world, who = lasting_world, acting_by(lasting_world)
    with reading_as(world.karin.id), transaction.atomic():
        world.mandate("SG", "Voortgangsrapportages vaststellen")
        activity = world.activity("A23")
        world.stands(activity, Status.RUNNING, "2026-05")
        report = drafted(world)
    submitting = second_of(
        world.karin,
        lambda: reports.submit_progress_report(report, **who),
        lambda: reports.write_words(report, activity, "Het loopt.", 0, **who),
    )
    with reading_as(world.karin.id):
        content = submitted_content(report)
    assert submitting == set()
    assert "Het loopt." in str(content)
