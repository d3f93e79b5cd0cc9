"""Prove the log: that no sealed line was changed, and that every reading is what the policies of its day decide.

All of this reads lines of every project, so it runs as the role that owns the tables: at the server, not on a page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from vlechtwerk.domains.sharing.models import LogLine
from vlechtwerk.domains.sharing.models.log import ALLOWED, DISCLOSE, READ, Event
from vlechtwerk.domains.sharing.queries.deciding import Facts, decide_all
from vlechtwerk.engines.policy.grounds import grounds_of

# Wpg art. 25(1)(c): recipients over the last four years.
YEARS_OF_RECIPIENTS = 4


@dataclass(frozen=True, slots=True)
class Head:
    """The last sum of the chain, to print and keep elsewhere; and how many lines wait to be sealed."""

    batch: int
    sealed_at: datetime | None
    hash: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong with the log: in which batch and line, and what."""

    batch: int | None
    line: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """One line decided again; `mistake` is empty when the answer is the same."""

    line: int
    mistake: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """An organisation that got data about a person: when first and last, for what, and how often."""

    organisation: str
    capacity: str
    purpose: str
    operation: str
    first: datetime
    last: datetime
    times: int


def head() -> Head:
    """Return the head of the chain."""
    with connection.cursor() as cursor:
        cursor.execute("select batch, sealed_at, hash, waiting from log_head()")
        batch, sealed_at, digest, waiting = cursor.fetchone()
    return Head(batch or 0, sealed_at, digest or "", waiting)


def mistakes(kept_head: str = "") -> list[Mistake]:
    """Return what is wrong; with a head that was kept elsewhere also whether it is still there."""
    with connection.cursor() as cursor:
        cursor.execute("select batch, line, mistake from log_mistakes()")
        found = [Mistake(*row) for row in cursor.fetchall()]
        if kept_head:
            cursor.execute("select exists (select from log_batch where encode(hash, 'hex') = %s)", [kept_head])
            (known,) = cursor.fetchone()
            found += [] if known else [Mistake(None, None, "head_missing")]
    return found


def replayed() -> Iterator[Replayed]:
    """Decide every logged clearance again with the policies of its day, and hold every reading to its clearance."""
    texts = _policy_texts()
    clearances: dict[str, Mapping[str, Any]] = {}
    lines = LogLine.objects.filter(part="decision").order_by("number").values_list("number", "body")
    for number, body in lines:
        try:
            yield Replayed(number, _again(body, texts, clearances))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            # Whoever can add lines can add one that no act of the program leaves.
            yield Replayed(number, f"not_readable: {type(error).__name__} {error}")


def _again(body: Mapping[str, Any], texts: Mapping[str, str], clearances: dict[str, Mapping[str, Any]]) -> str:
    if body["action"] != "clearance":
        return _justified(body, clearances)
    clearances[body["clearance"]] = body
    return _clearance_again(body, texts)


def _policy_texts() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select digest, text from policy_text")
        return dict(cursor.fetchall())


def _clearance_again(body: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    text = texts.get(body["grounds"])
    if text is None:
        return "policies_missing"
    answers = decide_all(Facts.read({**body["facts"], "covenant": ""}), grounds_of(text))
    now = {
        "readable": answers.readable,
        "known": answers.known,
        "downloadable": answers.downloadable,
        "writable": answers.writable,
    }
    differ = [name for name, found in now.items() if sorted(map(str, found)) != sorted(body[name])]
    return f"decides_otherwise: {', '.join(differ)}" if differ else ""


# These are allowed on a function and not on a clearance, and tell no content of what is marked.
WITHOUT_CLEARANCE = (Event.AUDIENCE_READ, Event.LOG_READ)


def _justified(body: Mapping[str, Any], clearances: Mapping[str, Mapping[str, Any]]) -> str:
    """Hold an act that was allowed to what its clearance opened, in the purpose of that clearance."""
    if body["outcome"] != ALLOWED or body["action"] not in (READ, DISCLOSE):
        return ""
    if body["event_name"] in WITHOUT_CLEARANCE:
        return ""
    clearance = clearances.get(body["clearance"])
    if clearance is None:
        return "clearance_missing"
    opened = clearance["downloadable" if body.get("act") == "download" else "readable"]
    return "" if set(body["markings"]) <= set(opened) and body["purpose"] == clearance["purpose"] else "not_allowed"


def recipients_of(pseudonyms: Sequence[str]) -> list[Recipient]:
    """Return who got data about a person over the last four years (Wpg art. 25(1)(c)): organisations, not people."""
    since = timezone.now() - timedelta(days=365 * YEARS_OF_RECIPIENTS + 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "select actor.body ->> 'organisation', actor.body ->> 'capacity', line.body ->> 'processing_activity',"
            " line.body ->> 'operation', min(line.at), max(line.at), count(*)"
            " from sharing_logline line join sharing_logline actor on actor.trace_id = line.trace_id"
            " and actor.span_id = line.parent_span_id and actor.part = 'actor'"
            " where line.part = 'processing' and line.body ->> 'data_subject_id' = any (%s) and line.at >= %s"
            " and line.body ->> 'outcome' = 'allowed' group by 1, 2, 3, 4 order by 5",
            [list(pseudonyms), since],
        )
        return [Recipient(*row) for row in cursor.fetchall()]
