"""What carries a judgement by each method: from how many sources apart, of how many people, and who reports it."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from vlechtwerk.domains.evaluation.evidence import (
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
    CriterionMethod,
    Evaluation,
    FieldworkSession,
    Finding,
    Passage,
    PublishedFigure,
    SessionPart,
    Transcript,
)
from vlechtwerk.domains.evaluation.queries.codebook import codes_under
from vlechtwerk.domains.evaluation.queries.evidence_methods import found_by
from vlechtwerk.domains.evaluation.queries.fragments import who_speaks
from vlechtwerk.domains.evaluation.rules.judging import METHOD_OF, OTHER, Carrying
from vlechtwerk.domains.programme.evidence import DOCUMENT
from vlechtwerk.engines.documents.findings.judging import SEVERAL_ORGANISATIONS, SEVERAL_PEOPLE
from vlechtwerk.engines.statistics.suppression import THRESHOLD
from vlechtwerk.foundation.evidence.address import Ground, ResolvedEvidence
from vlechtwerk.foundation.evidence.links import evidence_of, resolved_links
from vlechtwerk.foundation.evidence.models import EvidenceLink

# A session, and who speaks there if that is known.
Spoken = tuple[UUID, UUID | None]


def carrying_by_method(evaluation: Evaluation, links: Sequence[EvidenceLink]) -> dict[str, Carrying]:
    """Return by method of criteria what carries a judgement; a finding carries by its own evidence.

    A method of which only few people speak, or nobody knows how many, carries nothing: a survey takes five answers
    (d8), interviews three people of two organisations (d13). What one document says is one source, whoever reads it.
    """
    links = _with_those_of_findings(evaluation, links)
    found, resolved = found_by(evaluation, links), resolved_links(evaluation.project_id, links)
    places = _published_in(evaluation, links)
    told: dict[str, list[tuple[frozenset[str], bool]]] = {}
    for link in links:
        one = resolved.get((link.kind, link.identifier))
        for method in {METHOD_OF.get(each, OTHER) for each in found[link.id].methods} - {OTHER}:
            sources = _sources(link, method, one, places)
            if sources:
                told.setdefault(method, []).append((sources, _is_own_report(link, one)))
    if not _are_several(evaluation, links):
        told.pop(CriterionMethod.INTERVIEWS, None)
    return {
        method: Carrying(frozenset().union(*(sources for sources, _own in rows)), all(own for _sources, own in rows))
        for method, rows in told.items()
    }


def _with_those_of_findings(evaluation: Evaluation, links: Sequence[EvidenceLink]) -> list[EvidenceLink]:
    """Return evidence with that of its findings in their place."""
    codes = {link.identifier.partition(",")[2] for link in links if link.kind == FINDING}
    findings = dict(Finding.objects.filter(evaluation=evaluation, code__in=codes).values_list("code", "id"))
    held = evidence_of(findings.values()) if findings else {}
    expanded: list[EvidenceLink] = []
    for link in links:
        of_finding = findings.get(link.identifier.partition(",")[2]) if link.kind == FINDING else None
        expanded += held.get(of_finding, []) if of_finding else [link]
    return expanded


def _sources(
    link: EvidenceLink, method: str, one: ResolvedEvidence | None, places: Mapping[tuple[str, str], frozenset[str]]
) -> frozenset[str]:
    """Return the sources of a piece of evidence, as marks that tell them apart; none where too few people speak."""
    named = link.identifier.split(",")
    match link.kind:
        case kind if kind == DOCUMENT:
            # Opinions in a document are of nobody knows how many.
            return frozenset() if link.ground == Ground.OPINION else frozenset((f"{DOCUMENT}:{link.identifier}",))
        case kind if kind in (PUBLISHED_FIGURE, PUBLISHED_CLAIM):
            return places.get((kind, link.identifier), frozenset())
        case kind if kind == ROUND_STATEMENT:
            enough = one is not None and (one.telling.whole or 0) >= THRESHOLD
            return frozenset((f"{kind}:{named[1]}",)) if enough else frozenset()
        case kind if kind in (FRAGMENT, FRAGMENTS_OF_A_CODE):
            # Whether several people speak is told of all words together.
            return frozenset((f"{method}:{link.identifier if method == CriterionMethod.DOCUMENTS else ''}",))
        case kind:
            return frozenset((f"{kind}:{named[0]}",))


def _is_own_report(link: EvidenceLink, one: ResolvedEvidence | None) -> bool:
    """Tell whether a party reports of its own work."""
    return ((one.ground if one else None) or link.ground) == Ground.SELF_REPORT


def _published_in(evaluation: Evaluation, links: Iterable[EvidenceLink]) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return the documents of published shares of which it is known that enough people answered; of claims none."""
    asked = {link.identifier.partition(",")[2] for link in links if link.kind == PUBLISHED_FIGURE}
    if not asked:
        return {}
    rows = PublishedFigure.objects.filter(evaluation=evaluation, code__in=asked)
    enough = {one.id: one.code for one in rows if (one.counted_of or one.base_from or 0) >= THRESHOLD}
    return {
        (PUBLISHED_FIGURE, f"{evaluation.code},{enough[figure]}"): frozenset(
            f"{DOCUMENT}:{link.identifier}" for link in held
        )
        for figure, held in evidence_of(enough).items()
    }


