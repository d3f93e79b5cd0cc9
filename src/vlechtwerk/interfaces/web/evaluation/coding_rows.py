"""A text as its page shows it: paragraphs of sentences, pieces with their codes, and what each coder gave."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.evaluation.evidence import FragmentAddress
from vlechtwerk.domains.evaluation.models import Coding, CodingStep, Memo, Passage
from vlechtwerk.domains.evaluation.queries.codebook import CodeInBook
from vlechtwerk.domains.evaluation.queries.fragments import sentence_at
from vlechtwerk.domains.evaluation.queries.transcripts import TextAsItStands
from vlechtwerk.domains.evaluation.words.coders import name_of_coder
from vlechtwerk.engines.coding import selections

# What an act on codes or codings was, by its name; of one on codings the code.
ACTS: Mapping[str, Promise] = {
    "code_stretch": gettext_lazy("“%(code)s” given"),
    "code_stretch_anew": gettext_lazy("“%(code)s” given as a new code"),
    "uncode_stretch": gettext_lazy("“%(code)s” taken away"),
    "split_coding": gettext_lazy("a fragment of “%(code)s” split"),
    "merge_codings": gettext_lazy("fragments of “%(code)s” put together"),
    "add_code": gettext_lazy("“%(code)s” added"),
    "rename_code": gettext_lazy("“%(code)s” named otherwise"),
    "move_code": gettext_lazy("“%(code)s” moved"),
    "merge_codes": gettext_lazy("“%(code)s” merged into another"),
    "delete_code": gettext_lazy("“%(code)s” deleted"),
    "add_ready_codes": gettext_lazy("the ready list added"),
}
# As many codes have a digit of their own.
DIGITS = 9


@dataclass(frozen=True, slots=True)
class CodedPiece:
    """A part of a sentence over which the same codings run; `mark` says whether any does, and of whom."""

    words: str
    mark: str
    codes: str


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence with the space behind it, its number, and its place in the text."""

    number: int
    start: int
    end: int
    pieces: Sequence[CodedPiece]
    chosen: bool


