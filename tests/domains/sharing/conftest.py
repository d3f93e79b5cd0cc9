"""A purpose with people authorised in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workspace import Workspace, open_workspace
from tests.world import World, find_world
from vlechtwerk.foundation.database.reading import reading_as


@pytest.fixture
def workspace(world: World, tmp_path: Path) -> Workspace:
    """Return a purpose in which all partners read, inside the transaction of the test."""
    return open_workspace(world, tmp_path)


@pytest.fixture
def lasting_workspace(transactional_db: None, tmp_path: Path) -> Iterator[Workspace]:
    """Return such a purpose committed, so that other connections see what is done in it."""
    with find_world() as world:
        with reading_as(world.karin.id):
            opened = open_workspace(world, tmp_path)
        yield opened
