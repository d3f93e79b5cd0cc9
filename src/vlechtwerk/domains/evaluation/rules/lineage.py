"""What becomes of questions when an agenda is written anew: each leads back to its first form, and never to itself.

Every line runs from a question of the version before to one of the version that is drafted. An act on the draft puts
other lines in the place of those that led to the questions it takes away, so that no question of before is lost. What
became of a question is told by the last act; why it did, by all of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from vlechtwerk.domains.evaluation.models import QuestionLineage
from vlechtwerk.foundation.database.fields import longest

Kind = QuestionLineage.Kind
LONGEST_REASON = longest(QuestionLineage, "reason")


@dataclass(frozen=True, slots=True)
class Line:
    """A question of the version before goes on in one that is drafted."""

    source: UUID
    target: UUID
    kind: str
    reason: str = ""


def carried_on(pairs: Iterable[tuple[UUID, UUID]]) -> list[Line]:
    """Return the lines of a draft that is just begun: every question stays."""
    return [Line(source, target, Kind.STAYS) for source, target in pairs]


def sharpened(lines: Sequence[Line], question: UUID, reason: str) -> list[Line]:
    """Word a question otherwise; what came from a split or a merger stays so."""
    return [
        _changed(line, Kind.SHARPENED if line.kind == Kind.STAYS else line.kind, reason)
        if line.target == question
        else line
        for line in lines
    ]


def split(lines: Sequence[Line], question: UUID, parts: Collection[UUID], reason: str) -> list[Line]:
    """Put parts in the place of a question: each comes from all that it came from."""
    before = _reasons(lines, [question])
    kept = [line for line in lines if line.target != question]
    return kept + [
        Line(source, part, Kind.SPLIT, _together(earlier, reason))
        for part in parts
        for source, earlier in before.items()
    ]


def merged(lines: Sequence[Line], questions: Collection[UUID], whole: UUID, reason: str) -> list[Line]:
    """Put one question in the place of several: it comes from all that they came from.

    Parts of one question that are put together again are that question, sharpened.
    """
    before = _reasons(lines, questions)
    kept = [line for line in lines if line.target not in questions]
    if len(before) > 1:
        kind = Kind.MERGED
    elif any(line.source in before for line in kept):
        kind = Kind.SPLIT
    else:
        kind = Kind.SHARPENED
    return kept + [Line(source, whole, kind, _together(earlier, reason)) for source, earlier in before.items()]


def ended(lines: Sequence[Line], question: UUID, kind: str, reason: str) -> list[Line]:
    """End a question: answered, or dropped."""
    return [_changed(line, kind, reason) if line.target == question else line for line in lines]


def taken_back(lines: Sequence[Line], question: UUID, ending: str, *, is_the_same: bool) -> list[Line]:
    """Take back that a question ended: what had become of it before is told again, without the reason of its end."""
    sources = [line.source for line in lines if line.target == question]
    others = {line.source for line in lines if line.target != question}

    def before(line: Line) -> Line:
        if len(sources) > 1:
            kind = Kind.MERGED
        elif line.source in others:
            kind = Kind.SPLIT
        else:
            kind = Kind.STAYS if is_the_same else Kind.SHARPENED
        kept = [one for one in line.reason.splitlines() if one not in ending.splitlines()]
        return replace(line, kind=kind, reason="\n".join(kept))

    return [before(line) if line.target == question else line for line in lines]


def _changed(line: Line, kind: str, reason: str) -> Line:
    return replace(line, kind=kind, reason=_together(line.reason, reason))


def _reasons(lines: Iterable[Line], questions: Collection[UUID]) -> dict[UUID, str]:
    """Return what these questions came from, with why each changed so far."""
    found: dict[UUID, str] = {}
    for line in lines:
        if line.target in questions:
            found[line.source] = _together(found.get(line.source, ""), line.reason)
    return found


def _together(earlier: str, reason: str) -> str:
    """Return all reasons, one a line and each once; where they don't fit, the end of the earlier ones goes."""
    kept = [one for one in earlier.splitlines() if one not in reason.splitlines()]
    room = LONGEST_REASON - len(reason) - 1
    before = "\n".join(kept)
    before = before if len(before) <= room else f"{before[: max(room - 1, 0)]}…"[: max(room, 0)]
    return "\n".join(one for one in (before, reason) if one)


def first_forms(question: UUID, before: Mapping[UUID, Sequence[UUID]]) -> set[UUID]:
    """Return the questions that came from no other, to which a question leads back; itself when it is one of those.

    Raises `ValueError` when the lines run round.
    """
    found: set[UUID] = set()
    done: set[UUID] = set()
    open_: set[UUID] = set()
    waiting = [(question, False)]
    while waiting:
        one, is_left = waiting.pop()
        if is_left:
            open_.discard(one)
            done.add(one)
            continue
        if one in open_:
            raise ValueError("the lineage of a question runs round")
        if one in done:
            continue
        open_.add(one)
        waiting.append((one, True))
        earlier = before.get(one, ())
        if not earlier:
            found.add(one)
        waiting += [(other, False) for other in earlier]
    return found
