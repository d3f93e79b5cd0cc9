"""Make a backup of the database, and restore one into an empty database."""

import os
import subprocess
import sys
from pathlib import Path

import click

from vlechtwerk.interfaces.cli.process import choose_settings, set_up

# Who is signed in, who reads at this moment and rate limits are not worth keeping.
PASSING = ("django_session", "reading_context", "rate_limit_cache")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write all data to FILE. Keep it as carefully as the database itself."""
    choose_settings(demo=False)
    with set_up(as_owner=True):
        if file.exists():
            raise click.ClickException(f"{file} is there already; choose another name.")
        click.echo(f"Writing the backup to {file}…")
        unfinished = file.with_name(file.name + ".part")
        options = ["--format=custom", "--enable-row-security", f"--file={unfinished}"]
        _run("pg_dump", *options, *(f"--exclude-table-data={table}" for table in PASSING))
        unfinished.chmod(0o600)
        unfinished.rename(file)
        click.echo(f"Done: {file.stat().st_size:,} bytes.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Read all data from FILE into a database that is still empty."""
    choose_settings(demo=False)
    with set_up(as_owner=True):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_tables where schemaname = 'public'")
            (tables,) = cursor.fetchone()
        connection.close()
        if tables:
            raise click.ClickException("The database is not empty. Restore into a new one, so that nothing is lost.")
        click.echo(f"Reading {file}…")
        _run("pg_restore", "--enable-row-security", "--single-transaction", "--exit-on-error", "--no-owner", str(file))
        click.echo("Done.")


def _run(name: str, *options: str) -> None:
    from django.conf import settings

    from vlechtwerk.foundation.database.programs import program
    from vlechtwerk.settings.environment import DatabaseAddress

    address = DatabaseAddress.read(settings.OWNER_URL)
    known = {
        "PGHOST": address.host,
        "PGPORT": address.port,
        "PGUSER": address.role,
        # Not on the command line, where everyone on the machine could read it.
        "PGPASSWORD": address.password,
    }
    target = ["--dbname", address.name]
    environment = os.environ | {name: value for name, value in known.items() if value}
    done = subprocess.run([str(program(name)), *target, *options], env=environment, check=False)
    if done.returncode != 0:
        sys.exit(done.returncode)
