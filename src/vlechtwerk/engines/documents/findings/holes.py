"""A sentence with holes that are filled from evidence: “{aandeel 1} van de respondenten vindt …”."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


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
_BRACES = re.compile(r"\{[^{}]*\}?|\}")


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
    for braces in _BRACES.finditer(sentence):
        found = _HOLE.fullmatch(braces[0])
        form = NAMES.get(found["name"].lower()) if found else None
        if found and form:
            holes.append(Hole(form, int(found["number"]), braces[0], braces.start()))
        else:
            others.append(NoHole(braces[0], braces.start()))
    return holes, others
