"""A learning session: people propose and choose by a personal link, and only evaluators read what is in it."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from tests.evaluations import begun
from tests.learning import session
from tests.refusals import refusal
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import (
    LearningSession,
    ProposalChoice,
    SessionParticipant,
    SessionProposal,
)
from vlechtwerk.domains.evaluation.operations import sessions as operations
from vlechtwerk.domains.evaluation.operations.round_mails import digest_of
from vlechtwerk.domains.evaluation.queries.sessions import (
    TakingPart,
    chosen_so_far,
    ranking_of,
    taking_part_of,
)
from vlechtwerk.domains.evaluation.rules.sessions import TakesPart
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.usefixtures("as_dilara")


def held(world: World, *names: str) -> tuple[LearningSession, dict[str, str]]:
    """Let Dilara hold a session with people by these names; return the digest of each one's link."""
    found = session(world, begun(world))
    people = operations.add_participants(
        found, [TakesPart(name, world.people.get(name.lower())) for name in names], by=world.dilara, at=now()
    )
    links = operations.give_session_links(found, by=world.dilara, at=now())
    assert [one.participant for one in links] == sorted(people, key=lambda one: one.name)
    return found, {one.participant.name: digest_of(one.token) for one in links}


def by_link(digest: str) -> TakingPart:
    found = taking_part_of(digest)
    assert found is not None
    return found


def move(world: World, found: LearningSession, state: str) -> LearningSession:
    return operations.move_session(found, state, by=world.dilara, at=now())


def test_group_proposes_and_chooses_by_link_and_the_most_chosen_stands_first(world: World) -> None:
    found, links = held(world, "Anna", "Bram", "Noor van buiten")
    with refusal("too_late"):
        operations.propose(by_link(links["Anna"]), "Hoe weten we wat mag", "de wet verschilt")
    move(world, found, "proposing")
    for name, goal in (("Anna", "Hoe weten we wat mag?"), ("Noor van buiten", "Hoe werken we zonder namen")):
        operations.propose(by_link(links[name]), goal, "het lastig is")
    with refusal("barrier_missing"):
        operations.propose(by_link(links["Bram"]), "Hoe dan", " ")
    with refusal("proposal_too_long"):
        operations.propose(by_link(links["Bram"]), "Hoe dan", "x" * 501)
    move(world, found, "choosing")
    first, second = by_link(links["Bram"]).proposals
    assert (first.number, first.goal) == (1, "Hoe weten we wat mag")
    operations.choose(by_link(links["Bram"]), [second.id])
    operations.choose(by_link(links["Anna"]), [first.id])
    # A later choice takes the place of an earlier one.
    operations.choose(by_link(links["Anna"]), [second.id])
    assert [(one.proposal.number, one.chosen_by, one.place) for one in ranking_of(found)] == [(2, 2, 1), (1, 0, 2)]
    assert chosen_so_far(found) == 2
    move(world, found, "closed")
    with refusal("too_late"):
        operations.choose(by_link(links["Anna"]), [first.id])
    # What is over is not opened again.
    found.refresh_from_db()
    for state in ("proposing", "choosing", "prepared"):
        with refusal("no_such_move"):
            move(world, found, state)


def test_no_more_are_chosen_than_may_be_and_none_of_another_session(world: World) -> None:
    found, links = held(world, "Anna")
    move(world, found, "proposing")
    for number in range(3):
        operations.write_proposal(found, f"Hoe {number}", "het lastig is", by=world.dilara, at=now())
    move(world, found, "choosing")
    everything = [one.id for one in by_link(links["Anna"]).proposals]
    with refusal("too_many"):
        operations.choose(by_link(links["Anna"]), everything)
    operations.choose(by_link(links["Anna"]), [everything[0], uuid4()])
    assert [one.chosen_by for one in ranking_of(found)] == [1, 0, 0]
    # Who chose what, its evaluator reads neither.
    assert not ProposalChoice.objects.exists()


