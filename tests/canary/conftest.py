"""A database of its own for the canary, in which a world is planted and committed."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connections
from django.test import override_settings

from tests.canary.planting import plant
from tests.canary.world import Planting, combinations
from tests.databases import drop, make_copy
from tests.world import find_world

# Half an hour and more: everyone in every purpose, every document opened by each of them, and times measured.
FULL = os.environ.get("VLECHTWERK_CANARY") == "full"


@contextmanager
def fresh_database(name: str) -> Iterator[str]:
    """Go on in a fresh copy of the template."""
    name = f"vlechtwerk_{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    former = connections["default"].settings_dict["NAME"]
    connections.close_all()
    make_copy(name)
    connections["default"].settings_dict["NAME"] = name
    try:
        yield name
    finally:
        connections.close_all()
        connections["default"].settings_dict["NAME"] = former
        drop(name)


@contextmanager
def as_in_production(folder: Path) -> Iterator[None]:
    """Let nobody step in as someone else, and leave refusals, of which there are thousands, out of the messages."""
    logger = logging.getLogger("django.request")
    logger.disabled = True
    production = override_settings(DEMO_SIGN_IN=False, MEDIA_ROOT=folder / "store")
    # The test client would keep a copy of what each template was given, which costs as much as the page itself.
    with production, patch("django.test.client.store_rendered_templates"):
        yield
    logger.disabled = False


@pytest.fixture(scope="module")
def canary_database(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Work in a database of this module; return a folder for files."""
    folder = tmp_path_factory.mktemp("canary")
    with django_db_blocker.unblock(), as_in_production(folder), fresh_database("canary"):
        yield folder


@pytest.fixture(scope="module")
def small(canary_database: Path) -> Planting:
    """Plant a small world: about thirty documents."""
    with find_world() as world:
        return plant(world, canary_database, combinations()[::5])
