"""A text with what is coded in it, and where words stand in the texts of an evaluation."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from vlechtwerk.domains.evaluation.models import Coder, Coding, Evaluation, Memo, Passage, Transcript

# As many places as one answer of a search shows.
MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class TextAsItStands:
    """A text with its passages in order, the codings that stand in it, and the memos about it and them."""

    transcript: Transcript
    passages: Sequence[Passage]
    codings: Sequence[Coding]
    memos: Sequence[Memo]


@dataclass(frozen=True, slots=True)
class PassagesFound:
    """Passages with the words that were looked for, in order, and how many there are in all."""

    passages: Sequence[Passage]
    total: int


def text_as_it_stands(evaluation: Evaluation, code: str) -> TextAsItStands | None:
    """Return one text by its code, or nothing."""
    transcript = evaluation.transcripts.select_related("session__measurement", "evaluation").filter(code=code).first()
    if transcript is None:
        return None
    codings = Coding.objects.filter(transcript=transcript, is_gone=False).select_related("code", "coder")
    memos = Memo.objects.filter(transcript=transcript).exclude(text="").select_related("written_by")
    return TextAsItStands(
        transcript,
        list(transcript.passages.select_related("speaker").order_by("number")),
        list(codings.order_by("start", "-end", "id")),
        list(memos),
    )


def words_of(transcript: Transcript) -> str:
    """Return a whole text as it came in; what was removed is left out."""
    return "".join(transcript.passages.order_by("number").values_list("text", flat=True))


def words_in(passages: Sequence[Passage], start: int, end: int) -> str:
    """Return the words of a stretch that lies in these passages, which are in order."""
    return "".join(
        one.text[max(start - one.start, 0) : end - one.start] for one in passages if one.start < end and start < one.end
    )


def search_texts(evaluation: Evaluation, words: str, most: int = MOST_FOUND) -> PassagesFound:
    """Find passages with words, in Dutch word forms; “words in quotes” stand together, and -word leaves out."""
    if not words.strip():
        return PassagesFound((), 0)
    with connection.cursor() as cursor:
        cursor.execute("select passage, found from search_passages(%s, %s, %s)", [evaluation.id, words, most])
        rows: list[tuple[UUID, int]] = cursor.fetchall()
    if not rows:
        return PassagesFound((), 0)
    found = Passage.objects.filter(id__in=[one for one, _total in rows])
    passages = found.select_related("transcript__session", "speaker").order_by("transcript__code", "number")
    return PassagesFound(list(passages), rows[0][1])


def coders_of(evaluation: Evaluation) -> list[Coder]:
    """Return who codes in an evaluation: evaluators, those from files, and what was settled."""
    return list(evaluation.coders.order_by("kind", "name", "id"))
