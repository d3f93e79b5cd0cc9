"""The `vlechtwerk` command."""

import importlib
import sys

import click

from vlechtwerk import __version__
from vlechtwerk.interfaces.cli import calls, client

# Command name → module and function; modules are imported only when their command is called.
OWN_COMMANDS = {
    "account": ("account", "account"),
    "backup": ("backup", "backup"),
    "case": ("case", "case"),
    "check": ("database", "check"),
    "database": ("database", "database"),
    "keys": ("keys", "keys"),
    "log": ("log", "log"),
    "migrate": ("database", "migrate"),
    "restore": ("backup", "restore"),
    "serve": ("serve", "serve"),
    "worker": ("worker", "worker"),
}


class Commands(click.Group):
    """Commands by name, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names."""
        return sorted([*OWN_COMMANDS, *calls.COMMANDS, "search", "export"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command."""
        if cmd_name in calls.COMMANDS:
            return client.noun(cmd_name)
        if cmd_name in ("search", "export"):
            return client.search() if cmd_name == "search" else client.export()
        if cmd_name not in OWN_COMMANDS:
            return None
        module, function = OWN_COMMANDS[cmd_name]
        found = getattr(importlib.import_module(f"vlechtwerk.interfaces.cli.{module}"), function)
        return found if isinstance(found, click.Command) else None


@click.group(cls=Commands)
@click.version_option(__version__)
@click.option("--demo", is_flag=True, help="Use the settings of the demo unless the environment names others.")
def cli(demo: bool) -> None:
    """Vlechtwerk: the shared workspace of a partnership."""
    if demo:
        from vlechtwerk.interfaces.cli.process import choose_settings

        choose_settings(demo=True)


def main() -> None:
    """Run the command; its exit code tells programs whether it was done."""
    try:
        cli(prog_name="vlechtwerk")
    except Exception as error:
        # Told by its name: most commands need no driver of a database.
        if type(error.__cause__).__name__ != "UndefinedTable":
            raise
        click.echo(
            "Error: The database has no tables yet, or not all of them. Make them first: vlechtwerk migrate", err=True
        )
        sys.exit(1)


if __name__ == "__main__":
    main()
