"""What goes when someone withdraws consent to take part, and what rests on the words of a session."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import FRAGMENT, FRAGMENTS_OF_A_CODE
from vlechtwerk.domains.evaluation.models import Coding, Evaluation, Passage, SessionPart, Transcript
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.refusal import Reason


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes from a text: passages by number, and how many codings with them; `whole`: nothing of it stays."""

    transcript: Transcript
    numbers: Sequence[int]
    whole: bool
    codings: int


def what_goes(part: SessionPart) -> list[Removal]:
    """Return what goes from each text of a session when one of its participants withdraws.

    Where a text says which words are theirs, these go; where it does not, all of it goes.
    """
    return [_removal(one, part) for one in part.session.transcripts.order_by("code") if _has_words(one)]


def _has_words(transcript: Transcript) -> bool:
    return transcript.passages.filter(is_removed=False).exists()


def _removal(transcript: Transcript, part: SessionPart) -> Removal:
    passages = transcript.passages.filter(is_removed=False)
    theirs = passages.filter(speaker_id=part.participant_id) if part.session.parts.count() > 1 else passages.none()
    going = theirs if theirs.exists() else passages
    places = list(going.values_list("number", "start", "end"))
    touched = {
        coding
        for coding, start, end in Coding.objects.filter(transcript=transcript, is_gone=False).values_list(
            "id", "start", "end"
        )
        if any(start < until and at < end for _number, at, until in places)
    }
    return Removal(transcript, [number for number, _s, _e in places], going is passages, len(touched))


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


def resting_on_removed(evaluation: Evaluation) -> list[EvidenceLink]:
    """Return what rests on a fragment whose words were removed since."""
    texts = Transcript.objects.filter(evaluation=evaluation, removed_on__isnull=False)
    removed: dict[str, list[tuple[int, int]]] = {}
    for code, start, end in Passage.objects.filter(transcript__in=texts, is_removed=True).values_list(
        "transcript__code", "start", "end"
    ):
        removed.setdefault(code, []).append((start, end))
    return [link for link in resting_on_texts(evaluation, list(texts)) if _touches(link.identifier, removed)]


def _touches(identifier: str, removed: dict[str, list[tuple[int, int]]]) -> bool:
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
