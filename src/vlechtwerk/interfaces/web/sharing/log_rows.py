"""The log, ready to print: counts and roles, never titles, never the names of who read."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.domains.sharing.models.log import Event, Operation, Outcome
from vlechtwerk.domains.sharing.queries.audience import Audience, Seer
from vlechtwerk.domains.sharing.queries.log import Chain, LogReader, LogRow, MarkingSeen, ReadingsOfGround
from vlechtwerk.domains.sharing.rules import LOG_GROUNDS
from vlechtwerk.engines.policy.facts import CapacityKind
from vlechtwerk.interfaces.web.sharing.ground_words import clause_words, needs_in_words, short_article
from vlechtwerk.interfaces.web.sharing.marks import (
    CAPACITY_WORDS,
    HANDLING_WORDS,
    LEVEL_WORDS,
    SHORT_CATEGORIES,
    MarkingRow,
)
from vlechtwerk.interfaces.web.words import say_article, say_capacity, say_moment

Words = str | Promise

# What a line of the log shows of its markings before it is opened.
MOST_MARKINGS = 2
OPERATIONS: Mapping[str, Words] = {
    Operation.COLLECT: gettext_lazy("collect"),
    Operation.CHANGE: gettext_lazy("change"),
    Operation.READ: gettext_lazy("read"),
    Operation.DISCLOSE: gettext_lazy("hand out"),
    Operation.COMBINE: gettext_lazy("combine"),
    Operation.DESTROY: gettext_lazy("destroy"),
}
# What was done, each as an act in plain words; beside it stands which of the six operations of the law it is.
EVENTS: Mapping[str, Words] = {
    Event.ACCESS: gettext_lazy("open a document"),
    Event.SEARCH: gettext_lazy("look at a list or search"),
    Event.PURPOSE_ENTERED: gettext_lazy("enter a purpose"),
    Event.AUDIENCE_READ: gettext_lazy("look who can see it"),
    Event.CONSENT_ASKED: gettext_lazy("ask consent"),
    Event.CONSENT_GIVEN: gettext_lazy("give consent"),
    Event.CONSENT_REFUSED: gettext_lazy("refuse consent"),
    Event.CONSENT_WITHDRAWN: gettext_lazy("withdraw consent"),
    Event.NOTICE_ACKNOWLEDGED: gettext_lazy("confirm that data are secret"),
    Event.DOCUMENT_SENT: gettext_lazy("send a document to a colleague"),
    Event.DOCUMENT_RECALLED: gettext_lazy("recall a document"),
    Event.LOG_READ: gettext_lazy("read the log"),
}
# One event stands for all that is done with a document itself.
WITH_A_DOCUMENT: Mapping[str, Words] = {
    Operation.COLLECT: gettext_lazy("give a document"),
    Operation.CHANGE: gettext_lazy("change a document"),
    Operation.DISCLOSE: gettext_lazy("take a document along as a file"),
}
OUTCOMES: Mapping[str, tuple[str, Words]] = {
    Outcome.ALLOWED: ("met", gettext_lazy("Allowed")),
    Outcome.REFUSED: ("not_met", gettext_lazy("Refused")),
    Outcome.NOTHING_THERE: ("unknown", gettext_lazy("Nothing there")),
    Outcome.NOTICE_SHOWN: ("partly_met", gettext_lazy("Secrecy notice shown")),
    Outcome.ASKED: ("partly_met", gettext_lazy("Asked")),
}
# Nothing is allowed or refused about these: they were done.
DONE: tuple[str, Words] = ("met", gettext_lazy("Done"))
DECIDED = (Operation.READ, Operation.DISCLOSE)
MISTAKES: Mapping[str, Words] = {
    "batch_changed": gettext_lazy("a batch was changed"),
    "chain_broken": gettext_lazy("the chain between batches is broken"),
    "line_deleted": gettext_lazy("a line was deleted"),
    "line_moved": gettext_lazy("a line was moved"),
    "line_changed": gettext_lazy("a line was changed"),
    "line_added": gettext_lazy("a line was added"),
}
LOG_GROUND_WORDS: Mapping[str, Words] = {ground.value: words for ground, words in LOG_GROUNDS.items()}
BAR = 100


def chain_row(chain: Chain) -> dict[str, Any]:
    """Return whether the log is whole, with its head in groups of four to read aloud."""
    head = " ".join(chain.head[place : place + 4] for place in range(0, len(chain.head), 4))
    return {
        "sealed": chain.sealed,
        "waiting": chain.waiting,
        "head": head,
        "sealed_at": say_moment(chain.sealed_at) if chain.sealed_at else "",
        "mistaken": chain.mistaken,
        "mistakes": [
            {"line": item["line"], "batch": item["batch"], "words": MISTAKES.get(item["mistake"], item["mistake"])}
            for item in chain.mistakes
        ],
    }


def capacity_words(names: Mapping[tuple[str, str], str], organisation: str, kind: str) -> Words:
    """Return the capacity in the words of its organisation; who has none acts in another task, and says nothing."""
    own_words = names.get((organisation, kind), "")
    return own_words.lower() or ("" if kind == CapacityKind.OTHER else CAPACITY_WORDS.get(kind, ""))


def reading_rows(
    readings: Sequence[ReadingsOfGround],
    purposes: Mapping[str, str],
    organisations: Mapping[str, str],
    capacities: Mapping[tuple[str, str], str],
    first_folded: int,
) -> list[dict[str, Any]]:
    """Return the counts by purpose, ground, giver and receiver; refusals are bare numbers, not a volume.

    A purpose stands once, before its rows, and once more where they are folded.
    """
    most = max((row.readings for row in readings), default=0) or 1
    widths = [round(BAR * row.readings / most) for row in readings]
    rows: list[dict[str, Any]] = []
    before = None
    for item, width in zip(readings, widths, strict=True):
        says_purpose = item.purpose != before or len(rows) == first_folded
        rows.append(
            {
                "purpose": purposes.get(item.purpose, item.purpose),
                "says_purpose": says_purpose,
                "ground": ", ".join(short_article(clause.article) for clause in item.clauses),
                "opens": item.allowed,
                "giver": item.giver,
                "giving_capacity": say_capacity(item.giving_capacity).lower(),
                "receiver": organisations.get(item.receiver, item.receiver),
                "receiving_capacity": capacity_words(capacities, item.receiver, item.receiving_capacity),
                "readings": item.readings,
                "refusals": item.refusals,
                "nothing": item.nothing,
                "width": width,
                "start": BAR - width,
            }
        )
        before = item.purpose
    return rows


def line_rows(
    lines: Sequence[LogRow],
    project: str,
    purposes: Mapping[str, str],
    organisations: Mapping[str, str],
    capacities: Mapping[tuple[str, str], str],
    *,
    links: bool,
) -> list[dict[str, Any]]:
    """Return the lines: when, what, with which marking, in which function; who may ask further gets a link."""
    functions = dict(Function.choices)
    return [
        {
            "number": item.number,
            "at": say_moment(item.at, seconds=True),
            "operation": OPERATIONS.get(item.operation, item.operation),
            "act": _act(item),
            "look": _outcome(item)[0],
            "outcome": _outcome(item)[1],
            "who": ", ".join(
                str(word)
                for word in (
                    str(functions.get(item.function, "")).lower(),
                    organisations.get(item.organisation, item.organisation),
                )
                if word
            ),
            "capacity": capacity_words(capacities, item.organisation, item.capacity),
            "purpose": purposes.get(item.purpose, item.purpose),
            **_markings(item.markings, project, links=links),
        }
        for item in lines
    ]


def _act(item: LogRow) -> Words:
    if item.event == Event.ACCESS:
        return WITH_A_DOCUMENT.get(item.operation, EVENTS[Event.ACCESS])
    return EVENTS.get(item.event, item.event)


def _outcome(item: LogRow) -> tuple[str, Words]:
    if item.outcome == Outcome.ALLOWED and item.operation not in DECIDED:
        return DONE
    return OUTCOMES.get(item.outcome, ("unknown", item.outcome))


def _markings(seen: Sequence[MarkingSeen], project: str, *, links: bool) -> dict[str, Any]:
    """Return the first markings of a line, and the rest for who wants them all: a list can touch very many."""
    rows = [marking_link(marking, project, links=links) for marking in seen]
    return {"markings": rows[:MOST_MARKINGS], "more_markings": rows[MOST_MARKINGS:]}


def marking_link(marking: MarkingSeen, project: str, *, links: bool) -> dict[str, Any]:
    """Return a marking with the way to who can see items of it."""
    url = reverse("sharing:audience", args=[project, marking.id]) if links else ""
    row = badge(marking.provider, marking.capacity, marking.category, marking.level, marking.handling)
    return {"row": row, "url": url}


def badge(provider: str, capacity: str, category: str, level: str, handling: Sequence[str]) -> MarkingRow:
    """Return a marking ready to print, from what the log knows of it."""
    return MarkingRow(
        provider,
        say_capacity(capacity).lower(),
        SHORT_CATEGORIES.get(category, category),
        level,
        LEVEL_WORDS.get(level, level),
        [HANDLING_WORDS.get(code, code) for code in handling],
    )


def reader_rows(readers: Sequence[LogReader], organisations: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return who read the log, when, and on which ground."""
    functions = dict(Function.choices)
    return [
        {
            "number": item.number,
            "at": say_moment(item.at),
            # Read at the server there is no organisation, and the name is that of an account of the machine.
            "name": item.name if item.organisation else _("at the server: %(account)s") % {"account": item.name},
            "function": functions.get(item.function, item.function),
            "organisation": organisations.get(item.organisation, item.organisation),
            "ground": LOG_GROUND_WORDS.get(item.ground, item.ground),
            "reason": item.reason,
        }
        for item in readers
    ]


