"""Acts on a progress report that take longer than a page may: done by a job, in the reading context of who asked."""

from datetime import datetime

from procrastinate.contrib.django import app

from vlechtwerk.domains.partnership.models import Mandate
from vlechtwerk.domains.programme.models import FrozenReport, ProgressReport
from vlechtwerk.domains.programme.operations import reports
from vlechtwerk.interfaces.actor import Actor

GATHER, MAKE_FILES = "gather_report", "make_report_files"


def ask_to_gather(report: ProgressReport, *, actor: Actor, at: datetime) -> ProgressReport:
    """Let a job gather the facts of a report."""
    begun = reports.begin_gathering(report, by=actor.person, at=at)
    _ask(GATHER, report, actor)
    return begun


def approve(report: ProgressReport, mandate: Mandate | None, *, actor: Actor, at: datetime) -> FrozenReport:
    """Approve and freeze a report, and let a job make its files."""
    frozen = reports.approve_progress_report(report, mandate, by=actor.person, at=at)
    _ask(MAKE_FILES, report, actor)
    return frozen


def ask_for_files(report: ProgressReport, *, actor: Actor) -> None:
    """Let a job make the files of a frozen report that are not there yet."""
    _ask(MAKE_FILES, report, actor)


def _ask(job: str, report: ProgressReport, actor: Actor) -> None:
    app.configure_task(job, lock=f"{job} {report.id}").defer(
        report=str(report.id), person=str(actor.person.id), appointment=str(actor.appointment.id)
    )
