"""Research records are there for the evaluators of their evaluation, and for nobody else, whatever they manage."""

from pathlib import Path
from typing import Any

import pytest

from tests import rounds as build
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import (
    AnswerSheet,
    Respondent,
    RoundMail,
    RoundRemark,
    RoundResult,
    SavedAnswers,
    SealedAnswer,
)
from vlechtwerk.domains.evaluation.operations import rounds
from vlechtwerk.domains.evaluation.operations.answering import save_so_far
from vlechtwerk.foundation.database.reading import reading_as

# What an evaluator reads, and what waits for the closing of its round and is read by nobody.
READ = (AnswerSheet, RoundRemark, Respondent, RoundMail, RoundResult)
WAITING = (SavedAnswers, SealedAnswer)


@pytest.fixture
def kept(world: World, settings: Any, tmp_path: Path) -> None:
    """Close a round with sheets and a remark, and leave one of each promise open with an answer in it."""
    settings.ROUND_KEYS = tmp_path / "round-keys"
    with build.as_dilara(world):
        asked_version = build.version(world)
        closed = build.opened(world, code="R1", version=asked_version, threshold=3, breakdowns=())
        for token in build.links(closed)[:4]:
            build.answers(token, [1, 2, 3], "Meer tijd")
        rounds.close_round(closed, early=True, by=world.dilara, at=now())
        sealed = build.opened(world, code="R2", version=asked_version)
        build.answers(build.links(sealed)[0], [1, 2, 3])
        saved = build.opened(world, code="R3", version=asked_version, promise="confidential")
        save_so_far(build.following(build.links(saved)[0]), {"S1": 1}, {})


def test_evaluators_read_what_was_collected_and_nothing_that_waits(world: World, kept: None) -> None:
    with build.as_dilara(world):
        assert [model.__name__ for model in READ if not model.objects.exists()] == []
        assert [model.__name__ for model in WAITING if model.objects.exists()] == []


@pytest.mark.parametrize("name", ["karin", "bram", "mila", "anna"])
def test_nobody_else_reads_a_row(world: World, kept: None, name: str) -> None:
    with reading_as(world.people[name].id):
        assert [model.__name__ for model in (*READ, *WAITING) if model.objects.exists()] == []
