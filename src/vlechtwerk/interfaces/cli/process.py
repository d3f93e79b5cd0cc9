"""Set this process up: which settings, as which role, with the embedded database running."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

DEMO_SETTINGS = "vlechtwerk.settings.demo"
PRODUCTION_SETTINGS = "vlechtwerk.settings.production"


def choose_settings(demo: bool) -> None:
    """Choose the settings unless the environment has chosen."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEMO_SETTINGS if demo else PRODUCTION_SETTINGS)


@contextmanager
def set_up(*, as_owner: bool = False) -> Iterator[None]:
    """Set Django up, with the database running; as the owner of the tables only where a command needs it.

    The role is chosen once per process: nothing that serves requests can become the owner.
    """
    import django

    if as_owner:
        os.environ["VLECHTWERK_RUN_AS_OWNER"] = "1"
    else:
        os.environ.pop("VLECHTWERK_RUN_AS_OWNER", None)
    with database_running():
        django.setup()
        yield


@contextmanager
def database_running() -> Iterator[None]:
    """Run the embedded database, with its roles and tables' home, unless a real server is named."""
    from django.conf import settings

    from vlechtwerk.foundation.database import roles

    _refuse_unfit_settings()
    _refuse_half_a_server()
    if not own_database():
        yield
        return
    server = settings.EMBEDDED_SERVER
    started_here = server.start()
    try:
        roles.ensure_roles(server.address("postgres", "postgres"))
        roles.ensure_database(server.address("postgres", "postgres"), "vlechtwerk")
        yield
    finally:
        if started_here:
            server.stop()


def refuse_unguarded() -> None:
    """Refuse to go on as a role that row-level security does not bind, or with a table that it does not guard."""
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", databases=["default"], tags=["database"], fail_level="WARNING")
    except SystemCheckError as error:
        raise click.ClickException(str(error)) from error


def _refuse_unfit_settings() -> None:
    """Say in one sentence what the settings lack."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.DEBUG  # noqa: B018  # reading one of them reads them all
    except ImproperlyConfigured as error:
        hint = " To look at the demo: vlechtwerk --demo, before the name of the command."
        raise click.ClickException(f"{error}{hint if settings_are(PRODUCTION_SETTINGS) else ''}") from error


def settings_are(module: str) -> bool:
    """Tell whether a module holds the settings of this process."""
    return os.environ.get("DJANGO_SETTINGS_MODULE") == module


def _refuse_half_a_server() -> None:
    from vlechtwerk.settings.environment import DATABASE_OWNER_URL, DATABASE_URL, RUN_AS_OWNER

    known, other = bool(DATABASE_URL.text()), bool(DATABASE_OWNER_URL.text())
    if other and not known:
        raise click.ClickException(f"{DATABASE_OWNER_URL.name} is set and {DATABASE_URL.name} is not; set both.")
    if known and not other and RUN_AS_OWNER.flag():
        raise click.ClickException(f"This needs the owner of the tables: set {DATABASE_OWNER_URL.name}.")


def own_database() -> bool:
    """Tell whether the database is the embedded one, which starts and stops with us."""
    from django.conf import settings

    return bool(settings.USES_EMBEDDED_SERVER)


def own_command() -> list[str]:
    """Return how this very command is called, for processes that it starts itself."""
    return [sys.executable, "-m", "vlechtwerk.interfaces.cli.main"]
