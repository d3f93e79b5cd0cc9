"""Sealed answers that do not open with the key of their round: said with their number, and left out when asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests import rounds as build
from tests.refusals import refusal
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import AnswerSheet, EvaluationRound
from vlechtwerk.domains.evaluation.operations import closing, rounds
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire
from vlechtwerk.domains.evaluation.rules.sealed import answers_in
from vlechtwerk.engines.surveys.answers import Answer
from vlechtwerk.foundation.journal.models import JournalEntry


@pytest.fixture
def damaged(world: World, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EvaluationRound]:
    """Open a round in which four answered, and one byte of one answer is another."""
    settings.ROUND_KEYS = tmp_path / "round-keys"
    taken = closing._sealed

    def one_damaged(asked: EvaluationRound) -> list[bytes]:
        first, *others = taken(asked)
        return [first[:-1] + bytes([first[-1] ^ 1]), *others]

    monkeypatch.setattr(closing, "_sealed", one_damaged)
    with build.as_dilara(world):
        asked = build.opened(world, threshold=3, breakdowns=())
        for token in build.links(asked)[:4]:
            build.answers(token, [1, 2, 3])
        yield asked


def test_damaged_answer_is_said_and_left_out_when_asked(
    world: World, damaged: EvaluationRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted, create = [], JournalEntry.objects.create
    monkeypatch.setattr(JournalEntry.objects, "create", lambda **row: (noted.append(row["details"]), create(**row))[1])
    told: dict[str, Any] = {"by": world.dilara, "at": now(), "early": True}
    with refusal("answers_damaged"), transaction.atomic():
        rounds.close_round(damaged, **told)
    rounds.close_round(damaged, without_answers=True, **told)
    assert AnswerSheet.objects.count() == 3
    assert noted == [{"early": True, "without_answers": True, "left_out": 1}]


def test_page_offers_to_close_without_damaged_answers_once_there_are_any(
    world: World, damaged: EvaluationRound, client: Client
) -> None:
    client.force_login(world.dilara.account)  # type: ignore[arg-type]  # the cast has accounts
    closing_page = "/test/evaluation/rounds/EV1/R1/closing/"
    assert 'name="without_answers"' not in client.get(closing_page).content.decode()
    refused = client.post(closing_page, {"early": "on"})
    assert refused.status_code == 409
    assert 'name="without_answers"' in refused.content.decode()
    assert client.post(closing_page, {"early": "on", "without_answers": "on"}).status_code == 302
    assert EvaluationRound.objects.get().closed_at is not None


def test_programming_interface_says_how_many_are_damaged(
    world: World, damaged: EvaluationRound, client: Client
) -> None:
    client.force_login(world.dilara.account)  # type: ignore[arg-type]  # the cast has accounts
    address = "/api/v1/projects/test/evaluations/EV1/rounds/R1/closing"
    refused = client.post(address, {"early": True}, content_type="application/json")
    (reason,) = refused.json()["reasons"]
    assert (refused.status_code, reason["code"], reason["text"][:2]) == (409, "answers_damaged", "1 ")
    closed = client.post(address, {"early": True, "withoutAnswers": True}, content_type="application/json")
    assert closed.json()["state"] == "closed"


def test_confidential_answers_that_can_not_be_read_keep_no_round_open(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_unreadable(asked: AskedQuestionnaire, packed: bytes) -> dict[str, Answer]:
        found = answers_in(asked, packed)
        if set(found.values()) == {5}:
            raise ValueError(packed)
        return found

    monkeypatch.setattr(closing, "answers_in", one_unreadable)
    with build.as_dilara(world):
        asked = build.opened(world, threshold=3, promise="confidential", breakdowns=())
        for number, token in enumerate(build.links(asked)[:4]):
            build.answers(token, [1, 2, 3] if number else [5, 5, 5])
    client.force_login(world.dilara.account)  # type: ignore[arg-type]  # the cast has accounts
    closing_page = "/test/evaluation/rounds/EV1/R1/closing/"
    refused = client.post(closing_page, {"early": "on"})
    assert (refused.status_code, 'name="without_answers"' in refused.content.decode()) == (409, True)
    assert client.post(closing_page, {"early": "on", "without_answers": "on"}).status_code == 302
    with build.as_dilara(world):
        assert AnswerSheet.objects.count() == 3


def test_sealed_answer_that_opens_to_something_else_is_damaged_too(
    world: World, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ROUND_KEYS = tmp_path / "round-keys"
    with build.as_dilara(world):
        asked = build.opened(world, 7, threshold=3, breakdowns=())
        for token in build.links(asked)[:6]:
            build.answers(token, [1, 2, 3])
        opened = closing.open_sealed
        spoiled = iter([b"no json", b'{"packed": "AA=="}', b"[]"])
        monkeypatch.setattr(closing, "open_sealed", lambda *told, **more: next(spoiled, None) or opened(*told, **more))
        rounds.close_round(asked, without_answers=True, by=world.dilara, at=now(), early=True)
        assert AnswerSheet.objects.count() == 3
