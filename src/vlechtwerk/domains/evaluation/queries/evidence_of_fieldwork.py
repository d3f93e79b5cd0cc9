"""How a fragment of a text, and all fragments of a code, are resolved as evidence: for the evaluators only."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import FRAGMENT, FRAGMENTS_OF_A_CODE
from vlechtwerk.domains.evaluation.models import (
    Code,
    Coding,
    FieldworkSession,
    SessionPart,
    Transcript,
)
from vlechtwerk.domains.evaluation.queries.codebook import codes_under
from vlechtwerk.domains.evaluation.queries.fieldwork import heard_in
from vlechtwerk.domains.evaluation.queries.fragments import fragments_of, passages_at
from vlechtwerk.domains.evaluation.queries.transcripts import words_in
from vlechtwerk.domains.evaluation.rules.fieldwork import Use, consents_of, may_be_quoted
from vlechtwerk.foundation.evidence.address import Base, Ground, ResolvedEvidence, Telling, checksum_of
from vlechtwerk.foundation.evidence.registry import register_kind

# As much of a fragment as a title shows.
LONGEST_TITLE = 300
LONGEST_PLACE = 10


def register() -> None:
    """Register both kinds of evidence."""
    register_kind(FRAGMENT, resolve_fragments)
    register_kind(FRAGMENTS_OF_A_CODE, resolve_fragments_of_codes)


def resolve_fragments(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve fragments (“EV1,I14,120-188”): four queries; not those of which words were removed, nor for others."""
    asked = {one: place for one in identifiers if (place := _place(one)) is not None}
    texts = Transcript.objects.filter(
        project_id=project_id,
        evaluation__code__in={evaluation for evaluation, _text, _start, _end in asked.values()},
        code__in={text for _evaluation, text, _start, _end in asked.values()},
    ).select_related("evaluation", "session")
    known = {(text.evaluation.code, text.code): text for text in texts}
    stretches = {
        identifier: (text, start, end)
        for identifier, (evaluation, code, start, end) in asked.items()
        if (text := known.get((evaluation, code))) is not None and 0 <= start < end <= text.length
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


def _place(identifier: str) -> tuple[str, str, int, int] | None:
    evaluation, _comma, rest = identifier.partition(",")
    text, _comma, places = rest.partition(",")
    start, _dash, end = places.partition("-")
    # As it is compared in the database too: digits, and no more than a place has.
    if not all(one.isascii() and one.isdecimal() and len(one) < LONGEST_PLACE for one in (start, end)):
        return None
    return evaluation, text, int(start), int(end)


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
    """Resolve all fragments of a code (“EV1,” and the identifier of the code): how many, of how many people."""
    found: dict[str, ResolvedEvidence] = {}
    for identifier in identifiers:
        evaluation, _comma, name = identifier.partition(",")
        try:
            asked = UUID(name)
        except ValueError:
            continue
        code = (
            Code.objects.filter(project_id=project_id, evaluation__code=evaluation, id=asked, is_gone=False)
            .select_related("evaluation")
            .first()
        )
        if code is not None:
            found[identifier] = _of_code(code, identifier)
    return found


def _of_code(code: Code, identifier: str) -> ResolvedEvidence:
    told = fragments_of(code.evaluation, code, most=0)
    words = _("%(fragments)s fragments of %(people)s people from %(organisations)s organisations") % {
        "fragments": told.total,
        "people": told.people,
        "organisations": told.organisations,
    }
    codes = codes_under(code.evaluation, code)
    places = Coding.objects.filter(evaluation=code.evaluation, code__in=codes, is_gone=False).order_by("id")
    rows = [f"{one} {start}-{end}" for one, start, end in places.values_list("transcript_id", "start", "end")]
    return ResolvedEvidence(
        short_title=code.name,
        title=f"{code.name}: {words}",
        version=f"{told.total}/{told.people}",
        checksum=checksum_of(identifier, code.name, *sorted(rows)),
        code=identifier,
        figure=words,
        ground=Ground.OPINION,
        base=Base.OWN,
        telling=Telling(
            part=told.people,
            whole=len({part.participant_id for part in heard_in(code.evaluation)}),
            organisations=told.organisations,
        ),
    )
