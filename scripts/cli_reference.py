"""Write every command with its options to docs/reference/cli.md."""

import pathlib

import click

from vlechtwerk.interfaces.cli.main import cli

FILE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "reference" / "cli.md"
HEAD = """# The command line

`make api-schema` writes this page. Commands about records (activity, precondition, source, person, mandate, decision,
purpose, covenant, document, consent, notice) talk to a running site, and act as you: make a personal token on your
account page and set `VLECHTWERK_TOKEN` (or `VLECHTWERK_TOKEN_FILE`), `VLECHTWERK_PROJECT`, for documents and consents
`VLECHTWERK_PURPOSE` and, away from this machine, `VLECHTWERK_URL`. Who has several appointments names one in
`VLECHTWERK_APPOINTMENT`. They do what you can do on the pages, and are refused with the same reasons. The other
commands are for who runs the installation.

The program is `.venv/bin/vlechtwerk` in the folder where `make demo` or `make install` ran. For example, beside a
running demo, with a token made as Bram:

```text
export VLECHTWERK_TOKEN=…  VLECHTWERK_PROJECT=nsoc
.venv/bin/vlechtwerk activity list --status delayed
.venv/bin/vlechtwerk activity show A13 --as-of 2023-06-30
.venv/bin/vlechtwerk --demo check
```

Exit codes: 0 done; 1 refused, or something went wrong; 2 the command was misspelt; 3 the site can't be reached.
"""


def written() -> str:
    """Return the page."""
    with click.Context(cli, info_name="vlechtwerk") as context:
        return HEAD + "".join(_described(cli, context))


def _described(command: click.Command, context: click.Context) -> list[str]:
    parts = [] if command is cli else [f"\n## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                parts += _described(below, click.Context(below, info_name=name, parent=context, terminal_width=100))
    return parts


if __name__ == "__main__":
    FILE.write_text(written())
