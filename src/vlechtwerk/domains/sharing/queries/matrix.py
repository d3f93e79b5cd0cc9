"""What may go from whom to whom, as far as the grounds say: per giver, category, receiver and level."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from vlechtwerk.domains.partnership.models import LegalCapacity
from vlechtwerk.engines.policy.deciding import Decided, decide, decide_one
from vlechtwerk.engines.policy.explaining import LEGAL, closed_by
from vlechtwerk.engines.policy.facts import (
    LEVELS,
    Act,
    CapacityKind,
    Category,
    Given,
    Marked,
    PurposeKind,
    Reader,
    Situation,
)
from vlechtwerk.engines.policy.grounds import Clause, Grounds

# In the order in which the law groups them: police domain, prosecution, and outside both.
KINDS = (
    CapacityKind.POLICE,
    CapacityKind.SPECIAL_INVESTIGATION,
    CapacityKind.CUSTOMS_INVESTIGATION,
    CapacityKind.PROSECUTION,
    CapacityKind.TAX,
    CapacityKind.CUSTOMS_SUPERVISION,
)
POLICE_DOMAIN = frozenset(KINDS[:3])
# Knowledge and open sources are not bound to a capacity; every member gives and reads them.
UNBOUND = frozenset({Category.KNOWLEDGE, Category.OPEN_SOURCE})
# What people can give, the least first; what only a lawyer can establish opens nothing here.
NEEDS = (
    Given.PROVIDER_CONSENT.value,
    Given.NECESSITY.value,
    Given.AUTHORISED_OFFICER_CONSENT.value,
    Given.COMPETENT_AUTHORITY_AGREEMENT.value,
)
CUSTOMS_LAW = "customs_law"
# Wpg art. 19 opens once, for one case; every other gateway is structural.
ONE_TIME = "law-19"
# A purpose that serves an activity, laid down in writing, with an impact assessment: what stands between is the law.
PURPOSE = Situation(PurposeKind.ACTIVITY)
FUNCTION = "analyst"
LONGEST_WORD = 15


class How(StrEnum):
    """How far a level is open."""

    FREE = "free"
    CONDITION = "condition"
    ONCE = "once"
    CLOSED = "closed"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation in one legal capacity."""

    organisation: str
    name: str
    kind: str
    capacity: str

    @property
    def short_name(self) -> str:
        """Return the name as it fits above a column: the abbreviation where a word of the name is very long."""
        return self.organisation if max(map(len, self.name.split()), default=0) > LONGEST_WORD else self.name

    @property
    def key(self) -> str:
        """Return what names it in an address."""
        return f"{self.organisation}.{self.kind}"


