"""Acts on a progress report that take longer than a page may: done by a job, in the reading context of who asked."""

from contextlib import suppress
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from vlechtwerk.domains.partnership.models import Body, Decision, Mandate
from vlechtwerk.domains.partnership.operations import decisions
from vlechtwerk.domains.programme.models import FrozenReport, ProgressReport
from vlechtwerk.domains.programme.operations import reports
from vlechtwerk.domains.programme.rules.reports import reasons_against_making_files
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if
from vlechtwerk.interfaces.actor import Actor

GATHER, MAKE_FILES = "gather_report", "make_report_files"


def draft(period_from: date, body: Body, language: str, *, actor: Actor, at: datetime) -> ProgressReport:
    """Draft a report over four months, and let a job gather its facts."""
    drafted = reports.draft_progress_report(period_from, body, language=language, by=actor.person, at=at)
    return ask_to_gather(drafted, actor=actor, at=at)


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


def take_decision(
    decision: Decision,
    result: str,
    decided_on: PreciseDate,
    *,
    actor: Actor,
    at: datetime,
    outcome: str = "",
    reasons: str = "",
    mandate: Mandate | None = None,
) -> Decision:
    """Take a decision, and let a job make the files of the report that it froze."""
    by = actor.person
    taken = decisions.take_decision(
        decision, result, decided_on, by=by, at=at, outcome=outcome, reasons=reasons, mandate=mandate
    )
    for report in ProgressReport.objects.filter(decision=taken, state=ProgressReport.State.FROZEN):
        _ask(MAKE_FILES, report, actor)
    return taken


def ask_for_files(report: ProgressReport, *, actor: Actor, at: datetime) -> None:
    """Let a job make the files of a frozen report that are not there yet."""
    refuse_if(reasons_against_making_files(report, by=actor.person, at=at))
    _ask(MAKE_FILES, report, actor)


def is_making_files(report: ProgressReport) -> bool:
    """Whether a job waits for making the files of a report, or makes them now; not one whose worker is gone."""
    asked = ProcrastinateJob.objects.filter(lock=_lock_of(MAKE_FILES, report))
    return asked.filter(Q(status="todo") | Q(status="doing", worker__isnull=False)).exists()


def _lock_of(job: str, report: ProgressReport) -> str:
    return f"{job} {report.id}"


def _ask(job: str, report: ProgressReport, actor: Actor) -> None:
    """One of a kind waits for a report: who asks again is answered by that one."""
    one = _lock_of(job, report)
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(job, lock=one, queueing_lock=one).defer(
            report=str(report.id), person=str(actor.person.id), appointment=str(actor.appointment.id)
        )
