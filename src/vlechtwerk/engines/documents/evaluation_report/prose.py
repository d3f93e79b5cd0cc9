"""The prose of a chapter: headings, sentences with holes, and places where a live part of the report stands."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from vlechtwerk.engines.documents.findings.holes import NAMES as NAMES_OF_FORMS
from vlechtwerk.engines.documents.findings.holes import NEXT_SENTENCE, Form, named_in


class Kind(StrEnum):
    """What stands in a hole, beside the forms of evidence that a finding knows as well."""

    # A sentence by itself, with what carries it.
    FINDING = "finding"
    CLAIM = "claim"
    ANSWER = "answer"
    PRECONDITION = "precondition"
    CRITERION = "criterion"
    # Words within a sentence.
    TALLY = "tally"
    NAME = "name"
    # A table, a picture or a list, on a line by itself.
    PART = "part"


# Kinds that are a whole sentence, which its writer words nothing of.
STANDING = frozenset({Kind.FINDING, Kind.CLAIM, Kind.ANSWER, Kind.PRECONDITION, Kind.CRITERION})
# How a writer names a kind, in either language; the forms of evidence are named as in a finding.
NAMES: Mapping[str, Kind | Form] = {
    "bevinding": Kind.FINDING, "finding": Kind.FINDING,
    "uitspraak": Kind.CLAIM, "claim": Kind.CLAIM,
    "antwoord": Kind.ANSWER, "answer": Kind.ANSWER,
    "randvoorwaarde": Kind.PRECONDITION, "precondition": Kind.PRECONDITION,
    "criterium": Kind.CRITERION, "criterion": Kind.CRITERION,
    "telling": Kind.TALLY, "tally": Kind.TALLY,
    "naam": Kind.NAME, "name": Kind.NAME,
    "onderdeel": Kind.PART, "part": Kind.PART,
    **{name: form for name, form in NAMES_OF_FORMS.items() if form in (
        Form.SHARE, Form.WORD, Form.COUNT, Form.FIGURE, Form.QUOTE, Form.STATEMENT)},
}  # fmt: skip
_HOLE = re.compile(r"\{\s*(?P<name>[a-z]+)\s+(?P<code>[A-Za-z0-9][\w+.,/-]{0,60})\s*\}", re.IGNORECASE)
_HEADING = re.compile(r"(#{2,3})[ \t]+(.+)")
# With what a sentence ends; one that is filled in ends by itself.
_ENDS = ".!?”\"')}"
_BEHIND = re.compile(r"\s*(\S?)")
# The text between the headings and parts of a chapter, in which a line is no more than a line.
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t]*(?:\n|#{2,3}[ \t])))+")


@dataclass(frozen=True, slots=True)
class Hole:
    """A hole: what kind of thing stands in it, which one, as written, and where in the prose; no kind: none known."""

    kind: Kind | Form | None
    code: str
    at: str
    start: int

    @property
    def end(self) -> int:
        """Return the place behind it."""
        return self.start + len(self.at)

    @property
    def is_standing(self) -> bool:
        """Whether it is a whole sentence by itself."""
        return self.kind in STANDING


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its holes: where it begins in the prose, and which it is of the chapter, from one."""

    text: str
    start: int
    number: int
    holes: tuple[Hole, ...] = ()

    @property
    def standing(self) -> Hole | None:
        """Return the hole that is this whole sentence, if one is."""
        return self.holes[0] if self.holes and self.holes[0].is_standing and self.text == self.holes[0].at else None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a chapter: level 2 or 3."""

    level: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A place where a live part of the report stands."""

    sentence: Sentence

    @property
    def name(self) -> str:
        """Return which part."""
        return self.sentence.holes[0].code


Line = Heading | Paragraph | Part


@dataclass(frozen=True, slots=True)
class Prose:
    """The prose of a chapter, in its order; `text` is the whole of it (NFC), in which places are counted."""

    text: str
    lines: tuple[Line, ...]

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Yield all that was written, headings and parts too."""
        for line in self.lines:
            yield from line.sentences if isinstance(line, Paragraph) else (line.sentence,)


def prose_of(text: str) -> Prose:
    """Return the prose that a text is: `## ` begins a heading, an empty line a paragraph.

    >>> [line.__class__.__name__ for line in prose_of("## Wat\\n\\nEen zin. {bevinding F3}\\n\\n{onderdeel x}").lines]
    ['Heading', 'Paragraph', 'Part']
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    lines: list[Line] = []
    number = 0
    for block in _PARAGRAPH.finditer(text):
        for line in _lines_of(block[0], block.start(), number):
            lines.append(line)
            number += len(line.sentences) if isinstance(line, Paragraph) else 1
    return Prose(text, tuple(lines))


def _lines_of(block: str, start: int, number: int) -> Iterator[Line]:
    """Yield what a stretch without an empty line holds: a heading and what follows it, or one of the others."""
    heading = _HEADING.match(block)
    if heading:
        words = heading[2].rstrip()
        yield Heading(len(heading[1]), _sentence(words, start + heading.start(2), number + 1))
        number += 1
    rest = block[heading.end() :] if heading else block
    start += len(block) - len(rest)
    found = [_sentence(words, place, number + count) for count, (words, place) in enumerate(_split(rest, start), 1)]
    if len(found) == 1 and _is_part(found[0]):
        yield Part(found[0])
    elif found:
        yield Paragraph(tuple(found))


def _is_part(sentence: Sentence) -> bool:
    hole = sentence.holes[0] if sentence.holes else None
    return hole is not None and hole.kind is Kind.PART and hole.at == sentence.text


def _split(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield the sentences of a stretch; what is a whole sentence by itself ends the one before it."""
    edges = {0, len(text)} | {end.end() for end in NEXT_SENTENCE.finditer(text)}
    for hole in (one for one in holes_in(text) if one.is_standing):
        before, after = _sign_before(text, hole.start), _BEHIND.match(text, hole.end)
        behind = after[1] if after else ""
        if (not before or before in _ENDS) and (not behind or behind.isupper() or behind == "{"):
            edges |= {hole.start, hole.end}
    for first, last in pairwise(sorted(edges)):
        words = text[first:last]
        if words.strip():
            yield words.strip(), start + first + len(words) - len(words.lstrip())


def _sign_before(text: str, place: int) -> str:
    """Return the last sign before a place that is no space, if there is one; only the spaces are looked at again."""
    while place and text[place - 1].isspace():
        place -= 1
    return text[place - 1 : place]


def _sentence(text: str, start: int, number: int) -> Sentence:
    holes = tuple(Hole(one.kind, one.code, one.at, start + one.start) for one in holes_in(text))
    return Sentence(text.replace("\n", " "), start, number, holes)


def holes_in(text: str) -> list[Hole]:
    """Return the holes of a text, also those that name nothing that is known.

    >>> [(hole.kind.value, hole.code) for hole in holes_in("{cijfer K9} van de respondenten")]
    [('figure', 'K9')]
    """
    return [
        Hole(kind, found["code"] if found else "", at, start) for kind, found, at, start in named_in(text, _HOLE, NAMES)
    ]
