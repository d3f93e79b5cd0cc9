"""What becomes of questions when an agenda is written anew: each leads back to its first form, and never to itself.

Every line runs from a question of the version before to one of the version that is drafted. An act on the draft puts
other lines in the place of those that led to the questions it takes away, so that no question of before is lost.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from vlechtwerk.domains.evaluation.models import QuestionLineage

Kind = QuestionLineage.Kind


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
        replace(line, kind=Kind.SHARPENED, reason=reason)
        if line.target == question and line.kind == Kind.STAYS
        else line
        for line in lines
    ]


def split(lines: Sequence[Line], question: UUID, parts: Collection[UUID], reason: str) -> list[Line]:
    """Put parts in the place of a question: each comes from all that it came from."""
    sources = _sources(lines, [question])
    kept = [line for line in lines if line.target != question]
    return kept + [Line(source, part, Kind.SPLIT, reason) for part in parts for source in sources]


def merged(lines: Sequence[Line], questions: Collection[UUID], whole: UUID, reason: str) -> list[Line]:
    """Put one question in the place of several: it comes from all that they came from.

    Parts of one question that are put together again are that question, sharpened.
    """
    sources = _sources(lines, questions)
    kept = [line for line in lines if line.target not in questions]
    if len(sources) > 1:
        kind = Kind.MERGED
    elif any(line.source in sources for line in kept):
        kind = Kind.SPLIT
    else:
        kind = Kind.SHARPENED
    return kept + [Line(source, whole, kind, reason) for source in sources]


def ended(lines: Sequence[Line], question: UUID, kind: str, reason: str) -> list[Line]:
    """End a question: answered, or dropped."""
    return [replace(line, kind=kind, reason=reason) if line.target == question else line for line in lines]


def _sources(lines: Iterable[Line], questions: Collection[UUID]) -> list[UUID]:
    return list(dict.fromkeys(line.source for line in lines if line.target in questions))


def came_from(lines: Iterable[Line]) -> dict[UUID, list[UUID]]:
    """Return of each question those of the version before that it came from."""
    found: dict[UUID, list[UUID]] = {}
    for line in lines:
        found.setdefault(line.target, []).append(line.source)
    return found


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
