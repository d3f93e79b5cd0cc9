"""Make commands of the calls: send them to a site with a personal token, print the answer or the reasons."""

import json
import locale
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import click

from vlechtwerk.interfaces.cli.calls import COMMANDS, EXPORT, SEARCH, Call
from vlechtwerk.settings import environment

REFUSED, UNREACHABLE = 1, 3
SECONDS = 60
WIDEST = 60


def noun(name: str) -> click.Group:
    """Return the commands about one kind of record."""
    group = click.Group(name, help=f"{name.capitalize()}: ask and do, with your personal token.")
    for verb, call in COMMANDS[name].items():
        group.add_command(_command(verb, call, _print))
    return group


def search() -> click.Command:
    """Return the command that finds by name."""
    return _command("search", SEARCH, _print)


def export() -> click.Command:
    """Return the command that writes everything the caller may read to a file."""
    return _command("export", EXPORT, _write)


def _command(name: str, call: Call, done: Callable[[Call, dict[str, Any]], None]) -> click.Command:
    parameters: list[click.Parameter] = [click.Argument([argument]) for argument in call.arguments]
    for option in call.options:
        kind = int if option.number else str
        parameters.append(
            click.Option([option.flag, option.name], help=option.help, required=option.required, type=kind)
        )
    if call.takes_evidence:
        parameters.append(
            click.Option(
                ["--source", "evidence"],
                multiple=True,
                help="What it rests on: code, or code:place:number as T3:page:12 (page, line, footnote). Repeat it.",
            )
        )
    parameters += [
        click.Option(["--project"], envvar=environment.PROJECT.name, required=True, help="Code of the project."),
        click.Option(["--json", "as_json"], is_flag=True, help="Print the answer as JSON."),
    ]

    def run(**values: Any) -> None:
        done(call, values)

    return click.Command(name, params=parameters, callback=run, help=call.help)


def _print(call: Call, values: dict[str, Any]) -> None:
    as_json = values.pop("as_json")
    answer = json.loads(_send(call, values))
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    elif call.columns:
        rows = answer[call.rows] if call.rows else answer
        _print_table(call.columns, rows)
        if call.rows and answer.get("next"):
            click.echo(f"{answer['total']} in all; ask for the next with --page.")
    else:
        for name, value in answer.items():
            click.echo(f"{name}: {_say(value)}")


def _write(call: Call, values: dict[str, Any]) -> None:
    file = values.pop("file")
    values.pop("as_json")
    content = _send(call, values)
    if file == "-":
        sys.stdout.buffer.write(content)
        return
    if Path(file).exists():
        raise click.ClickException(f"{file} is there already; choose another name.")
    Path(file).write_bytes(content)
    click.echo(f"Written to {file}: {len(content):,} bytes.")


def _send(call: Call, values: dict[str, Any]) -> bytes:
    project = values.pop("project")
    sent = {name: value for name, value in values.items() if value not in (None, ())}
    if "evidence" in sent:
        sent["evidence"] = [_evidence(text) for text in sent["evidence"]]
    path = call.path
    for name in call.arguments:
        if "{" + name + "}" in path:
            path = path.replace("{" + name + "}", quote(sent.pop(name), safe=""))
    address = f"{environment.URL.text().rstrip('/')}/api/v1/projects/{quote(project, safe='')}{path}"
    body = None
    if call.method == "POST":
        body = json.dumps(sent).encode()
    elif sent:
        address += "?" + urlencode(sent)
    return _ask(urllib.request.Request(address, body, _headers(), method=call.method))  # noqa: S310  # see _ask


def _headers() -> dict[str, str]:
    token = environment.TOKEN.text()
    if file := environment.TOKEN_FILE.text():
        token = Path(file).read_text().strip()
    if not token:
        raise click.UsageError(
            "Make a personal token on your account page, and set "
            f"{environment.TOKEN.name} or {environment.TOKEN_FILE.name}."
        )
    # Reasons come in the language of whoever sits at the keyboard.
    language = (locale.getlocale()[0] or "en")[:2]
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept-Language": language}


def _ask(request: urllib.request.Request) -> bytes:
    if not request.full_url.startswith(("http://", "https://")):
        raise click.UsageError(f"{environment.URL.name} must start with https:// (or http:// on this machine).")
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310  # http or https: looked at above
            content: bytes = answer.read()
            return content
    except urllib.error.HTTPError as error:
        _say_problem(error)
        sys.exit(REFUSED)
    except OSError as error:
        click.secho(f"{request.host} can't be reached: {error}", fg="red", err=True)
        sys.exit(UNREACHABLE)


def _say_problem(error: urllib.error.HTTPError) -> None:
    try:
        problem = json.loads(error.read())
    except ValueError:
        problem = {"detail": f"The site answered {error.code}."}
    click.secho(problem["detail"], fg="red", err=True)
    for reason in problem.get("reasons", []):
        rule = f" ({reason['rule']})" if reason["rule"] else ""
        click.echo(f"- {reason['code']}: {reason['text']}{rule}", err=True)


def _evidence(text: str) -> dict[str, str]:
    code, _mark, place = text.partition(":")
    kind, _mark, number = place.partition(":")
    if place and not number:
        raise click.UsageError(f"“{text}” names no place. Write a code, or code:place:number as T3:page:12.")
    return {"identifier": code, "locatorKind": kind, "locator": number}


def _print_table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    cells = [[_say(row.get(column)) for column in columns] for row in rows]
    widths = [
        min(WIDEST, max(len(column), *(len(row[number]) for row in cells), 0)) if cells else len(column)
        for number, column in enumerate(columns)
    ]
    for line in (list(columns), *cells):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _say(value: Any) -> str:
    """Say a value in a line: a date as written, evidence by its place, a record by its fields."""
    match value:
        case None:
            return "-"
        case {"text": str(text), "earliest": _}:
            return text
        case {"identifier": str(code), "locator": str(number)}:
            return f"{code} {value['locatorKind']} {number}".strip()
        case dict():
            return ", ".join(f"{name} {_say(found)}" for name, found in value.items() if found not in (None, ""))
        case list():
            return "; ".join(_say(item) for item in value) or "-"
    return str(value).replace("\n", " ")
