"""The key of an anonymous round: one of its own, for the program only, gone after closing, and missed when lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests import rounds as build
from tests.refusals import refusal
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import (
    AnswerSheet,
)
from vlechtwerk.domains.evaluation.operations import rounds
from vlechtwerk.domains.evaluation.operations.round_keys import (
    destroy_left_over_keys,
    destroy_round_key,
    make_round_key,
)
from vlechtwerk.domains.evaluation.queries.round_keys import has_round_key


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    settings.ROUND_KEYS = tmp_path / "round-keys"
    return tmp_path / "round-keys"


@pytest.fixture
def dilara(world: World) -> Iterator[dict[str, Any]]:
    with build.as_dilara(world):
        yield {"by": world.dilara, "at": now()}


def test_lost_key_is_said_and_the_round_closes_without_answers(
    world: World, dilara: dict[str, Any], keys: Path
) -> None:
    asked = build.opened(world, threshold=3, breakdowns=())
    for token in build.links(asked)[:3]:
        build.answers(token, [1, 2, 3])
    (file,) = keys.glob("*.key")
    kept = file.read_bytes()
    destroy_round_key(bytes(asked.public_key or b""))
    with refusal("key_lost"):
        rounds.close_round(asked, early=True, **dilara)
    # Another key is no help, and the right one is.
    make_round_key()
    (other,) = keys.glob("*.key")
    file.write_bytes(other.read_bytes())
    with refusal("key_lost"):
        rounds.close_round(asked, early=True, **dilara)
    file.write_bytes(kept)
    with transaction.atomic():
        rounds.close_round(asked, early=True, **dilara)
        assert AnswerSheet.objects.count() == 3
        transaction.set_rollback(True)
    destroy_round_key(bytes(asked.public_key or b""))
    rounds.close_round(asked, early=True, without_answers=True, **dilara)
    assert AnswerSheet.objects.count() == 0


def test_key_is_for_the_program_only_and_left_over_ones_are_destroyed(
    world: World, dilara: dict[str, Any], keys: Path
) -> None:
    asked = build.opened(world)
    (file,) = keys.glob("*.key")
    assert (keys.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    # Of another database on this folder, a copy of this one among them; or of an opening that came to nothing.
    elsewhere = make_round_key()
    assert destroy_left_over_keys() == 0
    # Cut off between the closing and the destroying.
    rounds.close_round(asked, **dilara)
    assert has_round_key(bytes(asked.public_key or b""))
    assert destroy_left_over_keys() == 1
    assert not has_round_key(bytes(asked.public_key or b""))
    assert has_round_key(elsewhere)


def test_each_round_has_a_secret_of_its_own(world: World, dilara: dict[str, Any], keys: Path) -> None:
    for code in ("R1", "R2"):
        build.opened(world, code=code, version=build.version(world, code=code))
    first, second = (file.read_bytes() for file in keys.glob("*.key"))
    assert len(first) == len(second) == 64
    assert not {first[:32], first[32:]} & {second[:32], second[32:]}
    assert len(set(first[32:])) > 8


def test_file_that_is_not_whole_is_no_key_and_takes_nothing_in(
    world: World, dilara: dict[str, Any], keys: Path
) -> None:
    asked = build.opened(world)
    token = build.links(asked)[0]
    (file,) = keys.glob("*.key")
    whole = file.read_bytes()
    for damaged in (whole[:32], whole[:-1], whole + b"x", b"", bytes(len(whole))):
        file.write_bytes(damaged)
        assert not has_round_key(bytes(asked.public_key or b""))
        with refusal("key_missing"):
            build.answers(token, [1])
    file.write_bytes(whole)
    build.answers(token, [1])
