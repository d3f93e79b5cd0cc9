"""By which method, and at which levels, each piece of evidence was found; and whether methods agree."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from django.db.models import Q

from vlechtwerk.domains.evaluation.evidence import (
    CONTRIBUTION,
    DAY_MONTH,
    FINDING,
    FRAGMENT,
    FRAGMENTS_OF_A_CODE,
    PUBLISHED_CLAIM,
    PUBLISHED_FIGURE,
    ROUND_STATEMENT,
    FragmentAddress,
    code_named,
)
from vlechtwerk.domains.evaluation.models import (
    Coding,
    Evaluation,
    FieldworkSession,
    Passage,
    PlannedMethod,
    PublishedClaim,
    SessionPart,
    Transcript,
)
from vlechtwerk.domains.evaluation.queries.codebook import codes_under
from vlechtwerk.domains.partnership.models import Level
from vlechtwerk.domains.programme.evidence import DOCUMENT
from vlechtwerk.foundation.evidence.address import Stance
from vlechtwerk.foundation.evidence.models import EvidenceLink

# The level of someone, and who it is.
Speaker = tuple[str, UUID]
Method, Kind, SaidIn = PlannedMethod.Kind, FieldworkSession.Kind, PublishedClaim.SaidIn
OF_SESSION: Mapping[str, str] = {
    Kind.INTERVIEW: Method.INTERVIEWS,
    Kind.DUO_INTERVIEW: Method.INTERVIEWS,
    Kind.GROUP_TALK: Method.GROUP_TALKS,
    Kind.STAKEHOLDER: Method.STAKEHOLDERS,
    Kind.DOCUMENTS: Method.DOCUMENTS,
}
OF_CLAIM: Mapping[str, str] = {
    SaidIn.INTERVIEWS: Method.INTERVIEWS,
    SaidIn.ADDITIONAL: Method.INTERVIEWS,
    SaidIn.BOTH: Method.INTERVIEWS,
    SaidIn.STAKEHOLDERS: Method.STAKEHOLDERS,
    SaidIn.THERMOMETER: Method.THERMOMETER,
}
OF_KIND: Mapping[str, str] = {
    ROUND_STATEMENT: Method.THERMOMETER,
    PUBLISHED_FIGURE: Method.THERMOMETER,
    DOCUMENT: Method.DOCUMENTS,
    FINDING: Method.OTHER,
    CONTRIBUTION: Method.OTHER,
    DAY_MONTH: Method.OTHER,
}


@dataclass(frozen=True, slots=True)
class FoundBy:
    """By which methods a piece of evidence was found, and at which levels those work who said it, where known."""

    methods: tuple[str, ...]
    # By level who said it, where that is known.
    people: Mapping[str, Set[UUID]] = field(default_factory=dict)

    @property
    def levels(self) -> tuple[str, ...]:
        """Return the levels, from strategic to operational."""
        return tuple(_in_order(self.people))


@dataclass(frozen=True, slots=True)
class Says:
    """What one method says: the numbers of its evidence for and against, and levels where known."""

    method: str
    levels: Sequence[str]
    supports: Sequence[int]
    contradicts: Sequence[int]

    @property
    def stances(self) -> list[str]:
        """Return how it speaks: for, against or both."""
        both = ((Stance.SUPPORTS, self.supports), (Stance.CONTRADICTS, self.contradicts))
        return [stance.value for stance, numbers in both if numbers]


class MethodSays(Says):
    """What a method of an evaluation says of a finding."""

    __slots__ = ()

    @property
    def label(self) -> str:
        """Return the name of the method."""
        return str(Method(self.method).label)


class Found(Protocol):
    """A piece of evidence with its number and how it was found."""

    @property
    def number(self) -> int:
        """Return its number."""

    @property
    def link(self) -> EvidenceLink:
        """Return its address and stance."""

    @property
    def found_by(self) -> FoundBy:
        """Return how it was found."""


def methods_of(evidence: Iterable[Found]) -> list[MethodSays]:
    """Return what each method says, in the order of the plan's kinds of methods."""
    told = spoken(
        (one.number, {method: [one.link.stance] for method in one.found_by.methods}, one.found_by.levels)
        for one in evidence
    )
    return [MethodSays(method, *told[method]) for method in Method.values if method in told]


def spoken(
    told: Iterable[tuple[int, Mapping[str, Sequence[str]], Sequence[str]]],
) -> dict[str, tuple[list[str], list[int], list[int]]]:
    """Return by method at which levels it was heard, and the numbers of its evidence for and against.

    told: of each piece of evidence its number, its stances by method, and its levels.
    """
    held: dict[str, tuple[set[str], list[int], list[int]]] = {}
    for number, methods, levels in told:
        for method, stances in methods.items():
            heard, supports, contradicts = held.setdefault(method, (set(), [], []))
            heard.update(levels)
            if Stance.SUPPORTS in stances:
                supports.append(number)
            if Stance.CONTRADICTS in stances:
                contradicts.append(number)
    return {
        method: (_in_order(levels), supports, contradicts) for method, (levels, supports, contradicts) in held.items()
    }


def levels_of(evidence: Iterable[Found]) -> Mapping[str, list[str]]:
    """Return per level, where known, how its evidence speaks."""
    return by_level((one.found_by.levels, one.link.stance) for one in evidence)


def by_level(told: Iterable[tuple[Sequence[str], str]]) -> Mapping[str, list[str]]:
    """Return per level, where known, the stances of what was heard there."""
    held: dict[str, set[str]] = {}
    for levels, stance in told:
        for level in levels:
            held.setdefault(level, set()).add(stance)
    return {level: sorted(held[level]) for level in _in_order(held)}


