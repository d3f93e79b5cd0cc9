"""Decide what someone may read, in one capacity and for one purpose, and take that up for this transaction."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.sharing.models import Purpose
from vlechtwerk.domains.sharing.operations import log
from vlechtwerk.engines.policy.deciding import ENGINE, Decided, decide
from vlechtwerk.engines.policy.explaining import may_know
from vlechtwerk.engines.policy.facts import Act, Marked, Reader, Situation
from vlechtwerk.engines.policy.grounds import Grounds, law_only, with_covenant
from vlechtwerk.foundation.database.sealing import seal
from vlechtwerk.foundation.refusal import Reason, Refused


@dataclass(frozen=True, slots=True)
class Facts:
    """What a decision rests on, as the database gathered it: the reader, the purpose, and the markings with theirs."""

    reader: Reader
    situation: Situation
    dpia_categories: frozenset[str]
    covenant: str
    markings: Mapping[UUID, tuple[Marked, frozenset[str]]]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> "Facts":
        """Read what the database gathered."""
        purpose = raw["purpose"]
        return cls(
            reader=Reader(raw["organisation"], raw["capacity"], raw["function"], raw["authorised"]),
            situation=Situation(
                purpose["kind"], purpose["statement"], purpose["days_open"], False, purpose["customs_law"]
            ),
            dpia_categories=frozenset(purpose["dpia_categories"]),
            covenant=raw["covenant"] or "",
            markings={UUID(item["id"]): (_marked(item), frozenset(item["given"])) for item in raw["markings"]},
        )

    def grounds(self) -> Grounds:
        """Return the grounds in force: the law, and the covenant where there is one."""
        return with_covenant(self.covenant) if self.covenant else law_only()

    def situation_of(self, marked: Marked, given: frozenset[str] = frozenset()) -> Situation:
        """Return the situation for one marking: what was obtained for it, and whether the DPIA covers it."""
        return replace(self.situation, given=given, dpia=marked.category in self.dpia_categories)

    def questions(self) -> list[tuple[Marked, Situation]]:
        """Return what has to be decided, in the order of the markings."""
        return [(marked, self.situation_of(marked, given)) for marked, given in self.markings.values()]


def _marked(item: Mapping[str, Any]) -> Marked:
    return Marked(
        item["organisation"],
        item["capacity"],
        item["category"],
        item["level"],
        frozenset(item["handling"]),
        item["special"],
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """What was decided about each marking, in the order of the facts."""

    readable: tuple[UUID, ...]
    known: tuple[UUID, ...]
    downloadable: tuple[UUID, ...]
    writable: tuple[UUID, ...]
    decided: Mapping[UUID, Decided]


def decide_all(facts: Facts, grounds: Grounds) -> Answers:
    """Decide about every marking of a purpose, once per marking and never per item."""
    questions = facts.questions()
    reading = dict(zip(facts.markings, decide(grounds, facts.reader, questions, Act.READ), strict=True))
    readable = tuple(marking for marking, decided in reading.items() if decided.allowed)
    rest = [(marking, question) for marking, question in zip(facts.markings, questions, strict=True)]
    open_to = set(readable)
    unread = [(marking, question) for marking, question in rest if marking not in open_to]
    read = [(marking, question) for marking, question in rest if marking in open_to]
    own = [item for item in rest if item[1][0].organisation == facts.reader.organisation]
    knowable = may_know(grounds, facts.reader, [question for _marking, question in unread])
    return Answers(
        readable=readable,
        known=tuple(marking for (marking, _question), known in zip(unread, knowable, strict=True) if known),
        downloadable=_allowed(grounds, facts.reader, read, Act.DOWNLOAD),
        writable=_allowed(grounds, facts.reader, own, Act.PROVIDE),
        decided=reading,
    )


def _allowed(
    grounds: Grounds, reader: Reader, items: Sequence[tuple[UUID, tuple[Marked, Situation]]], act: Act
) -> tuple[UUID, ...]:
    answers = decide(grounds, reader, [question for _marking, question in items], act)
    return tuple(marking for (marking, _question), answer in zip(items, answers, strict=True) if answer.allowed)


@dataclass(frozen=True, slots=True)
class Reading:
    """Someone who reads in a purpose: all that queries and operations on marked content need."""

    appointment: Appointment
    purpose: Purpose
    actor: log.Actor
    trace: log.Trace


def read_in(appointment: Appointment, purpose: Purpose, trace: log.Trace | None = None) -> Reading:
    """Take up the clearance of the reader of this transaction in a purpose; decide anew when anything changed.

    Someone who is not authorised gets a clearance that opens nothing, not even what else there is in the purpose.
    """
    trace = trace or log.Trace()
    with connection.cursor() as cursor:
        cursor.execute("select take_up_clearance(%s)", [purpose.id])
        (found,) = cursor.fetchone()
    clearance, grounds = (found, "") if found else _decide_anew(appointment, purpose, trace)
    return Reading(appointment, purpose, actor_of(appointment, purpose, clearance, grounds), trace)


def enter_purpose(
    appointment: Appointment, purpose: Purpose, trace: log.Trace | None = None, *, goes_on: bool = False
) -> Reading:
    """Read in a purpose for who is authorised in it, and note that they do; refuse anyone else, and note that.

    Who goes on in the purpose they were in does not enter it once more. Not atomic: the line about a refusal stays.
    """
    reading = read_in(appointment, purpose, trace)
    with connection.cursor() as cursor:
        cursor.execute("select reading_purpose()")
        (entered,) = cursor.fetchone()
    if entered is None:
        log.note(reading.actor, reading.trace, log.Event.PURPOSE_ENTERED, log.READ, log.REFUSED)
        raise Refused([Reason("not_authorised", _("You are not authorised in this purpose."), _("Wpg article 6"))])
    if not goes_on:
        log.note(reading.actor, reading.trace, log.Event.PURPOSE_ENTERED, log.READ, log.ALLOWED)
    return reading


def decide_anew(reading: Reading) -> Reading:
    """Decide again, because this transaction itself changed something."""
    clearance, grounds = _decide_anew(reading.appointment, reading.purpose, reading.trace)
    return replace(reading, actor=actor_of(reading.appointment, reading.purpose, clearance, grounds))


def actor_of(
    appointment: Appointment, purpose: Purpose | None = None, clearance: UUID | None = None, grounds: str = ""
) -> log.Actor:
    """Return who acts in an appointment, as the log names them."""
    capacity = appointment.capacity
    return log.Actor(
        project_id=appointment.project_id,
        person=appointment.person_id,
        appointment=appointment.id,
        organisation=appointment.organisation.code,
        organisation_id=appointment.organisation_id,
        capacity=capacity.kind if capacity else "other",
        purpose=purpose.id if purpose else None,
        purpose_code=purpose.code if purpose else "",
        clearance=clearance,
        grounds=grounds,
    )


def gathered_facts(purpose: Purpose) -> tuple[Facts, Mapping[str, Any]]:
    """Gather the facts about the reader of this transaction in a purpose; also as the database gave them."""
    with connection.cursor() as cursor:
        cursor.execute("select facts_to_decide(%s, %s)", [purpose.id, seal("facts_to_decide", purpose.id)])
        (raw,) = cursor.fetchone()
    raw = json.loads(raw) if isinstance(raw, str) else raw
    return Facts.read(raw), raw


def _decide_anew(appointment: Appointment, purpose: Purpose, trace: log.Trace) -> tuple[UUID, str]:
    facts, raw = gathered_facts(purpose)
    grounds = facts.grounds()
    answers = decide_all(facts, grounds)
    decision = {
        "event_name": log.Event.ACCESS,
        "action": "clearance",
        "outcome": log.ALLOWED if facts.reader.authorised else log.REFUSED,
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


def still_holds() -> bool:
    """Whether all that was read in this transaction is still allowed at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("select clearance_still_holds()")
        (holds,) = cursor.fetchone()
    return bool(holds)


def met_a_change() -> bool:
    """Whether a failed act rested on what was taken away meanwhile; a transaction that is over can't tell."""
    try:
        return not still_holds()
    except DatabaseError:
        return False
