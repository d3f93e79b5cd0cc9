"""Two who act at once follow each other: neither is told of a broken constraint."""

from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from tests.domains.programme.test_map_kept import plan
from tests.reports import drafted, submitted
from tests.results import outside, theme
from tests.world import World, days_from_now, find_world, moment, now, place
from vlechtwerk.domains.partnership.models import Decision, Person
from vlechtwerk.domains.partnership.operations.decisions import take_decision
from vlechtwerk.domains.partnership.operations.surroundings import add_theme, name_outside_role, register_outside
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import (
    added_value,
    capacity,
    goals,
    map_drafts,
    methods,
    planning,
    publishing,
    recruitment,
    reports,
    results,
)
from vlechtwerk.domains.programme.queries.reports import submitted_content
from vlechtwerk.domains.programme.rules.methods import MethodText
from vlechtwerk.engines.documents.outcome_map.written import WrittenMap, WrittenNode
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.refusal import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def lasting_world() -> Iterator[World]:
    with find_world() as world:
        yield world


def second_of(
    world: World,
    act: Callable[[], object],
    first_act: Callable[[], object] | None = None,
    *,
    by: Person | None = None,
    acted: Event | None = None,
) -> set[str]:
    """Begin an act while the same of another, or another act, is not yet committed; return for what it was refused.

    The first one may tell by itself that it acted, halfway.
    """
    acted, reader = acted or Event(), by or world.karin

    def first() -> None:
        with reading_as(reader.id), transaction.atomic():
            (first_act or act)()
            acted.set()
            Event().wait(0.3)
        connection.close()

    other = Thread(target=first)
    other.start()
    try:
        assert acted.wait(20)
        with reading_as(reader.id), transaction.atomic():
            act()
    except Refused as refused:
        return {reason.code for reason in refused.reasons}
    finally:
        other.join()
    return set()


def test_acts_on_one_thing_follow_each_other(lasting_world: World) -> None:
    world, by = lasting_world, {"by": lasting_world.karin, "at": now()}
    with reading_as(world.karin.id), transaction.atomic():
        world.source()
        goal = goals.add_goal("ROUTES", "tactical", "Routes in beeld", **by)  # type: ignore[arg-type]  # by and at
        outside_goal = goals.note_outside_goal("X", "Doorstroom", party="Haven", **by)  # type: ignore[arg-type]  # by and at
        request = world.recruits()
        candidate = recruitment.name_candidate(request, "Iemand", days_from_now(-9), **by)  # type: ignore[arg-type]  # by and at
        body, on = outside(world), theme(world)
    day, words = days_from_now(0), {"profile_text": "Data scientist"}
    found = [
        second_of(world, act)
        for act in (
            lambda: goals.leave_room(goal, "Nog open", days_from_now(9), **by),  # type: ignore[arg-type]  # by and at
            lambda: goals.compare_goals(goal, outside_goal, "collides", explanation="Botst", **by),  # type: ignore[arg-type]  # by and at
            lambda: recruitment.publish_vacancy(request, words, day, **by),  # type: ignore[arg-type]  # by and at
            lambda: recruitment.note_step(candidate, "screened", day, **by),  # type: ignore[arg-type]  # by and at
            lambda: name_outside_role(body, on, "Deelt signalen", evidence=[place()], **by),  # type: ignore[arg-type]  # by and at
        )
    ]
    assert found == [set(), set(), set(), {"step_taken"}, {"named_already"}]


