"""Who can see this? For a marking as it is, as it was on a day, or as it would be: each name with its ground."""

import json
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.rules import running_on
from vlechtwerk.domains.sharing.models import Authorisation, Document, Marking
from vlechtwerk.domains.sharing.queries.deciding import Facts, gathered_facts
from vlechtwerk.domains.sharing.queries.markings import Choice, marking_of
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.engines.policy.deciding import Decided, decide_one
from vlechtwerk.engines.policy.explaining import Explanation, WayUp, explain, may_know
from vlechtwerk.engines.policy.facts import Marked
from vlechtwerk.engines.policy.grounds import Clause


@dataclass(frozen=True, slots=True)
class Seer:
    """Someone authorised in the purpose: whether they can read it, by which clauses, or what would open it to them."""

    person_id: UUID
    appointment_id: UUID
    name: str
    organisation: str
    capacity: str
    allowed: bool
    clauses: tuple[Clause, ...]
    ways_up: tuple[WayUp, ...]
    explanation: Explanation
    # What is decided about: the marking as it is, or as it would be.
    marked: Marked


@dataclass(frozen=True, slots=True)
class KeptTogether:
    """Items of a marking that are kept to the same people, or to nobody."""

    kept_to: frozenset[UUID] | None
    items: int


@dataclass(frozen=True, slots=True)
class AudienceOfKept:
    """Items kept to the same people: how many, and who of those people has a ground, and so reads them."""

    items: int
    seers: Sequence[Seer]


@dataclass(frozen=True, slots=True)
class Audience:
    """Who can see items of a marking.

    Who has a ground reads every item that is kept to nobody, and of those that are kept to named people only the ones
    in which they are named. So where all items are kept, a ground alone opens none.
    """

    # Everyone authorised in a purpose of the marking; allowed is who has a ground.
    seers: Sequence[Seer]
    # Items that are kept to nobody.
    open_items: int
    kept: Sequence[AudienceOfKept]

    @property
    def all_kept(self) -> bool:
        """Whether there are items, and each is kept to named people."""
        return bool(self.kept) and not self.open_items

    @property
    def read_all_open(self) -> list[Seer]:
        """Return who reads what is kept to nobody; nobody where there is no such item."""
        return [] if self.all_kept else [seer for seer in self.seers if seer.allowed]

    @property
    def without_ground(self) -> list[Seer]:
        """Return who is authorised and can read no item, whoever it is kept to."""
        return [seer for seer in self.seers if not seer.allowed]

    @property
    def not_named(self) -> list[Seer]:
        """Return who has a ground and reads nothing all the same, as every item is kept to others."""
        named = self._named()
        return [seer for seer in self.seers if self.all_kept and seer.allowed and seer.person_id not in named]

    @property
    def number(self) -> int:
        """Return how many people can read an item."""
        return len(self._named()) if self.all_kept else number_of_people(self.read_all_open)

    def _named(self) -> set[UUID]:
        return {seer.person_id for group in self.kept for seer in group.seers}


def audience_of(marking_id: UUID, moment: datetime) -> Audience:
    """Return who can see items of a marking as of a moment, for the privacy officer."""
    seers, together = who_can_see(marking_id, None, moment), kept_with(marking_id, moment)
    return Audience(
        seers=seers,
        open_items=sum(one.items for one in together if one.kept_to is None),
        kept=[
            AudienceOfKept(one.items, [seer for seer in seers if seer.allowed and seer.person_id in one.kept_to])
            for one in together
            if one.kept_to is not None
        ],
    )


def kept_with(marking_id: UUID, moment: datetime) -> list[KeptTogether]:
    """Return to whom the items of a marking are kept, as of a moment; the database answers the privacy officer only."""
    with connection.cursor() as cursor:
        cursor.execute("select kept_to, items from kept_with(%s, %s)", [marking_id, moment])
        return [KeptTogether(None if kept is None else frozenset(kept), items) for kept, items in cursor.fetchall()]


def who_can_see(marking_id: UUID, kept_to: Collection[UUID] | None, moment: datetime) -> list[Seer]:
    """Return everyone authorised in a purpose of a marking, as of a moment; those who can read it first.

    The database answers only for who gives the marking, who may read it, and the privacy officer.
    """
    rows = _people([], marking_id, moment)
    return _seers(rows, None, kept_to)


def who_can_see_item(document: Document, moment: datetime) -> list[Seer]:
    """Return who can see a document as of a moment; once it was recalled, only who gives it, in the same capacity."""
    seers = who_can_see(document.marking_id, document.kept_to, moment)
    if document.recalled_at is None or document.recalled_at > moment:
        return seers
    capacity = document.marking.capacity
    gives = (document.marking.organisation.name, capacity.name if capacity else "")
    return [seer for seer in seers if (seer.organisation, seer.capacity) == gives]


def who_could_see(reading: Reading, choice: Choice, kept_to: Collection[UUID] | None, moment: datetime) -> list[Seer]:
    """Return who would be able to read an item before it is marked so; who gives it is among those it is kept to.

    A consent for the same marking holds for this item as well.
    """
    among = None if kept_to is None else {*kept_to, reading.appointment.person_id}
    known = marking_of(reading, choice)
    if known is not None:
        return _seers(_people([], known.id, moment), None, among)
    purposes = [reading.purpose.id, *(purpose.id for purpose in choice.purposes)]
    return _seers(_people(purposes, None, moment), choice.marked_by(reading), among)


