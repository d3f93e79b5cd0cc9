"""A sentence with holes that are filled from evidence: “{aandeel 1} van de respondenten vindt …”."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


class Form(StrEnum):
    """What of a piece of evidence fills a hole."""

    SHARE = "share"
    WORD = "word"
    COUNT = "count"
    # A figure as it was published.
    FIGURE = "figure"
    SEVERAL = "several"
    QUOTE = "quote"
    STATUS = "status"
    DATE = "date"
    LEAD_TIME = "lead_time"
    DECISION = "decision"
    # What became of a count between two periods that may be compared, with both numbers.
    CHANGE = "change"
    # What a series did where something began, with the verb that its design allows.
    STEP = "step"
    # What people were asked to agree with.
    STATEMENT = "statement"
    # What fragments were said to be about.
    CODE = "code"
    # Where the time of those who ticked went.
    TIME = "time"


# Forms that tell how many; the others tell a word, a day or a state.
AMOUNTS = frozenset({Form.SHARE, Form.WORD, Form.COUNT, Form.FIGURE, Form.SEVERAL})
# How a writer names a form, in either language.
NAMES: Mapping[str, Form] = {
    "aandeel": Form.SHARE, "share": Form.SHARE,
    "woord": Form.WORD, "word": Form.WORD,
    "aantal": Form.COUNT, "count": Form.COUNT,
    "cijfer": Form.FIGURE, "figure": Form.FIGURE, "percentage": Form.FIGURE,
    "meerdere": Form.SEVERAL, "several": Form.SEVERAL,
    "citaat": Form.QUOTE, "quote": Form.QUOTE,
    "stand": Form.STATUS, "status": Form.STATUS,
    "datum": Form.DATE, "date": Form.DATE,
    "doorlooptijd": Form.LEAD_TIME, "lead time": Form.LEAD_TIME,
    "besluit": Form.DECISION, "decision": Form.DECISION,
    "verandering": Form.CHANGE, "change": Form.CHANGE,
    "sprong": Form.STEP, "step": Form.STEP,
    "stelling": Form.STATEMENT, "statement": Form.STATEMENT,
    "code": Form.CODE,
    "tijd": Form.TIME, "time": Form.TIME,
}  # fmt: skip
_HOLE = re.compile(r"\{\s*(?P<name>[a-z]+(?: [a-z]+)?)\s+(?P<number>[1-9]\d{0,3})\s*\}", re.IGNORECASE)
_BRACES = re.compile(r"\{[^{}\n]*\}?|\}")
# Where one sentence ends and the next begins.
NEXT_SENTENCE = re.compile(r"(?<=[.!?])[”’\"')]*\s+")


# What a hole can name.
Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class Hole:
    """A hole of a sentence: which form of which piece of evidence (by number), as written, and where it stands."""

    form: Form
    evidence: int
    at: str
    start: int

    @property
    def end(self) -> int:
        """Return the place behind it."""
        return self.start + len(self.at)


@dataclass(frozen=True, slots=True)
class NoHole:
    """Braces that make no hole, as written, and where they stand."""

    at: str
    start: int


def holes_in(sentence: str) -> tuple[list[Hole], list[NoHole]]:
    """Return the holes of a sentence, and what stands between braces and is none.

    >>> [(hole.form.value, hole.evidence) for hole in holes_in("Volgens {woord 1} was het {datum 2}.")[0]]
    [('word', 1), ('date', 2)]
    """
    holes, others = [], []
    for form, found, at, start in named_in(sentence, _HOLE, NAMES):
        if found and form:
            holes.append(Hole(form, int(found["number"]), at, start))
        else:
            others.append(NoHole(at, start))
    return holes, others


def named_in(
    text: str, written: re.Pattern[str], names: Mapping[str, Named]
) -> Iterator[tuple[Named | None, re.Match[str] | None, str, int]]:
    """Yield all that stands between braces, as (what it names, how, as it stands there, where).

    written: how a hole is written, with a group “name”. What is not written so, or has an unknown name, names nothing.
    """
    for braces in _BRACES.finditer(text):
        found = written.fullmatch(braces[0])
        yield names.get(found["name"].lower()) if found else None, found, braces[0], braces.start()


def blanked(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Return a text of the same length in which a sign that is no word stands at each of some places (start, length).

    >>> blanked("Er zijn {aantal 1} labs.", [(8, 10)])
    'Er zijn ◻◻◻◻◻◻◻◻◻◻ labs.'
    """
    signs = list(text)
    for start, length in places:
        signs[start : start + length] = "◻" * len(signs[start : start + length])
    return "".join(signs)


def without_names(text: str, names: Iterable[str]) -> str:
    """Return a text of the same length in which names that may hold a figure are no words, the longest first."""
    for name in sorted((name for name in names if name), key=len, reverse=True):
        text = text.replace(name, "◻" * len(name))
    return text
