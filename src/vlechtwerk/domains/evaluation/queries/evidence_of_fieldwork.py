"""How a fragment of a text, and all fragments of a code, are resolved as evidence: for the evaluators only."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.evidence import FRAGMENT, FRAGMENTS_OF_A_CODE, FragmentAddress, code_named
from vlechtwerk.domains.evaluation.models import (
    Code,
    Coding,
    Evaluation,
    FieldworkSession,
    SessionPart,
    Transcript,
)
from vlechtwerk.domains.evaluation.queries.codebook import codes_under
from vlechtwerk.domains.evaluation.queries.fieldwork import heard_in
from vlechtwerk.domains.evaluation.queries.fragments import passages_at, who_speaks
from vlechtwerk.domains.evaluation.queries.transcripts import words_in
from vlechtwerk.domains.evaluation.rules.fieldwork import Use, consents_of, may_be_quoted
from vlechtwerk.foundation.evidence.address import Base, Ground, ResolvedEvidence, Telling, checksum_of
from vlechtwerk.foundation.evidence.registry import register_kind

# As much of a fragment as a title shows.
LONGEST_TITLE = 300


def register() -> None:
    """Register both kinds of evidence."""
    register_kind(FRAGMENT, resolve_fragments)
    register_kind(FRAGMENTS_OF_A_CODE, resolve_fragments_of_codes)


def resolve_fragments(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve fragments (“EV1,I14,120-188”): four queries; not those of which words were removed, nor for others."""
    asked = {one: place for one in identifiers if (place := FragmentAddress.read(one)) is not None}
    texts = Transcript.objects.filter(
        project_id=project_id,
        evaluation__code__in={place.evaluation for place in asked.values()},
        code__in={place.text for place in asked.values()},
    ).select_related("evaluation", "session")
    known = {(text.evaluation.code, text.code): text for text in texts}
    stretches = {
        identifier: (text, place.start, place.end)
        for identifier, place in asked.items()
        if (text := known.get((place.evaluation, place.text))) is not None and place.start < place.end <= text.length
    }
    passages = passages_at([(text.id, start, end) for text, start, end in stretches.values()])
    quotable = _quotable({text.session for text, _start, _end in stretches.values()})
    found: dict[str, ResolvedEvidence] = {}
    for identifier, (text, start, end) in stretches.items():
        words = words_in(passages.get(text.id, ()), start, end)
        # Less than the whole stretch: a part of it was removed.
        if words.strip() and len(words) == end - start:
            found[identifier] = _fragment(text, identifier, words, may_be_quoted=text.session_id in quotable)
    return found


def _fragment(text: Transcript, identifier: str, words: str, *, may_be_quoted: bool) -> ResolvedEvidence:
    shown = " ".join(words.split())
    from_people = text.session.kind != FieldworkSession.Kind.DOCUMENTS
    return ResolvedEvidence(
        short_title=text.code,
        title=shown if len(shown) <= LONGEST_TITLE else f"{shown[:LONGEST_TITLE]}…",
        # The words at a place never change. No sum of them: who may not read a few words could find them by guessing.
        version=text.id.hex[-12:],
        checksum=checksum_of(identifier, str(text.id)),
        code=identifier,
        ground=Ground.OPINION if from_people else None,
        base=Base.OWN,
        telling=Telling(quoted=shown if may_be_quoted else "", source=text.code),
    )


def _quotable(sessions: Collection[FieldworkSession]) -> set[UUID]:
    """Return the sessions of which words may be quoted: all who take part let them; of documents nobody is asked."""
    parts = list(SessionPart.objects.filter(session__in=sessions))
    said = consents_of(parts)
    return {
        one.id
        for one in sessions
        if may_be_quoted(one, [said.get((part.id, Use.QUOTES)) for part in parts if part.session_id == one.id])
    }


def resolve_fragments_of_codes(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve all fragments of codes (“EV1,” and the identifier of the code): how many, of how many people.

    One query, and five for each evaluation.
    """
    asked = {one: named for one in identifiers if (named := code_named(one)) is not None}
    codes = Code.objects.filter(project_id=project_id, id__in={code for _of, code in asked.values()}, is_gone=False)
    known = {(code.evaluation.code, code.id): code for code in codes.select_related("evaluation")}
    given: dict[UUID, _Given] = {}
    for evaluation in {code.evaluation for code in known.values()}:
        given |= _given(evaluation, [code.id for code in known.values() if code.evaluation_id == evaluation.id])
    return {
        identifier: _of_code(known[named], given[named[1]], identifier)
        for identifier, named in asked.items()
        if named in known
    }


@dataclass(frozen=True, slots=True)
class _Given:
    """Where a code and those under it were given, of how many people, and how many were heard in all."""

    places: Sequence[str]
    people: int
    organisations: int
    heard: int


def _given(evaluation: Evaluation, codes: Sequence[UUID]) -> dict[UUID, _Given]:
    under = codes_under(evaluation, codes)
    codings = Coding.objects.filter(evaluation=evaluation, code__in={one for all_ in under.values() for one in all_})
    # The same words with the same code are one fragment, however many coders gave it.
    rows: dict[UUID, set[tuple[str, tuple[UUID, UUID | None]]]] = {}
    for code, text, start, end, session, speaker in codings.filter(is_gone=False).values_list(
        "code_id", "transcript_id", "start", "end", "transcript__session_id", "speaker_id"
    ):
        rows.setdefault(code, set()).add((f"{text} {start}-{end}", (session, speaker)))
    parts = list(
        SessionPart.objects.filter(evaluation=evaluation).values_list(
            "session_id", "participant_id", "participant__organisation_id"
        )
    )
    heard = len({part.participant_id for part in heard_in(evaluation)})
    found = {}
    for code in codes:
        mine = [row for one in under[code] for row in rows.get(one, ())]
        people, organisations = who_speaks({who for _place, who in mine}, parts)
        found[code] = _Given(sorted(place for place, _who in mine), people, organisations, heard)
    return found


def _of_code(code: Code, given: _Given, identifier: str) -> ResolvedEvidence:
    places, people, organisations = len(given.places), given.people, given.organisations
    words = _("%(fragments)s of %(people)s from %(organisations)s") % {
        "fragments": ngettext("%(number)s fragment", "%(number)s fragments", places) % {"number": places},
        "people": ngettext("%(number)s person", "%(number)s people", people) % {"number": people},
        "organisations": ngettext("%(number)s organisation", "%(number)s organisations", organisations)
        % {"number": organisations},
    }
    return ResolvedEvidence(
        short_title=code.name,
        title=f"{code.name}: {words}",
        version=f"{len(given.places)}/{given.people}",
        checksum=checksum_of(identifier, code.name, *given.places),
        code=identifier,
        figure=words,
        ground=Ground.OPINION,
        base=Base.OWN,
        telling=Telling(
            part=given.people, whole=given.heard, organisations=given.organisations, about=" ".join(code.name.split())
        ),
    )
