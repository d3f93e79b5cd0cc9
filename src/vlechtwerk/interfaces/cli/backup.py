"""Make a backup of the database, and restore one into an empty database."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

import click

from vlechtwerk.interfaces.cli.process import choose_settings, set_up

# Who is signed in, who reads at this moment and rate limits are not worth keeping; the key follows from the settings.
PASSING = ("django_session", "reading_context", "rate_limit_cache", "sealing_key")
# Words that someone withdrew must not come back because their list was left behind.
NO_LIST = """do $$ begin
    if exists (select from public.evaluation_transcript) then
        raise exception 'This backup holds texts of fieldwork, and there is no list of what was removed since. '
            'Name its latest copy with --removals, or say --nothing-removed. Nothing was restored.';
    end if;
end $$;
"""
WITH_TLS = ("require", "verify-ca", "verify-full")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write all data to FILE. Keep it as carefully as the database itself.

    The list of words that were removed since consent was withdrawn is brought up to date. It is no part of the backup:
    keep a copy of its latest state apart, so that an older backup can be restored without them.
    """
    choose_settings(demo=False)
    with set_up(as_owner=True):
        from vlechtwerk.domains.evaluation.operations.removals import complete_list, place_of_list

        if file.exists():
            raise click.ClickException(f"{file} is there already; choose another name.")
        click.echo(f"Writing the backup to {file}…")
        unfinished = file.with_name(file.name + ".part")
        options = ["--format=custom", "--enable-row-security", f"--file={unfinished}"]
        _run("pg_dump", *options, *(f"--exclude-table-data={table}" for table in PASSING))
        unfinished.chmod(0o600)
        unfinished.rename(file)
        complete_list()
        click.echo(f"Done: {file.stat().st_size:,} bytes. What was removed so far stands in {place_of_list()}.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--removals",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The latest list of removals, when it is not where this installation keeps it.",
)
@click.option("--nothing-removed", is_flag=True, help="Nobody withdrew consent since this backup was made.")
def restore(file: Path, removals: Path | None, nothing_removed: bool) -> None:
    """Read all data from FILE into a database that is still empty.

    Words for which consent was withdrawn since the backup was made are removed again before anyone can read them.
    """
    choose_settings(demo=False)
    with set_up(as_owner=True):
        from django.db import connection

        from vlechtwerk.foundation.database.sealing import keep_key

        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_tables where schemaname = 'public'")
            (tables,) = cursor.fetchone()
        connection.close()
        if tables:
            raise click.ClickException("The database is not empty. Restore into a new one, so that nothing is lost.")
        ending = _removing_again(removals, nothing_removed=nothing_removed)
        click.echo(f"Reading {file}…")
        _read_back(file, ending)
        keep_key()
        click.echo("Done.")


def _removing_again(removals: Path | None, *, nothing_removed: bool) -> str:
    """Return the statement that removes again what the list says; without a list it stops where there is fieldwork."""
    from vlechtwerk.domains.evaluation.operations.removals import (
        ListUnreadable,
        keep_lines,
        lines_kept,
        place_of_list,
    )

    place = removals or place_of_list()
    if not place.exists():
        return "" if nothing_removed else NO_LIST
    try:
        lines = lines_kept(place)
    except ListUnreadable as damaged:
        raise click.ClickException(f"{place}: {damaged}") from None
    if not place_of_list().exists():
        keep_lines(lines)
    # Identifiers, numbers and days only: `lines_kept` makes sure of it.
    return f"select public.remove_again('{json.dumps(lines)}');\n"


def _read_back(file: Path, ending: str) -> None:
    """Let psql run what pg_restore writes, in one transaction that is confirmed when pg_restore came to its end."""
    # Not pg_restore alone: that of 18 sets a limit that servers before 17 do not know, and stops.
    reading = subprocess.Popen(
        [_program("pg_restore"), "--enable-row-security", "--no-owner", "--file=-", str(file)], stdout=subprocess.PIPE
    )
    writing = subprocess.Popen(
        [_program("psql"), *("--no-psqlrc", "--quiet", "--output", os.devnull, "--set", "ON_ERROR_STOP=1"), *_target()],
        stdin=subprocess.PIPE,
        env=_reaching(),
    )
    assert reading.stdout is not None
    assert writing.stdin is not None
    with suppress(BrokenPipeError), writing.stdin as script:
        script.write(b"begin;\n")
        pass_on(reading.stdout, script)
        if reading.wait() == 0:
            script.write(f"{ending}commit;\n".encode())
    reading.stdout.close()
    code = writing.wait() or reading.wait()
    if code:
        sys.exit(code)


def pass_on(script: IO[bytes], to: IO[bytes]) -> None:
    """Copy a script without the one line in its head that PostgreSQL 15 and 16 do not understand."""
    for line in script:
        if line == b"SET transaction_timeout = 0;\n":
            break
        to.write(line)
    shutil.copyfileobj(script, to)


def _run(name: str, *options: str) -> None:
    done = subprocess.run([_program(name), *_target(), *options], env=_reaching(), check=False)
    if done.returncode != 0:
        sys.exit(done.returncode)


def _program(name: str) -> str:
    from vlechtwerk.foundation.database.programs import program
    from vlechtwerk.settings import environment

    chosen = environment.POSTGRESQL_PROGRAMS.text()
    if chosen:
        return str(Path(chosen) / name)
    if environment.DatabaseAddress.read(environment.DATABASE_OWNER_URL.text()).options.get("sslmode") in WITH_TLS:
        raise click.ClickException(
            "Our own PostgreSQL programs know no TLS. Install those of your system (Debian: postgresql-client) and "
            f"name their folder in {environment.POSTGRESQL_PROGRAMS.name}."
        )
    return str(program(name))


def _target() -> list[str]:
    from django.conf import settings
    from psycopg.conninfo import make_conninfo

    from vlechtwerk.settings.environment import DatabaseAddress

    address = DatabaseAddress.read(settings.OWNER_URL)
    return ["--dbname", make_conninfo(dbname=address.name, **address.options)]


def _reaching() -> dict[str, str]:
    from django.conf import settings

    from vlechtwerk.settings.environment import DatabaseAddress

    address = DatabaseAddress.read(settings.OWNER_URL)
    known = {
        "PGHOST": address.host,
        "PGPORT": address.port,
        "PGUSER": address.role,
        # Not on the command line, where everyone on the machine could read it.
        "PGPASSWORD": address.password,
    }
    return os.environ | {name: value for name, value in known.items() if value}
