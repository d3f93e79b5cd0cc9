"""Sentences of tests about reports of evaluations: asked for, made, frozen by another, and taken as files."""

from tests.world import World, now
from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationReport
from vlechtwerk.domains.evaluation.operations import reports
from vlechtwerk.domains.evaluation.queries.report.making import make_frozen_report, make_report
from vlechtwerk.domains.partnership.models import Person


def built(world: World, evaluation: Evaluation, by: Person | None = None) -> EvaluationReport:
    """Let Dilara, or another, ask for a report, and make and keep it as a job does; it may be refused."""
    by = by or world.dilara
    asked = reports.ask_for_report(evaluation, "nl", by=by, at=now())
    return reports.keep_built_report(asked, make_report(asked, at=now()), by=by, at=now())


def frozen(report: EvaluationReport, by: Person) -> EvaluationReport:
    """Let someone freeze a report, as a job does; it may be left as it was built."""
    asked = reports.ask_to_freeze(report, by=by, at=now())
    return reports.keep_frozen_report(asked, make_frozen_report(asked, at=now()), by=by, at=now())


def file(report: EvaluationReport, kind: str, form: str = "full") -> bytes:
    """Take a file of a report as it stands."""
    is_frozen = report.state == EvaluationReport.State.FROZEN
    return bytes(report.files.get(is_frozen=is_frozen, form=form, kind=kind).content)
