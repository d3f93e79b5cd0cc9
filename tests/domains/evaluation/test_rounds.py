"""A round from prepared to closed: what may happen when, and that closing keeps every answer that was taken in."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.utils import IntegrityError, ProgrammingError

from tests import rounds as build
from tests.refusals import refusal
from tests.world import World, days_from_now, find_world, now
from vlechtwerk.domains.evaluation.models import (
    AnswerSheet,
    EvaluationRound,
    Respondent,
    RoundMail,
    RoundRemark,
    RoundResult,
)
from vlechtwerk.domains.evaluation.operations import answering, round_mails, rounds
from vlechtwerk.domains.evaluation.queries.round_keys import has_round_key
from vlechtwerk.domains.evaluation.queries.rounds import (
    Population,
    people_to_ask,
    respondents_of,
    response_of,
    state_of,
)
from vlechtwerk.domains.evaluation.rules.rounds import Asked, is_very_small
from vlechtwerk.engines.surveys.answers import Missing
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.refusal import Refused


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    settings.ROUND_KEYS = tmp_path / "round-keys"
    return tmp_path / "round-keys"


@pytest.fixture
def dilara(world: World) -> Iterator[dict[str, Any]]:
    with build.as_dilara(world):
        yield {"by": world.dilara, "at": now()}


def test_round_is_prepared_with_a_fixed_version_and_clear_limits(world: World, dilara: dict[str, Any]) -> None:
    draft = build.version(world, fixed=False)
    wrong = build.plan(
        draft, name=" ", promise="secret", threshold=2, partial_from=90, language="fr", closes_on=days_from_now(-1)
    )
    with refusal(
        "name_missing", "version_not_fixed", "promise_unknown", "threshold_out_of_range", "cut_offs_unclear",
        "language_unknown", "closes_in_the_past",
    ):  # fmt: skip
        rounds.prepare_round(build.evaluation(world), "R1", wrong, **dilara)


def test_only_an_evaluator_acts_on_a_round(world: World, dilara: dict[str, Any]) -> None:
    asked = build.prepared(world)
    as_karin = {"by": world.karin, "at": now()}
    with refusal("not_an_evaluator"):
        rounds.prepare_round(build.evaluation(world), "R2", build.plan(asked.version), **as_karin)
    for act in (
        lambda: rounds.change_round(asked, build.plan(asked.version), **as_karin),
        lambda: rounds.add_respondents(asked, build.outsiders(world, 9)[8:], **as_karin),
        lambda: rounds.open_round(asked, **as_karin),
    ):
        with refusal("not_an_evaluator"):
            act()
    asked = rounds.open_round(asked, **dilara)
    for act in (
        lambda: round_mails.invite(asked, **as_karin),
        lambda: round_mails.remind(asked, **as_karin),
        lambda: rounds.prolong_round(asked, days_from_now(30), **as_karin),
        lambda: rounds.close_round(asked, **as_karin),
    ):
        with refusal("not_an_evaluator"):
            act()


def test_who_is_no_evaluator_sees_dates_and_promise_and_nobody_who_is_asked(
    world: World, dilara: dict[str, Any]
) -> None:
    asked = build.opened(world)
    build.links(asked)
    with reading_as(world.karin.id):
        assert EvaluationRound.objects.get(id=asked.id).promise == "anonymous"
        assert not Respondent.objects.exists()
        assert not RoundMail.objects.exists()


def test_round_opens_with_three_people_and_a_last_day(world: World, dilara: dict[str, Any]) -> None:
    asked = build.prepared(world, 2, closes_on=None)
    with refusal("too_few_people", "last_day_missing"):
        rounds.open_round(asked, **dilara)


def test_what_an_open_round_promises_is_fixed(world: World, dilara: dict[str, Any]) -> None:
    asked = build.opened(world)
    respondent = asked.respondents.all()[0]
    with refusal("already_open"):
        rounds.change_round(asked, build.plan(asked.version, promise="confidential"), **dilara)
    with refusal("already_open"):
        rounds.add_respondents(asked, [Asked("Nieuw", "nieuw@example.net")], **dilara)
    with refusal("already_open"):
        rounds.remove_respondent(respondent, **dilara)
    with refusal("already_open"):
        rounds.open_round(asked, **dilara)
    with pytest.raises(IntegrityError, match="fixed"), transaction.atomic():
        EvaluationRound.objects.filter(id=asked.id).update(promise="confidential")


def test_person_has_one_pseudonym_over_rounds_and_is_asked_once(world: World, dilara: dict[str, Any]) -> None:
    first = build.prepared(world, 0)
    second = build.prepared(world, 0, code="R2", version=first.version)
    people = people_to_ask(Population(body=world.bodies["MT"]), now())
    assert [one.name for one in people] == ["Bram", "Karin"]
    assert {one.body for one in people} == {world.bodies["MT"]}
    for asked in (first, second):
        rounds.add_respondents(asked, [*people, Asked("Nora", "nora@example.net")], **dilara)
    by_name = [{one.name: one.pseudonym for one in respondents_of(asked)} for asked in (first, second)]
    assert by_name[0] == by_name[1]
    assert len(set(by_name[0].values())) == 3
    with refusal("asked_already"):
        rounds.add_respondents(first, [Asked("Zij", "NORA@example.net")], **dilara)
    with refusal("no_address"):
        rounds.add_respondents(first, [Asked("Zij", "nergens")], **dilara)


def test_population_is_narrowed_by_level_and_organisation(world: World, dilara: dict[str, Any]) -> None:
    strategic = people_to_ask(Population(level="strategic"), now())
    assert [one.name for one in strategic] == ["Farid", "Lars"]
    police = people_to_ask(Population(organisation=world.organisations["NP"]), now())
    assert [one.name for one in police] == ["Anna", "Eva", "Karin"]


def test_respondent_is_removed_before_opening_only(world: World, dilara: dict[str, Any]) -> None:
    asked = build.prepared(world, 4)
    respondent = asked.respondents.all()[0]
    rounds.remove_respondent(respondent, **dilara)
    assert asked.respondents.count() == 3
    rounds.open_round(asked, **dilara)
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="only the program"), transaction.atomic():
        cursor.execute("select remove_respondent(%s, 'x')", [respondent.id])


def test_who_was_noted_is_not_reminded_and_answering_takes_the_note_away(world: World, dilara: dict[str, Any]) -> None:
    asked = build.opened(world, 3)
    tokens = build.links(asked)
    RoundMail.objects.update(asked_on=days_from_now(-1))
    everyone = list(asked.respondents.all())
    rounds.note_respondent(everyone[0], "refused", **dilara)
    build.answers(tokens[1], [5, 4, 3])
    assert round_mails.remind(asked, **dilara) == 1
    with refusal("nobody_to_remind"):
        round_mails.remind(asked, **dilara)
    build.answers(tokens[0], [1, 1, 1])
    assert Respondent.objects.get(id=everyone[0].id).noted == ""
    with refusal("has_answered"):
        rounds.note_respondent(everyone[0], "other", **dilara)


def test_round_is_prolonged_and_never_shortened(world: World, dilara: dict[str, Any]) -> None:
    asked = build.opened(world)
    with refusal("not_later"):
        rounds.prolong_round(asked, days_from_now(14), **dilara)
    assert rounds.prolong_round(asked, days_from_now(15), **dilara).closes_on == days_from_now(15)


def test_closing_before_the_day_that_people_were_told_is_said(world: World, dilara: dict[str, Any]) -> None:
    asked = build.opened(world)
    with transaction.atomic():
        # Nobody was told anything.
        rounds.close_round(asked, **dilara)
        transaction.set_rollback(True)
    build.links(asked)
    with refusal("before_last_day"):
        rounds.close_round(asked, **dilara)
    EvaluationRound.objects.filter(id=asked.id).update(closes_on=days_from_now(0))
    with refusal("before_last_day"):
        rounds.close_round(asked, **dilara)
    with transaction.atomic():
        rounds.close_round(asked, early=True, **dilara)
        transaction.set_rollback(True)
    EvaluationRound.objects.filter(id=asked.id).update(closes_on=days_from_now(-1))
    rounds.close_round(asked, **dilara)


def test_answers_of_an_anonymous_round_are_read_at_closing_and_the_key_is_gone(
    world: World, dilara: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    asked = build.opened(world, threshold=4, breakdowns=())
    tokens = build.links(asked)
    for number, token in enumerate(tokens[:4], start=1):
        build.answers(token, [number, 5], build.REMARK if number == 1 else "")
    with refusal("too_late"):
        build.answers(tokens[0], [3, 3])
    with django_capture_on_commit_callbacks(execute=True):
        rounds.close_round(asked, early=True, **dilara)
    sheets = sorted(bytes(packed) for packed in AnswerSheet.objects.values_list("packed", flat=True))
    assert [sheet[2] for sheet in sheets] == [1, 2, 3, 4]
    assert AnswerSheet.objects.filter(pseudonym__isnull=False).count() == 0
    assert [remark.text for remark in RoundRemark.objects.all()] == [build.REMARK]
    assert not has_round_key(bytes(asked.public_key or b""))
    with refusal("already_closed"):
        rounds.close_round(asked, early=True, **dilara)


def test_sending_twice_counts_once_and_the_fullest_counts(world: World, dilara: dict[str, Any]) -> None:
    asked = build.opened(world, threshold=3, breakdowns=())
    token, *others = build.links(asked)
    for other in others[:2]:
        build.answers(other, [1, 1, 1])
    same = build.following(token)
    answering.hand_in(same, {"S1": 2}, {})
    # The first answer never came back: the link was not ticked off.
    Respondent.objects.filter(id=same.respondent).update(sent_on=None)
    answering.hand_in(same, {"S1": 2, "S2": Missing.DO_NOT_KNOW}, {})
    rounds.close_round(asked, early=True, **dilara)
    sheets = sorted(bytes(packed)[2:] for packed in AnswerSheet.objects.values_list("packed", flat=True))
    assert [(sheet[0], sheet[2]) for sheet in sheets] == [(1, 1), (1, 1), (2, 0xFE)]


def test_reminder_and_invitation_lead_to_the_same_half_filled_form(world: World, dilara: dict[str, Any]) -> None:
    asked = build.opened(world)
    token = build.links(asked)[0]
    respondent = asked.respondents.all()[0]
    RoundMail.objects.create(
        project=world.project, respondent=respondent, kind="reminder", asked_on=days_from_now(0), state="sent",
        digest=round_mails.digest_of("anders"),
    )  # fmt: skip
    assert build.following(token).form_name == build.following("anders").form_name


def test_confidential_answers_are_saved_resumed_and_count_when_sent(world: World, dilara: dict[str, Any]) -> None:
    asked = build.opened(world, promise="confidential")
    tokens = build.links(asked)
    answering.save_so_far(build.following(tokens[0]), {"S1": 4}, {"O1": "half"})
    again = build.following(tokens[0])
    assert (again.answers["S1"], again.remarks) == (4, {"O1": "half"})
    answering.hand_in(again, {"S1": 4, "S2": 5}, {})
    answering.save_so_far(build.following(tokens[1]), {"S1": 1}, {})
    with refusal("too_late"):
        answering.save_so_far(again, {"S1": 1}, {})
    rounds.close_round(asked, early=True, **dilara)
    (sheet,) = AnswerSheet.objects.all()
    assert sheet.pseudonym == asked.respondents.get(sent_on__isnull=False).pseudonym


def test_answer_outside_the_scale_or_after_the_last_day_is_not_taken_in(world: World, dilara: dict[str, Any]) -> None:
    asked = build.opened(world)
    token = build.links(asked)[0]
    with pytest.raises(ValueError, match="outside"):
        build.answers(token, [9])
    with refusal("nothing_answered"):
        build.answers(token, [])
    EvaluationRound.objects.filter(id=asked.id).update(closes_on=days_from_now(-1))
    with refusal("too_late"):
        build.answers(token, [1])


def test_state_of_a_round_is_that_of_the_day() -> None:
    asked = EvaluationRound(
        opened_at=datetime(2026, 3, 2, 12, tzinfo=UTC),
        closes_on=date(2026, 3, 10),
        closed_at=datetime(2026, 3, 15, 12, tzinfo=UTC),
    )
    days = (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 11), date(2026, 3, 15))
    assert [state_of(asked, day).value for day in days] == ["prepared", "open", "over", "closed"]


def test_round_is_very_small_when_no_two_groups_could_be_shown() -> None:
    assert [is_very_small(people, 5) for people in (9, 10)] == [True, False]


def test_response_counts_who_answered_and_hides_small_groups(world: World, dilara: dict[str, Any]) -> None:
    asked = build.prepared(world, 6)
    rounds.add_respondents(asked, [Asked("Nora", "nora@example.net", "strategic")], **dilara)
    asked = rounds.open_round(asked, **dilara)
    build.answers(build.links(asked)[1], [1])
    found = response_of(asked, respondents_of(asked))
    assert (found.people, found.answered, found.waiting) == (7, 1, 6)
    assert {(group.kind, group.name): group.answered for group in found.groups if group.kind == "level"} == {
        ("level", "Strategisch"): None,
        ("level", "Tactisch"): 1,
    }


@pytest.mark.django_db(transaction=True)
def test_answering_and_closing_at_once_lose_nothing(settings: Any) -> None:
    """Every answer that was taken in is in the result; the others were told that they came too late."""
    with find_world() as world, build.as_dilara(world):
        asked = build.opened(world, 12)
        tokens = build.links(asked)
    taken: list[str] = []

    def send(token: str) -> None:
        with suppress(Refused):
            build.answers(token, [1, 2, 3])
            taken.append(token)
        connections.close_all()

    def close() -> None:
        with build.as_dilara(world):
            rounds.close_round(asked, early=True, by=world.dilara, at=now())
        connections.close_all()

    workers = [Thread(target=send, args=[token]) for token in tokens]
    workers.insert(6, Thread(target=close))
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with build.as_dilara(world):
        assert RoundResult.objects.get().figures["response"]["took_part"] == len(taken)
        assert Respondent.objects.filter(sent_on__isnull=False).count() == len(taken)


def test_last_day_itself_still_counts(world: World, dilara: dict[str, Any]) -> None:
    asked = build.opened(world)
    EvaluationRound.objects.filter(id=asked.id).update(closes_on=days_from_now(0))
    build.answers(build.links(asked)[0], [1])
    assert asked.respondents.filter(sent_on__isnull=False).count() == 1