@dataclass(frozen=True, slots=True)
class Possible:
    """Whether one level is possible, what has to be obtained for it, and by which clauses."""

    level: str
    how: How
    needs: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    closed_by: str = ""
    # What a lawyer could establish that would open it; never counted as possible.
    legal: tuple[str, ...] = ()

    @property
    def from_memory(self) -> bool:
        """Whether a clause that decides was not read in a text: a lawyer checks it first."""
        return any(clause.reading == "memory" for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party can get from another of one category."""

    giver: Party
    category: str
    receiver: Party
    possible: Possible


@dataclass(frozen=True, slots=True)
class Matrix:
    """All cells, by giver and category, and by receiver."""

    parties: tuple[Party, ...]
    rows: tuple[tuple[Party, str, tuple[Cell, ...]], ...]

    def counts(self) -> Mapping[How, int]:
        """Return how many cells are open how."""
        found = [cell.possible.how for _giver, _category, cells in self.rows for cell in cells]
        return {how: found.count(how) for how in How}


def parties_of_project() -> tuple[Party, ...]:
    """Return the organisations with a capacity that the grounds speak of, in the order of the law."""
    found = LegalCapacity.objects.exclude(kind=CapacityKind.OTHER).select_related("organisation")
    parties = {
        (capacity.organisation.code, capacity.kind): Party(
            capacity.organisation.code, capacity.organisation.name, capacity.kind, capacity.name
        )
        for capacity in found
    }
    return tuple(sorted(parties.values(), key=lambda party: (KINDS.index(CapacityKind(party.kind)), party.name)))


@lru_cache(maxsize=32)
def matrix_of(grounds: Grounds, parties: tuple[Party, ...], level: str = "") -> Matrix:
    """Return the matrix under these grounds: the highest level that can be reached, or how far one level is open.

    It rests on nothing but the grounds and the parties, so the same question is computed once.
    """
    rows = tuple(
        (giver, category, tuple(_cell(grounds, giver, category, receiver, level) for receiver in parties))
        for giver in parties
        for category in categories_of(grounds, giver.kind)
    )
    return Matrix(parties, rows)


@lru_cache(maxsize=256)
def categories_of(grounds: Grounds, kind: str) -> tuple[str, ...]:
    """Return the categories that a capacity can give, by the clauses about giving."""
    reader = Reader("giver", kind, FUNCTION)
    return tuple(
        category.value
        for category in Category
        if category not in UNBOUND
        and decide_one(grounds, reader, Marked("giver", kind, category, "subject"), PURPOSE, Act.PROVIDE).allowed
    )


def levels_between(grounds: Grounds, giver: Party, category: str, receiver: Party) -> tuple[Possible, ...]:
    """Return for each level whether it is possible, from the least to the most recognisable."""
    return _levels(grounds, *_names(grounds, giver, receiver), giver.kind, category, receiver.kind)


def _cell(grounds: Grounds, giver: Party, category: str, receiver: Party, level: str) -> Cell:
    if giver == receiver:
        return Cell(giver, category, receiver, Possible(LEVELS[-1].value, How.OWN))
    levels = levels_between(grounds, giver, category, receiver)
    if level:
        return Cell(giver, category, receiver, next(item for item in levels if item.level == level))
    reachable = [item for item in levels if item.how != How.CLOSED]
    highest = reachable[-1] if reachable else levels[0]
    # Only knowledge is left: say what keeps the rest shut.
    if highest.level == LEVELS[0]:
        return Cell(giver, category, receiver, replace(levels[-1], level=LEVELS[0].value))
    return Cell(giver, category, receiver, highest)


def _names(grounds: Grounds, giver: Party, receiver: Party) -> tuple[str, str]:
    """Return by which names to ask: clauses that name no organisation answer alike for all of one kind."""
    if grounds.names_organisation:
        return giver.organisation, receiver.organisation
    return "giver", "giver" if giver.organisation == receiver.organisation else "receiver"


@lru_cache(maxsize=4096)
def _levels(
    grounds: Grounds, giver: str, receiver: str, giver_kind: str, category: str, receiver_kind: str
) -> tuple[Possible, ...]:
    reader = Reader(receiver, receiver_kind, FUNCTION)
    marked = [Marked(giver, giver_kind, category, level) for level in LEVELS]
    tries = (
        PURPOSE,
        _given(NEEDS),
        _given((CUSTOMS_LAW,)),
        _given((*NEEDS, CUSTOMS_LAW)),
    )
    asked = decide(grounds, reader, [(item, situation) for item in marked for situation in tries])
    answers = [asked[place : place + len(tries)] for place in range(0, len(asked), len(tries))]
    return tuple(_possible(grounds, reader, item, answer) for item, answer in zip(marked, answers, strict=True))


def _given(needs: Sequence[str]) -> Situation:
    given = frozenset(need for need in needs if need != CUSTOMS_LAW)
    return replace(PURPOSE, customs_law=CUSTOMS_LAW in needs, given=given)


def _possible(grounds: Grounds, reader: Reader, marked: Marked, answers: Sequence[Decided]) -> Possible:
    now, with_consents, with_customs_law, with_both = answers
    if now.allowed:
        return Possible(marked.level, How.FREE, clauses=now.clauses)
    if not (with_consents.allowed or with_customs_law.allowed or with_both.allowed):
        return Possible(
            marked.level,
            How.CLOSED,
            clauses=now.clauses,
            closed_by=now.clauses[0].article if now.clauses else closed_by(marked.category),
            legal=tuple(_legal(grounds, reader, marked)),
        )
    # A structural way is better than one that opens once, and fewer consents better than more.
    ways = [*_ways(grounds, reader, marked, with_consents.allowed, with_customs_law.allowed)]
    needs, decided = min(ways, key=lambda way: (_is_once(way[1]), len(way[0]), way[0]))
    how = How.ONCE if _is_once(decided) else How.CONDITION
    return Possible(marked.level, how, needs, decided.clauses)


def _is_once(decided: Decided) -> bool:
    return all(clause.id.startswith(ONE_TIME) for clause in decided.clauses)


def _ways(
    grounds: Grounds, reader: Reader, marked: Marked, by_consents: bool, by_customs_law: bool
) -> Iterator[tuple[tuple[str, ...], Decided]]:
    """Yield the smallest sets that open a level, without customs law and else with it."""
    fixed: tuple[tuple[str, ...], ...] = ((),) if by_consents else ((CUSTOMS_LAW,),)
    if by_customs_law and by_consents:
        fixed = ((), (CUSTOMS_LAW,))
    for base in fixed:
        sets = [(*base, *needs) for size in range(len(NEEDS) + 1) for needs in combinations(NEEDS, size)]
        answers = decide(grounds, reader, [(marked, _given(needs)) for needs in sets])
        opened = [(needs, decided) for needs, decided in zip(sets, answers, strict=True) if decided.allowed]
        yield from (way for way in opened if not any(set(other) < set(way[0]) for other, _decided in opened))


def _legal(grounds: Grounds, reader: Reader, marked: Marked) -> Iterator[str]:
    for need in LEGAL:
        if decide_one(grounds, reader, marked, replace(_given(NEEDS), given=frozenset({*NEEDS, need}))).allowed:
            yield need
