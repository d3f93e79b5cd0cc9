"""Build the report of an evaluation and verify a report: of a site with a personal token, or here, of a case."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from vlechtwerk.interfaces.cli.call import Call
from vlechtwerk.interfaces.cli.process import (
    DEMO_SETTINGS,
    choose_settings,
    own_command,
    own_database,
    set_up,
    settings_are,
)
from vlechtwerk.interfaces.cli.report_calls import BUILT, VERIFY
from vlechtwerk.settings import environment

REFUSED = 1
# How often it is asked how far a site is with a report.
SECONDS_BETWEEN = 2
CASE = click.option("--case", "case", help="Of this case, on this machine and without a token: nsoc or demo.")
PROJECT = click.option("--project", envvar=environment.PROJECT.name, help="Code of the project on the site.")
APPOINTMENT = click.option(
    "--appointment", "act_in", envvar=environment.APPOINTMENT.name, help="Your appointment in which you act."
)


@click.command()
@CASE
@click.option("--evaluation", help="Code of the evaluation; without it the first of the case.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", help="Language of the report.")
@click.option("--format", "kind", type=click.Choice(["pdf", "docx", "html"]), default="pdf", help="As which file.")
@click.option("--reading", is_flag=True, help="The reading version, of two pages.")
@click.option("--to", "file", help="Where it is kept; without it a name is made.")
@PROJECT
@APPOINTMENT
def build(case: str | None, evaluation: str | None, file: str | None, **values: Any) -> None:
    """Build the report of an evaluation and keep it in a file.

    Refused with chapter, sentence and reason when a sentence says more than its evidence carries; then it ends with 1.
    """
    form = "reading" if values["reading"] else "full"
    target = Path(file or f"{case or values['project']}-{form}-{values['language']}.{values['kind']}")
    if file and target.exists():
        raise click.ClickException(f"{target} is there already; choose another name.")
    if case:
        content = _build_here(case, evaluation, values["language"], form, values["kind"])
    else:
        content = _build_there(evaluation, form, **values)
    target.write_bytes(content)
    click.echo(f"Written to {target}: {len(content):,} bytes.")


@click.command()
@click.argument("file")
@CASE
@PROJECT
@APPOINTMENT
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def verify(file: str, case: str | None, project: str | None, act_in: str | None, as_json: bool) -> None:
    """Compute a report again from one of its files, of progress or of an evaluation, and name what no longer holds.

    Ends with exit code 0 when all that was compared holds, and with 1 when something does not.
    """
    if not case:
        from vlechtwerk.interfaces.cli import client

        _needs(project)
        client.print_answer(VERIFY, {"file": file, "project": project, "act_in": act_in, "as_json": as_json})
        return
    with _reading_case(case, None) as evaluation:
        from vlechtwerk.interfaces.evaluation_report_words import look_at

        looked = look_at(evaluation.project_id, Path(file).read_bytes())
    rows = [{"where": one.where, "text": one.text, "stands": one.stands, "found": one.found} for one in looked.findings]
    if as_json:
        head = {"holds": not rows, "isFrozen": looked.is_frozen, "remark": looked.remark, "lookedAt": looked.looked_at}
        click.echo(json.dumps(head | {"findings": rows}, ensure_ascii=False))
    else:
        click.echo(f"{looked.looked_at} sentences and figures looked at. {looked.remark}".strip())
        for row in rows:
            told = f" {row['stands']} → {row['found']}" if row["stands"] or row["found"] else ""
            click.secho(f"- {row['where']}: {row['text']}{told}", fg="red")
        if not rows:
            click.echo("What was compared holds." if looked.remark else "All of it holds.")
    if rows:
        sys.exit(REFUSED)


def _needs(project: str | None) -> None:
    if not project:
        raise click.UsageError("Name the case with --case, or the project on the site with --project.")


@contextmanager
def _reading_case(case: str, evaluation: str | None) -> Iterator[Any]:
    """Read as the application does, in the reading context of an evaluator of a case; yield the evaluation.

    Where nothing is set, this is the demo, which gets its tables and the case when it lacks them.
    """
    choose_settings(demo=not environment.SECRET_KEY.text())
    with set_up():
        from vlechtwerk.domains.evaluation.models import Evaluation
        from vlechtwerk.foundation.database.reading import reading_as

        row = _evaluator_of(case, evaluation)
        if row is None and settings_are(DEMO_SETTINGS) and own_database():
            _prepare_demo(case)
            row = _evaluator_of(case, evaluation)
        if row is None:
            raise click.ClickException(
                f"The case {case} has no such evaluation here. Load it first: vlechtwerk case load {case}"
            )
        with reading_as(row[0]):
            yield Evaluation.objects.select_related("project").get(id=row[1])


def _prepare_demo(case: str) -> None:
    """Let the owner make the tables of a demo and load a case, as serving it would."""
    command = [*own_command(), "migrate", f"--case={case}"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise click.ClickException(done.stderr.strip())


def _evaluator_of(case: str, evaluation: str | None) -> tuple[UUID, UUID] | None:
    """Return who evaluates a case, and its evaluation; nothing where it was not loaded, or has no tables yet.

    Who evaluates is known to nobody outside a reading context; whoever keeps this machine reads it here.
    """
    import psycopg
    from django.conf import settings

    from vlechtwerk.domains.evaluation.queries.evaluations import evaluator_of_case

    with psycopg.connect(settings.OWNER_URL) as owner:
        try:
            return evaluator_of_case(owner, case, evaluation)
        except psycopg.errors.UndefinedTable:
            return None


def _build_here(case: str, evaluation: str | None, language: str, form: str, kind: str) -> bytes:
    with _reading_case(case, evaluation) as found:
        from django.utils import timezone

        from vlechtwerk.domains.evaluation.operations.reports import plain_refused
        from vlechtwerk.domains.evaluation.queries.report.files import file_of
        from vlechtwerk.domains.evaluation.queries.report.making import build_now
        from vlechtwerk.engines.documents.evaluation_report.manifest import report_from
        from vlechtwerk.engines.documents.report.manifest import as_text

        built = build_now(found, language, at=timezone.now())
        if built.refused:
            _say_refused(plain_refused(built.refused, language))
        return file_of(report_from(built.manifest["forms"][form], as_text(dict(built.manifest))), kind, built.manifest)


def _say_refused(refused: list[dict[str, Any]]) -> None:
    """Say what is wrong with each sentence, and end."""
    click.secho(f"Not built: {len(refused)} things are wrong with its sentences.", fg="red", err=True)
    for one in refused:
        place = f"sentence {one['number']}, place {one['start']}" if one["number"] else "filled in"
        click.echo(f"- {one['chapter']}, {place}: {one['reason']} ({one['code']})\n  {one['sentence']}", err=True)
    sys.exit(REFUSED)


def _build_there(evaluation: str | None, form: str, **values: Any) -> bytes:
    """Ask a site for a report, wait until it is there, and return one file of it."""
    from vlechtwerk.interfaces.cli import client

    _needs(values["project"])
    if not evaluation:
        raise click.UsageError("Name the evaluation with --evaluation.")
    whose = {"project": values["project"], "act_in": values["act_in"], "evaluation": evaluation}
    asked = Call("POST", BUILT, "", ("evaluation",), ())
    report = json.loads(client.send(asked, whose | {"language": values["language"]}))
    show = Call("GET", f"{BUILT}/{{number}}", "", ("evaluation", "number"))
    wanted = f"{form}.{values['kind']}"
    while wanted not in report["files"]:
        if report["state"] == "refused":
            _say_refused(report["refused"])
        if report["state"] == "failed":
            raise click.ClickException("Building it failed. Ask the administrator of the site.")
        time.sleep(SECONDS_BETWEEN)
        report = json.loads(client.send(show, whose | {"number": str(report["number"])}))
        click.echo(f"{report['share']}%", err=True)
    download = Call("GET", f"{BUILT}/{{number}}/files/{{form}}/{{kind}}", "", ("evaluation", "number", "form", "kind"))
    return client.send(download, whose | {"number": str(report["number"]), "form": form, "kind": values["kind"]})


COMMANDS = (build, verify)
