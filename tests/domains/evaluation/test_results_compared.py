"""Rounds beside each other: the same statements and people only, and nothing about a few of them."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError

from tests.closed_rounds import ask, close, evaluation_of, round_of, sheets, spread, thirty_one, version_of
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import AnswerSheet, EvaluationRound, PublishedResult, RoundResult
from vlechtwerk.domains.evaluation.operations.results import publish_result
from vlechtwerk.domains.evaluation.queries.comparing_rounds import Comparison, Line, compare
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead, result_of, round_before, verified
from vlechtwerk.domains.evaluation.queries.round_statements import statements_in_rounds
from vlechtwerk.domains.evaluation.queries.standing_out import Kind, standing_out, to_keep, to_solve
from vlechtwerk.domains.evaluation.rules.figures import RoundFigures, checksum_of_figures
from vlechtwerk.domains.evaluation.rules.instruments_compared import compared
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.engines.statistics.amount_scale import Amount, amount_of
from vlechtwerk.foundation.database.kept import only_for_all
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.refusal import Refused

pytestmark = pytest.mark.usefixtures("as_dilara")

STRATEGIC = (("level", "strategic"),)


def read(asked: EvaluationRound) -> ResultAsRead:
    found = result_of(asked)
    assert found is not None
    return found


def two(world: World, before: Sequence[UUID], now: Sequence[UUID], answers: Sequence[tuple[int, int]]) -> Comparison:
    """Make two confidential rounds; `answers` of each person of the first and, by number, of the second."""
    rounds = []
    version = version_of(world, evaluation_of(world))
    for at, (code, people) in enumerate((("T1", before), ("T2", now))):
        asked = round_of(world, code, promise="confidential", version=version)
        ask(world, asked, len(people), level="strategic", pseudonyms=people, sent=len(people))
        close(world, asked, [
            FilledIn({"S1": answers[number][at]}, level="strategic", pseudonym=person)
            for number, person in enumerate(people)
        ])  # fmt: skip
        rounds.append(read(asked))
    return compare(*rounds)


def test_same_people_are_followed_in_a_confidential_round(world: World) -> None:
    people = [uuid4() for _ in range(8)]
    found = two(world, people, people, [(2, 4), (2, 4), (3, 5), (4, 4), (4, 4), (5, 5), (4, 2), (5, 5)])
    moves = found.statements[0].moves
    assert moves is not None
    assert (moves.up, moves.same, moves.down) == (3, 4, 1)
    assert found.people is not None
    assert (found.people.joined, found.people.left) == (0, 0)


def test_who_all_moved_alike_are_not_told(world: World) -> None:
    people = [uuid4() for _ in range(6)]
    assert two(world, people, people, [(2, 4)] * 6).statements[0].moves is None


@pytest.mark.parametrize("new", [1, 4])
def test_nothing_is_told_that_would_be_about_a_few_who_joined(world: World, new: int) -> None:
    people = [uuid4() for _ in range(8 + new)]
    answers = [(2, 4), (2, 4), (3, 5), (4, 4), (4, 4), (5, 5), (4, 2), (5, 5), *[(0, 4)] * new]
    found = two(world, people[:8], people, answers)
    assert found.statements[0].moves is None
    assert found.people is not None
    assert (found.people.joined, found.people.left) == (None, None)
    assert found.people.groups == ()


def test_group_is_compared_when_enough_people_joined_and_left(world: World) -> None:
    people = [uuid4() for _ in range(13)]
    version = version_of(world, evaluation_of(world))
    for code, asked_people, counts in (("T1", people[:10], (2, 3, 0, 5)), ("T2", people[3:], (2, 2, 0, 6))):
        asked = round_of(world, code, version=version)
        ask(world, asked, 10, level="strategic", pseudonyms=asked_people, sent=10)
        ask(world, asked, 10, level="tactical", pseudonyms=[uuid4() for _ in range(10)], sent=10)
        close(world, asked, sheets(*spread("S1", *counts), level="strategic")
              + sheets(*spread("S1", 4, 0, 2, 4), level="tactical"))  # fmt: skip
    rounds = EvaluationRound.objects.order_by("code")
    found = compare(read(rounds[0]), read(rounds[1]))
    assert found.people is not None
    # Three left and three joined the strategic level; everyone is another at the tactical one.
    assert (found.people.joined, found.people.left) == (13, 13)
    compared = {one.group: (one.before.counts, one.now.counts) for one in found.groups if one.statement.number == 1}
    assert compared[STRATEGIC] == ((2, 3, 0, 5, 0), (2, 2, 0, 6, 0))


def test_anonymous_rounds_follow_nobody(world: World) -> None:
    version = version_of(world, evaluation_of(world))
    people = [uuid4() for _ in range(8)]
    for code in ("T1", "T2"):
        asked = round_of(world, code, version=version)
        ask(world, asked, 8, pseudonyms=people, sent=8)
        close(world, asked, sheets(*spread("S1", 2, 2, 2, 2)))
    rounds = EvaluationRound.objects.order_by("code")
    found = compare(read(rounds[0]), read(rounds[1]))
    assert all(row.moves is None for row in found.statements)
    assert found.people is not None
    assert (found.people.joined, found.people.left) == (0, 0)


def test_changed_words_break_the_line(world: World) -> None:
    evaluation = evaluation_of(world)
    first = version_of(world, evaluation, {"S1": "Eerste woorden.", "S2": "Blijft."})
    second = version_of(world, evaluation, {"S1": "Andere woorden.", "S2": "Blijft.", "S4": "Nieuw."})
    for code, version in (("T1", first), ("T2", second)):
        close(world, round_of(world, code, version=version), sheets(*spread("S1", 3, 3)))
    rounds = EvaluationRound.objects.order_by("code")
    found = compare(read(rounds[0]), read(rounds[1]))
    assert [row.line for row in found.statements] == [Line.BROKEN, Line.GOES_ON, Line.NEW]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda one: one["statements"][0]["text"].update(en="Added."), Line.GOES_ON),
        (lambda one: one["scales"][0]["categories"][0]["label"].pop("en"), Line.GOES_ON),
        (lambda one: one["scales"][0]["categories"][0]["label"].update(en="Other"), Line.BROKEN),
        (lambda one: one["scales"][0].update(with_do_not_know=False), Line.BROKEN),
        (lambda one: one["statements"][0].update(negative=True), Line.BROKEN),
    ],
)
def test_pages_of_rounds_and_of_versions_judge_alike_what_breaks_a_line(
    world: World, change: Callable[[dict[str, Any]], object], line: Line
) -> None:
    version = version_of(world, evaluation_of(world))
    for code in ("T1", "T2"):
        close(world, round_of(world, code, version=version), sheets(*spread("S1", 3, 3)))
    rounds = list(EvaluationRound.objects.order_by("code"))
    # As if the second had asked otherwise.
    change(rounds[1].questionnaire)
    before, after = read(rounds[0]), read(rounds[1])
    assert compare(before, after).statements[0].line is line
    row = compared(before.questionnaire, after.questionnaire)[0]
    assert row.is_comparable is (line is Line.GOES_ON)


def test_groups_are_compared_only_when_results_are_told_apart_by_them(world: World) -> None:
    version, people = version_of(world, evaluation_of(world)), [uuid4() for _ in range(10)]
    for code, breakdowns in (("T1", ["level", "body"]), ("T2", ["level", "organisation"])):
        asked = round_of(world, code, version=version, breakdowns=breakdowns)
        ask(world, asked, 10, level="strategic", organisation="NP", body="SG", pseudonyms=people, sent=10)
        close(world, asked, sheets(*spread("S1", 2, 3, 0, 5), level="strategic", organisation="NP", body="SG"))
    rounds = EvaluationRound.objects.order_by("code")
    (earlier,) = read(rounds[1]).earlier
    assert earlier.groups == (STRATEGIC,)


def test_what_stands_out_is_said_of_three_statements(world: World) -> None:
    asked = round_of(world)
    answers = [{"S1": 2 if number % 2 else 4, "S2": 4, "S3": 4 if number < 6 else 2} for number in range(10)]
    close(world, asked, sheets(*answers))
    found = standing_out(read(asked), None)
    # Everyone agrees with S2; of the negative S3 six of ten agree, which is not hoped for.
    assert [(one.kind, one.statement.statement.code, one.part, one.n) for one in found] == [
        (Kind.MANY_AGREE, "S2", 10, 10),
        (Kind.MANY_AGREE, "S3", 6, 10),
        (Kind.MANY_AGREE, "S1", 5, 10),
    ]
    assert [(one.statement.statement.code, one.part) for one in to_solve(read(asked))] == [("S3", 4)]
    assert [(one.statement.statement.code, one.part) for one in to_keep(read(asked))] == [("S2", 10)]


def test_what_holds_of_every_statement_stands_out_nowhere(world: World) -> None:
    texts = {f"S{number}": f"Stelling {number}" for number in range(1, 6)}
    asked = round_of(world, version=version_of(world, evaluation_of(world), texts, negative=""))
    close(world, asked, sheets(*[dict.fromkeys(texts, 4 if number < 4 else 2) for number in range(10)]))
    found = read(asked)
    assert (standing_out(found, None), to_solve(found), to_keep(found)) == ([], [], [])


@pytest.mark.parametrize(("same", "people", "told"), [(12, 12, True), (0, 12, False), (9, 9, False)])
def test_change_stands_out_of_the_same_people_and_enough_of_them(
    world: World, same: int, people: int, told: bool
) -> None:
    """Other people who think otherwise changed nothing (d10), and of fewer than ten no share is told (d3)."""
    first = [uuid4() for _number in range(people)]
    later = first[:same] + [uuid4() for _number in range(people - same)]
    found = two(world, first, later, [(4, 2)] * people)
    kinds = {one.kind for one in standing_out(found.now, found)}
    assert (Kind.FEWER_AGREE in kinds) is told


@pytest.mark.parametrize(
    ("part", "whole", "word"),
    [
        (0, 9, Amount.NONE), (2, 9, Amount.A_FEW), (3, 9, Amount.MINORITY), (4, 10, Amount.ABOUT_HALF),
        (6, 10, Amount.ABOUT_HALF), (19, 31, Amount.MAJORITY), (3, 4, Amount.LARGE_MAJORITY),
        (9, 10, Amount.NEARLY_ALL), (10, 10, Amount.ALL),
    ],
)  # fmt: skip
def test_words_for_amounts_follow_the_table(part: int, whole: int, word: Amount) -> None:
    assert amount_of(part, whole) is word


def test_figures_are_computed_again_from_the_sheets(world: World) -> None:
    asked = thirty_one(world, breakdowns=[])
    assert verified(read(asked)).holds
    found = read(asked)
    other = RoundFigures.from_json(asked.result.figures | {"threshold": 4})
    assert not verified(ResultAsRead(asked, other, found.checksum, None)).checksum_holds
    # One sheet more than was counted.
    first = AnswerSheet.objects.filter(round=asked)[0]
    AnswerSheet.objects.create(project=world.project, round=asked, packed=bytes(first.packed))
    assert verified(read(asked)).differing == tuple(one.statement.code for one in found.statements)


def test_of_a_round_without_forms_the_checksum_is_looked_at(world: World) -> None:
    asked = thirty_one(world, breakdowns=["level"])
    found = read(asked)
    assert (verified(found).holds, verified(found).sheets) == (True, None)
    other = RoundFigures.from_json(asked.result.figures | {"threshold": 4})
    assert not verified(ResultAsRead(asked, other, found.checksum, None)).holds


def test_published_result_is_a_copy_for_every_member_and_stays(world: World) -> None:
    asked = thirty_one(world)
    with reading_as(world.karin.id):
        assert result_of(asked) is None
        assert not RoundResult.objects.exists()
        assert not AnswerSheet.objects.exists()
        assert statements_in_rounds() == []
    publish_result(asked, by=world.dilara, at=now())
    with reading_as(world.karin.id):
        assert read(asked).checksum == PublishedResult.objects.get().checksum
        assert not RoundResult.objects.exists()
        with only_for_all():
            (one,) = statements_in_rounds(["EV1,T1,S1"])
    assert (one.part, one.n) == (18, 26)
    with pytest.raises(Refused):
        publish_result(asked, by=world.dilara, at=now())


def test_members_read_of_earlier_rounds_only_what_is_about_published_ones(world: World) -> None:
    version = version_of(world, evaluation_of(world))
    people = [uuid4() for _ in range(8)]
    rounds = []
    for code in ("T1", "T2", "T3"):
        rounds.append(round_of(world, code, version=version))
        ask(world, rounds[-1], 8, level="strategic", pseudonyms=people, sent=8)
        close(world, rounds[-1], sheets(*spread("S1", 2, 2, 2, 2), level="strategic"))
    for asked in (rounds[0], rounds[2]):
        publish_result(asked, by=world.dilara, at=now())
    kept = PublishedResult.objects.get(round=rounds[2])
    assert [one["round"] for one in kept.figures["earlier"]] == ["T1"]
    assert kept.checksum == checksum_of_figures(kept.figures)
    # Evaluators still read how it stands to the round that is not published.
    unpublished = compare(read(rounds[1]), read(rounds[2])).people
    assert unpublished is not None
    assert (unpublished.joined, unpublished.left) == (0, 0)
    with reading_as(world.karin.id):
        assert [one.code for one in read(rounds[2]).earlier] == ["T1"]
        before = round_before(read(rounds[2]))
        assert before is not None
        assert before.asked.code == "T1"


@pytest.mark.parametrize("more", [{"threshold": 3}, {"earlier": [{"round": "T9"}]}])
def test_figures_that_were_not_made_at_closing_are_not_published(world: World, more: dict[str, object]) -> None:
    asked = thirty_one(world)
    figures = RoundResult.objects.get(round=asked).figures | more
    with pytest.raises(IntegrityError, match="made once"):
        PublishedResult.objects.create(
            project=world.project, round=asked, figures=figures, checksum=checksum_of_figures(figures),
            published_at=now(), published_by=world.dilara,
        )  # fmt: skip


def test_who_evaluates_not_publishes_nothing(world: World) -> None:
    asked = thirty_one(world)
    with pytest.raises(Refused) as refused:
        publish_result(asked, by=world.mila, at=now())
    assert [reason.code for reason in refused.value.reasons] == ["not_an_evaluator"]
