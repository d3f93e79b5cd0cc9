"""What the drawings of statements hold; every word is ready to print, and shares run from 0 to 1.

In every drawing `name` begins the ids, so that one page can hold several; `invented` is printed in the drawing where
its data are made up; a narrow `width` (`NARROW` in `frame` and in `rounds`) puts words above bars, for a phone.
"""

from dataclasses import dataclass
from enum import StrEnum

FEWEST_CATEGORIES, MOST_CATEGORIES = 2, 11


class Side(StrEnum):
    """On which side of zero an answer stands."""

    DISAGREE = "disagree"
    NEUTRAL = "neutral"
    AGREE = "agree"


@dataclass(frozen=True, slots=True)
class Category:
    """One answer that could be given."""

    words: str
    side: Side


@dataclass(frozen=True, slots=True)
class Part:
    """The share of the valid answers that one category got, and its label: “50”, or a count when there are few."""

    share: float
    label: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement: a part for each category, the number of valid answers, and how many did not know."""

    number: str
    label: str
    parts: tuple[Part, ...]
    n: str
    unknown: int


@dataclass(frozen=True, slots=True)
class HiddenRow:
    """A statement of which nothing is shown but why: it holds no figure, so that none can leak."""

    number: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class StatementBars:
    """How the answers spread per statement. Raises ValueError when categories, sides and parts do not fit together.

    Categories run from disagreeing to agreeing, with at most one neutral: half of it stands on each side of zero.
    `disagree` and `agree` say what the two directions mean; `unknown` heads the column of who did not know.
    """

    title: str
    description: str
    categories: tuple[Category, ...]
    rows: tuple[StatementRow | HiddenRow, ...]
    disagree: str
    agree: str
    n: str
    unknown: str
    # Bars from 0 to 100, for who compares exact shares.
    plain: bool = False
    invented: str = ""
    name: str = "statements"
    width: int = 720

    def __post_init__(self) -> None:
        sides = [category.side for category in self.categories]
        if not FEWEST_CATEGORIES <= len(sides) <= MOST_CATEGORIES:
            raise ValueError(f"A scale has {FEWEST_CATEGORIES} to {MOST_CATEGORIES} categories, not {len(sides)}.")
        if sides != sorted(sides, key=list(Side).index) or sides.count(Side.NEUTRAL) > 1:
            raise ValueError("Categories run from disagree by at most one neutral to agree.")
        for row in self.rows:
            if isinstance(row, StatementRow) and len(row.parts) != len(sides):
                raise ValueError(f"Statement {row.number} has {len(row.parts)} parts for {len(sides)} categories.")


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A share that a source gives, and its words: “92%”."""

    number: str
    label: str
    share: float
    words: str


@dataclass(frozen=True, slots=True)
class PublishedGroup:
    """Shares that belong together, under their heading; without a name there is no heading."""

    name: str
    rows: tuple[PublishedRow, ...]


@dataclass(frozen=True, slots=True)
class PublishedBars:
    """Shares that only a source gives: no n and no interval; what was worded negatively stands apart, hatched."""

    title: str
    description: str
    groups: tuple[PublishedGroup, ...]
    negative: tuple[PublishedRow, ...]
    negative_words: str
    invented: str = ""
    name: str = "published"
    width: int = 720


@dataclass(frozen=True, slots=True)
class Span:
    """From which share to which, its figure in words (“Certain: 24 to 38%”), and what it rests on."""

    least: float
    most: float
    figure: str
    words: str


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure one share is: what holds whatever the others think, and what holds if chance kept them away."""

    title: str
    description: str
    share: float
    share_words: str
    bounds: Span
    # None where nobody is missing, or where no assumption can be made.
    interval: Span | None
    invented: str = ""
    name: str = "certainty"
    width: int = 360


@dataclass(frozen=True, slots=True)
class Point:
    """A share in one round, and its count in words."""

    share: float
    count: str


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One statement in two rounds; `note` says why a round is missing, or, with `is_broken`, that its words changed."""

    number: str
    label: str
    before: Point | None
    now: Point | None
    note: str = ""
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class RoundsSideBySide:
    """Two rounds of the same statements; `share` says what the dots are a share of, `count` heads the counts."""

    title: str
    description: str
    before: str
    now: str
    share: str
    count: str
    rows: tuple[RoundRow | HiddenRow, ...]
    invented: str = ""
    name: str = "rounds"
    width: int = 400
