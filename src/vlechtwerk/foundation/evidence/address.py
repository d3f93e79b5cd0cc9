"""An evidence address: what carries a statement, found again by kind, identifier, version and checksum."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from vlechtwerk.foundation.periods import PreciseDate


class Stance(StrEnum):
    """Whether the evidence speaks for or against what it is attached to."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class Ground(StrEnum):
    """What kind of knowing the evidence is; it decides how a sentence that rests on it may be worded."""

    NONE = ""
    OPINION = "opinion"
    SELF_REPORT = "self_report"
    REGISTER = "register"
    MEASURED_EFFECT = "measured_effect"


class Base(StrEnum):
    """Whether the figures behind the evidence are our own, or stand in a source that does not give its base."""

    OWN = "own"
    PUBLISHED = "published"


class LocatorKind(StrEnum):
    """How a place in a document is named."""

    NONE = ""
    PAGE = "page"
    LINE = "line"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class EvidenceAddress:
    """Where evidence is: `kind` of record, its `identifier`, and optionally version and place in it."""

    kind: str
    identifier: str
    version: str = ""
    locator_kind: LocatorKind = LocatorKind.NONE
    locator: str = ""


# A number from one on, or a range: two of them with a hyphen between.
_PLACE = re.compile(r"([1-9][0-9]*)(?:-([1-9][0-9]*))?")


def is_place(kind: str, locator: str) -> bool:
    """Tell whether a place can be found again: a number or a rising range, and of what; or no place at all.

    >>> is_place("page", "12-15"), is_place("page", "15-12"), is_place("", "12")
    (True, False, False)
    """
    if not kind and not locator:
        return True
    match = _PLACE.fullmatch(locator)
    if not kind or match is None:
        return False
    first, last = match.groups()
    return last is None or int(first) < int(last)


@dataclass(frozen=True, slots=True)
class Evidence:
    """An address with what is claimed of it: a line of text, its stance, ground and base.

    Of the base mostly nothing is said: then it is what is usual of that evidence (`ResolvedEvidence.base_as`).
    """

    address: EvidenceAddress
    text: str = ""
    stance: Stance = Stance.SUPPORTS
    ground: Ground = Ground.NONE
    base: Base | None = None


class Direction(StrEnum):
    """What became of a counted number, as far as evidence tells it."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ContributionChain:
    """The chain behind a claim of an effect (Mayne; RULES-evaluation d16).

    evidence_per_link: how many pieces carry each link of the outcome map. Other explanations were looked at, and a
    verdict was given. design_level: of its weakest link, 1 to 5 (Maryland scale, d17); 0 where nothing was compared.
    """

    evidence_per_link: tuple[int, ...]
    other_explanations_weighed: bool
    verdict_given: bool
    design_level: int = 0

    @property
    def is_complete(self) -> bool:
        """Tell whether every link is carried, other explanations were weighed and a verdict was given."""
        links = self.evidence_per_link
        return bool(links) and min(links) > 0 and self.other_explanations_weighed and self.verdict_given


@dataclass(frozen=True, slots=True)
class Telling:
    """What of evidence can stand in a sentence.

    about: the code whose fragments are counted. time: where the time of those who ticked went, in the present language.
    part and whole: people, or what was counted. organisations: of interviews only, from how many these people are.
    quoted: words as they stand in a source or a text, which `source` names. figure: as it was published. asked: the
    statement of which it tells how many agree, in the present language; `in_our_words` where its source does not give
    the wording; `agree`: part, or figure, are those who agree with it. status and decision: in words of the present
    language. day: on which it was. days: how long it took. change: what became of a count between two periods that may
    be compared, with both numbers; step: what a series did where something began, with the verb that its design allows;
    both in words of the present language. direction: which way the number itself went by these; None where that is
    not told. chain: what carries it, where it is a claim of an effect.
    """

    about: str = ""
    time: str = ""
    part: int | None = None
    whole: int | None = None
    organisations: int | None = None
    quoted: str = ""
    source: str = ""
    figure: str = ""
    asked: str = ""
    in_our_words: bool = False
    agree: bool = False
    status: str = ""
    decision: str = ""
    day: PreciseDate | None = None
    days: int | None = None
    change: str = ""
    step: str = ""
    direction: Direction | None = None
    chain: ContributionChain | None = None


@dataclass(frozen=True, slots=True)
class ResolvedEvidence:
    """What an address leads to at this moment: a title, the present version and checksum, and how it is called.

    Of evidence that is a figure, `figure` says it in words, and `ground` and `base` are what it is, whatever is said by
    who points at it (nothing: they say so). `usual_base` is the base where neither says so. `telling` is what of it can
    stand in a sentence. `design_level`: how far its design reaches, where it compares anything itself: 1 to 5 (Maryland
    scale); 0 where it does not, or where its reader alone knows. `gone` says, within
    a sentence, why nothing new can rest on it; what rested on it still leads there.
    """

    short_title: str
    title: str
    version: str
    checksum: str
    code: str = ""
    figure: str = ""
    ground: Ground | None = None
    base: Base | None = None
    usual_base: Base = Base.OWN
    telling: Telling = Telling()
    design_level: int = 0
    gone: str = ""

    def base_as(self, told: str | None) -> Base:
        """Return its base: its own, else as it is told by who points at it, else what is usual of it."""
        return self.base or (Base(told) if told else self.usual_base)


def checksum_of(*parts: str) -> str:
    """Return the SHA-256 of the parts, in hexadecimal; the same parts always give the same sum."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
