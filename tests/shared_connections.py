"""Let the requests to a live server share connections, as those to a site in use do (settings/base.py, "pool").

Django's live server opens one for each request, and on a new one each statement is planned anew, with all policies of
its tables: that costs more than the page. Django's own pool would outlive the database, which is made again and again.
"""

import threading
from collections import defaultdict, deque
from contextlib import suppress
from typing import Any

import psycopg
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg.pq import TransactionStatus
from psycopg_pool import ConnectionPool

from vlechtwerk.foundation.database.connections import forget_reader

# As many as a browser asks at once; whoever comes when more are busy opens one of their own.
MOST = 6
Connection = psycopg.Connection[Any]
_waiting: dict[tuple[str, str], deque[Connection]] = defaultdict(deque)
_connect, _close = DatabaseWrapper.get_new_connection, DatabaseWrapper._close


def share_connections() -> None:
    """Let each request to a live server take the connection of one before it, and give it back forgetting who read."""
    DatabaseWrapper.get_new_connection = _take
    DatabaseWrapper._close = _give_back


def close_shared() -> None:
    """Close every connection that waits for a request: its database is going to be made anew."""
    for waiting in list(_waiting.values()):
        while waiting:
            waiting.pop().close()


def _answers_a_request() -> bool:
    return "process_request_thread" in threading.current_thread().name


def _waiting_for(wrapper: DatabaseWrapper) -> deque[Connection]:
    return _waiting[wrapper.settings_dict["NAME"], wrapper.settings_dict["USER"]]


def _take(wrapper: DatabaseWrapper, parameters: dict[str, Any]) -> Connection:
    opened: Connection = _taken(wrapper) or _connect(wrapper, parameters)
    return opened


def _taken(wrapper: DatabaseWrapper) -> Connection | None:
    with suppress(IndexError):
        while _answers_a_request():
            connection = _waiting_for(wrapper).pop()
            with suppress(psycopg.Error):
                ConnectionPool.check_connection(connection)
                return connection
    return None


def _give_back(wrapper: DatabaseWrapper) -> None:
    connection = wrapper.connection
    if connection is not None and _answers_a_request() and len(_waiting_for(wrapper)) < MOST:
        with suppress(psycopg.Error):
            if connection.info.transaction_status == TransactionStatus.IDLE:
                forget_reader(connection)
                _waiting_for(wrapper).append(connection)
                return
    _close(wrapper)