@dataclass(frozen=True, slots=True)
class BracketRow:
    """A coding beside a paragraph: its code, whose it is, which sentences it covers, and what can be done."""

    id: str
    name: str
    colour: str
    coders: str
    mine: bool
    sentences: str
    start: int
    end: int
    code: str
    # By what it is named as evidence: “EV1,I14,120-188”.
    address: str
    memo: str


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """A paragraph: who speaks, its sentences, and the codings that begin in it; or that its words were removed."""

    number: int
    speaker: str
    sentences: Sequence[SentenceRow]
    brackets: Sequence[BracketRow]
    removed: bool
    holds_choice: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Which stretch is chosen: from one sentence to another, and words within them."""

    first: int
    last: int
    start: int
    end: int
    words: str


def paragraphs(
    found: TextAsItStands, book: Sequence[CodeInBook], own: UUID | None, choice: Choice | None
) -> list[ParagraphRow]:
    """Return the paragraphs of a text with what is coded in them."""
    colours = {one.code.id: one.colour for one in book}
    memos: dict[UUID, list[Memo]] = {}
    for memo in found.memos:
        memos.setdefault(memo.about_id, []).append(memo)
    by_id = {str(one.id): one for one in found.codings}
    cut = list(_pieces(found))
    at = 0
    rows = []
    for passage in found.passages:
        within = [one for one in found.codings if passage.start <= one.start < passage.end]
        while at < len(cut) and cut[at].end <= passage.start:
            at += 1
        sentences = [] if passage.is_removed else list(_sentences(passage, cut, at, by_id, own, choice))
        rows.append(
            ParagraphRow(
                passage.first_sentence,
                passage.speaker.code if passage.speaker else "",
                sentences,
                list(_brackets(within, found, colours, memos, own)),
                passage.is_removed,
                any(one.number == choice.last for one in sentences) if choice else False,
            )
        )
    return rows


def _pieces(found: TextAsItStands) -> Iterator[selections.Piece]:
    held = [
        selections.Coding(str(one.id), "", str(one.coder_id), str(one.code_id), one.start, one.end)
        for one in found.codings
    ]
    yield from selections.pieces(found.transcript.length, held)


def _sentences(
    passage: Passage,
    cut: Sequence[selections.Piece],
    at: int,
    by_id: Mapping[str, Coding],
    own: UUID | None,
    choice: Choice | None,
) -> Iterator[SentenceRow]:
    """Yield sentences, each with the space up to the next one, cut where codings begin and end."""
    starts = [*passage.sentences[::2], passage.end]
    if starts:
        starts[0] = passage.start
    for number, (start, end) in enumerate(pairwise(starts), passage.first_sentence):
        pieces = []
        for piece in cut[at:]:
            if piece.start >= end:
                break
            if piece.end <= start:
                continue
            words = passage.text[max(piece.start, start) - passage.start : min(piece.end, end) - passage.start]
            pieces.append(_piece(words.rstrip("\r\n"), [by_id[one] for one in piece.codings], own))
        chosen = choice is not None and choice.first <= number <= choice.last
        yield SentenceRow(number, start, end, [one for one in pieces if one.words], chosen)


def _piece(words: str, held: Sequence[Coding], own: UUID | None) -> CodedPiece:
    if not held:
        return CodedPiece(words, "", "")
    mark = "mine" if any(one.coder_id == own for one in held) else "other"
    return CodedPiece(words, mark, ", ".join(dict.fromkeys(one.code.name for one in held)))


def _brackets(
    held: Sequence[Coding],
    found: TextAsItStands,
    colours: Mapping[UUID, str],
    memos: Mapping[UUID, Sequence[Memo]],
    own: UUID | None,
) -> Iterator[BracketRow]:
    """Yield codings, those of several coders on the same stretch as one."""
    same: dict[tuple[UUID, int, int], list[Coding]] = {}
    for one in held:
        same.setdefault((one.code_id, one.start, one.end), []).append(one)
    for (code, start, end), those in same.items():
        mine = [one for one in those if one.coder_id == own]
        first, last = sentence_at(found.passages, start), sentence_at(found.passages, end - 1)
        yield BracketRow(
            str((mine or those)[0].id),
            those[0].code.name,
            colours.get(code, "") or "#4c5565",
            ", ".join(dict.fromkeys(name_of_coder(one.coder) for one in those)),
            bool(mine),
            str(first) if first == last else f"{first}-{last}",
            start,
            end,
            str(code),
            str(FragmentAddress(found.transcript.evaluation.code, found.transcript.code, start, end)),
            " / ".join(memo.text for one in those for memo in memos.get(one.id, ())),
        )


def choice_of(passages: Sequence[Passage], first: int, last: int) -> Choice | None:
    """Return the stretch from one sentence to another; nothing when there is no such sentence."""
    first, last = min(first, last), max(first, last)
    start = end = -1
    words = []
    for passage in passages:
        for at, (begin, until) in enumerate(zip(passage.sentences[::2], passage.sentences[1::2], strict=True)):
            number = passage.first_sentence + at
            if first <= number <= last:
                start = begin if start < 0 else start
                end = until
                words.append(passage.text[begin - passage.start : until - passage.start])
    return Choice(first, last, start, end, " ".join(words)) if start >= 0 else None


def say_step(step: CodingStep, book: Sequence[CodeInBook]) -> str:
    """Say what the last act of a coder was, and on which code."""
    names = {str(one.code.id): one.code.name for one in book}
    codes = [one for pair in step.step["codes"] for one in pair[::-1] if one is not None]
    given = [one for pair in step.step["codings"] for one in pair if one is not None]
    # A code that goes is named as it was; of a coding only which code it is of is kept.
    name = codes[0][1] if codes else names.get(str(given[0][3]), "?") if given else "?"
    return str(ACTS.get(step.act, step.act)) % {"code": name}
