"""Load a case, or only try whether it can be loaded."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from vlechtwerk.interfaces.cli.process import choose_settings, set_up


@click.group()
def case() -> None:
    """Cases: facts that are loaded from files."""


@case.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def load(name: str, as_json: bool) -> None:
    """Load the case NAME that comes with Vlechtwerk, or the one in the folder NAME: all of it, or nothing."""
    choose_settings(demo=False)
    with set_up(as_owner=True):
        load_one(name, as_json)


def load_one(name: str, as_json: bool = False) -> None:
    """Load one case as the owner of the tables, and say what came of it; a broken one ends the command."""
    from vlechtwerk.cases.loader import built_in_case, load_case
    from vlechtwerk.cases.reading import CaseError

    progress = (lambda _line: None) if as_json else click.echo
    try:
        folder = Path(name) if Path(name).is_dir() else built_in_case(name)
        project = load_case(folder, at=datetime.now(UTC), progress=progress)
    except CaseError as error:
        _say({"outcome": "refused", "file": error.file, "line": error.line, "reason": error.reason}, as_json)
        sys.exit(1)
    _say({"outcome": "loaded" if project else "nothing changed", "case": name}, as_json)


def _say(outcome: dict[str, str | int], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(outcome, ensure_ascii=False))
    elif outcome["outcome"] == "refused":
        place = f"{outcome['file']}, line {outcome['line']}" if outcome["line"] else outcome["file"]
        click.secho(f"Nothing was loaded. {place}: {outcome['reason']}", fg="red", err=True)
    elif outcome["outcome"] == "loaded":
        click.echo(f"Case {outcome['case']} is loaded.")
    else:
        click.echo(f"Case {outcome['case']} was loaded before; nothing changed.")
