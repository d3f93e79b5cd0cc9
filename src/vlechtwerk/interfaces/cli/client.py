"""Make commands of the calls: send them to a site with a personal token, print the answer or the reasons."""

import json
import locale
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

import click

from vlechtwerk.interfaces.cli import evaluation_report
from vlechtwerk.interfaces.cli.call import Call, Option
from vlechtwerk.interfaces.cli.calls import COMMANDS, EXPORT, SEARCH
from vlechtwerk.interfaces.cli.forms import form_of
from vlechtwerk.settings import environment

REFUSED, UNREACHABLE = 1, 3
# Commands that are more than one call.
OWN: Mapping[str, Sequence[click.Command]] = {"report": evaluation_report.COMMANDS}
SECONDS = 60
# How often it is asked how far a job is.
SECONDS_BETWEEN = 2.0
WIDEST = 60
PERSON = "person"
# Where people are named by their name or identifier; a mandate names them by identifier only.
PEOPLE = (PERSON, "owner", "mentioned")
# Options that name another record.
NAMED = ("body", "decision", "mandate", "mergedInto", "grantedBy")


def noun(name: str) -> click.Group:
    """Return the commands about one kind of record."""
    group = click.Group(name, help=f"{name.capitalize()}: ask and do, with your personal token.")
    for verb, call in COMMANDS[name].items():
        group.add_command(_command(verb, call, _write if call.keeps_in else print_answer))
    for command in OWN.get(name, ()):
        group.add_command(command)
    return group


def search() -> click.Command:
    """Return the command that finds by name."""
    return _command("search", SEARCH, print_answer)


def export() -> click.Command:
    """Return the command that writes everything the caller may read to a file."""
    return _command("export", EXPORT, _write)


def _command(name: str, call: Call, done: Callable[[Call, dict[str, Any]], None]) -> click.Command:
    parameters: list[click.Parameter] = [_argument(argument) for argument in call.arguments]
    parameters += [_option(option) for option in call.options]
    if call.takes_evidence:
        parameters.append(
            click.Option(
                ["--source", "evidence"],
                multiple=True,
                help="What it rests on: code, or code:place:number as T3:page:12 (page, line, footnote), and what it "
                "says: T3:page:12=Nine analysts began. What is no document says its kind first, then its ground and "
                "that it speaks against: published_figure@EV1,D1 or fragment/against@EV1,I1,0-40. Repeat it.",
            )
        )
    if call.in_purpose:
        parameters.append(
            click.Option(["--purpose"], envvar=environment.PURPOSE.name, required=True, help="Code of the purpose.")
        )
    parameters += [
        click.Option(["--project"], envvar=environment.PROJECT.name, required=True, help="Code of the project."),
        click.Option(
            ["--appointment", "act_in"],
            envvar=environment.APPOINTMENT.name,
            help="Your appointment (identifier) in which you act; without it the newest.",
        ),
        click.Option(["--json", "as_json"], is_flag=True, help="Print the answer as JSON."),
    ]

    def run(**values: Any) -> None:
        done(call, values)

    return click.Command(name, params=parameters, callback=run, help=call.help)


def _argument(name: str) -> click.Argument:
    made = click.Argument([name])
    # Of its own it would be written in small letters, and the interface knows `toNode` alone.
    made.name = name
    return made


def _option(option: Option) -> click.Option:
    if option.switch:
        return click.Option([option.flag, option.name], help=option.help, is_flag=True)
    kind: Any = click.Choice(option.choices) if option.choices else int if option.number else str
    if option.text_file:
        kind = click.File()
    return click.Option(
        [option.flag, option.name], help=option.help, required=option.required, type=kind, multiple=option.several
    )


