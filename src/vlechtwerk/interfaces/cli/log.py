"""Prove the processing log and read it at the server, as the role that owns the tables."""

import json
import sys
from typing import Any

import click

from vlechtwerk.domains.sharing.log_grounds import LogGround
from vlechtwerk.interfaces.cli.process import choose_settings, set_up

GROUNDS = [ground.value for ground in LogGround]
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")


@click.group()
def log() -> None:
    """The processing log: prove it, and answer whose data went where."""


@log.command()
@as_json_option
def head(as_json: bool) -> None:
    """Print the head of the chain, to keep somewhere else."""
    choose_settings(demo=False)
    with set_up(as_owner=True):
        from vlechtwerk.domains.sharing.operations.log import seal
        from vlechtwerk.domains.sharing.queries.log_proof import head as head_of_chain

        while seal():
            pass
        found = head_of_chain()
    told = {"batch": found.batch, "sealed_at": str(found.sealed_at or ""), "hash": found.hash}
    click.echo(json.dumps(told) if as_json else f"{found.batch} {found.hash} {found.sealed_at or ''}".strip())


@log.command()
@click.option("--head", "kept_head", default="", help="A head that was printed before and kept elsewhere.")
@as_json_option
def verify(kept_head: str, as_json: bool) -> None:
    """Look whether any sealed line was changed, moved, added or removed; exit 1 when one was."""
    choose_settings(demo=False)
    with set_up(as_owner=True):
        from vlechtwerk.domains.sharing.operations.log_proof import seal_and_check
        from vlechtwerk.domains.sharing.queries.log_proof import head as head_of_chain

        rows = [{"batch": one.batch, "line": one.line, "mistake": one.what} for one in seal_and_check(kept_head)]
        newest = head_of_chain()
    words = "The log is NOT whole" if rows else "The log is whole"
    places = [f"batch {row['batch'] or '–'}, line {row['line'] or '–'}: {row['mistake']}" for row in rows]
    _say(
        {"mistakes": rows, "head": newest.hash, "batches": newest.batch},
        as_json,
        places,
        f"{words}; head {newest.hash or '(empty)'}.",
    )
    sys.exit(1 if rows else 0)


@log.command()
@as_json_option
def replay(as_json: bool) -> None:
    """Decide every logged access again with the policies of its day; exit 1 when one comes out otherwise."""
    choose_settings(demo=False)
    lines, wrong = 0, []
    with set_up(as_owner=True):
        from vlechtwerk.domains.sharing.queries.log_proof import replayed

        for one in replayed():
            lines += 1
            if one.mistake:
                wrong.append({"line": one.line, "mistake": one.mistake})
    places = [f"line {row['line']}: {row['mistake']}" for row in wrong]
    told = f"{lines} decisions were taken again; {len(wrong)} came out otherwise."
    _say({"lines": lines, "mistakes": wrong}, as_json, places, told)
    sys.exit(1 if wrong else 0)


@log.command()
@click.argument("pseudonym", default="")
@click.option("--purpose", default="", help="The code of a purpose: asks for an identifier instead of a pseudonym.")
@click.option("--identifier", default="", help="The identifier as the provider named it; without it you are asked.")
@click.option(
    "--ground",
    type=click.Choice([ground.value for ground in LogGround]),
    required=True,
    help="On which ground you read the log.",
)
@click.option("--reason", required=True, help="Why you read it; this is logged.")
@as_json_option
def subject(pseudonym: str, purpose: str, identifier: str, ground: str, reason: str, as_json: bool) -> None:
    """Tell which organisations got data about a person, over the last four years.

    Name the pseudonym, or a purpose and an identifier from which it is made; an identifier that you are asked for stays
    out of the history of the shell.
    """
    if bool(pseudonym) == bool(purpose):
        raise click.UsageError("Name a pseudonym, or --purpose and an identifier.")
    if identifier and not purpose:
        raise click.UsageError("An identifier has a pseudonym of its own in each purpose: name --purpose too.")
    if purpose and not identifier:
        identifier = click.prompt("Identifier", err=True)
    choose_settings(demo=False)
    with set_up(as_owner=True):
        from vlechtwerk.domains.sharing.operations.log_proof import pseudonyms_of
        from vlechtwerk.domains.sharing.queries.log_proof import recipients_of

        pseudonyms = pseudonyms_of(purpose, identifier) if purpose else [pseudonym]
        if not pseudonyms:
            raise click.ClickException("There is no such purpose.")
        _note_reading(ground, reason)
        rows = [
            {
                "organisation": one.organisation,
                "capacity": one.capacity,
                "purpose": one.purpose,
                "operation": one.operation,
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
                "times": one.times,
            }
            for one in recipients_of(pseudonyms)
        ]
    words = "{organisation}, {capacity}: {operation} for {purpose}, {times} times, {first} to {last}"
    nobody = "" if rows else "Nobody got data about this pseudonym in the last four years."
    _say({"recipients": rows}, as_json, [], "\n".join([words.format(**row) for row in rows]) or nobody)


def _note_reading(ground: str, reason: str) -> None:
    """Log that the log is read, or end with why it may not be; what runs at the server speaks English."""
    from django.utils.translation import override

    from vlechtwerk.domains.sharing.operations.log_proof import note_reading_of_log
    from vlechtwerk.foundation.refusal import Refused

    try:
        with override("en"):
            note_reading_of_log(ground, reason, "recipients of a data subject")
    except Refused as refused:
        words = [f"{one.text} ({one.rule})" if one.rule else one.text for one in refused.reasons]
        raise click.ClickException(" ".join(words)) from None


def _say(outcome: dict[str, Any], as_json: bool, mistakes: list[str], told: str) -> None:
    if as_json:
        click.echo(json.dumps(outcome, ensure_ascii=False))
        return
    for mistake in mistakes:
        click.secho(mistake, fg="red", err=True)
    click.echo(told)
