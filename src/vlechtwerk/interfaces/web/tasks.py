"""Jobs that keep the site tidy."""

from django.contrib.sessions.backends.db import SessionStore
from procrastinate.contrib.django import app


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="clear_sessions")
def clear_sessions(timestamp: int) -> None:
    """Remove the sessions that have ended; `timestamp` is the moment for which the job was planned."""
    SessionStore.clear_expired()
