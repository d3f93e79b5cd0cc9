"""Read the log: on one of four grounds (Wpg art. 32a(2)), and each reading is logged itself."""

import json
from datetime import datetime

from django.db import connection

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.sharing.queries.log import LINES_ON_A_PAGE, LogFilters, LogRead, log_read
from vlechtwerk.domains.sharing.queries.reader import Trace
from vlechtwerk.domains.sharing.rules import (
    reasons_against_period,
    reasons_against_reading_log,
    reasons_of_other_function,
)
from vlechtwerk.foundation.refusal import Refused, refuse_if


def read_log(
    ground: str,
    reason: str,
    since: datetime,
    until: datetime,
    filters: LogFilters,
    trace: Trace,
    *,
    by: Person,
    at: datetime,
) -> LogRead:
    """Read the log of a period; the database logs this reading before it answers, and answers nobody else."""
    refuse_if(reasons_against_reading_log(ground, reason, by=by, at=at) + reasons_against_period(since, until))
    with connection.cursor() as cursor:
        cursor.execute(
            "select read_log(%s, %s, %s, %s, %s::jsonb, %s, %s, %s, %s, %s)",
            [
                *(ground, reason, since, until, filters.as_json(), filters.page, LINES_ON_A_PAGE),
                *(trace.trace_id, trace.span(), trace.origin),
            ],
        )
        (raw,) = cursor.fetchone()
    if raw is None:
        # The person may, but not in the capacity in which they act now.
        raise Refused(reasons_of_other_function())
    return log_read(json.loads(raw) if isinstance(raw, str) else raw, filters.page)
