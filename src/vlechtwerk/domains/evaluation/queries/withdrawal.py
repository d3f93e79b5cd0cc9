"""What goes when someone withdraws consent to take part, and what rests on the words of a session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import FRAGMENT, FRAGMENTS_OF_A_CODE
from vlechtwerk.domains.evaluation.models import Code, Coding, Evaluation, Passage, SessionPart, Transcript
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.refusal import Reason


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes from a text: passages by number and by their places, and codings; `whole`: nothing of it stays."""

    transcript: Transcript
    numbers: Sequence[int]
    places: Sequence[tuple[int, int]]
    whole: bool
    codings: frozenset[UUID]


def what_goes(part: SessionPart) -> list[Removal]:
    """Return what goes from each text of a session when one of its participants withdraws.

    Where a text says which words are theirs, these go; where it does not, all of it goes. A text that came in once
    more, in a session in which nobody takes part, loses the same words.
    """
    own = [_of_session(one, part) for one in part.session.transcripts.order_by("code") if _has_words(one)]
    return own + _of_copies(own)


def _has_words(transcript: Transcript) -> bool:
    return transcript.passages.filter(is_removed=False).exists()


def _of_session(transcript: Transcript, part: SessionPart) -> Removal:
    passages = transcript.passages.filter(is_removed=False)
    theirs = passages.filter(speaker_id=part.participant_id) if part.session.parts.count() > 1 else passages.none()
    return _removal(transcript, theirs if theirs.exists() else passages)


def _of_copies(own: Sequence[Removal]) -> list[Removal]:
    found: dict[UUID, set[int]] = {}
    with connection.cursor() as cursor:
        for one in own:
            cursor.execute(
                "select transcript, number from copies_of(%s, %s::integer[])", [one.transcript.id, list(one.numbers)]
            )
            for text, number in cursor.fetchall():
                found.setdefault(text, set()).add(number)
    copies = Transcript.objects.filter(id__in=list(found)).select_related("session").order_by("code")
    return [_removal(one, one.passages.filter(is_removed=False, number__in=found[one.id])) for one in copies]


def _removal(transcript: Transcript, going: QuerySet[Passage]) -> Removal:
    rows = list(going.values_list("number", "start", "end"))
    places = [(start, end) for _number, start, end in rows]
    codings = Coding.objects.filter(transcript=transcript, is_gone=False).values_list("id", "start", "end")
    touched = frozenset(
        coding for coding, start, end in codings if any(start < until and at < end for at, until in places)
    )
    whole = len(rows) == transcript.passages.filter(is_removed=False).count()
    return Removal(transcript, [number for number, _start, _end in rows], places, whole, touched)


def fragment_identifier(evaluation_code: str, text_code: str, start: int, end: int) -> str:
    """Return by what a stretch of a text is named as evidence."""
    return f"{evaluation_code},{text_code},{start}-{end}"


def resting_on_texts(evaluation: Evaluation, texts: Sequence[Transcript]) -> list[EvidenceLink]:
    """Return what rests on fragments of these texts: records of this evaluation that the reader may see."""
    links: list[EvidenceLink] = []
    for text in texts:
        links += EvidenceLink.objects.filter(
            project_id=evaluation.project_id, kind=FRAGMENT, identifier__startswith=f"{evaluation.code},{text.code},"
        )
    return links


def resting_on_going(evaluation: Evaluation, going: Sequence[Removal]) -> list[EvidenceLink]:
    """Return what rests on words that go: on a fragment that they are a part of, or on all fragments of a code."""
    places = {one.transcript.code: one.places for one in going}
    links = resting_on_texts(evaluation, [one.transcript for one in going])
    of_codes = [f"{evaluation.code},{code}" for code in _codes_touched(evaluation, going)]
    return [one for one in links if _touches(one.identifier, places)] + list(
        EvidenceLink.objects.filter(project_id=evaluation.project_id, kind=FRAGMENTS_OF_A_CODE, identifier__in=of_codes)
    )


def _codes_touched(evaluation: Evaluation, going: Sequence[Removal]) -> set[UUID]:
    """Return the codes that lose a coding, with all above them."""
    above = dict(Code.objects.filter(evaluation=evaluation).values_list("id", "parent_id"))
    lost = {coding for one in going for coding in one.codings}
    found: set[UUID] = set()
    for code in Coding.objects.filter(id__in=lost).values_list("code_id", flat=True):
        at: UUID | None = code
        while at is not None and at not in found:
            found.add(at)
            at = above.get(at)
    return found


def resting_on_removed(evaluation: Evaluation) -> list[EvidenceLink]:
    """Return what rests on a fragment whose words were removed since."""
    texts = Transcript.objects.filter(evaluation=evaluation, removed_on__isnull=False)
    removed: dict[str, list[tuple[int, int]]] = {}
    for code, start, end in Passage.objects.filter(transcript__in=texts, is_removed=True).values_list(
        "transcript__code", "start", "end"
    ):
        removed.setdefault(code, []).append((start, end))
    return [link for link in resting_on_texts(evaluation, list(texts)) if _touches(link.identifier, removed)]


def _touches(identifier: str, removed: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    _evaluation, text, places = identifier.split(",")
    start, end = map(int, places.split("-"))
    return any(start < until and at < end for at, until in removed.get(text, ()))


def resting_on_made(evaluation: Evaluation, texts: Sequence[UUID], codes: Sequence[UUID]) -> list[Reason]:
    """Return why texts and codes can't go: something rests on their fragments."""
    links = resting_on_texts(evaluation, list(Transcript.objects.filter(evaluation=evaluation, id__in=texts)))
    of_codes = [f"{evaluation.code},{code}" for code in codes]
    links += EvidenceLink.objects.filter(
        project_id=evaluation.project_id, kind=FRAGMENTS_OF_A_CODE, identifier__in=of_codes
    )
    return [Reason("rests_on_it", _("Something rests on what it brought."))] if links else []