def agree(told: Iterable[Sequence[str]]) -> bool:
    """Whether all that is told points one way: stances of methods or of levels."""
    return len({stance for stances in told for stance in stances}) <= 1


def _in_order(levels: Iterable[str]) -> list[str]:
    held = set(levels)
    return [level for level in Level.values if level in held]


def found_by(evaluation: Evaluation, links: Sequence[EvidenceLink]) -> Mapping[UUID, FoundBy]:
    """Return how each piece of evidence was found; of what the reader does not see nothing is told."""
    claims = _claims([link.identifier for link in links if link.kind == PUBLISHED_CLAIM])
    fragments = _of_fragments(evaluation, [link.identifier for link in links if link.kind == FRAGMENT])
    codes = _of_codes(evaluation, [link.identifier for link in links if link.kind == FRAGMENTS_OF_A_CODE])
    found: dict[UUID, FoundBy] = {}
    for link in links:
        if link.kind == FRAGMENT:
            found[link.id] = fragments[link.identifier]
        elif link.kind == FRAGMENTS_OF_A_CODE:
            found[link.id] = codes.get(link.identifier, FoundBy((Method.OTHER,)))
        elif link.kind == PUBLISHED_CLAIM:
            found[link.id] = FoundBy((OF_CLAIM.get(claims.get(link.identifier, ""), Method.OTHER),))
        else:
            found[link.id] = FoundBy((OF_KIND.get(link.kind, Method.REGISTERS),))
    return found


def _claims(identifiers: Sequence[str]) -> Mapping[str, str]:
    pairs = [identifier.split(",") for identifier in identifiers if identifier.count(",") == 1]
    if not pairs:
        return {}
    claims = PublishedClaim.objects.filter(evaluation__code__in={one for one, _claim in pairs})
    rows = claims.values_list("evaluation__code", "code", "said_in")
    return {f"{evaluation},{code}": said_in for evaluation, code, said_in in rows}


def _of_fragments(evaluation: Evaluation, identifiers: Sequence[str]) -> Mapping[str, FoundBy]:
    """Return how each fragment was found: who speaks in it, else who takes part, tells the levels; three queries."""
    if not identifiers:
        return {}
    places = {one: place for one in identifiers if (place := FragmentAddress.read(one)) is not None}
    texts = Transcript.objects.filter(evaluation=evaluation, code__in={place.text for place in places.values()})
    known = {text.code: text for text in texts.select_related("session")}
    touched = Q(pk__in=())
    for place in places.values():
        touched |= Q(transcript__code=place.text, start__lt=place.end, end__gt=place.start)
    passages = Passage.objects.filter(touched, transcript__in=known.values(), speaker__isnull=False)
    speaking = list(passages.values_list("transcript__code", "start", "end", "speaker__level", "speaker_id"))
    taking_part = _taking_part({text.session_id for text in known.values()})
    found = dict.fromkeys(identifiers, FoundBy((Method.OTHER,)))
    for identifier, place in places.items():
        if place.text in known:
            session = known[place.text].session
            spoke = {
                (level, speaker)
                for text, start, end, level, speaker in speaking
                if text == place.text and start < place.end and place.start < end
            }
            who = spoke or taking_part.get(session.id, set())
            found[identifier] = FoundBy((OF_SESSION[session.kind],), _people(who))
    return found


def _taking_part(sessions: Collection[UUID]) -> dict[UUID, set[Speaker]]:
    found: dict[UUID, set[Speaker]] = {}
    parts = SessionPart.objects.filter(session__in=sessions)
    for session, level, who in parts.values_list("session_id", "participant__level", "participant_id"):
        found.setdefault(session, set()).add((level, who))
    return found


def _people(who: Iterable[Speaker]) -> dict[str, set[UUID]]:
    """Return people by their level, where that is stated."""
    found: dict[str, set[UUID]] = {}
    for level, one in who:
        if level != Level.NOT_STATED:
            found.setdefault(level, set()).add(one)
    return found


def _of_codes(evaluation: Evaluation, identifiers: Sequence[str]) -> Mapping[str, FoundBy]:
    """Return how the fragments of each code were found; three queries."""
    asked = {one: named[1] for one in identifiers if (named := code_named(one)) is not None}
    if not asked:
        return {}
    under = codes_under(evaluation, asked.values())
    codings = Coding.objects.filter(evaluation=evaluation, is_gone=False, code__is_gone=False)
    rows = list(
        codings.filter(code__in={one for codes in under.values() for one in codes})
        .order_by()
        .values_list("code_id", "transcript__session_id", "transcript__session__kind", "speaker__level", "speaker_id")
        .distinct()
    )
    taking_part = _taking_part({session for _code, session, _kind, level, _who in rows if level is None})
    found = {}
    for identifier, code in asked.items():
        mine = [row for row in rows if row[0] in under[code]]
        kinds = {OF_SESSION[kind] for _code, _session, kind, _level, _who in mine}
        # Who is named as speaking tells the level; where nobody is, all who take part.
        who: set[Speaker] = set()
        for _code, session, _kind, level, speaker in mine:
            who |= {(level, speaker)} if level and speaker else taking_part.get(session, set())
        methods = tuple(method for method in Method.values if method in kinds)
        found[identifier] = FoundBy(methods or (Method.OTHER,), _people(who))
    return found


def methods_by_stance(evaluation: Evaluation, links: Sequence[EvidenceLink]) -> dict[str, list[str]]:
    """Return by method how its evidence speaks, without what tells who said it."""
    found = found_by(evaluation, links)
    told: dict[str, set[str]] = {}
    for link in links:
        for method in found[link.id].methods:
            told.setdefault(method, set()).add(link.stance)
    return {method: sorted(told[method]) for method in Method.values if method in told}
