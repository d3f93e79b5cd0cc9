"""What goes when someone withdraws consent to take part, and what rests on the words of a session."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import FRAGMENT, FRAGMENTS_OF_A_CODE, FragmentAddress
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


def resting_on_texts(evaluation: Evaluation, texts: Sequence[Transcript]) -> list[EvidenceLink]:
    """Return what rests on fragments of these texts: records of this evaluation that the reader may see."""
    of_them = Q(pk__in=())
    for text in texts:
        of_them |= Q(identifier__startswith=FragmentAddress.beginning(evaluation.code, text.code))
    return list(EvidenceLink.objects.filter(of_them, project_id=evaluation.project_id, kind=FRAGMENT))


def resting_on_going(evaluation: Evaluation, going: Sequence[Removal]) -> list[EvidenceLink]:
    """Return what rests on words that go: on a fragment that they are a part of, or on all fragments of a code."""
    places = {one.transcript.code: one.places for one in going}
    links = resting_on_texts(evaluation, [one.transcript for one in going])
    return [one for one in links if _touches(one.identifier, places)] + _resting_on_codes(
        evaluation, _codes_touched(evaluation, going)
    )


def _resting_on_codes(evaluation: Evaluation, codes: Collection[UUID]) -> list[EvidenceLink]:
    named = [f"{evaluation.code},{code}" for code in codes]
    of_codes = EvidenceLink.objects.filter(kind=FRAGMENTS_OF_A_CODE, identifier__in=named)
    return list(of_codes.filter(project_id=evaluation.project_id))


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


def _touches(identifier: str, removed: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    found = FragmentAddress.read(identifier)
    return found is not None and any(
        found.start < until and at < found.end for at, until in removed.get(found.text, ())
    )


def resting_on_made(evaluation: Evaluation, texts: Sequence[UUID], codes: Sequence[UUID]) -> list[Reason]:
    """Return why texts and codes can't go: something rests on their fragments."""
    links = resting_on_texts(evaluation, list(Transcript.objects.filter(evaluation=evaluation, id__in=texts)))
    links += _resting_on_codes(evaluation, codes)
    return [Reason("rests_on_it", _("Something rests on what it brought."))] if links else []
