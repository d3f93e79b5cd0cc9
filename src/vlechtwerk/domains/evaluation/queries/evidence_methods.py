"""By which method, and at which levels, each piece of evidence was found; and whether methods agree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from vlechtwerk.domains.evaluation.queries.codebook import code_in_book, codes_under
from vlechtwerk.domains.partnership.models import Level
from vlechtwerk.domains.programme.evidence import DOCUMENT
from vlechtwerk.foundation.evidence.address import Stance
from vlechtwerk.foundation.evidence.models import EvidenceLink

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
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MethodSays:
    """What one method says of a finding: the numbers of its evidence for and against, and levels where known."""

    method: str
    levels: Sequence[str]
    supports: Sequence[int]
    contradicts: Sequence[int]

    @property
    def label(self) -> str:
        """Return the name of the method."""
        return str(Method(self.method).label)

    @property
    def stances(self) -> list[str]:
        """Return how it speaks: for, against or both."""
        return [
            stance.value
            for stance, numbers in ((Stance.SUPPORTS, self.supports), (Stance.CONTRADICTS, self.contradicts))
            if numbers
        ]


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
    told: dict[str, tuple[set[str], list[int], list[int]]] = {}
    for one in evidence:
        for method in one.found_by.methods:
            levels, supports, contradicts = told.setdefault(method, (set(), [], []))
            levels.update(one.found_by.levels)
            (supports if one.link.stance == Stance.SUPPORTS else contradicts).append(one.number)
    return [
        MethodSays(method, _in_order(told[method][0]), *told[method][1:]) for method in Method.values if method in told
    ]


def levels_of(evidence: Iterable[Found]) -> Mapping[str, list[str]]:
    """Return per level, where known, how its evidence speaks."""
    told: dict[str, set[str]] = {}
    for one in evidence:
        for level in one.found_by.levels:
            told.setdefault(level, set()).add(one.link.stance)
    return {level: sorted(told[level]) for level in _in_order(told)}


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
    found: dict[UUID, FoundBy] = {}
    for link in links:
        if link.kind == FRAGMENT:
            found[link.id] = fragments[link.identifier]
        elif link.kind == FRAGMENTS_OF_A_CODE:
            found[link.id] = _of_code(evaluation, link.identifier)
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
    places = {identifier: _place(identifier) for identifier in identifiers}
    texts = Transcript.objects.filter(evaluation=evaluation, code__in={text for text, _start, _end in places.values()})
    known = {text.code: text for text in texts.select_related("session")}
    touched = Q(pk__in=())
    for text, start, end in places.values():
        touched |= Q(transcript__code=text, start__lt=end, end__gt=start)
    passages = Passage.objects.filter(touched, transcript__in=known.values(), speaker__isnull=False)
    speaking = list(passages.values_list("transcript__code", "start", "end", "speaker__level"))
    taking_part = _levels_in([text.session for text in known.values()])
    found = dict.fromkeys(identifiers, FoundBy((Method.OTHER,)))
    for identifier, (text, start, end) in places.items():
        if text in known:
            session = known[text].session
            spoke = {level for of, at, until, level in speaking if of == text and at < end and start < until}
            levels = (spoke or taking_part.get(session.id, set())) - {Level.NOT_STATED}
            found[identifier] = FoundBy((OF_SESSION[session.kind],), tuple(_in_order(levels)))
    return found


def _place(identifier: str) -> tuple[str, int, int]:
    _evaluation, text, stretch = identifier.split(",")
    start, end = map(int, stretch.split("-"))
    return text, start, end


def _levels_in(sessions: Sequence[FieldworkSession]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    parts = SessionPart.objects.filter(session__in=sessions)
    for session, level in parts.values_list("session_id", "participant__level"):
        found.setdefault(session, set()).add(level)
    return found


def _of_code(evaluation: Evaluation, identifier: str) -> FoundBy:
    code = code_in_book(evaluation, UUID(identifier.partition(",")[2]))
    if code is None:
        return FoundBy((Method.OTHER,))
    codings = Coding.objects.filter(evaluation=evaluation, code_id__in=codes_under(evaluation, code), is_gone=False)
    kinds = set(codings.order_by().values_list("transcript__session__kind", flat=True).distinct())
    told = set(codings.filter(speaker__isnull=False).order_by().values_list("speaker__level", flat=True).distinct())
    untold = codings.filter(speaker__isnull=True).order_by().values("transcript__session_id")
    parts = SessionPart.objects.filter(session_id__in=untold)
    levels = told | set(parts.values_list("participant__level", flat=True).distinct())
    methods = [method for method in Method.values if method in {OF_SESSION[kind] for kind in kinds}]
    return FoundBy(tuple(methods) or (Method.OTHER,), tuple(_in_order(levels - {Level.NOT_STATED})))


def methods_by_stance(evaluation: Evaluation, links: Sequence[EvidenceLink]) -> dict[str, list[str]]:
    """Return by method how its evidence speaks, without what tells who said it."""
    found = found_by(evaluation, links)
    told: dict[str, set[str]] = {}
    for link in links:
        for method in found[link.id].methods:
            told.setdefault(method, set()).add(link.stance)
    return {method: sorted(told[method]) for method in Method.values if method in told}
