"""How many of those who were invited answered: what became of each invitation, and the rates that follow.

Dispositions and rates are those of AAPOR, Standard Definitions (9th edition, 2016), as far as a round by invitation
needs them: there are no households of which nobody knows whether they exist, so "unknown" is all that is unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Disposition(StrEnum):
    """What became of one invitation."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    # Began, and left too early to count as partial; so does who refused.
    BREAK_OFF = "break_off"
    NO_REACTION = "no_reaction"
    # For instance ill for the whole of the round.
    OTHER = "other"
    # For instance when the mail came back.
    UNKNOWN = "unknown"
    # Had left, or was invited twice: no part of the population, so in no rate.
    NOT_ELIGIBLE = "not_eligible"


@dataclass(frozen=True, slots=True)
class CutOffs:
    """The shares of the applicable statements answered at which a break-off ends; they are set before a round opens.

    Less than `partial_from` is a break-off, more than `complete_above` is complete, what lies between is partial.
    Raises `ValueError` unless 0 < partial_from <= complete_above < 1.
    """

    partial_from: Fraction = Fraction(50, 100)
    complete_above: Fraction = Fraction(80, 100)

    def __post_init__(self) -> None:
        if not 0 < self.partial_from <= self.complete_above < 1:
            raise ValueError(f"no cut-offs: {self.partial_from}, {self.complete_above}")


@dataclass(frozen=True, slots=True)
class Rate:
    """A part of a whole, in people; the page shows both beside the percentage."""

    part: int
    of: int

    @property
    def share(self) -> Fraction | None:
        """Return the part of the whole; nothing when the whole is empty."""
        return Fraction(self.part, self.of) if self.of else None


DEFAULT_CUT_OFFS = CutOffs()


def disposition_of(answered: int, applicable: int, cut_offs: CutOffs = DEFAULT_CUT_OFFS) -> Disposition:
    """Return what became of an invitation, by how many of the statements that applied were answered.

    "Do not know" is an answer here; who answered nothing did not react. Raises `ValueError` when more was answered
    than applied, or less than nothing.
    """
    if not 0 <= answered <= applicable:
        raise ValueError(f"{answered} answered of {applicable}")
    if not answered:
        return Disposition.NO_REACTION
    share = Fraction(answered, applicable)
    if share < cut_offs.partial_from:
        return Disposition.BREAK_OFF
    return Disposition.COMPLETE if share > cut_offs.complete_above else Disposition.PARTIAL


@dataclass(frozen=True, slots=True)
class ResponseRates:
    """The rates of a round, from how many invitations had each disposition (missing: none)."""

    counts: Mapping[Disposition, int]

    def __post_init__(self) -> None:
        if any(count < 0 for count in self.counts.values()):
            raise ValueError("fewer than no people")

    def _sum(self, *dispositions: Disposition) -> int:
        return sum(self.counts.get(disposition, 0) for disposition in dispositions)

    @property
    def population(self) -> int:
        """Return how many people were asked: all but those who are not eligible."""
        return self._sum(*Disposition) - self._sum(Disposition.NOT_ELIGIBLE)

    @property
    def _known(self) -> int:
        return self.population - self._sum(Disposition.UNKNOWN)

    @property
    def rr1(self) -> Rate:
        """Return the complete ones, of all."""
        return Rate(self._sum(Disposition.COMPLETE), self.population)

    @property
    def rr2(self) -> Rate:
        """Return the complete and partial ones, of all: the rate of reports."""
        return Rate(self._sum(Disposition.COMPLETE, Disposition.PARTIAL), self.population)

    @property
    def rr5(self) -> Rate:
        """Return the complete ones, of all but the unknown."""
        return Rate(self._sum(Disposition.COMPLETE), self._known)

    @property
    def rr6(self) -> Rate:
        """Return the complete and partial ones, of all but the unknown."""
        return Rate(self._sum(Disposition.COMPLETE, Disposition.PARTIAL), self._known)

    @property
    def coop1(self) -> Rate:
        """Return the complete ones, of those who were reached: without the unknown and those who did not react."""
        return Rate(self._sum(Disposition.COMPLETE), self._known - self._sum(Disposition.NO_REACTION))
