"""How far coders of the same texts agree, by sentence, and where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from vlechtwerk.domains.evaluation.models import Coder, Coding, Evaluation, Passage, SettledPlace, Settling, Transcript
from vlechtwerk.engines.coding import selections
from vlechtwerk.engines.statistics import agreement as engine
from vlechtwerk.engines.statistics.agreement import AgreementReport, Difference


@dataclass(frozen=True, slots=True)
class Compared:
    """Coders on texts: how far they agree by sentence, and where they differ."""

    coders: Sequence[Coder]
    texts: Sequence[Transcript]
    report: AgreementReport
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class PlaceToSettle:
    """A sentence that coders coded differently: which codes each gave it, and what was settled (nothing: not yet)."""

    start: int
    end: int
    number: int
    words: str
    given: Sequence[tuple[Coder, Sequence[UUID]]]
    settled: SettledPlace | None


def compare_coders(evaluation: Evaluation, coders: Sequence[Coder], texts: Sequence[Transcript]) -> Compared | None:
    """Compare coders over texts, sentence by sentence; nothing with fewer than two coders or no text."""
    if len(coders) < 2 or not texts:
        return None
    codings = [
        selections.Coding(str(one), str(text), str(coder), str(code), start, end)
        for one, text, coder, code, start, end in Coding.objects.filter(
            transcript__in=texts, coder__in=coders, is_gone=False
        ).values_list("id", "transcript_id", "coder_id", "code_id", "start", "end")
    ]
    lengths = {str(text.id): text.length for text in texts}
    segments = sentences_of(texts)
    names = [str(coder.id) for coder in coders]
    return Compared(
        coders,
        texts,
        engine.agreement(codings, coders=names, lengths=lengths, segments=segments),
        engine.differences(codings, coders=names, lengths=lengths, segments=segments),
    )


def sentences_of(texts: Sequence[Transcript]) -> dict[str, list[tuple[int, int]]]:
    """Return where the sentences of texts begin and end; their words are not read."""
    found: dict[str, list[tuple[int, int]]] = {str(text.id): [] for text in texts}
    rows = Passage.objects.filter(transcript__in=texts).order_by("transcript_id", "number")
    for text, places in rows.values_list("transcript_id", "sentences"):
        found[str(text)] += zip(places[::2], places[1::2], strict=True)
    return found


def texts_coded_by_all(evaluation: Evaluation, coders: Sequence[Coder]) -> list[Transcript]:
    """Return the texts in which each of these coders gave a code."""
    texts = evaluation.transcripts.all()
    for coder in coders:
        texts = texts.filter(id__in=coder.codings.filter(is_gone=False).values("transcript_id"))
    return list(texts.order_by("code"))


def settling_of(evaluation: Evaluation, identifier: UUID) -> Settling | None:
    """Return one session to settle differences, or nothing."""
    found = Settling.objects.filter(evaluation=evaluation, id=identifier)
    return found.select_related("transcript__evaluation", "begun_by").first()


def places_to_settle(settling: Settling) -> list[PlaceToSettle]:
    """Return the sentences on which the coders of a session differ, with what was settled, in their order."""
    coders = list(Coder.objects.filter(id__in=settling.coders).order_by("name", "id"))
    compared = compare_coders(settling.transcript.evaluation, coders, [settling.transcript])
    settled = {(one.start, one.end): one for one in settling.places.order_by("settled_at", "id")}
    given: dict[tuple[int, int], dict[str, list[UUID]]] = {}
    for one in compared.differences if compared else ():
        at = given.setdefault((one.start, one.end), {})
        for coder in one.marked:
            at.setdefault(coder, []).append(UUID(one.code))
    passages = list(settling.transcript.passages.order_by("number"))
    numbered = [
        (passage.first_sentence + at, start, end, passage)
        for passage in passages
        for at, (start, end) in enumerate(zip(passage.sentences[::2], passage.sentences[1::2], strict=True))
    ]
    return [
        PlaceToSettle(
            start,
            end,
            number,
            passage.text[start - passage.start : end - passage.start],
            [(coder, given[start, end].get(str(coder.id), [])) for coder in coders],
            settled.get((start, end)),
        )
        for number, start, end, passage in numbered
        if (start, end) in given
    ]


def settlings_of(evaluation: Evaluation) -> list[Settling]:
    """Return the sessions in which differences were settled, the latest first."""
    return list(Settling.objects.filter(evaluation=evaluation).select_related("transcript").order_by("-begun_at"))