def audience_rows(looked: Audience) -> dict[str, Any]:
    """Return who can read items of a marking: those that are kept to nobody, and each group of those that are kept."""
    return {
        "seers": seer_rows([*looked.read_all_open, *looked.without_ground]),
        "all_kept": looked.all_kept,
        "number": looked.number,
        "others": join_and(seer.name for seer in looked.not_named),
        "kept": [
            {
                "items": ngettext("%(number)d item, kept to:", "%(number)d items, kept to:", group.items)
                % {"number": group.items},
                "can": seer_rows(group.seers)["can"],
            }
            for group in looked.kept
        ],
    }


def seer_rows(seers: Sequence[Seer]) -> dict[str, list[dict[str, Any]]]:
    """Return who can see items of a marking, and who can't and what would open it to them."""
    found: dict[str, list[dict[str, Any]]] = {"can": [], "cannot": []}
    for seer in seers:
        ways = [_(" and ").join(str(word) for word in needs_in_words(way.needs)) for way in seer.ways_up]
        found["can" if seer.allowed else "cannot"].append(
            {
                "key": str(UUID(str(seer.appointment_id))),
                "name": seer.name,
                "organisation": seer.organisation,
                "capacity": say_capacity(seer.capacity).lower(),
                "ground": ", ".join(say_article(clause.article) for clause in seer.clauses)
                or say_article(seer.explanation.closed_by),
                "words": " ".join(clause_words(clause) for clause in seer.clauses),
                "ways": ways[:2],
            }
        )
    return found
