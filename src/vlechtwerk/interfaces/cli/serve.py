"""Serve the site: database, web server and worker in one command."""

import os
import subprocess
import sys

import click

from vlechtwerk.interfaces.cli.process import (
    choose_settings,
    database_running,
    own_command,
    own_database,
    refuse_unguarded,
)
from vlechtwerk.interfaces.cli.supervisor import Supervisor, wait_until_served, web_command


@click.command()
@click.option("--demo", is_flag=True, help="Load the first case and the invented project, and let anyone step in.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=int, default=None, help="The port to listen on (VLECHTWERK_PORT, else 8000).")
def serve(demo: bool, host: str, port: int | None) -> None:
    """Serve the site until Ctrl-C."""
    choose_settings(demo)
    from vlechtwerk.settings import environment

    port = port or environment.PORT.number()
    supervisor = Supervisor()
    supervisor.listen()
    exit_code = 1
    with database_running():
        _prepare(demo)
        # Nothing that answers requests gets the owner's password.
        os.environ.pop(environment.DATABASE_OWNER_URL.name, None)
        supervisor.start(
            "web server", web_command(host, port, environment.WORKERS.number(), environment.THREADS.number())
        )
        try:
            if wait_until_served(f"http://localhost:{port}/", supervisor.is_stopping):
                _say_where(port, demo)
            elif not supervisor.is_stopping():
                click.echo(
                    f"The site does not answer yet on http://localhost:{port}. This machine is slow; it goes on."
                )
            if not supervisor.is_stopping():
                # It ends when a real server is restarted; the embedded one only goes when we do.
                supervisor.start("worker", [*own_command(), "worker"], again=not own_database())
            exit_code = supervisor.wait()
        finally:
            click.echo("Stopping: web server, worker, database…" if own_database() else "Stopping: web server, worker…")
            supervisor.stop()
    sys.exit(exit_code)


def _prepare(demo: bool) -> None:
    """Let a process of the owner's bring everything up to date, and see as the application that it is guarded."""
    import django

    from vlechtwerk.settings import environment

    os.environ.pop(environment.RUN_AS_OWNER.name, None)
    cases = [f"--case={name}" for name in ("nsoc", "demo")] if demo else []
    with subprocess.Popen([*own_command(), "migrate", *cases]) as owner:
        # Meanwhile: this takes as long as the tables when there is nothing new.
        django.setup()
    if owner.returncode != 0:
        sys.exit(owner.returncode)
    from django.db import connection

    refuse_unguarded()
    connection.close()


def _say_where(port: int, demo: bool) -> None:
    click.secho(f"\nVlechtwerk is served on http://localhost:{port}", bold=True)
    if demo:
        click.echo("Next: open that address, choose a person to look along with, and start at “Thuis” (home).")
    click.echo("Stop with Ctrl-C.\n")
    sys.stdout.flush()