def print_answer(call: Call, values: dict[str, Any]) -> None:
    """Make a call and print its answer; ends with 1 when something in it must be true and is not."""
    as_json = values.pop("as_json")
    answer = json.loads(send(call, dict(values)))
    if call.waits_at:
        answer = _waited(call, values, answer)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    elif call.columns:
        rows = answer[call.rows] if call.rows else answer
        _print_table(call.columns, rows)
        if call.rows and answer.get("next"):
            click.echo(f"{answer['total']} in all; ask for the next with --page.")
    else:
        for name, value in answer.items():
            _print_field(name, value)
    if call.must_be and not answer[call.must_be]:
        sys.exit(REFUSED)


def _waited(call: Call, values: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """Return the answer as it is once no job works on it any more; meanwhile say how far that is."""
    asking = Call("GET", call.waits_at, call.help, (*call.arguments[:1], "file"))
    named = {name: values[name] for name in ("project", "act_in", *call.arguments[:1])}
    if answer["working"]:
        click.echo(f"A job does this, and goes on when you stop here; ask later for {answer['file']}.", err=True)
    told = ""
    while answer["working"]:
        time.sleep(SECONDS_BETWEEN)
        answer = json.loads(send(asking, named | {"file": answer["file"]}))
        said = f"{100 * answer['done'] // answer['total']}%" if answer["total"] else ""
        if said != told:
            click.echo(said, err=True)
        told = said
    return answer


def _write(call: Call, values: dict[str, Any]) -> None:
    file = values.pop(call.keeps_in)
    values.pop("as_json")
    content = send(call, values)
    if file == "-":
        sys.stdout.buffer.write(content)
        return
    if Path(file).exists():
        raise click.ClickException(f"{file} is there already; choose another name.")
    Path(file).write_bytes(content)
    click.echo(f"Written to {file}: {len(content):,} bytes.")


def send(call: Call, values: dict[str, Any]) -> bytes:
    """Make a call to a site and return its answer; refused, the reasons are printed and the command ends."""
    project, appointment = values.pop("project"), values.pop("act_in")
    sent = {name: _plain(value) for name, value in values.items() if value not in (None, (), False)} | dict(call.fixed)
    if "evidence" in sent:
        sent["evidence"] = [_evidence(text) for text in sent["evidence"]]
    path = call.path
    headers = _headers(appointment)
    looked_for = {"project": project} | {name: str(sent[name]) for name in call.arguments if name in sent}
    looked_for |= {name: str(sent[name]) for name in NAMED if name in sent}
    for name in PEOPLE:
        if name in sent and (name != PERSON or PERSON in call.arguments):
            sent[name] = _people_called(project, sent[name], headers)
    for name in (*call.arguments, "purpose"):
        if "{" + name + "}" in path:
            path = path.replace("{" + name + "}", quote(sent.pop(name), safe=""))
    address = _address(project, path)
    body = None
    if call.sends_file:
        body, headers["Content-Type"] = form_of(call.sends_file, Path(sent.pop(call.sends_file)), sent)
    elif call.method == "POST":
        body = json.dumps(sent).encode()
    elif sent:
        address += "?" + urlencode(sent, doseq=True)
    request = urllib.request.Request(address, body, headers, method=call.method)  # noqa: S310  # see _ask
    return _ask(request, looked_for)


def _address(project: str, path: str) -> str:
    return f"{environment.URL.text().rstrip('/')}/api/v1/projects/{quote(project, safe='')}{path}"


def _is_identifier(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _people_called(project: str, named: Any, headers: dict[str, str]) -> Any:
    """Return the identifier of someone who is named, or of each who is."""
    if isinstance(named, tuple):
        return [_people_called(project, name, headers) for name in named]
    return named if _is_identifier(named) else _person_called(project, named, headers)


def _person_called(project: str, name: str, headers: dict[str, str]) -> str:
    """Return the identifier of the one person with a name."""
    request = urllib.request.Request(_address(project, "/people"), None, headers)  # noqa: S310  # see _ask
    people = json.loads(_ask(request, {"project": project}))
    found = [person["id"] for person in people if person["name"].casefold() == name.casefold()]
    if len(found) != 1:
        many = f"{len(found)} people are" if found else "Nobody in this project is"
        raise click.ClickException(f"{many} called “{name}”. Name an identifier: vlechtwerk person list shows them.")
    return str(found[0])


def _plain(value: Any) -> Any:
    return value.read() if hasattr(value, "read") else value


def _headers(appointment: str | None) -> dict[str, str]:
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
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept-Language": language}
    return headers | ({"Vlechtwerk-Appointment": appointment} if appointment else {})


def _ask(request: urllib.request.Request, looked_for: Mapping[str, str]) -> bytes:
    if not request.full_url.startswith(("http://", "https://")):
        raise click.UsageError(f"{environment.URL.name} must start with https:// (or http:// on this machine).")
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310  # http or https: looked at above
            content: bytes = answer.read()
            if answer.headers.get("Vlechtwerk-Origin") == "invented":
                click.echo("Invented data.", err=True)
            return content
    except urllib.error.HTTPError as error:
        _say_problem(error, looked_for)
        sys.exit(REFUSED)
    except OSError as error:
        click.secho(f"{request.host} can't be reached: {error}", fg="red", err=True)
        click.echo(f"{environment.URL.name} says which site is asked.", err=True)
        sys.exit(UNREACHABLE)


def _say_problem(error: urllib.error.HTTPError, looked_for: Mapping[str, str]) -> None:
    try:
        problem = json.loads(error.read())
    except ValueError:
        problem = {"detail": f"The site answered {error.code}."}
    click.secho(problem["detail"], fg="red", err=True)
    if error.code == HTTPStatus.NOT_FOUND:
        named = ", ".join(f"{name} “{value}”" for name, value in looked_for.items())
        click.echo(f"Looked for: {named}. It is not there, or you may not read it.", err=True)
    for reason in problem.get("reasons", []):
        rule = f" ({reason['rule']})" if reason["rule"] else ""
        click.echo(f"- {reason['code']}: {reason['text']}{rule}", err=True)
    if problem.get("highest"):
        click.echo(f"The highest level that you may read: {problem['highest']}.", err=True)
    for way in problem.get("waysUp", []):
        click.echo(f"What would open it: {' and '.join(way['needs'])} ({', '.join(way['clauses'])}).", err=True)


def _evidence(text: str) -> dict[str, str]:
    text, _mark, words = text.partition("=")
    before, mark, address = text.rpartition("@")
    code, _mark, place = address.partition(":")
    where, _mark, number = place.partition(":")
    if place and not number:
        raise click.UsageError(f"“{text}” names no place. Write a code, or code:place:number as T3:page:12.")
    found = {"identifier": code, "locatorKind": where, "locator": number, "text": words.strip()}
    if mark:
        return found | _told_before(before)
    if "," in code:
        # Published figures, findings, statements and fragments look alike: nothing is guessed.
        raise click.UsageError(f"“{code}” is no document. Write what it is before it, as in published_figure@{code}.")
    return found


def _told_before(words: str) -> dict[str, str]:
    """Return what stands before evidence: its kind, and in any order its ground and that it speaks against."""
    kind, *others = words.split("/")
    found = {"kind": kind}
    for one in others:
        found |= {"stance": "contradicts"} if one == "against" else {"ground": one}
    return found


def _print_field(name: str, value: Any) -> None:
    """Print one field; records below it each on a line of their own."""
    if not isinstance(value, list) or not any(isinstance(item, dict) for item in value):
        click.echo(f"{name}: {_say(value)}")
        return
    click.echo(f"{name}:")
    for item in value:
        click.echo(f"  - {_say(item)}{_say_worth(item)}")


def _say_worth(item: Any) -> str:
    """Say of evidence on a line of its own whether it speaks against, what kind of knowing it is, and its words."""
    match item:
        case {"identifier": str(), "stance": str(stance), "ground": str(ground), "text": str(text)}:
            worth = [word for word in (stance if stance == "contradicts" else "", ground, text) if word]
            return f": {', '.join(worth)}" if worth else ""
    return ""


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
