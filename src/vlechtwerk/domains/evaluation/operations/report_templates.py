"""Give the partnership's own Word template for reports of an evaluation, and go back to how the platform makes them."""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from vlechtwerk.domains.evaluation.models import Evaluation, ReportTemplate
from vlechtwerk.domains.evaluation.queries.report.files import template_of
from vlechtwerk.domains.evaluation.rules import report_templates as rules
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.sharing.words import words_of_not_taken
from vlechtwerk.engines.documents.handing_out.office import clean
from vlechtwerk.engines.documents.intake.text import NotTaken, read_text
from vlechtwerk.engines.documents.intake.types import MediaType, sniff
from vlechtwerk.engines.documents.report.manifest import checksum_of_file
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import Reason, Refused, refuse_if


@transaction.atomic
def give_report_template(evaluation: Evaluation, file: Path, name: str, *, by: Person, at: datetime) -> ReportTemplate:
    """Give a Word document by whose styles, margins, headers and footers reports are made from now on.

    It is opened in a confined process, and kept without its makers.
    """
    wait_for_others("report_templates", evaluation.id)
    refuse_if(rules.reasons_against_changing_template(evaluation, by=by, at=at))
    try:
        kind = sniff(file, name, megabytes=rules.MOST_MEGABYTES)
        texts = read_text(file, kind).pages if kind is MediaType.DOCX else ()
        content = clean(file, kind)
    except NotTaken as error:
        raise Refused([Reason(f"not_taken_{error.code.value}", words_of_not_taken(error))]) from None
    refuse_if(rules.reasons_against_template(evaluation, kind, texts))
    return _keep(evaluation, Path(name).name[-200:], content, by=by, at=at)


@transaction.atomic
def leave_report_template(evaluation: Evaluation, *, by: Person, at: datetime) -> ReportTemplate:
    """Make reports as the platform does, from now on."""
    wait_for_others("report_templates", evaluation.id)
    refuse_if(rules.reasons_against_leaving_template(evaluation, template_of(evaluation) is not None, by=by, at=at))
    return _keep(evaluation, "", b"", by=by, at=at)


def _keep(evaluation: Evaluation, name: str, content: bytes, *, by: Person, at: datetime) -> ReportTemplate:
    latest = evaluation.report_templates.aggregate(latest=Max("version"))["latest"] or 0
    given = ReportTemplate.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        version=latest + 1,
        name=name,
        content=content,
        checksum=checksum_of_file(content) if content else "",
        given_by=by,
        given_at=at,
    )
    act = "give_report_template" if content else "leave_report_template"
    note_act(
        act, "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at,
        details={"checksum": given.checksum},
    )  # fmt: skip
    return given
