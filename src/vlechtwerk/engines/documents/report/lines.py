"""The lines of a file of a report as a reader sees them, and which of two files' lines are not the same."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from vlechtwerk.engines.documents.confined.running import Failed, run_confined

# What a line can be beside a sentence or a row.
CHAPTER, DRAWING = "chapter", "drawing"
READER = "vlechtwerk.engines.documents.report.reading_lines"
MOST_SECONDS, MOST_MEMORY = 20, 1024
# Comparing takes time by how many lines of one file are equal to how many of the other; beyond that none are compared.
MOST_LINES, MOST_EQUAL = 50_000, 300_000
# From so many lines on, `SequenceMatcher` begins at no line that is more than one in a hundred of them.
LEAST_FOR_POPULAR = 200
# From here on two lines are one that was changed, not one that is gone and another that was added.
ALIKE = 0.5
# So many lines that follow each other are paired by how alike they are; of more, each with the one in its place.
MOST_PAIRED = 30


class NotCompared(ValueError):
    """The lines of a file can't be compared: they can't be read, or there are more than that can be done for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, a heading or a row: under which chapter it stands, its number in the margin, and which it is there.

    place: counted from the heading of the chapter, from one. chapter: empty before the first. drawing: of the
    alternative text of a drawing, which one that is in the file, from one.
    """

    chapter: str
    number: str
    place: int
    text: str
    drawing: int = 0

    @property
    def told(self) -> tuple[bool, str, str]:
        """Return what makes it the same line as one of another file, wherever it stands."""
        return bool(self.drawing), self.number, self.text


def lines_in(content: bytes) -> list[Line]:
    """Return the lines of an HTML or Word file, read in a process of its own: anyone may have made it.

    Raises `NotCompared` when the file can't be read.
    """
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        try:
            answer = run_confined(READER, [], file, seconds=MOST_SECONDS, megabytes=MOST_MEMORY)
        except Failed as error:
            raise NotCompared("can't be read") from error
    if "lines" not in answer:
        raise NotCompared("no lines")
    found: list[Line] = []
    chapter, place, drawings = "", 0, 0
    for kind, number, text in answer["lines"]:
        if kind == DRAWING:
            # It stands between the lines, and does not count as one.
            drawings += 1
            found.append(Line(chapter, number, place, text, drawings))
            continue
        chapter, place = (text, 0) if kind == CHAPTER else (chapter, place + 1)
        found.append(Line(chapter, number, place, text))
    return [line for line in found if line.text]


def other_lines(made: Sequence[Line], found: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Yield the lines that differ, as (as it was made, as found), in their order; nothing for one that is not there.

    Raises `NotCompared` before the first where there are too many lines to compare.
    """
    ours, theirs = ([line.told for line in lines] for lines in (made, found))
    begin = next((place for place, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other), None)
    if begin is None:
        begin = min(len(ours), len(theirs))
    end = 0
    while end < min(len(ours), len(theirs)) - begin and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    ours, theirs = ours[begin : len(ours) - end], theirs[begin : len(theirs) - end]
    if max(len(ours), len(theirs)) > MOST_LINES or _equal(ours, theirs) > MOST_EQUAL:
        raise NotCompared("too many lines")
    for kind, first, last, start, stop in SequenceMatcher(None, ours, theirs).get_opcodes():
        if kind != "equal":
            for one, other in _paired(made[begin + first : begin + last], found[begin + start : begin + stop]):
                # A line that is everywhere can stand in its place among others that do not.
                if one is None or other is None or one.told != other.told:
                    yield one, other


def _equal(ours: Sequence[object], theirs: Sequence[object]) -> int:
    """Return how many pairs of lines are equal, without those that the comparison leaves out for being everywhere."""
    counted = Counter(theirs)
    most = len(theirs) // 100 + 1 if len(theirs) >= LEAST_FOR_POPULAR else len(theirs)
    return sum(counted[one] for one in ours if counted[one] <= most)


def _paired(made: Sequence[Line], found: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Yield lines that stand in each other's place: by how alike they are, as far as there are few."""
    if len(made) == len(found):
        yield from zip(made, found, strict=True)
        return
    left = list(found)
    for one in made:
        other = None
        if len(made) <= MOST_PAIRED and len(found) <= MOST_PAIRED:
            other = max(left, key=lambda line: _likeness(one, line), default=None)
            other = other if other is not None and _likeness(one, other) >= ALIKE else None
        elif left:
            other = left[0]
        if other is not None:
            # What stands before it in the file was added; what is behind it may still be another's.
            place = left.index(other)
            yield from ((None, line) for line in left[:place])
            left = left[place + 1 :]
        yield one, other
    yield from ((None, line) for line in left)


def _likeness(one: Line, other: Line) -> float:
    return SequenceMatcher(None, one.text[:500], other.text[:500]).ratio()