def _are_several(evaluation: Evaluation, links: Sequence[EvidenceLink]) -> bool:
    """Tell whether enough people of enough organisations speak in all words together."""
    places = _fragments_spoken(evaluation, [link.identifier for link in links if link.kind == FRAGMENT])
    places |= _codes_spoken(evaluation, [link.identifier for link in links if link.kind == FRAGMENTS_OF_A_CODE])
    if not places:
        return False
    rows = SessionPart.objects.filter(session__in={session for session, _who in places}).order_by("id")
    parts = list(rows.values_list("session_id", "participant_id", "participant__organisation_id"))
    # Where nobody is named one of those who take part speaks, and not all of them.
    one_of = {session: who for session, who, _organisation in parts}
    people, organisations = who_speaks({(session, who or one_of.get(session)) for session, who in places}, parts)
    return people >= SEVERAL_PEOPLE and organisations >= SEVERAL_ORGANISATIONS


def _fragments_spoken(evaluation: Evaluation, identifiers: Sequence[str]) -> set[Spoken]:
    """Return the sessions of fragments with who is named as speaking there, if anyone."""
    places = [place for one in identifiers if (place := FragmentAddress.read(one)) is not None]
    if not places:
        return set()
    texts = Transcript.objects.filter(evaluation=evaluation, code__in={place.text for place in places})
    session_of = dict(texts.values_list("code", "session_id"))
    spoken: dict[str, list[tuple[int, int, UUID]]] = {}
    named = Passage.objects.filter(transcript__in=texts, speaker__isnull=False)
    for code, start, end, who in named.values_list("transcript__code", "start", "end", "speaker_id"):
        spoken.setdefault(code, []).append((start, end, who))
    found: set[Spoken] = set()
    for place in places:
        if place.text in session_of:
            here = spoken.get(place.text, ())
            people = {who for start, end, who in here if start < place.end and end > place.start}
            found |= {(session_of[place.text], who) for who in people} or {(session_of[place.text], None)}
    return found


def _codes_spoken(evaluation: Evaluation, identifiers: Sequence[str]) -> set[Spoken]:
    codes = [named[1] for one in identifiers if (named := code_named(one)) is not None]
    if not codes:
        return set()
    under = {one for all_ in codes_under(evaluation, codes).values() for one in all_}
    rows = Coding.objects.filter(evaluation=evaluation, code__in=under, is_gone=False)
    rows = rows.exclude(transcript__session__kind=FieldworkSession.Kind.DOCUMENTS)
    return set(rows.values_list("transcript__session_id", "speaker_id"))
