"""Jobs that keep the site tidy, send digests, and do what takes longer than a page may."""

from contextlib import AbstractContextManager
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from procrastinate.contrib.django import app

from vlechtwerk.domains.evaluation.operations.closing_ticks import close_months_over
from vlechtwerk.domains.evaluation.operations.coding_file_steps import clear_coding_files
from vlechtwerk.domains.evaluation.operations.round_keys import destroy_left_over_keys
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import FrozenReport, ProgressReport
from vlechtwerk.domains.programme.operations import reports
from vlechtwerk.domains.programme.operations.report_files import make_report_files
from vlechtwerk.domains.sharing.operations.log import seal
from vlechtwerk.domains.sharing.operations.store import clear_waiting
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.interfaces import coding_jobs, evaluation_report_jobs
from vlechtwerk.interfaces.report_jobs import GATHER, MAKE_FILES
from vlechtwerk.interfaces.round_jobs import SEND_ROUND_MAILS
from vlechtwerk.interfaces.web.digest_mail import send_due_digests
from vlechtwerk.interfaces.web.evaluation import round_mail


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="clear_sessions")
def clear_sessions(timestamp: int) -> None:
    """Remove the sessions that have ended; `timestamp` is the moment for which the job was planned."""
    SessionStore.clear_expired()


@app.periodic(cron="27 3 * * *")
@app.task(queueing_lock="clear_waiting_files")
def clear_waiting_files(timestamp: int) -> None:
    """Remove the files of uploads that failed or were cut off more than a day ago, and what is kept for a day."""
    clear_waiting(at=timezone.now())
    clear_coding_files(at=timezone.now())


@app.periodic(cron="* * * * * */5")
@app.task(queueing_lock="seal_log")
def seal_log(timestamp: int) -> None:
    """Seal the lines of the log that came since the last time, every five seconds."""
    while seal():
        pass


@app.task(name=GATHER)
def gather_report(report: str, person: str, appointment: str) -> None:
    """Gather the facts of a report for who asked it; each step is kept by itself, so that progress shows."""

    def reading() -> AbstractContextManager[None]:
        return reading_as(UUID(person), UUID(appointment))

    try:
        for step in reports.STEPS:
            with reading():
                found = ProgressReport.objects.get(id=report)
                reports.gather_facts(found, step, by=Person.objects.get(id=person), at=timezone.now())
    except Exception:
        with reading():
            found = ProgressReport.objects.get(id=report)
            reports.end_gathering(found, by=Person.objects.get(id=person), at=timezone.now())
        raise


@app.task(name=MAKE_FILES)
def make_files(report: str, person: str, appointment: str) -> None:
    """Make the files of a report that was frozen."""
    with reading_as(UUID(person), UUID(appointment)):
        frozen = FrozenReport.objects.get(report=UUID(report))
        make_report_files(frozen, by=Person.objects.get(id=person), at=timezone.now())


# Six times in the morning: what the mail server refused is tried again, and who chose later today is not forgotten.
@app.periodic(cron="5 5-10 * * *")
@app.task(queueing_lock="send_digests")
def send_digests(timestamp: int) -> None:
    """Send the digests that are due; each is claimed by its day, so that nobody gets it twice."""
    send_due_digests(timezone.now())


@app.task(name=SEND_ROUND_MAILS)
def send_round_mails(of_round: str, person: str, appointment: str) -> None:
    """Send the invitations and reminders of a round that wait."""
    round_mail.send_round_mails(UUID(of_round), UUID(person), UUID(appointment))


@app.task(name=coding_jobs.WORK_ON_CODING_FILE)
def work_on_coding_file(coding_file: str, person: str, appointment: str) -> None:
    """Read, take in or write a file of coding, whichever was asked."""
    coding_jobs.work_on(UUID(coding_file), UUID(person), UUID(appointment))


@app.task(name=evaluation_report_jobs.BUILD_EVALUATION_REPORT)
def build_evaluation_report(report: str, person: str, appointment: str) -> None:
    """Build the report of an evaluation, and make its files."""
    evaluation_report_jobs.work_on(UUID(report), UUID(person), UUID(appointment))


@app.periodic(cron="37 * * * *")
@app.task(queueing_lock="destroy_left_over_keys")
def destroy_keys_of_closed_rounds(timestamp: int) -> None:
    """Destroy what is left of keys whose round is closed; closing does it itself, unless it was cut off."""
    destroy_left_over_keys()


# Often enough that what is ticked lies sealed no longer than the morning after its month.
@app.periodic(cron="47 * * * *")
@app.task(queueing_lock="close_tick_months")
def close_tick_months(timestamp: int) -> None:
    """Close the months of ticks that are over: keep what may be shown, and destroy the rest."""
    close_months_over(timezone.now())
