"""Every test runs as the application's role, in a database copied from one template that the owner filled."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.test import TransactionTestCase

from tests.databases import TEMPLATE, alone, application_address, make_copy, make_empty, owner_address
from vlechtwerk.foundation.database import roles
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.settings import environment

# Whoever makes a live server may use the ORM beside Playwright's event loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def _fill_template(run: str) -> None:
    """Make the template once per run: roles, tables as the owner, the world and the cases."""
    marker = Path(settings.HOME) / "tests.template"
    if marker.exists() and marker.read_text() == run:
        return
    # What former runs encrypted belongs to databases that are gone.
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    if settings.USES_EMBEDDED_SERVER:
        settings.EMBEDDED_SERVER.start()
        roles.ensure_roles(settings.EMBEDDED_SERVER.address("postgres", "postgres"))
    make_empty(TEMPLATE)
    filled = subprocess.run(
        [sys.executable, "-m", "tests.template"],
        env=os.environ
        | {
            "VLECHTWERK_RUN_AS_OWNER": "1",
            "DATABASE_URL": application_address(TEMPLATE),
            "DATABASE_OWNER_URL": owner_address(TEMPLATE),
            "DJANGO_SETTINGS_MODULE": "vlechtwerk.settings.test",
        },
        cwd=settings.REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    if filled.returncode != 0:
        pytest.exit(f"The template of the tests could not be filled:\n{filled.stdout}{filled.stderr}", 1)
    marker.write_text(run)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Give this worker its own copy of the template, and connect to it as the application's role."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone-{os.getpid()}")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    database = f"vlechtwerk_test_{worker}"
    with alone():
        _fill_template(run)
    make_copy(database)
    address = environment.DatabaseAddress.read(application_address(database))
    connections["default"].settings_dict.update(
        NAME=address.name, USER=address.role, PASSWORD=address.password, HOST=address.host, PORT=address.port
    )
    settings.DATABASES["default"].update(NAME=address.name)
    with django_db_blocker.unblock():
        yield
        connections.close_all()


def _start_anew(self: TransactionTestCase) -> None:
    """Undo what a test committed: the application's role may not truncate, so the copy is made again."""
    connections.close_all()
    make_copy(connections["default"].settings_dict["NAME"])


TransactionTestCase._fixture_teardown = _start_anew  # type: ignore[method-assign]  # pytest-django offers no other place


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the server of the tests when the last worker is done."""
    if not hasattr(session.config, "workerinput") and settings.USES_EMBEDDED_SERVER:
        settings.EMBEDDED_SERVER.stop()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what tests tell of how much they looked at."""
    reports = [one for outcome in ("passed", "failed") for one in terminalreporter.stats.get(outcome, ())]
    for name, words in (pair for report in reports if report.when == "call" for pair in report.user_properties):
        if name == "told":
            terminalreporter.write_line(words)


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    """Begin each test without what an earlier one made for all members, perhaps under other settings."""
    caches["kept"].clear()


@pytest.fixture
def world(db: None) -> Iterator[Any]:
    """Return the world of the tests, read and written as Karin, the director."""
    from tests.world import find_world

    with find_world() as found, reading_as(found.karin.id):
        yield found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive Debian's Chromium, which asks nothing of the network."""
    return browser_type_launch_args | {
        "executable_path": environment.CHROMIUM.text() or shutil.which("chromium"),
        "args": [
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-quic",
        ],
    }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that opens a page in a browser."""
    for item in items:
        if {"browser", "context", "page"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Read the pages in Dutch."""
    return browser_context_args | {"locale": "nl-NL"}
