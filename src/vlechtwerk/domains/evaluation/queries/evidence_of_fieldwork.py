"""How a fragment of a text, and all fragments of a code, are resolved as evidence: for the evaluators only."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import FRAGMENT, FRAGMENTS_OF_A_CODE
from vlechtwerk.domains.evaluation.models import (
    Code,
    Coding,
    Evaluation,
    FieldworkSession,
    Passage,
    SessionPart,
    Transcript,
)
from vlechtwerk.domains.evaluation.queries.codebook import codes_under
from vlechtwerk.domains.evaluation.queries.fragments import fragments_of
from vlechtwerk.domains.evaluation.queries.transcripts import words_at
from vlechtwerk.domains.evaluation.rules.fieldwork import Use, consents_of, may_be_quoted, standing_parts
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
    """Resolve fragments (“EV1,I14,120-188”); not those of which words were removed, nor for others."""
    asked = {one: place for one in identifiers if (place := _place(one)) is not None}
    texts = Transcript.objects.filter(
        project_id=project_id,
        evaluation__code__in={evaluation for evaluation, _text, _start, _end in asked.values()},
        code__in={text for _evaluation, text, _start, _end in asked.values()},
    ).select_related("evaluation", "session")
    known = {(text.evaluation.code, text.code): text for text in texts}
    found: dict[str, ResolvedEvidence] = {}
    for identifier, (evaluation, code, start, end) in asked.items():
        text = known.get((evaluation, code))
        words = words_at(text, start, end) if text is not None and 0 <= start < end <= text.length else ""
        # Less than the whole stretch: a part of it was removed.
        if text is not None and words.strip() and len(words) == end - start:
            found[identifier] = _fragment(text, identifier, words)
    return found


def _place(identifier: str) -> tuple[str, str, int, int] | None:
    evaluation, _comma, rest = identifier.partition(",")
    text, _comma, places = rest.partition(",")
    start, _dash, end = places.partition("-")
    # As it is compared in the database too: digits, and no more than a place has.
    if not all(one.isascii() and one.isdecimal() and len(one) < LONGEST_PLACE for one in (start, end)):
        return None
    return evaluation, text, int(start), int(end)


def _fragment(text: Transcript, identifier: str, words: str) -> ResolvedEvidence:
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
        telling=Telling(quoted=shown if _may_be_quoted(text) else "", source=text.code),
    )


def _may_be_quoted(text: Transcript) -> bool:
    """Tell whether everyone who takes part lets their words be quoted; of a document nobody is asked."""
    parts = list(text.session.parts.all())
    said = consents_of(parts)
    return may_be_quoted(text.session, [said.get((part.id, Use.QUOTES)) for part in parts])


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
        telling=Telling(part=told.people, whole=_spoken_to(code.evaluation), organisations=told.organisations),
    )


def _spoken_to(evaluation: Evaluation) -> int:
    """Return how many people take part, and did not withdraw, in sessions of which there are words."""
    words = Passage.objects.filter(transcript__session=OuterRef("session"), is_removed=False)
    parts = SessionPart.objects.filter(Exists(words), evaluation=evaluation)
    return len({part.participant_id for part in standing_parts(parts)})
