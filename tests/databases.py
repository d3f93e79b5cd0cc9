"""Make the databases of the tests: on the embedded server, or on the real one that the environment names."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from psycopg import sql

from tests.shared_connections import close_shared
from vlechtwerk.foundation.database import roles
from vlechtwerk.settings import environment

TEMPLATE = "vlechtwerk_template"
REAL_SERVER_IS_NAMED = bool(environment.DATABASE_URL.text() and environment.DATABASE_OWNER_URL.text())


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
    return urlsplit(url)._replace(path=f"/{database}").geturl() if url else ""


def _role(url: str) -> str:
    return environment.DatabaseAddress.read(url).role


@contextmanager
def alone() -> Iterator[None]:
    """Let one process at a time make databases: nobody may be connected to the template that is copied."""
    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    with (Path(settings.HOME) / "tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_empty(name: str) -> None:
    """Make a database anew, without tables, in which the application has the rights that the owner will give it."""
    _make(name, "template0")
    with psycopg.connect(administrator_address(name), autocommit=True) as connection:
        roles.grant_rights(connection, name, _role(owner_address(name)), _role(application_address(name)))


def make_copy(name: str) -> None:
    """Make a database anew from the template; takes about 50 ms."""
    with alone():
        _make(name, TEMPLATE)


def drop(name: str) -> None:
    """Remove a database, whoever is connected to it."""
    close_shared()
    with psycopg.connect(administrator_address("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _make(name: str, template: str) -> None:
    drop(name)
    with psycopg.connect(administrator_address("postgres"), autocommit=True) as connection:
        connection.execute(
            sql.SQL("create database {} owner {} template {} strategy file_copy encoding 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(_role(owner_address(name))), sql.Identifier(template)
            )
        )
        # The rights on a database itself do not come along with its template.
        connection.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(name)))
        connection.execute(
            sql.SQL("grant connect on database {} to {}").format(
                sql.Identifier(name), sql.Identifier(_role(application_address(name)))
            )
        )


def administrator_address(database: str) -> str:
    """Return who may make databases: on a real server the owner, with `vlechtwerk database roles --for-tests`."""
    if settings.USES_EMBEDDED_SERVER:
        return str(settings.EMBEDDED_SERVER.address("postgres", database))
    return owner_address(database)
