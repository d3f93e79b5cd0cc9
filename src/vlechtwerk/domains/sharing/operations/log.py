"""Note acts in the processing log: decision, processing and actor in one write, in the act's own transaction."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from vlechtwerk.domains.sharing.models import Document
from vlechtwerk.domains.sharing.models.log import Event, Operation, Outcome
from vlechtwerk.domains.sharing.queries.reader import Actor, Trace
from vlechtwerk.foundation.identifiers import new_identifier

# Part, span, parent span, body.
Line = tuple[str, str, str, Mapping[str, Any]]


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


def processed(document: Document) -> Processed:
    """Return what the log holds of a document that was touched: ids and pseudonyms, no words."""
    subjects = tuple(document.subjects.values_list("pseudonym", "kind"))
    return Processed(str(document.id), document.marking_id, document.subject_kinds, subjects)


def note(
    actor: Actor | AtServer,
    trace: Trace,
    event: Event,
    operation: Operation,
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
    lines: list[Line] = [("decision", span, "", decision), ("actor", span, "", _who(actor, trace))]
    for item in items:
        lines += _processing_lines(actor, trace, span, event, operation, outcome, item)
    write_lines(actor.project_id, trace, lines)


def _who(actor: Actor | AtServer, trace: Trace) -> dict[str, str]:
    return {
        "person": str(actor.person),
        "appointment": str(actor.appointment),
        "organisation": actor.organisation,
        "organisation_id": str(actor.organisation_id),
        "capacity": actor.capacity,
        "origin": trace.origin,
    }


def _processing_lines(
    actor: Actor | AtServer,
    trace: Trace,
    span: str,
    event: Event,
    operation: Operation,
    outcome: Outcome,
    item: Processed,
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
