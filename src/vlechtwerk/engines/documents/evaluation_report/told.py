"""What a report tells, each with what carries it; and with what a hole in its prose is filled."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from vlechtwerk.engines.documents.findings.judging import Evidence
from vlechtwerk.engines.documents.report.contents import Block
from vlechtwerk.foundation.evidence.address import Base, Ground


class Objection(StrEnum):
    """Why a report can't be built with a sentence."""

    # Holes.
    UNKNOWN_HOLE = "unknown_hole"
    NOT_ALONE = "not_alone"
    # More words than can be judged as one sentence.
    TOO_LONG = "too_long"
    # Typed in prose, where it is filled in or a finding.
    TYPED_FIGURE = "typed_figure"
    AMOUNT_WORD = "amount_word"
    AMOUNT_DOES_NOT_FIT = "amount_does_not_fit"
    RESULT_VERB = "result_verb"
    STATUS_TYPED = "status_typed"
    ALL_DISPUTED = "all_disputed"
    # What carries it.
    WITHOUT_EVIDENCE = "without_evidence"
    NOT_APPROVED = "not_approved"
    SOURCE_CHANGED = "source_changed"
    FORM_NOT_ALLOWED = "form_not_allowed"
    SUPPRESSED = "suppressed"
    # Whom it would give away.
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class Source:
    """What carries something that is told: an address with its sum, where it is found, and whether it speaks against.

    label: as a reader finds it: “R, line 1077-1079”. checksum: of what the address led to. held_by: the identifier of
    the record that it hangs on, within the register only: no report tells it.
    """

    kind: str
    identifier: str
    checksum: str
    label: str = ""
    contradicts: bool = False
    held_by: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the report tells: its words, ready to print, its ground and base, and what carries it.

    key: by which it is the same thing in another building of the report. value: its figure. statement: what it is a
    figure of. details: what the appendix says of it, each with its term.
    """

    key: str
    kind: str
    words: str
    ground: Ground = Ground.NONE
    base: Base = Base.OWN
    value: str = ""
    statement: str = ""
    title: str = ""
    sources: tuple[Source, ...] = ()
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Things that are told below each other, each with its number and ground."""

    rows: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Tabled:
    """Things that are told in one form, as a table: each with the cells that stand between its number and its ground.

    heads: of all columns, also of number and ground.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Told, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A heading within a live part: level 2 or 3."""

    words: str
    level: int = 2


# What a live part consists of: blocks that are ready to print, headings, and groups that still get their numbers.
LivePart = tuple[Block | Group | Tabled | Title, ...]


@dataclass(frozen=True, slots=True)
class Fill:
    """With what a hole is filled.

    told: of a hole that is a whole sentence, what it tells. evidence: of an amount, what it is, as a finding has it.
    share: of an amount, the share that a word beside it must fit. barred: why it can't be told, with what in it.
    disputed: some source disagrees with it.
    """

    words: str
    told: Told | None = None
    evidence: Evidence | None = None
    share: Fraction | None = None
    sources: tuple[Source, ...] = ()
    barred: tuple[tuple[Objection, str], ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Objected:
    """An objection: in which chapter, at which sentence, at which words of it and where these stand, and to what.

    number: of the sentence in its chapter, from one. start: where the words stand in the prose. told: what is wrong,
    as far as the code does not say it: the word that would fit, the finding that is not approved.
    """

    objection: Objection
    chapter: str
    number: int
    sentence: str
    at: str
    start: int
    told: str = ""
