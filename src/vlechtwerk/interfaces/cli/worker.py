"""Run the jobs that wait in the database."""

import click

from vlechtwerk.interfaces.cli.process import choose_settings, refuse_unguarded, set_up


@click.command()
def worker() -> None:
    """Run jobs until told to stop."""
    choose_settings(demo=False)
    with set_up():
        from django.core.management import call_command

        refuse_unguarded()
        call_command("procrastinate", "worker", "--concurrency=1")
