"""Explain a refusal: what closes it, what is the highest level that is allowed, and what would open it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from vlechtwerk.engines.policy.deciding import Decided, decide, decide_one
from vlechtwerk.engines.policy.facts import LEVELS, Category, Given, Marked, PurposeKind, Reader, Situation
from vlechtwerk.engines.policy.grounds import Clause, Grounds

# What can be obtained, each of which changes one fact. Kept apart from what can't: another law, another organisation.
STATEMENT = "statement"
DPIA = "dpia"
OBTAINABLE = (
    STATEMENT,
    DPIA,
    Given.PROVIDER_CONSENT.value,
    Given.NECESSITY.value,
    Given.AUTHORISED_OFFICER_CONSENT.value,
    Given.COMPETENT_AUTHORITY_AGREEMENT.value,
    Given.RESEARCH_PERMISSION.value,
)
# A legal duty or a change of law is found by a lawyer, not asked of a provider.
LEGAL = (Given.STATUTORY_DUTY.value, Given.BILL_36668_IN_FORCE.value)
# Of so many things every combination is tried. Some gateways ask more: those are found from the other side, by leaving
# out of everything together what is not needed.
MOST_TOGETHER = 4

# Which rule keeps a category shut where nothing opens it.
CLOSED_BY = {
    "police": "Wpg artikel 7 en 16-20",
    "fiscal": "AWR artikel 67",
    "customs": "ADW artikel 1:33",
    "criminal-justice": "Wjsg artikel 39e en 39f",
    "open-source": "AVG artikel 5 en 6",
    "knowledge": "Wpg artikel 6",
}


@dataclass(frozen=True, slots=True)
class WayUp:
    """What has to be obtained together, and the clauses that would then allow it."""

    needs: tuple[str, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why something is or is not allowed.

    `forbidding` are clauses of law that close it; where there are none, `closed_by` names the rule that nothing opens.
    `highest` is the highest level that is allowed as things stand, or nothing.
    """

    decided: Decided
    forbidding: tuple[Clause, ...]
    closed_by: str
    highest: str | None
    ways_up: tuple[WayUp, ...]
    announced: bool


def explain(grounds: Grounds, reader: Reader, marked: Marked, situation: Situation) -> Explanation:
    """Explain a decision about reading."""
    decided = decide_one(grounds, reader, marked, situation)
    return Explanation(
        decided=decided,
        forbidding=() if decided.allowed else decided.clauses,
        closed_by="" if decided.allowed else closed_by(marked.category),
        highest=highest_level(grounds, reader, marked, situation),
        ways_up=() if decided.allowed else tuple(_ways_up(grounds, reader, marked, situation)),
        announced=may_know(grounds, reader, [(marked, situation)])[0],
    )


def closed_by(category: str) -> str:
    """Return the rule that keeps a category shut where no gateway opens it."""
    return CLOSED_BY["police" if category.startswith("police") else category]


def highest_level(grounds: Grounds, reader: Reader, marked: Marked, situation: Situation) -> str | None:
    """Return the highest level of the same data that is allowed, or nothing."""
    levels = LEVELS[:1] if marked.category == Category.KNOWLEDGE else LEVELS
    asked = [(replace(marked, level=level.value), situation) for level in levels]
    allowed = [
        level.value for level, decided in zip(levels, decide(grounds, reader, asked), strict=True) if decided.allowed
    ]
    return allowed[-1] if allowed else None


def with_obtained(situation: Situation, needs: Sequence[str]) -> Situation:
    """Return the situation as it would be once something was obtained."""
    given = situation.given | {need for need in needs if need not in (STATEMENT, DPIA)}
    return replace(
        situation,
        statement=situation.statement or STATEMENT in needs,
        dpia=situation.dpia or DPIA in needs,
        given=frozenset(given),
    )


def may_know(grounds: Grounds, reader: Reader, questions: Sequence[tuple[Marked, Situation]]) -> list[bool]:
    """Whether the reader may know that there is something: when a ground in force could open it to them.

    What nothing could open does not exist for them, nor anything in a purpose in which they are not authorised.
    """
    best = {situation: with_obtained(situation, OBTAINABLE) for situation in {asked for _marked, asked in questions}}
    decided = decide(grounds, reader, [(marked, best[situation]) for marked, situation in questions])
    return [answer.allowed for answer in decided]


def _ways_up(grounds: Grounds, reader: Reader, marked: Marked, situation: Situation) -> Iterator[WayUp]:
    """Try what could be obtained, the least first, and keep what nothing smaller already gave."""
    missing = [need for need in (*OBTAINABLE, *LEGAL) if with_obtained(situation, [need]) != situation]
    if situation.purpose != PurposeKind.EVALUATION:
        missing = [need for need in missing if need != Given.RESEARCH_PERMISSION]
    found: list[frozenset[str]] = []
    for size in range(1, MOST_TOGETHER + 1):
        sets = [needs for needs in combinations(missing, size) if not any(set(needs) >= known for known in found)]
        questions = [(marked, with_obtained(situation, needs)) for needs in sets]
        for needs, decided in zip(sets, decide(grounds, reader, questions), strict=True):
            if decided.allowed:
                found.append(frozenset(needs))
                yield WayUp(needs, decided.clauses)
    # What people can obtain comes before what a lawyer finds.
    for everything in ([need for need in missing if need not in LEGAL], missing):
        if not any(known <= set(everything) for known in found):
            for way in _least_of(grounds, reader, marked, situation, everything):
                found.append(frozenset(way.needs))
                yield way


def _least_of(
    grounds: Grounds, reader: Reader, marked: Marked, situation: Situation, everything: Sequence[str]
) -> Iterator[WayUp]:
    """Leave out of everything what is not needed, the heaviest first; nothing when it does not open together."""
    needs = tuple(everything)
    decided = decide_one(grounds, reader, marked, with_obtained(situation, needs))
    if not decided.allowed:
        return
    for one in reversed(everything):
        fewer = tuple(need for need in needs if need != one)
        without = decide_one(grounds, reader, marked, with_obtained(situation, fewer))
        if without.allowed:
            needs, decided = fewer, without
    yield WayUp(needs, decided.clauses)