def test_group_makes_fifteen_proposals_for_each_who_takes_part_and_says_more_aloud(world: World) -> None:
    found, links = held(world, "Anna", "Bram")
    move(world, found, "proposing")
    for number in range(30):
        # Nobody counts whose they are: one may propose more than another.
        operations.propose(by_link(links["Bram" if number < 3 else "Anna"]), f"Hoe {number}", "het lastig is")
    for who in ("Anna", "Bram"):
        with refusal("too_many_proposals"):
            operations.propose(by_link(links[who]), "Hoe nog meer", "het lastig is")
    aloud = operations.write_proposal(found, "Hoe nog meer", "het lastig is", by=world.dilara, at=now())
    assert aloud.number == 31


def test_proposals_are_put_together_before_the_group_chooses(world: World) -> None:
    found, _links = held(world, "Anna")
    move(world, found, "proposing")
    one, two = (
        operations.write_proposal(found, goal, "het lastig is", by=world.dilara, at=now())
        for goal in ("Hoe A", "Hoe B")
    )
    operations.merge_proposals([two], one, "Hoe A en B", "het lastig is", by=world.dilara, at=now())
    (ranked,) = ranking_of(found)
    assert (ranked.proposal.goal, [other.number for other in ranked.merged]) == ("Hoe A en B", [2])
    with refusal("merged_already"):
        operations.merge_proposals([two], one, "Nog eens", "het lastig is", by=world.dilara, at=now())
    move(world, found, "choosing")
    with refusal("group_is_choosing", "too_few_questions"):
        operations.merge_proposals([], one, "Nog eens", "het lastig is", by=world.dilara, at=now())


def test_new_link_ends_the_former_and_unknown_ones_lead_nowhere(world: World) -> None:
    found, links = held(world, "Anna")
    (participant,) = found.participants.all()
    # Who has a link keeps it, unless they are named.
    assert operations.give_session_links(found, by=world.dilara, at=now()) == []
    assert taking_part_of(links["Anna"]) is not None
    operations.give_session_links(found, [participant.id], by=world.dilara, at=now())
    assert taking_part_of(links["Anna"]) is None
    assert taking_part_of("") is None
    with refusal("takes_part_already"):
        operations.add_participants(found, [TakesPart("Anna", world.anna)], by=world.dilara, at=now())


def test_only_evaluators_read_what_is_in_a_session(world: World) -> None:
    found, _links = held(world, "Anna", "Karin")
    move(world, found, "proposing")
    operations.write_proposal(found, "Hoe dan", "het lastig is", by=world.dilara, at=now())
    for other in (world.anna, world.karin, world.bram, world.mila):
        with reading_as(other.id):
            assert LearningSession.objects.count() == 1
            assert not SessionProposal.objects.exists()
            assert not SessionParticipant.objects.exists()
            assert not ProposalChoice.objects.exists()
            with refusal("not_an_evaluator"):
                operations.move_session(found, "closed", by=other, at=now())


def test_functions_of_the_database_answer_the_program_only(world: World) -> None:
    _found, links = held(world, "Anna")
    for call in (
        "select taking_part_of(%s, 'x')",
        "select propose_question(%s, 'Hoe', 'maar', 'x')",
        "select choose_proposals(%s, '{}'::uuid[], 'x')",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(call, [links["Anna"]])


def test_session_goes_from_proposing_to_choosing_and_ends(world: World) -> None:
    found, _links = held(world, "Anna")
    (participant,) = found.participants.all()
    with refusal("no_such_move", "nothing_proposed"):
        move(world, found, "choosing")
    found = move(world, found, "proposing")
    found = move(world, found, "closed")
    by: dict[str, Any] = {"by": world.dilara, "at": now()}
    for late in (
        lambda: operations.write_proposal(found, "Hoe", "maar", **by),
        lambda: operations.give_session_links(found, [participant.id], **by),
        lambda: operations.add_participants(found, [TakesPart("Bram", world.bram)], **by),
    ):
        with refusal("session_over"):
            late()
