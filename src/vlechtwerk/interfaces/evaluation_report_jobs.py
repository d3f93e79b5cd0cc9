"""Reports of evaluations are built by a job, which tells how far it is; its files are made one by one after that."""

from contextlib import AbstractContextManager, suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationReport
from vlechtwerk.domains.evaluation.operations import reports
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.interfaces.actor import Actor

BUILD_EVALUATION_REPORT = "build_evaluation_report"
State = EvaluationReport.State


def ask_to_build(evaluation: Evaluation, language: str, *, actor: Actor, at: datetime) -> EvaluationReport:
    """Ask for a report, and let a job build it and make its files."""
    report = reports.ask_for_report(evaluation, language, by=actor.person, at=at)
    _ask(report, actor)
    return report


def freeze(report: EvaluationReport, *, actor: Actor, at: datetime) -> EvaluationReport:
    """Freeze a report, and let a job make the files of what was frozen."""
    frozen = reports.freeze_report(report, by=actor.person, at=at)
    _ask(frozen, actor)
    return frozen


def _ask(report: EvaluationReport, actor: Actor) -> None:
    one = f"{BUILD_EVALUATION_REPORT} {report.id}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(BUILD_EVALUATION_REPORT, lock=one, queueing_lock=one).defer(
            report=str(report.id), person=str(actor.person.id), appointment=str(actor.appointment.id)
        )


def work_on(report: UUID, person: UUID, appointment: UUID) -> None:
    """Build a report that was asked for, and make the files of one that is there; each step is kept by itself."""

    def reading() -> AbstractContextManager[None]:
        return reading_as(person, appointment)

    try:
        with reading():
            found, by = EvaluationReport.objects.get(id=report), Person.objects.get(id=person)
            if found.state == State.ASKED:
                found = reports.build_report(found, by=by, at=timezone.now())
            files = reports.files_of(found) if found.state in (State.BUILT, State.FROZEN) else []
        for number, (form, kind) in enumerate(files, 1):
            with reading():
                done = reports.COMPOSED + (100 - reports.COMPOSED) * number // len(files)
                reports.make_report_file(found, form, kind, done, by=by, at=timezone.now())
    except Exception:
        with reading():
            found = EvaluationReport.objects.get(id=report)
            reports.end_building(found, by=Person.objects.get(id=person), at=timezone.now())
        raise
