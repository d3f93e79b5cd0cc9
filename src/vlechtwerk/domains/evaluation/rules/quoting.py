"""Whether what someone types repeats what people said in fieldwork: typed words would stay when consent goes."""

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.engines.coding.segments import paragraphs_of
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import WORD, words_of

# So many words in a row are a quotation; a shorter fragment or paragraph is one as a whole, from three words on.
WORDS_OF_A_QUOTATION = 5
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Within:
    """A stretch of a text of which the words may be repeated, as they go together."""

    transcript: UUID
    start: int
    end: int


def reasons_against_quoting(
    evaluation: Evaluation, texts: Collection[str], instead: str = "", within: Within | None = None
) -> list[Reason]:
    """Return why texts can't be typed: they repeat what someone said; `instead` tells what to do.

    Asked in the reading context of who types: for who may not read the texts nothing is found, and nothing is told.
    """
    found = next(_repeated(evaluation, texts, within), None)
    if found is None:
        return []
    words = _(
        "“%(words)s” are words of someone from the fieldwork, which go when consent is withdrawn. %(instead)s"
    ) % {
        "words": found,
        "instead": instead or _("Say it in your own words, and refer to the fragment as evidence."),
    }
    return [Reason("quotation_typed", words, _("Quoted words stay quotations"))]


def repeats(text: Sequence[str], fragment: Sequence[str]) -> bool:
    """Tell whether words repeat those of a fragment: five in a row, or all of a shorter one."""
    length = min(WORDS_OF_A_QUOTATION, len(fragment))
    if length < FEWEST_WORDS:
        return False
    runs = {tuple(fragment[start : start + length]) for start in range(len(fragment) - length + 1)}
    return any(tuple(text[start : start + length]) in runs for start in range(len(text) - length + 1))


def _repeated(evaluation: Evaluation, texts: Collection[str], within: Within | None) -> Iterator[str]:
    """Yield stretches that are words of someone, as they were typed."""
    runs = {stretch for text in texts for stretch in _stretches(text, WORDS_OF_A_QUOTATION)}
    short = {stretch for text in texts for stretch in _stretches(text, FEWEST_WORDS)}
    if not short:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "select stretch, transcript, start, words from passages_repeating(%s, %s::text[], %s::text[])",
            [evaluation.id, sorted(runs), sorted(short)],
        )
        rows = cursor.fetchall()
    typed = [_spaced(words_of(text)) for text in texts]
    for stretch, transcript, start, words in rows:
        if within is not None and transcript == within.transcript and within.start < start + len(words) and (
            start < within.end
        ):  # fmt: skip
            continue
        said = words_of(words)[len(words_of(paragraphs_of(words)[0].named)) :]
        if stretch in runs and _spaced(words_of(stretch)) in _spaced(said):
            yield stretch
        elif FEWEST_WORDS <= len(said) < WORDS_OF_A_QUOTATION and any(_spaced(said) in one for one in typed):
            yield words.strip()


def _stretches(text: str, length: int) -> Iterator[str]:
    """Yield each stretch of so many words as it stands in a text, with what is between them."""
    composed = unicodedata.normalize("NFC", text)
    places = [found.span() for found in WORD.finditer(composed)]
    for first, last in zip(places, places[length - 1 :], strict=False):
        yield composed[first[0] : last[1]]


def _spaced(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "
