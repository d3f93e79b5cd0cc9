"""Decide what someone may read, in one capacity and for one purpose, and take that up for this transaction."""

import json
from dataclasses import replace
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.sharing.models import Purpose
from vlechtwerk.domains.sharing.models.log import ALLOWED, READ, REFUSED, Event
from vlechtwerk.domains.sharing.operations import log
from vlechtwerk.domains.sharing.queries.deciding import decide_all, gathered_facts
from vlechtwerk.domains.sharing.queries.reader import Reading, Trace, actor_of
from vlechtwerk.engines.policy.deciding import ENGINE
from vlechtwerk.foundation.database.sealing import seal
from vlechtwerk.foundation.refusal import Reason, Refused


def read_in(appointment: Appointment, purpose: Purpose, trace: Trace | None = None) -> Reading:
    """Take up the clearance of the reader of this transaction in a purpose; decide anew when anything changed.

    Someone who is not authorised gets a clearance that opens nothing, not even what else there is in the purpose.
    """
    trace = trace or Trace()
    with connection.cursor() as cursor:
        cursor.execute("select take_up_clearance(%s)", [purpose.id])
        (found,) = cursor.fetchone()
    clearance, grounds = (found, "") if found else _decide_anew(appointment, purpose, trace)
    return Reading(appointment, purpose, actor_of(appointment, purpose, clearance, grounds), trace)


def enter_purpose(
    appointment: Appointment, purpose: Purpose, trace: Trace | None = None, *, goes_on: bool = False
) -> Reading:
    """Read in a purpose for who is authorised in it, and note that they do; refuse anyone else, and note that.

    Who goes on in the purpose they were in does not enter it once more. Not atomic: the line about a refusal stays.
    """
    reading = read_in(appointment, purpose, trace)
    with connection.cursor() as cursor:
        cursor.execute("select reading_purpose()")
        (entered,) = cursor.fetchone()
    if entered is None:
        log.note(reading.actor, reading.trace, Event.PURPOSE_ENTERED, READ, REFUSED)
        raise Refused([Reason("not_authorised", _("You are not authorised in this purpose."), _("Wpg article 6"))])
    if not goes_on:
        log.note(reading.actor, reading.trace, Event.PURPOSE_ENTERED, READ, ALLOWED)
    return reading


def decide_anew(reading: Reading) -> Reading:
    """Decide again, because this transaction itself changed something."""
    clearance, grounds = _decide_anew(reading.appointment, reading.purpose, reading.trace)
    return replace(reading, actor=actor_of(reading.appointment, reading.purpose, clearance, grounds))


def _decide_anew(appointment: Appointment, purpose: Purpose, trace: Trace) -> tuple[UUID, str]:
    facts, raw = gathered_facts(purpose)
    grounds = facts.grounds()
    answers = decide_all(facts, grounds)
    decision = {
        "event_name": Event.ACCESS,
        "action": "clearance",
        "outcome": ALLOWED if facts.reader.authorised else REFUSED,
        "facts": {key: value for key, value in raw.items() if key != "covenant"},
        "engine": ENGINE,
        "organisation": facts.reader.organisation,
        "capacity": facts.reader.capacity,
        "purpose_code": purpose.code,
        "day": None,
    }
    written_down = json.dumps(decision)
    opened = [list(one) for one in (answers.readable, answers.known, answers.downloadable, answers.writable)]
    with connection.cursor() as cursor:
        cursor.execute("select keep_policy_text(%s), current_setting('vw.reading')", [grounds.text])
        (_digest, handle) = cursor.fetchone()
        sealed = seal(
            "write_clearance", handle, purpose.id, *(",".join(map(str, one)) for one in opened),
            raw["facts"], raw["tightened"], grounds.digest, written_down,
        )  # fmt: skip
        cursor.execute(
            "select write_clearance(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                purpose.id, *opened, raw["facts"], raw["tightened"], grounds.digest, trace.trace_id, trace.span(),
                written_down, sealed,
            ],
        )  # fmt: skip
        (written,) = cursor.fetchone()
    return written, grounds.digest