def test_second_who_adds_the_same_code_is_told_so(lasting_world: World) -> None:
    world, by = lasting_world, {"by": lasting_world.karin, "at": now()}
    with reading_as(world.karin.id), transaction.atomic():
        world.source()
        version = plan(world)
        activity, profile, organisation = world.activity("A09"), world.profile(), world.organisations["NP"]
    written = WrittenMap("X", "Uit een bestand", nodes=(WrittenNode("N1", "output", "Beeld"),))
    words, day = {"profile_text": "Data scientist"}, days_from_now(0)
    acts: list[tuple[str, Callable[[], object]]] = [
        ("code_in_use", lambda: goals.add_goal("NIEUW", "tactical", "Routes in beeld", **by)),  # type: ignore[arg-type]  # by and at
        ("code_in_use", lambda: goals.note_outside_goal("NIEUW", "Doorstroom", party="Haven", **by)),  # type: ignore[arg-type]  # by and at
        ("code_in_use", lambda: methods.describe_method("NIEUW", "Meten", MethodText(does="Meten"), **by)),  # type: ignore[arg-type]  # by and at
        ("code_in_use", lambda: add_theme("NIEUW", "Havens", **by)),  # type: ignore[arg-type]  # by and at
        ("code_in_use", lambda: register_outside("NIEUW", "Havenbedrijf", "regional_centre", **by)),  # type: ignore[arg-type]  # by and at
        ("code_in_use", lambda: map_drafts.draft_map_version(version, "NIEUW", "Kaart", **by)),  # type: ignore[arg-type]  # by and at
        ("code_in_use", lambda: map_drafts.import_map_draft(written, "NIEUW2", "Kaart", **by)),  # type: ignore[arg-type]  # by and at
        ("code_in_use", lambda: added_value.add_element("NIEUW", "Samen", "Samen meer kunnen", **by)),  # type: ignore[arg-type]  # by and at
        ("profile_exists", lambda: capacity.add_profile("NIEUW", "Tolk", **by)),  # type: ignore[arg-type]  # by and at
        ("request_exists", lambda: recruitment.ask_profile("NIEUW", organisation, profile, words, day, **by)),  # type: ignore[arg-type]  # by and at
        ("milestone_exists", lambda: planning.add_milestone(activity, "Startdocument", **by)),  # type: ignore[arg-type]  # by and at
        ("product_exists", lambda: results.add_product(activity, "Matrix", "instrument", evidence=[place()], **by)),  # type: ignore[arg-type]  # by and at
        ("action_exists", lambda: results.add_action(activity, "Bezocht", evidence=[place()], **by)),  # type: ignore[arg-type]  # by and at
        # One is worked on at a time.
        ("draft_exists", lambda: publishing.draft_publication("Waarde", **by)),  # type: ignore[arg-type]  # by and at
    ]
    assert [second_of(world, act) for _code, act in acts] == [{code} for code, _act in acts]


def test_words_that_are_saved_while_the_report_is_submitted_are_told(lasting_world: World) -> None:
    world, by = lasting_world, {"by": lasting_world.karin, "at": now()}
    with reading_as(world.karin.id), transaction.atomic():
        world.mandate("SG", "Voortgangsrapportages vaststellen")
        activity = world.activity()
        world.stands(activity, Status.RUNNING, "2026-05")
        report = drafted(world)
    submitting = second_of(
        world,
        lambda: reports.submit_progress_report(report, **by),  # type: ignore[arg-type]  # by and at
        lambda: reports.write_words(report, activity, "Het loopt.", 0, **by),  # type: ignore[arg-type]  # by and at
    )
    with reading_as(world.karin.id):
        content = submitted_content(report)
    assert submitting == set()
    assert "Het loopt." in str(content)


def test_report_approved_at_both_doors_at_once_is_approved_once(
    lasting_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, by = lasting_world, {"by": lasting_world.farid, "at": now()}
    with reading_as(world.karin.id), transaction.atomic():
        mandate = world.mandate("SG", "Voortgangsrapportages vaststellen")
        world.stands(world.activity(), Status.RUNNING, "2026-05")
        report = submitted(world)
    halfway = Event()

    def take_late(*given: object, **told: object) -> Decision:
        # The first one holds what it takes before it decides, while the second one begins at the other door.
        halfway.set()
        Event().wait(0.3)
        return take_decision(*given, **told)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(reports, "take_decision", take_late)
    asked = report.decision
    assert asked is not None
    refused = second_of(
        world,
        lambda: take_decision(asked, "yes", moment("2026-11"), mandate=mandate, **by),  # type: ignore[arg-type]  # by and at
        lambda: reports.approve_progress_report(report, mandate, **by),  # type: ignore[arg-type]  # by and at
        by=world.farid,
        acted=halfway,
    )
    with reading_as(world.karin.id):
        report.refresh_from_db()
    assert (refused, report.state) == ({"not_waiting"}, "frozen")
