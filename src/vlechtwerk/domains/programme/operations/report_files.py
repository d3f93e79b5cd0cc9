"""Make the files of a frozen report: once, from what was frozen, and never again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.words import say_date, say_day
from vlechtwerk.domains.programme.models import FrozenFile, FrozenReport
from vlechtwerk.domains.programme.models.reports import FileKind, ReportForm
from vlechtwerk.domains.programme.queries.report_facts import period_of
from vlechtwerk.domains.programme.queries.report_manifest import checksum_of_files
from vlechtwerk.engines.documents.report.contents import Report, from_plain
from vlechtwerk.engines.documents.report.html import as_html
from vlechtwerk.engines.documents.report.manifest import checksum_of_file
from vlechtwerk.engines.documents.report.pdf import as_pdf
from vlechtwerk.engines.documents.report.word import as_word
from vlechtwerk.foundation.journal.entries import note_act


@transaction.atomic
def make_report_files(frozen: FrozenReport, *, by: Person, at: datetime) -> list[FrozenFile]:
    """Make what is not there yet of the files of a frozen report: each form as HTML, PDF and Word.

    Raises `ValueError` when a file can't be made as it should be; then none is kept.
    """
    along = ("report__approving_body", "report__project", "report__told_in", "report__decision__mandate")
    frozen = FrozenReport.objects.select_related(*along).get(id=frozen.id)
    there = set(frozen.files.values_list("form", "kind"))
    made = []
    with override(frozen.report.language):
        for form in ReportForm.values:
            report = printed(frozen, form)
            for kind in FileKind.values:
                if (form, kind) not in there:
                    content = _file(report, kind, frozen.frozen_at)
                    made.append(
                        FrozenFile(
                            project_id=frozen.project_id,
                            frozen=frozen,
                            form=form,
                            kind=kind,
                            content=content,
                            checksum=checksum_of_file(content),
                        )
                    )
    FrozenFile.objects.bulk_create(made)
    note_act(
        "make_report_files", "progress_report", frozen.report_id,
        project_id=frozen.project_id, by=by.id, at=at, details={"checksum": checksum_of_files(frozen.files.all())},
    )  # fmt: skip
    return made


def printed(frozen: FrozenReport, form: str) -> Report:
    """Return a form of a frozen report, ready to print; asked for in the language of the report."""
    content, report = frozen.content, frozen.report
    decision = report.decision
    period = period_of(report)
    days = {"first": say_day(period.first), "last": say_day(period.last)}
    facts = [
        (_("Period"), _("%(first)s to %(last)s") % days),
        (_("Approved by"), report.approving_body.name),
        (_("Approved on"), say_date(decision.decided_on) if decision else ""),
        (_("Mandate used"), decision.mandate.subject if decision and decision.mandate else _("none named")),
        (_("Checksum of the manifest"), frozen.checksum),
    ]
    return Report(
        title=content["title"],
        subtitle=content["subtitles"][form],
        origin=content["origin"],
        invented=content["invented"],
        language=content["language"],
        contents_title=content["contents_title"],
        facts=tuple(facts),
        sections=from_plain(content["sections"][form]),
        footer=_("Frozen on %(day)s. Later changes do not alter this report.")
        % {"day": say_day(timezone.localdate(frozen.frozen_at))},
        author=f"{report.project.name}, {report.approving_body.name}",
        manifest=frozen.manifest,
    )


def _file(report: Report, kind: str, at: datetime) -> bytes:
    match kind:
        case FileKind.HTML:
            return as_html(report)
        case FileKind.PDF:
            return as_pdf(report, at, _("Every figure and fact with its source"))
    return as_word(report, at)
