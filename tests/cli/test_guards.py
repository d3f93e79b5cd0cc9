"""Nothing is served, and no job runs, as a role that row-level security does not bind."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connections

from tests.databases import administrator_address, application_address, owner_address

# Each runs whole commands in processes of their own.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def started(command: str, address: str, *words: str, of: str = "demo") -> tuple[int, str]:
    """Start a command that connects by this address, and wait for its end."""
    connections.close_all()
    name = str(connections["default"].settings_dict["NAME"])
    done = subprocess.run(
        [sys.executable, "-m", "vlechtwerk.interfaces.cli.main", command, *words],
        env=os.environ
        | {
            "DATABASE_URL": address,
            "DATABASE_OWNER_URL": owner_address(name),
            "VLECHTWERK_HOME": str(settings.HOME),
            "DJANGO_SETTINGS_MODULE": f"vlechtwerk.settings.{of}",
        },
        cwd=settings.REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("command", ["serve", "worker"])
@pytest.mark.parametrize("address", [owner_address, administrator_address])
def test_role_that_sees_every_row_serves_nothing(command: str, address: object) -> None:
    """D6, J1: as a superuser, or as who owns the tables, no policy holds."""
    name = str(connections["default"].settings_dict["NAME"])
    code, errors = started(command, address(name))  # type: ignore[operator]  # a function of tests.databases
    assert code == 1
    assert "row-level security does not bind" in errors


def test_application_is_bound() -> None:
    name = str(connections["default"].settings_dict["NAME"])
    assert started("check", application_address(name), "--guards", of="test") == (0, "")


def test_nothing_is_served_with_another_secret_than_the_database_knows() -> None:
    name = str(connections["default"].settings_dict["NAME"])
    code, errors = started("check", application_address(name), "--guards")
    assert code == 1
    assert "does not know the secret of these settings" in errors
    assert "vlechtwerk migrate" in errors
