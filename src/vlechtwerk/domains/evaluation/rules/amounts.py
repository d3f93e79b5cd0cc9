"""Which word tells an amount: from the number, by a fixed table (RULES-evaluation d13)."""

from enum import StrEnum
from fractions import Fraction


class Amount(StrEnum):
    """The words of the table, from nobody to all."""

    NONE = "none"
    A_FEW = "a_few"
    MINORITY = "minority"
    ABOUT_HALF = "about_half"
    MAJORITY = "majority"
    LARGE_MAJORITY = "large_majority"
    NEARLY_ALL = "nearly_all"
    ALL = "all"


def amount_of(part: int, whole: int) -> Amount:
    """Return the word for a part of a whole, in people; raises `ValueError` when these do not fit.

    >>> amount_of(16, 29).value, amount_of(2, 4).value
    ('about_half', 'a_few')
    """
    if not 0 <= part <= whole or not whole:
        raise ValueError(f"{part} of {whole}")
    if part in (0, whole):
        return Amount.NONE if not part else Amount.ALL
    if part <= 2:
        return Amount.A_FEW
    share = Fraction(part, whole)
    for least, word in (
        (Fraction(90, 100), Amount.NEARLY_ALL),
        (Fraction(75, 100), Amount.LARGE_MAJORITY),
    ):
        if share >= least:
            return word
    if share > Fraction(60, 100):
        return Amount.MAJORITY
    return Amount.ABOUT_HALF if share >= Fraction(40, 100) else Amount.MINORITY
