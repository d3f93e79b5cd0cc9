"""What a decision rests on, as the database gathers it, and what follows from it for each marking."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from vlechtwerk.domains.sharing.models import Purpose
from vlechtwerk.engines.policy.deciding import Decided, decide
from vlechtwerk.engines.policy.explaining import may_know
from vlechtwerk.engines.policy.facts import Act, Marked, Reader, Situation
from vlechtwerk.engines.policy.grounds import Grounds, law_only, with_covenant
from vlechtwerk.foundation.database.sealing import seal


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
        return _situation(self.situation, given, marked.category in self.dpia_categories)

    def question(self, marking_id: UUID) -> tuple[Marked, Situation]:
        """Return what has to be decided about one marking."""
        marked, given = self.markings[marking_id]
        return marked, self.situation_of(marked, given)

    def questions(self) -> list[tuple[Marked, Situation]]:
        """Return what has to be decided, in the order of the markings."""
        return [self.question(marking_id) for marking_id in self.markings]


@lru_cache(maxsize=1_000)
def _situation(of_purpose: Situation, given: frozenset[str], dpia: bool) -> Situation:
    return replace(of_purpose, given=given, dpia=dpia)


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


def gathered_facts(purpose: Purpose) -> tuple[Facts, Mapping[str, Any]]:
    """Gather the facts about the reader of this transaction in a purpose; also as the database gave them."""
    with connection.cursor() as cursor:
        cursor.execute("select facts_to_decide(%s, %s)", [purpose.id, seal("facts_to_decide", purpose.id)])
        (raw,) = cursor.fetchone()
    raw = json.loads(raw) if isinstance(raw, str) else raw
    return Facts.read(raw), raw
