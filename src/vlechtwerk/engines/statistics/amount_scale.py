"""Which word tells an amount: from the number, by a table that an evaluation may replace (RULES-evaluation d13)."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Amount(StrEnum):
    """The words of the table that is used unless an evaluation has its own, from nobody to all."""

    NONE = "none"
    A_FEW = "a_few"
    MINORITY = "minority"
    ABOUT_HALF = "about_half"
    MAJORITY = "majority"
    LARGE_MAJORITY = "large_majority"
    NEARLY_ALL = "nearly_all"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class AmountStep:
    """A word and the share from which it is used; `above`: only for more than that share."""

    word: str
    share: Fraction
    above: bool = False


@dataclass(frozen=True, slots=True)
class AmountScale:
    """A table of words for amounts of people. Raises `ValueError` when its steps do not cover every share, rising.

    none and all: nobody and everybody. few: up to so many people, whatever the whole. steps: of the rest, from the
    smallest share up; the first begins at nothing.
    """

    none: str
    few: str
    few_at_most: int
    steps: tuple[AmountStep, ...]
    all: str

    def __post_init__(self) -> None:
        shares = [(step.share, step.above) for step in self.steps]
        if not shares or shares[0] != (Fraction(0), False) or shares != sorted(set(shares)) or shares[-1][0] >= 1:
            raise ValueError("steps of a scale rise from nothing, and none begins at all")
        if self.few_at_most < 0 or not all([self.none, self.few, self.all, *(step.word for step in self.steps)]):
            raise ValueError("a scale has a word for each amount")

    @property
    def words(self) -> tuple[str, ...]:
        """Return all words of the table, from nobody to all."""
        return (self.none, self.few, *(step.word for step in self.steps), self.all)


DEFAULT_SCALE = AmountScale(
    Amount.NONE,
    Amount.A_FEW,
    2,
    (
        AmountStep(Amount.MINORITY, Fraction(0)),
        AmountStep(Amount.ABOUT_HALF, Fraction(40, 100)),
        AmountStep(Amount.MAJORITY, Fraction(60, 100), above=True),
        AmountStep(Amount.LARGE_MAJORITY, Fraction(75, 100)),
        AmountStep(Amount.NEARLY_ALL, Fraction(90, 100)),
    ),
    Amount.ALL,
)


def word_for(part: int, whole: int, scale: AmountScale) -> str:
    """Return the word of a scale for a part of a whole, in people; raises `ValueError` when these do not fit."""
    if not 0 <= part <= whole or not whole:
        raise ValueError(f"{part} of {whole}")
    if part in (0, whole):
        return scale.all if part else scale.none
    if part <= scale.few_at_most:
        return scale.few
    share = Fraction(part, whole)
    reached = [step.word for step in scale.steps if share > step.share or (share == step.share and not step.above)]
    return reached[-1]


def amount_of(part: int, whole: int) -> Amount:
    """Return the word of the default table for a part of a whole, in people; raises `ValueError` as `word_for` does.

    >>> amount_of(16, 29).value, amount_of(2, 4).value
    ('about_half', 'a_few')
    """
    return Amount(word_for(part, whole, DEFAULT_SCALE))
