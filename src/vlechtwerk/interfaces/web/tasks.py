"""Jobs that keep the site tidy, and the one that sends digests."""

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from procrastinate.contrib.django import app

from vlechtwerk.domains.sharing.operations.log import seal
from vlechtwerk.domains.sharing.operations.store import clear_waiting
from vlechtwerk.interfaces.web.digest_mail import send_due_digests


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="clear_sessions")
def clear_sessions(timestamp: int) -> None:
    """Remove the sessions that have ended; `timestamp` is the moment for which the job was planned."""
    SessionStore.clear_expired()


@app.periodic(cron="27 3 * * *")
@app.task(queueing_lock="clear_waiting_files")
def clear_waiting_files(timestamp: int) -> None:
    """Remove the files of uploads that failed or were cut off more than a day ago."""
    clear_waiting(at=timezone.now())


@app.periodic(cron="* * * * * */5")
@app.task(queueing_lock="seal_log")
def seal_log(timestamp: int) -> None:
    """Seal the lines of the log that came since the last time, every five seconds."""
    while seal():
        pass


# Six times in the morning: what the mail server refused is tried again, and who chose later today is not forgotten.
@app.periodic(cron="5 5-10 * * *")
@app.task(queueing_lock="send_digests")
def send_digests(timestamp: int) -> None:
    """Send the digests that are due; each is claimed by its day, so that nobody gets it twice."""
    send_due_digests(timezone.now())
