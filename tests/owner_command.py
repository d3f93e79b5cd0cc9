"""Run commands as the operator of a fresh installation does: an own process, an own folder, an own database."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings

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


class Installation:
    """A folder with its own embedded database, used through the command line only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = EmbeddedServer(folder / "postgresql")

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
        """Ask the database as its superuser, starting it when it does not run."""
        import psycopg

        self.server.start()
        with psycopg.connect(self.server.address("postgres", "vlechtwerk")) as connection:
            return connection.execute(statement).fetchall()  # type: ignore[arg-type]  # statements of the tests


def migrated(folder: Path) -> Installation:
    """Return an installation with its tables and no data, whose server runs until it is stopped."""
    installation = Installation(folder)
    folder.mkdir(parents=True, exist_ok=True)
    installation.server.start()
    done = installation.run("migrate")
    assert done.code == 0, done.errors
    return installation
