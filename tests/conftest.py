"""Every test runs as the application's role, in a database copied from one template that the owner filled."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql

from vlechtwerk.foundation.database import roles
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.settings import environment

TEMPLATE = "vlechtwerk_template"
# Whoever makes a live server may use the ORM beside Playwright's event loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def owner_address(database: str) -> str:
    """Return where the owner of the tables finds a database of the tests."""
    return _replaced(environment.DATABASE_OWNER_URL.text(), database) or settings.EMBEDDED_SERVER.address(
        roles.OWNER, database
    )


def application_address(database: str) -> str:
    """Return where the application's role finds a database of the tests."""
    return _replaced(environment.DATABASE_URL.text(), database) or settings.EMBEDDED_SERVER.address(
        roles.APPLICATION, database
    )


def _replaced(url: str, database: str) -> str:
    return f"{url.rpartition('/')[0]}/{database}" if url else ""


@contextmanager
def _alone() -> Iterator[None]:
    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    with (Path(settings.HOME) / "tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fill_template(run: str) -> None:
    """Make the template once per run: roles, tables as the owner, the world and the cases."""
    marker = Path(settings.HOME) / "tests.template"
    if marker.exists() and marker.read_text() == run:
        return
    if settings.USES_EMBEDDED_SERVER:
        settings.EMBEDDED_SERVER.start()
        roles.ensure_roles(settings.EMBEDDED_SERVER.address("postgres", "postgres"))
    with psycopg.connect(owner_address("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(TEMPLATE)))
        connection.execute(
            sql.SQL("create database {} template template0 encoding 'UTF8'").format(sql.Identifier(TEMPLATE))
        )
    superuser = (
        settings.EMBEDDED_SERVER.address("postgres", TEMPLATE)
        if settings.USES_EMBEDDED_SERVER
        else owner_address(TEMPLATE)
    )
    with psycopg.connect(superuser, autocommit=True) as connection:
        roles.grant_rights(connection, TEMPLATE, _role(owner_address(TEMPLATE)), _role(application_address(TEMPLATE)))
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


def _role(url: str) -> str:
    return environment.DatabaseAddress.read(url).role


def make_copy(name: str) -> None:
    """Make a database anew from the template; takes about 50 ms.

    The embedded server's superuser ends connections that a page still holds; on a real server the owner must be
    allowed to (`grant pg_signal_backend`).
    """
    with _alone(), psycopg.connect(_administrator("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        connection.execute(
            sql.SQL("create database {} owner {} template {}").format(
                sql.Identifier(name), sql.Identifier(_role(owner_address(name))), sql.Identifier(TEMPLATE)
            )
        )


def _administrator(database: str) -> str:
    if settings.USES_EMBEDDED_SERVER:
        return str(settings.EMBEDDED_SERVER.address("postgres", database))
    return owner_address(database)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Give this worker its own copy of the template, and connect to it as the application's role."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone-{os.getpid()}")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    database = f"vlechtwerk_test_{worker}"
    with _alone():
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


TransactionTestCase._fixture_teardown = _start_anew  # type: ignore[method-assign]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the server of the tests when the last worker is done."""
    if not hasattr(session.config, "workerinput") and settings.USES_EMBEDDED_SERVER:
        settings.EMBEDDED_SERVER.stop()


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
