"""Reports of evaluations are built and frozen by a job, which tells how far it is and can be left.

What is told is read as it stands at one moment, and nobody waits for that. Only what came of it is kept under a lock:
the report with all its files, or nothing.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationReport
from vlechtwerk.domains.evaluation.operations import reports
from vlechtwerk.domains.evaluation.queries.report.making import Made, make_frozen_report, make_report
from vlechtwerk.domains.evaluation.rules.reports import who_asked
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.interfaces.actor import Actor
from vlechtwerk.interfaces.told_progress import ToldProgress

BUILD_EVALUATION_REPORT = "build_evaluation_report"
State = EvaluationReport.State
# How often it is made anew because something was registered meanwhile, before others wait for the last time.
TRIES = 3
# How what was asked is made, and how what came of it is kept.
STEPS: Mapping[State, tuple[Callable[..., Made], Callable[..., EvaluationReport]]] = {
    State.ASKED: (make_report, reports.keep_built_report),
    State.FREEZING: (make_frozen_report, reports.keep_frozen_report),
}


def ask_to_build(evaluation: Evaluation, language: str, *, actor: Actor, at: datetime) -> EvaluationReport:
    """Ask for a report, and let a job build it and make its files."""
    report = reports.ask_for_report(evaluation, language, by=actor.person, at=at)
    _ask(report, actor)
    return report


def ask_to_freeze(report: EvaluationReport, *, actor: Actor, at: datetime) -> EvaluationReport:
    """Ask that a report is frozen, and let a job make it once more and freeze it."""
    asked = reports.ask_to_freeze(report, by=actor.person, at=at)
    _ask(asked, actor)
    return asked


def _ask(report: EvaluationReport, actor: Actor) -> None:
    # One waits for what is asked: building it, and freezing it.
    one = f"{BUILD_EVALUATION_REPORT} {report.id} {report.state}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(BUILD_EVALUATION_REPORT, lock=one, queueing_lock=one).defer(
            report=str(report.id), person=str(actor.person.id), appointment=str(actor.appointment.id)
        )


def work_on(report: UUID, person: UUID, appointment: UUID) -> None:
    """Build or freeze a report as was asked, for who asked it; one that is asked for no more is left as it is."""
    progress = ToldProgress(partial(reports.keep_share, report), person, appointment)
    try:
        for left in reversed(range(TRIES)):
            with reading_as(person, appointment, steady=True):
                found = EvaluationReport.objects.select_related("evaluation__project").get(id=report)
                if found.state not in STEPS or who_asked(found) != person:
                    return
                make, keep = STEPS[State(found.state)]
                made = make(found, at=timezone.now(), progress=progress)
            with reading_as(person, appointment):
                keep(found, made, by=Person.objects.get(id=person), at=timezone.now(), again=not left)
    except Exception:
        with reading_as(person, appointment):
            found = EvaluationReport.objects.get(id=report)
            reports.end_building(found, by=Person.objects.get(id=person), at=timezone.now())
        raise
