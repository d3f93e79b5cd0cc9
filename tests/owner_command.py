"""Run commands as the operator of a fresh installation does: an own process, an own folder, an own database."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from django.conf import settings

from tests import databases
from vlechtwerk.foundation.database.roles import OWNER
from vlechtwerk.foundation.database.server import EmbeddedServer


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    errors: str

    @cached_property
    def json(self) -> Any:
        """Return what was printed, read as JSON."""
        return json.loads(self.out)


def copy_prepared(folder: Path) -> None:
    """Copy an installation whose tables are there; the first who asks in a run makes it."""
    prepared = Path(settings.HOME) / "test-installation"
    marker = prepared / "made_in"
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone-{os.getpid()}")
    with (Path(settings.HOME) / "test-installation.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not marker.exists() or marker.read_text() != run:
            shutil.rmtree(prepared, ignore_errors=True)
            with Installation(prepared) as made:
                done = made.run("migrate")
                assert done.code == 0, done.errors
            marker.write_text(run)
    # Its files belong to the user of the server.
    subprocess.run(["cp", "-a", f"{prepared}/.", folder], check=True)
    server = EmbeddedServer(folder / "postgresql")
    settings_of_server = server.data / "postgresql.auto.conf"
    text = settings_of_server.read_text()
    settings_of_server.write_text(
        text.replace(str(EmbeddedServer(prepared / "postgresql").socket_folder), str(server.socket_folder))
    )


class Installation:
    """A folder with its own embedded database, or with one on the real server, used through the command line only."""

    def __init__(self, folder: Path, *, on_real_server: bool = False) -> None:
        self.folder = folder
        self.server = EmbeddedServer(folder / "postgresql")
        self.database = f"vlechtwerk_{os.getpid()}_{folder.name}" if on_real_server else ""
        if self.database:
            databases.make_empty(self.database)

    @classmethod
    def migrated(cls, folder: Path, *, on_real_server: bool = False) -> Self:
        """Return an installation with its tables; on the embedded server a copy of one that is made once per run."""
        if not on_real_server:
            copy_prepared(folder)
        installation = cls(folder, on_real_server=on_real_server)
        if on_real_server:
            assert installation.run("migrate").code == 0
        return installation

    def __enter__(self) -> Self:
        """Start what the installation stands on; afterwards nothing of it is left running."""
        if not self.database:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.server.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.database:
            databases.drop(self.database)
        else:
            self.server.stop()

    def run(self, *words: str, **environment: str) -> Outcome:
        """Run one command to its end."""
        return self.program("vlechtwerk.interfaces.cli.main", *words, **environment)

    def program(self, module: str, *words: str, **environment: str) -> Outcome:
        """Run a Python module to its end, in this installation."""
        known = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "DATABASE_OWNER_URL", "VLECHTWERK_RUN_AS_OWNER")
        }
        if self.database:
            known["DATABASE_URL"] = databases.application_address(self.database)
            known["DATABASE_OWNER_URL"] = databases.owner_address(self.database)
        done = subprocess.run(
            [sys.executable, "-m", module, *words],
            env=known
            | {"VLECHTWERK_HOME": str(self.folder), "DJANGO_SETTINGS_MODULE": "vlechtwerk.settings.demo"}
            | environment,
            cwd=settings.REPOSITORY,
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the database as the owner of its tables, who sees every row."""
        import psycopg

        owner = databases.owner_address(self.database) if self.database else self.server.address(OWNER, "vlechtwerk")
        with psycopg.connect(owner) as connection:
            return connection.execute(statement).fetchall()  # type: ignore[arg-type]  # statements of the tests
