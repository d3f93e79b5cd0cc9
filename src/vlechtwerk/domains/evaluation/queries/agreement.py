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
    """A sentence that coders coded differently: all codes that each gave it, and what was settled, if it was."""

    start: int
    end: int
    number: int
    words: str
    given: Sequence[tuple[Coder, Sequence[UUID]]]
    settled: SettledPlace | None

    @property
    def shared(self) -> list[UUID]:
        """Return the codes that all of them gave it: on these they do not differ."""
        return [code for code in self.given[0][1] if all(code in codes for _coder, codes in self.given)]


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
    differing = {(one.start, one.end) for one in compared.differences} if compared else set()
    given = codes_given(settling)
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
            [(coder, codes_at(given.get(coder.id, ()), start, end)) for coder in coders],
            settled.get((start, end)),
        )
        for number, start, end, passage in numbered
        if (start, end) in differing
    ]


def has_words(transcript: Transcript) -> bool:
    """Whether words of a text are left, since consent was withdrawn."""
    return transcript.removed_on is None or transcript.passages.filter(is_removed=False).exists()


Given = tuple[UUID, int, int]


def codes_given(settling: Settling) -> dict[UUID, list[Given]]:
    """Return by coder of a session which code stands from where to where in its text, in order."""
    found: dict[UUID, list[Given]] = {}
    codings = Coding.objects.filter(transcript=settling.transcript_id, coder__in=settling.coders, is_gone=False)
    rows = codings.order_by("start", "end", "code_id").values_list("coder_id", "code_id", "start", "end")
    for coder, code, start, end in rows:
        found.setdefault(coder, []).append((code, start, end))
    return found


def codes_at(given: Sequence[Given], start: int, end: int) -> list[UUID]:
    """Return the codes of one coder that touch a stretch, each once."""
    return list(dict.fromkeys(code for code, begins, ends in given if begins < end and start < ends))


def shared_at(settling: Settling, start: int, end: int) -> list[UUID]:
    """Return the codes that all coders of a session gave a stretch."""
    given = codes_given(settling)
    first, *others = [codes_at(given.get(coder, ()), start, end) for coder in dict.fromkeys(settling.coders)]
    return [code for code in first if all(code in codes for codes in others)]


def settlings_of(evaluation: Evaluation) -> list[Settling]:
    """Return the sessions in which differences were settled, the latest first."""
    return list(Settling.objects.filter(evaluation=evaluation).select_related("transcript").order_by("-begun_at"))
