"""Note acts in the processing log: decision, processing and actor in one write, in the act's own transaction."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection

from vlechtwerk.foundation.identifiers import new_identifier

# Wpg art. 32a knows these six, and no others.
COLLECT, CHANGE, READ, DISCLOSE = "collect", "change", "read", "disclose"
# Part, span, parent span, body.
Line = tuple[str, str, str, Mapping[str, Any]]


class Event(StrEnum):
    """What happened, as the log names it."""

    ACCESS = "adl.access_evaluation"
    SEARCH = "adl.search_resource"
    PURPOSE_ENTERED = "purpose_entered"
    AUDIENCE_READ = "audience_read"
    CONSENT_ASKED = "consent_asked"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    NOTICE_ACKNOWLEDGED = "notice_acknowledged"
    DOCUMENT_SENT = "document_sent"
    DOCUMENT_RECALLED = "document_recalled"
    LOG_READ = "log_read"


class Outcome(StrEnum):
    """How it ended; a refusal is an outcome, not an error."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    NOTHING_THERE = "nothing_there"
    NOTICE_SHOWN = "notice_shown"
    ASKED = "asked"


ALLOWED, REFUSED, NOTHING = Outcome.ALLOWED, Outcome.REFUSED, Outcome.NOTHING_THERE


@dataclass(frozen=True, slots=True)
class Trace:
    """What joins the lines of one request, and where it came from. Ids follow W3C Trace Context and tell nothing."""

    trace_id: str = field(default_factory=lambda: secrets.token_hex(16))
    origin: str = ""

    def span(self) -> str:
        """Return a new span id: 8 bytes in hexadecimal."""
        return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which appointment and purpose; stands in the actor's line and never in that of the processing."""

    project_id: UUID
    person: UUID
    appointment: UUID
    organisation: str
    organisation_id: UUID
    capacity: str
    purpose: UUID | None
    purpose_code: str
    clearance: UUID | None
    grounds: str


@dataclass(frozen=True, slots=True)
class AtServer:
    """Who acts at the server: nobody is signed in there, and what is known is the account of the machine."""

    project_id: UUID
    person: str = ""
    appointment: str = ""
    organisation: str = ""
    organisation_id: str = ""
    capacity: str = "other"
    purpose: None = None
    purpose_code: str = ""
    clearance: None = None
    grounds: str = ""


@dataclass(frozen=True, slots=True)
class Processed:
    """One item that an operation touched: its marking, and the people it is about."""

    document: str
    marking: UUID | None
    subject_kinds: Sequence[str] = ()
    # Pseudonym and kind of each person whom it is about, as far as its provider named them.
    subjects: Sequence[tuple[str, str]] = ()


def note(
    actor: Actor | AtServer,
    trace: Trace,
    event: Event,
    operation: str,
    outcome: Outcome,
    items: Sequence[Processed] = (),
    details: Mapping[str, Any] | None = None,
) -> None:
    """Note one act on some items, or on none (an empty list is noted too).

    One decision line, one actor line, and under them one processing line per item and per person whom it is about
    (Logboek Dataverwerkingen: one line per data subject). A refusal is an outcome, not an error. If this fails, the
    act fails with it: what can't be logged does not happen.
    """
    span = trace.span()
    decision = {
        "event_name": event,
        "action": operation,
        "outcome": outcome,
        "resources": [item.document for item in items],
        "markings": sorted({str(item.marking) for item in items if item.marking}),
        "clearance": str(actor.clearance or ""),
        "purpose": str(actor.purpose or ""),
        "purpose_code": actor.purpose_code,
        "capacity": actor.capacity,
        "organisation": actor.organisation,
        "grounds": actor.grounds,
        **(details or {}),
    }
    who = {
        "person": str(actor.person),
        "appointment": str(actor.appointment),
        "organisation": actor.organisation,
        "organisation_id": str(actor.organisation_id),
        "capacity": actor.capacity,
        "origin": trace.origin,
    }
    lines: list[Line] = [("decision", span, "", decision), ("actor", span, "", who)]
    for item in items:
        lines += _processing_lines(actor, trace, span, event, operation, outcome, item)
    write_lines(actor.project_id, trace, lines)


def _processing_lines(
    actor: Actor | AtServer, trace: Trace, span: str, event: str, operation: str, outcome: str, item: Processed
) -> list[Line]:
    told = {
        "operation": operation,
        "outcome": outcome,
        "object": item.document,
        "marking": str(item.marking or ""),
        "subject_kinds": list(item.subject_kinds),
        "processing_activity": actor.purpose_code,
        "event": event,
    }
    of_subjects: list[Line] = [
        ("processing", trace.span(), span, told | {"data_subject_id": pseudonym, "data_subject_id_type": kind})
        for pseudonym, kind in item.subjects
    ]
    return of_subjects or [("processing", trace.span(), span, told)]


def write_lines(project_id: UUID, trace: Trace, lines: Sequence[Line]) -> None:
    """Add lines (part, span, parent span, body); number, moment and sum are the database's own."""
    values = ", ".join(["(%s, %s, %s, %s, %s, %s, %s::jsonb)"] * len(lines))
    parameters: list[Any] = []
    for part, span, parent, body in lines:
        parameters += [new_identifier(), project_id, trace.trace_id, span, parent, part, json.dumps(body)]
    with connection.cursor() as cursor:
        cursor.execute(
            # The number of placeholders follows from the number of lines; no value is in the text.
            "insert into sharing_logline (id, project_id, trace_id, span_id, parent_span_id, part, body) values "  # noqa: S608
            + values,
            parameters,
        )


def seal() -> int:
    """Seal what is not sealed yet into the chain; return how many lines. Called every few seconds by the worker."""
    with connection.cursor() as cursor:
        cursor.execute("select seal_log()")
        (sealed,) = cursor.fetchone()
    return int(sealed)
