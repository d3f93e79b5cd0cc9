"""An evidence address: what carries a statement, found again by kind, identifier, version and checksum."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """An address with what is claimed of it: a line of text, its stance, ground and base."""

    address: EvidenceAddress
    text: str = ""
    stance: Stance = Stance.SUPPORTS
    ground: Ground = Ground.NONE
    base: Base = Base.OWN


@dataclass(frozen=True, slots=True)
class ResolvedEvidence:
    """What an address leads to at this moment: a title, the present version and checksum, and how it is called."""

    short_title: str
    title: str
    version: str
    checksum: str
    code: str = ""


def checksum_of(*parts: str) -> str:
    """Return the SHA-256 of the parts, in hexadecimal; the same parts always give the same sum."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