def number_of_people(seers: Iterable[Seer]) -> int:
    """Return how many people these are; someone in two capacities is one."""
    return len({seer.person_id for seer in seers})


def people_authorised(reading: Reading, moment: datetime) -> list[Person]:
    """Return who is authorised in the purpose at a moment, without the reader: to name, to send to, to keep to."""
    running = Authorisation.objects.filter(
        running_on(timezone.localdate(moment), "authorised_from", "authorised_until"),
        purpose=reading.purpose,
        suspended_at__isnull=True,
    )
    found = Person.objects.filter(id__in=running.values("appointment__person")).exclude(id=reading.actor.person)
    return list(found.order_by("name"))


def places_authorised(reading: Reading, moment: datetime) -> dict[UUID, list[str]]:
    """Return in which organisations people are authorised in the purpose at a moment."""
    day = timezone.localdate(moment)
    running = Authorisation.objects.filter(
        running_on(day, "authorised_from", "authorised_until"), purpose=reading.purpose, suspended_at__isnull=True
    )
    places: dict[UUID, list[str]] = {}
    rows = running.order_by("appointment__organisation__name").values_list(
        "appointment__person", "appointment__organisation__name"
    )
    for person, organisation in rows.distinct():
        places.setdefault(person, []).append(organisation)
    return places


def explanation_for(reading: Reading, marking: Marking, person_id: UUID, moment: datetime) -> Explanation | None:
    """Explain whether someone else can read items of a marking, in the capacity that opens most to them.

    Nothing when they are not authorised in this purpose.
    """
    explained = [
        explain(facts.grounds(), facts.reader, *facts.question(marking.id))
        for _person, facts in _facts_of(reading, marking, [person_id], moment)
    ]
    return max(explained, key=lambda one: (one.decided.allowed, one.announced), default=None)


def who_may_know_of(reading: Reading, marking: Marking, people: Collection[UUID], moment: datetime) -> frozenset[UUID]:
    """Return who of these may read items of a marking in this purpose, or know that they are there, in any capacity."""
    return frozenset(
        person
        for person, facts in _facts_of(reading, marking, people, moment)
        if may_know(facts.grounds(), facts.reader, [facts.question(marking.id)])[0]
    )


def _facts_of(
    reading: Reading, marking: Marking, people: Collection[UUID], moment: datetime
) -> Iterator[tuple[UUID, Facts]]:
    """Yield the facts about people in this purpose, in each capacity in which they are authorised."""
    for row in _people([], marking.id, moment) if people else ():
        person = UUID(row["person"])
        if person in people and row["purpose"]["id"] == str(reading.purpose.id):
            yield person, Facts.read(row)


def _people(purposes: Sequence[UUID], marking: UUID | None, moment: datetime) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("select people_to_decide(%s::uuid[], %s::uuid, %s)", [list(purposes), marking, moment])
        (raw,) = cursor.fetchone()
    rows: list[dict[str, Any]] = json.loads(raw) if isinstance(raw, str) else raw
    return rows


def _seers(rows: Sequence[dict[str, Any]], marked: Marked | None, kept_to: Collection[UUID] | None) -> list[Seer]:
    seers: dict[str, Seer] = {}
    # Colleagues in one capacity have the same facts, so they are explained once.
    explained: dict[Hashable, Explanation] = {}
    for row in rows:
        facts = Facts.read(row)
        subject, given = (marked, frozenset[str]()) if marked else next(iter(facts.markings.values()))
        situation = facts.situation_of(subject, given)
        question = (facts.covenant, facts.reader, subject, situation)
        if question not in explained:
            explained[question] = explain(facts.grounds(), facts.reader, subject, situation)
        seer = _seer(row, subject, explained[question], kept_to)
        known = seers.get(row["appointment"])
        if known is None or (seer.allowed and not known.allowed):
            seers[row["appointment"]] = seer
    return sorted(seers.values(), key=lambda seer: (not seer.allowed, seer.organisation, seer.name, seer.capacity))


def _seer(row: dict[str, Any], marked: Marked, explanation: Explanation, kept_to: Collection[UUID] | None) -> Seer:
    among = kept_to is None or UUID(row["person"]) in set(kept_to)
    return Seer(
        person_id=UUID(row["person"]),
        appointment_id=UUID(row["appointment"]),
        name=row["name"],
        organisation=row["organisation_name"],
        capacity=row["capacity_name"],
        allowed=explanation.decided.allowed and among,
        clauses=explanation.decided.clauses,
        ways_up=explanation.ways_up if among else (),
        explanation=explanation,
        marked=marked,
    )


def ground_of(reading: Reading, document: Document) -> Decided:
    """Return on which ground the reader reads a document now."""
    facts = gathered_facts(reading.purpose)[0]
    return decide_one(facts.grounds(), facts.reader, *facts.question(document.marking_id))
