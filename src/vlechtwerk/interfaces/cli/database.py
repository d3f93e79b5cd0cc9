"""Migrate the database, check it, and print what a real server's administrator runs."""

import sys

import click

from vlechtwerk.interfaces.cli.case import load_one
from vlechtwerk.interfaces.cli.process import choose_settings, refuse_unguarded, set_up


@click.command()
@click.option("--case", "cases", multiple=True, metavar="NAME", help="Load this case as well; may be given again.")
def migrate(cases: tuple[str, ...]) -> None:
    """Bring the tables up to date, as the role that owns them."""
    choose_settings(demo=False)
    with set_up(as_owner=True):
        from django.db import connection
        from django.db.migrations.executor import MigrationExecutor

        from vlechtwerk.foundation.database.migrating import bring_up_to_date
        from vlechtwerk.foundation.database.sealing import keep_key

        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if waiting:
            click.echo(f"Bringing the tables up to date ({waiting} steps)…")
            bring_up_to_date()
        keep_key()
        click.echo("The tables are up to date.")
        for name in cases:
            load_one(name)


@click.command()
@click.option("--guards", is_flag=True, help="Only who connects and the tables; serve and worker do this first.")
def check(guards: bool) -> None:
    """Check the settings, who connects, and that every table is guarded."""
    choose_settings(demo=False)
    with set_up():
        if guards:
            refuse_unguarded()
            return
        from django.core.management import call_command
        from django.core.management.base import SystemCheckError

        from vlechtwerk.settings import environment

        in_production = environment.SETTINGS.text().endswith(".production")
        try:
            call_command("check", deploy=in_production, databases=["default"], fail_level="WARNING")
        except SystemCheckError as error:
            click.echo(str(error), err=True)
            sys.exit(1)


@click.group()
def database() -> None:
    """The database server."""


@database.command()
@click.option("--owner", default="vlechtwerk_owner", show_default=True, help="The role that owns the tables.")
@click.option("--application", default="vlechtwerk_app", show_default=True, help="The role that the site uses.")
@click.option("--name", default="vlechtwerk", show_default=True, help="The database.")
@click.option("--for-tests", is_flag=True, help="Also give the owner what the suite of tests needs.")
def roles(owner: str, application: str, name: str, for_tests: bool) -> None:
    """Print the SQL that an administrator of a real PostgreSQL runs once."""
    from vlechtwerk.foundation.database.roles import sql_for_roles

    click.echo(sql_for_roles(owner, application, name, for_tests=for_tests))
